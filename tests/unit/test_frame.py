"""Readings as a data frame, one row an event."""

from importlib.util import find_spec

import pytest

import dateline
from build import reading
from dateline.errors import MissingExtraError
from dateline.render.table import COLUMNS


def test_pandas_has_a_row_for_each_event_and_all_columns() -> None:
    pytest.importorskip("pandas", reason="pandas is not installed: the extra 'frames'")
    one = reading()
    table = dateline.frame([one, one])
    assert list(table.columns) == list(COLUMNS)
    assert len(table) == 2 * len(one.events)
    assert list(table["event_id"]) == [event.id for event in one.events] * 2
    assert set(table["source_id"]) == {"wire-17"}
    first = table.iloc[0]
    assert (first["type"], first["time_start"], first["place_name"]) == ("shelling", "2023-06-12", "Mosul")
    assert int(first["killed_best"]) == 3


def test_it_can_be_counted_by_type() -> None:
    pytest.importorskip("pandas", reason="pandas is not installed: the extra 'frames'")
    one = reading()
    counted = dateline.frame(iter([one])).groupby("type").size()
    assert counted.sum() == len(one.events)
    assert counted["shelling"] == sum(event.type == "shelling" for event in one.events)


def test_no_reading_is_no_row_but_all_columns() -> None:
    pytest.importorskip("pandas", reason="pandas is not installed: the extra 'frames'")
    assert dateline.frame([]).shape == (0, len(COLUMNS))


def test_polars_has_the_same() -> None:
    pytest.importorskip("polars", reason="polars is not installed")
    table = dateline.frame([reading()], library="polars")
    assert list(table.columns) == list(COLUMNS)
    assert len(table) == len(reading().events)


def test_a_library_that_is_not_there_is_named() -> None:
    assert find_spec("no_such_frames") is None
    with pytest.raises(MissingExtraError, match="needs no_such_frames: pip install no_such_frames"):
        dateline.frame([reading()], library="no_such_frames")
