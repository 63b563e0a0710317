"""The parts of a claim told apart: its cue, its source and its content hold no word in common, and a part lies in
several pieces only where another part stands between them (“…,” she said. “…”).

So it is in PolNeAR's training part (Newell et al. 2018): of 19,868 attributions one has a source that shares a word
with its cue, and another part stands in 93 of 100 gaps of contents.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from dateline.reader.quotations import whole
from dateline.schema.draft import Mark

_WORD: Final = re.compile(r"\w+")
_MOST_BETWEEN: Final = 1
"""Words by which the pieces of one stretch are parted at most: a piece that the model let go of, as "Mr." or "in"."""


def parts(
    text: str, cue: Sequence[Mark], source: Sequence[Mark], content: Sequence[Mark]
) -> tuple[tuple[Mark, ...], tuple[Mark, ...]]:
    """The source and the content of a claim, of what the model marks as such."""
    source = [piece for mark in source for piece in _without(text, mark, cue)]
    content = [piece for mark in content for piece in _without(text, mark, [*cue, *source])]
    said = _undivided(text, content, [*cue, *source])
    grown = [whole(text, piece, [*cue, *source, *(each for each in said if each is not piece)]) for piece in said]
    return _undivided(text, source, [*cue, *content]), tuple(grown)


def _without(text: str, mark: Mark, others: Sequence[Mark]) -> Iterator[Mark]:
    """What is left of a mark beside others: the pieces that hold a word."""
    start = mark.start
    for other in sorted(others, key=lambda each: each.start):
        if start < other.end and other.start < mark.end:
            yield from _piece(text, start, other.start, mark.score)
            start = max(start, other.end)
    yield from _piece(text, start, mark.end, mark.score)


def _piece(text: str, start: int, end: int, score: float) -> Iterator[Mark]:
    if _WORD.search(text, start, max(start, end)):
        piece = text[start:end]
        yield Mark(start=start + len(piece) - len(piece.lstrip()), end=start + len(piece.rstrip()), score=score)


def _undivided(text: str, pieces: Sequence[Mark], others: Sequence[Mark]) -> tuple[Mark, ...]:
    """Of the pieces between which no other part stands, those hardly parted as one, and of the rest the likeliest."""
    stretches: list[list[Mark]] = []
    for piece in sorted(pieces, key=lambda each: each.start):
        last = stretches[-1][-1] if stretches else None
        if last is None or any(last.end <= other.start and other.end <= piece.start for other in others):
            stretches.append([piece])
        elif len(_WORD.findall(text, last.end, piece.start)) <= _MOST_BETWEEN:
            stretches[-1][-1] = Mark(start=last.start, end=max(last.end, piece.end), score=max(last.score, piece.score))
        else:
            stretches[-1].append(piece)
    return tuple(max(each, key=lambda piece: (piece.score, piece.end - piece.start)) for each in stretches)
