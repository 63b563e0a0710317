"""How far scores that are meant as probabilities are from the share that is right."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

Judged = tuple[float, bool]
"""A score from 0 to 1, and whether what it was given to is right."""

BINS = 10


@dataclass(frozen=True, kw_only=True)
class Bin:
    """The judged scores from ``low`` up to ``high``: how many, their mean, and the share that is right."""

    low: float
    high: float
    count: int
    score: float
    right: float


def reliability(judged: Sequence[Judged], number: int = BINS) -> tuple[Bin, ...]:
    """The bins of a reliability diagram: ``number`` of equal width over 0 to 1, those without a score left out."""
    held: list[list[Judged]] = [[] for _ in range(number)]
    for score, right in judged:
        held[min(int(score * number), number - 1)].append((score, right))
    return tuple(
        Bin(
            low=at / number,
            high=(at + 1) / number,
            count=len(own),
            score=sum(score for score, _ in own) / len(own),
            right=sum(right for _, right in own) / len(own),
        )
        for at, own in enumerate(held)
        if own
    )


def expected_calibration_error(judged: Sequence[Judged], number: int = BINS) -> float:
    """The mean distance of score and share right over the bins, weighted by their sizes; nan where nothing was judged.

    ECE = Σ_b n_b / n · |right_b - score_b|: Naeini, Cooper and Hauskrecht, Obtaining Well Calibrated Probabilities
    Using Bayesian Binning (AAAI 2015); as Guo et al., On Calibration of Modern Neural Networks (ICML 2017), compute it.
    """
    if not judged:
        return math.nan
    return sum(own.count * abs(own.right - own.score) for own in reliability(judged, number)) / len(judged)


def interval(own: Bin, z: float = 1.96) -> tuple[float, float]:
    """Wilson's interval (1927) of the share right in a bin, 95% as it stands."""
    n, p = own.count, own.right
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return max(0.0, middle - half), min(1.0, middle + half)
