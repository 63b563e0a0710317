"""Which kind of file a page is: by its first bytes, then by its name, then by the media type it came with."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Literal

from dateline.errors import InputError

Kind = Literal["html", "text", "markdown", "mail", "pdf", "docx"]

_SUFFIXES: dict[str, Kind] = {
    ".html": "html", ".htm": "html", ".xhtml": "html", ".shtml": "html",
    ".txt": "text", ".text": "text", ".md": "markdown", ".markdown": "markdown",
    ".eml": "mail", ".pdf": "pdf", ".docx": "docx",
}  # fmt: skip
PAGE_SUFFIXES = frozenset(_SUFFIXES)
"""Suffixes of single reports, each also with ``.gz`` behind it."""

_MEDIA: dict[str, Kind] = {
    "text/html": "html", "application/xhtml+xml": "html", "text/markdown": "markdown",
    "message/rfc822": "mail", "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
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
_FEED = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*){0,5}<(?:rss|feed|rdf:rdf|urlset|sitemapindex)\b",
    re.I | re.S,
)
_MAIL = re.compile(
    rb"(?:return-path|received|delivered-to|mime-version|message-id|x-[\w-]{1,40}|from|to|date|subject): ?\S", re.I
)
_MAIL_SURE = re.compile(rb"^(?:return-path|received|delivered-to|mime-version|message-id): ?\S", re.I | re.M)
GZIP = b"\x1f\x8b"


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
    start = content[:8192].removeprefix(b"\xef\xbb\xbf")
    if _FEED.match(start):
        raise InputError("this is a feed or a site map, not one report; give the pages it lists")
    if _HTML.match(start):
        return "html"
    return _by_name(start, name, media_type)


def _by_name(start: bytes, name: str, media_type: str | None) -> Kind:
    suffix = PurePosixPath(name.replace("\\", "/").lower().removesuffix(".gz")).suffix
    kind = _SUFFIXES.get(suffix) or _MEDIA.get((media_type or "").split(";")[0].strip().lower())
    if kind in ("pdf", "docx"):
        raise InputError(f"named a {'PDF' if kind == 'pdf' else 'Word'} file, but its content is none")
    if suffix == ".json":
        raise InputError("a JSON file is no report; put one object a line into a .jsonl file")
    if kind is None and _MAIL.match(start) and _MAIL_SURE.search(start):
        return "mail"
    if kind == "html" and b"<" not in start:
        return "text"
    return kind or "text"
