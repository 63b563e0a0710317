from __future__ import annotations

import csv
import io

import pytest

from build import argument, bare, event, reading, span
from dateline.render import table


def read_back(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_a_row_holds_the_event() -> None:
    row = next(table.rows([reading()]))
    assert list(row) == list(table.COLUMNS)
    assert row["source_id"] == "wire-17"
    assert (row["type"], row["salience"], row["series"]) == ("shelling", "main", False)
    assert (row["actors"], row["actor_confidence"]) == ("Gunmen of the Desert Front", "accused-by-authorities")
    assert (row["killed_low"], row["killed_best"], row["killed_high"]) == (3, 3, 5)
    assert (row["time_start"], row["place_name"], row["place_lat"]) == ("2023-06-12", "Mosul", 36.335)
    assert row["sources"] == "the Iraqi army; Col. Hassan Jaber; A hospital official in Mosul"
    assert (row["cameo"], row["acled_sub_event_type"]) == ("194", "Shelling/artillery/missile attack")


def test_silence_is_an_empty_cell_and_a_zero_is_a_zero() -> None:
    rows = read_back("".join(table.csv([reading()])))
    assert len(rows) == 9
    assert rows[1]["killed_best"] == ""
    assert rows[2]["injured_best"] == "0"
    assert rows[3]["series"] == "true"


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@cmd", "\tx", "\rx"])
def test_no_cell_is_a_formula(words: str) -> None:
    hostile = bare(f"{words} struck", event("e1", "shelling", span(f"{words} struck", words)), headline=words)
    row = read_back("".join(table.csv([hostile])))[0]
    assert row["headline"] == f"'{words}"
    assert not row["trigger"].startswith(tuple("=+-@\t\r"))


def test_cells_hold_quotes_and_lines() -> None:
    text = 'a "b", c\nd struck'
    shown = bare(
        text, event("e1", "shelling", span(text, "struck"), arguments=(argument("actor", span(text, text[:10])),))
    )
    row = read_back("".join(table.csv([shown])))[0]
    assert row["actors"] == 'a "b", c d'


def test_half_characters_and_nul_can_be_written() -> None:
    text = "x\ud800\0 struck"
    hostile = bare(text, event("e1", "shelling", span(text, "struck")), headline=text)
    "".join(table.csv([hostile])).encode()


def test_columns_for_data_frames_are_there_without_a_row() -> None:
    assert table.columns([]) == {name: [] for name in table.COLUMNS}
    assert table.columns([reading()])["type"][:2] == ["shelling", "denial"]
