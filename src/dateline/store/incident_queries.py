"""What the store is asked of incidents: by words, time, place, type and more, as of any time; one in full; versions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from types import MappingProxyType
from typing import Any, Final, Literal, get_args

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, exists, func, or_, select

from dateline.errors import DataError
from dateline.link.independence import Signature
from dateline.link.reconcile import Account, Rules, incident
from dateline.ontology.registry import event_type
from dateline.schema.incident import Incident
from dateline.schema.reading import Reading
from dateline.store import decision_log, report_words, words
from dateline.store.copies import signatures
from dateline.store.cursor import read_cursor, write_cursor
from dateline.store.engine import Database
from dateline.store.incident_tables import incident_versions, memberships
from dateline.store.members import Member, joined, members, resolved, told
from dateline.store.queries import Search, days, has_actor, in_box, in_circle, last_change
from dateline.store.readings_kept import Readings
from dateline.store.tables import changes, document_versions

Order = Literal["day", "published", "changed", "killed", "publishers"]
ANY: Final = "any"
_AT_ONCE: Final = 50
"""Incidents whose members are read together."""


@dataclass(frozen=True, kw_only=True)
class IncidentSearch(Search):
    """What incidents are looked for. What ``Search`` names means the same: words and outlets are those of any member's
    report, an actor that of any member; days, types, points and tolls are those that the default rules choose.

    ``saliences``: the highest of a member's is one of these. ``country``: ISO 3166 code. ``publishers``: at least so
    many independent of each other. ``disputed``: reports contradict each other in this field (type, time, place,
    killed, injured …), or in "any". ``order``: latest day first; latest publication of a report; latest change; most
    killed; most publishers. ``after``: the ``cursor`` of the last incident of the page before; its state holds on.
    """

    saliences: tuple[str, ...] = ()
    country: str | None = None
    publishers: int | None = None
    disputed: str | None = None
    order: Order = "day"
    after: str | None = None


@dataclass(frozen=True)
class StoredIncident:
    """A version of an incident, as the default rules reconciled it when it came.

    ``id`` is the lasting one. ``present`` False: from this version on it has no members, and ``absorbed_into`` is the
    incident that has them now, if any. ``killed`` and ``injured``: low, best, high. ``radius_km``: the circle within
    which it lies. ``members`` are events, ``reports`` documents. ``first_published`` and ``last_published`` are
    those of its reports. ``at`` and ``why`` say when and why the version came. ``cursor``: where a next page begins.
    """

    id: int
    version: int
    present: bool
    absorbed_into: int | None
    at: str
    why: str
    title: str
    type: str
    salience: str
    first_day: str | None
    last_day: str | None
    place: str | None
    country: str | None
    admin1: str | None
    gazetteer_id: str | None
    precision: str | None
    radius_km: float | None
    lat: float | None
    lon: float | None
    killed: tuple[int | None, int | None, int | None]
    injured: tuple[int | None, int | None, int | None]
    members: int
    reports: int
    publishers: int
    copies: int
    first_published: str | None
    last_published: str | None
    disputed: tuple[str, ...]
    cursor: str

    def to_dict(self) -> dict[str, Any]:
        """It as JSON has it."""
        bounds = ("low", "best", "high")
        tolls = {name: dict(zip(bounds, getattr(self, name), strict=True)) for name in ("killed", "injured")}
        return asdict(self) | tolls | {"disputed": list(self.disputed)}


@dataclass(frozen=True)
class FullIncident:
    """An incident reconciled by some rules, the readings of its members by ``source``, and its version: which, when."""

    incident: Incident
    readings: Mapping[str, Reading]
    version: int
    at: str


def find_incidents(database: Database, search: IncidentSearch) -> Iterator[StoredIncident]:
    """The incidents that fit, in the order asked for.

    Raises:
        DataError: a type, a day, the words, the order or the cursor cannot be looked for.
    """
    if search.unreviewed:
        raise DataError("incidents are told with what people decided: ask for an earlier state, or for events")
    if search.order not in get_args(Order):
        raise DataError(f"no order of incidents: {', '.join(get_args(Order))}", name=str(search.order))
    after = _read_cursor(search.after, search.order) if search.after is not None else None
    with database.reading() as connection:
        # What is written meanwhile stays out of this answer and of its later pages.
        last = after[0] if after else last_change(connection, search.as_of)
        query = _latest(last).where(incident_versions.c.present, *_conditions(database.dialect, search, last))
        rank = _RANKS[search.order]
        if after:
            query = query.where(or_(rank < after[1], and_(rank == after[1], incident_versions.c.incident > after[2])))
        query = query.add_columns(rank.label("rank")).order_by(rank.desc(), incident_versions.c.incident)
        found = connection.execute(query.limit(search.limit)).all()
    return (_stored(row, _cursor(search.order, last, row.rank, row.incident)) for row in found)


def incidents_of_day_order(database: Database, numbers: Sequence[int], last: int) -> list[StoredIncident]:
    """Incidents as of a change, by their numbers, in the order "day", each with its cursor."""
    rank = _RANKS["day"]
    query = _latest(last).where(incident_versions.c.incident.in_(numbers)).add_columns(rank.label("rank"))
    with database.reading() as connection:
        found = connection.execute(query.order_by(rank.desc(), incident_versions.c.incident)).all()
    return [_stored(row, _cursor("day", last, row.rank, row.incident)) for row in found]


def fitting_incidents(dialect: str, search: IncidentSearch, last: int, columns: Sequence[Any]) -> Select[Any]:
    """Columns of the versions of incidents that fit and hold as of a change."""
    later = incident_versions.alias("later")
    superseded = exists().where(
        later.c.incident == incident_versions.c.incident, later.c.number > incident_versions.c.number,
        later.c.change <= last,
    )  # fmt: skip
    return select(*columns).where(
        incident_versions.c.present, incident_versions.c.change <= last, ~superseded,
        *_conditions(dialect, search, last),
    )  # fmt: skip


def incident_history(database: Database, number: int, as_of: str | None = None) -> Iterator[StoredIncident]:
    """Every version of an incident by its lasting id up to a time, the first first."""
    query = _versions().where(incident_versions.c.incident == number).order_by(incident_versions.c.number)
    with database.reading() as connection:
        found = connection.execute(query.where(incident_versions.c.change <= last_change(connection, as_of))).all()
    return (_stored(row, "") for row in found)


def full_incident(
    database: Database, number: int, rules: Rules | None = None, as_of: str | None = None
) -> FullIncident:
    """An incident with every value told, from the readings of its members; an absorbed one is the one that has its
    members now.

    Raises DataError where there was no such incident at that time, or it had no members any more.
    """
    with database.reading() as connection:
        last = last_change(connection, as_of)
        own = resolved(connection, number, last)
        held = members(connection, [own], last)
        if not held:
            raise DataError("no report tells it any more; --as-of shows what was told", name=f"incident {own}")
        version = connection.execute(_latest(last).where(incident_versions.c.incident == own)).one()
        return _full(connection, [_stored(version, "")], held, Readings(), last, rules)[0]


def full_incidents(database: Database, search: IncidentSearch, rules: Rules | None = None) -> Iterator[FullIncident]:
    """What ``find_incidents`` finds, in full, some at a time.

    Days, types and tolls are sought as the default rules have them, whatever ``rules`` then choose.
    """
    found = list(find_incidents(database, search))
    kept = Readings()
    for at in range(0, len(found), _AT_ONCE):
        some = found[at : at + _AT_ONCE]
        last, *_ = _read_cursor(some[0].cursor, search.order)
        with database.reading() as connection:
            held = members(connection, [each.id for each in some], last)
            full = _full(connection, [each for each in some if each.id in held], held, kept, last, rules)
        yield from full


def _full(
    connection: Connection,
    versions: Sequence[StoredIncident],
    held: Mapping[int, Sequence[Member]],
    kept: Readings,
    last: int,
    rules: Rules | None,
) -> list[FullIncident]:
    every = [each for own in held.values() for each in own]
    read = kept.of(connection, {each.reading for each in every})
    signed = signatures(connection, {each.text for each in every})
    copies = decision_log.copies(connection, last)
    found = []
    for each in versions:
        accounts = told(held[each.id], read)
        made = reconciled(held[each.id], accounts, signed, copies, rules)
        found.append(FullIncident(made, {one.source: one.reading for one in accounts}, each.version, each.at))
    return found


def reconciled(
    held: Sequence[Member],
    accounts: Sequence[Account],
    signed: Mapping[int, Signature],
    copies: Mapping[int, int],
    rules: Rules | None = None,
) -> Incident:
    """The incident that members make; ``signed`` are the signatures of their texts by number, ``copies`` the documents
    that people have marked as copies of others."""
    by_source = {account.source: signed[each.text] for each, account in zip(held, accounts, strict=True)}
    source = {account.document: account.source for account in accounts}
    decided = {source[one]: source[other] for one, other in copies.items() if one in source and other in source}
    return incident(str(held[0].incident), accounts, rules, by_source, decided)


def _versions() -> Select[Any]:
    return select(incident_versions, changes.c.at).join(changes, changes.c.id == incident_versions.c.change)


def _latest(last: int) -> Select[Any]:
    """What incidents are as of a change."""
    later = incident_versions.alias("later")
    superseded = exists().where(
        later.c.incident == incident_versions.c.incident, later.c.number > incident_versions.c.number,
        later.c.change <= last,
    )  # fmt: skip
    return _versions().where(incident_versions.c.change <= last, ~superseded)


def _conditions(dialect: str, search: IncidentSearch, last: int) -> Iterator[ColumnElement[bool]]:
    of = incident_versions.c
    yield from (_has_member(each, last) for each in _of_members(dialect, search))
    since, until = days(search.since, search.until)
    if since is not None:
        yield func.coalesce(of.last_day, of.first_day) >= since
    if until is not None:
        yield func.coalesce(of.first_day, of.last_day) <= until
    if search.types:
        yield of.type.in_([event_type(name).name for name in search.types])
    if search.saliences:
        yield of.salience.in_(search.saliences)
    if search.country is not None:
        yield of.country == search.country.upper()
    if search.box is not None:
        yield in_box(of, search.box)
    if search.near is not None:
        yield in_circle(of, search.near)
    yield from _at_least(search)


def _at_least(search: IncidentSearch) -> Iterator[ColumnElement[bool]]:
    of = incident_versions.c
    if search.killed is not None:
        yield search.killed <= KILLED
    if search.publishers is not None:
        yield of.publishers >= search.publishers
    if search.disputed is not None:
        yield of.disputed != "" if search.disputed == ANY else of.disputed.contains(f" {search.disputed} ")


def _of_members(dialect: str, search: IncidentSearch) -> Iterator[ColumnElement[bool]]:
    if search.text is not None:
        yield report_words.matching(dialect, document_versions.c.id, search.text)
    if search.actor is not None:
        yield has_actor(search.actor)
    if search.outlet is not None:
        yield document_versions.c.outlet_words == (words.name_key(search.outlet) or " ")


def _has_member(condition: ColumnElement[bool], last: int) -> ColumnElement[bool]:
    return incident_versions.c.incident.in_(joined(memberships.c.incident, last=last).where(condition))


KILLED: Final = func.coalesce(
    incident_versions.c.killed_best, incident_versions.c.killed_low, incident_versions.c.killed_high
)
_RANKS: Final[Mapping[Order, ColumnElement[Any]]] = MappingProxyType({
    "day": func.coalesce(incident_versions.c.first_day, incident_versions.c.last_day, ""),
    "published": func.coalesce(incident_versions.c.last_published, ""),
    "changed": incident_versions.c.change,
    "killed": func.coalesce(KILLED, -1),
    "publishers": incident_versions.c.publishers,
})  # fmt: skip
"""What incidents are ordered by, the highest first; those that do not tell it come last."""


def _cursor(order: Order, last: int, rank: str | int, number: int) -> str:
    return write_cursor(_page(order), (last, rank, number))


def _read_cursor(cursor: str, order: Order) -> tuple[int, str | int, int]:
    """The state, the rank and the number of the last incident of a page."""
    last, rank, number = read_cursor(cursor, _page(order), (int, str if order in {"day", "published"} else int, int))
    return last, rank, number


def _page(order: Order) -> str:
    return f"incidents by {order}"


def _stored(row: Row[Any], cursor: str) -> StoredIncident:
    return StoredIncident(
        id=row.incident, version=row.number, present=row.present, absorbed_into=row.absorbed_into, at=row.at,
        why=row.why, title=row.title, type=row.type, salience=row.salience, first_day=row.first_day,
        last_day=row.last_day, place=row.place, country=row.country, admin1=row.admin1, gazetteer_id=row.gazetteer_id,
        precision=row.precision, radius_km=row.radius_km, lat=row.lat, lon=row.lon,
        killed=(row.killed_low, row.killed_best, row.killed_high),
        injured=(row.injured_low, row.injured_best, row.injured_high), members=row.members, reports=row.reports,
        publishers=row.publishers, copies=row.copies, first_published=row.first_published,
        last_published=row.last_published, disputed=tuple(row.disputed.split()), cursor=cursor,
    )  # fmt: skip
