"""Inputs as a user names them - files, folders, globs, ``-``, addresses, collections - one ``Source`` a report.

Sources are made lazily and hold what they need to be loaded anywhere, another process included. What cannot be
read is a source too: its ``load`` raises, and the rest goes on.
"""

from __future__ import annotations

import glob
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import BinaryIO, Final, cast

from dateline.errors import DatelineError, FetchError, InputError
from dateline.ingest.bundle import read_bundle
from dateline.ingest.feed import entry_sources, read_feed
from dateline.ingest.fetch import fetch
from dateline.ingest.found import MAX_BYTES
from dateline.ingest.kinds import KNOWN_SUFFIXES, Collection, collection_of, is_feed
from dateline.ingest.mbox import read_mbox
from dateline.ingest.page import Intake, Page, take
from dateline.ingest.parquet import read_parquet
from dateline.ingest.rows import read_csv, read_jsonl
from dateline.ingest.source import Source, SourceOptions, failed
from dateline.ingest.stream import READ_ERRORS, Again, Opened, opened
from dateline.ingest.warc import read_warc

_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{1,20}://")
_ROWS: Final = re.compile(rb"\s*\{\s*\"")
_DEFAULT: Final = SourceOptions()


def sources(inputs: Sequence[str], options: SourceOptions = _DEFAULT) -> Iterator[Source]:
    """The sources that ``inputs`` name, in order; folders and globs sorted by path."""
    for name in inputs:
        if name == "-":
            yield from _standard_input(options)
        elif _SCHEME.match(name):
            yield from _address(name, options)
        else:
            found = files(name)
            if isinstance(found, str):
                yield failed(name, found)
            else:
                for path in found:
                    yield from _file(path, options)


def files(name: str) -> list[Path] | str:
    """The files that a path, folder or glob names, sorted; or why there are none.

    A file that is named outright is taken whatever its suffix, and need not be there.
    """
    path = Path(name)
    try:
        if path.is_dir():
            found = sorted(each for each in path.rglob("*") if _is_known(each) and each.is_file())
            return found or "no report in this folder: none of its files has a known suffix"
        if path.exists() or not glob.has_magic(name):
            return [path]
        return sorted(Path(each) for each in glob.glob(name, recursive=True) if Path(each).is_file()) or (
            "no file matches this pattern"
        )
    except (OSError, ValueError) as error:
        return f"cannot be looked up ({error})"


def total_size(inputs: Iterable[str]) -> int | None:
    """Bytes of all files that the inputs name, which their sources' sizes add up to; None where they are not files."""
    total = 0
    for name in inputs:
        if name == "-" or _SCHEME.match(name):
            return None
        found = files(name)
        for path in [] if isinstance(found, str) else found:
            try:
                total += path.stat().st_size
            except (OSError, ValueError):
                continue
    return total


def _is_known(path: Path) -> bool:
    return Path(path.name.lower().removesuffix(".gz")).suffix in KNOWN_SUFFIXES


def _file(path: Path, options: SourceOptions) -> Iterator[Source]:
    if not path.is_file():  # not there, or a pipe, which can be read only once
        yield _page(path, options)
        return
    try:
        with opened(path) as file:
            kind = collection_of(file.head, path.name)
            if kind is not None:
                yield from _SPLITTERS[kind](file, options)
                return
    except (OSError, ValueError) as error:
        yield failed(str(path), _not_opened(error))
        return
    yield _page(path, options)


def _page(path: Path, options: SourceOptions) -> Source:
    try:
        size = path.stat().st_size
    except (OSError, ValueError):
        size = 0
    return Source(str(path), partial(_load_file, path, options), size)


def _not_opened(error: OSError | ValueError) -> str:
    if isinstance(error, FileNotFoundError):
        return "no such file or folder"
    return f"cannot be opened ({getattr(error, 'strerror', None) or error})"


def _load_file(path: Path, options: SourceOptions) -> Intake:
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        raise InputError(_not_opened(error)) from error
    return take(Page(content, str(path)), options.stated)


def _streamed(
    read: Callable[[str, BinaryIO, SourceOptions], Iterator[Source]], *, unpacked: bool = True
) -> Callable[[Opened, SourceOptions], Iterator[Source]]:
    """A splitter of streams as one of files, its sources with their sizes."""

    def split(file: Opened, options: SourceOptions) -> Iterator[Source]:
        if not unpacked:
            file.raw.seek(0)
        for source in read(str(file.path), file.stream if unpacked else cast(BinaryIO, file.raw), options):
            yield replace(source, size=file.passed())

    return split


def _feed(name: str, stream: BinaryIO, options: SourceOptions) -> Iterator[Source]:
    try:
        content = stream.read(MAX_BYTES + 1)
    except READ_ERRORS as error:
        yield failed(name, f"the file cannot be read ({error})")
        return
    yield from _entries(name, Page(content, name), options)


def _entries(name: str, page: Page, options: SourceOptions) -> Iterator[Source]:
    if len(page.content) > MAX_BYTES:
        yield failed(name, f"larger than {MAX_BYTES // 1_000_000} MB, the limit of a feed")
        return
    try:
        yield from entry_sources(name, read_feed(page.content, page.url), options)
    except InputError as error:
        yield failed(name, error)


def _bundle(file: Opened, options: SourceOptions) -> Iterator[Source]:
    """The articles of a bundle, or the one report that such a file is most often."""
    found = read_bundle(file.path, options)
    if found is None:
        yield _page(file.path, options)
    else:
        yield from found


_SPLITTERS: Final[dict[Collection, Callable[[Opened, SourceOptions], Iterator[Source]]]] = {
    "jsonl": _streamed(read_jsonl),
    "csv": _streamed(read_csv),
    "parquet": lambda file, options: read_parquet(file.path, options),
    "mbox": _streamed(read_mbox),
    "warc": _streamed(read_warc, unpacked=False),
    "feed": _streamed(_feed),
    "bundle": _bundle,
}


def _address(url: str, options: SourceOptions) -> Iterator[Source]:
    """The page at an address, or the entries of the feed there. It is fetched now: until then, nobody knows which."""
    try:
        if not url.lower().startswith(("http://", "https://")):
            raise FetchError(f"only http and https addresses are fetched, not {url.split(':', 1)[0].lower()}")
        page = fetch(
            url, allow_private=options.allow_private, ignore_robots=options.ignore_robots, timeout=options.timeout
        )
    except DatelineError as error:
        yield failed(url, error)
        return
    if is_feed(page.content):
        yield from _entries(url, page, options)
    else:
        yield Source(url, partial(take, page, options.stated))


def _standard_input(options: SourceOptions) -> Iterator[Source]:
    """One page, or a table of texts where the first line is an object with a text."""
    stream = cast(BinaryIO, sys.stdin.buffer)
    first = stream.readline(MAX_BYTES + 1)
    if _ROWS.match(first) and '"text"' in first.decode("utf-8", "replace"):
        yield from read_jsonl("-", Again(first, stream), options)
    else:
        content = first + stream.read(max(0, MAX_BYTES + 1 - len(first)))
        yield Source("-", partial(take, Page(content, "-"), options.stated))
