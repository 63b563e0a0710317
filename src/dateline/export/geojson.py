"""GeoJSON (RFC 7946): one feature a happening, in longitude and latitude of WGS84."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, Final

from dateline.export import evidence, flat
from dateline.export.base import Account, Column, Format, taken
from dateline.export.files import Files
from dateline.export.happening import Happening


def feature(happening: Happening) -> dict[str, Any]:
    """The happening as a feature; its geometry is null where no point is known."""
    point = happening.where.point if happening.where else None
    return {
        "type": "Feature",
        "id": happening.id,
        "geometry": {"type": "Point", "coordinates": list(point)} if point else None,
        "properties": flat.row(happening) | {"evidence": [dict(row) for row in evidence.rows(happening)]},
    }


def write(happenings: Iterable[Happening], files: Files, account: Account) -> None:
    """A feature collection, one feature a line."""
    with files.text() as stream:
        stream.write('{"type":"FeatureCollection","features":[')
        between = "\n"
        for each, _ in taken(happenings, flat.row, flat.COLUMNS, account):
            stream.write(between + json.dumps(feature(each), separators=(",", ":"), allow_nan=False))
            between = ",\n"
        stream.write("\n]}\n")


FORMAT: Final = Format(
    name="geojson",
    suffix=".geojson",
    about="A feature collection with a point for every happening whose place is known; the others have a null "
    "geometry. Properties are the columns of the CSV with the evidence of every value.",
    write=write,
    fields=(
        Column("id", "dateline's id"),
        Column("geometry", "point of the place, longitude first; null where none is known", "object"),
        *(Column(f"properties.{column.name}", column.about, column.type) for column in flat.COLUMNS),
        Column("properties.evidence", "the words of every value", "array"),
    ),
    lost=(
        "what the CSV loses (several values are joined in one property)",
        "the area of a province or country: its middle stands for it, `place_precision` and `place_radius_km` say so",
        "the points of further places",
    ),
)
