"""The dateline that opens a wire story: ``BAGHDAD, Sept. 13 (Xinhua) --``, ``MOSCOW (USSR), 11 MAR 89 (TASS) --``.

Read from its end: separator, agency in brackets, date, and what is left is the place. An agency may stand before it
(``(AFP) Kabul -``, ``(CNN) --``), and the date between separators of its own (``NEW DELHI | 3 March 2021 |``). A place
in mixed case counts only beside an agency or a date, or where the report tells what is in it or near it, for
``Update - `` and ``Experts - `` open prose too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dateline.ingest.byline import is_outlet, is_section
from dateline.ingest.dates import find_dates, find_partial_dates
from dateline.ingest.words import bare, words

_REACH = 120
_PLACE_WORDS = 3
_MARKS = re.compile(r"[^\w(\[]{0,4}(?:\[[^\]\n]{1,40}\]\s{0,3}){0,3}")
_DASH = re.compile(r"\s{0,3}(?:-{2,3}|[–—―])\s{0,3}|\s{1,3}[-_]\s{1,3}|(?<=\))\.?\s{0,2}[-:]\s{0,3}")
_BAR = re.compile(r"\s{0,3}(?:-{2,3}|[–—―]|(?P<bar>\|))\s{0,3}|\s{1,3}(?:[-_]|(?P<slash>/))\s{1,3}")
_BEHIND_AGENCY = re.compile(r"(?:-{1,3}|[–—―:|])\s")
_LEADING = re.compile(r"\s{0,4}(?:\((?P<round>[^()\n]{2,40})\)|\[(?P<square>[^\[\]\n]{2,40})\])\s{0,3}")
_NUMBERED = re.compile(r"(?P<name>[^\W\d_]{4,20})\d{1,3}")
_COLON = re.compile(r":\s{1,3}(?=[A-Z\"“‘])")
_BRACKET = re.compile(r"\(([^()]{2,40})\)$")
_ACRONYM = re.compile(r"[A-Z][A-Z.-]{1,7}")
_PLACE = re.compile(r"[^\W\d_][\w.'’/-]{0,24}(?:[ ,]{1,2}\(?[^\W\d_][\w.'’/-]{0,24}\)?){0,6}")
_FBIS_COUNTRY = re.compile(r"NO CITY \(([^()]+)\)", re.IGNORECASE)
_HIDDEN = frozenset({"clandestine", "no city"})
_NO_DATE = re.compile(r"\bno date$", re.IGNORECASE)
_SMALL = frozenset({"and", "of", "de", "del", "la", "el", "al", "the", "on", "in", "near", "upon", "sur", "aboard"})
_PREPOSITIONS = frozenset({"in", "at", "from", "near", "by", "on", "the"})
_TELLING_OF = r"\b(?:in|at|near|outside|around|(?:town|city|village|capital|port|region|province|district) of) "
_SENTENCE = re.compile(r"\s*[\"“'‘(]?[A-Z0-9]")
"""What a report begins with behind its dateline; "Congress - long divided - voted" goes on."""
_NO_OUTLET = ("domestic service", "text", "no date", "clandestine", "dateline")


@dataclass(frozen=True)
class Dateline:
    """A dateline's place as written, its full date (ISO) and agency where it has them.

    The place is None where the wire hides it (``CLANDESTINE, 12 JAN 90 (...) --``).
    """

    place: str | None
    published: str | None
    agency: str | None


def read_dateline(paragraph: str, *, capitals: bool = False, told: str = "") -> Dateline | None:
    """The dateline that ``paragraph`` opens with, if any; ``capitals``: the whole text has no small letters.

    ``told``: the report's text, by which a place in mixed case is known.
    """
    opening = paragraph[: _REACH + 40]
    agency, begin = _leading_agency(opening)
    if agency and _BEHIND_AGENCY.match(opening, begin):
        return Dateline(None, None, _outlet(agency))
    begin = _match_end(_MARKS, opening, begin)
    dated = _dated_between(opening, begin)
    if dated and (found := _from_head(dated, agency, bare_place=not capitals, colon=False)):
        return found
    for separator in _DASH.finditer(opening, begin, begin + _REACH):
        head = opening[begin : separator.start()]
        found = _from_head(head, agency, bare_place=not capitals, colon=False)
        if found is None and _SENTENCE.match(opening, separator.end()):
            found = _told_again(head, told)
        if found:
            return found
    colon = _COLON.search(opening, begin, begin + 60)
    if colon and not capitals:
        return _from_head(opening[begin : colon.start()], agency, bare_place=True, colon=True)
    return None


def _told_again(head: str, told: str) -> Dateline | None:
    """A place in mixed case before a dash, in or near which the report tells of something."""
    name = head.partition(",")[0].strip()
    short = len(name.split()) <= _PLACE_WORDS
    place = _place(head.strip(), stated=True, bare_place=True, colon=False) if short else None
    again = place and re.search(rf"{_TELLING_OF}{re.escape(name)}\b", told)
    return Dateline(place, None, None) if again else None


def _match_end(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return match.end() if match else at


def _leading_agency(opening: str) -> tuple[str | None, int]:
    """The agency in brackets that opens the text, and where it ends; only one that is known, for notes stand so too."""
    match = _LEADING.match(opening)
    name = (match["round"] or match["square"]).strip() if match else ""
    return (name, match.end()) if match and _is_known(name) else (None, 0)


def _dated_between(opening: str, begin: int) -> str | None:
    """What stands before the second separator, where the date alone stands between it and the first.

    Bars part author, section and date too: before one, only capitals that name neither are a place.
    """
    first = _BAR.search(opening, begin, begin + _REACH)
    second = _BAR.search(opening, first.end(), begin + _REACH) if first else None
    if first is None or second is None or first.start() == begin:
        return None
    date, place = opening[first.end() : second.start()].strip(), opening[begin : first.start()]
    name = place.split("(")[0]
    if (first["bar"] or first["slash"]) and (not name.isupper() or is_section(name) or is_outlet(name)):
        return None
    return f"{place}, {date}" if _trailing_date(date)[0] == 0 else None


def _from_head(head: str, agency: str | None, *, bare_place: bool, colon: bool) -> Dateline | None:
    """The parts of what stands before the separator; ``agency`` where one opened the text."""
    rest, published, dated = head.strip(), None, False
    if agency and len(rest.split()) > _PLACE_WORDS and not any(mark in rest for mark in ",("):
        return None
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
    if rest.endswith("|") and not rest.isupper():
        return None  # before a bar and a date stands an author or a section, too
    if dated and rest.lower() in _HIDDEN:
        return Dateline(None, published, _outlet(agency))
    place = _place(rest, stated=dated or agency is not None, bare_place=bare_place, colon=colon)
    return Dateline(place, published, _outlet(agency)) if place else None


def _is_agency(name: str) -> bool:
    return name.strip().lower() in words().agencies


def _is_known(name: str) -> bool:
    """Whether a name in brackets is an agency's or outlet's by itself: listed, or with a number (``Kurdistan24``)."""
    numbered = _NUMBERED.fullmatch(name.strip())
    known = _is_agency(name) or name.strip().lower() in words().outlets
    return known or (numbered is not None and numbered["name"].lower() not in words().no_place)


def _names_agency(name: str, before: str) -> bool:
    """Whether brackets hold an agency, or several, and not the country of the place before them."""
    if _is_known(re.split(r"[,/]", name, maxsplit=1)[0]) or _trailing_date(before)[0] is not None:
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
