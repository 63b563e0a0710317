"""What every benchmark is: documents in, one row a document out, figures over both."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, Protocol, runtime_checkable

from dateline.evaluate.differences import Difference
from dateline.evaluate.scores import Scores
from dateline.schema.draft import Draft
from dateline.schema.reading import Reading

Row = dict[str, Any]
"""One document's prediction in the form that the benchmark's row of docs/evaluate.md gives."""

Gold = dict[str, Any]
"""One document's gold as plain JSON values: it may hold nulls where a reading never does."""


@dataclass(frozen=True, kw_only=True)
class Document:
    """One text of a benchmark. ``published``, ``headline`` and ``outlet`` may be told to the reader, as a user would.

    ``text`` is exactly the given one; the offsets of ``gold`` count its code points. ``given`` is what the benchmark's
    own rules give beside the text (gold mentions without their chains, a topic): its predictions may use it.
    """

    id: str
    text: str
    gold: Gold
    published: str | None = None
    headline: str | None = None
    outlet: str | None = None
    given: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, kw_only=True)
class ReportRead:
    """A document after reading: what predictions are made from. It holds no gold."""

    docid: str
    given: Mapping[str, Any]
    reading: Reading
    draft: Draft


Linker = Callable[[Sequence[tuple[Reading, Draft]]], Sequence[Mapping[str, str]]]
"""Says which events of many reports are one happening: for each reading, the incident of each of its events by the
event's id. Events with the same incident are the same; an event that is left out stands alone."""


def nowhere(_: str) -> tuple[float, float, int | None] | None:
    """The place of a demonym where nobody knows any."""
    return None


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What some benchmarks need beside a reading.

    ``points``: the model's operating points; some are a benchmark's own, as the smallest scores of MUC-4's roles.
    ``demonym_place``: latitude, longitude and GeoNames id of the country that a demonym belongs to.
    ``link``: links the events of many reports; None where nothing does, so that a benchmark takes its own baseline.
    """

    points: Mapping[str, float] = field(default_factory=dict)
    demonym_place: Callable[[str], tuple[float, float, int | None] | None] = nowhere
    link: Linker | None = None


class Benchmark(Protocol):
    """One benchmark: its own files and its own scores; how it makes predictions, the two kinds below say."""

    @property
    def name(self) -> str:
        """The name that the command takes."""

    def load(self, path: Path, only: Path | None = None) -> Iterator[Document]:
        """The documents of a file or folder in a fixed order, each id once.

        Files with ``train`` in their name are skipped in a folder. ``only`` names a file of splits: of the sets that
        it lists, only the documents of the dev part are given.

        Raises:
            DataError: a file cannot be read, or is not of the benchmark's form.
        """

    def score(self, documents: Sequence[Document], rows: Mapping[str, Row]) -> Scores:
        """Figures over all documents, with 95% bootstrap intervals; a document without a row counts as unread."""


@runtime_checkable
class OneByOne(Benchmark, Protocol):
    """A benchmark that asks about each report alone."""

    def predictions(self, docid: str, reading: Reading, draft: Draft) -> Row:
        """One document's prediction from the reading a user gets and the draft behind it."""


@runtime_checkable
class Together(Benchmark, Protocol):
    """A benchmark that asks what reports have in common: its rows are made when all are read."""

    def predictions_together(self, reports: Sequence[ReportRead]) -> list[Row]:
        """The predictions of all documents that could be read, in their order."""


@runtime_checkable
class Explained(OneByOne, Protocol):
    """A benchmark that can show its errors in the texts."""

    def errors(self, document: Document, row: Row) -> list[Difference]:
        """Every value of gold and of the row, compared under the same matching as the figures; also what is right."""
