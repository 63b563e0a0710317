from itertools import product

import numpy as np
import pytest

from dateline.reader.decode import Words, bare, by_word, joined, spans, trimmed


def test_pieces_make_words() -> None:
    offsets = np.array([[0, 4], [4, 6], [7, 9]], np.int32)
    words = Words.of_pieces(offsets, [0, 0, 1])
    assert words.first.tolist() == [0, 2]
    assert (words.starts.tolist(), words.ends.tolist()) == ([0, 7], [6, 9])


def test_a_word_is_inside_as_the_mean_of_its_pieces() -> None:
    probabilities = np.array([[0.0, 1.0, 0.0], [0.5, 0.0, 0.5], [1.0, 0.0, 0.0]], np.float32)
    inside, opens = by_word(probabilities, np.array([0, 2]))
    assert inside.tolist() == [0.75, 0.0]
    assert opens.tolist() == [1.0, 0.0]


def _read(inside: list[float], opens: list[float], threshold: float = 0.5) -> list[tuple[int, int]]:
    p, b = (np.array(values, np.float32)[:, None] for values in (inside, opens))
    (found,) = spans(p, b, np.array([threshold], np.float32))
    return [(each.start, each.end) for each in found]


def test_spans_are_the_likeliest_labels() -> None:
    assert _read([0.9, 0.8, 0.9, 0.1, 0.7], [0.9, 0.1, 0.9, 0.5, 0.9]) == [(0, 2), (2, 3), (4, 5)]
    assert _read([0.1, 0.2, 0.1], [0.9, 0.9, 0.9]) == []


def test_a_weak_word_amid_a_span_does_not_cut_it() -> None:
    assert _read([0.9, 0.4, 0.9], [0.95, 0.05, 0.02]) == [(0, 3)]


@pytest.mark.parametrize(
    ("speaks", "end"), [((0.0, 0.0, 0.0, 0.0), 2), ((0.0, -2.0, 2.0, 0.0), 3), ((2.0, -2.0, 0.0, 0.0), 1)]
)
def test_what_speaks_for_an_end_moves_it(speaks: tuple[float, ...], end: int) -> None:
    inside, opens = (
        np.array([[0.9], [0.6], [0.4], [0.1]], np.float32),
        np.array([[0.9], [0.1], [0.1], [0.1]], np.float32),
    )
    (found,) = spans(inside, opens, np.array([0.5], np.float32), ends=np.array(speaks, np.float32)[:, None])
    assert [(each.start, each.end) for each in found] == [(0, end)]


def test_a_threshold_moves_the_odds() -> None:
    inside, opens = [0.1, 0.3, 0.1], [0.9, 0.9, 0.9]
    assert _read(inside, opens, 0.5) == []
    assert _read(inside, opens, 0.2) == [(1, 2)]


@pytest.mark.parametrize("threshold", [0.2, 0.5, 0.7])
def test_no_other_labels_are_likelier(threshold: float) -> None:
    """All labellings of six words, tried one by one."""
    random = np.random.default_rng(7)
    inside = random.uniform(0.02, 0.98, (6, 40)).astype(np.float32)
    opens = random.uniform(0.02, 0.98, (6, 40)).astype(np.float32)
    found = spans(inside, opens, np.full(40, threshold, np.float32))
    allowed = [way for way in product("OBI", repeat=6) if "OI" not in "O" + "".join(way)]
    for series in range(40):
        p, b = inside[:, series].astype(float), opens[:, series].astype(float)
        score = {"O": np.log((1 - p) * threshold / (1 - threshold)), "B": np.log(p * b), "I": np.log(p * (1 - b))}
        best = "".join(max(allowed, key=lambda way: sum(score[label][at] for at, label in enumerate(way)))) + "O"
        starts = [at for at, label in enumerate(best) if label == "B"]
        ends = [next(at for at in range(start + 1, 7) if best[at] != "I") for start in starts]
        assert [(each.start, each.end) for each in found[series]] == list(zip(starts, ends, strict=True))


def test_stretches_of_unlike_length_are_searched_side_by_side() -> None:
    inside = np.array([[0.9, 0.9, 0.0], [0.8, 0.0, 0.0], [0.9, 0.0, 0.4], [0.0, 0.7, 0.9]], np.float32)
    opens = np.array([[0.9, 0.9, 0.5], [0.1, 0.5, 0.5], [0.1, 0.5, 0.9], [0.5, 0.9, 0.1]], np.float32)
    found = spans(inside, opens, np.full(3, 0.5, np.float32))
    assert [[(each.start, each.end) for each in row] for row in found] == [[(0, 3)], [(0, 1), (3, 4)], [(2, 4)]]


def test_one_long_stretch_leaves_the_order_of_the_short_ones() -> None:
    inside = np.full((400, 2), 0.9, np.float32)
    inside[1::2, 1] = 0.0
    inside[10:12, 1] = 0.9
    opens = np.full((400, 2), 0.1, np.float32)
    opens[0, 0], opens[:, 1] = 0.9, 0.9
    long, short = spans(inside, opens, np.full(2, 0.5, np.float32))
    assert [(each.start, each.end) for each in long] == [(0, 400)]
    assert [each.start for each in short] == sorted({*range(0, 400, 2), 11})


def test_series_do_not_touch_each_other() -> None:
    inside = np.array([[0.9, 0.1], [0.1, 0.9]], np.float32)
    found = spans(inside, np.full((2, 2), 0.9, np.float32), np.array([0.5, 0.5], np.float32))
    assert [[(each.start, each.end) for each in row] for row in found] == [[(0, 1)], [(1, 2)]]
    assert spans(np.zeros((0, 2), np.float32), np.zeros((0, 2), np.float32), np.array([0.5, 0.5])) == [[], []]


@pytest.mark.parametrize(
    ("text", "words", "whole"),
    [
        ("The U.S. Embassy said", "S. Embassy", "U.S. Embassy"),
        ("the Iran-aligned militias", "aligned militias", "Iran-aligned militias"),
        ("in Mazar-i-Sharif today", "Mazar", "Mazar-i-Sharif"),
        ("They left. Police came", "left", "left"),
        ("a well-known U.S", "U.S", "U.S"),
        ("forces of the U.S. left", "U.S", "U.S."),
    ],
)
def test_what_is_written_in_one_stays_together(text: str, words: str, whole: str) -> None:
    start = text.index(words)
    assert text[slice(*joined(text, start, start + len(words)))] == whole


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("  Baghdad, ", "Baghdad"),
        ("the U.S.", "the U.S."),
        ("Martin Luther King Jr.", "Martin Luther King Jr"),
        ("attack.", "attack"),
        ("Iran-aligned militias in", "Iran-aligned militias"),
        ("the head of the", "the head"),
        ("in", "in"),
        ("—", None),
    ],
)
def test_trimmed(words: str, kept: str | None) -> None:
    found = trimmed(words, 0, len(words))
    assert (words[slice(*found)] if found else None) == kept


def test_bare_keeps_small_words() -> None:
    assert bare("according to,", 0, 13) == (0, 12)
    assert bare(" —,", 0, 3) is None
