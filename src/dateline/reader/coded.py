"""A text as the reader holds it while it reads: pieces, words, windows, and what the encoder made of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dateline.reader import decode
from dateline.reader.boundaries import Sides
from dateline.reader.decode import Words
from dateline.reader.windows import Window, most_central, sentence_starts
from dateline.schema.vector import pack


class Frame(NamedTuple):
    """A window with its states (L, H) and layer logits (L, layers, 3), the opening and closing piece included."""

    window: Window
    states: NDArray[np.float32]
    logits: NDArray[np.float32]


@dataclass(frozen=True)
class Coded:
    """A text as pieces and words, with what the encoder made of it.

    ``inside`` and ``opens``: its layers (words, layers), as ``decode.by_word`` gives them.
    """

    text: str
    offsets: NDArray[np.int32]
    words: Words
    cut: tuple[Window, ...]
    frames: tuple[Frame, ...]
    inside: NDArray[np.float32]
    opens: NDArray[np.float32]
    _ranges: dict[tuple[int, int, str], tuple[int, int] | None] = field(default_factory=dict)
    _means: dict[tuple[int, int, int], str] = field(default_factory=dict)

    def range(self, start: int, end: int, joints: str = "-.") -> tuple[int, int] | None:
        """The characters of a range of words in one paragraph, trimmed, with what ``joints`` tie to its ends."""
        key = (start, end, joints)
        if key not in self._ranges:
            self._ranges[key] = self._range(*key)
        return self._ranges[key]

    def _range(self, start: int, end: int, joints: str) -> tuple[int, int] | None:
        first, last = self.characters(start, end)
        if (blank := self.text.find("\n\n", first, last)) >= 0:
            last = blank
        at = decode.trimmed(self.text, first, last)
        return decode.joined(self.text, *at, joints) if at else None

    def characters(self, start: int, end: int) -> tuple[int, int]:
        """The characters of a range of words, as they are."""
        return int(self.words.starts[start]), int(self.words.ends[end - 1])

    def pieces(self, start: int, end: int) -> tuple[int, int]:
        """The pieces of a range of words."""
        last = self.words.first[end] if end < len(self.words.first) else len(self.offsets)
        return int(self.words.first[start]), int(last)

    def home(self, start: int, end: int) -> int | None:
        """The window in which a range of words lies most centrally."""
        return most_central(self.cut, *self.pieces(start, end), len(self.offsets))

    @cached_property
    def sides(self) -> Sides:
        """What stands on both sides of every place where words meet."""
        return Sides.of(self.text, self.words.starts, self.words.ends)

    @cached_property
    def _sentences(self) -> list[int]:
        """The pieces at which a sentence begins, and the text's end."""
        return sorted({*sentence_starts(self.text, self.offsets).tolist(), len(self.offsets)})

    def sentence(self, frame: Frame, start: int, end: int) -> str:
        """The mean state (H), packed, of the sentence of a range of words, as far as it lies in a window."""
        first, last = self.pieces(start, end)
        at = bisect_right(self._sentences, first)
        first = max(frame.window.start, self._sentences[at - 1])
        last = min(frame.window.end, max(last, self._sentences[at]))
        key = (frame.window.start, first, last)
        if key not in self._means:
            shift = 1 - frame.window.start
            self._means[key] = pack(frame.states[first + shift : last + shift].mean(0))
        return self._means[key]

    def mean(self) -> NDArray[np.float32]:
        """The mean state (H) of all windows."""
        sums = [frame.states[1:-1].sum(0) for frame in self.frames]
        mean: NDArray[np.float32] = np.sum(sums, 0) / sum(len(frame.states) - 2 for frame in self.frames)
        return mean

    def ends(self, frame: Frame, spans: Sequence[tuple[int, int]]) -> NDArray[np.float32]:
        """First and last state (N, 2H) of ranges of words in a window."""
        pieces = [self.pieces(*span) for span in spans]
        at = np.array(pieces, np.int64).reshape(-1, 2) - frame.window.start + 1
        joined: NDArray[np.float32] = np.concatenate([frame.states[at[:, 0]], frame.states[at[:, 1] - 1]], -1)
        return joined
