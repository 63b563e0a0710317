"""Inputs as a user names them - files, folders, globs, ``-``, addresses, collections - one ``Source`` a report.

Sources are made lazily and hold what they need to be loaded anywhere, another process included. What cannot be
read is a source too: its ``load`` raises, and the rest goes on.
"""

from __future__ import annotations

import glob
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from functools import partial
from io import BufferedReader, BytesIO, RawIOBase
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import Final, cast
from urllib.parse import urlsplit

from dateline.errors import DatelineError, FetchError, InputError
from dateline.ingest.bundle import read_bundle
from dateline.ingest.feed import entry_sources, read_feed
from dateline.ingest.fetch import fetch
from dateline.ingest.found import MAX_BYTES
from dateline.ingest.kinds import KNOWN_SUFFIXES, Collection, collection_of
from dateline.ingest.mbox import read_mbox
from dateline.ingest.page import Intake, Page, take
from dateline.ingest.parquet import read_parquet
from dateline.ingest.rows import read_csv, read_jsonl
from dateline.ingest.source import Source, SourceOptions, failed
from dateline.ingest.stream import READ_ERRORS, Opened, begun
from dateline.ingest.warc import read_warc

_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{1,20}://")
_DEFAULT: Final = SourceOptions()


def sources(inputs: Sequence[str], options: SourceOptions = _DEFAULT) -> Iterator[Source]:
    """The sources that ``inputs`` name, in order; folders and globs sorted by path."""
    for name in inputs:
        if name == "-":
            yield from _once(name, cast(BufferedReader, sys.stdin.buffer), options)
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
    try:
        with path.open("rb") as raw:
            if raw.seekable():
                file = Opened(str(path), raw)
                yield from _split(file, collection_of(file.head, path.name), partial(_page, path, options), options)
            else:
                yield from _once(str(path), raw, options)
    except (OSError, ValueError) as error:
        yield failed(str(path), _not_opened(error))


def _split(
    file: Opened, kind: Collection | None, page: Callable[[], Source], options: SourceOptions
) -> Iterator[Source]:
    """The reports of a collection, or the ``page`` that it is."""
    found = None if kind is None else _SPLITTERS[kind](file, options)
    if found is None:
        yield page()
    else:
        yield from found


def _page(path: Path, options: SourceOptions) -> Source:
    return Source(str(path), partial(_load_file, path, options), path.stat().st_size)


def _once(name: str, stream: BufferedReader, options: SourceOptions) -> Iterator[Source]:
    """What can be read only once, as standard input: a collection as it comes, a page as a whole."""
    try:
        came = begun(name, stream)
        kind = collection_of(came.head, name)
        with _sought(came) if kind in _SEEKING else nullcontext(came) as file:
            yield from _split(file, kind, partial(_held, file, options), options)
    except (OSError, ValueError) as error:
        yield failed(name, f"cannot be read ({getattr(error, 'strerror', None) or error})")


@contextmanager
def _sought(file: Opened) -> Iterator[Opened]:
    """The same in a temporary file, in which a reader can go back."""
    with TemporaryFile() as kept:
        copyfileobj(file.raw, kept)
        kept.seek(0)
        yield Opened(file.name, cast(BufferedReader, kept))


def _held(file: Opened, options: SourceOptions) -> Source:
    """The page that is open, held in memory until it is loaded."""
    if file.raw.seekable():
        file.raw.seek(0)  # it was looked at already
    return Source(file.name, partial(take, Page(file.raw.read(MAX_BYTES + 1), file.name), options.stated))


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


def _sized(file: Opened, found: Iterable[Source]) -> Iterator[Source]:
    """What is found in a file read from its start to its end, with its sizes."""
    for source in found:
        yield replace(source, size=file.passed())


def _entries(file: Opened, options: SourceOptions) -> Iterator[Source]:
    try:
        content = file.stream.read(MAX_BYTES + 1)
    except READ_ERRORS as error:
        yield failed(file.name, f"the file cannot be read ({error})")
        return
    if len(content) > MAX_BYTES:
        yield failed(file.name, f"larger than {MAX_BYTES // 1_000_000} MB, the limit of a feed")
        return
    try:
        yield from entry_sources(file.name, read_feed(content, file.url), options)
    except InputError as error:
        yield failed(file.name, error)


_SPLITTERS: Final[dict[Collection, Callable[[Opened, SourceOptions], Iterator[Source] | None]]] = {
    "jsonl": lambda file, options: _sized(file, read_jsonl(file.name, file.stream, options)),
    "csv": lambda file, options: _sized(file, read_csv(file.name, file.stream, options)),
    "parquet": lambda file, options: read_parquet(file.name, file.raw, options),
    "mbox": lambda file, options: _sized(file, read_mbox(file.name, file.stream, options)),
    "warc": lambda file, options: _sized(file, read_warc(file.name, file.raw, options)),
    "feed": lambda file, options: _sized(file, _entries(file, options)),
    "bundle": lambda file, options: read_bundle(file.name, file.raw, options),
}
"""The reports of each kind of collection, as they are drawn; None: it is a page after all."""
_SEEKING: Final = frozenset[Collection]({"parquet", "warc", "bundle"})
"""Kinds whose readers go back in the file."""


def _address(url: str, options: SourceOptions) -> Iterator[Source]:
    """The page at an address, or the reports of the collection there. It is fetched now: until then, nobody knows
    which."""
    try:
        if not url.lower().startswith(("http://", "https://")):
            raise FetchError(f"only http and https addresses are fetched, not {url.split(':', 1)[0].lower()}")
        page = fetch(
            url, allow_private=options.allow_private, ignore_robots=options.ignore_robots, timeout=options.timeout
        )
    except DatelineError as error:
        yield failed(url, error)
        return
    file = Opened(url, BufferedReader(cast(RawIOBase, BytesIO(page.content))), page.url)
    kind = collection_of(file.head, _telling_name(url, page.url or url), page.media_type)
    yield from _split(file, kind, lambda: Source(url, partial(take, page, options.stated)), options)


def _telling_name(*urls: str) -> str:
    """The path of the first address whose suffix tells a kind, of the one asked and of the one that answered."""
    paths = (urlsplit(url).path for url in urls)
    return next((path for path in paths if _is_known(Path(path))), "")
