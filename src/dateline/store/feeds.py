"""Where feeds stand and which of their entries were read, so that watching goes on where it was stopped."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from sqlalchemy import ColumnElement, Connection, Row, Select, func, select

from dateline.store.adding import Adder
from dateline.store.changing import Changes, now
from dateline.store.engine import Database
from dateline.store.rows import clean
from dateline.store.tables import changes, feed_entries, feed_polls, feed_versions, feeds

Outcome = Literal["stored", "known", "failed"]
ProblemKind = Literal["no-answer", "refused", "no-feed", "unknown"]
"""The host did not answer or may not be asked; it answered with another status; what came is no feed; it is not known
any more."""
MOST_ATTEMPTS: Final = 3
"""After so many failures an entry is not tried again."""
_LONGEST_PROBLEM: Final = 500


@dataclass(frozen=True)
class FeedState:
    """Where a feed stands.

    ``etag`` and ``modified`` as the server gave them, to be given back to it. ``failures``: polls that failed in a row.
    ``not_before``: it is not asked before (UTC, as ``changing.now`` writes it).
    """

    etag: str | None = None
    modified: str | None = None
    failures: int = 0
    not_before: str | None = None


@dataclass(frozen=True)
class FeedProblem:
    """Why a feed could not be read: of what kind, in words, and when (None: now)."""

    kind: ProblemKind
    message: str
    at: str | None = None


@dataclass(frozen=True)
class FeedSummary:
    """A feed as people look after it: where it stands since when, why, and what became of its entries.

    ``since``: when its state last changed; ``tried``: when it was last asked, ``succeeded``: last with success;
    ``planned``: when it is to be asked next; ``problem``: why it failed last, be it well again or not; ``last_entry``:
    when an entry of it was last read or tried. None: never, or not known.
    """

    url: str
    failures: int
    not_before: str | None
    since: str | None
    tried: str | None
    succeeded: str | None
    planned: str | None
    problem: FeedProblem | None
    stored: int
    known: int
    failed: int
    last_entry: str | None


def entry_key(name: str, updated: str | None) -> str:
    """What an entry is held under: an entry that says that it was updated is another."""
    return hashlib.sha256(json.dumps([name, updated]).encode("utf-8", "surrogatepass")).hexdigest()


class FeedLog:
    """Reads and adds to what is known of feeds, by their addresses."""

    def __init__(self, database: Database, changes: Changes) -> None:
        self._database = database
        self._changes = changes

    def state(self, url: str) -> FeedState:
        """Where a feed stands; of one that was never asked, the default."""
        with self._database.reading() as connection:
            return _state(connection, url)

    def all(self) -> list[FeedSummary]:
        """Every feed that was ever asked, by its address."""
        latest = feed_versions.alias("latest")
        newest = select(func.max(latest.c.number)).where(latest.c.feed == feeds.c.id).scalar_subquery()
        states = (
            select(feeds.c.id, feeds.c.url, feed_versions.c.failures, feed_versions.c.not_before, changes.c.at)
            .join_from(feeds, feed_versions, isouter=True)
            .join(changes, changes.c.id == feed_versions.c.change, isouter=True)
            .where((feed_versions.c.number == newest) | feed_versions.c.id.is_(None)).order_by(feeds.c.url)
        )  # fmt: skip
        counts = (
            select(
                feed_entries.c.feed,
                feed_entries.c.outcome,
                func.count().label("many"),
                func.max(changes.c.at).label("at"),
            )
            .join(changes, changes.c.id == feed_entries.c.change)
            .group_by(feed_entries.c.feed, feed_entries.c.outcome)
        )
        with self._database.reading() as connection:
            rows = connection.execute(states).all()
            tried: dict[int, dict[str, tuple[int, str]]] = {}
            for row in connection.execute(counts):
                tried.setdefault(row.feed, {})[row.outcome] = (row.many, row.at)
            polls = {row.id: _polls(connection, row.id) for row in rows}
        return [_summary(row, tried.get(row.id, {}), polls[row.id]) for row in rows]

    def last_poll(self) -> int:
        """The number of the last poll of any feed, 0 where there was none: a poll is no change of the store."""
        with self._database.reading() as connection:
            return connection.scalar(select(func.max(feed_polls.c.id))) or 0

    def keep(self, url: str, state: FeedState) -> None:
        """Add where a feed stands, unless it stood there before."""
        with self._changes.writing() as change:
            if _state(change.connection, url) == state:
                return
            adder = change.begin("feed asked")
            feed = _feed(adder, url)
            last = adder.one(select(func.max(feed_versions.c.number)).where(feed_versions.c.feed == feed))
            adder.add(feed_versions, {
                "feed": feed, "number": (last or 0) + 1, "etag": state.etag, "modified": state.modified,
                "failures": state.failures, "not_before": state.not_before,
            })  # fmt: skip

    def polled(self, url: str, problem: FeedProblem | None, planned: str | None) -> None:
        """Add that a feed was asked now, what came of it, and when it is to be asked next."""
        with self._changes.writing() as change:
            known = change.connection.scalar(select(feeds.c.id).where(feeds.c.url == url))
            adder = Adder(change.connection) if known else change.begin("feed asked")
            adder.add(feed_polls, {
                "feed": known or _feed(adder, url), "at": problem.at if problem and problem.at else now(),
                "problem_kind": problem.kind if problem else None,
                "problem": (clean(problem.message) or "")[:_LONGEST_PROBLEM] if problem else None, "planned": planned,
            })  # fmt: skip

    def unread(self, url: str, keys: Sequence[str]) -> set[str]:
        """The keys of a feed's entries that are still to be read: new ones, and those that failed too few times."""
        with self._database.reading() as connection:
            tried = connection.execute(_attempts(url, keys)).all()
        return set(keys) - {row.key for row in tried if row.failures < row.attempts or row.failures >= MOST_ATTEMPTS}

    def record(self, url: str, outcomes: Mapping[str, Outcome]) -> None:
        """Add what became of entries, by their keys."""
        if not outcomes:
            return
        with self._changes.writing() as change:
            rows = change.connection.execute(_attempts(url, list(outcomes)))
            tried: dict[str, int] = {row.key: row.attempts for row in rows}
            adder = change.begin("feed read")
            feed = _feed(adder, url)
            adder.add_all(feed_entries, [
                {"feed": feed, "key": key, "attempt": tried.get(key, 0) + 1, "outcome": outcome}
                for key, outcome in outcomes.items()
            ])  # fmt: skip


