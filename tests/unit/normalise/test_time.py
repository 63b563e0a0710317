"""Time expressions in their texts: joined, narrowed, told from the narrative, united with the model's spans."""

from __future__ import annotations

import pytest

from dateline.normalise.time import Anniversary, anniversary, relatives, retold, times
from dateline.normalise.time_outlook import Outlook
from dateline.schema.reading import Time

PUBLISHED = "2024-09-12"
"""A Thursday."""


def only(text: str, published: str | None = PUBLISHED) -> Time:
    """The one time of a text."""
    found = times(text, published=published)
    assert len(found) == 1, [time.evidence[0].text for time in found]
    return found[0]


def days(time: Time) -> tuple[str, str | None, str | None]:
    return time.evidence[0].text, time.start, time.end


JOINED = (
    ("Rockets fell on Tuesday, September 10, near it.", "Tuesday, September 10", "2024-09-10", "2024-09-10"),
    ("Rockets fell on Wednesday, September 10, near it.", "Wednesday, September 10", "2024-09-10", "2024-09-10"),
    ("The council meets on Monday, September 16.", "Monday, September 16", "2024-09-16", "2024-09-16"),
    ("An editorial of Saturday, September 14 says so.", "Saturday, September 14", "2024-09-14", "2024-09-14"),
    ("An editorial of September 4 says so.", "September 4", "2024-09-04", "2024-09-04"),
    ("He came on Friday 13 September 2019.", "Friday 13 September 2019", "2019-09-13", "2019-09-13"),
    ("He was shot on Friday morning.", "Friday morning", "2024-09-06", "2024-09-06"),
    ("On Monday, in the morning, he fled.", "Monday, in the morning", "2024-09-09", "2024-09-09"),
    ("He fled on the night of 25 September.", "night of 25 September", "2023-09-25", "2023-09-25"),
    ("It fell on Tuesday at around 9am local time.", "Tuesday at around 9am local time", "2024-09-10T09:00",
     "2024-09-10T09:00"),
    ("It fell at 10:35 a.m. (0735 GMT) Friday.", "10:35 a.m. (0735 GMT) Friday", "2024-09-06T10:35",
     "2024-09-06T10:35"),
    ("It fell at 10:30 on Monday evening.", "10:30 on Monday evening", "2024-09-09T22:30", "2024-09-09T22:30"),
    ("He fled on Tuesday night (12 March).", "Tuesday night (12 March", "2024-03-12", "2024-03-12"),
    ("It began ten years ago today.", "ten years ago today", "2014-09-12", "2014-09-12"),
    ("It began a year ago this week.", "a year ago this week", "2023-09-11", "2023-09-17"),
    ("It began two years ago next month.", "two years ago next month", "2022-10-01", "2022-10-31"),
    ("It began two years ago in May.", "two years ago in May", "2022-05-01", "2022-05-31"),
    ("It began a month ago today.", "a month ago today", "2024-08-12", "2024-08-12"),
    ("It began two weeks ago yesterday.", "two weeks ago yesterday", "2024-08-28", "2024-08-28"),
    ("It began a week ago Tuesday.", "a week ago Tuesday", "2024-09-02", "2024-09-08"),
    ("It began last year on 3 May.", "last year on 3 May", "2023-05-03", "2023-05-03"),
    ("In 2015, on 3 May, it fell.", "2015, on 3 May", "2015-05-03", "2015-05-03"),
    ("It fell at 9 a.m. London time on Monday.", "9 a.m. London time on Monday", "2024-09-09T09:00",
     "2024-09-09T09:00"),
    ("They meet two weeks from Tuesday.", "two weeks from Tuesday", "2024-10-01", "2024-10-01"),
    ("They meet a week from Thursday.", "a week from Thursday", "2024-09-26", "2024-09-26"),
    ("He fled in July last year.", "July last year", "2023-07-01", "2023-07-31"),
    ("He fled in October of last year.", "October of last year", "2023-10-01", "2023-10-31"),
    ("It rose in the third quarter of last year.", "the third quarter of last year", "2023-07-01", "2023-09-30"),
    ("It rose in the first six months of 2012.", "the first six months of 2012", "2012-01-01", "2012-06-30"),
    ("He fled on Tuesday of last week.", "Tuesday of last week", "2024-09-03", "2024-09-03"),
    ("He died two days before Tuesday's vote.", "two days before Tuesday", "2024-09-08", "2024-09-08"),
    ("He died two days before Christmas.", "two days before Christmas", "2023-12-23", "2023-12-23"),
    ("It came one year after the March 3 bombing.", "one year after the March 3", "2024-03-03", "2024-03-03"),
    ("He resigned three days after Tuesday, aides said.", "three days after Tuesday", "2024-09-06", "2024-09-06"),
    ("The vote comes three days after Tuesday's debate.", "three days after Tuesday", "2024-09-13", "2024-09-13"),
    ("It fell shortly before midnight on Saturday.", "shortly before midnight on Saturday", "2024-09-07", "2024-09-07"),
    ("It fell at half past three on Monday afternoon.", "half past three on Monday afternoon", "2024-09-09T15:30",
     "2024-09-09T15:30"),
    ("He died in the week of March 6.", "the week of March 6", "2024-03-04", "2024-03-10"),
    ("Shortly after midnight on Tuesday it fell.", "Shortly after midnight on Tuesday", "2024-09-10T00:00",
     "2024-09-10T00:00"),
    ("It fell just past midnight on Tuesday.", "midnight on Tuesday", "2024-09-10T00:00", "2024-09-10T00:00"),
    ("It fell at midnight on Tuesday.", "midnight on Tuesday", "2024-09-10", "2024-09-10"),
    ("It fell at around 2am on Sunday night.", "around 2am on Sunday night", "2024-09-09T02:00", "2024-09-09T02:00"),
    ("It fell on Sunday night at 2 a.m.", "Sunday night at 2 a.m.", "2024-09-09T02:00", "2024-09-09T02:00"),
    ("It fell at 2am on Sunday morning.", "2am on Sunday morning", "2024-09-08T02:00", "2024-09-08T02:00"),
    ("It fell at 11 p.m. on Sunday night.", "11 p.m. on Sunday night", "2024-09-08T23:00", "2024-09-08T23:00"),
    ("It fell last night at 2 a.m.", "last night at 2 a.m.", "2024-09-12T02:00", "2024-09-12T02:00"),
)  # fmt: skip


