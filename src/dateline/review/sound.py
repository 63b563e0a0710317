"""Whether values that come from outside can be: days that exist, points on the globe, numbers that are counts."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from dateline.ontology.registry import event_type
from dateline.schema.reading import Argument, Count, Event, Place, Time
from dateline.schema.span import Frozen

MOST = 10**9
"""People or things that a count may tell."""


def check(value: Frozen) -> None:
    """Raise ValueError for the first value within that cannot be, DataError for a type that the ontology lacks."""
    for each in _within(value):
        if isinstance(each, Time):
            _check_time(each)
        elif isinstance(each, Place):
            _check_place(each)
        elif isinstance(each, Count):
            _check_count(each)
        elif isinstance(each, Event):
            event_type(each.type)
            _check_score(each.score)
        elif isinstance(each, Argument):
            _check_argument(each)


def _within(value: Any) -> Iterator[Frozen]:
    if isinstance(value, Frozen):
        yield value
        for name in type(value).model_fields:
            yield from _within(getattr(value, name))
    elif isinstance(value, tuple):
        for each in value:
            yield from _within(each)


def _check_time(time: Time) -> None:
    days = [_moment(each) for each in (time.start, time.end) if each is not None]
    if len(days) == 1:
        raise ValueError("a time has both start and end, or neither")
    if days and days[0] > days[1]:
        raise ValueError(f"a time that ends before it starts: {time.start} to {time.end}")


def _moment(value: str) -> datetime:
    try:
        return datetime.fromisoformat(value).replace(tzinfo=None)
    except ValueError:
        raise ValueError(f"no ISO date or date-time: {value!r}; write 2024-09-13") from None


def _check_place(place: Place) -> None:
    _check_score(place.score)
    if not place.literal:
        raise ValueError("a name that stands for a government is no event's place")
    if (place.lat is None) != (place.lon is None):
        raise ValueError("a point has both lat and lon")
    for value, most in ((place.lat, 90), (place.lon, 180), (place.radius_km, 20_100)):
        if value is not None and not (math.isfinite(value) and abs(value) <= most):
            raise ValueError(f"no point on the globe: {value}")


def _check_argument(argument: Argument) -> None:
    _check_score(argument.score)
    if argument.role != "actor" and argument.confidence is not None:
        raise ValueError(f"only an actor has a confidence, a {argument.role} has none")


def _check_score(score: float | None) -> None:
    if score is not None and not 0 <= score <= 1:
        raise ValueError(f"no probability: {score}")


def _check_count(count: Count) -> None:
    told = [each for each in (count.low, count.best, count.high) if each is not None]
    if any(not 0 <= each <= MOST for each in told):
        raise ValueError(f"no number of people or things: {told}")
    if told != sorted(told):
        raise ValueError(f"low, best and high are not in order: {told}")
