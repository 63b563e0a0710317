"""Actions that set one field of an event. Each value cites its words, or is null by decision."""

from __future__ import annotations

from typing import Any, Literal, Self

from pydantic import field_validator, model_validator

from dateline.ontology.registry import event_type
from dateline.review.base import Correction
from dateline.review.fields import days, number, shown
from dateline.review.sheet import Sheet, Stale, unanchored
from dateline.schema.decision import Decision
from dateline.schema.incident import CasualtyKind
from dateline.schema.reading import (
    Argument,
    Confidence,
    Count,
    Event,
    Modality,
    Place,
    Polarity,
    Role,
    Salience,
    Time,
)
from dateline.schema.span import Evidence, Span


class _Label(Correction):
    """A label of the event as a whole; it cites the trigger where a person names no other words."""

    stated: bool = True
    evidence: tuple[Span, ...] = ()
    value: Any

    @property
    def field(self) -> str:
        """A label's kind is its field."""
        return self.kind

    @property
    def cited(self) -> tuple[Span, ...]:
        """The words that show it."""
        return self.evidence

    def told(self) -> str:
        """The label; of a series, yes or no."""
        return {True: "yes", False: "no"}.get(self.value, str(self.value))

    def grounded(self, event: Event) -> Self:
        """Citing the trigger."""
        return self if self.evidence else self.model_copy(update={"evidence": (event.trigger,)})

    def apply(self, sheet: Sheet, decision: Decision[Any]) -> Sheet | Stale:
        """Set the label."""
        return sheet.changed(decision.event, self.mark(decision), **{self.field: self.value})


class SetType(_Label):
    """What kind of event it is. Raises DataError for a type that the ontology does not have."""

    kind: Literal["type"] = "type"
    value: str

    @field_validator("value")
    @classmethod
    def _known(cls, value: str) -> str:
        return event_type(value).name


class SetSalience(_Label):
    """Whether it is the news, related or background."""

    kind: Literal["salience"] = "salience"
    value: Salience


class SetModality(_Label):
    """Whether it happened, will, might, or is told in general."""

    kind: Literal["modality"] = "modality"
    value: Modality


class SetPolarity(_Label):
    """Whether the report says that it happened."""

    kind: Literal["polarity"] = "polarity"
    value: Polarity


class SetSeries(_Label):
    """Whether several occurrences are told as one."""

    kind: Literal["series"] = "series"
    value: bool


class SetTrigger(Correction):
    """The words that most clearly express it, and the other words for it."""

    kind: Literal["trigger"] = "trigger"
    value: Span
    mentions: tuple[Span, ...] | None = None
    """None leaves those that the event has, but for words within the trigger"""

    @property
    def field(self) -> str:
        """The trigger."""
        return "trigger"

    @property
    def cited(self) -> tuple[Span, ...]:
        """The trigger cites itself."""
        return (self.value,)

    def told(self) -> str:
        """Its words."""
        return self.value.text

    def apply(self, sheet: Sheet, decision: Decision[Any]) -> Sheet | Stale:
        """Set the trigger."""
        event = sheet.event(decision.event)
        held = event.mentions if event is not None and self.mentions is None else self.mentions or ()
        mentions = tuple(span for span in held if not span.overlaps(self.value))
        return sheet.changed(decision.event, self.mark(decision), trigger=self.value, mentions=mentions)


class SetTime(Correction):
    """When it happened; None where the report does not tell."""

    kind: Literal["time"] = "time"
    value: Time | None

    @field_validator("value")
    @classmethod
    def _alone(cls, value: Time | None) -> Time | None:
        return unanchored(value)

    @property
    def field(self) -> str:
        """The time."""
        return "time"

    @property
    def emptied(self) -> bool:
        """Whether the time is null."""
        return self.value is None

    @property
    def cited(self) -> tuple[Span, ...]:
        """The words of the time."""
        return self.value.evidence if self.value else ()

    def told(self) -> str:
        """Its days."""
        return shown(days(self.value))

    def apply(self, sheet: Sheet, decision: Decision[Any]) -> Sheet | Stale:
        """Set the time."""
        return sheet.changed(decision.event, self.mark(decision), time=self.value)


class SetPlace(Correction):
    """Where it happened, the first place and the rest; None where the report does not tell."""

    kind: Literal["place"] = "place"
    value: Place | None
    more: tuple[Place, ...] = ()

    @model_validator(mode="after")
    def _first(self) -> Self:
        if self.value is None and self.more:
            raise ValueError("an event of several places has a first one")
        return self

    @property
    def field(self) -> str:
        """The place."""
        return "place"

    @property
    def emptied(self) -> bool:
        """Whether the place is null."""
        return self.value is None

    @property
    def cited(self) -> tuple[Span, ...]:
        """The words of all places."""
        return tuple(span for each in (self.value, *self.more) if each for span in each.evidence)

    def told(self) -> str:
        """The names."""
        return ", ".join(each.name for each in (self.value, *self.more) if each) or shown(None)

    def apply(self, sheet: Sheet, decision: Decision[Any]) -> Sheet | Stale:
        """Set the places."""
        return sheet.changed(decision.event, self.mark(decision), place=self.value, more_places=self.more)


