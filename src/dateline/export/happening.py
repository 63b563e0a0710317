"""What is exported: one happening with its chosen values and all who tell it.

Every exporter is written over this one value. It is filled from one event of a reading (``of_event``) or from an
incident of many readings (``incidents.of_incident``), and knows of neither.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pydantic import Field

from dateline.render.view import sentence
from dateline.schema.decision import Decided
from dateline.schema.reading import (
    Argument,
    Attribution,
    Codes,
    Confidence,
    Count,
    EntityKind,
    Event,
    Granularity,
    LinkType,
    Modality,
    Place,
    Polarity,
    Precision,
    Reading,
    Role,
    Salience,
    SourceKind,
    Stance,
    Time,
)
from dateline.schema.report import Report
from dateline.schema.span import Frozen, Span

TOLLS = ("killed", "injured", "missing", "abducted", "arrested")


class Number(Frozen):
    """A count as the record has it; ``stated`` are its words."""

    low: int | None = None
    best: int | None = None
    high: int | None = None
    stated: str

    @property
    def least(self) -> int | None:
        """The lowest number that the reports support: the lower bound, else the best; None for an upper bound only."""
        return self.low if self.low is not None else self.best


class Tolls(Frozen):
    """People harmed; None where all are silent."""

    killed: Number | None = None
    injured: Number | None = None
    missing: Number | None = None
    abducted: Number | None = None
    arrested: Number | None = None


class Party(Frozen):
    """Who or what fills a role. ``text`` are the words; ``name`` and ``id`` those of the actor list where known."""

    role: Role
    text: str
    name: str | None = None
    id: str | None = None
    kind: EntityKind | None = None
    country: str | None = None
    alignment: str | None = None
    number: Number | None = None
    confidence: Confidence | None = None
    score: float | None = None

    @property
    def label(self) -> str:
        """The name where there is one, else the words."""
        return self.name or self.text


class When(Frozen):
    """When it happened; ``start`` and ``end`` are inclusive days, or local clock times."""

    start: str | None = None
    end: str | None = None
    open: bool = False
    granularity: Granularity = "unknown"
    value: str | None = None
    stated: str


class Where(Frozen):
    """Where it happened: degrees, ISO 3166 country, the gazetteer's ids; ``stated`` are the words."""

    name: str
    stated: str
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    admin1: str | None = None
    feature: str | None = None
    geonameid: int | None = None
    gazetteer_id: str | None = None
    precision: Precision = "unknown"
    radius_km: float | None = None

    @property
    def point(self) -> tuple[float, float] | None:
        """Longitude and latitude."""
        return None if self.lat is None or self.lon is None else (self.lon, self.lat)


class Said(Frozen):
    """Who a report says it has it from; None: somebody whom it does not name."""

    source: str | None = None
    kind: SourceKind = "other"
    stance: Stance = "states"
    quote: bool = False
    via: str | None = None


class Telling(Frozen):
    """One report's telling. Offsets count code points of the report's text, ``report`` is that text's SHA-256.

    ``sentence`` is the one around the trigger; ``mentions`` counts the triggers.
    """

    report: str
    event: str
    outlet: str | None = None
    url: str | None = None
    headline: str | None = None
    published: str | None = None
    language: str | None = None
    length: int
    trigger: str
    start: int
    sentence: str
    sentence_start: int
    sentence_end: int
    mentions: int = 1
    salience: Salience = "main"
    score: float | None = None
    said: tuple[Said, ...] = ()

    @property
    def key(self) -> str:
        """The event of the report, as one text."""
        return f"{self.report}/{self.event}"


class Cited(Frozen):
    """The words that a value comes from. ``field`` names it (``time``, ``killed``, ``actor 1``).

    ``chosen`` False: they tell a rival value.
    """

    field: str
    report: str
    event: str
    start: int
    end: int
    text: str
    chosen: bool = True


class Linked(Frozen):
    """A relation to another happening, by its id."""

    type: LinkType
    id: str


