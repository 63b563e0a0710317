"""Tolls: the numbers of people that a sentence says were killed, injured, missing, abducted or arrested.

A toll is a number phrase bound to a word of harm: as its object ("killing 12"), as the subject of a passive or a
state ("12 people were killed", "five died"), or by holding it ("12 dead"). A definite or named victim is no toll:
those are counted from an event's fillers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from dateline.normalise.count_harm import (
    AUXILIARIES,
    CAPTIVES,
    HARMED,
    HARMS,
    HEADS,
    HOLDING,
    LIVES,
    NONE_OF,
    NOT_CAUSED,
    NOT_REPORTS,
    NOUN_FORMS,
    STEMS,
    TOTAL_BEFORE,
    TOTAL_VERBS,
    TOTAL_WORDS,
    UNREAL,
    Harm,
    TollKind,
)
from dateline.normalise.count_lexicon import BOUNDARIES, PERSON_NOUNS, word_table
from dateline.normalise.count_numbers import Token, tokens_of
from dateline.normalise.count_people import People, people_of, word_at
from dateline.normalise.count_phrases import is_plural
from dateline.schema.reading import Count
from dateline.schema.span import Frozen, Span

_LENGTHS: Final = {first: sorted({len(key) for key in HARMS if key[0] == first}, reverse=True) for first, *_ in HARMS}
"""How many tokens the words of harm that begin with a token have, longest first."""
_GAP: Final = 14
_TOTAL_GAP: Final = 24
_GAP_STARTS: Final = word_table(", in at from near of who that under aged aboard on outside inside with and among (")
_GAP_STOPS: Final = word_table('; : when after while because where since as before if but . ! ? "')
_CLAUSE_OBJECTS: Final = word_table("by of in with from for at near against on to")
_SKIPPED: Final = word_table("the these those of its his their some over as an")


class Toll(Frozen):
    """A number of people harmed. ``start`` and ``end`` hold the word of harm as well as the number.

    ``total`` marks a running total ("the toll rose to 45"), ``part`` a number within another ("including three
    children"): neither is added to others.
    """

    kind: TollKind
    count: Count
    start: int
    end: int
    total: bool = False
    part: bool = False


class _Word(NamedTuple):
    """A word of harm at tokens ``[first, last)``."""

    first: int
    last: int
    harm: Harm


class _Found(NamedTuple):
    """A toll before its text is cut out."""

    kind: TollKind
    people: People
    first: int
    last: int
    total: bool = False


def tolls(text: str, start: int, end: int) -> tuple[Toll, ...]:
    """The tolls of ``text[start:end]``, one or more whole sentences, in the order of their numbers."""
    lowered = text[start:end].lower()
    if not any(stem in lowered for stem in STEMS):
        return ()
    tokens = tokens_of(text, start, end)
    words = _words(tokens)
    if not words and not any(t.low in HEADS or t.low in NONE_OF for t in tokens):
        return ()
    people = people_of(tokens)
    found = [*_totals(tokens, people), *_nobody(tokens)]
    taken = {id(f.people) for f in found}
    found += _held(tokens, [p for p in people if id(p) not in taken])
    found += _bound(tokens, words, [p for p in people if id(p) not in {id(f.people) for f in found}])
    found += _parts(people, found)
    unique = {(f.kind, f.people.first): f for f in sorted(found, key=lambda f: (f.people.first, f.kind, -f.last))}
    return tuple(_toll(text, tokens, f) for f in unique.values())


def _toll(text: str, tokens: Sequence[Token], found: _Found) -> Toll:
    people = found.people
    span = Span.of(text, tokens[people.first].start, tokens[people.last - 1].end)
    count = Count(low=people.low, best=people.best, high=people.high, stated=span.text, evidence=(span,))
    start = tokens[min(found.first, people.first)].start
    end = tokens[max(found.last, people.last) - 1].end
    return Toll(kind=found.kind, count=count, start=start, end=end, total=found.total, part=people.part)


def _words(tokens: Sequence[Token]) -> list[_Word]:
    found: list[_Word] = []
    for at, token in enumerate(tokens):
        lengths = _LENGTHS.get(token.low)
        if lengths is None or (found and at < found[-1].last):
            continue
        word = next((w for n in lengths if (w := _word(tokens, at, n)) is not None), None)
        if word is not None:
            found.append(word)
    return found


def _word(tokens: Sequence[Token], at: int, length: int) -> _Word | None:
    key = tuple([t.low for t in tokens[at : at + length]])
    harm = HARMS.get(key)
    if harm is None:
        return None
    if key in NOUN_FORMS and word_at(tokens, at + length) == "of":
        harm = NOUN_FORMS[key]
    return _Word(at, at + length, harm)


def _nobody(tokens: Sequence[Token]) -> list[_Found]:
    """``no casualties``, ``no injuries were reported``; not ``no reports of casualties``, which is silence."""
    found: list[_Found] = []
    for at, token in enumerate(tokens):
        denied = token.low == "not" and word_at(tokens, at + 1) in NOT_CAUSED
        if not denied and token.low not in {"no", "without", "neither"}:
            continue
        for here in range(at + 1, min(len(tokens), at + 8)):
            word = tokens[here].low
            kinds = NONE_OF.get(word, ())
            if (
                word in NOT_REPORTS
                or (word in BOUNDARIES and word not in {"or", "and", "nor", "in"})
                or word in {".", ","}
            ):
                break
            found += [
                _Found(kind, People(at, here + 1, 0, 0, 0, head=word), at, here + 1)
                for kind in kinds
                if not any(f.kind == kind and f.people.first == at for f in found)
            ]
    return found


def _held(tokens: Sequence[Token], people: Sequence[People]) -> list[_Found]:
    """``12 dead``, ``30 wounded``, ``five arrests``, ``seven kidnapped students``: the phrase holds the harm."""
    found: list[_Found] = []
    for p in people:
        kind = _held_kind(tokens, p)
        if kind is not None:
            found.append(_Found(kind, p, p.first, p.last))
    return found


def _held_kind(tokens: Sequence[Token], people: People) -> TollKind | None:
    harmed = next((HARMED[t.low] for t in tokens[people.first : people.last - 1] if t.low in HARMED), None)
    if people.head in CAPTIVES and not people.part:
        taken = is_plural(word_at(tokens, people.last - 2)) or word_at(tokens, people.first - 1) in HOLDING
        return "abducted" if taken else harmed
    if people.head in {"bodies", "corpses"} and word_at(tokens, people.last - 2) in {"public", "state", "government"}:
        return None
    return HEADS.get(people.head, harmed)


def _totals(tokens: Sequence[Token], people: Sequence[People]) -> list[_Found]:
    """``the death toll rose to 45``, ``bringing to 12 the number of people killed``."""
    starts = {p.first: p for p in people}
    found: list[_Found] = []
    for at, token in enumerate(tokens):
        verb = token.low in TOTAL_VERBS
        if not (verb or token.low in TOTAL_WORDS) or (token.low == "total" and word_at(tokens, at - 1) == "a"):
            continue
        stop = min(len(tokens), at + _TOTAL_GAP)
        number = next((p for i in range(at + 1, stop) if (p := _reached(tokens, starts, i)) is not None), None)
        if number is None or (verb and not _names_total(tokens, at, number.last + 6)):
            continue
        kind = _total_kind(tokens, max(0, at - 2), min(len(tokens), number.last + 6))
        if kind is not None:
            found.append(_Found(kind, replace(number, part=False), at, number.last, total=True))
            starts.pop(number.first)
    return found


def _reached(tokens: Sequence[Token], starts: dict[int, People], at: int) -> People | None:
    number = starts.get(at)
    if number is None or (word_at(tokens, at - 1) not in TOTAL_BEFORE and tokens[at].low != "from"):
        return None
    later = starts.get(number.last + 1)
    return later if later is not None and word_at(tokens, number.last) == "to" else number


def _names_total(tokens: Sequence[Token], first: int, last: int) -> bool:
    return any(t.low in TOTAL_WORDS for t in tokens[first:last])


def _total_kind(tokens: Sequence[Token], first: int, last: int) -> TollKind | None:
    for token in tokens[first:last]:
        harm = HARMS.get((token.low,))
        if token.low in HEADS or harm is not None:
            return HEADS[token.low] if harm is None else harm.kind
    return None


def _bound(tokens: Sequence[Token], words: Sequence[_Word], people: Sequence[People]) -> list[_Found]:
    """Tolls of number phrases that stand beside a word of harm, as its object or its subject."""
    starts = {p.first: p for p in people}
    ends = {p.last: p for p in people}
    found: list[_Found] = []
    claimed: set[int] = set()
    for word in words:
        group = _object(tokens, words, word, starts) if word.harm.form != "state" else None
        if group is None and word.harm.form in {"verb", "state"}:
            group = _subject(tokens, words, word, ends, claimed)
        if group is None or _unreal(tokens, word):
            continue
        if group.best != 0 and _either(tokens, words, word):
            found = [f for f in found if f.people.first != group.first]
            continue
        claimed.add(group.first)
        found.append(_Found(word.harm.kind, group, word.first, word.last))
    return found


def _either(tokens: Sequence[Token], words: Sequence[_Word], word: _Word) -> bool:
    """``12 killed or wounded``, ``killed and wounded 12``: how many were killed is not told."""
    joined = _joined_to(tokens, words, word)
    if joined is None or joined.harm.kind == word.harm.kind:
        return False
    return word_at(tokens, word.first - 1) != "and" or {joined.harm.kind, word.harm.kind} == {"killed", "injured"}


def _unreal(tokens: Sequence[Token], word: _Word) -> bool:
    """Whether the word is an infinitive or a negated or merely possible verb."""
    if word.harm.form == "noun":
        return False
    before = [t.low for t in tokens[max(0, word.first - 4) : word.first]]
    if word.harm.form == "active":
        return before[-1:] != [] and before[-1] in UNREAL
    return bool(UNREAL.difference({"to"}).intersection(before)) or before[-2:] == ["to", "be"]


def _object(tokens: Sequence[Token], words: Sequence[_Word], word: _Word, starts: dict[int, People]) -> People | None:
    at = word.last
    if word.harm.form == "noun":
        if word_at(tokens, at) != "of":
            return None
        at += 1
    while at not in starts and word_at(tokens, at) in _SKIPPED and at < word.last + 3:
        at += 1
    people = starts.get(at)
    if people is None or (people.head in HEADS and HEADS[people.head] != word.harm.kind):
        return None
    if tokens[word.first].low in LIVES and word.last == word.first + 1 and people.head not in {"lives", "life"}:
        return None
    return _with_next(tokens, words, people, starts)


def _with_next(tokens: Sequence[Token], words: Sequence[_Word], people: People, starts: dict[int, People]) -> People:
    """``two soldiers and a civilian`` added up, unless the second has a word of harm of its own."""
    following = starts.get(people.last + 1)
    if following is None or word_at(tokens, people.last) != "and" or following.part or not _joins(following):
        return people
    after = following.last
    while word_at(tokens, after) in AUXILIARIES:
        after += 1
    own = any(w.first == after and w.harm.form in {"verb", "state"} for w in words)
    return people if own else _added(people, following)


def _joins(people: People) -> bool:
    """Whether the phrase may be added to another: it names persons, and holds no harm of its own."""
    return people.head not in HEADS and (people.head in PERSON_NOUNS or is_plural(people.head))


def _added(one: People, other: People) -> People:
    def total(a: int | None, b: int | None) -> int | None:
        return None if a is None or b is None else a + b

    low, best, high = total(one.low, other.low), total(one.best, other.best), total(one.high, other.high)
    return replace(one, last=other.last, low=low, best=best, high=high, head=other.head)


def _subject(
    tokens: Sequence[Token], words: Sequence[_Word], word: _Word, ends: dict[int, People], claimed: set[int]
) -> People | None:
    """The people before a passive or a state: beside it, or before a clause that ends in an auxiliary."""
    joined = _joined_to(tokens, words, word)
    at = joined.first if joined is not None else word.first
    bare = at
    while at > 0 and at not in ends and (word_at(tokens, at - 1) in AUXILIARIES or word_at(tokens, at - 1) in UNREAL):
        at -= 1
    if at not in ends and at < bare:
        at = _over_gap(tokens, words, ends, at)
    if at not in ends and joined is None and word_at(tokens, word.first - 1) == "and":
        at = _over_verb(tokens, ends, word.first - 1)
    people = ends.get(at)
    if people is None or (people.first in claimed and joined is None):
        return None
    if joined is not None and people.best != 0 and joined.harm.kind == word.harm.kind:
        return None
    joint = word_at(tokens, people.first - 1) == "and"
    while joint and (before := _before(tokens, ends, people, claimed)) is not None:
        people = _added(before, people)
    return people


def _before(tokens: Sequence[Token], ends: dict[int, People], people: People, claimed: set[int]) -> People | None:
    """The phrase that a list holds before this one: "two guards, a driver and five others"."""
    before = ends.get(people.first - 1)
    separated = word_at(tokens, people.first - 1) in {"and", ","}
    if before is None or not separated or before.first in claimed or not _joins(before) or before.part:
        return None
    return None if before.head in {"people", "persons"} and word_at(tokens, people.first - 1) == "," else before


def _joined_to(tokens: Sequence[Token], words: Sequence[_Word], word: _Word) -> _Word | None:
    """The word of harm before ``and`` or ``or``, with which this one shares its people: "kidnapped and killed"."""
    if word_at(tokens, word.first - 1) not in {"and", "or", "nor"}:
        return None
    return next((w for w in words if w.last == word.first - 1 and w.harm.form in {"verb", "state"}), None)


def _over_gap(tokens: Sequence[Token], words: Sequence[_Word], ends: dict[int, People], at: int) -> int:
    """Back from the auxiliary at ``at`` over a phrase like "in the town" or ", including two children,"."""
    floor = max(0, at - _GAP)
    harmful = {i for w in words for i in range(w.first, w.last)}
    for here in range(at, floor, -1):
        people = ends.get(here)
        opened = word_at(tokens, here) in _GAP_STARTS or here == at
        if (
            people is not None
            and opened
            and not people.part
            and word_at(tokens, people.first - 1) not in _CLAUSE_OBJECTS
        ):
            return here
        if word_at(tokens, here - 1) in _GAP_STOPS or here - 1 in harmful:
            break
    return at


def _over_verb(tokens: Sequence[Token], ends: dict[int, People], at: int) -> int:
    """Back from ``and`` over an earlier passive of the same people: "one policeman was fired upon and killed"."""
    for here in range(at, max(0, at - 8), -1):
        if here in ends and word_at(tokens, here) in {"was", "were"}:
            return here
        if not word_at(tokens, here - 1)[:1].isalpha() or word_at(tokens, here - 1) in _GAP_STOPS:
            break
    return at


def _parts(people: Sequence[People], found: Sequence[_Found]) -> list[_Found]:
    """Numbers within a number, each of the kind of the toll nearest before it, else after it."""
    known = sorted(found, key=lambda f: f.people.first)
    taken = {f.people.first for f in found}
    parts: list[_Found] = []
    for p in people:
        if not p.part or p.first in taken or not known:
            continue
        earlier = [f for f in known if f.people.first < p.first]
        parts.append(_Found((earlier[-1] if earlier else known[0]).kind, p, p.first, p.last))
    return parts
