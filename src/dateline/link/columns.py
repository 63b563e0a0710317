"""Sketches as columns, so that many pairs of events are compared at once."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Final, Protocol

import numpy as np
from numpy.typing import NDArray

from dateline.link.sketch import NAME_WORDS, REPORT_WORDS, SAID_WORDS, TOWNS, WIDTHS, EventSketch, Sketch
from dateline.link.words import weight
from dateline.ontology.registry import FAMILIES, TYPES
from dateline.schema.vector import unpack

Array = NDArray[Any]

UNKNOWN_DAY: Final = -1
SALIENCES: Final = ("main", "related", "background")
MODALITIES: Final = ("actual", "future", "hypothetical", "generic")
COARSENESS: Final = {
    "exact": 0, "near": 0, "town": 0, "district": 1, "province": 2, "country": 3, "region": 3, "unknown": 4,
}  # fmt: skip
"""How coarse a place is told, by precision; 4 where none is told."""
_FAMILY: Final = {name: number for number, names in enumerate(FAMILIES.values()) for name in names}
_FIRST_ROWS: Final = 256


class Table(Protocol):
    """Columns of equal length by name."""

    def __getitem__(self, name: str, /) -> Array:
        """The rows of a column."""


class Grown:
    """Rows of fixed columns that grow without copying each time. ``shapes``: dtype and shape of a row by name."""

    def __init__(self, shapes: dict[str, tuple[Any, tuple[int, ...]]]) -> None:
        self.length = 0
        self._room = {name: np.zeros((_FIRST_ROWS, *shape), dtype) for name, (dtype, shape) in shapes.items()}

    def __getitem__(self, name: str) -> Array:
        return self._room[name][: self.length]

    def taken(self, rows: Array) -> dict[str, Array]:
        """A copy of some rows."""
        return {name: room[rows] for name, room in self._room.items()}

    def append(self, rows: dict[str, Array]) -> range:
        """Add rows; returns their numbers."""
        more = len(next(iter(rows.values())))
        first, self.length = self.length, self.length + more
        for name, values in rows.items():
            room = self._room[name]
            if self.length > len(room):
                larger = np.zeros((max(self.length, 2 * len(room)), *room.shape[1:]), room.dtype)
                larger[:first] = room[:first]
                self._room[name] = room = larger
            room[first : self.length] = values
        return range(first, self.length)


def _hashed(words: Sequence[str], width: int) -> tuple[list[int], list[float]]:
    """Hashes (never 0) and weights of words, padded with zeros to a width."""
    pad = [0] * (width - len(words))
    both = [_hash_and_weight(word) for word in words]
    return [hashed for hashed, _ in both] + pad, [heavy for _, heavy in both] + pad


@lru_cache(65_536)
def _hash_and_weight(word: str) -> tuple[int, float]:
    return zlib.crc32(word.encode()) | 1, weight(word)


def _word_columns(name: str, told: Sequence[Sequence[str]], width: int) -> dict[str, Array]:
    pairs = [_hashed(words, width) for words in told]
    return {
        name: np.array([hashes for hashes, _ in pairs], np.uint32).reshape(-1, width),
        f"{name}_weight": np.array([weights for _, weights in pairs], np.float32).reshape(-1, width),
    }


def _vector_columns(name: str, packed: Sequence[str]) -> dict[str, Array]:
    """Centred vectors in signed bytes, and what makes their length 1; NaN for one that is not there."""
    rows = unpack(packed, WIDTHS[name])
    there = np.any(rows != 0, axis=1, keepdims=True)
    rows = np.where(there, rows - centres()[name], np.float32(0))
    largest = np.maximum(np.abs(rows).max(1, initial=1e-9), 1e-9)[:, None]
    steps = np.rint(rows * (127 / largest)).astype(np.int8)
    length = np.linalg.norm(steps.astype(np.float32), axis=1)
    return {name: steps, f"{name}_scale": np.where(length == 0, np.nan, 1 / np.maximum(length, 1))}


@cache
def centres() -> Mapping[str, NDArray[np.float32]]:
    """The mean direction of each kind of vector over the reports that the score was fitted on.

    All states of an encoder lie in one narrow cone; what tells two apart is how they lie around its middle.
    """
    kept = json.loads(files("dateline.link").joinpath("data", "centres.json").read_text("utf-8"))
    return {name: np.array(values, np.float32) for name, values in kept.items()}


def reports() -> Grown:
    """No reports."""
    return Grown({
        "published": (np.int32, ()), "words": (np.uint32, (REPORT_WORDS,)),
        "words_weight": (np.float32, (REPORT_WORDS,)), "towns": (np.float32, (TOWNS, 2)),
        "text": (np.int8, (WIDTHS["text"],)), "text_scale": (np.float32, ()),
    })  # fmt: skip


_NUMBERS: Final = ("report", "first", "last", "type", "family", "salience", "modality", "negative", "coarseness",
                   "gazetteer_id", "country", "stem")  # fmt: skip


def events() -> Grown:
    """No events."""
    words = {"actors": NAME_WORDS, "harmed": NAME_WORDS, "said": SAID_WORDS}
    return Grown(
        {name: (np.uint32, (width,)) for name, width in words.items()}
        | {f"{name}_weight": (np.float32, (width,)) for name, width in words.items()}
        | {name: (np.int8, (WIDTHS[name],)) for name in ("vector", "sentence")}
        | {f"{name}_scale": (np.float32, ()) for name in ("vector", "sentence")}
        | dict.fromkeys(_NUMBERS, (np.int32, ()))
        | {"point": (np.float32, (2,)), "radius": (np.float32, ()),
           "killed": (np.int32, (2,)), "injured": (np.int32, (2,))}
    )  # fmt: skip


def report_rows(sketches: Sequence[Sketch]) -> dict[str, Array]:
    """The columns of some reports."""
    nowhere = (np.nan, np.nan)
    return {
        "published": np.array([UNKNOWN_DAY if each.published is None else each.published for each in sketches]),
        **_word_columns("words", [each.words for each in sketches], REPORT_WORDS),
        "towns": np.array([[*each.towns, *[nowhere] * (TOWNS - len(each.towns))] for each in sketches], np.float32),
        **_vector_columns("text", [each.text for each in sketches]),
    }


def event_rows(told: Sequence[EventSketch], report: Sequence[int]) -> dict[str, Array]:
    """The columns of some events; ``report``: the row of each one's report."""
    unknown, none = (UNKNOWN_DAY, UNKNOWN_DAY), (-1, -1)
    days = np.array([each.days or unknown for each in told], np.int32).reshape(-1, 2)
    found = {
        "report": np.array(report, np.int32),
        "first": days[:, 0],
        "last": days[:, 1],
        "type": np.array([TYPES.index(each.type) for each in told], np.int32),
        "family": np.array([_FAMILY[each.type] for each in told], np.int32),
        "salience": np.array([SALIENCES.index(each.salience) for each in told], np.int32),
        "modality": np.array([MODALITIES.index(each.modality) for each in told], np.int32),
        "negative": np.array([each.polarity == "negative" for each in told], np.int32),
        "coarseness": np.array([coarseness(each) for each in told], np.int32),
        "gazetteer_id": np.array([_key(each.gazetteer_id) for each in told], np.int32),
        "country": np.array([_key(each.country) for each in told], np.int32),
        "stem": np.array([_key(each.stem) for each in told], np.int32),
        "point": np.array([each.point or (np.nan, np.nan) for each in told], np.float32).reshape(-1, 2),
        "radius": np.array([each.radius_km for each in told], np.float32),
        "killed": np.array([each.killed or none for each in told], np.int32).reshape(-1, 2),
        "injured": np.array([each.injured or none for each in told], np.int32).reshape(-1, 2),
    }
    for name, width in (("actors", NAME_WORDS), ("harmed", NAME_WORDS), ("said", SAID_WORDS)):
        found |= _word_columns(name, [getattr(each, name) for each in told], width)
    for name in ("vector", "sentence"):
        found |= _vector_columns(name, [getattr(each, name) for each in told])
    return found


def coarseness(event: EventSketch) -> int:
    """How coarse the place of an event is told: 0 a town and finer, 1 a district, 2 a province, 3 a country, 4 none."""
    told = COARSENESS[event.precision]
    if event.point is None:
        return 4 if event.country is None else max(told, 3)
    return min(told, 3)


def _key(name: str | None) -> int:
    """A number for a name; 0 for none."""
    return 0 if not name else (zlib.crc32(name.encode()) >> 1) | 1
