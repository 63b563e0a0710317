"""Which "Tuesday" an event was on: what happened is not after the report, and what is to come not before it."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from dateline.normalise.time_calendar import day_of, parse_day
from dateline.schema.reading import Modality, Time

_PART: Final = r"(?:(?:early|late|mid)[ -])?"
_WEEKDAY: Final = re.compile(_PART + r"(?:mon|tues|wednes|thurs|fri|satur|sun)day", re.IGNORECASE)
_MONTH: Final = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?:[a-z]{0,6}|\.)"
_DAY: Final = re.compile(
    rf"(?:the )?{_PART}(?:{_MONTH} \d\d?(?:st|nd|rd|th)?|\d\d?(?:st|nd|rd|th)? (?:of )?{_MONTH})", re.IGNORECASE
)
_WEEK: Final = timedelta(days=7)


def in_tense(time: Time, modality: Modality, published: str | None) -> Time:
    """A time as the event that it dates has it, of a report of a day (ISO 8601), where that is known.

    The words around "Tuesday" or "10 September" tell whether the last or the next is meant; where what the event's own
    modality says cannot be that one, it is the one on the other side of the report.
    """
    today = parse_day(published)
    if today is None or time.start is None or time.end is None or time.start[:10] != time.end[:10]:
        return time
    day = date.fromisoformat(time.start[:10])
    way = -1 if modality == "actual" and day > today else 1 if modality == "future" and day < today else 0
    other = _recurring(time.evidence[0].text, day, way) if way else None
    if other is None or (other > today) != (way > 0):
        return time
    before, after = day.isoformat(), other.isoformat()
    moved = {key: value.replace(before, after) for key in ("value", "start", "end") if (value := getattr(time, key))}
    return time.model_copy(update=moved | {"how": f"{time.how}; as its event is told"})


def _recurring(words: str, day: date, way: int) -> date | None:
    """The same weekday a week away, or the same day and month a year away; None for what does not recur."""
    if _WEEKDAY.fullmatch(words):
        return day + way * _WEEK
    return day_of(day.year + way, day.month, day.day) if _DAY.fullmatch(words) else None
