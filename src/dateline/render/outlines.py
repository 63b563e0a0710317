"""The world's land and borders as SVG paths, cut to a view."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import accumulate
from typing import Any

from dateline.errors import ArtifactError

Point = tuple[float, float]
Box = tuple[float, float, float, float]
"""West, south, east, north in degrees."""

KM_PER_DEGREE = 111.32


@dataclass(frozen=True, slots=True)
class Country:
    """A name for the map: where it is written and how large the country is, in square degrees."""

    name: str
    lon: float
    lat: float
    size: float


@dataclass(frozen=True, slots=True)
class Outlines:
    """Lines in degrees with their boxes."""

    land: tuple[tuple[Box, tuple[Point, ...]], ...]
    borders: tuple[tuple[Box, tuple[Point, ...]], ...]
    countries: tuple[Country, ...]
    source: str


@cache
def outlines() -> Outlines:
    """The bundled outlines (Natural Earth, public domain).

    Raises:
        ArtifactError: the file is missing or damaged.
    """
    source = files("dateline.render") / "static" / "outlines.json"
    try:
        held: dict[str, Any] = json.loads(source.read_text(encoding="utf-8"))
        arcs = [_points(arc, held["units"]) for arc in held["arcs"]]
        return Outlines(
            land=tuple(_boxed(_ring(arcs, ring)) for ring in held["land"]),
            borders=tuple(_boxed(arcs[number]) for number in held["borders"]),
            countries=tuple(Country(*entry) for entry in held["countries"]),
            source=held["about"]["source"],
        )
    except (OSError, ValueError, KeyError, IndexError) as error:
        raise ArtifactError(
            f"the map's outlines cannot be read from {source}: {error!r}; install dateline again"
        ) from error


def _points(steps: Sequence[int], units: int) -> tuple[Point, ...]:
    return tuple((x / units, y / units) for x, y in zip(accumulate(steps[::2]), accumulate(steps[1::2]), strict=True))


def _ring(arcs: Sequence[tuple[Point, ...]], ring: Sequence[int]) -> tuple[Point, ...]:
    points: list[Point] = []
    for number in ring:
        points += arcs[number] if number >= 0 else arcs[~number][::-1]
    return tuple(points)


def _boxed(points: tuple[Point, ...]) -> tuple[Box, tuple[Point, ...]]:
    lons, lats = [lon for lon, _ in points], [lat for _, lat in points]
    return (min(lons), min(lats), max(lons), max(lats)), points


@dataclass(frozen=True, slots=True)
class Projection:
    """Equirectangular about a centre, true to scale on its parallel. ``scale``: pixels a degree of latitude."""

    lon: float
    lat: float
    scale: float
    width: int
    height: int

    @classmethod
    def around(cls, box: Box, width: int, height: int, *, least: float) -> Projection:
        """The projection that shows all of ``box`` and at least ``least`` degrees of latitude."""
        west, south, east, north = box
        lat = (south + north) / 2
        squeeze = _squeeze(lat)
        tall = max(north - south, (east - west) * squeeze * height / width, least)
        return cls((west + east) / 2, lat, height / min(tall, 180.0), width, height)

    def point(self, lon: float, lat: float) -> Point:
        """Pixels from the upper left corner."""
        x = self.width / 2 + (lon - self.lon) * _squeeze(self.lat) * self.scale
        return x, self.height / 2 - (lat - self.lat) * self.scale

    def ellipse(self, lat: float, radius_km: float) -> Point:
        """Half axes in pixels of a circle of that radius on the ground."""
        tall = radius_km / KM_PER_DEGREE * self.scale
        return tall * _squeeze(self.lat) / _squeeze(lat), tall

    @property
    def box(self) -> Box:
        """What is shown, in degrees."""
        wide, tall = self.width / 2 / self.scale / _squeeze(self.lat), self.height / 2 / self.scale
        return self.lon - wide, self.lat - tall, self.lon + wide, self.lat + tall


def _squeeze(lat: float) -> float:
    return max(0.2, math.cos(math.radians(lat)))


def land_path(projection: Projection) -> str:
    """The ``d`` of one path: land within the view, cut a little beyond its edges so that no cut shows."""
    view = _wider(projection.box)
    rings = (_clipped(points, view) for box, points in outlines().land if _meet(box, view))
    return "".join(_d(projection, ring) + "Z" for ring in rings if len(ring) > 2)


def border_path(projection: Projection) -> str:
    """The ``d`` of one path: borders that meet the view, whole."""
    view = projection.box
    return "".join(_d(projection, points) for box, points in outlines().borders if _meet(box, view))


def _wider(box: Box) -> Box:
    margin = (box[3] - box[1]) * 0.1
    return box[0] - margin, box[1] - margin, box[2] + margin, box[3] + margin


def _meet(one: Box, other: Box) -> bool:
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


def _d(projection: Projection, points: Sequence[Point]) -> str:
    """Pixels to a tenth, each place once."""
    steps: list[str] = []
    for lon, lat in points:
        x, y = projection.point(lon, lat)
        step = f"{x:.1f} {y:.1f}"
        if not steps or steps[-1] != step:
            steps.append(step)
    return "M" + "L".join(steps)


def _clipped(points: Sequence[Point], box: Box) -> Sequence[Point]:
    """The ring within the box, by the Sutherland-Hodgman rule: cut along one edge after another."""
    for axis, edge, below in ((0, box[0], False), (1, box[1], False), (0, box[2], True), (1, box[3], True)):
        points = list(_cut(points, axis, edge, below))
    return points


def _cut(points: Sequence[Point], axis: int, edge: float, below: bool) -> Iterator[Point]:
    for previous, point in zip((*points[-1:], *points[:-1]), points, strict=True):
        inside = (point[axis] <= edge) == below
        if inside != ((previous[axis] <= edge) == below):
            share = (edge - previous[axis]) / (point[axis] - previous[axis])
            crossing = previous[1 - axis] + share * (point[1 - axis] - previous[1 - axis])
            yield (edge, crossing) if axis == 0 else (crossing, edge)
        if inside:
            yield point
