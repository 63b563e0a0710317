"""Readings of the store by their numbers, the last ones used kept unpacked."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from typing import Final

from sqlalchemy import Connection, select

from dateline.schema.reading import Reading
from dateline.store.packing import unpack_reading
from dateline.store.tables import readings

_KEPT: Final = 256
"""Readings of one batch of linking and some that its incidents have already: a few megabytes."""


class Readings:
    """Unpacks readings once for as long as they are used. For one thread."""

    def __init__(self, most: int = _KEPT) -> None:
        self._most = most
        self._kept: OrderedDict[int, Reading] = OrderedDict()

    def keep(self, number: int, reading: Reading) -> None:
        """Have a reading that was just written at hand."""
        self._kept[number] = reading
        self._kept.move_to_end(number)
        while len(self._kept) > self._most:
            self._kept.popitem(last=False)

    def of(self, connection: Connection, numbers: Iterable[int]) -> dict[int, Reading]:
        """The readings of these numbers."""
        wanted = set(numbers)
        found = {number: self._kept[number] for number in wanted if number in self._kept}
        missing = sorted(wanted - set(found))
        if missing:
            query = select(readings.c.id, readings.c.content).where(readings.c.id.in_(missing))
            found |= {row.id: unpack_reading(row.content) for row in connection.execute(query)}
        for number, reading in found.items():
            self.keep(number, reading)
        return found
