"""The first line of a table: the columns that it names, and whether something without a telling name begins as one."""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Sequence
from typing import Final, Literal

_DELIMITERS: Final = ",\t;|"
_MOST_NAMED: Final = 12
_WIDE: Final = tuple(mark.decode("utf-8", "surrogateescape") for mark in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
_ROW: Final = re.compile(rb'\{[ \t]*(?:"(?:[^"\\\n]|\\.){0,200}"[ \t]*:|\}\s*\Z)')
_BLANK_LINES: Final = re.compile(rb"\A(?:[ \t\r]*\n)*")
_MOST_WORDS: Final = 3
"""Words in the name of a column, where that is to tell a table from prose with a comma in its first line."""


def columns(header: str) -> tuple[tuple[str, ...], str] | str:
    """The names of the columns and what stands between them, or why there are none."""
    if header.startswith(_WIDE) or "\0" in header:
        return "the table is in UTF-16; save it as UTF-8"
    found: Sequence[str] = ()
    for delimiter in _DELIMITERS:
        try:
            cells = next(csv.reader([header.removeprefix("\ufeff")], delimiter=delimiter))
        except (csv.Error, StopIteration):
            continue
        names = tuple(cell.strip().lower() for cell in cells)
        if "text" in names:
            return names, delimiter
        found = max(found, names, key=len)
    told = ", ".join(repr(each[:40]) for each in found[:_MOST_NAMED])
    return f"the table has no column 'text' in its first line, which names {told}"


def begins_row(line: bytes) -> bool:
    """Whether a line begins as an object of JSON does, whole or not."""
    return _ROW.match(line.removeprefix(codecs.BOM_UTF8).lstrip(b" \t")) is not None


def table_of(start: bytes) -> Literal["jsonl", "csv"] | None:
    """The kind of table that begins so, blank lines aside; None for prose.

    A table of cells names a column ``text`` in its first line, and its second line is parted as that is.
    """
    first, _, below = _BLANK_LINES.sub(b"", start.removeprefix(codecs.BOM_UTF8), count=1).partition(b"\n")
    if begins_row(first):
        return "jsonl"
    found = columns(first.decode("utf-8", "surrogateescape").rstrip("\r"))
    if isinstance(found, str):
        return None
    names, delimiter = found
    second = below.partition(b"\n")[0].strip()
    if len(names) == 1:
        return "csv" if first.strip(b'" \r') == b"text" and second else None
    named = all(len(name.split()) <= _MOST_WORDS for name in names)
    parted = not below or delimiter.encode() in second or second.startswith(b'"')
    return "csv" if named and parted else None
