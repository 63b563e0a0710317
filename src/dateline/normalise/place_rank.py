"""Which bearer of a name a report means: a conditional logit over the gazetteer's entries of that name.

Two passes. The first knows the entry alone (how many people live there, what kind of place it is, whether the name is
its main one). Its probabilities say which countries, regions and points the report is about; the second pass adds how
well an entry fits them. ``place_weights.json`` holds both passes' weights; ``training/places.py`` learns them.
"""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from dateline.gazetteer import Entry

Matrix: TypeAlias = NDArray[np.float64]

PRIOR = ("people", "compiled", "alias", "country", "admin1", "admin2", "capital", "wide", "facility", "first")
CONTEXT = (
    "same-country", "same-region", "country-told", "around", "near", "in-container", "not-in-container",
    "contains-others", "capital-abroad", "region-abroad", "dateline", "dateline-country", "outlet-country",
)  # fmt: skip
"""Names of the columns of ``prior_features`` and, after those, of ``context_features``."""

NOMINAL_PEOPLE = {"region": 10_000_000, "exact": 20_000}
"""What an entry without a population counts for, by its precision: a sea or an air base is known like such a town."""

UNTOLD = 0.02
"""A region with less belief than this is one that the rest of the report does not speak of."""

ANCHORS_PER_NAME = 3
NEAR_KM = 40.0
AROUND_KM = 250.0


@dataclass(frozen=True, slots=True)
class Name:
    """One name of a report with the entries that bear it; ``container`` is what its phrase puts it in ("X, Iraq")."""

    key: str
    candidates: tuple[Entry, ...]
    container: Entry | None = None
    mentions: int = 1


@dataclass(frozen=True, slots=True)
class Setting:
    """What else tells where a report is: countries by share of its demonyms, its dateline, its outlet's country."""

    demonyms: Mapping[str, float] = field(default_factory=dict)
    dateline: Entry | None = None
    outlet_country: str | None = None


def prior_features(entries: Sequence[Entry]) -> Matrix:
    """(entries, len(PRIOR)): what an entry is, whatever the report."""
    rows = [
        (
            math.log10((entry.population or NOMINAL_PEOPLE.get(entry.precision, 0)) + 1) / 7,
            entry.id.startswith("dateline:"),
            entry.alias,
            entry.precision == "country",
            entry.feature == "ADM1",
            entry.feature == "ADM2",
            entry.feature == "PPLC",
            entry.precision == "region",
            entry.precision in ("exact", "near"),
            at == 0,
        )
        for at, entry in enumerate(entries)
    ]
    return np.array(rows, dtype=np.float64).reshape(len(rows), len(PRIOR))


@dataclass(frozen=True, slots=True)
class Ranker:
    """The learned weights. ``prior`` has len(PRIOR) numbers, ``context`` len(PRIOR) + len(CONTEXT)."""

    prior: Matrix
    context: Matrix

    @classmethod
    def bundled(cls) -> Ranker:
        """The weights that come with dateline."""
        table = json.loads(Path(__file__).with_name("place_weights.json").read_text(encoding="utf-8"))
        prior = [table["prior"][name] for name in PRIOR]
        return cls(np.array(prior), np.array([table["context"][name] for name in (*PRIOR, *CONTEXT)]))

    def rank(self, names: Sequence[Name], setting: Setting) -> list[Matrix]:
        """Probabilities of every name's candidates, in the order of ``names`` and of their candidates."""
        alone = [prior_features(name.candidates) for name in names]
        first = [softmax(rows @ self.prior) for rows in alone]
        fits = context_features(names, first, setting)
        second = [softmax(np.hstack(pair) @ self.context) for pair in zip(alone, fits, strict=True)]
        fits = context_features(names, second, setting)
        return [softmax(np.hstack(pair) @ self.context) for pair in zip(alone, fits, strict=True)]


def softmax(scores: Matrix) -> Matrix:
    """Probabilities in proportion to exp(score); empty for no scores."""
    if not len(scores):
        return scores
    raised: Matrix = np.exp(scores - scores.max())
    shares: Matrix = raised / raised.sum()
    return shares


def context_features(names: Sequence[Name], beliefs: Sequence[Matrix], setting: Setting) -> list[Matrix]:
    """(candidates, len(CONTEXT)) for each name: how its candidates fit what the other names are believed to be."""
    shares = _Shares.of(names, beliefs)
    anchors = _Anchors.of(names, beliefs)
    rows = []
    for at, name in enumerate(names):
        if not name.candidates:
            rows.append(np.zeros((0, len(CONTEXT))))
            continue
        around, near, holds = anchors.fit(at, name.candidates)
        told = [
            (
                shares.country(at, entry),
                shares.region(at, entry),
                setting.demonyms.get(entry.country or "", 0.0),
                around[i],
                near[i],
                name.container is not None and lies_in(entry, name.container),
                name.container is not None and not lies_in(entry, name.container),
                holds[i],
                entry.feature == "PPLC" and shares.region(at, entry) < UNTOLD,
                entry.feature in ("ADM1", "ADM2") and shares.region(at, entry) < UNTOLD,
                *_setting_fit(entry, setting),
            )
            for i, entry in enumerate(name.candidates)
        ]
        rows.append(np.array(told, dtype=np.float64))
    return rows


