"""Every error that dateline raises.

::

    DatelineError               anything that went wrong; carries the input's name and the stage where they are known
    |-- InputError              the input cannot be read as a report: empty, binary, too large, undecodable, missing
    |   `-- FetchError          a URL that may not or could not be fetched
    |-- ArtifactError           a bundled file (model, gazetteer) is missing or damaged
    |-- MissingExtraError            the input needs an optional library; the message names the extra to install
    `-- DataError               a benchmark's or a user's own list cannot be used as given
        `-- StoreError          a store that cannot be opened, is no store of ours, or whose database refuses
            `-- ConflictError   what a person decides about has changed since they saw it

Users catch ``DatelineError``, ``InputError`` and ``MissingExtraError``; the rest is for those who look closer.
Errors of other libraries are mapped to these where they are called.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


class DatelineError(Exception):
    """Base of all. ``str()`` says what, where and what to do."""

    def __init__(self, message: str, *, name: str | None = None, stage: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.name = name
        self.stage = stage

    def __str__(self) -> str:
        return f"{self.name}: {self.message}" if self.name else self.message


class InputError(DatelineError):
    """The input cannot be read as a report."""


class FetchError(InputError):
    """A URL that may not, or could not, be fetched."""


class ArtifactError(DatelineError):
    """A bundled file is missing or damaged."""


class MissingExtraError(DatelineError):
    """The input needs a library that is not installed."""


class DataError(DatelineError):
    """A benchmark's file or a user's own list cannot be used as given."""


class StoreError(DataError):
    """A store cannot be opened or used as given."""


class ConflictError(StoreError):
    """What a decision is about has changed since its coder saw it: the message says what, and by whom.

    ``seen`` and ``current`` are numbers of versions.
    """

    def __init__(self, message: str, *, name: str, seen: int, current: int) -> None:
        super().__init__(message, name=name)
        self.seen = seen
        self.current = current


@contextmanager
def located(name: str | None = None, stage: str | None = None) -> Iterator[None]:
    """Add the input's name and the stage to any dateline error passing that has none yet."""
    try:
        yield
    except DatelineError as error:
        error.name = error.name or name
        error.stage = error.stage or stage
        raise
