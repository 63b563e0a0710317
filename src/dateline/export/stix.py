"""STIX 2.1: a bundle of incidents with their places, parties and reports, made and checked by the stix2 library."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Final, TextIO
from uuid import UUID, uuid5

from dateline.errors import DataError
from dateline.export import describe, evidence, flat
from dateline.export.base import Account, Column, Format
from dateline.export.days import moment
from dateline.export.files import Files
from dateline.export.happening import Happening, Party, Telling, Where
from dateline.render.safe import inert

if TYPE_CHECKING:
    from stix2.base import _STIXBase

_SPACE: Final = UUID("3b0ed3a6-5a2a-5d55-9e0a-6a5f5d1f6e21")
"""Ids are made from what they name within this space, so that the same record has the same ids everywhere."""
_SINCE: Final = "2026-01-01T00:00:00.000Z"
"""When the objects that every bundle shares were made: dateline's identity and its extension."""
_CLASSES: Final = {
    "person": "individual", "civilian": "class", "state": "organization", "government": "organization",
    "military": "organization", "police": "organization", "organization": "organization", "armed-group": "group",
}  # fmt: skip
EXTENSION: Final = f"extension-definition--{uuid5(_SPACE, 'extension')}"
AUTHOR: Final = f"identity--{uuid5(_SPACE, 'dateline')}"


def stix_id(kind: str, *names: object) -> str:
    """The id of an object of a kind."""
    return f"{kind}--{uuid5(_SPACE, kind + ':' + '|'.join(str(name) for name in names))}"


class _Bundle:
    """Objects go to the stream as they are made, each once; reports last, for they list the objects."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._seen: dict[str, None] = {}
        self._reports: dict[str, tuple[Telling, str, list[str]]] = {}

    def put(self, made: _STIXBase) -> str:
        """Write an object unless it is there; its id."""
        if made.id not in self._seen:
            self._stream.write(("," if self._seen else "") + "\n" + made.serialize())
            self._seen[made.id] = None
        return str(made.id)

    def add(self, happening: Happening, at: str, account: Account) -> None:
        """An incident with all that it refers to."""
        refs = [self.put(made) for made in _objects(happening, at)]
        for told in happening.tellings:
            if told.published is None:
                account.cut["report without a publication date, which a STIX Report asks for"] += 1
                continue
            # Of a report only what its object needs is held: many thousands may wait for the end.
            short = told.model_copy(update={"sentence": "", "said": ()})
            kept, first, listed = self._reports.setdefault(told.report, (short, at, []))
            self._reports[told.report] = (kept, min(first, at), listed)
            listed.extend(ref for ref in refs if ref not in listed)

    def close(self) -> str:
        """Write the reports; the bundle's id, which follows from what is in it."""
        for told, at, refs in self._reports.values():
            self.put(_report(told, at, refs))
        return stix_id("bundle", *self._seen)


def _objects(happening: Happening, at: str) -> Iterator[_STIXBase]:
    yield _incident(happening, at)
    for where in (happening.where, *happening.elsewhere):
        if where and (made := _location(where, at)) is not None:
            yield made
    for party in happening.filling("actor", "target", "victim"):
        if party.kind in _CLASSES:
            yield _identity(party, at)


def _incident(happening: Happening, at: str) -> _STIXBase:
    from stix2.v21 import Incident

    row = {name: value for name, value in flat.row(happening).items() if value is not None}
    words = [{name: value for name, value in one.items() if value is not None} for one in evidence.rows(happening)]
    sources = [
        {"source_name": told.outlet or "report", **({"url": told.url} if told.url else {}), "external_id": told.key}
        for told in happening.tellings
    ]
    return Incident(
        id=stix_id("incident", happening.id), created_by_ref=AUTHOR, created=at, modified=at,
        name=inert(describe.title(happening)), description=inert(describe.text(happening)),
        labels=[happening.type, happening.salience],
        **({} if happening.score is None else {"confidence": round(happening.score * 100)}),
        external_references=sources,
        extensions={EXTENSION: {"extension_type": "property-extension", **row, "evidence": words}},
    )  # fmt: skip


