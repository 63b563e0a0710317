"""Twenty people edit one store at once through the workbench: ``python -m bench.editing --seconds 60``.

Starts ``dateline serve`` over an SQLite file, and over a PostgreSQL server of its own where one is installed. Each
client has a session of its own, looks at pages, and corrects, accepts, rejects, adds, merges, splits and takes back,
all of them about the same few reports. Afterwards nothing may be lost: the log holds what was answered with success and
nothing else, and decided once more, one decision after the other, it comes to the same rows. Prints a JSON object for
each database: how much was decided, how often somebody else was faster, and how long answers took, in milliseconds.
"""

from __future__ import annotations

import argparse
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests import postgres
from tests.editing import CLIENTS, check, edit, figures, prepare

SECRET = "a secret of this measurement alone"


@contextmanager
def served(store: str) -> Iterator[int]:
    """The port of a workbench over a store, as a process of its own."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
    command = [sys.executable, "-m", "dateline", "serve", "--store", store, "--port", str(port)]
    environment = os.environ | {"DATELINE_SECRET": SECRET}
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment) as process:
        try:
            assert process.stderr
            assert "sign in" in process.stderr.readline()
            yield port
        finally:
            process.terminate()


def measure(database: str, url: str, folder: Path, seconds: float, clients: int) -> None:
    """Edit, print the figures, and check what is there."""
    users = prepare(url, clients)
    prepared = str(folder / f"{database}-again.db")
    prepare(prepared, clients)
    begun = time.monotonic()
    with served(url) as port:
        done = edit(port, users, seconds, SECRET.encode())
    print(json.dumps(figures(database, time.monotonic() - begun, done)), flush=True)
    check(url, done, prepared)
    print(
        json.dumps({"database": database, "checked": "nothing is lost, and the log comes to the same rows"}), flush=True
    )


def main() -> None:
    """Measure on both databases."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--clients", type=int, default=CLIENTS)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        measure("sqlite", str(folder / "store.db"), folder, asked.seconds, asked.clients)
        if missing := postgres.missing():
            print(json.dumps({"database": "postgresql", "skipped": missing}))
            return
        with postgres.server() as url:
            measure("postgresql", url, folder, asked.seconds, asked.clients)


if __name__ == "__main__":
    main()