def _state(connection: Connection, url: str) -> FeedState:
    columns = (feed_versions.c[name] for name in ("etag", "modified", "failures", "not_before"))
    latest = select(*columns).join_from(feeds, feed_versions).where(feeds.c.url == url)
    row = connection.execute(latest.order_by(feed_versions.c.number.desc()).limit(1)).one_or_none()
    return FeedState(*row) if row else FeedState()


@dataclass(frozen=True)
class _Polls:
    """The last poll of a feed, the last one that went well, and why the last one that did not failed."""

    tried: str | None
    planned: str | None
    succeeded: str | None
    problem: FeedProblem | None


def _polls(connection: Connection, feed: int) -> _Polls:
    of = feed_polls.c

    def last(*conditions: ColumnElement[bool]) -> Row[Any] | None:
        query = select(feed_polls).where(of.feed == feed, *conditions).order_by(of.id.desc()).limit(1)
        return connection.execute(query).one_or_none()

    newest, well, failed = last(), last(of.problem_kind.is_(None)), last(of.problem_kind.is_not(None))
    return _Polls(
        tried=newest.at if newest else None, planned=newest.planned if newest else None,
        succeeded=well.at if well else None,
        problem=FeedProblem(failed.problem_kind, failed.problem, failed.at) if failed else None,
    )  # fmt: skip


def _summary(row: Any, tried: Mapping[str, tuple[int, str]], polls: _Polls) -> FeedSummary:
    counted = {name: tried.get(name, (0, ""))[0] for name in ("stored", "known", "failed")}
    last = max((at for _, at in tried.values()), default=None)
    return FeedSummary(
        url=row.url, failures=row.failures or 0, not_before=row.not_before, since=row.at, last_entry=last,
        tried=polls.tried, succeeded=polls.succeeded, planned=polls.planned, problem=polls.problem, **counted,
    )  # fmt: skip


def _feed(adder: Adder, url: str) -> int:
    return adder.one(select(feeds.c.id).where(feeds.c.url == url)) or adder.add(feeds, {"url": url})


def _attempts(url: str, keys: Sequence[str]) -> Select[Any]:
    """Of the keys that were tried: how often, and how often in vain."""
    failed = func.count().filter(feed_entries.c.outcome == "failed").label("failures")
    tried = select(feed_entries.c.key, func.count().label("attempts"), failed).join_from(feeds, feed_entries)
    return tried.where(feeds.c.url == url, feed_entries.c.key.in_(keys)).group_by(feed_entries.c.key)
