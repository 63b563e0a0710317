"""What a person selects is read by the same calendar, gazetteer, list of actors and counting as in reading."""

from __future__ import annotations

from typing import Any

import pytest

from build import bare, event, span
from dateline.errors import DataError
from dateline.review.corrections import SetConfidence, SetFiller, SetPlace, SetTime, SetToll, SetTrigger, SetType
from dateline.review.selecting import Selector, Words

TEXT = (
    "Three rockets fired by the Islamic State hit a market in Kirkuk, Iraq, on Friday, killing at least four people, "
    "officials said. Two soldiers were found near Zhubrakh."
)
READING = bare(TEXT, event("e1", "shelling", span(TEXT, "hit")), published="2024-09-16", published_from="meta")
SELECTOR = Selector.bundled()


def at(words: str) -> Words:
    start = TEXT.index(words)
    return Words(start, start + len(words))


def select(field: str, *words: str, value: Any = None, replaces: tuple[str, ...] = ()) -> Any:
    ranges, gone = [at(each) for each in words], [at(each) for each in replaces]
    return SELECTOR.select(READING, field, ranges, value, replaces=gone)


def test_a_weekday_is_counted_from_publication() -> None:
    made = select("time", "Friday")
    assert isinstance(made, SetTime)
    assert made.value is not None
    assert (made.value.start, made.value.end, made.value.anchor) == ("2024-09-13", "2024-09-13", "published")
    assert made.value.evidence == (span(TEXT, "Friday"),)
    assert made.stated is False


def test_a_name_is_looked_up_in_the_gazetteer() -> None:
    made = select("place", "Kirkuk")
    assert isinstance(made, SetPlace)
    assert made.value is not None
    assert (made.value.name, made.value.country, made.value.literal) == ("Kirkuk", "IQ", True)
    assert made.value.lat == pytest.approx(35.47, abs=0.1)
    assert made.value.gazetteer_id is not None


def test_a_filler_is_looked_up_in_the_list_of_actors() -> None:
    made = select("actor", "the Islamic State", replaces=("rockets",))
    assert isinstance(made, SetFiller)
    assert made.value is not None
    assert made.value.entity is not None
    assert (made.value.entity.kind, made.value.confidence, made.value.score) == ("armed-group", "fact", 1.0)
    assert made.replaces == (span(TEXT, "rockets"),)
    victims = select("victim", "Two soldiers")
    assert victims.value.count.best == 2
    assert select("target", "a market").value.confidence is None


def test_a_number_is_counted_as_in_reading() -> None:
    made = select("killed", "four people")
    assert isinstance(made, SetToll)
    assert made.value is not None
    assert (made.value.low, made.value.best, made.value.high) == (4, 4, None)


def test_a_value_may_be_stated_for_the_words() -> None:
    day = select("time", "officials said", value={"start": "2024-09-12"})
    assert (day.value.start, day.value.end, day.value.granularity) == ("2024-09-12", "2024-09-12", "day")
    assert day.stated is True
    place = select("place", "Zhubrakh", value={"lat": 35.1, "lon": 44.2, "country": "IQ", "precision": "near"})
    assert (place.value.name, place.value.lat, place.stated) == ("Zhubrakh", 35.1, True)
    killed = select("killed", "four people", value={"best": 5})
    assert (killed.value.low, killed.value.best, killed.value.stated) == (None, 5, "four people")
    actor = select("actor", "officials", value={"name": "Kirkuk police", "kind": "police", "confidence": "possible"})
    assert (actor.value.entity.name, actor.value.confidence, actor.stated) == ("Kirkuk police", "possible", True)


def test_labels_cite_the_words_that_are_named() -> None:
    made = select("type", "rockets", value="shelling")
    assert isinstance(made, SetType)
    assert made.cited == (span(TEXT, "rockets"),)
    trigger = select("trigger", "fired")
    assert isinstance(trigger, SetTrigger)
    assert trigger.value == span(TEXT, "fired")
    sure = select("confidence", "officials said", value="accused-by-authorities", replaces=("the Islamic State",))
    assert isinstance(sure, SetConfidence)
    assert sure.sentence() == "confidence is accused-by-authorities for the Islamic State (“officials said”)"


def test_null_is_a_decision() -> None:
    for field in ("time", "place", "killed"):
        made = select(field)
        assert (made.value, made.emptied) == (None, True)
        assert made.sentence() == f"{field} is nothing"
    assert select("actor", replaces=("the Islamic State",)).sentence() == "actor is without “the Islamic State”"


@pytest.mark.parametrize(
    ("field", "words", "value", "said"),
    [
        ("weather", ("Friday",), None, "no field"),
        ("time", ("market",), None, "tells no time"),
        ("place", ("Zhubrakh",), None, "no place is known"),
        ("killed", ("market",), None, "tells no number"),
        ("time", (), {"start": "2024-09-12"}, "select the words"),
        ("trigger", (), None, "select the words"),
        ("place", ("Kirkuk",), {"lat": "north"}, "lat"),
        ("place", ("Kirkuk",), 7, "no object of the record"),
        ("killed", ("four people",), {"best": "many"}, "best"),
        ("type", ("Friday",), None, "value"),
        ("actor", ("officials",), {"kind": "goblin"}, "kind"),
        ("time", ("Friday",), {"start": 7}, "value"),
        ("time", ("Friday",), {"start": "Friday"}, "no ISO date"),
        ("time", ("Friday",), {"start": "2024-09-12", "end": "2024-09-11"}, "ends before"),
        ("place", ("Kirkuk",), {"lat": 91, "lon": 0}, "no point on the globe"),
        ("place", ("Kirkuk",), {"lat": 35.1}, "both lat and lon"),
        ("place", ("Kirkuk",), {"lat": 35.1, "lon": 44.2, "literal": False}, "stands for a government"),
        ("place", ("Kirkuk",), {"lat": 35.1, "lon": 44.2, "score": float("nan")}, "no probability"),
        ("killed", ("four people",), {"best": -1}, "no number"),
        ("killed", ("four people",), {"low": 5, "best": 4}, "not in order"),
    ],
)
def test_what_cannot_be_set(field: str, words: tuple[str, ...], value: Any, said: str) -> None:
    with pytest.raises(DataError, match=said):
        select(field, *words, value=value)


def test_words_outside_the_text() -> None:
    for wrong in (Words(-1, 3), Words(3, 3), Words(0, len(TEXT) + 1)):
        with pytest.raises(DataError, match="no words from"):
            SELECTOR.select(READING, "time", [wrong])


def test_an_event_that_was_missed() -> None:
    made = SELECTOR.event(READING, "killing", at("found"), salience="related")
    assert (made.type, made.trigger.text, made.salience, made.polarity) == ("killing", "found", "related", "positive")
    with pytest.raises(DataError, match="salience"):
        SELECTOR.event(READING, "killing", at("found"), salience="huge")
    with pytest.raises(DataError, match="killing"):
        SELECTOR.event(READING, "kiling", at("found"))
