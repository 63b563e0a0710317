"""The application: pages and JSON interface over one store."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import parse_qs

from fastapi import Depends, FastAPI
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import Response
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from dateline import __version__
from dateline.store.store import Store
from dateline.web import (
    about,
    alerts,
    api,
    exporting,
    feeds,
    handlers,
    home,
    incident,
    login,
    people,
    reference,
    report,
    review,
    review_api,
    search,
)
from dateline.web.desk import Desk, LoginLink
from dateline.web.guard import guard
from dateline.web.limits import Limiter
from dateline.web.sessions import Sessions
from dateline.web.settings import Settings
from dateline.web.shield import Shield
from dateline.web.shown import Shown
from dateline.web.templates import RENDERED, STATIC

_TRIES, _WITHIN_SECONDS = 8, 300.0
_FOR_GOOD = "public, max-age=31536000, immutable"


def create_app(settings: Settings) -> ASGIApp:
    """The workbench over a store that is there.

    Raises:
        StoreError: the store cannot be opened.
    """
    return Shield(_Packed(application(settings)), settings)


def application(settings: Settings) -> FastAPI:
    """Its pages and interface by themselves, without what keeps others out. Raises as ``create_app``."""
    app = FastAPI(
        title="dateline", version=__version__, summary="Incidents, reports and feeds of one store.",
        openapi_url=None, docs_url=None, redoc_url=None, dependencies=[Depends(guard)], lifespan=_closing,
    )  # fmt: skip
    app.state.desk = _desk(settings)
    handlers.install(app)
    for room in (
        login,
        home,
        incident,
        report,
        search,
        review,
        feeds,
        alerts,
        exporting,
        about,
        reference,
        people,
        api,
        review_api,
    ):
        app.include_router(room.router)
    app.router.routes += [
        Mount("/static/rendered", _Kept(directory=RENDERED)),
        Mount("/static", _Kept(directory=STATIC)),
    ]
    return app


def _desk(settings: Settings) -> Desk:
    store = Store.open(settings.store, create=False)
    users, audit = store.people("serve")
    (feed_log, alert_log), _ = store.watch_log()
    return Desk(
        settings=settings, store=store, users=users, audit=audit, sessions=Sessions(settings, users),
        link=LoginLink(settings.token), feeds=feed_log, alerts=alert_log, tries=Limiter(_TRIES, _WITHIN_SECONDS),
        shown=Shown(store),
    )  # fmt: skip


@asynccontextmanager
async def _closing(app: FastAPI) -> AsyncIterator[None]:
    yield
    app.state.desk.store.close()


class _Kept(StaticFiles):
    """Static files: for good under an address that changes with their content, else asked for anew each time."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        answer = await super().get_response(path, scope)
        named = parse_qs(scope.get("query_string", b"")).get(b"v")
        answer.headers["Cache-Control"] = _FOR_GOOD if named else "no-cache"
        return answer


class _Packed:
    """Compresses what holds no secret: pages, which hold the session's token beside others' texts, stay as they are."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._packing = GZipMiddleware(app, minimum_size=1024, compresslevel=5)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        open_ = scope["type"] == "http" and scope["path"].startswith(("/static/", "/api/"))
        await (self._packing if open_ else self._app)(scope, receive, send)