class SetToll(Correction):
    """How many were harmed in one way; None where the report is silent."""

    kind: Literal["toll"] = "toll"
    toll: CasualtyKind
    value: Count | None

    @property
    def field(self) -> str:
        """Which toll."""
        return self.toll

    @property
    def emptied(self) -> bool:
        """Whether the toll is null."""
        return self.value is None

    @property
    def cited(self) -> tuple[Span, ...]:
        """The words of the count."""
        return self.value.evidence if self.value else ()

    def told(self) -> str:
        """The number."""
        return shown(number(self.value))

    def apply(self, sheet: Sheet, decision: Decision[Any]) -> Sheet | Stale:
        """Set the toll."""
        event = sheet.event(decision.event)
        tolls = event.casualties.model_copy(update={self.toll: self.value}) if event else None
        return sheet.changed(decision.event, self.mark(decision), casualties=tolls)


class SetFiller(Correction):
    """Who or what fills a role: a new filler, another in place of one, or none. ``replaces``: words of the old one."""

    kind: Literal["filler"] = "filler"
    role: Role
    value: Argument | None = None
    replaces: tuple[Span, ...] = ()

    @model_validator(mode="after")
    def _says(self) -> Self:
        if self.value is None and not self.replaces:
            raise ValueError("say what is taken out (replaces) or what comes in (value)")
        if self.value is not None and self.value.role != self.role:
            raise ValueError(f"a filler of {self.value.role} does not fill {self.role}")
        return self

    @property
    def field(self) -> str:
        """The role."""
        return self.role

    @property
    def emptied(self) -> bool:
        """Whether nothing comes in."""
        return self.value is None

    @property
    def cited(self) -> tuple[Span, ...]:
        """The words of the filler that comes in."""
        return self.value.evidence if self.value else ()

    def told(self) -> str:
        """The filler, and what it stands in place of."""
        gone = f"“{self.replaces[0].text}”" if self.replaces else ""
        if self.value is None:
            return f"without {gone}"
        named = self.value.entity.name if self.value.entity else self.value.text
        return f"{named} in place of {gone}" if gone else f"also {named}"

    def apply(self, sheet: Sheet, decision: Decision[Any]) -> Sheet | Stale:
        """Put the filler where the old one stood; at the end of its role where there was none."""
        event = sheet.event(decision.event)
        held = list(event.arguments) if event else []
        at = next((n for n, each in enumerate(held) if same_filler(each, self.role, self.replaces)), None)
        if event is not None and self.replaces and at is None:
            return Stale(f"no {self.role} has the words “{self.replaces[0].text}” any more")
        if at is not None:
            del held[at]
        if self.value is not None:
            held = [each for each in held if not same_filler(each, self.role, self.value.evidence)]
            held.insert(len(held) if at is None else at, self.value)
        ordered = sorted(held, key=lambda each: _ORDER[each.role])
        return sheet.changed(decision.event, self.mark(decision), arguments=tuple(ordered))


class SetConfidence(Correction):
    """How sure it is that an actor did it, and by whose word; ``evidence`` are the words that say so."""

    kind: Literal["confidence"] = "confidence"
    stated: bool = True
    actor: Evidence
    value: Confidence
    evidence: Evidence

    @property
    def field(self) -> str:
        """The confidence."""
        return "confidence"

    @property
    def cited(self) -> tuple[Span, ...]:
        """The words that say so."""
        return self.evidence

    def told(self) -> str:
        """The label, and of whom."""
        return f"{self.value} for {self.actor[0].text}"

    def apply(self, sheet: Sheet, decision: Decision[Any]) -> Sheet | Stale:
        """Set it on the actor that has the words."""
        event = sheet.event(decision.event)
        held = event.arguments if event else ()
        if event is not None and not any(same_filler(each, "actor", self.actor) for each in held):
            return Stale(f"no actor has the words “{self.actor[0].text}” any more")
        arguments = tuple(
            each.model_copy(update={"confidence": self.value}) if same_filler(each, "actor", self.actor) else each
            for each in held
        )
        return sheet.changed(decision.event, self.mark(decision), arguments=arguments)


_ORDER = {"actor": 0, "target": 1, "victim": 2, "instrument": 3}


def same_filler(argument: Argument, role: Role, words: tuple[Span, ...]) -> bool:
    """Whether an argument has that role and some of the words."""
    return argument.role == role and any(span.overlaps(each) for span in argument.evidence for each in words)
