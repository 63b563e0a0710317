from __future__ import annotations

import gzip
import hashlib
import io
import unicodedata

import docx
import pytest

from dateline.errors import InputError
from dateline.ingest.language import detect_language
from dateline.ingest.page import Page, Stated, take, take_text

HEADLINE = "Rockets hit fuel depot near Basra"
FIRST = "Three rockets struck a fuel depot near Basra on Sunday night, wounding two guards, the oil ministry said."
SECOND = "Firefighters put out the blaze by morning, and its manager said that deliveries would start again soon."
CLEAN = f"{HEADLINE}\n\n{FIRST}\n\n{SECOND}"


def pdf(lines: list[str]) -> bytes:
    """The smallest PDF that shows ``lines``, one object after another and a table of their places."""
    shown = " T* ".join(f"({line}) Tj" for line in lines)
    stream = f"BT /F1 11 Tf 72 720 Td 14 TL {shown} ET".encode("latin-1")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
            b" /Resources << /Font << /F1 5 0 R >> >> >>"
        ),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    content, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return content + b"xref\n0 6\n0000000000 65535 f \n%strailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        table,
        len(content),
    )


def word(headline: str, paragraphs: list[str]) -> bytes:
    document = docx.Document()
    document.add_heading(headline, level=0)
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


MAIL = (
    "From: Gulf Press <desk@press.example>\r\nTo: you@there.example\r\nMessage-ID: <1@press.example>\r\n"
    f"Subject: Fwd: =?utf-8?q?{HEADLINE.replace(' ', '_')}?=\r\nDate: Sun, 4 Apr 2021 21:10:00 +0300\r\n"
    f'MIME-Version: 1.0\r\nContent-Type: text/plain; charset="utf-8"\r\n\r\n{FIRST}\r\n\r\n{SECOND}\r\n'
).encode()
MARKDOWN = (
    f"---\ntitle: {HEADLINE}\ndate: 2021-04-04\nauthor: Sara Omar\npublisher: Gulf Press\n---\n\n# {HEADLINE}\n\n"
    f"{FIRST.replace('fuel depot', '**fuel depot**')}\n\n{SECOND.replace('Firefighters', '[Firefighters](https://a.example)')}\n"
).encode()


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (CLEAN.encode(), "a.txt"),
        (CLEAN.encode(), "noname"),
        (MARKDOWN, "a.md"),
        (MAIL, "a.eml"),
        (MAIL, "-"),
        (word(HEADLINE, [FIRST, SECOND]), "a.docx"),
        (pdf([HEADLINE, "", FIRST, "", SECOND]), "a.pdf"),
        (f"<html><body><h1>{HEADLINE}</h1><p>{FIRST}</p><p>{SECOND}</p></body></html>".encode(), "a.txt"),
    ],
)
@pytest.mark.parametrize("packed", [False, True])
def test_every_kind_gives_the_same_report(content: bytes, name: str, packed: bool) -> None:
    intake = take(Page(gzip.compress(content, mtime=0), f"{name}.gz") if packed else Page(content, name))
    assert intake.report.text == CLEAN
    assert intake.report.headline == HEADLINE
    assert intake.report.id == hashlib.sha256(CLEAN.encode()).hexdigest()
    assert intake.report.language == "en"
    assert intake.warnings == ()


def test_front_matter() -> None:
    found = take(Page(MARKDOWN, "a.md")).report
    assert (found.byline, found.outlet) == ("Sara Omar", "Gulf Press")
    assert (found.published, found.published_from) == ("2021-04-04", "meta")


def test_mail_headers() -> None:
    found = take(Page(MAIL, "a.eml")).report
    assert (found.published, found.published_from) == ("2021-04-04T21:10:00+03:00", "meta")
    assert found.outlet == "Gulf Press"


def test_two_gzip_members_are_one_file() -> None:
    packed = gzip.compress(f"{HEADLINE}\n\n{FIRST}\n\n".encode(), mtime=0) + gzip.compress(SECOND.encode(), mtime=0)
    assert take(Page(packed, "a.txt.gz")).report.text == CLEAN


