"""Acronyms and the names they stand for: by initial letters, and by words that a name shares with a listed actor's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from dateline.normalise.actor_lexicon import lexicon
from dateline.normalise.actor_words import Token, is_mark

_MOST = 12
SURE, AMBIGUOUS = 3, 5
"""Letters of an acronym: at most; from which on it is the initials of few names; up to which several bear it."""
_STOP = frozenset(
    "of the and for in on to with by from a an & de del des la las los el le les y e du da do al i ul".split()
)
_TRANSLATED: tuple[frozenset[str], ...] = tuple(
    frozenset(words.split())
    for words in (
        "army ejercito exercito armee",
        "front frente",
        "forces force fuerzas forcas",
        "people peoples popular pueblo populaire peuple",
        "party partido parti partiya",
        "movement movimiento movimento mouvement",
        "freedom liberation libertad",
        "worker workers labour labor trabajadores travailleurs",
        "unit units brigade brigades",
    )
)
"""Words of the names of groups that reports translate in more than one way."""
_ALIKE = 0.8
"""How alike the letters of two spellings of one word are (``Defence``, ``Defense``; ``Liberación``, ``Liberation``)."""
_STEM, _ENDING = 5, 4
"""Letters that two forms of one word begin with, and those that follow at most (``Kurdish``, ``Kurdistan``)."""
_SHARED = 0.6
"""Share of a name's words that another name of the same group has."""


def acronym(tokens: Sequence[Token]) -> str:
    """The letters of a phrase that is one acronym, in lower case, without dots; empty for any other.

    Words of a single capital are names (``Daesh``); what is all in lower case may be either.
    """
    if len(tokens) != 1 or not tokens[0].key.isalpha() or not 2 <= len(tokens[0].key) <= _MOST:
        return ""
    writing = tokens[0].text
    return "" if writing[0].isupper() and writing[1:].islower() else tokens[0].key


def in_capitals(token: Token) -> bool:
    """Whether a word is written in capitals throughout, whatever possessive follows it."""
    return token.text.replace("’", "'").removesuffix("'s").isupper()


def initials(tokens: Sequence[Token]) -> frozenset[str]:
    """The acronyms that a name's words spell, stop words skipped; a compound gives one letter or one for each part."""
    kept = [token.key for token in tokens if token.key not in _STOP and not is_mark(token)]
    parts = [part for key in kept for part in key.split("-") if part and part not in _STOP]
    return frozenset("".join(word[0] for word in words) for words in (kept, parts) if words)


def spelled(tokens: Sequence[Token]) -> Iterator[str]:
    """The acronyms of three letters or more that a phrase's capitalised name spells by all its words.

    Adjectives in lower case and a country before the name are no part of it (``Sudan's banned Sarnia Defence League``).
    """
    words = _before_marks(tokens)
    for start in _starts(words):
        name = words[start:]
        if all(token.text[0].isupper() or token.key in _STOP for token in name):
            yield from (letters for letters in initials(name) if len(letters) >= SURE)


def _before_marks(tokens: Sequence[Token]) -> Sequence[Token]:
    end = next((at for at, token in enumerate(tokens) if is_mark(token)), len(tokens))
    return tokens[:end]


def _starts(words: Sequence[Token]) -> Iterator[int]:
    """Where a name may begin: at the first word, and after a country or words in lower case before it."""
    at = 0
    table = lexicon()
    while at < len(words):
        country = table.country_at(words, at)
        if words[at].text[0].isupper():
            yield at
            if country is None:
                return
        at += country.length if country is not None else 1


def stands_for(words: Sequence[Token], letters: str, names: Sequence[Sequence[Token]], *, at_home: bool) -> bool:
    """Whether the words before an acronym in brackets can mean the actor with these names.

    Words that spell the acronym are its full form. Where a name of the actor spells it too, they are a rival unless
    each of them is a word of that name (``Lonuti Resistance Army`` is no ``Lord's Resistance Army``). Else the acronym
    is of another language, and most of the words must be the actor's; of a description (``Maoist army``) one, or its
    country (``at_home``). Writing in capitals does not tell a description from a name.
    """
    wanted = [_content(_before_marks(name)) for name in names]
    own = _content(words)
    most = max((sum(any(_alike(a, b) for b in name) for a in own) for name in wanted), default=0)
    full = _full_form(words, letters)
    if _may_describe(words) and not full and at_home:
        return True
    if words[-1].text.islower() and not all(word.text.islower() for word in words):
        return most > 0
    if full and any(letters in initials(_before_marks(name)) for name in names):
        return any(all(any(_alike(a, b) for b in name) for a in full) for name in wanted if len(name) > 1)
    return most == len(own) > 0 or (most > 1 and most >= _SHARED * len(own))


def _may_describe(words: Sequence[Token]) -> bool:
    """Whether a phrase may be no name: its last word is in lower case, or all is in capitals."""
    return words[-1].text.islower() or all(in_capitals(word) for word in words)


def _full_form(words: Sequence[Token], letters: str) -> list[str]:
    """The content words of the shortest end of a phrase that spells an acronym."""
    for start in range(len(words) - 1, -1, -1):
        if letters in initials(words[start:]):
            return _content(words[start:])
    return []


def _content(tokens: Sequence[Token]) -> list[str]:
    parts = (part for token in tokens if not is_mark(token) for part in token.key.replace("'", "").split("-"))
    return [part for part in parts if part and part not in _STOP]


def _alike(a: str, b: str) -> bool:
    """Whether two words are forms, spellings or translations of one."""
    if a == b or any(a in words and b in words for words in _TRANSLATED):
        return True
    shorter, longer = sorted((a, b), key=len)
    if len(shorter) < _STEM - 1:
        return False
    shared = next((at for at, (x, y) in enumerate(zip(shorter, longer, strict=False)) if x != y), len(shorter))
    if shared >= _STEM and len(longer) - shared <= _ENDING:
        return True
    return SequenceMatcher(None, a, b, autojunk=False).ratio() >= _ALIKE
