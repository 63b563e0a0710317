from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from dateline.ingest.page import Page, take
from dateline.schema.report import Report

PAGES = Path(__file__).parents[4] / "shared" / "data" / "pages"
EXPECTED: dict[str, Any] = json.loads((PAGES / "expected.json").read_text("utf-8")) if PAGES.is_dir() else {}

HEADLINE = "Rockets hit fuel depot near Basra"
PARAGRAPHS = (
    (
        "Three rockets struck a fuel depot near Basra on Sunday night, wounding two guards, the oil ministry said in a "
        "statement that blamed no one for the attack on the site."
    ),
    (
        "Firefighters put out the blaze by morning. The depot serves power stations in the south, and its manager said "
        "that deliveries would start again within two days."
    ),
    "No group claimed the attack, which was the second on the depot since January, according to local police.",
)


def page(head: str = "", after_title: str = "", around: str = "", title: str = HEADLINE) -> str:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    return (
        f"<!DOCTYPE html><html><head><title>{title}</title>{head}</head><body><nav><a href='/'>Home</a> "
        f"<a href='/w'>World</a></nav><main><article><h1>{HEADLINE}</h1>{after_title}{body}</article></main>{around}"
        "<footer><p>Copyright 2021 Gulf Press. All rights reserved.</p></footer></body></html>"
    )


def report(markup: str | bytes, url: str | None = None, media_type: str | None = None) -> Report:
    content = markup if isinstance(markup, bytes) else markup.encode()
    return take(Page(content, "page.html", url=url, media_type=media_type)).report


def ld(**fields: Any) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **fields})}</script>'


def test_text_is_the_headline_and_the_paragraphs() -> None:
    found = report(page())
    assert found.text == "\n\n".join((HEADLINE, *PARAGRAPHS))
    assert found.headline == HEADLINE
    assert (found.published, found.published_from, found.outlet, found.byline) == (None, None, None, None)


def test_json_ld_states_everything() -> None:
    head = ld(
        headline=HEADLINE, datePublished="2021-04-04T21:10:00+03:00", articleSection=["Energy", "Iraq"],
        author=[{"@type": "Person", "name": "Sara Omar"}, {"name": "Ali Hassan"}],
        publisher={"@type": "Organization", "name": "Gulf Press"}, url="https://news.example/rockets",
    )  # fmt: skip
    found = report(page(head))
    assert (found.published, found.published_from) == ("2021-04-04T21:10:00+03:00", "json-ld")
    assert (found.outlet, found.byline, found.section) == ("Gulf Press", "Sara Omar, Ali Hassan", "Energy")
    assert found.url == "https://news.example/rockets"


def test_json_ld_references_are_followed() -> None:
    graph = [
        {"@type": "NewsArticle", "headline": HEADLINE, "author": {"@id": "#a"}, "publisher": {"@id": "#p"}},
        {"@type": "Person", "@id": "#a", "name": "Sara Omar"},
        {"@type": "Organization", "@id": "#p", "name": "Gulf Press"},
    ]
    found = report(page(f'<script type="application/ld+json">{json.dumps({"@graph": graph})}</script>'))
    assert (found.byline, found.outlet) == ("Sara Omar", "Gulf Press")


@pytest.mark.parametrize("script", ["{", "[[[[", '{"@type": 3}', "null", '"x"', '{"@type":"NewsArticle","headline":7}'])
def test_damaged_json_ld_is_passed_over(script: str) -> None:
    found = report(page(f'<script type="application/ld+json">{script}</script>'))
    assert found.headline == HEADLINE
    assert found.published is None


@pytest.mark.parametrize(
    ("head", "after_title", "url", "published", "where"),
    [
        ('<meta property="article:published_time" content="2021-04-04T09:00:00Z">', "", None,
         "2021-04-04T09:00:00+00:00", "meta"),
        ('<meta itemprop="datePublished" content="2021-04-04">', "", None, "2021-04-04", "meta"),
        ("", '<time datetime="2021-04-04T09:00+03:00" class="published">4 April</time>', None,
         "2021-04-04T09:00:00+03:00", "time-element"),
        ("", "<time>4 April 2021</time>", None, "2021-04-04", "time-element"),
        ("", "", "https://news.example/2021/04/04/rockets", "2021-04-04", "url"),
        ("", '<div class="meta"><span>By Sara Omar</span> <span>4 April 2021, 9:10 pm</span></div>', None,
         "2021-04-04", "text"),
        ('<meta property="article:modified_time" content="2021-04-09T09:00:00Z">', "", None, None, None),
        ("", '<span class="date">03/04/2021</span>', None, None, None),
        ("", "", "https://news.example/rockets", None, None),
    ],
)  # fmt: skip
def test_the_date_says_where_it_stood(
    head: str, after_title: str, url: str | None, published: str | None, where: str | None
) -> None:
    found = report(page(head, after_title), url=url)
    assert (found.published, found.published_from) == (published, where)


def test_an_instant_in_utc_yields_to_the_same_one_in_the_outlets_own_time() -> None:
    head = ld(headline=HEADLINE, datePublished="2021-04-05T01:10:00Z")
    found = report(page(head, '<time class="published" datetime="2021-04-04T20:10:00-05:00">April 4</time>'))
    assert (found.published, found.published_from) == ("2021-04-04T20:10:00-05:00", "time-element")


