from __future__ import annotations

import base64
import hashlib
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build import MOSUL, argument, bare, day, event, reading, span
from dateline.render.page import page
from dateline.schema.reading import Reading
from dateline.schema.span import Span
from html_tree import Tree


def tree(*readings: Reading) -> Tree:
    return Tree(page(readings))


def test_everything_that_is_pointed_at_is_there() -> None:
    found = tree(reading(), reading())
    ids = [held["id"] for _, held in found.elements if "id" in held]
    assert len(ids) == len(set(ids))
    for _, held in found.elements:
        if held.get("href", "").startswith("#"):
            assert held["href"][1:] in ids
        for name in held.get("data-e", "").split():
            assert name in ids
        if "aria-labelledby" in held:
            assert held["aria-labelledby"] in ids


def test_each_field_has_words_and_all_words_have_fields() -> None:
    found = tree(reading())
    fields = {held["data-f"] for tag, held in found.elements if tag == "button"}
    words = {key for tag, held in found.elements if tag != "button" for key in held.get("data-f", "").split()}
    assert fields == words
    assert len(fields) > 40


def test_cards_are_in_order_of_salience() -> None:
    cards = [held.get("id") for _, held in tree(reading()).elements if held.get("class", "").startswith("card ")]
    assert cards[:-2] == ["r1e1", "r1e2", "r1e3", "r1e6", "r1e7", "r1e4", "r1e5", "r1e8", "r1e9"]


def test_the_text_is_whole() -> None:
    shown = page([reading()])
    body = re.search(r'<div class="text".*?</div>', shown, re.DOTALL)
    assert body
    paragraphs = re.findall(r"<p dir=\"auto\" data-start=\"\d+\">(.*?)</p>", body[0], re.DOTALL)
    text = "\n\n".join("".join(Tree(f"<p>{inner}</p>").words) for inner in paragraphs)
    assert text == reading().report.text


def test_a_metonym_is_no_pin_and_marked_as_such() -> None:
    shown = page([reading()])
    places = re.search(r'<svg class="map".*?</svg>', shown, re.DOTALL)
    assert places
    pins = re.findall(r'class="pin .*?<text[^>]*>([^<]*)</text>', places[0], re.DOTALL)
    assert sorted(pins) == ["Istanbul · 5", "Mosul · 1, 6, 7", "Nineveh · 3"]
    assert len(tree(reading()).having("class", "metonym")) >= 4


def test_the_timeline_holds_dated_events_and_names_the_others() -> None:
    found = tree(reading())
    assert len(found.having("class", "bar")) == 6
    assert "Without a date: " in found.words
    missing = page([reading()]).split('<p class="without">')[1].split("</p>")[0]
    assert re.findall(r">(\d) ", missing) == ["2", "3", "7"]


def test_the_policy_admits_the_page_s_own_style_and_script_alone() -> None:
    shown = page([reading()])
    style = re.search(r"<style>(.*?)</style>", shown, re.DOTALL)
    script = re.search(r"<script>(.*?)</script>", shown, re.DOTALL)
    policy = next(held for _, held in Tree(shown).elements if held.get("http-equiv") == "Content-Security-Policy")
    assert style
    assert script
    assert "default-src 'none'" in policy["content"]
    for name, part in (("style", style[1]), ("script", script[1])):
        digest = base64.b64encode(hashlib.sha256(part.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy["content"]


def test_nothing_is_fetched_and_nothing_acts_from_an_attribute() -> None:
    for tag, held in tree(reading(), reading()).elements:
        assert "src" not in held
        assert "style" not in held
        assert not [name for name in held if name.startswith("on")]
        if tag == "link":
            assert held["href"] == "data:,"


@pytest.mark.parametrize(
    "hostile",
    [
        "</script><img src=x onerror=alert(1)>",
        "</style><script>alert(1)</script>",
        '"><svg onload=alert(1)>',
        "<!-- struck",
        "\u202eoverride\u2066",
        "]]><?php {{7*7}} ${x}",
    ],
)
def test_hostile_text_stays_text(hostile: str) -> None:
    text = f"{hostile} struck Mosul"
    words = span(text, hostile)
    place = MOSUL.model_copy(update={"evidence": (words,), "name": hostile, "country": hostile, "admin1": hostile})
    shown = bare(
        text,
        event("e1", "shelling", words, arguments=(argument("actor", words),), place=place, time=day(words, hostile)),
        headline=hostile, outlet=hostile, byline=hostile, section=hostile, url=hostile, published=hostile,
        dateline_place=hostile, language=hostile, source_id=hostile,
    )  # fmt: skip
    found = tree(shown, shown)
    assert {tag for tag, _ in found.elements} <= {tag for tag, _ in tree(reading(), reading()).elements}
    assert not [name for _, held in found.elements for name in held if name.startswith("on")]
    assert "\u202e" not in page([shown])
    assert "javascript:" not in page([bare("x", url="javascript:alert(1)")]).replace("<bdi>javascript:", "")


@settings(max_examples=30, deadline=None)
@given(st.text(st.characters(exclude_categories=()), min_size=1, max_size=60), st.data())
def test_any_text_makes_a_page(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    page([bare(text, event("e1", "protest", Span.of(text, start, end)), headline=text)]).encode()


@pytest.mark.parametrize(("lat", "lon"), [(float("nan"), 0), (float("inf"), 0), (0, 999), (91, 0)])
def test_a_position_that_is_none_is_not_drawn(lat: float, lon: float) -> None:
    text = "struck"
    place = MOSUL.model_copy(update={"evidence": (span(text, text),), "lat": lat, "lon": lon})
    assert 'class="map"' not in page([bare(text, event("e1", "shelling", span(text, text), place=place))])


@pytest.mark.parametrize(("lat", "lon", "radius"), [(89.9, 179.9, 5000.0), (-90, -180, 0.0), (0, 0, 100.0)])
def test_the_ends_of_the_earth_are_drawn(lat: float, lon: float, radius: float) -> None:
    text = "struck"
    place = MOSUL.model_copy(update={"evidence": (span(text, text),), "lat": lat, "lon": lon, "radius_km": radius})
    shown = page([bare(text, event("e1", "shelling", span(text, text), place=place))])
    assert 'class="map"' in shown
    assert "nan" not in shown.split('class="map"')[1].split("</svg>")[0]


def test_no_event_and_no_report() -> None:
    assert "No event was found in this report." in page([bare("Nothing happened.")])
    assert "No report was read." in page([])


def test_many_readings_have_a_list() -> None:
    found = tree(reading(), reading(), reading())
    links = [held["href"] for _, held in found.elements if "data-main" in held]
    assert links == ["#r1", "#r2", "#r3"]
    assert not tree(reading()).having("class", "chooser")


def test_the_same_readings_make_the_same_page() -> None:
    assert page([reading()]) == page([reading()])
