"""How operating points are chosen."""

import pytest
from training.tune import choice, lowest_of


def test_the_lowest_point_that_costs_little_is_taken() -> None:
    worth = {0.2: 118.0, 0.25: 119.5, 0.3: 120.4, 0.35: 119.9}
    assert lowest_of(worth, 1.0) == 0.25
    assert lowest_of(worth, 0.0) == 0.3
    assert lowest_of(worth, 5.0) == 0.2


@pytest.mark.parametrize(
    ("tried", "held", "chosen"),
    [
        ({0.3: 60.0, 0.5: 61.0, 0.7: 59.0}, None, 0.5),
        ({0.3: 61.0, 0.4: 61.0, 0.8: 61.0}, None, 0.4),  # of equals the nearest to a half
        ({0.3: 60.6, 0.5: 61.0}, 0.3, 0.3),  # what noise may give moves nothing
        ({0.3: 60.4, 0.5: 61.0}, 0.3, 0.5),
    ],
)
def test_a_point_moves_where_that_is_worth_it(tried: dict[float, float], held: float | None, chosen: float) -> None:
    assert choice(tried, held) == chosen
