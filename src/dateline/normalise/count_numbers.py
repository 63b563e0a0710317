"""Numbers of a text that count people or things, with the words that bound them.

Years, dates, ages, clock times, money, percentages, measures, ordinals, scores and the numbers of names ("M-16",
"Flight 370") are none. Every step is linear in the length of the text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dateline.normalise.count_lexicon import (
    AFTER_NOUN,
    AFTER_NUMBER,
    CURRENCIES,
    IDENTIFIED,
    MASS_NOUNS,
    MEASURES,
    MODIFIERS,
    MONEY_BEFORE,
    MONTHS,
    PERSON_NOUNS,
    SCALES,
    TENS,
    YEAR_BEFORE,
    Bound,
)
from dateline.normalise.count_tokens import HYPHENS, Token, glued, word_at
from dateline.normalise.count_written import DOTTED, Written, looks_plural, next_written, scaled, written_at

_UNBOUNDED: Final = (None, None, None)
"""The limits of ``up to dozens``: no number at all."""
_OLDEST: Final = 120
"""The greatest age."""
_FIRST_YEAR: Final = 1800
_LAST_YEAR: Final = 2100
_SIZERS: Final = frozenset({"strong", "member", "man", "woman", "person"})
"""After a number and a hyphen: it tells how many the group has that is named next."""
_LONGEST_MODIFIER: Final = max(map(len, MODIFIERS))
_OF_A_YEAR: Final = frozenset({"the", "its", "his", "her", "their", "this"})
"""Before the year of something: "the 2016 elections"."""
_AGED: Final = PERSON_NOUNS - {"dead", "other", "more", "casualty", "fatality", "body", "corpse"}
"""Nouns of persons whose age may follow them."""


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number that counts: tokens ``[first, last)`` with modifiers, ``[core, last)`` without those before it.

    ``vague`` marks a word that gives a lower bound only, such as ``dozens``.
    """

    first: int
    core: int
    last: int
    low: int | None
    best: int | None
    high: int | None
    approximate: bool = False
    vague: bool = False


def numerals(tokens: Sequence[Token]) -> list[Numeral]:
    """Every counting number of the tokens, in order, none overlapping another."""
    found: list[Numeral] = []
    reached = taken = 0
    while (written := next_written(tokens, reached)) is not None:
        at, core = written
        if _counts(tokens, at, core):
            numeral = _bounded(tokens, at, core, taken)
            taken = numeral.last
            if (numeral.low, numeral.best, numeral.high) != _UNBOUNDED:
                found.append(numeral)
        reached = max(core.last, taken)
    return found


def sizes(tokens: Sequence[Token]) -> list[Numeral]:
    """The sizes of groups, in order: "a 30-strong gang", "the five-member team"; each runs over its second part."""
    found = []
    for at in range(2, len(tokens)):
        if tokens[at].low in _SIZERS and tokens[at - 1].low in HYPHENS and glued(tokens, at):
            first = _opening(tokens, at - 1)
            core = written_at(tokens, first) if tokens[first].opens else None
            if core is not None and core.last == at - 1 and not core.vague:
                found.append(_bounded(tokens, first, core._replace(last=at + 1), 0))
    return found


def sums(tokens: Sequence[Token]) -> list[Numeral]:
    """The sums of money, in order: "about $3 billion", "20 million euros"; each runs over its currency."""
    found: list[Numeral] = []
    reached = taken = 0
    while (written := next_written(tokens, reached)) is not None:
        at, core = written
        signed = word_at(tokens, at - 1) in MONEY_BEFORE
        if signed or word_at(tokens, core.last) in CURRENCIES:
            last = core.last if signed else core.last + 1
            found.append(_bounded(tokens, at - signed, core._replace(last=last), taken))
            taken = last
        reached = core.last
    return found


def _opening(tokens: Sequence[Token], last: int) -> int:
    """Where the number begins that ends before token ``last``: its digits, or two words with a hyphen."""
    hyphened = last >= 3 and tokens[last - 2].low in HYPHENS and tokens[last - 3].low in TENS
    return last - 3 if hyphened else last - 1


def _persons(word: str) -> bool:
    """Whether the plural names people or what the lists have as a plural, which are counted more often than dated."""
    return word in MASS_NOUNS or word.removesuffix("s") in PERSON_NOUNS


