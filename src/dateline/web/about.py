"""What reads the reports: the model's card, its floors, the types it knows, the glossary."""

from __future__ import annotations

import json
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from fastapi import APIRouter, Request
from markdown_it import MarkdownIt
from markupsafe import Markup
from starlette.responses import Response

from dateline.gazetteer.bundled import BundledGazetteer
from dateline.ontology.glossary import explain, terms
from dateline.ontology.registry import types
from dateline.web.guard import shows_no_decisions
from dateline.web.templates import STATIC, page

router = APIRouter(include_in_schema=False)


@router.get("/about")
@shows_no_decisions
def about(request: Request) -> Response:
    """All of it on one page."""
    return page(
        request, "about.html", card=_shown(), floors=floors(), types=types(),
        glossary=[explain(term) for term in terms()],
        gazetteer=BundledGazetteer().version, libraries=libraries(),
    )  # fmt: skip


@cache
def card() -> str:
    """The model's card, as Markdown."""
    return (files("dateline.reader") / "artifact" / "MODEL.md").read_text(encoding="utf-8")


@cache
def _shown() -> Markup:
    """The card as HTML; its headings stand below this page's."""
    made = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = made.parse(card())
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(6, int(token.tag[1:]) + 2)}"
    return Markup(made.renderer.render(tokens, made.options, {}))  # noqa: S704  # HTML in the text is escaped


@cache
def floors() -> dict[str, dict[str, float]]:
    """What each figure of a benchmark may not fall below."""
    held = (files("dateline.evaluate") / "floors.toml").read_text(encoding="utf-8")
    return tomllib.loads(held)


@cache
def libraries() -> dict[str, Any]:
    """The scripts that come with the workbench: version and licence."""
    held: dict[str, Any] = json.loads((STATIC / "vendor" / "versions.json").read_text(encoding="utf-8"))
    return held
