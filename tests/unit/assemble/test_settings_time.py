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
