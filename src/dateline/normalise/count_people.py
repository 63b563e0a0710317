"""Number phrases that may count people: "at least 12 villagers", "a soldier", "no one", "their grandmother"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Final

from dateline.normalise.count_harm import AUXILIARIES, HARMED, HARMS, HEADS, RISES
from dateline.normalise.count_lexicon import BOUNDARIES, COLLECTIVES, MASS_NOUNS, PERSON_NOUNS, THING_NOUNS
from dateline.normalise.count_numbers import numerals
from dateline.normalise.count_phrases import FAMILY, POSSESSIVE, is_plural, noun_end, singular_of
from dateline.normalise.count_tokens import Token, word_at

_REMAINS: Final = frozenset({"bodies", "corpses", "families"})
PARENTS: Final = frozenset("mother father parent parents mom mum dad grandmother grandfather".split())
"""Before ``of`` and a number: it is of their children, who are not harmed."""
_ORDINALS: Final = frozenset("second third fourth fifth sixth seventh eighth ninth tenth".split())
_OF_MANY: Final = frozenset({"of", "were", "are", "have"})
"""After ``a third``: it is a share."""
_INCLUDES: Final = frozenset({"include", "included", "includes"})
_HARMED_ONES: Final = HEADS.keys() | {"victims", "casualties"}
"""Who was harmed, all together: "the dead included", "among the wounded were"."""
_OF_THE: Final = frozenset({"of", "the", "their"})


@dataclass(frozen=True, slots=True)
class People:
    """A number phrase, tokens ``[first, last)``; ``head`` is its last word."""

    first: int
    last: int
    low: int | None
    best: int | None
    high: int | None
    head: str
    part: bool = False


def people_of(tokens: Sequence[Token]) -> list[People]:
    """The number phrases of the tokens that may count people, in order."""
    told = (n for n in numerals(tokens) if not (_of_no_one(tokens, n.first) or _of_parent(tokens, n.first)))
    found = [_counted(tokens, n.first, n.last, (n.low, n.best, n.high)) for n in told]
    found = [_of_them(tokens, p, following) for p, following in zip_longest(found, found[1:])]
    inside = {at for p in found for at in range(p.first, p.last)}
    free = [at for at in range(len(tokens)) if at not in inside]
    found += [p for at in free if (p := _one(tokens, at) or _both(tokens, at) or _no_one(tokens, at)) is not None]
    ends = {p.last for p in found}
    found += [p for at in free if at - 1 in ends and (p := _kin(tokens, at)) is not None]
    return sorted((p for p in found if not _thing(p.head)), key=lambda p: p.first)


def _counted(
    tokens: Sequence[Token], first: int, last: int, limits: tuple[int | None, int | None, int | None]
) -> People:
    end = noun_end(tokens, last, plural=limits[1] != 1)
    before = word_at(tokens, first - 1)
    them = word_at(tokens, last) == "of" and word_at(tokens, last + 1) in {"them", "whom"}
    if them:
        end = last + 2
    those = tokens[end - 1].low == "those" and (word_at(tokens, end) in HEADS or word_at(tokens, end) in HARMED)
    heads = tokens[end - 1].low in HEADS and not is_plural(word_at(tokens, end - 2))
    some = word_at(tokens, last) == "of" and (heads or those)
    part = them or some or _opens_part(tokens, first)
    if tokens[first].low == "from" and before in RISES and limits[0] is not None and limits[2] is not None:
        limits = (limits[2],) * 3
    return People(first, end, *limits, head=tokens[end - 1].low, part=part)


def _opens_part(tokens: Sequence[Token], first: int) -> bool:
    """Whether who is told at token ``first`` is within others: "including a nurse", "among them three nurses"."""
    before = word_at(tokens, first - 1)
    if before in _INCLUDES:
        return word_at(tokens, first - 2) in _HARMED_ONES
    if before in {"was", "were"} and word_at(tokens, first - 2) in _HARMED_ONES:
        return "among" in {word_at(tokens, here) for here in range(first - 5, first - 2)}
    return before == "including" or (before == "them" and word_at(tokens, first - 2) == "among")


def _of_them(tokens: Sequence[Token], people: People, following: People | None) -> People:
    """``four of the`` with the ``12 hostages`` that they are of; of ``the 20 wounded``, they are a part."""
    if following is None or following.first != people.last or tokens[people.last - 1].low not in _OF_THE:
        return people
    harmed = following.head in HEADS or any(t.low in HARMED for t in tokens[following.first : following.last])
    return replace(people, last=following.last, head=following.head, part=people.part or harmed)


def _one(tokens: Sequence[Token], at: int) -> People | None:
    """``a soldier``, ``an 11-year-old girl``, ``another``."""
    if tokens[at].low not in {"a", "an", "another"}:
        return None
    end = noun_end(tokens, at + 1, plural=False)
    head = tokens[end - 1].low
    dead = head == "dead" and word_at(tokens, end - 2) in PERSON_NOUNS
    if end > at + 1 and head in PERSON_NOUNS and (dead or head not in {"other", "more", "dead", "body"}):
        return People(at, end, 1, 1, 1, head=head, part=_opens_part(tokens, at))
    after = word_at(tokens, at + 1)
    alone = not after[:1].isalpha() or after in BOUNDARIES or (after,) in HARMS
    if tokens[at].low == "another":
        return People(at, at + 1, 1, 1, 1, head="another") if alone else None
    alone = word_at(tokens, at + 2) not in _OF_MANY and not word_at(tokens, at + 2).isdecimal()
    return People(at, at + 2, 1, 1, 1, head=after) if alone and _ends_phrase(tokens, at + 2, after) else None


def _ends_phrase(tokens: Sequence[Token], at: int, ordinal: str) -> bool:
    """Whether ``a sixth`` is somebody: an ordinal after which no noun stands."""
    word = word_at(tokens, at)
    return ordinal in _ORDINALS and (not word[:1].isalpha() or word in BOUNDARIES or (word,) in HARMS)


def _both(tokens: Sequence[Token], at: int) -> People | None:
    """``both women``, and ``both`` alone; not ``both soldiers and civilians``, nor what is said of others before it
    (``two policemen, both women``)."""
    if tokens[at].low != "both" or word_at(tokens, at - 1) in AUXILIARIES | {",", "(", "-", "–", "—"}:
        return None
    if word_at(tokens, at + 1) in AUXILIARIES:
        return People(at, at + 1, 2, 2, 2, head="both")
    end = noun_end(tokens, at + 1)
    head, after = tokens[end - 1].low, word_at(tokens, end)
    persons = singular_of(head) in PERSON_NOUNS or head in MASS_NOUNS
    grouped = head in _REMAINS or head in HEADS or singular_of(head) in COLLECTIVES or head in COLLECTIVES
    listed = after in {"and", ","} and "and" in {word_at(tokens, here) for here in range(end, end + 4)}
    owning = any(mark in token.raw for token in tokens[at : end + 1] for mark in "'’")
    return None if not persons or grouped or listed or owning else People(at, end, 2, 2, 2, head=head)


def _kin(tokens: Sequence[Token], at: int) -> People | None:
    """``their grandmother`` in "six children and their grandmother", ``her guide`` in "a nurse and her guide"."""
    if word_at(tokens, at - 1) not in {"and", ","} or tokens[at].low not in POSSESSIVE:
        return None
    alone = word_at(tokens, at - 1) == "and" and noun_end(tokens, at + 1, plural=False) == at + 2
    noun = word_at(tokens, at + 1)
    told = noun in FAMILY or (alone and noun in PERSON_NOUNS)
    return People(at, at + 2, 1, 1, 1, head=noun) if told else None


def _no_one(tokens: Sequence[Token], at: int) -> People | None:
    if tokens[at].low == "nobody":
        return _nobody_but(tokens, at, at + 1)
    if tokens[at].low == "no" and word_at(tokens, at + 1) in {"one", "people", "person", "civilians", "passengers"}:
        return _nobody_but(tokens, at, at + 2)
    if tokens[at].low == "no" and _of_no_one(tokens, at + 2):
        return _nobody_but(tokens, at, at + 3)
    if tokens[at].low == "none":
        last = at + 3 if word_at(tokens, at + 1) == "of" and word_at(tokens, at + 2) in {"them", "those"} else at + 1
        return People(at, last, 0, 0, 0, head="nobody") if word_at(tokens, last) in {"was", "were"} else None
    if [word_at(tokens, here) for here in range(at, at + 3)] == ["not", "a", "single"]:
        end = noun_end(tokens, at + 3, plural=False)
        return People(at, end, 0, 0, 0, head="nobody") if tokens[end - 1].low in PERSON_NOUNS else None
    return None


def _nobody_but(tokens: Sequence[Token], first: int, last: int) -> People:
    """``nobody``, and ``nobody else``, which says it of all but those who were told before."""
    last += word_at(tokens, last) == "else"
    return People(first, last, 0, 0, 0, head="nobody")


def _of_no_one(tokens: Sequence[Token], at: int) -> bool:
    """Whether the number at ``at`` is that of "no-one"."""
    return [word_at(tokens, here) for here in (at - 2, at - 1, at)] == ["no", "-", "one"]


def _of_parent(tokens: Sequence[Token], at: int) -> bool:
    """Whether the number at ``at`` is of somebody's children: "a father of two was killed"."""
    return word_at(tokens, at - 1) == "of" and word_at(tokens, at - 2) in PARENTS


def _thing(head: str) -> bool:
    noun = head if head in THING_NOUNS else singular_of(head)
    return noun in THING_NOUNS and head not in HEADS
