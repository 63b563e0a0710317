"""Lines that say who wrote a report, where it appeared and when: ``Gulf Media March 3, 2021 News``, ``By Jane Doe``.

A line is taken apart at its dates and separators; it counts only when little is left over, so a sentence that
mentions a date stays prose.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dateline.ingest.dates import MONTH, WEEKDAY, DateFound, find_dates, find_partial_dates
from dateline.ingest.words import bare, key, words

LABELLED, BESIDE, ALONE, UPDATED, UNDATED = 4, 3, 2, 1, 0
"""How much a date weighs: labelled as publication; beside outlet, section or byline; by itself; only an update."""

_LONGEST = 160
_MOST_LEFT_OVER = 8
_PUBLISHED = re.compile(
    r"\b(?:this (?:story|article|report|post|page|item) (?:is|was|appeared|first appeared)\b(?: (?:first|originally))?"
    r"(?: (?:published|posted|printed|filed|updated))?(?: (?:from|on|at|in))?"
    r"|(?:(?:first|originally) )?(?:published|posted|created|issued|released|filed|uploaded|printed|(?:publication )?date)"
    r"\b(?: (?:on|at|in|date))?)\s{0,2}[:|–-]?\s{0,2}$",
    re.IGNORECASE,
)
_UPDATED = re.compile(
    r"\b(?:last )?(?:updated?|modified|edited|revised|modification)\b(?: (?:on|at|date))?\s{0,2}[:|–-]?\s{0,2}$",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"(?:\bat )?(?<![\d:.])(?:\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\s?(?:[ap]\.?m\b\.?)?|\d{1,2}\s?[ap]\.?m\b\.?"
    r"|\d{4}(?= ?(?:gmt|utc|hrs|hours)))(?![\d:])\s{0,2}"
    r"(?:\(?\b(?:gmt|utc|bst|cet|cest|eet|eest|edt|est|cdt|cst|mdt|mst|pdt|pst|et|ct|mt|pt|ist|pkt|aest|aedt|hrs|hours)\b"
    r"(?:\s?[+-]\d{1,2}(?::?\d{2})?)?\)?)?(?: local time\b)?",
    re.IGNORECASE,
)
_ZONE = re.compile(r"\(?\b(?:GMT|UTC|BST|CET|EET|EDT|EST|CDT|CST|PDT|PST|IST|ET)\b(?:\s?[+-]\d{1,2}(?::?\d{2})?)?\)?")
_WEEKDAY_ONLY = re.compile(rf"{WEEKDAY},?", re.IGNORECASE)
_READING = re.compile(
    r"\b\d{1,3}\s?(?:-\s?)?min(?:ute)?s?\.?(?: read)?\b|\b\d{1,6} (?:views|comments?|shares|reads)\b", re.I
)
_SEPARATOR = re.compile(r"\s{0,3}(?:[|•·»›/;]|\s[–—-]\s|--|(?<=\s)[–—-]|[–—-](?=\s|$))\s{0,3}|\s{3,}|\t")
_BY = re.compile(
    r"(?:(?:written|posted|reported|story|words|text|published)\s)?by:?\s+(?P<name>\S.{1,120})", re.IGNORECASE
)
_NO_NAME = re.compile(rf"{WEEKDAY}|{MONTH}|(?:the|a|an|then|now|noon|midnight|law|end)\b(?! [A-Z])", re.IGNORECASE)
_PARTICLES = frozenset(
    {
        "and",
        "de",
        "del",
        "da",
        "la",
        "le",
        "al",
        "el",
        "bin",
        "ibn",
        "van",
        "von",
        "der",
        "di",
        "in",
        "for",
        "with",
        "&",
    }
)
_DOMAIN = re.compile(
    r"(?:www\.)?[\w-]{2,40}\.(?:com|net|org|info|news|tv|co\.uk|com\.\w\w|iq|ir|krd|eu|me|gov|edu)", re.IGNORECASE
)
_LABEL_ONLY = re.compile(
    r"(?:on|at|in|by|from|and|date|time|updated?|last|source|story|published|posted|as of|,|:|\(|\))+", re.I
)


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
    pieces = [*before, *after]
    if sum(len(piece.split()) for piece in pieces if not _BY.match(piece)) > _MOST_LEFT_OVER or not _are_names(pieces):
        return None
    byline, outlet, section = _sort_pieces(before, after, names)
    if weight == ALONE and (byline or outlet or section or _CLOCK.search(line)):
        weight = BESIDE
    return HeadLine(published, weight, byline, outlet, section)


def _undated(line: str) -> HeadLine | None:
    """A byline, a line of day and clock without a year, or a section by itself."""
    name = _byline(line)
    if name:
        pieces = _pieces(_BY.fullmatch(line)["name"]) if _BY.fullmatch(line) else []  # type: ignore[index]
        outlet = next((piece for piece in pieces[1:] if is_outlet(piece)), None)
        return HeadLine(byline=name, outlet=outlet)
    rest = line
    for start, end in reversed(list(find_partial_dates(line))):
        rest = rest[:start] + rest[end:]
    rest = _without_clocks(rest)
    if rest != line and not any(_pieces(rest)):
        return HeadLine()
    return HeadLine(section=line) if is_section(line) and key(line) not in words().chrome else None


def _choose(line: str, dates: tuple[DateFound, ...]) -> tuple[str, int]:
    """The date of publication among those of one line."""
    weighed = []
    for index, found in enumerate(dates):
        label = _CLOCK.sub("", line[dates[index - 1].end if index else 0 : found.start])
        label = _ZONE.sub("", label).rstrip(" ,(")
        weight = LABELLED if _PUBLISHED.search(label) else UPDATED if _UPDATED.search(label) else ALONE
        weighed.append((weight, -index, found.value))
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
    for pattern in (_READING, _CLOCK, _ZONE, _WEEKDAY_ONLY):
        text = pattern.sub(" | ", text)
    return text


def _pieces(text: str) -> list[str]:
    text = _PUBLISHED.sub(" ", _UPDATED.sub(" ", _without_clocks(text).strip(" |,("))).strip()
    pieces = (bare(part).strip(" ,.:()[]") for part in _SEPARATOR.split(text))
    return [piece for piece in pieces if piece and not _LABEL_ONLY.fullmatch(piece.replace(" ", ""))]


def _are_names(pieces: list[str]) -> bool:
    """Whether what is left beside a date reads as names and headings, not as a sentence."""
    small = 0
    for piece in pieces:
        if is_section(piece) or is_outlet(piece) or _byline(piece):
            continue
        small += sum(word[0].islower() and word not in _PARTICLES for word in piece.split())
        if piece.endswith((".", "?", "!")) and len(piece.split()) > 3:
            return False
    return small <= 1


def _sort_pieces(
    before: list[str], after: list[str], names: frozenset[str]
) -> tuple[str | None, str | None, str | None]:
    byline = next((name for piece in [*before, *after] if (name := _byline(piece))), None)
    rest = [piece for piece in [*before, *after] if not _byline(piece)]
    outlet = next((piece for piece in rest if is_outlet(piece) and not is_section(piece)), None)
    sections = [piece for piece in rest if is_section(piece) and piece != outlet]
    if outlet is None and before and before[-1] in rest and not is_section(before[-1]):
        outlet = _unlisted_outlet(before[-1], names, has_section=bool(sections))
    if not sections and outlet in before and len(after) == 1 and after[0] in rest and len(after[0].split()) == 1:
        sections = [word for word in after if word.isalpha() and word[0].isupper()]
    return byline, outlet, sections[0] if sections else None


def _unlisted_outlet(name: str, names: frozenset[str], *, has_section: bool) -> str | None:
    """A name that no list knows: an outlet if the page repeats it alone, or if one word stands before date and section.

    Two words before a date may as well be a person's.
    """
    if key(name) in words().no_author or not name[0].isupper():
        return None
    alone = has_section and len(name.split()) == 1
    return name if alone or key(name) in names else None


def is_section(piece: str) -> bool:
    """Whether the piece is the heading of a section of a news page."""
    sections = words().sections
    parts = re.split(r"\s*(?:&|/|,|\band\b)\s*", key(piece))
    return all(part in sections or part.removesuffix(" news") in sections for part in parts)


def is_outlet(piece: str) -> bool:
    """Whether the piece names a news outlet: listed, an address, or with a word like ``Press`` at an end of it."""
    lower = key(piece)
    parts = lower.split()
    if not parts or len(parts) > 6:
        return False
    if lower in words().outlets or lower in words().agencies or _DOMAIN.fullmatch(piece):
        return True
    cues = words().outlet_cues
    return len(parts) > 1 and piece[0].isupper() and (parts[-1] in cues or (parts[0] in cues and parts[0] != "the"))


def _byline(text: str) -> str | None:
    """The names of ``By Jane Doe and John Roe, Staff Writers``."""
    match = _BY.fullmatch(bare(text))
    if not match or _NO_NAME.match(match["name"]):
        return None
    first = (_pieces(match["name"]) or [""])[0]
    kept: list[str] = []
    for part in first.split(","):
        tokens = part.split()
        if (
            not tokens
            or any(token.lower().rstrip("s") in words().roles for token in tokens)
            or (kept and is_outlet(part))
        ):
            break
        kept.append(" ".join(tokens))
    name = ", ".join(kept)
    return name if kept and _reads_as_names(name) else None


def _reads_as_names(text: str) -> bool:
    tokens = text.replace(",", " ").split()
    if not 1 <= len(tokens) <= 12 or text.endswith(("?", "!")) or key(text) in words().no_author:
        return False
    return (
        all(token[0].isupper() or token.lower() in _PARTICLES for token in tokens)
        and tokens[0].lower() not in _PARTICLES
    )
