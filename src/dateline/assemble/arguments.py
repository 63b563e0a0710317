"""Fillers to arguments: the spans that an event's triggers give a role, grouped by whom they name."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np

from dateline.assemble.context import Context
from dateline.assemble.coordination import conjuncts
from dateline.assemble.coreference import average_link
from dateline.assemble.pooling import likeliest, mean
from dateline.normalise.count import count_at
from dateline.reader.labels import CONFIDENCES, FILLER_ROLES
from dateline.schema.reading import Argument, Role
from dateline.schema.span import Span

_PRONOUN: Final = re.compile(
    r"(he|she|it|they|him|her|them|who|which|that|his|its|their|we|(?-i:us|Us)|i|one|those|these|others|themselves|himself)",
    re.IGNORECASE,
)
"""Not "US": wires in capitals write the country "U.S.", but most reports do not."""
_STUMP: Final = re.compile(r"(?:an?|the|this|that|and|of|in|at|by|to|for|with)?\W*", re.IGNORECASE)
"""A span cut down to what names nobody."""
CANNOT: Final = -1.0
"""Stands for two names that cannot be one: no mean with it lies above a threshold."""
BESIDE: Final = 0.5
"""A filler less than half as likely as another of its role is left out: chosen on the corpus' development part, and
in its training part arguments rise by it from 68.5 to 69.5."""
_INDEFINITE: Final = re.compile(r"(?:an?|another|two|three|four|five|several)\b", re.IGNORECASE)
_APPOSED: Final = re.compile(r"\s*[,(–—-]\s*|\s+(?:is|was|as)\s+")
_ABUTTING: Final = re.compile(r"[^\S\n]+")
_PEOPLE: Final = frozenset({"person", "civilian", "military", "police", "armed-group", "government"})


class Candidate(NamedTuple):
    """A span that triggers of one event give one role, with the sum and the largest of their scores."""

    start: int
    end: int
    total: float
    best: float


def candidates(context: Context, members: Sequence[int], role: str) -> list[Candidate]:
    """The spans of a role over an event's triggers; of two that overlap, the one with more behind it stays."""
    votes: dict[tuple[int, int], list[float]] = defaultdict(list)
    for member in members:
        for argument in context.arguments_of[member].get(role, ()):
            if _STUMP.fullmatch(context.text, argument.start, argument.end) is None:
                votes[argument.start, argument.end].append(argument.score)
    found = [Candidate(start, end, sum(scores), max(scores)) for (start, end), scores in votes.items()]
    if len(found) < 2:
        return found
    ranked = sorted(found, key=lambda each: (-each.total, each.start - each.end, each.start))
    kept: list[Candidate] = []
    for each in ranked:
        if not any(each.start < other.end and other.start < each.end for other in kept):
            kept.append(each)
    return sorted(kept, key=lambda each: each.start)


def arguments(context: Context, members: Sequence[int]) -> tuple[Argument, ...]:
    """The actors, targets, victims and instruments of an event; of a role, none that is far less sure than another."""
    found: list[Argument] = []
    for role in FILLER_ROLES:
        spans = [part for each in candidates(context, members, role) for part in _parts(context, each, role)]
        groups = _grouped(context, spans)
        told = [each for group in groups if (each := _argument(context, role, group, members)) is not None]
        least = BESIDE * max((each.score for each in told), default=0.0)
        found += [each for each in told if each.score >= least]
    return tuple(found)


def _parts(context: Context, each: Candidate, role: str) -> list[Candidate]:
    return [each._replace(start=start, end=end) for start, end in conjuncts(context, each.start, each.end, role)]


def _grouped(context: Context, spans: Sequence[Candidate]) -> list[list[Candidate]]:
    if len(spans) < 2:
        return [list(spans)] if spans else []
    number = context.filler_number
    scores = np.zeros((len(spans), len(spans)), np.float32)
    for i, a in enumerate(spans):
        for j, b in enumerate(spans[:i]):
            x, y = number.get((a.start, a.end), -1), number.get((b.start, b.end), -1)
            score = context.same_filler.get((max(x, y), min(x, y)), 0.0)
            same = context.same_entity(context.text[a.start : a.end], context.text[b.start : b.end])
            if same or _ABUTTING.fullmatch(context.text, b.end, a.start):  # one phrase: "rebel leader" "Juan Ortega"
                score = max(score, 0.9)
            elif same is not None or _introduces(context.text, b, a):
                score = CANNOT
            scores[i, j] = scores[j, i] = score
    groups = average_link(scores, context.point("same_filler", 0.5))
    return [[spans[at] for at in group] for group in groups]


def _introduces(text: str, earlier: Candidate, later: Candidate) -> bool:
    """Whether the later mention brings in somebody new: "a fence" after "the compound", not in apposition to it."""
    if _INDEFINITE.match(text, later.start) is None:
        return False
    heads = [text[each.start : each.end].lower().split()[-1] for each in (earlier, later)]
    return heads[0] != heads[1] and _APPOSED.fullmatch(text, earlier.end, later.start) is None


def _argument(context: Context, role: Role, group: Sequence[Candidate], members: Sequence[int]) -> Argument | None:
    spans = [context.span(each.start, each.end) for each in group]
    named = max(spans, key=informative)
    score = calibrated(context, "argument", max(each.best for each in group))
    if _PRONOUN.fullmatch(named.text) or score < context.point("argument", 0.0):
        return None
    entity = context.entity_of(named.text, role)
    person = role == "victim" or (entity is not None and entity.kind in _PEOPLE)
    count = None
    if role in {"victim", "instrument"} or person:
        told = (count_at(context.text, span.start, span.end, person=person) for span in spans)
        count = next((each for each in told if each), None)
    return Argument(
        role=role,
        text=named.text,
        evidence=tuple(spans),
        entity=entity,
        count=count,
        confidence=CONFIDENCES[_confidence(context, group, members)] if role == "actor" else None,
        score=score,
    )


def _confidence(context: Context, group: Sequence[Candidate], members: Sequence[int]) -> int:
    """Who-says-so of an actor: the mean over its mentions at the event's triggers."""
    ranges = {(each.start, each.end) for each in group}
    rows = [
        argument.confidence
        for member in members
        for argument in context.arguments_of[member].get("actor", ())
        if argument.confidence and (argument.start, argument.end) in ranges
    ]
    return likeliest(mean(rows)) if rows else 0


def informative(span: Span) -> tuple[int, int, int]:
    """How much a mention tells: names before descriptions before pronouns, then length up to a phrase."""
    if _PRONOUN.fullmatch(span.text):
        return (0, 0, -span.start)
    words = span.text.split()
    capitals = sum(word[:1].isupper() for word in words[1:]) + words[0][:1].isupper()
    named = capitals > 0 and words[0].lower() not in {"these", "this", "those", "that", "his", "her", "their", "its"}
    return (2 if named else 1, min(len(span.text), 60), -span.start)


def calibrated(context: Context, kind: str, score: float) -> float:
    """Platt's calibration (1999) of a score: a logistic of its logit, fitted on held-out reports."""
    slope, offset = context.calibration.get(kind, (1.0, 0.0))
    clipped = min(max(score, 1e-4), 1 - 1e-4)
    return round(1 / (1 + math.exp(-(slope * math.log(clipped / (1 - clipped)) + offset))), 4)
