"""Words before an expression that change it: early, late, the end of, since, until."""

from __future__ import annotations

import re
from dataclasses import replace

from dateline.normalise import time_calendar as cal
from dateline.normalise.time_calendar import Days
from dateline.normalise.time_meaning import Context, Meaning, dated, with_open_end

_PART = re.compile(
    r"(?:(?:the|in|by|at|since|until)\s+)??\b(?:(?:the\s+)?(?P<early>early|beginning|start|outset|first part|turn)|(?P<mid>mid|middle)"
    r"|(?P<late>late|end|close|latter part)|(?P<so_far>earlier|so far)|(?P<rest>later|rest|remainder))"
    r"(?:\s+part)?(?:[-\s]+(?:of|on|in|during))?(?:\s+the)?[-\s]+$",
    re.IGNORECASE,
)
_WEEK_OF = re.compile(r"\b(?:the\s+)?week\s+of\s+$", re.IGNORECASE)
_SINCE = re.compile(r"\b(?:since|ever since)(?:\s+(?:at\s+)?(?:the|about|around))?\s+$", re.IGNORECASE)


def modified(meaning: Meaning, context: Context) -> tuple[Meaning, int]:
    """The meaning with the words before it, and where the expression then begins."""
    left = context.text[max(0, context.start - 40) : context.start]
    found = _PART.search(left)
    start = context.start
    if found and meaning.kind not in ("duration", "set", "reference", "clock", "anniversary", "range"):
        start -= len(left) - found.start(found.lastgroup or 0)
        if re.search(r"\bthe\s+$", left[: found.start(found.lastgroup or 0)], re.IGNORECASE):
            start -= len(re.search(r"the\s+$", left[: found.start(found.lastgroup or 0)], re.IGNORECASE)[0])  # type: ignore[index]
        meaning = _narrowed(meaning, found.lastgroup or "", context)
        left = context.text[max(0, start - 40) : start]
    week_of = _WEEK_OF.search(left) if meaning.kind in ("day", "weekday") and meaning.days else None
    if week_of and meaning.days:
        start -= len(left) - week_of.start()
        whole = dated(cal.week(meaning.days.first), "week", f"the calendar week of that day; {meaning.how}", meaning.anchor or "explicit")
        meaning = whole or meaning
    if _SINCE.search(left) and context.published is not None and meaning.type != "SET":
        meaning = with_open_end(meaning, context.published)
    return meaning, start


def _narrowed(meaning: Meaning, part: str, context: Context) -> Meaning:
    days, published = meaning.days, context.published
    if days is None:
        return meaning
    if meaning.kind in ("day", "weekday", "part"):
        return replace(meaning, granularity="part-of-day") if part in ("early", "late", "mid") else meaning
    if part in ("so_far", "rest"):
        if published is None or not days.first <= published <= days.last:
            return meaning
        narrowed = Days(days.first, published) if part == "so_far" else Days(published, days.last)
        return replace(meaning, days=narrowed, how=f"{meaning.how}, {'up to' if part == 'so_far' else 'from'} publication")
    return replace(meaning, days=cal.third_of(days, meaning.granularity, part), how=f"{meaning.how}; its {part} part")
