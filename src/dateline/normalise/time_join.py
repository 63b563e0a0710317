"""How neighbouring expressions become one: ``Tuesday, September 10``, ``Friday morning``, ``9 a.m. on Tuesday``."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from dateline.normalise import time_calendar as cal
from dateline.normalise.time_calendar import Days
from dateline.normalise.time_meaning import NAMED_DAY, Context, Kind, Meaning, dated, in_year
from dateline.normalise.time_rules_extent import on_day
from dateline.normalise.time_words import S

Joiner = Callable[[Meaning, Meaning, Context], Meaning | None]
_DAYS: tuple[Kind, ...] = ("day", "weekday")


class Join(NamedTuple):
    """One row: the kinds that stand beside each other, the words between them, and what they mean together."""

    left: tuple[Kind, ...]
    gap: re.Pattern[str]
    right: tuple[Kind, ...]
    join: Joiner


def _weekday_date(left: Meaning, right: Meaning, _context: Context) -> Meaning | None:
    """The date decides; the weekday agrees or is overruled. Without a year, it may pick the year."""
    weekday, day = (left, right) if left.kind == "weekday" else (right, left)
    if day.kind != "day" or not (day.partial or day.anchor == "explicit"):
        return None
    if day.days is None or weekday.days is None:
        return day
    agrees = weekday.days.first.weekday() == day.days.first.weekday()
    return replace(day, how=f"{day.how}; the weekday {'agrees' if agrees else 'is overruled'}")


def _part_of_day(left: Meaning, right: Meaning, _context: Context) -> Meaning | None:
    day, part = (right, left) if left.kind == "part" else (left, right)
    code = (part.value or "").rpartition("T")[2]
    if not code:
        return None
    value = None if day.value is None else f"{day.value}T{code}"
    return replace(day, kind="part", type="TIME", value=value, granularity="part-of-day", partial=None)


def _same_part(left: Meaning, right: Meaning, _context: Context) -> Meaning | None:
    """``the early hours of Sunday morning``, ``the early hours of this morning``: one part of a day, told twice."""
    if (left.value or "")[-2:] != (right.value or "")[-2:]:
        return None
    return right if left.days is None else left


def _clock_on_day(left: Meaning, right: Meaning, context: Context) -> Meaning | None:
    clock, day = (left, right) if left.kind == "clock" else (right, left)
    if clock.clock == "24:00" and _PAST_MIDNIGHT.search(context.text[max(0, context.start - 12) : context.end]):
        clock = replace(clock, clock="00:00")
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
    days, anchor, how = part.days, part.anchor, f"clock time; {part.how}"
    if clock.days is not None and part.anchor != "published":
        days, anchor, how = clock.days, clock.anchor, clock.how
    if days is None:
        return replace(clock, value=f"T{clock.clock}")
    if (part.value or "").endswith("NI") and int((clock.clock or "0")[:2]) < 6:
        # A night is dated by the day it begins on, its small hours are the next day's: "2am on Sunday night".
        after = cal.shift(days.last, "day", 1)
        days = days if after is None else Days(after, after)
    return on_day(clock, days, anchor, how)


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


def _same_clock(left: Meaning, _right: Meaning, _context: Context) -> Meaning | None:
    """``8:50 p.m. (1650 GMT)``: the same moment twice; the local time stands."""
    return left


def _bounds(context: Context) -> bool:
    """Whether a length only bounds the time: "less than a month after 11 September" is no day."""
    lead = context.text[max(0, context.start - 10) : context.start]
    return _BOUNDED.match(context.text, context.start) is not None or _UP_TO.search(lead) is not None


def _one_earlier(day: date, named: Meaning) -> date | None:
    """A day that was counted from a weekday or a date without a year, counted from the one before that."""
    if named.kind == "weekday":
        return cal.shift(day, "week", -1)
    return day if named.partial is None else cal.add_months(day, -12)


def _counted_from(direction: int) -> Joiner:
    def counted(left: Meaning, right: Meaning, context: Context) -> Meaning | None:
        """``two days before Tuesday``; of a day that recurs, the last that leaves what has happened in the past."""
        length = _LENGTH.fullmatch(left.value or "")
        if length is None or right.days is None or _bounds(context):
            return None
        unit = {"D": "day", "W": "week", "M": "month", "Y": "year"}[length[2]]
        day = cal.shift(right.days.first, unit, direction * int(length[1]))
        if day is not None and context.published and day > context.published and context.told_back:
            day = _one_earlier(day, right)
        if day is None:
            return None
        count = f"{length[1]} {unit}{'' if length[1] == '1' else 's'}"
        how = f"{count} {'after' if direction > 0 else 'before'} {NAMED_DAY}; {right.how}"
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


def _part_of_year(left: Meaning, right: Meaning, context: Context) -> Meaning | None:
    """``the first six months of 2012``."""
    named, length = _FIRST_OR_LAST.match(context.text, context.start), _LENGTH.fullmatch(left.value or "")
    if named is None or length is None or length[2] != "M" or right.days is None or not 1 <= int(length[1]) <= 12:
        return None
    first, last = right.days
    months = int(length[1])
    if named[1].lower() == "first":
        end = cal.month(first.year, months)
        days = None if end is None else Days(first, end.days.last)
    else:
        days = Days(first.replace(month=13 - months), last)
    how = f"months of the year named beside it; {right.how}"
    return (
        None
        if days is None
        else replace(left, kind="range", days=days, granularity="month", anchor=right.anchor, how=how)
    )


def _weeks_from(left: Meaning, right: Meaning, context: Context) -> Meaning | None:
    """``a week from Tuesday``: so long after the first such weekday that is to come."""
    length, base = _LENGTH.fullmatch(left.value or ""), context.published
    if length is None or length[2] not in "DW" or right.days is None or base is None:
        return None
    morrow = cal.shift(base, "day", 1)
    first = None if morrow is None else cal.weekday_on_or_after(morrow, right.days.first.weekday())
    day = None if first is None else cal.shift(first, "week" if length[2] == "W" else "day", int(length[1]))
    if day is None:
        return None
    how = "counted from the first such weekday after publication"
    return replace(right, kind="day", value=day.isoformat(), days=Days(day, day), how=how)


def _ago_then(left: Meaning, right: Meaning, context: Context) -> Meaning | None:
    """``ten years ago today``, ``a year ago this week``, ``two years ago in May``: that day or period of then."""
    base, kind = context.published, right.kind
    ago = _AGO.search(context.text, context.start, context.end) is not None
    if base is None or left.days is None or right.days is None or not ago:
        return None
    if left.kind == "year" and right.partial is not None:
        year = left.days.first.year
        return in_year(right.partial, year, f"of the year named beside it; {left.how}", "published")
    if kind == "weekday":
        # "A week ago Friday" is not one day for all who write it: the week alone is sure.
        return left
    if right.anchor != "published" or (left.kind != "year" and kind != "day"):
        return None
    moved = _moved_back(right.days.first + (right.days.last - right.days.first) // 2, left, base)
    how = f"{right.how}; {left.how}"
    return None if moved is None else dated(cal.period_around(moved, kind), kind, how, "published")


def _moved_back(day: date, ago: Meaning, base: date) -> date | None:
    """A day moved by so many years, months or weeks as lie between publication and the period told as ``ago``."""
    whole = None if ago.days is None else cal.period_around(base, ago.kind)
    if ago.days is None or whole is None:
        return None
    if ago.kind == "week":
        return cal.shift(day, "day", (ago.days.first - whole.days.first).days)
    first, now = ago.days.first, whole.days.first
    return cal.add_months(day, 12 * (first.year - now.year) + first.month - now.month)


_AGO = re.compile(r"\bago\b", re.IGNORECASE)
_BOUNDED = re.compile(r"(?:at\s+(?:least|most)|(?:more|less)\s+than|over|under|nearly|almost)\b", re.IGNORECASE)
_UP_TO = re.compile(r"\bup\s+to\s+$", re.IGNORECASE)
_FIRST_OR_LAST = re.compile(r"(?:the\s+)?(first|last)\b", re.IGNORECASE)
_PAST_MIDNIGHT = re.compile(r"\b(?:after|past)\s+midnight", re.IGNORECASE)
_LENGTH = re.compile(r"P(\d+)([DWMY])")


def _gap(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_LOOSE = _gap(
    rf"\)?(?:{S}(?-i:(?:[A-Z][a-z]+{S}){{1,2}})time)?{S}?,?{S}?(?:on{S}|at{S}|of{S}|in{S}|by{S})?(?:at{S})?"
    rf"(?:the{S})?(?:about{S}|around{S}|approximately{S})?(?:early{S}|late{S})?"
)
_COMMA = _gap(rf",?{S}(?:the{S})?|,{S}?")
_OF = _gap(rf"(?:{S}of|{S}in|,)?{S}|{S}of{S}the{S}|'s{S}|’s{S}")
JOINS = (
    Join(("weekday",), _COMMA, ("day",), _weekday_date),
    Join(("weekday",), _gap(rf"{S}of{S}|{S}"), ("week",), _weekday_of_week),
    Join(("day", "month", "quarter", "season"), _OF, ("year",), _in_named_year),
    Join(("year",), _OF, ("quarter", "season"), _in_named_year),
    Join(("year",), _gap(rf",?{S}(?:on|in){S}"), ("day", "month"), _in_named_year),
    Join(
        _DAYS,
        _gap(rf"{S}|,{S}?(?:in{S}(?:the{S})?)?|{S}in{S}(?:the{S})?(?:early{S}|late{S})?|{S}at{S}|['’]s{S}"),
        ("part",),
        _part_of_day,
    ),
    Join(("duration",), _gap(rf"{S}of{S}"), ("year",), _part_of_year),
    Join(("part",), _gap(rf"{S}(?:of|on){S}|,?{S}"), _DAYS, _part_of_day),
    Join(("part",), _gap(rf"{S}(?:of{S})?"), ("part",), _same_part),
    Join(("clock",), _gap(rf"{S}(?:(?:in|on)(?:{S}the)?{S})?"), ("part",), _afternoon_clock),
    Join(
        ("part",), _gap(rf"{S}?,?{S}(?:at{S})?(?:about{S}|around{S}|approximately{S})?"), ("clock",), _afternoon_clock
    ),
    Join(("clock",), _gap(rf"{S}?\("), ("clock",), _same_clock),
    Join(("clock",), _LOOSE, _DAYS, _clock_on_day),
    Join(("weekday", "part"), _gap(rf"{S}?\("), ("day",), _named_in_brackets),
    Join(("duration",), _gap(rf"{S}before{S}(?:the{S})?"), ("day", "weekday"), _counted_from(-1)),
    Join(("duration",), _gap(rf"{S}after{S}(?:the{S})?"), ("day", "weekday"), _counted_from(1)),
    Join(("duration",), _gap(rf"{S}from{S}"), ("weekday",), _weeks_from),
    Join(("week", "month", "year"), _gap(rf"{S}(?:in{S}|on{S})?"), ("day", "weekday", "week", "month"), _ago_then),
    Join(_DAYS, _LOOSE, ("clock",), _clock_on_day),
)


def join(left: Meaning, gap: str, right: Meaning, context: Context) -> Meaning | None:
    """What two neighbours mean together; None where they stay apart."""
    for row in JOINS:
        if left.kind in row.left and right.kind in row.right and row.gap.fullmatch(gap):
            joined = row.join(left, right, context)
            if joined is not None:
                return joined
    return None


_GAP_WORDS = re.compile(
    r"(?:[\s(),]|['’]s\b|(?-i:(?:[A-Z][a-z]+\s){1,2})time\b"
    r"|(?:on|at|of|in|by|the|about|around|approximately|early|late|before|after|from)\b)*",
    re.IGNORECASE,
)


def may_join(gap: str) -> bool:
    """Whether any row could match the words between two expressions: a cheap test before the right one is read."""
    return _GAP_WORDS.fullmatch(gap) is not None
