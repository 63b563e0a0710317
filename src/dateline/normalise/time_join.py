"""How neighbouring expressions become one: ``Tuesday, September 10``, ``Friday morning``, ``9 a.m. on Tuesday``."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from dateline.normalise import time_calendar as cal
from dateline.normalise.time_calendar import Days
from dateline.normalise.time_meaning import Context, Kind, Meaning, in_year
from dateline.normalise.time_rules_extent import on_day
from dateline.normalise.time_words import S

Joiner = Callable[[Meaning, Meaning, Context], Meaning | None]
_DAYS: tuple[Kind, ...] = ("day", "weekday")
_PERIODS: tuple[Kind, ...] = ("day", "weekday", "week", "month", "quarter", "season", "year", "decade")
_RANGED: tuple[Kind, ...] = (*_PERIODS, "clock", "part")


class Join(NamedTuple):
    """One row: the kinds that stand beside each other, the words between them, and what they mean together.

    ``lead`` must match the words before the first where it is given.
    """

    left: tuple[Kind, ...]
    gap: re.Pattern[str]
    right: tuple[Kind, ...]
    join: Joiner
    lead: re.Pattern[str] | None = None


def _weekday_date(left: Meaning, right: Meaning, _context: Context) -> Meaning | None:
    """The date decides; the weekday agrees or is overruled. Without a year, it may pick the year."""
    weekday, day = (left, right) if left.kind == "weekday" else (right, left)
    if weekday.kind != "weekday" or day.kind != "day" or day.days is None or weekday.days is None:
        return replace(day, kind="day") if day.kind == "day" else None
    agrees = weekday.days.first.weekday() == day.days.first.weekday()
    return replace(day, how=f"{day.how}; the weekday {'agrees' if agrees else 'is overruled'}")


def _part_of_day(left: Meaning, right: Meaning, _context: Context) -> Meaning | None:
    day, part = (right, left) if left.kind == "part" else (left, right)
    code = (part.value or "").rpartition("T")[2]
    if not code:
        return None
    value = None if day.value is None else f"{day.value}T{code}"
    return replace(day, kind="part", type="TIME", value=value, granularity="part-of-day", partial=None)


def _clock_on_day(left: Meaning, right: Meaning, _context: Context) -> Meaning | None:
    clock, day = (left, right) if left.kind == "clock" else (right, left)
    if day.days is None:
        value = None if day.value is None else f"{day.value.partition('T')[0]}T{clock.clock}"
        return replace(clock, value=value or clock.value, days=None, how=day.how)
    return on_day(clock, day.days, day.anchor, f"clock time; {day.how}")


def _afternoon_clock(left: Meaning, right: Meaning, _context: Context) -> Meaning | None:
    """``10:30 this morning``, ``4 in the afternoon``: the part of the day tells the half."""
    clock, part = (left, right) if left.kind == "clock" else (right, left)
    hour = int((clock.clock or "0")[:2])
    late = (part.value or "").endswith(("AF", "EV", "NI"))
    if (late and 1 <= hour < 12 and not (part.value or "").endswith("NI")) or (late and 6 <= hour < 12):
        clock = replace(clock, clock=f"{hour + 12:02}{(clock.clock or '')[2:]}")
    if part.days is None:
        return replace(clock, value=f"T{clock.clock}")
    return on_day(clock, part.days, part.anchor, f"clock time; {part.how}")


def _in_named_year(left: Meaning, right: Meaning, _context: Context) -> Meaning | None:
    partial, year = (left, right) if left.partial else (right, left)
    if partial.partial is None or year.days is None or year.kind != "year":
        return None
    return in_year(
        partial.partial, year.days.first.year, f"of the year named beside it; {year.how}", year.anchor or "explicit"
    )


def _weekday_of_week(left: Meaning, right: Meaning, _context: Context) -> Meaning | None:
    if left.value is None or right.days is None:
        return None
    number = left.days.first.weekday() if left.days else int(left.value[-1]) - 1
    day = cal.shift(right.days.first, "day", number)
    if day is None:
        return None
    return replace(
        left,
        kind="day",
        value=day.isoformat(),
        days=Days(day, day),
        granularity="day",
        anchor=right.anchor,
        how=f"weekday of a named week; {right.how}",
    )


def _named_in_brackets(left: Meaning, right: Meaning, context: Context) -> Meaning | None:
    """``Tuesday night (12 April)``: the date in brackets decides."""
    if right.days is None:
        return None
    return _weekday_date(left, right, context) if left.kind == "weekday" else _part_of_day(left, right, context)


def _range(left: Meaning, right: Meaning, _context: Context) -> Meaning | None:
    """From the first day of one to the last of the other; a date without a year takes the other's."""
    left, right = _sharing_year(left, right)
    if left.days is None or right.days is None:
        return None
    first: date | None = left.days.first
    if left.days.first > right.days.last and left.anchor == "published":
        # "From Monday to Wednesday" on a Tuesday: both look back, so Monday is that of Wednesday's week.
        first = (
            cal.shift(left.days.first, "week", -1) if left.kind == "weekday" else cal.add_months(left.days.first, -12)
        )
    if first is None or first > right.days.last:
        return None
    days = Days(first, right.days.last)
    return Meaning(
        "range",
        "DURATION",
        _length(days, left),
        days,
        right.granularity,
        f"range: {left.how}; {right.how}",
        right.anchor,
        open=right.open,
        clock=left.clock if right.clock else None,
        last_clock=right.clock,
        offset=right.offset,
    )


