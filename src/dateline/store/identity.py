"""Whether an event of a new reading is one that the store has: trigger, type and arguments must match it.

Two tellings of one document are compared, the older one's words moved to where they stand in the newer text:

- trigger: 1 where the triggers share a character, 0.75 where one's trigger shares one with a mention of the other,
  0.5 where only mentions do, else 0;
- type: 1 for the same, 0.5 for one of the same family, else 0;
- arguments: twice the fillers that both have in one role, by sharing a character of their evidence, over the fillers
  of both; 1 where neither has any.

The score is 0.5, 0.2 and 0.3 of these. From ``SAME`` on two tellings are of one event, so none without common words is,
and a trigger in common alone is not enough. Best scores are settled first, one to one; of equal ones, the first in the
texts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from dateline.ontology.registry import FAMILIES
from dateline.schema.reading import Event
from dateline.schema.span import Span
from dateline.store.alignment import Move, Range, stay

SAME: Final = 0.6
TRIGGER: Final = 0.5
TYPE: Final = 0.2
ARGUMENTS: Final = 0.3
_FAMILY: Final = {name: family for family, names in FAMILIES.items() for name in names}


@dataclass(frozen=True, slots=True)
class Told:
    """What identity looks at in one telling of an event; ``arguments`` are pairs of a role and its evidence."""

    type: str
    trigger: tuple[Range, ...]
    mentions: tuple[Range, ...]
    arguments: tuple[tuple[str, tuple[Range, ...]], ...]

    @classmethod
    def of(cls, event: Event, move: Move = stay) -> Told:
        """The event's ranges, moved; what is no more in the newer text is left out."""
        return cls(
            type=event.type,
            trigger=_moved((event.trigger,), move),
            mentions=_moved(event.mentions, move),
            arguments=tuple((each.role, _moved(each.evidence, move)) for each in event.arguments),
        )


@dataclass(frozen=True, slots=True)
class Match:
    """The new event at ``new`` is the old one at ``old``, by this score."""

    old: int
    new: int
    score: float


def similarity(old: Told, new: Told) -> float:
    """How well two tellings match, 0 to 1; the order of the two does not matter."""
    related = _FAMILY[old.type] == _FAMILY[new.type]
    same_type = 1.0 if old.type == new.type else 0.5 * related
    return round(TRIGGER * _triggers(old, new) + TYPE * same_type + ARGUMENTS * _arguments(old, new), 4)


def matches(old: Sequence[Told], new: Sequence[Told]) -> list[Match]:
    """The events of both that are the same, in the order of the new ones."""
    pairs = sorted(
        (-score, at, held)
        for at, told in enumerate(new)
        for held, before in enumerate(old)
        if _triggers(before, told) and (score := similarity(before, told)) >= SAME  # words in common, or none can be
    )
    found: dict[int, Match] = {}
    taken: set[int] = set()
    for negative, at, held in pairs:
        if at not in found and held not in taken:
            found[at] = Match(held, at, -negative)
            taken.add(held)
    return [found[at] for at in sorted(found)]


def _moved(spans: Iterable[Span], move: Move) -> tuple[Range, ...]:
    ranges = (move(span.start, span.end) for span in spans)
    return tuple(each for each in ranges if each is not None)


def _triggers(old: Told, new: Told) -> float:
    if _touch(old.trigger, new.trigger):
        return 1.0
    if _touch(old.trigger, new.mentions) or _touch(old.mentions, new.trigger):
        return 0.75
    return 0.5 if _touch(old.mentions, new.mentions) else 0.0


def _arguments(old: Told, new: Told) -> float:
    total = len(old.arguments) + len(new.arguments)
    if not total:
        return 1.0
    # Each side is counted for itself, so that neither the order of fillers nor that of the two sides matters.
    shared = _shared(old, new) + _shared(new, old)
    return shared / total


def _shared(one: Told, other: Told) -> int:
    """The fillers of one that the other has too."""
    return sum(
        any(role == held and _touch(evidence, theirs) for held, theirs in other.arguments)
        for role, evidence in one.arguments
    )


def _touch(one: Iterable[Range], other: Sequence[Range]) -> bool:
    return any(start < end_ and start_ < end for start, end in one for start_, end_ in other)
