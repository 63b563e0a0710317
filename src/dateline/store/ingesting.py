"""Reports read into a store: some in one transaction, and linked in whole runs."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from dateline.ingest.source import Source
from dateline.pipeline import Failed, Known, Pipeline, Read
from dateline.store.linker import Linked, Linker
from dateline.store.writer import Writer, Written

TOGETHER: Final = 8
"""Reports committed at once: they touch the same pages of the database, which a commit writes and waits for."""
LONGEST_WAIT: Final = 1.0
"""Seconds between two reports from which on they come slowly: what is there is then committed at once."""


@dataclass(frozen=True)
class Stored:
    """One input of many, read and committed."""

    name: str
    written: Written


Result = Stored | Known | Failed


@dataclass(frozen=True)
class Ingesting:
    """A run of one pipeline into a store, which links what it reads unless it has no ``linker``."""

    pipeline: Pipeline
    writer: Writer
    linker: Linker | None

    def ingest(self, found: Iterable[Source], jobs: int = 1, *, ahead: bool = True) -> Iterator[Result]:
        """Read sources in their order; each is yielded when it is committed. What is read is linked in whole runs;
        ``link`` what is left at the end.

        While some are stored the next are read; with one job and not ``ahead``, each is committed alone, and none is
        drawn before it is asked for.
        """
        if self.linker is not None:
            self.linker.begin()
        results = self.pipeline.read_new(found, self.writer, jobs, ahead=ahead)
        for some in _some(results, TOGETHER if ahead else 1):
            yield from self.store(some)

    def store(self, results: Sequence[Read | Known | Failed]) -> Iterator[Result]:
        """Commit what was read, and link where that makes a run whole; each is yielded when it is committed."""
        rest = results
        while rest:
            done = self._commit(rest)
            rest = rest[len(done) :]
            yield from done

    def link(self) -> Linked:
        """Link all that is pending."""
        return self.linker.link_all() if self.linker is not None else Linked()

    def _commit(self, results: Sequence[Read | Known | Failed]) -> list[Result]:
        """Write results in one transaction, up to the one that makes a run of linking whole: what a run holds must not
        depend on how many reports came together."""
        if not any(isinstance(each, Read) for each in results):
            return [each for each in results if not isinstance(each, Read)]
        done: list[Result] = []
        new: list[tuple[Written, Read]] = []
        room = self.linker.room if self.linker is not None else None
        with self.writer.writing() as write:
            for result in results:
                if not isinstance(result, Read):
                    done.append(result)
                    continue
                written = write(result.reading, result.draft)
                done.append(Stored(result.name, written) if written else Known(result.name))
                if written is None:
                    continue
                new.append((written, result))
                if room is not None and sum(len(each.events) for each, _ in new) >= room:
                    break
        if self.linker is not None:
            for written, result in new:
                self.linker.add(written, result.reading, result.draft)
        return done


def _some(results: Iterable[Read | Known | Failed], most: int) -> Iterator[list[Read | Known | Failed]]:
    """Results in lists of at most so many; where they come slowly, each as it comes."""
    some: list[Read | Known | Failed] = []
    since = time.monotonic()
    for result in results:
        some.append(result)
        if len(some) >= most or time.monotonic() - since >= LONGEST_WAIT:
            yield some
            some = []
        since = time.monotonic()
    if some:
        yield some
