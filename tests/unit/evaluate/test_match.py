"""Alignment: as good as trying everything, and cheap on long lists."""

from __future__ import annotations

from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.evaluate.match import align, couples, overlapping, shared


def best_by_trying(weights: list[list[int]]) -> int:
    columns = max((len(row) for row in weights), default=0)
    padded = [*range(columns), *([-1] * len(weights))]
    best = 0
    for chosen in set(permutations(padded, len(weights))):
        best = max(best, sum(max(0, weights[i][j]) for i, j in enumerate(chosen) if j >= 0))
    return best


@settings(deadline=None, max_examples=60)
@given(
    st.integers(1, 4).flatmap(
        lambda columns: st.lists(
            st.lists(st.sampled_from([-1, 0, 1, 2, 3, 10**8, 10**8 + 1]), min_size=columns, max_size=columns),
            min_size=1,
            max_size=4,
        )
    )
)
def test_no_alignment_has_a_greater_sum(weights: list[list[int]]) -> None:
    pairs = align(range(len(weights)), range(len(weights[0])), lambda i, j: weights[i][j])
    assert sum(weights[i][j] for i, j in pairs) == best_by_trying(weights)
    assert all(weights[i][j] > 0 for i, j in pairs)
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)


def test_a_greedy_choice_is_undone_where_it_costs_a_pair() -> None:
    weights = {(0, 0): 3, (0, 1): 2, (1, 0): 2}
    assert align(range(2), range(2), lambda i, j: weights.get((i, j), 0)) == [(0, 1), (1, 0)]


def test_nothing_aligns_with_nothing() -> None:
    assert align([], [1], lambda _, __: 1) == []
    assert align([1], [2], lambda _, __: 0) == []


def test_a_thousand_small_overlaps_are_aligned_apart() -> None:
    spans = [(10 * place, 10 * place + 5) for place in range(1000)]
    moved = [(start + 3, end + 3) for start, end in spans]
    assert align(spans, moved, shared) == [(place, place) for place in range(1000)]


def test_overlap_is_of_half_open_ranges() -> None:
    assert shared((0, 5), (5, 9)) == 0
    assert shared((0, 5), (3, 9)) == 2
    assert overlapping([(0, 5), (8, 9)], [(4, 6), (5, 8)]) == 1


def test_couples_hold_both_sides_whole() -> None:
    assert couples("abc", "xyz", [(0, 2), (2, 0)]) == [("a", "z"), ("b", None), ("c", "x"), (None, "y")]
    assert couples("", "x", []) == [(None, "x")]
