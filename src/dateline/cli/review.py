"""``dateline review``: what people decided about a store's events, what waits for them, and how far they agree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli import output
from dateline.cli.output import Print
from dateline.cli.stores import DEFAULT_STORE, StoreAddress

if TYPE_CHECKING:
    from dateline.store.codings import Waiting
    from dateline.store.reviews import Logged, Reviews
    from dateline.store.store import Store

HELP = """See what people decided about the events of a store, take it back, and use it.

Decisions are made in the workbench or from Python (Store.reviews); none is ever deleted, and every new reading takes
them over. docs/review.md tells more.

Examples:

\b
  dateline review queue --by mira
  dateline review list --event 12
  dateline review undo 31 --by mira
  dateline review agreement
  dateline review export --format corpus -o reviewed.jsonl
"""

app = typer.Typer(
    help=HELP, short_help=HELP.partition("\n")[0], no_args_is_help=True, rich_markup_mode=None,
    context_settings={"help_option_names": ["--help", "-h"]},
)  # fmt: skip


class Into(StrEnum):
    """What reviewed reports are written as."""

    CORPUS = "corpus"


Coder = Annotated[
    str,
    typer.Option(
        "--by", envvar="DATELINE_CODER", show_default=False,
        help="Who you are. The environment variable DATELINE_CODER stands for it.",
    ),
]  # fmt: skip
Format = Annotated[Print, typer.Option("--format", "-f", help="text: for people; json: an object a line.")]
Day = Annotated[str | None, typer.Option(show_default=False, help="Of this day (ISO, UTC).")]


@app.command("list", help="""List decisions, the first first.

A decision that was taken back, or does not hold any more, says so: the words that it cites are not in a corrected
report, or a new reading does not have the event. Such a one waits for a person: take it back, or decide anew.

Examples:

\b
  dateline review list --event 12
  dateline review list --stale --format json
""")  # fmt: skip
def list_(
    store: StoreAddress = DEFAULT_STORE,
    event: Annotated[int | None, typer.Option(min=1, show_default=False, help="About the event of this id.")] = None,
    incident: Annotated[
        int | None, typer.Option(min=1, show_default=False, help="About the incident of this id.")
    ] = None,
    by: Annotated[str | None, typer.Option(show_default=False, help="By this coder.")] = None,
    day: Day = None,
    stale: Annotated[bool, typer.Option("--stale", help="Only those that do not hold any more.")] = False,
    format_: Format = Print.TEXT,
) -> None:
    """Print decisions."""
    with _opened(store) as opened:
        found = opened.reviews.history(event=event, incident=incident, by=by, day=day, stale=stale)
    _put(format_, (each.to_dict() for each in found), map(_line, found))


@app.command(help="""Take a decision back, or an undoing; what was decided since stays.

Example:

\b
  dateline review undo 31 --by mira
""")  # fmt: skip
def undo(
    number: Annotated[int, typer.Argument(metavar="NUMBER", show_default=False, help="The decision's number.")],
    by: Coder,
    store: StoreAddress = DEFAULT_STORE,
    format_: Format = Print.TEXT,
) -> None:
    """Take it back and say so."""
    with _opened(store) as opened:
        made = opened.reviews.undo(number, by=by)
        found = [each for each in opened.reviews.history(by=made.by) if each.decision.number == made.number]
    _put(format_, (each.to_dict() for each in found), map(_line, found))


@app.command(help="""List the events that a coder should look at next: the least certain and most important first.

docs/review.md has the formula. What was decided about is left out; --second lists what others have decided about, for a
second coder who does not see their decisions.

Examples:

\b
  dateline review queue --by mira
  dateline review queue --by jonas --second --limit 5 --format json
""")  # fmt: skip
def queue(
    by: Coder,
    store: StoreAddress = DEFAULT_STORE,
    second: Annotated[bool, typer.Option("--second", help="As the second coder.")] = False,
    limit: Annotated[int, typer.Option(min=1, help="So many at most.")] = 20,
    format_: Format = Print.TEXT,
) -> None:
    """Print the queue."""
    with _opened(store) as opened:
        reviews = opened.reviews
        found = reviews.queue(by, limit=limit, second=second)
        shown = list(_waiting(reviews, by if second else None, found)) if format_ is Print.TEXT else []
    _put(format_, (each.to_dict() for each in found), shown)


@app.command(help="""Tell how far coders agree who coded the same events apart from each other: Krippendorff's alpha.

--differences lists the fields in which they differ and nobody has decided between them.

Examples:

