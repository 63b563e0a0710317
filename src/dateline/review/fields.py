"""What an event says, field by field, as plain values: what people agree or differ about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, get_args

from dateline.schema.reading import Argument, Casualties, Count, Event, Place, Role, Time

Value = str | int | None
ROLES: Final[tuple[Role, ...]] = get_args(Role)
TOLLS: Final = tuple(Casualties.model_fields)
LABELS: Final = ("type", "salience", "modality", "polarity", "series")
FIELDS: Final = (*LABELS, "trigger", "time", "place", *ROLES, "confidence", *TOLLS)
"""Every field, in the order in which it is shown."""


def values(event: Event) -> Mapping[str, Value]:
    """The value of each field; None where the event is silent. Fillers of a role and places are one value each."""
    found: dict[str, Value] = {name: str(getattr(event, name)) for name in LABELS if name != "series"}
    found |= {"series": "yes" if event.series else "no", "trigger": event.trigger.text, "time": days(event.time)}
    found["place"] = "; ".join(_place(each) for each in (event.place, *event.more_places) if each) or None
    for role in ROLES:
        found[role] = _joined(_name(each) for each in event.arguments if each.role == role)
    found["confidence"] = _joined(
        f"{_name(each)}: {each.confidence}" for each in event.arguments if each.role == "actor" and each.confidence
    )
    found |= {name: number(getattr(event.casualties, name)) for name in TOLLS}
    return {name: found[name] for name in FIELDS}


def differing(one: Event, other: Event) -> dict[str, tuple[Value, Value]]:
    """The fields in which two states of an event differ, with both values."""
    before, after = values(one), values(other)
    return {name: (before[name], after[name]) for name in FIELDS if before[name] != after[name]}


def shown(value: Value) -> str:
    """A value as a sentence names it."""
    return "nothing" if value is None else str(value)


def number(count: Count | None) -> int | None:
    """The number that a count stands for: the best, else its lowest, else its highest."""
    if count is None:
        return None
    return next((each for each in (count.best, count.low, count.high) if each is not None), None)


def days(time: Time | None) -> str | None:
    """The days that a time tells, else its words."""
    if time is None:
        return None
    if time.start is None:
        return f"“{time.evidence[0].text}”"
    return time.start if time.end in (time.start, None) else f"{time.start} to {time.end}"


def _place(place: Place) -> str:
    return place.name if place.country is None else f"{place.name} ({place.country})"


def _name(argument: Argument) -> str:
    return argument.entity.name if argument.entity else argument.text


def _joined(names: Iterable[str]) -> str | None:
    return "; ".join(sorted(names)) or None
