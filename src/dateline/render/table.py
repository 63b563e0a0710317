"""Readings as a table of events: one row an event, the same columns always, safe to open in a spreadsheet.

Several values in one cell are joined by ``; ``. A cell is empty where the record is null.
"""

from __future__ import annotations

import csv as writer
import io
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, islice
from typing import Final, TypeVar

from dateline.render import phrases
from dateline.schema.reading import Attribution, Codes, Count, Event, Reading, Role
from dateline.schema.report import Report

Value = TypeVar("Value")

Cell = str | int | float | bool | None

COLUMNS: Final[dict[str, str]] = {
    "report_id": "SHA-256 of the report's text",
    "source_id": "the caller's own id of the report",
    "url": "address of the report",
    "outlet": "who published it",
    "published": "ISO date or date-time of publication",
    "headline": "headline of the report",
    "event_id": "id of the event within its report",
    "type": "event type",
    "salience": "main, related or background",
    "modality": "actual, future, hypothetical or generic",
    "polarity": "negative: the report says it did not happen",
    "series": "whether several occurrences are told as one",
    "trigger": "the words that tell the event",
    "actors": "fillers of the role actor",
    "actor_entities": "their names in the registry or as composed",
    "actor_confidence": "who says that it was them, one for each actor",
    "targets": "fillers of the role target",
    "victims": "fillers of the role victim",
    "instruments": "fillers of the role instrument",
    "time_start": "first day, or day and clock time",
    "time_end": "last day",
    "time_granularity": "how exact the time is",
    "place_name": "name of the place in the gazetteer",
    "place_lat": "latitude in degrees",
    "place_lon": "longitude in degrees",
    "place_country": "ISO 3166 code of the country",
    "place_admin1": "first-level region",
    "place_geonameid": "GeoNames id",
    "place_precision": "how exact the place is",
    "place_radius_km": "circle within which the event lies",
    **{
        f"{toll}_{bound}": f"people {toll}: {bound} figure"
        for toll in phrases.TOLLS
        for bound in ("low", "best", "high")
    },
    "sources": "who says that it happened",
    "source_stances": "how each of them says it",
    "acled_event_type": "ACLED event type",
    "acled_sub_event_type": "ACLED sub-event type",
    "plover_type": "PLOVER type",
    "plover_mode": "PLOVER mode",
    "cameo": "CAMEO code",
    "muc4": "MUC-4 incident type",
    "ucdp_type_of_violence": "UCDP type of violence",
    "score": "probability that the event is right",
}
"""Every column in order, with what it holds."""

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")


def rows(readings: Iterable[Reading]) -> Iterator[dict[str, Cell]]:
    """One mapping an event, keyed by ``COLUMNS`` in order; values are as the record has them."""
    for reading in readings:
        for event in reading.events:
            yield row(reading.report, event, reading.attributions)


def row(report: Report, event: Event, attributions: Iterable[Attribution]) -> dict[str, Cell]:
    """One event of a report, with those of the attributions that speak of it."""
    by_id = {attribution.id: attribution for attribution in attributions}
    said = [by_id[name] for name in event.attributions if name in by_id]
    what = _report(report) | _event(event) | _place_and_time(event) | _tolls(event) | _said(said)
    return what | coded(event.codes) | {"score": event.score}


