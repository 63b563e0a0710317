"""Happenings for tests of the export formats, and what is written of them. Run it to write the golden files anew."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import build
from build import argument, count, event, span
from dateline.export.export import Exported, export
from dateline.export.happening import Happening
from dateline.export.readings import happenings
from dateline.schema.reading import (
    AcledCode,
    Attribution,
    Casualties,
    Codes,
    Count,
    Entity,
    Place,
    PloverCode,
    Reading,
    Time,
    UcdpCode,
)

GOLDEN = Path(__file__).parent / "golden" / "export"
READ_AT = "2026-03-01T12:00:00Z"

MARCH = """=SUM(A1) marchers & <b>police</b> clash

Hundreds of people marched in Lagos on 3 May 2024 at 14:30, and up to 20 were hurt. Police shot dead Ana Ruiz, 19, \
a student, somewhere in Nigeria that week, a witness said. “Ruiz had no weapon,” he added. @lagos_unions will march \
again on 10 May. -5 was the mark of the army, which was not deployed.
"""


def _at(words: str, nth: int = 0) -> Any:
    return span(MARCH, words, nth)


LAGOS = Place(
    evidence=(_at("Lagos"),), name="Lagos", gazetteer_id="geonames:2332459", geonameid=2332459, lat=6.455, lon=3.394,
    country="NG", admin1="Lagos", feature="PPLA", precision="town", radius_km=30, score=0.9,
)  # fmt: skip
NIGERIA = Place(
    evidence=(_at("Nigeria"),), name="Nigeria", gazetteer_id="geonames:2328926", geonameid=2328926, lat=10.0, lon=8.0,
    country="NG", feature="PCLI", precision="country", radius_km=600, score=0.9,
)  # fmt: skip
CLOCK = Time(
    evidence=(_at("3 May 2024 at 14:30"),), type="TIME", value="2024-05-03T14:30", start="2024-05-03T14:30",
    end="2024-05-03T14:30", granularity="minute", anchor="explicit",
)  # fmt: skip
THAT_WEEK = Time(
    evidence=(_at("that week"),), type="DATE", value="2024-W18", start="2024-04-29", end="2024-05-05",
    granularity="week", anchor="document",
)  # fmt: skip
POLICE = Entity(name="Nigerian police", id="actor:nigeria-police", kind="police", country="NG")


def march() -> Reading:
    """A reading with texts that formats must not take for their own marks, a named victim, and uneasy values."""
    up_to_20 = Count(low=None, best=20, high=20, stated="up to 20", evidence=(_at("up to 20"),))
    events = (
        event(
            "e1", "protest", _at("marched"), time=CLOCK, place=LAGOS, casualties=Casualties(injured=up_to_20),
            arguments=(argument("actor", _at("Hundreds of people"), confidence="fact",
                                entity=Entity(name="people", kind="civilian"),
                                number=count(200, None, None, _at("Hundreds"))),),
            codes=Codes(acled=AcledCode(event_type="Protests", sub_event_type="Peaceful protest"),
                        plover=PloverCode(type="PROTEST", mode="demo"), cameo="141"),
            codes_why_not={"muc4": "no attack", "ucdp": "no violence"},
        ),
        event(
            "e2", "armed-assault", _at("shot dead"), salience="related", time=THAT_WEEK, place=NIGERIA,
            arguments=(argument("actor", _at("Police"), entity=POLICE, confidence="accused"),
                       argument("victim", _at("Ana Ruiz, 19, a student"), _at("Ruiz", 1),
                                entity=Entity(name="Ana Ruiz", kind="person"))),
            casualties=Casualties(killed=count(1, 1, 1, _at("Ana Ruiz"))), attributions=("a1",),
            codes=Codes(acled=AcledCode(event_type="Violence against civilians", sub_event_type="Attack"),
                        plover=PloverCode(type="ASSAULT", mode="firearms"), cameo="193",
                        ucdp=UcdpCode(type_of_violence=3)),
            codes_why_not={"muc4": "an act of war by armed forces is no terrorist incident by MUC-4 rules"},
        ),
        event(
            "e3", "protest", _at("will march"), modality="future",
            arguments=(argument("actor", _at("@lagos_unions"), confidence="fact"),),
            codes=Codes(plover=PloverCode(type="PROTEST", mode="demo")),
            codes_why_not=dict.fromkeys(("acled", "cameo", "muc4", "ucdp"), "announced, not done"),
        ),
        event(
            "e4", "deployment", _at("deployed"), polarity="negative",
            arguments=(argument("actor", _at("-5 was the mark of the army")),),
            codes=Codes(plover=PloverCode(type="MOBILIZE", mode="troops")),
            codes_why_not=dict.fromkeys(("acled", "cameo", "muc4", "ucdp"), "the report says that it did not happen"),
        ),
    )  # fmt: skip
    said = Attribution(
        id="a1", source=(_at("a witness"),), cue=(_at("said"),), source_kind="witness", stance="accuses",
        content=(_at("Police shot dead Ana Ruiz"),), events=("e2",),
    )  # fmt: skip
    made = build.bare(
        MARCH, *events, outlet="+Wire", headline="=SUM(A1) marchers & <b>police</b> clash: Ana Ruiz dead",
        published="2024-05-04", url="https://news.example/ana-ruiz-shot", language="en",
    )  # fmt: skip
    return made.model_copy(update={"attributions": (said,)})


def readings() -> list[Reading]:
    """A rich reading, and one with uneasy texts and values, both with the time of reading."""
    provenance = build.PROVENANCE.model_copy(update={"read_at": READ_AT})
    return [each.model_copy(update={"provenance": provenance}) for each in (build.reading(), march())]


def told() -> list[Happening]:
    """All that the golden files hold."""
    return list(happenings(readings()))


def write(name: str, folder: Path, **more: Any) -> Exported:
    """The happenings in a format, in a folder of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    return export(told(), name, folder, **more)


def shown(path: Path) -> str:
    """A written file as text: a binary one by what is in it."""
    if path.suffix == ".xlsx":
        return as_json(sheets(path))
    if path.suffix == ".parquet":
        from pyarrow import parquet

        rows = parquet.read_table(path).to_pylist()
        return as_json([row | {"geometry": row["geometry"].hex() if row["geometry"] else None} for row in rows])
    return path.read_bytes().decode()


def sheets(path: Path) -> dict[str, list[list[Any]]]:
    """The cells of a workbook by sheet."""
    from openpyxl import load_workbook

    book = load_workbook(path)
    return {sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book.worksheets}


def as_json(value: Any) -> str:
    return json.dumps(value, indent=1, ensure_ascii=False) + "\n"


def golden(path: Path) -> Path:
    """The golden file of a written one."""
    binary = path.suffix in (".xlsx", ".parquet")
    return GOLDEN / (f"{path.name}.json" if binary else path.name)


def goldens(folder: Path) -> dict[Path, str]:
    """Every golden file with what it should hold; the data packages have hashes of bytes and are tested apart."""
    from dateline.export.registry import MODULES

    files = [path for name in MODULES for path in write(name, folder / name).files if path.name != "datapackage.json"]
    return {golden(path): shown(path) for path in files}


if __name__ == "__main__":
    from tempfile import TemporaryDirectory

    GOLDEN.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as made:
        for target, content in goldens(Path(made)).items():
            target.write_bytes(content.encode())
