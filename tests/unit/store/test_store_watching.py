"""What the store keeps of feeds and alerts, on both databases."""

from __future__ import annotations

from sqlalchemy import func, select

from build import count, span
from dateline.schema.reading import Casualties
from dateline.store.engine import Database
from dateline.store.feeds import MOST_ATTEMPTS, FeedProblem, FeedState, entry_key
from dateline.store.queries import Box, Near, Search
from dateline.store.tables import changes, feed_versions
from stored import RAID, raid, told, watch_logs, writer

FEED = "https://news.example/feed"


def _count(database: Database, table: object) -> int:
    with database.reading() as connection:
        return connection.scalar(select(func.count()).select_from(table)) or 0  # type: ignore[arg-type]


def test_where_a_feed_stands_is_kept_and_added_only_when_it_changed(database: Database) -> None:
    feeds, _ = watch_logs(database)
    assert feeds.state(FEED) == FeedState()
    feeds.keep(FEED, FeedState())
    assert _count(database, changes) == 0
    state = FeedState('"a"', "Mon, 12 Jun 2023 10:00:00 GMT", 2, "2026-01-02T00:00:00.000000Z")
    for _ in range(3):
        feeds.keep(FEED, state)
    feeds.keep("https://news.example/other", FeedState('"b"'))
    assert feeds.state(FEED) == state
    feeds.keep(FEED, FeedState('"c"'))
    assert feeds.state(FEED) == FeedState('"c"')
    assert _count(database, feed_versions) == 3
    assert watch_logs(database)[0].state(FEED) == FeedState('"c"')


def test_why_a_feed_failed_is_kept_when_it_is_well_again(database: Database) -> None:
    feeds, _ = watch_logs(database)
    feeds.polled(FEED, None, "2026-01-02T00:15:00.000000Z")
    before = _count(database, changes)
    feeds.polled(FEED, FeedProblem("no-answer", "no\0 answer " + "x" * 900), "2026-01-02T00:30:00.000000Z")
    (failed,) = feeds.all()
    assert failed.problem
    assert failed.problem.message.startswith("no\ufffd answer x")
    assert (len(failed.problem.message), failed.problem.kind, failed.problem.at) == (500, "no-answer", failed.tried)
    assert failed.succeeded is not None
    assert failed.tried is not None
    assert failed.succeeded <= failed.tried
    assert failed.planned == "2026-01-02T00:30:00.000000Z"
    feeds.polled(FEED, None, None)
    (well,) = feeds.all()
    assert (well.problem, well.succeeded, well.planned) == (failed.problem, well.tried, None)
    assert (_count(database, changes), feeds.last_poll()) == (before, 3)


def test_entries_are_read_once_and_those_that_fail_a_few_times(database: Database) -> None:
    feeds, _ = watch_logs(database)
    keys = [entry_key("1", None), entry_key("1", "2023-06-12"), entry_key("2", None)]
    assert len(set(keys)) == 3
    assert feeds.unread(FEED, keys) == set(keys)
    feeds.record(FEED, {keys[0]: "stored", keys[1]: "known"})
    for _ in range(MOST_ATTEMPTS):
        assert feeds.unread(FEED, keys) == {keys[2]}
        feeds.record(FEED, {keys[2]: "failed"})
    assert feeds.unread(FEED, keys) == set()
    assert feeds.unread("https://news.example/other", keys) == set(keys)
    again = entry_key("3", None)
    feeds.record(FEED, {again: "failed"})
    feeds.record(FEED, {again: "stored"})
    assert feeds.unread(FEED, [again]) == set()


def test_an_alert_finds_what_is_new_and_fits_once(database: Database) -> None:
    _, alerts = watch_logs(database)
    writer(database).write(*told(url="https://news.example/old"))
    alerts.begin()
    wanted = {
        "type": Search(types=("arrest",)),
        "place": Search(near=Near(36.3, 43.1, 20), box=Box(40, 30, 50, 40)),
        "actor": Search(actor="desert front"),
        "killed": Search(killed=3),
        "elsewhere": Search(near=Near(0, 0, 10)),
    }
    to = {name: ["file"] for name in wanted}
    assert alerts.scan(wanted, to) == 0
    text = RAID.replace("Monday", "Monday, killing three guards")
    killed = count(3, 3, 3, span(text, "three"))
    deadly = raid(text, casualties=Casualties(killed=killed))
    writer(database).write(*told(text, deadly, url="https://news.example/new"))
    assert alerts.scan(wanted, to) == 3
    assert alerts.scan(wanted, to) == 0
    found = {name: alerts.pending(name, "file", 9) for name in wanted}
    assert {name: len(matches) for name, matches in found.items()} == {
        "type": 0, "place": 1, "actor": 1, "killed": 1, "elsewhere": 0,
    }  # fmt: skip
    assert found["killed"][0].event.report.url == "https://news.example/new"
    assert len({matches[0].key for matches in found.values() if matches}) == 3


def test_a_match_is_settled_for_each_receiver_apart_and_stays_so(database: Database) -> None:
    _, alerts = watch_logs(database)
    alerts.begin()
    writer(database).write(*told(url="https://news.example/1"))
    alerts.scan({"all": Search()}, {"all": ["one", "two"]})
    first, second = alerts.pending("all", "one", 9)
    alerts.settle([first], "sent")
    assert alerts.pending("all", "one", 9) == [second]
    assert len(alerts.pending("all", "two", 9)) == 2
    assert alerts.latest("all", "one", 1) == [second]
    corrected = told(RAID.replace("two men", "three men"), raid(RAID), url="https://news.example/1")
    writer(database, "two").write(*corrected)
    alerts.scan({"all": Search()}, {"all": ["one"]})
    assert [(each.event.id, each.event.version) for each in alerts.pending("all", "one", 9)] == [(2, 1), (1, 2)]
