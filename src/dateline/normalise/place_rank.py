"""Which bearer of a name a report means: a conditional logit over the gazetteer's entries of that name.

Two passes. The first knows the entry alone (how many people live there, what kind of place it is, whether the name is
its main one). Its probabilities say which countries, regions and points the report is about; the second pass adds how
well an entry fits them. ``place_weights.json`` holds both passes' weights; ``training/places.py`` learns them.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from dateline.gazetteer import Entry
from dateline.gazetteer.base import EARTH_RADIUS_KM, borders_tell, distance_km

Vector: TypeAlias = NDArray[np.float64]
Matrix: TypeAlias = NDArray[np.float64]
Numbers: TypeAlias = NDArray[np.intp]

PRIOR = ("people", "compiled", "alias", "country", "admin1", "admin2", "capital", "wide", "facility", "first")
CONTEXT = (
    "same-country", "same-region", "around", "near", "contains-others", "capital-abroad", "region-abroad",
    "country-told", "in-container", "not-in-container", "dateline", "dateline-country", "outlet-country",
)  # fmt: skip
"""Names of the columns of ``Scene.prior`` and, after those, of ``Scene.context``."""

NOMINAL_PEOPLE = {"region": 10_000_000, "exact": 20_000}
"""What an entry without a population counts for, by its precision: a sea or an air base is known like such a town."""

UNTOLD = 0.02
"""A region with less belief than this is one that the rest of the report does not speak of."""

HELD_BY = {
    "PS": "IL", "XK": "RS", "EH": "MA", "HK": "CN", "MO": "CN", "TW": "CN", "PR": "US", "GU": "US", "VI": "US",
    "RE": "FR", "GP": "FR", "MQ": "FR", "GF": "FR", "YT": "FR", "NC": "FR", "PF": "FR", "GL": "DK", "FO": "DK",
    "AW": "NL", "CW": "NL", "GI": "GB", "BM": "GB", "FK": "GB",
}  # fmt: skip
"""Territories with a code of their own, each with the country that reports may put their towns in."""

KNOWN_PEOPLE = 1_000_000
"""A town of so many people may be told of anywhere in the world, by whatever name."""
LEAST_NAMES = 3
"""Names that a report has at least where they tell which country it is about."""
SMALL_KM = 100.0
FAR_KM = 500.0

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

    @property
    def form(self) -> str:
        """The form of the name's mentions."""
        return self.key.partition(":")[0]

    @property
    def bare(self) -> str:
        """The name's own key, without its form and container."""
        return self.key.split(":")[1] if ":" in self.key else self.key


@dataclass(frozen=True, slots=True)
class Setting:
    """What else tells where a report is: countries by share of its demonyms, its dateline, its outlet's country."""

    demonyms: Mapping[str, float] = field(default_factory=dict)
    dateline: Entry | None = None
    outlet_country: str | None = None


@dataclass(frozen=True, slots=True)
class Ranker:
    """The learned weights. ``prior`` has len(PRIOR) numbers, ``context`` len(PRIOR) + len(CONTEXT)."""

    prior: Vector
    context: Vector

    @classmethod
    def bundled(cls) -> Ranker:
        """The weights that come with dateline."""
        table = json.loads(Path(__file__).with_name("place_weights.json").read_text(encoding="utf-8"))
        prior = [table["prior"][name] for name in PRIOR]
        return cls(np.array(prior), np.array([table["context"][name] for name in (*PRIOR, *CONTEXT)]))

    def rank(self, names: Sequence[Name], setting: Setting) -> list[Vector]:
        """Probabilities of every name's candidates, in the order of ``names`` and of their candidates."""
        if not any(name.candidates for name in names):
            return [np.zeros(0) for _ in names]
        scene = Scene(names, setting)
        belief = scene.softmax(scene.prior @ self.prior)
        scene.anchor(belief)
        for _ in range(2):
            belief = scene.softmax(np.hstack((scene.prior, scene.context(belief))) @ self.context)
        return scene.split(belief)


