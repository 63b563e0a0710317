"""Tolls told beside others: parts of a group, more of them, and those of whom only some died."""

import pytest

from dateline.normalise.count import Toll, tolls


def told(text: str) -> list[tuple[str, int | None, str]]:
    return [(toll.kind, toll.count.best, toll.count.stated) for toll in tolls(text, 0, len(text))]


def only(text: str) -> Toll:
    (toll,) = tolls(text, 0, len(text))
    return toll


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Five dancers were shot, one of them fatally.",
            [("injured", 4, "Five dancers"), ("killed", 1, "one of them")],
        ),
        ("Two cooks were stabbed, none fatally, in Arda.", [("injured", 2, "Two cooks"), ("killed", 0, "none")]),
        ("Two were fatally shot.", [("killed", 2, "Two")]),
        ("The guard fatally wounded three men.", [("killed", 3, "three men")]),
    ],
)
def test_who_is_struck_fatally_is_killed_and_the_rest_injured(
    text: str, expected: list[tuple[str, int | None, str]]
) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Seven nurses were treated for burns.",
        "Seven nurses are still being treated.",
        "Seven nurses were treated at the hospital.",
        "Seven nurses have been hospitalised.",
    ],
)
def test_people_in_care_are_injured_and_may_be_some_of_them(text: str) -> None:
    toll = only(text)
    assert (toll.kind, toll.count.best, toll.more) == ("injured", 7, True)


@pytest.mark.parametrize("text", ["Seven nurses were treated for shock.", "Seven nurses were treated to lunch."])
def test_treated_alone_tells_no_wound(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The dead included a baker and his son.", "killed"),
        ("Among the wounded were two clerks and a judge.", "injured"),
        ("The wounded include three sailors.", "injured"),
    ],
)
def test_who_is_said_to_be_among_the_harmed_is_a_part(text: str, kind: str) -> None:
    toll = only(text)
    assert (toll.kind, toll.part) == (kind, True)


@pytest.mark.parametrize("text", ["The tour included two clerks.", "Among the guests were two clerks."])
def test_who_is_among_others_is_no_part_of_the_harmed(text: str) -> None:
    assert told(text) == []


def test_killing_or_wounding_some_tells_neither() -> None:
    assert told("Shells fell on Arda, killing or wounding some 40 people.") == []
    assert [kind for kind, *_ in told("killing three people and wounding nine")] == ["killed", "injured"]


def test_nobody_else_is_said_beside_those_told_before() -> None:
    toll = only("No one else was hurt.")
    assert (toll.count.best, toll.count.stated, toll.more) == (0, "No one else", True)


@pytest.mark.parametrize(
    ("text", "added"),
    [
        ("One clerk died there and two others died on the way.", [False, True]),
        ("One clerk died there and three sailors were killed.", [False, False]),
        ("Seventy have died, and the raids killed more than 20.", [False, False]),
        ("Five rebels were also killed.", [True]),
        ("Five rebels were killed.", [False]),
    ],
)
def test_others_of_one_kind_are_added(text: str, added: list[bool]) -> None:
    assert [toll.added for toll in tolls(text, 0, len(text))] == added


@pytest.mark.parametrize("person", ["a hotel security guard", "a bomb disposal technician", "an Iraqi aid worker"])
def test_a_person_described_by_a_thing_or_country_is_one(person: str) -> None:
    assert told(f"It killed {person}.") == [("killed", 1, person)]


def test_a_thing_that_does_something_to_somebody_is_no_person() -> None:
    assert told("A bomb killed a guard.") == [("killed", 1, "a guard")]
