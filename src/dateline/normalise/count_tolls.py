"""Tolls: the numbers of people that a sentence says were killed, injured, missing, abducted or arrested.

A toll is a number phrase bound to a word of harm: as its object ("killing 12"), as the subject of a passive or a
state ("12 people were killed", "five died"), or by holding it ("12 dead"). A definite or named victim is no toll:
those are counted from an event's fillers.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from dateline.normalise.count_binding import bonds
from dateline.normalise.count_harm import (
    CAPTIVES,
    HARMED,
    HARMS,
    HEADS,
    HOLDING,
    NONE_OF,
    NOT_CAUSED,
    NOT_REPORTS,
    RISES,
    STEMS,
    TOTAL_BEFORE,
    TOTAL_VERBS,
    TOTAL_WORDS,
    TollKind,
)
from dateline.normalise.count_lexicon import BOUNDARIES, MONTHS, PERSON_NOUNS, THING_NOUNS
from dateline.normalise.count_lists import added, joins
from dateline.normalise.count_people import People, people_of
from dateline.normalise.count_phrases import is_plural, singular_of
from dateline.normalise.count_sentence import HarmWord, harm_words
from dateline.normalise.count_shares import shared
from dateline.normalise.count_tokens import Token, tokens_of, word_at
from dateline.schema.reading import Count
from dateline.schema.span import Frozen, Span

_SELF_TOLD: Final = CAPTIVES | HEADS.keys() | NONE_OF.keys() | {"toll", "fatally"}
"""Nouns that tell a toll without a word of harm beside them."""
_SPARED_STOPS: Final = NOT_REPORTS | BOUNDARIES - {"or", "and", "nor", "in"} | {".", ","}
_STRUCK: Final = frozenset({"shot", "stabbed", "wounded", "injured", "hit", "struck", "beaten", "knifed"})
_STRUCK_GAP: Final = 4
"""What some die of and others do not; within how many tokens before it those stand whom it befell."""
_ANYBODY: Final = frozenset({"anyone", "anybody"})
_LEAVING: Final = frozenset({"left", "leaves", "leaving", "leave"})
_LEFT_ALIVE: Final = frozenset({"survivors", "orphans", "widows"})
_TRIED: Final = frozenset({"attempt", "attempts", "plot", "plots", "bid"})
"""After a word of harm: nobody was harmed by it."""
_SENTENCING: Final = frozenset({"sentenced", "sentences", "sentencing", "sentence", "condemned", "condemning"})
_SENTENCE_REACH: Final = 8
_TOLL_ROADS: Final = frozenset({"road", "plaza", "booth", "gate", "bridge", "tax", "collector", "station", "-"})
"""After ``toll``: it is paid."""
_ANY_NUMBER: Final = frozenset({"total", "number"})
"""After ``a``, these count what follows them, and are no toll's."""
_TOTAL_STOPS: Final = frozenset({"but", ";"})
_APART: Final = frozenset({"while", "with", "when", "after", "as", "but", ";"})
"""After a total's number: what follows is not said of it."""
_TOTAL_GAP: Final = 24
"""The longest way, in tokens, from the word ``toll`` to its number."""

