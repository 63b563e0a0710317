"""Discrete features that the heads take beside the encoder's states. Training and reading share them."""

from __future__ import annotations

import math
import re
from typing import Final

POSITION_BUCKETS: Final = 12
EVENT_PAIR_FEATURES: Final = 64
FILLER_PAIR_FEATURES: Final = 16
_SUFFIXES: Final = ("ings", "ing", "ied", "ies", "ers", "ed", "es", "er", "s", "d")
_PRONOUNS: Final = frozenset(
    {"he", "him", "she", "her", "they", "them", "it", "his", "their", "who", "i", "we", "us", "our"}
)
_SMALL: Final = frozenset({"of", "the", "and", "for"})
_LEAD: Final = re.compile(r"^(the|a|an|his|her|their|its|this|that) ")


def position_bucket(piece: int) -> int:
    """Where in the text a trigger stands, on a logarithmic scale: 0 for the first dozen pieces, at most 11."""
    return 0 if piece < 12 else min(POSITION_BUCKETS - 1, 1 + int(math.log2(1 + piece / 12) * 1.6))


def stem(words: str) -> str:
    """The first six letters of the last word without its ending: a cheap key for triggers of one verb."""
    split = re.sub(r"[^a-z0-9 ]", "", words.lower()).split()
    word = split[-1] if split else ""
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 4:
            word = word[: -len(suffix)]
            break
    return word[:6]


def event_pair_feature(stem_a: str, stem_b: str, distance: int) -> int:
    """Whether two triggers share a stem, and their distance in pieces on a logarithmic scale."""
    bucket = min(15, int(math.log2(1 + max(0, distance)) * 1.6))
    return bucket + (16 if stem_a and stem_a == stem_b else 0)


def plain_name(words: str) -> str:
    """Lower-cased words without punctuation, possessive and leading article."""
    bare = re.sub(r"[^\w ]", "", words.lower().replace("’s", "").replace("'s", ""))
    return _LEAD.sub("", bare).strip()


def filler_pair_feature(a: str, b: str, distance: int) -> int:
    """How two fillers' names relate (equal, same head, acronym, subset, pronoun, shared word), and whether far apart.

    ``a`` and ``b`` as ``plain_name`` gives them; ``distance`` in pieces.
    """
    return _name_relation(a, b) + (0 if distance < 60 else 8)


def _name_relation(a: str, b: str) -> int:
    words_a, words_b = a.split(), b.split()
    if not words_a or not words_b:
        return 0
    if a == b:
        return 1
    if words_a[-1] == words_b[-1]:
        return 2
    if _acronym(a, words_b) or _acronym(b, words_a):
        return 3
    set_a, set_b = set(words_a), set(words_b)
    if set_a <= set_b or set_b <= set_a:
        return 4
    if a in _PRONOUNS or b in _PRONOUNS:
        return 5
    return 6 if (set_a & set_b) - {"of", "and", "in"} else 7


def _acronym(short: str, words: list[str]) -> bool:
    letters = short.replace(" ", "")
    return len(letters) > 1 and letters == "".join(word[0] for word in words if word not in _SMALL)
