"""The number that is written at a place: digits, words, parts of a scale, ranges; whether it counts is not asked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from dateline.normalise.count_lexicon import GLUED_SCALES, MASS_NOUNS, PAIRS, SCALES, TENS, UNITS, VAGUE
from dateline.normalise.count_tokens import HYPHENS, INDEFINITE, Token, word_at

_GROUPED: Final = re.compile(r"\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?")
DOTTED: Final = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+")
"""A thousand as much of Europe writes it, ``1.000``, or a decimal."""
_DECIMAL_COMMA: Final = re.compile(r"\d{1,3},\d{1,2}")
_SEPARATORS: Final = re.compile(r"[,\s'’]")
_PLACES: Final = 6
"""Decimals that a number of millions can have and still count whole ones."""
_LONGEST_NUMBER: Final = 15
_PERHAPS: Final = frozenset({"possibly", "perhaps", "maybe"})
_LARGEST: Final = 10**12
"""No count is larger: what is, counts neither people nor things."""
_HALF_OR_QUARTER: Final = frozenset({"half", "quarter", "quarters"})
_IN_FRACTION: Final = _HALF_OR_QUARTER | HYPHENS | {"and", *SCALES}
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


class Written(NamedTuple):
    """What stands at one token: a value, a range (``top`` set) or a vague lower bound, up to token ``last``."""

    value: int
    last: int
    top: int | None = None
    vague: bool = False
    digits: bool = False
    perhaps: bool = False
    """Whether ``top`` is only possible, beside a value that is told: "12, possibly 15"."""


def next_written(tokens: Sequence[Token], at: int) -> tuple[int, Written] | None:
    """The first number that begins at a place or behind it, with where it begins."""
    for here in range(at, len(tokens)):
        if tokens[here].opens and (written := written_at(tokens, here)) is not None:
            return here, written
    return None


def written_at(tokens: Sequence[Token], at: int) -> Written | None:
    """The number that begins at a place, if one does."""
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


def _fraction(tokens: Sequence[Token], at: int) -> Written | None:
    """``half a dozen``, ``a quarter of a million``, ``two and a half million``, ``a million and a half``."""
    if tokens[at].low != "half" and word_at(tokens, at + 1) not in _IN_FRACTION:
        return None
    near = tokens[at : at + 2 * _LONGEST_FRACTION]
    if not any(token.low in _HALF_OR_QUARTER for token in near):
        return None
    words = [token for token in near if token.low not in HYPHENS][:_LONGEST_FRACTION]
    told = " ".join(token.low for token in words)
    for pattern, added, share in _FRACTIONS:
        match = pattern.match(told)
        if match is not None:
            times = _times(match["times"]) if share else 0
            last = words[match[0].count(" ")].end
            value = round((added + times * share) * SCALES[match["scale"]])
            return Written(value, next(i for i in range(at, len(tokens)) if tokens[i].end == last) + 1)
    return None


def _times(word: str) -> int:
    """How many times: digits, a word, or one for an article."""
    return int(word) if word.isdecimal() else UNITS.get(word, 1)


def _pair(tokens: Sequence[Token], at: int) -> Written | None:
    value = PAIRS.get(tokens[at].low)
    if value is None:
        return None
    last = at + 2 if word_at(tokens, at + 1) == "of" else at + 1
    scale = SCALES.get(word_at(tokens, last))
    return Written(value, last) if scale is None else Written(value * scale, last + 1)


def _vague(tokens: Sequence[Token], at: int) -> Written | None:
    value, last = VAGUE.get(tokens[at].low), at + 1
    some = last if tokens[at].low == "a" else at
    if word_at(tokens, some) in INDEFINITE and word_at(tokens, some + 1) in SCALES:
        return Written(2 * SCALES[tokens[some + 1].low], some + 2, vague=True)
    if value is None:
        return None
    scale = SCALES.get(word_at(tokens, last))
    if tokens[at].low == "several" and scale is not None:
        return Written(value * scale, last + 1, vague=True)
    larger = VAGUE.get(word_at(tokens, last + 1))
    if word_at(tokens, last) == "of" and larger is not None and larger > value:
        return Written(value * larger // 2, last + 2, vague=True)
    if tokens[at].low == "tens":
        return None
    return Written(value, last, vague=True)


def _words_of(tokens: Sequence[Token], at: int, *, article: bool = False) -> Written | None:
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
        if here == last and word not in SCALES and word_at(tokens, here) not in SCALES:
            break
    return Written(total + current, last) if last > at else None


def _joins(tokens: Sequence[Token], here: int, first: int) -> int:
    """How many tokens between two parts of one number in words stand at ``here``: the hyphen or the ``and``."""
    mark, word = word_at(tokens, here), word_at(tokens, here + 1)
    if mark in HYPHENS and tokens[here - 1].low in TENS and word in UNITS:
        return 1
    joined = mark == "and" and (word in UNITS or word in TENS) and tokens[here - 1].low in SCALES
    return int(joined and here - 1 > first and tokens[here - 1].low != "dozen")


def _digits(tokens: Sequence[Token], at: int) -> Written | None:
    core = _in_digits(tokens, at)
    return None if core is None else _range(tokens, core)


def _in_digits(tokens: Sequence[Token], at: int) -> Written | None:
    """The whole number that the digits at ``at`` tell with the scale after them."""
    last, scale = scaled(tokens, at + 1)
    number = _value(tokens[at].raw, scaled=last > at + 1)
    if number is None:
        return None
    if last == at + 1 and not number.is_integer() and _to(tokens, last):  # "1.5 to 2 million"
        scale = scaled(tokens, last + 2)[1]
    value = round(number * scale, _PLACES)
    return Written(int(value), last, digits=True) if value <= _LARGEST and value == int(value) else None


def _value(raw: str, *, scaled: bool) -> float | None:
    """The number that digits and marks write; ``scaled`` where a scale follows, so that it may have decimals."""
    if scaled and _DECIMAL_COMMA.fullmatch(raw):
        return float(raw.replace(",", "."))
    if len(raw) > _LONGEST_NUMBER or (raw[0] == "0" and len(raw) > 1 and raw[1] != "."):
        return None
    if not scaled and DOTTED.fullmatch(raw):
        return float(raw.replace(".", ""))
    if "," in raw and not _GROUPED.fullmatch(raw):
        return None
    plain = _SEPARATORS.sub("", raw)
    return None if plain.count(".") > 1 else float(plain)


def scaled(tokens: Sequence[Token], at: int) -> tuple[int, int]:
    """Where the number ends and by what it is multiplied."""
    word = word_at(tokens, at)
    if word in GLUED_SCALES and tokens[at].start == tokens[at - 1].end and looks_plural(word_at(tokens, at + 1)):
        return at + 1, GLUED_SCALES[word]
    return (at + 1, SCALES[word]) if word in SCALES else (at, 1)


def _range(tokens: Sequence[Token], core: Written) -> Written:
    """``core`` widened by ``to 12``, ``or 12``, ``-12``, ``, possibly 12`` or, after ``between``, ``and 12``."""
    if word_at(tokens, core.last) == "," and word_at(tokens, core.last + 1) in _PERHAPS:
        return _possibly(tokens, core)
    mark, nxt = word_at(tokens, core.last), core.last + 1
    if not _to(tokens, core.last):
        return core
    top = _in_digits(tokens, nxt) if tokens[nxt].raw[0].isdecimal() else _words_of(tokens, nxt)
    if top is None:
        return core
    value, scale = core.value, SCALES.get(word_at(tokens, top.last - 1), 1)
    if mark in HYPHENS and top.value % 1_000 == 0 and value * 1_000 < top.value:
        value *= 1_000
    elif value < scale and value * scale < top.value:  # "two or three hundred"
        value *= scale
    if mark == "or" and value > top.value:
        value, top = top.value, top._replace(value=value)
    return Written(value, top.last, top=top.value, digits=core.digits) if value < top.value else core


def _to(tokens: Sequence[Token], at: int) -> bool:
    """Whether the upper bound of a range may follow the word or mark at ``at``, right after a number."""
    mark = word_at(tokens, at)
    between = at >= 2 and any(t.low == "between" for t in tokens[max(0, at - 4) : at - 1])
    return at + 1 < len(tokens) and (mark in {"to", "or"} or mark in HYPHENS or (mark == "and" and between))


def _possibly(tokens: Sequence[Token], core: Written) -> Written:
    """``12, possibly 15,``: the first is told, the second is its upper bound."""
    at = core.last + 2
    top = written_at(tokens, at) if at < len(tokens) and tokens[at].opens else None
    if top is None or top.vague or top.value <= core.value:
        return core
    last = top.last + 1 if word_at(tokens, top.last) == "," else top.last
    return Written(core.value, last, top=top.value, digits=core.digits, perhaps=True)


def looks_plural(word: str) -> bool:
    """Whether a word may be what a number counts, by its ending."""
    return word in MASS_NOUNS or (len(word) > 3 and word.endswith("s") and not word.endswith("ss"))
