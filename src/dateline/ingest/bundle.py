"""Bundles of articles in one Word or PDF file, as Nexis delivers them: a source an article.

An article begins with title, outlet and date, each on lines of their own, goes on with labelled lines (``Section:``,
``Length:``, ``Byline:``, ``Dateline:``) and the word ``Body`` above its text, and ends with ``End of Document``. Cover
sheets, lists of contents and page numbers around them are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import BinaryIO, Final

from dateline.errors import DatelineError, InputError
from dateline.ingest.byline import reads_as_names
from dateline.ingest.dates import find_dates
from dateline.ingest.documents import Paragraph, docx_paragraphs, pdf_lines
from dateline.ingest.page import Intake, take_found
from dateline.ingest.source import Source, SourceOptions, failed
from dateline.ingest.text import clean_text
from dateline.schema.reading import Notice

MOST_BYTES: Final = 200_000_000
_END: Final = "end of document"
_BODY: Final = "body"
_LABEL: Final = re.compile(r"(section|length|byline|dateline|highlight|series|language|copyright)\s{0,3}:\s*(.*)", re.I)
_LOAD_DATE: Final = re.compile(r"(?:load-date|classification|graphic)\s{0,3}:", re.I)
_COPYRIGHT: Final = re.compile(r"copyright\b|©|\(c\)", re.I)
_FURNITURE: Final = re.compile(r"(?:page )?\d{1,5}(?: of \d{1,5})?|end of document", re.I)
_MOST_HEAD: Final = 40
"""Lines among which the head of an article stands, from its ``Body`` upwards."""
_MOST_TITLE: Final = 4
_MOST_FAILURE: Final = 60


@dataclass(frozen=True)
class Article:
    """One article of a bundle; ``whole`` says that its end was there."""

    title: str
    outlet: str | None
    published: str | None
    section: str | None
    byline: str | None
    dateline: str | None
    text: str
    whole: bool


def read_bundle(name: str, file: BinaryIO, options: SourceOptions) -> Iterator[Source] | None:
    """The articles of a bundle, numbered from 1; None where the file is none, or is not to be read at all."""
    try:
        content = file.read(MOST_BYTES + 1)
        if len(content) > MOST_BYTES:
            return None
        found = pdf_lines(content, _is_bundle) if b"%PDF-" in content[:1024] else docx_paragraphs(content)
    except (DatelineError, OSError):
        # What ails it is said where it is read as a page.
        return None
    if not _is_bundle(found):
        return None
    return _articles(name, found, len(content), options)


def _is_bundle(lines: Sequence[Paragraph]) -> bool:
    """Whether an article's end or its ``Length:`` above a ``Body`` is among the lines."""
    texts = [line.text.strip().lower() for line in lines]
    return _BODY in texts and (_END in texts or any(text.startswith("length:") for text in texts))


def _articles(name: str, found: Sequence[Paragraph], size: int, options: SourceOptions) -> Iterator[Source]:
    chunks = list(_chunks(found))
    for number, (chunk, whole) in enumerate(chunks, start=1):
        at, share = f"{name}:{number}", size // len(chunks)
        try:
            yield Source(at, partial(_load, split_article(chunk, whole=whole), options), share)
        except InputError as error:
            yield failed(at, error, share)


def _chunks(found: Sequence[Paragraph]) -> Iterator[tuple[list[Paragraph], bool]]:
    """The lines up to each end of an article, and whether there was one; scraps behind the last are none."""
    chunk: list[Paragraph] = []
    for line in found:
        if line.text.strip().lower() == _END:
            yield chunk, True
            chunk = []
        else:
            chunk.append(line)
    if any(line.text.strip().lower() == _BODY for line in chunk):
        yield chunk, False


