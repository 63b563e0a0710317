"""Collections of reports of our own in every form that is read, made in memory for tests."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Callable, Sequence
from html import escape
from typing import Any

STORIES = tuple(
    (title, " ".join(parts))
    for title, *parts in (
        (
            "Rockets hit fuel depot near Basra",
            "Rockets hit a fuel depot near Basra on Sunday night and set two tanks on fire, the oil ministry said.",
            "Nobody was hurt in the attack, the second on the depot this month.",
        ),
        (
            "Police arrest nine after march in Erbil",
            "Police arrested nine people in Erbil on Tuesday after a march against power cuts turned violent.",
            "“They threw stones at our officers,” a spokesman said; organisers denied it.",
        ),
        (
            "Gunmen kill two guards at Kirkuk pumping station",
            "Gunmen on motorcycles killed two guards at a pumping station west of Kirkuk on Friday, officials said.",
            "The Desert Front claimed the attack in a message posted online.",
        ),
    )
)
"""Headline and text."""


def rows() -> list[dict[str, str]]:
    return [
        {"id": f"r{number}", "text": f"{title}\n\n{text}", "headline": title, "published": f"2023-06-{10 + number}",
         "url": f"https://news.example/{number}", "outlet": "Gulf Press"}
        for number, (title, text) in enumerate(STORIES, start=1)
    ]  # fmt: skip


def jsonl() -> bytes:
    return b"".join(json.dumps(row).encode() + b"\n" for row in rows())


def table(delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    stream = io.StringIO()
    writer = csv.DictWriter(stream, list(rows()[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows())
    return stream.getvalue().encode(encoding)


def parquet(given: Sequence[dict[str, Any]] | None = None) -> bytes:
    import pyarrow
    from pyarrow import parquet as files

    stream = io.BytesIO()
    files.write_table(pyarrow.Table.from_pylist(list(given or rows())), stream)
    return stream.getvalue()


def mbox() -> bytes:
    parts = [
        f"From wire@gulf.example Mon Jun 12 10:0{number}:00 2023\n"
        f"Message-ID: <m{number}@gulf.example>\nFrom: Gulf Press <wire@gulf.example>\nSubject: {title}\n"
        f"Date: Mon, 12 Jun 2023 10:0{number}:00 +0000\nMIME-Version: 1.0\n"
        f"Content-Type: text/plain; charset=utf-8\n\n{text}\n\n>From the scene, our reporter adds more.\n\n"
        for number, (title, text) in enumerate(STORIES, start=1)
    ]
    return "".join(parts).encode()


def html(title: str, text: str) -> bytes:
    return (
        f"<html><head><title>{escape(title)}</title></head><body><article><h1>{escape(title)}</h1>"
        f"<p>{escape(text)}</p></article></body></html>"
    ).encode()


def warc_record(kind: str, url: str, body: bytes, media: str = "application/http; msgtype=response") -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:0a6dd4e0-0000-4000-8000-000000000001>\r\n"
        f"WARC-Date: 2023-06-12T10:00:00Z\r\nWARC-Target-URI: {url}\r\nContent-Type: {media}\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body + b"\r\n\r\n"


def answer(content: bytes, media: str = "text/html; charset=utf-8", status: str = "200 OK", **headers: str) -> bytes:
    more = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
    return f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\n{more}\r\n".encode() + content


def warc_records() -> list[bytes]:
    """A crawl of the three stories in the layout of Common Crawl's news archives, with what is passed over."""
    found = [warc_record("warcinfo", "", b"software: StormCrawler\r\n", "application/warc-fields")]
    for number, (title, text) in enumerate(STORIES, start=1):
        url = f"https://news.example/{number}"
        found.append(warc_record("request", url, b"GET / HTTP/1.1\r\nHost: news.example\r\n\r\n"))
        found.append(warc_record("response", url, answer(html(title, text))))
    found.append(warc_record("response", "https://news.example/old", answer(b"", status="301 Moved", Location="/1")))
    found.append(warc_record("response", "https://news.example/p", answer(b"\x89PNG", media="image/png")))
    return found


