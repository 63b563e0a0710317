"""Mentions of one happening become one event: average-link clustering of triggers by a scored merge.

The model's probability that two triggers tell one event is lowered where their types, times, places or modality speak
against it; what both another time and another place part stays apart. What is generic ("attack") agrees with what is
specific ("rockets hit"), and a bombing may be by suicide.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dateline.assemble.context import Context
from dateline.assemble.pooling import likeliest, mean
from dateline.gazetteer.base import distance_km
from dateline.ontology.registry import FAMILIES, TYPES
from dateline.schema.draft import DraftArgument, DraftTrigger
from dateline.schema.reading import Place, Time

GENERIC: Final = "armed-assault"
"""The type that a plain "attack" gets: it fits every way of attacking."""
FAR_KM: Final = 120.0
_OPENS_WITHIN: Final = 12
"""Characters of a sentence within which a time begins that it opens with."""
TYPE_DISAGREES: Final = 0.45
TIME_DISAGREES: Final = 0.35
PLACE_DISAGREES: Final = 0.5
NOWHERE_NEAR: Final = TIME_DISAGREES * PLACE_DISAGREES
"""The agreement of two triggers told at another time and in another place, which nothing makes one: of the model, every
blow of a short report is likely one."""
MODALITY_DISAGREES: Final = 0.6
ACTORS_DISAGREE: Final = 0.6


def _compatible() -> NDArray[np.float32]:
    """(types, types): 1 where equal or where one is the generic form of the other."""
    matrix = np.eye(len(TYPES), dtype=np.float32)
    generic = TYPES.index(GENERIC)
    for name in FAMILIES["violence"]:
        if name not in {"territory-change", "property-destruction", "weapons-disrupted", "abduction"}:
            at = TYPES.index(name)
            matrix[generic, at] = matrix[at, generic] = 1.0
    bombing, suicide = (TYPES.index(name) for name in ("bombing", "suicide-bombing"))
    matrix[bombing, suicide] = matrix[suicide, bombing] = 1.0
    return matrix


COMPATIBLE: Final = _compatible()
WAYS: Final = [name != GENERIC and bool(COMPATIBLE[TYPES.index(GENERIC), at]) for at, name in enumerate(TYPES)]
"""Whether a type is a way of attacking that the generic type may stand for."""


@dataclass(frozen=True, slots=True)
class Told:
    """What one trigger's own arguments tell of time and place."""

    days: tuple[tuple[str, str], ...]
    points: tuple[tuple[float, float], ...]


def clusters(context: Context) -> list[list[int]]:
    """Indices of triggers, grouped by event, in order of the first of each."""
    triggers = context.draft.triggers
    if not triggers:
        return []
    scores = np.zeros((len(triggers), len(triggers)), np.float32)
    told = [told_by(context, trigger) for trigger in triggers]
    factors = class_agreement(triggers)
    for i, j, score in context.draft.same_event:
        score *= factors[i, j]
        if score > 0.05:
            settings = settings_agreement(told[i], told[j])
            score *= settings if settings > NOWHERE_NEAR else -np.inf
            score *= ACTORS_DISAGREE if other_actors(context, triggers[i], triggers[j]) else 1.0
        scores[i, j] = scores[j, i] = score
    return average_link(scores, context.point("same_event", 0.35))


def told_by(context: Context, trigger: DraftTrigger) -> Told:
    """The days and the points that a trigger's time and place arguments resolve to."""
    points = []
    given = [
        time for argument in own(context, trigger, "time") for time in context.times_in(argument.start, argument.end)
    ]
    days = [(time.start[:10], time.end[:10]) for time in _opening(context, trigger) or given if time.start and time.end]
    for argument in own(context, trigger, "place"):
        points += [point for place in context.places_in(argument.start, argument.end) if (point := _point(place))]
    return Told(tuple(days), tuple(points))


def _opening(context: Context, trigger: DraftTrigger) -> list[Time]:
    """The time that a trigger's sentence opens with, which all of it is told of: "In May, 150 people died in"."""
    start, end = context.sentences.bounds(trigger.start)
    for time in context.times_in(start, min(end, start + _OPENS_WITHIN)):
        span = time.evidence[0]
        if time.start and span.end <= trigger.start and context.text.startswith(",", span.end):
            return [time]
    return []


def own(context: Context, trigger: DraftTrigger, role: str) -> list[DraftArgument]:
    """A trigger's arguments in a role: those of its own sentence, or all where none stands there.

    The model lends what one sentence tells of a bomb to every bomb of the report; what tells two apart stands beside
    them.
    """
    found = [argument for argument in trigger.arguments if argument.role == role]
    sentence = context.sentences.index(trigger.start)
    return [each for each in found if context.sentences.index(each.start) == sentence] or found


