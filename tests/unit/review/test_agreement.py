"""Krippendorff's alpha against the worked examples of his paper, and agreement of codings.

Klaus Krippendorff, Computing Krippendorff's Alpha-Reliability, 2011: ten articles by two observers in two values (alpha
0.095), twelve by two in five (0.692), twelve by four with values missing (nominal 0.743, interval 0.849).
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.review.agreement import CODED, Coding, agreement, alpha, disagreements, interval, nominal

MEG, OWEN = "0100000010", "1110010000"
BEN, GERRY = "aabbdcccedda", "babbbccceddd"
A, B, C, D = (
    "1 2 3 3 2 1 4 1 2 . . .", "1 2 3 3 2 2 4 1 2 5 . 3", ". 3 3 3 2 3 4 2 2 5 1 .", "1 2 3 3 2 4 4 1 2 5 1 .",
)  # fmt: skip


def units(*rows: str) -> list[list[int]]:
    columns = zip(*(row.split() for row in rows), strict=True)
    return [[int(value) for value in column if value != "."] for column in columns]


def test_two_observers_and_two_values() -> None:
    assert alpha(zip(MEG, OWEN, strict=True)) == pytest.approx(0.095, abs=0.0005)


def test_two_observers_and_many_values() -> None:
    assert alpha(zip(BEN, GERRY, strict=True)) == pytest.approx(0.692, abs=0.0005)


def test_four_observers_with_values_missing() -> None:
    assert alpha(units(A, B, C, D), nominal) == pytest.approx(0.743, abs=0.0005)
    assert alpha(units(A, B, C, D), interval) == pytest.approx(0.849, abs=0.0005)


def test_by_hand() -> None:
    """Three events, two coders: 1 1, 1 2, 2 2. Of six values three are 1 and three are 2; one pair of three differs.

    Observed: 2 of 6 ordered pairs. Expected: 3 * 3 * 2 / (6 * 5) = 18/30. Alpha = 1 - (1/3) / (3/5) = 4/9.
    """
    assert alpha([[1, 1], [1, 2], [2, 2]]) == pytest.approx(4 / 9)


def test_where_there_is_nothing_to_compare() -> None:
    assert alpha([]) is None
    assert alpha([[1], [2]]) is None
    assert alpha([[1, 1], [1, 1]]) is None


@given(st.lists(st.lists(st.integers(0, 3), max_size=4), max_size=8), st.randoms(use_true_random=False))
def test_the_order_of_events_and_coders_does_not_matter(drawn: list[list[int]], random) -> None:  # type: ignore[no-untyped-def]
    shuffled = [random.sample(unit, len(unit)) for unit in random.sample(drawn, len(drawn))]
    one, other = alpha(drawn), alpha(shuffled)
    assert (one is None) == (other is None)
    assert one is None or one == pytest.approx(other)
    assert one is None or one <= 1


def coding(**values: str | int | None) -> Coding:
    return dict.fromkeys(CODED) | {"event": "yes"} | values


def test_agreement_by_field() -> None:
    found = {each.field: each for each in agreement({
        1: {"Ana": coding(type="riot", killed=3), "Ben": coding(type="riot", killed=4)},
        2: {"Ana": coding(type="protest", killed=None), "Ben": coding(type="riot", killed=9)},
        3: {"Ana": coding(type="protest"), "Ben": {**coding(), "event": "no"}},
        4: {"Ana": coding(type="arrest")},
    })}  # fmt: skip
    assert (found["type"].events, found["type"].same, found["type"].level) == (2, 1, "nominal")
    assert (found["killed"].events, found["killed"].level) == (1, "interval")
    assert (found["event"].events, found["event"].same) == (3, 2)
    assert found["event"].alpha == pytest.approx(0.0)
    assert found["salience"].alpha is None


def test_disagreements_name_the_field_the_coders_and_both_values() -> None:
    found = disagreements({
        1: {"Ben": coding(type="riot", killed=4), "Ana": coding(type="protest", killed=4)},
        2: {"Ana": coding(type="riot"), "Ben": {**coding(), "event": "no"}},
    })  # fmt: skip
    assert [(each.event, each.field, each.coders, each.values) for each in found] == [
        (1, "type", ("Ana", "Ben"), ("protest", "riot")), (2, "event", ("Ana", "Ben"), ("yes", "no")),
    ]  # fmt: skip
