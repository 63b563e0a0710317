"""When an event happened, chosen among the times that its arguments tell."""

from __future__ import annotations

import pytest

from dateline.assemble.assemble import assemble
from dateline.schema.draft import DraftTrigger
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


def test_of_the_days_of_a_weekend_the_one_told_as_well_is_the_events() -> None:
    text = "A bomb exploded at the weekend in Mosul. In Erbil people mourn since Saturday's bomb."
    bomb = trigger(text, "exploded", "bombing", ("time", "the weekend"))
    for score, days in ((0.9, ("2025-03-08", "2025-03-08")), (0.1, ("2025-03-08", "2025-03-09"))):
        second = trigger(text, "bomb", "bombing", ("time", "Saturday"), nth=1)
        weak = second.arguments[0].model_copy(update={"score": score})
        asked = second.model_copy(update={"arguments": (weak,)})
        (event,) = assemble(context(text, [bomb, asked], [(1, 0, 0.9)])).events
        assert event.time is not None
        assert (event.time.start, event.time.end) == days


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


def asked(text: str, *drafts: DraftTrigger, published: str | None = "2025-03-14") -> list[str | None]:
    """The days of the events of a text, in order of first mention."""
    events = assemble(context(text, list(drafts), published=published)).events
    times = [event.time for event in events]
    return [f"{time.start} {time.end}" if time is not None and time.start else None for time in times]


def several(draft: DraftTrigger) -> DraftTrigger:
    """The trigger as one of a series."""
    return draft.model_copy(update={"series": (0.0, 1.0)})


def unsure(draft: DraftTrigger, score: float) -> DraftTrigger:
    """The trigger with arguments of a score."""
    return draft.model_copy(update={"arguments": tuple(a.model_copy(update={"score": score}) for a in draft.arguments)})


@pytest.mark.parametrize(
    "text",
    [
        "Six were held over last week's riot in Mosul.",
        "Six were held for the May 2021 riot in Mosul.",
    ],
)
def test_a_time_that_names_a_deed_dates_no_other(text: str) -> None:
    time = "last week" if "last week" in text else "May 2021"
    held, riot = (trigger(text, words, kind, ("time", time)) for words, kind in (("held", "arrest"), ("riot", "riot")))
    days = asked(text, held, riot)
    assert (days[0], days[1] is None) == (None, False)
    assert asked(text, held)[0] is not None


def test_days_counted_between_two_deeds_part_the_time_of_one_from_the_other() -> None:
    text = "Men marched on Thursday, a day after a court jailed their leader."
    marched, jailed = trigger(text, "marched", "protest", ("time", "Thursday")), trigger(text, "jailed", "trial")
    jailed = jailed.model_copy(update={"arguments": marched.arguments})
    assert asked(text, marched, jailed) == ["2025-03-13 2025-03-13", "2025-03-12 2025-03-12"]
    text = "Men marched on Thursday, hours after a court jailed their leader."
    jailed = trigger(text, "jailed", "trial", ("time", "Thursday"))
    assert asked(text, jailed) == ["2025-03-13 2025-03-13"]


def test_a_day_counted_from_that_of_an_event_tells_both() -> None:
    text = "He was shot two days before Tuesday's march."
    shot, march = (
        trigger(text, words, kind, ("time", "two days before Tuesday"))
        for words, kind in (("shot", "armed-assault"), ("march", "protest"))
    )
    assert asked(text, shot, march) == ["2025-03-09 2025-03-09", "2025-03-11 2025-03-11"]


def test_another_sentence_dates_a_main_event_unless_another_event_has_more_claim_to_its_day() -> None:
    text = "A bomb exploded in Mosul. On Monday a court jailed two."
    bomb = unsure(trigger(text, "exploded", "bombing", ("time", "Monday")), 0.5)
    jailed = trigger(text, "jailed", "trial", ("time", "Monday"))
    assert asked(text, bomb)[0] == "2025-03-10 2025-03-10"
    assert asked(text, bomb, jailed)[0] is None
    assert asked(text, several(bomb))[0] is None


@pytest.mark.parametrize(
    ("between", "score", "salience", "dated"),
    [
        ("", 0.5, 1, True),
        ("It burned. ", 0.5, 1, True),
        ("It burned. All fled. ", 0.5, 1, False),
        ("", 0.2, 1, False),
        ("", 0.9, 2, False),
    ],
)
def test_a_related_event_goes_on_on_the_day_told_shortly_before_it(
    between: str, score: float, salience: int, *, dated: bool
) -> None:
    text = f"On Monday a bomb exploded. {between}Police arrested two."
    arrest = unsure(trigger(text, "arrested", "arrest", ("time", "Monday"), salience=salience), score)
    bomb = trigger(text, "exploded", "bombing", ("time", "Monday"))
    assert (asked(text, bomb, arrest)[1] is not None) == dated


