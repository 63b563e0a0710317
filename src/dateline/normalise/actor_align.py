"""With whom an actor sides, from words such as ``Iran-aligned``, ``pro-Russian`` or ``loyal to Haftar``."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from dateline.normalise.actor_words import PARTICLES, Token, is_mark, skip_determiners, ties

_TIES = (
    "aligned|backed|supported|allied|affiliated|linked|inspired|sponsored|funded|financed|armed|trained|equipped|proxy|"
    "installed|appointed|controlled|run"
)
_COMPOUND = re.compile(rf"(?P<side>.+?)-(?:{_TIES})$", re.IGNORECASE)
_PRO = re.compile(r"pro-(?P<side>.+)$", re.IGNORECASE)
_TIE = frozenset("aligned backed supported allied affiliated linked sponsored".split())
"""Those that follow the side as a word of their own: not ``armed``, for ``Salvadoran armed forces`` are its own."""
_GOVERNMENT = frozenset("government regime".split())
_LONGEST_SIDE = 5

Namer = Callable[[str], str | None]
"""Gives the usual name of a country or listed actor, None for anything else."""


def alignment(tokens: Sequence[Token], name_of: Namer) -> tuple[str | None, frozenset[int]]:
    """The side named, and the indices of the words that name it (they say nothing of the actor's own country)."""
    side: str | None = None
    used: set[int] = set()
    for at, token in enumerate(tokens):
        found, words = _side_at(tokens, at, token, name_of)
        if words:
            used.update(words)
            side = side or found
    return side, frozenset(used)


def _side_at(tokens: Sequence[Token], at: int, token: Token, name_of: Namer) -> tuple[str | None, range]:
    compound = _COMPOUND.match(token.text) or _PRO.match(token.text)
    if compound is not None:
        return _compound_side(tokens, at, compound.group("side"), name_of)
    if ties(tokens, at):
        return _complement(tokens, at + 2, name_of)
    if token.key in _TIE and at > 0:
        side = name_of(tokens[at - 1].text)
        return side, range(at - 1, at + 1) if side else range(0)
    return None, range(0)


def _compound_side(tokens: Sequence[Token], at: int, side: str, name_of: Namer) -> tuple[str | None, range]:
    """``Saudi Arabia-backed`` has its first word before the compound; ``pro-Iranian`` has none."""
    for start in range(max(0, at - 3), at):
        named = name_of(" ".join([*(token.text for token in tokens[start:at]), side]))
        if named is not None:
            return named, range(start, at + 1)
    named = name_of(side)
    if named is None and (_is_name(tokens, at, side) or side.casefold() in _GOVERNMENT):
        named = side
    if side.casefold() in _GOVERNMENT and at > 0:
        owner = name_of(tokens[at - 1].text)
        if owner is not None:
            return owner, range(at - 1, at + 1)
    return named, range(at, at + 1) if named is not None else range(0)


def _is_name(tokens: Sequence[Token], at: int, side: str) -> bool:
    """Whether an unlisted side is a name (``pro-Assad``): capitalised, and not only by its position or writing."""
    inner = at > 0 or tokens[at].text[0].islower()
    return side[0].isupper() and inner and not tokens[at].text.isupper()


def _of_name(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word is of a name: capitalised, as its last part may be (``al-Assad``), or a particle before such."""
    word = tokens[at].text
    if word[0].isupper() or (word.rpartition("-")[2][:1].isupper() and word.partition("-")[0] in PARTICLES):
        return True
    return word in PARTICLES and at + 1 < len(tokens) and _of_name(tokens, at + 1)


def _complement(tokens: Sequence[Token], start: int, name_of: Namer) -> tuple[str | None, range]:
    start = skip_determiners(tokens, start)
    for length in range(min(_LONGEST_SIDE, len(tokens) - start), 0, -1):
        named = name_of(" ".join(token.text for token in tokens[start : start + length]))
        if named is not None:
            return named, range(start, start + length)
    end = start
    while end < len(tokens) and not is_mark(tokens[end]) and _of_name(tokens, end):
        end += 1
    if end > start:
        return " ".join(token.text for token in tokens[start:end]), range(start, end)
    return None, range(0)
