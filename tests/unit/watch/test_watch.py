"""Watching, against a real server on loopback; reports are read by hand, so that no test needs the model."""

from __future__ import annotations

import gc
import json
import os
import threading
import time
import tracemalloc
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from sqlalchemy import func, select

from build import count, span
from dateline.ingest.feed import read_feed
from dateline.ingest.source import Source
from dateline.pipeline import Failed, Known, take_source
from dateline.schema.reading import Casualties
from dateline.store.changing import Changes, Run
from dateline.store.columns import metadata
from dateline.store.engine import Database
from dateline.store.feeds import FeedProblem, FeedSummary
from dateline.store.ingesting import Stored
from dateline.store.linker import Linker
from dateline.watch.config import WatchConfig
from dateline.watch.pace import Pace, backed_off
from dateline.watch.poll import LONGEST_PAUSE
from dateline.watch.service import Watch
from dateline.watch.told import Told
from newsroom import Newsroom, Reply, newsroom
from stored import raid, told, watch_logs, writer

TEXT = "Gunmen of the Desert Front attacked a post near Mosul on Monday and killed three guards, officials said."


class ByHand:
    """Reads each report as one attack with three dead."""

    def __init__(self, database: Database) -> None:
        self._writer = writer(database)

    def ingest(self, found: Iterable[Source], *, ahead: bool) -> Iterator[Stored | Known | Failed]:
        assert not ahead, "each entry waits for its host"
        for source in found:
            taken = take_source(source)
            if isinstance(taken, Failed):
                yield taken
                continue
            report = taken.intake.report
            dead = count(3, 3, 3, span(report.text, "three"))
            attack = raid(report.text, casualties=Casualties(killed=dead))
            more: dict[str, Any] = report.model_dump(exclude={"id", "text", "language"})
            reading, draft = told(report.text, attack, **more)
            written = self._writer.write(reading, draft)
            yield Stored(source.name, written) if written else Known(source.name)


class Watched:
    """A watcher with its room, its store and what it told."""

    def __init__(self, room: Newsroom, folder: Path) -> None:
        self.room = room
        self.folder = folder
        self.database = Database.open(str(folder / "store.db"), create=True)
        self.told: list[Told] = []
        self.stop = threading.Event()

    def watch(self, *alerts: dict[str, Any], **manners: Any) -> Watch:
        """One as a new process would have it."""
        config = WatchConfig.model_validate(
            {
                "watch": {"interval": 900, "host_pause": 1, "timeout": 5, "allow_private": True} | manners,
                "feeds": [{"url": f"{self.room.base}/feed"}],
                "alerts": alerts,
            }
        )
        if "host_pause" not in manners:
            config = config.model_copy(update={"watch": config.watch.model_copy(update={"host_pause": 0.0})})
        self.stop = threading.Event()
        linker = Linker(self.database, Changes(self.database, Run("watch", "one", "")))
        logs = watch_logs(self.database)
        return Watch(config, logs, linker, lambda: ByHand(self.database), self.told.append, self.stop)

    def rows(self) -> dict[str, int]:
        with self.database.reading() as connection:
            return {
                table.name: connection.scalar(select(func.count()).select_from(table)) or 0
                for table in metadata.sorted_tables
            }

    def summary(self) -> FeedSummary:
        """What the store says of the feed."""
        (found,) = watch_logs(self.database)[0].all()
        return found

    def facts(self) -> dict[str, Any]:
        """Of the last poll."""
        return next(dict(each.facts) for each in reversed(self.told) if each.what == "asked")


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[Watched]:
    with newsroom() as room:
        made = Watched(room, tmp_path)
        yield made
        made.database.close()