class Scene:
    """All candidates of a report's names, one after another: N rows in G groups, one group a name with candidates."""

    def __init__(self, names: Sequence[Name], setting: Setting) -> None:
        self.names = names
        self._sizes = [len(name.candidates) for name in names]
        entries = [entry for name in names for entry in name.candidates]
        filled = [size for size in self._sizes if size]
        self._group = np.repeat(np.arange(len(filled)), filled)
        self._starts = np.concatenate([[0], np.cumsum(filled)[:-1]])
        self._others = max(1, len(filled) - 1)
        self._points = np.array([(entry.lat, entry.lon) for entry in entries])
        self._radius = np.array([min(entry.radius_km, 1000.0) for entry in entries])
        self._is_region = np.array([entry.feature in ("ADM1", "ADM2") for entry in entries])
        self._is_capital = np.array([entry.feature == "PPLC" for entry in entries])
        self._country = _numbered([entry.country for entry in entries])
        self._region = _numbered([entry.admin1 and (entry.country, entry.admin1) for entry in entries])
        self._told = _told(names, setting)
        self.prior = prior_features(names)

    def softmax(self, scores: Vector) -> Vector:
        """Probabilities within each group, in proportion to exp(score)."""
        raised = np.exp(scores - np.maximum.reduceat(scores, self._starts)[self._group])
        shares: Vector = raised / np.add.reduceat(raised, self._starts)[self._group]
        return shares

    def split(self, values: Vector) -> list[Vector]:
        """The rows of each name, empty for one without candidates."""
        return np.split(values, np.cumsum(self._sizes)[:-1])

    def anchor(self, belief: Vector) -> None:
        """Take each name's likeliest candidates as the points that others are near to or far from."""
        ranks = np.lexsort((-belief, self._group))
        place_in_group = np.arange(len(belief)) - self._starts[self._group[ranks]]
        self._anchors = ranks[place_in_group < ANCHORS_PER_NAME]
        apart = _distances(self._points, self._points[self._anchors])
        other = self._group[:, None] != self._group[self._anchors][None, :]
        # Only what is small enough to lie somewhere tells where the report is.
        useful = other & (self._radius[self._anchors] < SMALL_KM)[None, :]
        self._useful = useful.astype(np.float64)
        self._around = np.exp(-apart / AROUND_KM) * useful
        self._near = np.exp(-apart / NEAR_KM) * useful
        self._inside = (apart <= self._radius[:, None]) * useful

    def context(self, belief: Vector) -> Matrix:
        """(N, len(CONTEXT)): how each candidate fits what the other names are believed to be."""
        anchors = belief[self._anchors]
        total = np.maximum(1.0, self._useful @ anchors)
        region = self._shared(self._region, belief)
        untold = region < UNTOLD
        learned = (
            self._shared(self._country, belief),
            region,
            (self._around @ anchors) / total,
            (self._near * anchors).max(axis=1),
            (self._inside @ anchors) / total * self._is_region,
            self._is_capital & untold,
            self._is_region & untold,
        )
        return np.column_stack((*learned, self._told))

    def _shared(self, number: Numbers, belief: Vector) -> Vector:
        """For each candidate the belief of the other names in its country or region (number 0 for none), as a mean."""
        counted = belief * (number > 0)
        width = int(number.max()) + 1
        own = np.bincount(self._group * width + number, counted, minlength=width * len(self._starts))
        everywhere = np.bincount(number, counted, minlength=width)
        share: Vector = (everywhere[number] - own[self._group * width + number]) / self._others
        return share * (number > 0)


def _numbered(values: Sequence[object]) -> Numbers:
    """A number for each distinct value, 0 for None and the like."""
    seen: dict[object, int] = {}
    return np.array([seen.setdefault(value, len(seen) + 1) if value else 0 for value in values], dtype=np.intp)


def prior_features(names: Sequence[Name]) -> Matrix:
    """(N, len(PRIOR)): what each candidate is, whatever the report."""
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
            entry.precision == "exact",
            at == 0,
        )
        for name in names
        for at, entry in enumerate(name.candidates)
    ]
    return np.array(rows, dtype=np.float64).reshape(len(rows), len(PRIOR))


def _told(names: Sequence[Name], setting: Setting) -> Matrix:
    """The columns of the context that no belief changes: demonyms, containers, dateline, outlet."""
    rows = []
    for name in names:
        for entry in name.candidates:
            inside = name.container is not None and lies_in(entry, name.container)
            rows.append(
                (
                    setting.demonyms.get(entry.country or "", 0.0),
                    inside,
                    name.container is not None and not inside,
                    *_setting_fit(entry, setting),
                )
            )
    return np.array(rows, dtype=np.float64)


