"""Make ``static/outlines.json``: the world's coasts and borders, small enough to travel with the package.

Input is ``countries-50m.json`` of the npm package ``world-atlas`` (Natural Earth's 1:50m countries as TopoJSON, public
domain). Every arc is thinned by the Ramer-Douglas-Peucker rule with its ends kept, so that neighbours still share their
border exactly; islands too small to see are left out unless they are the largest part of their country.

Run ``python -m dateline.render.build_outlines countries-50m.json VERSION`` to make the file again.
"""

from __future__ import annotations

import json
import math
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

Point = tuple[float, float]
Ring = list[int]

UNITS_PER_DEGREE = 50
TOLERANCE_DEGREES = 0.07
SMALLEST_ISLAND = 0.02  # square degrees: about 240 square kilometres at the equator
TARGET = Path(__file__).parent / "static" / "outlines.json"


def decode(topology: dict[str, Any]) -> list[list[Point]]:
    """The arcs in degrees: TopoJSON stores each as differences of quantised positions."""
    (scale_x, scale_y), (move_x, move_y) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            points.append((x * scale_x + move_x, y * scale_y + move_y))
        arcs.append(points)
    return arcs


def thin(points: list[Point], tolerance: float) -> list[Point]:
    """Ramer-Douglas-Peucker: the fewest points that stay within ``tolerance`` of the line, both ends among them."""
    keep = {0, len(points) - 1}
    pending = [(0, len(points) - 1)]
    while pending:
        first, last = pending.pop()
        farthest, distance = first, tolerance
        for index in range(first + 1, last):
            away = _distance(points[index], points[first], points[last])
            if away > distance:
                farthest, distance = index, away
        if farthest != first:
            keep.add(farthest)
            pending += [(first, farthest), (farthest, last)]
    return [points[index] for index in sorted(keep)]


def _distance(point: Point, start: Point, end: Point) -> float:
    along_x, along_y = end[0] - start[0], end[1] - start[1]
    length = along_x * along_x + along_y * along_y
    share = 0.0
    if length:
        share = ((point[0] - start[0]) * along_x + (point[1] - start[1]) * along_y) / length
        share = min(1.0, max(0.0, share))
    return math.hypot(point[0] - start[0] - share * along_x, point[1] - start[1] - share * along_y)


def line(arcs: list[list[Point]], ring: Iterable[int]) -> list[Point]:
    """The points of a ring of arc numbers; ``~n`` is arc n backwards."""
    points: list[Point] = []
    for number in ring:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc[1:] if points else arc
    return points


def area(points: list[Point]) -> float:
    """The area of a ring in square degrees, by the shoelace formula."""
    pairs = zip(points, points[1:] + points[:1], strict=True)
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs)) / 2


def rings(geometry: dict[str, Any]) -> Iterator[Ring]:
    """Every ring of a TopoJSON Polygon or MultiPolygon, holes too."""
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    for polygon in polygons:
        yield from polygon


def build(topology: dict[str, Any], version: str) -> dict[str, Any]:
    """The compact outlines: arcs as differences, land as rings of arcs, borders as arcs that two countries share."""
    arcs = [thin(arc, TOLERANCE_DEGREES) for arc in decode(topology)]
    countries = topology["objects"]["countries"]["geometries"]
    kept: list[Ring] = []
    labels = []
    uses: Counter[int] = Counter()
    for country in countries:
        sized = sorted(((area(line(arcs, ring)), ring) for ring in rings(country)), key=lambda pair: -pair[0])
        kept += [ring for size, ring in sized[1:] if size >= SMALLEST_ISLAND] + [sized[0][1]]
        uses.update(number if number >= 0 else ~number for _, ring in sized for number in ring)
        labels.append(label(country["properties"]["name"], line(arcs, sized[0][1]), sized[0][0]))
    borders = {number for number, count in uses.items() if count > 1}
    return _renumbered(arcs, kept, borders) | {
        "about": {
            "source": f"Natural Earth 1:50m countries, by the npm package world-atlas {version}",
            "licence": "public domain",
            "made": f"thinned to {TOLERANCE_DEGREES} degrees; borders as Natural Earth draws them, de facto",
        },
        "units": UNITS_PER_DEGREE,
        "countries": sorted(labels),
    }


def label(name: str, points: list[Point], size: float) -> list[Any]:
    """Name, centre of the largest part (the ring's centroid) and its size in square degrees."""
    twice = x = y = 0.0
    for (x1, y1), (x2, y2) in zip(points, points[1:] + points[:1], strict=True):
        cross = x1 * y2 - x2 * y1
        twice, x, y = twice + cross, x + (x1 + x2) * cross, y + (y1 + y2) * cross
    centre = (x / (3 * twice), y / (3 * twice)) if twice else points[0]
    return [name, round(centre[0], 1), round(centre[1], 1), round(size, 1)]


def _renumbered(arcs: list[list[Point]], kept: list[Ring], borders: set[int]) -> dict[str, Any]:
    """Only the arcs that are drawn, numbered anew."""
    used = sorted({number if number >= 0 else ~number for ring in kept for number in ring})
    new = {old: index for index, old in enumerate(used)}
    return {
        "arcs": [_steps(arcs[old]) for old in used],
        "land": [[new[number] if number >= 0 else ~new[~number] for number in ring] for ring in kept],
        "borders": [new[old] for old in used if old in borders],
    }


def _steps(points: list[Point]) -> list[int]:
    """The first position and then differences, x and y in turn, in whole units; repeated positions are dropped."""
    steps: list[int] = []
    x = y = 0
    for index, (lon, lat) in enumerate(points):
        new_x, new_y = round(lon * UNITS_PER_DEGREE), round(lat * UNITS_PER_DEGREE)
        if index and (new_x, new_y) == (x, y):
            continue
        steps += [new_x - x, new_y - y]
        x, y = new_x, new_y
    return steps


if __name__ == "__main__":
    made = build(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")), sys.argv[2])
    TARGET.write_text(json.dumps(made, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
