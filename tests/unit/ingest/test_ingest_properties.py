"""What holds for any bytes and any text."""

from __future__ import annotations

import time
import unicodedata
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.errors import DatelineError
from dateline.ingest.dates import find_dates, parse_date, url_date
from dateline.ingest.head import read_head_line
from dateline.ingest.page import Page, Stated, take, take_text
from dateline.ingest.wire import read_dateline
from dateline.schema.report import Report, text_id

PIECES = st.sampled_from([
    "September 13, 2024", "BAGHDAD (AP) — ", "By Jane Doe", "logo", "Top", "\n", "\n\n", " ", "Gulf Media", "News", "•",
    "Rockets hit a depot near Basra", "The army said on Sunday that three rockets had struck a depot.", "©", "-", "--",
    "<p>", "</p>", "<h1>", "<script type='application/ld+json'>", "</script>", "&#0;", "&amp;", "{", "[", '"@type":',
    "---\n", "# ", "[TEXT]", "12 JAN 90", "e\u0301", "\u200b", "\ufeff", "\u202e", "\x00", "\x85", "\u2028", "😀", "İ",
])  # fmt: skip
PAGES = st.lists(st.one_of(PIECES, st.text(max_size=20)), max_size=40).map("".join)
NAMES = st.sampled_from(["a.html", "a.txt", "a.md", "a.eml", "a.pdf", "a.docx", "a.gz", "a", "-"])
STARTS = st.sampled_from([b"", b"%PDF-1.4\n", b"PK\x03\x04", b"\x1f\x8b\x08", b"<html>", b"From: a\n"])
QUICK = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def check_page(content: bytes, name: str) -> None:
    try:
        intake = take(Page(content, name))
    except DatelineError as error:
        message = str(error)
    else:
        message = f"{name}: read"
        check_report(intake.report)
        assert take(Page(content, name)) == intake
    assert message.startswith(f"{name}: ")


def check_report(report: Report) -> None:
    assert report.text.strip()
    assert unicodedata.is_normalized("NFC", report.text)
    assert report.id == text_id(report.text)
    assert (report.published is None) == (report.published_from is None)
    assert report.headline is None or report.text.startswith(unicodedata.normalize("NFC", report.headline))
    report.model_dump_json()


@QUICK
@given(PAGES, NAMES)
def test_any_page_of_text(text: str, name: str) -> None:
    check_page(text.encode("utf-8", "surrogatepass"), name)


@QUICK
@given(
    st.binary(max_size=400),
    STARTS,
)
def test_any_bytes(content: bytes, start: bytes) -> None:
    check_page(start + content, "a")


@QUICK
@given(PAGES)
def test_any_given_text_is_unchanged(text: str) -> None:
    try:
        report = take_text(text, Stated(source_id="1")).report
    except DatelineError:
        assert not text.strip() or any("\ud800" <= character <= "\udfff" for character in text)
        return
    assert report.text == text
    assert report.id == text_id(text)


@QUICK
@given(PAGES)
def test_lines_never_raise(text: str) -> None:
    read_head_line(text)
    read_dateline(text)
    parse_date(text)
    url_date(text)
    for found in find_dates(text):
        assert 0 <= found.start < found.end <= len(text)


JUNK = (
    "<",
    " ",
    "\n",
    "word ",
    "- ",
    "abc-\n",
    "3 May 2020\n",
    "By Jane Doe\n",
    "BAGHDAD ",
    "(",
    "[",
    "a | ",
    "\u0301",
)
MARKUP = (
    "<", "<div>", "<b>", "<p>word ", "<span>w</span> ", "<h1>Rockets hit depot</h1>", "<table><tr><td>", "<!--",
    "&amp;",
    "<time datetime='2020-01-01'>x</time>", "<script type='application/ld+json'>[[[[", "<meta name=date content=x>",
)  # fmt: skip


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
@pytest.mark.parametrize("junk", JUNK, ids=repr)
def test_a_megabyte_of_junk_ends_soon(junk: str, name: str) -> None:
    assert seconds(("x" + junk * (1_000_000 // len(junk))).encode(), name) < 6


@pytest.mark.parametrize("junk", MARKUP)
def test_a_megabyte_of_markup_ends_soon(junk: str) -> None:
    content = "<html><body><p>Rockets hit.</p>" + junk * (1_000_000 // len(junk))
    assert seconds(content.encode(), "a.html") < 12


def seconds(content: bytes, name: str) -> float:
    """Processor time of reading ``content``, whatever else the machine does."""
    begun = time.process_time()
    with suppress(DatelineError):
        take(Page(content, name))
    return time.process_time() - begun
