"""The members of incidents as of a change: which events they are, and what their readings tell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, exists, select

from dateline.errors import DataError
from dateline.link.reconcile import Account
from dateline.schema.incident import Why
from dateline.schema.reading import Reading
from dateline.store.incident_tables import incident_versions, memberships
from dateline.store.tables import document_versions, event_versions, readings


@dataclass(frozen=True)
class Member:
    """An event in its incident: the version of it that holds, of whose reading and document, and why it is there."""

    incident: int
    event: int
    event_version: int
    reading: int
    local: str
    document: int
    text: int
    kind: str
    score: float
    why: Why


def latest_membership(last: Any) -> tuple[ColumnElement[bool], ...]:
    """That a row of ``memberships`` is where its event is as of a change."""
    later = memberships.alias("later_membership")
    superseded = exists().where(
        later.c.event == memberships.c.event, later.c.number > memberships.c.number, later.c.change <= last
    )
    return memberships.c.change <= last, ~superseded


def latest_event_version(last: Any) -> tuple[ColumnElement[bool], ...]:
    """That a row of ``event_versions`` is what its event is as of a change."""
    later = event_versions.alias("later_event_version")
    superseded = exists().where(
        later.c.event == event_versions.c.event, later.c.number > event_versions.c.number, later.c.change <= last
    )
    return event_versions.c.change <= last, ~superseded


def told_in(connection: Connection, events: Iterable[int], last: int) -> dict[int, int]:
    """The incident that each of some events is told in as of a change; one that is in none is not there."""
    wanted = select(memberships.c.event, memberships.c.incident).where(
        memberships.c.event.in_(list(events)), memberships.c.kind.not_in(("left", "waits")), *latest_membership(last)
    )
    return {row.event: row.incident for row in connection.execute(wanted)}


def joined(*columns: Any, last: Any) -> Select[Any]:
    """Columns of memberships, versions of events, their readings and documents, for all members as of a change."""
    together = (
        memberships
        .join(event_versions, event_versions.c.event == memberships.c.event)
        .join(readings, readings.c.id == event_versions.c.reading)
        .join(document_versions, document_versions.c.id == readings.c.document_version)
    )  # fmt: skip
    return select(*columns).select_from(together).where(
        memberships.c.kind != "left", event_versions.c.present, *latest_membership(last), *latest_event_version(last)
    )  # fmt: skip


def members(connection: Connection, incidents: Sequence[int], last: int) -> dict[int, list[Member]]:
    """The members of incidents as of a change, by the incident; one without any is not there."""
    wanted = joined(
        memberships.c.incident, memberships.c.event, memberships.c.kind, memberships.c.score, memberships.c.why,
        event_versions.c.id.label("event_version"), event_versions.c.local, event_versions.c.reading,
        document_versions.c.document, document_versions.c.text, last=last,
    ).where(memberships.c.incident.in_(incidents)).order_by(memberships.c.event)  # fmt: skip
    found: dict[int, list[Member]] = {}
    for row in connection.execute(wanted).mappings():
        own = Member(**{**row, "why": Why.model_validate_json(row["why"])})
        found.setdefault(own.incident, []).append(own)
    return found


def told(held: Sequence[Member], known: Mapping[int, Reading]) -> list[Account]:
    """What members tell, in their order; ``known`` are their readings by number.

    Why one joined names the member most like it as (document, event); here it gets that one's names in its reading,
    or none where it is no member any more.
    """
    names = {str(each.event): (known[each.reading].report.id, each.local) for each in held}
    found = []
    for each in held:
        reading = known[each.reading]
        event = next(one for one in reading.events if one.id == each.local)
        why = each.why.model_copy(update={"like": names.get(each.why.like[1])}) if each.why.like else each.why
        found.append(Account(reading, event, why, each.score, each.document, each.event))
    return found


def resolved(connection: Connection, incident: int, last: int) -> int:
    """The incident that one is as of a change: itself, or the one that absorbed it.

    Raises DataError where there was no such incident.
    """
    later = incident_versions.alias("later")
    versions = select(incident_versions.c.absorbed_into).where(
        incident_versions.c.change <= last,
        ~exists().where(
            later.c.incident == incident_versions.c.incident, later.c.number > incident_versions.c.number,
            later.c.change <= last,
        ),
    )  # fmt: skip
    seen = incident
    while True:
        row = connection.execute(versions.where(incident_versions.c.incident == seen)).one_or_none()
        if row is None:
            raise DataError(
                "there is no such incident; 'dateline find --incidents' lists them", name=f"incident {seen}"
            )
        if row.absorbed_into is None:
            return seen
        seen = row.absorbed_into
