"""What holds many reports, as streams: unpacked as they are read, in lines of a bounded size."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from io import BufferedReader, RawIOBase
from typing import TYPE_CHECKING, BinaryIO, Final, cast

from dateline.ingest.found import MAX_BYTES
from dateline.ingest.header import begins_row
from dateline.ingest.kinds import GZIP

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

READ_ERRORS: Final = (EOFError, zlib.error, OSError)
"""What reading a file may raise that is damaged, cut short, or on a failing disk."""
EMPTY: Final = "the input is empty"
TOO_LONG: Final = f"the line is larger than {MAX_BYTES // 1_000_000} MB"
"""What stands for a line that is; reading goes on behind it."""
HEAD: Final = 8192
"""Bytes by which a file's kind is told."""
_CHUNK: Final = 65_536


class Opened:
    """What is open for reading, ``raw``: ``head`` are its first bytes, ``stream`` all of them, both unpacked.

    ``name`` is what errors call it, ``url`` the address that answered with it. Nothing is read before ``stream`` or
    ``raw`` is: either may be, not both.
    """

    def __init__(self, name: str, raw: BufferedReader, url: str | None = None) -> None:
        self.name = name
        self.raw = raw
        self.url = url
        self._told = 0
        start = raw.peek(HEAD)[:HEAD]
        packed = start.startswith(GZIP)
        self.head = _unpacked(start) if packed else start
        self.stream = cast(BinaryIO, gzip.GzipFile(fileobj=raw) if packed else raw)

    def passed(self) -> int:
        """Bytes of the file as it lies on disk that were read since this was last asked; none where it lies on none."""
        if not self.raw.seekable():
            return 0
        at = max(self._told, self.raw.tell())
        passed, self._told = at - self._told, at
        return passed


def begun(name: str, stream: BufferedReader) -> Opened:
    """What can be read only once, as standard input, opened.

    Raises ``OSError`` as reading does. A row of JSON tells its kind alone: the next may be long in coming.
    """
    head = b""
    while len(head) < HEAD and (line := stream.readline(HEAD - len(head))):
        head += line
        if begins_row(line):
            break
    return Opened(name, BufferedReader(_Again(head, stream), HEAD))


class _Again(RawIOBase):
    """A stream whose beginning was read already."""

    def __init__(self, head: bytes, stream: BufferedReader) -> None:
        self._head = head
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        room = memoryview(buffer).cast("B")
        part = self._head[: len(room)] or self._stream.read1(len(room))
        self._head = self._head[len(part) :]
        room[: len(part)] = part
        return len(part)


def _unpacked(start: bytes) -> bytes:
    try:
        return zlib.decompressobj(wbits=31).decompress(start, HEAD)
    except zlib.error:
        return b""


def lines(stream: BinaryIO) -> Iterator[tuple[int, bytes | str]]:
    """The lines with their numbers from 1 and their ends; text instead of bytes says why a line is not there.

    It is ``TOO_LONG``, or what ends reading.
    """
    number = 0
    while True:
        number += 1
        try:
            line = stream.readline(MAX_BYTES + 1)
            too_long = len(line) > MAX_BYTES
            while too_long and line and not line.endswith(b"\n"):
                line = stream.readline(_CHUNK)
        except READ_ERRORS as error:
            yield number, f"the file cannot be read on from here ({error})"
            return
        if not line and not too_long:
            return
        yield number, TOO_LONG if too_long else line
