"""``dateline find``: events of a store by words, time, place, type, actor and outlet, as of any time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from itertools import chain
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from dateline.cli import output
from dateline.cli.output import Rows
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
    Since,
    StoreAddress,
    Types,
    Unreviewed,
    Until,
    Words,
    filters,
    given,
    of_incidents,
    tell_pending,
)

if TYPE_CHECKING:
    from dateline.render.table import Cell
    from dateline.store.incident_queries import StoredIncident
    from dateline.store.queries import StoredEvent

HELP = """Find events or incidents in a store.

WORDS are looked for in the reports: all must be there, whatever their case and accents. "several words" in quotes of
their own are a phrase, a word* stands for all that begin so, and -word must not be there.
An event is found by its days where they are known, and by the points of its places. With --incidents, happenings are
found that many reports tell; dateline incident tells the story of one.

Examples:

\b
  dateline find 'rocket* Mosul'
  dateline find --type shelling --type air-strike --from 2024-09-01 --to 2024-09-30
  dateline find '"peace talks" -ceasefire' --outlet "Northern Wire" --format csv > talks.csv
  dateline find --near 36.34,43.12,50 --actor "Desert Front" --as-of 2024-10-01
  dateline find --event 12
  dateline find --incidents --from 2024-09-01 --publishers 2 --order killed
  dateline find --incidents 'rocket* Mosul' --disputed killed --format csv
