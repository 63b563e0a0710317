"""Distance on the globe."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

EARTH_KM = 6371.0088
"""Mean radius (IUGG)."""


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Great-circle distance of two (latitude, longitude) points in degrees, by the haversine formula."""
    lat, lon = radians(one[0]), radians(one[1])
    to_lat, to_lon = radians(other[0]), radians(other[1])
    chord = sin((to_lat - lat) / 2) ** 2 + cos(lat) * cos(to_lat) * sin((to_lon - lon) / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(chord)))
