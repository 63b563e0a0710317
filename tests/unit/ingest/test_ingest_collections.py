"""What each form of collection tells of its reports, beyond what every form is held to (conformance/test_formats)."""

from __future__ import annotations

import gzip
import time
import tracemalloc
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

import archives
from archives import STORIES, answer, warc_record
from dateline.errors import InputError, MissingExtraError
from dateline.ingest.feed import Entry, load_entry, read_feed
from dateline.ingest.page import Page, Stated
from dateline.ingest.source import SourceOptions
from dateline.ingest.sources import sources, total_size
from dateline.schema.report import Report

TITLE, TEXT = STORIES[0]


def reports(path: Path, content: bytes, options: SourceOptions | None = None) -> list[Report | str]:
    """The reports of a file, errors as their words."""
    path.write_bytes(content)
    found: list[Report | str] = []
    for source in sources([str(path)], options or SourceOptions()):
        try:
            found.append(source.load().report)
        except InputError as error:
            found.append(error.message)
    return found


def only(found: list[Report | str]) -> Report:
    (report,) = found
    assert isinstance(report, Report), report
    return report


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_csv_of_any_spreadsheet(delimiter: str, encoding: str, tmp_path: Path) -> None:
    found = reports(tmp_path / "a.csv", archives.table(delimiter, encoding))
    assert [(each.source_id, each.outlet, each.url) for each in found if isinstance(each, Report)] == [
        (f"r{number}", "Gulf Press", f"https://news.example/{number}") for number in (1, 2, 3)
    ]
    assert "“They threw stones" in str(found[1])


def test_csv_columns_whatever_their_case_and_order(tmp_path: Path) -> None:
    content = f'note,OUTLET,Text,published\nx,Gulf Press,"{TEXT}\n\nSecond ""part"".",soon\n'.encode()
    report = only(reports(tmp_path / "a.csv", content, SourceOptions(Stated(url="https://news.example/all"))))
    assert (report.outlet, report.url, report.published) == ("Gulf Press", "https://news.example/all", None)
    assert report.text == f'{TEXT}\n\nSecond "part".'


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"id,body\n1,x\n", "no column 'text' in its first line, which names 'id', 'body'"),
        (b"\xff\xfei\0d\0", "UTF-16"),
        (b"id,text\n", "no rows"),
        (b"id,text\n1,Rockets hit,more\n", "3 cells, and the first line names 2 columns"),
        (b'id,text\n1,"Rockets "hit" it"\n', "not valid CSV"),
        (b'id,text\n1,"Rockets hit\n', "not valid CSV"),
        (b"id,text\n1,\n", "no field 'text'"),
        (b'id,text\n1,"' + b"a" * 11_000_000, "larger than 10 MB"),
    ],
)
def test_csv_that_cannot_be_read(content: bytes, words: str, tmp_path: Path) -> None:
    found = reports(tmp_path / "a.csv", content)
    assert any(words in str(each) for each in found), found
    assert not any(isinstance(each, Report) for each in found)


def test_a_bad_row_of_csv_is_named_by_its_line_and_the_next_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b'id,text\n1,"Rockets\nhit."\n\n2,"bad "quote"\n3,Guards hurt.\n')
    found = list(sources([str(path)]))
    assert [source.name for source in found] == [f"{path}:2", f"{path}:5", f"{path}:6"]
    assert [found[0].load().report.text, found[2].load().report.text] == ["Rockets\nhit.", "Guards hurt."]


