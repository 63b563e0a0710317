from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator

import pytest

from build import reading
from dateline.cli.writers import WRITERS, Format
from dateline.schema.reading import Reading


def written(chosen: Format, number: int = 2, *, pretty: bool = False) -> str:
    stream = io.StringIO()
    WRITERS[chosen](iter([reading()] * number), stream, pretty)
    return stream.getvalue()


def test_every_format_has_a_writer() -> None:
    assert set(WRITERS) == set(Format)


def test_json_is_one_line_a_report_and_reads_back() -> None:
    lines = written(Format.JSON).splitlines()
    assert len(lines) == 2
    assert Reading.model_validate_json(lines[1]) == reading()
    assert list(json.loads(lines[0])) == [
        "schema", "report", "events", "attributions", "figures", "places", "times", "warnings", "provenance",
    ]  # fmt: skip


def test_json_for_eyes_is_indented() -> None:
    assert json.loads(written(Format.JSON, 1, pretty=True)) == reading().to_dict()
    assert written(Format.JSON, 1, pretty=True).count("\n") > 100


def test_each_record_leaves_before_the_next_is_read() -> None:
    stream = io.StringIO()

    def slowly() -> Iterator[Reading]:
        yield reading()
        assert stream.getvalue().count("\n") == 1
        yield reading()

    WRITERS[Format.JSON](slowly(), stream, False)
    assert stream.getvalue().count("\n") == 2


def test_csv_has_one_heading() -> None:
    rows = list(csv.reader(io.StringIO(written(Format.CSV))))
    assert len(rows) == 1 + 2 * len(reading().events)


def test_html_is_one_page() -> None:
    assert written(Format.HTML).count("<!doctype html>") == 1


@pytest.mark.parametrize("number", [1, 2])
def test_text_parts_reports_by_a_rule(number: int) -> None:
    lines = written(Format.TEXT, number).splitlines()
    assert sum(set(line) == {"─"} for line in lines) == number - 1
    assert "\x1b" not in "".join(lines)
