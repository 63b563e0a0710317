"""``dateline export``: events of a store, or readings of a file, in a format of the field."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, BinaryIO

import typer

from dateline.cli import output
from dateline.cli.stores import (
    DEFAULT_STORE,
    OPTIONS,
    Actor,
    AsOf,
    BoxText,
    Country,
    Disputed,
    Killed,
    Limit,
    NearText,
    OutletName,
    Publishers,
    RuleTexts,
    Since,
    StoreAddress,
    Types,
    Unreviewed,
    Until,
    Words,
    filters,
    given,
    of_incidents,
    rules,
    tell_pending,
)
from dateline.errors import DataError

if TYPE_CHECKING:
    from dateline.export.export import Exported

HELP = """Write incidents or events in a format that the field uses.

Incidents come from a store, chosen as by dateline find --incidents, each with the values that the rules choose and with
all who tell it; with --of events, the events of single reports. With --readings, events come from what dateline read
--format json printed.
What the record does not have stays empty, and what a format cannot hold is declined; both are counted on standard
error. A table has its evidence and a datapackage.json beside it. What each format holds and loses: docs/formats.

Examples:

\b
  dateline export --format acled --type shelling --from 2024-09-01 -o acled.csv
  dateline export 'rocket* Mosul' --format geojson > events.geojson
  dateline export --format csv --publishers 2 --rule casualties=highest > corroborated.csv
  dateline export --format parquet --of events --near 36.34,43.12,50 -o events.parquet
  dateline export --format csv --withhold victims --hxl -o public/
  dateline export --format ucdp-ged --readings readings.jsonl -o ged.csv
"""

_MOST_TOLD = 8
"""Columns that were left empty, by name."""
_OF_READINGS = ("--type", "--from", "--to", "--limit")
"""Options that choose among readings without a store."""


class Into(StrEnum):
    """The formats of the registry; a test holds the two to each other."""

    ACLED = "acled"
    UCDP_GED = "ucdp-ged"
    PLOVER = "plover"
    GDELT = "gdelt"
    GEOJSON = "geojson"
    CSV = "csv"
    XLSX = "xlsx"
    PARQUET = "parquet"
    JSONL = "jsonl"
    ICS = "ics"
    STIX = "stix"
    KML = "kml"


class Of(StrEnum):
    """What is written."""

    INCIDENTS = "incidents"
    EVENTS = "events"


class Withhold(StrEnum):
    """Whose names are not written."""

    VICTIMS = "victims"


def export(
    format_: Annotated[Into, typer.Option("--format", "-f", show_default=False, help="The format to write.")],
    text: Words = None,
    path: Annotated[
        str | None,
        typer.Option("--output", "-o", show_default=False, help="The file, or a folder for it; else standard output."),
    ] = None,
    store: StoreAddress = DEFAULT_STORE,
    readings: Annotated[
        str | None,
        typer.Option(show_default=False, help="Instead of a store: a file of readings as JSON Lines, or - for "
                                              "standard input. Takes --type, --from, --to and --limit."),
    ] = None,
    since: Since = None,
    until: Until = None,
    types: Types = None,
    actor: Actor = None,
    outlet: OutletName = None,
    box: BoxText = None,
    near: NearText = None,
    killed: Killed = None,
    country: Country = None,
    publishers: Publishers = None,
    disputed: Disputed = None,
    as_of: AsOf = None,
    unreviewed: Unreviewed = False,
    limit: Limit = None,
    of: Annotated[
        Of | None, typer.Option(show_default=False, help="What is written of a store; left out: incidents.")
    ] = None,
    rule: RuleTexts = None,
    withhold: Annotated[
        Withhold | None,
        typer.Option(show_default=False, help="Leave out the names of private victims: role and age stand for them."),
    ] = None,
    hxl: Annotated[bool, typer.Option("--hxl", help="csv only: a row of HXL tags below the heading.")] = False,
) -> None:  # fmt: skip
    """Choose the events and write them; see ``HELP``."""
    asked = filters(since, until, types, actor, outlet, box, near, killed, as_of, limit)
    own = of_incidents(country, publishers, disputed) | ({"rules": rules(rule)} if rule else {})
    if own and (readings is not None or of is Of.EVENTS):
        raise typer.BadParameter(f"{', '.join(OPTIONS[name] for name in own)} is for incidents of a store")
    if readings is not None and of is Of.INCIDENTS:
        raise typer.BadParameter("incidents need a store: see ingest", param_hint="--of")
    if unreviewed:
        if of is not Of.EVENTS:
            raise typer.BadParameter("--unreviewed is for --of events")
        own["unreviewed"] = True
    how: dict[str, Any] = {"stream": sys.stdout, "withhold_victims": withhold is not None, "hxl": hxl}
    if readings is not None:
        done = _of_readings(readings, text, asked, format_, path, how)
    else:
        from dateline.store.store import Store

        with Store.open(store, create=False) as opened:
            if of is not Of.EVENTS:
                tell_pending(opened)
            how["of"] = (of or Of.INCIDENTS).value
            done = opened.export(format_.value, path, " ".join(text) if text else None, **how, **asked, **own)
    for line in _account(format_, done):
        output.say(line)


def _of_readings(
    name: str, text: list[str] | None, asked: dict[str, Any], format_: Into, path: str | None, how: dict[str, Any]
) -> Exported:
    from dateline.export.export import export
    from dateline.export.readings import happenings, parsed, within

    if missing := [each for each in given(text, asked) if each not in _OF_READINGS]:
        raise typer.BadParameter(f"{', '.join(missing)} needs a store: see ingest")
    fits = within(asked["since"], asked["until"], asked["types"])
    with _opened(name) as lines:
        found = (each for each in happenings(parsed(lines, name)) if fits(each))
        return export(islice(found, asked["limit"]), format_.value, path, **how)


@contextmanager
def _opened(name: str) -> Iterator[BinaryIO]:
    if name == "-":
        yield sys.stdin.buffer
        return
    try:
        stream = Path(name).open("rb")  # noqa: SIM115  # closed below; only opening it is tried
    except OSError as error:
        raise DataError(f"cannot be read: {error.strerror or error}", name=name) from error
    with stream:
        yield stream


def _account(format_: Into, done: Exported) -> Iterator[str]:
    """What was written, declined, left empty, cut and withheld."""
    where = f" to {', '.join(str(path) for path in done.files)}" if done.files else ""
    yield f"{format_.value}: {done.rows} written{where}"
    if done.declined:
        yield f"{sum(done.declined.values())} declined: {_most(done.declined)}"
    if done.empty:
        yield f"left empty: {_most(done.empty, _MOST_TOLD)}"
    if done.cut:
        yield f"cut or left out: {_most(done.cut)}"
    if done.withheld:
        yield f"names withheld in {done.withheld}"


def _most(counted: Any, most: int | None = None) -> str:
    ordered = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
    rest = f", and {len(ordered) - most} more columns" if most is not None and len(ordered) > most else ""
    return ", ".join(f"{name} ({many})" for name, many in ordered[:most]) + rest