\b
  dateline review agreement
  dateline review agreement --differences
""")  # fmt: skip
def agreement(
    store: StoreAddress = DEFAULT_STORE,
    differences: Annotated[bool, typer.Option("--differences", help="Where they differ, instead.")] = False,
    format_: Format = Print.TEXT,
) -> None:
    """Print alpha of each field, or the differences."""
    from dateline.review.fields import shown

    with _opened(store) as opened:
        if differences:
            differ = opened.reviews.disagreements()
            told = (
                f"event {each.event}, {each.field}: "
                + ", ".join(f"{name}: {shown(value)}" for name, value in zip(each.coders, each.values, strict=True))
                for each in differ
            )
            _put(format_, (each.to_dict() for each in differ), told)
            return
        found = opened.reviews.agreement()
    rows = (
        f"{each.field}: alpha {'not known' if each.alpha is None else f'{each.alpha:.3f}'} ({each.level}), "
        f"{each.same} of {each.events} events the same"
        for each in found
        if each.events
    )
    _put(format_, (each.to_dict() for each in found), rows)


@app.command(help="""Tell what each coder did on a day.

Examples:

\b
  dateline review progress
  dateline review progress --day 2024-09-13 --format json
""")  # fmt: skip
def progress(store: StoreAddress = DEFAULT_STORE, day: Day = None, format_: Format = Print.TEXT) -> None:
    """Print the progress of a day, today's where none is named."""
    with _opened(store) as opened:
        found = opened.reviews.progress(day)
    told = (
        f"{each.coder}: {each.events} events ({each.accepted} accepted, {each.corrected} corrected, {each.rejected} "
        f"rejected), {each.decisions} decisions, {each.undone} undone"
        for each in found
    )
    _put(format_, (each.to_dict() for each in found), told)


@app.command(help="""Write reports that people have reviewed, to train on and to measure by.

corpus: readings as JSON Lines, as dateline evaluate corpus and the training code read them. A report is written once
every event of it was decided about; --partial also writes those of which some were, with these alone.

Examples:

\b
  dateline review export --format corpus -o reviewed.jsonl
  dateline review export --partial > reviewed.jsonl
""")  # fmt: skip
def export(
    store: StoreAddress = DEFAULT_STORE,
    format_: Annotated[Into, typer.Option("--format", "-f", help="The format to write.")] = Into.CORPUS,
    path: Annotated[
        Path | None, typer.Option("--output", "-o", show_default=False, help="The file; else standard output.")
    ] = None,
    partial: Annotated[bool, typer.Option("--partial", help="Also reports that are reviewed in part.")] = False,
) -> None:
    """Write the reviewed reports and say how many."""
    many = 0
    with _opened(store) as opened, output.destination(path) as stream:
        for row in opened.reviews.reports(partial=partial):
            stream.write(output.as_json(row, pretty=False) + "\n")
            many += 1
    output.say(f"{format_.value}: {many} written" + (f" to {path}" if path else ""))


def _opened(address: str) -> Store:
    from dateline.store.store import Store

    return Store.open(address, create=False)


def _put(format_: Print, values: Iterable[object], lines: Iterable[str]) -> None:
    from dateline.render.safe import inert

    if format_ is Print.JSON:
        for value in values:
            output.put_json(value, pretty=False)
        return
    for line in lines:
        output.put(inert(" ".join(line.split())))


def _line(each: Logged) -> str:
    made = each.decision
    about = [f"{name} {number}" for name, number in (("event", made.event), ("incident", made.incident)) if number]
    subject = ", ".join(about) or f"report {made.document}"
    notes = ["blind"] if made.blind else []
    notes += [f"taken back by {each.undone_by}"] if each.undone_by else []
    notes += [f"does not hold: {each.stale}"] if each.stale and not each.undone_by else []
    told = f" [{'; '.join(notes)}]" if notes else ""
    return f"{made.number}. {made.at[:16]}Z {made.by}, {subject}: {each.sentence}{told}"


def _waiting(reviews: Reviews, blind_for: str | None, found: Iterable[Waiting]) -> Iterator[str]:
    from dateline.render import phrases

    for each in found:
        seen = reviews.seen(each.event, blind_for=blind_for)
        event, report = seen.event, seen.reading.report
        title = [phrases.type_name(event.type), *phrases.flags(event), f"“{event.trigger.text}”"]
        title += [part for part in (report.outlet, report.headline) if part]
        yield f"{each.standing.priority:.2f} event {each.event}, version {each.version}: {' · '.join(title)}"
