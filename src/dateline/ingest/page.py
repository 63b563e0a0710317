"""A page as it came, and the one way from it to a report.

``take`` reads any kind of page, cleans it and puts its headline first; ``take_text`` keeps a given text as it is.
What the caller states goes over what the page says.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from dateline.errors import InputError, located
from dateline.ingest.dates import parse_date, url_date
from dateline.ingest.decode import decode, gunzip
from dateline.ingest.documents import read_docx, read_pdf
from dateline.ingest.found import MAX_BYTES, MAX_CHARACTERS, Found
from dateline.ingest.html import read_html
from dateline.ingest.kinds import GZIP, Kind, kind_of
from dateline.ingest.language import detect_language
from dateline.ingest.mail import read_mail
from dateline.ingest.markdown import read_markdown
from dateline.ingest.text import clean_text, read_metadata
from dateline.schema.reading import Notice
from dateline.schema.report import Report, text_id

_SURROGATE = re.compile("[\ud800-\udfff]")
_BOUNDS = (re.compile(r"\n\s*\n"), re.compile(r"\n"), re.compile(r"(?<=[.!?])['\"”’)\]]{0,3}\s"), re.compile(r"\s"))
_CUT_REACH = 20_000


@dataclass(frozen=True)
class Page:
    """Bytes as they came. ``name`` is what errors call the input; ``media_type`` may carry a charset."""

    content: bytes
    name: str
    url: str | None = None
    media_type: str | None = None
    fetched_at: str | None = None


@dataclass(frozen=True)
class Stated:
    """What the caller states over what the page says.

    ``published`` is an ISO date or date-time; ``clean`` asks ``take_text`` to clean the text like a saved page's.
    """

    published: str | None = None
    outlet: str | None = None
    url: str | None = None
    headline: str | None = None
    source_id: str | None = None
    clean: bool = False


@dataclass(frozen=True)
class Intake:
    """A report ready to be read, and what there is to warn of."""

    report: Report
    warnings: tuple[Notice, ...] = ()


_NOTHING_STATED = Stated()


def take(page: Page, stated: Stated = _NOTHING_STATED) -> Intake:
    """The report in ``page``: text cleaned, NFC, headline first, paragraphs apart by a blank line.

    Raises ``InputError`` where the page is empty, binary, undecodable, damaged, too large or without text, and
    ``MissingExtraError`` where its kind needs a library that is not installed.
    """
    with located(page.name, "ingest"):
        content = _unpacked(page.content)
        kind = kind_of(content, page.name, page.media_type)
        found = _READERS[kind](content, page)
        return take_found(replace(found, url=found.url or page.url), stated)


def take_found(found: Found, stated: Stated = _NOTHING_STATED) -> Intake:
    """The report of what one format's reader found.

    Raises ``InputError`` where that has no text.
    """
    if not found.text.strip():
        raise InputError("no text found in it")
    if stated.headline and stated.headline != found.headline:
        found = _with_headline(found, stated.headline)
    return _intake(replace(found, text=unicodedata.normalize("NFC", found.text)), stated)


def take_text(text: str, stated: Stated = _NOTHING_STATED) -> Intake:
    """The report in ``text``, its characters unchanged unless ``stated.clean``; date lines are read, not cut.

    Raises ``InputError`` for a text that is empty or holds half characters (lone surrogates).
    """
    with located(stage="ingest"):
        if not text.strip():
            raise InputError("the text is empty")
        if _SURROGATE.search(text):
            raise InputError("the text holds half characters (lone surrogates); write it anew as valid UTF-8")
        if stated.clean:
            found = clean_text(text, headline=stated.headline)
            found = found if found.text.strip() else read_metadata(text)
        else:
            found = replace(read_metadata(text), headline=stated.headline)
        return _intake(found, stated)


def is_address(value: str) -> bool:
    """Whether a value is an http or https URL, as that of a report is."""
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return parts.scheme.lower() in ("http", "https") and bool(parts.netloc)


def _unpacked(content: bytes) -> bytes:
    if len(content) > MAX_BYTES:
        raise InputError(f"larger than {MAX_BYTES // 1_000_000} MB, the limit of a page")
    content = gunzip(content) if content.startswith(GZIP) else content
    if not content.strip():
        raise InputError("the input is empty")
    return content


def _read_markup(content: bytes, page: Page) -> Found:
    return read_html(decode(content, page.media_type), page.url)


def _read_plain(content: bytes, page: Page) -> Found:
    return clean_text(decode(content, page.media_type))


def _read_marked(content: bytes, page: Page) -> Found:
    return read_markdown(decode(content, page.media_type))


_READERS: dict[Kind, Callable[[bytes, Page], Found]] = {
    "html": _read_markup,
    "text": _read_plain,
    "markdown": _read_marked,
    "mail": lambda content, _: read_mail(content),
    "pdf": lambda content, _: read_pdf(content),
    "docx": lambda content, _: read_docx(content),
}


def _with_headline(found: Found, headline: str) -> Found:
    """``found`` under the caller's headline, the page's own taken off the text."""
    headline = " ".join(headline.split())
    body = found.text.removeprefix(found.headline).lstrip("\n") if found.headline else found.text
    return replace(found, headline=headline, text=f"{headline}\n\n{body}" if body else headline)


def _intake(found: Found, stated: Stated) -> Intake:
    text = _cut(found.text)
    warnings = []
    if len(text) < len(found.text):
        message = f"the text is longer than {MAX_CHARACTERS:,} characters; it is read up to character {len(text):,}"
        warnings.append(Notice(code="truncated", message=message))
    language = detect_language(text)
    if language != "en":
        message = f"the text is in another language than English ({language}); no events are read"
        warnings.append(Notice(code="unsupported-language", message=message))
    url = _stated_url(stated.url) or found.url
    published, published_from = found.published, found.published_from
    if date := _stated_date(stated.published):
        published, published_from = date, "stated"
    elif published is None and url and (date := url_date(url)):
        published, published_from = date, "url"
    report = Report(
        id=text_id(text),
        source_id=stated.source_id or found.source_id,
        url=url,
        outlet=stated.outlet or found.outlet,
        headline=found.headline,
        byline=found.byline,
        section=found.section,
        published=published,
        published_from=published_from,
        dateline_place=found.dateline_place,
        language=language,
        text=text,
    )
    return Intake(report, tuple(warnings))


def _stated_date(value: str | None) -> str | None:
    if not value:
        return None
    date = parse_date(value)
    if date is None:
        raise InputError(f"publication date {value!r} is not clear; give it as YYYY-MM-DD")
    return date


def _stated_url(value: str | None) -> str | None:
    if not value:
        return None
    if not is_address(value):
        raise InputError(f"address {value!r} is not an http or https URL")
    return value


def _cut(text: str) -> str:
    """``text`` up to the limit: the last end of a paragraph, line, sentence or word near below it."""
    if len(text) <= MAX_CHARACTERS:
        return text
    start = MAX_CHARACTERS - _CUT_REACH
    window = text[start:MAX_CHARACTERS]
    for bound in _BOUNDS:
        places = [match.start() for match in bound.finditer(window)]
        if places and text[: start + places[-1]].strip():
            return text[: start + places[-1]]
    return text[:MAX_CHARACTERS]
