"""Which event has a toll that a sentence tells: its own, that of the sentence before, or the one main event."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from dateline.assemble.context import Context
from dateline.assemble.deaths import KILLING
from dateline.assemble.happening import Happening
from dateline.normalise.count_tolls import Toll
from dateline.ontology.registry import FAMILIES
from dateline.reader.labels import TOLLS
from dateline.schema.span import Span

_HARMING: Final = frozenset({*FAMILIES["violence"], *FAMILIES["demonstrations"]})
HOLDS: Final = {
    **dict.fromkeys(FAMILIES["violence"], frozenset(TOLLS) - {"arrested"}),
    **dict.fromkeys(FAMILIES["demonstrations"], frozenset(TOLLS)),
    "arrest": frozenset({"arrested"}),
}
"""The tolls that events of a type can have: whoever is arrested after an attack is an arrest's, not the attack's."""
_OF_THINGS: Final = frozenset({"property-destruction", "territory-change", "weapons-disrupted"})
"""The types of violence that seldom harm people."""


def assigned(context: Context, events: Sequence[Happening]) -> dict[str, list[Toll]]:
    """The tolls that sentences tell by rule, each given to one event that can have it, by the event's id.

    It is the event whose trigger stands in the toll's own words, else the one with the nearest trigger in the sentence.
    """
    spans = [(span, event) for event in events if event.type in HOLDS for span in event.spans]
    found: dict[str, list[Toll]] = {event.id: [] for event in events}
    read = {context.sentences.bounds(span.start) for span, _ in spans}
    for bounds in sorted(read):
        inside = [(span, event) for span, event in spans if bounds[0] <= span.start < bounds[1]]
        for toll in context.tolls_in(*bounds):
            holding = _holding(inside, toll)
            if holding:
                _, id_ = min((max(span.start - toll.end, toll.start - span.end, 0), each.id) for span, each in holding)
                found[id_].append(toll)
    for event, toll in _told_after(context, events):
        found[event.id].append(toll)
    for event, toll in _totals_apart(context, events, read):
        if toll not in found[event.id]:
            found[event.id].append(toll)
    return found


def _holding(inside: Sequence[tuple[Span, Happening]], toll: Toll) -> list[tuple[Span, Happening]]:
    """The triggers of a sentence whose events can have the toll: arrests before a demonstration, where both do; what
    kills before what befalls things or land ("wounding three and torching a bus")."""
    holding = [(span, event) for span, event in inside if toll.kind in HOLDS[event.type]]
    arrests = [(span, event) for span, event in holding if event.type == "arrest"]
    deadly = any(event.type in KILLING for _, event in holding)
    return arrests or [(span, event) for span, event in holding if not (deadly and event.type in _OF_THINGS)]


def _told_after(context: Context, events: Sequence[Happening]) -> Iterator[tuple[Happening, Toll]]:
    """The tolls of sentences that tell of no event, right after one whose last main event can have them:
    "A bomb exploded in the market. At least 12 people were killed."; that nobody was harmed, of its last event that is
    no background."""
    told = [(span.start, event) for event in events for span in event.spans]
    last = _last_told(context, told)
    main = _last_told(context, [(start, event) for start, event in told if event.salience == "main"])
    for at, event in last.items():
        after = at + 1
        if after in last or after >= len(context.sentences.starts):
            continue
        for toll in context.tolls_in(*context.sentences.bounds(context.sentences.starts[after])):
            nobody = toll.count.high == 0 and event.salience != "background"
            having = event if nobody else main.get(at)
            if having is not None and toll.kind in HOLDS.get(having.type, ()):
                yield having, toll


def _last_told(context: Context, told: Sequence[tuple[int, Happening]]) -> dict[int, Happening]:
    """The last event of each sentence, of those that are told at some places."""
    return {context.sentences.index(start): event for start, event in sorted(told, key=lambda each: each[0])}


def _totals_apart(
    context: Context, events: Sequence[Happening], read: set[tuple[int, int]]
) -> Iterator[tuple[Happening, Toll]]:
    """The running totals that sentences apart tell of the one main event that harmed: "The death toll later rose".

    ``read`` are the sentences whose own events may have the tolls that they tell.
    """
    main = [event for event in events if event.type in _HARMING and event.salience == "main"]
    if len(main) != 1:
        return
    first = min(span.start for span in main[0].spans)
    for start in context.sentences.starts:
        bounds = context.sentences.bounds(start)
        if start > first and bounds not in read:
            told = (toll for toll in context.tolls_in(*bounds) if toll.total and not toll.wider)
            yield from ((main[0], toll) for toll in told if toll.kind in HOLDS[main[0].type])
