"""KML 2.2: a placemark a happening, with its time and the columns of the CSV as extended data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from dateline.export import describe, evidence, flat
from dateline.export.base import Account, Column, Format, taken
from dateline.export.files import Files
from dateline.export.happening import Happening, When
from dateline.render.safe import inert
from dateline.render.table import Cell

_HEAD: Final = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2">\n<Document>\n'
    "<name>dateline</name>\n"
)
_FOOT: Final = "</Document>\n</kml>\n"
_DAY: Final = len("2024-09-13")


def placemark(happening: Happening) -> Iterator[str]:
    """The happening's lines of XML."""
    yield f"<Placemark id={quoteattr('dateline-' + inert(happening.id).replace('/', '-'))}>"
    yield f"<name>{_text(describe.title(happening))}</name>"
    yield f"<description>{_text(describe.text(happening))}</description>"
    yield from _time(happening.when)
    yield "<ExtendedData>"
    for name, value in flat.row(happening).items():
        if value is not None:
            yield f'<Data name="{name}"><value>{_text(_plain(value))}</value></Data>'
    for row in evidence.rows(happening):
        name = quoteattr(f"evidence {row['field']}")
        held = f"{row['report']}/{row['event']}:{row['start']}-{row['end']} “{row['text']}”"
        yield f"<Data name={name}><value>{_text(held)}</value></Data>"
    yield "</ExtendedData>"
    if happening.where and happening.where.point:
        lon, lat = happening.where.point
        yield f"<Point><coordinates>{lon},{lat}</coordinates></Point>"
    yield "</Placemark>"


def _time(when: When | None) -> Iterator[str]:
    """Days only: KML takes a clock time for one of a time zone, and the record tells local time."""
    if when is None or not (when.start or when.end):
        return
    begin = f"<begin>{when.start[:_DAY]}</begin>" if when.start else ""
    end = f"<end>{when.end[:_DAY]}</end>" if when.end else ""
    yield f"<TimeSpan>{begin}{end}</TimeSpan>"


def _plain(value: Cell) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _text(value: str) -> str:
    return escape(inert(value))


def write(happenings: Iterable[Happening], files: Files, account: Account) -> None:
    """A document of placemarks."""
    with files.text() as stream:
        stream.write(_HEAD)
        for each, _ in taken(happenings, flat.row, flat.COLUMNS, account):
            stream.writelines(f"{line}\n" for line in placemark(each))
        stream.write(_FOOT)


FORMAT: Final = Format(
    name="kml",
    suffix=".kml",
    about="A document of placemarks for maps and globes. A happening without a point is a placemark without one.",
    write=write,
    fields=(
        Column("Placemark/@id", "dateline's id"),
        Column("name", "event type and place"),
        Column("description", "who, how many, the sentence of each report, outlet, date and address"),
        Column("TimeSpan", "first and last day", "date"),
        Column("Point", "point of the place, longitude first", "number"),
        Column("ExtendedData", "the columns of the CSV that are not empty, and the evidence of every value", "array"),
    ),
    lost=(
        "what the CSV loses; all values are text",
        "clock times in `TimeSpan` (they stand in `time_start` and `time_end`)",
        "the area of a province or country: its middle stands for it",
        "control characters in texts are shown as U+FFFD: XML cannot hold them",
    ),
)
