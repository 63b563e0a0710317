"""What every export format must do: golden files, validators, what can be read back, safe texts, names withheld."""

from __future__ import annotations

import csv
import gc
import hashlib
import io
import json
import re
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final
from xml.etree import ElementTree

import pytest

import build
import exported
from dateline.cli.export import Into
from dateline.errors import DataError, MissingExtraError
from dateline.export import flat
from dateline.export.base import Format
from dateline.export.export import export
from dateline.export.happening import Happening
from dateline.export.registry import MODULES, export_format
from dateline.export.withhold import WITHHELD

DOCS: Final = Path(__file__).parents[2] / "docs" / "formats"
KML: Final = "{http://www.opengis.net/kml/2.2}"

ACLED: Final = (
    "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 inter1 "
    "actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location "
    "latitude longitude geo_precision source source_scale notes fatalities tags timestamp"
).split()
UCDP: Final = (
    "id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name "
    "dyad_dset_id dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b "
    "number_of_sources source_article source_office source_date source_headline source_original where_prec "
    "where_coordinates where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id "
    "region event_clarity date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best high "
    "low gwnoa gwnob"
).split()
_ACTOR: Final = (
    "Code Name CountryCode KnownGroupCode EthnicCode Religion1Code Religion2Code Type1Code Type2Code Type3Code"
)
_GEO: Final = "Type Fullname CountryCode ADM1Code ADM2Code Lat Long FeatureID"
GDELT: Final = [
    *"GLOBALEVENTID SQLDATE MonthYear Year FractionDate".split(),
    *(f"Actor{number}{part}" for number in (1, 2) for part in _ACTOR.split()),
    *"IsRootEvent EventCode EventBaseCode EventRootCode QuadClass GoldsteinScale NumMentions NumSources".split(),
    *"NumArticles AvgTone".split(),
    *(f"{what}Geo_{part}" for what in ("Actor1", "Actor2", "Action") for part in _GEO.split()),
    *"DATEADDED SOURCEURL".split(),
]
MENTIONS: Final = (
    "GlobalEventID EventTimeDate MentionTimeDate MentionType MentionSourceName MentionIdentifier SentenceID "
    "Actor1CharOffset Actor2CharOffset ActionCharOffset InRawText Confidence MentionDocLen MentionDocTone "
    "MentionDocTranslationInfo Extras"
).split()
PLOVER: Final = (
    "id date enddate time endtime actor recipient event event_loc event_text quad_code event_scale mode context link "
    "text text_info cite_info coder coded_date coded_time comment"
).split()

Row = dict[str, Any]


@pytest.fixture(params=MODULES)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("export")


def main_file(name: str, folder: Path) -> Path:
    return exported.write(name, folder / name).files[0]


def table(path: Path, names: list[str] | None = None) -> list[Row]:
    """The rows of a delimited file; without a heading, by the names given."""
    text = path.read_text(encoding="utf-8")
    if names is None:
        return list(csv.DictReader(io.StringIO(text, newline="")))
    return [dict(zip(names, line.split("\t"), strict=True)) for line in text.splitlines()]


# What each format's own validator says, and what of a happening can be read back: (id, first day, point, killed).


def acled(path: Path) -> Iterator[tuple[Any, ...]]:
    rows = table(path)
    assert list(rows[0]) == ACLED
    for row in rows:
        yield row["event_id_cnty"], row["event_date"], point(row["latitude"], row["longitude"]), row["fatalities"]


def ucdp(path: Path) -> Iterator[tuple[Any, ...]]:
    rows = table(path)
    assert list(rows[0]) == UCDP
    for row in rows:
        assert int(row["low"] or row["best"]) >= 1
        assert 1 <= int(row["where_prec"] or 1) <= 7
        yield row["id"], row["date_start"], point(row["latitude"], row["longitude"]), row["low"] or row["best"]


