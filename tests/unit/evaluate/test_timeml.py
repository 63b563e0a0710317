"""Time expressions: read from TimeML with the offsets of its text, scored as TempEval-3 does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import build
from dateline.errors import DataError
from dateline.evaluate.base import Document
from dateline.evaluate.scores import Scores
from dateline.evaluate.timeml import TimeML
from dateline.schema.draft import Draft

FILE = """<?xml version="1.0" ?>
<TimeML>
<DOCID>harla-1</DOCID>
<DCT><TIMEX3 tid="t0" type="TIME" value="{created}" functionInDocument="CREATION_TIME">6 May</TIMEX3></DCT>
<TITLE>Rain &amp; wind</TITLE>
<TEXT>
It <EVENT eid="e1">rained</EVENT> <TIMEX3 tid="t1" type="DATE" value="2021-05-05">on <EVENT>Wed</EVENT>nesday</TIMEX3>,
for <TIMEX3 tid="t2" type="DURATION" value="PT2H">two hours &amp; more</TIMEX3>. 🌧 <TIMEX3 tid="t3" type="DATE" \
value="PRESENT_REF">Now</TIMEX3> it is dry.
</TEXT>
<TLINK lid="l1" relType="AFTER" />
</TimeML>
"""


def load(folder: Path, name: str = "harla-1.tml", content: str = FILE) -> Document:
    (folder / name).write_text(content.replace("{created}", "2021-05-06T10:30"), encoding="utf-8")
    (document,) = TimeML().load(folder)
    return document


def test_offsets_count_the_characters_of_the_text_element(tmp_path: Path) -> None:
    document = load(tmp_path)
    assert document.id == "harla-1"
    assert document.text.startswith("\nIt rained on Wednesday,\nfor two hours & more. 🌧 Now")
    assert [
        (document.text[one["start"] : one["end"]], one["type"], one["value"]) for one in document.gold["timexes"]
    ] == [
        ("on Wednesday", "DATE", "2021-05-05"),
        ("two hours & more", "DURATION", "PT2H"),
        ("Now", "DATE", "PRESENT_REF"),
    ]


def test_creation_time_and_title_are_told(tmp_path: Path) -> None:
    document = load(tmp_path)
    assert (document.published, document.headline) == ("2021-05-06T10:30", "Rain & wind")


@pytest.mark.parametrize("created", ["XXXX-05-06", "", "2021", "6 May"])
def test_a_creation_time_that_is_no_day_is_not_told(tmp_path: Path, created: str) -> None:
    assert load(tmp_path, content=FILE.replace("{created}", created)).published is None


@pytest.mark.parametrize(("content", "said"), [("<TimeML>", "is no XML"), ("<TimeML/>", "has no TEXT")])
def test_what_is_no_timeml_is_refused(tmp_path: Path, content: str, said: str) -> None:
    with pytest.raises(DataError, match=said):
        load(tmp_path, content=content)


def test_splits_may_name_files_with_their_suffix(tmp_path: Path) -> None:
    for name in ("a.tml", "b.tml"):
        (tmp_path / name).write_text(FILE, encoding="utf-8")
    splits = tmp_path / "s.json"
    splits.write_text('{"timebank": {"dev": ["b.tml"]}}', encoding="utf-8")
    assert [one.id for one in TimeML().load(tmp_path, splits)] == ["b"]


def timex(start: int, end: int, value: str | None, kind: str = "DATE") -> dict[str, Any]:
    return {"start": start, "end": end, "type": kind, "value": value}


TEXT = "On Monday they met for two hours, and on Tuesday again. Now they rest."


def scored(gold: list[dict[str, Any]], ours: list[dict[str, Any]]) -> Scores:
    document = Document(id="a", text=TEXT, gold={"timexes": gold})
    return TimeML().score([document], {"a": {"docid": "a", "timexes": ours}})


GOLD = [
    timex(3, 9, "2021-05-03"),
    timex(23, 32, "PT2H", "DURATION"),
    timex(41, 48, "2021-05-04"),
    timex(56, 59, "X"),
]
OURS = [
    timex(3, 10, "2021-05-03"),  # the same but for a blank
    timex(19, 32, "PT2H"),  # wider, and of another type
    timex(38, 48, "2021-05-11"),  # wider, with another value
    timex(60, 64, "X"),  # none
]


def test_figures_are_those_that_a_person_computes() -> None:
    figures = scored(GOLD, OURS)
    assert figures["relaxed F1"].value == 75.0
    assert figures["strict F1"].value == 25.0
    assert figures["value F1"].value == 50.0
    assert figures["type F1"].value == 50.0


def test_an_expression_is_found_once() -> None:
    figures = scored([timex(19, 32, "PT2H")], [timex(19, 22, None), timex(23, 32, "PT2H")])
    assert (figures["relaxed precision"].value, figures["relaxed recall"].value) == (50.0, 100.0)


def test_predictions_are_every_time_of_the_reading() -> None:
    reading = build.reading()
    row = TimeML().predictions("a", reading, Draft(model="by-hand@0"))
    told = [(one.evidence[0].start, one.evidence[0].end, one.type, one.value) for one in reading.times]
    assert [(one["start"], one["end"], one["type"], one["value"]) for one in row["timexes"]] == told
    assert told


def test_errors_one_by_one() -> None:
    document = Document(id="a", text=TEXT, gold={"timexes": GOLD})
    found = TimeML().errors(document, {"docid": "a", "timexes": OURS})
    assert [(one.item, one.type, one.field, one.kind) for one in found] == [
        *((1, "DATE", field, "right") for field in ("timex", "value", "type")),
        (2, "DURATION", "timex", "wrong span"),
        (2, "DURATION", "value", "right"),
        (2, "DURATION", "type", "wrong"),
        (3, "DATE", "timex", "wrong span"),
        (3, "DATE", "value", "wrong"),
        (3, "DATE", "type", "right"),
        (4, "DATE", "timex", "missed"),
        (5, "DATE", "timex", "spurious"),
    ]
    assert (found[3].gold, found[3].ours) == ("two hours", "for two hours")
