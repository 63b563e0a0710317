"""Noun phrases around a number, and the number of people or things that a phrase tells.

A phrase is read from its words alone: the number before its head noun, an indefinite article before a singular noun,
and, where the caller knows that the phrase names a person, a singular person noun or a proper name.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from dateline.normalise.count_lexicon import (
    BOUNDARIES,
    COLLECTIVES,
    COUNTED_OF,
    DETERMINERS,
    MASS_NOUNS,
    MONTHS,
    NAME_TITLES,
    NATIONALS,
    NOT_A_NAME,
    PARTICIPLES,
    PERSON_NOUNS,
    PRONOUNS,
    THING_NOUNS,
    WEEKDAYS,
    word_table,
)
from dateline.normalise.count_numbers import Numeral, numerals, sizes
from dateline.normalise.count_tokens import Token

NOUNS: Final = PERSON_NOUNS | THING_NOUNS
_NOBODY: Final = frozenset({"none", "nobody", "nil", "zero"})
_NEGATED: Final = frozenset({"no", "zero", "without", "any"})
POSSESSIVE: Final = frozenset({"his", "her", "their", "its"})
_TWO: Final = frozenset({"both", "twin"})
_INNER_MARKS: Final = frozenset("-'’")
_LONGEST_SPAN: Final = 80
"""A phrase of more tokens is read up to here: the count stands at its head."""
_PHRASE_ENDS: Final = frozenset({"(", "[", ";", ":", "—", "aged"})
_SUFFERED: Final = word_table("suffered sustained received")
"""Verbs whose object ends in a plural as a noun phrase does: "nine suffered cuts"."""
_LONGEST_PHRASE: Final = 9
_DATED: Final = WEEKDAYS | MONTHS - {"april", "may", "june", "august", "jan"}
"""Capitalised words that are no name; some months are names as well."""
_NO_PERSONS: Final = word_table(
    "sheep cattle aircraft livestock lives buses cities families bodies casualties injuries"
)
"""Plurals of the list that are not of persons."""
FAMILY: Final = word_table(
    """son daughter wife husband mother mum mom dad father brother sister uncle aunt nephew niece grandmother
    grandfather grandson granddaughter child bodyguard driver chauffeur spouse partner girlfriend boyfriend fiancee"""
)


class Amount(NamedTuple):
    """How many, and the tokens ``[first, last)`` that say it."""

    low: int | None
    best: int | None
    high: int | None
    first: int
    last: int


def is_plural(word: str) -> bool:
    """Whether ``word``, in lower case, is a plural noun as far as its form and the lists tell."""
    return word in MASS_NOUNS or singular_of(word) is not None


def is_person(noun: str) -> bool:
    """Whether ``noun``, in lower case, singular or plural, is listed as one of persons."""
    return noun in PERSON_NOUNS or singular_of(noun) in PERSON_NOUNS or noun in MASS_NOUNS - _NO_PERSONS


def singular_of(word: str) -> str | None:
    """The listed noun that ``word`` is the plural of, None where it is none."""
    for ending, put in (("ies", "y"), ("ves", "fe"), ("es", ""), ("s", "")):
        base = word[: -len(ending)] + put
        if word.endswith(ending) and base in NOUNS:
            return base
    return None


def noun_end(tokens: Sequence[Token], last: int, *, plural: bool = True) -> int:
    """Where the noun phrase that goes on at token ``last``, right after a number, ends.

    It runs over adjectives to the head noun: the first run of listed nouns that ends in a plural, or with ``plural``
    false in a singular; else the first run of any; else a word that looks plural.
    """
    end = last
    if end < len(tokens) and tokens[end].low == "of":
        end += 2 if end + 1 < len(tokens) and tokens[end + 1].low in DETERMINERS else 1
    spare = run = 0
    for at in range(end, min(len(tokens), last + _LONGEST_PHRASE)):
        word = tokens[at].low
        compound = at + 1 < len(tokens) and tokens[at + 1].raw == "-"  # "off-duty"
        if (word in BOUNDARIES and not compound) or word in _SUFFERED or not _in_phrase(tokens, at):
            break
        noun = word in NOUNS or is_plural(word)
        if not noun and run:
            if plural and ends_plural(word) and not is_plural(tokens[at - 1].low):  # "two student unions"
                return at + 1
            if not plural and _describes(tokens, at):
                run = 0
                continue
            spare, run = spare or run, 0
            if not plural or is_plural(tokens[at - 1].low):
                return at
        run = at + 1 if noun else 0
    if run and (not spare or is_plural(tokens[run - 1].low)):
        return run
    return spare or _plural_end(tokens, end)


def _describes(tokens: Sequence[Token], at: int) -> bool:
    """Whether what goes on at token ``at`` makes a description of the country or thing before it: "an Iraqi aid
    worker", "a hotel security guard"."""
    word = tokens[at].low
    if tokens[at - 1].low not in NATIONALS | THING_NOUNS or word in DETERMINERS or word.endswith(("ed", "s")):
        return False
    return any(t.low in PERSON_NOUNS - NATIONALS for t in tokens[at + 1 : at + 3])


