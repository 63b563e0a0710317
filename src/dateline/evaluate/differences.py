"""Gold beside prediction, value by value: what a benchmark offers for a person who reads errors."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal, Protocol, get_args, runtime_checkable

from dateline.evaluate.base import Document, Row
from dateline.evaluate.match import Range

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


@runtime_checkable
class Explains(Protocol):
    """A benchmark that can tell its errors one by one."""

    def errors(self, document: Document, row: Row) -> list[Difference]:
        """Every value of gold and of the prediction row, compared under the same matching as the figures."""


@dataclass(frozen=True, kw_only=True)
class Compared:
    """A document with all that differs or agrees in it."""

    document: Document
    differences: tuple[Difference, ...]


def compare(benchmark: Explains, read: Iterable[tuple[Document, Row]]) -> tuple[Compared, ...]:
    """The documents that were read, each compared with its row."""
    return tuple(
        Compared(document=document, differences=tuple(benchmark.errors(document, row))) for document, row in read
    )
