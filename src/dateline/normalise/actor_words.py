"""A filler phrase as words: tokens with a key for comparison, without article, count or possessive."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

_TOKEN = re.compile(r"[\w&]+(?:[.'’\-/&]+\w+)*\.?|[,;:()\[\]]")
_POSSESSIVE = re.compile(r"['’]s?$")
_COUNT = re.compile(r"[\d.,%]+(?:st|nd|rd|th|s)?$|\d+-(?:year|month|week|day)s?-old$")
MAX_CHARACTERS = 300
"""A filler longer than this is a clause; its head stands at its beginning."""

DETERMINERS = frozenset(
    "the a an this that these those his her its their our my your some several many few all both each every any no "
    "another other at least more fewer less than about around nearly almost over up to as roughly approximately "
    "additional further two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety one hundred thousand million "
    "first second third half most various numerous countless".split()
)
QUANTITIES = frozenset(
    "dozen dozens hundreds thousands scores tens millions couple number handful majority lot".split()
)
CLAUSE = frozenset(
    "of in from at on with who whom whose which that to by for near between against during including such under after "
    "before outside inside among along across behind into while when where was were is are had has have been being "
    "belonging carrying wearing working living demanding accused operating traveling travelling using protesting "
    "fighting believed aboard within without over than".split()
)
"""Words that end the part of a noun phrase in which its head stands."""

PARTICLES = frozenset("al el bin ibn abu de del der den di da dos la le van von y e du ben bint st".split())
"""Words of personal names that are written in lower case too."""
JOINERS = frozenset(("and", "or", ","))
"""Between the members of a list."""
_LOYAL = frozenset("loyal faithful allegiance allied affiliated aligned linked backed supported sponsored".split())
_TO_WHOM = frozenset("by to with".split())


class Token(NamedTuple):
    """A word or mark; ``key`` is its form for comparison, ``text[start:end]`` of the phrase its writing."""

    text: str
    key: str
    start: int
    end: int


def key_of(word: str) -> str:
    """Case-folded, without accents, possessive and the dots of acronyms (``U.S.``: ``us``)."""
    word = _POSSESSIVE.sub("", word).replace("’", "'").replace(".", "")
    if not word.isascii():
        word = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    return word.casefold().replace("ı", "i")


@lru_cache(256)
def tokenise(text: str) -> tuple[Token, ...]:
    """The words and marks of the first 300 characters."""
    return tuple(
        Token(m.group(), key_of(m.group()), m.start(), m.end()) for m in _TOKEN.finditer(text[:MAX_CHARACTERS])
    )


def phrase_key(text: str) -> str:
    """The keys of all words, joined by spaces: what aliases are indexed by."""
    return " ".join(token.key for token in tokenise(text))


def is_count(token: Token) -> bool:
    """A number in digits, one in words joined by hyphens (``twenty-five``), or an age (``20-year-old``)."""
    if _COUNT.match(token.text):
        return True
    return "-" in token.key and all(part in DETERMINERS for part in token.key.split("-"))


def _counts(token: Token) -> bool:
    return token.key in DETERMINERS or token.key in QUANTITIES or is_count(token) or token.text in "(["


def skip_determiners(tokens: Sequence[Token], start: int = 0) -> int:
    """Index of the first word after articles, counts, possessives and ``dozens of``."""
    at = start
    while at < len(tokens) and (_counts(tokens[at]) or (tokens[at].key == "of" and at > start)):
        at += 1
    return at


def ties(tokens: Sequence[Token], at: int) -> bool:
    """Whether ``backed by``, ``loyal to`` and the like begin at a word."""
    return tokens[at].key in _LOYAL and at + 1 < len(tokens) and tokens[at + 1].key in _TO_WHOM


def is_mark(token: Token) -> bool:
    """A comma, colon or bracket."""
    return token.text in ",;:()[]"