def _in_phrase(tokens: Sequence[Token], at: int) -> bool:
    """Whether the token may stand inside a noun phrase: a word, a hyphen or the digits of "17-year-old"."""
    raw = tokens[at].raw
    return raw[0].isalpha() or raw in _INNER_MARKS or (at + 1 < len(tokens) and tokens[at + 1].raw == "-")


def _plural_end(tokens: Sequence[Token], at: int) -> int:
    """The end of ``N word word-s`` where no noun is listed: the first word in -s within four, else ``at``."""
    for here in range(at, min(len(tokens), at + 4)):
        word = tokens[here].low
        if word in BOUNDARIES or word in _SUFFERED or not word[0].isalpha():
            return at
        if ends_plural(word):
            return here + 1
    return at


def amount_of(tokens: Sequence[Token], first: int, last: int, *, person: bool) -> Amount | None:
    """The number that the phrase of tokens ``[first, last)`` tells; a modifier may stand before ``first``."""
    while last > first and not (tokens[last - 1].raw[0].isalnum() or tokens[last - 1].raw in {")", "+"}):
        last -= 1
    while first < last and not tokens[first].raw[0].isalnum():
        first += 1
    if first == last:
        return None
    last = min(last, first + _LONGEST_SPAN)
    zero = _zero(tokens, first, last)
    if zero is not None:
        return zero
    found = [n for n in numerals(tokens[:last]) if n.core >= first]
    end = _phrase_end(tokens, first, last, found)
    if any(n.core >= end and tokens[n.core - 1].low in {"and", ","} for n in found):
        return None
    return _conjuncts(tokens, first, end, [n for n in found if n.core < end], person)


def _zero(tokens: Sequence[Token], first: int, last: int) -> Amount | None:
    low = tokens[first].low
    follows = tokens[first + 1].low if first + 1 < last else ""
    if low in _NOBODY:
        return Amount(0, 0, 0, first, first + 1)
    if low not in _NEGATED or not follows or follows in {"fewer", "less", "more", "longer", "matter"}:
        return None
    if low == "no" and follows in {"one", "body", "-"}:
        return Amount(0, 0, 0, first, min(last, first + 2))
    noun = follows in NOUNS or is_plural(follows) or tokens[last - 1].low in NOUNS or is_plural(tokens[last - 1].low)
    return Amount(0, 0, 0, first, last) if noun and low != "any" else None


def _phrase_end(tokens: Sequence[Token], first: int, last: int, found: Sequence[Numeral]) -> int:
    """Where the head of the phrase ends: before its first preposition, relative clause or apposition.

    "A group of 20 men" goes on through ``of``: the number is the group's. So does "three of the guards".
    """
    inside = {at for n in found for at in range(n.first, n.last)}
    starts = {n.first for n in found} | {n.core for n in found}
    for at in range(first, last):
        word = tokens[at].low
        if at in inside or word == "and":
            continue
        if word == "of" and at > first:
            counted = tokens[at - 1].low in COUNTED_OF and (at + 1) in starts
            if counted or at - 1 in inside:
                continue
        if at > first and (word in BOUNDARIES or (word in PARTICIPLES and _noun_like(tokens[at - 1]))):
            return at
        if word in _PHRASE_ENDS or (word == "," and not _listed(tokens, at, last)):
            return at
    return last


def _noun_like(token: Token) -> bool:
    return token.low in NOUNS or token.low in COLLECTIVES or ends_plural(token.low) or token.raw[0].isupper()


def ends_plural(word: str) -> bool:
    """Whether a word is a plural by the lists or looks like one."""
    return is_plural(word) or (len(word) > 3 and word.endswith("s") and not word.endswith("ss"))


def _listed(tokens: Sequence[Token], comma: int, last: int) -> bool:
    """Whether the comma separates items of a list that ends in ``and``, not an apposition."""
    rest = [t.low for t in tokens[comma + 1 : last]]
    if "and" not in rest or rest[0] in {"a", "an", "the", "who", "which"}:
        return False
    return not (rest[0].isdecimal() and rest[1] in {"and", ","})


def _conjuncts(tokens: Sequence[Token], first: int, end: int, found: Sequence[Numeral], person: bool) -> Amount | None:
    """The sum over ``A, B and C``, each of which must tell its number; a shared head counts once."""
    inside = {at for n in found for at in range(n.first, n.last)}
    cuts = [at for at in range(first, end) if tokens[at].low in {"and", ","} and at not in inside]
    edges = [first - 1, *cuts, end]
    parts = [(a + 1, b) for a, b in pairwise(edges) if b > a + 1]
    if len(parts) > 1 and tokens[first].low in POSSESSIVE and all(tokens[b - 1].low in FAMILY for _, b in parts):
        return Amount(len(parts), len(parts), len(parts), first, end)
    amounts = [_single(tokens, a, b, found, person, alone=len(parts) == 1) for a, b in parts]
    head = amounts[0] if amounts else None
    if head is not None and head.best == 1:  # "a man and woman": they share the article
        pairs = zip(amounts, parts, strict=True)
        amounts = [each or (Amount(1, 1, 1, *at) if _bare_person(tokens, *at) else None) for each, at in pairs]
    if len(parts) <= 1 or head is None:
        return head
    known = [amount for amount in amounts if amount is not None]
    if len(known) == len(parts):
        return _sum(known)
    shared = all(amount is not None or _bare(tokens, *part) for amount, part in zip(amounts, parts, strict=True))
    return head._replace(last=end) if shared and len(known) == 1 and head.best != 1 else None


