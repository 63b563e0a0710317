"""Lines to paragraphs: wires and PDFs break lines at a width, pages at the end of a paragraph."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise

_LINE_END = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_INVISIBLE = {ord(character): None for character in "\u00ad\u200b\u2060\ufeff"}
_INVISIBLE |= {code: " " for code in (*range(0x09), *range(0x0E, 0x20), *range(0x7F, 0xA0)) if code != 0x85}
_SPACES = re.compile(r"[^\S\n]+")
_WORD = re.compile(r"\w+")
_MIN_WIDTH, _MAX_WIDTH = 35, 110
_LONGEST_LINE, _LONGEST_WORD = 500, 60
_SHORT = 0.7
_ENOUGH_BREAKS, _ENOUGH_FULL = 3, 0.6


def split_lines(text: str) -> list[str]:
    """The lines of any newline convention, NFC, with indents kept and control characters gone."""
    text = unicodedata.normalize("NFC", _LINE_END.sub("\n", text).expandtabs(4).translate(_INVISIBLE))
    return [line.rstrip() for line in text.split("\n")]


def squeeze(line: str) -> str:
    """One space between words, whatever kind of space stood there."""
    return _SPACES.sub(" ", line).strip()


def paragraphs(lines: Sequence[str]) -> list[str]:
    """The paragraphs of ``lines``: each line one, or lines broken at a common width joined."""
    width = _wrap_width(lines)
    vocabulary = frozenset(_WORD.findall("\n".join(lines))) if width else frozenset()
    result: list[list[str]] = []
    open_line: str | None = None
    for line in lines:
        if not line.strip():
            open_line = None
        elif open_line is not None and width and _continues(open_line, line, width):
            result[-1][-1:] = _join(result[-1][-1], squeeze(line), vocabulary)
            open_line = line
        else:
            result.append([squeeze(line)])
            open_line = line
    return [" ".join(pieces) for pieces in result]


def _wrap_width(lines: Sequence[str]) -> int:
    """The width at which lines were broken, 0 where they were not.

    A line was broken when the first word of the next would not have fitted; most inner lines of a wrapped text were.
    """
    pairs = [(line, after) for line, after in pairwise(lines) if line.strip() and after.strip()]
    if len(pairs) < _ENOUGH_BREAKS:
        return 0
    lengths = sorted(len(line) for line in lines if line.strip())
    width = lengths[int(len(lengths) * 0.95)] if len(lengths) > 20 else lengths[-1]
    if not _MIN_WIDTH <= width <= _MAX_WIDTH:
        return 0
    full = sum(_is_full(line, after, width) for line, after in pairs)
    return width if full >= _ENOUGH_FULL * len(pairs) else 0


def _is_full(line: str, after: str, width: int) -> bool:
    # Six columns of grace: ragged wires break a little before their width.
    return len(line) + 1 + len(after.split(maxsplit=1)[0]) > width - 6


def _continues(line: str, after: str, width: int) -> bool:
    if len(after) - len(after.lstrip()) > len(line) - len(line.lstrip()):
        return False
    if _is_full(line, after, width):
        return True
    return len(line) >= _SHORT * width and not line.endswith((".", "!", "?", '"', "”", ":"))


def _join(before: str, after: str, vocabulary: frozenset[str]) -> list[str]:
    """Two pieces of a broken line; a hyphen goes where the word stands whole elsewhere in the text."""
    if not (before.endswith("-") and 1 < len(before) < _LONGEST_LINE and before[-2].isalpha() and after[:1].isalpha()):
        return [before, after]
    head = _WORD.findall(before[-_LONGEST_WORD:])[-1]
    tail = _WORD.findall(after[:_LONGEST_WORD])[0]
    return [before[:-1] + after if head + tail in vocabulary else before + after]
