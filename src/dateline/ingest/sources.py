"""Inputs as a user names them - files, folders, globs, ``-``, addresses, tables of texts - one ``Source`` a report.

Sources are made lazily and hold what they need to be loaded anywhere, another process included. What cannot be
read is a source too: its ``load`` raises, and the rest goes on.
"""

from __future__ import annotations

import glob
import gzip
import json
import re
import sys
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import BinaryIO, cast

from dateline.errors import FetchError, InputError, located
from dateline.ingest.dates import parse_date
from dateline.ingest.fetch import TIMEOUT, fetch
from dateline.ingest.found import MAX_BYTES
from dateline.ingest.kinds import GZIP, PAGE_SUFFIXES
from dateline.ingest.page import Intake, Page, Stated, take, take_text
from dateline.schema.reading import Notice

_ROW_SUFFIXES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{1,20}://")
_ROWS = re.compile(rb"\s*\{\s*\"")


@dataclass(frozen=True)
class SourceOptions:
    """How inputs are read. ``stated`` holds for pages as it is; for rows of a table it fills what they leave out."""

    stated: Stated = field(default_factory=Stated)
    allow_private: bool = False
    ignore_robots: bool = False
    timeout: float = TIMEOUT


@dataclass(frozen=True)
class Source:
    """One report to be: ``name`` is what the user calls it (``reports.jsonl:3``)."""

    name: str
    loader: Callable[[], Intake]

    def load(self) -> Intake:
        """Read it. Raises ``DatelineError`` naming this source."""
        with located(self.name, "ingest"):
            return self.loader()


_DEFAULT = SourceOptions()


def sources(inputs: Sequence[str], options: SourceOptions = _DEFAULT) -> Iterator[Source]:
    """The sources that ``inputs`` name, in order; folders and globs sorted by path."""
    for name in inputs:
        if name == "-":
            yield from _standard_input(options)
        elif _SCHEME.match(name):
            yield Source(name, partial(_load_url, name, options))
        else:
            yield from _paths(name, options)


def _paths(name: str, options: SourceOptions) -> Iterator[Source]:
    path = Path(name)
    try:
        if path.is_dir():
            found = sorted(each for each in path.rglob("*") if _is_known(each) and each.is_file())
            missing = "no report in this folder: none of its files has a known suffix"
        elif path.exists() or not glob.has_magic(name):
            found, missing = [path], ""
        else:
            found = sorted(Path(each) for each in glob.glob(name, recursive=True) if Path(each).is_file())
            missing = "no file matches this pattern"
    except (OSError, ValueError) as error:
        yield _failed(name, f"cannot be looked up ({error})")
        return
    if not found:
        yield _failed(name, missing)
    for each in found:
        if each.name.lower().endswith(_ROW_SUFFIXES):
            yield from _rows_of_file(each, options)
        else:
            yield Source(str(each), partial(_load_file, each, options))


def _is_known(path: Path) -> bool:
    lower = path.name.lower()
    return lower.endswith(_ROW_SUFFIXES) or Path(lower.removesuffix(".gz")).suffix in PAGE_SUFFIXES


def _failed(name: str, message: str) -> Source:
    return Source(name, partial(_fail, message))


def _fail(message: str) -> Intake:
    raise InputError(message)


def _load_file(path: Path, options: SourceOptions) -> Intake:
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise InputError("no such file or folder") from error
    except (OSError, ValueError) as error:
        raise InputError(f"cannot be opened ({getattr(error, 'strerror', None) or error})") from error
    return take(Page(content, str(path)), options.stated)


def _load_url(url: str, options: SourceOptions) -> Intake:
    if not url.lower().startswith(("http://", "https://")):
        raise FetchError(f"only http and https addresses are fetched, not {url.split(':', 1)[0].lower()}")
    page = fetch(url, allow_private=options.allow_private, ignore_robots=options.ignore_robots, timeout=options.timeout)
    return take(page, options.stated)


def _standard_input(options: SourceOptions) -> Iterator[Source]:
    """One page, or a table of texts where the first line is an object with a text."""
    stream = cast(BinaryIO, sys.stdin.buffer)
    first = stream.readline(MAX_BYTES + 1)
    if _ROWS.match(first) and '"text"' in first.decode("utf-8", "replace"):
        yield from _rows("-", stream, options, first)
    else:
        content = first + stream.read(max(0, MAX_BYTES + 1 - len(first)))
        yield Source("-", partial(take, Page(content, "-"), options.stated))


def _rows_of_file(path: Path, options: SourceOptions) -> Iterator[Source]:
    try:
        with path.open("rb") as file:
            packed = file.read(2) == GZIP
        with gzip.open(path, "rb") if packed else path.open("rb") as stream:
            yield from _rows(str(path), cast(BinaryIO, stream), options)
    except OSError as error:
        message = "no such file or folder" if isinstance(error, FileNotFoundError) else f"cannot be opened ({error})"
        yield _failed(str(path), message)


def _rows(name: str, stream: BinaryIO, options: SourceOptions, first: bytes | None = None) -> Iterator[Source]:
    number = 0
    while True:
        number += 1
        try:
            line = first if first is not None else stream.readline(MAX_BYTES + 1)
        except (EOFError, zlib.error, OSError) as error:
            yield _failed(f"{name}:{number}", f"the file cannot be read on from here ({error})")
            return
        first = None
        if not line:
            if number == 1:
                yield _failed(name, "the input is empty")
            return
        if len(line) > MAX_BYTES:
            yield _failed(f"{name}:{number}", f"the row is larger than {MAX_BYTES // 1_000_000} MB; reading stops here")
            return
        if line.strip():
            yield Source(f"{name}:{number}", partial(_load_row, line, options))


def _load_row(line: bytes, options: SourceOptions) -> Intake:
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise InputError("the row is not UTF-8") from error
    except (ValueError, RecursionError) as error:
        raise InputError(f"the row is not valid JSON ({error})") from error
    if not isinstance(row, dict):
        raise InputError("the row is not a JSON object with a field 'text'")
    text = row.get("text")
    if not isinstance(text, str):
        raise InputError("the row has no field 'text'" if text is None else "the row's 'text' is not a string")
    fields = {name: _field(row.get(name)) for name in ("headline", "published", "url", "outlet")}
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


def _field(value: object) -> str | None:
    """A field of a row as text; numbers may be ids, anything else but text is nothing."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    return str(value).strip() or None
