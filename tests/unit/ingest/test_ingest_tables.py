"""Collections that are no plain named file: at addresses, in pipes, on standard input. They are read as files are."""

from __future__ import annotations

import gzip
import io
import json
import os
import threading
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace
from typing import BinaryIO

import pytest

import archives
from archives import FORMATS, STORIES
from dateline.errors import DatelineError
from dateline.ingest import sources as listing
from dateline.ingest.header import table_of
from dateline.ingest.page import Page
from dateline.ingest.source import Source
from dateline.ingest.sources import sources

NEEDS = {"parquet": "pyarrow", "warc": "fastwarc", "bundle": "docx"}
ADDRESS = "https://data.example/files/2023"
PROSE = '{"Nobody was hurt," the ministry said.}\n\nRockets hit a fuel depot near Basra on Sunday night.'
GOOD = '{"text": "Rockets hit a depot.", "id": 1}\n'


def told(found: Iterator[Source], name: str) -> list[tuple[str, str]]:
    """What follows the input's name in each source's, and its text or what its error says."""
    results = []
    for source in found:
        try:
            words = source.load().report.text
        except DatelineError as error:
            words = f"{type(error).__name__}: {error.message}"
        assert source.name.startswith(name)
        results.append((source.name.removeprefix(name), words))
    return results


def from_file(path: Path, content: bytes) -> list[tuple[str, str]]:
    path.write_bytes(content)
    return told(sources([str(path)]), str(path))


@contextmanager
def piped(content: bytes) -> Iterator[BinaryIO]:
    """The end of a pipe that gives the content, which is read once and cannot be sought."""
    reading, writing = os.pipe()

    def write() -> None:
        with open(writing, "wb") as stream:
            stream.write(content)

    writer = threading.Thread(target=write)
    writer.start()
    with open(reading, "rb") as stream:
        yield stream
    writer.join()


@pytest.fixture
def from_input(monkeypatch: pytest.MonkeyPatch) -> Callable[[bytes], list[tuple[str, str]]]:
    def read(content: bytes) -> list[tuple[str, str]]:
        with piped(content) as stream:
            monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=stream))
            return told(sources(["-"]), "-")

    return read


@pytest.fixture
def from_address(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[tuple[str, str]]]:
    def read(content: bytes, url: str, media: str | None = None, final: str | None = None) -> list[tuple[str, str]]:
        monkeypatch.setattr(listing, "fetch", lambda asked, **_: Page(content, asked, final or asked, media))
        return told(sources([url]), url)

    return read


def needs(kind: str) -> None:
    if kind in NEEDS and find_spec(NEEDS[kind]) is None:
        pytest.skip(f"{NEEDS[kind]} is not installed")


TABLES: dict[str, tuple[str, bytes]] = {
    "rows": ("a.jsonl", archives.jsonl()),
    "packed rows": ("a.jsonl.gz", gzip.compress(archives.jsonl(), mtime=0)),
    "a mark before the rows": ("a.jsonl", b"\xef\xbb\xbf" + archives.jsonl()),
    "blank lines before the rows": ("a.jsonl", b"\n  \r\n\n" + archives.jsonl()),
    "a first row without text": ("a.jsonl", b'{"id": 7}\n' + archives.jsonl()),
    "an empty first row": ("a.jsonl", b"{}\n" + archives.jsonl()),
    "a first row that is cut": ("a.jsonl", b'{"id": 7, "te\n' + archives.jsonl()),
    "bad rows": ("a.jsonl", (GOOD + '[1]\n{"text": 7}\n{"text": "\\ud800"}\nRockets\n' + GOOD).encode()),
    "a first row longer than what tells": ("a.jsonl", json.dumps({"text": "Rockets hit. " * 2000}).encode() + b"\n"),
    "comma": ("a.csv", archives.table()),
    "tab": ("a.tsv", archives.table("\t")),
    "semicolon, marked": ("a.csv", archives.table(";", "utf-8-sig")),
    "packed comma": ("a.csv.gz", gzip.compress(archives.table(), mtime=0)),
    "blank lines before the columns": ("a.csv", b"\r\n\n" + archives.table()),
    "an index without a name": ("a.csv", b",Text,label\n0,Rockets hit a depot.,x\n1,,y\n2,a,b,c\n"),
    "texts of several lines": ("a.csv", b'text,id\n"Rockets\n\nhit a depot.",1\n"Two "guards"\n'),
    "texts alone": ("a.csv", b"text\nRockets hit a depot.\nTwo guards were hurt.\n"),
    "columns alone": ("a.csv", b"id,text\n"),
    "packed and cut short": ("a.jsonl.gz", gzip.compress(archives.jsonl() * 9, mtime=0)[:-30]),
}


