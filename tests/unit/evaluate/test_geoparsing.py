"""Place names: found by overlap, right within 161 km."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import build
from dateline.evaluate.base import Document
from dateline.evaluate.geoparsing import Geoparsing
from dateline.evaluate.scores import Scores
from dateline.schema.draft import Draft, Mark

Toponym = dict[str, Any]


def toponym(start: int, end: int, lat: float | None = None, lon: float | None = None) -> Toponym:
    return {"start": start, "end": end, "lat": lat, "lon": lon, "geonameid": None}


def scored(*documents: tuple[list[Toponym], list[Toponym]]) -> Scores:
    held = [Document(id=str(n), text="", gold={"toponyms": gold}) for n, (gold, _) in enumerate(documents)]
    rows = {str(n): {"docid": str(n), "toponyms": ours} for n, (_, ours) in enumerate(documents)}
    return Geoparsing().score(held, rows)


GOLD = [toponym(0, 6, 10.0, 20.0), toponym(10, 16, 0.0, 0.0), toponym(20, 26, 50.0, 50.0), toponym(30, 36)]
OURS = [
    toponym(0, 6, 11.0, 20.0),  # 111 km
    toponym(8, 14, 0.0, 3.0),  # 334 km, by overlap
    toponym(20, 26),  # found, not resolved
    toponym(40, 46, 1.0, 1.0),  # no place
]


def test_figures_are_those_that_a_person_computes() -> None:
    figures = scored((GOLD, OURS))
    assert figures["recognition F1"].value == 75.0  # three of four and four
    assert figures["within 161 km, of all"].value == 33.33  # one of the three that have coordinates
    assert figures["within 161 km, of resolved"].value == 50.0
    assert figures["mean distance"].value == 222.39
    assert figures["median distance"].value == 111.19
    assert (figures["median distance"].n, figures["median distance"].unit) == (2, "km")


def of_sets(**documents: tuple[list[Toponym], list[Toponym]]) -> Scores:
    """Figures over one document a set."""
    held = [Document(id=key, text="", gold={"toponyms": gold, "set": key}) for key, (gold, _) in documents.items()]
    rows = {key: {"docid": key, "toponyms": ours} for key, (_, ours) in documents.items()}
    return Geoparsing().score(held, rows)


def test_each_set_has_shares_of_its_own() -> None:
    near, far = toponym(0, 6, 10.0, 21.0), toponym(10, 16, 9.0, 9.0)  # 110 km and 1,400 km
    figures = of_sets(lgl=(GOLD, OURS), trnews=(GOLD[:2], [near, far]), other=([GOLD[0]], [near]))
    told = {name: (figures[name].value, figures[name].n) for name in (each.name for each in figures.figures)}
    assert told["LGL within 161 km, of all gold"] == (33.33, 3)
    assert told["LGL within 161 km, of resolved"] == (50.0, 2)
    assert told["TR-News within 161 km, of all gold"] == (50.0, 2)
    assert told["TR-News within 161 km, of resolved"] == (50.0, 2)
    assert told["within 161 km, of all"] == (50.0, 6)  # all three documents
    assert told["within 161 km, of resolved"] == (60.0, 5)


def test_a_set_that_is_not_there_has_no_shares() -> None:
    figures = of_sets(lgl=(GOLD, OURS))
    assert figures["TR-News within 161 km, of all gold"].value is None
    assert figures["TR-News within 161 km, of resolved"].n == 0


def test_a_files_name_says_the_set(tmp_path: Path) -> None:
    for name in ("LGL-test", "trnews", "virus"):
        row: dict[str, Any] = {"docid": name, "text": "Harla.", "toponyms": []}
        (tmp_path / f"{name}.jsonl").write_text(json.dumps(row), encoding="utf-8")
    told = {one.id: one.gold["set"] for one in Geoparsing().load(tmp_path)}
    assert told == {"LGL-test": "lgl", "trnews": "trnews", "virus": None}


def test_distance_crosses_the_date_line() -> None:
    figures = scored(([toponym(0, 6, 0.0, 179.9)], [toponym(0, 6, 0.0, -179.9)]))
    assert figures["mean distance"].value == 22.24


def test_where_nothing_is_resolved_there_is_no_distance() -> None:
    figures = scored((GOLD, [toponym(0, 6)]))
    assert figures["within 161 km, of all"].value == 0.0
    assert figures["within 161 km, of resolved"].value is None
    assert figures["median distance"].value is None


def test_the_same_ends_are_preferred_and_each_toponym_is_found_once() -> None:
    gold = [toponym(0, 14, 10.0, 20.0)]
    figures = scored((gold, [toponym(0, 13, 50.0, 50.0), toponym(0, 14, 10.0, 20.0)]))
    assert figures["within 161 km, of all"].value == 100.0
    assert figures["recognition precision"].value == 50.0


def test_distances_are_resampled_with_their_documents() -> None:
    near, far = [toponym(0, 6, 10.0, 21.0)], [toponym(0, 6, 40.0, 20.0)]
    figures = scored(*(([GOLD[0]], near if n % 2 else far) for n in range(9)))
    median = figures["median distance"]
    assert median.low is not None
    assert median.high is not None
    assert (round(median.low), round(median.high)) == (110, 3336)


def test_places_metonyms_and_demonyms_are_predictions() -> None:
    reading = build.reading()
    text = "Turkish troops entered Mosul."
    mosul = reading.places[0].model_copy(update={"evidence": (build.span(text, "Mosul"),)})
    metonym = mosul.model_copy(update={"literal": False, "evidence": (build.span(text, "troops"),)})
    told = build.bare(text).model_copy(update={"places": (mosul, metonym)})
    draft = Draft(
        model="by-hand@0",
        demonyms=(Mark(start=0, end=7, score=0.9), Mark(start=23, end=28, score=0.9), Mark(start=8, end=14, score=0.9)),
    )
    row = Geoparsing({"Turkish": (39.0, 35.0, 298795)}.get).predictions("a", told, draft)
    assert [(one["start"], one["geonameid"]) for one in row["toponyms"]] == [(0, 298795), (8, 99072), (23, 99072)]
    json.dumps(row)
    unknown = Geoparsing().predictions("a", told, draft)["toponyms"][0]
    assert (unknown["start"], unknown["lat"], unknown["geonameid"]) == (0, None, None)


def test_the_download_is_no_date_and_splits_choose_the_documents(tmp_path: Path) -> None:
    base = {"text": "Harla.", "toponyms": [], "title": "Rain", "dltime": "2016-12-19"}
    for name, docid in (("lgl", "1"), ("trnews", "2"), ("virus", "3")):
        (tmp_path / f"{name}.jsonl").write_text(json.dumps(base | {"docid": docid}), encoding="utf-8")
    splits = tmp_path / "splits.json"
    splits.write_text(json.dumps({"lgl": {"dev": ["1"]}, "trnews": {"dev": []}}), encoding="utf-8")
    assert [one.id for one in Geoparsing().load(tmp_path)] == ["1", "2", "3"]
    (only,) = Geoparsing().load(tmp_path, splits)
    assert (only.id, only.published, only.headline) == ("1", None, "Rain")


def test_errors_one_by_one() -> None:
    text = "x" * 50
    document = Document(id="a", text=text, gold={"toponyms": GOLD})
    found = Geoparsing().errors(document, {"docid": "a", "toponyms": OURS})
    assert [(one.item, one.field, one.kind, one.note) for one in found] == [
        (1, "toponym", "right", ""),
        (1, "coordinates", "right", "111 km apart"),
        (2, "toponym", "wrong span", ""),
        (2, "coordinates", "wrong", "334 km apart"),
        (3, "toponym", "right", ""),
        (3, "coordinates", "missed", ""),
        (4, "toponym", "missed", ""),
        (5, "toponym", "spurious", ""),
    ]
    assert (found[1].gold, found[1].ours) == ("10.00, 20.00 (GeoNames not told)", "11.00, 20.00 (GeoNames not told)")
