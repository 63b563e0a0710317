"""A content that holds one mark of a quotation is given the other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.reader.quotations import LONGEST, whole
from dateline.schema.draft import Mark


def mark(text: str, words: str) -> Mark:
    start = text.index(words)
    return Mark(start=start, end=start + len(words), score=0.7)


@pytest.mark.parametrize(
    ("text", "held", "grown"),
    [
        ("“The dam broke. Nobody came,” Ilse Wend said.", "Nobody came,”", "“The dam broke. Nobody came,”"),
        ('"The dam broke. Nobody came," Ilse Wend said.', 'Nobody came,"', '"The dam broke. Nobody came,"'),
        ("''The dam broke. Nobody came,'' she said.", "Nobody came,''", "''The dam broke. Nobody came,''"),
        ("She said: “The dam broke! Nobody came.” A day on,", "“The dam broke", "“The dam broke! Nobody came.”"),
        ('He called it "a day of grief for us all" again.', 'it "a day', 'it "a day of grief for us all"'),
        ('"Go," he said. "The dam broke. Stay up," he said.', 'Stay up,"', '"The dam broke. Stay up,"'),
        ("He said “they left.” Then", "“they left", "“they left.”"),
        ("He said “they left.” Then", "they left.”", "“they left.”"),
        ('He said "they left," and', '"they left', '"they left,"'),
        ("He said ''they left'' and", "they left''", "''they left''"),
        ("He said “they left.” Then", "“they", "“they left.”"),
        ("He said “they left.” Then", "they left", "they left"),
        ("“The dam broke,” she said.", "The dam broke", "The dam broke"),
        ("The dam broke,” she said.", "broke,”", "broke,”"),
        ("“The dam broke.\n\nNobody came,” she said.", "Nobody came,”", "Nobody came,”"),
        ("“The dam’s wall broke. Nobody came,” she said.", "Nobody came,”", "“The dam’s wall broke. Nobody came,”"),
    ],
)
def test_a_content_grows_to_the_marks_of_its_quotation_in_its_paragraph(text: str, held: str, grown: str) -> None:
    found = whole(text, mark(text, held), [])
    assert text[found.start : found.end] == grown
    assert found.score == 0.7


def test_another_part_of_the_claim_bounds_a_content() -> None:
    text = "“The dam,” Wend said, “broke. Nobody came,” and left."
    content = mark(text, "Nobody came,”")
    assert whole(text, content, [mark(text, "broke")]) == content
    assert text[whole(text, content, [mark(text, "Wend"), mark(text, "said")]).start :].startswith("“broke.")


def test_a_quotation_that_goes_on_for_too_long_stays_as_it_is_marked() -> None:
    text = "“" + "It rained. " * (LONGEST // 10) + "Nobody came,” she said."
    content = mark(text, "Nobody came,”")
    assert whole(text, content, []) == content


@given(st.text("ab.\n “”\"'", max_size=60), st.integers(0, 59), st.integers(1, 9))
def test_a_content_never_shrinks_nor_leaves_its_paragraph(text: str, start: int, length: int) -> None:
    if start + length <= len(text):
        content = Mark(start=start, end=start + length, score=0.5)
        grown = whole(text, content, [])
        assert grown.start <= start
        assert start + length <= grown.end <= len(text)
        assert "\n\n" not in text[grown.start : start] + text[start + length : grown.end]
