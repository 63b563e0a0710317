"""The events of a new reading against those that the store has: which are the same, what of them changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, RowMapping, select

from dateline.schema.reading import Event, Reading
from dateline.store import rows
from dateline.store.adding import Adder
from dateline.store.alignment import alignment
from dateline.store.identity import Told, matches
from dateline.store.packing import unpack_reading
from dateline.store.tables import (
    arguments,
    attributions,
    event_attributions,
    event_places,
    event_versions,
    events,
    reading_events,
    readings,
)


@dataclass(frozen=True)
class _New:
    """An event of the new reading: its lasting id, the version that holds it, how well it matched its last telling.

    ``version`` None asks for a new one.
    """

    event: Event
    lasting: int
    number: int
    digest: str
    version: int | None
    match: float | None


def write_events(
    adder: Adder, document: int, reading_number: int, reading: Reading, *, first: bool = False
) -> tuple[int, ...]:
    """Add the versions that a document's new reading makes; the lasting ids of the events that changed.

    An event that the same version of the document tells as before gets no new version. One that the reading does not
    have gets a last version that is not ``present``; should a later reading have it again, it comes back under its id.
    ``first``: the document has no events yet.
    """
    said = adder.add_all(
        attributions, [{"reading": reading_number} | rows.of_attribution(each) for each in reading.attributions]
    )
    latest = [] if first else latest_versions(adder.connection, document)
    held = [] if first else _machines(adder.connection, document, latest)
    new = _identified(adder, document, reading, held, {row["event"]: row["number"] for row in latest})
    fresh = [each for each in new if each.version is None]
    numbers = adder.add_all(event_versions, [
        rows.of_event(each.event) | {
            "event": each.lasting, "number": each.number, "reading": reading_number, "local": each.event.id,
            "present": True, "digest": each.digest,
        }
        for each in fresh
    ])  # fmt: skip
    names = {each.id: number for each, number in zip(reading.attributions, said, strict=True)}
    add_parts(adder, [(number, each.event) for number, each in zip(numbers, fresh, strict=True)], names)
    versions = dict(zip((each.lasting for each in fresh), numbers, strict=True))
    adder.add_parts(reading_events, [
        {
            "reading": reading_number, "local": each.event.id, "match": each.match,
            "event_version": each.version or versions[each.lasting],
        }
        for each in new
    ])  # fmt: skip
    gone = _withdraw(adder, held, {each.lasting for each in new}, {row["event"]: row["number"] for row in latest})
    return tuple(sorted([*versions, *gone]))


def latest_versions(connection: Connection, document: int) -> list[RowMapping]:
    """The latest version of every event of the document, in the order of their ids."""
    return list({row["event"]: row for row in _versions(connection, document)}.values())


def _machines(connection: Connection, document: int, latest: list[RowMapping]) -> list[RowMapping]:
    """As ``latest``, but each event as the machine told it last: what people decided of it is laid on afterwards.

    An event that a person added, and no reading has had, is as that person told it.
    """
    told = {row["event"]: row for row in _versions(connection, document) if row["decision"] is None}
    return [told.get(row["event"], row) for row in latest]


def _versions(connection: Connection, document: int) -> Iterable[RowMapping]:
    query = select(event_versions).join_from(event_versions, events).where(events.c.document == document)
    return connection.execute(query.order_by(event_versions.c.event, event_versions.c.number)).mappings()


def _identified(
    adder: Adder, document: int, reading: Reading, held: list[RowMapping], numbers: dict[int, int]
) -> list[_New]:
    """Every event of the reading with its lasting id, an old one where it matches; ``numbers``: of latest versions."""
    same = {match.new: match for match in matches(_tellings(adder, held, reading), list(map(Told.of, reading.events)))}
    strangers = [at for at in range(len(reading.events)) if at not in same]
    lasting = dict(zip(strangers, adder.add_all(events, [{"document": document}] * len(strangers)), strict=True))
    lasting |= {at: held[match.old]["event"] for at, match in same.items()}
    ids = {event.id: lasting[at] for at, event in enumerate(reading.events)}
    digests = rows.event_digests(reading, ids)
    found = []
    for at, event in enumerate(reading.events):
        digest = digests[event.id]
        before: Any = held[same[at].old] if at in same else None
        machine = before is not None and before["decision"] is None
        unchanged = machine and before["present"] and before["digest"] == digest
        found.append(_New(
            event=event, lasting=lasting[at], number=numbers.get(lasting[at], 0) + 1, digest=digest,
            version=before["id"] if unchanged else None, match=same[at].score if at in same else None,
        ))  # fmt: skip
    return found


def _tellings(adder: Adder, held: list[RowMapping], reading: Reading) -> list[Told]:
    """How the events that are held were told last, in the characters of the new text."""
    found: dict[int, dict[str, Told]] = {}
    for number in sorted({row["reading"] for row in held}):
        packed = adder.connection.scalars(select(readings.c.content).where(readings.c.id == number)).one()
        old = unpack_reading(packed)
        move = alignment(old.report.text, reading.report.text)
        found[number] = {event.id: Told.of(event, move) for event in old.events}
    return [found[row["reading"]][row["local"]] for row in held]


def add_parts(adder: Adder, told: list[tuple[int, Event]], said: dict[str, int]) -> None:
    """What versions of events hold; ``said`` are the numbers of the reading's attributions."""
    adder.add_parts(event_places, [
        {"event_version": version} | row for version, event in told for row in rows.of_places(event)
    ])  # fmt: skip
    adder.add_parts(arguments, [
        {"event_version": version, "position": at} | rows.of_argument(each)
        for version, event in told
        for at, each in enumerate(event.arguments)
    ])  # fmt: skip
    adder.add_parts(event_attributions, [
        {"event_version": version, "attribution": said[name]}
        for version, event in told
        for name in event.attributions
    ])  # fmt: skip


def _withdraw(adder: Adder, held: list[RowMapping], kept: set[int], numbers: dict[int, int]) -> list[int]:
    """End the events that the new reading does not have; what was last told of them stays in their last version.

    What a person added stays: no reading ever had it.
    """
    gone = [row for row in held if row["present"] and row["event"] not in kept and row["decision"] is None]
    last = [
        {name: value for name, value in row.items() if name != "id"}
        | {"number": numbers[row["event"]] + 1, "present": False}
        for row in gone
    ]
    adder.add_all(event_versions, last)
    return [row["event"] for row in gone]
