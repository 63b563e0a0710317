"""The JSON interface, version 1: what the pages show, by the same functions."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import APIRouter, Depends, Path, Query, Request
from pydantic_core import to_json
from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse, Response

from dateline import __version__
from dateline.export.registry import MODULES, export_format
from dateline.gazetteer.bundled import BundledGazetteer
from dateline.ontology.glossary import explain, terms
from dateline.ontology.registry import EventType, types
from dateline.store.alerts import AlertSummary
from dateline.store.audit import AuditEntry
from dateline.store.feeds import FeedSummary
from dateline.web import about, exporting, models
from dateline.web.asked import (
    LARGEST,
    MOST_AT_ONCE,
    Asked,
    AskedEvents,
    AskedReports,
    Cursor,
    Day,
    Number,
    Words,
    nothing_else,
)
from dateline.web.desk import coder, desk, is_blind, session
from dateline.web.guard import may, shows_no_decisions
from dateline.web.problem import Unchanged, answers
from dateline.web.shown import bars

PREFIX: Final = "/api/v1"

AREAS: Final = frozenset({"province", "country", "region"})
"""Precisions of places that are no point on a map."""

Limit = Annotated[int, Query(ge=1, le=MOST_AT_ONCE, description="At most so many.")]
After = Annotated[Cursor | None, Query(description="The `next` of the page before.")]
Id = Annotated[int, Path(ge=1, le=LARGEST)]
Filters = Annotated[Asked, Query()]


async def tagged(request: Request, response: Response) -> None:
    """Give the answer its tag, the store's state; where the sender has it already, 304 is the answer.

    Rows of a store are only added, so the number of its last change stands for all that it holds.
    """
    _tag(request, response, await run_in_threadpool(desk(request).shown.state))


async def tagged_with_polls(request: Request, response: Response) -> None:
    """``tagged`` for what also tells of feeds that were asked, which is no change of the store."""
    at = desk(request)
    state, poll = await run_in_threadpool(at.shown.state), await run_in_threadpool(at.feeds.last_poll)
    _tag(request, response, state, poll)


def _tag(request: Request, response: Response, *state: int) -> None:
    tag = f'W/"{"-".join(map(str, (__version__, *state)))}"'
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = "private, no-cache"
    request.state.tag = tag
    held = request.headers.get("if-none-match", "")
    if tag in (each.strip() for each in held.split(",")) or held.strip() == "*":
        raise Unchanged(_kept(request))


router = APIRouter(prefix=PREFIX, responses=answers(401, 403, 422, 503), dependencies=[Depends(nothing_else)])
stored = APIRouter(dependencies=[Depends(tagged)])


@stored.get("/incidents", responses=answers(400), tags=["incidents"])
def incidents(request: Request, asked: Filters, limit: Limit = 50, after: After = None) -> models.Incidents:
    """A page of the incidents that fit, in the order asked for."""
    listed = desk(request).shown.listed(asked, limit, after)
    return models.Incidents(items=[models.Summary.of(each) for each in listed.incidents], next=listed.after)


@stored.get("/incidents/points", tags=["incidents"], response_model=models.Points)
def points(request: Request, asked: Filters) -> Response:
    """All incidents that fit and have a place, as columns of equal length, for a map."""
    held = desk(request).shown.overview(asked)
    rows = [at for at, lon in enumerate(held.lon) if lon is not None and held.lat[at] is not None]
    columns = {
        "id": held.ids, "type": held.types, "day": held.first_day, "lon": held.lon, "lat": held.lat,
        "radius_km": held.radius_km, "killed": held.killed, "area": [each in AREAS for each in held.precision],
    }  # fmt: skip
    told = {name: [column[at] for at in rows] for name, column in columns.items()} | {"incidents": len(held)}
    # Tens of thousands of rows: written as they are, their form is held by a test.
    return Response(to_json(told), media_type="application/json", headers=_kept(request))


@stored.get("/incidents/days", tags=["incidents"])
def days(request: Request, asked: Filters) -> models.Days:
    """How many of the incidents that fit began in each day, week, month or year, the finest that gives few enough."""
    held = desk(request).shown.overview(asked)
    told = [models.Bar(first=each.first, last=each.last, incidents=each.incidents) for each in bars(held)]
    return models.Days(items=told, incidents=len(held), undated=len(held) - sum(each.incidents for each in told))


@stored.get("/incidents/countries", tags=["incidents"])
def countries(request: Request) -> list[str]:
    """The countries where incidents lie, as ISO 3166 codes."""
    return list(desk(request).shown.countries())


@stored.get("/incidents/{number}", responses=answers(404), tags=["incidents"])
def incident(request: Request, number: Id, as_of: Annotated[Day | None, Query()] = None) -> models.Whole:
    """One incident with every value that is told of it; an absorbed one is the one that absorbed it."""
    whole = desk(request).shown.incident(number, as_of)
    return models.Whole(
        summary=models.Summary.of(whole.stored), incident=whole.incident,
        related=[models.Summary.of(each) for each in whole.related],
    )  # fmt: skip


@stored.get("/incidents/{number}/versions", responses=answers(404), tags=["incidents"])
def versions(request: Request, number: Id) -> list[models.Summary]:
    """Every version of an incident, the first first."""
    return [models.Summary.of(each) for each in desk(request).shown.versions(number)]


@stored.get("/events", responses=answers(400), tags=["events"])
@shows_no_decisions
def events(
    request: Request, asked: Annotated[AskedEvents, Query()], limit: Limit = 50, after: After = None
) -> models.Events:
    """A page of the events that fit, the latest first, those without a day last.

    A blind coder gets them as the machine tells them.
    """
    found, following = desk(request).shown.events(asked, limit, after, blind=is_blind(request))
    return models.Events(items=[models.StoredEvent.of(each) for each in found], next=following)


@stored.get("/events/{event}", responses=answers(404), tags=["events"])
def event(request: Request, event: Id) -> models.StoredEvent:
    """The latest version of an event: the one to name in a decision about it."""
    return models.StoredEvent.of(desk(request).shown.event_versions(event, latest=True)[0])


@stored.get("/events/{event}/versions", responses=answers(404), tags=["events"])
def event_versions(request: Request, event: Id) -> list[models.StoredEvent]:
    """Every version of an event, the first first."""
    return [models.StoredEvent.of(each) for each in desk(request).shown.event_versions(event)]


@stored.get("/reports", responses=answers(400), tags=["reports"])
@shows_no_decisions
def reports(
    request: Request, asked: Annotated[AskedReports, Query()], limit: Limit = 50, after: After = None
) -> models.Reports:
    """A page of the reports that fit, the last published first."""
    found, following = desk(request).shown.reports(asked, limit, after)
    return models.Reports(items=[models.Report.of(each) for each in found], next=following)


@stored.get("/reports/{document}", responses=answers(404), tags=["reports"])
@shows_no_decisions
def report(request: Request, document: Id, version: Annotated[Number | None, Query()] = None) -> models.StoredReading:
    """A report with its reading: the latest version, or the one asked for.

    A blind coder gets it as the machine read it, with what they decided so themselves.
    """
    return models.StoredReading.of(desk(request).shown.report(document, version, blind_for=coder(request).blind_for))


@router.get("/feeds", tags=["watching"], dependencies=[Depends(tagged_with_polls)])
@shows_no_decisions
def feeds(request: Request) -> list[FeedSummary]:
    """The feeds that are watched, by address."""
    return desk(request).feeds.all()


@stored.get("/alerts", tags=["watching"])
def alerts(request: Request) -> list[AlertSummary]:
    """The alerts that ever fitted, by name and receiver."""
    return desk(request).alerts.all()


@stored.get("/alerts/matches", tags=["watching"])
def alert_matches(
    request: Request,
    alert: Annotated[Words, Query(description="The alert's name.")],
    receiver: Annotated[Words, Query(description="Its receiver, as /alerts names it.")],
    limit: Limit = 20,
) -> list[models.Match]:
    """The last matches of an alert for a receiver, the last found first, each with the incident that tells it."""
    found = desk(request).alerts.latest(alert, receiver, limit)
    return [models.Match.model_validate(each.to_dict()) for each in found]


@stored.get("/users", tags=["people"], dependencies=[Depends(may("editor"))])
@shows_no_decisions
def users(request: Request) -> list[models.User]:
    """Who may use the workbench, and as what. For editors."""
    return [models.User(name=each.name, role=each.role, active=each.active) for each in desk(request).users.all()]


@stored.get("/audit", tags=["people"], dependencies=[Depends(may("editor"))])
@shows_no_decisions
def audit(request: Request, limit: Limit = 50, before: Annotated[Number | None, Query()] = None) -> list[AuditEntry]:
    """What was done in the workbench, the last first. For editors."""
    return desk(request).audit.latest(limit, before)


@router.get("/session", tags=["people"])
@shows_no_decisions
def own_session(request: Request) -> models.Session:
    """Who asks, and the token that every change has to bring along as X-CSRF-Token."""
    held = session(request)
    name = held.user.name if held.user else ""
    return models.Session(name=name, role=held.role or "reader", csrf=held.csrf, blind=is_blind(request))


@router.get("/types", tags=["about"])
@shows_no_decisions
def event_types() -> list[EventType]:
    """The event types, with what each means and its codes in other schemes."""
    return list(types())


@router.get("/glossary", tags=["about"])
@shows_no_decisions
def glossary() -> list[models.Term]:
    """Every label of the record, explained."""
    found = (explain(term) for term in terms())
    return [models.Term(term=each.term, senses=[dict(sense) for sense in each.senses]) for each in found if each]


@router.get("/about", tags=["about"])
@shows_no_decisions
def own_account() -> models.About:
    """What reads the reports: versions, the model's card, and what its figures may not fall below."""
    return models.About(
        dateline=__version__, gazetteer=BundledGazetteer().version, card=about.card(), floors=about.floors()
    )


