"""What goes wrong, told in one way: to programs as JSON of one shape, to people as a page."""

from __future__ import annotations

import logging
from typing import Final

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from dateline.errors import ConflictError, DataError, DatelineError, StoreError
from dateline.web.problem import NAMES, Problem, Unchanged
from dateline.web.shield import told
from dateline.web.templates import page

_LOG: Final = logging.getLogger("uvicorn.error")
"""Where the server tells its faults."""

API: Final = "/api/"


def install(app: FastAPI) -> None:
    """Have the application tell its errors so."""

    @app.exception_handler(Problem)
    async def problem(request: Request, error: Exception) -> Response:
        assert isinstance(error, Problem)
        return _told(request, error.status, error.code, error.message, wait=error.wait)

    @app.exception_handler(Unchanged)
    async def unchanged(_: Request, error: Exception) -> Response:
        assert isinstance(error, Unchanged)
        return Response(status_code=304, headers=error.headers)

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        fields = [
            {
                "name": ".".join(map(str, each["loc"][1:])) or str(each["loc"][0]),
                "message": each["msg"].removeprefix("Value error, "),
            }
            for each in error.errors()
        ]
        first = f"{fields[0]['name']}: {fields[0]['message']}" if fields else "it cannot be read"
        return _told(request, 422, "invalid", first, fields)

    @app.exception_handler(ConflictError)
    async def changed(request: Request, error: Exception) -> Response:
        return _told(request, 409, "conflict", str(error))

    @app.exception_handler(DatelineError)
    async def refused(request: Request, error: Exception) -> Response:
        if isinstance(error, DataError) and not isinstance(error, StoreError):
            return _told(request, 422, "invalid", str(error))
        _LOG.error("%s", error)
        return _told(request, 503, "store", "the store does not answer as it should; the server's log says more")

    @app.exception_handler(HTTPException)
    async def plain(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        code, message = NAMES.get(error.status_code, ("refused", str(error.detail)))
        answer = _told(request, error.status_code, code, message)
        answer.headers.update(error.headers or {})
        return answer

    @app.exception_handler(Exception)
    async def fault(request: Request, error: Exception) -> Response:
        del error  # the server logs it; who asked learns nothing of the inside
        return _told(request, 500, "fault", "something went wrong here; the server's log says what")


def _told(
    request: Request, status: int, code: str, message: str, fields: list[dict[str, str]] | None = None, wait: float = 0
) -> Response:
    headers = {"Retry-After": str(int(wait) + 1)} if wait else {}
    if request.url.path.startswith(API):
        return JSONResponse(told(code, message, fields), status, headers=headers)
    if status == 401 and request.method == "GET" and "hx-request" not in request.headers:
        return RedirectResponse("/login", 303)
    shown = page(request, "problem.html", status=status, message=message, code=code)
    shown.status_code = status
    shown.headers.update(headers)
    return shown
