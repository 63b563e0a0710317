"""What holds of the times of any text whatever."""

from __future__ import annotations

import re
import time as clock
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.normalise.time import anniversary, relatives, times
from dateline.schema.reading import Time

WORDS = (
    "the a last next this past early late mid- on in at of from to between and since until before after ago earlier"
    " later Monday friday SUNDAY May march Jan. September 3rd 31 30 10 1990 2024 '97 0 9999 two twenty-four several few"
    " days week months years century decade hour minutes weekend quarter third first second anniversary morning night"
    " yesterday today overnight now recently every each twice daily 12:30 35:99 3 p.m. 0300 GMT noon o'clock summer"
    " old year-old will said , . ; - – ( ) \n \n\n 's ’s 10/09/2024 13/13/2013 2024-02-30 0000-00-00 nineteen thousand"
).split(" ")
WORDY = st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join)
TEXTS = st.one_of(WORDY, st.text(max_size=200), st.tuples(WORDY, st.text(max_size=20), WORDY).map("".join))
PUBLISHED = st.one_of(st.none(), st.dates(date(1, 1, 1), date(9999, 12, 31)).map(date.isoformat), st.text(max_size=12))
SPANS = st.lists(st.tuples(st.integers(-5, 400), st.integers(-5, 400)), max_size=8)


def moment(value: str) -> date | datetime:
    return datetime.fromisoformat(value) if "T" in value else date.fromisoformat(value)


def check(text: str, found: tuple[Time, ...]) -> None:
    end = 0
    for time in found:
        (span,) = time.evidence
        assert text[span.start : span.end] == span.text
        assert span.start >= end
        end = span.end
        assert time.how
        assert (time.start is None) == (time.end is None)
        if time.start is not None and time.end is not None:
            assert moment(time.start[:10]) <= moment(time.end[:10])
            assert moment(time.start).isoformat()[:10] == time.start[:10]
            assert time.granularity != "unknown"
            assert time.anchor in ("published", "document", "explicit")


@settings(max_examples=300, deadline=None)
@given(TEXTS, SPANS, PUBLISHED)
def test_times_cite_their_words_in_order_and_never_raise(
    text: str, spans: list[tuple[int, int]], published: str | None
) -> None:
    found = times(text, spans, published=published)
    check(text, found)
    assert found == times(text, spans, published=published)
    for span in anniversary(text, found):
        assert 0 <= span.start < span.end < span.of_start <= span.of_end <= len(text)
    for relative in relatives(text, found):
        assert 0 <= relative.low <= relative.high
        assert relative.end < relative.follows < len(text)


@settings(max_examples=150, deadline=None)
@given(WORDY)
def test_without_publication_nothing_is_anchored_to_it(text: str) -> None:
    assert all(time.anchor != "published" for time in times(text, published=None))


@settings(max_examples=100, deadline=None)
@given(st.dates(date(1000, 1, 1), date(9999, 12, 31)))
def test_a_full_date_reads_as_itself_in_every_common_order(day: date) -> None:
    month = day.strftime("%B")
    for words in (f"{day.day} {month} {day.year:04}", f"{month} {day.day}, {day.year:04}", day.isoformat()):
        found = times(f"It fell on {words} in Aden.", published=None)
        if re.search(r"\b[12]\d{3}\b", words) and day.year < 2100:
            assert [(time.value, time.start, time.end) for time in found] == [(day.isoformat(),) * 3]


@pytest.mark.parametrize(
    "text",
    ["1 " * 4_000, "the " * 4_000, "last " * 4_000, "on Monday " * 1_000, "a" * 20_000, "from May to " * 1_000,
     "1," * 6_000, " " * 20_000, "\n" * 20_000, "the second anniversary of " * 500, "9" * 20_000, "will " * 4_000],
)  # fmt: skip
def test_long_hostile_texts_take_time_in_their_length(text: str) -> None:
    start = clock.process_time()
    check(text, times(text, published="2024-09-12"))
    assert clock.process_time() - start < 10