_PERIOD: Final = re.compile(
    r"\W+(?:\w+ ){0,3}?(?:since (?:the (?:beginning|start) of|the (?:\w+ )?(?:war|conflict|insurgency|uprising|"
    r"rebellion|revolution|intifada) (?:began|broke|started|erupted)|(?:1[89]|20)\d\d\b|it was|(?:last )?(?:"
    + "|".join(sorted(each for each in MONTHS if len(each) > 4 or each in {"june", "july"}))
    + r")\b)|so far this|this year\b|(?:in|over|during|for) (?:the (?:last |past )?|more than )?(?:\w+ ){0,2}"
    r"(?:months|years|decades)\b)",
    re.IGNORECASE,
)
"""What follows a toll that counts over a time of its own."""
_SINCE_WHEN: Final = re.compile(r"\bsince (?:\w+ ){0,3}(?:1[89]|20)\d\d,? (?:when|in which) \W*$", re.IGNORECASE)
"""What stands before the toll of what happened long ago: "the worst since 2004, when 116 people died"."""
_REACH_BACK: Final = 60
"""How many characters before a toll may hold that."""
_REACH_ON: Final = 400
"""How many characters after a running total are of it."""
_RECKONING: Final = frozenset("put puts putting gave gives giving placed places placing".split())
_RECKONED: Final = 4
"""Words before that of a total within which somebody gives it."""
_IN_ALL_BEFORE: Final = re.compile(r"\b(?:in (?:all|total)|altogether),? $", re.IGNORECASE)
_IN_ALL: Final = re.compile(r"altogether\b", re.IGNORECASE)
_IN_ALL_AFTER: Final = re.compile(r",? (?:in (?:all|total)|altogether)\b", re.IGNORECASE)
_MORE: Final = re.compile(r"\b(?:another|more|further|additional|else)\b(?! than\b)", re.IGNORECASE)
_OTHERS: Final = re.compile(r"\b(?:another|more|further|additional|others?)\b(?! than\b)", re.IGNORECASE)
_ALSO: Final = re.compile(r"\balso\b", re.IGNORECASE)
_MORE_AFTER: Final = re.compile(
    r"(?: \w+)? (?:later|afterwards)\b|(?: \w+)? (?:in|at) (?:a |the )?(?:\w+ )?hospital\b|"
    r" of (?:their|his|her) (?:wounds|injuries)\b",
    re.IGNORECASE,
)
_LATER: Final = re.compile(r"\b(?:later|subsequently) ", re.IGNORECASE)
"""Words of people harmed beside those told before: "another died", "three died in hospital"."""
_PERHAPS_FEWER: Final = re.compile(
    r"\bhospitals?$|\bhospitali[sz]ed$|\btreated\b|\bintensive care$|\b(?:bodies|corpses) of\b", re.IGNORECASE
)
"""In a toll's words: of those harmed it may count only some."""
_WITHIN: Final = re.compile(
    r"\b(?:since (?!then\b|(?:last |early |late )?\w+day\b)|so far this|this (?:week|month|year)\b|"
    r"(?:in|over|during|for|of) (?:the|this|a) (?:\w+ ){0,2}(?:weeks?|months?|years?|days|decades?)\b)",
    re.IGNORECASE,
)
"""What says anywhere in a running total's sentence over how long it runs."""


class Toll(Frozen):
    """A number of people harmed. ``start`` and ``end`` hold the word of harm as well as the number.

    ``total`` marks a running total ("the toll rose to 45"), ``part`` a number within another ("including three
    children"): neither is added to others. ``wider`` marks one that says over how long it counts ("killed since the
    beginning of the year", "bringing the dead in the week to 45"): no single event's toll. ``more`` marks people beside
    those who were told before ("another died in hospital"), or perhaps only some of them: no rival of another number.
    ``added`` marks those whom no number before them holds: others of its sentence ("one died there, two others later"),
    or those of whom a sentence says that they were harmed as well ("five rebels were also killed").
    """

    kind: TollKind
    count: Count
    start: int
    end: int
    total: bool = False
    part: bool = False
    wider: bool = False
    more: bool = False
    added: bool = False


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
    words = harm_words(tokens)
    if not words and _SELF_TOLD.isdisjoint(t.low for t in tokens):
        return ()
    people = shared(tokens, people_of(tokens))
    found = [*_totals(tokens, words, people), *_nobody(tokens)]
    found += _held(tokens, _left(people, found))
    found += _some_fatally(tokens, _left(people, found))
    found += [
        _Found(word.harm.kind, group, word.first, word.last)
        for word, group in bonds(tokens, words, _left(people, found))
    ]
    found += _parts(tokens, people, found)
    unique = {(f.kind, f.people.first): f for f in sorted(found, key=lambda f: (f.people.first, f.kind, -f.last))}
    told = [_toll(text, tokens, f) for f in unique.values()]
    return tuple(_more_of_its_kind(text, each, told[:at]) for at, each in enumerate(told))


