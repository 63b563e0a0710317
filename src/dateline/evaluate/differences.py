"""Gold beside prediction, value by value: what a benchmark offers for a person who reads errors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal, get_args

from dateline.evaluate.match import Range, overlapping

Kind = Literal[
    "missed",
    "missed with its event",
    "spurious",
    "spurious with its event",
    "invented",
    "wrong",
    "wrong type",
    "wrong role",
    "wrong span",
    "right",
]
"""How a predicted value stands to gold's.

``missed``: gold alone has it; ``spurious``: the prediction alone. Where that is so because the whole event is missed or
spurious, the kind says ``with its event``. ``invented``: a value given where gold is silent. ``wrong``: both have the
value, and they differ; ``wrong span``: the two overlap without one extent in common, which some scorers let pass.
"""

KINDS: Final[tuple[Kind, ...]] = get_args(Kind)


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One value of gold and what was predicted for it; also where the two agree (``right``), so that both can be shown.

    ``field`` says what value it is and ``item`` numbers the thing in the document that has it (an event, a claim):
    differences of one item stand together, the one that is about the item itself first. ``type`` is the item's type as
    gold has it, else as predicted; empty where the benchmark has none. ``gold`` and ``ours`` are the values in words,
    empty where there is none, the two evidences the code points that they come from. ``note`` helps to see the cause.
    """

    field: str
    kind: Kind
    item: int
    type: str = ""
    gold: str = ""
    ours: str = ""
    gold_evidence: tuple[Range, ...] = ()
    our_evidence: tuple[Range, ...] = ()
    note: str = ""


def extent_kind(gold: Sequence[Range], ours: Sequence[Range]) -> Kind:
    """How predicted words stand to gold's, where only the same extent is right."""
    if not ours:
        return "missed"
    if not gold:
        return "spurious"
    if tuple(gold) == tuple(ours):
        return "right"
    return "wrong span" if overlapping(gold, ours) else "wrong"


def words(text: str, evidence: Sequence[Range]) -> str:
    """The words of all pieces, with a mark where something stands between them."""
    return " … ".join(text[start:end] for start, end in evidence)
