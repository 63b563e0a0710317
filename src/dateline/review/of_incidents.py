"""Actions on what belongs together: incidents are merged and split, reports are copies of each other.

They are applied to ``Groups``: which incident each event is in, and which document is a copy of which. Actions name the
events that they are about, so that they hold whatever linking has made of the incidents since.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from pydantic import Field

from dateline.review.base import Action
from dateline.review.sheet import Stale
from dateline.schema.decision import Decision


@dataclass(frozen=True)
class Groups:
    """The incident of each event, and the document that a document repeats; all by lasting ids."""

    incident_of: Mapping[int, int]
    copy_of: Mapping[int, int] = field(default_factory=dict)

    def having(self, events: tuple[int, ...]) -> set[int]:
        """The incidents that have some of the events."""
        return {self.incident_of[event] for event in events if event in self.incident_of}

    def moved(self, events: set[int], incident: int) -> Groups:
        """With some events in another incident."""
        return replace(self, incident_of={**self.incident_of, **dict.fromkeys(sorted(events), incident)})


class GroupAction(Action):
    """An action on groups."""

    def regroup(self, groups: Groups, decision: Decision[Any]) -> Groups | Stale:
        """The groups as they are after this decision; Stale where what it is about is gone."""
        raise NotImplementedError


class MergeIncidents(GroupAction):
    """Incidents tell one happening. ``absorbed`` become part of the decision's incident.

    ``kept`` and ``moved`` are the events of both sides when it was decided.
    """

    kind: Literal["merge"] = "merge"
    absorbed: tuple[int, ...] = Field(min_length=1)
    kept: tuple[int, ...] = ()
    moved_events: tuple[int, ...] = ()

    @property
    def named(self) -> frozenset[int]:
        """The events that it names."""
        return frozenset((*self.kept, *self.moved_events))

    def regroup(self, groups: Groups, decision: Decision[Any]) -> Groups | Stale:
        """Every event of an incident that has one of the moved goes where the first of those kept is."""
        into, out = groups.having(self.kept), groups.having(self.moved_events)
        if not into or not out:
            return Stale("the events of one side are gone")
        to = decision.incident if decision.incident in into else min(into)
        both = into | out
        return groups.moved({event for event, each in groups.incident_of.items() if each in both}, to)

    def sentence(self) -> str:
        """Which incidents become part."""
        return f"one happening with incident {', '.join(map(str, self.absorbed))}"


class SplitIncident(GroupAction):
    """Some events of an incident tell another happening. ``into`` is that one's id, given when it is decided.

    ``kept`` are the events that stayed. Linking does not bring the two sides together again.
    """

    kind: Literal["split"] = "split"
    events: tuple[int, ...] = Field(min_length=1)
    kept: tuple[int, ...] = ()
    into: int | None = None

    @property
    def named(self) -> frozenset[int]:
        """The events that it names."""
        return frozenset((*self.kept, *self.events))

    def regroup(self, groups: Groups, decision: Decision[Any]) -> Groups | Stale:
        """Those of the events that are with some that stayed go to the other incident."""
        del decision
        if self.into is None or not groups.having(self.events):
            return Stale("the events that were split off are gone")
        together = groups.having(self.kept)
        apart = {event for event in self.events if groups.incident_of.get(event) in together}
        return groups.moved(apart, self.into)

    def sentence(self) -> str:
        """Which events go."""
        return f"another happening: event {', '.join(map(str, self.events))}"


class DuplicateReport(GroupAction):
    """A report repeats another one's text, and corroborates nothing. ``of`` is the document that it repeats."""

    kind: Literal["duplicate"] = "duplicate"
    of: int

    def regroup(self, groups: Groups, decision: Decision[Any]) -> Groups | Stale:
        """Note whose copy it is."""
        if decision.document is None:
            return Stale("it names no report")
        return replace(groups, copy_of={**groups.copy_of, decision.document: self.of})

    def sentence(self) -> str:
        """Whose copy it is."""
        return f"a copy of report {self.of}"
