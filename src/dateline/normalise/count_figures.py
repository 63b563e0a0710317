"""Stated quantities: a number and the noun it counts. Which of them belong to an event is not decided here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from dateline.normalise.count_harm import HEADS
from dateline.normalise.count_lexicon import (
    BOUNDARIES,
    COLLECTIVES,
    DETERMINERS,
    FUNDS,
    MODIFIERS,
    SETTLEMENTS,
    STRENGTHS,
    word_table,
)
from dateline.normalise.count_numbers import Numeral, numerals, sizes, sums
from dateline.normalise.count_phrases import ends_plural, noun_end
from dateline.normalise.count_tokens import Token, tokens_of
from dateline.schema.span import Frozen

_MORE: Final = frozenset({"another", "additional", "further", "other"})
_COMPARED: Final = frozenset({("up", "from"), ("down", "from"), ("compared", "with"), ("compared", "to")})
"""Before a number that is set beside another of the same things."""
_NO_NOUN: Final = DETERMINERS | {"of", "more", "others"}
"""Words between a number and its noun, if one follows: "9 of those", "12 more"."""
_DEFINITE: Final = frozenset({"the", "these", "those"})
_BASES: Final = frozenset({2, 3, 4, 5, 10, 100})
"""What a share is told out of: "eight out of ten"."""
_HARM: Final = HEADS.keys() | {"casualties", "hurt", "victims", "detained", "arrested", "kidnapped", "abducted"}
_NUMBERING: Final = word_table("number numbers numbered numbering")
_LINKS: Final = _NUMBERING | word_table(
    """at is was be to of has have had now reached reaches exceeds exceeded topped tops totals totalled totaled stands
    stood grown risen grew rose swelled swollen climbed shrunk shrank fallen fell dropped hit
    currently still who which , :"""
)
"""Words between a noun and the number that says how large it is: "the population now stands at 40,000"."""
_LONGEST_LINK: Final = 5
_LONGEST_NOUN: Final = 3
_LONGEST_NUMBERED: Final = 12
"""How many words before its number a "number of refugees" may begin."""


class Quantity(Frozen):
    """``text[start:end]`` states ``value`` of what ``noun`` names.

    ``approximate`` where the text gives a bound or an estimate. An elliptic number ("and another 900") has the noun
    of the one before it. ``definite`` where the number is of things spoken of before: "the three men".
    """

    value: float
    approximate: bool
    noun: str
    start: int
    end: int
    definite: bool = False


def figures(text: str, start: int, end: int) -> tuple[Quantity, ...]:
    """The quantities of ``text[start:end]``, usually one sentence; words such as ``dozens`` and single things are none.

    A range has its upper bound as value; other bounds are their own value. Money is one where it is the size of
    something: "a budget of $3 billion".
    """
    tokens = tokens_of(text, start, end)
    found = [*_counted(text, tokens), *_strong(text, tokens), *_funds(text, tokens)]
    return tuple(sorted(found, key=lambda quantity: quantity.start))


def _counted(text: str, tokens: Sequence[Token]) -> list[Quantity]:
    """The quantities of things counted: "40 tanks", "a population of 4,000"."""
    found: list[Quantity] = []
    numbers = numerals(tokens)
    stops = [*(n.first for n in numbers[1:]), len(tokens)]
    for numeral, stop in zip(numbers, stops, strict=False):
        value = _value(numeral)
        if numeral.vague or value < 2 or _share(tokens, numeral, value):
            continue
        last = min(noun_end(tokens, numeral.last), stop)
        noun = None if _of_the_next(tokens, numeral, last, stop) else _noun(text, tokens, numeral.last, last)
        named = None if noun else _named_before(tokens, numeral)
        noun = noun or _carried(tokens, numeral, found)
        if named is not None:
            found.append(_sized(text, tokens, numeral, *named))
        elif noun is not None:
            final = tokens[max(last, numeral.last) - 1].end
            found.append(_quantity(tokens, numeral, noun, tokens[numeral.first].start, final))
    return found


def _quantity(tokens: Sequence[Token], numeral: Numeral, noun: str, start: int, end: int) -> Quantity:
    definite = numeral.first > 0 and tokens[numeral.first - 1].low in _DEFINITE
    return Quantity(
        value=_value(numeral), approximate=numeral.approximate, noun=noun, start=start, end=end, definite=definite
    )


def _value(numeral: Numeral) -> int:
    return next((v for v in (numeral.best, numeral.high, numeral.low) if v is not None), 0)


def _noun(text: str, tokens: Sequence[Token], first: int, last: int) -> str | None:
    """The noun of tokens ``[first, last)`` after a number; none where they only say of whom or that there are more."""
    of_them = first < last and tokens[first].low == "of" and tokens[last - 1].low in HEADS
    while first < last and tokens[first].low in _NO_NOUN:
        first += 1
    if first >= last or of_them:
        return None
    return text[tokens[first].start : tokens[last - 1].end]


def _of_the_next(tokens: Sequence[Token], numeral: Numeral, last: int, stop: int) -> bool:
    """Whether the number is a part of the next one, which has the noun: "14 of the country's 35 hospitals"."""
    return last == stop < len(tokens) and tokens[numeral.last].low == "of"


def _share(tokens: Sequence[Token], numeral: Numeral, value: int) -> bool:
    """Whether the number is what a share is told out of: "eight out of ten", "one in five"."""
    before = [t.low for t in tokens[max(0, numeral.first - 3) : numeral.first]]
    parted = before[-2:] == ["out", "of"] or before[-1:] == ["in"]
    at = numeral.first - (3 if before[-1:] == ["of"] else 2)
    return value in _BASES and parted and at >= 0 and tokens[at].opens and tokens[at].low not in {"a", "an"}


def _carried(tokens: Sequence[Token], numeral: Numeral, found: Sequence[Quantity]) -> str | None:
    """The noun of the number before, where this one goes on from it: "1,800 troops here and another 700 there"."""
    more = any(t.low in _MORE for t in tokens[numeral.first : numeral.core])
    compared = tuple(t.low for t in tokens[max(0, numeral.core - 2) : numeral.core]) in _COMPARED
    return found[-1].noun if found and (more or compared) else None


def _sized(text: str, tokens: Sequence[Token], numeral: Numeral, first: int, last: int) -> Quantity:
    """The quantity whose noun, tokens ``[first, last)``, goes before its number."""
    noun = text[tokens[first].start : tokens[last - 1].end]
    return _quantity(tokens, numeral, noun, tokens[first].start, tokens[numeral.last - 1].end)


def _named_before(tokens: Sequence[Token], numeral: Numeral) -> tuple[int, int] | None:
    """The noun before a number that says how large it is: "a population of 4,000", "the force is 900 strong"."""
    last = _before_links(tokens, numeral.first)
    if last == 0:
        return None
    linked = [t.low for t in tokens[last : numeral.first]]
    numbered = _numbered(tokens, last) if linked else None
    if numbered is not None:
        return numbered
    head = tokens[last - 1].low
    grouped = head in SETTLEMENTS or (head in COLLECTIVES and tokens[last - 1].raw.islower())
    many = head in COLLECTIVES or (ends_plural(head) and head not in _HARM)
    strong = numeral.last < len(tokens) and tokens[numeral.last].low == "strong"
    if head in STRENGTHS or (grouped and linked == ["of"]) or (many and (strong or not _NUMBERING.isdisjoint(linked))):
        return _noun_start(tokens, last), last
    return None


def _before_links(tokens: Sequence[Token], at: int) -> int:
    """Where the words end that only linking words part from token ``at``."""
    first = max(0, at - _LONGEST_LINK)
    while at > first and (tokens[at - 1].low in _LINKS or (tokens[at - 1].low,) in MODIFIERS):
        at -= 1
    return at


def _numbered(tokens: Sequence[Token], last: int) -> tuple[int, int] | None:
    """The noun of "the number of refugees in the camps has reached 9,000", up to token ``last``; none of a toll."""
    words = [t.low for t in tokens[max(0, last - _LONGEST_NUMBERED) : last]]
    of = next((at for at, pair in enumerate(pairwise(words)) if pair == ("number", "of")), None)
    if of is None or not _HARM.isdisjoint(words[of:]):
        return None
    first = last - len(words) + of + 2
    end = noun_end(tokens[:last], first)
    return (first, end) if end > first else None


def _noun_start(tokens: Sequence[Token], last: int) -> int:
    """Where the noun phrase begins that ends before token ``last``, without its determiner."""
    first = last - 1
    while first > max(0, last - _LONGEST_NOUN) and _modifies(tokens[first - 1]):
        first -= 1
    return first


def _modifies(token: Token) -> bool:
    return token.raw.isalpha() and token.low not in BOUNDARIES | DETERMINERS


def _strong(text: str, tokens: Sequence[Token]) -> Iterator[Quantity]:
    """The strength of a force: "a 5,000-strong garrison"."""
    for numeral in sizes(tokens):
        if tokens[numeral.last - 1].low == "strong":
            last = _collective_end(tokens, numeral.last)
            noun = _noun(text, tokens, numeral.last, last)
            if noun is not None:
                yield _quantity(tokens, numeral, noun, tokens[numeral.first].start, tokens[last - 1].end)


def _collective_end(tokens: Sequence[Token], first: int) -> int:
    """Where the noun phrase ends that begins at token ``first`` and names a group, else where it begins."""
    near = range(first, min(len(tokens), first + _LONGEST_LINK))
    end = next((at for at in near if not _modifies(tokens[at])), near.stop)
    return max((at + 1 for at in range(first, end) if tokens[at].low in COLLECTIVES | STRENGTHS), default=first)


def _funds(text: str, tokens: Sequence[Token]) -> Iterator[Quantity]:
    """The sums of money that something amounts to: "a budget of $3 billion", "a $300 million trade deficit"."""
    if not any(token.low in FUNDS for token in tokens):
        return
    for numeral in sums(tokens):
        after, before = _fund_end(tokens, numeral.last), _before_links(tokens, numeral.first)
        if numeral.vague:
            continue
        if after > numeral.last:
            noun = text[tokens[numeral.last].start : tokens[after - 1].end]
            yield _quantity(tokens, numeral, noun, tokens[numeral.first].start, tokens[after - 1].end)
        elif before and tokens[before - 1].low in FUNDS:
            yield _sized(text, tokens, numeral, _noun_start(tokens, before), before)


def _fund_end(tokens: Sequence[Token], first: int) -> int:
    """Where the noun phrase ends that begins at token ``first`` and names a fund, else where it begins."""
    for at in range(first, min(first + _LONGEST_NOUN, len(tokens))):
        if tokens[at].low in FUNDS:
            return at + 1
        if not _modifies(tokens[at]):
            break
    return first
