"""What holds for every answer, and what no request gets past: host names, size, headers that browsers obey."""

from __future__ import annotations

import json
from typing import Any, Final
from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dateline.web.problem import Problem
from dateline.web.settings import Settings

HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not no-referrer: with it, browsers say of a form's origin only "null".
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


def policy(tiles: str | None) -> str:
    """The content security policy: nothing inline, nothing from elsewhere but the tiles that were asked for."""
    also = f" {urlsplit(tiles).scheme}://{urlsplit(tiles).netloc}" if tiles else ""
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; worker-src 'self'; font-src 'self'; "
        f"img-src 'self' data: blob:{also}; connect-src 'self'{also}; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    )


class Shield:
    """ASGI middleware around everything else."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._hosts = settings.hosts
        self._largest = settings.largest_body
        self._headers = HEADERS | {"Content-Security-Policy": policy(settings.tiles)}
        if settings.secure:
            self._headers["Strict-Transport-Security"] = "max-age=31536000"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        headers = dict(scope["headers"])

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                out = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    out.setdefault(name, value)
                out.setdefault("Cache-Control", "no-store")
            await send(message)

        if headers.get(b"host", b"").decode("latin-1").lower() not in self._hosts:
            await _refuse(sent, 421, "wrong-host", "this server does not answer under that name")
            return
        length = headers.get(b"content-length", b"0")
        if not length.isdigit() or int(length) > self._largest:
            await _refuse(sent, 413, "too-large", f"a request has at most {self._largest} bytes")
            return
        await self._app(scope, _counted(receive, self._largest), sent)


def _counted(receive: Receive, largest: int) -> Receive:
    """What is received, until it is more than may be: a length need not be told, or be true."""
    left = largest

    async def counted() -> Message:
        nonlocal left
        message = await receive()
        left -= len(message.get("body", b""))
        if left < 0:
            raise Problem(413, "too-large", f"a request has at most {largest} bytes")
        return message

    return counted


async def _refuse(send: Send, status: int, code: str, message: str) -> None:
    body = json.dumps(told(code, message)).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode()),
               (b"connection", b"close")]  # fmt: skip
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def told(code: str, message: str, fields: list[dict[str, str]] | None = None) -> dict[str, Any]:
    """The one shape of an error: a code for programs, a message for people, and which parameters are wrong."""
    return {"error": {"code": code, "message": message, "fields": fields or []}}
