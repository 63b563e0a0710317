"""What an event's triggers say together."""

from __future__ import annotations

from collections.abc import Sequence


def mean(rows: Sequence[Sequence[float]]) -> list[float]:
    """The mean of rows of equal length (n, classes): a handful of short tuples, too few to be worth an array."""
    if len(rows) == 1:
        return list(rows[0])
    return [sum(column) / len(rows) for column in zip(*rows, strict=True)]


def likeliest(probabilities: Sequence[float]) -> int:
    """The index of the largest, the first of equals."""
    return max(range(len(probabilities)), key=probabilities.__getitem__)


def scaled(probabilities: Sequence[float], at: int, weight: float) -> tuple[float, ...]:
    """Probabilities with the odds of one class multiplied."""
    found = [share * (weight if number == at else 1) for number, share in enumerate(probabilities)]
    whole = sum(found)
    return tuple(share / whole for share in found) if whole else tuple(probabilities)