def test_new_entries_are_read_once_and_an_unchanged_feed_is_not_sent(watched: Watched) -> None:
    room, watch = watched.room, watched.watch()
    room.feed("one", "two", etag='"1"', text=TEXT)
    assert watch.once()
    assert watched.facts() == {"status": 200, "stored": 2}
    assert [each.path for each in room.asked] == ["/robots.txt", "/feed", "/two", "/one"]
    before = watched.rows()
    assert watch.once()
    assert watched.facts() == {"status": 304}
    assert room.of("/feed")[-1].headers["If-None-Match"] == '"1"'
    assert watched.rows() == before | {"feed_polls": before["feed_polls"] + 1}
    room.feed("one", "two", "three", etag='"2"', text=TEXT)
    assert watched.watch().once()
    assert watched.facts() == {"status": 200, "stored": 1}
    assert len(room.of("/one")) == 1


def test_last_modified_is_given_back(watched: Watched) -> None:
    watched.room.feed("one", text=TEXT)
    reply = watched.room.replies["/feed"]
    assert isinstance(reply, Reply)
    reply.headers["Last-Modified"] = "Mon, 12 Jun 2023 10:00:00 GMT"
    watched.watch().once()
    watched.watch().once()
    assert watched.room.of("/feed")[-1].headers["If-Modified-Since"] == "Mon, 12 Jun 2023 10:00:00 GMT"


@pytest.mark.parametrize(
    ("reply", "problem"),
    [
        (Reply(b"", 429, {"Retry-After": "7200"}), "the server answered 429"),
        (Reply(b"", 503), "the server answered 503"),
        (Reply(b"", 404), "the server answered 404"),
        (Reply(b"<rss><channel><item>", 200), None),
        (Reply(b"<<<not XML", 200), "not a readable feed"),
        (Reply(b"<html><body>moved</body></html>", 200), "not a readable feed"),
        (Reply(b"a" * 10_500_000, 200), "larger than 10,000,000 bytes"),
        (Reply(b"", 302, {"Location": "/feed"}), "redirects without end"),
        (Reply(b"late", wait=2.0), "took longer than 1 s"),
    ],
)
def test_a_feed_that_fails_is_left_alone(reply: Reply, problem: str | None, watched: Watched) -> None:
    watched.room.replies["/feed"] = reply
    watch = watched.watch(timeout=1)
    assert watch.once() is (problem is None)
    if problem is None:
        return
    assert problem in watched.facts()["problem"]
    kept = watched.summary()
    assert kept.problem
    assert problem in kept.problem.message
    assert (kept.failures, kept.succeeded, kept.tried) == (1, None, kept.problem.at)
    assert kept.planned == kept.not_before is not None
    asked = len(watched.room.of("/feed"))
    assert watched.watch().once()
    assert watched.told[-1].what == "left alone"
    assert len(watched.room.of("/feed")) == asked


def test_retry_after_and_the_back_off_are_kept(watched: Watched) -> None:
    url = f"{watched.room.base}/feed"
    feeds, _ = watch_logs(watched.database)
    for header, least, most in (("7200", 7100, 7300), (None, 800, 1000), ("Mon, 12 Jun 2023 10:00:00 GMT", 800, 1000),
                                ("9" * 30, 7 * 86400 - 60, 7 * 86400 + 60), ("soon", 800, 1000)):  # fmt: skip
        watched.room.replies["/feed"] = Reply(b"", 429, {"Retry-After": header} if header else {})
        feeds.keep(url, type(feeds.state(url))())
        watched.watch().once()
        state = feeds.state(url)
        assert state.failures == 1
        assert least < _seconds_ahead(state.not_before) < most, header
    assert [backed_off(failures, 900, LONGEST_PAUSE) for failures in (0, 1, 2, 50)] == [900, 1800, 3600, 86400]


def _seconds_ahead(at: str | None) -> float:
    from datetime import UTC, datetime

    assert at is not None
    return (datetime.fromisoformat(at) - datetime.now(UTC)).total_seconds()


def test_a_feed_that_is_well_again_is_forgiven(watched: Watched) -> None:
    feeds, _ = watch_logs(watched.database)
    url = f"{watched.room.base}/feed"
    feeds.keep(url, type(feeds.state(url))('"1"', failures=3, not_before="2020-01-01T00:00:00.000000Z"))
    feeds.polled(url, FeedProblem("refused", "the server answered 503"), None)
    watched.room.feed("one", etag='"1"', text=TEXT)
    assert watched.watch().once()
    assert feeds.state(url) == type(feeds.state(url))('"1"')
    kept = watched.summary()
    assert (kept.failures, kept.planned, kept.tried) == (0, None, kept.succeeded)
    assert kept.problem
    assert (kept.problem.kind, kept.problem.message) == ("refused", "the server answered 503")


