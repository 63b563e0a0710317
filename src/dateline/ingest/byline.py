"""Names as pages write them: authors behind ``By``, outlets and sections of news pages."""

from __future__ import annotations

import re

from dateline.ingest.dates import MONTH, WEEKDAY
from dateline.ingest.words import bare, key, words

_BY = re.compile(
    r"(?:(?:written|posted|reported|story|words|text|published)\s)?by:?\s+(?P<names>\S.{1,120})", re.IGNORECASE
)
_NO_NAME = re.compile(rf"{WEEKDAY}|{MONTH}|(?:the|a|an|then|now|noon|midnight|law|end)\b(?! [A-Z])", re.IGNORECASE)
_AFTER_NAMES = re.compile(r"\s(?:in|from|at|for|on)\s|\s{0,2}[|•·/;–—]\s{0,2}|\s-\s")
_CAPITAL = re.compile(r"(?:[a-z]{1,3}['’-])?[^\W\d_a-z]")
_SECTION_JOINT = re.compile(r"\s*(?:&|/|,|\band\b)\s*")
_DOMAIN = re.compile(r"(?:www\.)?[\w-]{2,40}\.(?:com|net|org|info|news|tv|co\.[a-z]{2}|com\.[a-z]{2}|[a-z]{2,3})")
_MOST_WORDS = 12


def is_byline(text: str) -> bool:
    """Whether the text opens as a byline does, whatever names follow."""
    return _BY.fullmatch(text) is not None


def read_byline(text: str) -> str | None:
    """The names of ``By Jane Doe and John Roe, Staff Writers``; None for ``By Friday`` and ``by admin``."""
    match = _BY.fullmatch(bare(text))
    if not match or _NO_NAME.match(match["names"]):
        return None
    kept: list[str] = []
    for part in _AFTER_NAMES.split(match["names"], maxsplit=1)[0].split(","):
        tokens = part.split()
        is_role = any(token.lower().rstrip("s") in words().roles for token in tokens)
        if not tokens or is_role or (kept and is_outlet(part)):
            break
        kept.append(" ".join(tokens))
    names = ", ".join(kept).rstrip(".:")
    return names if reads_as_names(names) else None


def reads_as_names(text: str) -> bool:
    """Whether every word begins as a name does, and the whole is no page's stand-in for an author."""
    tokens = text.replace(",", " ").split()
    if not 1 <= len(tokens) <= _MOST_WORDS or text.endswith(("?", "!")) or key(text) in words().no_author:
        return False
    particles = words().particles
    return tokens[0] not in particles and all(_CAPITAL.match(token) or token in particles for token in tokens)


def is_section(piece: str) -> bool:
    """Whether the piece is the heading of a section of a news page."""
    sections = words().sections
    parts = _SECTION_JOINT.split(key(piece))
    return all(part in sections or part.removesuffix(" news") in sections for part in parts)


def is_outlet(piece: str) -> bool:
    """Whether the piece names a news outlet: listed, an address, or with a word like ``Press`` at an end of it."""
    lower = key(piece)
    parts = lower.split()
    if not parts or len(parts) > 6:
        return False
    if lower in words().outlets or lower in words().agencies or _DOMAIN.fullmatch(lower):
        return True
    cues = words().outlet_cues
    return len(parts) > 1 and piece.strip()[0].isupper() and (parts[-1] in cues or parts[0] in cues)