def split_article(chunk: Sequence[Paragraph], *, whole: bool = True) -> Article:
    """The parts of one article.

    Raises ``InputError`` where it has no ``Body`` or nothing that reads as its head.
    """
    body = next((at for at, line in enumerate(chunk) if line.text.strip().lower() == _BODY), None)
    if body is None:
        told = " ".join(" ".join(line.text for line in chunk).split())[:_MOST_FAILURE]
        raise InputError(f"an article without a line 'Body' above its text: {told!r}")
    head = _without_furniture(chunk[max(0, body - _MOST_HEAD) : body])
    labels = {match[1].lower(): match[2].strip() for line in head if (match := _LABEL.fullmatch(line.text.strip()))}
    first = next((at for at, line in enumerate(head) if _LABEL.fullmatch(line.text.strip())), len(head))
    dated = _date_line(head[:first])
    if dated is None:
        raise InputError("an article without a line with its date above 'Body'")
    title = _title(head[: max(0, dated - 1)])
    if title is None:
        raise InputError("an article without a title above its outlet and date")
    return Article(
        title=title,
        outlet=head[dated - 1].text.strip() or None,
        published=find_dates(head[dated].text)[0].value,
        section=labels.get("section", "").split(";")[0].strip() or None,
        byline=labels.get("byline") or None,
        dateline=labels.get("dateline") or None,
        text=_body(chunk[body + 1 :], title),
        whole=whole,
    )


def _without_furniture(lines: Sequence[Paragraph]) -> list[Paragraph]:
    """The lines without page numbers and the like; below one that opened a page, the next one does."""
    kept: list[Paragraph] = []
    opens = False
    for line in lines:
        opens = opens or line.opens_page
        if not _is_furniture(line):
            kept.append(replace(line, opens_page=opens))
            opens = False
    return kept


def _is_furniture(line: Paragraph) -> bool:
    return not line.text.strip() or _FURNITURE.fullmatch(line.text.strip()) is not None


def _date_line(head: Sequence[Paragraph]) -> int | None:
    """The last line that begins with a date, below a title and an outlet, and is no notice of rights."""
    for at in range(len(head) - 1, 1, -1):
        text = head[at].text.strip()
        dates = find_dates(text)
        if dates and dates[0].start == 0 and not _COPYRIGHT.match(text):
            return at
    return None


def _title(lines: Sequence[Paragraph]) -> str | None:
    """The title: a heading where the file has styles, else what opens the page, else the last line."""
    headings = [line.text for line in lines if line.heading]
    if headings:
        return " ".join(headings[-1].split()) or None
    opening = max((at for at, line in enumerate(lines) if line.opens_page), default=None)
    taken = lines[opening:] if opening is not None and len(lines) - opening <= _MOST_TITLE else lines[-1:]
    return " ".join(" ".join(line.text for line in taken).split()) or None


def _body(lines: Sequence[Paragraph], title: str) -> str:
    """The text below ``Body``, without what Nexis sets under it and what pages repeat of the title."""
    kept: list[str] = []
    for line in lines:
        text = line.text.strip()
        if _LOAD_DATE.match(text):
            break
        repeated = line.near_top and len(text) > 3 and title.lower().startswith(text.lower())
        if not repeated and not (text and _is_furniture(line)):
            kept.append(line.text)
    return "\n".join(kept)


def _load(article: Article, options: SourceOptions) -> Intake:
    found = clean_text(article.text, headline=article.title)
    byline = (article.byline or "").removeprefix("By ").removeprefix("BY ").strip()
    found = replace(
        found,
        outlet=article.outlet,
        byline=byline if byline and reads_as_names(byline) else found.byline,
        section=article.section or found.section,
        published=article.published or found.published,
        published_from="text" if article.published else found.published_from,
        dateline_place=found.dateline_place or _place(article.dateline),
    )
    intake = take_found(found, options.stated)
    if article.whole:
        return intake
    notice = Notice(code="cut-short", message="the bundle ends before this article does; it may not be whole")
    return replace(intake, warnings=(*intake.warnings, notice))


def _place(dateline: str | None) -> str | None:
    """The place of ``BAGHDAD, Iraq`` or ``BAGHDAD, June 12``, without a date."""
    if not dateline:
        return None
    dates = find_dates(dateline)
    return dateline[: dates[0].start if dates else None].strip(" ,") or None
