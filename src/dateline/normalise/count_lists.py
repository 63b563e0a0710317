"""People told together: those whom "and", a list, an aside or a headline's comma adds to a phrase."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from dateline.normalise.count_asides import before_aside, elsewhere, is_named_aside, past_aside
from dateline.normalise.count_clauses import goes_on_finitely, holds_verb, opens_clause
from dateline.normalise.count_harm import AUXILIARIES, HEADS
from dateline.normalise.count_lexicon import BOUNDARIES, PAIRS, PERSON_NOUNS, VAGUE
from dateline.normalise.count_people import People
from dateline.normalise.count_phrases import FAMILY, POSSESSIVE, ends_plural, noun_end, one_person
from dateline.normalise.count_sentence import Sentence

_VERB_GAP: Final = 8
_ALSO: Final = (("and",), ("as", "well", "as"), ("along", "with"))
_ITS_OWN: Final = POSSESSIVE | {"the"}


def with_next(told: Sentence, people: People, *, subject: bool) -> People:
    """``two soldiers and a civilian``, ``20 people as well as the attacker`` added up, unless the second has a
    verb of its own; ``subject``: the verb may be that of "the bodies of two soldiers and a civilian"."""
    whole = people
    while (following := next_joined(told, whole) or _next_listed(told, whole)) is not None:
        if following.part or not joins(following) or _harmed_itself(told, following):
            return people
        if not subject and goes_on_finitely(told.tokens, following.last):
            return people
        whole = added(whole, following)
    return whole


def _harmed_itself(told: Sentence, people: People) -> bool:
    """Whether a word of harm of their own follows the people: "killed the mayor and two were injured"."""
    after = people.last
    if told.at(after) == "and":  # "killed two men and a boy and wounded five"
        return False
    while told.at(after) in AUXILIARIES and after < people.last + _VERB_GAP:
        after += 1
    return after in told.befalling


def _next_listed(told: Sentence, people: People) -> People | None:
    """The phrase after a comma in a list that ends in "and": "two soldiers, three policemen and a child"."""
    following = _counted(told, people.last + 1) if told.at(people.last) == "," else None
    if following is None or people.head in {"people", "persons"} or not joins(people):
        return None
    closed = following
    while told.at(closed.last) == "," and (then := _counted(told, closed.last + 1)) is not None:
        closed = then
    return following if next_joined(told, closed) is not None else None


def next_joined(told: Sentence, people: People) -> People | None:
    """Who is told right after some people and ``and``: more of them, or one person."""
    last = past_aside(told.tokens, told.starts, people)
    for words in _ALSO:
        first = last + len(words)
        if all(told.at(last + place) == word for place, word in enumerate(words)):
            return _counted(told, first) or _one_named(told, first, bare=people.best == 1)
    return None


def _counted(told: Sentence, at: int) -> People | None:
    """The people whose number stands at a token, or after a possessive there: "their two guides"."""
    return told.starts.get(at + 1 if told.at(at) in POSSESSIVE else at)


def _one_named(told: Sentence, first: int, *, bare: bool) -> People | None:
    """The one person of ``the attacker`` or ``his wife`` at a token; ``bare``: of ``woman``, as after "a man"."""
    begins = first + 1 if told.at(first) in _ITS_OWN else first
    if begins == first and not (bare and told.at(first) in PERSON_NOUNS):
        return None
    last = noun_end(told.tokens, begins, plural=False)
    one = last > begins and one_person(told.tokens, first, last, alone=bare)
    return People(first, last, 1, 1, 1, head=told.at(last - 1)) if one else None


def person_and(told: Sentence, first: int) -> People | None:
    """``the judge and two others``, beginning at ``first``: one more than the number says, or with
    ``the judge, his wife and``, two."""
    ends: list[int] = []
    for here in range(first + 1, min(len(told.tokens), first + _VERB_GAP)):
        if told.at(here) == "," and _kin(told, here + 1):
            ends.append(here)
            continue
        if told.at(here) == "of" or is_named_aside(told.tokens, here):
            continue
        if told.at(here) == "and":
            number = here + 2 if told.at(here + 1) in POSSESSIVE else here + 1
            following = told.starts.get(number)
            own = following is None or _harmed_itself(told, following)
            return None if following is None or own else _several_more(told, first, [*ends, here], following)
        if not told.at(here)[:1].isalpha() or told.at(here) in BOUNDARIES:
            break
    return None


def _several_more(told: Sentence, first: int, ends: Sequence[int], people: People) -> People | None:
    """The people with each one person that ends at ``ends``, the first of whom begins at ``first``."""
    firsts = [first, *(end + 1 for end in ends[:-1])]
    whole: People | None = people
    for begins, end in zip(reversed(firsts), reversed(ends), strict=True):
        whole = None if whole is None else _one_more(told, begins, end, whole)
    return whole


def _kin(told: Sentence, at: int) -> bool:
    return told.at(at) in POSSESSIVE and told.at(at + 1) in FAMILY


def _and_before(told: Sentence, people: People) -> People:
    """The people with ``the judge and`` or ``the judge and his`` before their number, where it stands there."""
    last = people.first - 2 if told.at(people.first - 1) in POSSESSIVE else people.first - 1
    if told.at(last) != "and":
        return people
    if told.at(last - 1) == ",":
        last -= 1
    first = _name_start(told, last)
    ends = [last]
    while first < ends[0] and _kin(told, first) and told.at(first - 1) == ",":
        ends.insert(0, first - 1)
        first = _name_start(told, first - 1)
    if is_named_aside(told.tokens, first - 1):
        first = _name_start(told, first - 1)
    more = _several_more(told, first, ends, people) if first < ends[0] else None
    return people if more is None else more


def _name_start(told: Sentence, last: int) -> int:
    """Where the words begin that may name the one person who ends at token ``last``: "the mayor of Arda"."""
    first = last
    while first > max(0, last - _VERB_GAP) and (_names(told, first - 1) or _owned(told, first - 1)):
        first -= 1
    return first


def _owned(told: Sentence, at: int) -> bool:
    """Whether an ``of`` after somebody's noun stands there."""
    return told.at(at) == "of" and told.at(at - 1) in PERSON_NOUNS


