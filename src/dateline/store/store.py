"""A store as it is used: reports go in, events come out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Self, TextIO, TypedDict, Unpack

from dateline import __version__
from dateline.export.export import Exported, export
from dateline.export.happening import Happening, of_event
from dateline.export.incidents import of_incident
from dateline.link.reconcile import Rules
from dateline.schema.incident import Incident
from dateline.store.alerts import AlertLog
from dateline.store.audit import AuditLog
from dateline.store.changing import Changes, Run
from dateline.store.engine import Database
from dateline.store.feeds import FeedLog
from dateline.store.incident_queries import (
    FullIncident,
    IncidentSearch,
    Order,
    StoredIncident,
    find_incidents,
    full_incident,
    full_incidents,
    incident_history,
    incidents_of_day_order,
)
from dateline.store.linker import Linked, Linker
from dateline.store.members import told_in
from dateline.store.nearest import nearest_documents, nearest_incidents
from dateline.store.overview import Overview, countries, overview, state
from dateline.store.queries import Box, Near, Search, StoredEvent, find, last_change, versions
from dateline.store.report_queries import (
    ReportSearch,
    StoredReading,
    StoredReport,
    find_reports,
    latest_reports,
    stored_reading,
)
from dateline.store.users import Users
from dateline.store.writer import Writer

if TYPE_CHECKING:  # what reads words is slow to import, and most that is asked of a store reads none
    from dateline.ingest.source import Source
    from dateline.pipeline import Failed, Pipeline
    from dateline.store.ingesting import Ingesting, Result
    from dateline.store.reviews import Reviews

Of = Literal["incidents", "events"]
"""What is exported."""


class IncidentFilters(TypedDict, total=False):
    """The filters of ``Store.incidents``; ``IncidentSearch`` says what each asks.

    ``box`` is west, south, east, north in degrees; ``near`` is latitude, longitude, kilometres.
    """

    since: str | None
    until: str | None
    types: Sequence[str]
    actor: str | None
    outlet: str | None
    box: tuple[float, float, float, float] | None
    near: tuple[float, float, float] | None
    killed: int | None
    saliences: Sequence[str]
    country: str | None
    publishers: int | None
    disputed: str | None
    order: Order
    as_of: str | None
    limit: int | None
    after: str | None


@dataclass(frozen=True)
class Ingested:
    """What became of many inputs: how many were stored, how many the store had, and those that could not be read."""

    stored: int
    known: int
    failures: tuple[Failed, ...]


class Store:
    """Readings on SQLite or PostgreSQL. Any number of threads and processes may use one; writers take turns."""

    def __init__(self, database: Database) -> None:
        self.database = database

    @classmethod
    def open(cls, url: str, *, create: bool = True) -> Self:
        """The store at a database URL or in an SQLite file, made where there is none unless ``create`` is False.

        A store of an earlier version is brought up to this one.

        Raises:
            StoreError: it cannot be opened, is not there, or was made by a newer version.
            MissingExtraError: PostgreSQL's driver is not installed.
        """
        return cls(Database.open(url, create=create))

    def close(self) -> None:
        """Close its connections."""
        self.database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def ingest(
        self,
        inputs: str | Path | Sequence[str | Path],
        *,
        actors: str | Path | None = None,
        places: str | Path | None = None,
        min_score: float | None = None,
        model: str | Path = "base",
        jobs: int = 1,
        link: bool = True,
    ) -> Ingested:
        """Read files, folders, globs, addresses and tables into the store; what it has already is not read again.

        The options are those of ``Reader``. Events are linked into incidents, what is pending from before included,
        unless ``link`` is False. What cannot be read is told in the answer and stops nothing.
        """
        from dateline.ingest.sources import sources
        from dateline.pipeline import Failed, Known, Options, Pipeline
        from dateline.reader.runtime import model_folder
        from dateline.store.ingesting import Stored

        several = [str(each) for each in ([inputs] if isinstance(inputs, str | Path) else inputs)]
        pipeline = Pipeline.open(
            Options(actors=Path(actors) if actors else None, places=Path(places) if places else None,
                    min_score=min_score, model=model_folder(model))
        )  # fmt: skip
        command = f"ingest {' '.join(several)}"
        done = list(self.ingest_sources(sources(several), pipeline, command=command, jobs=jobs, link=link))
        return Ingested(
            stored=sum(isinstance(each, Stored) for each in done),
            known=sum(isinstance(each, Known) for each in done),
            failures=tuple(each for each in done if isinstance(each, Failed)),
        )

    def ingest_sources(
        self, found: Iterable[Source], pipeline: Pipeline, *, command: str, jobs: int = 1, link: bool = True
    ) -> Iterator[Result]:
        """Read sources into the store in their order; each is yielded when it is committed. At the end all is linked.

        ``command`` is what the run is called in the store: not the whole command line, which may hold a password.
        """
        run = self.run(pipeline, command=command, link=link)
        yield from run.ingest(found, jobs)
        run.link()

    def run(self, pipeline: Pipeline, *, command: str, link: bool = True) -> Ingesting:
        """A run that reads into the store as often as it is asked to, and links unless ``link`` is False."""
        from dateline.store.ingesting import Ingesting

        writer = Writer(self.database, Run(command, pipeline.recipe, pipeline.reader.name))
        return Ingesting(pipeline, writer, Linker(self.database, writer.changes) if link else None)

    def link(self) -> Linked:
        """Link the events that are pending: of an older store, or of runs that did not link."""
        return Linker(self.database, Changes(self.database, Run("link", f"dateline {__version__}", ""))).link_all()

    def pending(self) -> int:
        """How many versions of events are not linked yet."""
        return Linker(self.database, Changes(self.database, Run("", "", ""))).pending()

    def watch_log(self) -> tuple[tuple[FeedLog, AlertLog], Linker]:
        """What a run that watches keeps of feeds and of alerts, and what links all that it reads."""
        changes = Changes(self.database, Run("watch", f"dateline {__version__}", ""))
        return (FeedLog(self.database, changes), AlertLog(self.database, changes)), Linker(self.database, changes)

    def people(self, command: str) -> tuple[Users, AuditLog]:
        """Who may use the workbench, and the log of what they do; ``command`` is what the run is called."""
        changes = Changes(self.database, Run(command, f"dateline {__version__}", ""))
        return Users(self.database, changes), AuditLog(self.database, changes)

    def events(
        self,
        text: str | None = None,
        *,
        since: str | None = None,
        until: str | None = None,
        types: Sequence[str] = (),
        actor: str | None = None,
        outlet: str | None = None,
        box: tuple[float, float, float, float] | None = None,
        near: tuple[float, float, float] | None = None,
        killed: int | None = None,
        as_of: str | None = None,
        unreviewed: bool = False,
        limit: int | None = None,
        after: str | None = None,
    ) -> Iterator[StoredEvent]:
        """The events that fit all that is asked, the latest first; see ``Search`` for what each asks.

        ``box`` is west, south, east, north in degrees; ``near`` is latitude, longitude, kilometres. The next page of
        ``limit`` events comes ``after`` the ``cursor`` of the last one. Raises DataError for a type, day, text or
        cursor that cannot be looked for.
        """
        return find(self.database, Search(
            text=text, since=since, until=until, types=tuple(types), actor=actor, outlet=outlet,
            box=Box(*box) if box else None, near=Near(*near) if near else None,
            killed=killed, as_of=as_of, unreviewed=unreviewed, limit=limit, after=after,
        ))  # fmt: skip

    @cached_property
    def reviews(self) -> Reviews:
        """What people decide about the events of the store."""
        from dateline.store.reviews import Reviews

        return Reviews(self.database)

    def export(
        self,
        format: str,  # noqa: A002
        output: str | Path | None,
        text: str | None = None,
        *,
        stream: TextIO | None = None,
        of: Of = "incidents",
        rules: Mapping[str, str] | None = None,
        withhold_victims: bool = False,
        hxl: bool = False,
        **filters: Any,
    ) -> Exported:
        """Write the incidents that ``incidents`` finds with the same ``text`` and ``filters`` to a file of a format,
        each with the values that ``rules`` choose; or, ``of="events"``, the events that ``events`` finds.

        A table has its evidence and a ``datapackage.json`` beside it. ``output`` None writes to ``stream``, where the
        format is one file of text. ``withhold_victims``: private victims are described by role and age. ``hxl``: csv
        with a row of HXL tags. The answer counts what was written and what was declined, by reason.

        Raises DataError where the format, a filter or the file is wrong, InputError where there is no such rule, and
        MissingExtraError where a library that the format needs is not installed.
        """
        found: Iterator[Happening]
        if of == "incidents":
            search = _incident_search(text, filters)
            full = full_incidents(self.database, search, Rules.of(rules or {}))
            found = (of_incident(each.incident, each.readings, version=each.version, at=each.at) for each in full)
        else:
            found = map(happening, self.events(text, **filters))
        return export(found, format, output, stream=stream, withhold_victims=withhold_victims, hxl=hxl)

    def told_in(self, events: Iterable[int]) -> dict[int, int]:
        """The incident that each of some events is told in now; one that is in none is not there."""
        with self.database.reading() as connection:
            return told_in(connection, events, last_change(connection, None))

    def versions(self, event: int, *, latest: bool = False) -> Iterator[StoredEvent]:
        """Every version of an event by its lasting id, the first first; the last may be one that is not ``present``.

        ``latest``: that one alone.
        """
        return versions(self.database, event, latest=latest)

    def incidents(self, text: str | None = None, **filters: Unpack[IncidentFilters]) -> Iterator[StoredIncident]:
        """The incidents that fit all that is asked, as the default rules reconcile them; see ``IncidentSearch``.

        Filters are those of ``events``, and more. The next page of ``limit`` incidents comes ``after`` the ``cursor``
        of the last one, and is of the same state. Raises DataError for what cannot be looked for.
        """
        return find_incidents(self.database, _incident_search(text, filters))

    def incident(self, number: int, *, as_of: str | None = None, **rules: Any) -> Incident:
        """One incident in full, by its lasting id: every value that its members tell, chosen by ``rules``.

        ``rules`` are by field, as in ``Reader.incidents``: ``casualties="highest"``. An absorbed incident is the one
        that absorbed it. Raises DataError where there was no such incident, InputError where there is no such rule.
        """
        return self.full_incident(number, Rules.of(rules), as_of).incident

    def full_incident(self, number: int, rules: Rules | None = None, as_of: str | None = None) -> FullIncident:
        """``incident`` with the readings of its members."""
        return full_incident(self.database, number, rules, as_of)

    def state(self, as_of: str | None = None) -> int:
        """The number of the last change, now or at a time: the same question of one state has one answer."""
        return state(self.database, as_of)

    def overview(self, search: IncidentSearch, last: int) -> Overview:
        """All incidents that fit in a state, as columns for a map and a timeline."""
        return overview(self.database, search, last)

    def first_of(self, held: Overview, last: int, many: int) -> list[StoredIncident]:
        """The first incidents of an overview of a state; the next page comes ``after`` the last one's ``cursor``."""
        return incidents_of_day_order(self.database, held.ids[:many], last)

    def countries(self) -> tuple[str, ...]:
        """The countries where incidents lie, as ISO 3166 codes."""
        return countries(self.database)

    def reports(self, search: ReportSearch) -> list[StoredReport]:
        """The documents whose latest report fits, the last published first."""
        return find_reports(self.database, search)

    def report(self, document: int, version: int | None = None, *, blind_for: str | None = None) -> StoredReading:
        """A document's reading; ``blind_for`` a coder, as the machine made it, with what that coder decided blind.

        Raises DataError where there is no such document or version.
        """
        return stored_reading(self.database, document, version, blind_for)

    def nearest_incidents(self, event: int) -> Mapping[int, float]:
        """The other incidents that linking compares an event with, and how likely each tells the same."""
        with self.database.reading() as connection:
            return nearest_incidents(connection, event)

    def nearest_reports(self, document: int) -> list[tuple[StoredReport, float]]:
        """The other reports that tell an incident of a report's, and the share of the text in common, highest first."""
        with self.database.reading() as connection:
            alike = nearest_documents(connection, document)
        found = latest_reports(self.database, alike)
        ranked = sorted(alike.items(), key=lambda each: (-each[1], each[0]))
        return [(found[number], share) for number, share in ranked]

    def incident_versions(self, number: int, *, as_of: str | None = None) -> Iterator[StoredIncident]:
        """Every version of an incident by its lasting id, the first first; of one that absorbed it, ask for that."""
        return incident_history(self.database, number, as_of)


def _incident_search(text: str | None, filters: Mapping[str, Any]) -> IncidentSearch:
    box, near = filters.get("box"), filters.get("near")
    lists: dict[str, Any] = {name: tuple(filters.get(name) or ()) for name in ("types", "saliences")}
    area: dict[str, Any] = {"box": Box(*box) if box else None, "near": Near(*near) if near else None}
    return IncidentSearch(**{"text": text, **filters, **lists, **area})


def happening(stored: StoredEvent) -> Happening:
    """A stored event as it is exported, under its lasting id."""
    return of_event(
        stored.reading, stored.event, id=str(stored.id), version=stored.version, at=stored.at,
        made_by=stored.reading.provenance.dateline, ids={local: str(lasting) for local, lasting in stored.ids.items()},
    )  # fmt: skip
