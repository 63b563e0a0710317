"""Actions on an event as a whole: it is right, it was missed, it is none, and what holds where coders differ."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import Field

from dateline.review.base import EventAction, marked
from dateline.review.corrections import (
    SetConfidence,
    SetFiller,
    SetModality,
    SetPlace,
    SetPolarity,
    SetSalience,
    SetSeries,
    SetTime,
    SetToll,
    SetTrigger,
    SetType,
)
from dateline.review.fields import FIELDS, Value, shown, values
from dateline.review.sheet import Sheet, Stale, unanchored
from dateline.schema.decision import Decision
from dateline.schema.reading import Event

AnyCorrection = Annotated[
    SetType | SetSalience | SetModality | SetPolarity | SetSeries | SetTrigger | SetTime | SetPlace | SetToll
    | SetFiller | SetConfidence,
    Field(discriminator="kind"),
]  # fmt: skip


class Accept(EventAction):
    """The event is right as it was seen. ``values`` are what was accepted; they are filled in when it is decided."""

    kind: Literal["accept"] = "accept"
    values: dict[str, str | int | None] = Field(default_factory=dict)

    def grounded(self, event: Event) -> Self:
        """With the values of the event as it is now."""
        return self.model_copy(update={"values": dict(values(event))})

    def apply(self, sheet: Sheet, decision: Decision[Any]) -> Sheet | Stale:
        """Mark the event as accepted, if it says what it said."""
        event = sheet.event(decision.event)
        if event is not None and (other := _other(self.values, values(event))):
            return Stale(other)
        return sheet.changed(decision.event, marked(decision, "event", "accepted"))

    def sentence(self) -> str:
        """It is right."""
        return "accepted as it is"


class AddEvent(EventAction):
    """An event that the reading missed. Its number in the reading, codes and marks are set when it is applied."""

    kind: Literal["add"] = "add"
    event: Event

    def apply(self, sheet: Sheet, decision: Decision[Any]) -> Sheet | Stale:
        """Add it; a reading that has meanwhile found it by itself takes the person's values."""
        if decision.event is None:
            return Stale("it was never given a lasting id")
        mark = marked(decision, "event", "stated", (self.event.trigger,))
        # What refers to others by their numbers in one reading would name something else in the next.
        alone = {"links": (), "attributions": (), "time": unanchored(self.event.time)}
        return sheet.added(decision.event, self.event.model_copy(update={"decided": (mark,), **alone}))

    def sentence(self) -> str:
        """What it is."""
        return f"{self.event.type} added (“{self.event.trigger.text}”)"


class RejectEvent(EventAction):
    """The report tells no such event."""

    kind: Literal["reject"] = "reject"
    reason: str = Field(default="", max_length=2000)

    def apply(self, sheet: Sheet, decision: Decision[Any]) -> Sheet | Stale:
        """Take it out of the reading."""
        return sheet.without(decision.event)

    def sentence(self) -> str:
        """It is none, and why."""
        return "rejected" + (f": {self.reason}" if self.reason else "")


class Adjudicate(EventAction):
    """What holds where two coders differ in one field. ``takes`` are the corrections that make it so.

    ``coder`` is the one who is followed, None where neither is. ``rejects``: the event is none.
    """

    kind: Literal["adjudicate"] = "adjudicate"
    field: str
    between: tuple[str, str]
    coder: str | None = None
    takes: tuple[AnyCorrection, ...] = ()
    rejects: bool = False

    def apply(self, sheet: Sheet, decision: Decision[Any]) -> Sheet | Stale:
        """Apply each correction that holds."""
        if self.rejects:
            return sheet.without(decision.event)
        found: Sheet | Stale = sheet
        for correction in self.takes:
            if isinstance(found, Sheet):
                found = correction.apply(found, decision)
        if isinstance(found, Sheet) and not self.takes:
            found = found.changed(decision.event, marked(decision, "event", "accepted"))
        return found

    def sentence(self) -> str:
        """Between whom, and what holds."""
        whose = f" as {self.coder} has it" if self.coder else ""
        takes = "; ".join(each.sentence() for each in self.takes) or ("rejected" if self.rejects else "as it is")
        return f"between {self.between[0]} and {self.between[1]} on {self.field}{whose}: {takes}"


def _other(accepted: Mapping[str, Value], now: Mapping[str, Value]) -> str | None:
    """The first field that no longer says what was accepted."""
    return next(
        (f"{name} was accepted as {shown(accepted[name])} and is now {shown(now[name])}"
         for name in FIELDS if name in accepted and accepted[name] != now[name]), None,
    )  # fmt: skip
