"""The bundled file: columns, sorted name hashes and postings in one memory-mapped file.

Layout: eight bytes of magic, the header's length (uint32), the header (JSON), then sections, each starting at a
multiple of eight. The header lists every section's offset, type code and count. All numbers are little-endian.

=========== ==== ==============================================================================================
section     type what
=========== ==== ==============================================================================================
keys        Q    sorted ``names.key_hash`` of every name
starts      I    where each key's postings begin; one more than keys
postings    I    record number times two, plus one if the name is an alias; best first
geonameid   I    0 for none
lat, lon    i    degrees times 100,000
population  I    people
radius      H    kilometres times ten
country     B    index into the header's ``countries``
feature     B    index into the header's ``features``
precision   B    index into the header's ``precisions``
admin1      H    number in ``admin1_at``; 0 for none
name_at     I    where each name begins in ``text``; one more than records
admin1_at   I    likewise for names of first-level regions
id_at       I    likewise for ids of the records from the header's ``first_other`` on, which have no geonameid id
text        B    UTF-8 of all names and ids
=========== ==== ==============================================================================================
"""

from __future__ import annotations

import json
import mmap
import struct
import sys
from array import array
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.errors import ArtifactError

MAGIC = b"DLGAZ\x00\x00\x01"
COORDINATE_SCALE = 100_000
RADIUS_SCALE = 10
_LENGTH = struct.Struct("<I")


def pack(header: Mapping[str, Any], sections: Mapping[str, array[int] | bytes]) -> bytes:
    """The file's bytes. The same values give the same bytes."""
    bodies = {name: _little_endian(values) for name, values in sections.items()}
    counted = {name: ["B" if isinstance(v, bytes) else v.typecode, len(v)] for name, v in sections.items()}
    start = _aligned(len(MAGIC) + _LENGTH.size + len(_head(header, {name: [2**40, "B", 2**40] for name in counted})))
    placed: dict[str, list[Any]] = {}
    at = start
    for name, body in bodies.items():
        placed[name] = [at, *counted[name]]
        at = _aligned(at + len(body))
    head = _head(header, placed)
    out = bytearray(at)
    out[: len(MAGIC)] = MAGIC
    _LENGTH.pack_into(out, len(MAGIC), len(head))
    out[len(MAGIC) + _LENGTH.size : len(MAGIC) + _LENGTH.size + len(head)] = head
    for name, body in bodies.items():
        out[placed[name][0] : placed[name][0] + len(body)] = body
    return bytes(out)


def _head(header: Mapping[str, Any], placed: Mapping[str, list[Any]]) -> bytes:
    return json.dumps({**header, "sections": placed}, sort_keys=True, separators=(",", ":")).encode()


def _aligned(offset: int) -> int:
    return (offset + 7) // 8 * 8


def _little_endian(values: array[int] | bytes) -> bytes:
    if isinstance(values, bytes):
        return values
    if sys.byteorder == "big":
        values = values[:]
        values.byteswap()
    return values.tobytes()


@dataclass(frozen=True, slots=True)
class Store:
    """An open file: the header and every section as a typed view of the mapped bytes."""

    header: dict[str, Any]
    sections: dict[str, memoryview]

    def text(self, start: int, end: int) -> str:
        """A piece of the string pool."""
        return str(self.sections["text"][start:end], "utf-8")


def open_store(path: Path) -> Store:
    """Map the file. Raises ArtifactError when it is missing, cut short or not of this layout."""
    if sys.byteorder == "big":
        raise ArtifactError("the bundled gazetteer is little-endian and cannot be mapped on this machine")
    try:
        with path.open("rb") as file:
            mapped = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    except (OSError, ValueError) as error:
        raise ArtifactError(f"cannot open the gazetteer: {error}; reinstall dateline", name=str(path)) from error
    try:
        return _parsed(mapped)
    except (ValueError, KeyError, TypeError, struct.error) as error:
        raise ArtifactError("the gazetteer file is damaged; reinstall dateline", name=str(path)) from error


def _parsed(mapped: memoryview) -> Store:
    if mapped[: len(MAGIC)] != MAGIC:
        raise ValueError("magic")
    (length,) = _LENGTH.unpack_from(mapped, len(MAGIC))
    begin = len(MAGIC) + _LENGTH.size
    header = json.loads(bytes(mapped[begin : begin + length]))
    sections = {}
    for name, (offset, code, count) in header.pop("sections").items():
        size = count * struct.calcsize(code)
        if offset + size > len(mapped):
            raise ValueError("cut short")
        sections[name] = mapped[offset : offset + size].cast(code)
    return Store(header, sections)