def test_a_page_that_fails_is_tried_again_though_the_feed_did_not_change(watched: Watched) -> None:
    room = watched.room
    room.feed("one", "two", etag='"1"', text=TEXT)
    good = room.replies["/two"]
    assert isinstance(good, Reply)
    room.replies["/two"] = [Reply(b"", 500), good]
    assert not watched.watch().once()
    assert watched.facts() == {"status": 200, "stored": 1, "failed": 1}
    assert watched.watch().once()
    assert watched.facts() == {"status": 200, "stored": 1}
    assert watched.watch().once()
    assert watched.facts() == {"status": 304}


def test_a_page_that_always_fails_is_given_up(watched: Watched) -> None:
    watched.room.feed("one", etag='"1"')
    watched.room.replies["/one"] = Reply(b"", 410)
    for _ in range(5):
        watched.watch().once()
    assert len(watched.room.of("/one")) == 3
    assert watched.facts() == {"status": 304}


def test_a_host_that_asks_for_it_is_left_alone_with_all_its_pages(watched: Watched) -> None:
    room = watched.room
    room.feed("one", "two", "three", etag='"1"', text=TEXT)
    good = room.replies["/two"]
    room.replies["/two"] = Reply(b"", 429, {"Retry-After": "5000"})
    assert not watched.watch().once()
    assert (watched.facts()["stored"], watched.facts()["failed"]) == (1, 1)
    assert 4900 < _seconds_ahead(watched.facts()["until"]) < 5100
    assert room.of("/one") == []
    assert watched.watch().once()
    assert watched.told[-1].what == "left alone"
    feeds, _ = watch_logs(watched.database)
    url = f"{room.base}/feed"
    feeds.keep(url, type(feeds.state(url))())
    room.replies["/two"] = good
    assert watched.watch().once()
    assert watched.facts() == {"status": 200, "stored": 2}


def test_robots_are_heeded_and_asked_for_once(watched: Watched) -> None:
    watched.room.replies["/robots.txt"] = Reply(b"User-agent: *\nDisallow: /one")
    watched.room.feed("one", "two", text=TEXT)
    assert not watched.watch().once()
    assert watched.facts() == {"status": 200, "stored": 1, "failed": 1}
    assert watched.room.of("/one") == []
    assert len(watched.room.of("/robots.txt")) == 1


def test_a_host_is_not_asked_faster_than_is_polite(watched: Watched) -> None:
    watched.room.feed("one", "two", text=TEXT)
    watched.watch(host_pause=1).once()
    times = [each.at for each in watched.room.asked if each.path != "/robots.txt"]
    assert all(later - earlier > 0.9 for earlier, later in pairwise(times))
    now = [100.0]
    pace = Pace(5.0, threading.Event(), lambda: now[0])
    for host in range(2000):
        now[0] += 1
        pace.wait(f"https://host{host}.example/")
    assert len(pace._free) <= 1000


ALERT = {"name": "deadly", "types": ["armed-assault"], "actor": "desert front", "near": [36.3, 43.1, 30], "killed": 3}


def test_a_webhook_is_told_once_of_each_version(watched: Watched) -> None:
    room = watched.room
    room.replies["/hook"] = [Reply(b"", 503), Reply(b"ok")]
    alert = ALERT | {"webhook": f"{room.base}/hook"}
    room.feed("one", text=TEXT)
    assert not watched.watch(alert).once()
    assert [each.what for each in watched.told][-1] == "not sent"
    assert watched.watch(alert).once()
    for _ in range(3):
        assert watched.watch(alert).once()
    first, second = room.of("/hook")
    assert first.headers["Idempotency-Key"] == second.headers["Idempotency-Key"] == second.json["key"]
    assert (second.json["alert"], second.json["event"]["type"]) == ("deadly", "armed-assault")
    assert second.json["document"]["url"] == f"{room.base}/one"
    assert second.json["incident"] == {"id": 1, "title": "one"}
    assert second.headers["Content-Type"] == "application/json"
    room.feed("one", "two", text=TEXT.replace("three guards", "three soldiers"))
    assert watched.watch(alert).once()
    assert len(room.of("/hook")) == 3
    assert room.of("/hook")[2].json["key"] != second.json["key"]