@pytest.mark.parametrize(("text", "words", "start", "end"), JOINED)
def test_neighbours_become_one_expression(text: str, words: str, start: str, end: str) -> None:
    assert days(only(text)) == (words, start, end)


def test_a_year_and_a_day_beside_it_stay_two_unless_told_as_ago() -> None:
    found = times("It was long ago. In 1995 today's leaders met.", published=PUBLISHED)
    assert [days(time)[:2] for time in found[-2:]] == [("1995", "1995-01-01"), ("today", PUBLISHED)]


def test_a_weekday_beside_a_date_agrees_or_is_overruled() -> None:
    assert "the weekday agrees" in str(only("It fell on Tuesday, September 10.").how)
    assert "the weekday is overruled" in str(only("It fell on Monday, September 10.").how)


RANGES = (
    ("He worked from Monday to Wednesday.", "Monday to Wednesday", "P3D", "2024-09-09", "2024-09-11"),
    ("He worked from Friday to Tuesday.", "Friday to Tuesday", "P5D", "2024-09-06", "2024-09-10"),
    ("He worked Monday to Wednesday.", "Monday to Wednesday", "P3D", "2024-09-09", "2024-09-11"),
    ("He will work Monday–Wednesday.", "Monday–Wednesday", "P3D", "2024-09-16", "2024-09-18"),
    ("He ruled from March 2019 to May.", "March 2019 to May", "P3M", "2019-03-01", "2019-05-31"),
    ("He ruled from June to August 2011.", "June to August 2011", "P3M", "2011-06-01", "2011-08-31"),
    ("He ruled from December to February 2011.", "December to February 2011", "P3M", "2010-12-01", "2011-02-28"),
    ("It lasted from 3 May 2011 to 6 June.", "3 May 2011 to 6 June", "P35D", "2011-05-03", "2011-06-06"),
    ("It lasted between June 1975 and February 1976.", "June 1975 and February 1976", "P9M", "1975-06-01",
     "1976-02-29"),
    ("A curfew ran from 8 pm on Friday to 9 am on Saturday.", "8 pm on Friday to 9 am on Saturday", "PT13H",
     "2024-09-06T20:00", "2024-09-07T09:00"),
    ("It fell between the evening of 3 May and the morning of 4 May.", "evening of 3 May and the morning of 4 May",
     "P2D", "2024-05-03", "2024-05-04"),
    ("It fell between 3 May and 4 May.", "3 May and 4 May", "P2D", "2024-05-03", "2024-05-04"),
    ("They strike from 12 AM to 6 PM today.", "12 AM to 6 PM today", "PT18H", "2024-09-12T00:00", "2024-09-12T18:00"),
)  # fmt: skip


@pytest.mark.parametrize(("text", "words", "value", "start", "end"), RANGES)
def test_ranges(text: str, words: str, value: str, start: str, end: str) -> None:
    found = only(text)
    assert (days(found), found.type, found.value) == ((words, start, end), "DURATION", value)


@pytest.mark.parametrize(
    ("text", "words", "value", "start", "end"),
    [
        ("It fell on the night of 10-11 May.", "night of 10-11 May", "2024-05-10TNI", "2024-05-10", "2024-05-11"),
        ("It fell in the night to Tuesday.", "the night to Tuesday", "2024-09-09TNI", "2024-09-09", "2024-09-10"),
        ("It fell overnight into Tuesday.", "overnight into Tuesday", "2024-09-09TNI", "2024-09-09", "2024-09-10"),
        ("It fell late on Monday night into Tuesday morning.", "late on Monday night into Tuesday morning",
         "2024-09-09TNI", "2024-09-09", "2024-09-10"),
        ("It fell on the night of 10 to 11 May.", "night of 10 to 11 May", "2024-05-10TNI", "2024-05-10",
         "2024-05-11"),
        ("It fell in the night between 10 and 11 May.", "the night between 10 and 11 May", "2024-05-10TNI",
         "2024-05-10", "2024-05-11"),
        ("It fell on the night of May 31 to June 1, 2019.", "night of May 31 to June 1, 2019", "2019-05-31TNI",
         "2019-05-31", "2019-06-01"),
        ("It fell on the night from Saturday to Sunday.", "night from Saturday to Sunday", "2024-09-07TNI",
         "2024-09-07", "2024-09-08"),
        ("It fell on the night of Wednesday to Thursday.", "night of Wednesday to Thursday", "2024-09-11TNI",
         "2024-09-11", "2024-09-12"),
    ],
)  # fmt: skip
def test_a_night_may_be_told_by_the_two_days_over_which_it_runs(
    text: str, words: str, value: str, start: str, end: str
) -> None:
    time = only(text)
    assert (time.value, days(time), time.granularity) == (value, (words, start, end), "part-of-day")


