"""What of a Word file is read: paragraphs and tables, in order."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import docx
import pytest

from dateline.ingest.documents import docx_paragraphs, read_docx

HEADLINE = "Rockets hit fuel depot near Basra"
FIRST = "Three rockets struck a fuel depot near Basra on Sunday night, wounding two guards, the oil ministry said."
LAST = "Firefighters put out the blaze by morning, and its manager said that deliveries would start again soon."


def written(fill: Callable[[Any], None]) -> bytes:
    document = docx.Document()
    document.add_heading(HEADLINE, level=0)
    document.add_paragraph(FIRST)
    fill(document)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def tolls(document: Any) -> None:
    table = document.add_table(rows=2, cols=2)
    for row, texts in zip(table.rows, (("Town", "Killed"), ("Zubair", "4")), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text


def layout(document: Any) -> None:
    document.add_table(rows=1, cols=2).cell(0, 1).text = LAST


def test_a_table_stands_where_it_stood() -> None:
    def fill(document: Any) -> None:
        tolls(document)
        document.add_paragraph(LAST)

    assert read_docx(written(fill)).text.split("\n\n") == [HEADLINE, FIRST, "| Town | Killed |", "| Zubair | 4 |", LAST]


def test_a_table_at_the_end_is_no_scrap() -> None:
    assert read_docx(written(tolls)).text.endswith("| Town | Killed |\n\n| Zubair | 4 |")


def test_a_table_for_layout_holds_paragraphs() -> None:
    assert read_docx(written(layout)).text.split("\n\n") == [HEADLINE, FIRST, LAST]


def test_a_report_that_is_all_in_a_table() -> None:
    document = docx.Document()
    cell = document.add_table(rows=1, cols=1).cell(0, 0)
    cell.paragraphs[0].text = HEADLINE
    for text in (FIRST, LAST):
        cell.add_paragraph(text)
    stream = io.BytesIO()
    document.save(stream)
    assert read_docx(stream.getvalue()).text.split("\n\n") == [HEADLINE, FIRST, LAST]


def test_merged_and_nested_cells_are_read_once() -> None:
    def fill(document: Any) -> None:
        table = document.add_table(rows=2, cols=2)
        table.cell(0, 0).merge(table.cell(0, 1)).text = "Toll by town"
        table.cell(1, 0).text = FIRST
        table.cell(1, 1).add_table(1, 1).cell(0, 0).text = LAST

    texts = [piece.text for piece in docx_paragraphs(written(fill)) if piece.text]
    assert texts == [HEADLINE, FIRST, "Toll by town", FIRST, LAST]


@pytest.mark.parametrize("style", ["Title", "Heading 1"])
def test_a_heading_within_a_cell_is_the_headline(style: str) -> None:
    document = docx.Document()
    document.add_table(rows=1, cols=1).cell(0, 0).paragraphs[0].text = HEADLINE
    document.tables[0].cell(0, 0).paragraphs[0].style = style
    document.add_paragraph(FIRST)
    stream = io.BytesIO()
    document.save(stream)
    assert read_docx(stream.getvalue()).headline == HEADLINE
