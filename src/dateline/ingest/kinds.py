"""Which kind of file an input is: by its first bytes, then by its name, then by the media type it came with.

A page is one report; a collection holds many, and is split before its reports are read. A table whose name and media
type tell nothing is told by its first line.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Literal

from dateline.errors import InputError
from dateline.ingest.header import table_of

Kind = Literal["html", "text", "markdown", "mail", "pdf", "docx"]
Collection = Literal["jsonl", "csv", "parquet", "mbox", "warc", "feed", "bundle"]

_SUFFIXES: dict[str, Kind] = {
    ".html": "html", ".htm": "html", ".xhtml": "html", ".shtml": "html",
    ".txt": "text", ".text": "text", ".md": "markdown", ".markdown": "markdown",
    ".eml": "mail", ".pdf": "pdf", ".docx": "docx",
}  # fmt: skip
PAGE_SUFFIXES = frozenset(_SUFFIXES)
"""Suffixes of single reports, each also with ``.gz`` behind it."""

_COLLECTIONS: dict[str, Collection] = {
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".tsv": "csv", ".parquet": "parquet",
    ".mbox": "mbox", ".mbx": "mbox", ".warc": "warc", ".wet": "warc", ".rss": "feed", ".atom": "feed",
}  # fmt: skip
KNOWN_SUFFIXES = PAGE_SUFFIXES | frozenset(_COLLECTIONS)
"""Suffixes of all that is read, each also with ``.gz`` behind it."""

_MEDIA: dict[str, Kind] = {
    "text/html": "html", "application/xhtml+xml": "html", "text/markdown": "markdown",
    "message/rfc822": "mail", "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
}  # fmt: skip
_COLLECTION_MEDIA: dict[str, Collection] = {
    "application/jsonl": "jsonl", "application/x-jsonl": "jsonl", "application/jsonlines": "jsonl",
    "application/x-jsonlines": "jsonl", "application/ndjson": "jsonl", "application/x-ndjson": "jsonl",
    "text/csv": "csv", "application/csv": "csv", "text/tab-separated-values": "csv",
    "application/vnd.apache.parquet": "parquet", "application/x-parquet": "parquet", "application/mbox": "mbox",
    "application/warc": "warc", "application/rss+xml": "feed", "application/atom+xml": "feed",
}  # fmt: skip
_NO_REPORT = (
    (b"\x89PNG", "a PNG image"), (b"\xff\xd8\xff", "a JPEG image"), (b"GIF8", "a GIF image"), (b"BM6", "a BMP image"),
    (b"RIFF", "a RIFF file (WebP, WAV or AVI)"), (b"II*\0", "a TIFF image"), (b"MM\0*", "a TIFF image"),
    (b"\xd0\xcf\x11\xe0", "an old Office file; save it as .docx or .txt"),
    (b"{\\rtf", "an RTF file; save it as .docx or .txt"),
    (b"\x7fELF", "a program"), (b"MZ\x90", "a program"), (b"SQLite format 3\0", "an SQLite database"),
    (b"7z\xbc\xaf", "a 7-Zip archive"), (b"Rar!", "a RAR archive"),
    (b"BZh", "a bzip2 file; unpack it, or pack it with gzip"),
    (b"\xfd7zXZ", "an xz file; unpack it, or pack it with gzip"), (b"\x28\xb5\x2f\xfd", "a Zstandard file; unpack it"),
    (b"ID3", "an MP3 file"), (b"OggS", "an Ogg file"), (b"WARC/", "a WARC file"), (b"%!PS", "a PostScript file"),
    (b"PAR1", "a Parquet table"), (b"wOF", "a font"), (b"\0asm", "a program"),
)  # fmt: skip
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*){0,5}<(?:!doctype\s+html|html|head|body|article)\b",
    re.I | re.S,
)
_BEFORE_ROOT = rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:(?:<!--.{0,2000}?-->|<\?[^>]{0,400}>|<!DOCTYPE[^>]{0,400}>)\s*){0,5}"
_FEED = re.compile(_BEFORE_ROOT + rb"<(?:\w{1,20}:)?(?:rss|feed|rdf)\b", re.I | re.S)
_SITE_MAP = re.compile(_BEFORE_ROOT + rb"<(?:urlset|sitemapindex)\b", re.I | re.S)
_MBOX = re.compile(rb"From \S[^\n]{0,200} \d{1,2}:\d{2}(?::\d{2})? [^\n]{0,40}\r?\n[A-Za-z][\w-]{0,60}: ?[^\n]")
_MAIL = re.compile(
    rb"(?:return-path|received|delivered-to|mime-version|message-id|x-[\w-]{1,40}|from|to|date|subject): ?\S", re.I
)
_MAIL_SURE = re.compile(rb"^(?:return-path|received|delivered-to|mime-version|message-id): ?\S", re.I | re.M)
GZIP = b"\x1f\x8b"
_MARK = b"\xef\xbb\xbf"


def is_feed(start: bytes) -> bool:
    """Whether a page that begins so is an RSS or Atom feed."""
    return _FEED.match(start.removeprefix(_MARK)) is not None


def collection_of(start: bytes, name: str, media_type: str | None = None) -> Collection | None:
    """The kind of collection that begins so, unpacked; None for a page.

    A PDF or Word file may be a bundle of articles: its reader tells.
    """
    suffix = _suffix(name)
    if start.startswith(b"WARC/"):
        return "warc"
    if start.startswith(b"PAR1"):
        return "parquet"
    if start.startswith(b"PK\x03\x04") or b"%PDF-" in start[:1024]:
        return "bundle"
    if is_feed(start):
        return "feed"
    if _MBOX.match(start) and suffix != ".eml":
        return "mbox"
    if suffix in KNOWN_SUFFIXES:
        return _COLLECTIONS.get(suffix)
    media = _media(media_type)
    return _COLLECTION_MEDIA.get(media) if media in _COLLECTION_MEDIA or media in _MEDIA else table_of(start)


def kind_of(content: bytes, name: str, media_type: str | None) -> Kind:
    """The kind of an unpacked page.

    Raises ``InputError`` naming what the content is instead of a report.
    """
    for magic, what in _NO_REPORT:
        if content.startswith(magic):
            raise InputError(f"this is {what}, not a report")
    if content[4:8] == b"ftyp":
        raise InputError("this is a video or image file, not a report")
    if content.startswith(GZIP):
        raise InputError("packed with gzip twice; unpack it once")
    if b"%PDF-" in content[:1024]:
        return "pdf"
    if content.startswith(b"PK\x03\x04"):
        return "docx"
    start = content[:8192].removeprefix(_MARK)
    if is_feed(start):
        raise InputError("this is a feed, not one report; give its address, or save it in a file of its own")
    if _SITE_MAP.match(start):
        raise InputError("this is a site map, not a report; give the pages it lists")
    if _HTML.match(start):
        return "html"
    return _by_name(start, name, media_type)


def _by_name(start: bytes, name: str, media_type: str | None) -> Kind:
    suffix = _suffix(name)
    kind = _SUFFIXES.get(suffix) or _MEDIA.get(_media(media_type))
    if kind in ("pdf", "docx"):
        raise InputError(f"named a {'PDF' if kind == 'pdf' else 'Word'} file, but its content is none")
    if suffix == ".json":
        raise InputError("a JSON file is no report; put one object a line into a .jsonl file")
    if kind is None and _MAIL.match(start) and _MAIL_SURE.search(start):
        return "mail"
    if kind == "html" and b"<" not in start:
        return "text"
    return kind or "text"


def _suffix(name: str) -> str:
    return PurePosixPath(name.replace("\\", "/").lower().removesuffix(".gz")).suffix


def _media(media_type: str | None) -> str:
    return (media_type or "").split(";")[0].strip().lower()