def _more_of_its_kind(text: str, toll: Toll, before: Sequence[Toll]) -> Toll:
    """The toll, no longer ``more`` where that is beside those of other kinds: "13 were killed and 40 more injured";
    ``added`` beside one of its own: "one was killed and two others died later"."""
    if not before:
        also = not toll.part and not toll.total and _ALSO.search(text, toll.start, toll.end) is not None
        return toll.model_copy(update={"more": True, "added": True}) if also else toll
    if _PERHAPS_FEWER.search(text, toll.start, toll.end):
        return toll
    if before[-1].kind != toll.kind:
        return toll.model_copy(update={"more": False})
    whole = toll.part or toll.total or before[-1].part or before[-1].total
    added = not whole and _OTHERS.search(toll.count.stated) is not None
    return toll.model_copy(update={"more": toll.more or added, "added": added})


def _left(people: Sequence[People], found: Sequence[_Found]) -> list[People]:
    """The phrases that no toll has taken yet."""
    taken = {at for f in found for at in range(f.people.first, f.people.last)}
    return [p for p in people if p.first not in taken]


def _toll(text: str, tokens: Sequence[Token], found: _Found) -> Toll:
    people = found.people
    span = Span.of(text, tokens[people.first].start, tokens[people.last - 1].end)
    count = Count(low=people.low, best=people.best, high=people.high, stated=span.text, evidence=(span,))
    start = tokens[min(found.first, people.first)].start
    end = tokens[max(found.last, people.last) - 1].end
    total = found.total or (not people.part and _in_all(text, span, end))
    wider = (
        _PERIOD.match(text, end, tokens[-1].end)
        or _SINCE_WHEN.search(text, max(tokens[0].start, start - _REACH_BACK), start)
        or (total and _WITHIN.search(text, start, min(tokens[-1].end, end + _REACH_ON)))
    )
    return Toll(
        kind=found.kind,
        count=count,
        start=start,
        end=end,
        total=total,
        part=people.part,
        wider=bool(wider),
        more=not total and _beside_others(text, span, start, end),
    )


def _in_all(text: str, number: Span, end: int) -> bool:
    """Whether the number is said to be that of all: "in all, 45 people were killed", "45 were killed in total"."""
    before = max(0, number.start - 12)
    return bool(
        _IN_ALL.match(number.text)
        or _IN_ALL_BEFORE.search(text, before, number.start)
        or _IN_ALL_AFTER.match(text, end)
    )


def _beside_others(text: str, number: Span, start: int, end: int) -> bool:
    """Whether the number is told as of more people: "another", "three more", "two later died", "died in hospital"; or
    of some who may be fewer: those in care, and the bodies that were found."""
    return bool(
        _PERHAPS_FEWER.search(text, start, end)
        or _MORE.search(number.text)
        or _LATER.search(text, start, end)
        or _MORE_AFTER.match(text, max(end, number.end))
    )


def _nobody(tokens: Sequence[Token]) -> list[_Found]:
    """``no casualties``, ``no injuries were reported``, ``did not kill anyone``; not ``no reports of casualties``,
    which is silence."""
    found: list[_Found] = []
    for at, token in enumerate(tokens):
        denied = token.low == "not" and word_at(tokens, at + 1) in NOT_CAUSED
        if denied or token.low in {"no", "without", "neither"}:
            found += _spared(tokens, at)
        negated = token.low in {"not", "without"} or token.low.endswith("n't")
        harm = HARMS.get((word_at(tokens, at + 1),)) if negated else None
        if harm is not None and word_at(tokens, at + 2) in _ANYBODY:
            nobody = People(at, at + 3, 0, 0, 0, head=word_at(tokens, at + 2))
            found.append(_Found(harm.kind, nobody, at, at + 3))
    return found


def _spared(tokens: Sequence[Token], at: int) -> list[_Found]:
    """What the negation at token ``at`` says did not befall anybody, each kind once."""
    found: dict[TollKind, _Found] = {}
    for here in range(at + 1, min(len(tokens), at + 8)):
        word = tokens[here].low
        if word in _SPARED_STOPS:
            break
        for kind in NONE_OF.get(word, ()):
            found.setdefault(kind, _Found(kind, People(at, here + 1, 0, 0, 0, head=word), at, here + 1))
    return list(found.values())


