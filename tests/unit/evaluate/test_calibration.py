from __future__ import annotations

import math

import numpy as np
import pytest

from dateline.evaluate.calibration import Bin, expected_calibration_error, interval, reliability
from dateline.evaluate.corpus.judged import judge
from evaluate_corpus import GOLD, argument, event, reading


def test_bins_hold_what_a_person_computes() -> None:
    judged = [(0.125, False), (0.1875, True), (0.9375, True), (1.0, True)]
    assert reliability(judged) == (
        Bin(low=0.1, high=0.2, count=2, score=0.15625, right=0.5),
        Bin(low=0.9, high=1.0, count=2, score=0.96875, right=1.0),
    )
    assert expected_calibration_error(judged) == 0.5 * 0.34375 + 0.5 * 0.03125


def test_the_error_is_that_of_its_formula_over_arrays() -> None:
    random = np.random.default_rng(7)
    scores = random.random(500)
    right = random.random(500) < scores**2
    at = np.minimum((scores * 10).astype(int), 9)
    parts = [at == b for b in range(10)]
    expected = sum(part.mean() * abs(scores[part].mean() - right[part].mean()) for part in parts)
    found = expected_calibration_error(list(zip(scores.tolist(), right.tolist(), strict=True)))
    assert found == pytest.approx(expected)


def test_nothing_judged_has_no_error() -> None:
    assert math.isnan(expected_calibration_error([]))
    assert reliability([]) == ()


def test_wilson_s_interval() -> None:
    low, high = interval(Bin(low=0.8, high=0.9, count=10, score=0.85, right=0.8))
    assert (round(low, 3), round(high, 3)) == (0.490, 0.943)
    assert interval(Bin(low=0.9, high=1.0, count=5, score=0.95, right=1.0))[1] == 1.0


def test_what_is_judged_is_what_the_figures_count() -> None:
    ours = reading(
        event("armed-assault", "attacked", score=0.9, arguments=[
            argument("actor", "Gunmen") | {"score": 0.8}, argument("actor", "Gunmen attacked") | {"score": 0.3},
            argument("victim", "a market") | {"score": 0.7},
        ]),
        event("bombing", "detained", score=0.4, arguments=[argument("target", "a man") | {"score": 0.6}]),
        event("protest", "Harla", score=0.2, arguments=[argument("actor", "Police") | {"score": 0.5}]),
    )  # fmt: skip
    found = judge(GOLD, ours)
    assert found.events == ((0.9, True), (0.4, False), (0.2, False))
    assert found.arguments == ((0.8, True), (0.3, False), (0.7, False), (0.6, True), (0.5, False))