def _point(place: Place) -> tuple[float, float] | None:
    precise = place.precision in {"exact", "near", "town", "district"}
    if not place.literal or not precise or place.lat is None or place.lon is None:
        return None
    return place.lat, place.lon


def class_agreement(triggers: Sequence[DraftTrigger]) -> NDArray[np.float32]:
    """Factors in 0..1 (n, n): how far type and modality let two triggers be one event."""
    types = np.array([trigger.types for trigger in triggers], np.float32)
    modality = np.array([trigger.modality for trigger in triggers], np.float32)
    of_type = np.minimum(1, types @ COMPATIBLE @ types.T)
    of_modality = np.minimum(1, modality @ modality.T)
    factors: NDArray[np.float32] = (TYPE_DISAGREES + (1 - TYPE_DISAGREES) * of_type) * (
        MODALITY_DISAGREES + (1 - MODALITY_DISAGREES) * of_modality
    )
    return factors


def settings_agreement(a: Told, b: Told) -> float:
    """A factor in 0..1: how far what two triggers tell of time and place lets them be one event."""
    factor = 1.0
    if a.days and b.days and not any(_meet(x, y) for x in a.days for y in b.days):
        factor *= TIME_DISAGREES
    if a.points and b.points and not any(distance_km(*x, *y) < FAR_KM for x in a.points for y in b.points):
        factor *= PLACE_DISAGREES
    return factor


def other_actors(context: Context, a: DraftTrigger, b: DraftTrigger) -> bool:
    """Whether both triggers have actors, and none of the one is likely any of the other."""
    ours, theirs = (
        [(each.start, each.end) for each in own(context, trigger, "actor") if each.score > 0.5] for trigger in (a, b)
    )
    if not ours or not theirs:
        return False
    number = context.filler_number
    for x in ours:
        for y in theirs:
            i, j = number[x], number[y]
            likely = i == j or context.same_filler.get((max(i, j), min(i, j)), 0.0) > 0.3
            if likely or context.same_entity(context.text[slice(*x)], context.text[slice(*y)]):
                return False
    return True


def _meet(a: tuple[str, str], b: tuple[str, str]) -> bool:
    return a[0] <= b[1] and b[0] <= a[1]


def average_link(
    scores: NDArray[np.float32], threshold: float, weights: NDArray[np.float64] | None = None
) -> list[list[int]]:
    """Merge the closest two groups, by the mean of their members' scores, until none is above the threshold.

    ``scores``: (n, n), symmetric; ``weights``: (n,), of how many members each stands for, one where not given. Groups
    come in order of their first member. Quadratic in n a merge.
    """
    size = len(scores)
    counts = np.ones(size) if weights is None else weights.copy()
    sums = scores * np.outer(counts, counts)
    np.fill_diagonal(sums, -np.inf)
    groups: dict[int, list[int]] = {at: [at] for at in range(size)}
    while len(groups) > 1:
        means = sums / np.outer(counts, counts)
        best = int(means.argmax())
        i, j = divmod(best, size)
        if means[i, j] <= threshold:
            break
        i, j = min(i, j), max(i, j)
        groups[i] += groups.pop(j)
        sums[i] += sums[j]
        sums[:, i] = sums[i]
        counts[i] += counts[j]
        sums[j], sums[:, j], sums[i, i] = -np.inf, -np.inf, -np.inf
    return sorted((sorted(members) for members in groups.values()), key=lambda members: members[0])


def _without(types: Sequence[float], barred: Container[str]) -> list[float]:
    left = [0.0 if name in barred else share for name, share in zip(TYPES, types, strict=True)]
    return [share / (sum(left) or 1.0) for share in left]


def type_of(types: Sequence[Sequence[float]], barred: Container[str] = ()) -> tuple[int, float]:
    """The type of an event and its probability, from its triggers' probabilities (n, types).

    Types that are ``barred`` leave theirs to the others. A specific way of attacking outweighs the generic type
    wherever a trigger names it.
    """
    told = [_without(each, barred) for each in types] if barred else types
    shares = mean(told)
    at, generic = likeliest(shares), TYPES.index(GENERIC)
    if at == generic:
        strongest = [max(each) if way else 0.0 for each, way in zip(zip(*told, strict=True), WAYS, strict=True)]
        if max(strongest) > 0.6:
            at = likeliest(strongest)
    # what speaks for a plain attack speaks for every way of attacking, and a bombing's share for one by suicide
    return at, float(COMPATIBLE[at] @ shares) if WAYS[at] else shares[at]
