"""The gazetteer that comes with dateline: GeoNames places, regions, countries, airports and our own list."""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, overload

from dateline.errors import ArtifactError
from dateline.gazetteer.base import Entry, Gazetteer, nearest_first
from dateline.gazetteer.names import (
    CAPITAL_MARK,
    COUNTRY_MARK,
    abbreviation_key,
    key_hash,
    name_key,
    variants,
)
from dateline.gazetteer.overlay import LayeredGazetteer
from dateline.gazetteer.store import COORDINATE_SCALE, RADIUS_SCALE, open_store

DATA = Path(__file__).parent / "data"
MOST_CANDIDATES = 60
"""Entries that one name gives at most; what is cut are the least populous bearers of very common names."""


class Found(Sequence[Entry]):
    """The entries of one name, each decoded when it is first asked for; equal to the tuple of them."""

    __slots__ = ("_decode", "_entries", "_postings")

    def __init__(self, postings: memoryview, decode: Callable[[int], Entry]) -> None:
        self._postings = postings
        self._decode = decode
        self._entries: list[Entry | None] = [None] * len(postings)

    def __len__(self) -> int:
        return len(self._postings)

    @overload
    def __getitem__(self, at: int) -> Entry: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Entry, ...]: ...
    def __getitem__(self, at: int | slice) -> Entry | tuple[Entry, ...]:
        if isinstance(at, slice):
            return tuple(map(self.__getitem__, range(*at.indices(len(self)))))
        entry = self._entries[at]
        if entry is None:
            # Two threads may both decode it: they get equal entries.
            entry = self._entries[at] = self._decode(self._postings[at])
        return entry

    def __iter__(self) -> Iterator[Entry]:
        return map(self.__getitem__, range(len(self)))

    def __eq__(self, other: object) -> bool:
        return tuple(self) == tuple(other) if isinstance(other, Found | tuple) else NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))


class BundledGazetteer:
    """The memory-mapped gazetteer. Opening reads the header only; safe to share between threads.

    Raises ArtifactError when the file or its manifest is missing or damaged.
    """

    def __init__(self, folder: Path = DATA) -> None:
        self._path = folder / "gazetteer.bin"
        self._manifest = _manifest(folder / "gazetteer.json")
        store = open_store(self._path)
        self._store = store
        self._columns = store.sections
        self._keys = store.sections["keys"]
        self._countries: list[str] = store.header["countries"]
        self._features: list[str] = store.header["features"]
        self._precisions: list[Any] = store.header["precisions"]
        self._first_other: int = store.header["first_other"]
        self._look_up = lru_cache(maxsize=4096)(self._entries)
        self._regions = lru_cache(maxsize=4096)(lambda at: self._string("admin1_at", at))

    @property
    def version(self) -> str:
        """Name and version, "bundled@2026-01-31-0123abcd"."""
        return f"{self._manifest['name']}@{self._manifest['version']}"

    @property
    def manifest(self) -> Mapping[str, Any]:
        """What the file was built from: packages with version, source and licence, date, counts, digest."""
        return self._manifest

    def intact(self) -> bool:
        """Whether the file has the digest that its manifest records. Reads the whole file."""
        recorded: str = self._manifest["sha256"]
        return hashlib.sha256(self._path.read_bytes()).hexdigest() == recorded

    def candidates(self, name: str, near: tuple[float, float] | None = None) -> Sequence[Entry]:
        """See ``Gazetteer.candidates``. At most ``MOST_CANDIDATES`` entries."""
        found = self._look_up(name)
        return found if near is None else nearest_first(found, near)

    def country(self, iso2: str) -> Entry | None:
        """The country of an ISO 3166 alpha-2 code."""
        return next(iter(self._listed(COUNTRY_MARK + iso2.upper())), None)

    def capital(self, iso2: str) -> Entry | None:
        """The capital city of an ISO 3166 alpha-2 code."""
        return next(iter(self._listed(CAPITAL_MARK + iso2.upper())), None)

    def demonyms(self) -> Mapping[str, str]:
        """Demonyms in lower case, each with its country's ISO code."""
        return self._demonyms

    def large_towns(self, people: int) -> Iterator[Entry]:
        """Every town of at least so many people."""
        columns = self._columns
        towns = {at for at, name in enumerate(self._features) if name.startswith("PPL")}
        for record, population in enumerate(columns["population"]):
            if population >= people and columns["feature"][record] in towns:
                yield self._entry(record << 1)

    def with_places(self, path: Path) -> Gazetteer:
        """This gazetteer with a user's list over it. Raises DataError for a list that cannot be used."""
        return LayeredGazetteer.read(self, path)

    @cached_property
    def _demonyms(self) -> Mapping[str, str]:
        table: dict[str, str] = self._store.header["demonyms"]
        return table

    def _entries(self, name: str) -> Sequence[Entry]:
        short = abbreviation_key(name)
        found = self._listed(short) if short else ()
        if found:
            return found
        key = name_key(name)
        if not key:
            return ()
        found = self._listed(key)
        for other in variants(key) if not found else ():
            found = found or self._listed(other)
        return found

    def _listed(self, key: str) -> Sequence[Entry]:
        wanted = key_hash(key)
        at = bisect_left(self._keys, wanted)
        if at == len(self._keys) or self._keys[at] != wanted:
            return ()
        starts = self._columns["starts"]
        postings = self._columns["postings"][starts[at] : starts[at + 1]]
        return Found(postings[:MOST_CANDIDATES], self._entry)

    def _entry(self, posting: int) -> Entry:
        columns, record = self._columns, posting >> 1
        geonameid = columns["geonameid"][record]
        admin1 = columns["admin1"][record]
        return Entry(
            self._string("name_at", record),
            self._id(record, geonameid),
            geonameid or None,
            columns["lat"][record] / COORDINATE_SCALE,
            columns["lon"][record] / COORDINATE_SCALE,
            self._countries[columns["country"][record]] or None,
            self._regions(admin1) if admin1 else None,
            self._features[columns["feature"][record]],
            columns["population"][record],
            columns["radius"][record] / RADIUS_SCALE,
            self._precisions[columns["precision"][record]],
            bool(posting & 1),
        )

    def _id(self, record: int, geonameid: int) -> str:
        if record < self._first_other:
            return f"geonames:{geonameid}"
        return self._string("id_at", record - self._first_other)

    def _string(self, section: str, at: int) -> str:
        offsets = self._columns[section]
        return self._store.text(offsets[at], offsets[at + 1])


def _manifest(path: Path) -> dict[str, Any]:
    try:
        manifest: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ArtifactError(f"cannot read the gazetteer's manifest: {error}", name=str(path)) from error
    return manifest
