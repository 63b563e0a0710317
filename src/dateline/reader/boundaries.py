"""Where a part of a claim ends, told by the words on both sides.

An anchor head labels each word for itself, and may let a content end before its last noun ("they can't appear in").
How often a part ends between words of two kinds, inside a quotation or not, and before another part of its claim, was
counted where people marked them (``training.boundaries``); the odds of it, over those of any word in the part, speak
for or against each end that decoding weighs.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from dateline.errors import ArtifactError

KINDS: Final = ("word", "small", "joining", "comma", "stop", "quote", "mark")
FOLLOWING: Final = (*KINDS, "break", "cue", "source")
"""What may follow a word: one of a kind, the end of a paragraph, another part of the claim."""
PARTS: Final[Mapping[str, tuple[str, ...]]] = {"source": ("cue",), "content": ("cue", "source")}
"""The parts whose ends are weighed, and the other parts that they may end before."""
_SMALL: Final = frozenset(
    "a about after all an any are as at be because been before by can could few for from had has have her his if in "
    "into is its may might more most my no not of on our over should some such than that the their these this those "
    "to under very was were when where which while who will with would your".split()
)
_JOINING: Final = frozenset(("and", "but", "or"))
_NAMED: Final = {",": "comma", **dict.fromkeys(".!?", "stop"), **dict.fromkeys("”’\"'", "quote")}
_LETTERS: Final = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Sides:
    """What stands around every place where a text's words meet: ``kinds`` of the word before it, what is ``following``
    and whether it is ``quoted``, each (words,); the last place is the text's end."""

    kinds: NDArray[np.int64]
    following: NDArray[np.int64]
    quoted: NDArray[np.int64]

    @classmethod
    def of(cls, text: str, starts: Sequence[int] | NDArray[Any], ends: Sequence[int] | NDArray[Any]) -> Sides:
        """Of the words that lie at ``starts`` to ``ends`` in a text."""
        at = list(zip(map(int, starts), map(int, ends), strict=True))
        kinds = np.array([_number(text[start:end]) for start, end in at], np.int64)
        breaks = [start > end and "\n" in text[end:start] for (_, end), (start, _) in pairwise(at)]
        following = np.append(kinds[1:], 0)[: len(at)]
        following[np.array([*breaks, True], bool)[: len(at)]] = FOLLOWING.index("break")
        return cls(kinds, following, np.array(list(_quoted(text, at)), np.int64))

    def within(self, first: int, last: int) -> Sides:
        """Those of a range of words."""
        return Sides(self.kinds[first:last], self.following[first:last], self.quoted[first:last])

    def before(self, part: str, words: Iterable[int]) -> Sides:
        """The same, where another part of the claim begins at some ``words``."""
        following = self.following.copy()
        for word in words:
            if 0 < word <= len(following) and following[word - 1] != FOLLOWING.index("break"):
                following[word - 1] = FOLLOWING.index(part)
        return Sides(self.kinds, following, self.quoted)


def kind(word: str) -> str:
    """The kind of a word or mark."""
    lower = word.lower()
    if lower in _SMALL:
        return "small"
    if lower in _JOINING:
        return "joining"
    return _NAMED.get(word) or ("word" if _LETTERS.search(word) else "mark")


@lru_cache(8192)
def _number(word: str) -> int:
    return KINDS.index(kind(word))


def _quoted(text: str, words: Sequence[tuple[int, int]]) -> Iterable[int]:
    """Whether a quotation is open behind each word; a paragraph closes it."""
    open_, last = 0, 0
    for start, end in words:
        if start > last + 1 and "\n\n" in text[last:start]:
            open_ = 0
        mark = text[start]
        if mark in "“”":
            open_ = int(mark == "“")
        elif mark == '"' or (mark == "'" and text.startswith("''", start)):
            open_ = 1 - open_
        last = end
        yield open_


@dataclass(frozen=True)
class Boundaries:
    """For each of ``PARTS`` the log odds of an end (kinds, following, quoted), over those of any word of the part."""

    tables: Mapping[str, NDArray[np.float32]]

    @classmethod
    def load(cls, path: Path) -> Boundaries:
        """What ``training.boundaries`` wrote. Raises ArtifactError where it is missing or damaged."""
        try:
            kept = json.loads(path.read_text(encoding="utf-8"))
            shape = len(KINDS), len(FOLLOWING), 2
            return cls({part: np.array(kept[part], np.float32).reshape(shape) for part in PARTS})
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ArtifactError(f"the model's {path.name} cannot be read: reinstall dateline ({error})") from error

    def ends(self, part: str, sides: Sides) -> NDArray[np.float32]:
        """The log odds that the part ends at each place (words,); none of a part whose ends are not weighed."""
        if part not in self.tables:
            return np.zeros(len(sides.kinds), np.float32)
        return self.tables[part][sides.kinds, sides.following, sides.quoted]
