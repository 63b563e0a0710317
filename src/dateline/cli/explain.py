"""``dateline explain``: what a label of the record means."""

from __future__ import annotations

from typing import Annotated

import typer

from dateline.cli import output
from dateline.cli.output import Print
from dateline.errors import DataError

HELP = """Explain a label of the record.

A label is an event type, a role, or a value of a field. Without one, every label is listed.

Examples:

\b
  dateline explain salience
  dateline explain accused-by-authorities
"""


def explain(
    term: Annotated[str | None, typer.Argument(metavar="TERM", show_default=False, help="The label.")] = None,
    format_: Annotated[Print, typer.Option("--format", "-f", help="How to print it.")] = Print.TEXT,
) -> None:
    """Print the meaning, or the list of labels.

    Raises:
        DataError: the record has no such label; the message names those that are near.
    """
    from dateline.ontology import glossary

    if term is None:
        _list(glossary.terms(), format_)
        return
    entry = glossary.explain(term)
    if entry is None:
        near = ", ".join(glossary.suggest(term))
        hint = f"did you mean {near}?" if near else "'dateline explain' lists every label"
        raise DataError(f"the record has no label {term!r}; {hint}")
    if format_ is Print.JSON:
        output.put_json(entry.model_dump(mode="json"))
        return
    output.put(entry.term)
    for sense in entry.senses:
        output.put(f"  {sense.group}: {sense.definition}")


def _list(terms: tuple[str, ...], format_: Print) -> None:
    if format_ is Print.JSON:
        output.put_json(terms)
    else:
        for term in terms:
            output.put(term)
