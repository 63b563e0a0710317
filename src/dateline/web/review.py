"""Reviewing: what waits, one event with the words of its report, a decision by a key, and how far coders agree."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request
from markupsafe import Markup
from starlette.responses import RedirectResponse, Response

from dateline.ontology.registry import FAMILIES
from dateline.render.article import article
from dateline.schema.reading import Event
from dateline.store.reviews import Logged
from dateline.web import decide
from dateline.web.asked import LARGEST
from dateline.web.decide import Coder
from dateline.web.desk import desk, session, who
from dateline.web.guard import form, may
from dateline.web.templates import page

router = APIRouter(include_in_schema=False, dependencies=[Depends(may("coder"))])

Number = Annotated[int, Path(ge=1, le=LARGEST)]
Second = Annotated[bool, Query()]

_WAITING = 25


@router.get("/review")
def waiting(request: Request, second: Second = False) -> Response:
    """The queue, most needed first, and what was done today."""
    reviews, by = desk(request).store.reviews, who(request)
    queue = reviews.queue(by, limit=_WAITING, second=second)
    shown = [(each, reviews.seen(each.event, blind_for=by if second else None)) for each in queue]
    return page(request, "review.html", queue=shown, progress=reviews.progress(), second=second)


@router.get("/review/next")
def following(request: Request, second: Second = False) -> Response:
    """The event that should be looked at next."""
    queue = desk(request).store.reviews.queue(who(request), limit=1, second=second)
    return RedirectResponse(_at(queue[0].event, second) if queue else f"/review{_query(second)}", 303)


@router.get("/review/agreement", dependencies=[Depends(may("editor"))])
def agreement(request: Request) -> Response:
    """Krippendorff's alpha field by field, and where coders differ."""
    reviews = desk(request).store.reviews
    differing = reviews.disagreements()
    versions = {each.event: reviews.seen(each.event).version for each in differing}
    return page(request, "agreement.html", fields=reviews.agreement(), differing=differing, versions=versions)


@router.post("/review/agreement", dependencies=[Depends(may("editor"))])
def adjudicate(request: Request) -> Response:
    """Follow one of two coders in a field."""
    decide.between_coders(desk(request).store.reviews, form(request), Coder(who(request)))
    return RedirectResponse("/review/agreement", 303)


@router.get("/review/{event}")
def one(request: Request, event: Number, second: Second = False) -> Response:
    """One event: its report, its fields, and everything that can be decided of it."""
    reviews, coder = desk(request).store.reviews, Coder(who(request), second)
    held = decide.seen(reviews, event, coder)
    history = reviews.history(event=event, by=coder.blind_for)
    # What render makes of a reading is escaped there, as for the self-contained pages.
    shown = Markup(article(held.reading, "r1"))  # noqa: S704
    return page(
        request, "review_event.html", held=held, shown=shown, history=history, second=second, fields=decide.FIELDS,
        types=FAMILIES, fillers=_fillers(held.event), document=desk(request).shown.report(held.document),
        mine=_last(history, coder.name),
    )  # fmt: skip


@router.post("/review/{event}")
def decided(request: Request, event: Number, second: Second = False) -> Response:
    """Decide about an event; what is done with goes on to the next one, a correction stays."""
    made = decide.on_event(desk(request).store.reviews, event, form(request), Coder(who(request), second))
    stays = made.action.kind not in {"accept", "reject"}
    return RedirectResponse(_at(event, second) if stays else f"/review/next{_query(second)}", 303)


@router.post("/review/undo/{number}")
def undo(request: Request, number: Number, second: Second = False) -> Response:
    """Take a decision back: one's own, or with the role of an editor anybody's."""
    made = decide.take_back(desk(request).store.reviews, number, who(request), session(request).role)
    if made.event is not None:
        return RedirectResponse(_at(made.event, second), 303)
    return RedirectResponse(f"/incident/{made.incident}" if made.incident else "/review", 303)


@router.post("/incident/{number}")
def regroup(request: Request, number: Number) -> Response:
    """Decide that incidents are one, or that events of one are another."""
    made = decide.on_incident(desk(request).store.reviews, number, form(request), Coder(who(request)))
    return RedirectResponse(f"/incident/{made.incident or number}", 303)


@router.post("/report/{document}")
def duplicate(request: Request, document: Number) -> Response:
    """Decide that a report repeats another one."""
    decide.on_report(desk(request).store.reviews, document, form(request), Coder(who(request)))
    return RedirectResponse(f"/report/{document}", 303)


def _last(history: list[Logged], by: str) -> Logged | None:
    """The last decision of a coder that still holds."""
    standing = (each for each in history if each.undone_by is None and each.decision.action.kind != "undo")
    return next((each for each in reversed(list(standing)) if each.decision.by == by), None)


def _fillers(event: Event) -> list[tuple[str, str]]:
    """The fillers of an event, each with the words that name it, as the form sends them."""
    return [
        (f"{each.role}: {each.text}", ",".join(f"{span.start}-{span.end}" for span in each.evidence))
        for each in event.arguments
    ]


def _at(event: int, second: bool) -> str:
    return f"/review/{event}{_query(second)}"


def _query(second: bool) -> str:
    return "?second=true" if second else ""
