"""Watching: feeds are asked when they are due, new entries read into the store, and receivers told.

One thread does it all, in turns. Nothing is kept in memory but where each feed and receiver stands: entries that were
seen, events that were looked at and what was sent are in the store.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cached_property, partial
from threading import Event
from typing import Final, Protocol

from dateline.errors import FetchError, StoreError
from dateline.ingest.feed import Entry, Feed, load_entry
from dateline.ingest.fetch import Answer, RobotsMemory, ask
from dateline.ingest.page import Intake, Page, Stated
from dateline.ingest.source import Source, SourceOptions
from dateline.pipeline import Failed, Known
from dateline.store.alerts import AlertLog
from dateline.store.feeds import FeedLog, FeedState, Outcome, entry_key
from dateline.store.ingesting import Stored
from dateline.store.linker import Linker
from dateline.watch.alerting import Alerting
from dateline.watch.config import FeedConfig, WatchConfig
from dateline.watch.pace import Pace
from dateline.watch.poll import Polled, ahead, asked_for, poll
from dateline.watch.told import Tell, Told

_BUSY: Final = (429, 503)


class Reads(Protocol):
    """What reads sources into the store, one after the other."""

    def ingest(self, found: Iterable[Source], *, ahead: bool) -> Iterator[Stored | Known | Failed]:
        """Read them in order; unless ``ahead``, none is drawn before it is asked for."""
        ...


class _BusyError(FetchError):
    """A page whose host asks to be left alone, for ``pause`` seconds at least."""

    def __init__(self, answer: Answer, url: str) -> None:
        super().__init__(answer.told, name=url, stage="fetch")
        self.pause = asked_for(answer.headers.get("Retry-After"))


@dataclass
class _Progress:
    """What became of a feed's new entries; ``left``: some wait for another time, ``pause`` seconds at least."""

    counts: Counter[str] = field(default_factory=Counter)
    left: bool = False
    pause: float = 0.0


class Watch:
    """Watches feeds until ``stop`` is set. ``open_reader`` is called with the first new entry."""

    def __init__(
        self,
        config: WatchConfig,
        logs: tuple[FeedLog, AlertLog],
        linker: Linker,
        open_reader: Callable[[], Reads],
        tell: Tell,
        stop: Event,
    ) -> None:
        self._config = config
        self._feeds, alerts = logs
        self._linker = linker
        self._open_reader = open_reader
        self._tell = tell
        self._stop = stop
        self._pace = Pace(config.watch.host_pause, stop)
        self._robots = RobotsMemory()
        self._due = dict.fromkeys((feed.url for feed in config.feeds), 0.0)
        self._states: dict[str, FeedState] = {}
        self._stays = False
        self._alerting = Alerting(config.alerts, alerts, config.watch.timeout, tell, stop.is_set)

    def run(self) -> None:
        """Watch until a stop is asked for; what is being written then is finished."""
        feeds = {feed.url: feed for feed in self._config.feeds}
        self._stays = True
        while not self._stop.is_set():
            url = min(self._due, key=lambda each: self._due[each])
            wait = min([self._due[url], *self._alerting.retries()]) - time.monotonic()
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
            read = self._read_entries(feed, polled.feed) if polled.feed is not None else _Progress()
            after = self._keep(feed.url, interval, state, polled, read)
            self._feeds.polled(feed.url, polled.problem, self._planned(interval, after))
        except StoreError as error:
            self._tell(Told("store failed", feed.url, True, {"problem": str(error)}))
            return False
        self._due[feed.url] = time.monotonic() + max(interval, _seconds_until(after.not_before))
        trouble = polled.problem is not None or read.counts["failed"] > 0
        problem = polled.problem.message if polled.problem else None
        facts = {"status": polled.status, "problem": problem, "until": after.not_before} | read.counts
        self._tell(Told("asked", feed.url, trouble, {key: value for key, value in facts.items() if value is not None}))
        return not trouble

    def settle(self) -> bool:
        """What follows what was stored, linking first; whether it went well."""
        try:
            if changed := self._linker.link_all().incidents:
                self._tell(Told("linked", "incidents", facts={"changed": changed}))
            return self._alerting.settle()
        except StoreError as error:
            self._tell(Told("store failed", "alerts", True, {"problem": str(error)}))
            return False

    def _planned(self, interval: float, after: FeedState) -> str | None:
        """When a feed is to be asked next: by this process at its interval, by who starts it again not before."""
        if not self._stays:
            return after.not_before
        return ahead(max(interval, _seconds_until(after.not_before)))

    def _keep(self, url: str, interval: float, before: FeedState, polled: Polled, read: _Progress) -> FeedState:
        """Keep where a feed stands now.

        Where entries are left for another time, the server's marks are not kept: it would not send them again. Marks
        that changed without anything new are kept in memory alone: some servers change them with every answer.
        """
        state = replace(polled.state, etag=None, modified=None) if read.left else polled.state
        if read.pause:
            state = replace(state, not_before=ahead(max(interval, read.pause)))
        if read.counts or (state.failures, state.not_before) != (before.failures, before.not_before):
            self._feeds.keep(url, state)
        self._states[url] = state
        return state

    def _read_entries(self, feed: FeedConfig, found: Feed) -> _Progress:
        """Read what is new in a feed, oldest first, until a stop is asked for or a host asks to be left alone."""
        entries = {entry_key(each.id, each.updated): each for each in reversed(found.entries)}
        unread = self._feeds.unread(feed.url, list(entries)) if entries else set()
        keys = [key for key in entries if key in unread]
        progress = _Progress()
        if not keys:
            return progress
        sources = self._sources(feed, found.title, [entries[key] for key in keys])
        for key, result in zip(keys, self._reader.ingest(sources, ahead=False), strict=False):
            outcome: Outcome = "stored" if isinstance(result, Stored) else "known"
            if isinstance(result, Failed):
                outcome = "failed"
                self._tell(Told("entry failed", result.name, True, {"feed": feed.url, "problem": str(result.error)}))
            progress.counts[outcome] += 1
            self._feeds.record(feed.url, {key: outcome})
            if isinstance(result, Failed) and isinstance(result.error, _BusyError):
                progress.pause = max(1.0, result.error.pause)
                break
        progress.left = bool(self._feeds.unread(feed.url, keys))
        return progress

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
        if answer.status in _BUSY:
            raise _BusyError(answer, url)
        if answer.status != 200:
            raise FetchError(answer.told, name=url, stage="fetch")
        return answer.page(url)

    def _ask(self, url: str, headers: Mapping[str, str]) -> Answer:
        self._pace.wait(url)
        manners = self._config.watch
        return ask(
            url, allow_private=manners.allow_private, ignore_robots=manners.ignore_robots, timeout=manners.timeout,
            headers=headers, memory=self._robots,
        )  # fmt: skip


def _seconds_until(at: str | None) -> float:
    """Seconds until a moment as the store keeps it, 0 where it is past or none."""
    if at is None:
        return 0.0
    return max(0.0, (datetime.fromisoformat(at) - datetime.now(UTC)).total_seconds())
