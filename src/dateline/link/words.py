"""The words by which reports of one happening know each other: the rarer a word is in the news, the more it tells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Final

_WORD: Final = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
RAREST: Final = 9.0
"""The weight of a word that is not in the table of common ones."""
_SHORTEST: Final = 2


@cache
def weights() -> Mapping[str, float]:
    """The inverse document frequency (natural logarithm) of the words that are common in news.

    Made by ``training.link_words`` from the training sets' texts: a word, a tab, its weight a line.
    """
    lines = files("dateline.link").joinpath("data", "words.tsv").read_text(encoding="utf-8").splitlines()
    return {word: float(weight) for word, weight in (line.split("\t") for line in lines)}


def words(text: str) -> list[str]:
    """The words of a text in lower case, without endings of possession; numbers are words."""
    found = " ".join(_WORD.findall(text.replace("’", "'"))).lower().split(" ")
    return [word for each in found if len(word := each.removesuffix("'s")) >= _SHORTEST]


def weight(word: str) -> float:
    """How much it tells that two texts share a word."""
    return weights().get(word, RAREST)


def telling(found: Iterable[str], most: int, least: float = 0.0) -> tuple[str, ...]:
    """The ``most`` words that tell most, those told often first of equals; none that weighs less than ``least``."""
    counted, known = Counter(found), weights()
    heavy = [(known.get(word, RAREST), times, word) for word, times in counted.items()]
    ranked = sorted((-w * (1 + 0.25 * min(times - 1, 4)), word) for w, times, word in heavy if w >= least)
    return tuple(word for _, word in ranked[:most])
