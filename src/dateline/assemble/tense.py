"""Which "Tuesday" an event was on: what happened is not after the report, and what is to come not before it."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from dateline.normalise.time import retold
from dateline.normalise.time_calendar import parse_day
from dateline.normalise.time_outlook import Outlook
from dateline.normalise.time_words import MONTH
from dateline.schema.reading import Modality, Time

_PERFECT: Final = re.compile(
    r"(?<!\bto )\b(?:has|have|['’]ve|hasn['’]t|haven['’]t)"
    r"(?:\s+(?:all|already|also|been|both|never|not|now|since|yet|\w+ly))*\s+$",
    re.IGNORECASE,
)
"""Before the participle of what has happened by now."""
_REACH: Final = 45
COUNTED: Final = re.compile(r"\b(?:before|after)\b", re.IGNORECASE)
"""In an expression that counts from another day or deed."""
_OF_A_MONTH: Final = re.compile(rf"\b{MONTH}", re.IGNORECASE)


def is_perfect(text: str, start: int) -> bool:
    """Whether the verb that begins there is in the present perfect: "has fired", "have since been accused"."""
    return _PERFECT.search(text, max(0, start - _REACH), start) is not None


def in_tense(time: Time, modality: Modality, published: str | None) -> Time | None:
    """A time as the event that it dates has it, of a report of a day (ISO 8601), where that is known.

    The words around "Tuesday" or "10 September" tell whether the last or the next is meant; where what the event's own
    modality says cannot be that one, it is the one on the other side of the report. None where there is no other: what
    happened was not on a day after the report, unless the report tells the full date. What may or may not happen is on
    no day: of the times beside such events, one in four was theirs (corpus, training part).
    """
    if modality == "hypothetical":
        return None
    today = parse_day(published)
    if today is None or time.start is None or time.end is None:
        return time
    first, last = (date.fromisoformat(day[:10]) for day in (time.start, time.end))
    if modality == "actual" and first > today:
        return _told(time, "back", today) or (time if _stands(time, first, today) else None)
    if modality == "future" and last < today and not COUNTED.search(time.evidence[0].text):
        # What is counted from another day is left alone: what is still to come may be told beside what was.
        return _told(time, "ahead", today) or time
    return time


def _told(time: Time, side: Outlook, today: date) -> Time | None:
    """The time that the same words tell of what is known to lie on one side of a day; None where they tell none."""
    other = retold(time.evidence[0].text, side, published=today.isoformat())
    if other is None or other.start is None or other.type != time.type:
        return None
    if (date.fromisoformat(other.start[:10]) > today) != (side == "ahead"):
        return None
    moved = {key: getattr(other, key) for key in ("value", "start", "end")}
    return time.model_copy(update=moved | {"how": f"{other.how}; as its event is told"})


def _stands(time: Time, first: date, today: date) -> bool:
    """Whether a time after the report may be right: its date is told in full, or is the next day of the calendar, which
    may have begun where the event was."""
    if time.anchor == "explicit":
        return True
    return first - today == timedelta(days=1) and _OF_A_MONTH.search(time.evidence[0].text) is not None
