"""``dateline ingest``: reports into a store, going on where an earlier run was broken off."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
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
from dateline.cli.stores import DEFAULT_STORE, StoreAddress

if TYPE_CHECKING:
    from dateline.ingest.source import Source

HELP = f"""Read reports into a store.

{INPUT_HELP}

A report that the store has, read by this version and these options, is not read again: a run that was broken off, even
by force, goes on when it is started again, and the store is then as if it had not been. Another text at the same
address is a new version of that report. Nothing in a store is overwritten or deleted. Events are linked into incidents
as they come; --no-link leaves that to a later run or to dateline link.

Examples:

\b
  dateline ingest saved/
  dateline ingest reports.jsonl --store news.db --jobs 8
  dateline ingest CC-NEWS-20230612.warc.gz mail.mbox articles.parquet
  dateline ingest saved/ --store postgresql+psycopg://reader@localhost/news

Exit codes: 0 all were read, 1 some could not be read (each is named on standard error), 2 wrong usage.
"""


def ingest(
    inputs: Inputs,
    store: StoreAddress = DEFAULT_STORE,
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
    link: Annotated[bool, typer.Option("--link/--no-link", help="Link events into incidents.")] = True,
    allow_private: AllowPrivate = False,
    ignore_robots: IgnoreRobots = False,
) -> None:
    """Read the inputs into the store and say how many there were; see ``HELP``."""
    from dateline.ingest.sources import sources
    from dateline.pipeline import Failed, Known, open_for_process
    from dateline.store.store import Store

    options = source_options(published, outlet, url, clean, allow_private, ignore_robots)
    tally, known = Tally(), 0
    with Store.open(store) as opened:
        pipeline = open_for_process(pipeline_options(actors, places, min_score, model))
        with _resumable(), _progress(islice(sources(inputs, options), limit), inputs, limit) as (found, step):
            for result in opened.ingest_sources(
                found, pipeline, command=f"ingest {' '.join(inputs)}", jobs=jobs, link=link
            ):
                if isinstance(result, Failed):
                    tally.failures.append(told(result))
                else:
                    tally.read += 1
                    known += isinstance(result, Known)
                step()
    output.put(f"{tally.read - known} stored, {known} there already")
    end(tally)


@contextmanager
def _resumable() -> Iterator[None]:
    try:
        yield
    except KeyboardInterrupt:
        output.say("stopped; the same command goes on from here")
        raise


@contextmanager
def _progress(
    found: Iterator[Source], inputs: list[str], limit: int | None
) -> Iterator[tuple[Iterator[Source], Callable[[], None]]]:
    """The sources, and what to call after each of them: it moves a bar where somebody sees it."""
    if is_typed(inputs) or not sys.stderr.isatty():
        yield found, lambda: None
        return
    from dateline.ingest.sources import total_size

    with progress(found, "ingesting", None if limit else total_size(inputs)) as shown:
        yield shown
