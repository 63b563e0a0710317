from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dateline.reader.windows import OVERLAP, SIZE, Window, merge, most_central, pieces_of, windows


def _offsets(text: str) -> np.ndarray:
    """A piece a word, as a tokenizer of whole words would cut them."""
    found, at = [], 0
    for word in text.split():
        start = text.index(word, at)
        at = start + len(word)
        found.append((start, at))
    return np.array(found, np.int32).reshape(-1, 2)


def test_a_short_text_is_one_window() -> None:
    text = "One sentence. Another."
    assert windows(text, _offsets(text)) == (Window(0, 3),)


def test_no_pieces_no_window() -> None:
    assert windows("", _offsets("")) == ()


def test_windows_meet_at_sentence_bounds() -> None:
    text = " ".join(["word"] * 9 + ["end."]) + " "
    text *= 100
    found = windows(text, _offsets(text))
    assert all(window.end % 10 == 0 for window in found)
    assert all(window.start % 10 == 0 for window in found)


@given(st.lists(st.sampled_from(["a", "bb", "end.", "\n\n", "?!"]), max_size=2500))
def test_windows_cover_every_piece_and_overlap(words: list[str]) -> None:
    text = " ".join(words)
    offsets = _offsets(text)
    found = windows(text, offsets)
    covered = {piece for window in found for piece in range(window.start, window.end)}
    assert covered == set(range(len(offsets)))
    assert all(0 < window.end - window.start <= SIZE for window in found)
    assert all(a.end - b.start >= OVERLAP // 2 for a, b in pairwise(found))


def test_merge_reads_each_piece_where_it_lies_most_centrally() -> None:
    cut = (Window(0, 6), Window(4, 10))
    values = [np.full((6, 1), 1, np.float32), np.full((6, 1), 2, np.float32)]
    assert merge(cut, values, 10)[:, 0].tolist() == [1, 1, 1, 1, 1, 2, 2, 2, 2, 2]


def test_most_central_prefers_the_window_with_more_around() -> None:
    cut = (Window(0, 100), Window(60, 160))
    assert most_central(cut, 62, 64, 160) == 0
    assert most_central(cut, 95, 97, 160) == 1
    assert most_central(cut, 55, 130, 160) is None


def test_pieces_of_a_character_range() -> None:
    offsets = np.array([[0, 3], [4, 8], [8, 9]], np.int32)
    assert pieces_of(offsets, 4, 9) == (1, 3)
    assert pieces_of(offsets, 2, 5) == (0, 2)
    assert pieces_of(offsets, 3, 4) is None
