"""``dateline review`` as a user runs it, and reviewed values on every other way out of the store."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import dateline
from dateline.review.corrections import SetSeries, SetType
from dateline.review.of_events import Accept, RejectEvent
from dateline.store.engine import Database
from dateline.store.reviews import Reviews
from stored import RAID, arrest, link, raid, told, writer

COMMAND = (sys.executable, "-m", "dateline")


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *arguments], capture_output=True, encoding="utf-8", check=False, timeout=120
    )  # fmt: skip


@pytest.fixture
def made(tmp_path: Path) -> str:
    """A store of two reports with some decisions, one of them by a coder with a hostile name."""
    url = str(tmp_path / "made.db")
    database = Database.open(url, create=True)
    for number in range(2):
        writer(database).write(*told(outlet=f"Paper {number}", source_id=f"r{number}", published="2024-05-07"))
    link(database)
    reviews = Reviews(database)
    reviews.decide(SetType(value="riot"), by="Mira \x1b[31m", event=1, version=1)
    reviews.decide(RejectEvent(reason="it was last year"), by="Mira", event=2, version=1)
    reviews.decide(SetType(value="armed-clash"), by="Jonas", event=1, version=1, blind=True)
    reviews.decide(Accept(), by="Mira", event=3, version=1)
    database.close()
    return url


def test_the_list_of_decisions(made: str) -> None:
    told_ = run("review", "list", "--store", made)
    assert told_.returncode == 0, told_.stderr
    first, *lines = told_.stdout.splitlines()
    assert "\x1b" not in first
    assert first.endswith("event 1: type is riot (“attacked”)")
    assert [line.split("Z ")[1] for line in lines] == [
        "Mira, event 2: rejected: it was last year",
        "Jonas, event 1: type is armed-clash (“attacked”) [blind]",
        "Mira, event 3: accepted as it is",
    ]
    by_mira = run("review", "list", "--store", made, "--by", "Mira", "-f", "json").stdout.splitlines()
    found = [json.loads(line) for line in by_mira]
    assert [(each["number"], each["action"]["kind"], each["event"], each["undone_by"]) for each in found] == [
        (2, "reject", 2, None), (4, "accept", 3, None),
    ]  # fmt: skip
    assert run("review", "list", "--store", made, "--event", "99").stdout == ""


def test_a_decision_is_taken_back(made: str) -> None:
    done = run("review", "undo", "2", "--by", "Jonas", "--store", made)
    assert done.returncode == 0, done.stderr
    assert "Jonas, event 2: decision 2 is taken back" in done.stdout
    assert "rejected: it was last year [taken back by Jonas]" in run("review", "list", "--store", made).stdout
    again = run("review", "undo", "2", "--by", "Jonas", "--store", made)
    assert (again.returncode, again.stderr) == (2, "dateline: decision 2: it was taken back already\n")


def test_the_queue_the_agreement_and_the_progress(made: str) -> None:
    first = run("review", "queue", "--by", "Eva", "--store", made).stdout
    assert "event 4, version 1: Arrest · “arrested” · Paper 1" in first
    assert len(first.splitlines()) == 1
    second = run("review", "queue", "--by", "Eva", "--second", "-f", "json", "--store", made).stdout.splitlines()
    assert [json.loads(line)["event"] for line in second] == [3, 2]
    agree = run("review", "agreement", "--store", made).stdout
    assert "type: alpha 0.000 (nominal), 0 of 1 events the same" in agree
    assert "salience: alpha not known (nominal), 1 of 1 events the same" in agree
    differ = run("review", "agreement", "--differences", "--store", made).stdout
    assert differ.startswith("event 1, type: Jonas: armed-clash, Mira")
    assert (
        "Mira: 2 events (1 accepted, 0 corrected, 1 rejected), 2 decisions, 0 undone"
        in run("review", "progress", "--store", made).stdout
    )
    assert run("review", "progress", "--store", made, "--day", "2001-01-01").stdout == ""


def test_reviewed_reports_are_written(made: str, tmp_path: Path) -> None:
    out = tmp_path / "reviewed.jsonl"
    done = run("review", "export", "--format", "corpus", "-o", str(out), "--store", made)
    assert (done.returncode, done.stderr) == (0, f"dateline: corpus: 1 written to {out}\n")
    row = json.loads(out.read_text(encoding="utf-8"))
    assert [event["type"] for event in row["events"]] == ["riot"]
    assert len(run("review", "export", "--partial", "--store", made).stdout.splitlines()) == 2


def test_what_was_decided_shows_wherever_events_come_out(made: str, tmp_path: Path) -> None:
    find = run("find", "--store", made, "--type", "riot", "-f", "json").stdout
    found = json.loads(find)
    assert (found["decision"], found["event"]["decided"][0]["field"]) == (1, "type")
    assert "decided by Mira" in run("find", "--store", made, "--type", "riot").stdout
    assert run("find", "--store", made, "--type", "riot", "--unreviewed").stdout == ""
    assert len(run("find", "--store", made, "--unreviewed", "-f", "json").stdout.splitlines()) == 4
    events = run("find", "--store", made, "--event", "1").stdout
    assert "decided, by Mira" in events
    with dateline.open_store(made) as store:
        out = tmp_path / "events.jsonl"
        store.export("jsonl", out, of="events")
        told_ = [json.loads(line) for line in out.read_text().splitlines()]
        assert [mark["by"] for each in told_ for mark in each["decided"] if each["id"] == "3"] == ["Mira"]
        store.export("jsonl", out, of="events", unreviewed=True)
        assert all(not json.loads(line)["decided"] for line in out.read_text().splitlines())


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("undo", "99", "--by", "Mira"), "no such decision"),
        (("undo", "1"), "--by"),
        (("undo", "1", "--by", " "), "say who decides"),
        (("queue",), "--by"),
        (("progress", "--day", "today"), "2024-09-13"),
        (("export", "-o", "/nowhere/at/all.jsonl"), "cannot be written"),
        (("list", "--store", "/nowhere/at/all.db"), "no store"),
    ],
)
def test_wrong_usage(made: str, arguments: tuple[str, ...], said: str) -> None:
    own = () if "--store" in arguments else ("--store", made)
    done = run("review", *arguments, *own)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_reviews_from_python(tmp_path: Path) -> None:
    url = str(tmp_path / "own.db")
    database = Database.open(url, create=True)
    writer(database).write(*told(RAID, raid(RAID), arrest(RAID), published="2024-05-07"))
    database.close()
    with dateline.open_store(url) as store:
        seen = store.reviews.seen(1)
        at = RAID.index("near Mosul") + 5
        action = store.reviews.select(1, "place", [(at, at + 5)])
        store.reviews.decide(action, by="Mira", event=1, version=seen.version)
        assert store.reviews.seen(1).event.place is not None
        store.reviews.decide(SetSeries(value=True), by="Mira", event=1, version=2)
        assert [each.sentence for each in store.reviews.history(event=1)] == [
            "place is Mosul (“Mosul”)", "series is yes (“attacked”)",
        ]  # fmt: skip
