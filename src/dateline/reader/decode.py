"""From probabilities of word pieces to spans of whole words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

_TRIM: Final = " \t\n\r,;:.–—-"


class Found(NamedTuple):
    """A range of words and the mean probability of its being inside a span."""

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
) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    """O, B, I probabilities of pieces (pieces, ..., 3) -> of words: inside (words, ...) and whether it opens a span.

    A word is inside as the mean of its pieces is; it opens a span if its first piece is rather B than I.
    """
    inside = np.add.reduceat(1 - probabilities[..., 0], first, axis=0)
    sizes = np.diff(np.append(first, len(probabilities))).astype(np.float32)
    inside /= sizes.reshape(-1, *[1] * (inside.ndim - 1))
    opening = probabilities[first]
    return inside, opening[..., 1] > opening[..., 2]


def spans(inside: NDArray[np.float32], opens: NDArray[np.bool_], threshold: float) -> list[Found]:
    """Runs of words above the threshold, cut where a word opens a span. Both (words,)."""
    at = np.flatnonzero(inside > threshold)
    if not len(at):
        return []
    new = np.ones(len(at), bool)
    new[1:] = (at[1:] != at[:-1] + 1) | opens[at[1:]]
    firsts = np.flatnonzero(new)
    lasts = np.append(firsts[1:], len(at)) - 1
    sums = np.add.reduceat(inside[at], firsts)
    return [
        Found(int(at[a]), int(at[b]) + 1, float(total / (b - a + 1)))
        for a, b, total in zip(firsts, lasts, sums, strict=True)
    ]


def trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
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
