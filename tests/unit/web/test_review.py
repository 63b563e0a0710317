"""Reviewing over real HTTP: forms decide, two coders work apart, an editor decides between them, roles are kept."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from lxml import html

from dateline.review.fields import FIELDS, TOLLS
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
        ({"do": "correct", "field": "killed", "words": "0-3x"}, "range"),
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
    assert carl.post("/review/blind", {"csrf": carl.csrf(), "blind": "on"}).status == 303
    blind = carl.get("/review/1").text
    assert "cora" not in blind
    assert "background" not in blind.partition('aria-label="Decide"')[2].partition("<form")[0]
    seen = re.search(r'name="version" value="(\d+)"', blind)
    assert seen
    done = send(carl, "/review/1", seen[1], do="accept")
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


CORRECTIONS: tuple[tuple[dict[str, str], str], ...] = (
    ({"field": "type", "value": "shelling"}, "type is shelling"),
    ({"field": "salience", "value": "background"}, "salience is background"),
    ({"field": "modality", "value": "future"}, "modality is future"),
    ({"field": "polarity", "value": "negative"}, "polarity is negative"),
    ({"field": "series", "value": "yes"}, "series is yes"),
    ({"field": "trigger", "words": "went off"}, "trigger is went off"),
    ({"field": "trigger", "words": "30-34,35-43"}, "trigger is bomb"),
    ({"field": "time", "words": "Tuesday"}, "time is 2022-05-03"),
    ({"field": "place", "words": "the Harla bus depot", "value": "36.3, 43.1"}, "place is the Harla bus depot"),
    ({"field": "actor", "words": "Northern Wire"}, "actor is also Northern Wire"),
    ({"field": "target", "words": "schools"}, "target is also schools"),
    ({"field": "victim", "words": "Buses"}, "victim is also Buses"),
    ({"field": "instrument", "words": "bomb"}, "instrument is also bomb"),
    ({"field": "confidence", "words": "learned", "value": "possible", "replaces": "first"}, "confidence is possible"),
    ({"field": "confidence", "words": "learned", "value": "claimed"}, "say which actor"),
    ({"field": "confidence", "value": "claimed", "replaces": "first"}, "select the words"),
    ({"field": "confidence", "words": "learned", "value": "sure", "replaces": "first"}, "value: Input should be"),
    *(({"field": toll, "words": "Two people"}, f"{toll} is 2") for toll in TOLLS),
    ({"field": "killed", "words": "the"}, "several times: say which, 47-50"),
    ({"field": "killed", "words": "no such words"}, "does not have these words"),
)


def test_every_field_is_corrected_by_the_form(desk: dict[str, Client]) -> None:
    """By words that are written out, as without a script; and what is wrong is told."""
    cora = desk["cora"]
    page = html.document_fromstring(cora.get("/review/1").text)
    assert page.xpath("//select[@id='field']/option/text()") == list(FIELDS)
    assert {form["field"] for form, _ in CORRECTIONS} == set(FIELDS)
    actor = page.xpath("//select[@id='replaces']/option[starts-with(., 'actor')]/@value")[0]
    for form, says in CORRECTIONS:
        sent = form | ({"replaces": actor} if "replaces" in form else {})
        answer = send(cora, "/review/1", do="correct", **sent)
        shown = answer if answer.status == 422 else cora.get("/review/1")
        told = " ".join(html.document_fromstring(shown.text).xpath("//main")[0].text_content().split())
        assert says in told, (form, told[:2000])


def test_a_missed_event_is_added_by_its_words_and_taken_back(desk: dict[str, Client]) -> None:
    cora = desk["cora"]
    assert 'id="missed"' in cora.get("/report/1").text
    assert 'id="missed"' not in desk["rita"].get("/report/1").text
    wrong = send(cora, "/report/1/missed", "1", type="protest", trigger="")
    assert (wrong.status, "in one piece" in wrong.text) == (422, True)
    assert send(cora, "/report/1/missed", "9", type="protest", trigger="sent round").status == 409
    form = {"type": "protest", "trigger": "sent round", "actor": "schools", "time": "Tuesday", "place": ""}
    added = send(cora, "/report/1/missed", "1", **form)
    assert added.status == 303
    where = added.headers["location"]
    event = cora.get(where.replace("/review/", "/api/v1/events/")).json["event"]
    assert (event["type"], event["salience"], event["trigger"]["text"]) == ("protest", "main", "sent round")
    assert (event["time"]["start"], [each["text"] for each in event["arguments"]]) == ("2022-05-03", ["schools"])
    number = re.search(r'action="/review/undo/(\d+)"', cora.get(where).text)
    assert number
    back = send(cora, f"/review/undo/{number[1]}", "1")
    assert back.headers["location"] == "/report/1"
    assert "taken back by" in cora.get("/report/1").text
    assert send(desk["rita"], "/report/1/missed", "1", **form).status == 403


def test_belonging_is_decided_where_the_event_is_reviewed(desk: dict[str, Client]) -> None:
    """Another happening, one happening again, a copy: each by one form of the page, and each taken back there."""
    cora = desk["cora"]

    def page() -> html.HtmlElement:
        return html.document_fromstring(cora.get("/review/3").text)

    def pressed(button: html.HtmlElement) -> Answer:
        form = button.xpath("ancestor::form")[0]
        fields = {each.get("name"): each.get("value") for each in form.xpath(".//input[@type='hidden']")}
        if button.get("name"):
            fields[button.get("name")] = button.get("value")
        answer = cora.post(form.get("action"), fields)
        assert answer.headers.get("location") == "/review/3", answer.text
        return answer

    pressed(page().xpath("//button[@data-key='s']")[0])
    assert "River Radio" not in outlets(cora)
    assert not page().xpath("//button[@data-key='s']")
    first = page().xpath("//button[@data-choice='1']")[0]
    assert (first.get("value"), "the same by linking" in first.text_content()) == ("1", True)
    (likely, *_) = cora.get("/api/v1/events/3/choices").json
    assert (likely["incident"]["id"], likely["score"] > 0.5) == (1, True)
    pressed(first)
    assert "River Radio" in outlets(cora)
    pressed(page().xpath("//button[@data-key='u']")[0])
    assert "River Radio" not in outlets(cora)
    pressed(page().xpath("//button[@data-key='u']")[0])
    assert "River Radio" in outlets(cora)
    copies = page().xpath("//form[@action='/report/3']//button[@data-choice]")
    assert {each.get("value") for each in copies} == {"1", "2", "4"}
    assert [each["report"]["document"] for each in cora.get("/api/v1/reports/3/alike").json] == [
        int(each.get("value")) for each in copies
    ]
    pressed(copies[0])
    assert "copy of" in cora.get("/incident/1").text
    pressed(page().xpath("//button[@data-key='u']")[0])
    assert "copy of" not in cora.get("/incident/1").text


def test_what_changed_meanwhile_is_told_where_belonging_is_decided(desk: dict[str, Client]) -> None:
    seen = version(desk["carl"], "/incident/1")
    assert send(desk["cora"], "/incident/1", seen, do="split", numbers="3").status == 303
    assert send(desk["carl"], "/incident/1", seen, do="split", numbers="3", back="3").status == 409


def test_an_editor_follows_neither(desk: dict[str, Client]) -> None:
    cora, carl, edda = desk["cora"], desk["carl"], desk["edda"]
    send(cora, "/review/1", do="correct", field="salience", value="background")
    carl.post("/review/blind", {"csrf": carl.csrf(), "blind": "on"})
    send(carl, "/review/1", do="accept")
    differing = edda.get("/api/v1/review/disagreements").json
    assert [(each["event"], each["field"]) for each in differing] == [(1, "salience")]
    sent = send(edda, "/review/agreement", version(edda, "/review/agreement"), event="1", field="salience", one="cora",
                other="carl", follow="")  # fmt: skip
    assert sent.status == 303
    assert edda.get("/api/v1/review/disagreements").json == []
    assert edda.get("/api/v1/events/1").json["event"]["salience"] == "background"


def test_a_form_that_says_too_little_is_told_what_is_missing(desk: dict[str, Client]) -> None:
    cora = desk["cora"]
    for path, fields, says in (
        ("/review/1", {"do": "accept"}, "version: write numbers"),
        ("/report/1", {"version": "1"}, "numbers: write numbers"),
        ("/review/1", {"do": "correct", "version": "1", "field": "killed", "words": "Two", "value": "9" * 18},
         "no action of a review: toll: no number of people or things"),
        ("/review/1", {"version": "1"}, "say what to decide"),
    ):  # fmt: skip
        answer = cora.post(path, {"csrf": cora.csrf(), **fields})
        assert answer.status == 422
        assert says in answer.text, path


def test_a_reader_decides_nothing(desk: dict[str, Client]) -> None:
    rita = desk["rita"]
    for path in ("/review", "/review/1", "/review/next", "/api/v1/review/queue"):
        assert rita.get(path).status == 403
    for path in ("/review/1", "/incident/1", "/report/1", "/review/undo/1"):
        assert send(rita, path, "1", do="accept", numbers="2").status == 403
    assert 'href="/review"' not in rita.get("/about").text
    assert "Regroup" not in rita.get("/incident/1").text
