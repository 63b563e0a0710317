"""Linking in the store: events that are pending become members of incidents, a run of them in one transaction.

Pending are the versions of events behind the last one that was linked. A run holds the next ``RUN`` of them and what
else came with the last one's change, so its borders depend on what is stored alone: reports that are ingested by a
process that is killed are linked in the runs in which they would have been.

- An event that is new is linked (``link.cluster``) with what it may meet of all that is stored (``known``).
- One that has a place keeps it, with the sketch of its new version: linking never moves it again.
- One that is withdrawn leaves; should it come back, it returns to where it was.

Incidents that change get a new version (``incident_writer``). What people have split stays apart (``regrouping``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from sqlalchemy import Connection, func, select

from dateline.link.block import keys
from dateline.link.cluster import link
from dateline.link.score import PairModel
from dateline.link.sketch import EventSketch, Sketch
from dateline.link.state import Change as Placed
from dateline.schema.draft import Draft
from dateline.schema.reading import Reading
from dateline.store.adding import Adder
from dateline.store.changing import Changes
from dateline.store.engine import Database
from dateline.store.incident_tables import block_keys, event_sketches, link_scans, memberships, reading_sketches
from dateline.store.incident_writer import IncidentWriter
from dateline.store.known import Known, hashed
from dateline.store.listed import listed
from dateline.store.members import latest_membership
from dateline.store.packing import pack_sketch
from dateline.store.readings_kept import Readings
from dateline.store.regrouping import write_groups
from dateline.store.sketching import Pending, Sketches
from dateline.store.tables import document_versions, event_versions, readings
from dateline.store.writer import Written

RUN: Final = 256
"""Versions of events linked in one transaction: some fifty reports."""


@dataclass(frozen=True)
class Linked:
    """What linking did: events that were placed, that left and that are told anew, and the incidents that changed."""

    placed: int = 0
    left: int = 0
    told_anew: int = 0
    incidents: int = 0

    def __add__(self, other: Linked) -> Linked:
        """Both together."""
        return Linked(
            self.placed + other.placed, self.left + other.left, self.told_anew + other.told_anew,
            self.incidents + other.incidents,
        )  # fmt: skip


class Linker:
    """Links what is pending, by the changes of one run, ``size`` versions of events at a time. For one thread."""

    def __init__(self, database: Database, changes: Changes, model: PairModel | None = None, size: int = RUN) -> None:
        self._size = size
        self._database = database
        self._changes = changes
        self._given = model
        self._readings = Readings()
        self._sketches = Sketches()
        self._waiting = 0

    def begin(self) -> Linked:
        """Link the whole runs that are pending, which a process that was killed may have left."""
        return self._link(self._size)

    @property
    def room(self) -> int:
        """How many more versions of events make a run whole."""
        return self._size - self._waiting

    def add(self, written: Written, reading: Reading, draft: Draft) -> Linked:
        """Take in what was just written, and link where that makes a run whole. The rest waits for ``link_all``."""
        self._readings.keep(written.reading, reading)
        self._sketches.keep(written.reading, reading, draft)
        self._waiting += len(written.events)
        return self._link(self._size) if self._waiting >= self._size else Linked()

    def link_all(self) -> Linked:
        """Link all that is pending."""
        return self._link(1)

    @cached_property
    def _model(self) -> PairModel:
        return self._given or PairModel.bundled()

    def _link(self, least: int) -> Linked:
        done = Linked()
        while self.pending() >= least:
            with self._changes.writing() as change:
                last = _last_scan(change.connection)
                if (border := _border(change.connection, last, least, self._size)) is None:
                    continue  # another process was faster
                adder = change.begin("linked")
                done += _Run(adder, self._model, self._readings, self._sketches).link(last, border)
                write_groups(adder)
                adder.add(link_scans, {"last": border})
        return done

    def pending(self) -> int:
        """How many versions of events are pending."""
        with self._database.reading() as connection:
            newest = connection.scalar(select(func.max(event_versions.c.id))) or 0
            self._waiting = newest - _last_scan(connection)
        return self._waiting


def link_along(adder: Adder, written: int) -> bool:
    """Link the versions of events that a transaction has just written, so many, where no others are pending before
    them; whether it did."""
    last, newest = _last_scan(adder.connection), adder.connection.scalar(select(func.max(event_versions.c.id))) or 0
    if newest - last != written:
        return False
    if written:
        _Run(adder, PairModel.bundled(), Readings(), Sketches()).link(last, newest)
        write_groups(adder)
        adder.add(link_scans, {"last": newest})
    return True


def _last_scan(connection: Connection) -> int:
    return connection.scalar(select(func.max(link_scans.c.last))) or 0


def _border(connection: Connection, last: int, least: int, size: int) -> int | None:
    """The last version of the next run: the ``size``-th that is pending, or the last one that came with it.

    None where fewer than ``least`` are pending.
    """
    newest = connection.scalar(select(func.max(event_versions.c.id))) or 0
    if newest < last + least:
        return None
    border = min(newest, last + size)
    change = select(event_versions.c.change).where(event_versions.c.id == border).scalar_subquery()
    behind = select(event_versions.c.id).where(event_versions.c.id > border, event_versions.c.change > change)
    first = connection.scalar(behind.order_by(event_versions.c.id).limit(1))
    return newest if first is None else first - 1


@dataclass(frozen=True)
class _Place:
    """Where an event is, or was when it left."""

    number: int
    incident: int
    kind: str
    score: float
    why: str


class _Run:
    """One run of versions in one transaction."""

    def __init__(self, adder: Adder, model: PairModel, kept: Readings, sketches: Sketches) -> None:
        self._adder = adder
        self._connection = adder.connection
        self._model = model
        self._sketches = sketches
        self._incidents = IncidentWriter(adder, kept)

    def link(self, last: int, border: int) -> Linked:
        """Link the versions behind ``last`` up to ``border``."""
        rows = self._versions(last, border)
        places = self._places([row.event for row in rows])
        here = {event for event, place in places.items() if place.kind != "left"}
        told = [row for row in rows if row.present]
        gone = [row.event for row in rows if not row.present and row.event in here]
        self._move(gone, places, leaves=True)
        self._move([row.event for row in told if row.event in places and row.event not in here], places, leaves=False)
        anew = [row.event for row in told if row.event in here]
        self._incidents.touch((places[event].incident for event in anew), "told anew")
        reports = self._sketches.of(self._connection, told)
        fresh = [row for row in told if row.event not in places]
        self._place(_only(reports, {str(row.event) for row in fresh}))
        self._keep_sketches(told, reports)
        changed = self._incidents.write()
        return Linked(placed=len(fresh), left=len(gone), told_anew=len(anew), incidents=changed)

    def _versions(self, last: int, border: int) -> list[Pending]:
        """The versions of the run, of each event the last one."""
        wanted = (
            select(event_versions.c.id, event_versions.c.event, event_versions.c.present, event_versions.c.reading,
                   event_versions.c.local, document_versions.c.document)
            .join(readings, readings.c.id == event_versions.c.reading)
            .join(document_versions, document_versions.c.id == readings.c.document_version)
            .where(event_versions.c.id > last, event_versions.c.id <= border).order_by(event_versions.c.id)
        )  # fmt: skip
        found = (Pending(*row) for row in self._connection.execute(wanted))
        return list({each.event: each for each in found}.values())

    def _places(self, events: Sequence[int]) -> dict[int, _Place]:
        asked = listed(self._connection, events)
        names = ("number", "incident", "kind", "score", "why")
        wanted = select(memberships.c.event, *(memberships.c[name] for name in names)).where(
            memberships.c.event.in_(select(asked.c.value)), *latest_membership(self._adder.change)
        )
        return {event: _Place(*rest) for event, *rest in self._connection.execute(wanted)}

    def _move(self, events: Sequence[int], places: dict[int, _Place], *, leaves: bool) -> None:
        """Let events leave their incidents, or come back to them."""
        for event in events:
            before = places[event]
            incident = before.incident if leaves else self._incidents.now(before.incident)
            self._adder.add(memberships, {
                "event": event, "number": before.number + 1, "incident": incident, "score": before.score,
                "kind": "left" if leaves else self._kind_before(event, before.number), "why": before.why,
            })  # fmt: skip
            self._incidents.touch([incident], "left" if leaves else "came back")

    def _kind_before(self, event: int, number: int) -> str:
        before = select(memberships.c.kind).where(memberships.c.event == event, memberships.c.number == number - 1)
        kind: str = self._connection.scalars(before).one()
        return kind

    def _place(self, new: Sequence[Sketch]) -> None:
        """Link new events and add where they and those that they moved are."""
        if not new:
            return
        state = Known(self._connection, new, self._adder.change)
        changes = link(new, state, self._model)
        number = self._incidents.numbers([each.incident for each in changes])
        rows: list[dict[str, Any]] = []
        for each in changes:
            incident = number[each.incident]
            if each.kind == "merged" and each.absorbed is not None:
                rows += self._merged(each, incident, waited=each.absorbed not in state.incidents)
            else:
                rows.append(_membership(int(each.event), 1, incident, each))
                opens = each.kind in {"founded", "joined"}
                self._incidents.touch([incident], each.kind, opens=opens)
        self._adder.add_all(memberships, rows)

    def _merged(self, change: Placed, into: int, *, waited: bool) -> list[dict[str, Any]]:
        """The members of an absorbed incident or waiting group, moved."""
        absorbed = int(change.absorbed or 0)
        moved = self._connection.execute(
            select(memberships.c.event, memberships.c.number).where(
                memberships.c.incident == absorbed, memberships.c.kind != "left",
                *latest_membership(self._adder.change),
            ).order_by(memberships.c.event)
        ).all()  # fmt: skip
        if waited:
            self._incidents.touch([into] * len(moved), "waited")
        else:
            self._incidents.absorb(absorbed, into)
        return [_membership(event, number + 1, into, change) for event, number in moved]

    def _keep_sketches(self, told: Sequence[Pending], reports: Sequence[Sketch]) -> None:
        """Add the sketches of the run's events in the order of linking, and the keys by which later ones find them."""
        version = {str(row.event): row for row in told}
        pairs = [(event, each) for each in reports for event in each.events]
        numbers = self._adder.add_all(event_sketches, [
            {"event": int(event.event), "event_version": version[event.event].id, "content": pack_sketch(event)}
            for event, _ in pairs
        ])  # fmt: skip
        self._adder.add_parts(block_keys, [
            {"key": key, "event_sketch": number}
            for number, (event, each) in zip(numbers, pairs, strict=True)
            for key in dict.fromkeys(map(hashed, keys(event, each)))
        ])  # fmt: skip
        read = sorted({row.reading for row in told})
        asked = listed(self._connection, read)
        there = set(self._connection.scalars(
            select(reading_sketches.c.reading).where(reading_sketches.c.reading.in_(select(asked.c.value)))
        ))  # fmt: skip
        self._adder.add_parts(reading_sketches, [
            {"reading": reading, "content": pack_sketch(self._sketches.report(self._connection, reading))}
            for reading in read if reading not in there
        ])  # fmt: skip


def _only(reports: Sequence[Sketch], events: set[str]) -> list[Sketch]:
    """Reports with some of their events, without those that have none of them."""
    found = []
    for each in reports:
        own: tuple[EventSketch, ...] = tuple(event for event in each.events if event.event in events)
        if own:
            found.append(each.model_copy(update={"events": own}))
    return found


def _membership(event: int, number: int, incident: int, change: Placed) -> dict[str, Any]:
    return {
        "event": event, "number": number, "incident": incident, "kind": change.kind, "score": change.score,
        "why": change.why.model_dump_json(),
    }  # fmt: skip
