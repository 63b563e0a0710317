"""How the values that reports tell of one happening compare: equal, less exact, impossible together."""

from __future__ import annotations

from collections.abc import Hashable
from datetime import date
from typing import Any, Final

from dateline.assemble.coreference import COMPATIBLE, GENERIC
from dateline.gazetteer.base import distance_km
from dateline.link.columns import COARSENESS
from dateline.link.sketch import UNBOUNDED, Bounds, bounds
from dateline.ontology.registry import TYPES
from dateline.schema.reading import Argument, Count, Place, Time

NEAR_KM: Final = 30.0
"""Beyond their radii, how far two places of one happening may be told apart."""
ANY: Final[Bounds] = (0, UNBOUNDED)


def never(_one: Any, _other: Any) -> bool:
    """No value of the field tells less exactly what another tells."""
    return False


def type_name(name: str) -> Hashable:
    """A type is equal to itself alone."""
    return name


def type_covers(one: str, other: str) -> bool:
    """A plain attack may be any way of attacking."""
    return one == GENERIC and one != other and bool(COMPATIBLE[TYPES.index(one), TYPES.index(other)])


def types_apart(one: str, other: str) -> bool:
    """Two types, none of which is the plain form of the other."""
    return one != other and not type_covers(one, other) and not type_covers(other, one)


def type_width(_name: str) -> float:
    """No type is more exact than another."""
    return 0.0


def time_key(time: Time) -> Hashable:
    """Times are equal if they begin and end alike; unresolved ones if they are told alike."""
    return (time.start, time.end) if time.start else (time.value, time.evidence[0].text.casefold())


def _days(time: Time) -> tuple[int, int] | None:
    if time.start is None or time.end is None:
        return None
    first, last = (date.fromisoformat(day[:10]).toordinal() for day in (time.start, time.end))
    return first, last


def time_covers(one: Time, other: Time) -> bool:
    """Whether the first spans the second and more, or is not resolved where the second is."""
    a, b = _days(one), _days(other)
    if a is None or b is None:
        return a is None and b is not None
    inside = a[0] <= b[0] and b[1] <= a[1]
    return inside and (a != b or time_width(one) > time_width(other))


def times_apart(one: Time, other: Time) -> bool:
    """Whether two times share no day."""
    a, b = _days(one), _days(other)
    return a is not None and b is not None and (a[1] < b[0] or b[1] < a[0])


def time_width(time: Time) -> float:
    """Days that a time spans; less than one where it tells the hour."""
    days = _days(time)
    if days is None:
        return float(UNBOUNDED)
    return days[1] - days[0] + (0.5 if time.start and "T" in time.start else 1.0)


def place_key(place: Place) -> Hashable:
    """Places are equal by their gazetteer id, else by name."""
    return place.gazetteer_id or place.name.casefold()


def place_covers(one: Place, other: Place) -> bool:
    """Whether the first is a wider place that may hold the second, or is not resolved where the second is."""
    if one.lat is None or other.lat is None:
        return one.lat is None and other.lat is not None
    return COARSENESS[one.precision] > COARSENESS[other.precision] and not places_apart(one, other)


def places_apart(one: Place, other: Place) -> bool:
    """Whether two resolved places are too far apart to hold one happening."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return False
    if max(COARSENESS[one.precision], COARSENESS[other.precision]) >= COARSENESS["country"]:
        return one.country is not None and other.country is not None and one.country != other.country
    reach = (one.radius_km or 0.0) + (other.radius_km or 0.0) + NEAR_KM
    return distance_km(one.lat, one.lon, other.lat, other.lon) > reach


def place_width(place: Place) -> float:
    """The radius within which the event lies; unresolved places are the widest."""
    return float(UNBOUNDED) if place.lat is None else COARSENESS[place.precision] * 1000 + (place.radius_km or 0.0)


def count_key(count: Count) -> Hashable:
    """Counts are equal if their numbers are, however they are put."""
    return count.low, count.best, count.high


def counts_apart(one: Count, other: Count) -> bool:
    """Whether no number fits both: "at least four" and "six" fit, "four" and "six" do not."""
    a, b = bounds(one) or ANY, bounds(other) or ANY
    return a[1] < b[0] or b[1] < a[0]


def count_width(count: Count) -> float:
    """How many numbers fit."""
    low, high = bounds(count) or ANY
    return float(high - low)


def number(value: Any) -> float:
    """The number that a count tells best; 0 for any other value."""
    if not isinstance(value, Count):
        return 0.0
    return float(next((n for n in (value.best, value.low, value.high) if n is not None), 0))


def name_key(argument: Argument) -> Hashable:
    """Fillers are told alike by equal words."""
    return argument.text.casefold()


def names_apart(one: Argument, other: Argument) -> bool:
    """Whether one report denies the actor that another asserts."""
    told = {one.confidence, other.confidence}
    return "denied" in told and bool(told - {"denied", None})


def name_width(argument: Argument) -> float:
    """A listed entity is told most exactly, then the longer name."""
    listed = argument.entity is not None and argument.entity.id is not None
    return -float(len(argument.text)) - (1000 if listed else 0)
