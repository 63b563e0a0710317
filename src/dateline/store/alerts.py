"""Which versions of events fit which alerts, and what came of telling their receivers.

A match is a version of an event, an alert and a receiver; it is found once and settled once. Events are looked at in
the order of their commits, so that none is missed, whichever command stored it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Connection, Row, Select, exists, func, select

from dateline.store.changing import Changes
from dateline.store.engine import Database
from dateline.store.incident_tables import incident_versions
from dateline.store.members import told_in
from dateline.store.queries import Search, StoredEvent, by_number, fitting, last_change
from dateline.store.tables import alert_deliveries, alert_matches, alert_scans, changes, event_versions


@dataclass(frozen=True)
class AlertSummary:
    """An alert for one receiver: how often it fitted, how many of these were sent or given up, when it last did."""

    alert: str
    receiver: str
    matches: int
    sent: int
    given_up: int
    last: str


@dataclass(frozen=True)
class TellingIncident:
    """An incident by its lasting id and its title."""

    id: int
    title: str


@dataclass(frozen=True)
class Match:
    """A version of an event that fits an alert, for one receiver; ``number`` is its row's.

    ``incident`` tells the event now; None where it is in none.
    """

    number: int
    alert: str
    event: StoredEvent
    incident: TellingIncident | None

    def to_dict(self) -> dict[str, Any]:
        """It as JSON has it: what it is told under, the version of the event as ``find`` has it, and its incident."""
        incident = asdict(self.incident) if self.incident else None
        return {"key": self.key, "alert": self.alert} | self.event.to_dict() | {"incident": incident}

    @property
    def key(self) -> str:
        """The same whenever this version is told for this alert, and never for another."""
        told = f"{self.alert}\n{self.event.id}\n{self.event.version}\n{self.event.at}"
        return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:32]


class AlertLog:
    """Finds matches and keeps what became of them. ``receivers`` are the names under which they are kept."""

    def __init__(self, database: Database, changes: Changes) -> None:
        self._database = database
        self._changes = changes

    def begin(self) -> None:
        """Where alerts were never looked for, begin behind what the store holds now."""
        with self._database.reading() as connection:
            if _last_scan(connection) is not None:
                return
        with self._changes.writing() as change:
            if _last_scan(change.connection) is None:
                change.begin("alerts begun").add(alert_scans, {"last": _newest(change.connection)})

    def scan(self, alerts: Mapping[str, Search], receivers: Mapping[str, Sequence[str]]) -> int:
        """Find what is new since the last scan; how many matches it added."""
        with self._database.reading() as connection:
            if (_last_scan(connection) or 0) >= _newest(connection):
                return 0
        with self._changes.writing() as change:
            last, newest = _last_scan(change.connection) or 0, _newest(change.connection)
            found = [
                {"alert": alert, "receiver": receiver, "event_version": number}
                for alert, search in alerts.items()
                for number in change.connection.scalars(fitting(self._database.dialect, search, last, newest)).all()
                for receiver in receivers[alert]
            ]
            adder = change.begin("alerts looked for")
            adder.add(alert_scans, {"last": newest})
            adder.add_all(alert_matches, found)
            return len(found)

    def all(self) -> list[AlertSummary]:
        """Every alert that ever fitted, by name and receiver."""
        sent = func.count().filter(alert_deliveries.c.outcome == "sent").label("sent")
        settled = func.count(alert_deliveries.c.id).label("settled")
        columns = (alert_matches.c.alert, alert_matches.c.receiver)
        query = (
            select(*columns, func.count().label("many"), sent, settled, func.max(changes.c.at).label("last"))
            .join_from(alert_matches, alert_deliveries, isouter=True)
            .join(changes, changes.c.id == alert_matches.c.change)
            .group_by(*columns).order_by(*columns)
        )  # fmt: skip
        with self._database.reading() as connection:
            found = connection.execute(query).all()
        return [AlertSummary(each.alert, each.receiver, each.many, each.sent, each.settled - each.sent, each.last)
                for each in found]  # fmt: skip

    def pending(self, alert: str, receiver: str, limit: int) -> list[Match]:
        """Matches that are not settled, the first found first."""
        settled = exists().where(alert_deliveries.c.match == alert_matches.c.id)
        return self._loaded(_matches(alert, receiver).where(~settled).order_by(alert_matches.c.id).limit(limit))

    def latest(self, alert: str, receiver: str, limit: int) -> list[Match]:
        """The last matches, settled or not, the last found first."""
        return self._loaded(_matches(alert, receiver).order_by(alert_matches.c.id.desc()).limit(limit))

    def settle(self, matches: Sequence[Match], outcome: str) -> None:
        """Say what became of matches: from now on they are not pending."""
        with self._changes.writing() as change:
            change.begin("alerts sent").add_all(
                alert_deliveries, [{"match": each.number, "outcome": outcome} for each in matches]
            )

    def _loaded(self, query: Select[tuple[int, str, int]]) -> list[Match]:
        with self._database.reading() as connection:
            found: Sequence[Row[tuple[int, str, int]]] = connection.execute(query).all()
        events = by_number(self._database, [row.event_version for row in found])
        with self._database.reading() as connection:
            incidents = _incidents(connection, {each.id for each in events.values()})
        return [
            Match(row.id, row.alert, each, incidents.get(each.id))
            for row in found for each in (events[row.event_version],)
        ]  # fmt: skip


def _incidents(connection: Connection, events: Iterable[int]) -> dict[int, TellingIncident]:
    """The incidents that some events are told in now, by the events."""
    told = told_in(connection, events, last_change(connection, None))
    versions = select(incident_versions.c.incident, incident_versions.c.title)
    rows = connection.execute(
        versions.where(incident_versions.c.incident.in_(set(told.values()))).order_by(incident_versions.c.number)
    )
    titles = {row.incident: row.title for row in rows}
    return {event: TellingIncident(number, titles[number]) for event, number in told.items() if number in titles}


def _matches(alert: str, receiver: str) -> Select[tuple[int, str, int]]:
    columns = (alert_matches.c.id, alert_matches.c.alert, alert_matches.c.event_version)
    return select(*columns).where(alert_matches.c.alert == alert, alert_matches.c.receiver == receiver)


def _last_scan(connection: Connection) -> int | None:
    found: int | None = connection.scalar(select(func.max(alert_scans.c.last)))
    return found


def _newest(connection: Connection) -> int:
    return connection.scalar(select(func.max(event_versions.c.id))) or 0
