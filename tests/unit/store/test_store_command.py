"""``dateline ingest`` and ``dateline find`` as a user runs them, and the same from Python."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

import dateline
from build import TEXT
from dateline.errors import DatelineError
from dateline.pipeline import Options, Pipeline
from dateline.reader.runtime import BUNDLED
from dateline.schema.reading import Reading
from dateline.store.engine import Database
from dateline.store.ingesting import TOGETHER
from dateline.store.packing import pack_draft, unpack_draft
from dateline.store.tables import changes, drafts
from stored import told, writer

needs_model = pytest.mark.skipif(
    not (BUNDLED / "encoder.onnx").exists(), reason="the model is not bundled in this checkout"
)
COMMAND = (sys.executable, "-m", "dateline")
EXAMPLES = Path(__file__).parents[3] / "examples"


REPORTS = 4 * TOGETHER
"""Of a run that is killed after its first commit."""


def run(*arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *arguments], input=stdin, capture_output=True, encoding="utf-8", check=False, timeout=120
    )


def row(number: int, **more: str) -> str:
    return (
        json.dumps({"id": str(number), "text": f"{TEXT}\n\nReport {number}.", "published": "2023-06-14"} | more) + "\n"
    )


@pytest.fixture(scope="module")
def hand_made(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store of one report, written and read again without the model."""
    url = str(tmp_path_factory.mktemp("hand") / "made.db")
    database = Database.open(url, create=True)
    writer(database).write(
        *told(outlet="Northern Wire", url="https://news.example/\x1b[31mraid", published="2024-05-07")
    )
    writer(database, "two").write(*told(recipe="two", outlet="Gulf Daily", url="https://news.example/\x1b[31mraid"))
    database.close()
    return url


def test_find_as_text_is_safe_for_a_terminal(hand_made: str) -> None:
    done = run("find", "mosul", "--store", hand_made, "--type", "armed-assault")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[0] == "     1  Armed assault · 6 May 2024 · Mosul, IQ"
    assert "actor: Gunmen of the Desert Front, target: a post" in done.stdout
    assert "\x1b" not in done.stdout
    assert run("find", "elephants", "--store", hand_made).stdout == ""


def test_find_as_json_and_csv(hand_made: str) -> None:
    lines = run("find", "--store", hand_made, "--format", "json").stdout.splitlines()
    first, second = (json.loads(line) for line in lines)
    assert (first["id"], first["event"]["type"], second["event"]["type"]) == (1, "armed-assault", "arrest")
    assert first["document"]["outlet"] == "Gulf Daily"
    assert [said["id"] for said in second["attributions"]] == ["a1"]
    table = list(csv.DictReader(io.StringIO(run("find", "--store", hand_made, "-f", "csv").stdout)))
    assert [(each["id"], each["type"], each["sources"]) for each in table] == [
        ("1", "armed-assault", ""), ("2", "arrest", "officials"),
    ]  # fmt: skip


def test_find_with_every_filter(hand_made: str) -> None:
    fits = ("--from", "2024-05-01", "--to", "2024-05-31", "--actor", "desert front", "--outlet", "gulf daily",
            "--near", "36.3,43.1,20", "--box", "40,30,50,40", "--limit", "3")  # fmt: skip
    assert len(run("find", '"near mosul"', "--store", hand_made, "-f", "json", *fits).stdout.splitlines()) == 1
    assert run("find", "--store", hand_made, "--as-of", "2001-01-01").stdout == ""


