"""Calendar arithmetic: the periods that time expressions name, and steps between them.

Everything stays within the years 1 to 9999 that ``datetime.date`` holds: what would leave them is None.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

from dateline.schema.reading import Granularity


class Days(NamedTuple):
    """Inclusive calendar days."""

    first: date
    last: date


class Period(NamedTuple):
    """A calendar period with its TIMEX3 value."""

    value: str
    days: Days
    granularity: Granularity


SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
"""First month of each meteorological season of the northern hemisphere; winter belongs to the year it begins in."""

_MONTHS_OF = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
_DAYS_OF = {"day": 1, "week": 7, "fortnight": 14}
_WEEKS_OF_MONTH = (1, 2, 3, 4, 5, -1)
_PARTS_OF_MONTH = {"half": (1, -1), "week": (1, 2, 3, 4, -1)}
_PUBLISHED = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?!\d)")


def day_of(year: int, month: int, day: int) -> date | None:
    """The date, or None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def parse_day(published: str | None) -> date | None:
    """The calendar day of an ISO date or date-time; None when there is none."""
    found = None if published is None else _PUBLISHED.match(published)
    return day_of(int(found[1]), int(found[2]), int(found[3])) if found else None


def add_months(start: date, months: int) -> date | None:
    """The same day of another month, or its last day where it is shorter."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        return None
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def shift(start: date, unit: str, steps: int) -> date | None:
    """``start`` moved by so many days, weeks, fortnights, months, quarters, years, decades or centuries."""
    if unit in _MONTHS_OF:
        return add_months(start, steps * _MONTHS_OF[unit])
    try:
        return start + timedelta(days=steps * _DAYS_OF[unit])
    except OverflowError:
        return None


def _months(value: str, year: int, month: int, count: int, granularity: Granularity) -> Period | None:
    first = day_of(year, month, 1)
    last = None if first is None else add_months(first, count - 1)
    if first is None or last is None:
        return None
    return Period(value, Days(first, last.replace(day=monthrange(last.year, last.month)[1])), granularity)


def part_of_month(year: int, number: int, part: str, nth: int) -> Period | None:
    """The ``nth`` (-1: last) ``half``, ``week`` or weekday (``"0"`` is Monday) of a month.

    Its weeks have seven days from the 1st; the last are its last seven days. None where the month has no such part.
    """
    whole = month(year, number)
    if whole is None or nth not in _PARTS_OF_MONTH.get(part, _WEEKS_OF_MONTH):
        return None
    first, last = whole.days
    if part == "half":
        days = Days(first, first.replace(day=15)) if nth == 1 else Days(first.replace(day=16), last)
        return Period(whole.value, days, "month")
    if part == "week":
        begin = last - timedelta(days=6) if nth < 0 else first + timedelta(days=7 * nth - 7)
        return Period(whole.value, Days(begin, min(begin + timedelta(days=6), last)), "week")
    if nth < 0:
        day = weekday_on_or_before(last, int(part))
    else:
        day = shift(first, "day", (int(part) - first.weekday()) % 7 + 7 * nth - 7)
    return None if day is None or day > last else one_day(day)


def one_day(day: date) -> Period:
    """A single day."""
    return Period(day.isoformat(), Days(day, day), "day")


def week(day: date) -> Period | None:
    """The ISO week (Monday to Sunday) that holds a day."""
    iso_year, number, weekday = day.isocalendar()
    first, last = shift(day, "day", 1 - weekday), shift(day, "day", 7 - weekday)
    if first is None or last is None:
        return None
    return Period(f"{iso_year:04}-W{number:02}", Days(first, last), "week")


def weekend(day: date) -> Period | None:
    """Saturday and Sunday of the ISO week that holds a day."""
    whole = week(day)
    if whole is None:
        return None
    return Period(f"{whole.value}-WE", Days(whole.days.last - timedelta(days=1), whole.days.last), "day")


def month(year: int, number: int) -> Period | None:
    """A calendar month."""
    return _months(f"{year:04}-{number:02}", year, number, 1, "month")


def quarter(year: int, number: int) -> Period | None:
    """A calendar quarter, 1 to 4. Fiscal quarters are read as calendar ones: their start is rarely told."""
    return _months(f"{year:04}-Q{number}", year, number * 3 - 2, 3, "season")


def half(year: int, number: int) -> Period | None:
    """A half year, 1 or 2."""
    return _months(f"{year:04}-H{number}", year, number * 6 - 5, 6, "season")


def season(year: int, code: str) -> Period | None:
    """A season by its TIMEX3 code, SP, SU, FA or WI."""
    return _months(f"{year:04}-{code}", year, SEASON_MONTHS[code], 3, "season")


def year(number: int) -> Period | None:
    """A calendar year."""
    return _months(f"{number:04}", number, 1, 12, "year")


def decade(first_year: int) -> Period | None:
    """Ten years from one that ends in 0: ``199``."""
    return _months(f"{first_year // 10:03}", first_year, 1, 120, "decade")


def century(number: int) -> Period | None:
    """A century by its ordinal: the 20th is ``19``, 1901 to 2000."""
    return _months(f"{number - 1:02}", number * 100 - 99, 1, 1200, "decade")


def period_around(day: date, unit: str) -> Period | None:
    """The calendar period of a unit (a day where it is none longer) that holds a day."""
    match unit:
        case "week":
            return week(day)
        case "weekend":
            return weekend(day)
        case "month":
            return month(day.year, day.month)
        case "quarter":
            return quarter(day.year, (day.month + 2) // 3)
        case "year":
            return year(day.year)
        case "decade":
            return decade(day.year // 10 * 10)
        case "century":
            return century((day.year + 99) // 100)
        case _:
            return one_day(day)


def neighbour(day: date, unit: str, steps: int) -> Period | None:
    """The period so many units before (negative) or after the one that holds a day."""
    moved = shift(day.replace(day=1) if unit in _MONTHS_OF else day, "week" if unit == "weekend" else unit, steps)
    return None if moved is None else period_around(moved, unit)


def weekday_on_or_before(day: date, weekday: int) -> date | None:
    """The last such weekday (Monday 0) that is not after a day."""
    return shift(day, "day", -((day.weekday() - weekday) % 7))


def weekday_on_or_after(day: date, weekday: int) -> date | None:
    """The first such weekday (Monday 0) that is not before a day."""
    return shift(day, "day", (weekday - day.weekday()) % 7)


def part_of(days: Days, unit: Granularity, part: str) -> Days:
    """The ``early``, ``mid`` or ``late`` part of a month (about 10 days), of a year (quarters 1, 2-3, 4), of a decade.

    A decade's parts have four, two and four years; a week's overlap in its middle. The ``start`` and the ``end`` of a
    year are its first and its last month; of anything else they are its early and its late part.
    """
    first, last = days
    if unit == "year" and part in ("start", "end"):
        return Days(first, first.replace(day=31)) if part == "start" else Days(last.replace(day=1), last)
    part = {"start": "early", "end": "late"}.get(part, part)
    if unit == "month":
        bounds = {"early": (1, 10), "mid": (11, 20), "late": (21, last.day)}[part]
        return Days(first.replace(day=bounds[0]), first.replace(day=bounds[1]))
    if unit == "week":
        begin, finish = {"early": (0, 2), "mid": (1, 3), "late": (3, 6)}[part]
        return Days(first + timedelta(days=begin), first + timedelta(days=finish))
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    edge = 48 if months == 120 else max(1, months // 4)
    begin, finish = {"early": (0, edge), "mid": (edge, months - edge), "late": (months - edge, months)}[part]
    start, end = add_months(first, begin), add_months(first, finish - 1)
    if start is None or end is None:
        return days
    return Days(start, end.replace(day=monthrange(end.year, end.month)[1]))
