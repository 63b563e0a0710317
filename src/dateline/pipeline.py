"""The ordered stages, from an intake to a reading: run one, run many, failures as values.

Nothing else knows the order: read (the model), normalise (calendar, gazetteer, actors, counts), assemble.
"""

from __future__ import annotations

import hashlib
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from itertools import repeat
from multiprocessing import get_context, parent_process
from pathlib import Path
from typing import Any, Final, Protocol, TypeVar

from dateline import __version__
from dateline.assemble.assemble import assemble
from dateline.assemble.context import Context
from dateline.collecting import settle
from dateline.errors import ArtifactError, DataError, DatelineError, located
from dateline.gazetteer.base import Gazetteer
from dateline.gazetteer.bundled import BundledGazetteer
from dateline.ingest.page import Intake, Stated, take_text
from dateline.ingest.source import Source
from dateline.normalise.actor import ActorRegistry
from dateline.normalise.place import LITERAL, PlaceResolver, Toponym, unresolved
from dateline.normalise.time import times
from dateline.reader.reader import Reader
from dateline.reader.runtime import BUNDLED, Runtime
from dateline.schema.draft import Draft
from dateline.schema.reading import Notice, Place, Provenance, Reading, Time
from dateline.schema.report import Report


@dataclass(frozen=True, kw_only=True)
class Options:
    """What a pipeline is opened with. ``threads`` 0 leaves their number to the machine.

    Raises DataError where ``min_score`` is no probability.
    """

    actors: Path | None = None
    """the user's own actors, over ours"""
    places: Path | None = None
    """the user's own places, over ours"""
    min_score: float | None = None
    """events and arguments below it are left out; None: the model's own operating points"""
    threads: int = 0
    model: Path = BUNDLED
    """the folder of the model's graphs, as ``reader.runtime.model_folder`` finds it"""

    def __post_init__(self) -> None:
        if self.min_score is not None and not 0 <= self.min_score <= 1:
            raise DataError(f"min_score is a probability, from 0 to 1, not {self.min_score}")


@dataclass(frozen=True)
class Outcome:
    """A report read: the record, and the draft it was made from."""

    reading: Reading
    draft: Draft


@dataclass(frozen=True)
class Read:
    """One input of many, read."""

    name: str
    reading: Reading
    draft: Draft


@dataclass(frozen=True)
class Failed:
    """One input of many that could not be read, and why."""

    name: str
    error: DatelineError


@dataclass(frozen=True)
class Known:
    """One input of many that was not read, because its reading is at hand."""

    name: str


@dataclass(frozen=True)
class Taken:
    """One input of many, taken in and not yet read."""

    name: str
    intake: Intake


class Memory(Protocol):
    """What is remembered of earlier runs, asked before a report is read."""

    def is_known(self, report: Report) -> bool:
        """Whether the reading of this report is at hand, so that nothing is left to do."""
        ...

    def draft(self, text_id: str) -> Draft | None:
        """The draft of a text by this pipeline's model, where there is one: the model need not run."""
        ...


AHEAD: Final = 16
"""Reports drawn before the first of them is asked for: reading does not stand still while some are stored."""

AT_ONCE: Final = 4
"""Reports read side by side at most: what is not the encoder's, a fifth of the work, holds the interpreter's lock."""

FEW: Final = 3
"""Reports for which no second encoder is opened: it takes as long as reading two."""

T = TypeVar("T")
D = TypeVar("D", bound=Failed | Known)
E = TypeVar("E", bound=Executor)
_NOTHING_STATED = Stated()


