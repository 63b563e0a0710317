"""A small server on loopback for tests of watching: feeds and pages that change and fail as a test says."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Reply:
    """What an address answers; ``wait`` seconds pass before."""

    content: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    wait: float = 0.0


@dataclass(frozen=True)
class Asked:
    method: str
    path: str
    headers: dict[str, str]
    body: bytes
    at: float

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Newsroom:
    """``replies`` by path; a list is answered one after the other, its last one again and again. ``asked`` keeps every
    request. A reply with an ETag answers 304 to one who has it."""

    base: str = ""
    replies: dict[str, Reply | list[Reply]] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)

    def of(self, path: str) -> list[Asked]:
        return [each for each in self.asked if each.path == path]

    def feed(self, *names: str, etag: str | None = None, text: str = "") -> None:
        """Let ``/feed`` list these pages, and let there be pages with that text."""
        items = "".join(
            f"<item><guid>{name}</guid><title>{escape(name)}</title><link>{self.base}/{name}</link></item>"
            for name in names
        )
        content = f"<rss version='2.0'><channel><title>Gulf Press</title>{items}</channel></rss>".encode()
        self.replies["/feed"] = Reply(content, headers={"ETag": etag} if etag else {})
        for name in names:
            page = f"<html><body><article><h1>{escape(name)}</h1><p>{escape(text)}</p></article></body></html>"
            self.replies.setdefault(f"/{name}", Reply(page.encode(), headers={"Content-Type": "text/html"}))


class _Handler(BaseHTTPRequestHandler):
    room: Newsroom
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self._serve(b"")

    def do_POST(self) -> None:
        self._serve(self.rfile.read(int(self.headers.get("Content-Length", 0))))

    def _serve(self, body: bytes) -> None:
        self.room.asked.append(Asked(self.command, self.path, dict(self.headers), body, time.monotonic()))
        reply = self.room.replies.get(self.path, Reply(b"no", 404))
        if isinstance(reply, list):
            reply = reply.pop(0) if len(reply) > 1 else reply[0]
        time.sleep(reply.wait)
        known = reply.headers.get("ETag") is not None and self.headers.get("If-None-Match") == reply.headers["ETag"]
        content = b"" if known else reply.content
        try:
            self.send_response(304 if known else reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)
        except OSError:
            pass  # the other end has had enough

    def log_message(self, *_: object) -> None:
        """Nothing on stderr."""


@contextmanager
def newsroom() -> Iterator[Newsroom]:
    room = Newsroom()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"room": room}))
    server.daemon_threads = True
    room.base = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield room
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
