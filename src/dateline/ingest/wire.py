"""The dateline that opens a wire story: ``BAGHDAD, Sept. 13 (Xinhua) --``, ``MOSCOW (USSR), 11 MAR 89 (TASS) --``.

Read from its end: separator, agency in brackets, date, and what is left is the place. A place in mixed case counts
only beside an agency or a date, for ``Update - `` and ``Experts - `` open prose too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dateline.ingest.dates import find_dates, find_partial_dates
from dateline.ingest.words import bare, words

_REACH = 120
_MARKS = re.compile(r"[^\w(\[]{0,4}(?:\[[^\]\n]{1,40}\]\s{0,3}){0,3}")
_DASH = re.compile(r"\s{0,3}(?:-{2,3}|[–—―])\s{0,3}|\s{1,3}[-_]\s{1,3}|(?<=\))\s{0,2}[-:]\s{0,3}")
_COLON = re.compile(r":\s{1,3}(?=[A-Z\"“‘])")
_BRACKET = re.compile(r"\(([^()]{2,40})\)$")
_ACRONYM = re.compile(r"[A-Z][A-Z.-]{1,7}")
_PLACE = re.compile(r"[^\W\d_][\w.'’/-]{0,24}(?:[ ,]{1,2}\(?[^\W\d_][\w.'’/-]{0,24}\)?){0,6}")
_FBIS_COUNTRY = re.compile(r"NO CITY \(([^()]+)\)", re.IGNORECASE)
_HIDDEN = frozenset({"clandestine", "no city"})
_NO_DATE = re.compile(r"\bno date$", re.IGNORECASE)
_SMALL = frozenset({"and", "of", "de", "del", "la", "el", "al", "the", "on", "in", "near", "upon", "sur", "aboard"})
_PREPOSITIONS = frozenset({"in", "at", "from", "near", "by", "on", "the"})
_NO_OUTLET = ("domestic service", "text", "no date", "clandestine", "dateline")


@dataclass(frozen=True)
class Dateline:
    """A dateline's place as written, its full date (ISO) and agency where it has them.

    The place is None where the wire hides it (``CLANDESTINE, 12 JAN 90 (...) --``).
    """

    place: str | None
    published: str | None
    agency: str | None


def read_dateline(paragraph: str, *, capitals: bool = False) -> Dateline | None:
    """The dateline that ``paragraph`` opens with, if any; ``capitals``: the whole text has no small letters."""
    opening = paragraph[: _REACH + 40]
    begin = _match_end(_MARKS, opening)
    for separator in _DASH.finditer(opening, begin, begin + _REACH):
        found = _from_head(opening[begin : separator.start()], bare_place=not capitals, colon=False)
        if found:
            return found
    colon = _COLON.search(opening, begin, begin + 60)
    if colon and not capitals:
        return _from_head(opening[begin : colon.start()], bare_place=True, colon=True)
    return None


def _match_end(pattern: re.Pattern[str], text: str) -> int:
    match = pattern.match(text)
    return match.end() if match else 0


def _from_head(head: str, *, bare_place: bool, colon: bool) -> Dateline | None:
    rest, agency, published, dated = head.strip(), None, None, False
    for _ in range(3):
        front, comma, last = rest.rpartition(",")
        if comma and agency is None and _is_agency(last):
            agency, rest = last.strip(), front
            continue
        bracket = _BRACKET.search(rest)
        if bracket and agency is None and (not dated or _is_agency(bracket[1])):
            if not _names_agency(bracket[1], rest[: bracket.start()]):
                break
            agency, rest = bracket[1].strip(), rest[: bracket.start()]
        else:
            cut, value = _trailing_date(rest)
            if cut is None or dated:
                break
            published, dated, rest = value, True, rest[:cut]
        rest = rest.rstrip(" ,;/")
    if dated and rest.lower() in _HIDDEN:
        return Dateline(None, published, _outlet(agency))
    place = _place(rest, stated=dated or agency is not None, bare_place=bare_place, colon=colon)
    return Dateline(place, published, _outlet(agency)) if place else None


def _is_agency(name: str) -> bool:
    return name.strip().lower() in words().agencies


def _names_agency(name: str, before: str) -> bool:
    """Whether brackets hold an agency and not the country of the place before them."""
    if _is_agency(name) or _trailing_date(before)[0] is not None:
        return True
    lower = name.strip().lower()
    if lower in words().countries:
        return False
    return bool(_ACRONYM.fullmatch(name.strip())) or lower.split()[-1] in words().outlet_cues


def _trailing_date(text: str) -> tuple[int | None, str | None]:
    """Where a date at the very end of ``text`` begins, and its value when it has a year."""
    text = text.rstrip(" ,;")
    undated = _NO_DATE.search(text)
    if undated:
        return undated.start(), None
    for date in find_dates(text):
        if date.end == len(text):
            return date.start, date.value
    for start, stop in find_partial_dates(text):
        if stop == len(text):
            return start, None
    return None, None


def _place(text: str, *, stated: bool, bare_place: bool, colon: bool) -> str | None:
    text = bare(text).rstrip(",")
    country = _FBIS_COUNTRY.fullmatch(text)
    if country:
        return country[1]
    first = re.split(r"[,(]", text, maxsplit=1)[0].strip()
    lower = first.lower()
    if not _PLACE.fullmatch(text) or len(first) < 3 or lower in words().no_place or _is_agency(first):
        return None
    if lower.split()[0].rstrip(".") in words().titles | _PREPOSITIONS:
        return None
    if stated:
        return text if _capitalised(first) or first.islower() else None
    if not bare_place or not first.isupper() or len(first.split()) > (3 if colon else 4):
        return None
    return text


def _capitalised(name: str) -> bool:
    return all(word[0].isupper() or word in _SMALL for word in re.split(r"[ /]", name) if word)


def _outlet(agency: str | None) -> str | None:
    return None if agency is None or any(word in agency.lower() for word in _NO_OUTLET) else agency
