"""What one report adds to the corpus's figures."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.evaluate.clusters import count_b_cubed
from dateline.evaluate.corpus.matching import (
    DECISIONS,
    LINKS,
    TOLLS,
    Json,
    Verdict,
    asked_links,
    judge_place,
    judge_time,
    judge_toll,
    linked,
    match_arguments,
    match_claims,
    match_events,
    mentions,
)
from dateline.evaluate.match import Range, shared
from dateline.evaluate.scores import Tally, classified, found
from dateline.ontology.registry import FAMILIES

VIOLENT = frozenset({*FAMILIES["violence"], *FAMILIES["demonstrations"], "arrest", "deployment"})
"""The types of violence F1."""

Pairs = Sequence[tuple[Json, Json]]


def tally(gold: Json, row: Json) -> Tally:
    """What one report counts."""
    counted = Tally()
    events, ours = gold["events"], row["events"]
    matched = match_events(events, ours)
    pairs = [(events[i], ours[j]) for i, j in matched]
    _count_events(counted, events, ours, pairs)
    _count_joined(counted, events, ours)
    _count_arguments(counted, events, ours, pairs)
    _count_links(counted, events, ours, matched)
    for event, our in pairs:
        for key in DECISIONS:
            classified(counted, key, _label(event[key]), _label(our[key]))
        _count_value(counted, "time", "time", judge_time(event.get("time"), our.get("time")))
        _count_value(counted, "place", "place", judge_place(event.get("place"), our.get("place")))
        for toll in TOLLS:
            verdict = judge_toll((event.get("casualties") or {}).get(toll), our["casualties"][toll])
            _count_value(counted, toll, "toll", verdict)
    _count_claims(counted, gold["attributions"], row["attributions"])
    return counted


def _label(value: str | bool) -> str:
    return str(value).lower()


def _count_events(counted: Tally, gold: Sequence[Json], ours: Sequence[Json], pairs: Pairs) -> None:
    same = [(event, our) for event, our in pairs if event["type"] == our["type"]]
    found(counted, "event", right=len(pairs), predicted=len(ours), gold=len(gold))
    found(counted, "typed", right=len(same), predicted=len(ours), gold=len(gold))
    found(
        counted,
        "violence",
        right=sum(event["type"] in VIOLENT for event, _ in same),
        predicted=sum(our["type"] in VIOLENT for our in ours),
        gold=sum(event["type"] in VIOLENT for event in gold),
    )
    found(
        counted,
        "main",
        right=sum(event["salience"] == our["salience"] == "main" for event, our in pairs),
        predicted=sum(our["salience"] == "main" for our in ours),
        gold=sum(event["salience"] == "main" for event in gold),
    )


def _count_joined(counted: Tally, gold: Sequence[Json], ours: Sequence[Json]) -> None:
    """Which mentions tell one event, over those of ours that meet one of gold's, each by the one it shares most with;
    B-cubed."""
    there = [(range_, number) for number, event in enumerate(gold) for range_ in mentions(event)]
    theirs: dict[tuple[int, Range], int] = {}
    for number, event in enumerate(ours):
        for range_ in mentions(event):
            most, of = max(((shared(other, range_), -of) for other, of in there), default=(0, 0))
            if most:
                theirs[number, range_] = -of
    counted["joined:mentions"] += len(theirs)
    count_b_cubed(counted, "joined", theirs, {mention: mention[0] for mention in theirs})


def _count_arguments(counted: Tally, gold: Sequence[Json], ours: Sequence[Json], pairs: Pairs) -> None:
    right = 0
    for event, our in pairs:
        matched = match_arguments(event["arguments"], our["arguments"])
        right += len(matched)
        for i, j in matched:
            argument, filler = event["arguments"][i], our["arguments"][j]
            if argument["role"] == "actor" and argument.get("confidence"):
                classified(counted, "confidence", argument["confidence"], filler.get("confidence"))
    predicted, there = (sum(len(event["arguments"]) for event in side) for side in (ours, gold))
    found(counted, "argument", right=right, predicted=predicted, gold=there)


def _count_links(
    counted: Tally, gold: Sequence[Json], ours: Sequence[Json], matched: Sequence[tuple[int, int]]
) -> None:
    """Links by type: right where gold links the events that ours are paired with.

    As with arguments, a link of an event that the other side lacks counts as well: gold's as missed, ours as wrong.
    """
    there, here = linked(gold), linked(ours)
    right = here & asked_links(gold, matched)
    for kind in LINKS:
        rights, predicted, golds = (sum(link[0] == kind for link in links) for links in (right, here, there))
        found(counted, kind, right=rights, predicted=predicted, gold=golds)


def _count_value(counted: Tally, key: str, silence: str, verdict: Verdict) -> None:
    """A value that gold may have; ``silence`` names the counts where it has none."""
    match verdict:
        case Verdict.SILENT | Verdict.INVENTED:
            counted[f"{silence}:silent"] += 1
            counted[f"{silence}:invented"] += verdict is Verdict.INVENTED
        case Verdict.RIGHT | Verdict.WRONG | Verdict.MISSED:
            counted[f"{key}:gold"] += 1
            counted[f"{key}:right"] += verdict is Verdict.RIGHT
        case Verdict.UNSCORED:
            pass


def _count_claims(counted: Tally, gold: Sequence[Json], ours: Sequence[Json]) -> None:
    """Recall alone, and the stance of those found."""
    for claim, found_at in zip(gold, match_claims(gold, ours), strict=True):
        counted["attribution:gold"] += 1
        if found_at is not None:
            counted["attribution:right"] += 1
            classified(counted, "stance", claim["stance"], ours[found_at]["stance"])
