"""Lists of places as CSV: ours of what conflict reports name, and a user's own."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from dateline.errors import DataError
from dateline.gazetteer.base import Entry
from dateline.gazetteer.names import MAX_NAME, name_key
from dateline.schema.reading import Precision

COLUMNS = ("name", "aliases", "lat", "lon", "country", "admin1", "kind", "note")


@dataclass(frozen=True, slots=True)
class Kind:
    """What a kind of place is to the record: GeoNames feature code, radius in kilometres, precision."""

    feature: str
    radius_km: float
    precision: Precision


KINDS = {
    "base": Kind("INSM", 3, "exact"),
    "crossing": Kind("PSTB", 2, "exact"),
    "camp": Kind("CMPRF", 2, "exact"),
    "compound": Kind("BLDG", 1, "exact"),
    "dam": Kind("DAM", 3, "exact"),
    "district": Kind("ADM3", 10, "district"),
    "neighbourhood": Kind("PPLX", 2, "exact"),
    "airport": Kind("AIRP", 3, "exact"),
    "port": Kind("PRT", 3, "exact"),
    "checkpoint": Kind("PSTC", 1, "exact"),
    "prison": Kind("PRN", 1, "exact"),
    "embassy": Kind("DIP", 1, "exact"),
    "oilfield": Kind("OILF", 10, "exact"),
    "strait": Kind("STRT", 50, "region"),
    "sea": Kind("SEA", 500, "region"),
    "mountain": Kind("MTS", 25, "region"),
    "region": Kind("RGN", 100, "region"),
    "village": Kind("PPL", 3, "town"),
    "other": Kind("SPOT", 3, "exact"),
}
"""Features: https://www.geonames.org/export/codes.html. Radii are the usual size of such a place."""


@dataclass(frozen=True, slots=True)
class ListedPlace:
    """One row: the entry and the names it is found by, its own first."""

    entry: Entry
    names: tuple[str, ...]
    kind: str
    row: int


def read_places(path: Path) -> tuple[ListedPlace, ...]:
    """Read a list of places. Columns: ``COLUMNS``; name, lat, lon and country must be there, kind defaults to other.

    Raises DataError naming file and row for what is missing, unknown or out of range.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return tuple(_rows(csv.DictReader(file, strict=True), path))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise DataError(f"cannot read the list of places: {error}", name=str(path)) from error


def _rows(reader: csv.DictReader[str], path: Path) -> Iterator[ListedPlace]:
    missing = [column for column in ("name", "lat", "lon", "country") if column not in (reader.fieldnames or ())]
    if missing:
        raise DataError(f"row 1: no column {', '.join(missing)}; the columns are {', '.join(COLUMNS)}", name=str(path))
    seen: dict[str, int] = {}
    for number, row in enumerate(reader, start=2):
        try:
            place = _listed(row, number)
        except ValueError as error:
            raise DataError(f"row {number}: {error}", name=str(path)) from error
        if place.entry.id in seen and place.entry.country:
            entry = place.entry._replace(id=f"{place.entry.id}-{place.entry.country.lower()}")
            place = replace(place, entry=entry)
        if place.entry.id in seen:
            raise DataError(f"row {number}: {place.entry.name!r} is row {seen[place.entry.id]} already", name=str(path))
        seen[place.entry.id] = number
        yield place


def _listed(row: dict[str, str | None], number: int) -> ListedPlace:
    cells = {column: (row.get(column) or "").strip() for column in COLUMNS}
    name = cells["name"]
    names = tuple(dict.fromkeys(n for n in (name, *map(str.strip, cells["aliases"].split("|"))) if n))
    if not name or not all(name_key(n) for n in names):
        raise ValueError(f"every name needs letters and at most {MAX_NAME} characters")
    kind = cells["kind"] or "other"
    if kind not in KINDS:
        raise ValueError(f"unknown kind {kind!r}; the kinds are {', '.join(KINDS)}")
    if not re.fullmatch(r"[A-Z]{2}|", cells["country"]):
        raise ValueError(f"country {cells['country']!r} is no ISO 3166 alpha-2 code")
    traits = KINDS[kind]
    entry = Entry(
        name=name,
        id="dateline:" + name_key(name).replace(" ", "-"),
        geonameid=None,
        lat=_degrees(cells["lat"], "lat", 90),
        lon=_degrees(cells["lon"], "lon", 180),
        country=cells["country"] or None,
        admin1=cells["admin1"] or None,
        feature=traits.feature,
        population=0,
        radius_km=traits.radius_km,
        precision=traits.precision,
    )
    return ListedPlace(entry, names, kind, number)


def _degrees(cell: str, column: str, limit: int) -> float:
    try:
        value = float(cell)
    except ValueError:
        raise ValueError(f"{column} {cell!r} is no number of degrees") from None
    if not -limit <= value <= limit:
        raise ValueError(f"{column} {cell!r} is not between -{limit} and {limit}")
    return value
