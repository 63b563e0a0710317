"""Whether a text is English, and if not what it is.

English of some length shows itself by its function words, without loading a model; py3langid is asked about the rest,
and where it is not sure the function words decide. Both see small letters, so capitals of a wire make no difference,
and neither sees what the text quotes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import Any

from dateline.ingest.words import words

_SAMPLE = 4_000
_WORD = re.compile(r"[^\W\d_]+")
_QUOTED = re.compile(r"“[^“”]{1,400}”|«[^«»]{1,400}»|\"[^\"]{1,400}\"")
_ELSEWHERE = frozenset({
    "a", "an", "are", "as", "at", "be", "by", "for", "had", "have", "he", "her", "in", "is", "it", "not", "of", "on",
    "or", "to", "was", "will",
})  # fmt: skip
"""English function words that are everyday words of other languages too: they tell nothing."""
_SURE_SHARE, _SURE_WORDS = 0.08, 20
_SHORT_WORDS, _SHORT_LETTERS = 8, 40
_NOT_RIVALS = frozenset({"en", "pcm", "zxx"})
"""English; Nigerian Pidgin, which English headlines look like; and what is no language, such as addresses."""
_SURE_OTHER = 0.9
_NO_ENGLISH_SHARE = 0.03
_RIVALS = 3
"""Up to three close languages share the probability of one; foreign names in English scatter it over many more."""
_UNKNOWN_WORDS, _UNKNOWN_OTHERS = 30, 0.95
"""What is longer, and surely not English though it may be many others, is in a language that the model does not know;
what is shorter may be a list of names."""


def detect_language(text: str) -> str:
    """ISO 639 code of the text's language, "und" for one that is told only not to be English.

    Too little Latin text to tell counts as English.
    """
    sample = _own_words(text[:_SAMPLE].lower())
    tokens = _WORD.findall(sample)
    if not tokens or (len(tokens) >= _SURE_WORDS and _english_share(tokens) >= _SURE_SHARE):
        return "en"
    latin = _is_latin(tokens)
    if latin and _is_short(tokens):
        return "en"
    ranked: list[tuple[str, float]] = _identifier().rank(sample)
    return _of_latin(ranked, tokens) if latin else ranked[0][0]


def _of_latin(ranked: Sequence[tuple[str, float]], tokens: Sequence[str]) -> str:
    """The language of words in Latin letters, to which the model gives these probabilities, best first."""
    best, probability = ranked[0]
    share = _english_share(tokens)
    if best == "en" or share >= _SURE_SHARE:
        return "en"
    rivals = [each for language, each in ranked if language not in _NOT_RIVALS]
    if probability >= _SURE_OTHER or (share < _NO_ENGLISH_SHARE and sum(rivals[:_RIVALS]) >= _SURE_OTHER):
        return best
    unknown = len(tokens) >= _UNKNOWN_WORDS and sum(rivals) >= _UNKNOWN_OTHERS
    return "und" if unknown and share < _NO_ENGLISH_SHARE else "en"


def _own_words(sample: str) -> str:
    """The sample without what it quotes, where enough is left to tell its language by."""
    own = _QUOTED.sub(" ", sample)
    return sample if _is_short(_WORD.findall(own)) else own


def _english_share(tokens: Sequence[str]) -> float:
    """Share of the function words that English alone has."""
    return sum(token in _telling() for token in tokens) / len(tokens)


def _is_short(tokens: Sequence[str]) -> bool:
    return len(tokens) < _SHORT_WORDS or sum(map(len, tokens)) < _SHORT_LETTERS


def _is_latin(tokens: Sequence[str]) -> bool:
    letters = "".join(tokens)[:1000]
    return sum("LATIN" in unicodedata.name(letter, "") for letter in letters) * 2 > len(letters)


@cache
def _telling() -> frozenset[str]:
    return words().function_words - _ELSEWHERE


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