def _bare(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether the conjunct is a plural without a determiner, which shares the number before: "9 men and boys"."""
    return tokens[first].low not in DETERMINERS and ends_plural(tokens[last - 1].low)


def _bare_person(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether the conjunct is a person's noun in the singular and nothing else."""
    return last == first + 1 and tokens[first].low in PERSON_NOUNS and not is_plural(tokens[first].low)


def _sum(amounts: Sequence[Amount]) -> Amount:
    """The amounts added, bound by bound; a bound that one of them lacks is lacking in the sum."""

    def total(values: Sequence[int | None]) -> int | None:
        known = [value for value in values if value is not None]
        return sum(known) if len(known) == len(values) else None

    lows, bests, highs = ([amount[at] for amount in amounts] for at in range(3))
    return Amount(total(lows), total(bests), total(highs), amounts[0].first, amounts[-1].last)


def _single(
    tokens: Sequence[Token], first: int, last: int, found: Sequence[Numeral], person: bool, *, alone: bool
) -> Amount | None:
    """The number of one conjunct: its numeral, else one for ``a child``, for a person's noun or name."""
    own = [n for n in found if first <= n.core < last]
    if own:
        numeral = own[0]
        if numeral.last == last or numeral.low != 1 or tokens[last - 1].low not in COLLECTIVES:
            return Amount(numeral.low, numeral.best, numeral.high, numeral.first, last)
        return None
    if tokens[last - 1].low in COUNTED_OF:
        size = next((n for n in sizes(tokens[:last]) if n.core >= first), None)
        if size is not None:
            return Amount(size.low, size.best, size.high, size.first, last)
    if tokens[first].low in _TWO and alone and (last == first + 1 or is_plural(tokens[last - 1].low)):
        return Amount(2, 2, 2, first, last)
    if _indefinite(tokens, first, last) or (person and one_person(tokens, first, last, alone=alone)):
        return Amount(1, 1, 1, first, last)
    return None


def _indefinite(tokens: Sequence[Token], first: int, last: int) -> bool:
    """``a child``, ``another device``, ``his wife``: one, unless the noun is a collective or a plural."""
    low, head = tokens[first].low, tokens[last - 1].low
    if low == "both" or head in COLLECTIVES or is_plural(head):
        return False
    if low == "another":
        return True
    if low in POSSESSIVE:
        return head in FAMILY
    return low in {"a", "an"} and last > first + 1


def one_person(tokens: Sequence[Token], first: int, last: int, *, alone: bool) -> bool:
    """Whether the phrase is one person: ``the soldier``, ``Sgt Anna Moe``, or ``soldier`` if it stands ``alone``."""
    words = [t for t in tokens[first:last] if t.raw[0].isalpha()]
    if not words or is_plural(words[-1].low) or words[-1].low in COLLECTIVES:
        return False
    if words[-1].low in PERSON_NOUNS:
        return words[0].low not in {"every", "each", "any", "no"} and (alone or words[0].low in DETERMINERS)
    return _is_name(words)


def _titles(word: str) -> bool:
    """Whether a word stands before a name: "Sgt", "soldier", and "journalists" before the first of several."""
    return word in NAME_TITLES or word in PERSON_NOUNS or singular_of(word) in PERSON_NOUNS


def _no_name(word: Token) -> bool:
    """Whether a word stands in no person's name: of a body, a pronoun, a plural."""
    return word.low in NOT_A_NAME or word.low in PRONOUNS or word.raw in DETERMINERS or is_plural(word.low)


def _is_name(words: Sequence[Token]) -> bool:
    """One person's name: capitalised words, the last no plural, none of a body's or a place's name.

    Words before the last title say whose it is ("Bogota City Mayor ..."), and may name a body. A name of one word
    is no acronym and does not end in -s, as a people's does.
    """
    title = max((at for at, t in enumerate(words[:-1]) if _titles(t.low)), default=-1)
    name = words[title + 1 :]
    if any(_no_name(t) for t in name) or not name[-1].raw[0].isupper() or name[-1].low in _DATED:
        return False
    if title >= 0 or sum(t.raw[0].isupper() for t in name) >= 2:
        return True
    return len(name) == 1 and not name[0].raw.isupper() and not name[0].low.endswith("s")
