"""Counts of phrases, by the coding notes for bounds."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.normalise.count import count_at, count_named
from dateline.schema.span import Span

Limits = tuple[int | None, int | None, int | None]


def limits(text: str, phrase: str | None = None, *, person: bool = False) -> Limits | None:
    start = 0 if phrase is None else text.index(phrase)
    count = count_at(text, start, start + len(phrase or text), person=person)
    return None if count is None else (count.low, count.best, count.high)


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("12 people", (12, 12, 12)),
        ("twelve villagers", (12, 12, 12)),
        ("twenty-three farmers", (23, 23, 23)),
        ("one hundred and five miners", (105, 105, 105)),
        ("two thousand three hundred refugees", (2300, 2300, 2300)),
        ("2,500 troops", (2500, 2500, 2500)),
        ("1.5 million people", (1_500_000, 1_500_000, 1_500_000)),
        ("1.5m people", (1_500_000, 1_500_000, 1_500_000)),
        ("1,2 million people", (1_200_000, 1_200_000, 1_200_000)),
        ("2.01 million people", (2_010_000, 2_010_000, 2_010_000)),
        ("some 1.000 people", (None, 1_000, None)),
        ("1.250.000 refugees", (1_250_000, 1_250_000, 1_250_000)),
        ("1.000 to 2.000 people", (1_000, None, 2_000)),
        ("1.500 million people", (1_500_000, 1_500_000, 1_500_000)),
        ("2 lakh people", (200_000, 200_000, 200_000)),
        ("half a million people", (500_000, 500_000, 500_000)),
        ("a half-dozen youths", (6, 6, 6)),
        ("a quarter of a million people", (250_000, 250_000, 250_000)),
        ("three and a half million voters", (3_500_000, 3_500_000, 3_500_000)),
        ("a million and a half voters", (1_500_000, 1_500_000, 1_500_000)),
        ("2.5 to 3 million voters", (2_500_000, None, 3_000_000)),
        ("1.2-1.4 million voters", (1_200_000, None, 1_400_000)),
        ("a couple of hundred youths", (200, 200, 200)),
        ("many thousand people", (2_000, None, None)),
        ("the last few hundred fighters", (200, None, None)),
        ("12,50,000 families", (1_250_000, 1_250_000, 1_250_000)),
        ("35 000 refugees", (35_000, 35_000, 35_000)),
        ("1\u00a0250\u00a0000 refugees", (1_250_000, 1_250_000, 1_250_000)),
        ("40’000 refugees", (40_000, 40_000, 40_000)),
        ("north of 300 men", (300, 300, None)),
        ("more or less 40 men", (None, 40, None)),
        ("barely 40 men", (None, 40, None)),
        ("upto 40 men", (None, 40, 40)),
        ("40 men at most", (None, 40, 40)),
        ("40 men or more", (40, 40, None)),
        ("a 40-strong gang", (40, 40, 40)),
        ("a nearly 9,000-strong crowd", (None, 9_000, None)),
        ("the twenty-five-member delegation", (25, 25, 25)),
        ("a battalion of 600", (600, 600, 600)),
        ("at least 12 people", (12, 12, None)),
        ("more than a dozen suspects", (12, 12, None)),
        ("no fewer than 40 homes", (40, 40, None)),
        ("over 50 workers", (50, 50, None)),
        ("100 or more guests", (100, 100, None)),
        ("up to 30 guests", (None, 30, 30)),
        ("as many as 16 people", (None, 16, 16)),
        ("about 60 nationals", (None, 60, None)),
        ("nearly 100 people", (None, 100, None)),
        ("some 260 others", (None, 260, None)),
        ("around a dozen men", (None, 12, None)),
        ("fewer than 20 fighters", (None, None, 20)),
        ("~30 people", (None, 30, None)),
        ("≈ 30 people", (None, 30, None)),
        (">30 people", (30, 30, None)),
        ("≥ 12 people", (12, 12, None)),
        (">= 12 people", (12, 12, None)),
        ("<20 people", (None, None, 20)),
        ("≤ 20 people", (None, 20, 20)),
        ("between 10 and 12 people", (10, None, 12)),
        ("50 to 70 people", (50, None, 70)),
        ("12 or 13 people", (12, None, 13)),
        ("13 or 12 people", (12, None, 13)),
        ("two or three hundred people", (200, None, 300)),
        ("one to two dozen men", (12, None, 24)),
        ("900 to one thousand people", (900, None, 1_000)),
        ("at least 12 or 13 people", (12, None, None)),
        ("up to 12 or 13 people", (None, None, 13)),
        ("2000 or 2500 people", (2_000, None, 2_500)),
        ("20-30,000 marchers", (20_000, None, 30_000)),
        ("dozens of women", (24, None, None)),
        ("scores of people", (40, None, None)),
        ("hundreds of fans", (200, None, None)),
        ("thousands", (2000, None, None)),
        ("tens of thousands of protesters", (20_000, None, None)),
        ("several guards", (3, None, None)),
        ("several dozen guards", (36, None, None)),
        ("no injuries", (0, 0, 0)),
        ("nobody", (0, 0, 0)),
        ("no one", (0, 0, 0)),
        ("none", (0, 0, 0)),
        ("a child", (1, 1, 1)),
        ("an officer", (1, 1, 1)),
        ("one soldier", (1, 1, 1)),
        ("another device", (1, 1, 1)),
        ("a 12-year-old boy", (1, 1, 1)),
        ("another 12 people", (12, 12, 12)),
        ("two Grad rockets", (2, 2, 2)),
        ("a couple of shells", (2, 2, 2)),
        ("half a dozen mines", (6, 6, 6)),
        ("two dozen hostages", (24, 24, 24)),
        ("both", (2, 2, 2)),
        ("both men", (2, 2, 2)),
        ("a group of 20 men with sticks", (20, 20, 20)),
        ("the bodies of four men", (4, 4, 4)),
        ("the country's two top leaders", (2, 2, 2)),
        ("two soldiers and a civilian", (3, 3, 3)),
        ("four army and police officers", (4, 4, 4)),
        ("about 800 men and boys", (None, 800, None)),
        ("six children and their grandmother", (7, 7, 7)),
        ("SIX PRIESTS", (6, 6, 6)),
        ("a hundred and fifty people", (150, 150, 150)),
        ("at least a hundred and two people", (102, 102, None)),
        ("a thousand and twenty people", (1_020, 1_020, 1_020)),
        ("a hundred people", (100, 100, 100)),
        ("a dozen", (12, 12, 12)),
        ("at least 12, possibly 15, people", (12, 12, 15)),
        ("12, perhaps 15 people", (12, 12, 15)),
    ],
)
def test_reads_the_number_that_a_phrase_tells(phrase: str, expected: Limits) -> None:
    assert limits(phrase) == expected


@pytest.mark.parametrize(
    "phrase",
    [
        "soldiers",
        "rockets",
        "a group of gunmen",
        "a crowd",
        "the M-16 rifles",
        "the G-7 ministers",
        "Boeing 737 jets",
        "Article 5",
        "Flight 370",
        "12 percent of voters",
        "12 per cent",
        "$5 million",
        "20 dollars",
        "the 5th division",
        "10 September",
        "September 10",
        "2014",
        "two days",
        "two or three days",
        "in 2014 or 2015",
        "12 or 25 percent of voters",
        "boys aged 12 or 13",
        "1.234",
        "1.234 percent",
        "0,500 people",
        "0123 million people",
        "1.500 to 2 million people",
        "a five-member commission",
        "9:30",
        "the age of 16",
        "as young as 12",
        "15 km",
        "the army",
        "reports",
        "no longer",
        "up to dozens of men",
        "",
        " , ",
    ],
)
def test_what_is_no_count_stays_null(phrase: str) -> None:
    assert limits(phrase) is None


def test_modifiers_directly_before_the_phrase_belong_to_it() -> None:
    text = "The blast killed at least 12 people near the gate."
    count = count_at(text, text.index("12"), text.index(" near"))
    assert count is not None
    assert (count.low, count.best, count.high) == (12, 12, None)
    assert count.stated == "at least 12 people"
    assert text[count.evidence[0].start : count.evidence[0].end] == "at least 12 people"


@pytest.mark.parametrize(
    "phrase", ["the soldier", "Sgt Anna Moe", "Judge Ines Calder", "Ines Calder", "JUDGE INES CALDER", "a man"]
)
def test_a_person_is_one_where_the_caller_knows_that_it_is_a_person(phrase: str) -> None:
    assert limits(phrase, person=True) == (1, 1, 1)


@pytest.mark.parametrize("phrase", ["the soldier", "Ines Calder"])
def test_a_definite_phrase_tells_no_number_otherwise(phrase: str) -> None:
    assert limits(phrase) is None


@pytest.mark.parametrize(
    "phrase",
    [
        *("the rebels", "Northern Army", "National Police", "the people", "FMLN", "every man", "Monday", "December"),
        *("They", "All", "Many", "Most", "Some", "Those", "Each", "We", "Who", "Neither", "Our fighters"),
    ],
)
def test_bodies_and_plurals_are_no_person(phrase: str) -> None:
    assert limits(phrase, person=True) is None


def test_two_conjoined_names_are_two() -> None:
    assert limits("Ines Calder and Rui Tavar", person=True) == (2, 2, 2)
    assert limits("reporters Ines Calder and Rui Tavar", person=True) == (2, 2, 2)


def test_a_shared_article_counts_one_each_and_a_plural_after_it_tells_no_number() -> None:
    assert limits("a man and woman", person=True) == (2, 2, 2)
    assert limits("a man and women", person=True) is None


def test_an_apposition_is_not_a_second_person() -> None:
    assert limits("Ines Calder, a judge from Orsk", person=True) == (1, 1, 1)


def test_named_victims_are_counted_with_the_names_as_evidence() -> None:
    text = "The strike killed Ines Calder and Rui Tavar."
    spans = [Span.of(text, text.index(name), text.index(name) + len(name)) for name in ("Ines Calder", "Rui Tavar")]
    count = count_named(spans)
    assert count is not None
    assert (count.low, count.best, count.high) == (2, 2, 2)
    assert count.stated == "Ines Calder, Rui Tavar"
    assert count.evidence == tuple(spans)
    assert count_named([]) is None


_SCRAPS = st.sampled_from(
    "12 , and or at least more than hundred million dozen - of killed no one a the . ٣ ½ 999999999999999999 "
    "between to up some people soldiers Ines \u200b \ud800 ' wounded toll".split(" ")
)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(), st.lists(_SCRAPS, max_size=60).map(" ".join)), st.booleans())
def test_any_text_gives_a_cited_count_or_none(text: str, person: bool) -> None:
    count = count_at(text, 0, len(text), person=person)
    if count is not None:
        span = count.evidence[0]
        assert text[span.start : span.end] == span.text == count.stated
        known = [value for value in (count.low, count.best, count.high) if value is not None]
        assert known
        assert known == sorted(known)