def test_what_the_caller_states_goes_over_the_page() -> None:
    page = f"{HEADLINE}\nGulf Press | 4 April 2021\n\n{FIRST}"
    stated = Stated(
        published="2021-04-05", outlet="Basra Post", url="https://b.example/x", headline="Depot hit", source_id="7"
    )
    found = take(Page(page.encode(), "a.txt"), stated).report
    assert (found.published, found.published_from) == ("2021-04-05", "stated")
    assert (found.outlet, found.url, found.source_id) == ("Basra Post", "https://b.example/x", "7")
    assert found.headline == "Depot hit"
    assert found.text == f"Depot hit\n\n{FIRST}"


@pytest.mark.parametrize(
    ("text", "published", "stated_as"),
    [
        ("Gunmen attacked a convoy near the dam.", "2021-04-04", "url"),
        ("This story is from March 10, 2002\n\nGunmen attacked a convoy near the dam.", "2002-03-10", "text"),
    ],
)
def test_an_address_dates_a_text_that_does_not(text: str, published: str, stated_as: str) -> None:
    report = take_text(text, Stated(url="https://news.example/2021/04/04/convoy")).report
    assert (report.published, report.published_from) == (published, stated_as)
    assert take_text("Gunmen attacked a convoy.", Stated(url="https://news.example/convoy")).report.published is None


@pytest.mark.parametrize("text", ["x", " \n Rockets\u00a0hit e\u0301 \r\n\r\n\n", f"logo\n{FIRST}\nTop", "مرحبا"])
def test_a_given_text_is_unchanged(text: str) -> None:
    found = take_text(text, Stated(headline=HEADLINE)).report
    assert found.text == text
    assert found.headline == HEADLINE
    assert found.id == hashlib.sha256(text.encode()).hexdigest()


def test_a_given_text_is_cleaned_on_demand() -> None:
    found = take_text(f"logo\n\n{HEADLINE}\nApril 4, 2021\n\n{FIRST}\n\nTop", Stated(clean=True)).report
    assert found.text == f"{HEADLINE}\n\n{FIRST}"
    assert found.published == "2021-04-04"


def test_pages_are_composed() -> None:
    decomposed = unicodedata.normalize("NFD", f"Café attack in Qāʾim\n\n{FIRST}")
    found = take(Page(decomposed.encode(), "a.txt")).report
    assert found.text == unicodedata.normalize("NFC", decomposed)


@pytest.mark.parametrize("given", [False, True])
def test_long_texts_are_cut_at_a_paragraph(given: bool) -> None:
    text = "\n\n".join(f"{number}. {FIRST}" for number in range(1200))
    intake = take_text(text) if given else take(Page(text.encode(), "a.txt"))
    assert 90_000 < len(intake.report.text) <= 100_000
    assert intake.report.text.endswith("said.")
    assert text.startswith(intake.report.text)
    assert [notice.code for notice in intake.warnings] == ["truncated"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (FIRST, "en"),
        (f"{FIRST} {SECOND}".upper(), "en"),
        (f"{FIRST} {SECOND}".lower(), "en"),
        ("Rocket attack", "en"),
        ("Basra", "en"),
        ("12345", "en"),
        (
            "Drei Raketen schlugen am Sonntagabend in ein Treibstofflager bei Basra ein und verletzten zwei Wachleute.",
            "de",
        ),
        ("Trois roquettes ont frappé dimanche soir un dépôt de carburant près de Bassora, blessant deux gardes.", "fr"),
        ("Tres cohetes impactaron el domingo por la noche en un depósito de combustible cerca de Basora.", "es"),
        ("أصابت ثلاثة صواريخ مستودعا للوقود قرب البصرة مساء الأحد", "ar"),
        ("Три ракеты попали в склад топлива под Басрой", "ru"),
    ],
)
def test_language(text: str, language: str) -> None:
    assert detect_language(text) == language


def test_another_language_is_warned_of() -> None:
    intake = take_text("أصابت ثلاثة صواريخ مستودعا للوقود قرب البصرة مساء الأحد")
    assert [notice.code for notice in intake.warnings] == ["unsupported-language"]
    assert "(ar)" in intake.warnings[0].message


def test_a_given_text_must_be_text() -> None:
    with pytest.raises(InputError, match="empty"):
        take_text(" \n")
    with pytest.raises(InputError, match="surrogates"):
        take_text("a \ud800 b")