@pytest.mark.parametrize("text", ["On the night of 10 to 13 May it fell.", "One night from Monday to Friday it fell."])
def test_no_night_runs_over_more_than_two_days(text: str) -> None:
    assert all((time.value or "")[-2:] != "NI" or time.start is None for time in times(text, published=PUBLISHED))


def test_two_days_joined_by_and_are_two_unless_between_or_side_by_side() -> None:
    found = [days(time) for time in times("It fell on 3 and 30 April and on 4 and 5 May.", published=PUBLISHED)]
    assert found == [
        ("3", "2024-04-03", "2024-04-03"),
        ("30 April", "2024-04-30", "2024-04-30"),
        ("4 and 5 May", "2024-05-04", "2024-05-05"),
    ]


def test_two_days_beside_each_other_without_from_stay_two() -> None:
    found = times("He came on Monday and Tuesday.", published=PUBLISHED)
    assert [time.start for time in found] == ["2024-09-09", "2024-09-10"]


NARROWED = (
    ("It began in early 2019.", "early 2019", "2019-01-01", "2019-03-31"),
    ("It began in mid-2019.", "mid-2019", "2019-04-01", "2019-09-30"),
    ("It began in late August.", "late August", "2024-08-21", "2024-08-31"),
    ("It began late last month.", "late last month", "2024-08-21", "2024-08-31"),
    ("It began late last weekend.", "late last weekend", "2024-09-07", "2024-09-08"),
    ("It began in the early 1990s.", "the early 1990s", "1990-01-01", "1993-12-31"),
    ("It ends later this month.", "later this month", "2024-09-12", "2024-09-30"),
    ("This year alone ten died.", "This year", "2024-01-01", "2024-09-12"),
    ("It began at the beginning of October.", "the beginning of October", "2023-10-01", "2023-10-10"),
)


@pytest.mark.parametrize(("text", "words", "start", "end"), NARROWED)
def test_words_before_an_expression_narrow_it(text: str, words: str, start: str, end: str) -> None:
    assert days(only(text)) == (words, start, end)


def test_early_on_a_day_stays_that_day_as_a_part_of_it() -> None:
    found = only("He was shot early on Tuesday.")
    assert (days(found), found.granularity) == (("early on Tuesday", "2024-09-10", "2024-09-10"), "part-of-day")


@pytest.mark.parametrize(
    "text",
    ["The talks end on Monday.", "They start on Monday.", "Shops close Monday.", "It ran beginning on Monday."],
)
def test_what_starts_or_ends_on_a_day_is_no_part_of_it(text: str) -> None:
    assert only(text).evidence[0].text == "Monday"


def test_since_runs_to_publication_and_stays_open() -> None:
    found = only("They have stayed since March 2014.")
    assert (found.start, found.end, found.open, found.value) == ("2014-03-01", "2024-09-12", True, "2014-03")
    assert not only("They came in March 2014.").open


@pytest.mark.parametrize(
    "words", ["less than a month", "more than three weeks", "at least two days", "nearly two weeks", "up to a year"]
)
def test_a_length_that_only_bounds_a_time_is_counted_from_no_day(words: str) -> None:
    found = times(f"It came {words} after Sept. 3.", published=PUBLISHED)
    assert [time.start for time in found] == [None, "2024-09-03"]


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("They met this weekend in Basra.", "2024-09-07"),
        ("The attack took place this weekend.", "2024-09-07"),
        ("The Cubs come to town this weekend.", "2024-09-14"),
        ("They will meet this weekend.", "2024-09-14"),
        ("They met last weekend.", "2024-09-07"),
    ],
)
def test_this_weekend_is_the_coming_one_unless_told_in_the_past(text: str, start: str) -> None:
    assert only(text).start == start


PAIRED = (
    ("He was held in May 2013 and released in October.", "2013-10-01"),
    ("He was held in May 2013 and released in January.", "2014-01-01"),
    ("He was held in May 2013 and released in October of that year.", "2013-10-01"),
    ("He was held on 3 May 2013 but freed on June 4.", "2013-06-04"),
    ("It was founded in May 1998 and said in March that it failed.", "2024-03-01"),
    ("The company, founded in May 1998, was sold in March.", "2024-03-01"),
    ("He was jailed in May 2013 and will be freed in October.", "2024-10-01"),
    ("He was held in May 2013. It released him in October.", "2023-10-01"),
    ("He was held in May 2024 and released in October.", "2023-10-01"),
)


@pytest.mark.parametrize(("text", "start"), PAIRED)
def test_what_is_told_with_a_date_of_a_told_year_follows_it(text: str, start: str) -> None:
    assert times(text, published=PUBLISHED)[-1].start == start


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("He fled in January and February 2015.", ["2015-01-01", "2015-02-01"]),
        ("He fled on May 3 or on June 4, 2015.", ["2015-05-03", "2015-06-04"]),
        ("He fled in December and January 2015.", ["2014-12-01", "2015-01-01"]),
        ("He fled in the spring and summer of 2015.", ["2015-03-01", "2015-06-01"]),
        ("He fled in January and in February.", ["2024-01-01", "2024-02-01"]),
        ("He fled in January and in 2015.", ["2024-01-01", "2015-01-01"]),
    ],
)
def test_dates_joined_by_and_share_the_year_of_the_last(text: str, starts: list[str]) -> None:
    assert [time.start for time in times(text, published=PUBLISHED)] == starts


