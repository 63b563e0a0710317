"""Sentence bounds, by rule: what stands in one sentence is told together."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Final

_END: Final = re.compile(r"[.!?][\"'”’)\]]*\s+(?=[\"'“‘(\[]*[\w])|\s*\n\s*\n\s*")
_ABBREVIATIONS: Final = frozenset(
    "mr mrs ms dr gen lt col maj capt sgt rep sen gov st no vs etc jan feb mar apr jun jul aug sep sept oct nov dec "
    "mon tue tues wed thu thur thurs fri sat sun brig adm cmdr rev hon prof inc corp ltd co".split()
)
_LAST_WORD: Final = re.compile(r"([\w.]+)$")


@dataclass(frozen=True, slots=True)
class Sentences:
    """The sentences of one text, by where they begin."""

    starts: tuple[int, ...]
    length: int

    @classmethod
    def of(cls, text: str) -> Sentences:
        """Cut a text at closing marks and blank lines, not at the dots of abbreviations and initials."""
        starts = [0]
        for match in _END.finditer(text):
            if text[match.start()] != "." or not _abbreviated(text, match.start()):
                starts.append(match.end())
        return cls(tuple(starts), len(text))

    def index(self, position: int) -> int:
        """The number of the sentence that holds a character; the first begins with the text."""
        return bisect_right(self.starts, position) - 1

    def bounds(self, position: int) -> tuple[int, int]:
        """Start and end of the sentence that holds a character."""
        at = self.index(position)
        return self.starts[at], self.starts[at + 1] if at + 1 < len(self.starts) else self.length


def _abbreviated(text: str, dot: int) -> bool:
    word = _LAST_WORD.search(text, max(0, dot - 12), dot)
    if word is None:
        return False
    before = word.group(1)
    return (len(before) == 1 and before.isupper()) or "." in before or before.lower() in _ABBREVIATIONS
