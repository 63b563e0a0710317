"""CSV: dateline's own columns, one row a happening, safe to open in a spreadsheet; HXL tags on request."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from dateline.export import delimited, flat
from dateline.export.base import Account, Format, Table, taken
from dateline.export.files import Files
from dateline.export.happening import Happening
from dateline.render.table import line

TABLE: Final = Table(columns=flat.COLUMNS)


def write(happenings: Iterable[Happening], files: Files, account: Account) -> None:
    """The table, with a second heading of HXL tags where it is asked for."""
    with files.text() as stream:
        stream.write(delimited.heading(TABLE))
        if files.hxl:
            # The tags begin with a number sign, which no spreadsheet takes for a formula.
            stream.write(line(flat.HXL.get(column.name, "") for column in TABLE.columns))
        for _, row in taken(happenings, flat.row, TABLE.columns, account):
            delimited.put(stream, TABLE, row)


FORMAT: Final = Format(
    name="csv",
    suffix=".csv",
    about="dateline's own columns as CSV (UTF-8). `--hxl` adds a row of HXL tags after the heading.",
    write=write,
    tables=(TABLE,),
    lost=(
        "a text that a spreadsheet would take for a formula has an apostrophe before it",
        "several values of a cell are joined by `; `: which count belongs to which filler is not told",
        "who says what of an incident is told by report, not by value; rival values are in the table of evidence only",
        "kinds, countries and alignments of actors; links between events",
    ),
)