def _some_fatally(tokens: Sequence[Token], people: Sequence[People]) -> list[_Found]:
    """``four people were shot, one of them fatally``: one was killed and three are injured; ``none fatally``: none."""
    for at, token in enumerate(tokens):
        if token.low != "fatally" or word_at(tokens, at + 1) in _STRUCK:
            continue
        dead = _set_off(tokens, people, at)
        verb = next((here for here in range(dead.first, 0, -1) if word_at(tokens, here) in _STRUCK), 0) if dead else 0
        whole = next((p for p in reversed(people) if verb - _STRUCK_GAP < p.last < verb), None)
        if dead and whole and dead.best is not None and whole.best is not None and whole.best > dead.best:
            rest = _less(whole, dead.best)
            return [_Found("killed", dead, dead.first, at + 1), _Found("injured", rest, rest.first, verb + 1)]
    return []


def _set_off(tokens: Sequence[Token], people: Sequence[People], last: int) -> People | None:
    """The ``one of them`` after a comma or ``and`` that ends before token ``last``; of ``none``, nobody."""
    opening = (at for at in range(last - 1, max(0, last - 4), -1) if word_at(tokens, at - 1) in {",", "and"})
    first = next(opening, 0)
    if word_at(tokens, first) == "none":
        return People(first, first + 1, 0, 0, 0, head="nobody")
    return next((replace(p, part=False) for p in people if p.first == first), None)


def _less(people: People, number: int) -> People:
    low, best, high = (None if each is None else each - number for each in (people.low, people.best, people.high))
    return replace(people, low=low, best=best, high=high)


def _held(tokens: Sequence[Token], people: Sequence[People]) -> list[_Found]:
    """``12 dead``, ``30 wounded``, ``five arrests``, ``seven kidnapped students``: the phrase holds the harm."""
    found: list[_Found] = []
    ends = {p.last: p for p in people}
    for p in people:
        kind = _held_kind(tokens, p)
        if kind is not None:
            held = _with_those_before(tokens, ends, p)
            found.append(_Found(kind, held, held.first, held.last))
    return found


def _with_those_before(tokens: Sequence[Token], ends: Mapping[int, People], people: People) -> People:
    """``left two soldiers and three policemen dead``: what follows both nouns tells of both."""
    noun = word_at(tokens, people.last - 2)
    follows = people.head in HEADS and (is_plural(noun) or noun in PERSON_NOUNS)
    to_death = _to_death(tokens, people)
    earlier = ends.get(people.first - 1) if word_at(tokens, people.first - 1) == "and" else None
    if earlier is None or not joins(earlier) or not (follows or to_death):
        return people
    if word_at(tokens, earlier.first - 1) not in _LEAVING and not to_death:
        return people
    if None in (earlier.best, earlier.high, people.best, people.high) or earlier.head in _LEFT_ALIVE:
        return people
    return added(earlier, people)


def _held_kind(tokens: Sequence[Token], people: People) -> TollKind | None:
    harmed = next((HARMED[t.low] for t in tokens[people.first : people.last - 1] if t.low in HARMED), None)
    if people.head in CAPTIVES and not people.part:
        taken = is_plural(word_at(tokens, people.last - 2)) or word_at(tokens, people.first - 1) in HOLDING
        return "abducted" if taken else harmed
    if people.head in {"bodies", "corpses"} and word_at(tokens, people.last - 2) in {"public", "state", "government"}:
        return None
    if people.head in HEADS and singular_of(word_at(tokens, people.last - 2)) in THING_NOUNS:
        return None
    return "killed" if _to_death(tokens, people) else HEADS.get(people.head, harmed)


def _to_death(tokens: Sequence[Token], people: People) -> bool:
    """``stabbed three men to death``, and nobody's sentence."""
    if word_at(tokens, people.last) != "to" or word_at(tokens, people.last + 1) != "death":
        return False
    return _SENTENCING.isdisjoint(t.low for t in tokens[max(0, people.first - _SENTENCE_REACH) : people.first])