def _setting_fit(entry: Entry, setting: Setting) -> tuple[float, float, float]:
    dateline = setting.dateline
    at_dateline = in_country = 0.0
    if dateline is not None:
        in_country = float(entry.country == dateline.country)
        at_dateline = math.exp(-_kilometres(entry, dateline) / AROUND_KM)
    return at_dateline, in_country, float(entry.country is not None and entry.country == setting.outlet_country)


def _kilometres(one: Entry, other: Entry) -> float:
    return float(_distances(np.array([[one.lat, one.lon]]), np.array([[other.lat, other.lon]]))[0, 0])


def lies_in(entry: Entry, container: Entry) -> bool:
    """Whether an entry lies in a country, region or area, as far as names of regions and radii tell."""
    if entry.id == container.id:
        return False
    if container.precision == "country":
        return entry.country == container.country and entry.precision != "country"
    if container.country and entry.country != container.country:
        return False
    if container.feature == "ADM1" and entry.admin1 == container.admin1:
        return entry.feature != "ADM1"
    return _kilometres(entry, container) <= max(container.radius_km, 5.0) * 1.3


@dataclass(frozen=True, slots=True)
class _Shares:
    """Belief in each country and first-level region, by name, so that a name does not vouch for itself."""

    countries: Mapping[str, Mapping[int, float]]
    regions: Mapping[tuple[str, str], Mapping[int, float]]
    count: int

    @classmethod
    def of(cls, names: Sequence[Name], beliefs: Sequence[Matrix]) -> _Shares:
        countries: dict[str, dict[int, float]] = defaultdict(lambda: defaultdict(float))
        regions: dict[tuple[str, str], dict[int, float]] = defaultdict(lambda: defaultdict(float))
        for at, (name, belief) in enumerate(zip(names, beliefs, strict=True)):
            for entry, weight in zip(name.candidates, belief.tolist(), strict=True):
                if entry.country and weight > 0.01:
                    countries[entry.country][at] += weight
                    if entry.admin1:
                        regions[entry.country, entry.admin1][at] += weight
        return cls(countries, regions, max(1, len(names) - 1))

    def country(self, at: int, entry: Entry) -> float:
        return self._others(self.countries.get(entry.country or "", {}), at)

    def region(self, at: int, entry: Entry) -> float:
        return self._others(self.regions.get((entry.country or "", entry.admin1 or ""), {}), at)

    def _others(self, beliefs: Mapping[int, float], at: int) -> float:
        return (sum(beliefs.values()) - beliefs.get(at, 0.0)) / self.count


@dataclass(frozen=True, slots=True)
class _Anchors:
    """The likeliest entries of each name as points: (n, 2) degrees, and for each its name, belief and radius."""

    points: Matrix
    name: NDArray[np.intp]
    belief: Matrix
    local: Matrix

    @classmethod
    def of(cls, names: Sequence[Name], beliefs: Sequence[Matrix]) -> _Anchors:
        rows = []
        for at, (name, belief) in enumerate(zip(names, beliefs, strict=True)):
            for i in np.argsort(-belief, kind="stable")[:ANCHORS_PER_NAME].tolist():
                entry = name.candidates[i]
                rows.append((entry.lat, entry.lon, at, belief[i], entry.radius_km < 100))
        table = np.array(rows, dtype=np.float64).reshape(len(rows), 5)
        return cls(table[:, :2], table[:, 2].astype(np.intp), table[:, 3], table[:, 4])

    def fit(self, at: int, entries: Sequence[Entry]) -> tuple[list[float], list[float], list[float]]:
        """For each entry the belief in points around it (mean), next to it (most), and inside its radius (mean)."""
        others = self.name != at
        if not others.any():
            zeros = [0.0] * len(entries)
            return zeros, zeros, zeros
        belief = self.belief[others] * self.local[others]
        apart = _distances(np.array([(e.lat, e.lon) for e in entries]), self.points[others])
        radius = np.array([[min(e.radius_km, 1000.0)] for e in entries])
        wide = np.array([e.feature in ("ADM1", "ADM2") for e in entries])
        total = max(1.0, float(belief.sum()))
        around = (np.exp(-apart / AROUND_KM) * belief).sum(axis=1) / total
        near = (np.exp(-apart / NEAR_KM) * belief).max(axis=1)
        holds = ((apart <= radius) * belief).sum(axis=1) / total * wide
        return around.tolist(), near.tolist(), holds.tolist()


def _distances(ones: Matrix, others: Matrix) -> Matrix:
    """(n, m) great-circle kilometres between points in degrees, by the haversine formula."""
    lat1, lon1 = np.radians(ones).T[:, :, None]
    lat2, lon2 = np.radians(others).T[:, None, :]
    chord = np.sin((lat2 - lat1) / 2) ** 2 + np.cos(lat1) * np.cos(lat2) * np.sin((lon2 - lon1) / 2) ** 2
    apart: Matrix = 2 * 6371.0 * np.arcsin(np.sqrt(np.minimum(chord, 1.0)))
    return apart
