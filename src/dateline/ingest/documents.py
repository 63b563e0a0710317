"""PDF and Word files, through pypdf and python-docx (extras)."""

from __future__ import annotations

import io
import logging
import struct
import zipfile
import zlib
from typing import Any

from dateline.errors import InputError, MissingExtraError
from dateline.ingest.found import READ_AHEAD, Found
from dateline.ingest.text import clean_text

_MOST_PAGES = 300
_MOST_UNPACKED = 100_000_000
# What pypdf and python-docx let through from damaged files, beside their own errors.
_DAMAGE = (
    ValueError, KeyError, IndexError, TypeError, AttributeError, AssertionError, RecursionError, ArithmeticError,
    NotImplementedError, LookupError, OSError, EOFError, zlib.error, struct.error, zipfile.BadZipFile, MemoryError,
)  # fmt: skip


def read_pdf(content: bytes) -> Found:
    """The report in one PDF file.

    Raises ``InputError`` when it is damaged, encrypted or holds pictures only, ``MissingExtraError`` without pypdf.
    """
    try:
        import pypdf
        from pypdf.errors import PyPdfError
    except ImportError as error:
        raise MissingExtraError("reading PDF needs pypdf: pip install dateline[pdf]") from error
    # What it thinks of a file is said by our errors, not on stderr.
    logging.getLogger("pypdf").addHandler(logging.NullHandler())
    try:
        text = _pdf_text(pypdf.PdfReader(io.BytesIO(content), strict=False))
    except InputError:
        raise
    except (PyPdfError, *_DAMAGE) as error:
        raise InputError(f"damaged PDF file ({type(error).__name__}: {error})") from error
    if not text.strip():
        raise InputError("a PDF file without text (scanned pages?); run text recognition on it first")
    return clean_text(text)


def _pdf_text(reader: Any) -> str:
    if reader.is_encrypted and not reader.decrypt(""):
        raise InputError("an encrypted PDF file; save it without its password")
    parts: list[str] = []
    size = 0
    for number, page in enumerate(reader.pages):
        if number >= _MOST_PAGES or size > READ_AHEAD:
            break
        parts.append(page.extract_text() or "")
        size += len(parts[-1])
    return "\n".join(parts).encode("utf-8", "replace").decode("utf-8")


def read_docx(content: bytes) -> Found:
    """The report in one Word file.

    Raises ``InputError`` when it is damaged or another kind of zip, ``MissingExtraError`` without python-docx.
    """
    _check_zip(content)
    try:
        import docx
    except ImportError as error:
        raise MissingExtraError("reading Word files needs python-docx: pip install dateline[docx]") from error
    from docx.opc.exceptions import OpcError
    from lxml import etree

    try:
        document = docx.Document(io.BytesIO(content))
        pieces = [(item.style.name if item.style is not None else "", item.text) for item in document.paragraphs]
    except (OpcError, etree.LxmlError, *_DAMAGE) as error:
        raise InputError(f"damaged Word file ({type(error).__name__}: {error})") from error
    titles = [text.strip() for style, text in pieces if style in ("Title", "Heading 1") and text.strip()]
    text = "\n\n".join(" ".join(text.split()) for _, text in pieces)
    if not text.strip():
        raise InputError("a Word file without text")
    return clean_text(text, headline=titles[0] if titles else None)


def _check_zip(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
    except _DAMAGE as error:
        raise InputError("damaged zip or Word file") from error
    if "word/document.xml" not in {entry.filename for entry in entries}:
        raise InputError("a zip archive that is no Word file; unpack it and give its files")
    if sum(entry.file_size for entry in entries) > _MOST_UNPACKED:
        raise InputError(f"a Word file of more than {_MOST_UNPACKED // 1_000_000} MB when unpacked")
    if any(entry.flag_bits & 1 for entry in entries):
        raise InputError("an encrypted Word file; save it without its password")
