"""Words looked for in everything: incidents and reports."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from dateline.web.asked import Asked, AskedReports, Cursor
from dateline.web.desk import desk, is_blind
from dateline.web.guard import shows_no_decisions
from dateline.web.templates import page

router = APIRouter(include_in_schema=False)

_INCIDENTS, _REPORTS = 8, 30


@router.get("/search")
@shows_no_decisions
def search(
    request: Request, asked: Annotated[AskedReports, Query()], after: Annotated[Cursor | None, Query()] = None
) -> Response:
    """Reports that have the words, and the incidents that they tell; to htmx the next page of reports.

    Incidents come of what people decided: a blind coder finds reports alone.
    """
    shown = desk(request).shown
    reports, following = shown.reports(asked, _REPORTS, after)
    values = {"filters": asked, "reports": reports, "after": following}
    if after is not None and "hx-request" in request.headers:
        return page(request, "report_rows.html", **values)
    asks = (asked.q or asked.outlet) and not is_blind(request)
    incidents = shown.listed(Asked(q=asked.q, outlet=asked.outlet), _INCIDENTS) if asks else None
    return page(request, "search.html", **values, incidents=incidents)
