"""What each coder says of each event on their own: for agreement, for adjudication, and for what is left to do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from heapq import nlargest
from typing import Any

from sqlalchemy import Connection, ScalarSelect, exists, func, select

from dateline.errors import DataError
from dateline.review.actions import Made
from dateline.review.adjudicating import corrections
from dateline.review.agreement import CODED, Coding
from dateline.review.base import Undo
from dateline.review.fields import values
from dateline.review.of_events import Adjudicate
from dateline.review.queue import Standing
from dateline.review.replay import replay, standing
from dateline.schema.reading import Event
from dateline.store import decision_log
from dateline.store.incident_tables import incident_versions, memberships
from dateline.store.members import latest_event_version, latest_membership
from dateline.store.queries import last_change
from dateline.store.review_tables import decisions
from dateline.store.review_writer import entries, machine
from dateline.store.tables import arguments, changes, event_versions, events


@dataclass(frozen=True)
class Waiting:
    """An event that waits for a coder: its lasting id, the version to look at, and what its place depends on."""

    event: int
    version: int
    standing: Standing

    def to_dict(self) -> dict[str, Any]:
        """It as JSON has it."""
        parts = {name: round(getattr(self.standing, name), 4) for name in ("priority", "uncertainty", "importance")}
        return {"event": self.event, "version": self.version} | parts | asdict(self.standing)


@dataclass(frozen=True)
class Progress:
    """What a coder did on a day (UTC): decisions, the events they are about, and of these how many they accepted,
    corrected (a field set, an event added) and rejected. ``undone``: decisions that they took back."""

    coder: str
    day: str
    decisions: int
    events: int
    accepted: int
    corrected: int
    rejected: int
    undone: int

    def to_dict(self) -> dict[str, Any]:
        """It as JSON has it."""
        return asdict(self)


def codings(connection: Connection) -> dict[int, dict[str, Coding]]:
    """``coded`` as values by field."""
    return {
        event: {
            name: {"event": "no"} if told is None else {"event": "yes", **values(told)} for name, told in coders.items()
        }
        for event, coders in coded(connection).items()
    }


def coded(connection: Connection, event: int | None = None) -> dict[int, dict[str, Event | None]]:
    """Every event, or one, that two coders or more coded without seeing each other's decisions, as each has it.

    They are the first one whose decisions took effect, and all blind ones. Each has the machine's last reading with
    their own decisions alone; None where it is none by them.
    """
    wanted = decisions.c.event.is_not(None) if event is None else decisions.c.document == _document(event)
    log = decision_log.read(connection, wanted)
    found: dict[int, dict[str, Event | None]] = {}
    of_document: dict[int, list[Made]] = defaultdict(list)
    for made in standing(log):
        if made.document is not None and made.action.kind != "adjudicate":
            of_document[made.document].append(made)
    for document, held in sorted(of_document.items()):
        independent = _independent(held)
        base = machine(connection, document) if independent else None
        if base is None:
            continue
        laid = entries(connection, tuple(held), base)
        for number, name, blind in independent:
            own = [each for each in laid if each.made.by == name and each.made.blind == blind]
            found.setdefault(number, {})[name] = replay(base.sheet, own).sheet.event(number)
    return found if event is None else {event: found.get(event, {})}


def _document(event: int) -> ScalarSelect[int]:
    return select(events.c.document).where(events.c.id == event).scalar_subquery()


def following(
    connection: Connection, event: int, field: str, between: tuple[str, str], coder: str, now: Event
) -> Adjudicate:
    """The action that sets a field as a coder has it. Raises DataError where the two did not code the event apart."""
    told = coded(connection, event)[event]
    if coder not in between or not {*between} <= {*told}:
        known = ", ".join(sorted(told)) or "nobody"
        raise DataError(f"coded apart from each other by {known}: name two of them, and whom to follow",
                        name=f"event {event}")  # fmt: skip
    whose = {"field": field, "between": between, "coder": coder}
    theirs = told[coder]
    if field not in CODED:
        raise DataError(f"no field of a review: choose from {', '.join(CODED)}", name=field)
    if theirs is None:
        return Adjudicate.model_validate(whose | {"rejects": True})
    return Adjudicate(**whose, takes=corrections(now, theirs, field))


def adjudicated(connection: Connection) -> set[tuple[int, str]]:
    """The fields of events of which somebody has decided between coders."""
    stale = decision_log.stale(connection)
    log = standing(decision_log.read(connection, decisions.c.kind.in_(["adjudicate", "undo"])))
    return {
        (made.event, made.action.field) for made in log
        if isinstance(made.action, Adjudicate) and made.event is not None and made.number not in stale
    }  # fmt: skip


def _independent(held: list[Made]) -> list[tuple[int, str, bool]]:
    """Event, coder and whether blind, of the codings of one document that can be compared."""
    first: dict[int, str] = {}
    blind: dict[int, dict[str, None]] = defaultdict(dict)
    for made in held:
        if made.event is None:
            continue
        if made.blind:
            blind[made.event][made.by] = None
        else:
            first.setdefault(made.event, made.by)
    found = []
    for event, names in sorted(blind.items()):
        coders = [(event, name, True) for name in names]
        if event in first and first[event] not in names:
            coders.insert(0, (event, first[event], False))
        if len(coders) > 1:
            found += coders
    return found


def waiting(connection: Connection, by: str, limit: int, *, second: bool = False) -> list[Waiting]:
    """The events that a coder should look at next, by ``review.queue``; equals by id.

    Those that nobody has decided about, or whose decisions do not hold any more; ``second``: those that another coder
    has decided about, and no one blindly, as the machine tells them.
    """
    done = _decided(connection)
    stale = decision_log.stale(connection)
    reviewed = {
        event for event, made in done.items() if any(each.number not in stale and not each.blind for each in made)
    }
    own = {event for event, made in done.items() if any(each.by == by and each.number not in stale for each in made)}
    blindly = {event for event, made in done.items() if any(each.blind for each in made)}
    left = (reviewed - own - blindly) if second else None
    found = (
        each
        for each in _standings(connection, unreviewed=second)
        if (each.event in left if left is not None else each.event not in reviewed | own)
    )
    return nlargest(limit, found, key=lambda each: (each.standing.priority, -each.event))


def _decided(connection: Connection) -> dict[int, list[Made]]:
    found: dict[int, list[Made]] = defaultdict(list)
    for made in standing(decision_log.read(connection, decisions.c.event.is_not(None))):
        if made.event is not None:
            found[made.event].append(made)
    return found


def _standings(connection: Connection, *, unreviewed: bool) -> Iterable[Waiting]:
    """Every event that is there, with what its place in the queue depends on."""
    last = last_change(connection, None)
    least = (
        select(func.min(arguments.c.score)).where(arguments.c.event_version == event_versions.c.id).scalar_subquery()
    )
    latest: Any = latest_event_version(last)
    if unreviewed:
        later = event_versions.alias("later_machine")
        after = exists().where(
            later.c.event == event_versions.c.event,
            later.c.number > event_versions.c.number,
            later.c.decision.is_(None),
        )
        latest = (event_versions.c.decision.is_(None), ~after)
    # What an incident tells comes of what people decided: where that is not to be seen, it does not count.
    of_incident = {} if unreviewed else _incidents(connection, last)
    event = event_versions.c
    query = select(
        event.event, event.number, event.score, event.salience,
        func.coalesce(event.killed_best, event.killed_low, event.killed_high, 0).label("killed"), least.label("filler"),
    ).where(event.present, *latest)  # fmt: skip
    for row in connection.execute(query):
        publishers, disputed = of_incident.get(row.event, (1, False))
        yield Waiting(row.event, row.number, Standing(
            score=row.score, filler=row.filler, salience=row.salience, killed=row.killed, publishers=publishers,
            disputed=disputed,
        ))  # fmt: skip


def _incidents(connection: Connection, last: int) -> dict[int, tuple[int, bool]]:
    """Of events in incidents: how many publishers tell it, and whether they contradict each other."""
    later = incident_versions.alias("later")
    superseded = exists().where(
        later.c.incident == incident_versions.c.incident, later.c.number > incident_versions.c.number
    )
    query = (
        select(memberships.c.event, incident_versions.c.publishers, incident_versions.c.disputed)
        .join(incident_versions, incident_versions.c.incident == memberships.c.incident)
        .where(memberships.c.kind != "left", *latest_membership(last), ~superseded, incident_versions.c.present)
    )  # fmt: skip
    return {row.event: (row.publishers, bool(row.disputed.strip())) for row in connection.execute(query)}


def progress(connection: Connection, day: str | None = None) -> tuple[Progress, ...]:
    """What each coder did on a day; today where none is named."""
    on = day or datetime.now(UTC).date().isoformat()
    log = decision_log.read(connection, changes.c.at >= on, changes.c.at < f"{on}T~")
    found = []
    for name in sorted({made.by for made in log}):
        own = [made for made in log if made.by == name]
        kept = standing(own)
        kinds = {kind: {made.event for made in kept if _sort(made) == kind} for kind in ("accept", "reject", "correct")}
        found.append(Progress(
            coder=name, day=on, decisions=len(own), events=len({made.event for made in kept if made.event is not None}),
            accepted=len(kinds["accept"]), corrected=len(kinds["correct"]), rejected=len(kinds["reject"]),
            undone=sum(isinstance(made.action, Undo) for made in own),
        ))  # fmt: skip
    return tuple(found)


def _sort(made: Made) -> str | None:
    if made.event is None:
        return None
    return made.action.kind if made.action.kind in {"accept", "reject"} else "correct"
