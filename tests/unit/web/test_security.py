"""What keeps others out, over real HTTP: sessions, forged requests, names, sizes, paths, tries, roles, the log."""

from __future__ import annotations

import socket
import time

import pytest

from dateline.store.store import Store
from dateline.web.passwords import hashed
from dateline.web.sessions import Sessions
from dateline.web.settings import SESSION_SECONDS, Settings
from served import TOKEN, Client, workbench

PASSWORD = "a long enough one"
CLOSED = ("/", "/search", "/incident/1", "/report/1", "/feeds", "/alerts", "/export", "/export/file?format=csv",
          "/about", "/api", "/people", "/api/v1/incidents", "/api/v1/openapi.json", "/api/v1/session",
          "/api/v1/audit")  # fmt: skip


def add(store: str, name: str, role: str = "reader") -> None:
    with Store.open(store) as opened:
        opened.people("test")[0].add(name, role, hashed(PASSWORD))  # type: ignore[arg-type]


def actions(store: str) -> list[tuple[str | None, str, str | None]]:
    with Store.open(store) as opened:
        return [(each.user, each.action, each.subject) for each in opened.people("test")[1].latest(50)]


def raw(port: int, request: bytes) -> bytes:
    """What the server answers to bytes that no client would send."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(request)
        connection.shutdown(socket.SHUT_WR)
        found = b""
        while more := connection.recv(1 << 16):
            found += more
    return found


@pytest.mark.parametrize("path", CLOSED)
def test_nothing_is_shown_to_whom_nobody_knows(store: str, path: str) -> None:
    with workbench(store) as client:
        answer = client.get(path)
        if path.startswith("/api/"):
            assert (answer.status, answer.json["error"]["code"]) == (401, "signed-out")
        else:
            assert (answer.status, answer.headers["location"]) == (303, "/login")


def test_the_link_works_once(own_store: str) -> None:
    with workbench(own_store) as client:
        assert Client(client.port).get("/enter/another").status == 401
        assert client.enter().get("/").status == 200
        assert Client(client.port).get(f"/enter/{TOKEN}").status == 401


def test_no_link_where_others_can_come(own_store: str) -> None:
    with workbench(own_store, token=None) as client:
        for guess in (TOKEN, "None", "", "%00"):
            assert client.get(f"/enter/{guess}").status in {401, 404, 303}
            assert client.get("/").status == 303


def test_a_password_opens_and_the_log_says_so(own_store: str) -> None:
    add(own_store, "mira", "coder")
    with workbench(own_store, token=None) as client:
        assert client.login("mira", "wrong " + PASSWORD).status == 401
        assert client.login("nobody", PASSWORD).status == 401
        assert client.get("/").status == 303
        assert client.login("mira", PASSWORD).status == 303
        assert client.get("/").status == 200
        assert client.get("/api/v1/session").json["role"] == "coder"
    assert actions(own_store) == [
        ("mira", "login", None), (None, "login failed", "nobody"), (None, "login failed", "mira"),
    ]  # fmt: skip


def test_a_session_is_new_at_login(own_store: str) -> None:
    """Whoever laid a cookie into the browser before has nothing of it after."""
    add(own_store, "mira")
    with workbench(own_store, token=None) as attacker:
        attacker.get("/login")
        planted = dict(attacker.cookies)
        victim = Client(attacker.port, dict(planted))
        before = victim.csrf()
        assert victim.login("mira", PASSWORD).status == 303
        assert victim.cookies != planted
        assert victim.csrf() != before
        assert attacker.get("/").status == 303
        assert attacker.post("/login", {"csrf": before, "name": "mira", "password": "x"}).status == 403


def test_signing_out_ends_the_session_everywhere(own_store: str) -> None:
    with workbench(own_store) as client:
        client.enter()
        copy = Client(client.port, dict(client.cookies))
        assert client.post("/logout", {"csrf": client.csrf()}).status == 303
        assert copy.get("/").status == 303


def test_another_password_or_leaving_ends_sessions(own_store: str) -> None:
    add(own_store, "mira")
    with workbench(own_store, token=None) as client, Store.open(own_store) as opened:
        users = opened.people("test")[0]
        client.login("mira", PASSWORD)
        users.change("mira", password=hashed("yet another one"))
        assert client.get("/").status == 303
        fresh = Client(client.port)
        assert fresh.login("mira", PASSWORD).status == 401
        assert fresh.login("mira", "yet another one").status == 303
        users.change("mira", active=False)
        assert fresh.get("/").status == 303
        assert fresh.login("mira", "yet another one").status == 401


def test_a_forged_or_old_cookie_is_none(own_store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with workbench(own_store) as client:
        client.enter()
        cookie = client.cookies["dateline"]
        signed = cookie[:-20] + ("A" if cookie[-20] != "A" else "B") + cookie[-19:]
        for forged in (signed, cookie.split(".")[0], "x" * 5000, "a.b.c"):
            assert Client(client.port, {"dateline": forged}).get("/").status == 303
        now = time.time()
        monkeypatch.setattr("itsdangerous.timed.time.time", lambda: now + SESSION_SECONDS + 60)
        assert client.get("/").status == 303


def test_a_cookie_is_out_of_reach_of_scripts_and_other_sites(own_store: str) -> None:
    with workbench(own_store) as client:
        held = client.get(f"/enter/{TOKEN}").headers["set-cookie"].lower()
        assert "httponly" in held
        assert "samesite=lax" in held
        assert "secure" not in held
    with workbench(own_store, secure=True) as client:
        answer = client.get(f"/enter/{TOKEN}")
        assert answer.headers["set-cookie"].startswith("__Host-dateline=")
        assert "secure" in answer.headers["set-cookie"].lower()
        assert "max-age" in answer.headers["strict-transport-security"]


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
    ],
)
def test_another_site_changes_nothing(own_store: str, headers: dict[str, str]) -> None:
    with workbench(own_store) as client:
        token = client.enter().csrf()
        assert client.post("/logout", {"csrf": token}, **headers).status == 403
        assert client.get("/").status == 200
    assert ("local", "forged request refused", "/logout") in actions(own_store)


def test_a_change_needs_the_token_of_its_session(own_store: str) -> None:
    with workbench(own_store) as client:
        client.enter()
        for sent in ({}, {"csrf": ""}, {"csrf": "guess"}, {"csrf": "\u00e9"}):
            assert client.post("/logout", sent).status == 403
        other = Client(client.port)
        assert client.post("/logout", {"csrf": other.csrf()}).status == 403
        assert client.ask("POST", "/logout", b'{"csrf": "x"}', Content_Type="application/json").status == 403
        assert client.ask("POST", "/logout", b"\xff\xfe=", Content_Type="application/x-www-form-urlencoded").status in {
            400,
            403,
        }
        assert client.get("/").status == 200
        assert client.ask("POST", "/logout", b"", X_CSRF_Token=client.csrf()).status == 303


def test_an_origin_of_ours_is_let_through(own_store: str) -> None:
    with workbench(own_store) as client:
        token = client.enter().csrf()
        answer = client.post("/logout", {"csrf": token}, Origin=client.base, Sec_Fetch_Site="same-origin")
        assert answer.status == 303


def test_no_foreign_name_is_answered(store: str) -> None:
    with workbench(store) as client:
        for name in (
            "evil.example",
            f"evil.example:{client.port}",
            "127.0.0.1",
            "",
            f"127.0.0.1:{client.port}.evil.example",
        ):
            assert client.get("/login", Host=name).status == 421


@pytest.mark.parametrize("size", [1 << 20, 1 << 24])
def test_a_body_that_is_too_large_is_refused_unread(store: str, size: int) -> None:
    with workbench(store) as client:
        head = f"POST /login HTTP/1.1\r\nHost: 127.0.0.1:{client.port}\r\nContent-Length: {size + 1}\r\n\r\n"
        answer = raw(client.port, head.encode() + b"a" * 1000)
        assert answer.startswith(b"HTTP/1.1 413")
        assert b"too-large" in answer


def test_a_body_without_a_length_is_counted(store: str) -> None:
    with workbench(store, largest_body=4096) as client:
        head = (f"POST /login HTTP/1.1\r\nHost: 127.0.0.1:{client.port}\r\nTransfer-Encoding: chunked\r\n"
                "Content-Type: application/x-www-form-urlencoded\r\n\r\n")  # fmt: skip
        answer = raw(
            client.port,
            head.encode() + b"400\r\n" + (b"a" * 1024 + b"\r\n400\r\n") * 5 + b"a" * 1024 + b"\r\n0\r\n\r\n",
        )
        assert answer.startswith(b"HTTP/1.1 413")


@pytest.mark.parametrize("length", [b"-1", b"1e3", b"abc", b"99999999999999999999"])
def test_a_length_that_is_none_is_refused(store: str, length: bytes) -> None:
    with workbench(store) as client:
        head = b"POST /login HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nContent-Length: %s\r\n\r\n" % (client.port, length)
        assert raw(client.port, head)[9:12] in {b"400", b"413"}


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/static/..%2fapp.py",
        "/static/%2e%2e%2f%2e%2e%2fstore/tables.py",
        "/static//etc/passwd",
        "/static/rendered/../page.py",
        "/static/vendor/../../../../../../etc/passwd",
        "/static/....//app.py",
        "/static/..\\app.py",
        "/static/%00",
        "/static/",
        "/static/vendor",
    ],
)
def test_no_path_leaves_the_static_folder(bench: Client, path: str) -> None:
    for who in (bench, Client(bench.port)):
        answer = who.get(path)
        assert answer.status in {303, 400, 404}
        assert b"import" not in answer.body
        assert b"root:" not in answer.body


def test_every_answer_has_the_headers_that_browsers_obey(bench: Client) -> None:
    for path in ("/", "/login", "/nothing", "/api/v1/incidents", "/api/v1/nothing", "/static/keys.js", "/enter/x"):
        answer = bench.get(path)
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["x-frame-options"] == "DENY"
        assert answer.headers["cross-origin-opener-policy"] == "same-origin"
        if path in {"/", "/login"}:
            assert answer.headers["cache-control"] == "no-store"


def test_passwords_cannot_be_tried_for_ever(own_store: str) -> None:
    add(own_store, "mira")
    with workbench(own_store, token=None) as client:
        statuses = [client.login("mira", f"a wrong guess {number}").status for number in range(10)]
        assert statuses == [401] * 8 + [429] * 2
        answer = client.login("mira", PASSWORD)
        assert answer.status == 429
        assert int(answer.headers["retry-after"]) > 0
        assert Client(client.port).login("another", PASSWORD).status == 429


def test_a_role_may_what_it_may(own_store: str) -> None:
    for name, role in (("rita", "reader"), ("cora", "coder"), ("edda", "editor")):
        add(own_store, name, role)
    with workbench(own_store, token=None) as server:
        found = {}
        for name in ("rita", "cora", "edda"):
            client = Client(server.port)
            client.login(name, PASSWORD)
            found[name] = (client.get("/people").status, client.get("/api/v1/audit").status)
    assert found == {"rita": (403, 403), "cora": (403, 403), "edda": (200, 200)}


def test_an_export_is_logged(own_store: str) -> None:
    with workbench(own_store) as client:
        assert client.enter().get("/export/file?format=jsonl&type=bombing").status == 200
    assert actions(own_store)[0] == ("local", "export", "jsonl type=bombing")


def test_another_secret_ends_all_sessions(own_store: str) -> None:
    with workbench(own_store) as client:
        client.enter()
        cookie = client.cookies["dateline"]
    with Store.open(own_store) as opened:
        users = opened.people("test")[0]
        for secret, there in ((b"0" * 32, True), (b"1" * 32, False)):
            settings = Settings(store=own_store, secret=secret, hosts=frozenset(), token=TOKEN)
            assert (Sessions(settings, users).read(cookie) is not None) is there
