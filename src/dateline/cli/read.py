"""``dateline read``: reports to records, one or many, each failure told and none stopping the rest."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli import output
from dateline.cli.inputs import (
    INPUT_HELP,
    Actors,
    Address,
    AllowPrivate,
    Clean,
    IgnoreRobots,
    Inputs,
    Jobs,
    Limit,
    MinScore,
    Model,
    Outlet,
    Places,
    Published,
    Tally,
    end,
    pipeline_options,
    source_options,
    told,
)
from dateline.cli.progress import is_typed, progress
from dateline.cli.writers import WRITERS, Format

if TYPE_CHECKING:
    from dateline.ingest.source import Source
    from dateline.pipeline import Pipeline
    from dateline.schema.reading import Reading

HELP = f"""Read reports and print their records.

{INPUT_HELP}

Examples:

\b
  dateline read page.html
  dateline read --published 2024-09-13 --outlet "Northern Wire" report.txt
  dateline read --format csv --output events.csv reports/
  dateline read --format html --output page.html "saved/*.html"
  cat reports.jsonl | dateline read - --jobs 8 > readings.jsonl

Exit codes: 0 all were read, 1 some could not be read (each is named on standard error), 2 wrong usage.
"""

_BY_SUFFIX = {".html": Format.HTML, ".htm": Format.HTML, ".csv": Format.CSV, ".txt": Format.TEXT}


def read(
    inputs: Inputs,
    format_: Annotated[
        Format | None,
        typer.Option(
            "--format",
            "-f",
            show_default=False,
            help="text: cards; json: one record a line; html: one page; csv: one row an event. Left out: by the suffix "
            "of --output, else text on a terminal and json elsewhere.",
        ),
    ] = None,
    output_: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", show_default=False, dir_okay=False, help="Write to this file, whole or not at all."
        ),
    ] = None,
    pretty: Annotated[bool, typer.Option("--pretty", help="Indent JSON for eyes.")] = False,
    published: Published = None,
    outlet: Outlet = None,
    url: Address = None,
    clean: Clean = False,
    min_score: MinScore = None,
    actors: Actors = None,
    places: Places = None,
    model: Model = "base",
    jobs: Jobs = 1,
    limit: Limit = None,
    allow_private: AllowPrivate = False,
    ignore_robots: IgnoreRobots = False,
) -> None:
    """Read the inputs and write their records; see ``HELP``."""
    from dateline.ingest.sources import sources
    from dateline.pipeline import open_for_process

    chosen = _format(format_, output_)
    options = source_options(published, outlet, url, clean, allow_private, ignore_robots)
    tally = Tally()
    with output.destination(output_) as stream:
        pipeline = open_for_process(pipeline_options(actors, places, min_score, model))
        found = islice(sources(inputs, options), limit)
        if _is_watched(chosen, output_, inputs):
            readings = _with_progress(pipeline, found, inputs, jobs, tally, limited=limit is not None)
        else:
            readings = _readings(pipeline, found, jobs, tally)
        WRITERS[chosen](readings, stream, pretty)
    end(tally)


def _format(wanted: Format | None, path: Path | None) -> Format:
    if wanted:
        return wanted
    if path:
        return _BY_SUFFIX.get(path.suffix.lower(), Format.JSON)
    return Format.TEXT if sys.stdout.isatty() else Format.JSON


def _readings(pipeline: Pipeline, found: Iterable[Source], jobs: int, tally: Tally) -> Iterator[Reading]:
    """The readings in order; what failed goes into the tally."""
    from dateline.pipeline import Failed

    for result in pipeline.read_many(found, jobs=jobs):
        if isinstance(result, Failed):
            tally.failures.append(told(result))
        else:
            tally.read += 1
            yield result.reading


def _is_watched(chosen: Format, path: Path | None, inputs: list[str]) -> bool:
    """Whether someone sees standard error and nothing else moves there, neither records nor what they type."""
    quiet = path is not None or chosen is Format.HTML or not sys.stdout.isatty()
    return sys.stderr.isatty() and quiet and not is_typed(inputs)


def _with_progress(
    pipeline: Pipeline, found: Iterator[Source], inputs: list[str], jobs: int, tally: Tally, *, limited: bool
) -> Iterator[Reading]:
    """The readings with a bar on standard error, where there is more than one."""
    from dateline.ingest.sources import total_size

    with progress(found, "reading", None if limited else total_size(inputs)) as (drawn, step):
        done = 0
        for reading in _readings(pipeline, drawn, jobs, tally):
            for _ in range(tally.read + len(tally.failures) - done):
                step()
            done = tally.read + len(tally.failures)
            yield reading
