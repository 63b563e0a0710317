"""What speaks for two events being one happening, in numbers. Training and linking share them."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from dateline.assemble.coreference import COMPATIBLE
from dateline.gazetteer.base import EARTH_RADIUS_KM
from dateline.link.columns import SALIENCES, UNKNOWN_DAY, Table
from dateline.link.words import RAREST
from dateline.ontology.registry import TYPES

Array = NDArray[Any]
Features = NDArray[np.float32]
"""(pairs, features), in the order of ``NAMES``; NaN where a report does not tell."""

NAMES: Final = (
    "days_apart", "days_overlap", "published_apart", "days_from_published",
    "km_apart", "same_place", "same_country", "towns_apart",
    "type", "stem", "modality", "polarity", "salience",
    "actors", "harmed", "harmed_in_report", "said", "words", "words_sum", "rare_words",
    "killed", "injured",
    "vector", "sentence", "text",
    "said_and_vector", "words_and_type", "way_and_unnamed",
)  # fmt: skip
_CHUNK: Final = 1024
"""Pairs at a time: their vectors fit a processor's cache."""
_BACKGROUND: Final = SALIENCES.index("background")


def _near_types() -> NDArray[np.bool_]:
    pairs = [(a, b) for names in _NEAR for a in names.split() for b in names.split()]
    matrix = COMPATIBLE > 0
    for a, b in pairs:
        matrix[TYPES.index(a), TYPES.index(b)] = True
    return matrix


_NEAR: Final = (
    "bombing suicide-bombing", "shelling air-strike", "killing armed-assault assassination execution",
    "protest riot", "agreement pledge meeting", "accusation condemnation", "demand threat",
)  # fmt: skip
NEAR_TYPES: Final = _near_types()
"""(types, types): one happening may be told as either; a plain attack as any way of attacking."""


def features(events: Table, reports: Table, i: Array, j: Array) -> Features:
    """The features of pairs of events. ``i`` and ``j``: rows of ``events``; the order within a pair does not matter."""
    found = np.zeros((len(i), len(NAMES)), np.float32)
    for start in range(0, len(i), _CHUNK):
        at = slice(start, start + _CHUNK)
        found[at] = _features(events, reports, i[at], j[at])
    return found


def _features(events: Table, reports: Table, i: Array, j: Array) -> Features:
    a, b = events["report"][i], events["report"][j]
    said = _shared(events, "said", i, j)
    words, words_sum, rare = _words(events, reports, i, j, a, b)
    same_type = _type(events, i, j)
    vector = _cosine(events, "vector", i, j)
    towns = _towns_apart(events, reports, i, j, a, b)
    harmed, in_report = _shared(events, "harmed", i, j), _in_report(events, reports, i, j, a, b)
    unnamed = 1 - np.nan_to_num(np.fmax(harmed, in_report), nan=0.5)
    told = {
        "days_apart": _days_apart(events, i, j),
        "days_overlap": _days_overlap(events, i, j),
        "published_apart": _published_apart(events, reports, i, j, a, b),
        "days_from_published": _days_from_published(events, reports, i, j, a, b),
        "km_apart": _km_apart(events, i, j),
        "same_place": _equal(events["gazetteer_id"], i, j),
        "same_country": _equal(events["country"], i, j),
        "towns_apart": towns,
        "type": same_type,
        "stem": _equal(events["stem"], i, j),
        "modality": _classes(events["modality"], i, j),
        "polarity": events["negative"][i] == events["negative"][j],
        "salience": _classes(events["salience"], i, j),
        "actors": _shared(events, "actors", i, j),
        "harmed": harmed,
        "harmed_in_report": in_report,
        "said": said,
        "words": words,
        "words_sum": words_sum,
        "rare_words": rare,
        "killed": _toll(events["killed"], i, j),
        "injured": _toll(events["injured"], i, j),
        "vector": vector,
        "sentence": _cosine(events, "sentence", i, j),
        "text": np.where(_recalled(events, i, j), np.nan, _cosine(reports, "text", a, b)),
        "way_and_unnamed": np.nan_to_num(towns) * unnamed,
        "said_and_vector": np.nan_to_num(said) * np.maximum(np.nan_to_num(vector), 0),
        "words_and_type": words * (same_type <= 1),
    }
    return np.stack([np.asarray(told[name], np.float32) for name in NAMES], 1)


