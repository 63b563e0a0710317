"""Web archives (WARC, ISO 28500), as Common Crawl's news crawl lays them out, through fastwarc (an extra)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any, BinaryIO, Final, cast

from dateline.errors import InputError, MissingExtraError
from dateline.ingest.fetch import unpacked
from dateline.ingest.found import MAX_BYTES
from dateline.ingest.page import Intake, Page, take
from dateline.ingest.source import Source, SourceOptions, failed
from dateline.ingest.stream import EMPTY
from dateline.ingest.warc_bytes import ArchiveBytes

_OK: Final = 200
_ENDS: Final = (b"\r\n\r\n", b"\n\n")
"""What stands at the end of every record."""
_MOST_FRUITLESS: Final = 1000
"""Places that look like records without being any, one after the other, behind which an archive is given up."""
_NO_REPORT: Final = ("image/", "audio/", "video/", "font/", "text/css", "text/javascript", "application/javascript",
                     "application/x-javascript", "application/json", "application/octet-stream")  # fmt: skip


def read_warc(name: str, raw: BinaryIO, options: SourceOptions) -> Iterator[Source]:
    """A source a page that was answered: responses with status 200, resources, and texts that others took from pages.

    Sources are numbered by the place of their record among all of these. Requests, other answers, pictures, scripts and
    the like are passed over. A damaged stretch is a failure, and reading goes on at the next record behind it. ``raw``
    is the file as it lies on disk, packed with gzip or not.
    """
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    except ImportError:
        yield failed(name, MissingExtraError("reading web archives needs fastwarc: pip install dateline[warc]"))
        return
    kinds = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
    archive = ArchiveBytes(raw)
    number, told, is_empty, fruitless = 0, -1, True, 0
    while fruitless < _MOST_FRUITLESS:
        good, held = -1, None
        for record in _records(archive, ArchiveIterator(
            cast(BinaryIO, archive), record_types=kinds, auto_decode="transfer", stream_detect=False, fsspec_args=False
        )):  # fmt: skip
            if held is not None:
                yield held
            number, good = number + 1, record.stream_pos
            held = _source(f"{name}:{number}", record, options) if _may_be_report(record) else None
        is_empty, problem = is_empty and not archive.size, archive.problem
        # What was unpacked from a member that turns out to be damaged may be anything.
        if held is not None and (problem is None or archive.is_sure(good)):
            yield held
        elif held is not None:
            number = number - 1
        if problem is not None and number != told:  # right behind damage, it is still the same stretch
            number = told = number + 1
            yield failed(f"{name}:{number}", f"the archive is damaged here: {problem}; what is behind it is read")
        fruitless = 0 if good >= 0 else fruitless + 1
        if problem is None or not archive.go_on(good):
            break
    if not number:
        yield failed(name, EMPTY if is_empty else "an archive without any page")


def _records(archive: ArchiveBytes, found: Iterable[Any]) -> Iterator[Any]:
    """The records up to the end, or to the first damage, which the archive then tells of."""
    try:
        yield from found
    except (OSError, ValueError) as error:
        archive.problem = archive.problem or str(error)
    if archive.size and archive.problem is None and not archive.last.endswith(_ENDS):
        archive.problem = "it is cut short, in a record or before its end"


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
