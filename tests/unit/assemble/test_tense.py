"""Which "Tuesday" an event was on."""

from __future__ import annotations

import pytest

from dateline.assemble.tense import in_tense
from dateline.normalise.time import times
from dateline.schema.reading import Modality

PUBLISHED = "2024-09-12"
"""A Thursday."""


@pytest.mark.parametrize(
    ("words", "told", "modality", "day"),
    [
        ("Tuesday", "2024-09-17", "actual", "2024-09-10"),
        ("Tuesday", "2024-09-10", "actual", "2024-09-10"),
        ("Tuesday", "2024-09-10", "future", "2024-09-17"),
        ("Tuesday", "2024-09-17", "hypothetical", "2024-09-17"),
        ("early Tuesday", "2024-09-10", "future", "2024-09-17"),
        ("last Tuesday", "2024-09-10", "future", "2024-09-10"),
        ("March 3", "2024-03-03", "future", "2025-03-03"),
        ("the 3rd of March", "2025-03-03", "actual", "2024-03-03"),
        ("February 29", "2024-02-29", "future", "2024-02-29"),
        ("March 3, 2024", "2024-03-03", "future", "2024-03-03"),
        ("two days before Tuesday", "2024-09-08", "future", "2024-09-08"),
    ],
)
def test_a_day_that_recurs_is_the_one_that_the_events_modality_allows(
    words: str, told: str, modality: Modality, day: str
) -> None:
    (time,) = times("On Tuesday.", published=PUBLISHED)
    span = time.evidence[0].model_copy(update={"text": words})
    time = time.model_copy(update={"evidence": (span,), "value": told, "start": told, "end": told})
    found = in_tense(time, modality, PUBLISHED)
    assert (found.value, found.start, found.end) == (day, day, day)


def test_without_a_day_of_publication_or_of_its_own_a_time_stays() -> None:
    for text, published in (("On Tuesday.", None), ("Last year.", PUBLISHED), ("For hours.", PUBLISHED)):
        (time,) = times(text, published=published)
        assert in_tense(time, "future", published) is time
