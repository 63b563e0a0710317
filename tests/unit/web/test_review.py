"""Reviewing over real HTTP: forms decide, two coders work apart, an editor decides between them, roles are kept."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from dateline.store.store import Store
from dateline.web.passwords import hashed
from served import Answer, Client, workbench

PASSWORD = "a long enough one"


@pytest.fixture
def desk(own_store: str) -> Iterator[dict[str, Client]]:
    """A reader, two coders and an editor, each signed in."""
    roles = {"rita": "reader", "cora": "coder", "carl": "coder", "edda": "editor"}
    with Store.open(own_store) as opened:
        users = opened.people("test")[0]
        held = hashed(PASSWORD)
        for name, role in roles.items():
            users.add(name, role, held)  # type: ignore[arg-type]
    with workbench(own_store, token=None) as server:
        clients = {name: Client(server.port) for name in roles}
        for name, client in clients.items():
            assert client.login(name, PASSWORD).status == 303
        yield clients


def version(client: Client, path: str) -> str:
    found = re.search(r'name="version" value="(\d+)"', client.get(path).text)
    assert found
    return found[1]


def send(client: Client, path: str, seen: str | None = None, **fields: str) -> Answer:
    at = seen if seen is not None else version(client, path)
    return client.post(path, {"csrf": client.csrf(), "version": at, **fields})


def test_forms_decide_and_what_changed_meanwhile_is_told(desk: dict[str, Client]) -> None:
    cora, carl = desk["cora"], desk["carl"]
    seen = version(carl, "/review/1")
    assert send(cora, "/review/1", do="correct", field="type", value="shelling").headers["location"] == "/review/1"
    late = send(carl, "/review/1", seen, do="accept")
    assert late.status == 409
    assert "cora" in late.text
    accepted = send(carl, "/review/1", do="accept")
    assert accepted.status == 303
    assert accepted.headers["location"].startswith("/review/next")
    assert "type is shelling" in cora.get("/review/1").text
    assert "Shelling" in cora.get("/incident/1").text


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"do": "nothing"}, "accept, reject or correct"),
        ({"do": "correct", "field": "killed", "words": "0-3x"}, "ranges"),
        ({"do": "correct", "field": "killed", "words": "0-99999"}, "text"),
        ({"do": "correct", "field": "nothing", "words": "0-3"}, "field"),
        ({"do": "correct", "field": "place", "words": "0-3", "value": "here"}, "latitude"),
    ],
)
def test_what_cannot_be_decided_is_told(desk: dict[str, Client], fields: dict[str, str], says: str) -> None:
    answer = send(desk["cora"], "/review/1", **fields)
    assert answer.status == 422
    assert says in answer.text


def test_a_null_is_decided_and_taken_back(desk: dict[str, Client]) -> None:
    cora = desk["cora"]
    assert send(cora, "/review/1", do="correct", field="killed", null="yes").status == 303
    number = re.search(r'action="/review/undo/(\d+)"', cora.get("/review/1").text)
    assert number
    assert send(desk["carl"], f"/review/undo/{number[1]}", "1").status == 403
    assert send(cora, f"/review/undo/{number[1]}", "1").status == 303
    assert "taken back by" in cora.get("/review/1").text


def test_a_second_coder_is_blind_and_an_editor_decides(desk: dict[str, Client]) -> None:
    cora, carl, edda = desk["cora"], desk["carl"], desk["edda"]
    send(cora, "/review/1", do="correct", field="salience", value="background")
    blind = carl.get("/review/1?second=true").text
    assert "cora" not in blind
    assert "background" not in blind.partition('aria-label="Decide"')[2].partition("<form")[0]
    seen = re.search(r'name="version" value="(\d+)"', blind)
    assert seen
    done = send(carl, "/review/1?second=true", seen[1], do="accept")
    assert done.status == 303
    page = edda.get("/review/agreement").text
    assert "Event 1: salience" in page
    assert cora.get("/review/agreement").status == 403
    sent = send(edda, "/review/agreement", version(edda, "/review/agreement"), event="1", field="salience", one="cora",
                other="carl", follow="carl")  # fmt: skip
    assert sent.status == 303
    assert "Event 1: salience" not in edda.get("/review/agreement").text


def outlets(client: Client) -> set[str]:
    return {each["outlet"] for each in client.get("/api/v1/incidents/1").json["incident"]["members"]}


def test_incidents_are_split_and_merged(desk: dict[str, Client]) -> None:
    cora = desk["cora"]
    event = re.search(r'<option value="(\d+)">\1, River Radio', cora.get("/incident/1").text)
    assert event
    at = version(cora, "/incident/1")
    assert send(cora, "/incident/1", at, do="split", numbers=event[1]).status == 303
    assert "River Radio" not in outlets(cora)
    new = cora.get("/api/v1/reports/3").json["events"]["e1"]["incident"]
    assert new != 1
    assert send(cora, "/incident/1", version(cora, "/incident/1"), do="merge", numbers=str(new)).status == 303
    assert "River Radio" in outlets(cora)
    assert cora.get(f"/incident/{new}").headers["location"] == "/incident/1"


def test_a_report_is_marked_as_a_copy(desk: dict[str, Client]) -> None:
    cora = desk["cora"]
    assert send(cora, "/report/2", "1", numbers="1").status == 303
    assert "copy of" in cora.get("/incident/1").text


def test_a_reader_decides_nothing(desk: dict[str, Client]) -> None:
    rita = desk["rita"]
    for path in ("/review", "/review/1", "/review/next", "/api/v1/review/queue"):
        assert rita.get(path).status == 403
    for path in ("/review/1", "/incident/1", "/report/1", "/review/undo/1"):
        assert send(rita, path, "1", do="accept", numbers="2").status == 403
    assert 'href="/review"' not in rita.get("/about").text
    assert "Regroup" not in rita.get("/incident/1").text
