"""Readings in each format that ``dateline read`` writes, as they come where the format allows it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, TextIO

from dateline.cli.output import as_json

if TYPE_CHECKING:
    from dateline.schema.reading import Reading

Write = Callable[["Iterator[Reading]", TextIO, bool], None]
"""Writes readings to a stream; the last argument asks for indented JSON."""

_PLAIN_WIDTH = 100
"""Columns of text that goes to no terminal."""


class Format(StrEnum):
    """How readings are written."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"
    CSV = "csv"


def _json(readings: Iterator[Reading], stream: TextIO, pretty: bool) -> None:
    """JSON Lines; each record leaves as soon as it is read."""
    for reading in readings:
        stream.write(as_json(reading.to_dict(), pretty=pretty) + "\n")
        stream.flush()


def _csv(readings: Iterator[Reading], stream: TextIO, _: bool) -> None:
    from dateline.render.table import csv

    stream.writelines(csv(readings))


def _html(readings: Iterator[Reading], stream: TextIO, _: bool) -> None:
    from dateline.render.page import page

    stream.write(page(list(readings)))


def _text(readings: Iterator[Reading], stream: TextIO, _: bool) -> None:
    from rich.console import Console

    from dateline.render.terminal import cards

    console = Console(file=stream, width=None if stream.isatty() else _PLAIN_WIDTH, highlight=False)
    for number, reading in enumerate(readings):
        if number:
            console.rule(style="dim")
        console.print(cards(reading))


WRITERS: Mapping[Format, Write] = MappingProxyType(
    {Format.JSON: _json, Format.CSV: _csv, Format.HTML: _html, Format.TEXT: _text}
)
