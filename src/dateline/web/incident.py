"""One incident: what reports agree on, what they dispute, and by whom each value is told."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import RedirectResponse, Response

from dateline.render import phrases
from dateline.web import charts, fields
from dateline.web.asked import LARGEST, Day
from dateline.web.desk import desk
from dateline.web.templates import page

router = APIRouter(include_in_schema=False)


@router.get("/incident/{number}")
def incident(
    request: Request,
    number: Annotated[int, Path(ge=1, le=LARGEST)],
    as_of: Annotated[Day | None, Query()] = None,
) -> Response:
    """The whole of it; an absorbed one leads to the one that absorbed it."""
    whole = desk(request).shown.incident(number, as_of)
    own = int(whole.incident.id)
    if own != number:
        return RedirectResponse(f"/incident/{own}" + (f"?as_of={as_of}" if as_of else ""), 303)
    tolls = {name: getattr(whole.incident.casualties, name) for name in phrases.TOLLS}
    curves = {name: charts.toll_points(whole.incident, toll) for name, toll in tolls.items()}
    return page(
        request, "incident.html", whole=whole, told=fields.fields(whole.incident), as_of=as_of,
        place_map=fields.place_map(whole.incident),
        curves={name: charts.toll_chart(points, name) for name, points in curves.items() if len(points) > 1},
    )  # fmt: skip


@router.get("/incident/{number}/card")
def card(request: Request, number: Annotated[int, Path(ge=1, le=LARGEST)]) -> Response:
    """What the map shows of one incident that is pointed at."""
    return page(request, "incident_card.html", each=desk(request).shown.versions(number)[-1])
