"""Tables of text: CSV that a spreadsheet opens safely, and tab-separated lines without a heading."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TextIO

from dateline.export.base import Account, Declined, Row, Table, Write, taken
from dateline.export.files import Files
from dateline.export.happening import Happening
from dateline.render.safe import inert
from dateline.render.table import Cell, cell, line


def writing(table: Table, row: Callable[[Happening], Row | Declined]) -> Write:
    """How a format is written that is one table with a row a happening."""

    def write(happenings: Iterable[Happening], files: Files, account: Account) -> None:
        with files.text() as stream:
            stream.writelines(_lines(table, (made for _, made in taken(happenings, row, table.columns, account))))

    return write


def put(stream: TextIO, table: Table, row: Row) -> None:
    """One row."""
    stream.write(_row(table, row))


def heading(table: Table) -> str:
    """The line of names; nothing where the table has none."""
    return line(column.name for column in table.columns) if table.header else ""


def _lines(table: Table, rows: Iterable[Mapping[str, Cell]]) -> Iterator[str]:
    yield heading(table)
    for each in rows:
        yield _row(table, each)


def _row(table: Table, row: Row) -> str:
    cells = (cell(_inert(row.get(column.name))) for column in table.columns)
    if table.delimiter == ",":
        return line(cells)
    # Nothing is quoted here, so what ends a cell or a line must not stand within one.
    return table.delimiter.join(" ".join(each.replace(table.delimiter, " ").split()) for each in cells) + "\n"


def _inert(value: Cell) -> Cell:
    return inert(value) if isinstance(value, str) else value
