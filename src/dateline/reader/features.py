"""Discrete features that the heads take beside the encoder's states. Training and reading share them."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

Pairs = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]
"""Pairs (i, j), j < i, with the discrete feature of each: three arrays (pairs,)."""

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


_DISTANCES: Final = np.array([int(math.log2(1 + distance) * 1.6) for distance in range(663)] + [15])
"""Distances in pieces on a logarithmic scale; the last stands for all beyond."""


def event_pairs(stems: Sequence[str], at: Sequence[int], farthest: int) -> Pairs:
    """The pairs of triggers at most ``farthest`` pieces apart, in order.

    Their feature tells whether they share a stem, and their distance. ``at``: their first pieces.
    """
    numbers = {stem: number for number, stem in enumerate(dict.fromkeys(stems))}
    verb = np.array([numbers[stem] if stem else -number for number, stem in enumerate(stems, start=1)], np.int64)
    place = np.array(at, np.int64)
    i, j = np.tril_indices(len(stems), -1)
    away = np.abs(place[i] - place[j])
    near = away <= farthest
    i, j, away = i[near], j[near], away[near]
    feature = _DISTANCES[np.minimum(away, len(_DISTANCES) - 1)] + 16 * (verb[i] == verb[j])
    return i, j, feature


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
    return 1 < len(letters) <= len(words) and letters == "".join(word[0] for word in words if word not in _SMALL)
