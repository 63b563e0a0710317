"""What is slipped in after some people and before those told beside them: an age, a name, a part, whose they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from dateline.normalise.count_lexicon import BOUNDARIES, MONTHS, PERSON_NOUNS, WEEKDAYS, word_table
from dateline.normalise.count_people import People
from dateline.normalise.count_phrases import one_person
from dateline.normalise.count_tokens import Token, word_at

_LONGEST: Final = 8
_WHERE: Final = word_table("in at near outside inside from aboard")
_WHEN: Final = MONTHS | WEEKDAYS
_OLDEST: Final = 3
"""The most digits of an age."""


def past_aside(tokens: Sequence[Token], starts: Mapping[int, People], people: People) -> int:
    """The token after what is set off behind the people, or after whose they are: "a man, 24, and", "a member of the
    council and"; where nothing is, that after the people."""
    if word_at(tokens, people.last) == "of" and people.best == 1 and people.head in PERSON_NOUNS:
        return _past_owner(tokens, starts, people.last)
    if word_at(tokens, people.last) != ",":
        return people.last
    first = people.last + 1
    closes = next((at for at in range(first, first + _LONGEST) if word_at(tokens, at) == ","), first)
    return closes + 1 if _is_aside(tokens, starts, first, closes) else people.last


def before_aside(
    tokens: Sequence[Token], starts: Mapping[int, People], ends: Mapping[int, People], last: int
) -> People | None:
    """The people behind whom something is set off that ends before the comma at token ``last``."""
    opens = next((at for at in range(last - 1, max(0, last - _LONGEST), -1) if word_at(tokens, at) == ","), last)
    return ends.get(opens) if opens < last and _is_aside(tokens, starts, opens + 1, last) else None


def elsewhere(tokens: Sequence[Token], starts: Mapping[int, People], people: People) -> People | None:
    """Who is told of beside the people at another place: "12 people in the north and five in the south"."""
    if word_at(tokens, people.last) not in _WHERE:
        return None
    for at in range(people.last + 1, people.last + _LONGEST):
        word = word_at(tokens, at)
        if word == "and":
            following = starts.get(at + 1)
            same = following is not None and (following.last == at + 2 or following.head == people.head)
            return following if same and following and word_at(tokens, following.last) in _WHERE else None
        if at in starts or not word[:1].isalpha() or word in BOUNDARIES or word in _WHEN:
            return None
    return None


def _is_aside(tokens: Sequence[Token], starts: Mapping[int, People], first: int, last: int) -> bool:
    """Whether tokens ``[first, last)`` are an age, a clause, a part or the name of the people before them."""
    if last == first + 1 and tokens[first].raw.isdecimal() and len(tokens[first].raw) <= _OLDEST:
        return True
    if word_at(tokens, first) == "who":
        return True
    part = starts.get(first)
    if part is not None:
        return part.part
    return last > first + 1 and word_at(tokens, first - 2) in PERSON_NOUNS and _is_name(tokens, first, last)


def is_named_aside(tokens: Sequence[Token], comma: int) -> bool:
    """Whether the comma is one of the two around the name of the one person before it: "the mayor, Ana Cruz, and"."""
    if word_at(tokens, comma) != ",":
        return False
    if word_at(tokens, comma - 1) in PERSON_NOUNS:
        closes = next((at for at in range(comma + 1, comma + _LONGEST) if word_at(tokens, at) == ","), comma)
        return closes > comma and _is_name(tokens, comma + 1, closes)
    opens = next((at for at in range(comma - 1, max(0, comma - _LONGEST), -1) if word_at(tokens, at) == ","), comma)
    return opens < comma and word_at(tokens, opens - 1) in PERSON_NOUNS and _is_name(tokens, opens + 1, comma)


def _is_name(tokens: Sequence[Token], first: int, last: int) -> bool:
    named = last > first + 1 and all(t.raw[0].isupper() or not t.raw[0].isalpha() for t in tokens[first:last])
    return named and one_person(tokens, first, last, alone=False)


def _past_owner(tokens: Sequence[Token], starts: Mapping[int, People], of: int) -> int:
    """The ``and`` after "of the town council", or the ``of`` where none is near."""
    for at in range(of + 1, of + _LONGEST):
        word = word_at(tokens, at)
        if word == "and":
            return at
        bounds = word in BOUNDARIES and word != "of"
        if at in starts or not word[:1].isalpha() or bounds:
            break
    return of
