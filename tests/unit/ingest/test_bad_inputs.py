"""Inputs that cannot be read as a report, each with the words of its error."""

from __future__ import annotations

import gzip
import io
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest

from dateline.errors import DatelineError, InputError, MissingExtraError
from dateline.ingest.page import Page, Stated, take, take_text
from dateline.ingest.source import SourceOptions
from dateline.ingest.sources import sources

TEXT = b"Rockets hit a fuel depot near Basra on Sunday night, the oil ministry said.\n" * 30


def zipped(**files: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return stream.getvalue()


def locked_pdf() -> bytes:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(200, 200)
    writer.encrypt("secret", algorithm="RC4-128")
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def blank_pdf() -> bytes:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(200, 200)
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


PAGES: list[tuple[str, Callable[[], bytes], str]] = [
    ("empty.txt", lambda: b"", "empty"),
    ("blank.txt", lambda: b" \n\t\n ", "empty"),
    ("mark-only.txt", lambda: b"\xef\xbb\xbf", "no text"),
    ("empty.html", lambda: b"<html><head></head><body></body></html>", "no text"),
    ("script-only.html", lambda: b"<html><body><script>var a = 1</script></body></html>", "no text"),
    ("zeros.txt", lambda: b"\0" * 500, "binary"),
    ("random.bin", lambda: bytes(range(256)) * 40, "binary"),
    ("controls.txt", lambda: b"\x01\x02\x03\x04\x05\x06" * 50, "binary"),
    ("photo.jpg", lambda: b"\xff\xd8\xff\xe0" + b"x" * 100, "JPEG image"),
    ("photo.html", lambda: b"\x89PNG\r\n\x1a\n" + b"x" * 100, "PNG image"),
    ("clip.mp4", lambda: b"\0\0\0\x18ftypmp42" + b"x" * 100, "video"),
    ("old.doc", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 100, "old Office file"),
    ("note.rtf", lambda: b"{\\rtf1 Rockets hit}", "RTF"),
    ("program", lambda: b"\x7fELF" + b"x" * 100, "program"),
    ("pages.warc", lambda: b"WARC/1.0\r\n", "WARC"),
    ("report.json", lambda: b'{"text": "Rockets hit a depot"}', ".jsonl"),
    ("feed.xml", lambda: b"<?xml version='1.0'?><rss><channel></channel></rss>", "feed"),
    ("huge.txt", lambda: TEXT * 5000, "larger than 10 MB"),
    ("cut.txt.gz", lambda: gzip.compress(TEXT, mtime=0)[:-20], "cut short"),
    ("damaged.txt.gz", lambda: b"\x1f\x8b\x08\x00" + b"\xff" * 60, "damaged gzip"),
    ("bomb.txt.gz", lambda: gzip.compress(b"a " * 6_000_000, mtime=0), "more than 10 MB when unpacked"),
    ("twice.txt.gz", lambda: gzip.compress(gzip.compress(TEXT), mtime=0), "gzip twice"),
    ("nothing.txt.gz", lambda: gzip.compress(b"", mtime=0), "empty"),
    ("damaged.pdf", lambda: b"%PDF-1.7\n" + b"junk " * 40, "damaged PDF"),
    ("locked.pdf", locked_pdf, "encrypted PDF"),
    ("scanned.pdf", blank_pdf, "without text"),
    ("text.pdf", lambda: TEXT, "named a PDF file"),
    ("archive.zip", lambda: zipped(a=TEXT), "no Word file"),
    ("cut.docx", lambda: zipped(word__document_xml=TEXT)[:60], "damaged zip"),
    ("hollow.docx", lambda: zipped(word__document_xml=b"<x/>"), "damaged Word file"),
    ("bomb.docx", lambda: zipped(word__document_xml=b" " * 101_000_000), "more than 100 MB"),
    ("text.docx", lambda: TEXT, "named a Word file"),
    ("empty.eml", lambda: b"From: a@b.example\nSubject: x\nMIME-Version: 1.0\n\n", "without a text part"),
    ("image.eml", lambda: b"From: a@b.example\nContent-Type: image/png\n\nxxxx", "without a text part"),
]


@pytest.mark.parametrize(("name", "content", "words"), PAGES, ids=[name for name, _, _ in PAGES])
def test_pages_that_cannot_be_read(name: str, content: Callable[[], bytes], words: str) -> None:
    with pytest.raises(InputError) as caught:
        take(Page(content(), name))
    assert words in str(caught.value)
    assert str(caught.value).startswith(f"{name}: ")
    assert caught.value.stage == "ingest"


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("missing.txt", "no such file or folder"),
        ("no-such-*.html", "no file matches this pattern"),
        ("folder", "no report in this folder"),
        ("ftp://news.example/a.html", "only http and https"),
        ("file:///etc/hosts", "only http and https"),
        ("http://user:secret@news.example/", "user name or password"),
        ("http://127.0.0.1/", "private or reserved address"),
        ("http://[::1]/", "private or reserved address"),
        ("http:///page", "names no host"),
        ("http://news.example:port/", "not a valid address"),
        ("missing.jsonl", "no such file or folder"),
        ("a\0b.txt", "cannot be"),
    ],
)
def test_inputs_that_cannot_be_found(given: str, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "folder").mkdir()
    monkeypatch.chdir(tmp_path)
    (source,) = sources([given])
    with pytest.raises(InputError) as caught:
        source.load()
    assert words in str(caught.value)
    assert str(caught.value).startswith(given)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (b"{", "not valid JSON"),
        (b"[1, 2]", "not a JSON object"),
        (b'{"id": 1}', "no field 'text'"),
        (b'{"text": 7}', "not a string"),
        (b'{"text": " "}', "text is empty"),
        (b'{"text": "a \\ud800 b"}', "lone surrogates"),
        (b'{"text": "\xff"}', "not UTF-8"),
        (b"[" * 100_000, "not valid JSON"),
    ],
)
def test_rows_that_cannot_be_read(row: bytes, words: str, tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_bytes(b'{"text": "Rockets hit a depot."}\n' + row + b'\n{"text": "Two guards were hurt."}\n')
    first, second, third = sources([str(path)])
    assert first.load().report.text == "Rockets hit a depot."
    with pytest.raises(InputError) as caught:
        second.load()
    assert words in str(caught.value)
    assert str(caught.value).startswith(f"{path}:2: ")
    assert third.load().report.text == "Two guards were hurt."


@pytest.mark.parametrize("published", ["last week", "03/04/2021", "2021-02-30"])
def test_unclear_dates_from_the_caller(published: str) -> None:
    with pytest.raises(InputError, match="give it as YYYY-MM-DD"):
        take(Page(TEXT, "a.txt"), Stated(published=published))
    with pytest.raises(InputError, match="give it as YYYY-MM-DD"):
        take_text("Rockets hit a depot.", Stated(published=published))


@pytest.mark.parametrize("url", ["nowhere", "www.news.example/a", "ftp://news.example/a", "http://[::1", "http:///a"])
def test_addresses_from_the_caller_that_are_none(url: str) -> None:
    with pytest.raises(InputError, match="not an http or https URL"):
        take(Page(TEXT, "a.txt"), Stated(url=url))
    with pytest.raises(InputError, match="not an http or https URL"):
        take_text("Rockets hit a depot.", Stated(url=url))


@pytest.mark.parametrize(("content", "library", "extra"), [
    (b"%PDF-1.4\n", "pypdf", "dateline[pdf]"),
    (zipped(word__document_xml=b"<x/>"), "docx", "dateline[docx]"),
])  # fmt: skip
def test_missing_libraries_are_named(content: bytes, library: str, extra: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(MissingExtraError) as caught:
        take(Page(content, "a.file"))
    assert extra in str(caught.value)


def test_errors_are_all_of_one_family() -> None:
    assert issubclass(InputError, DatelineError)
    assert SourceOptions().allow_private is False
