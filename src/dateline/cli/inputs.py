"""What commands that read reports share: their inputs and options, and the account of what could not be read."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from dateline.cli import output

if TYPE_CHECKING:
    from dateline.ingest.source import SourceOptions
    from dateline.pipeline import Failed, Options

INPUT_HELP: Final = """\
INPUT is a file, packed with gzip or not, a folder, a glob in quotes, an http or https address, or - for standard input.
It holds one report (.html, .txt, .md, .eml, .pdf, .docx) or many: a table (.jsonl, .csv, .tsv, .parquet) with a column
text and, where there are any, id, headline, published, url and outlet; an RSS or Atom feed; a web archive (.warc); a
mailbox (.mbox); a Nexis bundle (.docx, .pdf)."""

Inputs = Annotated[list[str], typer.Argument(metavar="INPUT", help="What to read.", show_default=False)]
Published = Annotated[
    str | None,
    typer.Option(
        show_default=False,
        help="Publication date (ISO): goes over what a page states, and fills what a row of a table leaves out.",
    ),
]
Outlet = Annotated[str | None, typer.Option(show_default=False, help="Who published the report; likewise.")]
Address = Annotated[str | None, typer.Option(show_default=False, help="Address that the report came from; likewise.")]
Clean = Annotated[
    bool, typer.Option("--clean", help="Clean the texts of tables like saved pages; else they stay as given.")
]
MinScore = Annotated[
    float | None,
    typer.Option(
        min=0,
        max=1,
        show_default=False,
        help="Leave out events and arguments less probable than this; left out: the model's own points.",
    ),
]
Actors = Annotated[
    Path | None,
    typer.Option(show_default=False, exists=True, dir_okay=False, help="CSV of your own actors, over ours."),
]
Places = Annotated[
    Path | None,
    typer.Option(show_default=False, exists=True, dir_okay=False, help="CSV of your own places, over ours."),
]


def _models() -> list[str]:
    from dateline.reader.runtime import MODELS

    return list(MODELS)


Model = Annotated[
    str,
    typer.Option(
        "--model",
        metavar="NAME|FOLDER",
        autocompletion=_models,
        help="What reads: base; small, which is faster and less exact; or the folder of a model that you exported.",
    ),
]
Jobs = Annotated[
    int,
    typer.Option(
        "--jobs", "-j", min=1, help="Processes that read; one alone has a report a thread under way, up to four."
    ),
]
Limit = Annotated[int | None, typer.Option(min=1, show_default=False, help="Stop after this many reports.")]
AllowPrivate = Annotated[bool, typer.Option("--allow-private", help="Fetch from private and loopback addresses too.")]
IgnoreRobots = Annotated[bool, typer.Option("--ignore-robots", help="Fetch what a site's robots.txt asks not to.")]


@dataclass
class Tally:
    """What has been read so far, and what has not."""

    read: int = 0
    failures: list[str] = field(default_factory=list)


def source_options(
    published: str | None, outlet: str | None, url: str | None, clean: bool, allow_private: bool, ignore_robots: bool
) -> SourceOptions:
    """The options of one command line. A date or an address that is none is wrong usage."""
    from dateline.ingest.page import Stated
    from dateline.ingest.source import SourceOptions

    return SourceOptions(
        stated=Stated(published=iso(published, "--published"), outlet=outlet, url=_address(url), clean=clean),
        allow_private=allow_private,
        ignore_robots=ignore_robots,
    )


def pipeline_options(actors: Path | None, places: Path | None, min_score: float | None, model: str) -> Options:
    """How the pipeline of one command line is opened. A model that is not there is wrong usage."""
    from dateline.pipeline import Options

    return Options(actors=actors, places=places, min_score=min_score, model=chosen_model(model))


def chosen_model(model: str) -> Path:
    """The folder of a model as the option was given it. One that is not there is wrong usage."""
    from dateline.errors import DataError
    from dateline.reader.runtime import model_folder

    try:
        return model_folder(model)
    except DataError as error:
        raise typer.BadParameter(str(error), param_hint="--model") from error


def iso(day: str | None, option: str) -> str | None:
    """A date as the option was given it, in ISO form. What is no date is wrong usage."""
    from dateline.ingest.dates import parse_date

    if day is None:
        return None
    found = parse_date(day)
    if found is None:
        raise typer.BadParameter(f"{day!r} is no date: write it as 2024-09-13", param_hint=option)
    return found


def _address(url: str | None) -> str | None:
    from dateline.ingest.page import is_address

    if url is not None and not is_address(url):
        raise typer.BadParameter(f"{url!r} is no http or https address", param_hint="--url")
    return url


def told(failed: Failed) -> str:
    """What failed, its name said once."""
    message = str(failed.error)
    return message if message.startswith(failed.name) else f"{failed.name}: {message}"


def end(tally: Tally) -> None:
    """Tell what failed, and end the process so if anything did."""
    if not tally.failures:
        return
    if tally.read or len(tally.failures) > 1:
        output.say(f"{len(tally.failures)} of {tally.read + len(tally.failures)} could not be read:")
    for failure in tally.failures:
        output.say(failure)
    raise typer.Exit(output.Exit.SOME_FAILED)
