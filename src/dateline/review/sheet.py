"""A reading under review: the frozen value that actions change, one after the other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from dateline.assemble.codes import coded
from dateline.schema.decision import Decided
from dateline.schema.reading import Event, Reading, Time


@dataclass(frozen=True)
class Stale:
    """A decision that no longer holds, and why: what it is about is gone."""

    reason: str


@dataclass(frozen=True)
class Sheet:
    """A reading, and the lasting ids of its events with their numbers in it. Each change is a new sheet."""

    reading: Reading
    ids: Mapping[int, str]

    def event(self, lasting: int | None) -> Event | None:
        """An event by its lasting id; None where the reading does not have it."""
        local = self.ids.get(lasting) if lasting is not None else None
        return next((each for each in self.reading.events if each.id == local), None)

    def changed(self, lasting: int | None, mark: Decided, **values: Any) -> Sheet | Stale:
        """With other values of one event, coded anew and marked as decided; a later mark on a field replaces it."""
        event = self.event(lasting)
        if event is None:
            return Stale("the event is not in the reading any more")
        return self._with(event.model_copy(update={**values, "decided": _marked(event, mark)}))

    def added(self, lasting: int, event: Event) -> Sheet:
        """With an event that the reading did not have, under the next number; or in place of the one it has."""
        local = self.ids.get(lasting) or _next(self.reading)
        placed = event.model_copy(update={"id": local})
        if lasting in self.ids:
            return self._with(placed)
        reading = self.reading.model_copy(update={"events": (*self.reading.events, placed)})
        return Sheet(reading, {**self.ids, lasting: local})._with(placed)

    def without(self, lasting: int | None) -> Sheet | Stale:
        """Without an event, and without what refers to it."""
        gone = self.event(lasting)
        if gone is None:
            return Stale("the event is not in the reading any more")
        kept = tuple(_parted(each, gone.id) for each in self.reading.events if each.id != gone.id)
        said = tuple(
            each.model_copy(update={"events": tuple(name for name in each.events if name != gone.id),
                                    "time": unanchored(each.time, gone.id)})
            for each in self.reading.attributions
        )  # fmt: skip
        reading = self.reading.model_copy(update={"events": kept, "attributions": said})
        return Sheet(reading, {number: local for number, local in self.ids.items() if local != gone.id})

    def _with(self, event: Event) -> Sheet:
        """With this state of an event; it and what is about it are coded again."""
        before = next(each for each in self.reading.events if each.id == event.id)
        types = {each.id: each.type for each in self.reading.events} | {event.id: event.type}
        about = event.type != before.type

        def settled(each: Event) -> Event:
            if each.id == event.id:
                return coded(event, types, self.reading.attributions)
            refers = about and any(link.type == "about" and link.event == event.id for link in each.links)
            return coded(each, types, self.reading.attributions) if refers else each

        events = tuple(map(settled, self.reading.events))
        return replace(self, reading=self.reading.model_copy(update={"events": events}))


def _marked(event: Event, mark: Decided) -> tuple[Decided, ...]:
    others = (each for each in event.decided if each.field != mark.field)
    return tuple(sorted((*others, mark), key=lambda each: each.field))


def _next(reading: Reading) -> str:
    numbers = (int(each.id[1:]) for each in reading.events if each.id[1:].isdecimal())
    return f"e{max(numbers, default=0) + 1}"


def _parted(event: Event, gone: str) -> Event:
    """Without links to an event, and without naming it as what a time was counted from."""
    links = tuple(link for link in event.links if link.event != gone)
    return event.model_copy(update={"links": links, "time": unanchored(event.time, gone)})


def unanchored(time: Time | None, gone: str = "") -> Time | None:
    """The time without the event that it was counted from: the one that is gone, or any where none is named."""
    if time is None or not (time.anchor or "").startswith("event:") or (gone and time.anchor != f"event:{gone}"):
        return time
    return time.model_copy(update={"anchor": None})
