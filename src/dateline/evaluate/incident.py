"""What a reading says of the one violent incident that a report of crime is about.

Sets on gun violence ask one question a report: what happened, when, where, to whom. A reading answers with events, of
which a shooting is one, the death it caused sometimes another, and the trial that follows a third. All functions take
events as the record's JSON.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from dateline.ontology.registry import FAMILIES
from dateline.schema.reading import Salience

Json = dict[str, Any]

HARMING = frozenset(FAMILIES["violence"]) - {"property-destruction", "territory-change", "weapons-disrupted"}
"""The types of violence that are done to people."""

_ORDER: tuple[Salience, ...] = ("main", "related", "background")
_WIDE = frozenset({"province", "country", "region"})


def told(reading: Json) -> list[Json]:
    """The events that tell the incident: violence to people that happened, of the greatest salience that any has.

    A report of a trial has the shooting as its related event: then that is the incident.
    """
    harm = [
        event
        for event in reading["events"]
        if event["type"] in HARMING and event["modality"] == "actual" and event["polarity"] == "positive"
    ]
    ranked = ([event for event in harm if event["salience"] == salience] for salience in _ORDER)
    return next((events for events in ranked if events), [])


def day(events: Sequence[Json]) -> str | None:
    """The day that the first event with a time of one day gives, ISO; a week or a month is no day."""
    times = (event["time"] for event in events if event["time"] and event["time"]["start"] and event["time"]["end"])
    return next((time["start"][:10] for time in times if time["start"][:10] == time["end"][:10]), None)


def town(events: Sequence[Json]) -> Json | None:
    """The first place of the events that is no province, country or region."""
    return next((place for place in _places(events) if place["precision"] not in _WIDE), None)


def _places(events: Sequence[Json]) -> Iterator[Json]:
    for event in events:
        if event["place"]:
            yield event["place"]
        yield from event["more_places"]


def toll(events: Sequence[Json], kind: str) -> int | None:
    """The greatest number of people ``killed`` or ``injured`` that an event gives; None where all are silent.

    The shooting and the death it caused tell the same dead: they are not added.
    """
    counts = (event["casualties"][kind] for event in events)
    return max((count["best"] for count in counts if count and count["best"] is not None), default=None)


def fillers(events: Sequence[Json], role: str) -> list[Json]:
    """The arguments of all events in a role, in order."""
    return [argument for event in events for argument in event["arguments"] if argument["role"] == role]
