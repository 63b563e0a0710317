"""What times tell of other events: anniversaries of them, and lengths of time before or after them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Literal, NamedTuple

from dateline.normalise import time_calendar as cal
from dateline.normalise.time_words import number_of, ordinal_of
from dateline.schema.reading import Time


class Anniversary(NamedTuple):
    """``text[start:end]`` names the anniversary, ``text[of_start:of_end]`` its event; ``day`` is the event's."""

    start: int
    end: int
    of_start: int
    of_end: int
    day: str | None


class Relative(NamedTuple):
    """``text[start:end]`` is a length of time before or after what begins at ``follows``; ``low`` to ``high`` days, of
    which a ``vague`` one tells no number ("just weeks after")."""

    start: int
    end: int
    direction: Literal["before", "after"]
    low: int
    high: int
    follows: int
    vague: bool = False


_ANNIVERSARY = re.compile(r"(?:(?:the|its|their|his|her|an)\s+)?(.*?)[\s-]*anniversary", re.IGNORECASE | re.DOTALL)
_OF = re.compile(r"\s+(?:of|since)\s+")
_CLAUSE_END = re.compile(r"[,;:!?\n]|(?<!\b[A-Z])\.(?=\s|$)|\s(?:that|which|who|when|in which|on)\s", re.IGNORECASE)
_LONGEST_EVENT = 120
_DIRECTION = re.compile(r"\s+(before|prior to|ahead of|after|following|since)\s+(?=\w|[\"'“‘])", re.IGNORECASE)
_LENGTH = re.compile(r"P(T?)(X|\d+)([A-Z])")
_EXACT = {"D": (1, 1), "W": (7, 7), "M": (30, 31), "Y": (365, 366)}
_VAGUE = {"D": (2, 6), "W": (14, 55), "M": (60, 330), "Y": (730, 3650)}
"""Days in one unit, and in "days", "weeks", "months", "years" without a number: two of them up to the next unit."""


def anniversary(text: str, times: Sequence[Time]) -> tuple[Anniversary, ...]:
    """The anniversaries among the times that name their event with ``of``.

    The event's day is the anniversary's, as many years before: on January 3, 2022, the second anniversary of a strike
    dates the strike to 2020-01-03.
    """
    found = []
    for time in times:
        span = time.evidence[0]
        named, of = _ANNIVERSARY.fullmatch(span.text), _OF.match(text, span.end)
        if named is None or of is None:
            continue
        end = _CLAUSE_END.search(text, of.end(), of.end() + _LONGEST_EVENT)
        of_end = end.start() if end else min(len(text), of.end() + _LONGEST_EVENT)
        found.append(Anniversary(span.start, span.end, of.end(), of_end, _original(time.start, _years(named[1]))))
    return tuple(found)


def _years(words: str) -> int | None:
    """The number in ``second``, ``20th``, ``five-year`` or ``one-year``."""
    if re.search(r"year", words, re.IGNORECASE):
        number = number_of(re.sub(r"[\s-]*year.*", "", words, flags=re.IGNORECASE | re.DOTALL))
        return None if number is None else int(number)
    return ordinal_of(words)


def _original(day: str | None, years: int | None) -> str | None:
    if day is None or years is None:
        return None
    first = cal.add_months(date.fromisoformat(day[:10]), -12 * years)
    return None if first is None else first.isoformat()


def relatives(text: str, times: Sequence[Time]) -> tuple[Relative, ...]:
    """The durations that stand before ``before`` or ``after``: "just hours after the attack", "two days before it"."""
    found = []
    for time in times:
        span = time.evidence[0]
        length = _LENGTH.fullmatch(time.value or "") if time.type == "DURATION" else None
        direction = _DIRECTION.match(text, span.end) if length else None
        if length is None or direction is None:
            continue
        side: Literal["before", "after"] = (
            "after" if direction[1].lower() in ("after", "following", "since") else "before"
        )
        low, high = _days(length)
        vague = length[2] == "X" and not length[1]
        found.append(Relative(span.start, span.end, side, low, high, direction.end(), vague))
    return tuple(found)


def _days(length: re.Match[str]) -> tuple[int, int]:
    """Lowest and highest number of days of a TIMEX3 length; hours may run over midnight."""
    clock, amount, unit = length.groups()
    if clock:
        hours = int(amount) if amount != "X" and unit == "H" else 1
        return hours // 24, -(-hours // 24) if unit == "H" else 0
    if amount == "X":
        return _VAGUE[unit]
    low, high = _EXACT[unit]
    return int(amount) * low, int(amount) * high