@pytest.mark.parametrize("table", TABLES)
def test_a_table_is_read_alike_wherever_it_comes_from(
    table: str,
    tmp_path: Path,
    from_input: Callable[[bytes], list[tuple[str, str]]],
    from_address: Callable[..., list[tuple[str, str]]],
) -> None:
    name, content = TABLES[table]
    expected = from_file(tmp_path / name, content)
    assert all(place.startswith(":") for place, _ in expected) or table == "columns alone"
    assert from_input(content) == expected
    assert from_address(content, f"{ADDRESS}/{name}?version=2#top") == expected
    assert from_address(content, f"{ADDRESS}/download") == expected
    assert from_address(content, f"{ADDRESS}/download", "application/octet-stream") == expected


@pytest.mark.parametrize("kind", FORMATS)
def test_every_collection_is_read_alike_wherever_it_comes_from(
    kind: str,
    tmp_path: Path,
    from_input: Callable[[bytes], list[tuple[str, str]]],
    from_address: Callable[..., list[tuple[str, str]]],
) -> None:
    needs(kind)
    name, make = FORMATS[kind]
    content = make()
    expected = from_file(tmp_path / name, content)
    assert len(expected) == len(STORIES)
    assert from_input(content) == expected
    assert from_address(content, f"{ADDRESS}/{name}") == expected


@pytest.mark.parametrize(
    ("media", "content"),
    [
        ("application/x-ndjson", b"Rockets\n" + archives.jsonl()),
        ("Text/CSV; charset=utf-8", b"id,body\n1,Rockets hit.\n"),
        ("text/tab-separated-values", b"text\tid\n\nRockets hit.\t1\n"),
        ("application/vnd.apache.parquet", b"PAR0"),
        ("application/rss+xml", b"<p>Rockets hit.</p>"),
    ],
)
def test_the_media_type_tells_where_the_path_does_not(
    media: str, content: bytes, from_address: Callable[..., list[tuple[str, str]]]
) -> None:
    if "parquet" in media:
        needs("parquet")
    found = from_address(content, f"{ADDRESS}/download", media)
    assert any(place or "Error" in words for place, words in found)
    assert from_address(b"<html><body><p>Rockets hit a depot.</p></body></html>", f"{ADDRESS}/a.html", media) == [
        ("", "Rockets hit a depot.")
    ]


@pytest.mark.parametrize("media", [None, "text/html; charset=utf-8", "text/plain"])
def test_a_page_at_an_address_stays_one_report(
    media: str | None, from_address: Callable[..., list[tuple[str, str]]]
) -> None:
    page = archives.html("Depot hit", "Rockets hit a fuel depot near Basra on Sunday night, the oil ministry said.")
    assert [place for place, _ in from_address(page, f"{ADDRESS}/depot-hit", media)] == [""]
    assert [place for place, _ in from_address(PROSE.encode(), f"{ADDRESS}/depot-hit", media)] == [""]
    assert [place for place, _ in from_address(archives.jsonl(), f"{ADDRESS}/depot.txt", media)] == [""]