class Pipeline:
    """One loaded model, gazetteer and registry. Safe to share among threads."""

    def __init__(self, reader: Reader, gazetteer: Gazetteer, actors: ActorRegistry, options: Options) -> None:
        self.reader = reader
        self.gazetteer = gazetteer
        self.actors = actors
        self.options = options
        self._lock = threading.Lock()
        self._beside: Reader | None = None
        self._points = dict(reader.runtime.card.get("operating_points", {}))
        self._places = PlaceResolver(gazetteer, literal=self._points.get("literal", LITERAL))
        if options.min_score is not None:
            self._points |= {"event": options.min_score, "argument": options.min_score}

    @classmethod
    def open(cls, options: Options | None = None) -> Pipeline:
        """Load the model, and the bundled gazetteer and actors, with the user's own lists over them.

        Raises ArtifactError where a bundled file is damaged, DataError where a user's list is.
        """
        options = options or Options()
        gazetteer: Gazetteer = BundledGazetteer()
        if options.places is not None:
            gazetteer = BundledGazetteer().with_places(options.places)
        actors = ActorRegistry.bundled()
        if options.actors is not None:
            actors = actors.with_actors(options.actors)
        return cls(Reader(Runtime.load(options.model, threads=options.threads)), gazetteer, actors, options)

    @cached_property
    def recipe(self) -> str:
        """All that the reading of a given report depends on: two pipelines of one recipe make the same readings."""
        parts = [f"dateline {__version__}", self.reader.name, self.gazetteer.version]
        if self.options.actors is not None:
            parts.append("actors-" + hashlib.sha256(self.options.actors.read_bytes()).hexdigest()[:8])
        if self.options.min_score is not None:
            parts.append(f"min-score {self.options.min_score:g}")
        return ", ".join(parts)

    def read(self, intake: Intake, draft: Draft | None = None, reader: Reader | None = None) -> Outcome:
        """The reading of one report, of a ``draft`` of its text where there is one.

        What is not English is not read for events. ``reader``: another of the same model that is to read it.
        """
        report = intake.report
        with located(report.id[:12], "read"):
            if report.language not in (None, "en"):
                draft = Draft(model=self.reader.name)
                return Outcome(self._assembled(self._context(report, draft, (), ()), intake.warnings), draft)
            draft = draft or (reader or self.reader).draft(report.text)
        return Outcome(self.reading(report, draft, intake.warnings), draft)

    def read_text(self, text: str, stated: Stated = _NOTHING_STATED) -> Outcome:
        """The reading of a text as it is given."""
        return self.read(take_text(text, stated))

    def reading(self, report: Report, draft: Draft, warnings: tuple[Notice, ...] = ()) -> Reading:
        """The reading that a draft makes with this gazetteer and these actors; the model is not run."""
        return self._assembled(self.context(report, draft), warnings)

    def context(self, report: Report, draft: Draft) -> Context:
        """What the events of a draft are put together from: its times and places normalised, whom names mean."""
        with located(report.id[:12], "normalise"):
            found = times(report.text, [(mark.start, mark.end) for mark in draft.times], published=report.published)
            people = self.gazetteer.demonyms()
            toponyms = [
                Toponym(each.start, each.end, each.literal)
                for each in draft.toponyms
                if report.text[each.start : each.end].casefold() not in people
            ]
            places = self._places.resolve(report.text, toponyms, dateline_place=report.dateline_place)
        return self._context(report, draft, found, places)

    def _context(self, report: Report, draft: Draft, found: tuple[Time, ...], places: tuple[Place, ...]) -> Context:
        return Context(
            report, draft, found, places,
            entity_of=lambda words, role: self.actors.entity(words, role=role),
            same_entity=self.actors.same_entity,
            points=self._points,
            calibration=self.reader.runtime.card.get("calibration", {}),
        )  # fmt: skip

    def _assembled(self, context: Context, warnings: tuple[Notice, ...]) -> Reading:
        with located(context.report.id[:12], "assemble"):
            events, attributions, figures = assemble(context)
        return Reading(
            report=context.report,
            events=events,
            attributions=attributions,
            figures=figures,
            places=context.places,
            times=context.times,
            warnings=(*warnings, *_notices(context.report, context.times, context.places)),
            provenance=Provenance(
                dateline=__version__,
                model=context.draft.model,
                gazetteer=self.gazetteer.version,
                read_at=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            ),
        )

    def read_many(self, sources: Iterable[Source], jobs: int = 1) -> Iterator[Read | Failed]:
        """The readings of many sources in their order; what fails is a value, and the rest goes on.

        ``jobs`` above 1 reads in so many processes, each with its own copy of this pipeline's options.
        """
        if jobs <= 1:
            yield from self.read_all(map(take_source, sources))
            return
        with self._processes(jobs) as pool:
            yield from _results((pool.submit(_read_in_worker, source) for source in sources), 4 * jobs)

    def read_all(self, inputs: Iterable[Taken | Failed]) -> Iterator[Read | Failed]:
        """The readings of inputs that were taken in, in their order.

        As many reports are under way as the pipeline has threads, but no more than ``AT_ONCE``: two encoders of one
        thread each are faster than one of two.
        """
        yield from self._read_settled(each if isinstance(each, Failed) else (each, None) for each in inputs)

    def read_new(
        self, sources: Iterable[Source], memory: Memory, jobs: int = 1, *, ahead: bool = True
    ) -> Iterator[Read | Failed | Known]:
        """As ``read_many``, but what ``memory`` holds is not done again.

        ``memory`` is asked in this process, up to ``AHEAD`` reports before what was yielded last, as sources are drawn;
        with one job and not ``ahead``, no source is drawn before its result is asked for.
        """
        if jobs <= 1:
            settled = (_settled(taken, memory) for taken in map(take_source, sources))
            yield from self._read_settled(settled) if ahead else map(self._read_one, settled)
            return
        with self._processes(jobs) as pool:
            loads = (pool.submit(take_source, source) for source in sources)
            settled = (_settled(load.result(), memory) for load in _ahead(loads, 2 * jobs))
            reads: Iterator[Future[Read | Failed] | Failed | Known] = (
                pool.submit(_read_taken_in_worker, *each) if isinstance(each, tuple) else each for each in settled
            )
            yield from _results(reads, 4 * jobs)

    def _read_settled(self, inputs: Iterable[tuple[Taken, Draft | None] | D]) -> Iterator[Read | Failed | D]:
        """Read what is to be read of some inputs, several at once where there are threads for it."""
        threads = self.options.threads or processors()
        if threads == 1:
            yield from (self._read_one(each) for each in inputs)
            return
        at_once = min(threads, AT_ONCE)
        readers = self._side_by_side(threads - at_once + 1)
        with _closing(ThreadPoolExecutor(at_once, "dateline-read")) as pool:
            reads: Iterator[Future[Read | Failed] | D] = (
                pool.submit(read_taken, self, *each, None if each[1] else next(readers))
                if isinstance(each, tuple)
                else each
                for each in inputs
            )
            yield from _results(reads, AHEAD)

    def _side_by_side(self, threads: int) -> Iterator[Reader]:
        """For every report without a draft the reader that reads it: one whose encoder has ``threads``, its caller's
        and helpers; before it is opened, the first few, of which there may be no more, by that of a single report.
        """
        if self._beside is None:
            yield from repeat(self.reader, FEW)
        with self._lock:
            if self._beside is None:
                try:
                    self._beside = self.reader.beside(threads)
                except ArtifactError:  # the model is gone since it was opened: it is still at hand
                    self._beside = self.reader
        yield from repeat(self._beside)

    def _read_one(self, settled: tuple[Taken, Draft | None] | D) -> Read | Failed | D:
        return read_taken(self, *settled) if isinstance(settled, tuple) else settled

    def _processes(self, jobs: int) -> AbstractContextManager[ProcessPoolExecutor]:
        return _closing(
            _Processes(jobs, mp_context=get_context("spawn"), initializer=_open_worker, initargs=(self.options,))
        )


