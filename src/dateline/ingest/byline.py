"""Names as pages write them: authors behind ``By``, outlets and sections of news pages."""

from __future__ import annotations

import re

from dateline.ingest.dates import MONTH, WEEKDAY
from dateline.ingest.words import bare, key, words

_BY = re.compile(
    r"(?:(?:(?:written|posted|reported|story|words|text|published)\s)?by:?\s+"
    r"|(?:by-?line|author|writer|reporter|correspondent|journalist)s?\s?:\s*)(?P<names>\S.{1,120})",
    re.IGNORECASE,
)
_FROM = re.compile(r"from:?\s+(?P<names>[^,]{3,60}), (?P<place>[^,]{2,40})", re.IGNORECASE)
_HOUSE = re.compile(r"(?:by|from):?\s+", re.IGNORECASE)
_OURS = frozenset({"our", "a", "the", "own", "special", "senior", "local"})
_TOWN_OPENS = frozenset(
    """abu addis buenos cape dar east el fort ho hong kuala la las los mexico new north panama phnom port rio saint
    san santa santo sao south st st. tel west""".split()
)
"""First words of the names of towns that have two."""
_NO_NAME = re.compile(rf"{WEEKDAY}|{MONTH}|(?:the|a|an|then|now|noon|midnight|law|end)\b(?! [A-Z])", re.IGNORECASE)
_AFTER_NAMES = re.compile(r"\s(?:in|from|at|for|on)\s|\s{0,2}[|•·/;–—]\s{0,2}|\s-\s")
_WHERE = re.compile(r"\s(?:in|from)\s")
_CAPITAL = re.compile(r"(?:[a-z]{1,3}['’-])?[^\W\d_a-z]")
_SECTION_JOINT = re.compile(r"\s*(?:&|/|,|\band\b)\s*")
_DOMAIN = re.compile(r"(?:www\.)?[\w-]{2,40}\.(?:com|net|org|info|news|tv|co\.[a-z]{2}|com\.[a-z]{2}|[a-z]{2,3})")
_MOST_WORDS, _MOST_CREDIT_WORDS, _MOST_PLACE_WORDS, _MOST_DESK_WORDS = 12, 6, 3, 3


def is_byline(text: str) -> bool:
    """Whether the text opens as a byline does, whatever names follow."""
    return _BY.fullmatch(text) is not None


def is_house_byline(text: str) -> bool:
    """Whether the text is a byline that names nobody: ``By Gulf Press staff``, ``From our correspondent``,
    ``Staff Reporter``, ``Foreign Desk``.
    """
    line = bare(text)
    by = _HOUSE.match(line)
    names = line[by.end() :] if by else line
    tokens = key(names).split()
    if not 0 < len(tokens) <= _MOST_CREDIT_WORDS or not (_CAPITAL.match(names) or tokens[0] == "our"):
        return False
    if by:
        return key(names) in words().no_author or _is_role(tokens[-1])
    return is_credit(line) or (tokens[-1] == "desk" and 1 < len(tokens) <= _MOST_DESK_WORDS and line.istitle())


def is_credit(line: str) -> bool:
    """Whether a line is nothing but the names of trades in a newsroom: ``Our Staff Reporter``."""
    tokens = key(line).split()
    return len(tokens) > 1 and _is_role(tokens[-1]) and all(token in _OURS or _is_role(token) for token in tokens)


def _is_role(token: str) -> bool:
    return bool({token.lower(), token.lower().rstrip("s")} & words().roles)


def read_byline(text: str) -> str | None:
    """The names of ``By Jane Doe and John Roe, Staff Writers``; None for ``By Friday`` and ``by admin``.

    One word behind a comma and a full name is where its bearer writes (``By Jane Doe, Basra``).
    """
    match = _BY.fullmatch(bare(text))
    if not match:
        return _read_sender(bare(text))
    if _NO_NAME.match(match["names"]):
        return None
    kept: list[str] = []
    for part in _AFTER_NAMES.split(match["names"], maxsplit=1)[0].split(","):
        tokens = part.split()
        is_role = any(map(_is_role, tokens))
        is_place = len(tokens) == 1 and kept and " " in kept[0]
        if not tokens or is_role or is_place or (kept and is_outlet(part)):
            break
        kept.append(" ".join(tokens))
    names = ", ".join(kept).rstrip(".:")
    return names if reads_as_names(names) else None


def _read_sender(line: str) -> str | None:
    """The person of ``From Jane Doe, Basra``; none of ``From New Delhi, India``."""
    match = _FROM.fullmatch(line)
    if not match or len(match["place"].split()) > _MOST_PLACE_WORDS or not reads_as_names(match["place"]):
        return None
    tokens = match["names"].split()
    named = len(tokens) in (2, 3) and reads_as_names(match["names"]) and tokens[0].lower() not in _TOWN_OPENS
    return match["names"] if named and not any(map(_is_role, tokens)) else None


def read_lone_name(line: str) -> str | None:
    """The person whom a line beside a date names without ``By``: ``Jane Doe``, ``Jane Doe in Basra``,
    ``Jane Doe, Gulf Press``.
    """
    name, *places = _WHERE.split(bare(line), maxsplit=1)
    name, comma, role = name.partition(",")
    if not all(len(place.split()) <= _MOST_PLACE_WORDS and reads_as_names(place) for place in places):
        return None
    if comma and not is_outlet(role) and not any(map(_is_role, role.split())):
        return None
    is_name = len(name.split()) in (2, 3) and reads_as_names(name) and not any(mark in name for mark in "&+0123456789")
    return name if is_name and not is_outlet(name) and not _is_of_page(name) else None


def _is_of_page(name: str) -> bool:
    """Whether a word of the line stands in menus and buttons, or in sentences (``Related Topics``, ``In Summary``)."""
    known, tokens = words(), key(name).split()
    small = known.function_words - known.particles
    return tokens[-1] in known.sections or not (known.chrome | known.roles | small).isdisjoint(tokens)


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
    """Whether the piece names a news outlet: listed, an address, or with a word like ``Press`` at an end of it.

    ``Army retakes border post`` and ``Attack on Border Post`` are titles: names have capitals, and few small words.
    """
    lower = key(piece)
    parts = lower.split()
    if not parts or len(parts) > 6:
        return False
    if lower in words().outlets or lower in words().agencies or _DOMAIN.fullmatch(lower):
        return True
    cues = words().outlet_cues
    if is_credit(piece):
        return False
    if len(parts) < 2 or "," in piece or not (parts[-1] in cues or parts[0] in cues):
        return False
    particles = words().particles
    first, *others = piece.split()
    if not first[0].isupper() or any(token[0].islower() and token not in particles for token in others):
        return False
    return (words().function_words - particles).isdisjoint(parts)
