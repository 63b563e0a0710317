"""Alerts: how often each fitted, and the events that did last."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from dateline.web.desk import desk
from dateline.web.templates import page

router = APIRouter(include_in_schema=False)

_LATEST = 20


@router.get("/alerts")
def alerts(request: Request) -> Response:
    """Every alert with its latest matches."""
    log = desk(request).alerts
    found = [(each, log.latest(each.alert, each.receiver, _LATEST)) for each in log.all()]
    return page(request, "alerts.html", alerts=found)
