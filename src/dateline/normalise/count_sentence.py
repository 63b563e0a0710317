"""A sentence's tokens with its words of harm and its people, looked up by position."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from dateline.normalise.count_harm import ARRESTED, HARMS, LIVES, LOST, NOUN_FORMS, OF_PERSONS, Harm
from dateline.normalise.count_people import People
from dateline.normalise.count_phrases import is_person
from dateline.normalise.count_tokens import Token, word_at

_LENGTHS: Final = {first: sorted({len(key) for key in HARMS if key[0] == first}, reverse=True) for first, *_ in HARMS}
"""How many tokens the words of harm that begin with a token have, longest first."""
_LIVES: Final = frozenset({"lives", "life"})


class HarmWord(NamedTuple):
    """A word of harm at tokens ``[first, last)``."""

    first: int
    last: int
    harm: Harm


def harm_words(tokens: Sequence[Token]) -> list[HarmWord]:
    """The words of harm, none overlapping another, in order."""
    found: list[HarmWord] = []
    for at, token in enumerate(tokens):
        lengths = _LENGTHS.get(token.low)
        if lengths is None or (found and at < found[-1].last):
            continue
        word = next((w for n in lengths if (w := _word(tokens, at, n)) is not None), None)
        if word is not None:
            found.append(word)
    return found


def _word(tokens: Sequence[Token], at: int, length: int) -> HarmWord | None:
    key = tuple([t.low for t in tokens[at : at + length]])
    harm = HARMS.get(key)
    if harm is None:
        return None
    if key in NOUN_FORMS and word_at(tokens, at + length) == "of":
        harm = NOUN_FORMS[key]
    return HarmWord(at, at + length, harm)


@dataclass(slots=True)
class Sentence:
    """The tokens with what stands in them: words of harm and people, both in the order of the text."""

    tokens: Sequence[Token]
    words: Sequence[HarmWord]
    people: Sequence[People]
    starts: dict[int, People] = field(init=False)
    ends: dict[int, People] = field(init=False)
    wholes: dict[int, People] = field(init=False)
    """What ends where others within it do, by that place: "two of the three guards"."""
    befalling: dict[int, HarmWord] = field(init=False)
    """Verbs and states of harm by their first token."""
    before: dict[int, HarmWord] = field(init=False)
    """The same by the token after their last."""
    harmful: set[int] = field(init=False)
    claimed: set[int] = field(default_factory=set)
    """First tokens of the people that a word has taken."""

    def __post_init__(self) -> None:
        self.starts = {p.first: p for p in self.people}
        self.ends = {p.last: p for p in self.people}
        self.wholes = {p.last: p for p in self.people if self.ends[p.last] is not p}
        befalling = [w for w in self.words if w.harm.form in {"verb", "state"}]
        self.befalling = {w.first: w for w in befalling}
        self.before = {w.last: w for w in befalling}
        self.harmful = {at for w in self.words for at in range(w.first, w.last)}

    def at(self, at: int) -> str:
        """The word at a place, empty beyond the ends."""
        return word_at(self.tokens, at)

    def joined_to(self, word: HarmWord) -> HarmWord | None:
        """The word before ``and`` or ``or`` that shares its people with this one: "kidnapped and killed"."""
        return self.before.get(word.first - 1) if self.at(word.first - 1) in {"and", "or", "nor"} else None

    def lifeless(self, word: HarmWord, people: People) -> bool:
        """Whether the word is one of harm for lives or persons only ("claimed 12 lives"), and nothing calls them so."""
        if self.at(word.first) in OF_PERSONS:
            return not is_person(people.head) or (word.harm.kind == "abducted" and people.head in ARRESTED)
        lives = LOST | _LIVES if self.at(word.first) == "lost" else _LIVES
        return self.at(word.first) in LIVES and word.last == word.first + 1 and people.head not in lives
