"""What the capitals of a phrase tell: a name, a people, or only that a sentence begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from dateline.normalise.actor_apart import titled
from dateline.normalise.actor_lexicon import lexicon
from dateline.normalise.actor_words import DETERMINERS, PARTICLES, QUANTITIES, Token, tokenise

COMMON, PEOPLE, NAME = 0, 1, 2

_KIN: Final = (
    r"(?:ex-?|step|grand|half-)?(?:wife|husband|spouse|partner|girlfriend|boyfriend|fianc[eé]e?|friend|roommate|"
    r"neighbou?r|son|daughter|father|mother|brother|sister|child|cousin|nephew|niece|uncle|aunt)(?:-in-law)?"
)
_RELATED: Final = re.compile(
    rf"(?:(?:his|her|their|my)|.*['’]s)\s+(?:[a-z\d-]+\s+){{0,2}}{_KIN},?\s+", re.IGNORECASE | re.DOTALL
)
_AGE_BEFORE: Final = re.compile(r"(?!(?:an?|the)\b).*[\w-]\s?-\s?years?\s?-\s?old\s+", re.IGNORECASE | re.DOTALL)
_VICTIM: Final = re.compile(r"(?:the )?victim,?\s+", re.IGNORECASE)
_GRADE: Final = r"(?:Master|Senior|Staff|First|Second|Lance|Chief|Gunnery|Major|Petty|Warrant)"
_OF_FORCE: Final = re.compile(
    rf"(?:(?!{_GRADE}\b)[A-Z][\w.'’]*\s+){{1,4}}?(?=(?:{_GRADE}\s+)?"
    r"(?:Officer|Deputy|Sgt|Sergeant|Lt|Lieutenant|Cpl|Corporal|Det|Detective|Trooper)\b)|"
    r".*\b(?:officer|deputy|sergeant|lieutenant|corporal|detective|trooper|constable)\s+(?=[A-Z])"
)
"""What stands before a name and is none of it: whose kin or neighbour a person is, the age, whose officer."""
_AGE_AFTER: Final = re.compile(
    r"(?:\s*,\s*|\s*\(|\s+)(?:aged?\s+)?\d{1,3}(?:\s*[,)].*|\s+(?:of|from)\s.*)?$", re.DOTALL
)
TITLE: Final = re.compile(
    r"(?:Mrs?|Ms|Miss|Dr|Rev|Sir|Lady|Lord|Judge|Officer|Deputy|Sgt|Sergeant|Lt|Lieutenant|Capt|Captain|Cpl|Corporal|Col|"
    r"Colonel|Gen|General|Maj|Major|Det|Detective|Trooper|Constable|Chief|Sheriff|President|Minister|Coach|Pastor)\.?"
)
"""A word before a name that is no part of it."""
_LONGEST: Final = 6
_NICKNAMED: Final = re.compile(r"\s[\"“‘'(][^\"”’')]{1,24}[\"”’')](?=\s)")


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


def name_in(text: str) -> tuple[int, int]:
    """The range of a person's name in a phrase that tells first how old or whose kin the person is, or then how old.

    ``25-year-old Ana Torres``, ``her brother, Ana Torres``, ``Ana Torres, 25``: "Ana Torres". The whole range where no
    name of two words or more is left; an office stays with its name (``rebel leader Juan Ortega``).
    """
    start, end = 0, len(text)
    for words in (_RELATED, _AGE_BEFORE, _VICTIM, _OF_FORCE):
        before = words.match(text, start)
        start = before.end() if before is not None else start
    after = _AGE_AFTER.search(text, start)
    end = after.start() if after is not None else end
    return (start, end) if is_personal_name(text[start:end]) else (0, len(text))


def is_personal_name(text: str) -> bool:
    """Whether a phrase is a person's name of two words or more beside titles, capitalised but for particles.

    In writing that is all capitals, none is told.
    """
    words = [word for word in _NICKNAMED.sub("", text).split() if TITLE.fullmatch(word) is None]
    return not text.isupper() and 2 <= len(words) <= _LONGEST and titled(" ".join(words)) and all(map(_of_name, words))


def is_description(text: str) -> bool:
    """Whether a phrase ends in a noun for what somebody is: headlines leave its article out (``Brooklyn man``)."""
    tokens = tokenise(text.partition(",")[0])
    return bool(tokens) and (tokens[-1].text.islower() or lexicon().noun_ending(tokens, len(tokens)) is not None)


def _of_name(word: str) -> bool:
    bare = word.strip(".,’'")
    return bare.casefold() in PARTICLES or (bare[:1].isupper() and not any(map(str.isdigit, bare)))


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
