"""Which prediction answers which gold value, and whether it is right: the one place that decides it.

The figures, the comparison of errors and the calibration all count what is decided here.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Any

from dateline.evaluate.match import Range, align, overlapping, ranges, shared
from dateline.gazetteer.base import distance_km

Json = dict[str, Any]

DECISIONS = ("salience", "modality", "polarity", "series")
TOLLS = ("killed", "injured")
LINKS = ("about", "reaction-to", "same-series")
"""The types of link that gold has, so that they can be scored."""

Linked = tuple[str, int, int]
"""A link's type, and the places of its two events among those of its reading."""

NEAR_KM = 50
"""A place is right within this distance."""

_SAME_TYPE, _ANY_TYPE = 10**8, 10**4


class Verdict(StrEnum):
    """What a predicted value is to gold's. ``UNSCORED``: gold says too little to tell (a toll with bounds only)."""

    RIGHT = "right"
    WRONG = "wrong"
    MISSED = "missed"
    INVENTED = "invented"
    SILENT = "silent"
    UNSCORED = "unscored"

    @classmethod
    def of(cls, *, told: bool, right: bool) -> Verdict:
        """The verdict where gold has the value."""
        return cls.RIGHT if right else cls.WRONG if told else cls.MISSED

    @classmethod
    def unasked(cls, *, told: bool) -> Verdict:
        """The verdict where gold is silent."""
        return cls.INVENTED if told else cls.SILENT


def match_events(gold: Sequence[Json], ours: Sequence[Json]) -> list[tuple[int, int]]:
    """Events paired one to one by an overlapping trigger or mention.

    As many pairs of equal type as there can be, then as many pairs, then those that share the most mentions.
    """
    there, here = [mentions(event) for event in gold], [mentions(event) for event in ours]

    def weight(i: int, j: int) -> int:
        common = overlapping(there[i], here[j])
        same = gold[i]["type"] == ours[j]["type"]
        return same * _SAME_TYPE + _ANY_TYPE + min(common, 99) if common else 0

    return align(range(len(gold)), range(len(ours)), weight)


def mentions(event: Json) -> list[Range]:
    """The ranges that tell an event, its trigger first."""
    return ranges([event["trigger"], *event["mentions"]])


def match_arguments(gold: Sequence[Json], ours: Sequence[Json]) -> list[tuple[int, int]]:
    """Arguments of two paired events, paired one to one by equal role and overlapping evidence."""

    def weight(argument: Json, filler: Json) -> int:
        if argument["role"] != filler["role"]:
            return 0
        common = overlapping(ranges(argument["evidence"]), ranges(filler["evidence"]))
        return _ANY_TYPE + min(common, 99) if common else 0

    return align(gold, ours, weight)


def linked(events: Sequence[Json]) -> set[Linked]:
    """The links among the events of a reading."""
    places = {event.get("id"): place for place, event in enumerate(events)}
    return {
        _linked(link["type"], place, places[link["event"]])
        for place, event in enumerate(events)
        for link in event.get("links") or ()
        if link["event"] in places
    }


def asked_links(gold: Sequence[Json], pairs: Sequence[tuple[int, int]]) -> set[Linked]:
    """Gold's links of which both events are paired, by the places of the events of ours that answer them."""
    answers = dict(pairs)
    return {
        _linked(kind, answers[one], answers[other])
        for kind, one, other in linked(gold)
        if one in answers and other in answers
    }


def _linked(kind: str, one: int, other: int) -> Linked:
    """A link by its ends; of a series no event is the first, so that either way is the same."""
    return (kind, min(one, other), max(one, other)) if kind == "same-series" else (kind, one, other)


def judge_time(gold: Json | None, ours: Json | None) -> Verdict:
    """Right where both days are equal."""
    told = ours is not None and ours["start"] is not None
    if gold is None or gold["start"] is None:
        return Verdict.unasked(told=told)
    return Verdict.of(told=told, right=ours is not None and told and _days(gold) == _days(ours))


def _days(time: Json) -> tuple[str, ...]:
    return tuple((time[key] or "")[:10] for key in ("start", "end"))


def judge_place(gold: Json | None, ours: Json | None) -> Verdict:
    """Right within ``NEAR_KM``; a region that the coder left without coordinates is not scored."""
    here = point(ours)
    if gold is None:
        return Verdict.unasked(told=here is not None)
    there = point(gold)
    if there is None:
        return Verdict.UNSCORED
    return Verdict.of(told=here is not None, right=here is not None and distance_km(*there, *here) <= NEAR_KM)


def point(place: Json | None) -> tuple[float, float] | None:
    """Latitude and longitude, where the place has them."""
    return None if place is None or place.get("lat") is None else (place["lat"], place["lon"])


def judge_toll(gold: Json | None, ours: Json | None) -> Verdict:
    """Right where the best numbers are equal; a toll that gold only bounds is not scored."""
    if gold is None:
        return Verdict.unasked(told=ours is not None)
    if gold["best"] is None:
        return Verdict.UNSCORED
    return Verdict.of(told=ours is not None, right=ours is not None and ours["best"] == gold["best"])


def match_claims(gold: Sequence[Json], ours: Sequence[Json]) -> list[int | None]:
    """For each attribution of gold, the predicted one of the same source that shares most of its content, if any.

    Gold lists only the claims that bear on events, so what is predicted beyond them is neither right nor wrong.
    """
    found: list[int | None] = []
    for claim in gold:
        closest = max(((_closeness(claim, one), -place) for place, one in enumerate(ours)), default=(0, 0))
        found.append(-closest[1] if closest[0] > 0 else None)
    return found


def _closeness(claim: Json, ours: Json) -> int:
    """How many characters of content two attributions share, if they have the same source; 0 where they do not match.

    A claim without content ("he admitted it") is told by its cue.
    """
    there, here = ranges(claim["source"]), ranges(ours["source"])
    same_source = overlapping(there, here) > 0 or not (there or here)
    part = "content" if claim["content"] else "cue"
    return sum(shared(a, b) for a in ranges(claim[part]) for b in ranges(ours[part])) if same_source else 0
