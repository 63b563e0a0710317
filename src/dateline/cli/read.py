"""``dateline read``: reports to records, one or many, each failure told and none stopping the rest."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli import output
from dateline.cli.writers import WRITERS, Format

if TYPE_CHECKING:
    from dateline.ingest.sources import Source
    from dateline.pipeline import Failed, Pipeline
    from dateline.schema.reading import Reading

HELP = """Read reports and print their records.

INPUT is a file (.html, .txt, .md, .eml, .pdf, .docx, .jsonl; packed with gzip or not), a folder, a glob in quotes, an
http or https address, or - for standard input. In a .jsonl file every line is a report: {"id": …, "text": …}.

Examples:

\b
  dateline read page.html
  dateline read --published 2024-09-13 --outlet "Northern Wire" report.txt
  dateline read --format csv --output events.csv reports/
  dateline read --format html --output page.html "saved/*.html"
  cat reports.jsonl | dateline read - --jobs 2 > readings.jsonl

Exit codes: 0 all were read, 1 some could not be read (each is named on standard error), 2 wrong usage.
"""

_BY_SUFFIX = {".html": Format.HTML, ".htm": Format.HTML, ".csv": Format.CSV, ".txt": Format.TEXT}
_MOST_LISTED = 10_000
"""Sources that are listed ahead to know how many there are."""


@dataclass
class Tally:
    """What has been read so far, and what has not."""

    read: int = 0
    failures: list[str] = field(default_factory=list)


def read(
    inputs: Annotated[list[str], typer.Argument(metavar="INPUT", help="What to read.", show_default=False)],
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
    published: Annotated[
        str | None, typer.Option(show_default=False, help="Publication date (ISO) where the page states none.")
    ] = None,
    outlet: Annotated[str | None, typer.Option(show_default=False, help="Who published the report.")] = None,
    url: Annotated[str | None, typer.Option(show_default=False, help="Address that the report came from.")] = None,
    clean: Annotated[
        bool, typer.Option("--clean", help="Clean the texts of .jsonl input like saved pages; else they stay as given.")
    ] = False,
    min_score: Annotated[
        float | None,
        typer.Option(
            min=0,
            max=1,
            show_default=False,
            help="Leave out events and arguments less probable than this; left out: the model's own points.",
        ),
    ] = None,
    actors: Annotated[
        Path | None,
        typer.Option(show_default=False, exists=True, dir_okay=False, help="CSV of your own actors, over ours."),
    ] = None,
    places: Annotated[
        Path | None,
        typer.Option(show_default=False, exists=True, dir_okay=False, help="CSV of your own places, over ours."),
    ] = None,
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=1, help="Reports read at once.")] = 1,
    limit: Annotated[int | None, typer.Option(min=1, show_default=False, help="Stop after this many reports.")] = None,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Fetch from private and loopback addresses too.")
    ] = False,
    ignore_robots: Annotated[
        bool, typer.Option("--ignore-robots", help="Fetch what a site's robots.txt asks not to.")
    ] = False,
) -> None:
    """Read the inputs and write their records; see ``HELP``."""
    from dateline.ingest.page import Stated
    from dateline.ingest.sources import SourceOptions, sources
    from dateline.pipeline import Options, Pipeline

    chosen = _format(format_, output_)
    options = SourceOptions(
        stated=Stated(published=_iso(published), outlet=outlet, url=url, clean=clean),
        allow_private=allow_private,
        ignore_robots=ignore_robots,
    )
    tally = Tally()
    with output.destination(output_) as stream:
        pipeline = Pipeline.open(Options(actors=actors, places=places, min_score=min_score))
        found = islice(sources(inputs, options), limit)
        if _is_watched(chosen, output_, inputs):
            readings = _with_progress(pipeline, found, jobs, tally)
        else:
            readings = _readings(pipeline, found, jobs, tally)
        WRITERS[chosen](readings, stream, pretty)
    _end(tally)


def _format(wanted: Format | None, path: Path | None) -> Format:
    if wanted:
        return wanted
    if path:
        return _BY_SUFFIX.get(path.suffix.lower(), Format.JSON)
    return Format.TEXT if sys.stdout.isatty() else Format.JSON


def _iso(published: str | None) -> str | None:
    from dateline.ingest.dates import parse_date

    if published is None:
        return None
    found = parse_date(published)
    if found is None:
        raise typer.BadParameter(f"{published!r} is no date: write it as 2024-09-13", param_hint="--published")
    return found


def _readings(pipeline: Pipeline, found: Iterable[Source], jobs: int, tally: Tally) -> Iterator[Reading]:
    """The readings in order; what failed goes into the tally."""
    from dateline.pipeline import Failed

    for result in pipeline.read_many(found, jobs=jobs):
        if isinstance(result, Failed):
            tally.failures.append(_told(result))
        else:
            tally.read += 1
            yield result.reading


def _told(failed: Failed) -> str:
    """What failed, its name said once."""
    message = str(failed.error)
    return message if message.startswith(failed.name) else f"{failed.name}: {message}"


def _is_watched(chosen: Format, path: Path | None, inputs: list[str]) -> bool:
    """Whether someone sees standard error and nothing else moves there; standard input may never end."""
    quiet = path is not None or chosen is Format.HTML or not sys.stdout.isatty()
    return sys.stderr.isatty() and quiet and "-" not in inputs


def _with_progress(pipeline: Pipeline, found: Iterator[Source], jobs: int, tally: Tally) -> Iterator[Reading]:
    """The readings with a bar on standard error, where there is more than one."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    ahead = list(islice(found, _MOST_LISTED))
    everything = chain(ahead, found)
    if len(ahead) < 2:
        yield from _readings(pipeline, everything, jobs, tally)
        return
    shown = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*shown, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=len(ahead) if len(ahead) < _MOST_LISTED else None)
        for reading in _readings(pipeline, everything, jobs, tally):
            bar.update(task, completed=tally.read + len(tally.failures))
            yield reading


def _end(tally: Tally) -> None:
    """Tell what failed, and end the process so if anything did."""
    if not tally.failures:
        return
    if tally.read or len(tally.failures) > 1:
        output.say(f"{len(tally.failures)} of {tally.read + len(tally.failures)} could not be read:")
    for failure in tally.failures:
        output.say(failure)
    raise typer.Exit(output.Exit.SOME_FAILED)
