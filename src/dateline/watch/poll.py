"""One request to a feed: with what the server gave last time, so that it need not send what has not changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Final

from dateline.errors import FetchError, InputError
from dateline.ingest.feed import Feed, read_feed
from dateline.ingest.fetch import Answer
from dateline.store.feeds import FeedProblem, FeedState
from dateline.watch.pace import backed_off

LONGEST_PAUSE: Final = 86400.0
_LONGEST_ASKED_FOR: Final = 7 * 86400.0
_ACCEPT: Final = "application/atom+xml,application/rss+xml,application/xml;q=0.9,text/xml;q=0.9,*/*;q=0.5"

Ask = Callable[[str, Mapping[str, str]], Answer]
"""Asks for an address with headers; raises FetchError where there is no answer."""


@dataclass(frozen=True)
class Polled:
    """What came of it. ``feed`` is None where nothing changed or it failed; ``problem`` says why it failed."""

    state: FeedState
    status: int | None = None
    feed: Feed | None = None
    problem: FeedProblem | None = None


def poll(url: str, state: FeedState, interval: float, ask: Ask) -> Polled:
    """Ask a feed once. ``interval``: seconds between two polls, from which a failing one backs off."""
    try:
        answer = ask(url, _headers(state))
    except FetchError as error:
        return Polled(_failed(state, interval, None), problem=FeedProblem("no-answer", error.message))
    if answer.status == 304:
        return Polled(replace(state, failures=0, not_before=None), 304)
    if answer.status != 200:
        after = _failed(state, interval, answer.headers.get("Retry-After"))
        return Polled(after, answer.status, problem=FeedProblem("refused", answer.told))
    try:
        feed = read_feed(answer.content, answer.url)
    except InputError as error:
        return Polled(_failed(state, interval, None), 200, problem=FeedProblem("no-feed", error.message))
    return Polled(FeedState(answer.headers.get("ETag"), answer.headers.get("Last-Modified")), 200, feed)


def _headers(state: FeedState) -> dict[str, str]:
    held = {"If-None-Match": state.etag, "If-Modified-Since": state.modified}
    return {"Accept": _ACCEPT} | {name: value for name, value in held.items() if value}


def _failed(state: FeedState, interval: float, retry_after: str | None) -> FeedState:
    """The state after a failure: left alone for twice as long as the last time, and as long as the server asks."""
    failures = state.failures + 1
    pause = max(backed_off(failures - 1, interval, LONGEST_PAUSE), asked_for(retry_after))
    return replace(state, failures=failures, not_before=ahead(pause))


def asked_for(retry_after: str | None) -> float:
    """Seconds that ``Retry-After`` asks for, as a number or a date (RFC 9110)."""
    if not retry_after:
        return 0.0
    value = retry_after.strip()
    if value.isascii() and value.isdigit():
        return min(float(value[:12]), _LONGEST_ASKED_FOR)
    try:
        until = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return 0.0
    seconds = (until.replace(tzinfo=until.tzinfo or UTC) - datetime.now(UTC)).total_seconds()
    return min(max(seconds, 0.0), _LONGEST_ASKED_FOR)


def ahead(seconds: float) -> str:
    """The moment so many seconds from now, as the store keeps it."""
    at = datetime.now(UTC) + timedelta(seconds=seconds)
    return at.isoformat(timespec="microseconds").replace("+00:00", "Z")
