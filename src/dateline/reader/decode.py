"""From probabilities of word pieces to spans of whole words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

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

    def within(self, start: int, end: int) -> tuple[NDArray[np.int64], int]:
        """For a window of pieces: where its words begin, counted in its pieces, and the first word's number.

        A word cut by the window's edge counts from the edge.
        """
        low, high = int(self.of[start]), int(self.of[end - 1]) + 1
        return np.maximum(self.first[low:high] - start, 0), low


def by_word(
    probabilities: NDArray[np.float32], first: NDArray[np.int64]
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """O, B, I probabilities of pieces (pieces, ..., 3) -> of words: inside, and the share of B in it (words, ...).

    A word is inside as the mean of its pieces is; whether it opens a span is told by its first piece.
    """
    inside = np.add.reduceat(1 - probabilities[..., 0], first, axis=0)
    sizes = np.diff(np.append(first, len(probabilities))).astype(np.float32)
    inside /= sizes.reshape(-1, *[1] * (inside.ndim - 1))
    opening = probabilities[first]
    return inside, opening[..., 1] / np.maximum(opening[..., 1] + opening[..., 2], 1e-9)


def spans(
    inside: NDArray[np.float32], opens: NDArray[np.float32], thresholds: NDArray[np.float32]
) -> list[list[Found]]:
    """The spans of the likeliest O, B, I labels of each series, where I never follows O. (words, series), (series,).

    Viterbi (1967) over all series at once. A threshold of one half leaves the probabilities as they are; another moves
    the odds of O by its own. A span's score is the largest of its words.
    """
    length, series = inside.shape
    if not length or not series:
        return [[] for _ in range(series)]
    p = np.clip(inside, 1e-6, 1 - 1e-6)
    b = np.clip(opens, 1e-6, 1 - 1e-6)
    scores = np.stack([np.log((1 - p) * (thresholds / (1 - thresholds))), np.log(p * b), np.log(p * (1 - b))], -1)
    labels = _likeliest(scores.astype(np.float32))
    return [_runs(labels[:, at], inside[:, at]) for at in range(series)]


def _likeliest(scores: NDArray[np.float32]) -> NDArray[np.int8]:
    """Log scores (words, series, 3) -> labels (words, series)."""
    length, series, _ = scores.shape
    back = np.zeros((length, series, 2), np.int8)  # the label before O or B, and before I
    state = scores[0].copy()
    state[:, 2] = -1e9
    rows = np.arange(series)
    for at in range(1, length):
        before = state.argmax(1)
        inner = np.where(state[:, 1] >= state[:, 2], 1, 2)
        back[at, :, 0], back[at, :, 1] = before, inner
        best, continued = state[rows, before], state[rows, inner]
        state = scores[at].copy()
        state[:, :2] += best[:, None]
        state[:, 2] += continued
    labels = np.zeros((length, series), np.int8)
    labels[-1] = state.argmax(1)
    for at in range(length - 1, 0, -1):
        labels[at - 1] = back[at, rows, (labels[at] == 2).astype(np.int8)]
    return labels


def _runs(labels: NDArray[np.int8], inside: NDArray[np.float32]) -> list[Found]:
    firsts = np.flatnonzero(labels == 1)
    if not len(firsts):
        return []
    found = []
    for start in firsts:
        end = int(start) + 1
        while end < len(labels) and labels[end] == 2:
            end += 1
        found.append(Found(int(start), end, float(inside[start:end].max())))
    return found


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
    """A character range without white space, stray punctuation and a loose small word at its end; None if empty.

    A closing dot stays where it belongs to an abbreviation: after a capital, or where the span holds another dot.
    """
    while (loose := _LOOSE_END.search(text, start, end)) is not None:
        end = loose.start()
    while start < end and text[start] in _TRIM:
        start += 1
    while start < end and text[end - 1] in _TRIM:
        if text[end - 1] == "." and ("." in text[start : end - 1] or text[end - 2 : end - 1].isupper()):
            break
        end -= 1
    return (start, end) if start < end else None
