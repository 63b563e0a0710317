"""The JSON interface to reviews: what waits, what was decided, and deciding."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Request
from pydantic import BaseModel, Field

from dateline.review.actions import AnyAction, Made
from dateline.web.api import PREFIX, Limit
from dateline.web.asked import LARGEST
from dateline.web.decide import take_back
from dateline.web.desk import desk, session, who
from dateline.web.guard import may
from dateline.web.problem import answers

router = APIRouter(
    prefix=PREFIX,
    tags=["reviews"],
    dependencies=[Depends(may("coder"))],
    responses=answers(400, 401, 403, 413, 422, 503),
)

Row = Annotated[int, Field(ge=1, le=LARGEST)]


class Asked(BaseModel):
    """What is to be decided, about which version of which event, incident or document."""

    action: AnyAction
    version: Row
    event: Row | None = None
    incident: Row | None = None
    document: Row | None = None
    blind: bool = False


class Selection(BaseModel):
    """Words of a report that set a field, and what a person states by hand; see ``select`` of reviews."""

    field: str = Field(max_length=40)
    words: list[tuple[Annotated[int, Field(ge=0, le=LARGEST)], Annotated[int, Field(ge=0, le=LARGEST)]]] = Field(
        default=[], max_length=100
    )
    value: Any = None
    replaces: list[tuple[Annotated[int, Field(ge=0, le=LARGEST)], Annotated[int, Field(ge=0, le=LARGEST)]]] = Field(
        default=[], max_length=100
    )


class Choice(BaseModel):
    """An action that a selection stands for, and the version to name in the decision."""

    version: int
    action: dict[str, Any]


@router.get("/review/queue")
def queue(
    request: Request,
    limit: Limit = 20,
    second: Annotated[bool, Query(description="As the blind second coder of what others decided about.")] = False,
) -> list[dict[str, Any]]:
    """The events that the sender should look at next, most needed first, with what their place depends on."""
    return [each.to_dict() for each in desk(request).store.reviews.queue(who(request), limit=limit, second=second)]


@router.get("/review/progress")
def progress(request: Request) -> list[dict[str, Any]]:
    """What each coder did today (UTC)."""
    return [each.to_dict() for each in desk(request).store.reviews.progress()]


@router.get("/review/agreement", dependencies=[Depends(may("editor"))])
def agreement(request: Request) -> list[dict[str, Any]]:
    """How far coders agree who did not see each other's decisions, field by field. For editors."""
    return [each.to_dict() for each in desk(request).store.reviews.agreement()]


@router.get("/events/{event}/decisions")
def decisions(request: Request, event: Annotated[int, Path(ge=1, le=LARGEST)]) -> list[dict[str, Any]]:
    """What was decided about an event, the first first."""
    return [each.to_dict() for each in desk(request).store.reviews.history(event=event)]


@router.post("/events/{event}/select")
def select(request: Request, event: Annotated[int, Path(ge=1, le=LARGEST)], asked: Selection) -> Choice:
    """What selected words mean for a field: the action to decide. Decides nothing."""
    reviews = desk(request).store.reviews
    made = reviews.select(event, asked.field, asked.words, asked.value, replaces=asked.replaces)
    return Choice(version=reviews.seen(event).version, action=made.model_dump(mode="json"))


@router.post("/decisions", status_code=201, responses=answers(409))
def decide(request: Request, asked: Asked) -> dict[str, Any]:
    """Decide something; it takes effect at once, unless it is blind. 409: it changed since it was seen."""
    made: Made = desk(request).store.reviews.decide(
        asked.action, by=who(request), version=asked.version, event=asked.event, incident=asked.incident,
        document=asked.document, blind=asked.blind,
    )  # fmt: skip
    return made.to_dict()


@router.post("/decisions/{number}/undo", status_code=201, responses=answers(409))
def undo(request: Request, number: Annotated[int, Path(ge=1, le=LARGEST)]) -> dict[str, Any]:
    """Take a decision back: one's own, or with the role of an editor anybody's."""
    return take_back(desk(request).store.reviews, number, who(request), session(request).role).to_dict()
