"""The quality gate: the bundled reader on the development part of each set, against pinned floors."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from dateline.evaluate.floors import below, floors
from dateline.evaluate.registry import BENCHMARKS
from dateline.evaluate.run import evaluate
from dateline.evaluate.whole import reader, settings
from dateline.pipeline import Pipeline

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
SPLITS = DATA / "splits.json"


@cache
def pipeline() -> Pipeline:
    """The whole pipeline with the bundled model, opened once and only where a floor is pinned."""
    return Pipeline.open()


@pytest.mark.parametrize("name", BENCHMARKS)
def test_no_figure_falls_below_its_floor(name: str) -> None:
    pinned = floors().get(name)
    if not pinned:
        pytest.skip(f"no floor is pinned for {name}")
    if not (DATA / name).is_dir():
        pytest.skip(f"the development data of {name} is not beside the project, in ../shared/data")
    result = evaluate(name, DATA / name, read=reader(pipeline()), only=SPLITS, settings=settings(pipeline()))
    assert result.failures == ()
    assert below(result.scores, pinned) == []
