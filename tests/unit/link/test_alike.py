from typing import Any

import pytest

import stories
from dateline.link import alike
from dateline.schema.reading import Count, Place, Time
from dateline.schema.span import Span

WORDS = Span(start=0, end=4, text="then")


def time(start: str | None, end: str | None = None) -> Time:
    return Time(evidence=(WORDS,), type="DATE", value=start, start=start, end=end or start)


def place(point: tuple[float, float] | None, precision: Any = "town", **more: Any) -> Place:
    fields: dict[str, Any] = {"country": "IQ", "radius_km": 10.0} | more
    lat, lon = point or (None, None)
    return Place(evidence=(WORDS,), name="x", precision=precision, lat=lat, lon=lon, **fields)


def count(low: int | None, best: int | None, high: int | None) -> Count:
    return Count(low=low, best=best, high=high, stated="x", evidence=(WORDS,))


@pytest.mark.parametrize(("one", "other", "covers", "apart"), [
    (time("2022-05-03"), time("2022-05-03"), False, False),
    (time("2022-05-03"), time("2022-05-03T14:00"), True, False),
    (time("2022-05-01", "2022-05-31"), time("2022-05-03"), True, False),
    (time("2022-05-03"), time("2022-05-01", "2022-05-31"), False, False),
    (time("2022-05-01", "2022-05-31"), time("2022-06-01"), False, True),
    (time("2022-05-03"), time("2022-05-04"), False, True),
    (time(None), time("2022-05-04"), True, False),
    (time("2022-05-04"), time(None), False, False),
])  # fmt: skip
def test_times(one: Time, other: Time, covers: bool, apart: bool) -> None:
    assert (alike.time_covers(one, other), alike.times_apart(one, other)) == (covers, apart)


@pytest.mark.parametrize(("one", "other", "covers", "apart"), [
    (place(stories.HARLA), place((34.3, 43.9)), False, False),
    (place(stories.HARLA), place(stories.DORRA), False, True),
    (place((33.0, 44.0), "country", radius_km=500.0), place(stories.HARLA), True, False),
    (place(stories.HARLA), place((33.0, 44.0), "country", radius_km=500.0), False, False),
    (place((33.0, 44.0), "country"), place(stories.HARLA, country="SY"), False, True),
    (place((34.5, 43.5), "province", radius_km=110.0), place(stories.HARLA), True, False),
    (place(None), place(stories.HARLA), True, False),
])  # fmt: skip
def test_places(one: Place, other: Place, covers: bool, apart: bool) -> None:
    assert (alike.place_covers(one, other), alike.places_apart(one, other)) == (covers, apart)


@pytest.mark.parametrize(("one", "other", "apart"), [
    (count(4, 4, None), count(6, 6, 6), False),
    (count(6, 6, None), count(4, 4, 4), True),
    (count(None, 12, 12), count(3, 3, 3), False),
    (count(24, None, None), count(12, 12, 12), True),
    (count(0, 0, 0), count(2, 2, 2), True),
    (count(None, 20, None), count(23, 23, 23), False),
    (count(None, 20, None), count(30, 30, 30), True),
])  # fmt: skip
def test_counts(one: Count, other: Count, apart: bool) -> None:
    assert alike.counts_apart(one, other) == alike.counts_apart(other, one) == apart


def test_the_number_told_best() -> None:
    assert [alike.number(count(*each)) for each in ((4, 6, 8), (24, None, None), (None, None, 9))] == [6, 24, 9]


def test_an_exact_value_has_the_least_width() -> None:
    assert (
        alike.time_width(time("2022-05-03T14:00")) < alike.time_width(time("2022-05-03")) < alike.time_width(time(None))
    )
    assert alike.place_width(place(stories.HARLA)) < alike.place_width(place(stories.HARLA, "province"))
    assert alike.count_width(count(6, 6, 6)) < alike.count_width(count(6, 6, None))
