"""Lines that say who wrote a report, where it appeared and when: ``Gulf Media March 3, 2021 News``, ``By Jane Doe``.

A line is taken apart at its dates and separators; it counts only when little is left over, so a sentence that
mentions a date stays prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dateline.ingest.byline import is_byline, is_house_byline, is_outlet, is_section, read_byline
from dateline.ingest.dates import WEEKDAY, DateFound, find_dates, find_partial_dates
from dateline.ingest.words import bare, key, words

LABELLED, BESIDE, ALONE, ABOVE, UPDATED, UNDATED = 5, 4, 3, 2, 1, 0
"""How much a date weighs: labelled as publication; beside outlet, section or byline; by itself; by itself above the
headline; of a change, which is no publication."""

_LONGEST = 160
_PUBLISHED = re.compile(
    r"\b(?:this (?:story|article|report|post|page|item) (?:is|was|appeared|first appeared)\b(?: (?:first|originally))?"
    r"(?: (?:published|posted|printed|filed|updated))?(?: (?:from|on|at|in))?"
    r"|(?:(?:first|originally) )?(?:published|posted|created|issued|released|filed|printed|for immediate release"
    r"|publication date|(?<![^\W\d_]\s)date)"
    r"\b(?: (?:on|at|in|date))?)\s{0,2}[:|–-]?\s{0,2}$",
    re.IGNORECASE,
)
_UPDATED = re.compile(
    r"\b(?:last )?(?:updated?|modified|edited|revised|modification)\b(?: (?:on|at|date))?\s{0,2}[:|–-]?\s{0,2}$",
    re.IGNORECASE,
)
_ZONES = (
    r"(?:gmt|utc|bst|cet|cest|eet|eest|[ecmp][ds]?t|ist|pkt|aest|aedt|nz[sd]t|hkt|sgt|myt|pht|wi[bt]|jst|kst|npt|gst"
    r"|msk|trt|eat|wat|cat|sast|hrs|hours)"
)
_CLOCK = re.compile(
    r"(?:\bat )?(?<![\d:.])(?:\d{1,2}[:.] ?\d{2}(?:[:.]\d{2})?(?:\s?[ap]\.? ?m\b\.?)?|\d{1,2}\s?[ap]\.? ?m\b\.?"
    rf"|\d{{4}}(?= ?{_ZONES}))(?![\d:])"
    rf"(?:\s{{0,2}}\(?\b{_ZONES}\b(?:\s?[+-]\d{{1,2}}(?::?\d{{2}})?)?\)?)?(?:(?:\s[a-z]{{3,20}}){{1,2}}\stime\b)?",
    re.IGNORECASE,
)
_ZONE = re.compile(rf"\(?\b(?:{_ZONES.upper()})\b(?:\s?[+-]\d{{1,2}}(?::?\d{{2}})?)?\)?")
_WEEKDAY_ONLY = re.compile(rf"{WEEKDAY},?", re.IGNORECASE)
# The same day in the Islamic, Iranian or Hebrew calendar: ``10 Rabi al-Awwal 1446``, ``Elul 10, 5784``.
_MONTH_WORD = r"(?:[a-z]{1,3}-)?[A-Z][\w'’-]{1,15}"
_OTHER_CALENDAR = re.compile(
    rf"\b(?:\d{{1,2}},? (?:{_MONTH_WORD},? ){{1,3}}|(?:{_MONTH_WORD} ){{1,3}}\d{{1,2}},? )(?:1[34]|5[67])\d{{2}}\b"
    r"(?: ?(?:A\.?H\b\.?|H\b))?"
)
_COUNTS = re.compile(
    r"\b\d{1,3}\s?(?:-\s?)?min(?:ute)?s?\.?(?: read)?\b|\b\d{1,6} (?:views|comments?|shares|reads)\b"
    r"|(?:\b(?:last )?updated? )?\b(?:\d{1,3}|an?) (?:minute|min|hour|hr|day|week|month|year)s? ago\b",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(
    r"\s{0,3}(?:[|•·»›/;]|\s[–—-]\s|--|(?<=\s)[–—-]|[–—-](?=\s|$))\s{0,3}|\s{3,}|\t|\s(?=by:?\s)|\sin\s(?=[A-Z])"
)
_LABELS = re.compile(
    r"(?:(?:first |last |originally )?(?:published|posted|updated|modified)(?: (?:on|at|date))?\s{0,2}[:|–-]?\s{0,2})"
    r"{1,3}",
    re.IGNORECASE,
)
_SOURCE = re.compile(r"source\s{0,2}:\s{0,2}(?=\w)", re.IGNORECASE)
_LABEL_ONLY = re.compile(
    r"(?:on|at|in|by|from|and|date|time|updated?|last|source|story|published|posted|as of|,|:|\(|\))+", re.IGNORECASE
)
_PERSON = re.compile(r"(?:[^\W\d_][a-z\u00df-\u024f.]{0,20}(?:['’-][^\W\d_][a-z\u00df-\u024f]{0,20})?(?: |$)){2,4}")
_MOST_WORDS, _MOST_CAPITALS = 4, 2


@dataclass(frozen=True)
class HeadLine:
    """What one line states. ``weight`` orders dates of several lines, the constants above."""

    published: str | None = None
    weight: int = UNDATED
    byline: str | None = None
    outlet: str | None = None
    section: str | None = None


def read_head_line(line: str, *, names: frozenset[str] = frozenset()) -> HeadLine | None:
    """What ``line`` says about its report; None when it is no such line.

    ``names`` are short lines found elsewhere on the page, keyed by ``words.key``: an unlisted name before a date is
    an outlet when it also stands there by itself.
    """
    line = bare(line)
    if not line or len(line) > _LONGEST:
        return None
    dates = find_dates(line)
    if not dates:
        return _undated(line)
    published, weight = _choose(line, dates)
    before, after = _around(line, dates)
    if not all(_is_name(piece) for piece in (*before, *after)):
        return None
    byline, outlet, section = _sort_pieces(before, after, names)
    if weight == ALONE and (byline or outlet or section):
        weight = BESIDE
    return HeadLine(published, weight, byline, outlet, section)


def read_head_lines(lines: Sequence[str], *, names: frozenset[str] = frozenset()) -> list[HeadLine | None]:
    """What each of ``lines`` says; a date below ``Updated`` or ``Published`` on a line of its own has that label."""
    found = [read_head_line(line, names=names) for line in lines]
    for index, (label, line) in enumerate(zip(lines, found[1:], strict=False), start=1):
        if line and line.weight in (ALONE, BESIDE) and _LABELS.fullmatch(bare(label)):
            found[index] = replace(line, weight=weight_of(label) or line.weight)
    return found


def best_date(lines: Iterable[HeadLine]) -> str | None:
    """The date of publication that weighs most, the first of several; the day of a change is none."""
    dated = [line for line in lines if line.published and line.weight > UPDATED]
    return max(dated, key=lambda line: line.weight).published if dated else None


def weight_of(label: str) -> int:
    """What the words before a date make of it: ``LABELLED``, ``UPDATED``, or ``UNDATED`` where they say nothing."""
    label = _ZONE.sub("", _CLOCK.sub("", label)).rstrip(" ,(")
    return LABELLED if _PUBLISHED.search(label) else UPDATED if _UPDATED.search(label) else UNDATED


def _undated(line: str) -> HeadLine | None:
    """A byline, a credit, a section by itself, or a line of day and clock, or of labels, that names no full date."""
    if _LABELS.fullmatch(line):
        return HeadLine()
    byline = read_byline(line)
    if byline:
        outlet = next((piece for piece in _pieces(line)[1:] if is_outlet(piece)), None)
        return HeadLine(byline=byline, outlet=outlet)
    if is_house_byline(line):
        return HeadLine()
    credit = _SOURCE.match(line.lstrip("/ "))
    if credit:
        outlet = _outlet_in(credit.string[credit.end() :])
        return HeadLine(outlet=outlet) if outlet else None
    rest = line
    for start, end in reversed(tuple(find_partial_dates(line))):
        rest = rest[:start] + rest[end:]
    rest = _without_clocks(rest)
    pieces = _pieces(rest)
    if rest != line and (not pieces or ("|" in line and all(map(_is_name, pieces)))):
        return HeadLine()
    return HeadLine(section=line) if is_section(line) and key(line) not in words().chrome else None


def _choose(line: str, dates: tuple[DateFound, ...]) -> tuple[str, int]:
    """The date of publication among those of one line."""
    weighed = []
    for index, found in enumerate(dates):
        weight = weight_of(line[dates[index - 1].end if index else 0 : found.start])
        weighed.append((weight or ALONE, -index, found.value))
    weight, _, value = max(weighed)
    return value, weight


def _around(line: str, dates: tuple[DateFound, ...]) -> tuple[list[str], list[str]]:
    """The pieces before the first date and those after it, without clocks and labels."""
    before = _pieces(line[: dates[0].start])
    after: list[str] = []
    for index, found in enumerate(dates):
        end = dates[index + 1].start if index + 1 < len(dates) else len(line)
        after.extend(_pieces(line[found.end : end]))
    return before, after


def _without_clocks(text: str) -> str:
    for pattern in (_COUNTS, _OTHER_CALENDAR, _CLOCK, _ZONE, _WEEKDAY_ONLY):
        text = pattern.sub(" | ", text)
    return text


def _pieces(text: str) -> list[str]:
    text = _PUBLISHED.sub(" ", _UPDATED.sub(" ", _without_clocks(text).strip(" |,("))).strip()
    pieces = (_SOURCE.sub("", bare(part).strip(" ,.:()[]"), count=1) for part in _SEPARATOR.split(text))
    return [piece for piece in pieces if piece and not _LABEL_ONLY.fullmatch(piece.replace(" ", ""))]


def _is_name(piece: str) -> bool:
    """Whether a piece beside a date reads as a name or a heading, and not as part of a sentence."""
    if is_section(piece) or is_byline(piece) or _outlet_in(piece) or key(piece) in words().no_author:
        return True
    tokens = piece.split()
    particles = words().particles
    # In capitals every word looks like a name.
    most = _MOST_CAPITALS if piece.isupper() else _MOST_WORDS
    return len(tokens) <= most and all(token[0].isupper() or token in particles for token in tokens)


def _outlet_in(piece: str) -> str | None:
    """The outlet that a piece names, the place behind it left off (``The Daily Star, Lebanon``)."""
    return next((name for name in (piece, piece.split(",")[0].strip()) if is_outlet(name)), None)


def _sort_pieces(
    before: list[str], after: list[str], names: frozenset[str]
) -> tuple[str | None, str | None, str | None]:
    """Byline, outlet and section among the pieces before and after a date."""
    byline = next((name for piece in (*before, *after) if (name := read_byline(piece))), None)
    before = [piece for piece in before if not is_byline(piece)]
    after = [piece for piece in after if not is_byline(piece)]
    sections = [piece for piece in (*before, *after) if is_section(piece)]
    rest = [piece for piece in (*before, *after) if piece not in sections]
    outlet = next((name for piece in rest if (name := _outlet_in(piece))), None)
    if outlet is None and before and before[-1] in rest:
        outlet = _unlisted_outlet(before[-1], names, has_section=bool(sections))
    unnamed = [piece for piece in after if piece in rest and piece != outlet]
    if not sections and outlet in before and len(unnamed) == 1 and unnamed[0].isalpha():
        sections = unnamed
    return byline, outlet, sections[0] if sections else None


def _unlisted_outlet(name: str, names: frozenset[str], *, has_section: bool) -> str | None:
    """A name that no list knows: an outlet if the page repeats it alone, or if no person is called so.

    ``Jane Doe September 3, 2021 News`` and ``Kirkuk Now September 3, 2021 News`` look alike: such names stay out.
    """
    if key(name) in words().no_author or not name[0].isupper():
        return None
    no_person = has_section and not _PERSON.fullmatch(name) and not name.isupper()
    alone = has_section and len(name.split()) == 1
    return name if alone or no_person or key(name) in names else None
