"""The JSON interface to reviews: what waits, what was decided, and deciding."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Request
from pydantic import BaseModel, Field

from dateline.review.actions import AnyAction
from dateline.review.of_events import AddEvent, Adjudicate
from dateline.schema.reading import Salience
from dateline.web import decide, models
from dateline.web.api import PREFIX, Limit
from dateline.web.asked import LARGEST, TypeName, nothing_else
from dateline.web.desk import coder, desk, note, session
from dateline.web.guard import may, shows_no_decisions
from dateline.web.problem import Problem, answers

router = APIRouter(
    prefix=PREFIX,
    tags=["reviews"],
    dependencies=[Depends(nothing_else), Depends(may("coder"))],
    responses=answers(400, 401, 403, 413, 422, 503),
)

Row = Annotated[int, Field(ge=1, le=LARGEST)]
Id = Annotated[int, Path(ge=1, le=LARGEST)]
At = Annotated[int, Field(ge=0, le=LARGEST)]
Ranges = Annotated[list[tuple[At, At]], Field(max_length=100)]
Name = Annotated[str, Field(max_length=200)]


class Asked(BaseModel):
    """What is to be decided, about which version of which event, incident or document.

    ``blind``, where it is given, must be as the sender works: see POST /review/blind.
    """

    action: AnyAction
    version: Row
    event: Row | None = None
    incident: Row | None = None
    document: Row | None = None
    blind: bool | None = None


class Selection(BaseModel):
    """Words of a report that set a field, and what a person states by hand; see ``select`` of reviews."""

    field: str = Field(max_length=40)
    words: Ranges = []
    value: Any = None
    replaces: Ranges = []


class Missed(BaseModel):
    """An event that the reading missed: its type and trigger, and words for its fields; see ``missed`` of reviews."""

    type: TypeName
    trigger: tuple[At, At]
    words: dict[Annotated[str, Field(max_length=40)], Ranges] = Field(default={}, max_length=20)
    salience: Salience = "main"


class Between(BaseModel):
    """Two coders who differ in a field of an event, and who is followed; null: it stays as it is."""

    event: Row
    version: Row
    field: Name
    between: tuple[Name, Name]
    follow: Name | None = None


class Blind(BaseModel):
    """Whether the sender works without seeing what others decided."""

    blind: bool


class Choice(BaseModel):
    """An action that a selection stands for, and the version to name in the decision."""

    version: int
    action: dict[str, Any]


class Likely(BaseModel):
    """An incident that an event may belong to; ``score``: how likely by linking, null where it only lies near."""

    incident: models.Summary
    score: float | None


class Alike(BaseModel):
    """A report that another may be a copy of, and the ``share`` of the text in common."""

    report: models.Report
    share: float


@router.get("/review/queue")
@shows_no_decisions
def queue(request: Request, limit: Limit = 20) -> list[dict[str, Any]]:
    """The events that the sender should look at next, most needed first, with what their place depends on.

    For a blind coder: what others decided about.
    """
    by = coder(request)
    found = desk(request).store.reviews.queue(by.name, limit=limit, second=by.blind)
    return [each.to_dict() for each in found]


@router.get("/review/progress")
@shows_no_decisions
def progress(request: Request) -> list[dict[str, Any]]:
    """What each coder did today (UTC); a blind one is told of themselves alone."""
    return [each.to_dict() for each in decide.progress(desk(request).store.reviews, coder(request))]


@router.post("/review/blind")
@shows_no_decisions
def blind(request: Request, asked: Blind) -> Blind:
    """Begin or end to work without seeing what others decided, as a blind second coder."""
    decide.set_blind(desk(request).store.reviews, coder(request), on=asked.blind)
    note(request, "blind coding begun" if asked.blind else "blind coding ended")
    return asked


@router.get("/review/agreement", dependencies=[Depends(may("editor"))])
def agreement(request: Request) -> list[dict[str, Any]]:
    """How far coders agree who did not see each other's decisions, field by field. For editors."""
    return [each.to_dict() for each in desk(request).store.reviews.agreement()]


@router.get("/review/disagreements", dependencies=[Depends(may("editor"))])
def disagreements(request: Request) -> list[dict[str, Any]]:
    """Where they differ and nobody has decided between them. For editors."""
    return [each.to_dict() for each in desk(request).store.reviews.disagreements()]


