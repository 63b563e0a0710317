"""Who may use the workbench, and what they did: for editors."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from dateline.web.asked import Number
from dateline.web.desk import desk
from dateline.web.guard import may, shows_no_decisions
from dateline.web.templates import page

router = APIRouter(include_in_schema=False, dependencies=[Depends(may("editor"))])

_AT_ONCE = 100


@router.get("/people")
@shows_no_decisions
def people(request: Request, before: Annotated[Number | None, Query()] = None) -> Response:
    """Users, and the log from its end."""
    at = desk(request)
    log = at.audit.latest(_AT_ONCE + 1, before)
    following = log[_AT_ONCE - 1].id if len(log) > _AT_ONCE else None
    return page(request, "people.html", users=at.users.all(), log=log[:_AT_ONCE], before=following)
