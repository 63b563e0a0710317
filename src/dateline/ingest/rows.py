"""Tables of texts, a report a row: JSON Lines and CSV, streamed, and what a row of any table states.

The columns are ``text``, and where there are any ``id``, ``headline``, ``published``, ``url`` and ``outlet``; others
are ignored.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import BinaryIO, Final

from dateline.errors import InputError
from dateline.ingest.dates import parse_date
from dateline.ingest.decode import decode
from dateline.ingest.found import MAX_BYTES
from dateline.ingest.page import Intake, take_text
from dateline.ingest.source import Source, SourceOptions, failed
from dateline.ingest.stream import EMPTY, LineStream, lines
from dateline.schema.reading import Notice

COLUMNS: Final = ("id", "text", "headline", "published", "url", "outlet")
_STATED: Final = ("headline", "published", "url", "outlet")
_DELIMITERS: Final = ",\t;|"
_MOST_NAMED: Final = 12
_WIDE: Final = (b"\xff\xfe", b"\xfe\xff")


def load_row(row: Mapping[str, object], options: SourceOptions) -> Intake:
    """The report of one row.

    Raises ``InputError`` where it has no text, or states what cannot be. A date that is not clear is a warning.
    """
    text = row.get("text")
    if not isinstance(text, str):
        raise InputError("the row has no field 'text'" if text is None else "the row's 'text' is not a string")
    fields = {name: _field(row.get(name)) for name in _STATED}
    unclear = fields["published"] is not None and parse_date(fields["published"]) is None
    if unclear:
        fields["published"] = None
    stated = replace(
        options.stated,
        published=fields["published"] or options.stated.published,
        outlet=fields["outlet"] or options.stated.outlet,
        url=fields["url"] or options.stated.url,
        headline=fields["headline"] or options.stated.headline,
        source_id=_field(row.get("id")) or options.stated.source_id,
    )
    intake = take_text(text, stated)
    if not unclear:
        return intake
    notice = Notice(code="unclear-date", message=f"the row's 'published' is no clear date: {row['published']!r:.80}")
    return replace(intake, warnings=(*intake.warnings, notice))


def read_jsonl(name: str, stream: LineStream, options: SourceOptions) -> Iterator[Source]:
    """A source a line of JSON."""
    empty = True
    for number, line in lines(stream):
        if isinstance(line, str):
            yield failed(f"{name}:{number}", line)
        elif line.strip():
            yield Source(f"{name}:{number}", partial(_load_json, line, options))
        empty = empty and isinstance(line, bytes) and not line.strip()
    if empty:
        yield failed(name, EMPTY)


def _load_json(line: bytes, options: SourceOptions) -> Intake:
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise InputError("the row is not UTF-8") from error
    except (ValueError, RecursionError) as error:
        raise InputError(f"the row is not valid JSON ({error})") from error
    if not isinstance(row, dict):
        raise InputError("the row is not a JSON object with a field 'text'")
    return load_row(row, options)


def read_csv(name: str, stream: BinaryIO, options: SourceOptions) -> Iterator[Source]:
    """A source a row of CSV, named by the line on which it begins.

    The first line names the columns, and which of comma, tab, semicolon and bar is between them. Cells are quoted as
    RFC 4180 has it; a row that is not is a failure, and the next line begins another.
    """
    told = _Lines(stream)
    columns = _columns(next(told, ""))
    if isinstance(columns, str):
        yield failed(name, told.problem or columns)
        return
    names, delimiter = columns
    empty = True
    for number, cells in _cells(told, delimiter):
        empty = False
        if isinstance(cells, str):
            yield failed(f"{name}:{number}", cells)
        else:
            yield Source(f"{name}:{number}", partial(_load_cells, names, cells, options))
    if empty:
        yield failed(name, "the table has no rows")


def _cells(told: _Lines, delimiter: str) -> Iterator[tuple[int, tuple[str, ...] | str]]:
    """The rows that hold anything, with the lines they begin on; text instead of cells says what is wrong there."""
    # The limit is the module's own: 131,072 characters a cell are too few for a text, and it takes no other way.
    csv.field_size_limit(MAX_BYTES)
    reader = csv.reader(told, delimiter=delimiter, strict=True)
    while True:
        number = told.number + 1
        try:
            cells = next(reader)
        except csv.Error as error:
            yield number, f"the row is not valid CSV ({error}); is a quote not closed or not doubled?"
            continue
        except StopIteration:
            break
        if any(cell.strip() for cell in cells):
            yield number, tuple(cells)
    if told.problem:
        yield told.number, told.problem


def _columns(header: str) -> tuple[tuple[str, ...], str] | str:
    """The names of the columns and what stands between them, or why there are none."""
    if not header.strip():
        return EMPTY
    if header.startswith(tuple(_surrogates(mark) for mark in _WIDE)) or "\0" in header:
        return "the table is in UTF-16; save it as UTF-8"
    found: Sequence[str] = ()
    for delimiter in _DELIMITERS:
        try:
            cells = next(csv.reader([header.removeprefix("\ufeff")], delimiter=delimiter))
        except (csv.Error, StopIteration):
            continue
        names = tuple(cell.strip().lower() for cell in cells)
        if "text" in names:
            return names, delimiter
        found = max(found, names, key=len)
    told = ", ".join(repr(each[:40]) for each in found[:_MOST_NAMED])
    return f"the table has no column 'text' in its first line, which names {told}"


def _load_cells(names: tuple[str, ...], cells: tuple[str, ...], options: SourceOptions) -> Intake:
    if len(cells) > len(names):
        raise InputError(f"the row has {len(cells)} cells, and the first line names {len(names)} columns")
    # A column named twice: the first that is filled.
    row: dict[str, object] = {}
    for column, cell in zip(names, cells, strict=False):
        row[column] = row.get(column) or _text(cell) or None
    return load_row(row, options)


def _text(cell: str) -> str:
    """A cell as text: what is not UTF-8 is decoded like a page."""
    if cell.isascii() or not any("\udc80" <= letter <= "\udcff" for letter in cell):
        return cell
    return decode(cell.encode("utf-8", "surrogateescape"))


def _surrogates(line: bytes) -> str:
    return line.decode("utf-8", "surrogateescape")


class _Lines:
    """The lines of a stream as text for a reader of CSV; ``number`` of the last one, ``problem`` where reading ended
    before the stream did."""

    def __init__(self, stream: BinaryIO) -> None:
        self.number = 0
        self.problem: str | None = None
        self._lines = lines(stream)

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        number, line = next(self._lines)
        self.number = number
        if isinstance(line, str):
            self.problem = line
            raise StopIteration
        return _surrogates(line)


def _field(value: object) -> str | None:
    """A field of a row as text; numbers may be ids, anything else but text is nothing."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    return str(value).strip() or None
