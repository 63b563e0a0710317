"""The feeds that are watched: where each stands, what failed, when it last brought something."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from fastapi import APIRouter, Request
from starlette.responses import Response

from dateline.store.feeds import ProblemKind
from dateline.web.desk import desk
from dateline.web.guard import shows_no_decisions
from dateline.web.templates import page

router = APIRouter(include_in_schema=False)

PROBLEMS: Final[Mapping[ProblemKind, str]] = MappingProxyType({
    "no-answer": "not reached", "refused": "refused", "no-feed": "no feed", "unknown": "failed",
})  # fmt: skip


@router.get("/feeds")
@shows_no_decisions
def feeds(request: Request) -> Response:
    """All of them; those that fail come first."""
    found = sorted(desk(request).feeds.all(), key=lambda each: (-each.failures, each.url))
    return page(request, "feeds.html", feeds=found, problems=PROBLEMS)
