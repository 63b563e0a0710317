"""The record that dateline makes of one report. Field names are a contract: see docs/record.md."""

from __future__ import annotations

from importlib import import_module
from typing import Any, Literal

from pydantic import ConfigDict, Field

from dateline.schema.decision import Decided
from dateline.schema.report import Report
from dateline.schema.span import Evidence, Frozen, Span

Role = Literal["actor", "target", "victim", "instrument"]
Salience = Literal["main", "related", "background"]
Modality = Literal["actual", "future", "hypothetical", "generic"]
Polarity = Literal["positive", "negative"]
Confidence = Literal["fact", "claimed", "accused-by-authorities", "accused", "possible", "denied"]
EntityKind = Literal[
    "state", "military", "police", "armed-group", "government", "civilian",
    "facility", "organization", "person", "weapon", "other",
]  # fmt: skip
Granularity = Literal[
    "minute", "hour", "part-of-day", "day", "week", "month", "season", "year", "decade", "unknown"
]  # fmt: skip
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
Precision = Literal["exact", "near", "town", "district", "province", "country", "region", "unknown"]
Stance = Literal[
    "states", "confirms", "accuses", "claims-responsibility", "denies", "speculates", "threatens", "demands"
]  # fmt: skip
SourceKind = Literal[
    "official", "military", "police", "medical", "armed-group", "media", "witness", "ngo", "un", "anonymous", "other"
]  # fmt: skip
LinkType = Literal["reaction-to", "same-series", "about", "anniversary-of"]


class Count(Frozen):
    """A number of people or things. Zero only when the report says so; ``best`` is null where it gives bounds only."""

    low: int | None
    best: int | None
    high: int | None
    stated: str
    evidence: Evidence
    attributions: tuple[str, ...] = ()
    """Of a toll: the attributions that state it."""


class Time(Frozen):
    """A time expression. ``type`` and ``value`` follow TIMEX3; ``start`` and ``end`` are inclusive."""

    evidence: Evidence
    type: TimeType
    value: str | None
    start: str | None
    end: str | None
    open: bool = False
    granularity: Granularity = "unknown"
    anchor: str | None = None
    """published, document, explicit, ``event:eN`` or null."""
    how: str | None = None


class Place(Frozen):
    """A mention of a place, resolved to a gazetteer entry or left with nulls. ``literal`` false marks a metonym."""

    evidence: Evidence
    name: str
    gazetteer_id: str | None = None
    geonameid: int | None = None
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    admin1: str | None = None
    feature: str | None = None
    precision: Precision = "unknown"
    radius_km: float | None = None
    literal: bool = True
    score: float | None = None


class Entity(Frozen):
    """Whom a filler names: from the registry where it is listed, else composed from its words."""

    name: str
    id: str | None = None
    kind: EntityKind
    country: str | None = None
    alignment: str | None = None


class Argument(Frozen):
    """A filler of a role. ``confidence`` is set for actors only; ``score`` is a calibrated probability."""

    role: Role
    text: str
    evidence: Evidence
    entity: Entity | None = None
    count: Count | None = None
    confidence: Confidence | None = None
    score: float


class Casualties(Frozen):
    """People harmed by one event; null where the report is silent."""

    killed: Count | None = None
    injured: Count | None = None
    missing: Count | None = None
    abducted: Count | None = None
    arrested: Count | None = None


class AcledCode(Frozen):
    """ACLED event and sub-event type."""

    event_type: str
    sub_event_type: str


class PloverCode(Frozen):
    """PLOVER type and mode."""

    type: str
    mode: str | None


class UcdpCode(Frozen):
    """UCDP type of violence: 1 state-based, 2 non-state, 3 one-sided."""

    type_of_violence: Literal[1, 2, 3]


class Codes(Frozen):
    """The event in the foreign schemes; each null has its reason in ``codes_why_not``."""

    acled: AcledCode | None = None
    plover: PloverCode | None = None
    cameo: str | None = None
    muc4: str | None = None
    ucdp: UcdpCode | None = None


class Link(Frozen):
    """A relation to another event of the same reading."""

    type: LinkType
    event: str


class Event(Frozen):
    """One happening as one report tells it."""

    id: str
    type: str
    trigger: Span
    mentions: tuple[Span, ...] = ()
    salience: Salience
    modality: Modality
    polarity: Polarity
    series: bool
    arguments: tuple[Argument, ...] = ()
    time: Time | None = None
    place: Place | None = None
    more_places: tuple[Place, ...] = ()
    casualties: Casualties = Casualties()
    attributions: tuple[str, ...] = ()
    codes: Codes = Codes()
    codes_why_not: dict[str, str] = Field(default_factory=dict)
    links: tuple[Link, ...] = ()
    score: float
    decided: tuple[Decided, ...] = ()
    """what people decided of it, one mark a field; empty where it is the machine's alone"""


class Attribution(Frozen):
    """Who says what, and how. An empty source stands for one that is not named (``reportedly``)."""

    id: str
    source: tuple[Span, ...] = ()
    cue: Evidence
    content: tuple[Span, ...] = ()
    quote: bool = False
    source_kind: SourceKind = "other"
    via: tuple[Span, ...] = ()
    stance: Stance = "states"
    events: tuple[str, ...] = ()
    time: Time | None = None


class Figure(Frozen):
    """A stated quantity that belongs to no event."""

    quantity: str
    value: float
    approximate: bool
    place: Place | None = None
    evidence: Evidence


class Notice(Frozen):
    """A warning of the record: what could not be read or resolved, and where."""

    code: str
    message: str
    evidence: tuple[Span, ...] = ()


class Provenance(Frozen):
    """What derived the reading."""

    dateline: str
    model: str
    gazetteer: str
    read_at: str | None


class Reading(Frozen):
    """The record of one report."""

    model_config = ConfigDict(validate_by_name=True, validate_by_alias=True, serialize_by_alias=True)

    schema_: Literal["dateline/reading/1"] = Field(default="dateline/reading/1", alias="schema")
    report: Report
    events: tuple[Event, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    figures: tuple[Figure, ...] = ()
    places: tuple[Place, ...] = ()
    times: tuple[Time, ...] = ()
    warnings: tuple[Notice, ...] = ()
    provenance: Provenance

    def to_dict(self) -> dict[str, Any]:
        """The record as plain JSON values, every key present."""
        return self.model_dump(mode="json")

    def _repr_html_(self) -> str:
        # The one call upward: notebooks look for this method on the value itself. Loaded only when they do.
        html: str = import_module("dateline.render.notebook").repr_html(self)
        return html