def test_the_address_that_answered_tells_where_the_one_asked_does_not(
    from_address: Callable[..., list[tuple[str, str]]],
) -> None:
    content = b"id,body\n1,Rockets hit.\n"
    (result,) = from_address(content, f"{ADDRESS}/3", "text/plain", f"{ADDRESS}/rows.csv")
    assert "no column 'text'" in result[1]
    (result,) = from_address(content, f"{ADDRESS}/3.txt", "text/plain", f"{ADDRESS}/rows.csv")
    assert result[1].startswith("id,body")


def test_links_of_a_feed_are_resolved_against_its_address(monkeypatch: pytest.MonkeyPatch) -> None:
    feed = b"<rss><channel><item><guid>1</guid><title>Depot hit</title><link>/a</link></item></channel></rss>"
    asked = []

    def fetch(url: str, **_: object) -> Page:
        asked.append(url)
        return Page(feed if url.endswith("rss") else archives.html(*STORIES[0]), url, url, "text/html")

    monkeypatch.setattr(listing, "fetch", fetch)
    monkeypatch.setattr("dateline.ingest.feed.fetch", fetch)
    (source,) = sources(["https://news.example/feeds/rss"])
    assert source.load().report.headline == STORIES[0][0]
    assert asked == ["https://news.example/feeds/rss", "https://news.example/a"]


@pytest.mark.parametrize(
    "content", [PROSE, f"\n\n{PROSE}", "{\n  Rockets hit a depot.", '{"text" of the deal} was out.']
)
def test_prose_that_begins_with_a_brace_is_a_report(
    content: str, tmp_path: Path, from_input: Callable[[bytes], list[tuple[str, str]]]
) -> None:
    for name in ("a.txt", "a.txt.gz", "saved"):
        packed = gzip.compress(content.encode(), mtime=0) if name.endswith("gz") else content.encode()
        assert [place for place, _ in from_file(tmp_path / name, packed)] == [""]
    assert [place for place, _ in from_input(content.encode())] == [""]


def test_a_text_file_is_a_report_whatever_it_holds(tmp_path: Path) -> None:
    assert [place for place, _ in from_file(tmp_path / "a.txt", archives.jsonl())] == [""]
    assert [place for place, _ in from_file(tmp_path / "a.md", archives.table())] == [""]


@pytest.mark.parametrize(
    "content",
    [
        b"Text, photos and a video by Jane Doe\n\nRockets hit a depot, the ministry said.\n",
        b"Text, photos\n\nRockets hit a depot, the ministry said.\n",
        b"Home | Text | Video\nRockets hit a depot near Basra, the ministry said.\n",
        b"Text\n\nRockets hit a depot.\n",
        b"text\n\nRockets hit a depot.\n",
        b"The text, which was leaked on Sunday, says that rockets hit a depot.\nNobody was hurt, it says.\n",
        b'{\n  "text": "Rockets hit a depot."\n}\n',
        b"{} braces, and text\n",
        b"\n \n",
        b"",
        b"\xff\xfet\0e\0x\0t\0\n\0",
        b'{"' * 4000,
        b"\n" * 8192,
    ],
)
def test_what_begins_no_table(content: bytes) -> None:
    assert table_of(content) is None


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b'  {"id": 1', "jsonl"),
        (b'\xef\xbb\xbf\n{ "a \\" key" : 1}', "jsonl"),
        (b"{}\r\n", "jsonl"),
        (b'"id";"text"\r\n"1";"Rockets hit."\r\n', "csv"),
        (b"date of report|Text|source url\n1|Rockets hit.|x\n", "csv"),
        (b'"text"\n"Rockets hit."\n', "csv"),
        (b'text,id\n"Rockets\nhit.",1\n', "csv"),
    ],
)
def test_what_begins_a_table(content: bytes, kind: str) -> None:
    assert table_of(content) == kind


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
@pytest.mark.parametrize("name", ["rows.jsonl", "pipe"])
def test_a_pipe_with_a_name_is_read_once(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    os.mkfifo(path)
    writer = threading.Thread(target=path.write_bytes, args=(archives.jsonl(),))
    writer.start()
    found = told(sources([str(path)]), str(path))
    writer.join()
    assert [place for place, _ in found] == [":1", ":2", ":3"]


def test_a_row_is_there_before_the_next_one_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    reading, writing = os.pipe()
    with open(writing, "wb", buffering=0) as end, open(reading, "rb") as stream:
        monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=stream))
        end.write(GOOD.encode())
        found = sources(["-"])
        assert next(found).load().report.text == "Rockets hit a depot."
        end.write(GOOD.encode())
        assert next(found).name == "-:2"