def test_a_webhook_that_refuses_is_not_asked_again_and_its_secret_is_not_told(watched: Watched) -> None:
    watched.room.replies["/hook?token=secret"] = Reply(b"", 403)
    watched.room.feed("one", text=TEXT)
    alert = ALERT | {"webhook": f"{watched.room.base}/hook?token=secret"}
    for _ in range(2):
        watched.watch(alert).once()
    assert len(watched.room.of("/hook?token=secret")) == 1
    assert any(each.what == "refused: 403" for each in watched.told)
    assert "secret" not in repr(watched.told)
    assert "secret" not in (watched.folder / "store.db").read_bytes().decode("latin-1")


def test_what_does_not_fit_is_not_told(watched: Watched) -> None:
    watched.room.replies["/hook"] = Reply(b"ok")
    watched.room.feed("one", text=TEXT)
    hook = {"webhook": f"{watched.room.base}/hook"}
    others = [
        ALERT | hook | {"name": "more dead", "killed": 4},
        ALERT | hook | {"name": "elsewhere", "near": [0, 0, 10]},
        ALERT | hook | {"name": "others", "actor": "coast guard"},
        ALERT | hook | {"name": "arrests", "types": ["arrest"]},
    ]
    assert watched.watch(*others).once()
    assert watched.room.of("/hook") == []


def test_a_file_gets_a_line_each_though_a_run_was_broken_off(watched: Watched) -> None:
    path = watched.folder / "alerts.jsonl"
    alert = ALERT | {"file": str(path)}
    watched.room.feed("one", text=TEXT)
    watch = watched.watch(alert)
    watch.once()
    (line,) = path.read_text().splitlines()
    assert json.loads(line)["event"]["casualties"]["killed"]["best"] == 3
    watched.room.feed("one", "two", text=TEXT)
    _, alerts = watch_logs(watched.database)
    settle, alerts.settle = alerts.settle, lambda *_: (_ for _ in ()).throw(KeyboardInterrupt)  # type: ignore[method-assign]
    watch._alerting._log = alerts
    with pytest.raises(KeyboardInterrupt):
        watch.once()
    path.write_bytes(path.read_bytes().rstrip(b"\n"))
    alerts.settle = settle  # type: ignore[method-assign]
    watched.watch(alert).once()
    assert [json.loads(each)["document"]["headline"] for each in path.read_text().splitlines()] == ["one", "two"]


def test_a_file_that_cannot_be_written_is_tried_again(watched: Watched) -> None:
    path = watched.folder / "later" / "alerts.jsonl"
    alert = ALERT | {"file": str(path), "atom": str(path.with_suffix(".xml"))}
    watched.room.feed("one", text=TEXT)
    assert not watched.watch(alert).once()
    path.parent.mkdir()
    assert watched.watch(alert).once()
    assert len(path.read_text().splitlines()) == 1
    assert path.with_suffix(".xml").exists()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_an_atom_feed_does_not_take_the_place_of_a_pipe(watched: Watched) -> None:
    pipe = watched.folder / "pipe"
    os.mkfifo(pipe)
    watched.room.feed("one", text=TEXT)
    assert not watched.watch(ALERT | {"atom": str(pipe)}).once()
    assert pipe.is_fifo()


@pytest.mark.skipif(os.name != "posix", reason="links need rights on this system")
def test_an_atom_feed_that_is_a_link_stays_one(watched: Watched) -> None:
    link = watched.folder / "link.xml"
    link.symlink_to("kept.xml")
    watched.room.feed("one", text=TEXT)
    watched.watch(ALERT | {"atom": str(link)}).once()
    assert link.is_symlink()
    assert len(read_feed((watched.folder / "kept.xml").read_bytes()).entries) == 1


