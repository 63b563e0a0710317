"""Figures stand beside what is asked of them."""

import re
from pathlib import Path

from training.scores import ANCHORS, Scored, anchored, calibration, told

from dateline.evaluate.base import Document
from dateline.evaluate.geoparsing import Geoparsing
from dateline.evaluate.registry import BENCHMARKS

SCORES: Scored = {
    "corpus": [
        {"name": "typed event F1", "value": 62.13, "low": 58.3, "high": 66.5, "unit": "%"},
        {"name": "event F1", "value": 69.0, "low": 66.0, "high": 73.1, "unit": "%"},
    ],
    "timeml": [{"name": "value F1", "value": None, "low": None, "high": None, "unit": "%"}],
}


def row(table: str, figure: str) -> list[str]:
    (line,) = [line for line in table.splitlines() if f"| {figure} |" in line]
    return [cell.strip() for cell in line.strip("|").split("|")]


def test_each_stands_beside_its_value_and_interval() -> None:
    table = anchored(SCORES)
    assert row(table, "typed event F1")[2:6] == ["62.1", "58.3 to 66.5", "62", "75"]
    assert row(table, "value F1")[2:] == ["not measured", "", "78", "85", ""]
    assert row(table, "weighted F1")[:3] == ["case2021", "weighted F1", "not measured"]
    assert "| event F1 |" not in table  # nothing is asked of it
    assert len(table.splitlines()) == 2 + sum(map(len, ANCHORS.values()))


def test_what_is_known_elsewhere_says_where_from() -> None:
    known = [anchor.known for anchors in ANCHORS.values() for anchor in anchors.values() if anchor.known]
    assert known
    assert [each for each in known if not re.search(r"\(.+\)$", each)] == []


def test_calibration_is_a_figure_in_percent() -> None:
    panels = {"Events": [(0.9, True), (0.9, False)], "Arguments": [(1.0, True)]}
    assert [(each["name"], round(each["value"], 1)) for each in calibration(panels)] == [
        ("expected calibration error, events", 40.0),
        ("expected calibration error, arguments", 0.0),
    ]
    both = told(SCORES, panels)
    assert row(both.split("All figures")[0], "expected calibration error, events")[2:6] == ["40.0", "", "6", "3"]
    assert "| corpus | event F1 | 69.0 | 66.0 to 73.1 |" in both


def test_every_anchor_is_of_a_figure_that_there_is() -> None:
    scores = (Path(__file__).parents[3] / "docs" / "scores.md").read_text(encoding="utf-8")
    there = set(re.findall(r"^\| ([^|]+) \| ([^|]+) \|", scores, re.MULTILINE))
    one = Geoparsing().score([Document(id="a", text="", gold={"toponyms": []})], {})
    there |= {("geoparsing", figure.name) for figure in one.figures}
    asked = {(name, figure) for name, anchors in ANCHORS.items() for figure in anchors}
    assert {each for each in asked - there if each[0] not in {"case2021", "calibration"}} == set()
    assert set(ANCHORS) - set(BENCHMARKS) == {"calibration"}