class Happening(Frozen):
    """One happening: chosen values, who tells it, and the words of every value.

    ``id`` lasts as long as the store does; without a store it is report and event. ``at`` is when this state of it was
    made (ISO, UTC). ``publishers`` counts those independent of each other, None where nobody has looked.
    ``decided`` says which fields people decided, who and when; empty where all is the machine's.
    ``harmed`` are the mentions of victims of every event of the same reports: they are not written, but tell which
    names are withheld.
    """

    id: str
    version: int | None = None
    at: str | None = None
    made_by: str | None = None
    type: str
    trigger: str
    salience: Salience
    modality: Modality
    polarity: Polarity
    series: bool = False
    score: float | None = None
    parties: tuple[Party, ...] = ()
    when: When | None = None
    where: Where | None = None
    elsewhere: tuple[Where, ...] = ()
    tolls: Tolls = Tolls()
    codes: Codes = Codes()
    why_not: dict[str, str] = Field(default_factory=dict)
    links: tuple[Linked, ...] = ()
    publishers: int | None = None
    decided: tuple[Decided, ...] = ()
    tellings: tuple[Telling, ...] = Field(min_length=1)
    evidence: tuple[Cited, ...] = ()
    harmed: tuple[Party, ...] = Field(default=(), exclude=True, repr=False)

    @property
    def reports(self) -> int:
        """How many reports tell it; a text that stands at two sources is two of them."""
        return len({(each.report, each.outlet, each.url) for each in self.tellings})

    def filling(self, *roles: Role) -> tuple[Party, ...]:
        """The parties in these roles, role by role."""
        return tuple(each for role in roles for each in self.parties if each.role == role)

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values, every key present."""
        return self.model_dump(mode="json")


def of_event(
    reading: Reading,
    event: Event,
    *,
    id: str,  # noqa: A002
    version: int | None = None,
    at: str | None = None,
    made_by: str | None = None,
    ids: Mapping[str, str] | None = None,
) -> Happening:
    """A happening told by one event of one reading.

    ``ids`` are the ids of the events of the same reading by their numbers in it; links to others are left out.
    """
    known, report, attributions = ids or {}, reading.report, reading.attributions
    return Happening(
        id=id, version=version, at=at, made_by=made_by, type=event.type, trigger=event.trigger.text,
        salience=event.salience, modality=event.modality, polarity=event.polarity, series=event.series,
        score=event.score, parties=tuple(party(each) for each in event.arguments),
        when=when(event.time) if event.time else None, where=where(event.place) if event.place else None,
        elsewhere=tuple(where(each) for each in event.more_places), tolls=_tolls(event), codes=event.codes,
        why_not=event.codes_why_not,
        links=tuple(Linked(type=each.type, id=known[each.event]) for each in event.links if each.event in known),
        decided=event.decided,
        tellings=(telling(report, event, attributions),),
        evidence=tuple(cited(report, event, attributions)), harmed=harmed(reading),
    )  # fmt: skip


def harmed(reading: Reading) -> tuple[Party, ...]:
    """Every mention of every victim of a reading."""
    victims = (one for event in reading.events for one in event.arguments if one.role == "victim")
    return tuple(party(one).model_copy(update={"text": words.text}) for one in victims for words in one.evidence)


def party(argument: Argument) -> Party:
    """A filler as it is exported."""
    entity = argument.entity
    return Party(
        role=argument.role, text=_line(argument.text), name=entity.name if entity else None,
        id=entity.id if entity else None, kind=entity.kind if entity else None,
        country=entity.country if entity else None, alignment=entity.alignment if entity else None,
        number=number(argument.count), confidence=argument.confidence, score=argument.score,
    )  # fmt: skip


def number(count: Count | None) -> Number | None:
    """A count as it is exported."""
    if count is None:
        return None
    return Number(low=count.low, best=count.best, high=count.high, stated=_line(count.stated))


def when(time: Time) -> When:
    """A time as it is exported."""
    return When(
        start=time.start, end=time.end, open=time.open, granularity=time.granularity, value=time.value,
        stated=_line(time.evidence[0].text),
    )  # fmt: skip


def where(place: Place) -> Where:
    """A place as it is exported."""
    return Where(
        name=place.name, stated=_line(place.evidence[0].text), lat=place.lat, lon=place.lon, country=place.country,
        admin1=place.admin1, feature=place.feature, geonameid=place.geonameid, gazetteer_id=place.gazetteer_id,
        precision=place.precision, radius_km=place.radius_km,
    )  # fmt: skip


def telling(report: Report, event: Event, attributions: Iterable[Attribution]) -> Telling:
    """How one report tells it."""
    start, end = sentence(report.text, event.trigger)
    return Telling(
        report=report.id, event=event.id, outlet=report.outlet, url=report.url, headline=report.headline,
        published=report.published, language=report.language, length=len(report.text), trigger=event.trigger.text,
        start=event.trigger.start, sentence=_line(report.text[start:end]), sentence_start=start, sentence_end=end,
        mentions=1 + len(event.mentions), salience=event.salience, score=event.score,
        said=tuple(_said(each) for each in attributions if each.id in event.attributions),
    )  # fmt: skip


def cited(report: Report, event: Event, attributions: Iterable[Attribution]) -> Iterator[Cited]:
    """The words of every value of one event."""
    for field, spans in _evidence(event, attributions):
        for words in spans:
            yield Cited(
                field=field, report=report.id, event=event.id, start=words.start, end=words.end, text=words.text
            )


def _evidence(event: Event, attributions: Iterable[Attribution]) -> Iterator[tuple[str, tuple[Span, ...]]]:
    yield "type", (event.trigger, *event.mentions)
    seen: dict[str, int] = {}
    for each in event.arguments:
        seen[each.role] = seen.get(each.role, 0) + 1
        yield f"{each.role} {seen[each.role]}", each.evidence
        if each.count:
            yield f"{each.role} {seen[each.role]} count", each.count.evidence
    if event.time:
        yield "time", event.time.evidence
    if event.place:
        yield "place", event.place.evidence
    for at, place in enumerate(event.more_places, start=1):
        yield f"more places {at}", place.evidence
    for kind in TOLLS:
        count: Count | None = getattr(event.casualties, kind)
        if count:
            yield kind, count.evidence
    own = [each for each in attributions if each.id in event.attributions]
    for at, said in enumerate(own, start=1):
        yield f"source {at}", said.source
        yield f"cue {at}", said.cue
        yield f"content {at}", said.content


def _tolls(event: Event) -> Tolls:
    return Tolls(**{kind: number(getattr(event.casualties, kind)) for kind in TOLLS})


def _said(attribution: Attribution) -> Said:
    return Said(
        source=_words(attribution.source), kind=attribution.source_kind, stance=attribution.stance,
        quote=attribution.quote, via=_words(attribution.via),
    )  # fmt: skip


def _words(spans: tuple[Span, ...]) -> str | None:
    return _line(" ".join(each.text for each in spans)) or None


def _line(text: str) -> str:
    return " ".join(text.split())
