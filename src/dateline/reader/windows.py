"""From a text to the windows that the encoder sees, and back to one value a token."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

SIZE: Final = 382
"""Word pieces a window, without the two that mark its ends: 384 in all."""
OVERLAP: Final = 96
_SENTENCE_END: Final = re.compile(r"[.!?][\"'”’)\]]*\s+|\n\s*\n")


@dataclass(frozen=True, slots=True)
class Window:
    """Word pieces ``start`` to ``end`` of a text, read in one pass."""

    start: int
    end: int

    def centrality(self, start: int, end: int, length: int) -> int:
        """Pieces between the range and the nearest cut of the window; the text's own ends are no cuts."""
        left = start - self.start if self.start > 0 else length
        right = self.end - end if self.end < length else length
        return min(left, right)


def windows(text: str, offsets: NDArray[np.int32]) -> tuple[Window, ...]:
    """Cut a text into windows of at most ``SIZE`` pieces that overlap and, where they can, meet sentence bounds.

    ``offsets``: (pieces, 2) character ranges in ``text``.
    """
    length = len(offsets)
    if length <= SIZE:
        return (Window(0, length),) if length else ()
    bounds = sentence_starts(text, offsets)
    found: list[Window] = []
    start = 0
    while True:
        end = min(length, start + SIZE)
        if end < length:
            end = _last(bounds, start + SIZE // 2, end)
        found.append(Window(start, end))
        if end >= length:
            return tuple(found)
        start = max(start + 1, _first(bounds, end - OVERLAP, end - OVERLAP // 2))


def sentence_starts(text: str, offsets: NDArray[np.int32]) -> NDArray[np.int64]:
    """The pieces that open a sentence, in order, the first of the text among them."""
    starts = np.array([0, *(match.end() for match in _SENTENCE_END.finditer(text))])
    return np.unique(np.searchsorted(offsets[:, 0], starts))


def _last(bounds: NDArray[np.int64], low: int, high: int) -> int:
    """The last bound above ``low`` and not over ``high``, else ``high``."""
    at = int(np.searchsorted(bounds, high, side="right")) - 1
    return int(bounds[at]) if at >= 0 and bounds[at] > low else high


def _first(bounds: NDArray[np.int64], low: int, high: int) -> int:
    """The first bound from ``low`` on and below ``high``, else ``low``."""
    at = int(np.searchsorted(bounds, low))
    return int(bounds[at]) if at < len(bounds) and bounds[at] < high else low


def merge(cut: Sequence[Window], values: Sequence[NDArray[np.float32]], length: int) -> NDArray[np.float32]:
    """One value a piece: each is read in the window where it lies most centrally.

    ``values[w]``: (pieces of window w, ...). Returns (length, ...).
    """
    if len(cut) == 1:
        return values[0]
    merged = np.zeros((length, *values[0].shape[1:]), np.float32)
    best = np.full(length, -1, np.int64)
    for window, value in zip(cut, values, strict=True):
        at = np.arange(window.start, window.end)
        left = at - window.start if window.start > 0 else np.full(len(at), length)
        right = window.end - 1 - at if window.end < length else np.full(len(at), length)
        central = np.minimum(left, right)
        better = central > best[at]
        merged[at[better]] = value[better]
        best[at[better]] = central[better]
    return merged


def most_central(cut: Sequence[Window], start: int, end: int, length: int) -> int | None:
    """Index of the window in which the pieces ``start`` to ``end`` lie most centrally; None if none holds them."""
    held = [(window.centrality(start, end, length), -index) for index, window in enumerate(cut)
            if window.start <= start and end <= window.end]  # fmt: skip
    return -max(held)[1] if held else None


def pieces_of(offsets: NDArray[np.int32], start: int, end: int) -> tuple[int, int] | None:
    """The pieces that share a character with ``text[start:end]``, as a half-open range."""
    first = int(np.searchsorted(offsets[:, 1], start, side="right"))
    last = int(np.searchsorted(offsets[:, 0], end, side="left"))
    return (first, last) if first < last else None
