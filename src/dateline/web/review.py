"""Reviewing: what waits, one event with the words of its report, a decision by a key, and how far coders agree."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request
from markupsafe import Markup
from starlette.responses import RedirectResponse, Response

from dateline.errors import DataError
from dateline.render.article import article
from dateline.review.fields import FIELDS
from dateline.schema.reading import Event
from dateline.web import decide
from dateline.web.asked import LARGEST
from dateline.web.desk import coder, desk, note, session
from dateline.web.guard import form, may, shows_no_decisions
from dateline.web.templates import page

router = APIRouter(include_in_schema=False, dependencies=[Depends(may("coder"))])

Number = Annotated[int, Path(ge=1, le=LARGEST)]

_WAITING = 25


@router.get("/review")
@shows_no_decisions
def waiting(request: Request) -> Response:
    """The queue, most needed first, and what was done today."""
    reviews, by = desk(request).store.reviews, coder(request)
    queue = reviews.queue(by.name, limit=_WAITING, second=by.blind)
    shown = [(each, decide.seen(reviews, each.event, by)) for each in queue]
    return page(request, "review.html", queue=shown, progress=decide.progress(reviews, by))


@router.post("/review/blind")
@shows_no_decisions
def blind(request: Request) -> Response:
    """Begin or end to work without seeing what others decided."""
    on = form(request).get("blind") == "on"
    decide.set_blind(desk(request).store.reviews, coder(request), on=on)
    note(request, "blind coding begun" if on else "blind coding ended")
    return RedirectResponse("/review", 303)


@router.get("/review/next")
@shows_no_decisions
def following(request: Request) -> Response:
    """The event that should be looked at next."""
    by = coder(request)
    queue = desk(request).store.reviews.queue(by.name, limit=1, second=by.blind)
    return RedirectResponse(f"/review/{queue[0].event}" if queue else "/review", 303)


@router.get("/review/agreement", dependencies=[Depends(may("editor"))])
def agreement(request: Request) -> Response:
    """Krippendorff's alpha field by field, and where coders differ."""
    reviews = desk(request).store.reviews
    differing = reviews.disagreements()
    versions = {each.event: reviews.seen(each.event).version for each in differing}
    return page(request, "agreement.html", fields=reviews.agreement(), differing=differing, versions=versions)


@router.post("/review/agreement", dependencies=[Depends(may("editor"))])
def adjudicate(request: Request) -> Response:
    """Follow one of two coders in a field, or neither."""
    decide.between_coders(desk(request).store.reviews, form(request), coder(request))
    return RedirectResponse("/review/agreement", 303)


@router.get("/review/{event}")
@shows_no_decisions
def one(request: Request, event: Number) -> Response:
    """One event: its report, its fields, and everything that can be decided of it."""
    at, by = desk(request), coder(request)
    reviews = at.store.reviews
    held = decide.seen(reviews, event, by)
    document = at.shown.report(held.document, blind_for=by.blind_for)
    history = reviews.around(event, blind_for=by.blind_for)
    # What render makes of a reading is escaped there, as for the self-contained pages.
    shown = Markup(article(held.reading, "r1"))  # noqa: S704
    return page(
        request, "review_event.html", held=held, shown=shown, history=history, fields=FIELDS, known=decide.KNOWN,
        fillers=_fillers(held.event), document=document, mine=decide.last_of(history, by.name),
        belongs=None if by.blind else at.shown.belongings(event, document),
    )  # fmt: skip


@router.post("/review/{event}")
@shows_no_decisions
def decided(request: Request, event: Number) -> Response:
    """Decide about an event; what is done with goes on to the next one, a correction stays."""
    made = decide.on_event(desk(request).store.reviews, event, form(request), coder(request))
    stays = made.action.kind not in {"accept", "reject"}
    return RedirectResponse(f"/review/{event}" if stays else "/review/next", 303)


@router.post("/review/undo/{number}")
@shows_no_decisions
def undo(request: Request, number: Number) -> Response:
    """Take a decision back: one's own, or with the role of an editor anybody's."""
    reviews, by = desk(request).store.reviews, coder(request)
    made = decide.take_back(reviews, number, by, session(request).role)
    back = _back(request)
    event = made.event or back
    if event is not None and _is_there(request, event):
        return RedirectResponse(f"/review/{event}", 303)
    if made.document is not None:
        return RedirectResponse(f"/report/{made.document}", 303)
    return RedirectResponse(f"/incident/{made.incident}" if made.incident else "/review", 303)


@router.post("/incident/{number}")
def regroup(request: Request, number: Number) -> Response:
    """Decide that incidents are one, or that events of one are another."""
    made = decide.on_incident(desk(request).store.reviews, number, form(request), coder(request))
    event = _back(request)
    return RedirectResponse(f"/review/{event}" if event else f"/incident/{made.incident or number}", 303)


@router.post("/report/{document}")
def duplicate(request: Request, document: Number) -> Response:
    """Decide that a report repeats another one."""
    decide.on_report(desk(request).store.reviews, document, form(request), coder(request))
    event = _back(request)
    return RedirectResponse(f"/review/{event}" if event else f"/report/{document}", 303)


@router.post("/report/{document}/missed")
@shows_no_decisions
def missed(request: Request, document: Number) -> Response:
    """Add an event that the reading missed, and go on to set its fields; a blind one is kept with its report."""
    made = decide.missed(desk(request).store.reviews, document, form(request), coder(request))
    return RedirectResponse(f"/review/{made.event}" if made.event else f"/report/{document}", 303)


def _back(request: Request) -> int | None:
    """The event that a form was sent from, to go back to."""
    told = form(request).get("back", "")
    return int(told) if told.isdecimal() and len(told) < 16 else None


def _is_there(request: Request, event: int) -> bool:
    try:
        decide.seen(desk(request).store.reviews, event, coder(request))
    except DataError:
        return False
    return True


def _fillers(event: Event) -> list[tuple[str, str]]:
    """The fillers of an event, each with the words that name it, as the form sends them."""
    return [
        (f"{each.role}: {each.text}", ",".join(f"{span.start}-{span.end}" for span in each.evidence))
        for each in event.arguments
    ]
