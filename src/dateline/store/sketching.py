"""Sketches of stored events, under the numbers by which the store knows them."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, select

from dateline.link.score import comparable
from dateline.link.sketch import Sketch, sketch
from dateline.schema.draft import Draft
from dateline.schema.reading import Reading
from dateline.store.packing import PackedDraft, unpack_draft, unpack_reading
from dateline.store.tables import drafts, readings

_KEPT: Final = 256


@dataclass(frozen=True)
class Pending:
    """A version of an event that is to be linked, with its name in its reading and the reading's document."""

    id: int
    event: int
    present: bool
    reading: int
    local: str
    document: int


class Sketches:
    """Makes the sketches of readings; those of readings that were just written are made of what is at hand."""

    def __init__(self) -> None:
        self._kept: OrderedDict[int, Sketch] = OrderedDict()

    def keep(self, number: int, reading: Reading, draft: Draft) -> None:
        """Sketch a reading that was just written."""
        self._kept[number] = sketch(reading, comparable(draft))
        if len(self._kept) > _KEPT:
            self._kept.popitem(last=False)

    def of(self, connection: Connection, versions: Sequence[Pending]) -> list[Sketch]:
        """The reports of versions of events, in the order in which ``link`` takes them.

        Reports go by the numbers of their documents, events by their own. A document that was read twice is sketched
        as it was read last.
        """
        named: dict[int, dict[str, str]] = {}
        document: dict[int, int] = {}
        for row in versions:
            named.setdefault(row.reading, {})[row.local] = str(row.event)
            document[row.reading] = row.document
        last = {document[reading]: reading for reading in sorted(named)}
        made = []
        for number, reading in last.items():
            told = [
                event.model_copy(update={"event": named[each][event.event]})
                for each in sorted(named) if document[each] == number
                for event in self._sketch(connection, each).events if event.event in named[each]
            ]  # fmt: skip
            own = self._sketch(connection, reading)
            made.append(own.model_copy(update={"report": str(number), "events": tuple(told)}))
        return sorted(made, key=lambda each: (each.published or 0, each.report))

    def report(self, connection: Connection, reading: int) -> Sketch:
        """What linking compares of a reading's report, without its events."""
        return self._sketch(connection, reading).model_copy(update={"events": ()})

    def _sketch(self, connection: Connection, number: int) -> Sketch:
        if number not in self._kept:
            columns = (readings.c.content.label("reading"), *(drafts.c[name] for name in PackedDraft._fields))
            wanted = select(*columns).join(drafts, drafts.c.id == readings.c.draft).where(readings.c.id == number)
            packed, *draft = connection.execute(wanted).one()
            self.keep(number, unpack_reading(packed), unpack_draft(PackedDraft(*draft)))
        return self._kept[number]
