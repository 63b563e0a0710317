"""What the JSON interface answers with."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from pydantic import BaseModel

from dateline.schema.incident import Incident
from dateline.schema.reading import Attribution, Event, Reading
from dateline.store.alerts import TellingIncident
from dateline.store.incident_queries import StoredIncident
from dateline.store.report_queries import StoredReading as Read
from dateline.store.report_queries import StoredReport
from dateline.store.users import Role
from dateline.web.shown import ToldEvent


class Count(BaseModel):
    """Of people; null where reports are silent."""

    low: int | None
    best: int | None
    high: int | None


class Summary(BaseModel):
    """A version of an incident, as the default rules reconcile it."""

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
    precision: str | None
    radius_km: float | None
    lat: float | None
    lon: float | None
    killed: Count
    injured: Count
    members: int
    reports: int
    publishers: int
    copies: int
    first_published: str | None
    last_published: str | None
    disputed: list[str]

    @classmethod
    def of(cls, stored: StoredIncident) -> Self:
        """The summary of a stored version."""
        return cls.model_validate(stored.to_dict())


class Incidents(BaseModel):
    """A page of incidents; ``next`` is what the next page comes ``after``, null on the last one."""

    items: list[Summary]
    next: str | None


class Points(BaseModel):
    """Incidents with a place, as columns of equal length; ``incidents`` counts those without one too.

    ``area``: the place is a province, a country or a region, and its point only its middle.
    """

    id: list[int]
    type: list[str]
    day: list[str | None]
    lon: list[float]
    lat: list[float]
    radius_km: list[float | None]
    killed: list[int | None]
    area: list[bool]
    incidents: int


class Bar(BaseModel):
    """Incidents that began from ``first`` to ``last``, both included."""

    first: date
    last: date
    incidents: int


class Days(BaseModel):
    """Incidents by time; ``undated`` have no day."""

    items: list[Bar]
    incidents: int
    undated: int


class Whole(BaseModel):
    """An incident with every value told, and those that lie near in time and place."""

    summary: Summary
    incident: Incident
    related: list[Summary]


class Report(BaseModel):
    """The latest version of a document."""

    document: int
    version: int
    url: str | None
    outlet: str | None
    headline: str | None
    byline: str | None
    published: str | None
    language: str | None
    at: str

    @classmethod
    def of(cls, stored: StoredReport) -> Self:
        """The metadata of a stored report."""
        return cls.model_validate({name: getattr(stored, name) for name in cls.model_fields})


class Reports(BaseModel):
    """A page of reports; ``next`` as for incidents."""

    items: list[Report]
    next: str | None


class Document(BaseModel):
    """The version of a document that an event is told by, without its text; ``text_id`` is the hash of that."""

    id: int
    version: int
    text_id: str
    url: str | None
    source_id: str | None
    outlet: str | None
    headline: str | None
    byline: str | None
    section: str | None
    published: str | None
    published_from: str | None
    dateline_place: str | None
    language: str | None


class EventVersion(BaseModel):
    """A version of an event under its lasting id.

    ``decision`` is the last one that made it so, null where the machine did; ``present`` false: it is none any more.
    """

    id: int
    version: int
    present: bool
    at: str
    why: str
    recipe: str
    decision: int | None
    by: str | None
    document: Document
    event: Event
    attributions: list[Attribution]


class StoredEvent(EventVersion):
    """A version of an event, and the incident that tells the event now."""

    incident: int | None

    @classmethod
    def of(cls, told: ToldEvent) -> Self:
        """The version as ``dateline find --format json`` writes it, with its incident."""
        return cls.model_validate(told.stored.to_dict() | {"incident": told.incident})


class Events(BaseModel):
    """A page of events; ``next`` as for incidents."""

    items: list[StoredEvent]
    next: str | None


class StoredReading(BaseModel):
    """A report's reading; ``events``: the lasting id of each event by its id there, and the incident it is told in."""

    document: int
    version: int
    versions: list[dict[str, int | str]]
    events: dict[str, dict[str, int | None]]
    reading: Reading

    @classmethod
    def of(cls, read: Read) -> Self:
        """What the store holds of a reading."""
        versions: list[dict[str, int | str]] = [{"version": number, "at": at} for number, at in read.versions]
        events = {local: {"id": id_, "incident": read.incidents.get(id_)} for local, id_ in read.ids.items()}
        return cls(document=read.document, version=read.version, versions=versions, events=events, reading=read.reading)


class Match(EventVersion):
    """A version of an event that fits an alert, as a webhook is sent it; ``key`` is the same whenever it is told."""

    key: str
    alert: str
    incident: TellingIncident | None


class User(BaseModel):
    """Who may use the workbench, unless not ``active`` any more."""

    name: str
    role: Role
    active: bool


class Format(BaseModel):
    """A format of exports; ``lost``: what of an incident it has no room for."""

    name: str
    suffix: str
    about: str
    lost: list[str]


class Session(BaseModel):
    """Who asks; ``blind``: without seeing what others decided."""

    name: str
    role: Role
    csrf: str
    blind: bool


class Term(BaseModel):
    """A label and what it means."""

    term: str
    senses: list[dict[str, Any]]


class About(BaseModel):
    """What reads the reports; ``card`` is Markdown."""

    dateline: str
    gazetteer: str
    card: str
    floors: dict[str, dict[str, float]]
