"""People harmed by an event: what its triggers' tolls say, and what their sentences say by rule."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dateline.assemble.arguments import candidates
from dateline.assemble.context import Context
from dateline.normalise.count import count_at, count_named
from dateline.normalise.count_tolls import Toll, tolls
from dateline.ontology.registry import FAMILIES
from dateline.reader.labels import TOLLS
from dateline.schema.reading import Argument, Casualties, Count
from dateline.schema.span import Span

HARMING: Final = frozenset({*FAMILIES["violence"], *FAMILIES["demonstrations"], "arrest"})
DEADLY: Final = frozenset({"assassination", "execution", "killing"})


def casualties(
    context: Context, members: Sequence[int], event_type: str, arguments: Sequence[Argument], alone: bool
) -> Casualties:
    """The tolls of an event. ``alone``: no other harming event has a trigger in this one's sentences.

    Each count cites its words; where two counts differ, low and high hold both and the evidence cites both.
    """
    if event_type not in HARMING:
        return Casualties()
    by_rule = _ruled(context, members) if alone else ()
    found: dict[str, Count] = {}
    for kind in TOLLS:
        counts = [
            count for each in candidates(context, members, kind) if (count := _counted(context, each.start, each.end))
        ]
        if not counts:
            counts = [toll.count for toll in by_rule if toll.kind == kind and not toll.part]
        if not counts and kind == "killed" and event_type in DEADLY:
            counts = _named(arguments)
        if counts:
            found[kind] = reconciled(counts)
    return Casualties(**found)


def _counted(context: Context, start: int, end: int) -> Count | None:
    """The number at a toll's words; words that tell none but name somebody count as one."""
    return count_at(context.text, start, end, person=True)


def _ruled(context: Context, members: Sequence[int]) -> tuple[Toll, ...]:
    bounds = {context.sentences.bounds(context.draft.triggers[member].start) for member in members}
    return tuple(toll for start, end in sorted(bounds) for toll in tolls(context.text, start, end))


def _named(arguments: Sequence[Argument]) -> list[Count]:
    victims = [each for each in arguments if each.role == "victim"]
    counted = [each.count for each in victims if each.count]
    if len(victims) > 1 and all(count.best == 1 for count in counted) and len(counted) == len(victims):
        named = count_named([_span(each) for each in victims])
        return [named] if named else []
    return counted[:1] if len(victims) == 1 else []


def _span(argument: Argument) -> Span:
    return next((span for span in argument.evidence if span.text == argument.text), argument.evidence[0])


def reconciled(counts: Sequence[Count]) -> Count:
    """One count of several: names add up, repeated numbers are one, rival numbers become low and high."""
    evidence = tuple(dict.fromkeys(span for count in counts for span in count.evidence))
    if len(counts) > 1 and all(not any(c.isdigit() for c in count.stated) and count.best == 1 for count in counts):
        names = count_named(evidence)
        assert names is not None
        return names
    first = max(counts, key=lambda count: (count.best is not None, -count.evidence[0].start))
    stated = {count.best for count in counts if count.best is not None}
    if len(stated) <= 1:
        return first.model_copy(
            update={"evidence": (*first.evidence, *(s for s in evidence if s not in first.evidence))}
        )
    return first.model_copy(update={"low": min(stated), "high": max(stated), "evidence": evidence})
