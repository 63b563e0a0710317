"""A workbench on loopback for tests: the real server in a thread, spoken to over real HTTP."""

from __future__ import annotations

import http.client
import json
import socket
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode

import uvicorn

from build import argument, bare, count, event, span
from dateline.schema.reading import Attribution, Casualties, Entity, Place, Reading
from dateline.store.engine import Database
from dateline.store.feeds import FeedProblem, FeedState, entry_key
from dateline.web.app import create_app
from dateline.web.settings import Settings
from stored import draft, link, watch_logs, watched, writer
from stories import MORE, depot, when

TOKEN = "the-token-of-this-test-that-works-once"
HOSTILE = "</script><svg onload=hit()><img src=http://127.0.0.1:9/x onerror=hit()>&quot;\"'{{7*7}} \u202estruck\u202c"
"""For every field: no browser may see more in it than letters."""


@dataclass
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Client:
    """A browser without a window: it keeps cookies, and follows nothing."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def ask(self, method: str, path: str, body: bytes = b"", **headers: str) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.cookies:
            sent.setdefault("Cookie", "; ".join(f"{name}={value}" for name, value in self.cookies.items()))
        try:
            connection.request(method, path, body or None, sent)
            got = connection.getresponse()
            answer = Answer(got.status, {name.lower(): value for name, value in got.getheaders()}, got.read())
        finally:
            connection.close()
        for name, morsel in SimpleCookie(answer.headers.get("set-cookie", "")).items():
            self.cookies[name] = morsel.value
        return answer

    def get(self, path: str, **headers: str) -> Answer:
        return self.ask("GET", path, b"", **headers)

    def post(self, path: str, fields: Mapping[str, str], **headers: str) -> Answer:
        headers = {"Content_Type": "application/x-www-form-urlencoded"} | headers
        return self.ask("POST", path, urlencode(fields).encode(), **headers)

    def csrf(self) -> str:
        """The token of the session, as its pages hold it."""
        asked = self.get("/login")
        shown = asked if asked.status == 200 else self.get("/about")
        return shown.text.partition('name="csrf" value="')[2].split('"')[0]

    def enter(self) -> Client:
        """Sign in with the printed link."""
        assert self.get(f"/enter/{TOKEN}").status == 303
        return self

    def login(self, name: str, password: str, **headers: str) -> Answer:
        return self.post("/login", {"csrf": self.csrf(), "name": name, "password": password}, **headers)


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


@contextmanager
def workbench(store: str, **more: Any) -> Iterator[Client]:
    """The server over a store, and a client that is not signed in."""
    port = free_port()
    given: dict[str, Any] = {
        "store": store, "secret": b"0" * 32, "hosts": frozenset({f"127.0.0.1:{port}"}), "token": TOKEN,
    }  # fmt: skip
    app = create_app(Settings(**(given | more)))
    server = uvicorn.Server(
        uvicorn.Config(app, host="127.0.0.1", port=port, log_level="critical", access_log=False, ws="none")
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        while not server.started:
            assert thread.is_alive(), "the server ended"
            time.sleep(0.01)
        yield Client(port)
    finally:
        server.should_exit = True
        thread.join(timeout=30)


def hostile() -> Reading:
    """A report in which every text is an attack."""
    text = f"{HOSTILE} killed nine at the {HOSTILE} gate, {HOSTILE} said."
    whole, nine = span(text, HOSTILE), span(text, "nine")
    place = Place(evidence=(whole,), name=HOSTILE, lat=34.2, lon=43.9, country="IQ", admin1=HOSTILE, precision="town",
                  radius_km=10.0, gazetteer_id=HOSTILE)  # fmt: skip
    told = event(
        "e1", "bombing", span(text, "killed"),
        time=when(text, "nine", "2022-05-10"), place=place,
        arguments=(
            argument("actor", whole, entity=Entity(name=HOSTILE, id=HOSTILE, kind="armed-group"), confidence="claimed"),
            argument("victim", nine, number=count(9, 9, 9, nine)),
        ),
        casualties=Casualties(killed=count(9, 9, 9, nine)), attributions=("a1",),
    )  # fmt: skip
    said = Attribution(
        id="a1", source=(whole,), cue=(span(text, "said"),), content=(whole,), via=(whole,), events=("e1",)
    )
    made = bare(text, told, headline=HOSTILE, outlet=HOSTILE, byline=HOSTILE, section=HOSTILE, source_id=HOSTILE,
                url="javascript:hit()", published="2022-05-04", dateline_place=HOSTILE)  # fmt: skip
    return made.model_copy(update={"attributions": (said,)})


def reports() -> list[Reading]:
    """One bomb as five outlets tell it, with three tolls, and another far away."""
    tolls = (
        ("Two people", (2, 2, 2)),
        ("Six people", (6, 6, 6)),
        ("Six people", (6, 6, 6)),
        ("At least nine people", (9, 9, None)),
    )
    told = [
        depot(outlet, f"2022-05-0{day}T10:00:00", words, numbers, headline=f"{words} dead in Harla, {outlet} reports")
        for day, (outlet, (words, numbers)) in enumerate(zip(MORE, tolls, strict=False), 4)
    ]
    away = "Rebels shelled the town of Dorra on Monday; nobody was hurt, the mayor said."
    far = event("e1", "shelling", span(away, "shelled"), time=when(away, "Monday", "2022-05-30"),
                place=Place(evidence=(span(away, "Dorra"),), name="Dorra", lat=36.9, lon=42.1, country="IQ",
                            precision="province", radius_km=60.0))  # fmt: skip
    return [*told, bare(away, far, outlet="Hill News", published="2022-06-01", headline="Night shelling of Dorra")]


def filled(url: str) -> None:
    """A store with all of these reports, linked, a feed that fails and an alert that fits."""
    with_database = Database.open(url, create=True)
    try:
        written = writer(with_database)
        for reading in (*reports(), hostile()):
            written.write(reading, draft(reading.report.text))
        link(with_database)
        watched(with_database)
        feeds, _ = watch_logs(with_database)
        feeds.keep(f"https://{HOSTILE}.example/feed", FeedState(failures=3, not_before="2026-01-01T00:00:00.000000Z"))
        feeds.polled(f"https://{HOSTILE}.example/feed", FeedProblem("refused", HOSTILE), "2026-01-01T00:00:00.000000Z")
        feeds.record(f"https://{HOSTILE}.example/feed", {entry_key("2", None): "failed"})
    finally:
        with_database.close()
