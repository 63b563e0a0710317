"""Rows added in one transaction, numbered without gaps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Connection, Select, Table, func, insert, select

from dateline.store import incident_tables as incident_tables
from dateline.store import review_tables as review_tables
from dateline.store import tables as tables
from dateline.store import user_tables as user_tables  # all are to be known before the numbers of rows are asked for
from dateline.store.columns import metadata

Row = Mapping[str, Any]


_NUMBERED: Final = [table.name for table in metadata.sorted_tables if "id" in table.c]
_LAST: Final = select(
    func.coalesce(select(func.max(tables.changes.c.at)).scalar_subquery(), ""),
    *(
        func.coalesce(select(func.max(metadata.tables[name].c.id)).scalar_subquery(), 0).label(name)
        for name in _NUMBERED
    ),
)


_INSERTS: Final = {table.name: insert(table) for table in metadata.sorted_tables}


class Adder:
    """Adds rows in a transaction that no other writer shares, so that numbers may follow the highest one.

    ``change`` is the number of the change that versioned rows belong to, once it is there.
    """

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.change = 0
        self._numbers: dict[str, int] = {}  # the last one, by the name of the table

    def last_change(self) -> str:
        """When the last change was made, empty where there was none; the last numbers of all tables come with it."""
        at, *numbers = self.connection.execute(_LAST).one()
        self._numbers = dict(zip(_NUMBERED, numbers, strict=True))
        return str(at)

    def add(self, table: Table, row: Row) -> int:
        """Add a row under the next number, which is returned."""
        return self.add_all(table, [row])[0]

    def add_all(self, table: Table, rows: Sequence[Row]) -> list[int]:
        """Add rows under the next numbers, which are returned in their order."""
        if not rows:
            return []
        if not self._numbers:
            self.last_change()
        first = self._numbers[table.name] + 1
        numbers = list(range(first, first + len(rows)))
        self.add_parts(table, [{"id": number} | dict(row) for number, row in zip(numbers, rows, strict=True)])
        self._numbers[table.name] = numbers[-1]
        return numbers

    def add_parts(self, table: Table, rows: Sequence[Row]) -> None:
        """Add rows that are named by what they belong to; those of a versioned table get the change's number."""
        changed = {"change": self.change} if "change" in table.c else {}
        if rows:
            self.connection.execute(_INSERTS[table.name], [dict(row) | changed for row in rows])

    def one(self, query: Select[int]) -> int | None:
        """The first number that a query finds."""
        found: int | None = self.connection.scalar(query)
        return found
