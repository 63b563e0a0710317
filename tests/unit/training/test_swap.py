"""Names that are swapped for others of their kind, with the spans that hold them."""

import csv
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from training.datasets import Example, TrainArgument, TrainEvent
from training.datasets.own import load
from training.datasets.swap import swapped

from dateline.normalise.actor_lexicon import lines_of

TEXT = "Soldiers from Chad killed two Chadians in Kano on Monday. KANO was calm on Tuesday. The Kanos of Lima left."


def _example(*words: str) -> Example:
    spans = tuple((TEXT.index(each), TEXT.index(each) + len(each)) for each in words)
    event = TrainEvent(spans, {}, (TrainArgument("place", spans),))
    return Example("one", "corpus", TEXT, spans={"trigger": spans}, events=(event,))


def _swapped(example: Example) -> Example:
    """By the first seed that swaps the name of the town."""
    return next(found for seed in range(99) if "Kano " not in (found := swapped(example, random.Random(seed))).text)


def test_a_name_is_swapped_everywhere_and_words_that_only_hold_it_stay() -> None:
    text = _swapped(_example("killed")).text
    town = text.split(" in ")[1].split(" on ")[0]
    assert f"{town.upper()} was calm" in text
    assert "The Kanos of" in text


def test_a_country_and_its_people_go_together() -> None:
    people = {row["name"]: row["demonyms"].split("|")[0] for row in csv.DictReader(lines_of("countries.csv"))}
    told = {
        swapped(_example("killed"), random.Random(seed)).text.removeprefix("Soldiers from ").split(" in ")[0]
        for seed in range(20)
    }
    assert len(told) > 10
    assert all(people[each.split(" killed two ")[0]] in each.split(" killed two ")[1] for each in told)


def test_spans_move_with_their_words() -> None:
    found = _swapped(_example("Chad", "killed two Chadians in Kano", "calm"))
    country, phrase, calm = (found.text[a:b] for a, b in found.spans["trigger"])
    assert found.text.startswith(f"Soldiers from {country} killed")
    assert phrase.startswith("killed two ")
    assert found.text[found.text.index(phrase) + len(phrase) :].startswith(" on ")
    assert calm == "calm"
    assert found.events[0].triggers == found.events[0].arguments[0].spans == found.spans["trigger"]


@given(st.integers(0, 2**31))
def test_spans_without_a_name_keep_their_words(seed: int) -> None:
    words = ("Soldiers", "killed two", "was calm", "The Kanos of")
    found = swapped(_example(*words), random.Random(seed))
    assert [found.text[a:b] for a, b in found.spans["trigger"]] == list(words)


@pytest.mark.parametrize("example", list(load()), ids=lambda example: example.docid)
def test_our_reports_keep_as_many_spans(example: Example) -> None:
    found = swapped(example, random.Random(1))
    assert [len(event.triggers) for event in found.events] == [len(event.triggers) for event in example.events]
    assert all(0 <= a < b <= len(found.text) for spans in found.spans.values() for a, b in spans)
