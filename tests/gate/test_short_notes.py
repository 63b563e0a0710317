"""Snippets that we wrote and held out: what they are about and their events, by each bundled model."""

from functools import cache
from pathlib import Path

import pytest

from dateline.evaluate.floors import below
from dateline.evaluate.run import evaluate
from dateline.evaluate.whole import reader
from dateline.pipeline import Options, Pipeline
from dateline.reader.runtime import BUNDLED, MODELS

pytestmark = pytest.mark.skipif(not (BUNDLED / "encoder.onnx").exists(), reason="the bundled model is not there")

FOLDER = Path(__file__).parents[2] / "training" / "snippets"
SUBJECTS = {"base": 83.0, "small": 83.0}
"""Weighted F1: CASE 2021 itself, which these stand in for, is not here."""
EVENTS = {"base": {"typed event F1": 67.0, "argument F1": 64.0}, "small": {"typed event F1": 60.0, "argument F1": 57.0}}


@cache
def pipeline(name: str) -> Pipeline:
    return Pipeline.open(Options(model=MODELS[name]))


@pytest.mark.parametrize("name", MODELS)
def test_what_a_snippet_is_about_is_told_as_well_as_it_was(name: str) -> None:
    result = evaluate("case2021", FOLDER / "held-out.tsv", read=reader(pipeline(name)))
    assert len(result.rows) == 240
    assert below(result.scores, {"weighted F1": SUBJECTS[name]}) == []


@pytest.mark.parametrize("name", MODELS)
def test_events_of_short_notes_are_read_as_well_as_they_were(name: str) -> None:
    result = evaluate("corpus", FOLDER / "held-out.jsonl", read=reader(pipeline(name)))
    assert len(result.rows) == 240
    assert below(result.scores, EVENTS[name]) == []
