from __future__ import annotations

import pytest

from build import BAGHDAD, MOSUL, THE_NORTH, reading, span
from dateline.render import phrases, view
from dateline.schema.reading import Count, Time

WORDS = span("many", "many")


@pytest.mark.parametrize(
    ("low", "best", "high", "words"),
    [
        (0, 0, 0, "none"),
        (7, 7, 7, "7"),
        (3, 3, None, "at least 3"),
        (3, 3, 5, "3 (3 to 5)"),
        (None, 12, 12, "up to 12"),
        (None, None, 12, "up to 12"),
        (None, 1500, None, "about 1,500"),
        (200, None, None, "at least 200"),
        (10, None, 20, "10 to 20"),
        (None, None, None, "many"),
    ],
)
def test_counts(low: int | None, best: int | None, high: int | None, words: str) -> None:
    assert phrases.count(Count(low=low, best=best, high=high, stated="many", evidence=(WORDS,))) == words


@pytest.mark.parametrize(
    ("start", "end", "granularity", "open_", "words"),
    [
        ("2023-06-12", "2023-06-12", "day", False, "12 June 2023"),
        ("2023-06-05", "2023-06-11", "week", False, "5 to 11 June 2023"),
        ("2023-05-29", "2023-06-04", "week", False, "29 May to 4 June 2023"),
        ("2022-12-26", "2023-01-01", "week", False, "26 December 2022 to 1 January 2023"),
        ("2021-03-01", "2021-03-31", "month", False, "March 2021"),
        ("2019-01-01", "2019-12-31", "year", False, "2019"),
        ("1980-01-01", "1989-12-31", "decade", False, "1980s"),
        ("2014-01-01", "2023-06-14", "year", True, "since 2014"),
        ("2014-02-03", "2023-06-14", "day", True, "since 3 February 2014"),
        ("2023-06-12T21:30", "2023-06-12T21:30", "minute", False, "12 June 2023, 21:30"),
        (None, None, "unknown", False, "“many”, no date given"),
        (None, "2023-06-12", "day", False, "“many”, 12 June 2023 at the latest"),
        ("2023-06-12", None, "day", False, "from 12 June 2023"),
        ("not a day", "not a day", "day", False, "not a day"),
        ("2023-13-40", "2023-13-40", "day", False, "2023-13-40"),
    ],
)
def test_times(start: str | None, end: str | None, granularity: str, open_: bool, words: str) -> None:
    value = Time.model_validate(
        {
            "evidence": [WORDS], "type": "DATE", "value": None, "start": start, "end": end, "open": open_,
            "granularity": granularity,
        }
    )  # fmt: skip
    assert phrases.time(value) == words


def test_places() -> None:
    assert phrases.place(MOSUL) == "Mosul, Nineveh, IQ"
    assert phrases.place_note(MOSUL) == "near, within 15 km"
    assert phrases.place_note(BAGHDAD) == "stands for a government"
    assert phrases.place(THE_NORTH) == "the north"
    assert phrases.place_note(THE_NORTH) == "not in the gazetteer"


def test_main_events_come_first_and_each_salience_keeps_its_order() -> None:
    assert [item.event.id for item in view.events(reading())] == ["e1", "e2", "e3", "e6", "e7", "e4", "e5", "e8", "e9"]


def test_who_says_so_is_told_with_every_event() -> None:
    first = view.events(reading())[0]
    assert [(field.label, field.value) for field in first.says] == [
        ("says", "the Iraqi army"),
        ("accuses", "Col. Hassan Jaber"),
        ("says", "A hospital official in Mosul"),
    ]


def test_what_belongs_to_no_event() -> None:
    found = [(field.kind, field.value) for field in view.others(reading())]
    assert found == [("figure", "about 900"), ("metonym", "Baghdad, IQ"), ("metonym", "Ankara, TR")]


@pytest.mark.parametrize(
    ("text", "word", "sentence"),
    [
        ("One fell. Two fled. Three hid.", "fled", "Two fled."),
        ("The U.S. Army said Col. Day fired. He left.", "fired", "The U.S. Army said Col. Day fired."),
        ("A headline without a stop\n\nThe text began.", "headline", "A headline without a stop"),
        ("“They ran.” Then it burned.", "burned", "Then it burned."),
        ("Only one", "one", "Only one"),
    ],
)
def test_the_sentence_around_words(text: str, word: str, sentence: str) -> None:
    start, end = view.sentence(text, span(text, word))
    assert text[start:end] == sentence


def test_a_sentence_never_grows_without_end() -> None:
    text = "a" * 50_000 + " struck " + "b" * 50_000
    start, end = view.sentence(text, span(text, "struck"))
    assert end - start < 2000
