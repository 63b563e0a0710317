"""``dateline serve`` and ``dateline user`` as processes: the link, who is let in, what is refused, and how it ends."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from dateline.errors import DataError
from dateline.store.store import Store
from dateline.web.passwords import fits
from dateline.web.serving import Serving, settings
from served import Client, free_port

PASSWORD = "a long enough one"


def dateline(*arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "dateline", *arguments]
    return subprocess.run(command, input=given, capture_output=True, text=True, timeout=60)


@contextmanager
def serving(*arguments: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The process and its first line; asked to stop at the end."""
    command = [sys.executable, "-m", "dateline", "serve", *arguments]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stderr
            yield process, process.stderr.readline().strip()
        finally:
            if process.poll() is None:
                process.kill()


@pytest.fixture
def store(tmp_path: Path) -> str:
    url = str(tmp_path / "store.db")
    Store.open(url).close()
    return url


def test_it_prints_a_link_that_opens_and_ends_when_asked(store: str) -> None:
    port = free_port()
    with serving("--store", store, "--port", str(port)) as (process, line):
        found = re.fullmatch(rf"dateline: sign in, once, with http://127\.0\.0\.1:{port}(/enter/[\w-]{{32}})", line)
        assert found
        client = Client(port)
        assert client.get(found[1]).status == 303
        assert client.get("/").status == 200
        assert dateline("serve", "--store", store, "--port", str(port)).returncode == 2
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=20) in {0, 130, -signal.SIGINT}


def test_users_are_added_changed_and_listed(store: str) -> None:
    assert dateline("user", "add", "mira", "--role", "coder", "--store", store, given=PASSWORD + "\n").returncode == 0
    assert dateline("user", "change", "mira", "--role", "editor", "--store", store).returncode == 0
    assert dateline("user", "list", "--store", store).stdout == "mira  editor\n"
    with Store.open(store) as opened:
        user = opened.people("test")[0].get("mira")
    assert user
    assert user.password.startswith("$argon2id$")
    assert fits(PASSWORD, user.password)
    assert not fits("another long one", user.password)
    assert dateline("user", "change", "mira", "--leave", "--store", store).returncode == 0
    assert dateline("user", "list", "--store", store).stdout == "mira  editor  left\n"


@pytest.mark.parametrize(
    ("arguments", "given", "says"),
    [
        (("add", "mira"), "short\n", "10 to 200"),
        (("add", "no name"), PASSWORD, "letters"),
        (("add", "local"), PASSWORD, "this machine"),
        (("change", "nobody", "--role", "reader"), "", "no user"),
        (("change", "mira"), "", "what changes"),
        (("change", "mira", "--leave", "--back"), "", "contradict"),
    ],
)
def test_what_cannot_be_is_refused(store: str, arguments: tuple[str, ...], given: str, says: str) -> None:
    done = dateline("user", *arguments, "--store", store, given=given)
    assert done.returncode == 2
    assert says in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"host": "10.0.0.5"}, "nobody has a password"),
        ({"address": "https://desk.example"}, "nobody has a password"),
        ({"host": "0.0.0.0"}, "nobody has a password|needs --address"),
        ({"secret": "short"}, "32 letters"),
        ({"key": Path("desk.key")}, "give its --certificate"),
        ({"tiles": "ftp://tiles"}, "tiles"),
        ({"address": "https://desk.example/path"}, "without a path"),
        ({"address": "desk.example"}, "without a path"),
    ],
)
def test_who_could_be_reached_needs_users(store: str, options: dict[str, Any], says: str) -> None:
    with pytest.raises(DataError, match=says):
        settings(Serving(store=store, **options))


def test_with_users_there_is_no_link(store: str) -> None:
    dateline("user", "add", "mira", "--store", store, given=PASSWORD)
    made = settings(Serving(store=store, host="10.0.0.5", port=8443, certificate=Path("x.pem")))
    assert (made.token, made.secure, made.hosts) == (None, True, frozenset({"10.0.0.5:8443"}))
    made = settings(Serving(store=store, address="https://desk.example"))
    assert (made.token, made.secure) == (None, True)
    assert "desk.example" in made.hosts
    with pytest.raises(DataError, match="needs --address"):
        settings(Serving(store=store, host="0.0.0.0"))


def test_a_certificate_that_is_none_is_told_before_there_is_a_link(store: str, tmp_path: Path) -> None:
    (tmp_path / "desk.pem").write_text("no certificate", encoding="utf-8")
    done = dateline("serve", "--store", store, "--port", str(free_port()), "--certificate", str(tmp_path / "desk.pem"))
    assert (done.returncode, done.stdout) == (2, "")
    assert "desk.pem: cannot be used" in done.stderr
    assert "Traceback" not in done.stderr
    assert "sign in" not in done.stderr


def test_a_role_that_is_none_is_told_with_those_there_are(store: str) -> None:
    done = dateline("user", "add", "mira", "--role", "boss", "--store", store)
    assert done.returncode == 2
    assert "'--role': 'boss' is not one of 'reader', 'coder', 'editor'" in done.stderr


def test_a_store_that_is_not_there_is_told(tmp_path: Path) -> None:
    done = dateline("serve", "--store", str(tmp_path / "none.db"))
    assert done.returncode == 2
    assert "there is no store" in done.stderr
