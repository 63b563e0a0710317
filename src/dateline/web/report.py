"""One report: its text with the words of every value marked; a second one beside it where asked.

Coders add here what the reading missed, and see what was decided about the report.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from markupsafe import Markup
from starlette.responses import Response

from dateline.ontology.registry import FAMILIES
from dateline.render.article import article, title
from dateline.web import decide
from dateline.web.asked import LARGEST
from dateline.web.desk import coder, desk, session
from dateline.web.guard import shows_no_decisions
from dateline.web.templates import page

router = APIRouter(include_in_schema=False)

Document = Annotated[int, Path(ge=1, le=LARGEST)]
Version = Annotated[int | None, Query(ge=1, le=LARGEST)]


@router.get("/report/{document}")
@shows_no_decisions
def report(
    request: Request,
    document: Document,
    version: Version = None,
    beside: Version = None,
    missed: Annotated[bool, Query()] = False,
) -> Response:
    """The report; ``beside`` is the number of a second one, ``missed`` opens the form for an event to add."""
    at, by = desk(request), coder(request)
    held = [at.shown.report(document, version, blind_for=by.blind_for)]
    latest = held[0].version == held[0].versions[-1][0]
    if beside:
        held.append(at.shown.report(beside, blind_for=by.blind_for))
    # What render makes of a reading is escaped there, as for the self-contained pages.
    articles = [Markup(article(each.reading, f"r{number}")) for number, each in enumerate(held, 1)]  # noqa: S704
    coding = session(request).role != "reader" and latest and not beside
    history = at.store.reviews.history(document=document, blind_for=by.blind_for) if coding else []
    return page(
        request, "report.html", held=held, articles=articles, title=title(held[0].reading.report),
        types=FAMILIES if coding else None, missed=missed, history=history, mine=decide.last_of(history, by.name),
    )  # fmt: skip
