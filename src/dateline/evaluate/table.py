"""Figures as plain rows of text, for whoever prints them."""

from __future__ import annotations

from dateline.evaluate.scores import Figure, Scores

HEADER = ("figure", "value", "95% interval", "of")


def rows(scores: Scores) -> list[tuple[str, str, str, str]]:
    """One row a figure under ``HEADER``, a dash where there was nothing to score."""
    return [(figure.name, _value(figure), _interval(figure), str(figure.n)) for figure in scores.figures]


def _value(figure: Figure) -> str:
    return _number(figure.value, figure.unit) + (" km" if figure.unit == "km" and figure.value is not None else "")


def _interval(figure: Figure) -> str:
    if figure.low is None or figure.high is None:
        return "-"
    return f"{_number(figure.low, figure.unit)} to {_number(figure.high, figure.unit)}"


def _number(value: float | None, unit: str) -> str:
    if value is None:
        return "-"
    return f"{value:.1f}" if unit else f"{value:.0f}"
