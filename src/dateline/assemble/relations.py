"""What one event of a report is to another: it speaks of it, answers it, is one of a series with it, or nothing.

Of which types the two are, where the one is told from the other, the words between them and who takes part in both tell
it together: ``relation_weights.json`` holds the weights that ``training/relations.py`` learns.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from dateline.assemble.context import Context
from dateline.assemble.happening import Happening
from dateline.assemble.pooling import mean
from dateline.assemble.salience import MODALITIES
from dateline.ontology.registry import FAMILIES
from dateline.schema.reading import LinkType, Role
from dateline.schema.span import Span

RELATIONS: Final[tuple[LinkType | None, ...]] = (None, "about", "reaction-to", "same-series")
_LEAST = 0.2
"""The probability from which a relation is told: low, since gold tells only some of those that a person would. F1 over
the corpus's training part, its reports left out in turn, is much the same from 0.14 to 0.22; the highest of them tells
the fewest that are wrong."""

Facts = dict[str, float]

_NEAR, _REACH, _LEADS = 2, 6, 3
"""Compared are events told within so many sentences and mentions of one another, and any with so many main ones."""
_REASON: Final = re.compile(
    r"\b(?:after|following|over|amid|against|because of|behind|involve[dm]\w*|linked to|responsible for|accused of"
    r"|convicted of|charged with)\b",
    re.IGNORECASE,
)
_CAUSE: Final = re.compile(
    r"\b(?:in (?:response|retaliation|reaction|revenge|return|protest|the wake of|connection with)|to avenge|aveng\w+"
    r"|retaliat\w+|(?:sparked|prompted|triggered|provoked) by|suspected of|on suspicion of|to (?:protest|stop|prevent"
    r"|quell|disperse|break up|restore))\b",
    re.IGNORECASE,
)
_EFFECT: Final = re.compile(
    r"\b(?:prompt(?:ed|ing)|spark(?:ed|ing)|trigger(?:ed|ing)|provok(?:ed|ing)|led to|leading to|drew|drawing"
    r"|met (?:with|by)|w(?:as|ere) followed by)\b",
    re.IGNORECASE,
)
_OBJECT: Final = re.compile(r"\s*(?:the|an?|that|this|those|these)\b", re.IGNORECASE)
_LIKE: Final = re.compile(
    r"\b(?:similar|another|second|third|fourth|fifth|sixth|latest|also|series|string|spate|wave|campaign|previous(?:ly)?"
    r"|earlier|last (?:week|month|year)|separate|elsewhere|other|meanwhile|again|same|first|since|so far|including"
    r"|simultaneous(?:ly)?|coordinated)\b",
    re.IGNORECASE,
)
_BEFORE = 40
"""Characters before a trigger in which a word tells that it is one of several."""
_SOON = 3
"""Words between two triggers that are one phrase."""


@dataclass(frozen=True, slots=True)
class Side:
    """One event as each of its pairs sees it."""

    event: Happening
    kind: str
    actors: frozenset[str]
    harmed: frozenset[str]
    one: Facts
    """What is known of it as the event that speaks, answers or is told later."""
    other: Facts
    """And as the event that is spoken of, answered or told before."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two events, by number; where they are told near one another, the nearest mentions and how many stand between."""

    one: int
    other: int
    spans: tuple[Span, Span] | None = None
    between: int = 0


def relations(context: Context, events: Sequence[Happening]) -> Iterator[tuple[int, LinkType, int]]:
    """Of each event, by number, the likeliest that it speaks of or answers, and the likeliest of a series with it."""
    told, weights = sides(context, events), _weights()
    nothing = [0.0] * len(RELATIONS)
    ones = [_scores(side.one, weights, nothing) for side in told]
    others = [_scores(side.other, weights, nothing) for side in told]
    best: dict[tuple[int, bool], tuple[float, int, LinkType]] = {}
    for pair in pairs(context, events):
        alone = [a + b for a, b in zip(ones[pair.one], others[pair.other], strict=True)]
        odds = [math.exp(score) for score in _scores(facts(context, told, pair), weights, alone)]
        whole = sum(odds)
        for kind, own in zip(RELATIONS, odds, strict=True):
            if kind and own >= _LEAST * whole:
                key = pair.one, kind == "same-series"
                best[key] = max(best.get(key, (0.0, 0, kind)), (own / whole, -pair.other, kind))
    for (one, _), (_, other, kind) in sorted(best.items()):
        yield one, kind, -other


