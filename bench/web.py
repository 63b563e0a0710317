"""How fast the workbench answers over 50,000 generated incidents: ``python -m bench.web``.

Starts ``dateline serve`` as a user does, asks it over HTTP, and, where Chromium is installed, draws the map and moves
it about. Asked: the first page under 1 s, a filter under 200 ms on the server. Prints one JSON object a measurement:
the median and the slowest of the answers, in milliseconds, each filter another than those before so that nothing kept
is counted.
"""

from __future__ import annotations

import argparse
import http.client
import json
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests import chromium

from bench.desk import fill
from dateline.store.engine import Database

ROUNDS = 7
FILTERS = {
    "by type": [
        f"type={kind}" for kind in ("shelling", "bombing", "air-strike", "abduction", "killing", "arrest", "protest")
    ],
    "by days": [f"from=2024-0{month}-01&to=2024-0{month}-28" for month in range(1, 8)],
    "by killed": [f"killed={number}" for number in range(1, 8)],
    "by box": [f"box={west},30,{west + 8},38" for west in range(38, 45)],
    "by publishers": [f"publishers=2&killed={number}" for number in range(7)],
    "by actor": [f"actor={name}+Front" for name in ("ba", "ko", "ri", "ta", "mu", "sel", "dor")],
    "by outlet": [f"outlet=Northern+Wire&killed={number}" for number in range(7)],
    "by words": [f"q={town}" for town in ("mosul", "kabul", "herat", "aleppo", "homs", "gaza", "goma")],
    "disputed": [f"disputed=killed&killed={number}" for number in range(7)],
}
SHOWN = """
() => globalThis.datelineMap && datelineMap.getSource('incidents') && datelineMap.loaded()
  && datelineMap.getSource('incidents').serialize().data.features.length > 0
"""
FRAMES = """
new Promise(done => {
  const times = []; let last = performance.now(), step = 0;
  const each = now => { times.push(now - last); last = now; if (times.length < 120) requestAnimationFrame(each);
    else done(times.slice(5)); };
  datelineMap.easeTo({center: [44, 34], zoom: 5, duration: 1500});
  setTimeout(() => datelineMap.easeTo({center: [70, 34], zoom: 3, duration: 1500}), 1600);
  requestAnimationFrame(each);
})
"""


class Asker:
    """One connection that is signed in."""

    def __init__(self, link: str) -> None:
        match = re.match(r"http://([\d.]+):(\d+)(/\S+)", link)
        assert match
        self.host, self.port, self.base = match[1], int(match[2]), f"http://{match[1]}:{match[2]}"
        self._connection = http.client.HTTPConnection(self.host, self.port, timeout=60)
        self._headers: dict[str, str] = {}
        self._connection.request("GET", match[3])
        answer = self._connection.getresponse()
        answer.read()
        self._headers = {"Cookie": (answer.getheader("Set-Cookie") or "").split(";")[0], "Accept-Encoding": "gzip"}

    def milliseconds(self, path: str, **headers: str) -> float:
        """How long one answer takes."""
        begun = time.perf_counter()
        self._connection.request("GET", path, headers=self._headers | headers)
        answer = self._connection.getresponse()
        answer.read()
        assert answer.status == 200, (path, answer.status)
        return (time.perf_counter() - begun) * 1000


@contextmanager
def served(store: Path) -> Iterator[str]:
    """The link to sign in with."""
    command = [sys.executable, "-m", "dateline", "serve", "--store", str(store), "--port", "8899"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stderr
            line = process.stderr.readline()
            yield line.rsplit(" ", 1)[-1].strip()
        finally:
            process.terminate()


def told(what: str, times: Sequence[float], **more: Any) -> None:
    """One line of results."""
    line = {"what": what, "median_ms": round(statistics.median(times), 1), "slowest_ms": round(max(times), 1)}
    print(json.dumps(line | more), flush=True)


def measure(store: Path, incidents: int) -> None:
    """Everything, in the order in which a person meets it."""
    with served(store) as link:
        asker = Asker(link)
        told("first page, nothing kept", [asker.milliseconds("/")], incidents=incidents)
        told("page again", [asker.milliseconds("/") for _ in range(ROUNDS)])
        told("points of all, packed", [asker.milliseconds("/api/v1/incidents/points") for _ in range(3)])
        for name, queries in FILTERS.items():
            told(f"filter {name}", [asker.milliseconds(f"/?{query}", **{"HX-Request": "true"}) for query in queries])
        told("one incident", [asker.milliseconds(f"/incident/{number}") for number in (7, 77, 777)])
    found = chromium.find()
    if found:
        with served(store) as link, chromium.launched(found) as browser:
            tab = browser.new_page(viewport={"width": 1280, "height": 900})
            tab.goto(link)
            begun = time.perf_counter()
            tab.wait_for_function(SHOWN, timeout=chromium.PATIENCE_MS)
            told("until the map shows all", [(time.perf_counter() - begun) * 1000])
            frames = sorted(tab.evaluate(FRAMES))
            told("frames while the map moves", frames, worst_of_20=round(frames[int(len(frames) * 0.95)], 1))


def main() -> None:
    """Make the store unless it is there, and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--incidents", type=int, default=50_000)
    parser.add_argument("--store", type=Path, help="where the store is, or is to be kept")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = asked.store or Path(folder) / "bench.db"
        if not store.exists():
            begun = time.perf_counter()
            database = Database.open(str(store), create=True)
            fill(database, asked.incidents)
            database.close()
            print(json.dumps({"what": "generated", "seconds": round(time.perf_counter() - begun, 1)}), flush=True)
        measure(store, asked.incidents)


if __name__ == "__main__":
    main()