def _counts(tokens: Sequence[Token], at: int, core: Written) -> bool:
    """Whether the number there counts people or things, by its neighbours."""
    if _measures(tokens, core) or _hyphenated(tokens, core) or _decimal(tokens, at, core):
        return False
    if tokens[at].low == "one" and core.last == at + 1:
        return _one_counts(tokens, at)
    if not core.digits:
        if word_at(tokens, at - 1) == "number":
            return False
        return word_at(tokens, core.last) not in MONTHS or core.vague
    return not (_named(tokens, at) or _dated(tokens, at, core) or _aged(tokens, at, core))


def _measures(tokens: Sequence[Token], core: Written) -> bool:
    word, then = word_at(tokens, core.last), word_at(tokens, core.last + 1)
    if word in {"%", ":", "/"} or word in MEASURES or (word in {"more", "further"} and then in MEASURES):
        return True
    if (word == "a" and then == ".") or word in {"a.m.", "p.m."}:
        return True
    return (word in HYPHENS and then in MEASURES) or (word, then) == ("per", "cent")


def _decimal(tokens: Sequence[Token], at: int, core: Written) -> bool:
    """``1.000`` where it may be one: no plural follows that it counts, or millions do ("1.500 to 2 million")."""
    dotted = any(
        DOTTED.fullmatch(tokens[here].raw) and scaled(tokens, here + 1)[1] == 1 for here in range(at, core.last)
    )
    return dotted and (word_at(tokens, core.last - 1) in SCALES or not looks_plural(word_at(tokens, core.last)))


def _hyphenated(tokens: Sequence[Token], core: Written) -> bool:
    """``two-day``, ``5-storey``, ``33D``, ``16th``: the number is part of a longer word."""
    if not glued(tokens, core.last):
        return False
    mark = tokens[core.last]
    if (mark.low, word_at(tokens, core.last + 1)) in AFTER_NUMBER:
        return False
    return mark.raw[0].isalpha() or (mark.low in HYPHENS and glued(tokens, core.last + 1))


def _one_counts(tokens: Sequence[Token], at: int) -> bool:
    before, after = word_at(tokens, at - 1), word_at(tokens, at + 1)
    if before in {"no", "any", "every", "the", "this", "each"} and after not in PERSON_NOUNS:
        return False
    return after not in {"another", "side", "time", "point", "such"} and after not in MONTHS


def _named(tokens: Sequence[Token], at: int) -> bool:
    """``M-16``, ``F16``, ``$5``, ``Flight 370``, ``3-1``."""
    before = word_at(tokens, at - 1)
    if before in MONEY_BEFORE or (before == "." and word_at(tokens, at - 2) in MONEY_BEFORE):
        return True
    if before in PERSON_NOUNS and not looks_plural(word_at(tokens, at + 1)):
        return True
    if before == "of" and word_at(tokens, at - 2) in {"age", "ages"}:
        return True
    if before in IDENTIFIED and not (before in {"no", "top"} and looks_plural(word_at(tokens, at + 1))):
        return True
    return glued(tokens, at) and (tokens[at - 1].raw[0].isalnum() or before in {"-", "/", ":", "#", "–", ".", "'", "’"})


def _dated(tokens: Sequence[Token], at: int, core: Written) -> bool:
    before, after = word_at(tokens, at - 1), word_at(tokens, core.last)
    if before == "." and word_at(tokens, at - 2) in MONTHS:
        before = tokens[at - 2].low
    if before in MONTHS and not (before in {"may", "march"} and tokens[at - 1].raw.islower()):
        return not (word_at(tokens, at - 2).isdecimal() and looks_plural(after))
    if after in MONTHS and word_at(tokens, core.last + 1) not in {"have", "be", "not", "also", "still"}:
        return True
    raw = tokens[at].raw
    years = core.last == at + 1 or (core.top is not None and core.top <= _LAST_YEAR)
    if not years or len(raw) != 4 or not raw.isdecimal():
        return False
    if before == "at":
        return True
    return _FIRST_YEAR <= core.value <= _LAST_YEAR and (
        before in YEAR_BEFORE
        or not (looks_plural(after) or before in {"than", "least"})
        or (before in _OF_A_YEAR and not _persons(after))  # "the 2016 elections"
    )