FRAMED = (
    ("In 1995 the war ended. In November the accord was signed.", "1995-11-01"),
    ("In 1995 the war ended and in November the accord was signed.", "1995-11-01"),
    ("In March 1995 the war ended. On 3 June he fled.", "1995-06-03"),
    ("In late 1995 the war ended. Early in December he fled.", "1995-12-01"),
    ("In 1995 the war ended. The accord was signed in November.", "2023-11-01"),
    ("The worst attack since 1995 killed ten. In July they fled.", "2024-07-01"),
    ("In 1995 the war ended. He said on Monday it was over. In July they fled.", "2024-07-01"),
    ("In March 1995 the war ended. In January he fled.", "2024-01-01"),
    ("In 1995 the war ended. In November they will vote.", "2024-11-01"),
    ("In 1995 the war ended.\n\nIn November he fled.", "2023-11-01"),
    ("In 2024 the war went on. In November he fled.", "2023-11-01"),
)


@pytest.mark.parametrize(
    ("text", "published", "start"),
    [
        ("The 9 May mutiny began at a depot. By noon on 9 May 2003 it was over.", "2023-12-01", "2003-05-09"),
        ("The coup of 3 October failed. On 3 October 1989 tanks had come.", None, "1989-10-03"),
        ("It fell on 3 May. On 3 May 2019 and 3 May 2020 it had fallen.", None, None),
        ("It fell on 3 May. A fire was on 3 May 2019.", "2024-05-04", "2024-05-03"),
        ("It fell in May. A fire was on 3 May 2019.", "2024-09-04", "2024-05-01"),
    ],
)
def test_a_day_without_a_year_is_of_the_one_year_told_with_it(
    text: str, published: str | None, start: str | None
) -> None:
    assert times(text, published=published)[0].start == start


@pytest.mark.parametrize(("text", "start"), FRAMED)
def test_a_year_that_opens_its_sentence_frames_the_dates_after_it(text: str, start: str) -> None:
    assert times(text, published=PUBLISHED)[-1].start == start


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("It closed in 2007 and reopened the next year.", "2008-01-01"),
        ("It closed in 2007. It will reopen the next year.", "2025-01-01"),
        ("It closed in 2007 and will reopen next year.", "2025-01-01"),
        ("It closed in 2007 and asked for help over the next year.", "2025-01-01"),
        ("It reopened the next year.", "2025-01-01"),
        ("It fell in March 2007 and rose the next month.", "2007-04-01"),
    ],
)
def test_the_next_year_is_counted_from_a_past_date_where_the_past_is_told(text: str, start: str) -> None:
    assert times(text, published=PUBLISHED)[-1].start == start


LOOKS = (
    ("The court will rule on Monday.", "2024-09-16"),
    ("He met the emir, and on Monday will meet the king.", "2024-09-16"),
    ("They will vote, but on Monday rejected it.", "2024-09-09"),
    ("The vigil is on Monday.", "2024-09-16"),
    ("The vigil is at 7 p.m. on Monday.", "2024-09-16T19:00"),
    ("Elections are in May.", "2025-05-01"),
    ("Elections were in May.", "2024-05-01"),
    ("He called elections for Feb. 2.", "2025-02-02"),
    ("He called the elections of Feb. 2.", "2024-02-02"),
    ("The games were to open Dec. 24.", "2024-12-24"),
    ("She takes office in January.", "2025-01-01"),
    ("She took office in January.", "2024-01-01"),
    ("The truce ends Sunday.", "2024-09-15"),
    ("The truce ended Sunday.", "2024-09-08"),
    ("He leaves for Oslo on Monday.", "2024-09-16"),
    ("He left for Oslo on Monday.", "2024-09-09"),
    ("They hope to finish by Monday.", "2024-09-16"),
    ("They agreed to a truce on Monday.", "2024-09-09"),
    ("They want to know what happened on Monday.", "2024-09-09"),
    ("They want that deal, he told them on Monday.", "2024-09-09"),
    ("Ahead of the vote, police on Monday sealed roads.", "2024-09-09"),
    ("Ahead of the vote on Monday, police sealed roads.", "2024-09-16"),
    ("A vote is scheduled for Monday.", "2024-09-16"),
    ("On Monday the court will rule.", "2024-09-16"),
    ("He could leave as soon as Monday.", "2024-09-16"),
    ("Police said Monday that they will go.", "2024-09-09"),
    ("They rejected Monday's ruling and will appeal.", "2024-09-09"),
    ("They prepared for Monday's planned vote.", "2024-09-16"),
    ("He was to be freed, but the court ruled on Monday against it.", "2024-09-09"),
    ("The dam will open on October 2.", "2024-10-02"),
    ("The dam burst on October 2.", "2023-10-02"),
    ("He must leave by October 2.", "2024-10-02"),
    ("He announced the plan on August 21.", "2024-08-21"),
    ("They broke the truce signed Sept. 20.", "2023-09-20"),
    ("They were held after the 20 September vote.", "2024-09-20"),
    ("It burst at 0130 GMT on 13 September.", "2024-09-13T01:30+00:00"),
    ("Rebels may attack Goma on Monday.", "2024-09-16"),
    ("Talks could resume on Monday.", "2024-09-16"),
    ("Talks might be held on Monday.", "2024-09-16"),
    ("Rebels may have attacked Goma on Monday.", "2024-09-09"),
    ("Residents could hear gunfire on Monday.", "2024-09-09"),
    ("Police could not reach the village on Monday.", "2024-09-09"),
    ("The bomb may be linked to the attack on Monday.", "2024-09-09"),
    ("Men who might flee were shot on Monday.", "2024-09-09"),
    ("They may face charges over the attack on Monday.", "2024-09-09"),
    ("They will testify about the attack on Monday.", "2024-09-09"),
    ("Police will prevent the planned attack on Monday.", "2024-09-16"),
)