def _location(where: Where, at: str) -> _STIXBase | None:
    """A place with a point or a country; one that nobody knows is no STIX location."""
    from stix2.v21 import Location

    if where.point is None and where.country is None:
        return None
    known: dict[str, Any] = {}
    if where.point is not None:
        known = {"latitude": where.lat, "longitude": where.lon}
        if where.radius_km:
            known["precision"] = float(where.radius_km * 1000)
    if where.country:
        known["country"] = where.country
    if where.admin1:
        known["administrative_area"] = where.admin1
    name = where.gazetteer_id or f"{where.name}|{where.lat}|{where.lon}"
    return Location(
        id=stix_id("location", name, where.radius_km), created_by_ref=AUTHOR, created=at, modified=at,
        name=inert(where.name), **known,
    )  # fmt: skip


def _identity(party: Party, at: str) -> _STIXBase:
    from stix2.v21 import Identity

    return Identity(
        id=stix_id("identity", party.id or f"{party.label}|{party.country}|{party.kind}"), created_by_ref=AUTHOR,
        created=at, modified=at, name=inert(party.label), identity_class=_CLASSES[party.kind or ""],
    )  # fmt: skip


def _report(told: Telling, at: str, refs: list[str]) -> _STIXBase:
    from stix2.v21 import Report

    return Report(
        id=stix_id("report", told.report), created_by_ref=AUTHOR, created=at, modified=at,
        name=inert(told.headline or f"Report {told.report[:12]}"), published=moment(told.published or at),
        object_refs=refs,        report_types=["incident"],
        external_references=[
            {"source_name": told.outlet or "report", **({"url": told.url} if told.url else {}),
             "external_id": told.report}
        ],
    )  # fmt: skip


def _shared() -> Iterator[_STIXBase]:
    from stix2.v21 import ExtensionDefinition, Identity

    yield Identity(id=AUTHOR, created=_SINCE, modified=_SINCE, name="dateline", identity_class="system")
    yield ExtensionDefinition(
        id=EXTENSION, created_by_ref=AUTHOR, created=_SINCE, modified=_SINCE, name="dateline record",
        description="The values that a report tells of an incident, each with the words that tell it.",
        schema="docs/formats/csv.md", version="1.0.0", extension_types=["property-extension"],
    )  # fmt: skip


def write(happenings: Iterable[Happening], files: Files, account: Account) -> None:
    """A bundle, object by object; of reports only their lists of ids are held until the end."""
    from stix2.exceptions import STIXError

    with files.text() as stream:
        stream.write('{"type":"bundle","objects":[')
        bundle = _Bundle(stream)
        for made in _shared():
            bundle.put(made)
        for each in happenings:
            if each.at is None:
                account.decline("not known when the record was made, which STIX asks for")
                continue
            row = flat.row(each)
            account.take(each, (name for name in ("place_name", "actors", "urls") if row[name] is None))
            try:
                bundle.add(each, each.at, account)
            except STIXError as error:
                raise DataError(f"is no STIX object: {error}", name=f"event {each.id}") from error
        try:
            named = bundle.close()
        except STIXError as error:
            raise DataError(f"a report is no STIX object: {error}") from error
        stream.write(f'\n],"id":"{named}"}}\n')


FORMAT: Final = Format(
    name="stix",
    suffix=".json",
    about="A STIX 2.1 bundle: an Incident for each happening, a Location and Identities that it names, and a Report "
    "with `object_refs` for each news report. Every object is made, and so checked, by the stix2 library.",
    write=write,
    fields=(
        Column("incident.id", "made from dateline's id: the same record has the same id in every bundle"),
        Column("incident.created, modified", "when this state of the record was made", "datetime"),
        Column("incident.name, description", "event type and place; who, how many, the sentence of each report"),
        Column("incident.confidence", "the event's score in percent", "integer"),
        Column("incident.labels", "event type and salience", "array"),
        Column("incident.external_references", "the reports: outlet, address, report/event", "array"),
        Column("incident.extensions", "the columns of the CSV, and the evidence of every value", "object"),
        Column("location", "places with a point or a country; `precision` is the radius in metres", "object"),
        Column("identity", "actors, targets and victims that are people, groups or organisations", "object"),
        Column("report", "headline, publication, address; `object_refs` are all objects that it tells of", "object"),
    ),
    lost=(
        "roles: which identity is actor, target or victim stands in the extension only",
        "reports without a publication date have no Report (counted); their incidents are there",
        "a Report's day of publication becomes midnight UTC, a clock time without a zone UTC: STIX has no others",
        "a happening of which nobody knows when its record was made is declined: STIX asks for `created`",
        "facilities and weapons have no object of their own",
    ),
    libraries=("stix2",),
)
