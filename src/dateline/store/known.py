"""What linking knows of the store: of all that is linked, only what some new events may meet.

Events are found by the block keys that new ones seek, the latest ``MOST_OF_A_KEY`` of a key; of the incidents that are
met, the members that represent them are loaded. So a step takes as much as its new events meet, however much is stored.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any

from sqlalchemy import Connection, func, select

from dateline.link import columns
from dateline.link.block import sought
from dateline.link.sketch import Sketch
from dateline.link.state import MOST_OF_A_KEY, EventKey, State, most_met, spread
from dateline.store.incident_tables import block_keys, event_sketches, incident_versions, memberships, reading_sketches
from dateline.store.listed import listed
from dateline.store.members import latest_membership
from dateline.store.packing import unpack_event_sketch, unpack_report_sketch
from dateline.store.tables import event_versions, events


def hashed(key: str) -> int:
    """A block key as the store keeps it: a signed number of 64 bits."""
    return int.from_bytes(hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest(), signed=True)


class Known(State):
    """The state that some new reports may meet. Incidents and waiting groups go by their numbers, events by the numbers
    of their documents and their own. It is read once, before they are linked."""

    def __init__(self, connection: Connection, new: Sequence[Sketch], last: int) -> None:
        super().__init__()
        self._connection = connection
        self._last = last
        asked = [sought(event, each) for each in new for event in each.events]
        found = self._find(set(chain.from_iterable(asked)))
        self._incident = self._incidents_of(set(chain.from_iterable(found.values())))
        self._found = {key: [event for event in held if event in self._incident] for key, held in found.items()}
        self._met: dict[tuple[str, ...], list[str]] = {}  # asked for here, and again when they are compared
        met = {int(name) for keys in asked for name in self.met(keys)}
        self._members = self._members_of(met)
        self.incidents = {str(number) for number in self._opened(met)}
        self._row: dict[int, int] = {}
        self._load([event for members in self._members.values() for event in spread(members)])

    def __contains__(self, report: str) -> bool:
        """Nothing new is known: a document with linked events may tell another one."""
        return False

    def met(self, sought: Iterable[str]) -> list[str]:
        """As in memory."""
        keys = tuple(sought)
        if keys not in self._met:
            found = [held for key in keys if (held := self._found.get(key))]
            self._met[keys] = most_met(found, self._incident.__getitem__)
        return self._met[keys]

    def representatives(self, incident: str) -> Sequence[int]:
        """As in memory."""
        return [self._row[event] for event in spread(self._members[int(incident)])]

    def size(self, incident: str) -> int:
        """As in memory."""
        return len(self._members[int(incident)])

    def _find(self, keys: set[str]) -> dict[str, list[int]]:
        """The events that are kept under some keys now, the latest last."""
        names = {hashed(key): key for key in keys}
        asked = listed(self._connection, names)
        earlier = block_keys.alias("earlier")
        first = select(earlier.c.event_sketch).where(earlier.c.key == asked.c.value).correlate(asked)
        first = first.order_by(earlier.c.event_sketch.desc()).offset(MOST_OF_A_KEY - 1).limit(1)
        wanted = select(block_keys.c.key, block_keys.c.event_sketch, event_sketches.c.event).select_from(
            asked
            .join(block_keys, (block_keys.c.key == asked.c.value)
                  & (block_keys.c.event_sketch >= func.coalesce(first.scalar_subquery(), 0)))
            .join(event_sketches, event_sketches.c.id == block_keys.c.event_sketch)
        )  # fmt: skip
        rows = sorted((key, sketch, event) for key, sketch, event in self._connection.execute(wanted).all())
        newest = self._newest({event for *_, event in rows})
        found: dict[str, list[int]] = {}
        for key, sketch, event in rows:
            if newest[event] == sketch:
                found.setdefault(names[key], []).append(event)
        return found

    def _newest(self, held: Iterable[int]) -> dict[int, int]:
        """The number of the sketch that holds for each event."""
        asked = listed(self._connection, held)
        wanted = select(event_sketches.c.event, func.max(event_sketches.c.id)).where(
            event_sketches.c.event.in_(select(asked.c.value))
        )
        return _pairs(self._connection.execute(wanted.group_by(event_sketches.c.event)).all())

    def _incidents_of(self, held: Iterable[int]) -> dict[int, str]:
        """Where events are; those that left are nowhere."""
        asked = listed(self._connection, held)
        wanted = select(memberships.c.event, memberships.c.incident).where(
            memberships.c.event.in_(select(asked.c.value)), memberships.c.kind != "left", *latest_membership(self._last)
        )
        return {event: str(incident) for event, incident in self._connection.execute(wanted).all()}

    def _members_of(self, met: Iterable[int]) -> dict[int, list[int]]:
        """The members of incidents, in the order in which they were linked first."""
        asked = listed(self._connection, met)
        linked = func.min(event_sketches.c.id)
        wanted = (
            select(memberships.c.incident, memberships.c.event)
            .join(event_sketches, event_sketches.c.event == memberships.c.event)
            .where(memberships.c.incident.in_(select(asked.c.value)), memberships.c.kind != "left",
                   *latest_membership(self._last))
            .group_by(memberships.c.incident, memberships.c.event).order_by(linked)
        )  # fmt: skip
        found: dict[int, list[int]] = {}
        for incident, event in self._connection.execute(wanted).all():
            found.setdefault(incident, []).append(event)
        return found

    def _opened(self, met: Iterable[int]) -> Iterable[int]:
        """Which of them are incidents, and no waiting groups."""
        asked = listed(self._connection, met)
        versions = select(incident_versions.c.incident).where(incident_versions.c.incident.in_(select(asked.c.value)))
        return self._connection.scalars(versions.distinct()).all()

    def _load(self, wanted: Sequence[int]) -> None:
        """The sketches of events and of their reports, as columns."""
        asked = listed(self._connection, self._newest(wanted).values())
        rows = self._connection.execute(
            select(event_sketches.c.event, event_sketches.c.content, event_versions.c.reading, events.c.document)
            .join(event_versions, event_versions.c.id == event_sketches.c.event_version)
            .join(events, events.c.id == event_sketches.c.event)
            .where(event_sketches.c.id.in_(select(asked.c.value))).order_by(event_sketches.c.id)
        ).all()  # fmt: skip
        if not rows:
            return
        # A document that was read several times is one report, whichever reading an event is last told by.
        reading_of = {row.document: row.reading for row in sorted(rows, key=lambda row: row.reading)}
        asked = listed(self._connection, reading_of.values())
        packed = _pairs(self._connection.execute(
            select(reading_sketches.c.reading, reading_sketches.c.content)
            .where(reading_sketches.c.reading.in_(select(asked.c.value)))
        ).all())  # fmt: skip
        place = {document: at for at, document in enumerate(reading_of)}
        self.reports.append(columns.report_rows([unpack_report_sketch(packed[each]) for each in reading_of.values()]))
        self.sources += [str(document) for document in reading_of]
        told = [unpack_event_sketch(row.content) for row in rows]
        self.events.append(columns.event_rows(told, [place[row.document] for row in rows]))
        incident = {event: str(number) for number, members in self._members.items() for event in members}
        self.names += [EventKey(str(row.document), str(row.event)) for row in rows]
        self.incident_of += [incident[row.event] for row in rows]
        self._row = {row.event: at for at, row in enumerate(rows)}


def _pairs(rows: Iterable[Any]) -> dict[int, Any]:
    """Rows of two columns, by the first."""
    return {row[0]: row[1] for row in rows}