def _sharing_year(left: Meaning, right: Meaning) -> tuple[Meaning, Meaning]:
    if left.partial and right.partial is None and right.days and right.kind in _PERIODS:
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
    months = (days.last.year - days.first.year) * 12 + days.last.month - days.first.month + 1
    if unit.granularity == "year":
        return f"P{days.last.year - days.first.year + 1}Y"
    if unit.granularity in ("month", "season"):
        return f"P{months}M"
    return f"P{(days.last - days.first).days + 1}D"


def _clock_range(left: Meaning, right: Meaning, context: Context) -> Meaning | None:
    """``12 AM to 6 PM``, of one day that may follow."""
    if left.days is not None and right.days is not None:
        return _range(left, right, context)
    return replace(
        left, last_clock=right.clock, value=None, type="DURATION", days=right.days, how="range of clock times"
    )


def _same_clock(left: Meaning, _right: Meaning, _context: Context) -> Meaning | None:
    """``8:50 p.m. (1650 GMT)``: the same moment twice; the local time stands."""
    return left


def _counted_from(direction: int) -> Joiner:
    def counted(left: Meaning, right: Meaning, _context: Context) -> Meaning | None:
        """``two days before Tuesday``."""
        length = _LENGTH.fullmatch(left.value or "")
        if length is None or right.days is None:
            return None
        unit = {"D": "day", "W": "week", "M": "month", "Y": "year"}[length[2]]
        day = cal.shift(right.days.first, unit, direction * int(length[1]))
        if day is None:
            return None
        how = f"{length[1]} {unit}(s) {'after' if direction > 0 else 'before'} a named day; {right.how}"
        return replace(
            right,
            kind="day",
            type="DATE",
            value=day.isoformat(),
            days=Days(day, day),
            how=how,
            clock=None,
            partial=None,
        )

    return counted


_LENGTH = re.compile(r"P(\d+)([DWMY])")


def _gap(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_LOOSE = _gap(
    rf"\)?{S}?,?{S}?(?:on{S}|at{S}|of{S}|in{S}|by{S})?(?:at{S})?(?:the{S})?(?:about{S}|around{S}"
    rf"|approximately{S})?(?:early{S}|late{S})?"
)
_COMMA = _gap(rf",?{S}(?:the{S})?|,{S}?")
_OF = _gap(rf"(?:{S}of|{S}in|,)?{S}|{S}of{S}the{S}|'s{S}|’s{S}")
_TO = _gap(rf"{S}?[-–—]{S}?|,?{S}(?:to|through|until|till|and){S}(?:on{S}|early{S}|late{S}|mid-)?")
_AND = _gap(rf"{S}and{S}")
_DASH = _gap(rf"{S}?[-–—]{S}?|{S}(?:to|through){S}")
_FROM = re.compile(r"\b(?:from|between)\s+(?:(?:early|late|mid)[-\s]+)?$", re.IGNORECASE)

JOINS = (
    Join(("weekday",), _COMMA, ("day",), _weekday_date),
    Join(("weekday",), _gap(rf"{S}of{S}|{S}"), ("week",), _weekday_of_week),
    Join(("day", "month", "quarter", "season"), _OF, ("year",), _in_named_year),
    Join(("year",), _OF, ("quarter", "season"), _in_named_year),
    Join(
        _DAYS,
        _gap(rf"{S}|,{S}?(?:in{S}the{S})?|{S}in{S}the{S}(?:early{S}|late{S})?|{S}at{S}|'s{S}"),
        ("part",),
        _part_of_day,
    ),
    Join(("part",), _gap(rf"{S}(?:of|on){S}|,?{S}"), _DAYS, _part_of_day),
    Join(("clock",), _gap(rf"{S}(?:(?:in|on)(?:{S}the)?{S})?"), ("part",), _afternoon_clock),
    Join(
        ("part",), _gap(rf"{S}?,?{S}(?:at{S})?(?:about{S}|around{S}|approximately{S})?"), ("clock",), _afternoon_clock
    ),
    Join(("clock",), _gap(rf"{S}?\("), ("clock",), _same_clock),
    Join(("clock",), _DASH, ("clock",), _clock_range),
    Join(("clock",), _LOOSE, _DAYS, _clock_on_day),
    Join(("weekday", "part"), _gap(rf"{S}?\("), ("day",), _named_in_brackets),
    Join(("duration",), _gap(rf"{S}before{S}(?:the{S})?"), ("day", "weekday"), _counted_from(-1)),
    Join(("duration",), _gap(rf"{S}after{S}(?:the{S})?"), ("day", "weekday"), _counted_from(1)),
    Join(_DAYS, _LOOSE, ("clock",), _clock_on_day),
    Join(_RANGED, _TO, _RANGED, _range, lead=_FROM),
    Join(("month",), _DASH, ("month",), _range),
)


def join(left: Meaning, gap: str, right: Meaning, context: Context) -> Meaning | None:
    """What two neighbours mean together; None where they stay apart."""
    for row in JOINS:
        fits = left.kind in row.left and right.kind in row.right and row.gap.fullmatch(gap)
        if fits and (row.lead is None or row.lead.search(context.before)):
            joined = row.join(left, right, context)
            if joined is not None:
                return joined
    return None
