"""What assembling an event looks at: the report, the draft and the normalised values, found by position."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from typing import Final

from dateline.assemble.relays import Relay, relays
from dateline.assemble.sentences import Sentences
from dateline.normalise.actor_lexicon import lexicon
from dateline.normalise.actor_words import tokenise
from dateline.normalise.count_tolls import Toll, tolls
from dateline.schema.draft import Draft, DraftArgument
from dateline.schema.reading import Entity, Place, Time
from dateline.schema.report import Report
from dateline.schema.span import Span

_CAPITALISED: Final = re.compile(r"(?:(?:Central|East|New|North|South) )?[A-Z][\w’'-]+")
"""A word that may name a country, with one before it that makes it another: "Sudanese" and "South Sudanese"."""

EntityOf = Callable[[str, str], Entity | None]
"""(words, role) -> whom they name."""
SameEntity = Callable[[str, str], bool | None]
"""Whether two names can be one entity; None where they do not tell."""


@dataclass(frozen=True)
class Context:
    """One report with everything known of it before its events are put together."""

    report: Report
    draft: Draft
    times: tuple[Time, ...]
    places: tuple[Place, ...]
    entity_of: EntityOf
    same_entity: SameEntity
    points: Mapping[str, float] = field(default_factory=dict)
    calibration: Mapping[str, Sequence[float]] = field(default_factory=dict)

    @cached_property
    def text(self) -> str:
        """The report's text."""
        return self.report.text

    @cached_property
    def sentences(self) -> Sentences:
        """The sentences of the text."""
        return Sentences.of(self.report.text)

    @cached_property
    def _time_starts(self) -> list[int]:
        return [time.evidence[0].start for time in self.times]

    @cached_property
    def _place_starts(self) -> list[int]:
        return [place.evidence[0].start for place in self.places]

    @cached_property
    def relays_in(self) -> Callable[[int, int], list[Relay]]:
        """(start, end) -> the relays of a sentence, remembered: every claim of it asks for them."""
        return cache(lambda start, end: relays(self.text, start, end, lambda words: self.entity_of(words, "actor")))

    @cached_property
    def tolls_in(self) -> Callable[[int, int], tuple[Toll, ...]]:
        """(start, end) -> the tolls of a sentence, remembered: every number of it asks for them."""
        return cache(lambda start, end: tolls(self.text, start, end))

    @cached_property
    def countries(self) -> frozenset[str]:
        """The countries that the report names, by places, peoples or governments."""
        found = {place.country for place in self.places if place.country}
        named = map(_country_of, set(_CAPITALISED.findall(self.text)))
        return frozenset(found | {iso2 for iso2 in named if iso2})

    @cached_property
    def filler_number(self) -> dict[tuple[int, int], int]:
        """The number of each filler of the draft, by its range."""
        return {span: at for at, span in enumerate(self.draft.fillers)}

    @cached_property
    def same_filler(self) -> dict[tuple[int, int], float]:
        """The model's scores of pairs of fillers, by their numbers, the larger first."""
        return {(i, j): score for i, j, score in self.draft.same_filler}

    @cached_property
    def arguments_of(self) -> list[dict[str, list[DraftArgument]]]:
        """The arguments of each trigger of the draft, by role."""
        found: list[dict[str, list[DraftArgument]]] = []
        for trigger in self.draft.triggers:
            by_role: dict[str, list[DraftArgument]] = {}
            for argument in trigger.arguments:
                by_role.setdefault(argument.role, []).append(argument)
            found.append(by_role)
        return found

    def times_in(self, start: int, end: int) -> tuple[Time, ...]:
        """The time expressions that share a character with a range."""
        first = max(0, bisect_left(self._time_starts, start) - 1)
        last = bisect_left(self._time_starts, end)
        return tuple(time for time in self.times[first:last] if time.evidence[0].end > start)

    def places_in(self, start: int, end: int) -> tuple[Place, ...]:
        """The mentions of places that share a character with a range."""
        first = max(0, bisect_left(self._place_starts, start) - 1)
        last = bisect_left(self._place_starts, end)
        return tuple(place for place in self.places[first:last] if place.evidence[0].end > start)

    def span(self, start: int, end: int) -> Span:
        """The words of a range."""
        return Span.of(self.report.text, start, end)

    def point(self, name: str, default: float) -> float:
        """An operating point of the model."""
        return self.points.get(name, default)


@lru_cache(16_384)
def _country_of(words: str) -> str | None:
    """The country that words name, or the last of them; the same words are asked for in report after report."""
    tokens = tokenise(words)
    named = lexicon().country_at(tokens, 0) or (lexicon().country_at(tokens, 1) if len(tokens) > 1 else None)
    return named.iso2 if named else None
