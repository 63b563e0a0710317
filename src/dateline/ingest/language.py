"""Whether a text is English, and if not what it is.

English of some length shows itself by its function words, without loading a model; py3langid is asked about the rest.
Both see small letters, so capitals of a wire make no difference.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Any

from dateline.ingest.words import words

_SAMPLE = 4_000
_WORD = re.compile(r"[^\W\d_]+")
_SURE_SHARE, _SURE_WORDS = 0.2, 20
_SHORT_WORDS, _SHORT_LETTERS = 8, 40
_SURE_OTHER = 0.9


def detect_language(text: str) -> str:
    """ISO 639-1 code of the text's language. Too little Latin text to tell counts as English."""
    sample = text[:_SAMPLE].lower()
    tokens = _WORD.findall(sample)
    if not tokens:
        return "en"
    share = sum(token in words().function_words for token in tokens) / len(tokens)
    if len(tokens) >= _SURE_WORDS and share >= _SURE_SHARE:
        return "en"
    latin = _is_latin(tokens)
    if latin and (len(tokens) < _SHORT_WORDS or sum(map(len, tokens)) < _SHORT_LETTERS):
        return "en"
    language, probability = _identifier().classify(sample)
    if latin and language != "en" and (probability < _SURE_OTHER or share >= _SURE_SHARE):
        return "en"
    return str(language)


def _is_latin(tokens: list[str]) -> bool:
    letters = "".join(tokens)[:1000]
    return sum("LATIN" in unicodedata.name(letter, "") for letter in letters) * 2 > len(letters)


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
