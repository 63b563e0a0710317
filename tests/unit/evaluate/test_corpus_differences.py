"""The corpus's errors one by one, against what a person sees in two small reports; and against the figures."""

from __future__ import annotations

from collections import Counter
from typing import Any

import build
from dateline.evaluate.base import Document
from dateline.evaluate.corpus import Corpus
from dateline.evaluate.corpus.counts import tally
from dateline.evaluate.corpus.differences import differences
from dateline.evaluate.differences import Difference
from evaluate_corpus import GOLD, OURS, TEXT, argument, claim, day, event, number, place, reading

Json = dict[str, Any]


def kinds(found: list[Difference], field: str) -> list[str]:
    return [one.kind for one in found if one.field == field]


def one(found: list[Difference], field: str) -> Difference:
    (single,) = (each for each in found if each.field == field)
    return single


def test_every_value_of_two_reports() -> None:
    found = differences(GOLD, OURS)
    assert [(one.item, one.type, one.field, one.kind) for one in found] == [
        (1, "armed-assault", "event", "wrong type"),
        (1, "armed-assault", "argument", "right"),
        (1, "armed-assault", "who-says-so", "wrong"),
        (1, "armed-assault", "argument", "wrong span"),
        (1, "armed-assault", "argument", "missed"),
        (1, "armed-assault", "time", "right"),
        (1, "armed-assault", "place", "right"),
        (1, "armed-assault", "killed", "wrong"),
        (1, "armed-assault", "injured", "invented"),
        *((1, "armed-assault", field, "right") for field in ("salience", "modality", "polarity", "series")),
        (2, "protest", "event", "spurious"),
        (3, "arrest", "event", "right"),
        (3, "arrest", "argument", "missed"),
        (3, "arrest", "argument", "spurious"),
        (3, "arrest", "salience", "wrong"),
        *((3, "arrest", field, "right") for field in ("modality", "polarity", "series")),
        (4, "accusation", "event", "missed"),
        (5, "", "attribution", "right"),
        (5, "", "stance", "wrong"),
        (6, "", "attribution", "missed"),
    ]


def test_both_sides_and_their_words() -> None:
    found = differences(GOLD, OURS)
    wrong = found[0]
    assert (wrong.gold, wrong.ours) == ("armed-assault: “attacked”, “died”", "bombing: “died”")
    assert [TEXT[start:end] for start, end in wrong.gold_evidence] == ["attacked", "died"]
    assert [TEXT[start:end] for start, end in wrong.our_evidence] == ["died"]
    missed = found[4]
    assert (missed.gold, missed.ours, missed.our_evidence) == ("victim: Two traders", "", ())
    assert one(found, "killed").gold.startswith("2 ")
    assert one(found, "place").note == "33 km apart"


def test_the_errors_are_those_that_the_figures_count() -> None:
    counted = tally(GOLD, OURS)
    cells: Counter[tuple[str, str]] = Counter((one.field, one.kind) for one in differences(GOLD, OURS))
    assert cells["event", "right"] == counted["typed:right"]
    assert cells["argument", "right"] + cells["argument", "wrong span"] == counted["argument:right"]
    of_gold = ("right", "missed", "missed with its event", "wrong role", "wrong span")
    assert sum(cells["argument", kind] for kind in of_gold) == counted["argument:gold"]
    of_ours = ("right", "spurious", "spurious with its event", "wrong role", "wrong span")
    assert sum(cells["argument", kind] for kind in of_ours) == counted["argument:predicted"]
    assert cells["attribution", "missed"] == counted["attribution:gold"] - counted["attribution:right"]


def test_a_filler_under_another_role_is_one_error() -> None:
    gold = reading(event("armed-assault", "attacked", arguments=[argument("target", "a market")]))
    ours = reading(event("armed-assault", "attacked", arguments=[argument("victim", "a market in Harla")]))
    wrong = one(differences(gold, ours), "argument")
    assert (wrong.kind, wrong.gold, wrong.ours) == ("wrong role", "target: a market", "victim: a market in Harla")


def test_arguments_go_with_their_event() -> None:
    with_one = reading(event("arrest", "detained", arguments=[argument("target", "a man")]))
    assert kinds(differences(with_one, reading()), "argument") == ["missed with its event"]
    assert kinds(differences(reading(), with_one), "argument") == ["spurious with its event"]


def test_an_event_told_twice_names_the_one_it_shares_words_with() -> None:
    gold = reading(event("armed-assault", "attacked", "died"))
    ours = reading(event("armed-assault", "attacked"), event("killing", "died"))
    right, spurious = (each for each in differences(gold, ours) if each.field == "event")
    assert (right.kind, spurious.kind) == ("right", "spurious")
    assert "armed-assault: “attacked”, “died”" in spurious.note


def test_silence_on_both_sides_and_what_is_not_scored_are_no_difference() -> None:
    gold = reading(event("killing", "died", casualties={"killed": number(None), "injured": None}, time=day(None)))
    ours = reading(event("killing", "died", casualties={"killed": number(3), "injured": None}))
    assert {each.field for each in differences(gold, ours)} == {"event", "salience", "modality", "polarity", "series"}


def test_values_of_each_kind() -> None:
    for gold, ours, kind in (
        (day("2021-05-02"), day("2021-05-03"), "wrong"),
        (day("2021-05-02"), None, "missed"),
        (None, day("2021-05-02"), "invented"),
    ):
        found = differences(
            reading(event("arrest", "detained", time=gold)), reading(event("arrest", "detained", time=ours))
        )
        assert one(found, "time").kind == kind
    far = reading(event("arrest", "detained", place=place(9.0, 42.0)))
    near = reading(event("arrest", "detained", place=place(10.0, 42.0)))
    assert (one(differences(far, near), "place").kind, one(differences(far, near), "place").note) == (
        "wrong", "111 km apart",
    )  # fmt: skip


def test_a_claim_has_the_type_of_what_it_speaks_of() -> None:
    gold = reading(
        event("accusation", "blamed", id="e1"), claims=(claim("The mayor", "rebels", "accuses") | {"events": ["e1"]},)
    )
    assert one(differences(gold, reading()), "attribution").type == "accusation"


def test_a_reading_beside_itself_differs_in_nothing() -> None:
    own = build.reading().to_dict()
    found = Corpus().errors(Document(id="r-1", text=build.TEXT, gold=own), own)
    assert {each.kind for each in found} == {"right"}
    assert len(found) > 60
