"""When an event happened, chosen among the times that its arguments tell."""

from __future__ import annotations

import pytest

from dateline.assemble.assemble import assemble
from drafts import context, trigger


@pytest.mark.parametrize(
    ("text", "words", "start"),
    [
        ("A bomb exploded in Mosul on Friday. On 4 May 2021, men had killed 21 there.", "on Friday", None),
        ("A bomb exploded in Mosul on Friday. It was 7 May 2021.", "on Friday", "2021-05-07"),
        ("A bomb exploded in Mosul within hours. It was 7 May 2021.", "hours", "2021-05-07"),
        ("A bomb exploded in Mosul as on Fridays before. On 4 May 2021 it was.", "Fridays", "2021-05-04"),
    ],
)
def test_without_publication_another_sentence_dates_no_event_that_has_a_day_of_its_own(
    text: str, words: str, start: str | None
) -> None:
    day = "4 May 2021" if "4 May" in text else "7 May 2021"
    bomb = trigger(text, "exploded", "bombing", ("time", words), ("time", day))
    (event,) = assemble(context(text, [bomb], published=None)).events
    assert event.time is not None
    assert event.time.start == start


def test_of_an_events_times_one_with_far_more_behind_it_goes_before_one_that_tells_more() -> None:
    text = "A bomb exploded on Friday in Mosul, where one of 4 May 2021 killed ten."
    bomb = trigger(text, "exploded", "bombing", ("time", "Friday"), ("time", "4 May 2021"))
    for score, start in ((0.25, None), (0.8, "2021-05-04")):
        other = bomb.arguments[1].model_copy(update={"score": score})
        asked = bomb.model_copy(update={"arguments": (bomb.arguments[0], other)})
        (event,) = assemble(context(text, [asked], published=None)).events
        assert event.time is not None
        assert event.time.start == start


@pytest.mark.parametrize(
    ("text", "words", "told"),
    [
        ("A curfew was imposed until 6 a.m. on Tuesday.", "6 a.m. on Tuesday", False),
        ("The curfew of Mosul ran till late on Tuesday.", "late on Tuesday", False),
        ("Mosul had a curfew by Tuesday.", "Tuesday", False),
        ("A curfew was imposed by Tuesday's council.", "Tuesday", True),
        ("A curfew was imposed on Tuesday until further notice.", "Tuesday", True),
        ("A curfew was imposed from Monday until Tuesday.", "Monday until Tuesday", True),
    ],
)
def test_when_something_ended_is_not_when_it_was(text: str, words: str, told: bool) -> None:
    (event,) = assemble(context(text, [trigger(text, "curfew", "crackdown", ("time", words))])).events
    assert (event.time is not None) == told


@pytest.mark.parametrize(
    ("text", "words", "event_type", "start", "end"),
    [
        (
            "It was the worst since 4 May 2021, when men attacked.",
            "attacked",
            "armed-assault",
            "2021-05-04",
            "2021-05-04",
        ),
        (
            "It was the worst since May 2021, when men attacked.",
            "attacked",
            "armed-assault",
            "2021-05-01",
            "2021-05-31",
        ),
        ("It was the worst since 2021, when men attacked.", "attacked", "armed-assault", "2021-01-01", "2021-12-31"),
        ("It was quiet since last week's bloody attack.", "attack", "armed-assault", "2025-03-03", "2025-03-09"),
        ("It was the worst attack since 4 May 2021.", "attack", "armed-assault", None, None),
        ("Those who have ruled since 2021 accused her.", "accused", "accusation", "2021-01-01", "2025-03-14"),
        ("Those who have ruled since 2021 in Mosul accused her.", "accused", "accusation", None, None),
        ("The curfew has held since 4 May 2021.", "curfew", "crackdown", "2021-05-04", "2025-03-14"),
        ("The war has lasted since 2021, when men came.", "war", "armed-clash", "2021-01-01", "2025-03-14"),
        ("The attack of 4 May 2021 was the worst.", "attack", "armed-assault", "2021-05-04", "2021-05-04"),
    ],
)
def test_since_tells_when_something_was_or_how_long_it_has_lasted(
    text: str, words: str, event_type: str, start: str | None, end: str | None
) -> None:
    told = next(time for time in ("4 May 2021", "May 2021", "last week", "2021") if time in text)
    (event,) = assemble(context(text, [trigger(text, words, event_type, ("time", told))])).events
    assert (event.time and event.time.start, event.time and event.time.end) == (start, end)


@pytest.mark.parametrize(
    ("text", "told", "start"),
    [
        ("Last week they spoke of a march.", "Last week", None),
        ("Yesterday they announced a march.", "Yesterday", None),
        ("They plan a march on Tuesday.", "Tuesday", "2025-03-18"),
        ("They plan a march next week.", "next week", "2025-03-17"),
        ("On 4 May 2021 they planned a march.", "4 May 2021", "2021-05-04"),
    ],
)
def test_what_is_to_come_was_not_before_its_report(text: str, told: str, start: str | None) -> None:
    (event,) = assemble(context(text, [trigger(text, "march", "protest", ("time", told), modality=1)])).events
    assert (event.time and event.time.start) == start
