"""Names of people and ships: which words of a phrase can be one."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.normalise.actor_words import JOINERS, PARTICLES, Token

_SHIPS = frozenset("HMS USS INS HMAS HMCS MV MT SS RFA USNS".split())
_MAX_NAME = 6


def is_ship(core: Sequence[Token]) -> bool:
    """``HMS Glasgow``."""
    return len(core) > 1 and core[0].text in _SHIPS and core[1].text[0].isupper()


def _capitalised(word: Token) -> bool:
    """``Assad`` and ``al-Assad``."""
    return word.text.rpartition("-")[2][:1].isupper() or word.text[0].isupper()


def names_someone(words: Sequence[Token]) -> bool:
    """Whether the words can be a name: capitalised, or in a writing without case."""
    return len(words) <= _MAX_NAME and all(
        _capitalised(word) or word.key in PARTICLES or word.text[0].isdigit() for word in words
    )


def is_personal_name(core: Sequence[Token]) -> bool:
    """Two to six capitalised words without digits, slashes or an owner, or several such names."""
    if any(c.isdigit() or c in "/&" for word in core for c in word.text):
        return False
    if any(word.text.endswith(("'s", "’s")) for word in core[:-1]):
        return False
    names: list[list[Token]] = [[]]
    for word in core:
        if word.key in JOINERS:
            names.append([])
        else:
            names[-1].append(word)
    capitals = [sum(map(_capitalised, name)) for name in names]
    return max(capitals) >= 2 and min(capitals) >= 1 and all(map(names_someone, names))