def csv(readings: Iterable[Reading]) -> Iterator[str]:
    """The table as lines of CSV, each with its line feed, the heading first.

    A text that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    yield from lines(COLUMNS, rows(readings))


def lines(heading: Iterable[str], values: Iterable[Mapping[str, Cell]]) -> Iterator[str]:
    """A heading and rows in its order as lines of CSV, safe as in ``csv``."""
    drawn = begun(values)
    yield line(list(heading))
    for each in drawn:
        yield line([cell(value) for value in each.values()])


def begun(values: Iterable[Value]) -> Iterator[Value]:
    """The values, the first of them drawn at once: what keeps them from coming is then told before a heading is."""
    rest = iter(values)
    return chain(tuple(islice(rest, 1)), rest)


def columns(readings: Iterable[Reading]) -> dict[str, list[Cell]]:
    """The table by columns, as data frames are made; every column is there even without a row."""
    found: dict[str, list[Cell]] = {name: [] for name in COLUMNS}
    for each in rows(readings):
        for name, value in each.items():
            found[name].append(value)
    return found


def line(cells: Iterable[str]) -> str:
    """Cells as one line of CSV with its line feed."""
    # Told to end lines with both, the writer quotes a carriage return within a cell as well as a line feed.
    held = io.StringIO()
    writer.writer(held, lineterminator="\r\n").writerow(cells)
    return held.getvalue().removesuffix("\r\n") + "\n"


def cell(value: Cell) -> str:
    """A value as the text of a cell that no spreadsheet takes for a formula."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case str():
            # A lone surrogate or NUL cannot be written to a file that others read.
            clean = value.encode("utf-8", "replace").decode().replace("\0", "\N{REPLACEMENT CHARACTER}")
            return f"'{clean}" if clean.startswith(_FORMULA) else clean
    return str(value)


def _report(report: Report) -> dict[str, Cell]:
    return {
        "report_id": report.id,
        "source_id": report.source_id,
        "url": report.url,
        "outlet": report.outlet,
        "published": report.published,
        "headline": report.headline,
    }


def _event(event: Event) -> dict[str, Cell]:
    actors = [argument for argument in event.arguments if argument.role == "actor"]
    return {
        "event_id": event.id,
        "type": event.type,
        "salience": event.salience,
        "modality": event.modality,
        "polarity": event.polarity,
        "series": event.series,
        "trigger": _joined([event.trigger.text]),
        "actors": _fillers(event, "actor"),
        "actor_entities": _joined(actor.entity.name if actor.entity else "" for actor in actors),
        "actor_confidence": _joined(actor.confidence or "" for actor in actors),
        "targets": _fillers(event, "target"),
        "victims": _fillers(event, "victim"),
        "instruments": _fillers(event, "instrument"),
    }


def _fillers(event: Event, role: Role) -> str | None:
    return _joined(argument.text for argument in event.arguments if argument.role == role)


def _joined(values: Iterable[str]) -> str | None:
    """The values in one cell, or null if every one is empty."""
    held = [" ".join(value.split()) for value in values]
    return "; ".join(held) if any(held) else None


def _place_and_time(event: Event) -> dict[str, Cell]:
    time, place = event.time, event.place
    return {
        "time_start": time.start if time else None,
        "time_end": time.end if time else None,
        "time_granularity": time.granularity if time else None,
        "place_name": place.name if place else None,
        "place_lat": place.lat if place else None,
        "place_lon": place.lon if place else None,
        "place_country": place.country if place else None,
        "place_admin1": place.admin1 if place else None,
        "place_geonameid": place.geonameid if place else None,
        "place_precision": place.precision if place else None,
        "place_radius_km": place.radius_km if place else None,
    }


def _tolls(event: Event) -> dict[str, Cell]:
    found: dict[str, Cell] = {}
    for toll in phrases.TOLLS:
        number: Count | None = getattr(event.casualties, toll)
        found |= {
            f"{toll}_low": number.low if number else None,
            f"{toll}_best": number.best if number else None,
            f"{toll}_high": number.high if number else None,
        }
    return found


def _said(attributions: list[Attribution]) -> dict[str, Cell]:
    return {
        "sources": _joined(" ".join(words.text for words in said.source) or "(not named)" for said in attributions),
        "source_stances": _joined(said.stance for said in attributions),
    }


def coded(codes: Codes) -> dict[str, Cell]:
    """The codes of an event, a column each."""
    return {
        "acled_event_type": codes.acled.event_type if codes.acled else None,
        "acled_sub_event_type": codes.acled.sub_event_type if codes.acled else None,
        "plover_type": codes.plover.type if codes.plover else None,
        "plover_mode": codes.plover.mode if codes.plover else None,
        "cameo": codes.cameo,
        "muc4": codes.muc4,
        "ucdp_type_of_violence": codes.ucdp.type_of_violence if codes.ucdp else None,
    }
