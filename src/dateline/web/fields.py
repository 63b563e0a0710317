"""The reconciled fields of an incident as people read them: each value with all who tell it and in which words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from dateline.render import map as world
from dateline.render import phrases, view
from dateline.schema.incident import Incident, Member, Reconciled, Telling
from dateline.schema.reading import Argument, Event, Place


@dataclass(frozen=True)
class Teller:
    """One report's telling of a value: by whom, when, in which words, and where these stand."""

    member: Member
    words: str
    source: str | None
    score: float | None


@dataclass(frozen=True)
class Value:
    """A value that is told, by how many publishers, and by which reports."""

    words: str
    note: str
    chosen: bool
    publishers: int
    tellers: tuple[Teller, ...]


@dataclass(frozen=True)
class Field:
    """A field with every value told of it, the chosen one first."""

    name: str
    disputed: bool
    rule: str
    values: tuple[Value, ...]
    note: str = ""


Key = tuple[str, str, int | None]


def _key(each: Member | Telling[Any]) -> Key:
    """One event of one report at one source; the same text may stand at several."""
    return each.report, each.event, each.document


def fields(incident: Incident) -> tuple[Field, ...]:
    """The fields of which any report tells something, in the order in which a person asks."""
    found = [
        _field("what", incident.type, phrases.type_name, incident),
        _field("when", incident.time, phrases.time, incident),
        _field("where", incident.place, phrases.place, incident, phrases.place_note),
    ]
    found += [_field(each.role, each, _filler, incident, _filler_note) for each in incident.participants]
    for name in phrases.TOLLS:
        toll = getattr(incident.casualties, name)
        found.append(_field(name, toll, phrases.count, incident, note=_bounds(toll.low, toll.high)))
    return tuple(each for each in found if each.values)


def place_map(incident: Incident) -> Markup:
    """A drawing of where it lies, with every rival place; nothing where no place is known."""
    return Markup(world.draw(tuple(_places(incident)), "place-"))  # noqa: S704  # made by render from escaped texts


def _field(
    name: str,
    told: Reconciled[Any],
    words: Callable[[Any], str],
    incident: Incident,
    more: Callable[[Any], str] = lambda _: "",
    note: str = "",
) -> Field:
    members = {_key(each): each for each in incident.members}
    values = tuple(
        Value(
            words(each.value), more(each.value), each.value == told.chosen, each.publishers,
            tuple(_teller(telling, members) for telling in each.tellings),
        )
        for each in told.told
    )  # fmt: skip
    return Field(name, told.disputed, told.rule, values, note)


def _teller(telling: Telling[Any], members: dict[Key, Member]) -> Teller:
    words = " … ".join(dict.fromkeys(view.short(span.text) for span in telling.evidence))
    return Teller(members[_key(telling)], words, telling.source_kind, telling.score)


def _filler(value: Argument) -> str:
    return value.entity.name if value.entity else view.short(value.text)


def _filler_note(value: Argument) -> str:
    notes = [phrases.CONFIDENCE[value.confidence]] if value.confidence and value.confidence != "fact" else []
    if value.count:
        notes.append(phrases.count(value.count))
    if value.entity and value.entity.country:
        notes.append(value.entity.country)
    return " · ".join(notes)


def _bounds(low: int | None, high: int | None) -> str:
    """The bounds over all reports, where they are apart."""
    return f"{low:,} to {high:,} over all reports" if low is not None and high is not None and low != high else ""


def _places(incident: Incident) -> Iterator[view.EventView]:
    """Each place told as an event of its own, which the drawing makes a mark of; the chosen one first."""
    kind = incident.type.chosen or incident.members[0].type
    for number, each in enumerate(incident.place.told, 1):
        place: Place = each.value
        event = Event(
            id=f"e{number}", type=kind, trigger=place.evidence[0], salience="main" if number == 1 else "background",
            modality="actual", polarity="positive", series=False, place=place, score=1.0,
        )  # fmt: skip
        yield view.EventView(event, view.family(kind), phrases.type_name(kind), (), (), ())
