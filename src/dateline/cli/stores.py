"""What commands of the store share: its address, and the filters by which events are chosen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from dateline.cli import output
from dateline.cli.inputs import iso

if TYPE_CHECKING:
    from dateline.store.store import Store

DEFAULT_STORE: Final = "dateline.db"

StoreAddress = Annotated[
    str,
    typer.Option(
        "--store",
        envvar="DATELINE_STORE",
        help="An SQLite file, or a database by its URL: sqlite:///file.db, postgresql+psycopg://user@host/name. The "
        "environment variable DATELINE_STORE stands for it.",
    ),
]

Words = Annotated[list[str] | None, typer.Argument(metavar="WORDS", show_default=False, help="Words of the report.")]
Since = Annotated[str | None, typer.Option("--from", show_default=False, help="Events on or after this day (ISO).")]
Until = Annotated[str | None, typer.Option("--to", show_default=False, help="Events on or before this day (ISO).")]
Types = Annotated[
    list[str] | None, typer.Option("--type", show_default=False, help="Events of this type; may be repeated.")
]
Actor = Annotated[
    str | None, typer.Option(show_default=False, help="Words of an actor's mention or name, or its id in the list.")
]
OutletName = Annotated[str | None, typer.Option(show_default=False, help="Who published the report.")]
BoxText = Annotated[
    str | None, typer.Option(show_default=False, help="WEST,SOUTH,EAST,NORTH in degrees, around the place.")
]
NearText = Annotated[
    str | None, typer.Option(show_default=False, help="LATITUDE,LONGITUDE,KILOMETRES, around the place.")
]
Killed = Annotated[
    int | None, typer.Option(min=0, show_default=False, help="Events in which at least so many were killed.")
]
AsOf = Annotated[
    str | None,
    typer.Option(show_default=False, help="The state at this date's end, or at this date-time (ISO, UTC)."),
]
Unreviewed = Annotated[
    bool, typer.Option("--unreviewed", help="Events as the machine tells them, whatever people decided.")
]
Country = Annotated[
    str | None, typer.Option(show_default=False, help="Incidents in this country (two letters of ISO 3166).")
]
Publishers = Annotated[
    int | None,
    typer.Option(min=1, show_default=False, help="Incidents that so many independent publishers tell, at least."),
]
Disputed = Annotated[
    str | None,
    typer.Option(
        metavar="FIELD", show_default=False, autocompletion=lambda incomplete: _beginning(DISPUTED, incomplete),
        help="Incidents of which reports contradict each other in this field, such as killed, or in any.",
    ),
]  # fmt: skip
RuleTexts = Annotated[
    list[str] | None,
    typer.Option(
        "--rule", metavar="FIELD=RULE", show_default=False, autocompletion=lambda incomplete: _complete(incomplete),
        help="How a value of a field is chosen, such as casualties=highest; may be repeated.",
    ),
]  # fmt: skip
Limit = Annotated[int | None, typer.Option(min=1, show_default=False, help="Stop after this many events.")]


DISPUTED: Final = (
    "any", "type", "time", "place", "participants", "killed", "injured", "missing", "abducted", "arrested",
)  # fmt: skip
OPTIONS: Final = {name: f"--{name}" for name in ("country", "publishers", "disputed", "order")} | {"rules": "--rule"}
"""Options that are for incidents alone, by the name under which the store takes them."""


def _beginning(words: Iterable[str], incomplete: str) -> list[str]:
    return [each for each in words if each.startswith(incomplete)]


def of_incidents(country: str | None, publishers: int | None, disputed: str | None) -> dict[str, Any]:
    """The filters of one command line that are for incidents alone, those that were given."""
    if disputed is not None and disputed not in DISPUTED:
        raise typer.BadParameter(f"{disputed!r} is none of {', '.join(DISPUTED)}", param_hint="--disputed")
    told = {"country": country, "publishers": publishers, "disputed": disputed}
    return {name: value for name, value in told.items() if value is not None}


def tell_pending(store: Store) -> None:
    """Say so where events of the store are in no incident yet."""
    if pending := store.pending():
        output.say(f"{pending} versions of events are not linked yet: 'dateline link' links them")


_FIELDS: Final = ("type", "time", "place", "participants", "casualties")
_RULES: Final = ("latest", "most-corroborated", "most-authoritative")
_OF_TOLLS: Final = ("highest", "lowest")


def _complete(incomplete: str) -> list[str]:
    """The rules that begin so; a test holds them to ``link.reconcile.Rules``."""
    every = [f"{field}={rule}" for field in _FIELDS for rule in _RULES]
    return _beginning((*every, *(f"casualties={rule}" for rule in _OF_TOLLS)), incomplete)


def rules(texts: list[str] | None) -> dict[str, str]:
    """The rules of one command line by field. What is none is wrong usage."""
    found = {}
    for each in texts or ():
        field, equals, rule = each.partition("=")
        if not equals or f"{field}={rule}" not in _complete(f"{field}="):
            told = f"{each!r} is no rule: write FIELD=RULE, fields {', '.join(_FIELDS)}, rules {', '.join(_RULES)}"
            raise typer.BadParameter(f"{told}, for casualties also {' and '.join(_OF_TOLLS)}", param_hint="--rule")
        found[field] = rule
    return found


def filters(
    since: str | None,
    until: str | None,
    types: list[str] | None,
    actor: str | None,
    outlet: str | None,
    box: str | None,
    near: str | None,
    killed: int | None,
    as_of: str | None,
    limit: int | None,
) -> dict[str, Any]:
    """The filters of one command line, as ``Store.events`` takes them. What cannot be read is wrong usage."""
    first, last = iso(since, "--from"), iso(until, "--to")
    if first and last and first[:10] > last[:10]:
        raise typer.BadParameter(f"{since} is after --to {until}: no day lies between", param_hint="--from")
    return {
        "since": first, "until": last, "types": types or (), "actor": actor, "outlet": outlet, "box": _box(box),
        "near": _numbers(near, (_LAT, _LON, _KILOMETRES), "--near"), "killed": killed, "as_of": as_of, "limit": limit,
    }  # fmt: skip


_NAMED: Final = {"since": "--from", "until": "--to", "types": "--type", "as_of": "--as-of"}


def given(text: list[str] | None, asked: Mapping[str, Any]) -> list[str]:
    """Which words and options of one command line made ``filters``, as they are typed."""
    options = (_NAMED.get(name, f"--{name}") for name, value in asked.items() if value not in (None, ()))
    return [*(("WORDS",) if text else ()), *options]


_LAT: Final = (-90, 90)
_LON: Final = (-180, 180)
_KILOMETRES: Final = (0, 20_100)  # half around the earth: beyond it, everything is near


def _box(value: str | None) -> tuple[float, ...] | None:
    """A box; its west may lie east of its east, where it reaches over the 180th meridian."""
    found = _numbers(value, (_LON, _LAT, _LON, _LAT), "--box")
    if found and found[1] > found[3]:
        raise typer.BadParameter(f"the south of {value!r} lies above its north", param_hint="--box")
    return found


def _numbers(value: str | None, bounds: tuple[tuple[int, int], ...], option: str) -> tuple[float, ...] | None:
    """A number for each pair of bounds. One out of them finds nothing, so it is told: often two are interchanged."""
    if value is None:
        return None
    try:
        found = tuple(float(each) for each in value.split(","))
    except ValueError:
        found = ()
    if len(found) != len(bounds):
        raise typer.BadParameter(f"{value!r} is not {len(bounds)} numbers with commas between them", param_hint=option)
    if not all(low <= each <= high for each, (low, high) in zip(found, bounds, strict=True)):
        within = ", ".join(f"{low} to {high}" for low, high in bounds)
        raise typer.BadParameter(f"{value!r} is not within {within}", param_hint=option)
    return found
