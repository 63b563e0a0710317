"""A report of a shooting as one record: which events it is, and what of them is right."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import build
from dateline.evaluate.base import Document
from dateline.evaluate.gvdb import GunViolenceDatabase, plain_city, plain_person, same_person, victims
from dateline.evaluate.scores import Scores
from dateline.schema.draft import Draft
from dateline.schema.reading import Argument, Casualties, Entity, Event, Place, Reading

TEXT = (
    "Deputy Ana M. Ruiz and a boy were shot with pistols near St. Tarn on 1 May. Ruiz died. Kim Doe was charged. "
    "In March two men were killed in Dorra."
)


def at(words: str) -> Any:
    return build.span(TEXT, words)


def person(words: str, *more: str) -> Argument:
    return build.argument(
        "victim", at(words), *(at(each) for each in more), entity=Entity(name=words, kind="person"), score=0.9
    )


def shooting(**more: Any) -> Event:
    fields: dict[str, Any] = {
        "time": build.day(at("1 May"), "2016-05-01"),
        "place": Place(evidence=(at("St. Tarn"),), name="Saint Tarn", precision="near"),
        "casualties": Casualties(killed=build.count(1, 1, 1, at("Ruiz died")), injured=None),
        "arguments": (
            person("Deputy Ana M. Ruiz and a boy", "Ruiz"),
            build.argument("instrument", at("pistols"), score=0.8),
        ),
    }
    return build.event("e1", "armed-assault", at("shot"), **(fields | more))


OTHERS = (
    build.event("e2", "trial", at("charged")),
    build.event(
        "e3", "killing", at("killed"), salience="background",
        time=build.day(at("March"), "2016-03-01", end="2016-03-31"),
        casualties=Casualties(killed=build.count(2, 2, 2, at("two men"))),
    ),
)  # fmt: skip

GOLD: dict[str, Any] = {
    "docid": "a", "text": TEXT, "title": "Two shot", "date": "2016-5-1", "city": {"text": "ST. TARN "},
    "weapon": {"text": "two pistols and a rifle"},
    "victims": [{"name": {"text": "Ana Ruiz"}, "outcome": ["killed", "hospitalized"]},
                {"name": {"text": "Jo Poe"}, "outcome": ["hospitalized"]}],
}  # fmt: skip


def scored(reading: Reading, **gold: Any) -> Scores:
    benchmark = GunViolenceDatabase()
    row = json.loads(json.dumps(benchmark.predictions("a", reading, Draft(model="by-hand@0"))))
    assert row["report"]["source_id"] == "a"
    return benchmark.score([Document(id="a", text=TEXT, gold=GOLD | gold)], {"a": row})


def test_figures_are_those_that_a_person_computes() -> None:
    figures = scored(build.bare(TEXT, shooting(), *OTHERS))
    assert figures["date F1"].value == figures["city F1"].value == figures["weapon F1"].value == 100.0
    assert figures["victim name F1"].value == 66.67  # Ruiz, of two in gold and one of ours
    assert (figures["victim name precision"].value, figures["victim name recall"].value) == (100.0, 50.0)
    assert figures["killed accuracy"].value == 100.0
    assert figures["injured accuracy"].value == 0.0  # one in hospital, of whom the reading is silent
    assert figures["killed accuracy, where any were"].n == 1


def test_a_silent_reading_is_right_where_nobody_was_harmed() -> None:
    figures = scored(build.bare(TEXT, shooting(casualties=Casualties())), victims=[])
    assert (figures["killed accuracy"].value, figures["injured accuracy"].value) == (100.0, 100.0)
    assert figures["killed accuracy, where any were"].value is None


def test_what_gold_lacks_counts_against_precision() -> None:
    figures = scored(build.bare(TEXT, shooting()), city=None, weapon=None)
    assert (figures["city precision"].value, figures["city recall"].value) == (0.0, None)
    assert figures["weapon precision"].value == 0.0


def test_the_most_salient_violence_is_the_shooting() -> None:
    related = shooting(salience="related")
    assert scored(build.bare(TEXT, related, *OTHERS))["date F1"].value == 100.0
    unreal = shooting(modality="hypothetical")
    figures = scored(build.bare(TEXT, unreal, *OTHERS))
    assert (figures["date F1"].value, figures["date precision"].value) == (0.0, None)  # a month is no day
    assert figures["killed accuracy"].value == 0.0


def test_a_wide_place_is_no_city() -> None:
    wide = Place(evidence=(at("Dorra"),), name="Dorra", precision="province")
    town = Place(evidence=(at("St. Tarn"),), name="St. Tarn", precision="town")
    assert scored(build.bare(TEXT, shooting(place=wide)))["city precision"].value is None
    assert scored(build.bare(TEXT, shooting(place=wide, more_places=(town,))))["city F1"].value == 100.0


def test_one_toll_told_by_two_events_is_not_added() -> None:
    death = build.event(
        "e4", "killing", at("died"), casualties=Casualties(killed=build.count(1, 1, 1, at("Ruiz died")))
    )
    assert scored(build.bare(TEXT, shooting(), death))["killed accuracy"].value == 100.0


def test_names_are_those_of_people_each_once() -> None:
    told = shooting(arguments=(person("Ruiz"), person("a boy", "Deputy Ana M. Ruiz"), person("Kim Doe")))
    assert victims([told.model_dump(mode="json")]) == [("ana", "m", "ruiz"), ("kim", "doe")]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Officer Ana Ruiz", "ANA RUIZ", True),
        ("Ana M. Ruiz", "Ana Ruiz Jr.", True),
        ('Larry "Boxx" Doe', "Larry Doe", True),
        ("Ana De La Cruz-Ruiz,", "ana de la cruz ruiz", True),
        ("Ruiz", "Ana Ruiz", True),
        ("Ana Ruiz", "Bo Ruiz", False),
        ("Ana Ruiz", "Ana Doe", False),
        ("Ana", "Ana Ruiz", False),
        ("Jr.", "Ana Ruiz", False),
    ],
)
def test_names_of_one_person(one: str, other: str, same: bool) -> None:
    assert same_person(plain_person(one), plain_person(other)) is same


@pytest.mark.parametrize(
    ("one", "other"), [("ST. TARN ", "Saint Tarn"), ("City of Dorra", "dorra"), ("Winston-Salem", "Winston Salem,")]
)
def test_names_of_one_city(one: str, other: str) -> None:
    assert plain_city(one) == plain_city(other)


def test_nothing_of_the_gold_is_stated_but_the_title(tmp_path: Path) -> None:
    (tmp_path / "dev.jsonl").write_text(json.dumps(GOLD), encoding="utf-8")
    (one,) = GunViolenceDatabase().load(tmp_path)
    assert (one.headline, one.published, one.outlet, dict(one.given)) == ("Two shot", None, None, {})