@pytest.mark.parametrize(("text", "day"), LOOKS)
def test_the_nearest_cue_tells_back_from_ahead(text: str, day: str) -> None:
    assert only(text).start == day


@pytest.mark.parametrize(
    ("words", "side", "start"),
    [
        ("Saturday", "back", "2024-09-07"),
        ("Saturday", "ahead", "2024-09-14"),
        ("3 p.m. on Saturday", "ahead", "2024-09-14T15:00"),
        ("the weekend", "back", "2024-09-07"),
        ("two days before Christmas", "back", "2023-12-23"),
        ("two days before Christmas", "ahead", "2024-12-23"),
        ("20 September", "back", "2024-09-20"),
        ("last Saturday", "ahead", "2024-09-07"),
    ],
)
def test_words_are_told_again_where_it_is_known_whether_they_look_back_or_ahead(
    words: str, side: Outlook, start: str
) -> None:
    time = retold(words, side, published=PUBLISHED)
    assert time is not None
    assert time.start == start


@pytest.mark.parametrize("words", ["", "the vote", "Monday and Tuesday"])
def test_words_that_tell_no_time_or_several_are_not_told_again(words: str) -> None:
    assert retold(words, "back", published=PUBLISHED) is None


def test_a_year_with_a_slash_runs_over_two_years_that_follow_each_other() -> None:
    assert only("He fled in 1999/00.").end == "2000-12-31"
    assert times("He fled in 2009/12.", published=PUBLISHED) == ()


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Aides said Monday that troops had fired on Thursday.", "2024-09-05"),
        ("Aides told the press on Monday that troops had fired on Thursday.", "2024-09-05"),
        ("Aides said Monday that troops had fired on Sunday.", "2024-09-08"),
        ("Aides said Monday that talks will be held on Friday.", "2024-09-13"),
        ("Aides met on Monday and said that troops had fired on Thursday.", "2024-09-12"),
    ],
)
def test_what_was_said_on_a_weekday_was_not_after_it(text: str, day: str) -> None:
    assert times(text, published=PUBLISHED)[1].start == day


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("Planes shot down on Thursday and Friday fell.", ["2024-09-05", "2024-09-06"]),
        ("Planes shot down on Tuesday and Wednesday fell.", ["2024-09-10", "2024-09-11"]),
        ("Planes shot down on Thursday and Sunday fell.", ["2024-09-12", "2024-09-08"]),
    ],
)
def test_a_weekday_joined_to_the_next_one_is_the_day_before_it(text: str, starts: list[str]) -> None:
    assert [time.start for time in times(text, published=PUBLISHED)] == starts


def test_a_month_after_that_begins_with_a_capital_where_its_name_is_a_word() -> None:
    found = times("In 1990 he knew that may be; that march failed.", published=PUBLISHED)
    assert [days(time)[0] for time in found] == ["1990"]


NARRATIVE = "On January 3, 2022, rockets fell. {} Police confirmed it."


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("Two days later he died.", "2022-01-05", "2022-01-05"),
        ("A week earlier he had fled.", "2021-12-27", "2021-12-27"),
        ("The next day he died.", "2022-01-04", "2022-01-04"),
        ("The previous day he had fled.", "2022-01-02", "2022-01-02"),
        ("He died the same day.", "2022-01-03", "2022-01-03"),
        ("He died the following month.", "2022-02-01", "2022-02-28"),
        ("He died the following Friday.", "2022-01-07", "2022-01-07"),
        ("He died later that night.", "2022-01-03", "2022-01-03"),
        ("He died at 14:30.", "2022-01-03T14:30", "2022-01-03T14:30"),
        ("He died a year later.", "2023-01-01", "2023-12-31"),
    ],
)
@pytest.mark.parametrize("published", [PUBLISHED, None])
def test_the_narrative_is_counted_from_the_last_date_before(
    words: str, start: str, end: str, published: str | None
) -> None:
    found = times(NARRATIVE.format(words), published=published)
    assert (found[1].start, found[1].end, found[1].anchor) == (start, end, "document")


@pytest.mark.parametrize("words", ["Two days later he died.", "He died the next day.", "He died at 14:30."])
def test_nothing_is_counted_from_a_date_that_was_not_told(words: str) -> None:
    assert (only(words).start, only(words).end) == (None, None)


def test_a_year_of_birth_dates_nothing_else() -> None:
    for told, start in (("Born in 2004, he", None), ("In 2004 he", "2004-06-01")):
        (*_, found) = times(f"{told} joined a gang that robbed two banks in June.", published=None)
        assert found.start == start