def _names(told: Sentence, at: int) -> bool:
    return told.at(at)[:1].isalpha() and at not in told.harmful and told.at(at) not in BOUNDARIES


def _one_more(told: Sentence, first: int, last: int, people: People) -> People | None:
    """The people and the one person of tokens ``[first, last)``, None if those name no person."""
    if not joins(people) or people.part or holds_verb(told.tokens, first, last):
        return None
    owner = next((at for at in range(first, last) if told.at(at) == "of"), last)
    if not one_person(told.tokens, first, owner, alone=False):
        return None
    return added(People(first, last, 1, 1, 1, head="person"), people)


def with_those_elsewhere(told: Sentence, people: People) -> People:
    """``12 people in the north and five in the south`` added up."""
    following = elsewhere(told.tokens, told.starts, people)
    if following is None or following.part or not joins(people):
        return people
    return people if _harmed_there(told, following) else added(people, following)


def _harmed_there(told: Sentence, people: People) -> bool:
    """Whether a verb of their own follows the people and where they are: "five in the south were wounded"."""
    for at in range(people.last + 1, people.last + _VERB_GAP):
        if not told.at(at)[:1].isalpha():
            return False
        if told.at(at) in AUXILIARIES or at in told.harmful:
            return True
    return False


def with_earlier(told: Sentence, people: People, *, shared: bool) -> People:
    """The people with those that a list names before them, unless those are the object of an earlier clause:
    "Rebels fired at 30 soldiers and two civilians were killed"."""
    whole = people
    if _separator(told, people) in {"and", ", and"}:
        while (earlier := _earlier(told, whole, shared=shared)) is not None:
            whole = added(earlier, whole)
    whole = _and_before(told, whole)
    alone = whole is people or not goes_on_finitely(told.tokens, people.last)
    return whole if alone or opens_clause(told.tokens, whole.first) else people


def _earlier(told: Sentence, people: People, *, shared: bool) -> People | None:
    """The phrase that a list holds before this one: "two guards, a driver and five others"; ``shared``: another
    word of harm may have taken it, that shares its people with this one."""
    separator = _separator(told, people)
    last = people.first - (told.at(people.first - 1) in POSSESSIVE) - len(separator.split(" "))
    earlier = (told.wholes.get(last) or told.ends.get(last)) if separator else None
    if earlier is None or earlier.part:
        earlier = before_aside(told.tokens, told.starts, told.ends, last) if separator == ", and" else None
    if earlier is None or (earlier.first in told.claimed and not shared):
        return None
    set_off = earlier.best == people.best and told.at(people.last) == ","
    apposed = separator == "," and (earlier.head in {"people", "persons"} or set_off)
    return None if apposed or earlier.part or not joins(earlier) else earlier


def _separator(told: Sentence, people: People) -> str:
    """What stands between a phrase and those before it in a list, empty if nothing that lists."""
    last = people.first - 2 if told.at(people.first - 1) in POSSESSIVE else people.first - 1
    if told.at(last) not in {"and", ","}:
        return ""
    return ", and" if told.at(last) == "and" and told.at(last - 1) == "," else told.at(last)


def with_headlined(told: Sentence, people: People) -> People:
    """``2 guards, 3 rebels killed``: in a headline a comma is an "and"."""
    last = people.first - 1
    earlier = told.ends.get(last) if told.at(last) == "," else None
    if earlier is None and last == 1 and told.at(0) in PERSON_NOUNS:
        earlier = People(0, 1, 1, 1, 1, head=told.at(0))
    if earlier is None or earlier.first > 0 or earlier.head == people.head:
        return people
    if earlier.head in {"people", "persons"}:
        return earlier
    return added(earlier, people) if joins(earlier) and joins(people) and not earlier.part else people


def joins(people: People) -> bool:
    """Whether the phrase may be added to another: it names persons, and holds no harm of its own."""
    told = people.head in PERSON_NOUNS or people.head in PAIRS or ends_plural(people.head)
    return people.head not in HEADS and people.head not in VAGUE and told


def added(one: People, other: People) -> People:
    """The two as one phrase, bounds added; a bound that one of them lacks is lacking in the sum."""

    def total(a: int | None, b: int | None) -> int | None:
        return None if a is None or b is None else a + b

    low, best, high = total(one.low, other.low), total(one.best, other.best), total(one.high, other.high)
    return replace(one, last=other.last, low=low, best=best, high=high, head=other.head)