def plover(path: Path) -> Iterator[tuple[Any, ...]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        assert [key for key in record if key not in ("size", "dateline")] == PLOVER
        assert record["quad_code"] in (1, 2, 3, 4)
        at = record["event_loc"] or {"lat": None, "lon": None}
        yield record["id"], record["date"], (at["lat"], at["lon"]), record["size"]["dead"]


def gdelt(path: Path) -> Iterator[tuple[Any, ...]]:
    rows, told = table(path, GDELT), table(path.with_name("gdelt.mentions.tsv"), MENTIONS)
    assert len(GDELT) == 61
    assert len(MENTIONS) == 16
    assert [row["GLOBALEVENTID"] for row in rows] == [row["GlobalEventID"] for row in told]
    for row, mention in zip(rows, told, strict=True):
        assert row["EventCode"].startswith(row["EventBaseCode"])
        day = row["SQLDATE"]
        yield (mention["Extras"], f"{day[:4]}-{day[4:6]}-{day[6:]}" if day else None,
               point(row["ActionGeo_Lat"], row["ActionGeo_Long"]), None)  # fmt: skip


def geojson(path: Path) -> Iterator[tuple[Any, ...]]:
    """By hand what RFC 7946 asks for."""
    collection = json.loads(path.read_text(encoding="utf-8"))
    assert set(collection) == {"type", "features"}
    assert collection["type"] == "FeatureCollection"
    for feature in collection["features"]:
        assert set(feature) == {"type", "id", "geometry", "properties"}
        assert feature["type"] == "Feature"
        geometry, held = feature["geometry"], feature["properties"]
        assert isinstance(held, dict)
        lon, lat = (None, None) if geometry is None else geometry["coordinates"]
        if geometry is not None:
            assert geometry["type"] == "Point"
            assert abs(geometry["coordinates"][0]) <= 180
            assert abs(geometry["coordinates"][1]) <= 90
        yield feature["id"], held["time_start"], (lat, lon), held["killed_low"]


def flat_rows(rows: list[Row]) -> Iterator[tuple[Any, ...]]:
    for row in rows:
        assert list(row)[: len(flat.COLUMNS)] == [column.name for column in flat.COLUMNS]
        yield row["id"], row["time_start"], (row["place_lat"], row["place_lon"]), row["killed_low"]


def own_csv(path: Path) -> Iterator[tuple[Any, ...]]:
    for id_, day, (lat, lon), killed in flat_rows(table(path)):
        yield id_, day, point(lat, lon), killed


def xlsx(path: Path) -> Iterator[tuple[Any, ...]]:
    sheets = exported.sheets(path)
    assert list(sheets) == ["events", "evidence", "about"]
    heading, *cells = sheets["events"]
    yield from flat_rows([dict(zip(heading, row, strict=True)) for row in cells])


def parquet(path: Path) -> Iterator[tuple[Any, ...]]:
    import struct

    from pyarrow import parquet as reader

    file = reader.ParquetFile(path)
    geo = json.loads(file.schema_arrow.metadata[b"geo"])
    assert geo["version"] == "1.1.0"
    assert geo["columns"][geo["primary_column"]] == {"encoding": "WKB", "geometry_types": ["Point"]}
    rows = file.read().to_pylist()
    for row in rows:
        if row["geometry"] is not None:
            assert struct.unpack("<BIdd", row["geometry"]) == (1, 1, row["place_lon"], row["place_lat"])
        assert row["evidence"]
    yield from flat_rows(rows)


def jsonl(path: Path) -> Iterator[tuple[Any, ...]]:
    read = [Happening.model_validate_json(line) for line in path.read_text(encoding="utf-8").splitlines()]
    # Nothing is lost between writing and reading.
    assert [each.to_dict() for each in read] == [each.to_dict() for each in exported.told()]
    for each in read:
        yield held(each)


def ics(path: Path) -> Iterator[tuple[Any, ...]]:
    from icalendar import Calendar

    content = path.read_bytes()
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    calendar: Any = Calendar.from_ical(content)
    assert calendar["version"] == "2.0"
    assert not calendar.errors
    for entry in calendar.walk("VEVENT"):
        assert not entry.errors
        assert entry["dtstamp"]
        geo = entry.get("geo")
        yield (str(entry["uid"]).removesuffix("@dateline"), entry["dtstart"].dt.isoformat(),
               (geo.latitude, geo.longitude) if geo else (None, None), None)  # fmt: skip


def stix(path: Path) -> Iterator[tuple[Any, ...]]:
    import stix2

    bundle = stix2.parse(path.read_text(encoding="utf-8"), allow_custom=False)
    ids = {each.id for each in bundle.objects}
    assert len(ids) == len(bundle.objects)
    extension = next(each.id for each in bundle.objects if each.type == "extension-definition")
    reports = [each for each in bundle.objects if each.type == "report"]
    assert len(reports) == 2
    assert all(set(each.object_refs) <= ids for each in reports)
    for each in bundle.objects:
        if each.type == "incident":
            assert any(each.id in report.object_refs for report in reports)
            row = each.extensions[extension]
            yield row["id"], row.get("time_start"), (row.get("place_lat"), row.get("place_lon")), row.get("killed_low")


def kml(path: Path) -> Iterator[tuple[Any, ...]]:
    root = ElementTree.parse(path).getroot()
    assert root.tag == f"{KML}kml"
    marks = root.findall(f"{KML}Document/{KML}Placemark")
    assert len({mark.get("id") for mark in marks}) == len(marks)
    for mark in marks:
        data = {each.get("name"): each.findtext(f"{KML}value") for each in mark.iter(f"{KML}Data")}
        lon, lat = (mark.findtext(f"{KML}Point/{KML}coordinates") or ",").split(",")
        yield data["id"], data.get("time_start"), point(lat, lon), data.get("killed_low")


READ: Final[dict[str, Callable[[Path], Iterator[tuple[Any, ...]]]]] = {
    "acled": acled, "ucdp-ged": ucdp, "plover": plover, "gdelt": gdelt, "geojson": geojson, "csv": own_csv,
    "xlsx": xlsx, "parquet": parquet, "jsonl": jsonl, "ics": ics, "stix": stix, "kml": kml,
}  # fmt: skip
UNTOLD: Final = {
    "gdelt": {"killed", "range"}, "ics": {"killed"}, "acled": {"country"}, "plover": set[str](),
}  # fmt: skip
"""What a format has no room for: counts, days of a time that is longer than one, the middle of a country."""


def point(lat: str, lon: str) -> tuple[float | None, float | None]:
    return float(lat) if lat else None, float(lon) if lon else None


def held(happening: Happening) -> tuple[Any, ...]:
    when, where, killed = happening.when, happening.where, happening.tolls.killed
    return (happening.id, when.start if when else None, (where.lat, where.lon) if where else (None, None),
            killed.low if killed else None)  # fmt: skip


def expected(name: str, happening: Happening) -> tuple[Any, ...]:
    """What can be read back of a happening, less what the format has no room for."""
    id_, start, at, killed = held(happening)
    untold = UNTOLD.get(name, set())
    whole_day = name in ("acled", "ucdp-ged", "plover", "gdelt")
    if start and whole_day:
        start = start[:10]
    if happening.when and "range" in untold and happening.when.end != happening.when.start:
        start = None
    if happening.where and "country" in untold and happening.where.precision == "country":
        at = (None, None)
    return id_, start, at, None if "killed" in untold else killed


def same(value: Any) -> Any:
    """A tuple with empty cells as None and numbers as text."""
    id_, day, at, killed = value
    day = day.removesuffix(":00") if day and day.count(":") == 2 else day  # a calendar writes seconds
    return id_, day or None, at, None if killed in ("", None) else str(killed)


def test_every_format_is_here_and_on_the_command_line() -> None:
    assert list(READ) == list(MODULES) == [each.value for each in Into]
    for name in MODULES:
        assert export_format(name).name == name


def test_an_unknown_format_names_all() -> None:
    with pytest.raises(DataError, match="choose from acled, ucdp-ged"):
        export_format("shapefile")


def test_the_format_reads_back_what_it_can_hold(name: str, folder: Path) -> None:
    path = main_file(name, folder)
    found = {row[0]: same(row) for row in READ[name](path)}
    told = {each.id: each for each in exported.told()}
    assert set(found) <= set(told)
    assert found == {id_: same(expected(name, told[id_])) for id_ in found}
    assert len(found) >= 2


def test_the_golden_file(name: str, folder: Path) -> None:
    for path in exported.write(name, folder / name).files:
        if path.name != "datapackage.json":
            wanted = exported.golden(path).read_bytes().decode()
            assert exported.shown(path) == wanted, "if it is meant: PYTHONPATH=src:tests python tests/exported.py"


def test_the_same_input_gives_the_same_bytes(name: str, tmp_path: Path) -> None:
    first, second = (exported.write(name, tmp_path / each).files for each in ("one", "two"))
    assert [path.name for path in first] == [path.name for path in second]
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


def test_all_are_written_or_declined_with_a_reason(name: str, folder: Path) -> None:
    done = exported.write(name, folder / name)
    assert done.rows + sum(done.declined.values()) == len(exported.told())
    assert all(done.declined)
    assert len(list(READ[name](done.files[0]))) == done.rows


def test_nothing_at_all_is_a_valid_file(name: str, tmp_path: Path) -> None:
    done = export([], name, tmp_path / f"none{export_format(name).suffix}")
    assert done.rows == 0
    assert done.files[0].exists()


def test_every_row_leads_to_dateline_and_to_its_words(name: str, folder: Path) -> None:
    done = exported.write(name, folder / name)
    content = "".join(exported.shown(path) for path in done.files)
    ids = {row[0] for row in READ[name](done.files[0])}
    for each in exported.told():
        if each.id in ids:
            assert each.id in content
            assert each.tellings[0].key in content


def test_evidence_beside_a_table_holds_its_words(name: str, folder: Path) -> None:
    done = exported.write(name, folder / name)
    beside = [path for path in done.files if ".evidence" in path.name]
    assert bool(beside) == bool(export_format(name).tables)
    texts = {build.report(text).id: text for text in (build.TEXT, exported.MARCH)}
    for path in beside:
        rows = table(path)
        assert {row["id"] for row in rows} == {row[0] for row in READ[name](done.files[0])}
        for row in rows:
            words = texts[row["report"]][int(row["start"]) : int(row["end"])]
            assert row["text"].removeprefix("'") == words


def test_a_private_victim_is_nowhere_named(name: str, tmp_path: Path) -> None:
    done = exported.write(name, tmp_path, withhold_victims=True)
    assert done.withheld == 4  # all events of the report that names her
    content = "".join(exported.shown(path) for path in done.files)
    assert "ruiz" not in content.casefold()
    assert re.search(r"\bAna\b", content) is None
    assert "student, 19" in content or name == "ucdp-ged" or name == "ics"
    assert WITHHELD.replace("[", "").replace("]", "") in content
    assert "Desert Front" in content


def test_texts_are_no_formulas(folder: Path) -> None:
    for name in ("acled", "ucdp-ged", "csv", "gdelt"):
        for path in exported.write(name, folder / name).files:
            if path.suffix != ".json":
                delimiter = "\t" if path.suffix == ".tsv" else ","
                for row in csv.reader(path.read_text(encoding="utf-8").splitlines(), delimiter=delimiter):
                    bad = [cell for cell in row if cell.startswith(("=", "+", "-", "@")) and not number(cell)]
                    assert not bad, path


def number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


def test_a_workbook_holds_texts_and_no_formulas(folder: Path) -> None:
    from openpyxl import load_workbook

    book = load_workbook(main_file("xlsx", folder))
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    risky = [cell for cell in cells if isinstance(cell.value, str) and cell.value.startswith(("=", "+", "-", "@"))]
    assert len(risky) > 3
    assert {cell.data_type for cell in risky} <= {"s", "inlineStr"}
    assert all(cell.quotePrefix for cell in risky)


def test_marks_of_markup_are_text(folder: Path) -> None:
    root = ElementTree.parse(main_file("kml", folder)).getroot()
    assert not root.findall(".//b")
    assert "<b>police</b>" in "".join(root.itertext())


def test_an_input_that_breaks_off_leaves_no_file(name: str, tmp_path: Path) -> None:
    def broken() -> Iterator[Happening]:
        yield from exported.told()[:3]
        raise DataError("broken off")

    with pytest.raises(DataError, match="broken off"):
        export(broken(), name, tmp_path)
    gc.collect()
    assert list(tmp_path.iterdir()) == []


def test_no_format_holds_what_it_has_written(name: str, tmp_path: Path) -> None:
    """Of many happenings few are alive at once, whatever the format."""
    alive: list[weakref.ref[Happening]] = []
    most = 0

    def many() -> Iterator[Happening]:
        nonlocal most
        model = exported.told()[0]
        for number in range(60):
            each = model.model_copy(update={"id": str(number)})
            alive.append(weakref.ref(each))
            yield each
            del each
            most = max(most, sum(ref() is not None for ref in alive))

    export(many(), name, tmp_path)
    assert most <= 4


def test_the_page_tells_every_column(name: str) -> None:
    page = (DOCS / f"{name}.md").read_text(encoding="utf-8")
    chosen: Format = export_format(name)
    for part in chosen.tables or (chosen,):
        for column in part.columns:
            assert f"| `{column.name}` |" in page
            assert column.about in page
    assert all(f"- {each}" in page for each in chosen.lost)
    assert len(chosen.lost) >= 2


def test_a_missing_library_is_named(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for library in export_format(name).libraries:
        monkeypatch.setitem(__import__("sys").modules, library, None)
        with pytest.raises(MissingExtraError, match=rf"{name} needs {library}: pip install 'dateline\[export\]'"):
            export([], name, tmp_path)


def test_the_data_package_describes_its_files(name: str, tmp_path: Path) -> None:
    done = exported.write(name, tmp_path)
    if not export_format(name).tabular:
        assert not (tmp_path / "datapackage.json").exists()
        return
    package = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    resources = {each["path"]: each for each in package["resources"]}
    assert set(resources) == {path.name for path in done.files} - {"datapackage.json"}
    for path in done.files[:-1]:
        held = resources[path.name]
        assert held["bytes"] == path.stat().st_size
        assert held["hash"] == "sha256:" + hashlib.sha256(path.read_bytes()).hexdigest()
        fields = [field["name"] for field in held["schema"]["fields"]]
        if path.suffix == ".csv":
            assert list(table(path)[0]) == fields
        if path.suffix == ".tsv":
            assert held["dialect"] == {"delimiter": "\t", "header": False}
            assert len(path.read_text(encoding="utf-8").splitlines()[0].split("\t")) == len(fields)
    told = resources[done.files[0].name]["dateline"]
    assert (told["rows"], told["declined"]) == (done.rows, dict(sorted(done.declined.items())))
    assert told["empty"] == dict(sorted(done.empty.items()))
