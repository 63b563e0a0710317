"""What a store adds to reading: ``python -m bench.ingest INPUT...`` reads reports without and with a new store.

Prints one JSON object. In turns, the same reports are read alone and ingested, which reads, stores and links them;
``share_of_reading`` is what the second takes more than the first. Both work ahead: the next reports are read while one
is stored, so that what storing costs is what it delays. Processor time stands beside it: it is what storing takes where
all processors are busy. The inputs are those of ``dateline ingest``.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path

from bench.machine import load_average, peak_memory
from dateline.ingest.sources import sources
from dateline.pipeline import Options, Taken, open_for_process, take_source
from dateline.store.store import Store

THREADS = 2
TURN = 100
"""Reports read alone and then ingested, before the next."""


def spent(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds by the clock and of this process's processors that something takes."""
    started = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - started[0], time.process_time() - started[1]


def run(inputs: list[str], limit: int, folder: Path) -> dict[str, object]:
    """Read, and ingest; what each took."""
    pipeline = open_for_process(Options(threads=THREADS))  # as the command does
    found = list(islice(sources(inputs), limit))
    read, ingested = [], []
    with Store.open(str(folder / "bench.db")) as store:
        into = store.run(pipeline, command="bench")
        for start in range(0, len(found), TURN):
            turn = found[start : start + TURN]
            read.append(spent(lambda turn=turn: list(pipeline.read_many(turn))))
            ingested.append(spent(lambda turn=turn: list(into.ingest(turn))))
        ingested.append(spent(into.link))
        incidents = sum(1 for _ in store.incidents(limit=None))
    reports = sum(isinstance(take_source(each), Taken) for each in found)
    (wall, cpu), (wall_stored, cpu_stored) = (map(sum, zip(*each, strict=True)) for each in (read, ingested))
    return {
        "reports": reports, "incidents": incidents,
        "milliseconds_to_read": round(1e3 * wall / reports, 2),
        "milliseconds_to_ingest": round(1e3 * wall_stored / reports, 2),
        "cpu_milliseconds_to_read": round(1e3 * cpu / reports, 2),
        "cpu_milliseconds_to_ingest": round(1e3 * cpu_stored / reports, 2),
        "share_of_reading": round(wall_stored / wall - 1, 3),
        "cpu_share_of_reading": round(cpu_stored / cpu - 1, 3),
        "kilobytes_a_report": round(sum(each.stat().st_size for each in folder.iterdir()) / reports / 1e3, 1),
        "peak_memory_mb": peak_memory(),
        "load_average": load_average(), "threads": THREADS,
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
