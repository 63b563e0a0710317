"""The words that time expressions are built of: months, weekdays, seasons, units, numbers; and their values."""

from __future__ import annotations

import re
from collections.abc import Iterable

S = r"(?:[^\S\n]{1,4}\n?[^\S\n]{0,4}|\n[^\S\n]{0,4})"
"""White space inside an expression: it may run over one line end, never over a blank line."""

_MONTH_NAMES = (
    "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul",
    "august aug", "september sept sep", "october oct", "november nov", "december dec",
)  # fmt: skip
MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names.split()}
_WEEKDAY_NAMES = (
    "monday mon", "tuesday tues tue", "wednesday weds wed", "thursday thurs thur thu", "friday fri",
    "saturday sat", "sunday sun",
)  # fmt: skip
WEEKDAYS = {name: number for number, names in enumerate(_WEEKDAY_NAMES) for name in names.split()}
SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}

_ONES = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
_SMALL = {word: number for number, word in enumerate((_ONES + " eighteen nineteen").split(), 1)}
_TENS = {word: ten * 10 for ten, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
_SMALL_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth"
    " sixteenth seventeenth eighteenth nineteenth"
)
_ORDINALS = {word: number for number, word in enumerate(_SMALL_ORDINALS.split(), 1)}
_ORDINALS |= {word[:-1] + "ieth": number for word, number in _TENS.items()}
_COUNTS = {"a": 1, "an": 1, "couple": 2, "pair": 2, "dozen": 12, "half": 0.5}
_VAGUE = ("few", "several", "some", "many", "number", "dozens", "hundreds", "thousands")

_UNITS = (
    "second", "minute", "hour", "day", "night", "week", "fortnight", "weekend", "month", "quarter", "year", "decade",
    "century",
)  # fmt: skip
UNIT_NAMES = {unit: unit for unit in _UNITS} | {f"{unit}s": unit for unit in _UNITS} | {"centuries": "century"}
UNIT_NAMES |= {"min": "minute", "mins": "minute", "hrs": "hour", "hr": "hour"}


def either(words: Iterable[str]) -> str:
    """An alternation of words, longest first."""
    return "(?:" + "|".join(sorted(words, key=lambda word: (-len(word), word))) + ")"


_LONG_MONTH = either(names.split()[0] for names in _MONTH_NAMES if names != "may")
_AUXILIARY = (
    r"may(?!\s(?:be|have|not|also|never|yet|well|even|still|die|face|need|lose|get|take|come|go|seem|become|soon)\b)"
)
"""The month, where it is not plainly the auxiliary verb: "12 may die"."""
_SHORT_MONTH = either(name for names in _MONTH_NAMES for name in names.split()[1:])
MONTH = rf"(?:{_LONG_MONTH}|{_AUXILIARY}|{_SHORT_MONTH}\b\.?)"
WEEKDAYS_PLURAL = either(f"{names.split()[0]}s" for names in _WEEKDAY_NAMES)
LONG_WEEKDAY = either(names.split()[0] for names in _WEEKDAY_NAMES)
_SHORT_WEEKDAY = either(name for names in _WEEKDAY_NAMES for name in names.split()[1:])
WEEKDAY = rf"(?:{LONG_WEEKDAY}|{_SHORT_WEEKDAY}\b\.?(?=,?\s(?:\d\d?(?:st|nd|rd|th)?\s{MONTH}|{MONTH}\s?\d)))"
SEASON = either(SEASONS)
UNIT = either(UNIT_NAMES)
UNITS = either(name for name in UNIT_NAMES if name.endswith(("s", "ies")))
NUMBER_WORD = f"(?:{either(_TENS)}(?:[\\s-]{either(word for word in list(_SMALL)[:9])})?|{either(_SMALL)})"
NUMBER = (
    r"(?:\d{1,3}(?:,\d{3}){1,3}|\d{1,4}(?:\.\d{1,2})?(?:\s1/2)?"
    rf"|(?:an?{S})?(?:couple|pair|few|dozen|number|hundred|thousand)(?:{S}of|{S}more)?|dozens{S}of|several|some|many"
    rf"|half{S}an?|{NUMBER_WORD}(?:{S}and{S}a{S}half|{S}(?:hundred|thousand))?|an?(?!{S}{UNITS}\b))"
)
DAY_NUMBER = r"(?:3[01]|[12]\d|0?[1-9])"
ORDINAL_SUFFIX = r"(?:st|nd|rd|th)"
ORDINAL_WORD = f"(?:{either(_TENS)}[\\s-]{either(_SMALL_ORDINALS.split()[:9])}|{either(_ORDINALS)})"
YEAR = r"(?:1\d{3}|20\d{2})"
_NO_COUNT = (
    r"(?=\s{0,4}(?:[.,;:!?)\]\"”’–—]|\Z|\n\n)"
    r"|\s{1,4}(?:after|as|at|before|by|for|from|had|he|in|it|on|that|the|they|to|was|were|when)\b)"
)
"""What follows a year in words that might be a number: "two thousand soldiers" is none."""
_TWO_DIGITS = f"(?:{either(_TENS)}(?:[\\s-]{either(list(_SMALL)[:9])})?|{either(list(_SMALL)[9:])})"
SURE_YEAR_WORDS = rf"nineteen{S}(?:hundred{S}(?:and{S})?{NUMBER_WORD}|{_TWO_DIGITS})(?!-)"
LATE_YEAR_WORDS = rf"(?:two{S}thousand(?:{S}(?:and{S})?{NUMBER_WORD})?|twenty{S}{_TWO_DIGITS})"
YEAR_WORDS = f"(?:{SURE_YEAR_WORDS}|{LATE_YEAR_WORDS}{_NO_COUNT})"
HOUR = rf"(?:{either(list(_SMALL)[:12])}|1[0-2]|[1-9])"
"""An hour of the dial, in words or digits."""

