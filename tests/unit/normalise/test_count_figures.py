"""Stated quantities with the noun that they count."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.normalise.count import figures


def read(text: str) -> list[tuple[float, bool, str, str]]:
    return [(q.value, q.approximate, q.noun, text[q.start : q.end]) for q in figures(text, 0, len(text))]


def test_a_quantity_has_its_noun_and_says_whether_it_is_rough() -> None:
    assert read("The state keeps approximately 1,800 troops in Orland.") == [
        (1800, True, "troops", "approximately 1,800 troops")
    ]
    assert read("They own 40 tanks.") == [(40, False, "tanks", "40 tanks")]


def test_an_elliptic_number_has_the_noun_before_it() -> None:
    assert read("It has 1,800 troops in Orland and another 700 in Vesk.")[1] == (700, False, "troops", "another 700")


def test_a_range_has_its_upper_bound() -> None:
    assert read("Between 25,000 and 30,000 refugees fled.") == [
        (30_000, True, "refugees", "Between 25,000 and 30,000 refugees")
    ]


def test_dates_money_shares_and_single_things_are_no_figures() -> None:
    assert read("On 12 May 2014 he paid $2 million, 12 percent more, for one tank and dozens of rifles.") == []


def test_a_number_without_a_noun_is_left_out() -> None:
    assert read("There were 12 in all.") == []
    assert read("The list named 9 of those killed and 20 of the dead; 12 more are held.") == []
    assert read("They saw 300 of the refugees.") == [(300, False, "refugees", "300 of the refugees")]


@pytest.mark.parametrize(
    ("text", "noun", "value"),
    [
        ("The port has a population of about 70,000.", "population", 70_000),
        ("Kesra, population 2,100, lies on a hill.", "population", 2_100),
        ("It is a town of 12,000.", "town", 12_000),
        ("A 3,000-strong African Union force guards it.", "African Union force", 3_000),
        ("The peacekeeping force is 3,000 strong.", "peacekeeping force", 3_000),
        ("The number of displaced families in the valley has reached 8,000.", "displaced families", 8_000),
        ("The rebels number about 400.", "rebels", 400),
        ("The agency has an annual budget of $2.5 billion.", "annual budget", 2_500_000_000),
        ("It ran up a €40 million trade deficit.", "trade deficit", 40_000_000),
        ("The debt stands at 3 billion dirhams.", "debt", 3_000_000_000),
        ("They met 60 Bengali Muslim artisans.", "Bengali Muslim artisans", 60),
        ("About 25 000 families fled.", "families", 25_000),
        ("On May 12 300 families fled.", "families", 300),
    ],
)
def test_the_size_of_something_has_its_noun(text: str, noun: str, value: float) -> None:
    assert [(name, number) for number, _, name, _ in read(text)] == [(noun, value)]


def test_a_number_compared_has_the_noun_before_it() -> None:
    assert read("It heard 900 complaints, up from 640 in May.")[1] == (640, False, "complaints", "640")


@pytest.mark.parametrize(
    "text",
    [
        "Six out of ten voters stayed at home, and two thirds of it was dark.",
        "The number of people killed has reached 90.",
        "He masterminded the 1998 bombings and the 2004 elections.",
        "The curfew was extended for 30 more days.",
        "He faces three counts of murder and won by 6 wickets.",
        "The men were fined $300 and the fund paid $20 for each.",
    ],
)
def test_shares_tolls_years_and_mere_sums_are_no_figures(text: str) -> None:
    assert read(text) == []


def test_a_part_leaves_the_noun_to_the_whole() -> None:
    assert [(value, noun) for value, _, noun, _ in read("Only 9 of the region's 31 clinics are open.")] == [
        (31, "clinics")
    ]


@settings(max_examples=100, deadline=None)
@given(st.text())
def test_any_text_gives_cited_figures(text: str) -> None:
    for quantity in figures(text, 0, len(text)):
        assert text[quantity.start : quantity.end].strip()