def test_an_atom_feed_that_feed_readers_read(watched: Watched) -> None:
    path = watched.folder / "alerts.xml"
    alert = ALERT | {"name": "<deadly> & near", "atom": str(path)}
    watched.room.feed("one", "two & <three>", text=TEXT)
    watched.room.replies["/two & <three>"] = Reply(b"", 404)
    watched.watch(alert).once()
    content = path.read_bytes()
    etree.fromstring(content)
    feed = read_feed(content)
    assert feed.title == "<deadly> & near"
    (entry,) = feed.entries
    assert entry.link == f"{watched.room.base}/one"
    assert "Armed assault" in (entry.title or "")
    assert b"incident 1: one" in content
    watched.room.feed("one", "four", text=TEXT)
    watched.watch(alert).once()
    assert [each.link for each in read_feed(path.read_bytes()).entries] == [
        f"{watched.room.base}/four", f"{watched.room.base}/one",
    ]  # fmt: skip


def test_a_stop_ends_it_between_two_reports_and_it_goes_on_from_there(watched: Watched) -> None:
    room = watched.room
    room.feed("one", "two", "three", etag='"1"', text=TEXT)
    slow = room.replies["/two"]
    assert isinstance(slow, Reply)
    slow.wait = 0.5
    watch = watched.watch()
    thread = threading.Thread(target=watch.run)
    thread.start()
    while not room.of("/two"):
        time.sleep(0.01)
    watched.stop.set()
    thread.join(5)
    assert not thread.is_alive()
    assert watched.facts() == {"status": 200, "stored": 2}
    assert room.of("/one") == []
    assert watched.watch().once()
    assert watched.facts() == {"status": 200, "stored": 1}
    assert len(room.of("/three")) == 1


def test_it_asks_again_when_a_feed_is_due(watched: Watched) -> None:
    watched.room.feed("one", etag='"1"', text=TEXT)
    watch = watched.watch(interval=1)
    thread = threading.Thread(target=watch.run)
    thread.start()
    deadline = time.monotonic() + 10
    while len(watched.room.of("/feed")) < 3 and time.monotonic() < deadline:
        time.sleep(0.02)
    watched.stop.set()
    thread.join(5)
    times = [each.at for each in watched.room.of("/feed")]
    assert len(times) >= 3
    planned = watched.summary().planned
    assert planned is not None
    assert planned > (watched.summary().tried or "~")
    assert all(later - earlier > 0.9 for earlier, later in pairwise(times))


def test_a_store_that_fails_does_not_end_it(watched: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    from dateline.errors import StoreError

    def refuse(*_: object) -> None:
        raise StoreError("the database refuses: it is away")

    watched.room.feed("one", text=TEXT)
    watch = watched.watch()
    with monkeypatch.context() as patch:
        patch.setattr(watch._feeds, "state", refuse)
        assert not watch.once()
    assert watched.told[0].what == "store failed"
    assert watch.once()


def test_two_hundred_polls_leave_nothing_behind(watched: Watched) -> None:
    """Half of them find the feed unchanged, half find it sent anew, under another mark, without anything new."""
    room = watched.room
    room.replies["/hook"] = Reply(b"ok")
    watch = watched.watch(ALERT | {"webhook": f"{room.base}/hook", "file": str(watched.folder / "a.jsonl")})

    def polls(number: int) -> None:
        for at in range(number):
            room.feed(*(f"page{n}" for n in range(20)), etag=f'"{at // 2}"', text=TEXT)
            watch.once()
            room.asked.clear()
            watched.told.clear()

    polls(40)
    rows = watched.rows()
    size = (watched.folder / "store.db").stat().st_size
    gc.collect()
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    polls(200)
    gc.collect()
    grown = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    assert grown < 100_000, f"{grown:,} bytes"
    assert (watched.folder / "store.db").stat().st_size <= size + 65_536
    assert watched.rows() == rows | {"feed_polls": rows["feed_polls"] + 200}
    assert rows["feed_versions"] == 1
