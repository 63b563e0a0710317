"""A rule for time expressions, and the one scan that applies a table of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from dateline.normalise.time_meaning import Context, Meaning

Resolver = Callable[[re.Match[str], Context], Meaning | None]

_LEFT_REACH = 40
_RIGHT_REACH = 40
_GAP = r"[^\S\n]*\n?[^\S\n]*"
"""White space beside an expression, on one line or over one line end."""


class Rule(NamedTuple):
    """One row: what it matches (whole words, written in lower case; any case
    is read), how it resolves, and which neighbours it needs or refuses.

    ``pattern`` may hold named groups only. ``after`` must match the text that ends where the expression begins;
    ``not_after`` must not; ``not_before`` must not match the text that follows it. A resolver's None rejects.
    """

    name: str
    pattern: str
    resolve: Resolver
    after: str | None = None
    not_after: str | None = None
    not_before: str | None = None
    before: str | None = None


class Hit(NamedTuple):
    """A rule's match in the text."""

    rule: Rule
    match: re.Match[str]
    start: int
    end: int


class _Compiled(NamedTuple):
    rule: Rule
    pattern: re.Pattern[str]
    after: re.Pattern[str] | None
    not_after: re.Pattern[str] | None
    not_before: re.Pattern[str] | None
    before: re.Pattern[str] | None

    def match(self, text: str, at: int) -> re.Match[str] | None:
        found = self.pattern.match(text, at)
        if found is None:
            return None
        left = text[max(0, at - _LEFT_REACH) : at] if self.after or self.not_after else ""
        right = text[found.end() : found.end() + _RIGHT_REACH] if self.not_before or self.before else ""
        if self.after and not self.after.search(left):
            return None
        if self.not_after and self.not_after.search(left):
            return None
        if self.not_before and self.not_before.match(right):
            return None
        return None if self.before and not self.before.match(right) else found


def _side(pattern: str | None, *, left: bool) -> re.Pattern[str] | None:
    if pattern is None:
        return None
    return re.compile(rf"(?:^|(?<!\w))(?:{pattern}){_GAP}\Z" if left else rf"{_GAP}(?:{pattern})")


_LOWER = {upper: upper + 32 for upper in range(ord("A"), ord("Z") + 1)}
_WORD = re.compile(r"(?<![\w$£€])(?:[a-z]+|\d|['’]\d)")
_NEXT = re.compile(r"\s*-?(?:([a-z]+)|\d|['’])")
_NUMBER = re.compile(r"['’]?(?!\d{4}(?!\d)|\d\d?\.\d\d?\.\d)\d[\d,.]{0,20}(?:\s(?:1/2\s?)?|-)?([a-z]+|\Z|\s)")
"""A number that is no year, and the word after it: a blank where there is none. Clocks and dates in figures differ."""
_LEADING = frozenset("the a an that its his their new all".split())
"""Frequent words with which an expression begins only before another word of the patterns."""
_NEVER_FIRST = frozenset(
    "after also and as be by come for from get go had have he in it local need not of old on or other people prior s"
    " since take than they through time to under up was well were when".split()
)
"""Frequent words of the patterns with which no expression begins."""
_WORDS_OF_PATTERNS = re.compile(r"(?<![\\<])[a-z]+")


class Scanner:
    """Finds the leftmost matches of a table of rules; where several begin at one place, the first row wins.

    Case is folded for ASCII letters only, so that offsets stay. Rows are tried only at words that occur in a pattern
    at all: one alternation says which row is the first to match there, and from it on neighbours are looked at.
    """

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._rules = [
            _Compiled(
                rule,
                re.compile(rf"(?:{rule.pattern})(?!\w)"),
                _side(rule.after, left=True),
                _side(rule.not_after, left=True),
                _side(rule.not_before, left=False),
                _side(rule.before, left=False),
            )
            for rule in rules
        ]
        rows = [re.sub(r"\(\?P<\w+>", "(?:", rule.pattern) for rule in rules]
        self._any = re.compile(rf"(?:{'|'.join(f'({row})' for row in rows)})(?!\w)")
        self._words = frozenset(word for row in rows for word in _WORDS_OF_PATTERNS.findall(row))
        self._heads = self._words - _NEVER_FIRST

    def hits(self, text: str) -> Iterator[Hit]:
        """Every match whose neighbours fit, in order, none overlapping another."""
        folded = text.translate(_LOWER)
        reached = 0
        for word in _WORD.finditer(folded):
            if word.start() < reached or not self._may_begin(word, folded):
                continue
            found = self._any.match(folded, word.start())
            hit = self._first(folded, word.start(), (found.lastindex or 1) - 1) if found else None
            if hit is not None:
                yield hit
                reached = hit.end

    def _may_begin(self, word: re.Match[str], folded: str) -> bool:
        """Whether the word, or number, can be the first of an expression as far as the next word tells."""
        first = word[0]
        if first[-1].isdigit():
            number = _NUMBER.match(folded, word.start())
            return number is None or number[1] is None or number[1] in self._words
        if first not in self._heads:
            return False
        following = _NEXT.match(folded, word.end()) if first in _LEADING else None
        return following is None or following[1] is None or following[1] in self._words

    def _first(self, text: str, at: int, row: int) -> Hit | None:
        for compiled in self._rules[row:]:
            if match := compiled.match(text, at):
                return Hit(compiled.rule, match, match.start(), match.end())
        return None