def test_find_tells_every_version(hand_made: str) -> None:
    told_ = run("find", "--store", hand_made, "--event", "1").stdout
    assert [line.split(",")[0] for line in told_.splitlines() if line.startswith("version")] == [
        "version 1",
        "version 2",
    ]
    assert "first report, by one" in told_
    assert "report changed, by two" in told_


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--near", "36.3,43.1"), "3 numbers"),
        (("--near", "43.1,136.3,nan"), "0 to 20100"),
        (("--near", "143.1,36.3,20"), "-90 to 90"),
        (("--box", "a,b,c,d"), "4 numbers"),
        (("--box", "40,50,50,30"), "south"),
        (("--event", "999"), "event 999: there is no such event"),
        (("--event", "999", "--format", "csv"), "there is no such event"),
        (("--event", "1", "--type", "bombing", "--from", "2024-01-01"), "leave out --from, --type"),
        (("mosul", "--event", "1", "--limit", "1"), "leave out WORDS, --limit"),
        (("--from", "2024-05-08", "--to", "2024-05-07"), "2024-05-08 is after --to 2024-05-07"),
        (("--incidents", "--from", "2024-05-08", "--to", "7 May 2024"), "2024-05-08 is after --to 7 May 2024"),
        (("--order", "size"), "'--order': 'size' is not one of"),
        (("--type", "battle", "--format", "csv"), "no event type is called"),
        (("--as-of", "someday", "--format", "csv"), "ISO date"),
        (("--from", "yesterday"), "2024-09-13"),
        (("--as-of", "yesterday"), "ISO date"),
        (("--type", "shellling"), "shelling"),
        (("--store", "/nowhere/at/all.db"), "no store"),
        (("--store", "mysql://x/y"), "PostgreSQL"),
    ],
)
def test_wrong_usage_of_find(hand_made: str, arguments: tuple[str, ...], said: str) -> None:
    done = run("find", "--store", hand_made, *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_days_the_wrong_way_round_are_told_in_python_too(hand_made: str) -> None:
    with dateline.open_store(hand_made) as store:
        for look in (store.events, store.incidents):
            with pytest.raises(DatelineError, match="2024-05-08, is after the last, 2024-05-07"):
                list(look(since="2024-05-08", until="2024-05-07"))
            list(look(since="2024-05-08", until="2024-05-08"))


def test_what_only_asks_a_store_loads_nothing_that_reads() -> None:
    script = "import sys, dateline.store.store; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.split()
    slow = ("dateline.pipeline", "dateline.normalise.time", "dateline.reader.reader", "dateline.ingest.fetch")
    assert not set(slow) & set(loaded)


@needs_model
def test_what_fails_is_told_at_the_end_and_stops_nothing(url: str, tmp_path: Path) -> None:
    done = run("ingest", str(tmp_path / "absent.html"), str(EXAMPLES / "anniversary.txt"), "--store", url)
    assert done.returncode == 1
    assert done.stdout == "1 stored, 0 there already\n"
    assert "dateline: 1 of 2 could not be read:" in done.stderr
    assert "absent.html" in done.stderr
    assert run("ingest", str(EXAMPLES / "anniversary.txt"), "--store", url).stdout == "0 stored, 1 there already\n"
    assert "Protest" in run("find", "trincomalee", "--store", url).stdout


def _committed(url: str) -> int:
    try:
        database = Database.open(url, create=False)
    except DatelineError:
        return 0
    with database.reading() as connection:
        found = connection.scalar(select(func.count()).select_from(changes)) or 0
    database.close()
    return found


def _found(url: str) -> list[dict[str, Any]]:
    found = [json.loads(line) for line in run("find", "--store", url, "-f", "json").stdout.splitlines()]
    for each in found:
        del each["at"]
    return found


@needs_model
@pytest.mark.skipif(os.name != "posix", reason="kill -9 is POSIX's")
def test_a_command_that_was_killed_goes_on(tmp_path: Path) -> None:
    url, table = str(tmp_path / "store.db"), tmp_path / "reports.jsonl"
    table.write_text("".join(row(number) for number in range(REPORTS)), encoding="utf-8")
    process = subprocess.Popen([*COMMAND, "ingest", str(table), "--store", url])
    deadline = time.monotonic() + 60
    while not _committed(url) and time.monotonic() < deadline:
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.wait(timeout=60)
    before = _committed(url)
    assert 0 < before < REPORTS
    assert (
        run("ingest", str(table), "--store", url, "--jobs", "2").stdout
        == f"{REPORTS - before} stored, {before} there already\n"
    )
    unbroken = str(tmp_path / "unbroken.db")
    run("ingest", str(table), "--store", unbroken)
    assert _found(url) == _found(unbroken) != []


@needs_model
def test_a_syndicated_text_is_read_by_the_model_once(tmp_path: Path) -> None:
    table = tmp_path / "reports.jsonl"
    table.write_text(row(1, outlet="Northern Wire") + row(1, outlet="Gulf Daily"), encoding="utf-8")
    with dateline.open_store(tmp_path / "store.db") as store:
        done = store.ingest(table)
        assert (done.stored, done.known, done.failures) == (2, 0, ())
        wire, daily = (list(store.events(outlet=outlet)) for outlet in ("northern wire", "gulf daily"))
        assert [each.event for each in wire] == [each.event for each in daily] != []
        assert next(store.versions(wire[0].id)).recipe.startswith(f"dateline {dateline.__version__}, mpnet6")
        assert store.ingest([table], min_score=0.99).stored == 2
        assert len(list(store.events())) < len(wire) + len(daily)
        assert store.ingest(tmp_path / "absent.txt").failures[0].name.endswith("absent.txt")
    database = Database.open(str(tmp_path / "store.db"), create=False)
    with database.reading() as connection:
        assert connection.scalar(select(func.count()).select_from(drafts)) == 1
    database.close()


@needs_model
def test_the_models_draft_comes_back_with_its_vectors(tmp_path: Path) -> None:
    actors = tmp_path / "actors.csv"
    actors.write_text("id,name,aliases,kind,country,alignment,note\n", encoding="utf-8")
    pipeline = Pipeline.open(Options(actors=actors, min_score=0.5, threads=1))
    draft = pipeline.read_text(TEXT).draft
    assert {(len(trigger.vector), len(trigger.sentence)) for trigger in draft.triggers} == {(512, 1024)}
    assert unpack_draft(pack_draft(draft)) == draft
    assert "actors-" in pipeline.recipe
    assert pipeline.recipe.endswith("min-score 0.5")


def _heed_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@needs_model
@pytest.mark.skipif(os.name != "posix", reason="interrupts are POSIX's")
def test_an_interrupt_says_how_to_go_on(tmp_path: Path) -> None:
    table, store = tmp_path / "reports.jsonl", str(tmp_path / "store.db")
    table.write_text("".join(row(number) for number in range(40)), encoding="utf-8")
    process = subprocess.Popen(
        [*COMMAND, "ingest", str(table), "--store", store], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        preexec_fn=_heed_interrupts,  # which a run in the background of a shell would ignore, and hand that on
    )  # fmt: skip
    deadline = time.monotonic() + 60
    while not _committed(store) and time.monotonic() < deadline:
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    told_ = process.communicate(timeout=60)
    assert process.returncode == 130
    assert told_ == (b"", b"dateline: stopped; the same command goes on from here\n")


@needs_model
def test_what_is_stored_is_what_read_gives(tmp_path: Path) -> None:
    path = EXAMPLES / "bus-terminal.txt"
    read = dateline.read(path)
    with dateline.open_store(tmp_path / "store.db") as store:
        store.ingest(path)
        events = sorted(store.events(), key=lambda each: each.id)
    assert [each.event for each in events] == list(read.events)
    assert events[0].report == read.report
    assert isinstance(read, Reading)


@needs_model
@pytest.mark.skipif(os.name != "posix", reason="needs a terminal of its own")
def test_a_bar_shows_rate_and_time_left_on_a_terminal(tmp_path: Path) -> None:
    import pty

    table = tmp_path / "reports.jsonl"
    table.write_text("".join(row(number) for number in range(8)), encoding="utf-8")
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [*COMMAND, "ingest", str(table), "--store", str(tmp_path / "store.db")],
        stdout=subprocess.PIPE, stderr=theirs, env=os.environ | {"TERM": "xterm", "COLUMNS": "100"},
    )  # fmt: skip
    os.close(theirs)
    shown = b""
    try:
        while piece := os.read(ours, 4096):
            shown += piece
    except OSError:  # Linux says so when the other end is closed
        pass
    assert process.communicate(timeout=60)[0] == b"8 stored, 0 there already\n"
    os.close(ours)
    assert b"8 reports, " in shown
    assert b"a second" in shown
    assert b"100%" in shown
    assert b"0:00:0" in shown
