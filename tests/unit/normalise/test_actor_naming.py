"""What the capitals of a phrase tell."""

import pytest

from dateline.normalise.actor_naming import COMMON, NAME, PEOPLE, told_by_capitals


@pytest.mark.parametrize(
    ("text", "opens", "told"),
    [
        ("The group", True, COMMON),
        ("The deputy governor", True, COMMON),
        ("Armed men", True, COMMON),
        ("Militants", True, COMMON),
        ("the rebels", False, COMMON),
        ("Turkish forces", True, PEOPLE),
        ("Hassan Nour", True, NAME),
        ("Hamas", True, NAME),
        ("Bashar al-Assad", False, NAME),
        ("the Wagner group", False, NAME),
    ],
)
def test_a_capital_is_a_name_where_no_common_word_bears_it(text: str, opens: bool, told: int) -> None:
    assert told_by_capitals(text, opens=opens) == told