def test_a_related_event_takes_no_day_that_is_told_after_it() -> None:
    text = "Police arrested two. On Monday a bomb exploded."
    arrest = trigger(text, "arrested", "arrest", ("time", "Monday"), salience=1)
    assert asked(text, arrest) == [None]


def test_the_day_of_a_condemnation_is_not_that_of_the_deed() -> None:
    text = "The union on Monday condemned the murder of Moe."
    deed = unsure(trigger(text, "murder", "assassination", ("time", "Monday")), 0.5)
    words = trigger(text, "condemned", "condemnation", ("time", "Monday"))
    assert asked(text, words, deed) == ["2025-03-10 2025-03-10", None]


@pytest.mark.parametrize(
    ("text", "time", "dated"),
    [
        ("The group, formed in 1984, has bombed twenty shops.", "1984", False),
        ("The group, formed in 1984, have since bombed twenty shops.", "1984", False),
        ("The group, formed in 1984, bombed twenty shops.", "1984", True),
        ("The group is said to have bombed shops in 1984.", "1984", True),
        ("The group has bombed twenty shops this week.", "this week", True),
        ("The group has bombed twenty shops since 1984.", "1984", True),
    ],
)
def test_what_has_been_done_by_now_was_at_no_past_time_beside_it(text: str, time: str, *, dated: bool) -> None:
    assert (asked(text, several(trigger(text, "bombed", "bombing", ("time", time))))[0] is not None) == dated


@pytest.mark.parametrize(
    ("text", "words", "event_type", "time", "days"),
    [
        ("Men raided shops on Monday and Tuesday.", "raided", "crackdown", ("Monday", "Tuesday"), "10 2025-03-11"),
        ("Men raided shops on Monday and again on Tuesday.", "raided", "crackdown", ("Monday", "Tuesday"),
         "10 2025-03-11"),
        ("Men raided shops on Monday and Wednesday.", "raided", "crackdown", ("Monday", "Wednesday"), "10 2025-03-10"),
        ("Men raided shops on Monday, Tuesday was calm.", "raided", "crackdown", ("Monday", "Tuesday"),
         "10 2025-03-10"),
    ],
)  # fmt: skip
def test_two_days_side_by_side_are_one_stretch(
    text: str, words: str, event_type: str, time: tuple[str, str], days: str
) -> None:
    assert asked(text, trigger(text, words, event_type, *(("time", each) for each in time))) == [f"2025-03-{days}"]


@pytest.mark.parametrize(
    ("text", "words", "event_type", "time", "days"),
    [
        ("Hundreds have died in attacks since the war began in May 2021.", "attacks", "bombing", "May 2021",
         "2021-05-01 2025-03-14"),
        ("Troops have been there since a mob burned the town on 4 May 2021.", "there", "deployment", "4 May 2021",
         "2021-05-04 2025-03-14"),
        ("The attacks began on 4 May 2021.", "attacks", "bombing", "4 May 2021", "2021-05-04 2025-03-14"),
        ("The attacks of 4 May 2021 were told at once.", "attacks", "bombing", "4 May 2021", "2021-05-04 2021-05-04"),
        ("Men fled after two weeks of heavy clashes.", "clashes", "armed-clash", "two weeks", "2025-02-28 2025-03-14"),
    ],
)  # fmt: skip
def test_a_series_has_gone_on_since_it_began(text: str, words: str, event_type: str, time: str, days: str) -> None:
    assert asked(text, several(trigger(text, words, event_type, ("time", time)))) == [days]


@pytest.mark.parametrize(
    ("text", "words", "event_type", "time", "days"),
    [
        ("He was shot after the war began in May 2021.", "shot", "armed-assault", "May 2021", "2021-05-01 2021-05-31"),
        ("He has been in exile since a mob shot him in May 2021.", "shot", "armed-assault", "May 2021",
         "2021-05-01 2021-05-31"),
        ("They had been negotiating since January.", "negotiating", "meeting", "January", "2025-01-01 2025-03-14"),
        ("Men fled after more than two weeks of clashes.", "clashes", "armed-clash", "more than two weeks", None),
        ("Men fled within two weeks of the clashes.", "clashes", "armed-clash", "two weeks", None),
        ("There were two years of talks.", "talks", "meeting", "two years", None),
    ],
)  # fmt: skip
def test_what_happened_once_has_not_gone_on(
    text: str, words: str, event_type: str, time: str, days: str | None
) -> None:
    assert asked(text, trigger(text, words, event_type, ("time", time))) == [days]
