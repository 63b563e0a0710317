"""What the rules for mentions of places share: words with their offsets, mentions, and the names around a word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from dateline.gazetteer import Entry

Form = Literal["name", "capital", "facility", "region"]


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention: its span, the name to look up, and what its words tell.

    ``kind`` restricts the entries ("ADM" for "Nineveh province"); ``side`` is a compass word before the name;
    ``entries`` are given where the words name the place without its name ("the Iraqi capital"); ``lent`` says that
    the place only lends its name to what is named ("Boston Red Sox").
    """

    start: int
    end: int
    name: str
    literal: float | None = None
    form: Form = "name"
    side: str | None = None
    entries: tuple[Entry, ...] | None = None
    lent: bool = False


_WORD = re.compile(r"[^\W_](?:[\w.'’&-]*[\w])?\.?")


class Word(NamedTuple):
    """A word with inner points, hyphens and apostrophes: half-open offsets and its lower case without a last point."""

    start: int
    end: int
    lower: str


def words_of(text: str) -> list[Word]:
    """The words of a text."""
    return [Word(*m.span(), m[0].casefold().removesuffix(".")) for m in _WORD.finditer(text)]


_PART = r"(?:suburb|district|neighbou?rhood|quarter|township|borough|slum|section|area|arrondissement)"
_PART_OF = re.compile(rf"(?:['’]s?)?\s+(?:[a-z]+\s+){{0,2}}?{_PART}\s+of\s+(?:the\s+)?(?:[a-z]+\s+)?")
_OWN = re.compile(r"['’]s?\s+(?:[a-z]+\s+){0,2}?")
_IS_PART = re.compile(rf"\s+{_PART}\b", re.IGNORECASE)
"""Between a town and its part, told either way: "the Dakar suburb of Pikine", "the Pikine district of Dakar"; and
between and after them: "Dakar's Pikine district"."""


def told_as_part(text: str, first: tuple[int, int], second: tuple[int, int]) -> bool:
    """Whether the words around two ranges, one after the other, make one of them a part of the other, a town."""
    if _PART_OF.fullmatch(text, first[1], second[0]):
        return True
    return _OWN.fullmatch(text, first[1], second[0]) is not None and _IS_PART.match(text, second[1]) is not None


_IS_QUARTER = re.compile(r"\s+(?:neighbou?rhood|quarter|suburb|slum|barrio|shantytown)s?\b", re.IGNORECASE)


def is_quarter(text: str, end: int) -> bool:
    """Whether what is named up to ``end`` is told as a part of a town that need not be named with it."""
    return _IS_QUARTER.match(text, end) is not None


NO_TOWN = (
    r"\s+(?:punish|gain|market|cost|need|requirement|control|flow|inflow|outflow|flight|letter|offen[cs]e|crime|murder|"
    r"cases?\b|charges\b|sentence|expenditure|spending|investment|goods|stock|account|injection|adequacy|reserve|budget)"
)
"""After "capital": it is money, or what a court may pass, and no town."""

_WORDS_BEFORE = 5
_REACH = 70
"""Characters that a name before its word of kind takes at most."""


def windows(text: str, words: Sequence[Word], at: int) -> list[int]:
    """Where the last one to five words before word ``at`` begin, longest first; in its sentence, from a capital on."""
    starts: list[int] = []
    following = words[at].start
    if at and text[words[at - 1].start : words[at - 1].end].islower():
        return starts  # "The northern province" is no name, though it opens with a capital
    for word in reversed(words[max(0, at - _WORDS_BEFORE) : at]):
        ends_sentence = text[word.end - 1] == "." and word.end - word.start > 4
        if ends_sentence or text[word.end : following].strip(" -"):
            break
        if text[word.start].isupper():
            starts.append(word.start)
        following = word.start
    return starts[::-1]


def forward(text: str, start: int) -> Iterator[int]:
    """Ends of the first one to four words from ``start``, the longest first."""
    ends: list[int] = []
    at = start
    for match in _WORD.finditer(text, start, start + _REACH):
        if text[at : match.start()].strip() or not (match[0][0].isupper() or match[0] in ("and", "of", "the", "al")):
            break
        ends.append(match.end())
        at = match.end()
        if len(ends) == 4:
            break
    return reversed(ends)
