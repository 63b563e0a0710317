"""Figures from counts: each one as a person computes it, with intervals that do not move."""

from __future__ import annotations

import numpy as np
import pytest

from dateline.evaluate.scores import (
    Figure,
    Measure,
    Resamples,
    Scores,
    Tally,
    classified,
    count,
    f1,
    found,
    macro_f1,
    precision,
    recall,
    scores,
    share,
    two_sided_f1,
    weighted_f1,
)
from dateline.evaluate.table import rows


def counted(*triples: tuple[int, int, int]) -> list[Tally]:
    tallies = []
    for right, predicted, gold in triples:
        tally = Tally()
        found(tally, "x", right=right, predicted=predicted, gold=gold)
        tallies.append(tally)
    return tallies


def figure(tallies: list[Tally], measure: Measure) -> Figure:
    return scores(Resamples(tallies), [measure])[measure.name]


def test_f1_precision_and_recall_are_of_the_sums() -> None:
    tallies = counted((1, 2, 1), (1, 2, 3))
    assert figure(tallies, f1("F1", "x")).value == 50.0
    assert figure(tallies, precision("P", "x")).value == 50.0
    assert figure(tallies, recall("R", "x")).value == 50.0
    assert figure(tallies, f1("F1", "x")).n == 4


def test_macro_f1_is_the_mean_of_the_classes_that_occur() -> None:
    tally = Tally()
    for gold, predicted in (("a", "a"), ("a", "a"), ("a", "b"), ("b", "b"), ("c", None)):
        classified(tally, "k", gold, predicted)
    # a: 2·2/(2+3) = 80; b: 2·1/(2+1) = 66.67; c: 0
    assert figure([tally], macro_f1("macro", "k")) == Figure(name="macro", value=48.89, low=48.89, high=48.89, n=5)


def test_weighted_f1_counts_a_class_as_often_as_gold_has_it() -> None:
    tally = Tally()
    for gold, predicted in (("a", "a"), ("a", "a"), ("a", "b"), ("b", "b"), ("c", "d")):
        classified(tally, "k", gold, predicted)
    # a: 80, three times; b: 66.67, once; c: 0, once; d is never gold
    assert figure([tally], weighted_f1("weighted", "k")).value == 61.33
    assert figure([Tally()], weighted_f1("weighted", "k")).value is None


def test_two_sided_f1_is_the_harmonic_mean_and_of_several_keys_the_mean() -> None:
    tally = Tally({"x:ours": 1, "x:predicted": 2, "x:theirs": 3, "x:gold": 3, "y:predicted": 4, "n": 7})
    one = figure([tally], two_sided_f1("F1", "x", counted="n"))
    assert (one.value, one.n) == (66.67, 7)  # of 1/2 and 1
    assert figure([tally], two_sided_f1("F1", "x", "y", counted="n")).value == 33.33
    assert figure([tally], two_sided_f1("F1", "z", counted="n")).value is None


def test_classes_of_one_name_do_not_leak_into_a_longer_one() -> None:
    tally = Tally()
    classified(tally, "time", "a", "a")
    classified(tally, "timely", "a", "b")
    assert figure([tally], macro_f1("macro", "time")).value == 100.0


def test_what_was_not_counted_has_no_value() -> None:
    empty = figure([Tally(), Tally()], f1("F1", "x"))
    assert (empty.value, empty.low, empty.high, empty.n) == (None, None, None, 0)
    assert figure([Tally()], macro_f1("macro", "k")).value is None


def test_a_perfect_score_has_no_width() -> None:
    perfect = figure(counted((3, 3, 3), (2, 2, 2), (0, 0, 0)), f1("F1", "x"))
    assert (perfect.value, perfect.low, perfect.high) == (100.0, 100.0, 100.0)


def test_intervals_hold_the_value_and_stay_the_same() -> None:
    tallies = counted(*((place % 3, 3, 3) for place in range(30)))
    first, second = figure(tallies, f1("F1", "x")), figure(tallies, f1("F1", "x"))
    assert first == second
    assert first.low is not None
    assert first.value is not None
    assert first.high is not None
    assert 15 < first.low < first.value < first.high < 50


def test_intervals_narrow_with_more_documents() -> None:
    def width(documents: int) -> float:
        one = figure(counted(*((place % 2, 1, 1) for place in range(documents))), f1("F1", "x"))
        return (one.high or 0) - (one.low or 0)

    assert width(400) < width(40) < width(8)


def test_the_median_of_resampled_documents_weighs_their_values() -> None:
    sums = Resamples(counted((0, 0, 0), (0, 0, 0)))
    values = [[5, 1], [9]]
    drawn = sums.median(values)
    assert drawn[0] == 5
    twice_first, twice_second = (sums.weights[:, place] == 2 for place in (0, 1))
    assert set(drawn[twice_first]) == {1}  # of 1, 1, 5, 5 the lower middle
    assert set(drawn[twice_second]) == {9}
    assert np.isnan(sums.median([[], []])).all()


def test_shares_and_numbers_name_what_they_are_of() -> None:
    tally = Tally({"near": 3, "placed": 4})
    assert figure([tally], share("near", "near", "placed")).value == 75.0
    plain = figure([tally], count("near ones", "near", "placed"))
    assert (plain.value, plain.unit, plain.n) == (3.0, "", 4)


def test_an_unknown_figure_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        Scores(documents=1, figures=())["F1"]


def test_the_table_has_a_row_a_figure() -> None:
    figures = (
        Figure(name="F1", value=61.25, low=57.0, high=65.04, n=440),
        Figure(name="mean distance", value=12.345, low=1.0, high=20.0, n=9, unit="km"),
        Figure(name="times invented", value=7.0, low=2.0, high=11.0, n=30, unit=""),
        Figure(name="stance macro-F1", value=None, low=None, high=None, n=0),
    )
    assert rows(Scores(documents=2, figures=figures)) == [
        ("F1", "61.2", "57.0 to 65.0", "440"),
        ("mean distance", "12.3 km", "1.0 to 20.0", "9"),
        ("times invented", "7", "2 to 11", "30"),
        ("stance macro-F1", "-", "-", "0"),
    ]