def test_without_publication_a_year_told_in_the_paragraph_dates_what_has_none() -> None:
    found = times("On 15 June 1974 bombs fell. In July they fell again.\n\nIn May they fell.", published=None)
    assert [(time.start, time.anchor) for time in found] == [
        ("1974-06-15", "explicit"), ("1974-07-01", "document"), (None, None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text", ["He came on Friday.", "He came yesterday.", "He came last week.", "He came in May.", "He came overnight."]
)
def test_without_publication_nothing_is_guessed(text: str) -> None:
    found = only(text, None)
    assert (found.start, found.end, found.anchor, found.granularity) == (None, None, None, "unknown")


def test_a_date_time_of_publication_counts_as_its_day() -> None:
    assert only("He came yesterday.", "2024-09-12T00:30:00+02:00").start == "2024-09-11"
    assert only("He came yesterday.", "not a date").start is None


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("Between May and August that year", "2015-05-01", "2015-08-31"),
        ("From May to August of that year", "2015-05-01", "2015-08-31"),
        ("From 3 May to 6 June that year", "2015-05-03", "2015-06-06"),
        ("In August that year", "2015-08-01", "2015-08-31"),
        ("From May to August", "2024-05-01", "2024-08-31"),
        ("From May 2016 to August that year", "2016-05-01", "2016-08-31"),
    ],
)
def test_the_year_told_before_a_range_is_that_of_both_its_ends(words: str, start: str, end: str) -> None:
    found = times(f"In 2015 the group grew. {words}, they took 70 people.", published=PUBLISHED)
    assert (found[1].start, found[1].end) == (start, end)


def test_leap_days() -> None:
    assert only("He came on 29 February.", "2023-06-01").start == "2020-02-29"
    assert only("He came on Feb. 29, 2023.").start is None


def test_an_expression_never_runs_over_a_blank_line() -> None:
    found = times("It fell in May\n\n2014 was worse. It fell in\nMay\n2015.", published=PUBLISHED)
    assert [time.evidence[0].text for time in found] == ["May", "May\n2015"]


def test_a_models_span_widens_a_rules_expression() -> None:
    text = "It fell around the 10 September mark."
    assert [days(time) for time in times(text, [(8, 31)], published=PUBLISHED)] == [
        ("around the 10 September", "2024-09-10", "2024-09-10")
    ]


def test_a_models_span_sheds_prepositions_and_punctuation() -> None:
    text = "It fell on Friday, at last."
    assert [days(time) for time in times(text, [(8, 18)], published=PUBLISHED)] == [
        ("Friday", "2024-09-06", "2024-09-06")
    ]


def test_a_models_span_that_no_rule_reads_stays_without_value() -> None:
    text = "He fled before supper on Monday."
    found = times(text, [(8, 21), (-5, 0), (7, 7), (900, 999)], published=PUBLISHED)
    assert [time.evidence[0].text for time in found] == ["before supper", "Monday"]
    assert (found[0].type, found[0].value, found[0].start, found[0].how) == ("DATE", None, None, "no rule reads it")


@pytest.mark.parametrize(
    ("words", "value"),
    [("current", "PRESENT_REF"), ("the present moment", "PRESENT_REF"), ("Soon", "FUTURE_REF"),
     ("a later date", "FUTURE_REF"), ("previously", "PAST_REF"), ("then current", "PAST_REF"),
     ("the time", "PAST_REF"), ("the time being", "PRESENT_REF"), ("long-term", "FUTURE_REF")],
)  # fmt: skip
def test_common_words_are_read_where_the_model_marks_them(words: str, value: str) -> None:
    text = f"It was {words} said so."
    assert times(text, published="2024-09-13") == ()
    (found,) = times(text, [(7, 7 + len(words))], published="2024-09-13")
    assert (found.evidence[0].text, found.type, found.value, found.start) == (words, "DATE", value, None)


@pytest.mark.parametrize(
    ("words", "type_", "value", "start"),
    [
        ("1990", "DATE", "1990", "1990-01-01"),
        ("June", "DATE", "2024-06", "2024-06-01"),
        ("months", "DURATION", "PXM", None),
        ("80s", "DATE", "198", "1980-01-01"),
        ("Quarterly", "SET", "P3M", None),
        ("summer", "DATE", None, None),
        ("a long June", "DATE", None, None),
    ],
)
def test_a_bare_unit_year_or_month_is_read_where_the_model_marks_it(
    words: str, type_: str, value: str | None, start: str | None
) -> None:
    text = f"Now {words} talks failed."
    (found,) = times(text, [(4, 4 + len(words))], published=PUBLISHED)[1:]
    assert (found.evidence[0].text, found.type, found.value, found.start) == (words, type_, value, start)


def test_two_spans_of_the_model_side_by_side_stay_as_they_are() -> None:
    found = times("They earned 1990 and 1991 millions.", [(12, 16), (21, 25)], published=PUBLISHED)
    assert [time.value for time in found] == ["1990", "1991"]


def test_a_models_span_over_two_expressions_changes_neither() -> None:
    text = "He came on Monday and Tuesday."
    assert times(text, [(11, 29)], published=PUBLISHED) == times(text, published=PUBLISHED)


ANNIVERSARIES = (
    ("On January 3, 2022, during the second anniversary of the strike that killed him, rockets fell.",
     "the second anniversary", "2022-01-03", "the strike", "2020-01-03"),
    ("On Friday, thousands marked the fifth anniversary of the coup.", "the fifth anniversary", "2024-09-06",
     "the coup", "2019-09-06"),
    ("Crowds came on the one-year anniversary, May 9, 2024, with flags.", "the one-year anniversary", "2024-05-09",
     None, None),
    ("Crowds will mark the 20th anniversary of the war.", "the 20th anniversary", None, "the war", None),
    ("On 29 February 2024 they marked the 10th anniversary of the fire.", "the 10th anniversary", "2024-02-29",
     "the fire", "2014-02-28"),
    ("On 5 May 2024, Aden marked the first anniversary of the U.S. raid.", "the first anniversary", "2024-05-05",
     "the U.S. raid", "2023-05-05"),
)  # fmt: skip