def _aged(tokens: Sequence[Token], at: int, core: Written) -> bool:
    """``Mary Jones, 35,`` and ``a nurse (35)``: no noun follows, a name or a person and a mark go before."""
    if core.value > _OLDEST or core.last > at + 1:
        return False
    if word_at(tokens, at - 1) == "as" and word_at(tokens, at - 2) in {"young", "old"}:
        return True
    if _listed_age(tokens, at):
        return True
    if word_at(tokens, at - 1) not in {",", "("}:
        return False
    noun = word_at(tokens, at - 2)
    named = noun in _AGED or (tokens[at - 2].raw[:1].isupper() and not noun.endswith("ed"))
    return named and word_at(tokens, core.last) in {",", ".", ")", "", "who", "was", "of", "and"}


def _listed_age(tokens: Sequence[Token], at: int) -> bool:
    """``aged 19, 22 and 25`` and ``two women, 34 and 41,``: one of several ages between a noun and a mark."""
    first = last = at
    while word_at(tokens, first - 1) in {",", "and"} and word_at(tokens, first - 2).isdecimal():
        first -= 2
    if word_at(tokens, first - 1) in {"aged", "ages"}:
        return True
    while word_at(tokens, last + 1) in {",", "and"} and word_at(tokens, last + 2).isdecimal():
        last += 2
    joined = last > first and word_at(tokens, last - 1) == "and" and word_at(tokens, last + 1) in {",", ")", "."}
    noun = word_at(tokens, first - 2)
    return joined and word_at(tokens, first - 1) in {",", "("} and (noun in PERSON_NOUNS or looks_plural(noun))


def _bounded(tokens: Sequence[Token], at: int, core: Written, taken: int) -> Numeral:
    """The number with the modifiers around it; the one that bounds it nearest wins."""
    first, bound = at, "none"
    while (length := _modifier(tokens, first, taken)) > 0:
        found = MODIFIERS[tuple(t.low for t in tokens[first - length : first])]
        bound = found if bound == "none" else bound
        first -= length
    last, after = _after(tokens, core.last)
    if first < at and tokens[first].low in {"between", "from"} and core.top is None:
        first += 1
    after = _behind_noun(tokens, last) if after == "none" else after
    bound = after if bound == "none" else bound
    low, best, high = _limits(core, bound)
    approximate = core.vague or core.top is not None or bound != "none"
    return Numeral(first, at, last, low, best, high, approximate, core.vague)


def _modifier(tokens: Sequence[Token], at: int, taken: int) -> int:
    """How many tokens before ``at`` make a modifier, longest first; none before token ``taken``."""
    for length in range(min(_LONGEST_MODIFIER, at - taken), 0, -1):
        if tuple(t.low for t in tokens[at - length : at]) in MODIFIERS:
            return length
    return 0


def _after(tokens: Sequence[Token], last: int) -> tuple[int, Bound]:
    for length in (2, 1):
        bound = AFTER_NUMBER.get(tuple(t.low for t in tokens[last : last + length]))
        if bound is not None:
            return last + length, bound
    return last, "none"


def _behind_noun(tokens: Sequence[Token], last: int) -> Bound:
    """The bound that follows the noun: "20 men or more", not "20 men, at least 12 of them armed"."""
    if not looks_plural(word_at(tokens, last)) or word_at(tokens, last + 1) not in {"or", "at"}:
        return "none"
    after = tuple(t.low for t in tokens[last + 1 : last + 3])
    counts_on = last + 3 < len(tokens) and (tokens[last + 3].opens or tokens[last + 3].low == "of")
    return "none" if counts_on else AFTER_NUMBER.get(after, AFTER_NOUN.get(after, "none"))


def _limits(core: Written, bound: str) -> tuple[int | None, int | None, int | None]:
    """Low, best and high by the record's coding notes."""
    value = core.value
    if core.perhaps:
        return value, value, core.top
    if core.top is not None:
        return None if bound in {"most", "below"} else value, None, None if bound == "least" else core.top
    if core.vague:
        return _UNBOUNDED if bound in {"most", "below"} else (value, None, None)
    return {
        "least": (value, value, None),
        "most": (None, value, value),
        "about": (None, value, None),
        "below": (None, None, value),
    }.get(bound, (value, value, value))
