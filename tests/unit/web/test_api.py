"""The JSON interface over real HTTP: what it says of itself is true, pages follow each other, nothing is sent twice."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from dateline.review.of_events import RejectEvent
from dateline.store.store import Store
from served import Client, filled, workbench

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """A workbench of its own: what is asked of it decides things."""
    url = str(tmp_path_factory.mktemp("api") / "store.db")
    filled(url)
    with workbench(url) as client:
        yield client.enter()


def test_it_is_as_it_says(asked: Client) -> None:
    """Every operation, with what its description allows and with what it does not."""
    schema = schemathesis.openapi.from_dict(asked.get("/api/v1/openapi.json").json)
    schema.config.update(base_url=asked.base)
    token, cookie = asked.csrf(), f"dateline={asked.cookies['dateline']}"
    operations: list[Any] = [found.ok() for found in schema.get_all_operations() if isinstance(found, Ok)]
    assert len(operations) > 20
    for operation in operations:
        takes = any(True for _ in operation.iter_parameters()) or operation.body
        for mode in (GenerationMode.POSITIVE, *([GenerationMode.NEGATIVE] if takes else [])):

            @given(case=operation.as_strategy(generation_mode=mode))
            @settings(max_examples=8, deadline=None, database=None, suppress_health_check=list(HealthCheck))
            def holds(case: Any) -> None:
                headers = {"Cookie": cookie} | ({} if case.method == "GET" else {"X-CSRF-Token": token})
                case.call_and_validate(headers=headers, checks=CHECKS, timeout=30)

            holds()


def test_every_operation_has_its_errors_in_one_shape(bench: Client) -> None:
    for path, status in (
        ("/api/v1/incidents/999", 404),
        ("/api/v1/incidents/x", 422),
        ("/api/v1/incidents?from=2022-13-01", 422),
        ("/api/v1/incidents?type=nothing", 422),
        ("/api/v1/incidents?after=xyz", 422),
        ("/api/v1/incidents?limit=0", 422),
        ("/api/v1/incidents?box=1,2,3", 422),
        ("/api/v1/incidents?q=-absent", 422),
        ("/api/v1/events?after=xyz", 422),
        ("/api/v1/events?from=2022-13-01", 422),
        ("/api/v1/events/999", 404),
        ("/api/v1/export/nothing", 422),
        ("/api/v1/nothing", 404),
    ):
        answer = bench.get(path)
        assert answer.status == status, path
        assert set(answer.json) == {"error"}
        assert set(answer.json["error"]) == {"code", "message", "fields"}
    assert bench.get("/api/v1/incidents?from=2022-13-01").json["error"]["fields"][0]["name"] == "from"
    assert bench.get("/api/v1/incidents?near=99,0,1").json["error"]["message"].startswith("near: needs 3 numbers")
    assert bench.ask("DELETE", "/api/v1/incidents").json["error"]["code"] == "wrong-method"


@pytest.mark.parametrize(
    ("address", "name", "says"),
    [
        ("incidents?frm=2022-01-01", "frm", "did you mean from?"),
        ("incidents?since=2022-01-01", "since", "there are q, from, to"),
        ("incidents/points?typ=bombing", "typ", "did you mean type?"),
        ("events?salience=main", "salience", "there are q, from, to"),
        ("events?lmit=", "lmit", "did you mean limit?"),
        ("reports/1?verison=1", "verison", "did you mean version?"),
        ("export/csv?withold=true", "withold", "did you mean withhold?"),
        ("review/queue?limits=3", "limits", "did you mean limit?"),
        ("types?limit=3", "limit", "this takes no parameters"),
    ],
)
def test_a_name_that_is_not_asked_for_is_told(bench: Client, address: str, name: str, says: str) -> None:
    answer = bench.get(f"/api/v1/{address}")
    assert answer.status == 422
    assert [each["name"] for each in answer.json["error"]["fields"]] == [name]
    assert says in answer.json["error"]["message"]


def test_every_name_of_the_description_is_taken(bench: Client) -> None:
    for path, operations in bench.get("/api/v1/openapi.json").json["paths"].items():
        told = [each for each in operations.get("get", {}).get("parameters", ()) if each["in"] == "query"]
        filled = path.replace("{format}", "csv")
        asked = "&".join(f"{each['name']}=" for each in told)
        answer = bench.get(f"{filled}?{asked}") if "{" not in filled else None
        assert answer is None or "no such parameter" not in answer.text, path


@pytest.mark.parametrize("of", ["incidents", "incidents/points", "incidents/days", "events", "reports", "export/csv"])
def test_days_the_wrong_way_round_are_told(bench: Client, of: str) -> None:
    answer = bench.get(f"/api/v1/{of}?from=2022-06-02&to=2022-05-20")
    assert answer.status == 422
    assert "2022-06-02, is after the last, 2022-05-20" in answer.json["error"]["message"]


def test_pages_follow_each_other_without_gap(bench: Client) -> None:
    everything = [each["id"] for each in bench.get("/api/v1/incidents").json["items"]]
    for order in ("day", "killed", "changed"):
        found, after = [], ""
        for _ in range(9):
            got = bench.get(f"/api/v1/incidents?limit=1&order={order}{after and f'&after={after}'}").json
            found += [each["id"] for each in got["items"]]
            if got["next"] is None:
                break
            after = got["next"]
        assert sorted(found) == sorted(everything)
    reports: list[int] = []
    following: str | None = ""
    while following is not None:
        got = bench.get(f"/api/v1/reports?limit=2{following and f'&after={following}'}").json
        reports += [each["document"] for each in got["items"]]
        following = got["next"]
    assert sorted(reports) == list(range(1, 7))


def test_events_are_those_of_find_page_by_page(bench: Client, store: str) -> None:
    with Store.open(store) as opened:
        for query, filters in (
            ("", {}),
            ("type=bombing", {"types": ["bombing"]}),
            ("q=Dorra", {"text": "Dorra"}),
            ("from=2022-05-20&to=2022-06-02", {"since": "2022-05-20", "until": "2022-06-02"}),
            ("killed=5", {"killed": 5}),
            ("unreviewed=true", {"unreviewed": True}),
            ("outlet=Hill+News", {"outlet": "Hill News"}),
            ("box=40,30,50,38", {"box": (40, 30, 50, 38)}),
            ("near=36.9,42.1,50", {"near": (36.9, 42.1, 50)}),
        ):
            found: list[int] = []
            after: str | None = ""
            while after is not None:
                got = bench.get(f"/api/v1/events?limit=2&{query}{after and f'&after={after}'}").json
                found += [each["id"] for each in got["items"]]
                after = got["next"]
            assert found == [each.id for each in opened.events(**filters)], query
            assert found
    first = bench.get("/api/v1/events?limit=1")
    (item,) = first.json["items"]
    assert item["incident"] == bench.get(f"/api/v1/events/{item['id']}").json["incident"] is not None
    assert bench.get(f"/api/v1/events/{item['id']}/versions").json[-1] == item
    again = bench.get("/api/v1/events?limit=1", If_None_Match=first.headers["etag"])
    assert (again.status, again.body) == (304, b"")


def test_a_page_of_events_is_of_the_state_of_the_first(own_store: str) -> None:
    with workbench(own_store) as client:
        client.enter()
        got = client.get("/api/v1/events?limit=3").json
        everything = [each["id"] for each in client.get("/api/v1/events").json["items"]]
        with Store.open(own_store) as store:
            rejected = everything[-1]
            store.reviews.decide(RejectEvent(), by="Ana", event=rejected, version=store.reviews.seen(rejected).version)
        later = client.get(f"/api/v1/events?after={got['next']}").json
        assert [each["id"] for each in got["items"] + later["items"]] == everything
        assert rejected not in [each["id"] for each in client.get("/api/v1/events").json["items"]]
        assert client.get(f"/api/v1/events/{rejected}").json["present"] is False


def test_what_fitted_an_alert_names_its_incident(bench: Client) -> None:
    (alert,) = bench.get("/api/v1/alerts").json
    found = bench.get(f"/api/v1/alerts/matches?alert={alert['alert']}&receiver={alert['receiver']}&limit=50").json
    assert len(found) == alert["matches"]
    assert found[-1]["incident"] == {"id": 1, "title": bench.get("/api/v1/incidents/1").json["summary"]["title"]}
    assert 'href="/incident/1"' in bench.get("/alerts").text


def test_what_was_sent_is_not_sent_again(own_store: str) -> None:
    with workbench(own_store) as client:
        first = client.enter().get("/api/v1/incidents")
        again = client.get("/api/v1/incidents", If_None_Match=first.headers["etag"])
        assert (again.status, again.body) == (304, b"")
        with Store.open(own_store) as store:
            store.people("test")[1].add("something", user=None, address=None)
        assert client.get("/api/v1/incidents", If_None_Match=first.headers["etag"]).status == 200


def test_points_are_those_of_the_filter(bench: Client) -> None:
    points = bench.get("/api/v1/incidents/points").json
    assert {len(column) for name, column in points.items() if name != "incidents"} == {3}
    assert sorted(points["area"]) == [False, False, True]
    assert bench.get("/api/v1/incidents/points?type=shelling").json["id"] == [
        each["id"] for each in bench.get("/api/v1/incidents?type=shelling").json["items"]
    ]
    days = bench.get("/api/v1/incidents/days").json
    assert sum(each["incidents"] for each in days["items"]) + days["undated"] == points["incidents"]


def test_an_incident_is_whole(bench: Client) -> None:
    found = bench.get("/api/v1/incidents/1").json
    assert found["incident"]["casualties"]["killed"]["disputed"]
    assert {each["outlet"] for each in found["incident"]["members"]} >= {"Northern Wire", "River Radio"}
    assert [each["version"] for each in bench.get("/api/v1/incidents/1/versions").json][-1] == found["summary"][
        "version"
    ]
    assert bench.get("/api/v1/reports/1").json["events"]["e1"]["incident"] == 1


@pytest.mark.parametrize("name", ["csv", "geojson", "xlsx", "jsonl", "kml", "parquet"])
def test_exports_are_the_command_s(bench: Client, name: str) -> None:
    answer = bench.get(f"/api/v1/export/{name}?type=bombing")
    assert answer.status == 200
    file = answer.headers["content-disposition"].partition('"')[2].strip('"')
    if file.endswith(".zip"):
        names = zipfile.ZipFile(io.BytesIO(answer.body)).namelist()
        assert "datapackage.json" in names
        assert name != "csv" or any("evidence" in each for each in names)
    elif name == "geojson":
        assert len(json.loads(answer.body)["features"]) == int(answer.headers["x-written"]) == 2
    assert len(answer.body) > 100


def test_deciding_needs_the_version_that_was_seen(own_store: str) -> None:
    with workbench(own_store) as client:
        token = client.enter().csrf()

        def post(path: str, body: Any) -> Any:
            return client.ask(
                "POST", path, json.dumps(body).encode(), Content_Type="application/json", X_CSRF_Token=token
            )

        text = client.get("/api/v1/reports/1").json["reading"]["report"]["text"]
        at = text.index("Two people")
        made = post("/api/v1/events/1/select", {"field": "killed", "words": [[at, at + 3]]}).json
        assert made["action"]["value"]["best"] == 2
        assert post("/api/v1/decisions", {"event": 1, **made}).status == 201
        late = post("/api/v1/decisions", {"event": 1, **made})
        assert (late.status, late.json["error"]["code"]) == (409, "conflict")
        log = client.get("/api/v1/events/1/decisions").json
        assert [(each["by"], each["sentence"]) for each in log] == [("local", "killed is 2 (“Two”)")]
        assert post(f"/api/v1/decisions/{log[0]['number']}/undo", {}).status == 201
        assert post("/api/v1/decisions", {"event": 1}).status == 422