@pytest.mark.parametrize(("text", "words", "day", "event", "original"), ANNIVERSARIES)
def test_anniversaries(text: str, words: str, day: str | None, event: str | None, original: str | None) -> None:
    found = times(text, published=PUBLISHED)
    named = next(time for time in found if time.evidence[0].text == words)
    assert (named.value, named.start, named.end) == (day, day, day)
    expected = []
    if event is not None:
        start, of_start = named.evidence[0].start, text.index(event)
        expected = [Anniversary(start, named.evidence[0].end, of_start, of_start + len(event), original)]
    assert list(anniversary(text, found)) == expected


RELATIVES = (
    ("Rockets fell just hours before the visit.", "before", 0, 1, "the visit"),
    ("Rockets fell two days after the attack.", "after", 2, 2, "the attack"),
    ("Rockets fell a week prior to the vote.", "before", 7, 7, "the vote"),
    ("Rockets fell days after “the deal”.", "after", 2, 6, "“the deal”"),
    ("Rockets fell 36 hours after it.", "after", 1, 2, "it"),
    ("Rockets fell six months before it.", "before", 180, 186, "it"),
)


@pytest.mark.parametrize(("text", "direction", "low", "high", "follows"), RELATIVES)
def test_relatives(text: str, direction: str, low: int, high: int, follows: str) -> None:
    (found,) = relatives(text, times(text, published=PUBLISHED))
    assert (found.direction, found.low, found.high) == (direction, low, high)
    assert found.vague == ("fell days" in text)
    assert text[found.follows :].startswith(follows)


def test_a_duration_beside_nothing_is_not_relative() -> None:
    text = "The war lasted two years, after all. It ended days ago."
    assert relatives(text, times(text, published=PUBLISHED)) == ()


def test_a_day_that_no_year_has_is_none_even_beside_a_weekday() -> None:
    (weekday, day) = times("Tuesday, Feb. 30", published="2025-03-14")
    assert weekday.start == "2025-03-11"
    assert day.start is None


ENDED = (
    ("They held him for six months until March 2024.", "six months", "P6M", "2023-10-01", "2024-03-31"),
    ("In the three months ended June 30, 12 died.", "the three months", "P3M", "2024-04-01", "2024-06-30"),
    ("In the three months to June 30, 12 died.", "the three months", "P3M", "2024-04-01", "2024-06-30"),
    ("It rained for five days, ending on 4 March 2024.", "five days", "P5D", "2024-02-29", "2024-03-04"),
    ("There are three days until Sunday.", "three days", "P3D", "2024-09-13", "2024-09-15"),
    ("Fighting raged for three days until Sunday.", "three days", "P3D", "2024-09-06", "2024-09-08"),
    ("It grew in the six months through August 2024.", "the six months", "P6M", "2024-03-01", "2024-08-31"),
    ("They ruled for two years up to 2019.", "two years", "P2Y", "2018-01-01", "2019-12-31"),
)


@pytest.mark.parametrize(("text", "words", "value", "start", "end"), ENDED)
def test_a_length_ends_at_the_time_after_it_that_day_counted(
    text: str, words: str, value: str, start: str, end: str
) -> None:
    found = next(time for time in times(text, published=PUBLISHED) if time.evidence[0].text == words)
    assert (found.type, found.value, found.start, found.end) == ("DURATION", value, start, end)
    assert "up to the time named after it" in str(found.how)


@pytest.mark.parametrize(
    "text",
    [
        "It was put off two days to Sunday.",
        "It was put off by two weeks until Sunday.",
        "They fought for five days until March.",
        "They fought for years until 2019.",
        "They fought for 48 hours until Sunday.",
        "They fought for two days. Until Sunday it was calm.",
        "They fought for two days and fled on Sunday.",
        "They fought for two days until the truce of Sunday.",
    ],
)
def test_a_length_has_no_end_where_none_is_told_or_it_is_too_vague(text: str) -> None:
    found = times(text, published=PUBLISHED)[0]
    assert (found.type, found.start, found.end) == ("DURATION", None, None)


def test_a_length_without_a_publication_date_ends_where_the_text_says() -> None:
    found = times("They held him for six months until March 2024.", published=None)[0]
    assert (found.start, found.end, found.anchor) == ("2023-10-01", "2024-03-31", "explicit")


@pytest.mark.parametrize(
    ("text", "value", "start", "end"),
    [
        ("In the quarter ended June 30 it fell.", "2024-Q2", "2024-04-01", "2024-06-30"),
        ("In its fourth quarter, ended Aug. 31, it fell.", "2023-Q4", "2024-06-01", "2024-08-31"),
        ("In the quarter ending Oct. 31, 2022 it fell.", "2022-Q3", "2022-08-01", "2022-10-31"),
    ],
)
def test_a_quarter_ends_at_the_day_after_it(text: str, value: str, start: str, end: str) -> None:
    found = times(text, published=PUBLISHED)[0]
    assert (found.type, found.value, found.start, found.end) == ("DATE", value, start, end)


def test_months_that_a_report_compares_with_a_year_earlier_are_no_quarter() -> None:
    text = "It rose in the third quarter of 2019. In the nine months it fell from a year earlier."
    assert times(text, published=PUBLISHED)[-1].value == "2018"
    assert times(text.replace("nine", "three"), published=PUBLISHED)[-1].value == "2018-Q3"


@pytest.mark.parametrize(
    ("told", "words", "value"),
    [("third quarter", "a year ago", "2023-Q3"), ("third quarter", "eight years ago", "2016"),
     ("first half", "a year ago", "2023")],
)  # fmt: skip
def test_a_year_ago_is_of_the_quarter_told_before_it(told: str, words: str, value: str) -> None:
    text = f"It rose in the {told} of this year. It was ten {words}."
    assert times(text, published="2024-12-12")[-1].value == value