def _totals(tokens: Sequence[Token], words: Sequence[HarmWord], people: Sequence[People]) -> list[_Found]:
    """``the death toll rose to 45``, ``bringing to 12 the number of people killed``; a toll is of people killed where
    it is not said of what, unless only injured are told of before (``three were hurt, bringing the toll to 12``)."""
    starts = {p.first: p for p in people}
    injured, worse = (
        min((word.first for word in words if (word.harm.kind == "injured") is hurt), default=len(tokens))
        for hurt in (True, False)
    )
    found: list[_Found] = []
    for at, token in enumerate(tokens):
        verb = token.low in TOTAL_VERBS
        if not (verb or token.low in TOTAL_WORDS) or (token.low in _ANY_NUMBER and word_at(tokens, at - 1) == "a"):
            continue
        stop = min(len(tokens), at + _TOTAL_GAP)
        stop = next((i for i in range(at + 1, stop) if tokens[i].low in _TOTAL_STOPS), stop)
        number = next((p for i in range(at + 1, stop) if (p := _reached(tokens, starts, i)) is not None), None)
        if number is None or (verb and not _names_total(tokens, at, number.last + 6)):
            continue
        toll = any(_is_toll(tokens, here) for here in range(at, number.first))
        untold: TollKind = "injured" if injured < at < worse else "killed"
        kind = _kind_of_total(tokens, starts, at, number) or (untold if toll else None)
        if kind is not None:
            found.append(_Found(kind, replace(number, part=False), at, number.last, total=not _is_reckoned(tokens, at)))
            starts.pop(number.first)
    return found


def _is_reckoned(tokens: Sequence[Token], at: int) -> bool:
    """Whether somebody "put the toll at 17": a number beside others' and no later state of theirs."""
    return any(word_at(tokens, before) in _RECKONING for before in range(at - _RECKONED, at))


def _is_toll(tokens: Sequence[Token], at: int) -> bool:
    return tokens[at].low == "toll" and word_at(tokens, at + 1) not in _TOLL_ROADS


def _reached(tokens: Sequence[Token], starts: dict[int, People], at: int) -> People | None:
    number = starts.get(at)
    if number is not None and tokens[at].low == "up" and word_at(tokens, at - 1) in RISES:
        return replace(number, low=number.best, high=number.best)  # "has gone up to 92"
    if number is None or (word_at(tokens, at - 1) not in TOTAL_BEFORE and tokens[at].low != "from"):
        return None
    later = starts.get(number.last + 1)
    return later if later is not None and word_at(tokens, number.last) == "to" else number


def _names_total(tokens: Sequence[Token], first: int, last: int) -> bool:
    return any(t.low in TOTAL_WORDS for t in tokens[first:last])


def _kind_of_total(tokens: Sequence[Token], starts: Mapping[int, People], at: int, number: People) -> TollKind | None:
    """What a total is said to be of: right before its word at token ``at``, else up to its number or right after."""
    apart = (here for here in range(number.last, number.last + 6) if here in starts or word_at(tokens, here) in _APART)
    last = min(len(tokens), next(apart, number.last + 6))
    verb = tokens[at].low in TOTAL_VERBS
    before = None if verb else _total_kind(tokens, max(0, at - 1), at)
    return before or _total_kind(tokens, at, last) or (None if verb else _total_kind(tokens, max(0, at - 2), at))


def _total_kind(tokens: Sequence[Token], first: int, last: int) -> TollKind | None:
    for at, token in enumerate(tokens[first:last], start=first):
        harm = None if word_at(tokens, at + 1) in _TRIED else HARMS.get((token.low,))
        if token.low in HEADS or harm is not None:
            return HEADS[token.low] if harm is None else harm.kind
    return None


def _parts(tokens: Sequence[Token], people: Sequence[People], found: Sequence[_Found]) -> list[_Found]:
    """Numbers within a number, each of the kind that is said right before it ("the dead included a boy"), or of the
    toll nearest before it, else after it."""
    known = sorted(found, key=lambda f: f.people.first)
    places = [f.people.first for f in known]
    parts: list[_Found] = []
    for part in (p for p in people if p.part and p.first not in set(places)):
        said = HEADS.get(word_at(tokens, part.first - 2))
        kind = said or (known[max(0, bisect(places, part.first) - 1)].kind if known else None)
        if kind is not None:
            parts.append(_Found(kind, part, part.first, part.last))
    return parts
