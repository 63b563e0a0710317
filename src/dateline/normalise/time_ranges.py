"""Ranges: ``from Monday to Wednesday``, ``between June 1975 and February 1976``, ``from 8 p.m. Friday to 9 a.m.``."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from dateline.normalise import time_calendar as cal
from dateline.normalise.time_calendar import Days
from dateline.normalise.time_meaning import Found, Kind, Meaning, in_year
from dateline.normalise.time_words import S

_DATES: tuple[Kind, ...] = ("day", "weekday", "week", "month", "quarter", "season", "year", "decade")
_WITHIN_A_YEAR: tuple[Kind, ...] = ("day", "month", "season", "part", "clock")
_A_YEAR = 365
_RANGED: tuple[Kind, ...] = (*_DATES, "clock", "part")
_TO = re.compile(
    rf"{S}?[-–—]{S}?|,?{S}(?:to|through|until|till|and){S}(?:(?:on|at|about|around|the){S})?", re.IGNORECASE
)
_THROUGH = re.compile(rf"{S}?[-–—]{S}?|{S}(?:to|through){S}", re.IGNORECASE)
_BARE_NIGHT = re.compile(rf"(?:the{S})?night|overnight", re.IGNORECASE)
_OF_TWO = re.compile(rf",?{S}(?:of|from|between){S}(?:the{S})?", re.IGNORECASE)
_SLASH = re.compile(rf"{S}?[-–—/]{S}?|{S}(?:in)?to{S}", re.IGNORECASE)
_INTO = re.compile(rf"{S}(?:in)?to{S}", re.IGNORECASE)
_AND = re.compile(rf",?{S}(?:and|or|and{S}again){S}(?:(?:in|on|the|early|mid|late){S})*", re.IGNORECASE)
_FROM = re.compile(r"\b(?:from|between)\s+(?:(?:the|at|about|around)\s+)?$", re.IGNORECASE)
_LEAD = 24
_LONGEST_GAP = 16


def with_ranges(text: str, found: list[Found]) -> list[Found]:
    """The expressions, with those joined that ``from … to``, ``between … and`` or a dash make one.

    Months and weekdays need no ``from``: "June to August", "Monday to Wednesday". A night may have two days: "the night
    from Saturday to Sunday".
    """
    joined: list[Found] = []
    for item in found:
        ranged = _joined(text, joined[-1], item) if joined else None
        if ranged is None:
            joined.append(item)
        else:
            joined[-1] = ranged
            if len(joined) > 1 and (night := _night(text, joined[-2], ranged)):
                joined[-2:] = [night]
    beside = (_of_shared_year(text, left, right) for left, right in pairwise(joined))
    return [_of_shared_week(text, left, right) for left, right in zip(beside, joined[1:], strict=True)] + joined[-1:]


def _of_shared_year(text: str, left: Found, right: Found) -> Found:
    """A date that takes the year of the one with which "and" or "or" joins it: "in January and February 2015"."""
    alike = left.meaning.kind == right.meaning.kind and right.meaning.anchor == "explicit"
    if not alike or left.meaning.partial is None or not _AND.fullmatch(text, left.end, right.start):
        return left
    return left._replace(meaning=_sharing_year(left.meaning, right.meaning)[0])


def _of_shared_week(text: str, left: Found, right: Found) -> Found:
    """A weekday with the next one joined to it: "shot down Thursday and Friday", told on a Thursday, is last week's."""
    kinds = left.meaning.kind, right.meaning.kind
    if kinds != ("weekday", "weekday") or not _AND.fullmatch(text, left.end, right.start):
        return left
    days, after = left.meaning.days, right.meaning.days
    if days is None or after is None or (days.first - after.first).days != 6:
        return left
    day = after.first - timedelta(days=1)
    return left._replace(meaning=replace(left.meaning, value=day.isoformat(), days=Days(day, day)))


def opens_range(text: str, left: Found, start: int) -> bool:
    """Whether an expression begins a range of which the next one, at ``start``, is the end."""
    gap, lead = text[left.end : start], text[max(0, left.start - _LEAD) : left.start]
    return start - left.end <= _LONGEST_GAP and _TO.fullmatch(gap) is not None and _FROM.search(lead) is not None


def _joined(text: str, left: Found, right: Found) -> Found | None:
    if right.start - left.end > _LONGEST_GAP or left.meaning.kind not in _RANGED:
        return None
    gap, night = text[left.end : right.start], _night(text, left, right)
    if night is not None or right.meaning.kind not in _RANGED:
        return night
    alike = left.meaning.kind == right.meaning.kind and left.meaning.kind in ("month", "weekday")
    if not (alike and _THROUGH.fullmatch(gap)) and not opens_range(text, left, right.start):
        return None
    meaning = _range(left.meaning, right.meaning)
    return None if meaning is None else Found(left.start, right.end, meaning)


def _name(day: date, kind: Kind) -> tuple[int, ...]:
    """What a weekday, or a date without its year, tells of a day."""
    return (day.weekday(),) if kind == "weekday" else (day.month, day.day)