def _notices(report: Report, found: tuple[Time, ...], places: tuple[Place, ...]) -> Iterator[Notice]:
    for place in unresolved(places):
        yield Notice(
            code="unresolved-place", message=f"no place is known by the name {place.name!r}", evidence=place.evidence
        )
    if report.published is None and any(time.start is None and time.type in {"DATE", "TIME"} for time in found):
        yield Notice(
            code="no-publication-date",
            message="the page does not say when it was published: times that depend on it stay unresolved",
        )


def processors() -> int:
    """Processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def open_for_process(options: Options | None = None) -> Pipeline:
    """A pipeline for a process of our own, which keeps it to its end."""
    pipeline = Pipeline.open(options)
    settle()
    return pipeline


def take_source(source: Source) -> Taken | Failed:
    """Take one source in; any failure becomes a value."""
    return _attempted(source.name, lambda: Taken(source.name, source.load()))


def read_taken(
    pipeline: Pipeline, taken: Taken, draft: Draft | None = None, reader: Reader | None = None
) -> Read | Failed:
    """Read one input that was taken in, as ``Pipeline.read`` does; any failure becomes a value."""

    def work() -> Read:
        outcome = pipeline.read(taken.intake, draft, reader)
        return Read(taken.name, outcome.reading, outcome.draft)

    return _attempted(taken.name, work)


def read_source(pipeline: Pipeline, source: Source) -> Read | Failed:
    """Read one source; any failure becomes a value."""
    taken = take_source(source)
    return taken if isinstance(taken, Failed) else read_taken(pipeline, taken)


def _settled(taken: Taken | Failed, memory: Memory) -> Failed | Known | tuple[Taken, Draft | None]:
    """What needs no reading, or what is to be read and a draft of it where there is one."""
    if isinstance(taken, Failed):
        return taken
    if memory.is_known(taken.intake.report):
        return Known(taken.name)
    return taken, memory.draft(taken.intake.report.id)


def _attempted(name: str, work: Callable[[], T]) -> T | Failed:
    try:
        return work()
    except DatelineError as error:
        error.name = error.name or name
        return Failed(name, error)
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, RecursionError) as error:
        # A fault of ours in one report must not lose the others of a long run: it is named and the run goes on.
        fault = DatelineError(f"cannot be read, by a fault of dateline: {type(error).__name__}: {error}", name=name)
        return Failed(name, fault)


def _results(work: Iterable[Future[Read | Failed] | D], most: int) -> Iterator[Read | Failed | D]:
    """What comes of work that is under way or done, in order, ``most`` of it drawn ahead."""
    for each in _ahead(work, most):
        yield each.result() if isinstance(each, Future) else each


@contextmanager
def _closing(pool: E) -> Iterator[E]:
    """A pool that, where a run is broken off, does not first do what waits.

    Such a run may be collected in one of the pool's own threads, which cannot wait for itself to end.
    """
    try:
        yield pool
    finally:
        with suppress(RuntimeError):
            pool.shutdown(cancel_futures=True)


def _ahead(items: Iterable[T], most: int) -> Iterator[T]:
    """The items in order, ``most`` of them drawn ahead: what was drawn is worked on meanwhile."""
    waiting: deque[T] = deque()
    for item in items:
        waiting.append(item)
        if len(waiting) >= most:
            yield waiting.popleft()
    yield from waiting


class _Processes(ProcessPoolExecutor):
    """Processes that Ctrl-C does not reach, from their start on: the parent ends a run that is broken off."""

    def submit(self, *args: Any, **more: Any) -> Future[Any]:
        """As ever, but a process that is started for it is started whole."""
        with _interrupts_later():
            return super().submit(*args, **more)


@contextmanager
def _interrupts_later() -> Iterator[None]:
    """Ctrl-C comes when this is done, and never to a process that was started in it, which inherits the mask."""
    handler = signal.getsignal(signal.SIGINT)
    came: list[tuple[int, Any]] = []
    waits = callable(handler) and threading.current_thread() is threading.main_thread()
    if waits:
        signal.signal(signal.SIGINT, lambda *what: came.append(what))
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT}) if hasattr(signal, "pthread_sigmask") else None
    try:
        yield
    finally:
        if mask is not None:
            signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        if waits:
            signal.signal(signal.SIGINT, handler)
    if came and callable(handler):
        handler(*came[0])


_worker: list[Pipeline] = []


def _open_worker(options: Options) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # where it cannot be held back
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _worker.append(open_for_process(replace(options, threads=1)))


def _end_with_parent() -> None:
    """End this process when the one that started it was ended without a word: it would wait for work for ever."""
    if parent := parent_process():
        parent.join()
        os._exit(1)


def _read_in_worker(source: Source) -> Read | Failed:
    return read_source(_worker[0], source)


def _read_taken_in_worker(taken: Taken, draft: Draft | None) -> Read | Failed:
    return read_taken(_worker[0], taken, draft)
