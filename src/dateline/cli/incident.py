"""``dateline incident``: the story of one incident of a store."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from dateline.cli import output
from dateline.cli.output import Print
from dateline.cli.stores import DEFAULT_STORE, AsOf, RuleTexts, StoreAddress, rules

HELP = """Tell the story of an incident in a store.

What reports agree on and what they dispute, with who tells each value; how the toll rose; who tells it and who copies
whom; every version with when and why it came. ID is the number that dateline find --incidents prints. One that was
merged into another leads there.

A rule chooses among rival values: latest, most-corroborated, most-authoritative, for casualties also highest and
lowest. Fields are type, time, place, participants and casualties.

Examples:

\b
  dateline incident 12
  dateline incident 12 --rule casualties=highest --rule place=most-authoritative
  dateline incident 12 --as-of 2024-10-01 --format json

Exit codes: 0 it was told, 2 wrong usage, or there is no such incident.
"""

_PLAIN_WIDTH = 100
"""Columns of text that goes to no terminal."""


def incident(
    number: Annotated[int, typer.Argument(metavar="ID", min=1, show_default=False, help="The incident's number.")],
    store: StoreAddress = DEFAULT_STORE,
    rule: RuleTexts = None,
    as_of: AsOf = None,
    format_: Annotated[
        Print, typer.Option("--format", "-f", help="text: the story; json: the incident with every value told.")
    ] = Print.TEXT,
) -> None:
    """Print the incident; see ``HELP``."""
    from dateline.store.store import Store

    with Store.open(store, create=False) as opened:
        found = opened.incident(number, as_of=as_of, **rules(rule))
        history = list(opened.incident_versions(int(found.id), as_of=as_of))
    if format_ is Print.JSON:
        output.put_json(found.to_dict())
        return
    from rich.console import Console

    from dateline.render.story import story

    if found.id != str(number):
        output.say(f"incident {number} was merged into {found.id}")
    console = Console(file=sys.stdout, width=None if sys.stdout.isatty() else _PLAIN_WIDTH, highlight=False)
    console.print(story(found, history))