def test_a_large_table_is_not_held_in_memory(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    with path.open("w") as file:
        file.write("id,text\n")
        for number in range(20_000):
            file.write(f'{number},"{TEXT * 4}"\n')
    tracemalloc.start()
    count = sum(1 for _ in sources([str(path)]))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 20_000
    assert path.stat().st_size > 10_000_000
    assert peak < 1_000_000


def test_parquet_with_dates_and_numbers_of_its_own(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    row: dict[str, Any] = {"ID": 7, "Text": TEXT, "published": datetime(2023, 6, 12, 10, tzinfo=UTC), "score": 0.5}
    report = only(reports(tmp_path / "a.parquet", archives.parquet([row])))
    assert (report.source_id, report.published, report.text) == ("7", "2023-06-12T10:00:00+00:00", TEXT)


@pytest.mark.parametrize(
    ("given", "words"),
    [([{"body": TEXT}], "no column 'text'; it has 'body'"), ([{"text": 1}], "not a string"),
     ([{"text": None, "id": "x"}], "no field 'text'"), ([{"text": {"a": 1}}], "not a string")],
)  # fmt: skip
def test_parquet_that_cannot_be_read(given: list[dict[str, Any]], words: str, tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    assert words in str(reports(tmp_path / "a.parquet", archives.parquet(given))[0])


def test_parquet_is_read_a_few_rows_at_a_time(tmp_path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    path = tmp_path / "a.parquet"
    path.write_bytes(archives.parquet([{"text": f"{TEXT} {number} " * 20} for number in range(20_000)]))
    before = pyarrow.default_memory_pool().max_memory()
    assert sum(1 for _ in sources([str(path)])) == 20_000
    assert pyarrow.default_memory_pool().max_memory() - before < 60_000_000


def test_libraries_that_are_missing_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, content, library, extra in (
        ("a.warc", b"WARC/1.0\r\n", "fastwarc.warc", "dateline[warc]"),
        ("a.parquet", b"PAR1", "pyarrow", "dateline[tables]"),
    ):
        monkeypatch.setitem(__import__("sys").modules, library, None)
        (tmp_path / name).write_bytes(content)
        (source,) = sources([str(tmp_path / name)])
        with pytest.raises(MissingExtraError) as caught:
            source.load()
        assert extra in str(caught.value)


def test_a_mailbox(tmp_path: Path) -> None:
    first, *_ = reports(tmp_path / "a.mbox", archives.mbox())
    assert isinstance(first, Report)
    assert (first.source_id, first.outlet, first.published) == (
        "m1@gulf.example", "Gulf Press", "2023-06-12T10:01:00+00:00",
    )  # fmt: skip
    assert first.text.endswith("From the scene, our reporter adds more.")


def test_a_message_too_large_is_a_failure_and_the_next_is_read(tmp_path: Path) -> None:
    large = b"From a@b.example Mon Jun 12 10:00:00 2023\nSubject: x\n\n" + b"word " * 14 + b"\n"
    content = large + (b"word " * 14 + b"\n") * 160_000 + b"\n" + archives.mbox()
    found = reports(tmp_path / "a.mbox", content)
    assert "larger than 10 MB" in str(found[0])
    assert len([each for each in found if isinstance(each, Report)]) == 3


def test_a_text_that_begins_with_from_is_no_mailbox(tmp_path: Path) -> None:
    text = f"From Baghdad, our reporter writes at 10:15 in the morning: {TEXT}\n"
    assert only(reports(tmp_path / "a.txt", text.encode())).text.startswith("From Baghdad")
    assert "does not begin with a line 'From" in str(reports(tmp_path / "a.mbox", TEXT.encode())[0])


def test_one_message_in_a_file_of_its_own_has_its_id_too(tmp_path: Path) -> None:
    message = archives.mbox().split(b"\n", 1)[1].split(b"From wire")[0]
    assert only(reports(tmp_path / "a.eml", message)).source_id == "m1@gulf.example"


def test_an_archive_of_the_web(tmp_path: Path) -> None:
    pytest.importorskip("fastwarc")
    page = archives.html(TITLE, TEXT)
    chunked = f"{len(page):x}\r\n".encode() + page + b"\r\n0\r\n\r\n"
    records = [
        warc_record("response", "https://news.example/a", answer(gzip.compress(page), Content_Encoding="gzip")),
        warc_record("response", "<https://news.example/b>", answer(chunked, Transfer_Encoding="chunked")),
        warc_record("resource", "https://news.example/c", page, "text/html"),
        warc_record("conversion", "https://news.example/d", TEXT.encode(), "text/plain"),
        warc_record("resource", "dns:news.example", b"203.0.113.5", "text/dns"),
        warc_record("revisit", "https://news.example/a", b""),
        warc_record("response", "https://news.example/e", answer(page, status="404 Not Found")),
        warc_record("response", "https://news.example/f", answer(b"a{}", media="text/css")),
    ]
    found = reports(tmp_path / "a.warc", b"".join(records))
    assert [each.url for each in found if isinstance(each, Report)] == [f"https://news.example/{x}" for x in "abcd"]
    assert all(TEXT[:50] in each.text for each in found if isinstance(each, Report))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (warc_record("response", "https://a.example/", answer(b"x" * 500))[:-400], "cut short: "),
        (warc_record("response", "https://a.example/", answer(b"")), "empty, or cut short"),
        (warc_record("warcinfo", "", b"x"), "without any page"),
        (b"WARC/1.0\r\nContent-Le", "cut short, in a record"),
        (warc_record("resource", "https://a.example/", gzip.compress(b"a" * 11_000_000), "text/html"),
         "more than 10 MB when unpacked"),
        (warc_record("response", "https://a.example/", answer(b"a" * 11_000_000)), "larger than 10 MB"),
        (gzip.compress(archives.warc())[:-9], "damaged here: it is cut short"),
        (archives.warc()[:-2], "cut short, in a record or before its end"),
    ],
)  # fmt: skip
def test_archives_that_cannot_be_read_whole(content: bytes, words: str, tmp_path: Path) -> None:
    pytest.importorskip("fastwarc")
    found = reports(tmp_path / "a.warc", content)
    assert any(words in str(each) for each in found), found
    if content.count(b"WARC-Type: response") > 2:
        assert sum(isinstance(each, Report) for each in found) == 3


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize(
    "bad", [b"junk\r\n\r\n", b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: no\r\n\r\n", b"\0" * 999]
)
def test_a_damaged_record_costs_no_other(packed: bool, bad: bytes, tmp_path: Path) -> None:
    pytest.importorskip("fastwarc")
    records = archives.warc_records()
    pieces = [gzip.compress(each, mtime=0) if packed else each for each in records]
    for at in range(1, len(pieces) + 1):
        for damage in (bad, gzip.compress(bad), gzip.compress(records[2])[:-30]) if packed else (bad,):
            found = reports(tmp_path / "a.warc", b"".join([*pieces[:at], damage, *pieces[at:]]))
            told = [each for each in found if not isinstance(each, Report)]
            assert sum(isinstance(each, Report) for each in found) == 3, (at, damage[:20], found)
            assert all("damaged here" in each or "empty" in each for each in told)
            assert len(told) <= 2


@pytest.mark.parametrize("content", [b"WARC/1.0\r\n" + b"WARC/1." * 500_000, b"WARC/1.0\r\n\r\n" * 200_000,
                                     b"WARC/1.0" + b"a" * 9_000_000])  # fmt: skip
def test_an_archive_made_to_keep_us_busy_is_given_up(content: bytes, tmp_path: Path) -> None:
    pytest.importorskip("fastwarc")
    begun = time.monotonic()
    found = reports(tmp_path / "a.warc", content)
    assert found
    assert not any(isinstance(each, Report) for each in found)
    assert time.monotonic() - begun < 10


def test_a_feed_made_to_keep_us_busy_is_read_in_time() -> None:
    begun = time.monotonic()
    nested = b"<item><guid>1</guid><content>" * 100 + b"<" * 3_000_000
    flat = (
        b"<rss><channel><item><guid>1</guid><title><![CDATA[" + b"<" * 3_000_000 + b"]]></title></item></channel></rss>"
    )
    assert len(read_feed(b"<rss><channel>" + nested).entries) == 1
    (entry,) = read_feed(flat).entries
    intake = load_entry(replace(entry, link=None, content="<" * 3_000_000), None, SourceOptions(), _none)
    assert len(intake.report.text) <= 100_000
    assert time.monotonic() - begun < 10


def _none(url: str) -> Page:
    raise InputError(url)


def test_a_bundle_in_word(tmp_path: Path) -> None:
    first, *_ = reports(tmp_path / "a.docx", archives.docx_bundle())
    assert isinstance(first, Report)
    assert (first.headline, first.outlet, first.published) == (TITLE, "Gulf Press", "2023-06-11")
    assert (first.section, first.byline, first.dateline_place) == ("FOREIGN", "Jane Doe", "BAGHDAD, Iraq")
    assert first.text == f"{TITLE}\n\n" + "\n\n".join(
        part + end for part, end in zip(TEXT.split(". ", 1), (".", ""), strict=True)
    )


def test_a_bundle_in_pdf(tmp_path: Path) -> None:
    found = reports(tmp_path / "a.pdf", archives.pdf_bundle())
    assert [each.headline for each in found if isinstance(each, Report)] == [title for title, _ in STORIES]
    for each, (_, text) in zip(found, STORIES, strict=True):
        assert isinstance(each, Report)
        assert each.outlet == "Gulf Press"
        assert text[-30:].replace("“", '"').replace("”", '"') in each.text
        assert "Page 2" not in each.text
        assert each.text.count("Gulf Press") == 0


def test_a_bundle_that_ends_too_soon_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(archives.docx_of(archives.articles(cut=True)))
    found = [source.load() for source in sources([str(path)])]
    assert [[notice.code for notice in each.warnings] for each in found] == [[], [], ["cut-short"]]


def test_an_article_that_is_not_told_apart_is_named(tmp_path: Path) -> None:
    lines = archives.articles()
    del lines[lines.index("June 12, 2023 Monday")], lines[4 + 13 : 6 + 13]
    found = reports(tmp_path / "a.docx", archives.docx_of([*lines, "Stray words", "End of Document"]))
    assert [isinstance(each, Report) for each in found] == [True, False, True, False]
    assert "without a line with its date" in str(found[1])
    assert "without a line 'Body'" in str(found[3])


def test_a_word_or_pdf_file_of_one_report_is_no_bundle(tmp_path: Path) -> None:
    for name, content in (("a.docx", archives.docx_of([f"#{TITLE}", TEXT, "Body of evidence"])),
                          ("a.pdf", archives.pdf_of([[TITLE, "", TEXT]]))):  # fmt: skip
        assert TITLE in only(reports(tmp_path / name, content)).text
        assert [source.name for source in sources([str(tmp_path / name)])] == [str(tmp_path / name)]


ATOM = b"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://news.example/atom/">
<title type="html">Gulf &amp;amp; Press</title><entry><id>tag:1</id><title>One&rsquo;s</title>
<link rel="self" href="self"/><link href="../one"/><updated>2023-06-12T11:00:00Z</updated>
<published>2023-06-12T10:00:00Z</published><summary>Short.</summary></entry>
<entry><id>tag:2</id><title>Two</title><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>All of
it.</p></div></content></entry><entry/></feed>"""


def test_atom() -> None:
    feed = read_feed(ATOM, "https://feeds.example/")
    assert feed.title == "Gulf & Press"
    one, two = feed.entries
    assert one == Entry(
        "tag:1", "https://news.example/one", "One’s", "2023-06-12T10:00:00+00:00", "2023-06-12T11:00:00+00:00", "Short."
    )
    assert (two.link, two.published) == (None, None)
    assert "<p" in two.content


def test_rss_of_the_first_days() -> None:
    content = (
        b"<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/' "
        b"xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:media='http://search.yahoo.com/mrss/'>"
        b"<channel><title>Gulf Press</title></channel><item rdf:about='https://news.example/1'><media:title>Photo"
        b"</media:title><title>One</title><dc:date>2023-06-12</dc:date></item>"
        b"<item><guid>https://news.example/2</guid><title>Two & more</title></item></rdf:RDF>"
    )
    one, two = read_feed(content, None).entries
    assert (one.id, one.title, one.published) == ("https://news.example/1", "One", "2023-06-12")
    assert (two.id, two.link, two.title) == ("https://news.example/2", "https://news.example/2", "Two more")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"junk",
        b"<html><body>no feed</body></html>",
        b"<!DOCTYPE rss [<!ENTITY a SYSTEM 'file:///etc/hostname'>]><opml>&a;</opml>",
    ],
)
def test_what_is_no_feed(content: bytes) -> None:
    with pytest.raises(InputError, match="not a readable feed"):
        read_feed(content)


def test_a_feed_cannot_name_files_or_blow_up() -> None:
    bomb = b"".join(b"<!ENTITY l%d '%s'>" % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 12))
    content = (
        b"<!DOCTYPE rss [<!ENTITY l0 'lol'><!ENTITY f SYSTEM 'file:///etc/passwd'>" + bomb + b"]><rss><channel><item>"
        b"<guid>1</guid><title>&l11; &f;</title><description>&f;&l11;</description></item></channel></rss>"
    )
    for entry in read_feed(content).entries:
        assert "root" not in f"{entry.title}{entry.content}"
        assert len(f"{entry.title}{entry.content}") < 100


def test_an_entry_is_read_from_its_page_unless_it_is_whole() -> None:
    asked: list[str] = []

    def get(url: str) -> Page:
        asked.append(url)
        return Page(archives.html(TITLE, TEXT), url, url, "text/html")

    entry = Entry("g1", "https://news.example/1", TITLE, "2023-06-12", None, f"<p>{TEXT}</p>")
    report = load_entry(entry, "Gulf Press", SourceOptions(), get).report
    assert (asked, report.source_id, report.url) == (["https://news.example/1"], "g1", "https://news.example/1")
    assert (report.published, report.published_from) == ("2023-06-12", "meta")
    whole = Entry("g2", "https://news.example/2", TITLE, "2023-06-12", None, f"<p>{TEXT}</p>" * 8)
    report = load_entry(whole, "Gulf Press", SourceOptions(), get).report
    assert (len(asked), report.headline, report.outlet, report.url) == (
        1, TITLE, "Gulf Press", "https://news.example/2",
    )  # fmt: skip
    with pytest.raises(InputError, match="neither text nor a page"):
        load_entry(Entry("g3"), None, SourceOptions(), get)
    with pytest.raises(InputError, match="no http or https"):
        load_entry(Entry("g4", "javascript:alert(1)"), None, SourceOptions(), get)


@pytest.mark.parametrize("link", ["www.news.example/1", "javascript:alert(1)", "http://[::1"])
def test_a_whole_entry_does_without_a_link_that_is_no_address(link: str) -> None:
    intake = load_entry(Entry("g1", link, TITLE, None, None, f"<p>{TEXT}</p>" * 8), None, SourceOptions(), _none)
    assert (intake.report.headline, intake.report.url) == (TITLE, None)
    assert [notice.code for notice in intake.warnings] == ["invalid-url"]
    with pytest.raises(InputError, match="no http or https"):
        load_entry(Entry("g1", link, TITLE, None, None, "<p>Short.</p>"), None, SourceOptions(), _none)


def test_sizes_add_up(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(archives.table())
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(archives.jsonl()))
    (tmp_path / "c.txt").write_text(TEXT)
    total = total_size([str(tmp_path)])
    assert total == sum(path.stat().st_size for path in tmp_path.iterdir())
    assert sum(source.size for source in sources([str(tmp_path)])) == total
    assert total_size([str(tmp_path), "https://news.example/"]) is None
