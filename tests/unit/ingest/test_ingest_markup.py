"""How markup becomes a tree: elements of very many attributes, and the words of an element."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.ingest.markup import MOST_ATTRIBUTES, parse_markup, visible, with_few_attributes
from dateline.ingest.page import Page, take

MANY = " ".join(f"a{number}='>'" for number in range(4000))
SENTENCE = "Three rockets struck a fuel depot near Basra on Sunday night, the oil ministry said."
PIECES = st.sampled_from([
    "<p", "<b", "</b", "<script", "</script>", "<title>", "</title", "<!--", "-->", "--!>", "-", "!", "/", ">", "=",
    '"', "'", " ", "\n", "\f", "a", "c=", "d='x'", 'e="y>"', "text", "<", "</", "<?", "<!D", "<textarea>", "é", "<!-->",
])  # fmt: skip


@pytest.mark.parametrize("tag", ["p", "body", "div", "P"])
def test_of_very_many_attributes_the_first_are_read(tag: str) -> None:
    markup = with_few_attributes(f"<html><{tag} {MANY}>{SENTENCE}</{tag}></html>")
    item = next(parse_markup(markup).iter(tag.lower()))
    assert list(item.attrib)[:MOST_ATTRIBUTES] == [f"a{number}" for number in range(MOST_ATTRIBUTES)]
    assert len(item.attrib) == MOST_ATTRIBUTES
    assert visible(item) == SENTENCE


@pytest.mark.parametrize("attributes", [
    MANY, MANY.replace("'", '"'), MANY.replace("='>'", ""), MANY.replace(" ", "/"), MANY.replace(" ", "\n"),
    MANY.replace("=", " = "), MANY.replace("' ", "'"), f"{MANY} unclosed",
])  # fmt: skip
def test_a_page_with_such_an_element_is_read(attributes: str) -> None:
    page = f"<html><body><p>{SENTENCE}</p><p {attributes}>No group claimed it, police said.</p></body></html>"
    text = take(Page(page.encode(), "a.html")).report.text
    assert text == f"{SENTENCE}\n\nNo group claimed it, police said."


@pytest.mark.parametrize(
    "markup",
    [
        f"<!-- <p {MANY}> -->x",
        f"<script>if (a <b {MANY}> c) d()</script>x",
        f"<STYLE>a <b {MANY}></STYLE>x",
        f"<title>a <b {MANY}></title>x",
        f"a < {MANY} > b",
        f"<?php {MANY}> b",
        "",
    ],
)
def test_what_only_looks_like_a_tag_is_left_alone(markup: str) -> None:
    assert with_few_attributes(markup) == markup


def test_a_script_does_not_hide_the_tag_behind_it() -> None:
    markup = with_few_attributes(f"<script src=a>'</script><p {MANY}>x</p><script/><p {MANY}>y</p>")
    assert markup.count("=") == 1 + 2 * MOST_ATTRIBUTES
    assert markup.endswith(">y</p>")


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=30).map("".join))
def test_pages_with_few_attributes_are_unchanged(markup: str) -> None:
    assert with_few_attributes(markup) == markup


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>By Sara Omar<br>4 April</p>", "By Sara Omar 4 April"),
        ("<div><div>By Sara Omar</div><div>4 April</div></div>", "By Sara Omar 4 April"),
        ("<p>Roc<b>k</b>ets <i>hit</i></p>", "Rockets hit"),
        ("<p> </p>", ""),
    ],
)
def test_the_words_of_blocks_stand_apart(markup: str, text: str) -> None:
    assert visible(parse_markup(f"<html><body>{markup}</body></html>")) == text
