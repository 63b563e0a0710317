"""Lengths of time: their TIMEX3 values, granularities, and the days they span from a day."""

from __future__ import annotations

from datetime import date

from dateline.normalise import time_calendar as cal
from dateline.normalise.time_calendar import Days
from dateline.normalise.time_meaning import Meaning
from dateline.schema.reading import Granularity

CLOCK_UNITS = frozenset({"second", "minute", "hour"})

_GRANULARITY: dict[str, Granularity] = {
    "second": "minute", "minute": "minute", "hour": "hour", "day": "day", "night": "day", "week": "week",
    "fortnight": "week", "weekend": "day", "month": "month", "quarter": "season", "year": "year", "decade": "decade",
    "century": "decade",
}  # fmt: skip
_TIMEX_UNITS = {"night": (1, "day"), "fortnight": (2, "week"), "weekend": (2, "day"), "quarter": (3, "month"),
                "decade": (10, "year"), "century": (100, "year")}  # fmt: skip
"""Units that TIMEX3 counts in others. A vague number of them keeps the other's letter: decades are ``PXY``."""
_HALVES = {"hour": ("PT", "H30M", "PT30M"), "year": ("P", "Y6M", "P6M"), "day": ("P", "DT12H", "PT12H")}


def granularity_of(unit: str) -> Granularity:
    """The granularity of the record that a unit stands for."""
    return _GRANULARITY[unit]


def duration_value(unit: str, number: float | None) -> str:
    """The TIMEX3 value of so many units; None is a vague number.

    >>> duration_value("week", 2), duration_value("day", None), duration_value("hour", 5.5)
    ('P2W', 'PXD', 'PT5H30M')
    """
    if number is not None and number % 1 == 0.5 and unit in _HALVES:
        head, tail, alone = _HALVES[unit]
        return f"{head}{int(number)}{tail}" if number > 1 else alone
    scale, letter = _TIMEX_UNITS.get(unit, (1, unit))
    scaled = None if number is None else number * scale
    amount = "X" if scaled is None else f"{int(scaled)}" if scaled % 1 == 0 else f"{scaled:.2f}"
    return f"P{'T' if unit in CLOCK_UNITS else ''}{amount}{letter[0].upper()}"


def stretch(base: date, unit: str, number: float, direction: int) -> Days | None:
    """The days from ``base`` so many units back (-1) or on (1); hours reach into as many days as they fill.

    None where the number is no whole one or the calendar ends.
    """
    if number % 1:
        return None
    steps = int(number)
    if unit in CLOCK_UNITS:
        unit, steps = "day", -(-steps // 24) if unit == "hour" else 0
    unit = {"night": "day", "weekend": "week"}.get(unit, unit)
    far = cal.shift(base, unit, direction * steps)
    return None if far is None else Days(min(far, base), max(far, base))


def length(unit: str, number: float | None, how: str, *, running: bool = False) -> Meaning:
    """A duration whose days are not told; ``running`` up to publication."""
    return Meaning("duration", "DURATION", duration_value(unit, number), None, "unknown", how, open=running)


def dated_length(
    unit: str, number: float | None, days: Days, how: str, anchor: str, *, running: bool = False
) -> Meaning:
    """A duration that spans known days."""
    value = duration_value(unit, number)
    return Meaning("duration", "DURATION", value, days, granularity_of(unit), how, anchor, open=running)
