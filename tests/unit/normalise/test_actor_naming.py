"""What the capitals of a phrase tell."""

import pytest

from dateline.normalise.actor_naming import COMMON, NAME, PEOPLE, is_description, name_in, told_by_capitals


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


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("25-year-old Ana Torres", "Ana Torres"),
        ("16 - year - old Ana Torres", "Ana Torres"),
        ("Fort Gray soldier 28-year-old Ana Torres", "Ana Torres"),
        ("Ana Torres, 25", "Ana Torres"),
        ("Ana Torres, 25, of Peoria", "Ana Torres"),
        ("Ana Torres (25)", "Ana Torres"),
        ("her son, Marcus Lee, 17", "Marcus Lee"),
        ("his 30-year-old brother-in-law Marcus Lee", "Marcus Lee"),
        ("Ellis’s neighbor Marcus Lee", "Marcus Lee"),
        ("victim Marcus “Boxx” Lee", "Marcus “Boxx” Lee"),
        ("Dunby Police Officer Marcus Lee", "Officer Marcus Lee"),
        ("Dunby Senior Trooper Marcus Lee", "Senior Trooper Marcus Lee"),
        ("sheriff's deputy Marcus Lee Jr.", "Marcus Lee Jr."),
        ("41-year-old Ali bin Hassan", "Ali bin Hassan"),
    ],
)
def test_a_name_stands_without_age_kin_and_force(text: str, name: str) -> None:
    assert text[slice(*name_in(text))] == name


@pytest.mark.parametrize(
    "text",
    [
        "a 24-year-old African American",
        "23-year-old Palestinian",
        "20-year-old Baltimore man",
        "the 12 Iraqi soldiers",
        "rebel leader Juan Ortega",
        "Master Sgt. Juan Ortega",
        "President Hassan Nour",
        "Ciudad Juarez, 12 men",
        "Ana Torres and a boy",
        "72-YEAR-OLD ANA TORRES",
        "Officer Torres",
        "her brother",
    ],
)
def test_what_holds_no_other_name_stays_whole(text: str) -> None:
    assert text[slice(*name_in(text))] == text


@pytest.mark.parametrize(
    ("text", "described"),
    [("Brooklyn man", True), ("Memphis Man", True), ("officer", True), ("Ana Torres", False), ("Torres", False)],
)
def test_a_description_ends_in_what_somebody_is(text: str, described: bool) -> None:
    assert is_description(text) is described
