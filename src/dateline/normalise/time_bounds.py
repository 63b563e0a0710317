"""Words before an expression that change it: early, late, the end of, the week of, since."""

from __future__ import annotations

import re
from dataclasses import replace

from dateline.normalise import time_calendar as cal
from dateline.normalise.time_calendar import Days
from dateline.normalise.time_meaning import Context, Meaning, dated, with_open_end

_REACH = 40
_PART = re.compile(
    r"\b(?:the\s+)?(?:(?P<start>beginning|start|outset)|(?P<early>early|first part|turn)|(?P<mid>mid|middle)"
    r"|(?P<end>end|close)|(?P<late>late|latter part)|(?P<so_far>earlier|so far)|(?P<rest>later|rest|remainder))"
    r"(?:\s+part)?(?:[-\s]+(?:of|on|in|during))?(?:\s+the)?[-\s]+$",
    re.IGNORECASE,
)
_STARTS_OR_ENDS = re.compile(r"(?:beginning|start|end|close)\s+(?:(?:on|in|during)\s+)?(?:the\s+)?$", re.IGNORECASE)
"""Verbs where no "of" follows: "talks end on Friday", "held beginning in 1980"."""
_WEEK_OF = re.compile(r"\b(?:the\s+)?week\s+of\s+$", re.IGNORECASE)
_SINCE = re.compile(r"\bsince(?:\s+(?:at\s+)?(?:the|about|around))?\s+$", re.IGNORECASE)
_ALONE = re.compile(r"\s+(?:alone|so far)\b", re.IGNORECASE)
_DAY_KINDS = ("day", "weekday", "part")
_WHOLE = ("duration", "set", "reference", "clock", "anniversary", "range")
"""Kinds that no part of can be told."""


def modified(meaning: Meaning, context: Context) -> tuple[Meaning, int]:
    """The meaning with the words before it, and where the expression then begins. ``since`` stays outside."""
    start, text = context.start, context.text
    part = None if meaning.kind in _WHOLE else _PART.search(text[max(0, start - _REACH) : start])
    if part and not _STARTS_OR_ENDS.match(part[0]):
        start -= part.end() - part.start()
        meaning = _narrowed(meaning, part.lastgroup or "", context)
    elif meaning.kind in ("week", "month", "year") and _ALONE.match(text, context.end):
        meaning = _narrowed(meaning, "so_far", context)
    week_of = _WEEK_OF.search(text[max(0, start - _REACH) : start]) if meaning.kind in ("day", "weekday") else None
    if week_of and meaning.days:
        start -= week_of.end() - week_of.start()
        how = f"the calendar week of that day; {meaning.how}"
        meaning = dated(cal.week(meaning.days.first), "week", how, meaning.anchor or "explicit") or meaning
    if context.published and meaning.type != "SET" and _SINCE.search(text[max(0, start - _REACH) : start]):
        meaning = with_open_end(meaning, context.published)
    return meaning, start


def _narrowed(meaning: Meaning, part: str, context: Context) -> Meaning:
    days, published = meaning.days, context.published
    if days is None:
        return meaning
    if meaning.kind in _DAY_KINDS:
        return replace(meaning, granularity="part-of-day") if part in ("early", "late", "mid") else meaning
    if part not in ("so_far", "rest"):
        if meaning.granularity == "day":  # a weekend has no thirds
            return meaning
        part_days = cal.part_of(days, meaning.granularity, part)
        return replace(meaning, days=part_days, how=f"{meaning.how}; its {part} part")
    if published is None or not days.first <= published <= days.last:
        return meaning
    if part == "so_far":
        return replace(meaning, days=Days(days.first, published), how=f"{meaning.how}, up to publication")
    return replace(meaning, days=Days(published, days.last), how=f"{meaning.how}, from publication")
