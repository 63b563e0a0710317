"""``dateline types``: the ontology, all types or one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli import output
from dateline.cli.output import Print

if TYPE_CHECKING:
    from dateline.ontology.registry import EventType

HELP = """List the event types, or tell all of one.

Of one type: its definition, coding notes, roles, foreign codes and example sentences.

Examples:

\b
  dateline types
  dateline types air-strike
"""


def types(
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", show_default=False, help="One type, as air-strike.")
    ] = None,
    format_: Annotated[Print, typer.Option("--format", "-f", help="How to print them.")] = Print.TEXT,
) -> None:
    """Print the types."""
    from dateline.ontology import registry

    found = registry.types() if name is None else (registry.event_type(name),)
    if format_ is Print.JSON:
        values = [kind.model_dump(mode="json") for kind in found]
        output.put_json(values if name is None else values[0])
    elif name is None:
        _list(found)
    else:
        _one(found[0])


def _list(found: tuple[EventType, ...]) -> None:
    from dateline.render.view import FAMILY_NAMES

    width = max(len(kind.name) for kind in found)
    family = None
    for kind in found:
        if kind.family != family:
            output.put(f"{'' if family is None else chr(10)}{FAMILY_NAMES[kind.family]}")
            family = kind.family
        output.put(f"  {kind.name:<{width}}  {kind.definition}")


def _one(kind: EventType) -> None:
    from dateline.render.phrases import SCHEME_NAMES
    from dateline.render.view import FAMILY_NAMES

    output.put(f"{kind.name} ({FAMILY_NAMES[kind.family].lower()})")
    output.put(f"  {kind.definition}")
    for note in kind.notes:
        output.put(f"  - {note}")
    output.put("\nroles")
    for role, meaning in kind.roles.items():
        output.put(f"  {role:<11} {meaning}")
    output.put("\ncodes")
    for scheme, name in SCHEME_NAMES.items():
        output.put(f"  {name:<11} {_code(kind, scheme)}")
    output.put("\nexamples")
    for example in kind.examples:
        output.put(f"  {example.text.replace(example.trigger, f'[{example.trigger}]', 1)}")


def _code(kind: EventType, scheme: str) -> str:
    value = getattr(kind.codes, scheme)
    if not value:
        return f"none: {kind.codes.why_not[scheme]}"
    if scheme == "ucdp":
        return "where people died of organised violence"
    return value if isinstance(value, str) else " / ".join(part for part in value if part)
