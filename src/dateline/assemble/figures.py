"""Stated quantities that belong to no event: troops in a country, people displaced, weapons held."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.assemble.context import Context
from dateline.normalise.count_figures import figures as quantities
from dateline.schema.reading import Event, Figure, Place
from dateline.schema.span import Span

PLACE_REACH = 60
"""Characters after a quantity within which its place stands."""


def figures(context: Context, events: Iterable[Event]) -> tuple[Figure, ...]:
    """The quantities of a report that no event's counts or arguments cite."""
    taken = [span for event in events for span in _cited(event)]
    found = []
    for start, end in zip(context.sentences.starts, (*context.sentences.starts[1:], len(context.text)), strict=True):
        for quantity in quantities(context.text, start, end):
            words = context.span(quantity.start, quantity.end)
            if not any(words.overlaps(span) for span in taken):
                found.append(
                    Figure(
                        quantity=quantity.noun,
                        value=quantity.value,
                        approximate=quantity.approximate,
                        place=_place(context, quantity.end, end),
                        evidence=(words,),
                    )
                )
    return tuple(found)


def _cited(event: Event) -> Iterable[Span]:
    for argument in event.arguments:
        yield from argument.evidence
    for count in (event.casualties.killed, event.casualties.injured, event.casualties.missing,
                  event.casualties.abducted, event.casualties.arrested):  # fmt: skip
        if count is not None:
            yield from count.evidence


def _place(context: Context, start: int, end: int) -> Place | None:
    near = context.places_in(start, min(end, start + PLACE_REACH))
    return next((place for place in near if place.literal), None)
