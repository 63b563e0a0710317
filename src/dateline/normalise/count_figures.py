"""Stated quantities: a number and the noun it counts. Which of them belong to an event is not decided here."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.normalise.count_harm import HEADS
from dateline.normalise.count_lexicon import DETERMINERS
from dateline.normalise.count_numbers import Numeral, Token, numerals, tokens_of
from dateline.normalise.count_phrases import noun_end
from dateline.schema.span import Frozen

_MORE = frozenset({"another", "additional", "further", "other"})
_NO_NOUN = DETERMINERS | {"of", "more", "others"}
"""Words between a number and its noun, if one follows: "9 of those", "12 more"."""


class Quantity(Frozen):
    """``text[start:end]`` states ``value`` of what ``noun`` names.

    ``approximate`` where the text gives a bound or an estimate. An elliptic number ("and another 900") has the noun
    of the one before it.
    """

    value: float
    approximate: bool
    noun: str
    start: int
    end: int


def figures(text: str, start: int, end: int) -> tuple[Quantity, ...]:
    """The quantities of ``text[start:end]``, usually one sentence; words such as ``dozens`` and single things are none.

    A range has its upper bound as value; other bounds are their own value.
    """
    tokens = tokens_of(text, start, end)
    found: list[Quantity] = []
    numbers = numerals(tokens)
    stops = [*(n.first for n in numbers[1:]), len(tokens)]
    for numeral, stop in zip(numbers, stops, strict=False):
        value = next((v for v in (numeral.best, numeral.high, numeral.low) if v is not None), 0)
        if numeral.vague or value < 2:
            continue
        last = min(noun_end(tokens, numeral.last), stop)
        noun = _noun(text, tokens, numeral.last, last) or _carried(tokens, numeral, found)
        if noun is not None:
            first, final = tokens[numeral.first].start, tokens[max(last, numeral.last) - 1].end
            quantity = Quantity(value=value, approximate=numeral.approximate, noun=noun, start=first, end=final)
            found.append(quantity)
    return tuple(found)


def _noun(text: str, tokens: Sequence[Token], first: int, last: int) -> str | None:
    """The noun of tokens ``[first, last)`` after a number; none where they only say of whom or that there are more."""
    of_them = first < last and tokens[first].low == "of" and tokens[last - 1].low in HEADS
    while first < last and tokens[first].low in _NO_NOUN:
        first += 1
    if first >= last or of_them:
        return None
    return text[tokens[first].start : tokens[last - 1].end]


def _carried(tokens: Sequence[Token], numeral: Numeral, found: Sequence[Quantity]) -> str | None:
    """The noun of the number before, where this one goes on from it: "1,800 troops here and another 700 there"."""
    more = any(t.low in _MORE for t in tokens[numeral.first : numeral.core])
    return found[-1].noun if found and more else None
