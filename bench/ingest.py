"""What a store adds to reading: ``python -m bench.ingest INPUT...`` reads reports into a new store and links them.

Prints one JSON object: the seconds that reading, storing and linking took of the same reports in one run, and the share
of the last two in the first, with the growth of the store. The inputs are those of ``dateline ingest``.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import tempfile
import time
from itertools import islice
from pathlib import Path

from dateline.ingest.sources import sources
from dateline.pipeline import Failed, Options, Pipeline
from dateline.store.changing import Run
from dateline.store.engine import Database
from dateline.store.linker import Linked, Linker
from dateline.store.writer import Writer

THREADS = 2


class Clock:
    """Seconds of wall clock and of this process's processors, by what they went to."""

    def __init__(self) -> None:
        self.wall = dict.fromkeys(("read", "store", "link"), 0.0)
        self.cpu = dict(self.wall)
        self._last = time.perf_counter(), time.process_time()

    def spent(self, on: str) -> None:
        """The time since the last call went to this."""
        now = time.perf_counter(), time.process_time()
        if on in self.wall:
            self.wall[on] += now[0] - self._last[0]
            self.cpu[on] += now[1] - self._last[1]
        self._last = now


def run(inputs: list[str], limit: int, folder: Path) -> dict[str, object]:
    """Read, store and link; what it took."""
    pipeline = Pipeline.open(Options(threads=THREADS))
    database = Database.open(str(folder / "bench.db"), create=True)
    writer = Writer(database, Run("bench", pipeline.recipe, pipeline.reader.name))
    linker, linked = Linker(database, writer.changes), Linked()
    clock, reports, events = Clock(), 0, 0
    for result in pipeline.read_many(islice(sources(inputs), limit)):
        clock.spent("read")
        if isinstance(result, Failed):
            continue
        known = writer.is_known(result.reading.report)
        writer.draft(result.reading.report.id)
        written = None if known else writer.write(result.reading, result.draft)
        clock.spent("store")
        if written is not None:
            linked += linker.add(written, result.reading, result.draft)
            reports, events = reports + 1, events + len(result.reading.events)
        clock.spent("link")
    linked += linker.link_all()
    clock.spent("link")
    database.close()
    return {
        "reports": reports, "events": events, "incidents_changed": linked.incidents,
        **{f"milliseconds_to_{name}": round(1e3 * spent / reports, 2) for name, spent in clock.wall.items()},
        **{f"cpu_milliseconds_to_{name}": round(1e3 * spent / reports, 2) for name, spent in clock.cpu.items()},
        "share_of_reading": round((clock.wall["store"] + clock.wall["link"]) / clock.wall["read"], 3),
        "kilobytes_a_report": round(sum(each.stat().st_size for each in folder.iterdir()) / reports / 1e3, 1),
        "peak_memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "load_average": os.getloadavg()[0], "threads": THREADS,
    }  # fmt: skip


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("inputs", nargs="+", metavar="INPUT")
    parser.add_argument("--limit", type=int, default=2000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps(run(asked.inputs, asked.limit, Path(folder))))


if __name__ == "__main__":
    main()
