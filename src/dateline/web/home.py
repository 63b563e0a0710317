"""The map and timeline: what happened where and when. Its address holds every filter."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from dateline.ontology.registry import FAMILIES
from dateline.web import charts
from dateline.web.asked import Asked, Cursor
from dateline.web.desk import desk
from dateline.web.shown import Bar, bars
from dateline.web.templates import page

router = APIRouter(include_in_schema=False)

AT_ONCE = 40


@router.get("/")
def home(
    request: Request, asked: Annotated[Asked, Query()], after: Annotated[Cursor | None, Query()] = None
) -> Response:
    """Filters, map, timeline and list; to htmx only what a filter or the next page changes."""
    at = desk(request)
    listed = at.shown.listed(asked, AT_ONCE, after)
    if after is not None and "hx-request" in request.headers:
        return page(request, "incident_rows.html", listed=listed, filters=asked)
    overview = at.shown.overview(asked)

    def link(bar: Bar) -> str:
        return "/?" + asked.query(since=bar.first.isoformat(), until=bar.last.isoformat())

    values = {
        "filters": asked, "listed": listed, "overview": overview, "first_page": after is None,
        "placed": overview.placed, "dated": sum(overview.days.values()),
        "histogram": charts.histogram(bars(overview), link),
    }  # fmt: skip
    if "hx-request" in request.headers:
        return page(request, "found.html", **values)
    return page(
        request, "home.html", **values, types=FAMILIES, tiles=at.settings.tiles or "", countries=at.shown.countries()
    )
