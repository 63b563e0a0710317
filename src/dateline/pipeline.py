"""The ordered stages, from an intake to a reading: run one, run many, failures as values.

Nothing else knows the order: read (the model), normalise (calendar, gazetteer, actors, counts), assemble.
"""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path

from dateline import __version__
from dateline.assemble.assemble import assemble
from dateline.assemble.context import Context
from dateline.errors import DatelineError, located
from dateline.gazetteer.base import Gazetteer
from dateline.gazetteer.bundled import BundledGazetteer
from dateline.ingest.page import Intake, Stated, take_text
from dateline.ingest.sources import Source
from dateline.normalise.actor import ActorRegistry
from dateline.normalise.place import PlaceResolver, Toponym, unresolved
from dateline.normalise.time import times
from dateline.reader.reader import Reader
from dateline.reader.runtime import BUNDLED, Runtime
from dateline.schema.draft import Draft
from dateline.schema.reading import Notice, Place, Provenance, Reading, Time
from dateline.schema.report import Report


@dataclass(frozen=True, kw_only=True)
class Options:
    """What a pipeline is opened with. ``threads`` 0 leaves their number to the machine."""

    actors: Path | None = None
    """the user's own actors, over ours"""
    places: Path | None = None
    """the user's own places, over ours"""
    min_score: float | None = None
    """events and arguments below it are left out; None: the model's own operating points"""
    threads: int = 0
    model: Path = BUNDLED


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


_NOTHING_STATED = Stated()


class Pipeline:
    """One loaded model, gazetteer and registry. Safe to share among threads."""

    def __init__(self, reader: Reader, gazetteer: Gazetteer, actors: ActorRegistry, options: Options) -> None:
        self.reader = reader
        self.gazetteer = gazetteer
        self.actors = actors
        self.options = options
        self._places = PlaceResolver(gazetteer)
        self._points = dict(reader.runtime.card.get("operating_points", {}))
        if options.min_score is not None:
            self._points |= {"event": options.min_score, "argument": options.min_score}

    @classmethod
    def open(cls, options: Options | None = None) -> Pipeline:
        """Load the bundled model, gazetteer and actors, with the user's own lists over them.

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

    def read(self, intake: Intake) -> Outcome:
        """The reading of one report. What is not English is not read for events."""
        report = intake.report
        with located(report.id[:12], "read"):
            if report.language not in (None, "en"):
                draft = Draft(model=self.reader.name)
                return Outcome(self._reading(report, draft, (), (), intake.warnings), draft)
            draft = self.reader.draft(report.text)
        return Outcome(self.reading(report, draft, intake.warnings), draft)

    def read_text(self, text: str, stated: Stated = _NOTHING_STATED) -> Outcome:
        """The reading of a text as it is given."""
        return self.read(take_text(text, stated))

    def reading(self, report: Report, draft: Draft, warnings: tuple[Notice, ...] = ()) -> Reading:
        """The reading that a draft makes with this gazetteer and these actors; the model is not run."""
        with located(report.id[:12], "normalise"):
            found = times(report.text, [(mark.start, mark.end) for mark in draft.times], published=report.published)
            people = self.gazetteer.demonyms()
            toponyms = [
                Toponym(each.start, each.end, each.literal)
                for each in draft.toponyms
                if report.text[each.start : each.end].casefold() not in people
            ]
            places = self._places.resolve(report.text, toponyms, dateline_place=report.dateline_place)
        return self._reading(report, draft, found, places, warnings)

    def _reading(
        self,
        report: Report,
        draft: Draft,
        found: tuple[Time, ...],
        places: tuple[Place, ...],
        warnings: tuple[Notice, ...],
    ) -> Reading:
        with located(report.id[:12], "assemble"):
            context = Context(
                report, draft, found, places,
                entity_of=lambda words, role: self.actors.entity(words, role=role),
                same_entity=self.actors.same_entity,
                points=self._points,
                calibration=self.reader.runtime.card.get("calibration", {}),
            )  # fmt: skip
            events, attributions, figures = assemble(context)
        return Reading(
            report=report,
            events=events,
            attributions=attributions,
            figures=figures,
            places=places,
            times=found,
            warnings=(*warnings, *_notices(report, found, places)),
            provenance=Provenance(
                dateline=__version__,
                model=draft.model,
                gazetteer=self.gazetteer.version,
                read_at=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            ),
        )

    def read_many(self, sources: Iterable[Source], jobs: int = 1) -> Iterator[Read | Failed]:
        """The readings of many sources in their order; what fails is a value, and the rest goes on.

        ``jobs`` above 1 reads in so many processes, each with its own copy of this pipeline's options.
        """
        if jobs <= 1:
            yield from (read_source(self, source) for source in sources)
            return
        with ProcessPoolExecutor(
            jobs, mp_context=get_context("spawn"), initializer=_open_worker, initargs=(self.options,)
        ) as pool:
            waiting: deque[Future[Read | Failed]] = deque()
            for source in sources:
                waiting.append(pool.submit(_read_in_worker, source))
                if len(waiting) >= 4 * jobs:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()


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


def read_source(pipeline: Pipeline, source: Source) -> Read | Failed:
    """Read one source; any failure becomes a value."""
    try:
        outcome = pipeline.read(source.load())
    except DatelineError as error:
        error.name = error.name or source.name
        return Failed(source.name, error)
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, RecursionError) as error:
        # A fault of ours in one report must not lose the others of a long run: it is named and the run goes on.
        fault = DatelineError(
            f"cannot be read, by a fault of dateline: {type(error).__name__}: {error}", name=source.name
        )
        return Failed(source.name, fault)
    return Read(source.name, outcome.reading, outcome.draft)


_worker: list[Pipeline] = []


def _open_worker(options: Options) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends a run that is broken off
    _worker.append(Pipeline.open(replace(options, threads=1)))


def _read_in_worker(source: Source) -> Read | Failed:
    return read_source(_worker[0], source)