@router.get("/export", tags=["incidents"])
@shows_no_decisions
def formats() -> list[models.Format]:
    """The formats that incidents are exported in, with what each loses."""
    found = (export_format(name) for name in MODULES)
    return [models.Format(name=each.name, suffix=each.suffix, about=each.about, lost=list(each.lost)) for each in found]


@router.get(
    "/export/{format}", tags=["incidents"], response_class=Response,
    responses=answers(404) | {200: {"content": {"application/octet-stream": {}}, "description": "The file."}},
)  # fmt: skip
def export(
    request: Request,
    asked: Filters,
    format_: Annotated[exporting.Format, Path(alias="format")],
    withhold: Annotated[bool, Query(description="Leave out the names of private victims.")] = False,
) -> Response:
    """The incidents that fit in a format of the field; a table comes with its evidence, as an archive."""
    return exporting.written(request, asked, format_.value, withhold=withhold)


@router.get("/openapi.json", include_in_schema=False)
@shows_no_decisions
def described(request: Request) -> Response:
    """The description of this interface."""
    return JSONResponse(request.app.openapi())


def _kept(request: Request) -> dict[str, str]:
    return {"ETag": request.state.tag, "Cache-Control": "private, no-cache"}


router.include_router(stored)
"""After its own routes: what is asked of the store is tagged, the rest is not."""
