"""Shares of a number that the text tells: "half of the 40 hostages" are 20, "most of the 40" no number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Final, NamedTuple

from dateline.normalise.count_lexicon import DETERMINERS, MODIFIERS, UNITS, word_table
from dateline.normalise.count_people import People
from dateline.normalise.count_tokens import Token, word_at

_PARTS: Final = {
    word + ending: number
    for word, number in (("third", 3), ("quarter", 4), ("fifth", 5), ("tenth", 10))
    for ending in ("", "s")
}
_UNKNOWN: Final = _PARTS.keys() | word_table(
    """most many some few fewer majority minority part rest remainder bulk fraction handful much number proportion
    percentage percent cent %"""
)
"""Before ``of the 40``: a share that is not told, or not as a number that is understood."""
_LONGEST_MODIFIER: Final = max(map(len, MODIFIERS))


class _Share(NamedTuple):
    """A share and the token with which its words begin; ``of`` is None where it is not told."""

    of: Fraction | None
    first: int


def shared(tokens: Sequence[Token], people: Sequence[People]) -> list[People]:
    """The phrases, each cut to the share of it that the words before it tell; none where that share is unknown."""
    whole_of = {p.last: p for p in people}
    found: list[People] = []
    for each in people:
        whole = whole_of[each.last]
        kept = _cut(tokens, each, None if whole is each else whole)
        if kept is not None:
            found.append(kept)
    inside = {at for p in found for at in range(p.first + 1, p.last)}
    lasts = {p.last for p in found if p.first not in inside}
    return [p for p in found if p.first not in inside or p.last in lasts]


def _cut(tokens: Sequence[Token], people: People, whole: People | None) -> People | None:
    """The phrase as its share makes it; ``whole`` is the 12 of "two of the 12"."""
    before = [word_at(tokens, people.first - 2), word_at(tokens, people.first - 1)]
    if before == ["all", "but"]:
        return _remaining(people, whole)
    if before[1] == "not" and people.best == 1 and whole is not None:
        return replace(people, first=people.first - 1, low=0, best=0, high=0)
    counted = _in_words(before[0])
    if before[1] == "in" and counted and people.best and whole is not None:
        return _scaled(tokens, whole, _Share(Fraction(counted, people.best), people.first - 2))
    share = _before(tokens, people.first)
    return people if share is None else _scaled(tokens, people, share)


def _remaining(people: People, whole: People | None) -> People | None:
    """``all but two of the 12``: ten; of a whole without a number, none is told."""
    if whole is None or whole.best is None or people.best is None or whole.best < people.best:
        return None
    left = whole.best - people.best
    return replace(people, first=people.first - 2, low=left, best=left, high=left)


def _before(tokens: Sequence[Token], first: int) -> _Share | None:
    """The share of what begins at token ``first`` that the words before it tell."""
    at = first
    while word_at(tokens, at - 1) in DETERMINERS - {"some"}:
        at -= 1
    word = word_at(tokens, at - 1)
    if word == "nor":
        return _Share(Fraction(0), at - 1)
    if word == "of":
        at -= 1
        word = word_at(tokens, at - 1)
    elif word != "half":
        return None
    if word in {"none", "neither"}:
        return _Share(Fraction(0), at - 1)
    if word == "half":
        return _Share(Fraction(1, 2), at - 2 if word_at(tokens, at - 2) in {"a", "one"} else at - 1)
    if word == "all" and word_at(tokens, at - 2) == "not":
        return _Share(None, at - 2)
    return _numbered(tokens, at - 1) if word in _UNKNOWN else None


def _numbered(tokens: Sequence[Token], at: int) -> _Share:
    """The share that ends with the word at token ``at``: ``a third``, ``two-thirds``, ``10 per cent``."""
    word, place = word_at(tokens, at), at - 1
    if word == "cent" and word_at(tokens, place) == "per":
        place -= 1
    if word_at(tokens, place) in {"-", "‐", "‑"}:
        place -= 1
    number = 1 if word_at(tokens, place) in {"a", "one"} else _in_words(word_at(tokens, place))
    divisor = _PARTS.get(word, 100 if word in {"percent", "cent", "%"} else 0)
    if not number or not divisor or number > divisor:
        return _Share(None, at)
    return _Share(Fraction(number, divisor), place)


def _in_words(word: str) -> int:
    """The number of one word, 0 where it is none."""
    return int(word) if word.isascii() and word.isdecimal() and len(word) < 4 else UNITS.get(word, 0)


def _scaled(tokens: Sequence[Token], people: People, share: _Share) -> People | None:
    """The share of the people, exact only where both are and the parts are whole."""
    if share.of is None or people.best is None:
        return None
    if share.of == 0:
        return replace(people, first=share.first, low=0, best=0, high=0)
    part = people.best * share.of
    value = round(part)
    bound, first = _bound(tokens, share.first)
    if not people.low == people.best == people.high or part != value:
        bound = "about"
    low, high = (value if bound in {end, "none"} else None for end in ("least", "most"))
    best = None if bound == "below" else value
    return replace(people, first=first, low=low, best=best, high=value if bound == "below" else high)


def _bound(tokens: Sequence[Token], first: int) -> tuple[str, int]:
    """What the words before a share make of it, and where they begin: "more than half of the 40"."""
    for length in range(min(_LONGEST_MODIFIER, first), 0, -1):
        bound = MODIFIERS.get(tuple(t.low for t in tokens[first - length : first]))
        if bound is not None:
            return bound, first - length
    return "none", first
