"""One report: its text with the words of every value marked; a second one beside it where asked."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from markupsafe import Markup
from starlette.responses import Response

from dateline.render.article import article, title
from dateline.web.asked import LARGEST
from dateline.web.desk import desk
from dateline.web.templates import page

router = APIRouter(include_in_schema=False)

Document = Annotated[int, Path(ge=1, le=LARGEST)]
Version = Annotated[int | None, Query(ge=1, le=LARGEST)]


@router.get("/report/{document}")
def report(request: Request, document: Document, version: Version = None, beside: Version = None) -> Response:
    """The report; ``beside`` is the number of a second one."""
    shown = desk(request).shown
    held = [shown.report(document, version)] + ([shown.report(beside)] if beside else [])
    # What render makes of a reading is escaped there, as for the self-contained pages.
    articles = [Markup(article(each.reading, f"r{number}")) for number, each in enumerate(held, 1)]  # noqa: S704
    return page(
        request, "report.html", held=held, articles=articles, title=title(held[0].reading.report),
        others=[title(each.reading.report) for each in held],
    )  # fmt: skip