def test_what_is_compared_with_moves_no_narrative() -> None:
    text = "It fell in August, compared to the same month a year ago, and 9% from the previous year."
    assert [time.value for time in times(text, published=PUBLISHED)] == ["2024-08", "2023-08", "2023"]


BOUNDS = (
    ("The army raided it before dawn on Tuesday.", "2024-09-10"),
    ("The army raided it before dawn Tuesday.", "2024-09-10"),
    ("Fighting raged until Sunday.", "2024-09-08"),
    ("Police said fighting raged until Sunday.", "2024-09-08"),
    ("Until Sunday, fighting raged in the city.", "2024-09-08"),
    ("He flew to Baghdad before Tuesday.", "2024-09-10"),
    ("They fought until the attack on Sunday.", "2024-09-08"),
    ("Fighting raged until December 20.", "2023-12-20"),
    ("Until Sunday, the road will be closed.", "2024-09-15"),
    ("Police closed the road until Sunday.", "2024-09-15"),
    ("The road is closed until Sunday, police said.", "2024-09-15"),
    ("Police said the road remains shut until Sunday.", "2024-09-15"),
    ("The army killed two and said the truce holds until Sunday.", "2024-09-15"),
    ("They agreed to a truce until Sunday.", "2024-09-15"),
    ("He had until Sunday to leave.", "2024-09-15"),
    ("He has been barred until Sunday.", "2024-09-15"),
    ("Residents were told to leave before Tuesday.", "2024-09-17"),
    ("He returned to lead talks before Tuesday.", "2024-09-17"),
    ("He was killed before the vote on Sunday.", "2024-09-15"),
    ("Stay inside until Sunday.", "2024-09-15"),
    ("The court extended his detention until December 20.", "2024-12-20"),
    ("The internet was shut down until Sunday.", "2024-09-15"),
    ("Roads were cut off until Sunday.", "2024-09-15"),
    ("Until Sunday, roads were shut to traffic.", "2024-09-15"),
    ("Until Sunday, they had not called him a suspect.", "2024-09-08"),
    ("Until Sunday, they had agreed to a truce.", "2024-09-15"),
    ("Pupils were sent home until Sunday.", "2024-09-15"),
    ("Rebels were besieged in the town until Sunday.", "2024-09-08"),
    ("The day before the attack on Monday, 30 were held.", "2024-09-09"),
    ("Shortly before the attack on Tuesday, shots were heard.", "2024-09-10"),
    ("Shortly before the march on Tuesday, police sealed roads.", "2024-09-10"),
    ("Before the vote on Sunday, police sealed roads.", "2024-09-15"),
)


@pytest.mark.parametrize(("text", "day"), BOUNDS)
def test_before_and_until_look_ahead_unless_what_they_end_is_told_in_the_past(text: str, day: str) -> None:
    assert [time.start for time in times(text, published=PUBLISHED) if time.start] == [day]


HAPPENED = (
    "War between Israel and Hamas broke out on {}.",
    "The attack on {} killed two.",
    "The massacre of {} shocked them.",
    "The {} attack changed everything.",
    "They vowed to respond to the {} attack.",
    "He is accused of the attack in Basra on {}.",
    "Since {}, Israel has bombed Gaza.",
    "On {}, gunmen from the north stormed the town.",
    "At daybreak on {} rebels attacked the post.",
    "At sunup on {} rebels attacked the post.",
    "They killed 12 people in Basra on {}.",
    "They killed 12 people in Basra {}, police said.",
    "Fighting raged until {}.",
    "The summit on {} ended without a deal.",
    "The rally on {} was broken up by police.",
    "They held elections on {}.",
    "A council led by Oman met gunmen who fled on {}.",
)


@pytest.mark.parametrize("text", HAPPENED)
@pytest.mark.parametrize(("day", "last"), [("October 7", "2023-10-07"), ("30 September", "2023-09-30")])
def test_a_day_on_which_something_happened_is_the_last_one(text: str, day: str, last: str) -> None:
    assert only(text.format(day)).start == last


COMING = (
    "Leaders will attend the summit on {}.",
    "The summit on {} is the first.",
    "Parties prepared for elections due on {}.",
    "Police arrested two men ahead of the elections on {}.",
    "Police arrested two men before the {} elections.",
    "Parliament approved a march on {}.",
    "They agreed to meet on {}.",
    "He was ordered to appear in court on {}.",
    "The talks will be held on {}.",
    "A hearing hosted by Oman resumes on {}.",
    "On {}, Tunisians vote in polls called by the president.",
    "On {}, elections will be held.",
    "On {}, he was due in court.",
    "Police warned of an attack on {}.",
    "The vote on {} was postponed.",
    "The two sides announced talks on {}.",
    "They set {} as the date for an attack.",
    "Rebels, who killed two, say that they march on {}.",
    "The court extended his detention until {}.",
    "He won over the states that vote on {}.",
    "They deployed staff to all {} states.",
    "They met in a besieged city that starts talks on {}.",
)


@pytest.mark.parametrize("text", COMING)
@pytest.mark.parametrize(("day", "coming"), [("October 5", "2024-10-05"), ("10 October", "2024-10-10")])
def test_another_day_of_the_coming_month_is_that_day(text: str, day: str, coming: str) -> None:
    assert only(text.format(day)).start == coming
