"""Learn what tells who says that an actor did it: ``python -m training.confidence --data DATA``.

The bundled reader reads the corpus's training part. Every actor of an event that gold has too is an example: its facts
are those of ``dateline.assemble.confidence``, its class is gold's. The model has learned from these reports and tells
them too well to be weighed against, so its own probabilities are left out; they tell how usual each confidence is, so
that is taken out of the weights. Writes ``confidence_weights.json`` beside that module.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np

from dateline.assemble import confidence as told
from dateline.assemble.assemble import assemble
from dateline.assemble.context import Context
from dateline.evaluate.base import Document
from dateline.evaluate.corpus import Corpus
from dateline.evaluate.corpus.matching import match_arguments, match_events
from dateline.ingest.page import Stated, take_text
from dateline.pipeline import Pipeline
from dateline.reader.labels import CONFIDENCES
from training.logit import fitted
from training.relations import happening

WEIGHTS: Final = Path(told.__file__).with_name("confidence_weights.json")
STEPS, PENALTY = 2000, 0.01

Example = tuple[told.Facts, int]
"""The facts of an actor, and its confidence by its place in ``CONFIDENCES``."""


def read_examples(pipeline: Pipeline, documents: Iterable[Document]) -> Iterator[Example]:
    """The actors of all documents."""
    for document in documents:
        intake = take_text(document.text, Stated(document.published, document.outlet, None, document.headline))
        draft = pipeline.reader.draft(intake.report.text)
        yield from examples(document.gold, pipeline.context(intake.report, draft))


def examples(gold: dict[str, Any], context: Context) -> Iterator[Example]:
    """The actors of one report that gold has too."""
    read = assemble(context)
    rows = [
        event.model_dump(mode="json", include={"type", "trigger", "mentions", "arguments"}) for event in read.events
    ]
    for at, ours in match_events(gold["events"], rows):
        event, wanted = read.events[ours], gold["events"][at]["arguments"]
        for one, other in match_arguments(wanted, rows[ours]["arguments"]):
            sure = wanted[one].get("confidence")
            if wanted[one]["role"] == "actor" and sure:
                known = told.facts(context, happening(event), event.arguments[other], read.attributions)
                yield known, CONFIDENCES.index(sure)


def weighed(found: Sequence[Example]) -> dict[str, list[float]]:
    """What every fact weighs for each confidence; how usual it is, as the model knows it, is taken out of the first."""
    names = list(found[0][0])
    facts = np.array([[each[name] for name in names] for each, _ in found])
    classes = np.array([at for _, at in found])
    weights = fitted(facts, classes, len(CONFIDENCES), penalty=PENALTY, steps=STEPS, free=1)
    usual = np.bincount(classes, minlength=len(CONFIDENCES)) / len(classes)
    weights[:, 0] -= told.MODEL * np.log(np.maximum(usual, 1 / len(classes)))
    return {name: own.tolist() for name, own in zip(names, np.round(weights.T, 3), strict=True)}


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the data sets")
    given = parser.parse_args()
    documents = Corpus().load(given.data / "corpus" / "train.jsonl")
    table = weighed(list(read_examples(Pipeline.open(), documents)))
    rows = ",\n".join(f"  {json.dumps(name)}: {json.dumps(own)}" for name, own in table.items())
    WEIGHTS.write_text(f"{{\n{rows}\n}}\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
