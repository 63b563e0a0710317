"""What pages show, over real HTTP: every value with who tells it, whatever the address asks for."""

from __future__ import annotations

import re

import pytest
from lxml import html

from served import Client

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
    assert "failed 3 times in a row" in words(bench.get("/feeds").text)
    assert "found," in words(bench.get("/alerts").text)
