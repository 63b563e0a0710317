"""A source: one report to be, made lazily and loaded wherever it is read, another process included."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from dateline.errors import DatelineError, InputError, located
from dateline.ingest.fetch import TIMEOUT
from dateline.ingest.page import Intake, Stated


@dataclass(frozen=True)
class SourceOptions:
    """How inputs are read. ``stated`` goes over what pages say, those in collections too; of what the row of a table
    says, it fills what that leaves out."""

    stated: Stated = field(default_factory=Stated)
    allow_private: bool = False
    ignore_robots: bool = False
    timeout: float = TIMEOUT


@dataclass(frozen=True)
class Source:
    """One report to be: ``name`` is what the user calls it (``reports.jsonl:3``).

    ``size`` is how many bytes of the inputs, as they lie on disk, lie behind the source before it and are done with it:
    the sizes of all sources of a file add up to the file's, nearly.
    """

    name: str
    loader: Callable[[], Intake]
    size: int = 0

    def load(self) -> Intake:
        """Read it. Raises ``DatelineError`` naming this source."""
        with located(self.name, "ingest"):
            return self.loader()


def failed(name: str, problem: str | DatelineError, size: int = 0) -> Source:
    """A source that cannot be read, and why: it fails in its place, and the rest goes on."""
    return Source(name, partial(_fail, problem), size)


def _fail(problem: str | DatelineError) -> Intake:
    raise InputError(problem) if isinstance(problem, str) else problem