@router.post("/review/disagreements", status_code=201, responses=answers(409), dependencies=[Depends(may("editor"))])
def adjudicate(request: Request, asked: Between) -> dict[str, Any]:
    """Follow one of two coders in a field, or neither. For editors."""
    made = desk(request).store.reviews.adjudicate(
        asked.event, asked.field, asked.between, asked.follow, by=coder(request).name, version=asked.version
    )
    return made.to_dict()


@router.get("/events/{event}/decisions")
@shows_no_decisions
def decisions(request: Request, event: Id) -> list[dict[str, Any]]:
    """What was decided about an event, its incident and its report, the first first; to a blind coder, what they
    decided so themselves."""
    reviews = desk(request).store.reviews
    return [each.to_dict() for each in reviews.around(event, blind_for=coder(request).blind_for)]


@router.get("/reports/{document}/decisions")
@shows_no_decisions
def of_report(request: Request, document: Id) -> list[dict[str, Any]]:
    """What was decided about a report and its events; to a blind coder, what they decided so themselves."""
    reviews = desk(request).store.reviews
    return [each.to_dict() for each in reviews.history(document=document, blind_for=coder(request).blind_for)]


@router.get("/incidents/{number}/decisions")
def of_incident(request: Request, number: Id) -> list[dict[str, Any]]:
    """What was decided about an incident: mergers, splits, and what was taken back."""
    return [each.to_dict() for each in desk(request).store.reviews.history(incident=number)]


@router.get("/events/{event}/choices", responses=answers(404))
def choices(request: Request, event: Id) -> list[Likely]:
    """The other incidents that an event may belong to: those that linking compares it with, then those near by."""
    found = desk(request).shown.choices(event)
    return [Likely(incident=models.Summary.of(each.stored), score=each.score) for each in found]


@router.get("/reports/{document}/alike", responses=answers(404))
def alike(request: Request, document: Id) -> list[Alike]:
    """The reports of the same incidents that a report may be a copy of, those with most text in common first."""
    found = desk(request).shown.alike(document)
    return [Alike(report=models.Report.of(report), share=share) for report, share in found]


@router.post("/events/{event}/select")
@shows_no_decisions
def select(request: Request, event: Id, asked: Selection) -> Choice:
    """What selected words mean for a field: the action to decide. Decides nothing."""
    reviews, by = desk(request).store.reviews, coder(request)
    made = reviews.select(event, asked.field, asked.words, asked.value, replaces=asked.replaces, blind_for=by.blind_for)
    return Choice(version=decide.seen(reviews, event, by).version, action=made.model_dump(mode="json"))


@router.post("/reports/{document}/missed", responses=answers(404))
@shows_no_decisions
def missed(request: Request, document: Id, asked: Missed) -> Choice:
    """What selected words mean as an event that the reading missed: the action to decide. Decides nothing."""
    version = desk(request).shown.report(document, blind_for=coder(request).blind_for).version
    made: AddEvent = desk(request).store.reviews.missed(
        document, asked.type, asked.trigger, asked.words, salience=asked.salience
    )
    return Choice(version=version, action=made.model_dump(mode="json"))


@router.post("/decisions", status_code=201, responses=answers(409))
@shows_no_decisions
def made(request: Request, asked: Asked) -> dict[str, Any]:
    """Decide something; it takes effect at once, unless the sender codes blind. 409: it changed since it was seen."""
    by = coder(request)
    if isinstance(asked.action, Adjudicate) and session(request).role != "editor":
        raise Problem(403, "not-allowed", "only an editor decides between coders")
    if asked.blind not in {None, by.blind}:
        raise Problem(409, "conflict", "say first how you work, by /review/blind: blind decisions are made blind alone")
    made = desk(request).store.reviews.decide(
        asked.action, by=by.name, version=asked.version, event=asked.event, incident=asked.incident,
        document=asked.document, blind=by.blind,
    )  # fmt: skip
    return made.to_dict()


@router.post("/decisions/{number}/undo", status_code=201, responses=answers(409))
@shows_no_decisions
def undo(request: Request, number: Id) -> dict[str, Any]:
    """Take a decision back: one's own, or with the role of an editor anybody's."""
    return decide.take_back(desk(request).store.reviews, number, coder(request), session(request).role).to_dict()
