"""What people decide about incidents: merged, split, told anew; and that linking does not undo it.

Memberships that a person decided say so (``why.by``). Where an event is by linking alone is its last other membership;
decisions are laid over that (``review.of_incidents``), and what differs from where events are now is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from sqlalchemy import Connection, RowMapping, bindparam, select

from dateline.errors import ConflictError, DataError
from dateline.review.actions import Made
from dateline.review.base import Undo
from dateline.review.of_incidents import GroupAction, Groups, MergeIncidents, SplitIncident
from dateline.review.replay import regroup, standing
from dateline.schema.incident import Why
from dateline.store import decision_log
from dateline.store.adding import Adder
from dateline.store.incident_tables import incident_versions, incidents, memberships
from dateline.store.incident_writer import IncidentWriter
from dateline.store.members import members, resolved
from dateline.store.readings_kept import Readings
from dateline.store.review_tables import decisions
from dateline.store.tables import changes, event_versions, events

DECIDED: Final = "decided"
"""Why a change came that a decision led to."""
_BY_PERSON: Final = Why(by="decided").model_dump_json()
_OF_INCIDENTS: Final = decisions.c.incident.is_not(None)


def check_incident(connection: Connection, incident: int, seen: int | None) -> None:
    """That an incident is as its coder saw it.

    Raises ConflictError where it has another version or was absorbed, DataError where there is no such incident.
    """
    query = select(incident_versions).where(incident_versions.c.incident == incident)
    rows = connection.execute(query.order_by(incident_versions.c.number)).mappings().all()
    name = f"incident {incident}"
    if not rows:
        raise DataError("there is no such incident; 'dateline find --incidents' lists them", name=name)
    last = rows[-1]
    if not last["present"]:
        into = f"it is part of incident {last['absorbed_into']} now" if last["absorbed_into"] else "no report tells it"
        raise ConflictError(into, name=name, seen=seen or 0, current=last["number"])
    if seen is not None and seen != last["number"]:
        since = "; ".join(row["why"] for row in rows if row["number"] > seen)
        raise ConflictError(
            f"it has changed since version {seen} was seen: {since}. Look at it again, then decide", name=name,
            seen=seen, current=last["number"],
        )  # fmt: skip


def grounded(adder: Adder, action: GroupAction, incident: int) -> GroupAction:
    """A decision on incidents with the events of both sides, and the id of the incident that a split makes.

    Raises DataError where a side is empty or an event is not in the incident.
    """
    connection, last = adder.connection, adder.change
    if isinstance(action, MergeIncidents):
        absorbed = tuple(dict.fromkeys(resolved(connection, each, last) for each in action.absorbed))
        if incident in absorbed:
            raise DataError("an incident is not merged with itself", name=f"incident {incident}")
        held = members(connection, [incident, *absorbed], last)
        moved = tuple(each.event for number in absorbed for each in held.get(number, ()))
        kept = tuple(each.event for each in held.get(incident, ()))
        return action.model_copy(update={"absorbed": absorbed, "kept": kept, "moved_events": moved})
    if isinstance(action, SplitIncident):
        held_here = {each.event for each in members(connection, [incident], last).get(incident, ())}
        if strangers := [each for each in action.events if each not in held_here]:
            raise DataError(f"event {strangers[0]} is not one of its members", name=f"incident {incident}")
        kept = tuple(sorted(held_here - {*action.events}))
        if not kept:
            raise DataError("all its members would go: leave at least one", name=f"incident {incident}")
        return action.model_copy(update={"kept": kept, "into": adder.add(incidents, {})})
    return action


def write_groups(adder: Adder, cause: Made | None = None) -> Mapping[int, str]:
    """Write where events are by all standing decisions on incidents, as far as these concern ``cause``; the reasons of
    those that do not hold. Without ``cause``, after linking: hold apart what people have split."""
    connection = adder.connection
    log = decision_log.read(connection, _OF_INCIDENTS)
    named = _named(log if cause is None else [_target(log, cause)])
    if not named:
        return {}
    now = _memberships(connection, named)
    by_linking = _by_linking(connection, now)
    relevant = [made for made in standing(log) if _named([made]) & by_linking.keys()]
    done = regroup(Groups(by_linking), relevant)
    decision_log.note_stale(adder, [made.number for made in relevant], done.stale)
    moved = {event: to for event, to in done.groups.incident_of.items() if now[event]["incident"] != to}
    _move(adder, moved, now)
    return done.stale


def retell(adder: Adder, changed: Iterable[int]) -> None:
    """Let what was decided about events show in their incidents at once, where linking is not up to them yet: they
    leave, come back or are told anew."""
    writer = IncidentWriter(adder, Readings())
    for event, row in _latest_memberships(adder.connection, changed).items():
        present = adder.connection.scalar(
            select(event_versions.c.present).where(event_versions.c.event == event)
            .order_by(event_versions.c.number.desc()).limit(1)
        )  # fmt: skip
        here = row["kind"] != "left"
        incident = row["incident"]
        if present != here:
            before = None if present is False else _kind_before(adder.connection, row)
            incident = incident if before is None else writer.now(incident)
            adder.add(memberships, {
                "event": event, "number": row["number"] + 1, "incident": incident, "kind": before or "left",
                "score": row["score"], "why": row["why"],
            })  # fmt: skip
        if present or here:
            writer.touch([incident], "told anew" if present == here else "came back" if present else "left")
    writer.write()


def retell_copies(adder: Adder, document: int) -> None:
    """Let what was decided about a report show in the incidents of its events."""
    query = select(memberships.c.event).join(events, events.c.id == memberships.c.event)
    own = adder.connection.scalars(query.where(events.c.document == document)).all()
    writer = IncidentWriter(adder, Readings())
    rows = _latest_memberships(adder.connection, own).values()
    writer.touch(sorted({row["incident"] for row in rows if row["kind"] != "left"}), "decided")
    writer.write()


def _move(adder: Adder, moved: Mapping[int, int], now: Mapping[int, RowMapping]) -> None:
    writer = IncidentWriter(adder, Readings())
    old = {now[event]["incident"] for event in moved}
    opened = {row["incident"] for row in now.values()}
    rows: list[dict[str, Any]] = []
    for event, to in sorted(moved.items()):
        founds = to not in opened
        opened.add(to)
        rows.append({
            "event": event, "number": now[event]["number"] + 1, "incident": to, "score": 1.0, "why": _BY_PERSON,
            "kind": "founded" if founds else "joined",
        })  # fmt: skip
        writer.touch([to], "decided", opens=True)
    adder.add_all(memberships, rows)
    for incident in sorted(old):
        into = {to for event, to in moved.items() if now[event]["incident"] == incident}
        if members(adder.connection, [incident], adder.change) or len(into) > 1:
            writer.touch([incident], "decided")
        else:
            writer.absorb(incident, into.pop())
    writer.write()


def _named(log: Iterable[Made]) -> set[int]:
    """The events that decisions on incidents name."""
    found: set[int] = set()
    for made in log:
        if isinstance(made.action, MergeIncidents | SplitIncident):
            found |= made.action.named
    return found


def _target(log: Iterable[Made], made: Made) -> Made:
    """The decision that an undoing, or an undoing of one, is about."""
    known = {each.number: each for each in log}
    while isinstance(made.action, Undo):
        made = known[made.action.decision]
    return made


def _memberships(connection: Connection, named: set[int]) -> dict[int, RowMapping]:
    """Where some events are, and all events that are together with one of them."""
    own = _latest_memberships(connection, named)
    together = select(memberships.c.event).where(memberships.c.incident.in_({row["incident"] for row in own.values()}))
    found = _latest_memberships(connection, {*own, *connection.scalars(together)})
    return {event: row for event, row in found.items() if row["kind"] != "left"}


def _latest_memberships(connection: Connection, wanted: Iterable[int]) -> dict[int, RowMapping]:
    query = select(memberships).where(memberships.c.event.in_(list(wanted))).order_by(memberships.c.number)
    return {row["event"]: row for row in connection.execute(query).mappings()}


def _by_linking(connection: Connection, now: Mapping[int, RowMapping]) -> dict[int, int]:
    """Where events are by linking alone: their last membership that no person decided."""
    query = select(memberships.c.event, memberships.c.incident, memberships.c.why).where(
        memberships.c.event.in_(list(now)), memberships.c.kind != "left"
    )
    rows = connection.execute(query.order_by(memberships.c.number))
    linked = {event: incident for event, incident, why in rows if Why.model_validate_json(why).by != "decided"}
    found = {event: row["incident"] for event, row in now.items()} | linked
    into = {incident: _absorbed(connection, incident) for incident in set(found.values())}
    return {event: into[incident] for event, incident in found.items()}


def _absorbed(connection: Connection, incident: int) -> int:
    """An incident, or the one that linking has made it part of. What people merged is theirs to take back."""
    query = (
        select(incident_versions.c.absorbed_into, changes.c.why)
        .join(changes, changes.c.id == incident_versions.c.change)
        .where(incident_versions.c.incident == bindparam("incident"))
        .order_by(incident_versions.c.number.desc()).limit(1)
    )  # fmt: skip
    while True:
        row = connection.execute(query, {"incident": incident}).one_or_none()
        if row is None or row.absorbed_into is None or row.why == DECIDED:
            return incident
        incident = row.absorbed_into


def _kind_before(connection: Connection, row: RowMapping) -> str:
    before = select(memberships.c.kind).where(memberships.c.event == row["event"])
    kind: str = connection.scalars(before.where(memberships.c.number == row["number"] - 1)).one()
    return kind
