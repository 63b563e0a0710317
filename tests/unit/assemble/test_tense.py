"""Which "Tuesday" an event was on."""

from __future__ import annotations

import pytest

from dateline.assemble.tense import in_tense
from dateline.normalise.time import times
from dateline.schema.reading import Modality, Time

PUBLISHED = "2024-09-12"
"""A Thursday."""


def told(words: str, day: str, anchor: str = "published") -> Time:
    """The time of some words as a report's sentence has it."""
    (time,) = times("On Tuesday.", published=PUBLISHED)
    span = time.evidence[0].model_copy(update={"text": words})
    return time.model_copy(update={"evidence": (span,), "value": day, "start": day, "end": day, "anchor": anchor})


@pytest.mark.parametrize(
    ("words", "day", "modality", "moved"),
    [
        ("Tuesday", "2024-09-17", "actual", "2024-09-10"),
        ("Tuesday", "2024-09-10", "actual", "2024-09-10"),
        ("Tuesday", "2024-09-10", "future", "2024-09-17"),
        ("Tuesday", "2024-09-17", "generic", "2024-09-17"),
        ("early Tuesday", "2024-09-10", "future", "2024-09-17"),
        ("last Tuesday", "2024-09-10", "future", "2024-09-10"),
        ("March 3", "2024-03-03", "future", "2025-03-03"),
        ("August 24", "2024-08-24", "future", "2024-08-24"),
        ("the 3rd of March", "2025-03-03", "actual", "2024-03-03"),
        ("two days before Christmas", "2024-12-23", "actual", "2023-12-23"),
        ("one year after the March 3", "2025-03-03", "actual", "2024-03-03"),
        ("three days after Tuesday", "2024-09-13", "actual", "2024-09-06"),
        ("February 29", "2024-02-29", "future", "2024-02-29"),
        ("March 3, 2024", "2024-03-03", "future", "2024-03-03"),
        ("two days before Tuesday", "2024-09-08", "future", "2024-09-08"),
        ("September 13", "2024-09-13", "actual", "2024-09-13"),
    ],
)
def test_a_day_that_recurs_is_the_one_that_the_events_modality_allows(
    words: str, day: str, modality: Modality, moved: str
) -> None:
    found = in_tense(told(words, day), modality, PUBLISHED)
    assert found is not None
    assert (found.value, found.start, found.end) == (moved, moved, moved)


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("They will leave shortly before midnight on Saturday.", "2024-09-07"),
        ("They will leave at 3 p.m. on Saturday.", "2024-09-07T15:00"),
        ("They will leave on Saturday night.", "2024-09-07"),
        ("They will leave in the early hours of Saturday.", "2024-09-07"),
        ("They will meet over the weekend.", "2024-09-07"),
        ("They will meet from Monday to Wednesday.", "2024-09-09"),
    ],
)
def test_what_names_a_weekday_is_moved_with_its_clock_or_part_of_the_day(text: str, start: str) -> None:
    (time,) = times(text, published=PUBLISHED)
    found = in_tense(time, "actual", PUBLISHED)
    assert found is not None
    assert found.start == start
    assert found.how is not None
    assert found.how.endswith("as its event is told")


@pytest.mark.parametrize("words", ["tomorrow", "next Friday", "20 September", "15 and 16 September", "two days later"])
def test_what_happened_has_no_day_after_the_report(words: str) -> None:
    assert in_tense(told(words, "2024-09-20"), "actual", PUBLISHED) is None


def test_what_may_or_may_not_happen_is_on_no_day() -> None:
    assert in_tense(told("Tuesday", "2024-09-17"), "hypothetical", PUBLISHED) is None


def test_a_full_date_after_the_report_stays() -> None:
    time = told("20 September 2024", "2024-09-20", "explicit")
    assert in_tense(time, "actual", PUBLISHED) is time


def test_without_a_day_of_publication_or_of_its_own_a_time_stays() -> None:
    for text, published in (("On Tuesday.", None), ("Last year.", PUBLISHED), ("For hours.", PUBLISHED)):
        (time,) = times(text, published=published)
        assert in_tense(time, "future", published) is time
