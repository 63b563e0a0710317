"""Decisions as rows: added to the log, and read from it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, exists, select

from dateline.review.actions import Made, action
from dateline.review.base import Undo
from dateline.review.of_incidents import DuplicateReport, Groups, MergeIncidents, SplitIncident
from dateline.review.replay import regroup
from dateline.schema.decision import Decision
from dateline.store.adding import Adder
from dateline.store.incident_tables import memberships
from dateline.store.listed import listed
from dateline.store.review_tables import decision_states, decisions
from dateline.store.tables import changes, events

_SUBJECT = ("document", "document_version", "event", "incident", "version")


def add(adder: Adder, made: Decision[Any]) -> int:
    """Add a decision; its number, which replaces that of ``made``."""
    # Escaped, so that both databases hold any text.
    content = json.dumps(made.action.model_dump(mode="json"))
    subject = {name: getattr(made, name) for name in _SUBJECT}
    row = {"coder": made.by, "kind": made.action.kind, "blind": made.blind, "action": content}
    return adder.add(decisions, subject | row)


def wanted(*conditions: ColumnElement[bool]) -> Select[Any]:
    """The query of some decisions, the first first."""
    columns = (decisions, changes.c.at)
    query = select(*columns).join_from(decisions, changes, changes.c.id == decisions.c.change)
    return query.where(*conditions).order_by(decisions.c.id)


def read(connection: Connection, *conditions: ColumnElement[bool]) -> tuple[Made, ...]:
    """Some decisions, the first first."""
    return tuple(map(_made, connection.execute(wanted(*conditions))))


def around(connection: Connection, event: int) -> tuple[Made, ...]:
    """All decisions that concern an event: about itself, about incidents and naming it, about its report as a copy."""
    held = select(events.c.document).where(events.c.id == event).scalar_subquery()
    was_in = select(memberships.c.incident).where(memberships.c.event == event)
    of = decisions.c
    found = read(
        connection, (of.event == event) | of.incident.in_(was_in) | ((of.document == held) & of.event.is_(None))
    )
    named: set[int] = set()
    for made in found:
        own = made.event == event or isinstance(made.action, DuplicateReport)
        split_or_merged = isinstance(made.action, MergeIncidents | SplitIncident) and event in made.action.named
        if own or split_or_merged or (isinstance(made.action, Undo) and made.action.decision in named):
            named.add(made.number)
    return tuple(made for made in found if made.number in named)


def has_any(connection: Connection, document: int) -> bool:
    """Whether anything was decided about a document's events, which its readings are to show."""
    found = select(exists().where(decisions.c.document == document, ~decisions.c.blind, decisions.c.event.is_not(None)))
    return bool(connection.scalar(found))


def stale(connection: Connection, numbers: Iterable[int] | None = None) -> dict[int, str]:
    """The reasons of decisions that do not hold any more, by their numbers; of all where none are named."""
    query = select(decision_states.c.decision, decision_states.c.stale).order_by(decision_states.c.id)
    if numbers is not None:
        query = query.where(decision_states.c.decision.in_(select(listed(connection, numbers).c.value)))
    latest: dict[int, str | None] = {row.decision: row.stale for row in connection.execute(query)}
    return {number: reason for number, reason in latest.items() if reason is not None}


def copies(connection: Connection, last: int) -> dict[int, int]:
    """Which documents are copies of which by what people say, as of a change."""
    log = read(connection, decisions.c.kind.in_(["duplicate", "undo"]), decisions.c.change <= last)
    return dict(regroup(Groups({}), log).groups.copy_of)


def note_stale(adder: Adder, log: Sequence[int], found: Mapping[int, str]) -> None:
    """Keep which decisions of a log do not hold, where that changed."""
    before = stale(adder.connection, log)
    changed = [number for number in log if before.get(number) != found.get(number)]
    adder.add_all(decision_states, [{"decision": number, "stale": found.get(number)} for number in changed])


def _made(row: Row[Any]) -> Made:
    subject = {name: getattr(row, name) for name in _SUBJECT}
    return Made(
        number=row.id, by=row.coder, at=row.at, blind=row.blind, action=action(json.loads(row.action)), **subject
    )