def _days_apart(events: Table, i: Array, j: Array) -> Array:
    """Days between the two intervals, 0 where they meet, on a logarithmic scale."""
    first, last = events["first"], events["last"]
    gap = np.maximum(np.maximum(first[i] - last[j], first[j] - last[i]), 0)
    unknown = (first[i] == UNKNOWN_DAY) | (first[j] == UNKNOWN_DAY)
    return np.where(unknown, np.nan, np.log1p(gap))


def _days_overlap(events: Table, i: Array, j: Array) -> Array:
    """The share of the longer interval that both cover: 1 for one equal day, little for a day within a year."""
    first, last = events["first"], events["last"]
    both = np.minimum(last[i], last[j]) - np.maximum(first[i], first[j]) + 1
    longer = np.maximum(last[i] - first[i], last[j] - first[j]) + 1
    unknown = (first[i] == UNKNOWN_DAY) | (first[j] == UNKNOWN_DAY)
    return np.where(unknown, np.nan, np.maximum(both, 0) / longer)


def _recalled(events: Table, i: Array, j: Array) -> Array:
    """Whether one of the two is only recalled, in a report about something else: the report then tells little of it."""
    found: Array = (events["salience"][i] == _BACKGROUND) | (events["salience"][j] == _BACKGROUND)
    return found


def _published_apart(events: Table, reports: Table, i: Array, j: Array, a: Array, b: Array) -> Array:
    """Days between two reports that both tell it as news; an old event may be recalled at any time."""
    day = reports["published"]
    unknown = _recalled(events, i, j) | (day[a] == UNKNOWN_DAY) | (day[b] == UNKNOWN_DAY)
    return np.where(unknown, np.nan, np.log1p(np.abs(day[a] - day[b])))


def _days_from_published(events: Table, reports: Table, i: Array, j: Array, a: Array, b: Array) -> Array:
    """From the day of an event to the publication of the other's report, where that tells news and gives no day, or
    where the event is recalled as background."""
    first, last, day = events["first"], events["last"], reports["published"]
    recalled = events["salience"] == _BACKGROUND

    def between(event: Array, other: Array, report: Array) -> Array:
        gap = np.maximum(np.maximum(first[event] - day[report], day[report] - last[event]), 0)
        asked = ~recalled[other] & (recalled[event] | (first[other] == UNKNOWN_DAY))
        return np.where(asked & (first[event] != UNKNOWN_DAY) & (day[report] != UNKNOWN_DAY), np.log1p(gap), np.nan)

    found: Array = np.fmin(between(i, j, b), between(j, i, a))
    return found


def kilometres(one: Array, other: Array) -> Array:
    """Great-circle distances of points (..., 2) in degrees; NaN where one is."""
    a, b = np.radians(one), np.radians(other)
    half = np.sin((a - b) / 2) ** 2
    inner = half[..., 0] + np.cos(a[..., 0]) * np.cos(b[..., 0]) * half[..., 1]
    found: Array = 2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.clip(inner, 0, 1)))
    return found


def _km_apart(events: Table, i: Array, j: Array) -> Array:
    """Kilometres between the circles within which the two lie, 0 where they meet, on a logarithmic scale."""
    apart = kilometres(events["point"][i], events["point"][j]) - events["radius"][i] - events["radius"][j]
    found: Array = np.log1p(np.maximum(apart, 0))
    return found


def _towns_apart(events: Table, reports: Table, i: Array, j: Array, a: Array, b: Array) -> Array:
    """Kilometres between the nearest towns that two reports name, on a logarithmic scale; of a recalled event, from its
    own place to the nearest town of the other's report."""
    towns, point = reports["towns"], events["point"]
    i_recalled, j_recalled = (events["salience"][each] == _BACKGROUND for each in (i, j))
    found = np.full(len(i), np.nan)
    for at, ours, theirs in (
        (~i_recalled & ~j_recalled, towns[a], towns[b]), (i_recalled & ~j_recalled, point[i][:, None], towns[b]),
        (~i_recalled & j_recalled, towns[a], point[j][:, None]),
    ):  # fmt: skip
        if at.any():
            found[at] = _nearest(ours[at][:, :, None], theirs[at][:, None])
    logarithm: Array = np.log1p(found)
    return logarithm


def _nearest(some: Array, others: Array) -> Array:
    """The least distance (pairs,) of points in the two middle axes; NaN where no point is on one side."""
    apart = kilometres(some, others)
    least = np.where(np.isnan(apart), np.inf, apart).min((1, 2))
    return np.where(np.isinf(least), np.nan, least)


def _equal(values: Array, i: Array, j: Array) -> Array:
    """1 where two names are equal, 0 where they differ, NaN where one is not told."""
    one, other = values[i], values[j]
    return np.where((one == 0) | (other == 0), np.nan, one == other)


