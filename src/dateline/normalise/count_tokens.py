"""Words, numbers and marks of a text, as counts are read from them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from dateline.normalise.count_lexicon import MONTHS, SCALES, TENS, UNITS, VAGUE

_THIN: Final = " \u00a0\u2009\u202f'’"
_NO_DAY: Final = "".join(rf"(?<!\b(?i:{month}) )" for month in sorted(MONTHS))
_SPACED: Final = (
    rf"(?=[1-9])(?<![\d.,+-])(?<!\d[{_THIN}]){_NO_DAY}[1-9]\d{{0,2}}(?:[{_THIN}]\d{{3}}){{1,4}}(?![{_THIN}.,-]?\d)"
)
"""Thousands set off by a space, as in ``25 000``, or by an apostrophe; but "May 12 300 people" are a day and 300."""
_TOKEN: Final = re.compile(
    rf"(?:[^\W\d_]\.){{2,}}|{_SPACED}|\d+(?:[.,]\d+)*|(?i:passers?-by)\b|[^\W\d_]+(?:['’][^\W\d_]+)*|[^\w\s]|_"
)
HYPHENS: Final = frozenset("-‐‑–")
INDEFINITE: Final = frozenset({"many", "few"})
"""Before a scale they tell of some of it: "many thousand", "the last few hundred"."""
_OPENING: Final = frozenset({"a", "an", "half", *INDEFINITE, *VAGUE, *UNITS, *TENS, *SCALES})
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


def word_at(tokens: Sequence[Token], at: int) -> str:
    """The word at ``at`` in lower case, empty outside the tokens."""
    return tokens[at].low if 0 <= at < len(tokens) else ""


def glued(tokens: Sequence[Token], at: int) -> bool:
    """Whether token ``at`` follows the one before it without a space."""
    return 0 < at < len(tokens) and tokens[at].start == tokens[at - 1].end
