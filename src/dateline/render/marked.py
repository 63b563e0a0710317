"""A text cut at the bounds of its evidence, so that overlapping words can be marked side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dateline.schema.span import Span


@dataclass(frozen=True, slots=True)
class Segment:
    """``text[start:end]`` and the keys of everything that cites it, in rising order."""

    start: int
    end: int
    keys: tuple[int, ...]


def segments(text: str, cited: Mapping[int, Iterable[Span]]) -> tuple[Segment, ...]:
    """The whole text in order; a segment without keys is cited by nothing. ``cited``: the spans of each key."""
    opens: dict[int, list[int]] = {}
    closes: dict[int, list[int]] = {}
    for key, spans in cited.items():
        for start, end in _merged(spans, len(text)):
            opens.setdefault(start, []).append(key)
            closes.setdefault(end, []).append(key)
    bounds = sorted({0, len(text), *opens, *closes})
    live: set[int] = set()
    found = []
    for start, end in pairwise(bounds):
        live.difference_update(closes.get(start, ()))
        live.update(opens.get(start, ()))
        found.append(Segment(start, end, tuple(sorted(live))))
    return tuple(found)


def _merged(spans: Iterable[Span], length: int) -> Iterator[tuple[int, int]]:
    """Ranges of one key, overlapping and touching ones joined, none beyond the text."""
    current: tuple[int, int] | None = None
    for start, end in sorted((words.start, min(words.end, length)) for words in spans):
        if current and start <= current[1]:
            current = (current[0], max(current[1], end))
            continue
        if current:
            yield current
        current = (start, end)
    if current:
        yield current


def paragraphs(text: str, parts: Sequence[Segment]) -> Iterator[list[Segment]]:
    """The segments of each paragraph: split at blank lines, which belong to none."""
    at = 0
    for start, end in _lines(text):
        held = []
        while at < len(parts) and parts[at].start < end:
            part = parts[at]
            if part.end > start:
                held.append(Segment(max(part.start, start), min(part.end, end), part.keys))
            if part.end > end:
                break
            at += 1
        yield held


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Ranges of the text's paragraphs: runs of lines that are not blank."""
    start: int | None = None
    position = last = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            start = position if start is None else start
            last = position + len(line.rstrip())
        elif start is not None:
            yield start, last
            start = None
        position += len(line)
    if start is not None:
        yield start, last
