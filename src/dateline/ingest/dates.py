"""Calendar dates as pages and wires write them. Only what is stated: no default year, no reading of today's clock.

A two-digit year follows POSIX ``strptime``: 69-99 are 1969-1999, 00-68 are 2000-2068. A numeric date whose day
and month could change places (03/04/2019) is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

_MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?"
_LEAD = rf"(?:\b{WEEKDAY},?\s{{0,3}}(?:the\s)?)?"
_DAY = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<y>\d{4})(?!\d)"
_CLOCK = r"(?P<clock>\d{2}:\d{2}(?::\d{2})?)(?:[.,]\d{1,9})?"
_ZONE = r"(?:\s?(?P<zone>Z\b|UTC\b|GMT\b|[+-]\d{2}:?\d{2}))?"
_FIRST_YEAR, _LAST_YEAR = 1800, 2099


@dataclass(frozen=True)
class DateFound:
    """An ISO date, or date-time where a time of day stood with it, and the characters it was read from."""

    value: str
    start: int
    end: int


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found.isoformat() if _FIRST_YEAR <= year <= _LAST_YEAR else None


def _number(month: str) -> int:
    return _MONTH_NAMES.index(month[:3].lower()) + 1


def _named(match: re.Match[str]) -> str | None:
    year = int(match["y"])
    if len(match["y"]) == 2:
        year += 1900 if year >= 69 else 2000
    return _iso(year, _number(match["m"]), int(match["d"]))


def _year_first(match: re.Match[str]) -> str | None:
    return _iso(int(match["y"]), int(match["m"]), int(match["d"]))


def _either_first(match: re.Match[str]) -> str | None:
    first, second, year = int(match["a"]), int(match["b"]), int(match["y"])
    if first == second or second > 12:
        return _iso(year, first, second)
    return _iso(year, second, first) if first > 12 else None


def _timed(match: re.Match[str]) -> str | None:
    day = _year_first(match)
    zone = (match["zone"] or "").strip().upper().replace("UTC", "Z").replace("GMT", "Z")
    if day is None or not match["clock"]:
        return day
    try:
        return datetime.fromisoformat(f"{day}T{match['clock']}{zone}").isoformat(timespec="seconds")
    except ValueError:
        return day


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str | None]], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), build)
    for pattern, build in (
        (rf"(?<![\d-])(?P<y>\d{{4}})-(?P<m>\d{{1,2}})-(?P<d>\d{{1,2}})(?!\d)(?:[T ]{_CLOCK}{_ZONE})?", _timed),
        (rf"{_LEAD}\b(?P<m>{MONTH})\s{{0,3}}{_DAY}(?:\s{{0,2}},\s{{0,3}}|\s{{1,3}}){_YEAR}", _named),
        (rf"{_LEAD}(?<!\d){_DAY}(?:\s{{1,3}}of)?[\s/.-]{{0,3}}(?P<m>{MONTH}),?[\s/.-]{{0,3}}{_YEAR}", _named),
        (rf"{_LEAD}(?<!\d){_DAY}[ -](?P<m>{MONTH})[ -]['’]?(?P<y>\d{{2}})(?![\d:.]\d|\d)", _named),
        (r"(?<![\d/.])(?P<y>\d{4})(?P<s>[/.])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})(?![\d/])", _year_first),
        (r"(?<![\d/.-])(?P<a>\d{1,2})(?P<s>[/.-])(?P<b>\d{1,2})(?P=s)(?P<y>\d{4})(?![\d/-])", _either_first),
    )
)
_PARTIAL = re.compile(
    rf"{_LEAD}(?<!\d)(?:\b{MONTH}\s{{0,2}}\d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}(?:st|nd|rd|th)?\s{{0,2}}{MONTH})(?!\d)",
    re.IGNORECASE,
)
_AMBIGUOUS = re.compile(r"(?<![\d/.-])\d{1,2}(?P<s>[/.-])\d{1,2}(?P=s)(?:\d{4}|\d{2})(?![\d/-])")
_COMPACT = re.compile(r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})(?:T?\d{4,6}Z?)?")
_URL_FORMS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"[/=_.-](?P<y>(?:19|20)\d{2})(?P<s>[/_.-])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})(?=[/_.?&-]|$)",
        r"/(?P<y>(?:19|20)\d{2})/(?P<m>[a-z]{3,9})/(?P<d>\d{1,2})(?=/|$)",
        r"[/_-](?P<y>(?:19|20)\d{2})(?P<m>0[1-9]|1[0-2])(?P<d>[0-2]\d|3[01])(?=[/_.?&-]|$)",
    )
)
_MONTH_WORD = re.compile(MONTH, re.IGNORECASE)


def find_dates(line: str) -> tuple[DateFound, ...]:
    """Every full date in a line, in order, none overlapping another."""
    found: list[DateFound] = []
    for pattern, build in _FORMS:
        for match in pattern.finditer(line):
            value = build(match)
            if value and not any(match.start() < other.end and other.start < match.end() for other in found):
                found.append(DateFound(value, match.start(), match.end()))
    return tuple(sorted(found, key=lambda item: item.start))


def find_partial_dates(line: str) -> Iterator[tuple[int, int]]:
    """Where a day and a month stand that name no day of the calendar: without a year, or in either order."""
    for pattern in (_PARTIAL, _AMBIGUOUS):
        for match in pattern.finditer(line):
            yield match.span()


def parse_date(value: str) -> str | None:
    """The date or date-time that a metadata value states, in ISO form; None where it states none clearly."""
    value = value.strip()[:100]
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        pass
    else:
        if not _FIRST_YEAR <= moment.year <= _LAST_YEAR or value.isdigit():
            return _from_digits(value)
        return moment.isoformat(timespec="seconds") if len(value) > 10 and ":" in value else moment.date().isoformat()
    dates = find_dates(value)
    return dates[0].value if dates else _from_digits(value)


def _from_digits(value: str) -> str | None:
    match = _COMPACT.fullmatch(value)
    return _year_first(match) if match else None


def url_date(url: str) -> str | None:
    """The date in the path of an address (``/2018/apr/03/``, ``/2018-04-03-``, ``/20180403/``)."""
    for pattern in _URL_FORMS:
        for match in pattern.finditer(url[:2000]):
            month = match["m"]
            is_name = _MONTH_WORD.fullmatch(month) is not None
            value = _named(match) if is_name else _year_first(match) if month.isdigit() else None
            if value:
                return value
    return None
