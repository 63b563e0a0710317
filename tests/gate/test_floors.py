"""The quality gate: the bundled reader on the development part of each set, against pinned floors."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dateline.evaluate.base import Document
from dateline.evaluate.floors import below, floors
from dateline.evaluate.registry import BENCHMARKS
from dateline.evaluate.run import evaluate
from dateline.schema.draft import Draft
from dateline.schema.reading import Reading

DATA = Path(__file__).resolve().parents[2].parent / "shared" / "data"
SPLITS = DATA / "splits.json"


@pytest.fixture(scope="module")
def pipeline() -> Any:
    """The whole pipeline with the bundled model."""
    return pytest.importorskip("dateline.pipeline", reason="there is no pipeline yet").Pipeline()


@pytest.mark.parametrize("name", BENCHMARKS)
def test_no_figure_falls_below_its_floor(name: str, pipeline: Any) -> None:
    pinned = floors().get(name)
    if not pinned:
        pytest.skip(f"no floor is pinned for {name}")
    if not (DATA / name).is_dir():
        pytest.skip(f"the development data is not here: {DATA / name}")

    def read(document: Document) -> tuple[Reading, Draft]:
        stated = {key: getattr(document, key) for key in ("published", "headline", "outlet")}
        outcome = pipeline.read_text(document.text, stated)
        return outcome.reading, outcome.draft

    result = evaluate(name, DATA / name, read=read, only=SPLITS)
    assert result.failures == ()
    assert below(result.scores, pinned) == []
