"""From probabilities of word pieces to spans of whole words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

CLOSED: Final = 0.01
"""A word less likely inside a span than this is outside."""
_TRIM: Final = " \t\n\r,;:.–—-"

_LOOSE_END: Final = re.compile(
    r"\s+(?:in|of|the|and|a|an|to|by|with|from|for|on|at|as|that|who|which|or)\s*$", re.IGNORECASE
)


class Found(NamedTuple):
    """A range of words and the largest probability that one of them is inside a span."""

    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class Words:
    """The words that pieces make up: ``first[w]`` is the first piece of word w, ``of[p]`` the word of piece p."""

    first: NDArray[np.int64]
    of: NDArray[np.int64]
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]

    @classmethod
    def of_pieces(cls, offsets: NDArray[np.int32], word_ids: Sequence[int | None]) -> Words:
        """``offsets``: (pieces, 2); ``word_ids``: the tokenizer's word of each piece."""
        ids = np.array(word_ids, np.int64)
        if not len(ids):
            return cls(np.zeros(0, np.int64), np.zeros(0, np.int64), offsets[:, 0], offsets[:, 1])
        opens = np.ones(len(ids), bool)
        opens[1:] = ids[1:] != ids[:-1]
        first = np.flatnonzero(opens)
        last = np.append(first[1:], len(ids)) - 1
        return cls(first, np.cumsum(opens) - 1, offsets[first, 0], offsets[last, 1])


def by_word(
    probabilities: NDArray[np.float32], first: NDArray[np.int64]
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """O, B, I probabilities of pieces (pieces, ..., 3) -> of words: inside, and the share of B in it (words, ...)."""
    opening = probabilities[first]
    opens = opening[..., 1] / np.maximum(opening[..., 1] + opening[..., 2], 1e-9)
    return inside_words(1 - probabilities[..., 0], first), opens


def inside_words(inside: NDArray[np.float32], first: NDArray[np.int64]) -> NDArray[np.float32]:
    """Probabilities of pieces (pieces, ...) -> of words (words, ...): a word is inside as the mean of its pieces is.

    Whether it opens a span is told by its first piece alone.
    """
    sums: NDArray[np.float32] = np.add.reduceat(inside, first, axis=0)
    sums /= np.diff(first, append=len(inside)).astype(np.float32).reshape(-1, *[1] * (inside.ndim - 1))
    return sums


def spans(
    inside: NDArray[np.float32],
    opens: NDArray[np.float32],
    thresholds: NDArray[np.float32],
    first_word: int = 0,
    ends: NDArray[np.float32] | None = None,
) -> list[list[Found]]:
    """The spans of the likeliest O, B, I labels of each series, where I never follows O. (words, series), (series,).

    Words are counted from ``first_word`` on. ``ends`` (words, series): log odds that speak for a span's end at a word.

    Viterbi (1967) over all series at once. A threshold of one half leaves the probabilities as they are; another moves
    the odds of O by its own. A span's score is the largest of its words.

    Words below ``CLOSED`` are O, which cuts a series into stretches; a stretch in which no word reaches the threshold
    is O as a whole, since no label of any of its words is likelier. Only what remains is searched.
    """
    found: list[list[Found]] = [[] for _ in range(inside.shape[1])]
    odds = thresholds / (1 - thresholds)
    for series, starts, stops in _alike(*_stretches(inside, thresholds)):
        at = starts + np.arange(int((stops - starts).max()))[:, None]  # (longest stretch, stretches)
        beyond = at >= stops
        at = np.minimum(at, len(inside) - 1)
        p = np.where(beyond, 0, inside[at, series])
        held, b = np.clip(p, 1e-6, 1 - 1e-6), np.clip(opens[at, series], 1e-6, 1 - 1e-6)
        scores = np.stack([np.log((1 - held) * odds[series]), np.log(held * b), np.log(held * (1 - b))], -1)
        labels = _likeliest(scores, np.zeros_like(held) if ends is None else ends[at, series])
        stretch, first, last = _runs(labels)
        shift, owner = starts[stretch] + first_word, series[stretch]
        largest = _largest(p, stretch, first, last)
        for each, *span in zip(*(a.tolist() for a in (owner, shift + first, shift + last, largest)), strict=True):
            found[each].append(Found(*span))
    return [sorted(each) for each in found]


def _alike(
    series: NDArray[np.int64], starts: NDArray[np.int64], ends: NDArray[np.int64]
) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]]:
    """Stretches in groups of like length, within a factor of four, so that a long one does not pad many short ones."""
    size = np.floor(np.log2(ends - starts) / 2)
    for each in np.unique(size):
        held = size == each
        yield series[held], starts[held], ends[held]


