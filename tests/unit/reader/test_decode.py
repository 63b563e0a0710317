import numpy as np
import pytest

from dateline.reader.decode import Words, by_word, spans, trimmed


def test_pieces_make_words() -> None:
    offsets = np.array([[0, 4], [4, 6], [7, 9]], np.int32)
    words = Words.of_pieces(offsets, [0, 0, 1])
    assert words.first.tolist() == [0, 2]
    assert (words.starts.tolist(), words.ends.tolist()) == ([0, 7], [6, 9])
    first, base = words.within(1, 3)
    assert (first.tolist(), base) == ([0, 1], 0)


def test_a_word_is_inside_as_the_mean_of_its_pieces() -> None:
    probabilities = np.array([[0.0, 1.0, 0.0], [0.5, 0.0, 0.5], [1.0, 0.0, 0.0]], np.float32)
    inside, opens = by_word(probabilities, np.array([0, 2]))
    assert inside.tolist() == [0.75, 0.0]
    assert opens.tolist() == [True, False]


def test_spans_are_runs_cut_where_a_word_opens_another() -> None:
    inside = np.array([0.9, 0.8, 0.9, 0.1, 0.7], np.float32)
    opens = np.array([True, False, True, False, False])
    found = spans(inside, opens, 0.5)
    assert [(each.start, each.end) for each in found] == [(0, 2), (2, 3), (4, 5)]
    assert found[0].score == pytest.approx(0.85)
    assert spans(inside, opens, 0.95) == []


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("  Baghdad, ", "Baghdad"),
        ("the U.S.", "the U.S."),
        ("Martin Luther King Jr.", "Martin Luther King Jr"),
        ("attack.", "attack"),
        ("—", None),
    ],
)
def test_trimmed(words: str, kept: str | None) -> None:
    found = trimmed(words, 0, len(words))
    assert (words[slice(*found)] if found else None) == kept
