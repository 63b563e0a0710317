"""Which people a word of harm befell: the phrase after it, or the one before its passive."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from dateline.normalise.count_clauses import denied
from dateline.normalise.count_harm import HEADS, UNREAL
from dateline.normalise.count_lexicon import COUNTED_OF, word_table
from dateline.normalise.count_lists import person_and, with_next, with_those_elsewhere
from dateline.normalise.count_people import People
from dateline.normalise.count_sentence import HarmWord, Sentence
from dateline.normalise.count_subjects import subject
from dateline.normalise.count_tokens import Token

_AFTER: Final = 14
"""Tokens after a word of harm among which it may be told that they died."""
_SKIPPED: Final = word_table("the these those of its his their some over as an")
_DYING: Final = word_table("died dead dies succumbed death")
_NEGATED: Final = UNREAL - {"to"}


class Bond(NamedTuple):
    """A word of harm with the people that it befell."""

    word: HarmWord
    people: People


def bonds(tokens: Sequence[Token], words: Sequence[HarmWord], people: Sequence[People]) -> list[Bond]:
    """Every word of harm with its people, where it has any; both lists in the order of the text.

    A bond that ``either ... or`` makes uncertain is withdrawn with its partner.
    """
    told = Sentence(tokens, words, people)
    held: dict[int, list[Bond]] = {}
    for word in words:
        whom = _object(told, word) if word.harm.form != "state" else None
        if whom is None and word.harm.form in {"verb", "state"}:
            whom = subject(told, word)
        if whom is None or _unreal(told, word) or told.at(whom.last) == "each":
            continue
        told.claimed.add(whom.first)
        if whom.best != 0 and _either(told, word):
            held[whom.first] = []
        else:
            held.setdefault(whom.first, []).append(Bond(word, whom))
    return [bond for group in held.values() for bond in group]


def _either(told: Sentence, word: HarmWord) -> bool:
    """``12 killed or wounded``, ``killed and wounded 12``: how many were killed is not told."""
    joined = told.joined_to(word) or _active_before(told, word)
    if joined is None or joined.harm.kind == word.harm.kind:
        return False
    return told.at(word.first - 1) != "and" or {joined.harm.kind, word.harm.kind} == {"killed", "injured"}


def _active_before(told: Sentence, word: HarmWord) -> HarmWord | None:
    """The active word that has the object of this one as well: "killing or wounding 12"."""
    if word.harm.form != "active" or told.at(word.first - 1) not in {"or", "and"}:
        return None
    return next((each for each in told.words if each.last == word.first - 1 and each.harm.form == "active"), None)


def _unreal(told: Sentence, word: HarmWord) -> bool:
    """Whether the word is an infinitive, or a negated or merely possible verb."""
    if word.harm.form == "noun":
        return False
    if denied(told.tokens, word.first) or _died_there(told, word):
        return True
    before = [t.low for t in told.tokens[max(0, word.first - 4) : word.first]]
    while "but" in before:  # "did not kill anyone but hurt three": what is denied ends there
        before = before[before.index("but") + 1 :]
    if word.harm.form == "active":
        return bool(before) and before[-1] in UNREAL
    return not _NEGATED.isdisjoint(before) or before[-2:] == ["to", "be"]


def _died_there(told: Sentence, word: HarmWord) -> bool:
    """``taken to hospital, where he died``: not injured."""
    if not told.at(word.last - 1).startswith("hospital"):
        return False
    after = [t.low for t in told.tokens[word.last : word.last + _AFTER]]
    return not {"where", "but", "and"}.isdisjoint(after[:2]) and not _DYING.isdisjoint(after)


def _object(told: Sentence, word: HarmWord) -> People | None:
    """The people right after an active verb, or after the ``of`` of a noun."""
    at = word.last
    if word.harm.form == "noun":
        if told.at(at) != "of":
            return None
        at += 1
    object_first = at
    while at not in told.starts and told.at(at) in _SKIPPED and at < word.last + 3:
        at += 1
    at = _over_group(told, at)
    people = told.starts.get(at) or person_and(told, object_first)
    if people is None or HEADS.get(people.head, word.harm.kind) != word.harm.kind or told.lifeless(word, people):
        return None
    return with_those_elsewhere(told, with_next(told, people, subject=word.harm.form == "noun"))


def _over_group(told: Sentence, at: int) -> int:
    """Over ``a family of`` before a number."""
    first = at + 1 if told.at(at) in {"a", "the"} else at
    counted = told.at(first) in COUNTED_OF and told.at(first + 1) == "of"
    return first + 2 if counted and first + 2 in told.starts else at
