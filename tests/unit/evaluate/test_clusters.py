"""Groupings compared as the papers do it, on their own examples."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.evaluate.clusters import UNIT, Grouping, count_b_cubed, count_ceaf_e, count_muc, groups
from dateline.evaluate.scores import Tally


def grouping(*parts: str) -> Grouping:
    """Each letter a thing, each word a group."""
    return {thing: part for part in parts for thing in part}


def shares(count: Callable[[Tally, str, Grouping, Grouping], None], gold: Grouping, ours: Grouping) -> list[float]:
    """Precision and recall."""
    counted = Tally()
    count(counted, "x", gold, ours)
    return [
        round(counted[f"x:{part}"] / counted[f"x:{whole}"], 3)
        for part, whole in (("ours", "predicted"), ("theirs", "gold"))
    ]


# Bagga and Baldwin (1998): 1 to 5, 6 to 7 and 8 to 12 in truth; in response one joins the last two, two the outer ones.
TRUTH = grouping("12345", "67", "89abc")
SMALL_ERROR = grouping("12345", "6789abc")
LARGE_ERROR = grouping("1234589abc", "67")


def test_muc_counts_links_and_does_not_tell_the_errors_apart() -> None:
    assert shares(count_muc, TRUTH, SMALL_ERROR) == [0.9, 1.0]
    assert shares(count_muc, TRUTH, LARGE_ERROR) == [0.9, 1.0]


def test_b_cubed_tells_them_apart() -> None:
    assert shares(count_b_cubed, TRUTH, SMALL_ERROR) == [0.762, 1.0]
    assert shares(count_b_cubed, TRUTH, LARGE_ERROR) == [0.583, 1.0]


def test_ceaf_e_pairs_groups_one_to_one() -> None:
    # Luo (2005): φ4 is 1 and 10/12 for the small error; 1 and 10/15 for the large one. Of two predicted, three gold.
    assert shares(count_ceaf_e, TRUTH, SMALL_ERROR) == [0.917, 0.611]
    assert shares(count_ceaf_e, TRUTH, LARGE_ERROR) == [0.833, 0.556]


@pytest.mark.parametrize("count", [count_b_cubed, count_ceaf_e])
def test_the_same_grouping_is_right_whatever_its_groups_are_called(
    count: Callable[[Tally, str, Grouping, Grouping], None],
) -> None:
    renamed = {thing: f"group {part}" for thing, part in TRUTH.items()}
    assert shares(count, TRUTH, renamed) == [1.0, 1.0]


def test_a_thing_that_ours_lacks_is_missed_and_not_wrong() -> None:
    gold, ours = grouping("ab", "c"), grouping("a", "c")
    assert shares(count_b_cubed, gold, ours) == [1.0, 0.5]  # of a, its half; of b, nothing; of c, all
    assert shares(count_ceaf_e, gold, ours) == [0.833, 0.833]
    counted = Tally()
    count_muc(counted, "x", gold, ours)
    assert (counted["x:theirs"], counted["x:gold"], counted["x:predicted"]) == (0, 1, 0)


def test_b_cubed_of_some_things_still_sees_all_others() -> None:
    parts = Tally()
    for group in groups(TRUTH):
        count_b_cubed(parts, "x", TRUTH, LARGE_ERROR, among=group)
    whole = Tally()
    count_b_cubed(whole, "x", TRUTH, LARGE_ERROR)
    assert {key: value / UNIT for key, value in parts.items()} == pytest.approx(
        {key: value / UNIT for key, value in whole.items()}, abs=1e-6
    )
