"""Web archives (WARC, ISO 28500), as Common Crawl's news crawl lays them out, through fastwarc (an extra)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any, BinaryIO, Final

from dateline.errors import InputError, MissingExtraError
from dateline.ingest.fetch import unpacked
from dateline.ingest.found import MAX_BYTES
from dateline.ingest.page import Intake, Page, take
from dateline.ingest.source import Source, SourceOptions, failed
from dateline.ingest.stream import EMPTY, READ_ERRORS

_OK: Final = 200
_TEXT_OF_PAGE: Final = "text/plain"
_NO_REPORT: Final = ("image/", "audio/", "video/", "font/", "text/css", "text/javascript", "application/javascript",
                     "application/x-javascript", "application/json", "application/octet-stream")  # fmt: skip


def read_warc(name: str, stream: BinaryIO, options: SourceOptions) -> Iterator[Source]:
    """A source a page that was answered: responses with status 200, resources, and texts that others took from pages.

    Sources are numbered by the place of their record among all of these. Requests, other answers, pictures, scripts and
    the like are passed over.
    """
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    except ImportError:
        yield failed(name, MissingExtraError("reading web archives needs fastwarc: pip install dateline[warc]"))
        return
    kinds = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
    ends = _Ends(stream)
    number = 0
    try:
        for record in ArchiveIterator(
            ends, record_types=kinds, auto_decode="transfer", stream_detect=False, fsspec_args=False
        ):
            number += 1
            if _may_be_report(record):
                yield _source(f"{name}:{number}", record, options)
    except (OSError, ValueError) as error:
        ends.problem = ends.problem or str(error)
    if ends.problem:
        yield failed(f"{name}:{number + 1}", f"the archive cannot be read on from here ({ends.problem})")
    elif not ends.size:
        yield failed(name, EMPTY)
    elif not ends.last.endswith(b"\n\n") and not ends.last.endswith(b"\r\n\r\n"):
        yield failed(f"{name}:{number + 1}", "the archive is cut short here, in a record or before its end")
    elif not number:
        yield failed(name, "an archive without any page")


def _may_be_report(record: Any) -> bool:
    if not (record.headers.get("WARC-Target-URI") or "").strip("<>").lower().startswith(("http://", "https://")):
        return False
    if record.is_http and record.http_headers is not None and record.http_headers.status_code not in (_OK, None):
        return False
    return not (_media_type(record) or "").lower().startswith(_NO_REPORT)


def _media_type(record: Any) -> str | None:
    headers = record.http_headers if record.is_http else record.headers
    found: str | None = headers.get("Content-Type") if headers is not None else None
    return found


def _source(name: str, record: Any, options: SourceOptions) -> Source:
    content: bytes = record.reader.read(MAX_BYTES + 1)
    headers = record.http_headers if record.is_http else None
    plain = headers is None or not headers.get("Transfer-Encoding")
    if plain and len(content) < min(record.content_length, MAX_BYTES):
        return failed(name, f"the record is cut short: {len(content):,} of {record.content_length:,} bytes")
    page = Page(
        content,
        name,
        url=(record.headers.get("WARC-Target-URI") or "").strip("<>"),
        media_type=_media_type(record),
        fetched_at=record.headers.get("WARC-Date"),
    )
    return Source(name, partial(_load, page, headers.get("Content-Encoding") if headers is not None else None, options))


def _load(page: Page, encoding: str | None, options: SourceOptions) -> Intake:
    if not page.content:
        raise InputError("the record is empty, or cut short")
    content = unpacked(page.content, encoding, MAX_BYTES)
    return take(Page(content, page.name, page.url, page.media_type, page.fetched_at), options.stated)


class _Ends:
    """A stream that knows how much of it was read, its last bytes, and why it ended if that was too soon.

    fastwarc is not to meet an exception of the stream: to it, a file that cannot be read on ends there.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.size = 0
        self.last = b""
        self.problem: str | None = None

    def read(self, size: int = -1) -> bytes:
        """The next bytes, up to so many."""
        try:
            content = self._stream.read(size)
        except READ_ERRORS as error:
            self.problem = str(error)
            return b""
        self.size += len(content)
        self.last = (self.last + content[-4:])[-4:]
        return content

    def tell(self) -> int:
        """How many bytes were read."""
        return self.size
