"""Stated quantities that belong to no event: troops in a country, people displaced, weapons held."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from dateline.assemble.context import Context
from dateline.normalise.count_figures import Quantity
from dateline.normalise.count_figures import figures as quantities
from dateline.schema.reading import Count, Event, Figure, Place
from dateline.schema.span import Span

PLACE_REACH: Final = 60
"""Characters after a quantity within which its place stands, or before it."""
FEW: Final = 12
""""The two men" are men spoken of before, up to this number of them."""
_WORD: Final = re.compile(r"\w+")
_WITHIN: Final = re.compile(
    r"\b(?:in|at|on|near|around|across|inside|outside|throughout|within|into|to|over|reached|entered)"
    r"\s(?:[\w’'-]+\s){0,4}$",
    re.IGNORECASE,
)
"""Before the place where a quantity is: "in the port city of" - not "from", "by" or a list of names."""
_HAVING: Final = frozenset(
    """s a an the is has have had hosts hosted host houses housed shelters sheltered holds held hold keeps kept home
    to with of where which currently still now already also about city town village country nation state province
    district region camp settlement island some around its total there are were""".split()
)
"""Words that may part a place from what it has: "Jordan is home to 3,000 refugees"."""


def figures(context: Context, events: Iterable[Event]) -> tuple[Figure, ...]:
    """The quantities of a report that no event's counts or arguments cite, or that speak of what such a one told."""
    counts = [count for event in events for count in _counts(event)]
    taken = [span for event in events for span in _cited(event)]
    told = {number for count in counts for number in (count.low, count.best, count.high)}
    found = []
    for start, end in zip(context.sentences.starts, (*context.sentences.starts[1:], len(context.text)), strict=True):
        for quantity in quantities(context.text, start, end):
            words = context.span(quantity.start, quantity.end)
            again = quantity.definite and (quantity.value <= FEW or quantity.value in told)
            if not again and not any(words.overlaps(span) for span in taken):
                found.append(
                    Figure(
                        quantity=quantity.noun,
                        value=quantity.value,
                        approximate=quantity.approximate,
                        place=_place(context, quantity, start, end),
                        evidence=(words,),
                    )
                )
    return tuple(found)


def _cited(event: Event) -> Iterator[Span]:
    for argument in event.arguments:
        yield from argument.evidence
    for _, count in event.casualties:
        if count is not None:
            yield from count.evidence


def _counts(event: Event) -> Iterator[Count]:
    for count in (*(argument.count for argument in event.arguments), *(count for _, count in event.casualties)):
        if count is not None:
            yield count


def _place(context: Context, quantity: Quantity, start: int, end: int) -> Place | None:
    """Where the quantity is: the place in it or after it where it is said to be, else the one that has it."""
    for place in context.places_in(quantity.start, min(end, quantity.end + PLACE_REACH)):
        at = place.evidence[0]
        before = context.text[max(quantity.start, at.start - PLACE_REACH) : at.start]
        within = at.start < quantity.end or _WITHIN.search(before)
        if place.literal and within and not _speaks(context, at):
            return place
    return _owner(context, quantity, start)


def _speaks(context: Context, words: Span) -> bool:
    """Whether the words stand in the name of a source: "officials in Lagos"."""
    sources = (mark for said in context.draft.attributions for mark in said.source)
    return any(mark.start <= words.start < mark.end for mark in sources)


def _owner(context: Context, quantity: Quantity, start: int) -> Place | None:
    """The place right before the quantity that has it: "Jordan hosts 3,000 refugees", "Gaza's 2.2 million people"."""
    near = context.places_in(max(start, quantity.start - PLACE_REACH), quantity.start)
    place = near[-1] if near else None
    if place is None or not place.literal:
        return None
    between = _WORD.findall(context.text[place.evidence[0].end : quantity.start].lower())
    return place if _HAVING.issuperset(between) else None
