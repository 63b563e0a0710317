"""What a gazetteer is to the rest of dateline."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol

from dateline.schema.reading import Precision

EARTH_RADIUS_KM = 6371.0


class Entry(NamedTuple):
    """One place of a gazetteer.

    ``id`` carries its source ("geonames:98182", "icao:ORBI", "dateline:green-zone"); ``feature`` is a GeoNames feature
    code ("PPLC", "ADM1"); ``radius_km`` is the circle within which a point of the place lies; ``alias`` says that the
    name it was found by is not the name it is mainly known by.
    """

    name: str
    id: str
    geonameid: int | None
    lat: float
    lon: float
    country: str | None
    admin1: str | None
    feature: str
    population: int
    radius_km: float
    precision: Precision
    alias: bool = False


class Gazetteer(Protocol):
    """A source of entries by name. Every look-up is case-blind, and an absent name gives nothing, never an error."""

    @property
    def version(self) -> str:
        """Name and version as provenance shows them, "bundled@2026-01-31-0123abcd"."""
        ...

    def candidates(self, name: str, near: tuple[float, float] | None = None) -> Sequence[Entry]:
        """All entries of that name: main names first, then by population; with ``near`` (lat, lon), nearest first."""
        ...

    def country(self, iso2: str) -> Entry | None:
        """The country of an ISO 3166 alpha-2 code."""
        ...

    def capital(self, iso2: str) -> Entry | None:
        """The capital city of an ISO 3166 alpha-2 code."""
        ...

    def demonyms(self) -> Mapping[str, str]:
        """Words for the people or things of a country, in lower case ("iraqi", "turks"), each with its ISO code."""
        ...


def borders_tell(country: str | None, admin1: str | None, of_country: str | None, of_admin1: str | None) -> bool | None:
    """Whether a place of the first two codes can lie in a region of the others; None where only a circle can tell.

    Circles cross borders: another country's place is never inside, nor one whose first-level region is another.
    """
    if country and of_country and country != of_country:
        return False
    if admin1 and of_admin1:
        return admin1 == of_admin1
    return None


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance in kilometres between two points in degrees (haversine formula)."""
    phi1, phi2 = math.radians(lat1), math.radians(lat2)
    half_dlat, half_dlon = (phi2 - phi1) / 2, math.radians(lon2 - lon1) / 2
    chord = math.sin(half_dlat) ** 2 + math.cos(phi1) * math.cos(phi2) * math.sin(half_dlon) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(chord)))


def nearest_first(entries: Iterable[Entry], near: tuple[float, float]) -> tuple[Entry, ...]:
    """The entries ordered by distance to a point (lat, lon); ties keep their order."""
    return tuple(sorted(entries, key=lambda entry: distance_km(*near, entry.lat, entry.lon)))