def _setting_fit(entry: Entry, setting: Setting) -> tuple[float, float, float]:
    dateline = setting.dateline
    at_dateline = in_country = 0.0
    if dateline is not None:
        in_country = float(entry.country is not None and entry.country == dateline.country)
        at_dateline = math.exp(-distance_km(entry.lat, entry.lon, dateline.lat, dateline.lon) / AROUND_KM)
    return at_dateline, in_country, float(entry.country is not None and entry.country == setting.outlet_country)


def far_fetched(names: Sequence[Name], beliefs: Sequence[Vector], setting: Setting) -> frozenset[str]:
    """Keys of the names that are only by-names of far towns, while the report is about one other country.

    A gazetteer of all the world has almost any word as some town's other spelling ("Kuki" in Japan).
    """
    shares = [_countries(name, belief) for name, belief in zip(names, beliefs, strict=True)]
    total = Counter(setting.demonyms)
    for share in shares:
        total.update(share)
    if total.total() - sum(setting.demonyms.values()) < LEAST_NAMES:
        return frozenset()
    found_any = ((name, belief) for name, belief in zip(names, beliefs, strict=True) if len(belief))
    centres = [name.candidates[int(belief.argmax())] for name, belief in found_any]
    small = [entry for entry in centres if entry.radius_km < SMALL_KM]
    found = set()
    for name, share in zip(names, shares, strict=True):
        others = {iso2: told - share.get(iso2, 0.0) for iso2, told in total.items()}
        whole = sum(others.values())
        if name.container or name.form != "name" or max(others.values()) <= whole / 2:
            continue
        spoken = {iso2 for iso2, told in others.items() if told > UNTOLD}
        spoken |= {setting.outlet_country or "", setting.dateline.country or "" if setting.dateline else ""}
        near = [entry for entry in small if entry not in name.candidates]
        if name.candidates and all(_is_far(entry, spoken, near) for entry in name.candidates):
            found.add(name.key)
    return frozenset(found)


def _countries(name: Name, belief: Vector) -> dict[str, float]:
    """The belief of a name's candidates by their country."""
    share: dict[str, float] = {}
    for entry, part in zip(name.candidates, belief.tolist(), strict=True):
        if entry.country:
            share[entry.country] = share.get(entry.country, 0.0) + part
    return share


def _is_far(entry: Entry, spoken: Collection[str], near: Sequence[Entry]) -> bool:
    """Whether an entry is little known by that name, in a country that is not spoken of, and far from what is."""
    little = entry.alias and entry.precision == "town" and entry.population < KNOWN_PEOPLE
    if not little or entry.country in spoken or entry.feature == "PPLC":
        return False
    return all(distance_km(entry.lat, entry.lon, other.lat, other.lon) > FAR_KM for other in near)


def lies_in(entry: Entry, container: Entry) -> bool:
    """Whether an entry lies in a country, region or area, as far as names of regions and radii tell."""
    if entry.id == container.id:
        return False
    if container.precision == "country":
        return entry.precision != "country" and container.country in (entry.country, HELD_BY.get(entry.country or ""))
    if container.country and entry.country != container.country:
        return False
    if container.feature == "ADM1":
        told = borders_tell(entry.country, entry.admin1, container.country, container.admin1)
        # Only where one source spells both are two names two regions.
        if told or (told is False and entry.geonameid and container.geonameid):
            return told and entry.feature != "ADM1"
    apart = distance_km(entry.lat, entry.lon, container.lat, container.lon)
    return apart <= max(container.radius_km, 5.0) * 1.3


def _distances(ones: Matrix, others: Matrix) -> Matrix:
    """(n, m) great-circle kilometres between points in degrees, by the haversine formula."""
    lat1, lon1 = np.radians(ones).T[:, :, None]
    lat2, lon2 = np.radians(others).T[:, None, :]
    chord = np.sin((lat2 - lat1) / 2) ** 2 + np.cos(lat1) * np.cos(lat2) * np.sin((lon2 - lon1) / 2) ** 2
    apart: Matrix = 2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.minimum(chord, 1.0)))
    return apart