def warc() -> bytes:
    return b"".join(warc_records())


def warc_gz() -> bytes:
    return b"".join(gzip.compress(record, mtime=0) for record in warc_records())


def rss() -> bytes:
    items = "".join(
        f"<item><title>{escape(title)}</title><guid isPermaLink='false'>g{number}</guid>"
        f"<link>https://news.example/{number}</link><pubDate>Mon, 12 Jun 2023 10:0{number}:00 GMT</pubDate>"
        f"<description>{escape(text[:60])}</description>"
        f"<content:encoded><![CDATA[<p>{escape(text)}</p>{'<p>More is to come.</p>' * 60}]]></content:encoded>"
        "</item>"
        for number, (title, text) in enumerate(STORIES, start=1)
    )
    return (
        "<?xml version='1.0' encoding='utf-8'?>\n<rss version='2.0' "
        "xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel><title>Gulf Press</title>"
        f"<link>https://news.example/</link>{items}</channel></rss>"
    ).encode()


def articles(*, cut: bool = False) -> list[str]:
    """The lines of a bundle as Nexis sets them; ``cut``: the last article lacks its end."""
    lines: list[str] = []
    for number, (title, text) in enumerate(STORIES, start=1):
        first, _, rest = text.partition(". ")
        lines += [
            f"#{title}", "Gulf Press", f"June {10 + number}, 2023 Monday", "Late Edition",
            "Copyright 2023 Gulf Press All Rights Reserved", "Section: FOREIGN; Pg. 3", "Length: 60 words",
            "Byline: By Jane Doe", "Dateline: BAGHDAD, Iraq", "Body", f"{first}.", rest,
            "Load-Date: June 14, 2023", "End of Document",
        ]  # fmt: skip
    return lines[:-1] if cut else lines


def docx_of(lines: Sequence[str]) -> bytes:
    """A Word file; a line that begins with ``#`` is a heading."""
    import docx

    document = docx.Document()
    for line in lines:
        document.add_paragraph(line.removeprefix("#"), style="Heading 1" if line.startswith("#") else None)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def docx_bundle() -> bytes:
    cover = ["User Name: A Reader", "Documents (3)", *(f"{n}. {title}" for n, (title, _) in enumerate(STORIES, 1))]
    return docx_of(cover + articles())


def pdf_of(pages: Sequence[Sequence[str]]) -> bytes:
    """A PDF file with these lines on its pages."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for lines in pages:
        drawn = "".join(f"({_drawn(line)}) Tj T*\n" for line in lines)
        stream = f"BT /F1 10 Tf 12 TL 40 780 Td\n{drawn}ET"
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {len(objects)} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    out, places = "%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table_ = "".join(f"{place:010d} 00000 n \n" for place in places)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table_}"
    out += f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{out.index('xref')}\n%%EOF\n"
    return out.encode("latin-1")


def _drawn(line: str) -> str:
    plain = line.translate({ord("“"): '"', ord("”"): '"', ord("’"): "'"})
    return plain.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def pdf_bundle() -> bytes:
    """A cover and a page or two an article: the title wraps and stands again on the second page."""
    pages: list[list[str]] = [["User Name: A Reader", "Documents (3)", *(title for title, _ in STORIES)]]
    lines = articles()
    for at in range(0, len(lines), 14):
        article = lines[at : at + 14]
        words = article[0].removeprefix("#").split()
        title = [" ".join(words[:4]), " ".join(words[4:])]
        pages.append(["Page 1 of 2", *title, *article[1:11]])
        pages.append(["Page 2 of 2", *title, *article[11:]])
    return pdf_of(pages)


FORMATS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "jsonl": ("reports.jsonl", jsonl),
    "csv": ("reports.csv", table),
    "parquet": ("reports.parquet", parquet),
    "mbox": ("reports.mbox", mbox),
    "warc": ("CC-NEWS-20230612.warc", warc),
    "feed": ("feed.xml", rss),
    "bundle": ("bundle.docx", docx_bundle),
}
"""By the kind of collection: a name for its file, and what makes it."""
