"""ECB+ (Cybulska and Vossen 2014): which words of one report tell the same event.

github.com/cltl/ecbPlus (CC BY 3.0); the texts are their publishers'. Only pairs of triggers are learned: its events are
of every kind.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from dateline.evaluate.ecbplus import EcbPlus
from training.datasets import Example, Range, TrainEvent


def load(folder: Path) -> Iterator[Example]:
    """The reports of the training part whose validated sentences tell two mentions and more."""
    for document in EcbPlus().load(folder / "ecbplus" / "train.jsonl.gz"):
        chains: dict[str, list[Range]] = defaultdict(list)
        for given, gold in zip(document.given["mentions"], document.gold["mentions"], strict=True):
            chains[gold["chain"]].append((given["from"], given["to"]))
        events = tuple(TrainEvent(tuple(dict.fromkeys(spans)), {}, ()) for spans in chains.values())
        if sum(len(event.triggers) for event in events) > 1:
            yield Example(document.id, "ecbplus", document.text, events=events)
