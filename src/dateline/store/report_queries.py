"""What the store is asked of reports: the documents whose reports have some words, and one document's reading."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, Row, Select, and_, exists, func, or_, select

from dateline.errors import DataError
from dateline.schema.reading import Reading
from dateline.store import report_words, words
from dateline.store.cursor import read_cursor, write_cursor
from dateline.store.deciding import blind_sheet
from dateline.store.engine import Database
from dateline.store.members import told_in
from dateline.store.packing import unpack_reading
from dateline.store.queries import days, last_change
from dateline.store.tables import changes, document_versions, event_versions, reading_events, readings

_COLUMNS: Final = ("url", "outlet", "headline", "byline", "published", "language")


@dataclass(frozen=True, kw_only=True)
class ReportSearch:
    """What reports are looked for. ``since`` and ``until`` are days of publication; ``after`` is a cursor."""

    text: str | None = None
    outlet: str | None = None
    since: str | None = None
    until: str | None = None
    limit: int | None = None
    after: str | None = None


@dataclass(frozen=True)
class StoredReport:
    """The latest version of a document. ``at`` is when it was stored; ``cursor`` where a next page begins."""

    document: int
    version: int
    url: str | None
    outlet: str | None
    headline: str | None
    byline: str | None
    published: str | None
    language: str | None
    at: str
    cursor: str


@dataclass(frozen=True)
class StoredReading:
    """The latest reading of a version of a document.

    ``versions`` are the document's, the first first, each with when it came. ``ids``: the lasting id of each event by
    its number in the reading; ``incidents``: the incident that each of these is told in, by the lasting id.
    """

    document: int
    version: int
    versions: tuple[tuple[int, str], ...]
    reading: Reading
    ids: Mapping[str, int]
    incidents: Mapping[int, int]


def find_reports(database: Database, search: ReportSearch) -> list[StoredReport]:
    """The documents that fit by their latest version, the last published first.

    Raises:
        DataError: a day, the words or the cursor cannot be looked for.
    """
    of = document_versions.c
    after = read_cursor(search.after, "reports", (int, str, int)) if search.after is not None else None
    published = func.coalesce(of.published, "")
    with database.reading() as connection:
        last = after[0] if after else last_change(connection, None)
        query = _latest(last)
        if search.text is not None:
            query = query.where(report_words.matching(database.dialect, of.id, search.text))
        if search.outlet is not None:
            query = query.where(of.outlet_words == (words.name_key(search.outlet) or " "))
        since, until = days(search.since, search.until)
        if since is not None:
            query = query.where(func.substr(of.published, 1, 10) >= since)
        if until is not None:
            query = query.where(func.substr(of.published, 1, 10) <= until)
        if after:
            query = query.where(or_(published < after[1], and_(published == after[1], of.document < after[2])))
        found = connection.execute(query.order_by(published.desc(), of.document.desc()).limit(search.limit)).all()
    return [_stored(row, last) for row in found]


def latest_reports(database: Database, documents: Iterable[int]) -> dict[int, StoredReport]:
    """The latest versions of some documents."""
    with database.reading() as connection:
        last = last_change(connection, None)
        found = connection.execute(_latest(last).where(document_versions.c.document.in_(list(documents)))).all()
    return {row.document: _stored(row, last) for row in found}


def stored_reading(
    database: Database, document: int, version: int | None = None, blind_for: str | None = None
) -> StoredReading:
    """A version of a document, the latest unless one is named, as it was last read.

    ``blind_for`` a coder: as the machine read it, the latest version with what that coder decided blind; where events
    belong is not told.

    Raises:
        DataError: there is no such document, or it has no such version.
    """
    of = document_versions.c
    with database.reading() as connection:
        held = connection.execute(
            select(of.id, of.number, changes.c.at).join(changes, changes.c.id == of.change)
            .where(of.document == document).order_by(of.number)
        ).all()  # fmt: skip
        chosen = next((row for row in reversed(held) if version in (None, row.number)), None)
        if chosen is None:
            raise DataError(
                "there is no such report" if not held else "it has no such version", name=f"report {document}"
            )
        if blind_for is not None and chosen is held[-1]:
            sheet = blind_sheet(connection, document, blind_for).sheet
            reading, ids = sheet.reading, {local: lasting for lasting, local in sheet.ids.items()}
        else:
            reading, ids = _last_read(connection, chosen.id, machine=blind_for is not None)
        incidents = {} if blind_for is not None else told_in(connection, ids.values(), last_change(connection, None))
    versions = tuple((each.number, each.at) for each in held)
    return StoredReading(document, chosen.number, versions, reading, ids, incidents)


def _last_read(connection: Connection, version: int, *, machine: bool) -> tuple[Reading, dict[str, int]]:
    """The last reading of a version of a document, or the last that the machine made, with its events' lasting ids."""
    query = select(readings.c.id, readings.c.content).where(readings.c.document_version == version)
    if machine:
        query = query.where(readings.c.machine.is_(None))
    row = connection.execute(query.order_by(readings.c.id.desc()).limit(1)).one()
    named = connection.execute(
        select(reading_events.c.local, event_versions.c.event)
        .join(event_versions, event_versions.c.id == reading_events.c.event_version)
        .where(reading_events.c.reading == row.id)
    )
    return unpack_reading(row.content), {each.local: each.event for each in named}


def _stored(row: Row[Any], last: int) -> StoredReport:
    return StoredReport(
        document=row.document, version=row.number, at=row.at, **{name: getattr(row, name) for name in _COLUMNS},
        cursor=write_cursor("reports", (last, row.published or "", row.document)),
    )  # fmt: skip


def _latest(last: int) -> Select[Any]:
    of, later = document_versions.c, document_versions.alias("later")
    superseded = exists().where(later.c.document == of.document, later.c.number > of.number, later.c.change <= last)
    columns = (of.document, of.number, changes.c.at, *(of[name] for name in _COLUMNS))
    query = select(*columns).join(changes, changes.c.id == of.change)
    return query.where(of.change <= last, ~superseded)
