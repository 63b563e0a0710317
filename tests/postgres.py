"""A real PostgreSQL server for tests: its own data folder, on loopback only, gone at the end."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

USER = "postgres"
"""Whom the server runs as where the tests run as root, which it refuses."""


def missing() -> str | None:
    """Why there can be no server here, or None."""
    if os.name != "posix" or _programs() is None:
        return "no PostgreSQL server is installed"
    if os.geteuid() == 0 and _account() is None:
        return f"PostgreSQL does not run as root, and there is no user {USER}"
    return None if find_spec("psycopg") else "psycopg is not installed"


def _programs() -> Path | None:
    """The folder of initdb and postgres: on the path, or where Debian keeps those of a version."""
    beside = shutil.which("initdb")
    folders = [Path(beside).resolve().parent] if beside else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda each: int(each.parent.name), reverse=True)
    return next((folder for folder in folders if (folder / "postgres").exists() and (folder / "initdb").exists()), None)


def _account() -> tuple[int, int] | None:
    """User and group of whom the server runs as, if there is such a user."""
    import pwd

    try:
        found = pwd.getpwnam(USER)
    except KeyError:
        return None
    return found.pw_uid, found.pw_gid


@contextmanager
def server() -> Iterator[str]:
    """The URL of a running server's database."""
    programs, account = _programs(), _account()
    assert programs
    folder = Path(tempfile.mkdtemp(prefix="dateline-postgres-"))
    as_user: dict[str, Any] = {}
    if os.geteuid() == 0 and account:
        as_user = {"user": account[0], "group": account[1], "extra_groups": []}
        os.chown(folder, *account)
    try:
        data = folder / "data"
        subprocess.run(
            [programs / "initdb", "-D", data, "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"],
            check=True, capture_output=True, cwd=folder, **as_user,
        )  # fmt: skip
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            port = taken.getsockname()[1]
        options = {"listen_addresses": "127.0.0.1", "port": port, "unix_socket_directories": folder, "fsync": "off"}
        log = (folder / "log").open("wb")
        process = subprocess.Popen(
            [programs / "postgres", "-D", data, *(f"--{name}={value}" for name, value in options.items())],
            stdout=log, stderr=log, cwd=folder, **as_user,
        )  # fmt: skip
        try:
            _wait(process, port, folder)
            yield f"postgresql+psycopg://{USER}@127.0.0.1:{port}/postgres"
        finally:
            process.send_signal(signal.SIGINT)  # ends at once, whoever is connected
            process.wait(timeout=60)
            log.close()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _wait(process: subprocess.Popen[bytes], port: int, folder: Path) -> None:
    import psycopg

    last: Exception | None = None
    for _ in range(300):
        if process.poll() is not None:
            break
        try:
            psycopg.connect(host="127.0.0.1", port=port, user=USER, dbname="postgres", connect_timeout=2).close()
        except psycopg.OperationalError as error:
            last = error
            try:
                process.wait(timeout=0.1)
            except subprocess.TimeoutExpired:
                continue
        else:
            return
    raise RuntimeError(f"the server does not answer ({last}): {(folder / 'log').read_text(errors='replace')[-2000:]}")


@contextmanager
def schema(url: str, name: str) -> Iterator[str]:
    """A new schema of that name in the server's one database, and a URL that keeps to it; dropped at the end."""
    import psycopg

    def run(statement: str) -> None:
        with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
            connection.execute(statement.encode())

    run(f"CREATE SCHEMA {name}")
    try:
        yield f"{url}?options=-csearch_path%3D{name}"
    finally:
        run(f"DROP SCHEMA {name} CASCADE")
