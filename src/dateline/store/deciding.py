"""A decision in one transaction: is it about what its coder saw, are its words there, what comes of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, RowMapping, select

from dateline.errors import ConflictError, DataError
from dateline.review.actions import AnyAction, Made
from dateline.review.base import EventAction
from dateline.review.fields import differing, shown
from dateline.review.moving import lost_words
from dateline.review.of_events import Accept, AddEvent
from dateline.review.of_incidents import DuplicateReport, GroupAction
from dateline.review.replay import Replayed, replay, taken_back
from dateline.schema.reading import Event, Reading
from dateline.store import decision_log, rows
from dateline.store.adding import Adder
from dateline.store.changing import Change
from dateline.store.linker import link_along
from dateline.store.packing import unpack_reading
from dateline.store.regrouping import DECIDED, check_incident, grounded, retell, retell_copies, write_groups
from dateline.store.review_tables import decisions
from dateline.store.review_writer import entries, machine, write_reviewed
from dateline.store.tables import document_versions, event_versions, events, readings

LONGEST_NAME = 200


@dataclass(frozen=True)
class Asked:
    """What somebody asks to have decided: an action, about which version of which event, incident or document."""

    action: AnyAction
    by: str
    event: int | None = None
    incident: int | None = None
    document: int | None = None
    version: int | None = None
    blind: bool = False


@dataclass(frozen=True)
class Seen:
    """An event as a coder sees it: the version to name in a decision, and the reading that has its words."""

    id: int
    version: int
    document: int
    reading: Reading
    event: Event


def decide(change: Change, asked: Asked) -> Made:
    """Add a decision to the log, and write what comes of it.

    Raises:
        ConflictError: what it is about has another version than the coder saw.
        DataError: there is no such thing, the words are not in the report, or the action does not apply.
    """
    by = coder(asked.by)
    if isinstance(asked.action, GroupAction):
        return _decide_group(change, asked, asked.action, by)
    if not isinstance(asked.action, EventAction):
        raise DataError("a decision is taken back by undo")
    connection = change.connection
    missed = isinstance(asked.action, AddEvent)
    reading, event, about = _new_event(connection, asked) if missed else _seen_event(connection, asked)
    action = asked.action.grounded(event) if event is not None else asked.action
    _check_words(action, reading)
    adder = change.begin(DECIDED)
    if isinstance(action, AddEvent) and not asked.blind:
        about["event"] = adder.add(events, {"document": about["document"]})
    made = Made(number=0, by=by, at="", blind=asked.blind, action=action, **about)
    return _logged(adder, made)


def undo(change: Change, number: int, by: str, version: int | None = None) -> Made:
    """Take a decision back.

    Raises:
        ConflictError: ``version`` is named, and the event has another one.
        DataError: there is no such decision, or it was taken back already.
    """
    by = coder(by)
    connection = change.connection
    found = decision_log.read(connection, decisions.c.id == number)
    if not found:
        raise DataError("there is no such decision; 'dateline review list' shows them", name=f"decision {number}")
    first = found[0]
    if number in taken_back(decision_log.read(connection, decisions.c.document == first.document)):
        raise DataError("it was taken back already", name=f"decision {number}")
    if version is not None and first.event is not None:
        check_version(connection, first.event, version, blind=first.blind)
    adder = change.begin(DECIDED)
    about = first.model_dump(include={"document", "document_version", "event", "incident", "version", "blind"})
    made = Made(number=0, by=by, at="", action=first.action.undo(number), **about)
    return _logged(adder, made) if first.event is not None or first.blind else _group_logged(adder, made)


def coder(name: str) -> str:
    """The name of who decides, as it is kept. Raises DataError where there is none."""
    known = (rows.clean(name) or "").strip()
    if not known or len(known) > LONGEST_NAME:
        raise DataError(f"say who decides: a name of at most {LONGEST_NAME} characters")
    return known


def check_version(connection: Connection, event: int, seen: int | None, *, blind: bool) -> RowMapping:
    """The version of an event that its coder is to have seen: the latest, for a blind one the machine's latest.

    Raises ConflictError where it is another one, DataError where there is no such event or version.
    """
    offered = offered_versions(connection, event, blind=blind)
    latest = offered[-1]
    if seen is None:
        raise DataError("say which version of it was seen: a decision is about one", name=f"event {event}")
    if seen == latest["number"]:
        return latest
    before = next((row for row in offered if row["number"] == seen), None)
    if before is None:
        raise DataError(f"it has no version {seen}: the latest is {latest['number']}", name=f"event {event}")
    since = [row for row in offered if row["number"] > seen]
    raise ConflictError(
        f"it has changed since version {seen} was seen: {_who(since)} made version {latest['number']}, "
        f"{_what(connection, before, latest)}. Look at it again, then decide",
        name=f"event {event}", seen=seen, current=latest["number"],
    )  # fmt: skip


def offered_versions(connection: Connection, event: int, *, blind: bool) -> list[RowMapping]:
    """The versions of an event, the first first; ``blind``: the machine's. Raises DataError where there is none."""
    known = list(connection.execute(
        select(event_versions, decisions.c.coder)
        .join(decisions, decisions.c.id == event_versions.c.decision, isouter=True)
        .where(event_versions.c.event == event).order_by(event_versions.c.number)
    ).mappings())  # fmt: skip
    offered = [row for row in known if row["decision"] is None] if blind else known
    if not offered:
        raise DataError("there is no such event", name=f"event {event}")
    return offered


