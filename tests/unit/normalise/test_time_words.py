"""Numbers, ordinals and years in words; the calendar's periods; lengths."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.normalise import time_calendar as cal
from dateline.normalise.time_length import duration_value, stretch
from dateline.normalise.time_words import number_of, ordinal_of, year_in_words


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("a", 1), ("three", 3), ("twenty-four", 24), ("twenty four", 24), ("2,500", 2500), ("a couple of", 2),
        ("a dozen", 12), ("two hundred", 200), ("5 1/2", 5.5), ("half an", 0.5), ("several", None), ("a few", None),
    ],
)  # fmt: skip
def test_numbers(words: str, value: float | None) -> None:
    assert number_of(words) == value


@pytest.mark.parametrize(("words", "value"), [("3rd", 3), ("third", 3), ("twenty-first", 21), ("thirtieth", 30)])
def test_ordinals(words: str, value: int) -> None:
    assert ordinal_of(words) == value


@pytest.mark.parametrize(
    ("words", "value"),
    [("nineteen ninety-seven", 1997), ("nineteen hundred five", 1905), ("two thousand", 2000),
     ("two thousand and eleven", 2011), ("twenty twelve", 2012), ("nineteen hundred and five", 1905)],
)  # fmt: skip
def test_years_in_words(words: str, value: int) -> None:
    assert year_in_words(words) == value


def test_periods_around_a_day() -> None:
    day = date(2024, 2, 29)
    values = [cal.period_around(day, unit) for unit in ("day", "week", "weekend", "month", "quarter", "year", "decade")]
    assert [period.value if period else None for period in values] == [
        "2024-02-29", "2024-W09", "2024-W09-WE", "2024-02", "2024-Q1", "2024", "202",
    ]  # fmt: skip
    century = cal.period_around(day, "century")
    assert century is not None
    assert century.days == (date(2001, 1, 1), date(2100, 12, 31))


def test_the_iso_week_of_new_year_belongs_to_the_year_of_its_thursday() -> None:
    period = cal.week(date(2021, 1, 1))
    assert period is not None
    assert period.value == "2020-W53"


@pytest.mark.parametrize(
    ("start", "unit", "steps", "result"),
    [
        (date(2024, 3, 31), "month", -1, date(2024, 2, 29)),
        (date(2024, 2, 29), "year", 1, date(2025, 2, 28)),
        (date(2024, 1, 1), "fortnight", 2, date(2024, 1, 29)),
        (date(9999, 12, 31), "day", 1, None),
        (date(1, 1, 1), "century", -1, None),
        (date(2024, 1, 1), "week", 10**12, None),
    ],
)
def test_steps_stay_in_the_calendar(start: date, unit: str, steps: int, result: date | None) -> None:
    assert cal.shift(start, unit, steps) == result


def test_a_year_outside_the_calendar_has_no_period() -> None:
    assert cal.year(0) is None
    assert cal.month(10000, 1) is None
    assert cal.season(9999, "WI") is None


@pytest.mark.parametrize(
    ("unit", "part", "first", "last"),
    [
        ("month", "late", date(2024, 2, 21), date(2024, 2, 29)),
        ("year", "mid", date(2024, 4, 1), date(2024, 9, 30)),
        ("year", "start", date(2024, 1, 1), date(2024, 1, 31)),
        ("year", "end", date(2024, 12, 1), date(2024, 12, 31)),
        ("month", "end", date(2024, 2, 21), date(2024, 2, 29)),
        ("decade", "late", date(2026, 1, 1), date(2029, 12, 31)),
        ("week", "early", date(2024, 2, 26), date(2024, 2, 28)),
    ],
)
def test_parts_of_periods(unit: str, part: str, first: date, last: date) -> None:
    period = cal.period_around(date(2024, 2, 29), unit)
    assert period is not None
    assert cal.part_of(period.days, period.granularity, part) == (first, last)


@pytest.mark.parametrize(
    ("unit", "number", "value"),
    [("week", 2, "P2W"), ("minute", 30, "PT30M"), ("month", None, "PXM"), ("decade", 3, "P30Y"), ("quarter", 2, "P6M"),
     ("hour", 0.5, "PT30M"), ("year", 2.5, "P2Y6M"), ("week", 1.5, "P1.50W"),
     ("century", 0.5, "P50Y")],
)  # fmt: skip
def test_duration_values(unit: str, number: float | None, value: str) -> None:
    assert duration_value(unit, number) == value


def test_hours_stretch_over_the_days_they_fill() -> None:
    assert stretch(date(2024, 3, 1), "hour", 36, -1) == (date(2024, 2, 28), date(2024, 3, 1))
    assert stretch(date(2024, 3, 1), "minute", 5, -1) == (date(2024, 3, 1), date(2024, 3, 1))
    assert stretch(date(2024, 3, 1), "day", 1.5, 1) is None
