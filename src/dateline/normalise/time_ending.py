"""Lengths of time that end at a named time: "for six months until March 2024", "the three months ended June 30"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

from dateline.normalise import time_calendar as cal
from dateline.normalise.time_calendar import Days
from dateline.normalise.time_length import dated_length, length
from dateline.normalise.time_meaning import Context, Found, Kind, Meaning
from dateline.normalise.time_rule import Rule
from dateline.normalise.time_words import DAY_NUMBER, LONG_WEEKDAY, MONTH, S, unit_of

_ENDS: tuple[Kind, ...] = ("day", "weekday", "week", "month", "quarter", "season", "year", "part", "clock")
_ENDING = rf"(?:(?:that|which){S})?(?:ended|ending|ends)(?:{S}(?:on|in|at))?|up{S}to|until|till|through"
_GAP = re.compile(rf",?{S}(?:{_ENDING}){S}(?:(?:about|around|the){S})?", re.IGNORECASE)
_TO = re.compile(rf"{S}to{S}", re.IGNORECASE)
_A_STRETCH = re.compile(r"\b(?:during|for|in|of|over|throughout)\s+$", re.IGNORECASE)
"""Before a length that ``to`` a time ends: "put off two days to Sunday" moves it, and lasts no two days."""
_SHIFT = re.compile(r"\b(?:by|another|additional|extra|further)\s+$", re.IGNORECASE)
_ENDED = re.compile(rf",?{S}(?:(?:that|which){S})?(?:ended|ending|ends)(?:{S}(?:on|in))?{S}", re.IGNORECASE)
_NUMBERED = re.compile(r"first|second|third|fourth|\d", re.IGNORECASE)
_LENGTH = re.compile(r"P(\d+)([DWMY])")
_UNITS = {"D": ("day", 1), "W": ("week", 7), "M": ("month", 31), "Y": ("year", 366)}
"""The unit of a TIMEX3 letter, and the most days that it has."""


def with_ends(text: str, found: list[Found]) -> list[Found]:
    """The expressions, with the days of each length that one beside it ends. Both stay expressions of their own."""
    ended = list(found)
    for at, (left, right) in enumerate(pairwise(found)):
        kinds = (left.meaning.kind, right.meaning.kind)
        if kinds == ("quarter", "day") and _ENDED.fullmatch(text, left.end, right.start):
            ended[at] = left._replace(meaning=_ended_quarter(text[left.start : left.end], left.meaning, right.meaning))
        if left.meaning.kind == "duration" and right.meaning.kind in _ENDS and _is_end(text, left, right):
            ended[at] = left._replace(meaning=_ended(left.meaning, right.meaning) or left.meaning)
    return ended


def _is_end(text: str, left: Found, right: Found) -> bool:
    lead, gap = text[max(0, left.start - 24) : left.start], text[left.end : right.start]
    if _SHIFT.search(lead):
        return False
    if _GAP.fullmatch(gap):
        return True
    stretch = _A_STRETCH.search(lead) is not None or text[left.start : left.start + 4].lower() == "the "
    return stretch and _TO.fullmatch(gap) is not None


def _ended(left: Meaning, end: Meaning) -> Meaning | None:
    """So many units up to the last day of ``end``, that day counted. None where ``end`` is vaguer than one unit."""
    told = _LENGTH.fullmatch(left.value or "")
    if told is None or end.days is None:
        return None
    unit, longest = _UNITS[told[2]]
    if (end.days.last - end.days.first).days >= longest or end.days.last == end.days.last.max:
        return None
    first = cal.shift(end.days.last + timedelta(days=1), unit, -int(told[1]))
    if first is None:
        return None
    how = f"duration up to the time named after it; {end.how}"
    dated = dated_length(unit, int(told[1]), Days(first, end.days.last), how, end.anchor or "document")
    return replace(dated, value=left.value)


def _ended_quarter(words: str, quarter: Meaning, end: Meaning) -> Meaning:
    """``the fourth quarter ended 30 September``: the three months up to that day, however its year counts them."""
    if end.days is None or end.days.last == end.days.last.max:
        return quarter
    first = cal.shift(end.days.last + timedelta(days=1), "quarter", -1)
    middle = None if first is None else cal.period_around(first + timedelta(days=45), "quarter")
    if first is None or middle is None:
        return quarter
    value = quarter.value if _NUMBERED.search(words) else middle.value
    how = f"the three months up to the day named after it; {end.how}"
    return replace(quarter, value=value, days=Days(first, end.days.last), how=how, anchor=end.anchor, partial=None)


def _unit(match: re.Match[str], _context: Context) -> Meaning | None:
    """``the week ending September 8``: one such unit, whatever day it begins on."""
    return length(unit_of(match["unit"]), 1, "duration: no start is told")


_TIME = (
    rf"(?:(?:about|around|the|early|mid|late|last|this|next){S})?(?:{LONG_WEEKDAY}|{MONTH}|{DAY_NUMBER}(?:st|nd|rd|th)?(?:{S}of)?"
    rf"{S}{MONTH}|yesterday|today|tomorrow)\b"
)
ENDING_RULE = Rule(
    "unit that ends",
    rf"(?:(?:the|its|their|a){S})?(?:(?:full|whole|fiscal|financial|reporting){S})?(?P<unit>week|fortnight|month|year)",
    _unit,
    before=rf"(?:(?:(?:that|which)\s)?(?:ended|ending|ends)(?:\s(?:on|in))?|(?:up\s)?to)\s{_TIME}",
    not_after=r"\d+|next|last|this|per|every|each",
)
"""A single unit that its end names: read only where a time follows, for "the week ended with clashes" tells none."""
