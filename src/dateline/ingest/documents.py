"""PDF and Word files, through pypdf and python-docx (extras)."""

from __future__ import annotations

import io
import logging
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from dateline.errors import InputError, MissingExtraError
from dateline.ingest.found import READ_AHEAD, Found
from dateline.ingest.furniture import is_prose
from dateline.ingest.text import clean_text

_MOST_PAGES = 300
_MOST_PAGES_OF_BUNDLE = 20_000
_FIRST_PAGES = 12
"""Pages on which a bundle shows that it is one: its list of contents, its first article's end."""
_NEAR_TOP = 4
_MOST_UNPACKED = 100_000_000
# What pypdf and python-docx let through from damaged files, beside their own errors.
_DAMAGE = (
    ValueError, KeyError, IndexError, TypeError, AttributeError, AssertionError, RecursionError, ArithmeticError,
    NotImplementedError, LookupError, OSError, EOFError, zlib.error, struct.error, zipfile.BadZipFile, MemoryError,
)  # fmt: skip


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of a Word file, or a line of a PDF file.

    ``heading``: it has the style of one. ``opens_page``, ``near_top``: the first line of a page, or among its first
    few.
    """

    text: str
    heading: bool = False
    opens_page: bool = False
    near_top: bool = False


def read_pdf(content: bytes) -> Found:
    """The report in one PDF file.

    Raises ``InputError`` when it is damaged, encrypted or holds pictures only, ``MissingExtraError`` without pypdf.
    """
    text = "\n".join(_pdf_pages(content, _MOST_PAGES, READ_AHEAD))
    if not text.strip():
        raise InputError("a PDF file without text (scanned pages?); run text recognition on it first")
    return clean_text(text)


def pdf_lines(content: bytes, wanted: Callable[[Sequence[Paragraph]], bool]) -> list[Paragraph]:
    """All lines of a PDF file, or those of its first pages where these are not ``wanted``.

    Raises as ``read_pdf``.
    """
    first = _lines(_pdf_pages(content, _FIRST_PAGES, _MOST_UNPACKED))
    return _lines(_pdf_pages(content, _MOST_PAGES_OF_BUNDLE, _MOST_UNPACKED)) if wanted(first) else first


def _lines(pages: list[str]) -> list[Paragraph]:
    found = []
    for page in pages:
        for number, line in enumerate(line for line in page.split("\n") if line.strip()):
            found.append(Paragraph(line, opens_page=number == 0, near_top=number < _NEAR_TOP))
    return found


def _pdf_pages(content: bytes, most: int, most_characters: int) -> list[str]:
    """The texts of the first pages."""
    try:
        import pypdf
        from pypdf.errors import PyPdfError
    except ImportError as error:
        raise MissingExtraError("reading PDF needs pypdf: pip install dateline[pdf]") from error
    # What it thinks of a file is said by our errors, not on stderr.
    logging.getLogger("pypdf").addHandler(logging.NullHandler())
    try:
        return _pdf_texts(pypdf.PdfReader(io.BytesIO(content), strict=False), most, most_characters)
    except InputError:
        raise
    except (PyPdfError, *_DAMAGE) as error:
        raise InputError(f"damaged PDF file ({type(error).__name__}: {error})") from error


def _pdf_texts(reader: Any, most: int, most_characters: int) -> list[str]:
    if reader.is_encrypted and not reader.decrypt(""):
        raise InputError("an encrypted PDF file; save it without its password")
    parts: list[str] = []
    size = 0
    for number, page in enumerate(reader.pages):
        if number >= most or size > most_characters:
            break
        parts.append((page.extract_text() or "").encode("utf-8", "replace").decode("utf-8"))
        size += len(parts[-1])
    return parts


def read_docx(content: bytes) -> Found:
    """The report in one Word file.

    Raises ``InputError`` when it is damaged or another kind of zip, ``MissingExtraError`` without python-docx.
    """
    pieces = docx_paragraphs(content)
    titles = [piece.text.strip() for piece in pieces if piece.heading and piece.text.strip()]
    text = "\n\n".join(" ".join(piece.text.split()) for piece in pieces)
    if not text.strip():
        raise InputError("a Word file without text")
    return clean_text(text, headline=titles[0] if titles else None)


def docx_paragraphs(content: bytes) -> list[Paragraph]:
    """The paragraphs of a Word file, those of tables where they stand among them. Raises as ``read_docx``."""
    _check_zip(content)
    try:
        import docx
    except ImportError as error:
        raise MissingExtraError("reading Word files needs python-docx: pip install dateline[docx]") from error
    from docx.opc.exceptions import OpcError
    from lxml import etree

    try:
        document = docx.Document(io.BytesIO(content))
        return list(_in_order(document))
    except (OpcError, etree.LxmlError, *_DAMAGE) as error:
        raise InputError(f"damaged Word file ({type(error).__name__}: {error})") from error


def _in_order(document: Any) -> Iterator[Paragraph]:
    """The paragraphs of the body and of its tables; those of text boxes, which hang on one, left out."""
    from docx.oxml.ns import qn
    from docx.text.paragraph import Paragraph as Item

    paragraph, row = qn("w:p"), qn("w:tr")
    joined = None
    for element in document.element.body.iter(paragraph, row):
        around = tuple(element.iterancestors(paragraph, row))
        if joined in around or any(each.tag == paragraph for each in around):
            continue
        if element.tag == paragraph:
            item = Item(element, document)
            yield Paragraph(item.text, _is_heading(item))
        elif line := _row_line(
            [[Item(each, document).text for each in cell.p_lst] for cell in element.iter(qn("w:tc"))]
        ):
            joined = element
            yield Paragraph(line)


def _row_line(cells: Sequence[Sequence[str]]) -> str | None:
    """A row of short cells in one line, as tables of pages come; None where cells hold paragraphs, for a layout."""
    texts = [[" ".join(text.split()) for text in cell if text.strip()] for cell in cells]
    filled = [cell for cell in texts if cell]
    if len(filled) < 2 or any(len(cell) > 1 or is_prose(cell[0]) for cell in filled):
        return None
    return f"| {' | '.join(''.join(cell) for cell in texts)} |"


def _is_heading(item: Any) -> bool:
    return item.style is not None and item.style.name in ("Title", "Heading 1")


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
