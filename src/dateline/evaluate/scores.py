"""Figures with bootstrap intervals, computed from counts that are kept for each document.

A scorer counts in every document what is right, predicted and gold under a name; a figure is a function of the sums.
Resampling documents then is a product of two matrices: (resamples, documents) of multiplicities by (documents, counts).
Efron and Tibshirani, An Introduction to the Bootstrap (1993): the percentile interval.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Tally = Counter[str]
"""Whole numbers counted in one document, by ``name:right``, ``name:predicted``, ``name:gold``."""

Values = NDArray[np.float64]
"""One value for the documents as they are, then one for each resample; nan where nothing was counted."""

RESAMPLES = 1000
SEED = 20240913


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A named score with its 95% interval over documents; nulls where there was nothing to score.

    ``n`` is the number of gold things that it rests on. ``unit`` is ``%`` (0 to 100), ``km`` or empty for a number.
    """

    name: str
    value: float | None
    low: float | None
    high: float | None
    n: int
    unit: str = "%"


@dataclass(frozen=True, kw_only=True)
class Scores:
    """The figures of one evaluation in the order that the benchmark reports them."""

    documents: int
    figures: tuple[Figure, ...]

    def __getitem__(self, name: str) -> Figure:
        """The figure of that name; KeyError where there is none."""
        for figure in self.figures:
            if figure.name == name:
                return figure
        raise KeyError(name)

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values."""
        return asdict(self) | {"figures": [asdict(figure) for figure in self.figures]}


class Resamples:
    """Sums of tallies over the documents as they are and over documents drawn with replacement."""

    def __init__(self, tallies: Sequence[Tally], *, resamples: int = RESAMPLES, seed: int = SEED) -> None:
        documents = len(tallies)
        self.keys = {key: column for column, key in enumerate(sorted({key for tally in tallies for key in tally}))}
        counts = np.zeros((documents, len(self.keys)))
        for row, tally in enumerate(tallies):
            for key, value in tally.items():
                counts[row, self.keys[key]] = value
        drawn = np.random.default_rng(seed).multinomial(documents, [1 / documents] * documents, size=resamples)
        self.weights: Values = np.vstack([np.ones((1, documents)), drawn])
        # Whole numbers far below 2**53: the product is exact, whatever order a BLAS adds in.
        self._sums: Values = self.weights @ counts

    def total(self, key: str) -> Values:
        """The sum of a count, shape (1 + resamples,); zeros where no document has it."""
        column = self.keys.get(key)
        return np.zeros(len(self.weights)) if column is None else self._sums[:, column]

    def median(self, values: Sequence[Sequence[int]]) -> Values:
        """The lower median of values held by documents, shape (1 + resamples,)."""
        held = sorted((value, document) for document, own in enumerate(values) for value in own)
        if not held:
            return np.full(len(self.weights), np.nan)
        number = np.array([value for value, _ in held], dtype=np.float64)
        heaped = np.cumsum(self.weights[:, [document for _, document in held]], axis=1)
        reached = np.argmax(2 * heaped >= heaped[:, -1:], axis=1)
        return np.where(heaped[:, -1] > 0, number[reached], np.nan)


@dataclass(frozen=True, kw_only=True)
class Measure:
    """How a figure comes from sums; ``counted`` names the sum that is its ``n``."""

    name: str
    compute: Callable[[Resamples], Values]
    counted: str
    unit: str = "%"


def _ratio(above: Values, below: Values) -> Values:
    return np.divide(above, below, out=np.full_like(below, np.nan), where=below > 0)


def _f1(sums: Resamples, key: str) -> Values:
    return _ratio(200 * sums.total(f"{key}:right"), sums.total(f"{key}:predicted") + sums.total(f"{key}:gold"))


def f1(name: str, key: str) -> Measure:
    """F1 = 2 right / (predicted + gold), in percent."""
    return Measure(name=name, compute=lambda sums: _f1(sums, key), counted=f"{key}:gold")


def precision(name: str, key: str) -> Measure:
    """right / predicted, in percent."""
    return share(name, f"{key}:right", f"{key}:predicted")


def recall(name: str, key: str) -> Measure:
    """right / gold, in percent; also the accuracy where every gold value has one prediction."""
    return share(name, f"{key}:right", f"{key}:gold")


def share(name: str, part: str, whole: str, counted: str | None = None) -> Measure:
    """One count in percent of another; ``counted`` where ``whole`` is no number of things."""
    return Measure(
        name=name,
        compute=lambda sums: _ratio(100 * sums.total(part), sums.total(whole)),
        counted=counted or whole,
    )


def two_sided_f1(name: str, *keys: str, counted: str) -> Measure:
    """The harmonic mean of a precision and a recall whose right ones differ, in percent; of several keys, the mean.

    Counts are ``key:ours`` (of ``key:predicted``) and ``key:theirs`` (of ``key:gold``).
    """

    def compute(sums: Resamples) -> Values:
        return np.asarray(np.mean([_two_sided_f1(sums, key) for key in keys], axis=0))

    return Measure(name=name, compute=compute, counted=counted)


def _two_sided_f1(sums: Resamples, key: str) -> Values:
    ours, theirs = sums.total(f"{key}:ours"), sums.total(f"{key}:theirs")
    predicted, gold = sums.total(f"{key}:predicted"), sums.total(f"{key}:gold")
    below = ours * gold + theirs * predicted
    empty = np.where(predicted + gold > 0, 0.0, np.nan)
    return np.divide(200 * ours * theirs, below, out=empty, where=below > 0)


def count(name: str, key: str, of: str) -> Measure:
    """A plain number; ``of`` counts the chances there were."""
    return Measure(name=name, compute=lambda sums: sums.total(key).copy(), counted=of, unit="")


def macro_f1(name: str, key: str) -> Measure:
    """The mean F1 of the classes that occur in gold or predictions, in percent. Counts are ``key:class:right`` …"""

    def compute(sums: Resamples) -> Values:
        labels = _classes(sums, key)
        if not labels:
            return np.full(len(sums.weights), np.nan)
        each = np.array([_f1(sums, f"{key}:{label}") for label in labels])
        there = ~np.isnan(each)
        return _ratio(np.where(there, each, 0.0).sum(axis=0), there.sum(axis=0).astype(np.float64))

    return Measure(name=name, compute=compute, counted=f"{key}:gold")


def weighted_f1(name: str, key: str) -> Measure:
    """The mean F1 of the classes, each weighted by how often gold has it, in percent. Counts as for ``macro_f1``."""

    def compute(sums: Resamples) -> Values:
        weighted = np.zeros(len(sums.weights))
        for label in _classes(sums, key):
            weighted += np.nan_to_num(_f1(sums, f"{key}:{label}")) * sums.total(f"{key}:{label}:gold")
        return _ratio(weighted, sums.total(f"{key}:gold"))

    return Measure(name=name, compute=compute, counted=f"{key}:gold")


def _classes(sums: Resamples, key: str) -> list[str]:
    return sorted({held.split(":")[1] for held in sums.keys if held.startswith(f"{key}:") and held.count(":") == 2})


def classified(tally: Tally, key: str, gold: str, predicted: str | None) -> None:
    """Count one decision for ``macro_f1``; an undecided one misses its class."""
    tally[f"{key}:gold"] += 1
    tally[f"{key}:{gold}:gold"] += 1
    if predicted is not None:
        tally[f"{key}:{predicted}:predicted"] += 1
    if predicted == gold:
        tally[f"{key}:{gold}:right"] += 1


def found(tally: Tally, key: str, *, right: int, predicted: int, gold: int) -> None:
    """Count for ``f1``, ``precision`` and ``recall``."""
    tally[f"{key}:right"] += right
    tally[f"{key}:predicted"] += predicted
    tally[f"{key}:gold"] += gold


def scores(sums: Resamples, measures: Sequence[Measure], documents: int | None = None) -> Scores:
    """Every measure as a figure: its value over the documents and the 2.5th to 97.5th percentile over resamples.

    ``documents`` says how many there are where a tally is that of several documents together.
    """
    return Scores(
        documents=sums.weights.shape[1] if documents is None else documents,
        figures=tuple(_figure(sums, measure) for measure in measures),
    )


def _figure(sums: Resamples, measure: Measure) -> Figure:
    values = measure.compute(sums)
    drawn = values[1:][~np.isnan(values[1:])]
    low, high = np.percentile(drawn, [2.5, 97.5]) if len(drawn) else (np.nan, np.nan)
    value, low, high = (None if np.isnan(x) else round(float(x), 2) for x in (values[0], low, high))
    n = int(sums.total(measure.counted)[0])
    return Figure(name=measure.name, value=value, low=low, high=high, n=n, unit=measure.unit)
