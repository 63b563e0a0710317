"""What pages show, over real HTTP: every value with who tells it, whatever the address asks for."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path

import pytest
from lxml import html

from dateline.store.store import Store
from served import Client, workbench

PAGES = (
    "/", "/search", "/search?q=bomb", "/feeds", "/alerts", "/export", "/about", "/api", "/people", "/incident/1",
    "/report/1", "/report/1?beside=2", "/?type=bombing&killed=2", "/?from=2022-05-01&to=2022-05-31&order=killed",
)  # fmt: skip


def words(page: str) -> str:
    """What a page says, without its marks."""
    return " ".join(re.sub(r"<[^>]+>", " ", page.partition("<main")[2]).split())


@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_whole_and_has_nothing_inline(bench: Client, path: str) -> None:
    answer = bench.get(path)
    assert answer.status == 200
    assert answer.text.rstrip().endswith("</html>")
    tree = html.document_fromstring(answer.text)
    assert len(tree.xpath("//h1")) == (2 if "beside" in path else 1)
    assert not tree.xpath("//style | //script[not(@src)] | //@style | //@*[starts-with(name(), 'on')]")
    assert not [at for at in tree.xpath("//@href | //@src | //@action") if at.strip().lower().startswith("javascript")]


@pytest.mark.parametrize("path", PAGES)
def test_no_text_of_a_report_becomes_markup(bench: Client, path: str) -> None:
    answer = bench.get(path).text
    assert not html.document_fromstring(answer).xpath("//img | //svg[@onload]")
    assert "\u202e" not in answer
    assert answer.count("{{7*7}}") == answer.count(
        "&lt;/script&gt;&lt;svg onload=hit()&gt;&lt;img src=http://127.0.0.1:9/x"
    )


def test_an_incident_shows_every_toll_with_who_tells_it(bench: Client) -> None:
    page = words(bench.get("/incident/1").text)
    assert page.index("Disputed killed") < page.index("Not disputed what Bombing")
    for toll in ("“Two people”", "“Six people”", "“At least nine people”"):
        assert toll.strip("“”") in page
    for outlet in ("Northern Wire", "Harla Post", "River Radio", "Valley News"):
        assert outlet in page
    assert 'class="toll"' in bench.get("/incident/1").text


def test_filters_narrow_list_and_sum(bench: Client) -> None:
    everything, shelled = words(bench.get("/").text), words(bench.get("/?type=shelling").text)
    assert "3 incidents" in everything
    assert "1 incident " in shelled
    assert "Night shelling of Dorra" in shelled
    assert "Harla" not in shelled.partition("1 incident ")[2]


def test_htmx_is_sent_the_part_that_changes(bench: Client) -> None:
    part = bench.get("/?type=shelling", HX_Request="true").text
    assert part.lstrip().startswith('<section id="found"')
    assert "<html" not in part


def test_a_page_for_what_is_not_there(bench: Client) -> None:
    for path in ("/incident/999", "/report/999", "/report/1?version=9", "/nothing"):
        answer = bench.get(path)
        assert answer.status == 404
        assert "Nothing here" in answer.text
    assert bench.get("/incident/999999999999999999999").status == 422
    assert bench.get("/?from=2022-02-30").status == 422


def test_a_report_links_web_addresses_alone(bench: Client) -> None:
    hostile = next(number for number in range(1, 9) if "javascript" in bench.get(f"/report/{number}").text)
    tree = html.document_fromstring(bench.get(f"/report/{hostile}").text)
    assert not [at for at in tree.xpath("//@href") if "javascript" in at]


def test_feeds_and_alerts_say_how_they_stand(bench: Client) -> None:
    feeds = words(bench.get("/feeds").text)
    assert "failed 3 times in a row refused: &lt;/script&gt;" in feeds
    assert "1 January 2026" in feeds
    failing = max(bench.get("/api/v1/feeds").json, key=lambda each: each["failures"])
    assert (failing["problem"]["kind"], failing["succeeded"]) == ("refused", None)
    assert "found," in words(bench.get("/alerts").text)


def test_a_hostile_page_that_is_read_stays_letters(tmp_path: Path) -> None:
    """The whole way: a saved page whose every part is an attack is ingested, linked and shown."""
    attack = "<img src=x onerror=hit()>"
    told = escape(attack)
    told_of = (
        f"MOSUL, Iraq - A bomb {told} killed nine people at a market in Mosul on Monday, police said. The {told} "
        "Desert Front claimed responsibility. {{7*7}} Hospitals asked for blood, and the governor called for calm "
        "after the attack, which wounded twenty more near the old bridge."
    )
    page = (
        f"<html><head><title>{told} Bomb kills nine in Mosul</title><meta name=author content='{told}'>"
        f"<meta property='og:site_name' content='{told} Wire'><meta property='article:section' content='{told}'>"
        "<meta property='article:published_time' content='2024-05-07'></head><body><article>"
        f"<h1>{told} Bomb kills nine in Mosul</h1><p>{told_of}</p></article></body></html>"
    )
    file, url = tmp_path / "page.html", str(tmp_path / "store.db")
    file.write_text(page, encoding="utf-8")
    with Store.open(url) as store:
        assert store.ingest(file).stored == 1
    with workbench(url) as client:
        client.enter()
        for path in ("/", "/report/1", "/search?q=bomb", "/incident/1", "/review", "/review/1"):
            answer = client.get(path)
            assert answer.status == 200
            assert not html.document_fromstring(answer.text).xpath("//img | //@onerror")
        report = html.document_fromstring(client.get("/report/1").text)
        assert attack in report.xpath("//div[@class='text']")[0].text_content()
        assert attack in client.get("/api/v1/reports/1").json["reading"]["report"]["text"]
