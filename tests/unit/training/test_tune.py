"""How operating points are chosen."""

from training.tune import lowest_of


def test_the_lowest_point_that_costs_little_is_taken() -> None:
    worth = {0.2: 118.0, 0.25: 119.5, 0.3: 120.4, 0.35: 119.9}
    assert lowest_of(worth, 1.0) == 0.25
    assert lowest_of(worth, 0.0) == 0.3
    assert lowest_of(worth, 5.0) == 0.2
