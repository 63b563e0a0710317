"""What the store is asked: events by words, time, place, type, actor and outlet, as of any time; and their versions."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, bindparam, exists, func, or_, select

from dateline.errors import DataError
from dateline.gazetteer.base import EARTH_RADIUS_KM
from dateline.ontology.registry import event_type
from dateline.schema.reading import Attribution, Event, Reading
from dateline.schema.report import Report
from dateline.store import report_words, words
from dateline.store.cursor import read_cursor, write_cursor
from dateline.store.engine import Database
from dateline.store.packing import unpack_reading
from dateline.store.review_tables import decisions
from dateline.store.rows import point
from dateline.store.tables import (
    arguments,
    changes,
    document_versions,
    event_places,
    event_versions,
    reading_events,
    readings,
    runs,
)

_AT_ONCE: Final = 200
"""Events whose readings are fetched together."""
_ROUNDING: Final = 1e-12
"""Of a cosine: some metres."""
_PAGE: Final = "events"
_RANK: Final = func.coalesce(event_versions.c.first_day, event_versions.c.last_day, "")
"""What events are ordered by, the highest first; those without a day come last."""


class Box(NamedTuple):
    """A stretch of the map in degrees; ``west`` may be greater than ``east``, across the date line."""

    west: float
    south: float
    east: float
    north: float


class Near(NamedTuple):
    """A circle: its middle in degrees, its radius in kilometres."""

    lat: float
    lon: float
    km: float


@dataclass(frozen=True, kw_only=True)
class Search:
    """What events are looked for; None and an empty tuple ask for nothing.

    ``text``: the report has these words. ``since`` and ``until`` (ISO days): the event's time overlaps them; an event
    whose days are not known is then not found. ``actor``: words of an actor's mention or name, or an id of the
    registry. ``box``, ``near``: a place's point lies within. ``killed``: at least so many were, by
    the best count of it there is. ``as_of`` (ISO date or date-time, UTC unless it says
    otherwise): the state at that time, a date's at its end. ``unreviewed``: as the machine tells it, whatever people
    decided. ``after``: the cursor of the last event of a page, of whose state the next page is.
    """

    text: str | None = None
    since: str | None = None
    until: str | None = None
    types: tuple[str, ...] = ()
    actor: str | None = None
    outlet: str | None = None
    box: Box | None = None
    near: Near | None = None
    killed: int | None = None
    as_of: str | None = None
    unreviewed: bool = False
    limit: int | None = None
    after: str | None = None


@dataclass(frozen=True)
class StoredEvent:
    """A version of an event. ``present`` False: from this version on, the document's reading does not have it.

    ``id`` is the lasting one; that of ``event`` is its number in ``reading``, and ``ids`` are the lasting ones of all
    events of that reading by their numbers. ``at``, ``why`` and ``recipe`` say when, why and by what the version came.
    ``decision`` is the number of the last decision that made it so and ``by`` who decided it; None: the machine did.
    ``cursor``: where a next page begins, where it was found by a search.
    """

    id: int
    version: int
    present: bool
    at: str
    why: str
    recipe: str
    decision: int | None
    by: str | None
    document: int
    document_version: int
    report: Report
    event: Event
    attributions: tuple[Attribution, ...]
    reading: Reading
    ids: Mapping[str, int]
    cursor: str = ""

    def to_dict(self) -> dict[str, Any]:
        """It as JSON has it: the version, its document without the text, the event, and who says so."""
        report = self.report.model_dump(mode="json", exclude={"text", "id"})
        return {
            "id": self.id, "version": self.version, "present": self.present, "at": self.at, "why": self.why,
            "recipe": self.recipe, "decision": self.decision, "by": self.by,
            "document": {"id": self.document, "version": self.document_version, "text_id": self.report.id} | report,
            "event": self.event.model_dump(mode="json"),
            "attributions": [said.model_dump(mode="json") for said in self.attributions],
        }  # fmt: skip


def find(database: Database, search: Search) -> Iterator[StoredEvent]:
    """The events that fit, the latest first, those without a day last.

    Raises:
        DataError: a type, a day, the words or the cursor cannot be looked for.
    """
    query = _wanted(database.dialect, search)
    after = read_cursor(search.after, _PAGE, (int, str, int)) if search.after is not None else None
    if after:
        _, rank, event = after
        query = query.where(or_(rank > _RANK, and_(rank == _RANK, event_versions.c.event > event)))
    with database.reading() as connection:
        # What is written meanwhile stays out of this answer and of its later pages.
        last = after[0] if after else last_change(connection, search.as_of)
        found = connection.execute(query, {"last": last}).all()
    ranks = iter(found)
    for each in _loaded(database, found):
        yield replace(each, cursor=write_cursor(_PAGE, (last, next(ranks).rank, each.id)))


def versions(database: Database, event: int, *, latest: bool = False) -> Iterator[StoredEvent]:
    """Every version of an event by its lasting id, the first first; or the ``latest`` alone."""
    query = _versions().where(event_versions.c.event == event)
    number = event_versions.c.number
    query = query.order_by(number.desc()).limit(1) if latest else query.order_by(number)
    with database.reading() as connection:
        found = connection.execute(query).all()
    yield from _loaded(database, found)


def fitting(dialect: str, search: Search, after: int, last: int) -> Select[Any]:
    """The numbers of the rows of ``event_versions`` behind ``after`` up to ``last`` that fit, each event's latest."""
    later = event_versions.alias("later")
    superseded = exists().where(later.c.event == event_versions.c.event, later.c.number > event_versions.c.number)
    wanted = select(event_versions.c.id).select_from(
        event_versions
        .join(readings, readings.c.id == event_versions.c.reading)
        .join(document_versions, document_versions.c.id == readings.c.document_version)
    )  # fmt: skip
    wanted = wanted.where(event_versions.c.present, event_versions.c.id > after, event_versions.c.id <= last)
    return wanted.where(~superseded, *_conditions(dialect, search)).order_by(event_versions.c.id)


