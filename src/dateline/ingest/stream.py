"""Files that hold many reports, as streams: unpacked as they are read, in lines of a bounded size."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO, Final, Protocol, cast

from dateline.ingest.found import MAX_BYTES
from dateline.ingest.kinds import GZIP

READ_ERRORS: Final = (EOFError, zlib.error, OSError)
"""What reading a file may raise that is damaged, cut short, or on a failing disk."""
EMPTY: Final = "the input is empty"
HEAD: Final = 8192
"""Bytes by which a file's kind is told."""


class Opened:
    """A file open for reading, ``raw``: ``head`` are its first bytes, ``stream`` all of them, both unpacked."""

    def __init__(self, path: Path, raw: BufferedReader) -> None:
        self.raw = raw
        self._told = 0
        self.path = path
        packed = raw.peek(2)[:2] == GZIP
        stream = gzip.GzipFile(fileobj=raw) if packed else raw
        try:
            self.head = stream.peek(HEAD)[:HEAD]
        except READ_ERRORS:
            self.head = b""
        self.stream = cast(BinaryIO, stream)

    def passed(self) -> int:
        """Bytes of the file as it lies on disk that were read since this was last asked."""
        at = max(self._told, self.raw.tell())
        passed, self._told = at - self._told, at
        return passed


@contextmanager
def opened(path: Path) -> Iterator[Opened]:
    """Open a file, packed with gzip or not. Raises ``OSError`` and ``ValueError`` as ``open`` does."""
    with path.open("rb") as raw:
        yield Opened(path, raw)


class Again:
    """A stream whose first line was read already."""

    def __init__(self, first: bytes, stream: BinaryIO) -> None:
        self._first = first
        self._stream = stream

    def readline(self, size: int = -1) -> bytes:
        """The next line, up to ``size`` bytes of it."""
        first, self._first = self._first, b""
        return first or self._stream.readline(size)


class LineStream(Protocol):
    """What lines are read from."""

    def readline(self, size: int = -1, /) -> bytes:
        """The next line, up to ``size`` bytes of it."""
        ...


def lines(stream: LineStream) -> Iterator[tuple[int, bytes | str]]:
    """The lines with their numbers from 1 and their ends; text instead of bytes says why reading stops there."""
    number = 0
    while True:
        number += 1
        try:
            line = stream.readline(MAX_BYTES + 1)
        except READ_ERRORS as error:
            yield number, f"the file cannot be read on from here ({error})"
            return
        if not line:
            return
        if len(line) > MAX_BYTES:
            yield number, f"the line is larger than {MAX_BYTES // 1_000_000} MB; reading stops here"
            return
        yield number, line