def event_of(connection: Connection, row: RowMapping) -> tuple[Reading, Event]:
    """The reading that a version of an event is in, and the event there."""
    packed = connection.scalars(select(readings.c.content).where(readings.c.id == row["reading"])).one()
    reading = unpack_reading(packed)
    return reading, next(each for each in reading.events if each.id == row["local"])


def _who(since: list[RowMapping]) -> str:
    names = dict.fromkeys(row["coder"] or "a new reading" for row in since)
    return " and ".join(names)


def _what(connection: Connection, before: RowMapping, latest: RowMapping) -> str:
    if before["present"] != latest["present"]:
        return "by which it is none any more" if before["present"] else "by which it is one again"
    changed = differing(event_of(connection, before)[1], event_of(connection, latest)[1])
    told = (f"{name} is {shown(now)} (was {shown(was)})" for name, (was, now) in changed.items())
    return "with " + ("; ".join(told) or "the same values")


def _seen_event(connection: Connection, asked: Asked) -> tuple[Reading, Event | None, dict[str, Any]]:
    if asked.event is None:
        raise DataError("say which event the decision is about")
    row = check_version(connection, asked.event, asked.version, blind=asked.blind)
    reading, event = event_of(connection, row)
    if not row["present"]:
        raise DataError("it is none any more: take back what says so first", name=f"event {asked.event}")
    query = select(readings.c.document_version, document_versions.c.document).join(
        document_versions, document_versions.c.id == readings.c.document_version
    )
    placed = connection.execute(query.where(readings.c.id == row["reading"])).one()
    if asked.blind:
        event = blind_sheet(connection, placed.document, coder(asked.by)).sheet.event(asked.event) or event
    about = {"event": asked.event, "version": asked.version, "document": placed.document,
             "document_version": placed.document_version}  # fmt: skip
    return reading, event, about


def seen(connection: Connection, event: int, blind_for: str | None = None) -> Seen:
    """An event as it is now, or for a blind coder as the machine tells it with that coder's own decisions.

    Raises DataError where there is no such event, or it is none any more.
    """
    blind = blind_for is not None
    row = offered_versions(connection, event, blind=blind)[-1]
    asked = Asked(action=Accept(), by=blind_for or "-", event=event, version=row["number"], blind=blind)
    reading, found, about = _seen_event(connection, asked)
    assert found is not None
    return Seen(event, row["number"], about["document"], reading, found)


def document_reading(connection: Connection, document: int) -> Reading:
    """The machine's last reading of a document. Raises DataError where there is none."""
    found = machine(connection, document)
    if found is None:
        raise DataError("there is no such document", name=f"document {document}")
    return found.sheet.reading