def sides(context: Context, events: Sequence[Happening]) -> list[Side]:
    """What is known of each event alone."""
    drafts = {(trigger.start, trigger.end): trigger for trigger in context.draft.triggers}
    found = []
    for number, event in enumerate(events):
        kind = "violence" if event.type in FAMILIES["violence"] else event.type
        triggers = [drafts[span.start, span.end] for span in event.spans]
        alike = any(_LIKE.search(context.text, max(0, span.start - _BEFORE), span.end) for span in event.spans)
        known = {
            f"is {kind}": 1.0,
            "actual": mean([each.modality for each in triggers])[MODALITIES.index("actual")],
            "series": mean([each.series for each in triggers])[1],
            "one of several": float(alike),
            "first": float(number == 0),
            "mentions": math.log(len(event.spans)),
        }
        found.append(
            Side(
                event=event,
                kind=kind,
                actors=_parties(event, "actor"),
                harmed=_parties(event, "target", "victim"),
                one={f"one {name}": value for name, value in known.items()},
                other={f"other {name}": value for name, value in known.items()},
            )
        )
    return found


def _parties(event: Happening, *roles: Role) -> frozenset[str]:
    return frozenset(
        ((each.entity.id or each.entity.name) if each.entity else each.text).casefold()
        for each in event.arguments
        if each.role in roles
    )


def pairs(context: Context, events: Sequence[Happening]) -> Iterator[Pair]:
    """The events that are told near one another, either way round; and those told later with the first main ones."""
    mentions = sorted(
        ((span.start, number, span) for number, event in enumerate(events) for span in event.spans),
        key=lambda mention: mention[:2],
    )
    sentence = [context.sentences.index(start) for start, _, _ in mentions]
    nearest: dict[tuple[int, int], tuple[tuple[int, int], tuple[Span, Span], int]] = {}
    for at, (start, number, span) in enumerate(mentions):
        for then in range(at + 1, min(at + _REACH, len(mentions) - 1) + 1):
            begins, another, next_ = mentions[then]
            if (apart := sentence[then] - sentence[at]) > _NEAR:
                break
            if another != number:
                for key, spans in (((number, another), (span, next_)), ((another, number), (next_, span))):
                    far = apart, begins - start
                    if key not in nearest or far < nearest[key][0]:
                        nearest[key] = far, spans, then - at - 1
    yield from (Pair(*key, spans, between) for key, (_, spans, between) in nearest.items())
    leads = [number for number, event in enumerate(events) if event.salience == "main"][:_LEADS]
    for lead in leads:
        for number in range(lead + 1, len(events)):
            if (number, lead) not in nearest:
                yield Pair(number, lead)


def facts(context: Context, told: Sequence[Side], pair: Pair) -> Facts:
    """What is known of two events together; of each alone, ``Side`` has it."""
    one, other = told[pair.one], told[pair.other]
    alike = one.kind == other.kind
    known = {
        "always": 1.0,
        "between": math.log1p(pair.between),
        "told later": float(pair.other < pair.one),
        f"{one.event.salience} to {other.event.salience}": 1.0,
        "same type": float(one.event.type == other.event.type),
        "same kind": float(alike),
        "same kind, told later": float(alike and pair.other < pair.one),
        "same kind, both happened": alike * one.one["one actual"] * other.other["other actual"],
        "same actor": float(not one.actors.isdisjoint(other.actors)),
        "same harmed": float(not one.harmed.isdisjoint(other.harmed)),
        "harms the actor": float(not one.harmed.isdisjoint(other.actors)),
        "done by the harmed": float(not one.actors.isdisjoint(other.harmed)),
        "another's": float(bool(one.actors and other.actors) and one.actors.isdisjoint(other.actors)),
    }
    return known | (_standing(context, *pair.spans) if pair.spans else {"far": 1.0})


def _standing(context: Context, here: Span, there: Span) -> Facts:
    """Where the nearest mentions of two events stand to one another."""
    apart = context.sentences.index(there.start) - context.sentences.index(here.start)
    return {f"sentences {apart:+d}": 1.0} if apart else _in_one_sentence(context.text, here, there)


def _in_one_sentence(text: str, here: Span, there: Span) -> Facts:
    """What the words between two triggers of one sentence tell."""
    if there.start < here.start:
        return {"before": 1.0, "had an effect": float(bool(_EFFECT.search(text, there.end, here.start)))}
    between = here.end, max(here.end, there.start)
    return {
        "after": 1.0,
        "reason": float(bool(_REASON.search(text, *between))),
        "cause": float(bool(_CAUSE.search(text, *between))),
        "object": float(bool(_OBJECT.match(text, *between))),
        "soon": float(len(text[slice(*between)].split()) <= _SOON),
    }


def _scores(found: Facts, weights: Mapping[str, Sequence[float]], start: list[float]) -> list[float]:
    """What facts speak for each of ``RELATIONS``, beyond what ``start`` does."""
    for name, value in found.items():
        if value and (own := weights.get(name)):
            start = [a + value * b for a, b in zip(start, own, strict=True)]
    return start


@cache
def _weights() -> dict[str, list[float]]:
    """Of each fact, the weights for ``RELATIONS``; a fact that few pairs have has none."""
    table: dict[str, list[float]] = json.loads(
        Path(__file__).with_name("relation_weights.json").read_text(encoding="utf-8")
    )
    return table
