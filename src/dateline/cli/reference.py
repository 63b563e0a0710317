"""The pages of ``docs/reference`` and ``docs/formats``, made from the commands, schema, glossary and export formats.

Run ``python -m dateline.cli.reference`` to write them again; a test holds the written pages to what this makes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import partial
from inspect import Parameter as Declared
from inspect import signature
from pathlib import Path
from types import MappingProxyType, NoneType
from typing import Any, get_args, get_type_hints

from typer import Typer
from typer.models import ArgumentInfo, CommandInfo

from dateline.cli.app import app, options
from dateline.cli.output import as_json
from dateline.cli.schema import record_schema
from dateline.export.base import Column
from dateline.export.registry import MODULES, export_format

FOLDER = Path(__file__).parents[3] / "docs"
_MADE = "<!-- Made by `python -m dateline.cli.reference`: change the code, not this page. -->"


@dataclass(frozen=True, slots=True)
class Parameter:
    """An argument or option: how it is written, what it takes, and what it does."""

    names: tuple[str, ...]
    takes: str
    help: str
    required: bool
    default: Any


def commands() -> Mapping[str, CommandInfo]:
    """Every subcommand by its name, those of a group behind the group's."""
    return dict(_named(app, ""))


def _named(of: Typer, before: str) -> Iterator[tuple[str, CommandInfo]]:
    for info in of.registered_commands:
        if info.callback:
            yield before + (info.name or info.callback.__name__), info
    for group in of.registered_groups:
        if group.typer_instance:
            yield from _named(group.typer_instance, f"{before}{group.name} ")


def parameters(command: Callable[..., Any]) -> tuple[Parameter, ...]:
    """The arguments and options of a command's function, as it declares them to Typer."""
    hints = get_type_hints(command, include_extras=True)
    found = []
    for name, declared in signature(command).parameters.items():
        kind, info = get_args(hints[name])
        default = None if declared.default is Declared.empty else declared.default
        # Typer keeps the first name of an annotated option where a default would stand.
        first = (info.default,) if isinstance(info.default, str) else ()
        names = (*first, *(getattr(info, "param_decls", None) or ()))
        if isinstance(info, ArgumentInfo):
            names = (info.metavar or name.upper(),)
        found.append(
            Parameter(
                names=names or ("--" + name.strip("_").replace("_", "-"),),
                takes="" if isinstance(info, ArgumentInfo) else _taken(kind, name),
                help=info.help or "",
                required=declared.default is Declared.empty,
                default=default if info.show_default is True else None,
            )
        )
    return tuple(found)


def _taken(kind: Any, name: str) -> str:
    """What an option takes: nothing, one of its choices, or a value named like it."""
    plain = next((part for part in get_args(kind) if part is not NoneType), kind)
    if plain is bool:
        return ""
    if issubclass(plain, Enum):
        return "|".join(choice.value for choice in plain)
    return name.strip("_").upper().replace("_", "-")


def cli() -> str:
    """Every command with its arguments and options."""
    about = app.info
    parts = [_MADE, "# Command line", str(about.help), str(about.epilog), _table(options)]
    for name, info in commands().items():
        parts += [f"## dateline {name}", "\n\n".join(_help(info.help or ""))]
        if info.callback:
            parts.append(_table(info.callback))
    return "\n\n".join(part for part in parts if part) + "\n"


def _help(text: str) -> Iterator[str]:
    """The paragraphs of a command's help; examples, marked with a backspace as Click wants it, become code."""
    for paragraph in text.strip().split("\n\n"):
        if paragraph.startswith("\b"):
            lines = [line.strip() for line in paragraph.split("\n")[1:]]
            yield "```sh\n" + "\n".join(lines) + "\n```"
        else:
            yield paragraph


def _table(command: Callable[..., Any]) -> str:
    rows = [_row(parameter) for parameter in parameters(command)]
    return "\n".join(["| argument or option | meaning |", "|---|---|", *rows]) if rows else ""


def _row(parameter: Parameter) -> str:
    notes = [parameter.help.rstrip(".") + "."]
    if parameter.required:
        notes.append("Required.")
    if parameter.default is not None and not isinstance(parameter.default, bool):
        notes.append(f"Default: `{getattr(parameter.default, 'value', parameter.default)}`.")
    takes = " " + parameter.takes.replace("|", r"\|") if parameter.takes else ""
    return f"| `{'`, `'.join(parameter.names)}{takes}` | {' '.join(notes)} |"


