"""The ``dateline`` command: its subcommands, one a file, and how errors become messages and exit codes."""

from __future__ import annotations

import sys
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from dateline.cli import (
    doctor,
    evaluate,
    explain,
    export,
    find,
    incident,
    ingest,
    link,
    output,
    read,
    review,
    schema,
    serve,
    types,
    user,
    watch,
)
from dateline.errors import DataError, DatelineError


class _Commands(TyperGroup):
    """The commands; what is wrong with an option is told without the words of the library that checks it."""

    def invoke(self, ctx: Any) -> Any:
        """Read the options of a command and run it."""
        try:
            return super().invoke(ctx)
        except typer.BadParameter as error:
            error.message = error.message.removeprefix("Value error, ")
            raise


app = typer.Typer(
    name="dateline",
    cls=_Commands,
    help="Read news reports into records of events: who did what to whom, where, when, how many were hurt, "
    "and who says so. Every value cites its words.",
    epilog="Exit codes: 0 all went well, 1 some input could not be read, 2 wrong usage, 130 stopped by Ctrl-C.",
    no_args_is_help=True,
    rich_markup_mode=None,  # plain help starts in half the time
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        from dateline import __version__

        output.put(f"dateline {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and end.")
    ] = False,
) -> None:
    """Options that stand before any command."""


for command, help_text in (
    (read.read, read.HELP),
    (ingest.ingest, ingest.HELP),
    (watch.watch, watch.HELP),
    (link.link, link.HELP),
    (find.find, find.HELP),
    (incident.incident, incident.HELP),
    (export.export, export.HELP),
    (serve.serve, serve.HELP),
    (schema.schema, schema.HELP),
    (explain.explain, explain.HELP),
    (types.types, types.HELP),
    (doctor.doctor, doctor.HELP),
    (evaluate.evaluate, evaluate.HELP),
):
    app.command(help=help_text, short_help=help_text.partition("\n")[0])(command)

app.add_typer(review.app, name="review")
app.add_typer(user.app, name="user")


def run() -> None:
    """Run the command of this process; an error of dateline is one line on standard error."""
    output.prepare_streams()
    try:
        app()
    except BrokenPipeError:
        output.hush()
        sys.exit(output.Exit.SOME_FAILED)
    except OSError as error:
        if not output.is_full(error):
            raise
        output.hush()
        output.say(f"the output cannot be written: {error.strerror or error}")
        sys.exit(output.Exit.SOME_FAILED)
    except KeyboardInterrupt:
        sys.exit(output.Exit.STOPPED)
    except DatelineError as error:
        output.say(str(error))
        sys.exit(output.Exit.USAGE if isinstance(error, DataError) else output.Exit.SOME_FAILED)
