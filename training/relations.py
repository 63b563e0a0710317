"""Learn what tells that one event of a report speaks of, answers, or is of one series with another:
``python -m training.relations --data DATA``.

The bundled reader reads the corpus's training part. Every pair of its events that ``dateline.assemble.relations`` would
compare is an example: its facts, and the link of gold between the two events that they are matched to, if there is one.
Writes ``relation_weights.json`` beside that module.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from dateline.assemble import relations as told
from dateline.assemble.assemble import assemble
from dateline.assemble.context import Context
from dateline.assemble.happening import Happening
from dateline.evaluate.corpus.matching import Linked, asked_links, match_events
from dateline.schema.reading import Event
from training.examples import taught, write
from training.logit import fitted

WEIGHTS: Final = Path(told.__file__).with_name("relation_weights.json")
STEPS, PENALTY = 1000, 0.003
RARE: Final = 10
"""A fact of fewer examples has no weight."""

Example = tuple[told.Facts, int]
"""The facts of two events, and their relation by its place in ``RELATIONS``."""


def examples(gold: dict[str, Any], context: Context, events: Sequence[Event]) -> Iterator[Example]:
    """The pairs of one report's events."""
    rows = [event.model_dump(include={"type", "trigger", "mentions"}) for event in events]
    links = asked_links(gold["events"], match_events(gold["events"], rows))
    happenings = [happening(event) for event in events]
    sides = told.sides(context, happenings)
    for pair in told.pairs(context, happenings):
        facts = sides[pair.one].one | sides[pair.other].other | told.facts(context, sides, pair)
        yield facts, _relation(links, pair.one, pair.other)


def happening(event: Event) -> Happening:
    """An event as its links saw it."""
    return Happening(
        id=event.id,
        type=event.type,
        spans=tuple(sorted((event.trigger, *event.mentions), key=lambda span: span.start)),
        arguments=event.arguments,
        salience=event.salience,
    )


def _relation(links: set[Linked], one: int, other: int) -> int:
    """The place of the link of gold; of a series it is the event told later that has it."""
    ends = {kind: (other, one) if kind == "same-series" else (one, other) for kind in told.RELATIONS if kind}
    return next((told.RELATIONS.index(kind) for kind, pair in ends.items() if (kind, *pair) in links), 0)


def weighed(found: Sequence[Example], names: Sequence[str]) -> NDArray[np.float64]:
    """The weights (relations, facts)."""
    facts = np.array([[each.get(name, 0.0) for name in names] for each, _ in found])
    classes = np.array([relation for _, relation in found])
    return fitted(facts, classes, len(told.RELATIONS), penalty=PENALTY, steps=STEPS)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the data sets")
    given = parser.parse_args()
    found = [
        each for document, context in taught(given.data)
        for each in examples(document.gold, context, assemble(context).events)
    ]  # fmt: skip
    often = Counter(name for facts, _ in found for name, value in facts.items() if value)
    names = [name for name, count in often.items() if count >= RARE]
    weights = np.round(weighed(found, names), 3)
    table = {name: own.tolist() for name, own in zip(names, weights.T, strict=True)}
    write(WEIGHTS, {name: table[name] for name in sorted(table)})


if __name__ == "__main__":
    main()
