"""Changes: what a transaction of a run adds, each with the row that says when and why."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection

from dateline.store import rows
from dateline.store.adding import Adder
from dateline.store.engine import Database
from dateline.store.tables import changes, runs


@dataclass(frozen=True)
class Run:
    """What writes: a command, and the recipe and the model by which its readings are made."""

    command: str
    recipe: str
    model: str


class Change:
    """One writing transaction. One that does not ``begin``, because there is nothing to do, leaves no row."""

    def __init__(self, connection: Connection, run: Run, started: str, number: int | None) -> None:
        self.connection = connection
        self._run = run
        self._started = started
        self.run_number = number
        self._adder = Adder(connection)
        self._last: str | None = None

    def begin(self, why: str) -> Adder:
        """Add a change, and the run with its first one; rows are then added to it. The next one may begin after it."""
        adder = self._adder
        last = adder.last_change() if self._last is None else self._last
        if self.run_number is None:
            told = {"command": rows.clean(self._run.command), "recipe": self._run.recipe}
            self.run_number = adder.add(runs, told | {"started": self._started})
        # A clock that was set back must not bring the order of changes and that of their times apart.
        self._last = max(now(), last)
        adder.change = adder.add(changes, {"at": self._last, "why": why, "run": self.run_number})
        return adder


class Changes:
    """The changes of one run, each in a transaction of its own; the run gets its row with the first of them."""

    def __init__(self, database: Database, run: Run) -> None:
        self._database = database
        self._run = run
        self._started = now()
        self._number: int | None = None

    @contextmanager
    def writing(self) -> Iterator[Change]:
        """A transaction, committed at the end or not at all; another writer waits until then."""
        with self._database.writing() as connection:
            change = Change(connection, self._run, self._started, self._number)
            yield change
        self._number = change.run_number


def now() -> str:
    """This moment in UTC to the microsecond, in a form that sorts by time."""
    return datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
