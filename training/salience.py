"""Learn what a report's form tells of its events' salience: ``python -m training.salience --data DATA``.

The bundled reader reads the corpus's training part. Every group of triggers that is matched to an event of gold is an
example, its facts those of ``dateline.assemble.salience``; weights are those of a multinomial logit with an L2 penalty,
by full-batch gradient: no randomness. Writes ``salience_weights.json`` beside that module.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from dateline.assemble import salience as told
from dateline.assemble.context import Context
from dateline.assemble.coreference import clusters, type_of
from dateline.evaluate.base import Document
from dateline.evaluate.corpus.matching import match_events
from dateline.ontology.registry import TYPES
from training.examples import taught
from training.logit import fitted

WEIGHTS: Final = Path(told.__file__).with_name("salience_weights.json")
STEPS, PENALTY = 3000, 0.01

Example = tuple[tuple[float, ...], int]
"""The facts of an event, and its salience by its place in ``SALIENCES``."""


def examples(documents: Iterable[tuple[Document, Context]]) -> Iterator[Example]:
    """The events of documents that gold has too."""
    for document, context in documents:
        groups = clusters(context)
        gold = document.gold["events"]
        for at, ours in match_events(gold, [_as_told(context, members) for members in groups]):
            yield told.facts(context, groups[ours]), told.SALIENCES.index(gold[at]["salience"])


def _as_told(context: Context, members: list[int]) -> dict[str, Any]:
    triggers = [context.draft.triggers[member] for member in members]
    first, *others = ({"start": trigger.start, "end": trigger.end} for trigger in triggers)
    return {"trigger": first, "mentions": others, "type": TYPES[type_of([each.types for each in triggers])[0]]}


def weighed(found: Iterable[Example]) -> NDArray[np.float64]:
    """The weights (saliences, facts), of which those of the first fact are free of penalty."""
    facts, classes = (np.array(each) for each in zip(*found, strict=True))
    weights = fitted(facts, classes, len(told.SALIENCES), penalty=PENALTY, steps=STEPS, free=1)
    weights[:, 0] -= np.log(np.bincount(classes, minlength=len(told.SALIENCES)) / len(classes))
    return weights


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the data sets")
    given = parser.parse_args()
    weights = weighed(examples(taught(given.data)))
    table = {name: dict(zip(told.FACTS, np.round(row, 3).tolist(), strict=True))
             for name, row in zip(told.SALIENCES, weights, strict=True)}  # fmt: skip
    WEIGHTS.write_text(json.dumps(table, indent=2) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
