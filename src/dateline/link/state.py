"""What linking knows of the reports before: an index in memory, whole or the part that some new reports need."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from heapq import nsmallest
from typing import Final, Literal, NamedTuple, TypeVar

import numpy as np

from dateline.errors import DataError
from dateline.link import columns
from dateline.link.block import keys
from dateline.link.sketch import EventSketch, Sketch
from dateline.schema.incident import Why
from dateline.schema.span import Frozen

MOST_OF_A_KEY: Final = 32
"""Events compared of those that share one key, the latest: a word or a day that is everywhere tells nothing."""
MOST_MET: Final = 8
"""Incidents that an event is compared with, those that share most keys with it."""
REPRESENTATIVES: Final = 4
"""Members by which an incident is compared, spread evenly over all."""

Kind = Literal["founded", "joined", "merged", "waits"]
M = TypeVar("M")


class Change(Frozen):
    """What one event does to the incidents.

    ``founded``: the event opens ``incident``. ``joined``: it becomes a member. ``merged``: the members of ``absorbed``
    become members of ``incident``; the event is what brought them together. ``waits``: it is kept under the name
    ``incident``, which is none yet: a background mention never founds one on the day of its report.
    """

    kind: Kind
    incident: str
    report: str
    event: str
    score: float
    """mean probability that it tells the same as the other members compared, 1 for a lone one"""
    why: Why
    absorbed: str | None = None


class EventKey(NamedTuple):
    """A report's id and the event's id in its reading."""

    report: str
    event: str


def founds(event: EventSketch, report: Sketch) -> bool:
    """Whether an event may found an incident: it happens or will, and is news or of an own day before its report."""
    if event.modality not in {"actual", "future"} or event.polarity == "negative":
        return False
    if event.salience != "background":
        return True
    return event.days is not None and (report.published is None or event.days[1] < report.published)


def most_met(found: Iterable[Sequence[M]], incident_of: Callable[[M], str]) -> list[str]:
    """Of the members kept under some keys, the ``MOST_MET`` incidents of which one is under most of them, by name.

    ``found``: the members under each key, the latest last.
    """
    shared: Counter[M] = Counter()
    for kept in found:
        shared.update(kept[-MOST_OF_A_KEY:])
    best: dict[str, int] = {}
    for member, times in shared.items():
        incident = incident_of(member)
        if times > best.get(incident, 0):
            best[incident] = times
    ranked = best if len(best) <= MOST_MET else nsmallest(MOST_MET, best, key=lambda name: (-best[name], name))
    return sorted(ranked)


def spread(members: Sequence[M]) -> Sequence[M]:
    """The members that an incident is compared by, of all in the order in which they were linked."""
    if len(members) <= REPRESENTATIVES:
        return members
    return [members[round(at)] for at in np.linspace(0, len(members) - 1, REPRESENTATIVES)]


class State:
    """Events in their incidents, found by block key, all in memory. ``store.known`` loads what new reports may meet."""

    def __init__(self) -> None:
        self.events = columns.events()
        self.reports = columns.reports()
        self.names: list[EventKey] = []
        self.incident_of: list[str] = []
        self.members: dict[str, list[int]] = {}
        self.incidents: set[str] = set()
        self._blocks: dict[str, list[int]] = {}
        self._known: dict[str, int] = {}
        self.sources: list[str] = []
        """the report of each row of ``reports``"""

    @classmethod
    def of(cls, sketches: Sequence[Sketch], incident_of: dict[EventKey, str], incidents: Iterable[str]) -> State:
        """The state of events that are linked already, in the order in which they were.

        ``incident_of`` names the incident, or waiting group, of every event of the sketches; ``incidents`` the names
        that are no waiting ones.
        """
        state = cls()
        state._add(sketches, incident_of)
        state.incidents = set(incidents) & set(state.members)
        return state

    def __contains__(self, report: str) -> bool:
        return report in self._known

    def met(self, sought: Iterable[str]) -> list[str]:
        """The incidents that some keys find, see ``most_met``."""
        return most_met([kept for key in sought if (kept := self._blocks.get(key))], lambda row: self.incident_of[row])

    def representatives(self, incident: str) -> Sequence[int]:
        """Rows of the members that an incident is compared by."""
        return spread(self.members[incident])

    def size(self, incident: str) -> int:
        """How many members an incident has."""
        return len(self.members[incident])

    def apply(self, sketches: Sequence[Sketch], changes: Sequence[Change]) -> None:
        """Keep new reports with what ``cluster.link`` made of them.

        Raises DataError where a report is kept already or an event has no change.
        """
        placed = {EventKey(each.report, each.event): each.incident for each in changes if each.kind != "merged"}
        for each in changes:
            if each.kind == "merged" and each.absorbed is not None:
                self._absorb(each.incident, each.absorbed)
        self._add(sketches, placed)
        self.incidents |= {each.incident for each in changes if each.kind in {"founded", "joined"}}

    def groups(self) -> dict[str, list[EventKey]]:
        """The members of every incident and of every waiting group, by its name."""
        return {name: [self.names[row] for row in rows] for name, rows in self.members.items()}

    def _absorb(self, into: str, absorbed: str) -> None:
        moved = self.members.pop(absorbed)
        for row in moved:
            self.incident_of[row] = into
        self.members[into] = sorted([*self.members[into], *moved])
        self.incidents.discard(absorbed)

    def _add(self, sketches: Sequence[Sketch], placed: dict[EventKey, str]) -> None:
        for each in sketches:
            if each.report in self._known:
                raise DataError(f"report {each.report[:12]} is linked already: a report joins once")
            if missing := [e.event for e in each.events if EventKey(each.report, e.event) not in placed]:
                raise DataError(f"report {each.report[:12]}: no incident is told for its events {', '.join(missing)}")
        if not sketches:
            return
        at = self.reports.append(columns.report_rows(sketches))
        self._known |= {each.report: row for each, row in zip(sketches, at, strict=True)}
        self.sources += [each.report for each in sketches]
        told = [(event, each, row) for each, row in zip(sketches, at, strict=True) for event in each.events]
        rows = self.events.append(columns.event_rows([event for event, _, _ in told], [row for _, _, row in told]))
        for (event, each, _), row in zip(told, rows, strict=True):
            name = EventKey(each.report, event.event)
            self.names.append(name)
            if (incident := placed[name]) not in self.members:
                self.members[incident] = []
            self.incident_of.append(incident)
            self.members[incident].append(row)
            for key in keys(event, each):
                self._blocks.setdefault(key, []).append(row)