def test_dates_of_other_stories_are_not_this_ones() -> None:
    others = '<aside><time datetime="2022-01-01">x</time><time datetime="2022-02-02">y</time></aside>'
    assert report(page(around=others)).published is None


def test_a_template_slogan_is_no_headline() -> None:
    found = report(page(ld(headline="template-7"), title=f"{HEADLINE} | Gulf Press"))
    assert found.headline == HEADLINE
    assert found.outlet == "Gulf Press"


def test_og_site_name_without_its_slogan() -> None:
    assert report(page('<meta property="og:site_name" content="Gulf 7 | News, Weather">')).outlet == "Gulf 7"


def test_visible_byline() -> None:
    found = report(page("", "<p>By Sara Omar</p><p>Basra, 4 April</p><p>4 April 2021</p>"))
    assert found.byline == "Sara Omar"
    assert (found.published, found.published_from) == ("2021-04-04", "text")
    assert "By Sara" not in found.text
    assert "2021" not in found.text


@pytest.mark.parametrize(
    ("markup", "byline"),
    [
        ("<div class='byline'><a href='/s'>Sara Omar</a></div>", "Sara Omar"),
        ("<a rel='author' href='/s'>Sara Omar</a>", "Sara Omar"),
        ("<span itemprop='author'><span itemprop='name'>Sara Omar</span></span>", "Sara Omar"),
        ("<address>Sara Omar, Basra</address>", "Sara Omar"),
        ("<p class='article-author'>Words by <b>Sara Omar</b> and <b>Ali Hassan</b></p>", "Sara Omar and Ali Hassan"),
        ("<div class='author'>Our Reporter</div>", None),
        ("<div class='author'>Gulf Press</div>", None),
        ("<div class='author'>Admin</div>", None),
        ("<div class='author-share'>Share Story</div>", None),
        ("<div class='related'><span class='author'>Sara Omar</span></div>", None),
    ],
)
def test_the_author_whom_markup_names(markup: str, byline: str | None) -> None:
    assert report(page(after_title=markup)).byline == byline


@pytest.mark.parametrize("name", ["By Sara Omar", "Sara Omar"])
def test_the_author_in_metadata(name: str) -> None:
    assert report(page(f'<meta name="author" content="{name}">')).byline == "Sara Omar"


def test_the_name_of_the_site_on_the_link_to_its_first_page() -> None:
    link = "<a href='https://office.example/'>Office of the Governor</a>"
    assert (
        report(page(around=link, title=f"News - {HEADLINE} - Office of the Governor")).outlet
        == "Office of the Governor"
    )
    assert report(page(around=link)).outlet is None
    assert (
        report(page(around="<a href='/a'>Fuel depots</a>", title=f"{HEADLINE} and more - Fuel depots")).outlet is None
    )


def test_canonical_address_over_the_one_fetched() -> None:
    found = report(page('<link rel="canonical" href="/rockets">'), url="https://news.example/rockets?from=mail")
    assert found.url == "https://news.example/rockets"


def test_furniture_between_paragraphs_goes() -> None:
    markup = page().replace(
        "</p><p>Fire", "</p><p>Advertisement</p><p>Get the Gulf Press newsletter by email</p><p>Fire"
    )
    assert report(markup).text == "\n\n".join((HEADLINE, *PARAGRAPHS))


@pytest.mark.parametrize(
    ("head", "codec", "media_type"),
    [
        ('<meta charset="windows-1252">', "cp1252", None),
        ('<meta charset="iso-8859-1">', "cp1252", None),
        ("", "cp1252", "text/html; charset=windows-1252"),
        ("", "cp1252", None),
        ('<meta charset="windows-1252">', "utf-8", None),
        ("", "utf-8-sig", None),
        ("", "utf-16", None),
        ("", "utf-16-le", None),
    ],
)
def test_encodings(head: str, codec: str, media_type: str | None) -> None:
    markup = page(head).replace("No group claimed", "No group – not even “Qaïda’s” – claimed")
    assert "No group – not even “Qaïda’s” – claimed" in report(markup.encode(codec), media_type=media_type).text


def test_a_page_with_hardly_any_markup_is_read() -> None:
    found = report(f"<html><body>{HEADLINE}<br><br>{PARAGRAPHS[0]}<br><br>{PARAGRAPHS[1]}</body></html>")
    assert PARAGRAPHS[0] in found.text
    assert PARAGRAPHS[1] in found.text


@pytest.mark.skipif(not EXPECTED, reason="the saved pages lie outside the repository (../shared)")
@pytest.mark.parametrize("name", sorted(EXPECTED) or ["none"])
def test_pages_as_saved(name: str) -> None:
    wanted = EXPECTED[name]
    found = take(Page((PAGES / f"{name}.gz").read_bytes(), f"{name}.gz")).report
    assert gzip.decompress((PAGES / f"{name}.gz").read_bytes())
    assert [phrase for phrase in wanted["with"] if phrase not in found.text] == []
    assert [phrase for phrase in wanted["without"] if phrase in found.text] == []
    assert found.headline is not None
    assert found.text.startswith(f"{found.headline}\n\n")
    assert found.text.count(found.headline) == 1
    if "title" in wanted:
        assert found.headline == wanted["title"]
    if "date" in wanted:
        assert (found.published or "")[:10] == wanted["date"]
    if "author" in wanted:
        assert (found.byline or "").lower() == wanted["author"].lower()
