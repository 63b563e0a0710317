"""Where the characters of one text stand in a corrected one."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from difflib import SequenceMatcher
from typing import Final

Range = tuple[int, int]
Move = Callable[[int, int], Range | None]
"""The range that a range of the old text is in the new one, or None where its ends are not in it."""

_TOKEN: Final = re.compile(r"\w+|\s+|[^\w\s]")
_MOST_TOKENS: Final = 8000
"""A corrected stretch with more is taken for another text: comparing costs the square."""


def stay(start: int, end: int) -> Range:
    """The move from a text to itself."""
    return start, end


def alignment(old: str, new: str) -> Move:
    """How ranges move from ``old`` to ``new``: by what both begin and end with, and the common stretches between."""
    if old == new:
        return stay
    blocks = _blocks(old, new)
    starts = [start for start, _, _ in blocks]

    def moved(at: int) -> int | None:
        start, to, length = blocks[bisect_right(starts, at) - 1] if blocks and at >= starts[0] else (0, 0, 0)
        return to + at - start if at < start + length else None

    def move(start: int, end: int) -> Range | None:
        first, last = moved(start), moved(end - 1)
        return None if first is None or last is None else (first, last + 1)

    return move


def _blocks(old: str, new: str) -> list[tuple[int, int, int]]:
    """Common stretches in order: start in the old text, start in the new one, length; all in characters."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    shorter = min(len(before), len(after))
    head = next((at for at in range(shorter) if before[at] != after[at]), shorter)
    tail = next((at for at in range(shorter - head) if before[-1 - at] != after[-1 - at]), shorter - head)
    middle = before[head : len(before) - tail], after[head : len(after) - tail]
    found = [(0, 0, head)]
    if max(map(len, middle)) <= _MOST_TOKENS:
        matches = SequenceMatcher(None, *middle).get_matching_blocks()
        found += [(a + head, b + head, size) for a, b, size in matches]
    found.append((len(before) - tail, len(after) - tail, tail))
    from_, to = _offsets(before), _offsets(after)
    return [(from_[a], to[b], from_[a + size] - from_[a]) for a, b, size in found if size]


def _offsets(tokens: list[str]) -> list[int]:
    offsets = [0]
    for token in tokens:
        offsets.append(offsets[-1] + len(token))
    return offsets
