"""The table of evidence that stands beside a tabular export: the words of every value, and where they stand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from dateline.export import delimited
from dateline.export.base import Column, Row, Table
from dateline.export.files import Files
from dateline.export.happening import Cited, Happening

TABLE: Final = Table(
    columns=(
        Column("id", "dateline's id of the row that it belongs to"),
        Column("field", "the value that these words tell: type, time, place, actor 1, killed, source 1, …"),
        Column("report", "SHA-256 of the report's text, which the offsets count"),
        Column("event", "the event's number in the reading of the report"),
        Column("start", "first character, in Unicode code points", "integer"),
        Column("end", "the character after the last", "integer"),
        Column("text", "the words"),
        Column("chosen", "false: the words of a rival value", "boolean"),
        Column("url", "address of the report"),
    ),
    part="evidence",
)


def row(happening: Happening, cited: Cited, addresses: dict[str, str | None]) -> Row:
    """One row; ``addresses`` are those of the reports."""
    return {"id": happening.id} | cited.model_dump() | {"url": addresses.get(cited.report)}


def rows(happening: Happening) -> Iterator[Row]:
    """The rows of one happening."""
    addresses = {each.report: each.url for each in happening.tellings}
    for each in happening.evidence:
        yield row(happening, each, addresses)


@contextmanager
def beside(files: Files) -> Iterator[Callable[[Happening], None]]:
    """The file of evidence beside an export; what is yielded adds a happening to it."""
    with files.text(TABLE.part, TABLE.suffix) as stream:
        stream.write(delimited.heading(TABLE))

        def keep(happening: Happening) -> None:
            for each in rows(happening):
                delimited.put(stream, TABLE, each)

        yield keep
