"""What a format is: its columns with where they come from, what it loses, and how it is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from dateline.export.files import Files
from dateline.export.happening import Happening
from dateline.render.table import Cell

Type = Literal["string", "integer", "number", "boolean", "date", "datetime", "object", "array"]


@dataclass(frozen=True)
class Column:
    """A column or field: what it is taken from, or why it stays empty (``never`` True)."""

    name: str
    about: str
    type: Type = "string"
    never: bool = False


def never(name: str, why: str) -> Column:
    """A column that is there because the format has it; the record has nothing for it."""
    return Column(name, why, never=True)


@dataclass(frozen=True)
class Table:
    """A delimited file among those that a format writes; ``part`` is what its name has more than the first one's."""

    columns: tuple[Column, ...]
    part: str = ""
    suffix: str = ".csv"
    delimiter: str = ","
    header: bool = True


@dataclass(frozen=True)
class Declined:
    """A happening that the format cannot hold, and why."""

    reason: str


Row = Mapping[str, Cell]


@dataclass
class Account:
    """What became of the happenings: how many were written, how many declined and why, and which cells stayed empty.

    ``keep`` is told of every happening that was written.
    """

    written: int = 0
    declined: Counter[str] = field(default_factory=Counter)
    empty: Counter[str] = field(default_factory=Counter)
    cut: Counter[str] = field(default_factory=Counter)
    withheld: int = 0
    keep: Callable[[Happening], None] | None = None

    def take(self, happening: Happening, lacking: Iterable[str] = ()) -> None:
        """Count one that is written, and the columns that have nothing of it."""
        self.written += 1
        self.empty.update(lacking)
        if self.keep is not None:
            self.keep(happening)

    def decline(self, reason: str) -> None:
        """Count one that is not written."""
        self.declined[reason] += 1


Write = Callable[[Iterable[Happening], Files, Account], None]


@dataclass(frozen=True)
class Format:
    """A format of the registry.

    ``tables`` are its delimited files, first the main one, for the data package; none for a format of another kind,
    whose ``fields`` are what its page lists. ``extra``: the import names of libraries that it needs. ``binary``: it
    cannot go to a terminal or a pipe.
    """

    name: str
    suffix: str
    about: str
    write: Write
    lost: tuple[str, ...]
    tables: tuple[Table, ...] = ()
    fields: tuple[Column, ...] = ()
    libraries: tuple[str, ...] = ()
    binary: bool = False

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of its main table, or its fields."""
        return self.tables[0].columns if self.tables else self.fields

    @property
    def tabular(self) -> bool:
        """Whether a data package describes it."""
        return bool(self.tables) or self.name in ("xlsx", "parquet")


def taken(
    happenings: Iterable[Happening],
    row: Callable[[Happening], Row | Declined],
    columns: Iterable[Column],
    account: Account,
) -> Iterator[tuple[Happening, dict[str, Cell]]]:
    """Each happening that has a row with that row, every column in order; all are counted."""
    listed = tuple(columns)
    for each in happenings:
        made = row(each)
        if isinstance(made, Declined):
            account.decline(made.reason)
            continue
        filled = {column.name: made.get(column.name) for column in listed}
        lacking = [one.name for one in listed if not one.never and filled[one.name] in (None, "")]
        account.take(each, lacking)
        yield each, filled
