"""What the fits of salience, relations, confidence and stance share: reports as the reader reads them, and the tables
that it reads with.

The model has learned from these reports and tells them too well to be weighed against, so its own probabilities are
left out of a fit; they tell how usual each class is, so that is taken out of the weights.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np

from dateline.assemble.context import Context
from dateline.evaluate.base import Document
from dateline.evaluate.corpus import Corpus
from dateline.ingest.page import Stated, take_text
from dateline.pipeline import Pipeline
from training.logit import fitted

Example = tuple[Mapping[str, float], int]
"""What is known of one thing, and the number of its class."""

STEPS, PENALTY = 2000, 0.01


def taught(data: Path) -> Iterator[tuple[Document, Context]]:
    """The corpus's training part, each report with what its events are put together from."""
    yield from contexts(Pipeline.open(), Corpus().load(data / "corpus" / "train.jsonl"))


def contexts(pipeline: Pipeline, documents: Iterable[Document]) -> Iterator[tuple[Document, Context]]:
    """What the events of each document are put together from."""
    for document in documents:
        report = take_text(document.text, Stated(document.published, document.outlet, None, document.headline)).report
        yield document, pipeline.context(report, pipeline.reader.draft(report.text))


def beside_model(found: Sequence[Example], count: int, *, share: float) -> dict[str, list[float]]:
    """What every fact weighs for each of ``count`` classes beside ``share`` of the model's log probability.

    The first fact always holds: its weights have no penalty, and how usual a class is, is taken out of them.
    """
    names = list(found[0][0])
    facts = np.array([[each[name] for name in names] for each, _ in found])
    classes = np.array([at for _, at in found])
    weights = fitted(facts, classes, count, penalty=PENALTY, steps=STEPS, free=1)
    usual = np.bincount(classes, minlength=count) / len(classes)
    weights[:, 0] -= share * np.log(np.maximum(usual, 1 / len(classes)))
    return {name: own.tolist() for name, own in zip(names, np.round(weights.T, 3), strict=True)}


def write(path: Path, table: Mapping[str, Sequence[float]]) -> None:
    """A table of weights as JSON, a fact a line."""
    rows = ",\n".join(f"  {json.dumps(name)}: {json.dumps(own)}" for name, own in table.items())
    path.write_text(f"{{\n{rows}\n}}\n", encoding="utf-8", newline="\n")
