"""Watching: feeds are asked when they are due, new entries read into the store, and receivers told.

One thread does it all, in turns. Nothing is kept in memory but where each feed and receiver stands: entries that were
seen, events that were looked at and what was sent are in the store.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cached_property, partial
from threading import Event
from typing import Any, Final, Protocol

from dateline.errors import FetchError, StoreError
from dateline.ingest.feed import Entry, Feed, load_entry
from dateline.ingest.fetch import Answer, RobotsMemory, ask
from dateline.ingest.page import Intake, Page, Stated
from dateline.ingest.source import Source, SourceOptions
from dateline.pipeline import Failed, Known
from dateline.store.alerts import AlertLog
from dateline.store.feeds import FeedLog, FeedState, Outcome, entry_key
from dateline.store.store import Stored
from dateline.watch.config import AlertConfig, FeedConfig, WatchConfig
from dateline.watch.pace import Pace, backed_off
from dateline.watch.poll import Polled, moment, poll
from dateline.watch.receivers import SENT, NotNowError, Receiver, receivers

_AT_ONCE: Final = 50
"""Matches told to a receiver before anything else has its turn."""
_FIRST_RETRY, _LAST_RETRY = 30.0, 3600.0


class Reads(Protocol):
    """What reads sources into the store, one after the other."""

    def ingest(self, found: Iterable[Source]) -> Iterator[Stored | Known | Failed]:
        """Read them in order; none is drawn before it is asked for."""
        ...


@dataclass(frozen=True)
class Told:
    """Something to log: ``what`` happened, to whom, and its figures."""

    what: str
    name: str
    trouble: bool = False
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass
class _Standing:
    """A receiver of an alert, how often in a row it could not be told, and when it may be told again."""

    alert: AlertConfig
    receiver: Receiver
    failures: int = 0
    free: float = 0.0


class Watch:
    """Watches feeds until ``stop`` is set. ``open_reader`` is called with the first new entry."""

    def __init__(
        self,
        config: WatchConfig,
        logs: tuple[FeedLog, AlertLog],
        open_reader: Callable[[], Reads],
        tell: Callable[[Told], None],
        stop: Event,
    ) -> None:
        self._config = config
        self._feeds, self._alerts = logs
        self._open_reader = open_reader
        self._tell = tell
        self._stop = stop
        self._pace = Pace(config.watch.host_pause, stop)
        self._robots = RobotsMemory()
        self._due = dict.fromkeys((feed.url for feed in config.feeds), 0.0)
        self._states: dict[str, FeedState] = {}
        self._receivers = [
            _Standing(alert, receiver) for alert in config.alerts for receiver in receivers(alert, config.watch.timeout)
        ]
        self._alerts.begin()

    def run(self) -> None:
        """Watch until a stop is asked for; what is being written then is finished."""
        feeds = {feed.url: feed for feed in self._config.feeds}
        while not self._stop.is_set():
            url = min(self._due, key=lambda each: self._due[each])
            wait = min([self._due[url], *self._retries()]) - time.monotonic()
            if wait > 0 and self._stop.wait(wait):
                break
            if self._due[url] <= time.monotonic():
                self.poll(feeds[url])
            self.settle()

    def once(self) -> bool:
        """Ask every feed once that may be asked now; whether all that was tried went well."""
        well = True
        for feed in self._config.feeds:
            if self._stop.is_set():
                break
            well = self.poll(feed) and well
        return self.settle() and well

    def poll(self, feed: FeedConfig) -> bool:
        """Ask a feed and read what is new in it; whether that went well. One to be left alone is not asked."""
        interval = feed.interval or self._config.watch.interval
        self._due[feed.url] = time.monotonic() + interval
        try:
            state = self._states.get(feed.url) or self._feeds.state(feed.url)
            wait = _seconds_until(state.not_before)
            if wait > 0:
                self._due[feed.url] = time.monotonic() + wait
                self._tell(Told("left alone", feed.url, facts={"until": state.not_before}))
                return True
            polled = poll(feed.url, state, interval, self._ask)
            counts = self._read(feed, state, polled)
        except StoreError as error:
            self._tell(Told("store failed", feed.url, True, {"problem": str(error)}))
            return False
        if polled.state.not_before is not None:
            self._due[feed.url] = time.monotonic() + max(interval, _seconds_until(polled.state.not_before))
        facts = {"status": polled.status, "problem": polled.problem, "until": polled.state.not_before} | counts
        trouble = polled.problem is not None or counts["failed"] > 0
        self._tell(Told("asked", feed.url, trouble, {key: value for key, value in facts.items() if value is not None}))
        return not trouble

    def settle(self) -> bool:
        """What follows what was stored; whether it went well.

        Linking is to come first here, once there is any: an alert then tells of an event with its incident.
        """
        try:
            searches = {alert.name: alert.search for alert in self._config.alerts}
            if found := self._alerts.scan(searches, self._keys):
                self._tell(Told("matched", "alerts", facts={"matches": found}))
            went = [self._deliver(each) for each in self._receivers if each.free <= time.monotonic()]
            return all(went)
        except StoreError as error:
            self._tell(Told("store failed", "alerts", True, {"problem": str(error)}))
            return False

    @cached_property
    def _keys(self) -> dict[str, list[str]]:
        """What the store calls the receivers of each alert."""
        return {
            alert.name: [each.receiver.key for each in self._receivers if each.alert.name == alert.name]
            for alert in self._config.alerts
        }

    def _retries(self) -> list[float]:
        """When receivers that failed are told again."""
        return [each.free for each in self._receivers if each.failures]

    def _deliver(self, to: _Standing) -> bool:
        """Tell a receiver of what it was not told yet, some of it; whether it could be told."""
        alert, receiver = to.alert.name, to.receiver
        while not self._stop.is_set() and (pending := self._alerts.pending(alert, receiver.key, _AT_ONCE)):
            latest = partial(self._alerts.latest, alert, receiver.key)
            try:
                for match, outcome in receiver.tell(pending, latest):
                    self._alerts.settle([match], outcome)
                    facts = {"receiver": receiver.name, "event": match.event.id, "version": match.event.version}
                    self._tell(Told(outcome, alert, outcome != SENT, facts))
            except NotNowError as error:
                pause = backed_off(to.failures, _FIRST_RETRY, _LAST_RETRY)
                to.failures, to.free = to.failures + 1, time.monotonic() + pause
                facts = {"receiver": receiver.name, "problem": error.message, "again_in": pause}
                self._tell(Told("not sent", alert, True, facts))
                return False
        to.failures, to.free = 0, 0.0
        return True

    def _read(self, feed: FeedConfig, before: FeedState, polled: Polled) -> Counter[str]:
        """Read what is new in a feed, then keep where it stands.

        Where entries are left for another time, the server's marks are not kept: it would not send them again. Marks
        that changed without anything new are kept in memory alone: some servers change them with every answer.
        """
        counts, left = Counter[str](), False
        if polled.feed is not None:
            counts, left = self._read_entries(feed, polled.feed)
        state = replace(polled.state, etag=None, modified=None) if left else polled.state
        if counts or (state.failures, state.not_before) != (before.failures, before.not_before):
            self._feeds.keep(feed.url, state)
        self._states[feed.url] = state
        return counts

    def _read_entries(self, feed: FeedConfig, found: Feed) -> tuple[Counter[str], bool]:
        """What became of the new entries, oldest first, and whether any is left for another time."""
        entries = {entry_key(each.id, each.updated): each for each in reversed(found.entries)}
        unread = self._feeds.unread(feed.url, list(entries)) if entries else set()
        keys = [key for key in entries if key in unread]
        counts = Counter[str]()
        if not keys:
            return counts, False
        sources = self._sources(feed, found.title, [entries[key] for key in keys])
        for key, result in zip(keys, self._reader.ingest(sources), strict=False):
            outcome: Outcome = "stored" if isinstance(result, Stored) else "known"
            if isinstance(result, Failed):
                outcome = "failed"
                self._tell(Told("entry failed", result.name, True, {"feed": feed.url, "problem": str(result.error)}))
            counts[outcome] += 1
            self._feeds.record(feed.url, {key: outcome})
        return counts, bool(self._feeds.unread(feed.url, keys))

    @cached_property
    def _reader(self) -> Reads:
        return self._open_reader()

    def _sources(self, feed: FeedConfig, title: str | None, entries: Sequence[Entry]) -> Iterator[Source]:
        options = SourceOptions(Stated(outlet=feed.outlet))
        for entry in entries:
            if self._stop.is_set():
                return
            yield Source(entry.link or entry.id, partial(self._load, entry, title, options))

    def _load(self, entry: Entry, title: str | None, options: SourceOptions) -> Intake:
        return load_entry(entry, title, options, self._page)

    def _page(self, url: str) -> Page:
        answer = self._ask(url, {})
        if answer.status != 200:
            raise FetchError(answer.told, name=url, stage="fetch")
        return answer.page(url)

    def _ask(self, url: str, headers: Any) -> Answer:
        self._pace.wait(url)
        manners = self._config.watch
        return ask(
            url, allow_private=manners.allow_private, ignore_robots=manners.ignore_robots, timeout=manners.timeout,
            headers=headers, memory=self._robots,
        )  # fmt: skip


def _seconds_until(at: str | None) -> float:
    if at is None or at <= moment(datetime.now(UTC)):
        return 0.0
    return (datetime.fromisoformat(at) - datetime.now(UTC)).total_seconds()
