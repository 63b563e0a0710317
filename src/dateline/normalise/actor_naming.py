"""What the capitals of a phrase tell: a name, a people, or only that a sentence begins."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.normalise.actor_lexicon import lexicon
from dateline.normalise.actor_words import DETERMINERS, QUANTITIES, Token, tokenise

COMMON, PEOPLE, NAME = 0, 1, 2


def told_by_capitals(text: str, *, opens: bool) -> int:
    """``NAME`` where a capitalised word is no common one, ``PEOPLE`` for a country or demonym alone, else ``COMMON``.

    ``opens``: the phrase is the first of its sentence, where the capital of its first word tells nothing.
    """
    tokens = tokenise(text)
    told = COMMON
    at = 0
    while at < len(tokens):
        country = lexicon().country_at(tokens, at)
        if country is not None:
            told = max(told, PEOPLE)
        elif _capitalised(tokens[at]) and not _is_common(tokens, at) and not (at == 0 and opens and _modifies(tokens)):
            return NAME
        at += country.length if country is not None else 1
    return told


def _capitalised(token: Token) -> bool:
    """``Assad`` and ``al-Assad``."""
    return token.text[0].isupper() or token.text.rpartition("-")[2][:1].isupper()


def _is_common(tokens: Sequence[Token], at: int) -> bool:
    if tokens[at].key in DETERMINERS | QUANTITIES:
        return True
    return lexicon().noun_ending(tokens, at + 1) is not None


def _modifies(tokens: Sequence[Token]) -> bool:
    """Whether the first word stands before one in lower case (``Armed men``)."""
    return len(tokens) > 1 and tokens[1].text[0].islower()