def test_a_page_on_standard_input_that_looks_like_a_bundle_is_read_whole(
    tmp_path: Path, from_input: Callable[[bytes], list[tuple[str, str]]]
) -> None:
    needs("bundle")
    content = archives.docx_of(["#Depot hit", STORIES[0][1], "Body of evidence"])
    assert from_input(content) == from_file(tmp_path / "a.docx", content)
    assert from_input(gzip.compress(content, mtime=0)) == from_file(tmp_path / "a.docx", content)


def test_an_input_that_cannot_be_read_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def readinto(self, buffer: object) -> int:
            raise OSError(5, "Input/output error")

    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BufferedReader(Broken())))
    assert told(sources(["-"]), "-") == [("", "InputError: cannot be read (Input/output error)")]


LONG = b'{"text": "' + b"Rockets hit. " * 900_000 + b'"}\n'


@pytest.mark.parametrize("packed", [False, True])
def test_a_line_too_long_costs_no_other_row(
    packed: bool, tmp_path: Path, from_input: Callable[[bytes], list[tuple[str, str]]]
) -> None:
    content = GOOD.encode() + LONG + GOOD.encode() + LONG[:-1]
    content = gzip.compress(content, 1, mtime=0) if packed else content
    expected = [
        (":1", "Rockets hit a depot."), (":2", "InputError: the line is larger than 10 MB"),
        (":3", "Rockets hit a depot."), (":4", "InputError: the line is larger than 10 MB"),
    ]  # fmt: skip
    assert from_file(tmp_path / ("a.jsonl.gz" if packed else "a.jsonl"), content) == expected
    assert from_input(content) == expected


def test_a_line_too_long_is_not_held_in_memory(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    with gzip.open(path, "wb", 1) as file:
        file.write(b'{"text": "')
        for _ in range(120):
            file.write(b"a" * 1_000_000)
        file.write(b'"}\n' + GOOD.encode())
    tracemalloc.start()
    found = told(sources([str(path)]), str(path))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [place for place, _ in found] == [":1", ":2"]
    assert peak < 40_000_000


def test_a_message_with_a_line_too_long_is_a_failure_and_the_next_is_read(tmp_path: Path) -> None:
    begin = b"From a@b.example Mon Jun 12 10:00:00 2023\nSubject: x\n\n"
    found = from_file(tmp_path / "a.mbox", begin + b"a" * 11_000_000 + b"\n\n" + archives.mbox())
    assert [place for place, _ in found] == [":1", ":2", ":3", ":4"]
    assert ["larger than 10 MB" in words for _, words in found] == [True, False, False, False]
    (result,) = from_file(tmp_path / "a.mbox", b"a" * 11_000_000 + b"\n\n" + archives.mbox())
    assert "Error" in result[1]


def test_in_a_line_of_cells_that_is_too_long_nothing_tells_where_the_row_ends(tmp_path: Path) -> None:
    content = b'id,text\n1,Rockets hit.\n2,"' + b"a" * 11_000_000 + b"\nb\n3,Guards hurt.\n"
    assert from_file(tmp_path / "a.csv", content) == [
        (":2", "Rockets hit."), (":3", "InputError: the line is larger than 10 MB; reading stops here"),
    ]  # fmt: skip
