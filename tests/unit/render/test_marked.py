from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dateline.render.marked import Segment, paragraphs, segments
from dateline.schema.span import Span

TEXT = "Rockets struck the base.\n\nNobody was hurt."


def test_overlapping_words_are_cut_side_by_side() -> None:
    cited = {0: [Span.of(TEXT, 0, 14)], 1: [Span.of(TEXT, 8, 23)]}
    assert segments(TEXT, cited) == (
        Segment(0, 8, (0,)),
        Segment(8, 14, (0, 1)),
        Segment(14, 23, (1,)),
        Segment(23, len(TEXT), ()),
    )


def test_touching_and_repeated_words_of_one_key_are_one() -> None:
    cited = {7: [Span.of(TEXT, 0, 7), Span.of(TEXT, 7, 14), Span.of(TEXT, 0, 7)]}
    assert segments(TEXT, cited)[0] == Segment(0, 14, (7,))


def test_a_segment_across_paragraphs_lies_in_both() -> None:
    found = list(paragraphs(TEXT, segments(TEXT, {3: [Span.of(TEXT, 19, 32)]})))
    assert [[TEXT[part.start : part.end] for part in held] for held in found] == [
        ["Rockets struck the ", "base."],
        ["Nobody", " was hurt."],
    ]
    assert found[0][1].keys == found[1][0].keys == (3,)


@given(st.text(alphabet="ab \n", max_size=40), st.lists(st.tuples(st.integers(0, 40), st.integers(1, 10)), max_size=8))
def test_segments_hold_the_text_and_its_citations(text: str, ranges: list[tuple[int, int]]) -> None:
    cited = {
        key: [Span.of(text, start, min(len(text), start + length))]
        for key, (start, length) in enumerate(ranges)
        if start < len(text)
    }
    found = segments(text, cited)
    assert "".join(text[part.start : part.end] for part in found) == text
    for part in found:
        for position in range(part.start, part.end):
            holding = {key for key, (words,) in cited.items() if words.start <= position < words.end}
            assert set(part.keys) == holding
    kept = "".join(text[part.start : part.end] for held in paragraphs(text, found) for part in held)
    assert "".join(kept.split()) == "".join(text.split())


def test_no_text() -> None:
    assert segments("", {}) == ()
    assert list(paragraphs("", ())) == []
