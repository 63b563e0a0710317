"""What people decided, written over what the machine made: another reading, and versions of the events that differ."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Connection, RowMapping, func, select

from dateline.review.actions import Made
from dateline.review.replay import Entry, Replayed, replay, standing
from dateline.review.sheet import Sheet
from dateline.schema.reading import Event, Reading
from dateline.store import decision_log, rows
from dateline.store.adding import Adder
from dateline.store.alignment import Move, alignment
from dateline.store.event_writer import add_parts, latest_versions
from dateline.store.packing import pack_reading, unpack_reading, unpack_text
from dateline.store.review_tables import decisions
from dateline.store.tables import attributions, document_versions, event_versions, reading_events, readings, texts


@dataclass(frozen=True)
class Machine:
    """What the machine made last of a document: the row of the reading, and the sheet that decisions are laid on."""

    reading: int
    document_version: int
    draft: int
    recipe: str
    sheet: Sheet


def machine(connection: Connection, document: int) -> Machine | None:
    """The machine's reading of a document's latest version; None where it has not been read."""
    newest = select(func.max(document_versions.c.number)).where(document_versions.c.document == document)
    query = (
        select(readings)
        .join(document_versions, document_versions.c.id == readings.c.document_version)
        .where(document_versions.c.document == document, document_versions.c.number == newest.scalar_subquery())
        .where(readings.c.machine.is_(None))
        .order_by(readings.c.id.desc())
    )  # fmt: skip
    row = connection.execute(query.limit(1)).one_or_none()
    if row is None:
        return None
    ids = connection.execute(
        select(event_versions.c.event, reading_events.c.local)
        .join(event_versions, event_versions.c.id == reading_events.c.event_version)
        .where(reading_events.c.reading == row.id)
    )
    sheet = Sheet(unpack_reading(row.content), {each.event: each.local for each in ids})
    return Machine(row.id, row.document_version, row.draft, row.recipe, sheet)


def entries(connection: Connection, log: tuple[Made, ...], made: Machine) -> list[Entry]:
    """Decisions with the way from the texts that they were made on to the one that was read last."""

    @cache
    def move(version: int | None) -> Move:
        query = select(texts.c.content).join(document_versions, document_versions.c.text == texts.c.id)
        held = connection.scalars(query.where(document_versions.c.id == version)).one()
        return alignment(unpack_text(held), made.sheet.reading.report.text)

    return [Entry(each, move(each.document_version)) for each in log]


def write_reviewed(adder: Adder, document: int, cause: int | None = None) -> tuple[Replayed, tuple[int, ...]]:
    """Lay what was decided over the machine's last reading; what came of it, and the events that got a version.

    ``cause`` is the decision that led to this, None where a new reading did. An event that is now as it was gets none.
    """
    connection = adder.connection
    made = machine(connection, document)
    assert made is not None  # events are decided on, so the document was read
    about_events = (decisions.c.document == document, ~decisions.c.blind, decisions.c.event.is_not(None))
    log = decision_log.read(connection, *about_events)
    done = replay(made.sheet, entries(connection, log, made))
    decision_log.note_stale(adder, [each.number for each in standing(log)], done.stale)
    held = {row["event"]: row for row in latest_versions(connection, document)}
    here = {lasting: each for lasting in done.sheet.ids if (each := done.sheet.event(lasting)) is not None}
    last = cause or max((each.number for each in log), default=None)
    changed = _changed(here, done, held)
    gone = [row for lasting, row in held.items() if row["present"] and lasting not in here]
    if changed or gone:
        _write(adder, made, done, held, changed, cause, last)
        _end(adder, gone, last)
    return done, tuple(sorted([*changed, *(row["event"] for row in gone)]))


def _changed(here: dict[int, Event], done: Replayed, held: dict[int, RowMapping]) -> dict[int, str]:
    """The events that are not as they were, with the digests of what they are now."""
    reading = done.sheet.reading
    lasting = {local: number for number, local in done.sheet.ids.items()}
    told = rows.event_digests(reading, lasting)
    digests = {number: told[event.id] for number, event in here.items()}
    before: dict[int, Any] = {number: (row["present"], row["digest"]) for number, row in held.items()}
    return {number: digest for number, digest in digests.items() if before.get(number) != (True, digest)}


def _write(
    adder: Adder,
    made: Machine,
    done: Replayed,
    held: dict[int, RowMapping],
    changed: dict[int, str],
    cause: int | None,
    last: int | None,
) -> None:
    reading: Reading = done.sheet.reading
    number = adder.add(readings, {
        "document_version": made.document_version, "draft": made.draft, "recipe": made.recipe,
        "content": pack_reading(reading), "machine": made.reading,
    })  # fmt: skip
    said = adder.add_all(
        attributions, [{"reading": number} | rows.of_attribution(each) for each in reading.attributions]
    )
    fresh = {lasting: event for lasting in changed if (event := done.sheet.event(lasting)) is not None}
    versions = adder.add_all(event_versions, [
        rows.of_event(event) | {
            "event": lasting, "number": held[lasting]["number"] + 1 if lasting in held else 1, "reading": number,
            "local": event.id, "present": True, "digest": changed[lasting],
            "decision": cause or max(done.applied.get(lasting, ()), default=last),
        }
        for lasting, event in fresh.items()
    ])  # fmt: skip
    names = {each.id: row for each, row in zip(reading.attributions, said, strict=True)}
    add_parts(adder, list(zip(versions, fresh.values(), strict=True)), names)
    known = {lasting: row["id"] for lasting, row in held.items()} | dict(zip(fresh, versions, strict=True))
    adder.add_parts(reading_events, [
        {"reading": number, "local": local, "event_version": known[lasting], "match": None}
        for lasting, local in done.sheet.ids.items()
    ])  # fmt: skip


def _end(adder: Adder, gone: list[RowMapping], last: int | None) -> None:
    """End the events that people say are none; what was last told of them stays in their last version."""
    adder.add_all(event_versions, [
        {name: value for name, value in row.items() if name != "id"}
        | {"number": row["number"] + 1, "present": False, "decision": last}
        for row in gone
    ])  # fmt: skip