def schema() -> str:
    """The record's JSON Schema."""
    return as_json(record_schema(), pretty=True) + "\n"


def glossary() -> str:
    """Every label of the record, by group."""
    from dateline.ontology.glossary import explain, terms

    groups: dict[str, list[tuple[str, str]]] = {}
    for term in terms():
        entry = explain(term)
        for sense in entry.senses if entry else ():
            groups.setdefault(sense.group, []).append((term, sense.definition))
    parts = [_MADE, "# Glossary"]
    for group in sorted(groups):
        rows = [f"| `{term}` | {definition} |" for term, definition in groups[group]]
        parts += [f"## {group.capitalize()}", "\n".join(["| label | meaning |", "|---|---|", *rows])]
    return "\n\n".join(parts) + "\n"


def table() -> str:
    """The columns of the CSV."""
    from dateline.render.table import COLUMNS

    rows = [f"| `{name}` | {meaning} |" for name, meaning in COLUMNS.items()]
    told = (
        "One row an event, the same columns always, new ones only at the end. A cell is empty where the record is "
        "null. Several values are joined by `; `. A text that a spreadsheet would take for a formula has an "
        "apostrophe before it."
    )
    return "\n\n".join([_MADE, "# Table of events", told, "\n".join(["| column | holds |", "|---|---|", *rows])]) + "\n"


def formats() -> str:
    """The export formats, with a link to the page of each."""
    found = [export_format(name) for name in MODULES]
    rows = [f"| [`{one.name}`]({one.name}.md) | `{one.suffix}` | {one.about} |" for one in found]
    told = (
        "What `dateline export` writes. Every row has dateline's id of the event and leads back to the words of every "
        "value: in the row, or in the table of evidence beside it (`NAME.evidence.csv`). A value that the record does "
        "not have stays empty, and an event that a format cannot hold is declined with a reason; both are counted on "
        "standard error and in `datapackage.json`. `--withhold victims` leaves out the names of private victims."
    )
    table = "\n".join(["| format | suffix | what it is |", "|---|---|---|", *rows])
    return "\n\n".join([_MADE, "# Export formats", told, table]) + "\n"


def _format(name: str) -> str:
    """What one format holds, from where, and what it loses."""
    one = export_format(name)
    parts = [_MADE, f"# {one.name}", one.about]
    if one.libraries:
        parts.append(f"Needs {', '.join(one.libraries)}: `pip install 'dateline[export]'`.")
    for number, table in enumerate(one.tables or (None,)):
        parts.append(f"## Columns{f' of `{table.part}`' if table and number else ''}")
        parts.append(_columns(table.columns if table else one.columns))
    if one.tables:
        parts.append("Beside it: the [table of evidence](evidence.md) and `datapackage.json`.")
    parts += ["## What is lost", "\n".join(f"- {each}" for each in one.lost)]
    return "\n\n".join(parts) + "\n"


def evidence() -> str:
    """The table of evidence."""
    from dateline.export.evidence import TABLE

    told = "The words of every value of every row, one row a span; `NAME.evidence.csv` beside a table."
    return "\n\n".join([_MADE, "# Evidence", told, _columns(TABLE.columns)]) + "\n"


def _columns(columns: Iterable[Column]) -> str:
    """The columns with their types; what a format has and the record never fills says why."""
    rows = [
        f"| `{one.name}` | {'empty' if one.never else one.type} | {'always empty: ' if one.never else ''}{one.about} |"
        for one in columns
    ]
    return "\n".join(["| column | type | taken from |", "|---|---|---|", *rows])


PAGES: Mapping[str, Callable[[], str]] = MappingProxyType(
    {
        "reference/cli.md": cli,
        "reference/schema.json": schema,
        "reference/glossary.md": glossary,
        "reference/table.md": table,
        "formats/README.md": formats,
        "formats/evidence.md": evidence,
        **{f"formats/{name}.md": partial(_format, name) for name in MODULES},
    }
)
"""Every page by its path within ``docs``."""


def write(folder: Path = FOLDER) -> None:
    """Write every page."""
    for name, make in PAGES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(make(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write()
