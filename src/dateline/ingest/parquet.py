"""Tables of texts in Parquet, through pyarrow (an extra): the columns of ``rows``, a few rows in memory at once."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date, datetime
from functools import partial
from typing import Any, BinaryIO, Final

from dateline.errors import MissingExtraError
from dateline.ingest.found import MAX_BYTES
from dateline.ingest.rows import COLUMNS, load_row
from dateline.ingest.source import Source, SourceOptions, failed

_AT_ONCE: Final = 256


def read_parquet(name: str, file: BinaryIO, options: SourceOptions) -> Iterator[Source]:
    """A source a row, numbered from 1. Columns are found whatever their case; dates and times of any type are read.

    ``file`` can be sought.
    """
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        yield failed(name, MissingExtraError("reading Parquet needs pyarrow: pip install dateline[tables]"))
        return
    # What it raises for damaged files: its own, Python's, and where a file lies about its sizes, memory's.
    problems = (pyarrow.ArrowException, OSError, ValueError, TypeError, KeyError, NotImplementedError, MemoryError)
    number = 0
    try:
        size = file.seek(0, os.SEEK_END)
        with parquet.ParquetFile(file, pre_buffer=False) as table:
            names = {column: column.strip().lower() for column in table.schema_arrow.names}
            wanted = [column for column, plain in names.items() if plain in COLUMNS]
            if "text" not in names.values():
                told = ", ".join(repr(column[:40]) for column in list(names)[:12])
                yield failed(name, f"the table has no column 'text'; it has {told}")
                return
            if not table.metadata.num_rows:
                yield failed(name, "the table has no rows")
            share = size // max(1, table.metadata.num_rows)
            for batch in table.iter_batches(_AT_ONCE, columns=wanted, use_threads=False):
                for row in batch.to_pylist():
                    number += 1
                    yield _source(f"{name}:{number}", {names[each]: row[each] for each in wanted}, options, share)
    except problems as error:
        at = f"{name}:{number + 1}" if number else name
        yield failed(at, f"the table cannot be read{' on from here' if number else ''} ({error})")


def _source(name: str, row: dict[str, Any], options: SourceOptions, size: int) -> Source:
    text = row.get("text")
    if isinstance(text, str) and len(text) > MAX_BYTES:
        return failed(name, f"the row is larger than {MAX_BYTES // 1_000_000} MB", size)
    plain = {
        column: value.isoformat() if isinstance(value, date | datetime) else value for column, value in row.items()
    }
    return Source(name, partial(load_row, plain, options), size)
