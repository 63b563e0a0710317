"""A user's own list of places over another gazetteer."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Self

from dateline.gazetteer.base import Entry, Gazetteer, nearest_first
from dateline.gazetteer.lists import ListedPlace, read_places
from dateline.gazetteer.names import name_key


class LayeredGazetteer:
    """A list over a base: a listed name gives the list's entry first and the base's after it."""

    def __init__(self, base: Gazetteer, places: Sequence[ListedPlace], digest: str) -> None:
        self._base = base
        self._version = f"{base.version}+places-{digest}"
        self._own: dict[str, tuple[Entry, ...]] = {}
        for place in places:
            for at, name in enumerate(place.names):
                key = name_key(name)
                self._own[key] = (*self._own.get(key, ()), place.entry._replace(alias=at > 0))

    @classmethod
    def read(cls, base: Gazetteer, path: Path) -> Self:
        """The list in a CSV file over ``base``. Raises DataError for a list that cannot be used."""
        places = read_places(path)
        return cls(base, places, hashlib.sha256(path.read_bytes()).hexdigest()[:8])

    @property
    def version(self) -> str:
        """The base's version with the list's digest."""
        return self._version

    def candidates(self, name: str, near: tuple[float, float] | None = None) -> Sequence[Entry]:
        """See ``Gazetteer.candidates``."""
        own, found = self._own.get(name_key(name), ()), self._base.candidates(name)
        if own:
            found = (*own, *found)
        return found if near is None else nearest_first(found, near)

    def country(self, iso2: str) -> Entry | None:
        """The base's country."""
        return self._base.country(iso2)

    def capital(self, iso2: str) -> Entry | None:
        """The base's capital."""
        return self._base.capital(iso2)

    def demonyms(self) -> Mapping[str, str]:
        """The base's demonyms."""
        return self._base.demonyms()

    def with_places(self, path: Path) -> Gazetteer:
        """One more list over this one."""
        return LayeredGazetteer.read(self, path)