_WORD = re.compile(r"[a-z]+|1/2|\d[\d,.]*")


def number_of(words: str) -> float | None:
    """The value of a count in words or digits; None for a vague one ("several").

    >>> number_of("twenty-four"), number_of("a couple of"), number_of("2,500"), number_of("a few")
    (24, 2, 2500.0, None)
    """
    total: float = 0
    for word in _WORD.findall(words.lower()):
        if word in _VAGUE:
            return None
        if word == "1/2":
            total += 0.5
        elif word[0].isdigit():
            total += float(word.replace(",", "").rstrip("."))
        elif word in ("hundred", "thousand"):
            total = (total or 1) * (100 if word == "hundred" else 1000)
        elif word == "half" and total:
            total += 0.5
        elif word in _COUNTS:
            total = _COUNTS[word] if word not in ("a", "an") or not total else total
        else:
            total += _SMALL.get(word, 0) + _TENS.get(word, 0)
    return total or None


def ordinal_of(words: str) -> int | None:
    """The value of an ordinal in words or digits: ``twenty-first`` is 21, ``3rd`` is 3."""
    digits = re.match(r"\d+", words)
    if digits:
        return int(digits[0])
    parts = re.findall(r"[a-z]+", words.lower())
    value = sum(_ORDINALS.get(part, 0) + _TENS.get(part, 0) for part in parts)
    return value or None


def month_of(name: str) -> int:
    """The number of a month's name or abbreviation."""
    return MONTHS[name.lower().rstrip(".")]


def weekday_of(name: str) -> int:
    """The number of a weekday's name or abbreviation, Monday 0."""
    return WEEKDAYS[name.lower().rstrip(".")]


def unit_of(name: str) -> str:
    """The singular of a unit's name."""
    return UNIT_NAMES[name.lower()]


def year_in_words(words: str) -> int | None:
    """``nineteen ninety-seven`` is 1997, ``two thousand and eleven`` 2011, ``twenty twelve`` 2012."""
    parts = re.findall(r"[a-z]+", words.lower())
    if parts[:2] == ["two", "thousand"]:
        rest = " ".join(part for part in parts[2:] if part != "and")
        return 2000 + int(number_of(rest) or 0)
    century = _SMALL.get(parts[0]) or _TENS.get(parts[0])
    rest_value = number_of(" ".join(part for part in parts[1:] if part != "hundred"))
    return None if century is None or rest_value is None else century * 100 + int(rest_value)
