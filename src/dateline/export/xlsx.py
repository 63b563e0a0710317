"""A workbook: sheets of events, evidence and what each column holds; every text is a text, never a formula."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Sequence
from datetime import datetime
from tempfile import TemporaryFile
from typing import IO, Any, Final

from dateline.errors import DataError
from dateline.export import evidence, flat
from dateline.export.base import Account, Format, taken
from dateline.export.files import Files
from dateline.export.happening import Happening
from dateline.render.safe import inert

LONGEST: Final = 32_767
"""Characters that a cell of a workbook may hold."""
MOST_ROWS: Final = 1_048_575
"""Rows below the heading that a sheet may hold."""
_FORMULA: Final = ("=", "+", "-", "@")
_MADE: Final = datetime(2000, 1, 1)
"""A workbook says when it was made: the same time for every one, so that the same content has the same bytes."""
_MODIFIED: Final = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
_CHUNK: Final = 1 << 20


def write(happenings: Iterable[Happening], files: Files, account: Account) -> None:
    """Rows go to files of openpyxl's own as they come; only the last step packs them."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    book.properties.creator = "dateline"
    book.properties.created = _MADE
    sheets = [book.create_sheet(name) for name in ("events", "evidence", "about")]
    try:
        _fill(sheets, happenings, account)
    finally:
        # Sheets that are left open would complain when they are thrown away.
        for sheet in sheets:
            sheet.close()
    with TemporaryFile() as packed, files.binary() as stream:
        book.save(packed)
        _settle(packed, stream)


def _fill(sheets: Sequence[Any], happenings: Iterable[Happening], account: Account) -> None:
    sheet, words, about = sheets
    sheet.freeze_panes = words.freeze_panes = "A2"
    sheet.append([column.name for column in flat.COLUMNS])
    words.append([column.name for column in evidence.TABLE.columns])
    about.append(["column", "holds"])
    for column in flat.COLUMNS:
        about.append([column.name, column.about])
    told = 0
    for each, row in taken(happenings, flat.row, flat.COLUMNS, account):
        if account.written > MOST_ROWS:
            raise DataError(f"a sheet holds {MOST_ROWS:,} rows: choose fewer events, or export csv or parquet")
        sheet.append([_cell(sheet, value, account) for value in row.values()])
        for cited in evidence.rows(each):
            told += 1
            if told > MOST_ROWS:
                account.cut["evidence beyond the rows of a sheet"] += 1
                continue
            words.append([_cell(words, value, account) for value in cited.values()])


def _cell(sheet: Any, value: object, account: Account) -> object:
    """A value of a cell; what looks like a formula is marked as text, as by an apostrophe before it."""
    if not isinstance(value, str):
        return value
    text = inert(value)
    if len(text) > LONGEST:
        account.cut["text longer than a cell holds"] += 1
        text = text[:LONGEST]
    if not text.startswith(_FORMULA):
        return text
    return _quoted(sheet, text)


def _quoted(sheet: Any, text: str) -> object:
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet, value=text)
    cell.data_type = "s"
    cell.quotePrefix = True
    return cell


def _settle(packed: IO[bytes], stream: IO[bytes]) -> None:
    """Pack the workbook again without the time of day, which openpyxl writes into it and its entries."""
    with zipfile.ZipFile(packed) as source, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name in sorted(source.namelist(), key=lambda one: (one != "[Content_Types].xml", one)):
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            if name == "docProps/core.xml":
                content = _MODIFIED.sub(rb"\g<1>" + f"{_MADE:%Y-%m-%dT%H:%M:%SZ}".encode(), source.read(name))
                target.writestr(entry, content)
                continue
            with source.open(name) as read, target.open(entry, "w", force_zip64=True) as written:
                while chunk := read.read(_CHUNK):
                    written.write(chunk)


FORMAT: Final = Format(
    name="xlsx",
    suffix=".xlsx",
    about="A workbook with the columns of the CSV on the sheet `events`, the words of every value on `evidence`, and "
    "what each column holds on `about`.",
    write=write,
    fields=flat.COLUMNS,
    lost=(
        "what the CSV loses",
        "characters beyond 32,767 in one cell, evidence beyond 1,048,575 rows: counted when it happens",
        "control characters in texts are shown as U+FFFD: a workbook cannot hold them",
    ),
    libraries=("openpyxl",),
    binary=True,
)
