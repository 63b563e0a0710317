"""One evaluation: what is read, what is told while it runs, and what fails."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

import build
from dateline.errors import DataError, InputError
from dateline.evaluate.base import Document, Settings
from dateline.evaluate.floors import below, floors
from dateline.evaluate.registry import BENCHMARKS, benchmark
from dateline.evaluate.run import evaluate
from dateline.evaluate.scores import Figure, Scores
from dateline.schema.draft import Draft
from dateline.schema.reading import Reading


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Three reports of one text whose gold is the reading made by hand."""
    lines = []
    for docid in ("a", "b", "c"):
        gold = build.reading().to_dict()
        gold["report"] |= {"source_id": docid}
        lines.append(json.dumps(gold))
    (tmp_path / "dev.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return tmp_path


def read(document: Document) -> tuple[Reading, Draft]:
    assert document.text == build.TEXT
    return build.reading(), Draft(model="by-hand@0")


def read_but_b(document: Document) -> tuple[Reading, Draft]:
    if document.id == "b":
        raise InputError("cannot be read")
    return read(document)


def test_a_perfect_reader_scores_a_hundred(corpus: Path) -> None:
    result = evaluate("corpus", corpus, read=read)
    assert result.scores["typed event F1"].value == 100.0
    assert result.scores["argument F1"].value == 100.0
    assert [row["report"]["source_id"] for row in result.rows] == ["a", "b", "c"]
    assert result.failures == ()


def test_a_failure_is_named_and_scores_as_unread(corpus: Path) -> None:
    seen: list[tuple[int, int]] = []
    result = evaluate("corpus", corpus, read=read_but_b, progress=lambda done, of: seen.append((done, of)))
    assert [(one.docid, one.error.message) for one in result.failures] == [("b", "cannot be read")]
    assert len(result.rows) == 2
    assert result.scores["typed event recall"].value == 66.67
    assert seen == [(1, 3), (2, 3), (3, 3)]


def test_a_limit_stops_early(corpus: Path) -> None:
    result = evaluate("corpus", corpus, read=read, limit=2)
    assert (result.scores.documents, len(result.rows)) == (2, 2)


def test_the_same_run_gives_the_same_figures(corpus: Path) -> None:
    first, second = (evaluate("corpus", corpus, read=read_but_b) for _ in range(2))
    assert json.dumps(first.scores.to_dict()) == json.dumps(second.scores.to_dict())


def test_nothing_to_read_is_an_error(corpus: Path) -> None:
    splits = corpus / "splits.json"
    splits.write_text('{"corpus": {"dev": ["z"]}}', encoding="utf-8")
    with pytest.raises(DataError, match="no document of corpus"):
        evaluate("corpus", corpus, read=read, only=splits)


def test_an_unknown_benchmark_is_answered_with_those_there_are() -> None:
    with pytest.raises(DataError, match=r"no benchmark called 'muc5'.*corpus, muc4, polnear"):
        benchmark("muc5")


def test_settings_reach_the_benchmarks_that_need_them() -> None:
    def link(reports: Sequence[object]) -> list[dict[str, str]]:
        return [{} for _ in reports]

    made = {name: benchmark(name, Settings(points={"Weapon": 0.3}, link=link)) for name in BENCHMARKS}
    assert all(one.name == name for name, one in made.items())
    assert getattr(made["muc4"], "points", None) == {"Weapon": 0.3}
    assert [name for name, one in made.items() if getattr(one, "link", None) is link] == ["gvc", "ecbplus"]


def test_a_linker_is_asked_about_all_reports_that_could_be_read(tmp_path: Path) -> None:
    rows = [
        {"docid": docid, "incident": "i", "sents": [["2023-06-14"], *(line.split() for line in build.TEXT.split("\n"))]}
        for docid in "abc"
    ]
    (tmp_path / "dev.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")

    def answer(document: Document) -> tuple[Reading, Draft]:
        if document.id == "b":
            raise InputError("cannot be read")
        return build.reading(), Draft(model="by-hand@0")

    def link(reports: Sequence[tuple[Reading, Draft]]) -> list[dict[str, str]]:
        return [{event.id: "one" for event in reading.events} for reading, _ in reports]

    result = evaluate("gvc", tmp_path, read=answer, settings=Settings(link=link))
    assert [(row["docid"], row["incident"]) for row in result.rows] == [("a", "one"), ("c", "one")]
    assert [one.docid for one in result.failures] == ["b"]
    assert result.scores["B-cubed recall"].value == 44.44  # two of three, for two of three


def test_floors_name_benchmarks_and_figures_that_exist() -> None:
    assert set(floors()) <= set(BENCHMARKS)


def test_a_figure_below_its_floor_is_told() -> None:
    def figure(name: str, value: float | None, unit: str = "%") -> Figure:
        return Figure(name=name, value=value, low=None, high=None, n=1, unit=unit)

    made = Scores(
        documents=1,
        figures=(figure("F1", 49.9), figure("recall", 50.0), figure("empty", None), figure("median", 12.0, "km")),
    )
    assert below(made, {"F1": 50, "recall": 50}) == ["F1 is 49.9, below 50"]
    assert below(made, {"median": 10}) == ["median is 12.0, above 10"]
    assert below(made, {"empty": 1, "median": 20}) == ["empty is None, below 1"]
