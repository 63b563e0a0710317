"""The bytes of a web archive, unpacked, which can be gone on with behind a damaged stretch."""

from __future__ import annotations

import zlib
from collections import deque
from typing import BinaryIO, Final

from dateline.ingest.kinds import GZIP

_CHUNK: Final = 65_536
_MEMBER: Final = GZIP + b"\x08"
_RECORD: Final = b"WARC/1."


class ArchiveBytes:
    """A stream for a reader of WARC, over a file that can be sought.

    The reader meets no exception: where the file cannot be read on, the stream ends, and ``problem`` says why. Offsets
    count unpacked bytes from where reading began, at the file's start or behind the last damage.
    """

    def __init__(self, raw: BinaryIO) -> None:
        self._raw = raw
        self._packed = raw.read(2) == GZIP
        self._begin(0)

    def _begin(self, at: int) -> None:
        self._raw.seek(at)
        self._base = at
        self._buffer = b""
        self._member: zlib._Decompress | None = None
        self._starts: deque[tuple[int, int]] = deque(maxlen=4096)
        """where members begin: offset, place in the file; a reader is never many of them ahead of its record"""
        self.size = 0
        self.last = b""
        self.problem: str | None = None

    def read(self, size: int = -1) -> bytes:
        """The next bytes, up to so many; none at the end."""
        size = size if size > 0 else _CHUNK
        try:
            content = self._unpacked(size) if self._packed else self._raw.read(size)
        except (zlib.error, OSError) as error:
            self.problem, content = str(error), b""
        self.size += len(content)
        self.last = (self.last + content[-4:])[-4:]
        return content

    def tell(self) -> int:
        """The offset of the next byte."""
        return self.size

    def is_sure(self, offset: int) -> bool:
        """Whether the bytes at an offset are what was packed: their member was read to its end, which proves it."""
        if not self._packed or self._member is None:
            return True
        return bool(self._starts) and offset < self._starts[-1][0]

    def go_on(self, good: int) -> bool:
        """Begin again behind the damage that follows the record at offset ``good`` (-1: none was seen); False where
        nothing that looks like a record is left."""
        if self._packed:
            after = (place for offset, place in self._starts if offset > good)
            place = next(after, self._starts[-1][1] if self._starts else self._base)
            found = self._find(_MEMBER, place + 1)
        else:
            found = self._find(_RECORD, self._base + max(good, 0) + 1)
        if found < 0:
            return False
        self._begin(found)
        return True

    def _unpacked(self, size: int) -> bytes:
        while True:
            self._buffer = self._buffer or self._raw.read(_CHUNK)
            if self._member is None:
                if not self._buffer:
                    return b""
                self._starts.append((self.size, self._raw.tell() - len(self._buffer)))
                self._member = zlib.decompressobj(wbits=31)
            at_end = not self._buffer
            content = self._member.decompress(self._buffer, size)
            if self._member.eof:
                self._buffer, self._member = self._member.unused_data.lstrip(b"\0"), None
            else:
                self._buffer = self._member.unconsumed_tail
            if content:
                return content
            if at_end and self._member is not None:
                self.problem = "it is cut short"
                return b""

    def _find(self, mark: bytes, start: int) -> int:
        """Where a mark next stands in the file, -1 where it does not."""
        self._raw.seek(start)
        kept, at = b"", start
        while chunk := self._raw.read(1 << 20):
            held = kept + chunk
            found = held.find(mark)
            if found >= 0:
                return at - len(kept) + found
            at += len(chunk)
            kept = held[-len(mark) + 1 :]
        return -1
