"""Numbers of a text that count people or things, with the words that bound them.

Years, dates, ages, clock times, money, percentages, measures, ordinals, scores and the numbers of names ("M-16",
"Flight 370") are none. Every step is linear in the length of the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from dateline.normalise.count_lexicon import (
    AFTER_NOUN,
    AFTER_NUMBER,
    CURRENCIES,
    GLUED_SCALES,
    IDENTIFIED,
    MASS_NOUNS,
    MEASURES,
    MODIFIERS,
    MONEY_BEFORE,
    MONTHS,
    PAIRS,
    PERSON_NOUNS,
    SCALES,
    TENS,
    UNITS,
    VAGUE,
    YEAR_BEFORE,
    Bound,
)

_THIN: Final = " \u00a0\u2009\u202f'’"
_NO_DAY: Final = "".join(rf"(?<!\b(?i:{month}) )" for month in sorted(MONTHS))
_SPACED: Final = (
    rf"(?=[1-9])(?<![\d.,+-])(?<!\d[{_THIN}]){_NO_DAY}[1-9]\d{{0,2}}(?:[{_THIN}]\d{{3}}){{1,4}}(?![{_THIN}.,-]?\d)"
)
"""Thousands set off by a space, as in ``25 000``, or by an apostrophe; but "May 12 300 people" are a day and 300."""
_TOKEN: Final = re.compile(
    rf"(?:[^\W\d_]\.){{2,}}|{_SPACED}|\d+(?:[.,]\d+)*|(?i:passers?-by)\b|[^\W\d_]+(?:['’][^\W\d_]+)*|[^\w\s]|_"
)
_GROUPED: Final = re.compile(r"\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?")
_DOTTED: Final = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+")
"""A thousand as much of Europe writes it, ``1.000``, or a decimal."""
_DECIMAL_COMMA: Final = re.compile(r"\d{1,3},\d{1,2}")
_SEPARATORS: Final = re.compile(r"[,\s'’]")
_PLACES: Final = 6
"""Decimals that a number of millions can have and still count whole ones."""
_HYPHENS: Final = frozenset("-‐‑–")
_LONGEST_NUMBER: Final = 15
_PERHAPS: Final = frozenset({"possibly", "perhaps", "maybe"})
_UNBOUNDED: Final = (None, None, None)
"""The limits of ``up to dozens``: no number at all."""
_LARGEST: Final = 10**12
"""No count is larger: what is, counts neither people nor things."""
_OLDEST: Final = 120
"""The greatest age."""
_FIRST_YEAR: Final = 1800
_LAST_YEAR: Final = 2100
_INDEFINITE: Final = frozenset({"many", "few"})
"""Before a scale they tell of some of it: "many thousand", "the last few hundred"."""
_HALF_OR_QUARTER: Final = frozenset({"half", "quarter", "quarters"})
_IN_FRACTION: Final = _HALF_OR_QUARTER | _HYPHENS | {"and", *SCALES}
_LONGEST_FRACTION: Final = 6
_SCALE: Final = f"(?P<scale>{'|'.join(SCALES)})\\b"
_UNIT: Final = rf"\d{{1,3}}|{'|'.join(UNITS)}"
_FRACTIONS: Final = (
    (re.compile(rf"(?:an? )?half (?:an? )?{_SCALE}"), 0.5, 0.0),
    (re.compile(rf"(?P<times>an?|one|three) quarters? of an? {_SCALE}"), 0.0, 0.25),
    (re.compile(rf"(?P<times>{_UNIT}) and an? half {_SCALE}"), 0.5, 1.0),
    (re.compile(rf"(?P<times>an?|{_UNIT}) {_SCALE} and an? half\b"), 0.5, 1.0),
)
"""Parts of a scale in words, each with what it adds to so many times another part of the scale."""
_SIZERS: Final = frozenset({"strong", "member", "man", "woman", "person"})
"""After a number and a hyphen: it tells how many the group has that is named next."""
_LONGEST_MODIFIER: Final = max(map(len, MODIFIERS))
_OF_A_YEAR: Final = frozenset({"the", "its", "his", "her", "their", "this"})
"""Before the year of something: "the 2016 elections"."""
_AGED: Final = PERSON_NOUNS - {"dead", "other", "more", "casualty", "fatality", "body", "corpse"}
"""Nouns of persons whose age may follow them."""
_OPENING: Final = frozenset({"a", "an", "half", *_INDEFINITE, *VAGUE, *UNITS, *TENS, *SCALES})
"""What a number in words can begin with."""


class Token(NamedTuple):
    """A word, a number or a mark; ``low`` is the word in lower case, ``start`` and ``end`` count in the text.

    ``opens`` says whether a number can begin with it: most tokens need no closer look.
    """

    low: str
    raw: str
    start: int
    end: int
    opens: bool


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


class _Core(NamedTuple):
    """What stands at one token: a value, a range (``top`` set) or a vague lower bound, up to token ``last``."""

    value: int
    last: int
    top: int | None = None
    vague: bool = False
    digits: bool = False
    perhaps: bool = False
    """Whether ``top`` is only possible, beside a value that is told: "12, possibly 15"."""


def tokens_of(text: str, start: int, end: int) -> list[Token]:
    """The tokens of ``text[start:end]`` with their offsets in ``text``.

    They are those of the whole text, unless the range cuts one of them.
    """
    tokens, starts, ends = _tokens(text)
    first, last = bisect_right(ends, start), bisect_left(starts, end)
    if first < last and (starts[first] < start or ends[last - 1] > end):
        return [_token(m) for m in _TOKEN.finditer(text, start, end)]
    return tokens[first:last]


@lru_cache(maxsize=1)
def _tokens(text: str) -> tuple[list[Token], list[int], list[int]]:
    """The tokens of a text, their starts and their ends: one report asks for its sentences and phrases many times."""
    tokens = [_token(m) for m in _TOKEN.finditer(text)]
    return tokens, [token.start for token in tokens], [token.end for token in tokens]


def _token(match: re.Match[str]) -> Token:
    raw = match[0]
    low = raw.lower()
    return Token(low, raw, match.start(), match.end(), low in _OPENING or raw[0].isdecimal())


def numerals(tokens: Sequence[Token]) -> list[Numeral]:
    """Every counting number of the tokens, in order, none overlapping another."""
    found: list[Numeral] = []
    at = taken = 0
    while at < len(tokens):
        core = _core(tokens, at) if tokens[at].opens else None
        if core is None:
            at += 1
            continue
        if _counts(tokens, at, core):
            numeral = _bounded(tokens, at, core, taken)
            taken = numeral.last
            if (numeral.low, numeral.best, numeral.high) != _UNBOUNDED:
                found.append(numeral)
        at = max(core.last, taken)
    return found


def sizes(tokens: Sequence[Token]) -> list[Numeral]:
    """The sizes of groups, in order: "a 30-strong gang", "the five-member team"; each runs over its second part."""
    found = []
    for at in range(2, len(tokens)):
        if tokens[at].low in _SIZERS and tokens[at - 1].low in _HYPHENS and _glued(tokens, at):
            first = _opening(tokens, at - 1)
            core = _core(tokens, first) if tokens[first].opens else None
            if core is not None and core.last == at - 1 and not core.vague:
                found.append(_bounded(tokens, first, core._replace(last=at + 1), 0))
    return found


def sums(tokens: Sequence[Token]) -> list[Numeral]:
    """The sums of money, in order: "about $3 billion", "20 million euros"; each runs over its currency."""
    found: list[Numeral] = []
    at = taken = 0
    while at < len(tokens):
        core = _core(tokens, at) if tokens[at].opens else None
        if core is None:
            at += 1
            continue
        signed = _low(tokens, at - 1) in MONEY_BEFORE
        if signed or _low(tokens, core.last) in CURRENCIES:
            last = core.last if signed else core.last + 1
            found.append(_bounded(tokens, at - signed, core._replace(last=last), taken))
            taken = last
        at = core.last
    return found


def _opening(tokens: Sequence[Token], last: int) -> int:
    """Where the number begins that ends before token ``last``: its digits, or two words with a hyphen."""
    hyphened = last >= 3 and tokens[last - 2].low in _HYPHENS and tokens[last - 3].low in TENS
    return last - 3 if hyphened else last - 1


def _core(tokens: Sequence[Token], at: int) -> _Core | None:
    token = tokens[at]
    fraction = _fraction(tokens, at)
    if fraction is not None:
        return fraction
    if token.raw[0].isdecimal():
        return _digits(tokens, at)
    vague = _vague(tokens, at)
    if vague is not None:
        return vague
    if token.low in {"a", "an"} and at + 1 < len(tokens):
        scaled = tokens[at + 1].low in SCALES
        return _words_of(tokens, at + 1, article=True) if scaled else _pair(tokens, at + 1)
    if token.low in SCALES and at and tokens[at - 1].raw[0].isdecimal():
        return None  # "million" after digits that are no number: how many millions is not told
    core = _words_of(tokens, at)
    return None if core is None else _range(tokens, core)


def _fraction(tokens: Sequence[Token], at: int) -> _Core | None:
    """``half a dozen``, ``a quarter of a million``, ``two and a half million``, ``a million and a half``."""
    if tokens[at].low != "half" and _low(tokens, at + 1) not in _IN_FRACTION:
        return None
    near = tokens[at : at + 2 * _LONGEST_FRACTION]
    if not any(token.low in _HALF_OR_QUARTER for token in near):
        return None
    words = [token for token in near if token.low not in _HYPHENS][:_LONGEST_FRACTION]
    told = " ".join(token.low for token in words)
    for pattern, added, share in _FRACTIONS:
        match = pattern.match(told)
        if match is not None:
            times = _times(match["times"]) if share else 0
            last = words[match[0].count(" ")].end
            value = round((added + times * share) * SCALES[match["scale"]])
            return _Core(value, next(i for i in range(at, len(tokens)) if tokens[i].end == last) + 1)
    return None


def _times(word: str) -> int:
    """How many times: digits, a word, or one for an article."""
    return int(word) if word.isdecimal() else UNITS.get(word, 1)


def _pair(tokens: Sequence[Token], at: int) -> _Core | None:
    value = PAIRS.get(tokens[at].low)
    if value is None:
        return None
    last = at + 2 if _low(tokens, at + 1) == "of" else at + 1
    scale = SCALES.get(_low(tokens, last))
    return _Core(value, last) if scale is None else _Core(value * scale, last + 1)


def _vague(tokens: Sequence[Token], at: int) -> _Core | None:
    value, last = VAGUE.get(tokens[at].low), at + 1
    some = last if tokens[at].low == "a" else at
    if _low(tokens, some) in _INDEFINITE and _low(tokens, some + 1) in SCALES:
        return _Core(2 * SCALES[tokens[some + 1].low], some + 2, vague=True)
    if value is None:
        return None
    scale = SCALES.get(_low(tokens, last))
    if tokens[at].low == "several" and scale is not None:
        return _Core(value * scale, last + 1, vague=True)
    larger = VAGUE.get(_low(tokens, last + 1))
    if _low(tokens, last) == "of" and larger is not None and larger > value:
        return _Core(value * larger // 2, last + 2, vague=True)
    if tokens[at].low == "tens":
        return None
    return _Core(value, last, vague=True)


def _words_of(tokens: Sequence[Token], at: int, *, article: bool = False) -> _Core | None:
    """A number in words: ``twenty-three``, ``one hundred and five``, ``two dozen``; ``article``: after ``a``, which
    opens one as ``one`` does ("a hundred and five")."""
    total = current = 0
    last = here = at
    while here < len(tokens):
        word = tokens[here].low
        if word in UNITS or word in TENS:
            current += UNITS.get(word, TENS.get(word, 0))
        elif word in SCALES:
            current = max(current, 1) * SCALES[word]
            if SCALES[word] >= 1_000:
                total, current = total + current, 0
        else:
            break
        if total + current > _LARGEST:
            return None
        last = here = here + 1
        here += _joins(tokens, here, at - 1 if article else at)
        if here == last and word not in SCALES and _low(tokens, here) not in SCALES:
            break
    return _Core(total + current, last) if last > at else None


def _joins(tokens: Sequence[Token], here: int, first: int) -> int:
    """How many tokens between two parts of one number in words stand at ``here``: the hyphen or the ``and``."""
    mark, word = _low(tokens, here), _low(tokens, here + 1)
    if mark in _HYPHENS and tokens[here - 1].low in TENS and word in UNITS:
        return 1
    joined = mark == "and" and (word in UNITS or word in TENS) and tokens[here - 1].low in SCALES
    return int(joined and here - 1 > first and tokens[here - 1].low != "dozen")


def _digits(tokens: Sequence[Token], at: int) -> _Core | None:
    core = _in_digits(tokens, at)
    return None if core is None else _range(tokens, core)


def _in_digits(tokens: Sequence[Token], at: int) -> _Core | None:
    """The whole number that the digits at ``at`` tell with the scale after them."""
    last, scale = _scaled(tokens, at + 1)
    number = _value(tokens[at].raw, scaled=last > at + 1)
    if number is None:
        return None
    if last == at + 1 and not number.is_integer() and _to(tokens, last):  # "1.5 to 2 million"
        scale = _scaled(tokens, last + 2)[1]
    value = round(number * scale, _PLACES)
    return _Core(int(value), last, digits=True) if value <= _LARGEST and value == int(value) else None


def _value(raw: str, *, scaled: bool) -> float | None:
    """The number that digits and marks write; ``scaled`` where a scale follows, so that it may have decimals."""
    if scaled and _DECIMAL_COMMA.fullmatch(raw):
        return float(raw.replace(",", "."))
    if len(raw) > _LONGEST_NUMBER or (raw[0] == "0" and len(raw) > 1 and raw[1] != "."):
        return None
    if not scaled and _DOTTED.fullmatch(raw):
        return float(raw.replace(".", ""))
    if "," in raw and not _GROUPED.fullmatch(raw):
        return None
    plain = _SEPARATORS.sub("", raw)
    return None if plain.count(".") > 1 else float(plain)


def _scaled(tokens: Sequence[Token], at: int) -> tuple[int, int]:
    """Where the number ends and by what it is multiplied."""
    word = _low(tokens, at)
    if word in GLUED_SCALES and tokens[at].start == tokens[at - 1].end and _plural(_low(tokens, at + 1)):
        return at + 1, GLUED_SCALES[word]
    return (at + 1, SCALES[word]) if word in SCALES else (at, 1)


def _range(tokens: Sequence[Token], core: _Core) -> _Core:
    """``core`` widened by ``to 12``, ``or 12``, ``-12``, ``, possibly 12`` or, after ``between``, ``and 12``."""
    if _low(tokens, core.last) == "," and _low(tokens, core.last + 1) in _PERHAPS:
        return _possibly(tokens, core)
    mark, nxt = _low(tokens, core.last), core.last + 1
    if not _to(tokens, core.last):
        return core
    top = _in_digits(tokens, nxt) if tokens[nxt].raw[0].isdecimal() else _words_of(tokens, nxt)
    if top is None:
        return core
    value, scale = core.value, SCALES.get(_low(tokens, top.last - 1), 1)
    if mark in _HYPHENS and top.value % 1_000 == 0 and value * 1_000 < top.value:
        value *= 1_000
    elif value < scale and value * scale < top.value:  # "two or three hundred"
        value *= scale
    if mark == "or" and value > top.value:
        value, top = top.value, top._replace(value=value)
    return _Core(value, top.last, top=top.value, digits=core.digits) if value < top.value else core


def _to(tokens: Sequence[Token], at: int) -> bool:
    """Whether the upper bound of a range may follow the word or mark at ``at``, right after a number."""
    mark = _low(tokens, at)
    between = at >= 2 and any(t.low == "between" for t in tokens[max(0, at - 4) : at - 1])
    return at + 1 < len(tokens) and (mark in {"to", "or"} or mark in _HYPHENS or (mark == "and" and between))


def _possibly(tokens: Sequence[Token], core: _Core) -> _Core:
    """``12, possibly 15,``: the first is told, the second is its upper bound."""
    at = core.last + 2
    top = _core(tokens, at) if at < len(tokens) and tokens[at].opens else None
    if top is None or top.vague or top.value <= core.value:
        return core
    last = top.last + 1 if _low(tokens, top.last) == "," else top.last
    return _Core(core.value, last, top=top.value, digits=core.digits, perhaps=True)


def _low(tokens: Sequence[Token], at: int) -> str:
    """The word at ``at`` in lower case, empty outside the tokens."""
    return tokens[at].low if 0 <= at < len(tokens) else ""


def _glued(tokens: Sequence[Token], at: int) -> bool:
    """Whether token ``at`` follows the one before it without a space."""
    return 0 < at < len(tokens) and tokens[at].start == tokens[at - 1].end


def _plural(word: str) -> bool:
    return word in MASS_NOUNS or (len(word) > 3 and word.endswith("s") and not word.endswith("ss"))


def _persons(word: str) -> bool:
    """Whether the plural names people or what the lists have as a plural, which are counted more often than dated."""
    return word in MASS_NOUNS or word.removesuffix("s") in PERSON_NOUNS


def _counts(tokens: Sequence[Token], at: int, core: _Core) -> bool:
    """Whether the number there counts people or things, by its neighbours."""
    if _measures(tokens, core) or _hyphenated(tokens, core) or _decimal(tokens, at, core):
        return False
    if tokens[at].low == "one" and core.last == at + 1:
        return _one_counts(tokens, at)
    if not core.digits:
        if _low(tokens, at - 1) == "number":
            return False
        return _low(tokens, core.last) not in MONTHS or core.vague
    return not (_named(tokens, at) or _dated(tokens, at, core) or _aged(tokens, at, core))


def _measures(tokens: Sequence[Token], core: _Core) -> bool:
    word, then = _low(tokens, core.last), _low(tokens, core.last + 1)
    if word in {"%", ":", "/"} or word in MEASURES or (word in {"more", "further"} and then in MEASURES):
        return True
    if (word == "a" and then == ".") or word in {"a.m.", "p.m."}:
        return True
    return (word in _HYPHENS and then in MEASURES) or (word, then) == ("per", "cent")


def _decimal(tokens: Sequence[Token], at: int, core: _Core) -> bool:
    """``1.000`` where it may be one: no plural follows that it counts, or millions do ("1.500 to 2 million")."""
    dotted = any(
        _DOTTED.fullmatch(tokens[here].raw) and _scaled(tokens, here + 1)[1] == 1 for here in range(at, core.last)
    )
    return dotted and (_low(tokens, core.last - 1) in SCALES or not _plural(_low(tokens, core.last)))


def _hyphenated(tokens: Sequence[Token], core: _Core) -> bool:
    """``two-day``, ``5-storey``, ``33D``, ``16th``: the number is part of a longer word."""
    if not _glued(tokens, core.last):
        return False
    mark = tokens[core.last]
    if (mark.low, _low(tokens, core.last + 1)) in AFTER_NUMBER:
        return False
    return mark.raw[0].isalpha() or (mark.low in _HYPHENS and _glued(tokens, core.last + 1))


def _one_counts(tokens: Sequence[Token], at: int) -> bool:
    before, after = _low(tokens, at - 1), _low(tokens, at + 1)
    if before in {"no", "any", "every", "the", "this", "each"} and after not in PERSON_NOUNS:
        return False
    return after not in {"another", "side", "time", "point", "such"} and after not in MONTHS


def _named(tokens: Sequence[Token], at: int) -> bool:
    """``M-16``, ``F16``, ``$5``, ``Flight 370``, ``3-1``."""
    before = _low(tokens, at - 1)
    if before in MONEY_BEFORE or (before == "." and _low(tokens, at - 2) in MONEY_BEFORE):
        return True
    if before in PERSON_NOUNS and not _plural(_low(tokens, at + 1)):
        return True
    if before == "of" and _low(tokens, at - 2) in {"age", "ages"}:
        return True
    if before in IDENTIFIED and not (before in {"no", "top"} and _plural(_low(tokens, at + 1))):
        return True
    return _glued(tokens, at) and (
        tokens[at - 1].raw[0].isalnum() or before in {"-", "/", ":", "#", "–", ".", "'", "’"}
    )


def _dated(tokens: Sequence[Token], at: int, core: _Core) -> bool:
    before, after = _low(tokens, at - 1), _low(tokens, core.last)
    if before == "." and _low(tokens, at - 2) in MONTHS:
        before = tokens[at - 2].low
    if before in MONTHS and not (before in {"may", "march"} and tokens[at - 1].raw.islower()):
        return not (_low(tokens, at - 2).isdecimal() and _plural(after))
    if after in MONTHS and _low(tokens, core.last + 1) not in {"have", "be", "not", "also", "still"}:
        return True
    raw = tokens[at].raw
    years = core.last == at + 1 or (core.top is not None and core.top <= _LAST_YEAR)
    if not years or len(raw) != 4 or not raw.isdecimal():
        return False
    if before == "at":
        return True
    return _FIRST_YEAR <= core.value <= _LAST_YEAR and (
        before in YEAR_BEFORE
        or not (_plural(after) or before in {"than", "least"})
        or (before in _OF_A_YEAR and not _persons(after))  # "the 2016 elections"
    )


def _aged(tokens: Sequence[Token], at: int, core: _Core) -> bool:
    """``Mary Jones, 35,`` and ``a nurse (35)``: no noun follows, a name or a person and a mark go before."""
    if core.value > _OLDEST or core.last > at + 1:
        return False
    if _low(tokens, at - 1) == "as" and _low(tokens, at - 2) in {"young", "old"}:
        return True
    if _listed_age(tokens, at):
        return True
    if _low(tokens, at - 1) not in {",", "("}:
        return False
    noun = _low(tokens, at - 2)
    named = noun in _AGED or (tokens[at - 2].raw[:1].isupper() and not noun.endswith("ed"))
    return named and _low(tokens, core.last) in {",", ".", ")", "", "who", "was", "of", "and"}


def _listed_age(tokens: Sequence[Token], at: int) -> bool:
    """``aged 19, 22 and 25`` and ``two women, 34 and 41,``: one of several ages between a noun and a mark."""
    first = last = at
    while _low(tokens, first - 1) in {",", "and"} and _low(tokens, first - 2).isdecimal():
        first -= 2
    if _low(tokens, first - 1) in {"aged", "ages"}:
        return True
    while _low(tokens, last + 1) in {",", "and"} and _low(tokens, last + 2).isdecimal():
        last += 2
    joined = last > first and _low(tokens, last - 1) == "and" and _low(tokens, last + 1) in {",", ")", "."}
    noun = _low(tokens, first - 2)
    return joined and _low(tokens, first - 1) in {",", "("} and (noun in PERSON_NOUNS or _plural(noun))


def _bounded(tokens: Sequence[Token], at: int, core: _Core, taken: int) -> Numeral:
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
    if not _plural(_low(tokens, last)) or _low(tokens, last + 1) not in {"or", "at"}:
        return "none"
    after = tuple(t.low for t in tokens[last + 1 : last + 3])
    counts_on = last + 3 < len(tokens) and (tokens[last + 3].opens or tokens[last + 3].low == "of")
    return "none" if counts_on else AFTER_NUMBER.get(after, AFTER_NOUN.get(after, "none"))


def _limits(core: _Core, bound: str) -> tuple[int | None, int | None, int | None]:
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
