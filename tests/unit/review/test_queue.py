"""The formula of the queue, computed by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.reader.runtime import BUNDLED, read_card
from dateline.review.queue import POINTS, Standing, near


def test_near() -> None:
    assert [near(score, 0.5) for score in (0.2, 0.5, 0.75, 1.0)] == [1.0, 1.0, 0.5, 0.0]


def test_the_points_are_those_of_the_model() -> None:
    card = read_card(BUNDLED)
    assert {name: card["operating_points"][name] for name in POINTS} == POINTS


def test_by_hand() -> None:
    one = Standing(score=0.65, filler=0.65, salience="main", killed=5, publishers=4, disputed=True)
    assert one.uncertainty == pytest.approx(0.5 * 0.5 + 0.3 * 0.5 + 0.2)
    assert one.importance == pytest.approx(0.4 + 0.4 * 0.5 + 0.2 * 0.75)
    assert one.priority == pytest.approx((0.6 + 0.75) / 2)
    assert Standing(score=1.0, filler=None, salience="background").priority == 0


@given(
    st.floats(0, 1), st.floats(0, 1) | st.none(), st.sampled_from(["main", "related", "background"]),
    st.integers(0, 10**6), st.integers(0, 1000), st.booleans(),
)  # fmt: skip
def test_it_lies_between_nothing_and_one(score, filler, salience, killed, publishers, disputed) -> None:  # type: ignore[no-untyped-def]
    one = Standing(score, filler, salience, killed, publishers, disputed)
    assert 0 <= one.uncertainty <= 1
    assert 0 <= one.importance <= 1
    assert one.priority <= Standing(score, filler, "main", killed + 1, publishers + 1, True).priority