def by_number(database: Database, numbers: Sequence[int]) -> dict[int, StoredEvent]:
    """Versions of events by the numbers of their rows."""
    with database.reading() as connection:
        found = connection.execute(
            _versions().add_columns(event_versions.c.id).where(event_versions.c.id.in_(numbers))
        ).all()
    return dict(zip((row.id for row in found), _loaded(database, found), strict=True))


def _versions() -> Select[Any]:
    """Versions of events with what they belong to."""
    return select(
        event_versions.c.event, event_versions.c.number, event_versions.c.present, event_versions.c.reading,
        event_versions.c.local, changes.c.at, changes.c.why, runs.c.recipe, document_versions.c.document,
        document_versions.c.number.label("document_version"), event_versions.c.decision, decisions.c.coder,
    ).select_from(
        event_versions
        .join(changes, changes.c.id == event_versions.c.change)
        .join(runs, runs.c.id == changes.c.run)
        .join(readings, readings.c.id == event_versions.c.reading)
        .join(document_versions, document_versions.c.id == readings.c.document_version)
        .join(decisions, decisions.c.id == event_versions.c.decision, isouter=True)
    )  # fmt: skip


def last_change(connection: Connection, as_of: str | None) -> int:
    """The last change that counts; 0 where there was none."""
    query = select(func.max(changes.c.id))
    if as_of is not None:
        query = query.where(changes.c.at <= _moment(as_of))
    return connection.scalar(query) or 0


def _moment(value: str) -> str:
    try:
        moment = datetime.fromisoformat(value)
    except ValueError as error:
        raise DataError("no ISO date or date-time: write 2024-09-13 or 2024-09-13T12:00", name=value) from error
    if len(value) <= len("2024-09-13"):
        moment = moment.replace(hour=23, minute=59, second=59, microsecond=999_999)
    moment = moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC)
    return moment.isoformat(timespec="microseconds").replace("+00:00", "Z")


def _wanted(dialect: str, search: Search) -> Select[Any]:
    last = bindparam("last", type_=event_versions.c.change.type)
    later = event_versions.alias("later")
    superseded = exists().where(
        later.c.event == event_versions.c.event, later.c.number > event_versions.c.number, later.c.change <= last
    )
    query = _versions()
    if search.unreviewed:
        superseded = superseded.where(later.c.decision.is_(None))
        query = query.where(event_versions.c.decision.is_(None))
    query = query.where(event_versions.c.present, event_versions.c.change <= last, ~superseded)
    query = query.where(*_conditions(dialect, search)).add_columns(_RANK.label("rank"))
    return query.order_by(_RANK.desc(), event_versions.c.event).limit(search.limit)