def _type(events: Table, i: Array, j: Array) -> Array:
    """0 for one type, 1 for two that reports take for one another, 2 for others of a family, 3 for all others."""
    one, other = events["type"][i], events["type"][j]
    family = np.where(events["family"][i] == events["family"][j], 2, 3)
    return np.where(one == other, 0, np.where(NEAR_TYPES[one, other], 1, family))


def _classes(values: Array, i: Array, j: Array) -> Array:
    """A number for the two classes of a pair, whatever their order."""
    return 4 * np.maximum(values[i], values[j]) + np.minimum(values[i], values[j])


def _shared(table: Table, name: str, i: Array, j: Array) -> Array:
    """The weight of the words that both have over that of the one that has less; NaN where one has none."""
    weight = table[f"{name}_weight"][i]
    less = np.minimum(weight.sum(1), table[f"{name}_weight"][j].sum(1))
    both = (weight * _within(table[name][i], table[name][j])).sum(1)
    found: Array = np.where(less == 0, np.nan, both / np.where(less == 0, 1, less))
    return found


def _within(ours: Array, theirs: Array) -> Array:
    """Which words (pairs, width) of one side the other has too; 0 is none."""
    found = np.zeros(ours.shape, bool)
    for word in theirs.T:  # over the few words of a side and not the many pairs
        found |= ours == word[:, None]
    found &= ours != 0
    return found


def _words(events: Table, reports: Table, i: Array, j: Array, a: Array, b: Array) -> tuple[Array, Array, Array]:
    """Of two reports' words: the share that both have, its weight, and how many of them are in no table (logarithms).

    Of a recalled event, the words of its own sentences stand for its report's.
    """
    i_recalled, j_recalled = (events["salience"][each] == _BACKGROUND for each in (i, j))
    told = {"said": events, "words": reports}
    found = [np.full(len(i), np.nan) for _ in range(3)]
    for ours, theirs, at in (
        ("words", "words", ~i_recalled & ~j_recalled), ("said", "words", i_recalled & ~j_recalled),
        ("words", "said", ~i_recalled & j_recalled), ("said", "said", i_recalled & j_recalled),
    ):  # fmt: skip
        if at.any():
            one, other = (i if ours == "said" else a)[at], (j if theirs == "said" else b)[at]
            for column, values in zip(found, _common(told[ours], ours, one, told[theirs], theirs, other), strict=True):
                column[at] = values
    return found[0], found[1], found[2]


def _common(ours: Table, name: str, i: Array, theirs: Table, other: str, j: Array) -> tuple[Array, Array, Array]:
    """Share of the lighter side, weight and number of rare ones among the words that two sides have in common."""
    one, weight = ours[name][i], ours[f"{name}_weight"][i]
    both = _within(one, theirs[other][j])
    total = (weight * both).sum(1)
    less = np.maximum(np.minimum(weight.sum(1), theirs[f"{other}_weight"][j].sum(1)), 1)
    return total / less, np.log1p(total), np.log1p((both & (weight >= RAREST)).sum(1))


def _in_report(events: Table, reports: Table, i: Array, j: Array, a: Array, b: Array) -> Array:
    """The largest share of one event's harmed, by name, among the words that the other's report is known by."""

    def share(event: Array, report: Array) -> Array:
        names, weight = events["harmed"][event], events["harmed_weight"][event]
        known = _within(names, reports["words"][report])
        total = weight.sum(1)
        return np.where(total == 0, np.nan, (weight * known).sum(1) / np.where(total == 0, 1, total))

    return np.fmax(share(i, b), share(j, a))


def _toll(bounds: Array, i: Array, j: Array) -> Array:
    """0 where two tolls may be one number, else how far they are apart (logarithm of their ratio)."""
    one, other = bounds[i].astype(np.float64), bounds[j].astype(np.float64)
    low = np.maximum(one[:, 0], other[:, 0])
    high = np.minimum(one[:, 1], other[:, 1])
    apart = np.where(low <= high, 0, np.log((np.maximum(low, 0) + 1) / (np.maximum(high, 0) + 1)))
    return np.where((one[:, 0] < 0) | (other[:, 0] < 0), np.nan, apart)


def _cosine(table: Table, name: str, i: Array, j: Array) -> Array:
    """The cosine of two vectors; NaN where one is not there."""
    dot = np.einsum("ph,ph->p", table[name][i].astype(np.float32), table[name][j].astype(np.float32))
    found: Array = dot * table[f"{name}_scale"][i] * table[f"{name}_scale"][j]
    return found
