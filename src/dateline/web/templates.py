"""Templates: every value that is put into a page is made inert and escaped, wherever it comes from."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse

from dateline import __version__
from dateline.render import phrases, view
from dateline.render.page import sprite
from dateline.render.safe import inert
from dateline.web.desk import is_blind, session

STATIC: Final = Path(__file__).parent / "static"
RENDERED: Final = Path(phrases.__file__).parent / "static"
"""Style and script of a reading's page, shared with the self-contained pages."""

MENU: Final = (
    ("/", "Map", "m"),
    ("/search", "Search", "s"),
    ("/review", "Review", "r"),
    ("/feeds", "Feeds", "f"),
    ("/alerts", "Alerts", "a"),
    ("/export", "Export", "e"),
    ("/about", "About", "b"),
    ("/api", "API", "i"),
)
"""The pages of the menu, each with the key that follows g."""


def page(request: Request, template: str, **values: Any) -> HTMLResponse:
    """A page, or with htmx the part of it that was asked for: a template's name says which."""
    held = session(request)
    shown = (
        _environment()
        .get_template(template)
        .render(
            {
                "here": request.url.path,
                "user": held.user,
                "csrf": held.csrf,
                "blind": is_blind(request),
                **values,
            }
        )
    )
    # What a page is differs with who asks and how: no cache between may mix them up.
    return HTMLResponse(shown, headers={"Vary": "Cookie, HX-Request"})


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("dateline.web"), autoescape=True, undefined=StrictUndefined, finalize=_inert,
        trim_blocks=True, lstrip_blocks=True, auto_reload=False,
    )  # fmt: skip
    made.filters.update(_FILTERS)
    made.globals.update(
        menu=MENU, version=__version__, static=static, families=view.FAMILY_NAMES, sprite=Markup(sprite())  # noqa: S704
    )  # fmt: skip
    return made


def _inert(value: Any) -> Any:
    """No control character of a report reaches a page. What is markup already was made by our own functions."""
    if value is None:
        return ""
    return inert(value) if isinstance(value, str) and not isinstance(value, Markup) else value


@cache
def static(name: str) -> str:
    """The address of a static file; another content is another address, so that browsers may keep it for good."""
    folder = RENDERED if name.startswith("rendered/") else STATIC
    content = (folder / name.removeprefix("rendered/")).read_bytes()
    return f"/static/{name}?v={hashlib.sha256(content).hexdigest()[:12]}"


def _web_address(value: str | None) -> str | None:
    """An address that may be a link: http and https alone."""
    try:
        parts = urlsplit(value or "")
        return value if parts.scheme in {"http", "https"} and parts.hostname else None
    except ValueError:
        return None


def _moment(value: str | None) -> str:
    """A moment of the store's as people read it: ``29 November 2026, 09:31 UTC``."""
    return f"{phrases.day(value[:16])} UTC" if value else "never"


_FILTERS: Final[Mapping[str, Callable[..., Any]]] = MappingProxyType(
    {
        "day": phrases.day,
        "moment": _moment,
        "type_name": phrases.type_name,
        "family": view.family,
        "web_address": _web_address,
        "number": lambda value: f"{value:,}",
        "short": view.short,
    }
)
