"""The whole pipeline as a benchmark's reader: told what a user would state, its text left as it is."""

from __future__ import annotations

import pytest

from dateline.evaluate.base import Document
from dateline.evaluate.whole import reader, settings
from dateline.pipeline import Pipeline
from dateline.reader.runtime import BUNDLED

TEXT = "   HARLA, 3 MAY 2021 -- [TEXT] GUNMEN KILLED TWO TURKISH TRADERS\nIN HARLA ON SUNDAY.  "


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    if not (BUNDLED / "card.json").exists():
        pytest.skip("no model is bundled in this tree")
    return Pipeline.open()


def test_a_text_is_read_unchanged_under_its_id_with_what_is_stated(pipeline: Pipeline) -> None:
    document = Document(id="r-1", text=TEXT, gold={}, published="2021-05-04", headline="Two killed", outlet="Post")
    report = reader(pipeline)(document)[0].report
    assert (report.text, report.source_id) == (TEXT, "r-1")
    assert (report.published, report.headline, report.outlet) == ("2021-05-04", "Two killed", "Post")


def test_demonyms_lie_in_their_country(pipeline: Pipeline) -> None:
    place = settings(pipeline).demonym_place("TURKISH")
    assert place is not None
    assert place[:2] == pytest.approx((39.0, 35.0), abs=2)
    assert settings(pipeline).demonym_place("Harlan") is None
