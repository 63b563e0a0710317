"""``dateline watch``: feeds asked for days, what is new read into a store, alerts told."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from threading import Event
from types import FrameType
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli import output
from dateline.cli.inputs import Actors, MinScore, Model, Places, pipeline_options
from dateline.cli.stores import DEFAULT_STORE, StoreAddress

if TYPE_CHECKING:
    from dateline.watch.told import Told

HELP = """Watch feeds and read what is new in them into a store.

FEEDS is a TOML file that names feeds and alerts: docs/how-to.md shows one. Feeds are asked at their intervals, with
what the server needs to say that nothing changed; one that fails, or asks for it, is left alone for longer and longer.
What is new is linked into incidents. New events that fit an alert are sent to its webhook, file or Atom feed, each
version of an event once.

Ctrl-C or a termination signal ends it when the report in hand is stored; a second one ends it at once. Started again,
it goes on from there. --once is for cron.

Examples:

\b
  dateline watch feeds.toml --store news.db
  dateline watch feeds.toml --once --log json

Exit codes: 0 stopped as it was asked to, or with --once all went well; 1 with --once some feed, entry or receiver
failed; 2 wrong usage, or a mistake in FEEDS; 130 stopped by a second Ctrl-C.
"""


class Log(StrEnum):
    """How what happens is told on standard error."""

    TEXT = "text"
    JSON = "json"


def watch(
    feeds: Annotated[
        Path, typer.Argument(metavar="FEEDS", show_default=False, exists=True, dir_okay=False, help="The TOML file.")
    ],
    store: StoreAddress = DEFAULT_STORE,
    once: Annotated[bool, typer.Option("--once", help="Ask every feed once, then end.")] = False,
    log: Annotated[
        Log, typer.Option(help="text: what is new and what fails; json: everything, an object a line.")
    ] = Log.TEXT,
    min_score: MinScore = None,
    actors: Actors = None,
    places: Places = None,
    model: Model = "base",
) -> None:
    """Watch the feeds until asked to stop; see ``HELP``."""
    from dateline.pipeline import open_for_process
    from dateline.store.ingesting import Ingesting
    from dateline.store.store import Store
    from dateline.watch.config import read_config
    from dateline.watch.service import Watch

    config = read_config(feeds)
    with Store.open(store) as opened, _stopping() as stop:

        def reader() -> Ingesting:
            pipeline = open_for_process(pipeline_options(actors, places, min_score, model))
            # What was read is linked by the watch itself, before alerts are looked for.
            return opened.run(pipeline, command="watch", link=False)

        watching = Watch(config, *opened.watch_log(), reader, _LOGS[log], stop)
        if not once:
            watching.run()
        elif not watching.once():
            raise typer.Exit(output.Exit.SOME_FAILED)


@contextmanager
def _stopping() -> Iterator[Event]:
    """An event that the first signal to stop sets; the second ends the process as it would have without us."""
    stop = Event()
    held = {each: signal.getsignal(each) for each in (signal.SIGINT, signal.SIGTERM)}

    def asked(number: int, frame: FrameType | None) -> None:
        del frame
        stop.set()
        signal.signal(number, signal.default_int_handler if number == signal.SIGINT else signal.SIG_DFL)

    for each in held:
        signal.signal(each, asked)
    try:
        yield stop
    finally:
        for each, handler in held.items():
            signal.signal(each, handler)


def _as_text(told: Told) -> None:
    """A line for people; a feed without anything new is not told."""
    facts = {name: value for name, value in told.facts.items() if name != "status" and value not in (None, 0)}
    if told.trouble or facts:
        output.say(f"{told.name}: {told.what}" + "".join(f", {name} {value}" for name, value in facts.items()))


def _as_json(told: Told) -> None:
    at = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    line = {"at": at, "what": told.what, "name": told.name, "trouble": told.trouble, **told.facts}
    typer.echo(output.as_json(line, pretty=False), err=True)


_LOGS: dict[Log, Callable[[Told], None]] = {Log.TEXT: _as_text, Log.JSON: _as_json}