"""


class Ordered(StrEnum):
    """The orders of incidents; a test holds them to those of the store."""

    DAY = "day"
    PUBLISHED = "published"
    CHANGED = "changed"
    KILLED = "killed"
    PUBLISHERS = "publishers"


def find(
    text: Words = None,
    store: StoreAddress = DEFAULT_STORE,
    since: Since = None,
    until: Until = None,
    types: Types = None,
    actor: Actor = None,
    outlet: OutletName = None,
    box: BoxText = None,
    near: NearText = None,
    killed: Killed = None,
    as_of: AsOf = None,
    unreviewed: Unreviewed = False,
    incidents: Annotated[bool, typer.Option("--incidents", help="Find incidents instead of events.")] = False,
    country: Country = None,
    publishers: Publishers = None,
    disputed: Disputed = None,
    order: Annotated[
        Ordered | None,
        typer.Option(show_default=False, help="Which incidents come first: the latest by day of the happening, by "
                                              "publication or by change; or those with most killed or publishers."),
    ] = None,
    event: Annotated[
        int | None, typer.Option(min=1, show_default=False, help="Every version of the event of this id, instead.")
    ] = None,
    limit: Limit = None,
    format_: Annotated[
        Rows,
        typer.Option("--format", "-f", help="text: a few lines each; json: one a line; csv: one row each."),
    ] = Rows.TEXT,
) -> None:  # fmt: skip
    """Find the events or incidents and print them; see ``HELP``."""
    from dateline.store.store import Store

    asked = filters(since, until, types, actor, outlet, box, near, killed, as_of, limit)
    own = of_incidents(country, publishers, disputed) | ({"order": order.value} if order else {})
    if own and not incidents:
        raise typer.BadParameter(f"{', '.join(OPTIONS[name] for name in own)} is for --incidents")
    if unreviewed and (incidents or event is not None):
        raise typer.BadParameter("--unreviewed is for finding events")
    if incidents and event is not None:
        raise typer.BadParameter("--event asks for the versions of an event, not for incidents")
    if event is not None and (others := given(text, asked)):
        raise typer.BadParameter(f"--event asks for every version of one event: leave out {', '.join(others)}")
    with Store.open(store, create=False) as opened:
        if incidents:
            tell_pending(opened)
            for line in _OF_INCIDENTS[format_](opened.incidents(" ".join(text) if text else None, **asked, **own)):
                output.put(line)
            return
        if event is not None:
            found = _known(opened.versions(event), event)
        else:
            found = opened.events(" ".join(text) if text else None, unreviewed=unreviewed, **asked)
        write = _versions if event is not None and format_ is Rows.TEXT else _WRITERS[format_]
        for line in write(found):
            output.put(line)


def _known(versions: Iterable[StoredEvent], event: int) -> Iterator[StoredEvent]:
    """The versions of an event, one at least; told before a heading is printed where there is no such event."""
    from dateline.errors import DataError

    found = iter(versions)
    if (first := next(found, None)) is None:
        raise DataError("there is no such event; 'dateline find' lists them", name=f"event {event}")
    return chain((first,), found)


def _text(found: Iterable[StoredEvent]) -> Iterator[str]:
    for each in found:
        yield from _shown(each)


def _versions(found: Iterable[StoredEvent]) -> Iterator[str]:
    from dateline.render.safe import inert

    for each in found:
        gone = "" if each.present else "; it is none by that" if each.by else "; the reading has it no more"
        yield f"version {each.version}, {each.at[:19]}Z: {each.why}, by {inert(each.by or each.recipe)}{gone}"
        yield from _shown(each)


def _shown(each: StoredEvent) -> Iterator[str]:
    """An event in a few lines: what, when and where; who and how many; by which words of whose report."""
    from dateline.render import phrases
    from dateline.schema.reading import Role

    event, report = each.event, each.report
    title = [phrases.type_name(event.type), *phrases.flags(event)]
    title += [phrases.time(event.time)] if event.time else []
    title += [phrases.place(event.place)] if event.place else []
    yield _line(" · ".join(title), f"{each.id:>6}  ")
    told = {role: "; ".join(one.text for one in event.arguments if one.role == role) for role in get_args(Role)}
    tolls = {name: getattr(event.casualties, name) for name in phrases.TOLLS}
    told |= {name: phrases.count(toll) for name, toll in tolls.items() if toll}
    if any(told.values()):
        yield _line(", ".join(f"{name}: {words}" for name, words in told.items() if words))
    day = phrases.day(report.published) if report.published else None
    source = ", ".join(filter(None, (report.outlet, day)))
    yield _line(" · ".join(filter(None, (f"“{event.trigger.text}”", source, report.headline, report.url))))
    if event.decided:
        yield _line(phrases.decided(event.decided))


def _line(text: str, start: str = " " * 8) -> str:
    from dateline.render.safe import inert

    return start + inert(" ".join(text.split()))


def _json(found: Iterable[StoredEvent]) -> Iterator[str]:
    return (output.as_json(each.to_dict(), pretty=False) for each in found)


def _csv(found: Iterable[StoredEvent]) -> Iterator[str]:
    from dateline.render import table

    def row(each: StoredEvent) -> dict[str, Cell]:
        placed: dict[str, Cell] = {"document": each.document, "document_version": each.document_version}
        return _of_version(each) | placed | table.row(each.report, each.event, each.attributions)

    own = ("id", "version", "present", "at", "why", "recipe", "by", "document", "document_version")
    return (line.removesuffix("\n") for line in table.lines((*own, *table.COLUMNS), map(row, found)))


def _of_version(each: StoredEvent) -> dict[str, Cell]:
    return {
        "id": each.id, "version": each.version, "present": each.present, "at": each.at, "why": each.why,
        "recipe": each.recipe, "by": each.by,
    }  # fmt: skip


_WRITERS: Mapping[Rows, Callable[[Iterable[StoredEvent]], Iterator[str]]] = MappingProxyType(
    {Rows.TEXT: _text, Rows.JSON: _json, Rows.CSV: _csv}
)


def _incidents_as_text(found: Iterable[StoredIncident]) -> Iterator[str]:
    """An incident in two lines: what, when and where; how many tell it, how many were harmed, what is disputed."""
    from dateline.render import phrases

    for each in found:
        days = dict.fromkeys(phrases.day(day) for day in (each.first_day, each.last_day) if day)
        where = ", ".join(filter(None, (each.place, each.country if each.precision != "country" else None)))
        title = [phrases.type_name(each.type), " to ".join(days), where]
        yield _line(" · ".join(filter(None, title)), f"{each.id:>6}  ")
        told = [f"{each.reports} report{'s' * (each.reports != 1)}",
                f"{each.publishers} independent publisher{'s' * (each.publishers != 1)}"]  # fmt: skip
        told += [f"{name} {span}" for name in ("killed", "injured") if (span := _span(getattr(each, name)))]
        told += [f"disputed: {', '.join(each.disputed)}"] if each.disputed else []
        yield _line(" · ".join((*told, each.title)))


def _span(toll: tuple[int | None, int | None, int | None]) -> str:
    """The bounds of a toll over all reports."""
    low, best, high = toll
    known = [value for value in (low, best, high) if value is not None]
    if not known:
        return ""
    return str(known[0]) if min(known) == max(known) else f"{min(known)} to {max(known)}"


def _incidents_as_json(found: Iterable[StoredIncident]) -> Iterator[str]:
    return (output.as_json(each.to_dict(), pretty=False) for each in found)


def _incidents_as_csv(found: Iterable[StoredIncident]) -> Iterator[str]:
    from dateline.render import table

    def row(each: StoredIncident) -> dict[str, Cell]:
        told = each.to_dict()
        bounds = {f"{name}_{bound}": told[name][bound] for name in _TOLLS for bound in _BOUNDS}
        return {name: told[name] for name in _OF_INCIDENT} | bounds | {"disputed": " ".join(each.disputed)}

    columns = (*_OF_INCIDENT, *(f"{name}_{bound}" for name in _TOLLS for bound in _BOUNDS), "disputed")
    return (line.removesuffix("\n") for line in table.lines(columns, map(row, found)))


_TOLLS = ("killed", "injured")
_BOUNDS = ("low", "best", "high")
_OF_INCIDENT = (
    "id", "version", "at", "why", "title", "type", "salience", "first_day", "last_day", "place", "country", "admin1",
    "gazetteer_id", "precision", "radius_km", "lat", "lon", "members", "reports", "publishers", "copies",
    "first_published", "last_published",
)  # fmt: skip
_OF_INCIDENTS: Mapping[Rows, Callable[[Iterable[StoredIncident]], Iterator[str]]] = MappingProxyType(
    {Rows.TEXT: _incidents_as_text, Rows.JSON: _incidents_as_json, Rows.CSV: _incidents_as_csv}
)