def _conditions(dialect: str, search: Search) -> Iterator[ColumnElement[bool]]:
    event = event_versions.c
    if search.text is not None:
        yield report_words.matching(dialect, document_versions.c.id, search.text)
    since, until = days(search.since, search.until)
    if since is not None:
        yield func.coalesce(event.last_day, event.first_day) >= since
    if until is not None:
        yield func.coalesce(event.first_day, event.last_day) <= until
    if search.types:
        yield event.type.in_([event_type(name).name for name in search.types])
    if search.actor is not None:
        yield has_actor(search.actor)
    if search.outlet is not None:
        yield document_versions.c.outlet_words == (words.name_key(search.outlet) or " ")
    if search.box is not None:
        yield _has_place(in_box(event_places.c, search.box))
    if search.near is not None:
        yield _has_place(in_circle(event_places.c, search.near))
    if search.killed is not None:
        yield func.coalesce(event.killed_best, event.killed_low, event.killed_high) >= search.killed


def days(since: str | None, until: str | None) -> tuple[str | None, str | None]:
    """The first and the last ISO day to look for; raises DataError for what is none, and where none lies between."""
    first, last = (_day(each) if each is not None else None for each in (since, until))
    if first is not None and last is not None and first > last:
        raise DataError(f"the first day to look for, {first}, is after the last, {last}")
    return first, last


def _day(value: str) -> str:
    try:
        return datetime.fromisoformat(value).date().isoformat()
    except ValueError as error:
        raise DataError("no ISO date: write 2024-09-13", name=value) from error


def has_actor(name: str) -> ColumnElement[bool]:
    """Whether a version of an event has an actor by these words or this id."""
    found = [arguments.c.entity_id == name]
    if held := words.key(name):
        found += [arguments.c.words.contains(held), arguments.c.entity_words.contains(held)]
    # Not a question to each event: few arguments have the words, and what they belong to is found by its number.
    named = select(arguments.c.event_version).where(arguments.c.role == "actor", or_(*found))
    return event_versions.c.id.in_(named)


def _has_place(lies: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(event_places.c.event_version == event_versions.c.id, lies)


def in_box(place: Any, box: Box) -> ColumnElement[bool]:
    """Whether the point of some columns lies within."""
    if box.west <= box.east:
        across: ColumnElement[bool] = place.lon.between(box.west, box.east)
    else:
        across = or_(place.lon >= box.west, place.lon <= box.east)
    return and_(place.lat.between(box.south, box.north), across)


def in_circle(place: Any, near: Near) -> ColumnElement[bool]:
    """The angle to the point, by the scalar product of unit vectors; the belt of latitudes lets an index help."""
    angle = near.km / EARTH_RADIUS_KM
    x, y, z = point(near.lat, near.lon)
    belt = math.degrees(angle) + 1e-6
    least = math.cos(min(angle, math.pi)) - _ROUNDING
    return and_(place.lat.between(near.lat - belt, near.lat + belt), place.x * x + place.y * y + place.z * z >= least)


def _loaded(database: Database, found: Sequence[Row[Any]]) -> Iterator[StoredEvent]:
    for at in range(0, len(found), _AT_ONCE):
        rows = found[at : at + _AT_ONCE]
        numbers = sorted({row.reading for row in rows})
        with database.reading() as connection:
            packed = connection.execute(
                select(readings.c.id, readings.c.content).where(readings.c.id.in_(numbers))
            ).all()
            named = connection.execute(
                select(reading_events.c.reading, reading_events.c.local, event_versions.c.event)
                .join(event_versions, event_versions.c.id == reading_events.c.event_version)
                .where(reading_events.c.reading.in_(numbers))
            ).all()
        held = {number: unpack_reading(content) for number, content in packed}
        ids: dict[int, dict[str, int]] = {number: {} for number in numbers}
        for number, local, lasting in named:
            ids[number][local] = lasting
        for row in rows:
            reading = held[row.reading]
            event = next(each for each in reading.events if each.id == row.local)
            yield StoredEvent(
                id=row.event, version=row.number, present=row.present, at=row.at, why=row.why, recipe=row.recipe,
                decision=row.decision, by=row.coder, document=row.document, document_version=row.document_version,
                report=reading.report, event=event,
                attributions=tuple(each for each in reading.attributions if each.id in event.attributions),
                reading=reading, ids=ids[row.reading],
            )  # fmt: skip
