"""Stated quantities with the noun that they count."""

from __future__ import annotations

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


@settings(max_examples=100, deadline=None)
@given(st.text())
def test_any_text_gives_cited_figures(text: str) -> None:
    for quantity in figures(text, 0, len(text)):
        assert text[quantity.start : quantity.end].strip()