def _night(text: str, left: Found, right: Found) -> Found | None:
    """A night told by the days over which it runs: "the night of 10-11 May", "overnight into Tuesday"."""
    if left.meaning.kind != "part" or not (left.meaning.value or "").endswith("NI"):
        return None
    gap, days = text[left.end : right.start], right.meaning.days
    if days is None or days.first == days.first.min:
        return None
    if right.meaning.kind == "range" and _OF_TWO.fullmatch(gap):
        first = days.first
    elif _ends_night(right.meaning) and _SLASH.fullmatch(gap):
        first = days.first - timedelta(days=1)
        if not _begins_night(text, left, gap, _name(first, right.meaning.kind), right.meaning.kind):
            return None
    else:
        return None
    if (days.last - first).days != 1:
        return None
    value, how = f"{first.isoformat()}TNI", f"the night from one day to the next; {right.meaning.how}"
    meaning = replace(
        left.meaning, value=value, days=Days(first, days.last), granularity="part-of-day", how=how,
        anchor=right.meaning.anchor, partial=None,
    )  # fmt: skip
    return Found(left.start, right.end, meaning)


def _ends_night(meaning: Meaning) -> bool:
    """Whether a time may be told as that into which a night runs: a day, or its morning."""
    return meaning.kind in ("day", "weekday") or (meaning.kind == "part" and (meaning.value or "").endswith("MO"))


def _begins_night(text: str, left: Found, gap: str, eve: tuple[int, ...], kind: Kind) -> bool:
    """Whether a night is that of the day before the one told after it: it names that day, or none."""
    if _BARE_NIGHT.fullmatch(text, left.start, left.end):
        return _INTO.fullmatch(gap) is not None
    return left.meaning.days is not None and _name(left.meaning.days.first, kind) == eve


def _range(left: Meaning, right: Meaning) -> Meaning | None:
    """From the first day of one to the last of the other; a date without a year takes the other's."""
    left, right = _sharing_year(left, right)
    if left.kind == "clock" and left.days is None:
        left = replace(left, days=right.days)
    if left.days is None or right.days is None:
        return None
    first: date | None = left.days.first
    if left.days.first > right.days.last and left.anchor == "published":
        # "From Monday to Wednesday", both looking back: Monday is that of Wednesday's week.
        first = (
            cal.shift(left.days.first, "week", -1) if left.kind == "weekday" else cal.add_months(left.days.first, -12)
        )
    last: date | None = right.days.last
    if first and last and left.kind in _WITHIN_A_YEAR and left.anchor == right.anchor == "published":
        # "Between 3 May and 4 May": of days without a year, both are of the year that the first is of.
        last = cal.add_months(last, -12) if (last - first).days >= _A_YEAR else last
    if first is None or last is None or first > last:
        return None
    whole = replace(right, kind="range", type="DURATION", days=Days(first, last), partial=None)
    how = f"range: {left.how}; {right.how}"
    if left.clock and right.clock:
        value = _clock_length(first, left.clock, last, right.clock)
        return None if value is None else replace(whole, value=value, how=how, clock=left.clock, last_clock=right.clock)
    return replace(whole, value=_length(Days(first, last), left), how=how, clock=None)


def _sharing_year(left: Meaning, right: Meaning) -> tuple[Meaning, Meaning]:
    if left.partial and right.partial is None and right.days and right.kind in _DATES:
        year = right.days.last.year
        same = in_year(left.partial, year, left.how)
        if same and same.days and same.days.first > right.days.last:
            same = in_year(left.partial, year - 1, left.how)
        return same or left, right
    if right.partial and left.partial is None and left.days and left.anchor == "explicit":
        year = left.days.first.year
        same = in_year(right.partial, year, right.how)
        if same and same.days and same.days.last < left.days.first:
            same = in_year(right.partial, year + 1, right.how)
        return left, same or right
    return left, right


def _length(days: Days, unit: Meaning) -> str:
    """The TIMEX3 length in the unit of the range's first part, both ends counted."""
    if unit.granularity == "year":
        return f"P{days.last.year - days.first.year + 1}Y"
    if unit.granularity in ("month", "season"):
        return f"P{(days.last.year - days.first.year) * 12 + days.last.month - days.first.month + 1}M"
    return f"P{(days.last - days.first).days + 1}D"


def _clock_length(first: date, begin: str, last: date, end: str) -> str | None:
    """``PT13H``, or minutes where it is no whole number of hours; None where the end is not after the beginning."""
    hours, minutes = divmod(_minutes(last, end) - _minutes(first, begin), 60)
    if hours < 0 or (hours, minutes) == (0, 0):
        return None
    return f"PT{hours}H" if not minutes else f"PT{hours * 60 + minutes}M"


def _minutes(day: date, clock: str) -> int:
    hour, minute = clock.split(":")
    return day.toordinal() * 1440 + int(hour) * 60 + int(minute)
