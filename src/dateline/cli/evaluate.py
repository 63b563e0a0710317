"""``dateline evaluate``: the whole pipeline on a benchmark's texts, scored."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli import output
from dateline.cli.inputs import Model, chosen_model
from dateline.cli.output import Print

if TYPE_CHECKING:
    from dateline.evaluate.run import Result

HELP = """Score the whole pipeline on a benchmark.

The benchmark's texts are read as a user's reports. NAME is corpus, muc4, polnear, geoparsing, timeml,
gvc, ecbplus, case2021 or gvdb. Figures come with 95% bootstrap intervals over documents (for gvc: over incidents, for
ecbplus: over subtopics). --errors writes a page to read the errors on, one by one (of the first five).

Examples:

\b
  dateline evaluate corpus --data corpus/dev.jsonl
  dateline evaluate corpus --data corpus/dev.jsonl --errors errors.html
  dateline evaluate geoparsing --data geoparsing/ --only splits.json --predictions out.jsonl
"""


def evaluate(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The benchmark.", show_default=False)],
    data: Annotated[
        Path, typer.Option("--data", exists=True, show_default=False, help="The benchmark's own file or folder.")
    ],
    only: Annotated[
        Path | None,
        typer.Option(
            exists=True, dir_okay=False, show_default=False, help="JSON file of splits: only its dev documents."
        ),
    ] = None,
    predictions: Annotated[
        Path | None,
        typer.Option(dir_okay=False, show_default=False, help="Write one prediction row a document to this file."),
    ] = None,
    errors: Annotated[
        Path | None,
        typer.Option(
            dir_okay=False,
            show_default=False,
            help="Write gold and predictions side by side to this HTML file.",
        ),
    ] = None,
    format_: Annotated[Print, typer.Option("--format", "-f", help="How to print the figures.")] = Print.TEXT,
    model: Model = "base",
    limit: Annotated[
        int | None, typer.Option(min=1, show_default=False, help="Stop after this many documents.")
    ] = None,
) -> None:
    """Evaluate and print the figures."""
    from dateline.evaluate import run, whole
    from dateline.evaluate.registry import benchmark, explained
    from dateline.pipeline import Options, Pipeline
    from dateline.render.differences import page

    (explained if errors else benchmark)(name)  # a wrong name is told before the model is opened
    pipeline = Pipeline.open(Options(model=chosen_model(model)))
    with _progress() as progress:
        result = run.evaluate(
            name,
            data,
            read=whole.reader(pipeline),
            only=only,
            limit=limit,
            progress=progress,
            settings=whole.settings(pipeline),
        )
    if predictions:
        with output.destination(predictions) as stream:
            stream.writelines(output.as_json(row, pretty=False) + "\n" for row in result.rows)
    if errors:
        with output.destination(errors) as stream:
            stream.write(page(name, run.compare(name, result)))
    if format_ is Print.JSON:
        failures = [{"docid": failure.docid, "error": str(failure.error)} for failure in result.failures]
        output.put_json({"benchmark": name} | result.scores.to_dict() | {"failures": failures})
    else:
        _table(result)
    for failure in result.failures:
        output.say(f"{failure.docid}: {failure.error}")
    if result.failures:
        raise typer.Exit(output.Exit.SOME_FAILED)


@contextmanager
def _progress() -> Iterator[Callable[[int, int], None] | None]:
    """A bar on standard error, if that is a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _table(result: Result) -> None:
    """The figures in columns."""
    from dateline.evaluate.table import HEADER, rows

    lines = [HEADER, *rows(result.scores)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEADER))]
    for line in lines:
        cells = [
            cell.ljust(width) if column == 0 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        ]
        output.put("  ".join(cells))
    output.put(f"\n{result.scores.documents} documents, {len(result.failures)} not read")
