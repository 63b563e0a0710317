"""A blind coder learns nothing of what others decided, whatever page or call is asked: every route is walked.

Two stores are the same but for what the first coder decided about the same events. A blind coder is answered the same
over both, or told that the page is closed.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from fastapi import routing

from build import argument, span
from dateline.review.corrections import SetFiller, SetPlace, SetSalience, SetToll, SetTrigger, SetType
from dateline.review.of_events import Accept, RejectEvent
from dateline.review.of_incidents import DuplicateReport, SplitIncident
from dateline.store.store import Store
from dateline.web.app import application
from dateline.web.passwords import hashed
from dateline.web.settings import Settings
from served import Answer, Client, filled, workbench

PASSWORD = "a long enough one"
FIRST = "cora-the-first"
"""Who decided before; no answer may name her to a blind coder, but for the list of users that editors see."""
VALUES = {
    "document": range(1, 8), "event": range(1, 9), "number": range(1, 9), "format": ["csv", "jsonl"], "token": ["x"],
}  # fmt: skip
"""What stands in the paths of routes. A new name of a parameter needs values here."""
QUERIES = {
    "/report/{document}": ["?beside=2", "?version=1", "?missed=true"],
    "/search": ["?q=bomb", "?outlet=Hill+News"],
    "/export/file": ["?format=csv"],
    "/api/v1/events": ["?type=riot", "?type=bombing", "?killed=1", "?limit=2", "?unreviewed=false"],
    "/api/v1/reports/{document}": ["?version=1"],
    "/api/v1/reports": ["?q=bomb"],
    "/api/v1/review/queue": ["?limit=3"],
    "/api/v1/alerts/matches": ["?alert=all&receiver=file"],
}
BODIES: dict[str, dict[str, Any]] = {
    "/api/v1/events/{event}/select": {"field": "type", "value": "shelling"},
    "/api/v1/reports/{document}/missed": {"type": "shelling", "trigger": [0, 4]},
    "/api/v1/decisions": {"action": {"kind": "accept"}, "version": 1, "event": 2},
    "/api/v1/review/blind": {"blind": True},
    "/api/v1/review/disagreements": {"event": 1, "version": 1, "field": "type", "between": ["a", "b"]},
}
FORMS: dict[str, dict[str, str]] = {
    "/review/blind": {"blind": "on"},
    "/review/{event}": {"do": "correct", "field": "salience", "value": "related", "version": "1"},
    "/report/{document}/missed": {"type": "shelling", "trigger": "0-4", "version": "1"},
    "/report/{document}": {"numbers": "1", "version": "1"},
    "/incident/{number}": {"do": "merge", "numbers": "2", "version": "1"},
}

BLIND = {"carl": "coder", "edda": "editor"}
NAMES_USERS = {"/people", "/api/v1/users"}
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z")
ASIDE = {"/logout", "/login", "/enter/{token}"}
"""What ends or begins the session that walks."""
CLOSED = {
    "/", "/incident/{number}", "/incident/{number}/card", "/alerts", "/export", "/export/file", "/review/agreement",
    "/report/{document}", "/api/v1/incidents", "/api/v1/incidents/{number}", "/api/v1/events/{event}",
}  # fmt: skip
"""Some of what shows what others decided and is closed: the walk is to meet it."""


def _decided(url: str, *, other: bool) -> None:
    """What the first coder decides: about the same subjects, as often, with other values."""
    with Store.open(url) as store:
        reviews = store.reviews
        text = reviews.text(1)

        def decide(action: Any, **about: Any) -> None:
            version = about.pop("version", 0) or reviews.seen(about["event"]).version
            reviews.decide(action, by=FIRST, version=version, **about)

        decide(SetType(value="riot" if other else "shelling"), event=1)
        decide(SetSalience(value="background" if other else "related"), event=1)
        decide(SetToll(toll="killed" if other else "injured", value=None), event=2)
        decide(SetTrigger(value=span(text, "depot" if other else "bomb")), event=1)
        decide(SetFiller(role="actor", value=argument("actor", span(text, "Buses" if other else "schools"))), event=1)
        decide(RejectEvent(reason="MARK-ONE") if other else Accept(), event=3)
        decide(Accept() if other else RejectEvent(reason="MARK-TWO"), event=5)
        decide(SetPlace(value=None) if other else Accept(), event=4)
        version = list(store.incident_versions(1))[-1].version
        decide(SplitIncident(events=(2 if other else 4,)), incident=1, version=version)
        decide(DuplicateReport(of=1 if other else 2), document=4, version=1)
        document = 6 if other else 2
        decide(reviews.missed(document, "riot", (0, 4)), document=document, version=1)


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """The two stores, each with a blind coder and a blind editor who have coded a little themselves."""
    folder = tmp_path_factory.mktemp("blind")
    one, two = str(folder / "one.db"), str(folder / "two.db")
    filled(one)
    held = hashed(PASSWORD)
    with Store.open(one) as store:
        users = store.people("test")[0]
        for name, role in ((FIRST, "editor"), *BLIND.items()):
            users.add(name, role, held)  # type: ignore[arg-type]
            if name in BLIND:
                store.reviews.set_blind(name, on=True)
                store.reviews.decide(SetSalience(value="main"), by=name, event=1, version=1, blind=True)
    shutil.copy(one, two)
    for url in (one, two):
        _decided(url, other=url == two)
    return one, two


def _ways(store: str, *, few: bool = False) -> Iterator[tuple[str, str, str]]:
    """Every method and path of the application, with its route: values for parameters, and some queries.

    ``few``: the first value of each alone.
    """
    app = application(Settings(store=store, secret=b"0" * 32, hosts=frozenset()))
    app.state.desk.store.close()
    # FastAPI once kept the routes of a router within another as its own, and now tells them by a function.
    routes: Iterator[Any] = getattr(routing, "iter_route_contexts", iter)(app.routes)
    for route in routes:
        if route.path in ASIDE or getattr(route, "endpoint", None) is None:
            continue
        names = re.findall(r"\{(\w+)\}", route.path)
        assert set(names) <= VALUES.keys(), f"{route.path} has a parameter that the walk has no values for"
        paths = [route.path]
        for name in names:
            paths = [
                path.replace("{" + name + "}", str(value))
                for path in paths
                for value in list(VALUES[name])[: 1 if few else None]
            ]
        for method in sorted(route.methods - {"HEAD"}):
            for path in paths:
                for query in ["", *(QUERIES.get(route.path, []) if method == "GET" else [])]:
                    yield method, route.path, path + query


def _asked(client: Client, method: str, route: str, path: str, csrf: str) -> Answer:
    if method == "GET":
        return client.get(path)
    if route.startswith("/api/"):
        body = json.dumps(BODIES.get(route, {})).encode()
        return client.ask(method, path, body, Content_Type="application/json", X_CSRF_Token=csrf)
    return client.post(path, {"csrf": csrf, **FORMS.get(route, {})})


def _told(answer: Answer, csrf: str) -> tuple[int, str | None, str]:
    """What an answer says, without the token of its session and the moments at which the two stores were written."""
    text = answer.body.decode("utf-8", "replace").replace(csrf, "CSRF")
    return answer.status, answer.headers.get("location"), _MOMENT.sub("MOMENT", text)


@pytest.mark.parametrize("name", ["carl", "edda"])
def test_no_answer_depends_on_what_others_decided(stores: tuple[str, str], tmp_path: Path, name: str) -> None:
    with ExitStack() as stack:
        clients = []
        for url in stores:
            own = str(tmp_path / Path(url).name)
            shutil.copy(url, own)
            client = stack.enter_context(workbench(own, token=None))
            assert client.login(name, PASSWORD).status == 303
            clients.append((client, client.get("/api/v1/session").json["csrf"]))
        met: dict[str, set[int]] = {}
        for method, route, path in _ways(stores[0], few=name == "edda"):
            one, two = (_told(_asked(client, method, route, path, csrf), csrf) for client, csrf in clients)
            assert one == two, (method, path)
            assert FIRST not in one[2] or route in NAMES_USERS, (method, path)
            assert "MARK-" not in one[2], (method, path)
            met.setdefault(route, set()).add(one[0])
        assert {route for route, statuses in met.items() if 403 in statuses} >= CLOSED
        for route in ("/report/{document}", "/review/{event}", "/review", "/search", "/feeds", "/api/v1/events",
                      "/api/v1/reports/{document}", "/api/v1/events/{event}/decisions"):  # fmt: skip
            assert 200 in met[route], route
        assert not [route for route, statuses in met.items() if statuses & {500, 503}]


def test_to_who_is_not_blind_the_two_stores_differ(stores: tuple[str, str], tmp_path: Path) -> None:
    """Else the walk would prove nothing."""
    found = []
    for url in stores:
        own = str(tmp_path / Path(url).name)
        shutil.copy(url, own)
        with workbench(own) as client:
            csrf = client.enter().get("/api/v1/session").json["csrf"]
            ways = [way for way in _ways(url) if way[0] == "GET"]
            found.append({way: _told(_asked(client, *way, csrf), csrf) for way in ways})
    differ = {route for (_, route, path), told in found[0].items() if told != found[1]["GET", route, path]}
    assert differ >= {
        "/", "/incident/{number}", "/report/{document}", "/review", "/review/{event}", "/export/file", "/api/v1/events",
        "/api/v1/reports/{document}", "/api/v1/incidents/{number}", "/api/v1/events/{event}/decisions",
    }  # fmt: skip


def test_a_closed_page_says_why_and_ending_it_opens_all(stores: tuple[str, str], tmp_path: Path) -> None:
    own = str(tmp_path / "own.db")
    shutil.copy(stores[0], own)
    with workbench(own, token=None) as client:
        client.login("carl", PASSWORD)
        assert "you code blind" in client.get("/incident/1").text
        told = client.get("/api/v1/incidents").json["error"]
        assert (told["code"], "Review" in told["message"]) == ("blind", True)
        assert "coding blind" in client.get("/review").text
        csrf = client.get("/api/v1/session").json["csrf"]
        body = json.dumps({"action": {"kind": "accept"}, "version": 1, "event": 3, "blind": False}).encode()
        sent = {"Content_Type": "application/json", "X_CSRF_Token": csrf}
        assert client.ask("POST", "/api/v1/decisions", body, **sent).status == 409
        assert client.post("/review/blind", {"csrf": csrf, "blind": "off"}).status == 303
        assert client.get("/incident/1").status == 200
        assert FIRST in client.get("/review/1").text
        with Store.open(own) as store:
            done = [(each.user, each.action) for each in store.people("test")[1].latest(9)]
        assert ("carl", "blind coding ended") in done


def test_what_a_blind_coder_decides_is_blind_and_shown_to_them(stores: tuple[str, str], tmp_path: Path) -> None:
    own = str(tmp_path / "own.db")
    shutil.copy(stores[0], own)
    with workbench(own, token=None) as client:
        client.login("carl", PASSWORD)
        csrf = client.csrf()
        form = {"csrf": csrf, "version": "1", "do": "correct", "field": "type", "value": "arrest"}
        assert client.post("/review/2", form).status == 303
        assert "Arrest" in client.get("/report/2").text
        assert client.get("/api/v1/reports/2").json["reading"]["events"][0]["type"] == "arrest"
        form = {"csrf": csrf, "version": "1", "type": "protest", "trigger": "Buses"}
        assert client.post("/report/1/missed", form).headers["location"] == "/report/1"
        assert "protest added (“Buses”)" in client.get("/report/1").text
        with Store.open(own) as store:
            assert store.reviews.seen(2).event.type == "bombing"
            log = store.reviews.history(by="carl")
        assert [each.decision.blind for each in log] == [True] * 3
        assert client.post(f"/review/undo/{log[1].decision.number}", {"csrf": csrf}).status == 303
        assert client.get("/api/v1/reports/2").json["reading"]["events"][0]["type"] == "bombing"
        assert client.post("/review/undo/3", {"csrf": csrf}).status == 403