def _stretches(
    inside: NDArray[np.float32], thresholds: NDArray[np.float32]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Series, first word and end of every stretch that may hold a span, by series and place."""
    length, count = inside.shape
    edges = np.zeros((count, length + 2), np.int8)
    edges[:, 1:-1] = (inside >= CLOSED).T
    change = np.diff(edges, axis=1)
    series, starts = np.nonzero(change == 1)
    ends = np.nonzero(change == -1)[1]
    reached = np.zeros((count, length + 1), np.int32)
    np.cumsum((inside >= thresholds).T, axis=1, out=reached[:, 1:])
    kept = reached[series, ends] > reached[series, starts]
    return series[kept], starts[kept], ends[kept]


def _likeliest(scores: NDArray[np.float32], ends: NDArray[np.float32]) -> NDArray[np.int8]:
    """Log scores (words, series, 3), and those of an end at each word (words, series) -> labels (words, series)."""
    length, count, _ = scores.shape
    back = np.zeros((length, 2, count), np.int8)  # the label before O or B, and before I
    o, b, i = scores[0, :, 0], scores[0, :, 1], np.full(count, -1e9, np.float32)
    for at in range(1, length):
        opened = b >= i
        inner = np.where(opened, b, i)
        ended = inner + ends[at - 1]
        outer = o >= ended
        back[at, 1] = 2 - opened
        back[at, 0] = np.where(outer, 0, back[at, 1])
        best = np.where(outer, o, ended)
        o, b, i = scores[at, :, 0] + best, scores[at, :, 1] + best, scores[at, :, 2] + inner
    labels = np.zeros((length, count), np.int8)
    labels[-1] = np.stack([o, b + ends[-1], i + ends[-1]]).argmax(0)
    columns = np.arange(count)
    for at in range(length - 1, 0, -1):
        labels[at - 1] = back[at, (labels[at] == 2).astype(np.int8), columns]
    return labels


def _runs(labels: NDArray[np.int8]) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Series, first word and end of every B with the I that follow it in labels (words, series)."""
    flat, width = _by_series(labels)  # an O closes each series
    opening, not_inner = np.flatnonzero(flat == 1), np.flatnonzero(flat != 2)
    closing = not_inner[np.searchsorted(not_inner, opening, side="right")]
    series = opening // width
    return series, opening - series * width, closing - series * width


def _largest(
    values: NDArray[np.float32], series: NDArray[np.int64], first: NDArray[np.int64], last: NDArray[np.int64]
) -> NDArray[np.float32]:
    """The largest of values (words, series) in each range of words [first, last) of a series."""
    if not len(series):
        return np.zeros(0, np.float32)
    flat, width = _by_series(values)
    bounds = series[:, None] * width + np.stack([first, last], 1)
    found: NDArray[np.float32] = np.maximum.reduceat(flat, bounds.ravel())[::2]
    return found


def _by_series(values: NDArray[Any]) -> tuple[NDArray[Any], int]:
    """Values (words, series) one series after the other, each closed by a zero; and the length of each."""
    words, count = values.shape
    found = np.zeros((count, words + 1), values.dtype)
    found[:, :-1] = values.T
    return found.ravel(), words + 1


def joined(text: str, start: int, end: int, joints: str = "-.") -> tuple[int, int]:
    """A range grown over what is written in one with it: all of "U.S.", "Iran-aligned", "Mazar-i-Sharif"."""
    while start > 1 and text[start - 1] in joints and text[start - 2].isalnum() and text[start].isalnum():
        start -= 2
        while start and text[start - 1].isalnum():
            start -= 1
    while end + 1 < len(text) and text[end] in joints and text[end + 1].isalnum() and text[end - 1].isalnum():
        end += 2
        while end < len(text) and text[end].isalnum():
            end += 1
    if end < len(text) and text[end] == "." and "." in text[max(start, end - 3) : end]:
        end += 1  # the closing dot of "U.S."
    return start, end


def trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    """A character range as ``bare`` gives it, without loose small words at its end."""
    while (loose := _LOOSE_END.search(text, start, end)) is not None:
        end = loose.start()
    return bare(text, start, end)


def bare(text: str, start: int, end: int) -> tuple[int, int] | None:
    """A character range without white space and stray punctuation at its ends; None if nothing is left.

    A closing dot stays where it belongs to an abbreviation: after a capital, or where the span holds another dot.
    """
    while start < end and text[start] in _TRIM:
        start += 1
    while start < end and text[end - 1] in _TRIM:
        if text[end - 1] == "." and ("." in text[start : end - 1] or text[end - 2 : end - 1].isupper()):
            break
        end -= 1
    return (start, end) if start < end else None
