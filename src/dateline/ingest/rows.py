"""Tables of texts, a report a row: JSON Lines and CSV, streamed, and what a row of any table states.

The columns are ``text``, and where there are any ``id``, ``headline``, ``published``, ``url`` and ``outlet``; others
are ignored.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import BinaryIO, Final

from dateline.errors import InputError
from dateline.ingest.dates import parse_date
from dateline.ingest.decode import decode
from dateline.ingest.found import MAX_BYTES
from dateline.ingest.header import columns
from dateline.ingest.page import Intake, is_address, take_text
from dateline.ingest.source import Source, SourceOptions, failed
from dateline.ingest.stream import EMPTY, TOO_LONG, lines
from dateline.schema.reading import Notice

COLUMNS: Final = ("id", "text", "headline", "published", "url", "outlet")
_STATED: Final = ("headline", "published", "url", "outlet")
_CHECKED: Final[tuple[tuple[str, Callable[[str], object], str, str], ...]] = (
    ("published", parse_date, "unclear-date", "the row's 'published' is no clear date"),
    ("url", is_address, "invalid-url", "the row's 'url' is no http or https address"),
)
"""Fields that a row does without where they state what cannot be: how a good one is told, the warning's code and its
words."""


def load_row(row: Mapping[str, object], options: SourceOptions) -> Intake:
    """The report of one row.

    Raises ``InputError`` where it has no text. A date that is not clear and an address that is none are warnings, and
    left out.
    """
    text = row.get("text")
    if not isinstance(text, str):
        raise InputError("the row has no field 'text'" if text is None else "the row's 'text' is not a string")
    fields = {name: _field(row.get(name)) for name in _STATED}
    notices = []
    for name, is_good, code, what in _CHECKED:
        value = fields[name]
        if value is not None and not is_good(value):
            fields[name] = None
            notices.append(Notice(code=code, message=f"{what}: {row[name]!r:.80}"))
    stated = replace(
        options.stated,
        published=fields["published"] or options.stated.published,
        outlet=fields["outlet"] or options.stated.outlet,
        url=fields["url"] or options.stated.url,
        headline=fields["headline"] or options.stated.headline,
        source_id=_field(row.get("id")) or options.stated.source_id,
    )
    intake = take_text(text, stated)
    return replace(intake, warnings=(*intake.warnings, *notices))


def read_jsonl(name: str, stream: BinaryIO, options: SourceOptions) -> Iterator[Source]:
    """A source a line of JSON. A line that is too long is a failure, and the next is read."""
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

    The first line that holds anything names the columns, and which of comma, tab, semicolon and bar is between them.
    Cells are quoted as RFC 4180 has it; a row that is not is a failure, and the next line begins another.
    """
    told = _Lines(stream)
    header = next((line for line in told if line.strip()), "")
    named = columns(header) if header else EMPTY
    if isinstance(named, str):
        yield failed(name, told.problem or named)
        return
    names, delimiter = named
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
        if self.problem:
            raise StopIteration
        number, line = next(self._lines)
        self.number = number
        if isinstance(line, str):
            # Whether a quote is open behind a line that nobody holds, nothing tells.
            self.problem = f"{line}; reading stops here" if line == TOO_LONG else line
            raise StopIteration
        return line.decode("utf-8", "surrogateescape")


def _field(value: object) -> str | None:
    """A field of a row as text; numbers may be ids, anything else but text is nothing."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    return str(value).strip() or None
