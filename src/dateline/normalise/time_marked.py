"""Words too common to be read by rule, read where the model says that they tell a time."""

from __future__ import annotations

import re
from datetime import date

from dateline.normalise import time_calendar as cal
from dateline.normalise.time_length import length
from dateline.normalise.time_meaning import Context, Meaning, Partial, State, dated, reference, without_year
from dateline.normalise.time_words import MONTH, MONTHS, YEAR, month_of, unit_of

UNRULED = "no rule reads it"

_REFERENCES = tuple(
    (re.compile(rf"\b(?:{words})\b", re.IGNORECASE), value)
    for words, value in (
        (
            (
                "then|once|previous|previously|recent|former|formerly|earlier|in the past|some time ago"
                "|the time(?! being)|long ago"
            ),
            "PAST_REF",
        ),
        ("now|current|currently|already|moment|these days|still|presently|to date|time being", "PRESENT_REF"),
        (
            (
                "soon|sooner|future|eventually|upcoming|coming|later date|some day|from time to time"
                "|(?:near|short|long|longer)[- ]term|the long run"
            ),
            "FUTURE_REF",
        ),
    )
)
"""The first row that fits."""
_SETS = {"quarterly": "P3M", "semiannually": "P6M", "semi-annually": "P6M", "biannually": "P6M", "biennially": "P2Y",
         "biennial": "P2Y"}  # fmt: skip
_YEAR = re.compile(YEAR)
_DECADE = re.compile(r"(?:the\s+)?['’]?([3-9]0)['’]?s")
_MONTH = re.compile(MONTH, re.IGNORECASE)
_LENGTH = re.compile(r"(?:the\s+)?(minutes|hours|days|weeks|months|years|decades|centuries)", re.IGNORECASE)


def marked(text: str, start: int, end: int, published: date | None) -> Meaning:
    """The meaning of what the model takes for a time and no rule reads.

    That is a bare year ("1990 earnings"), month ("a June agreement"), decade ("the 80s") or unit ("months of talks"), a
    word for what recurs, for now, before or later; else unknown.
    """
    words, unread = text[start:end], Meaning("day", "DATE", None, None, "unknown", UNRULED)
    if _YEAR.fullmatch(words):
        year = dated(cal.year(int(words)), "year", "full year", "explicit")
        if year is not None:
            return year
    if _MONTH.fullmatch(words) and words.lower().rstrip(".") in MONTHS:
        month = without_year(Partial(month_of(words)), Context(text, start, end, published, State()))
        if month is not None:
            return month
    if decade := _DECADE.fullmatch(words):
        return dated(cal.decade(1900 + int(decade[1])), "decade", "decade", "explicit") or unread
    if unit := _LENGTH.fullmatch(words):
        return length(unit_of(unit[1]), None, "vague duration: no start can be told")
    if words.lower() in _SETS:
        return Meaning("set", "SET", _SETS[words.lower()], None, "unknown", "recurring")
    for pattern, value in _REFERENCES:
        if pattern.search(words):
            return reference(value)
    return unread