def _new_event(connection: Connection, asked: Asked) -> tuple[Reading, Event | None, dict[str, Any]]:
    """For an event that was missed, what was seen is a version of the document."""
    found = machine(connection, asked.document) if asked.document is not None else None
    if found is None:
        raise DataError("say which document tells the event that was missed", name=f"document {asked.document}")
    own = select(document_versions.c.number).where(document_versions.c.id == found.document_version)
    latest = connection.scalars(own).one()
    _check_document(asked, latest)
    about = {"event": None, "version": asked.version, "document": asked.document,
             "document_version": found.document_version}  # fmt: skip
    return found.sheet.reading, None, about


def _check_words(action: EventAction, reading: Reading) -> None:
    if gone := lost_words(action, reading.report.text):
        raise DataError(f"the report does not have the words “{gone}” where they are said to stand")


def _logged(adder: Adder, made: Made) -> Made:
    """The decision with its number and time, once it is in the log and has taken effect."""
    connection = adder.connection
    number = decision_log.add(adder, made)
    held = decision_log.read(connection, decisions.c.id == number)[0]
    assert held.document is not None
    if held.blind:
        done = blind_sheet(connection, held.document, held.by)
    else:
        done, changed = write_reviewed(adder, held.document, number)
        if not link_along(adder, len(changed)):
            retell(adder, changed)
    if number in done.stale:
        raise DataError(f"it cannot be decided so: {done.stale[number]}")
    return held


def _decide_group(change: Change, asked: Asked, action: GroupAction, by: str) -> Made:
    """A decision about incidents, or about whose copy a report is; these are never blind."""
    connection = change.connection
    if asked.blind:
        raise DataError("a blind coder decides about events alone")
    if isinstance(action, DuplicateReport):
        own, other = (_latest_document(connection, each) for each in (asked.document, action.of))
        if own == other:
            raise DataError("a report is no copy of itself", name=f"document {asked.document}")
        _check_document(asked, own.number)
        about = {"document": asked.document, "document_version": own.id, "version": asked.version}
    elif asked.incident is None:
        raise DataError("say which incident the decision is about")
    else:
        check_incident(connection, asked.incident, asked.version)
        about = {"incident": asked.incident, "version": asked.version}
    adder = change.begin(DECIDED)
    if asked.incident is not None:
        action = grounded(adder, action, asked.incident)
    return _group_logged(adder, Made.model_validate({"number": 0, "by": by, "at": "", "action": action, **about}))


def _group_logged(adder: Adder, made: Made) -> Made:
    number = decision_log.add(adder, made)
    held = decision_log.read(adder.connection, decisions.c.id == number)[0]
    if held.document is not None:
        retell_copies(adder, held.document)
        return held
    if reason := write_groups(adder, held).get(number):
        raise DataError(f"it cannot be decided so: {reason}")
    return held


def _latest_document(connection: Connection, document: int | None) -> Row[Any]:
    columns: tuple[Any, ...] = (document_versions.c.id, document_versions.c.number)
    query = select(*columns).where(document_versions.c.document == document)
    row = connection.execute(query.order_by(document_versions.c.number.desc()).limit(1)).one_or_none()
    if row is None:
        raise DataError("there is no such document", name=f"document {document}")
    return row


def _check_document(asked: Asked, latest: int) -> None:
    if asked.version != latest:
        raise ConflictError(
            f"its text has changed since version {asked.version} was seen: read version {latest}, then decide",
            name=f"document {asked.document}", seen=asked.version or 0, current=latest,
        )  # fmt: skip


def blind_sheet(connection: Connection, document: int, by: str) -> Replayed:
    """What a blind coder sees of a document: what the machine made, and what they decided themselves.

    Raises DataError where the document was not read.
    """
    found = machine(connection, document)
    if found is None:
        raise DataError("there is no such document", name=f"document {document}")
    own = (decisions.c.document == document, decisions.c.blind, decisions.c.coder == by, decisions.c.event.is_not(None))
    return replay(found.sheet, entries(connection, decision_log.read(connection, *own), found))
