from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.evaluate.base import Document
from dateline.evaluate.corpus import Corpus
from dateline.evaluate.differences import Difference
from dateline.evaluate.run import Compared
from dateline.render.differences import page
from evaluate_corpus import GOLD, OURS, TEXT
from html_tree import Tree

HOSTILE = "</script><img src=x onerror=alert(1)>\"'><svg onload=alert(1)>\u202e"


def compared(*docids: str) -> tuple[Compared, ...]:
    documents = [Document(id=docid, text=TEXT, gold=GOLD) for docid in docids]
    return tuple(Compared(document=one, differences=tuple(Corpus().errors(one, OURS))) for one in documents)


def hostile() -> Compared:
    """A document in which every word that a page shows is an attack."""
    shown = Difference(
        field=HOSTILE, kind="wrong", item=1, type=HOSTILE, gold=HOSTILE, ours=HOSTILE, note=HOSTILE,
        gold_evidence=((0, 9),), our_evidence=((3, len(HOSTILE)),),
    )  # fmt: skip
    document = Document(
        id=HOSTILE, text=HOSTILE, gold={}, published=HOSTILE, headline=HOSTILE, outlet=HOSTILE
    )  # fmt: skip
    return Compared(document=document, differences=(shown,))


def test_the_table_counts_the_errors() -> None:
    found = Tree(page("corpus", compared("a", "b")))
    links = [held for tag, held in found.elements if tag == "a" and "data-kind" in held]
    cells = {(held["data-field"], held["data-kind"]): held for held in links}
    told = {key: held["aria-label"] for key, held in cells.items() if "aria-label" in held}
    assert told["argument", "missed"] == "argument, missed: 4"
    assert told["event", "wrong type"] == "event, wrong type: 2"
    assert cells["argument", "missed"]["href"] == "#field=argument&kind=missed"
    words = "".join(found.words)
    errors = sum(each.kind != "right" for one in compared("a", "b") for each in one.differences)
    assert f"{errors} errors in 2 documents" in words


def test_every_difference_is_a_button_and_its_words_are_marked() -> None:
    shown = compared("a")
    found = Tree(page("corpus", shown))
    rows = [held for tag, held in found.elements if tag == "button" and "data-field" in held]
    assert [(held["data-field"], held["data-kind"], held["data-type"]) for held in rows] == [
        (each.field, each.kind, each.type) for each in shown[0].differences
    ]
    assert [held["id"] for held in rows] == [f"d{number}" for number in range(1, len(rows) + 1)]
    marked = re.findall(r'<span class="w ([a-z ]+)"[^>]*>([^<]*)</span>', page("corpus", shown))
    assert ("gold", "attacked") in marked
    assert ("gold ours", "died") in marked
    assert ("ours", "Police") in marked


def test_the_text_is_whole() -> None:
    body = re.search(r'<div class="text".*?</div>', page("corpus", compared("a")), re.DOTALL)
    assert body
    assert "".join(Tree(body[0]).words) == TEXT


def test_ids_are_told_apart_and_all_that_is_named_is_there() -> None:
    found = Tree(page("corpus", compared("a", "b", "c")))
    ids = [held["id"] for _, held in found.elements if "id" in held]
    assert len(ids) == len(set(ids))
    for _, held in found.elements:
        assert held.get("aria-labelledby", ids[0]) in ids
        for name in f"{held.get('data-g', '')} {held.get('data-o', '')}".split():
            assert f"d{name}" in ids


def test_hostile_text_stays_text() -> None:
    shown = page(HOSTILE, [hostile()])
    found = Tree(shown)
    assert {tag for tag, _ in found.elements} <= {tag for tag, _ in Tree(page("corpus", compared("a"))).elements}
    attributes = {name for _, held in found.elements for name in held}
    assert not {name for name in attributes if name.startswith("on") or name in {"src", "style"}}
    assert "\u202e" not in shown


@settings(max_examples=30, deadline=None)
@given(st.text(st.characters(exclude_categories=()), min_size=1, max_size=40), st.data())
def test_any_text_makes_a_page(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    shown = Difference(
        field=text, kind="missed", item=1, type=text, gold=text, gold_evidence=((start, len(text)),), note=text
    )
    page(text, [Compared(document=Document(id=text, text=text, gold={}), differences=(shown,))]).encode()


@pytest.mark.parametrize("evidence", [(-1, 3), (5, 5), (9, 4), (0, 10_000)])
def test_a_range_that_the_text_has_not_is_not_marked(evidence: tuple[int, int]) -> None:
    wrong = Difference(field="time", kind="missed", item=1, gold="Sunday", gold_evidence=(evidence,))
    document = Document(id="a", text=TEXT, gold={})
    shown = page("corpus", [Compared(document=document, differences=(wrong,))])
    assert 'class="w gold" data-g' not in shown


def test_no_document_and_no_difference() -> None:
    assert "No document was read." in page("corpus", [])
    document = Document(id="a", text=TEXT, gold={})
    assert "Neither gold nor the prediction" in page("corpus", [Compared(document=document, differences=())])


def test_nothing_is_fetched() -> None:
    shown = page("corpus", compared("a"))
    policy = next(held for _, held in Tree(shown).elements if held.get("http-equiv") == "Content-Security-Policy")
    assert policy["content"].startswith("default-src 'none'; style-src 'sha256-")
    assert shown == page("corpus", compared("a"))
