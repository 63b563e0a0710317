"""``dateline explain``: what a word of the record, a code or a scheme means."""

from __future__ import annotations

from typing import Annotated

import typer

from dateline.cli import output
from dateline.cli.output import Print

HELP = """Explain a term of the record.

A term is an event type, a field or value of the record, or a code of a foreign scheme. Without a term, list every term.

Examples:

\b
  dateline explain salience
  dateline explain accused-by-authorities
"""


def explain(
    term: Annotated[str | None, typer.Argument(metavar="[TERM]", show_default=False, help="The term.")] = None,
    format_: Annotated[Print, typer.Option("--format", "-f", help="How to print it.")] = Print.TEXT,
) -> None:
    """Print the meaning, or the list of terms."""
    from dateline.ontology import glossary

    if term is None:
        found = list(glossary.terms())
        if format_ is Print.JSON:
            output.put_json(found)
        else:
            for name in found:
                output.put(name)
        return
    meaning = glossary.explain(term)
    if format_ is Print.JSON:
        output.put_json({"term": term, "meaning": meaning})
    else:
        output.put(meaning)
