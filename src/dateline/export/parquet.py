"""GeoParquet 1.1: the columns of the CSV with types, a point, and the evidence nested in its row."""

from __future__ import annotations

import json
import struct
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import islice
from types import MappingProxyType
from typing import Any, Final

from dateline.export import evidence, flat
from dateline.export.base import Account, Column, Format, taken
from dateline.export.files import Files
from dateline.export.happening import Happening, Where

_GROUP: Final = 5_000
"""Rows that are written together."""
_LITTLE_ENDIAN_POINT: Final = struct.Struct("<BIdd")
_GEO: Final = {
    "version": "1.1.0",
    "primary_column": "geometry",
    "columns": {"geometry": {"encoding": "WKB", "geometry_types": ["Point"]}},
}
"""Without ``crs`` the coordinates are OGC:CRS84: WGS84, longitude first."""
_NAMES: Final[Mapping[str, str]] = MappingProxyType({"integer": "int64", "number": "float64", "boolean": "bool_"})


@cache
def schema() -> Any:
    """The Arrow schema, with the metadata of GeoParquet."""
    import pyarrow

    def kind(column: Column) -> Any:
        return getattr(pyarrow, _NAMES.get(column.type, "string"))()

    words = pyarrow.struct([(column.name, kind(column)) for column in evidence.TABLE.columns if column.name != "id"])
    fields = [*((column.name, kind(column)) for column in flat.COLUMNS), ("geometry", pyarrow.binary())]
    return pyarrow.schema([*fields, ("evidence", pyarrow.list_(words))], metadata={"geo": json.dumps(_GEO)})


def wkb(where: Where | None) -> bytes | None:
    """A point as well-known binary."""
    return _LITTLE_ENDIAN_POINT.pack(1, 1, *where.point) if where and where.point else None


def write(happenings: Iterable[Happening], files: Files, account: Account) -> None:
    """Row groups of some thousand rows, so that not all are held at once."""
    import pyarrow
    from pyarrow.parquet import ParquetWriter

    rows = taken(happenings, flat.row, flat.COLUMNS, account)
    with files.binary() as stream, ParquetWriter(stream, schema(), compression="zstd") as writer:
        while group := [_row(*each) for each in islice(rows, _GROUP)]:
            writer.write_table(pyarrow.Table.from_pylist(group, schema=schema()))


def _row(happening: Happening, row: Mapping[str, Any]) -> dict[str, Any]:
    words = [{name: value for name, value in one.items() if name != "id"} for one in evidence.rows(happening)]
    cleaned: dict[str, Any] = _clean({**row, "geometry": wkb(happening.where), "evidence": words})
    return cleaned


def _clean(value: Any) -> Any:
    """Lone surrogates, which UTF-8 cannot hold, as question marks."""
    match value:
        case str():
            return value.encode("utf-8", "replace").decode()
        case dict():
            return {name: _clean(held) for name, held in value.items()}
        case list():
            return [_clean(held) for held in value]
    return value


FORMAT: Final = Format(
    name="parquet",
    suffix=".parquet",
    about="GeoParquet 1.1: the columns of the CSV with their types, a column `geometry` (WKB, WGS84) and a nested list "
    "`evidence` with the words of every value.",
    write=write,
    fields=(
        *flat.COLUMNS,
        Column("geometry", "point of the place, longitude first; null where none is known", "object"),
        Column("evidence", "the words of every value: field, report, event, start, end, text, chosen, url", "array"),
    ),
    lost=(
        "what the CSV loses (several values are joined in one cell), but for the evidence, which is nested",
        "the area of a province or country: its middle stands for it",
    ),
    libraries=("pyarrow",),
    binary=True,
)
