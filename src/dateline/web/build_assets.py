"""Fetch what ``static/vendor`` holds, and make ``static/basemap.json``: run by ``make assets``, never at run time.

Scripts come from npm packages of fixed versions, by npm's own client; a file whose SHA-256 is not the one written here
is refused. Each library's licence lies beside it, and ``versions.json`` says which version of what under which licence.

The map's ground is Natural Earth's 1:50m countries (public domain, npm package ``world-atlas``), thinned; the names of
large cities are the bundled gazetteer's.
"""

from __future__ import annotations

import hashlib
import json
import math
import subprocess
import tarfile
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from dateline.gazetteer.bundled import BundledGazetteer
from dateline.render import build_outlines
from dateline.render.build_outlines import Point

STATIC: Final = Path(__file__).parent / "static"
TESTS: Final = Path(__file__).parents[3] / "tests" / "browser" / "axe"

TOLERANCE_DEGREES: Final = 0.02
SMALLEST_ISLAND: Final = 0.005
"""Square degrees: about 60 square kilometres at the equator."""
HALF: Final = 180.0
DATE_LINE: Final = 179.99
LEAST_PEOPLE: Final = 400_000
"""Of a city whose name the map shows."""


@dataclass(frozen=True)
class Package:
    """An npm package: which of its files are kept, each with its SHA-256, and where."""

    name: str
    version: str
    licence: str
    files: dict[str, str]
    folder: Path = STATIC / "vendor"


PACKAGES: Final = (
    Package(
        "maplibre-gl",
        "6.17.0",
        "BSD-3-Clause",
        {
            "dist/maplibre-gl.mjs": "e02cb08c572fd0950a75343cd558099c2a1dbbaf67f26b0c96f115431962d1ae",
            "dist/maplibre-gl-worker.mjs": "73d7a024a4efe1a46e49db193e18cfe33271e3ecc652ec7542c281a4ef5f0f04",
            "dist/maplibre-gl.css": "a90798a1953017790e590f7e1bd35ff103a8a4263972cb47290b78adf86f8c20",
            "LICENSE.txt": "ee5fc05a0677eaf69601d2c7db0d9ecd6cc27c3abc1d0733bc9ed34707cf8ef2",
        },
    ),
    Package(
        "htmx.org",
        "4.0.1",
        "0BSD",
        {
            "dist/htmx.min.js": "a0abb04f2f45a1f89d1d4844023245537e5e6014c87b144553e0607b4cc32130",
            "LICENSE": "d3d2456f76414f2456104660ebd65aff1c04cd7966b942bdabd63f3cdb316a38",
        },
    ),
    Package(
        "uplot",
        "1.6.32",
        "MIT",
        {
            "dist/uPlot.iife.min.js": "19c8d4c6ad88929a79f4ae49d6f7161566dfd0ba3d15cc495e974f787eb78f1f",
            "dist/uPlot.min.css": "df630c6a8d6f8eeaff264b50f73ce5b114f646ffd9a0bb74f049b0a00135fa04",
            "LICENSE": "8f989229699b4fe2f1a0432d0e9edc338a8a911e250e2d1b01ecd770a5f5b1bd",
        },
    ),
    Package(
        "axe-core",
        "4.14.1",
        "MPL-2.0",
        {
            "axe.min.js": "29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c",
            "LICENSE": "af175b9d96ee93c21a036152e1b905b0b95304d4ae8c2c921c7609100ba8df7e",
        },
        TESTS,
    ),
)
WORLD: Final = Package(
    "world-atlas",
    "2.0.2",
    "ISC",
    {"countries-50m.json": "04342cdc1e3016bcd7db1630de95684d67b79fe3c8c460321e87aef469502394"},
)


def fetch(package: Package, into: Path) -> dict[str, bytes]:
    """The wanted files of a package, by npm.

    Raises:
        SystemExit: a file is not the one that was reviewed.
    """
    subprocess.run(  # noqa: S603
        ["npm", "pack", "--silent", "--pack-destination", str(into), f"{package.name}@{package.version}"],  # noqa: S607
        check=True, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    archive = next(into.glob(f"{package.name}-*.tgz"))
    found = {}
    with tarfile.open(archive) as packed:
        for name, digest in package.files.items():
            held = packed.extractfile(f"package/{name}")
            content = held.read() if held else b""
            if hashlib.sha256(content).hexdigest() != digest:
                raise SystemExit(f"{package.name}@{package.version}: {name} is not the file that was reviewed")
            found[name] = content
    return found


def keep(package: Package, files: dict[str, bytes]) -> None:
    """Write a package's files, flat, the licence under the package's name."""
    package.folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        plain = Path(name).name
        (package.folder / (f"{package.name}.LICENSE" if plain.startswith("LICENSE") else plain)).write_bytes(content)


def basemap(topology: dict[str, Any]) -> dict[str, Any]:
    """Land, borders, countries and cities as four GeoJSON collections."""
    arcs = [build_outlines.thin(arc, TOLERANCE_DEGREES) for arc in build_outlines.decode(topology)]
    countries = topology["objects"]["countries"]["geometries"]
    uses: Counter[int] = Counter()
    land, labels = [], []
    for country in countries:
        sized = [(build_outlines.area(build_outlines.line(arcs, ring)), ring) for ring in build_outlines.rings(country)]
        uses.update(number if number >= 0 else ~number for _, ring in sized for number in ring)
        land += [_ring(build_outlines.line(arcs, ring)) for size, ring in sized if size >= SMALLEST_ISLAND]
        name, lon, lat, size = build_outlines.label(country["properties"]["name"], *_largest(arcs, sized))
        labels.append(_feature("Point", [lon, lat], name=name, size=size))
    borders = [part for number, count in uses.items() if count > 1 for part in _parts(arcs[number])]
    return {
        "land": _collection([_feature("Polygon", [ring]) for ring in land]),
        "borders": _collection([_feature("MultiLineString", borders)]),
        "countries": _collection(sorted(labels, key=lambda each: -each["properties"]["size"])),
        "cities": _collection(list(_cities())),
        "about": "Natural Earth 1:50m countries, borders as they are held; cities: GeoNames (CC BY 4.0)",
    }


def _largest(arcs: list[list[Point]], sized: list[tuple[float, list[int]]]) -> tuple[list[Point], float]:
    size, ring = max(sized, key=lambda pair: pair[0])
    return build_outlines.line(arcs, ring), size


def _cities() -> Iterator[dict[str, Any]]:
    large = sorted(BundledGazetteer().large_towns(LEAST_PEOPLE), key=lambda each: (-each.population, each.id))
    for entry in large:
        yield _feature(
            "Point", [round(entry.lon, 2), round(entry.lat, 2)], name=entry.name, people=entry.population // 1000
        )


def _ring(points: list[Point]) -> list[list[float]]:
    """A ring as a map draws it: across the date line it goes on beyond 180 degrees, around a pole it goes there."""
    whole, turns = [points[0]], 0.0
    for before, (x, y) in pairwise([*points, points[0]]):
        turns += -360.0 if x - before[0] > HALF else 360.0 if x - before[0] < -HALF else 0.0
        whole.append((x + turns, y))
    if turns:
        pole = math.copysign(90.0, points[0][1])
        whole += [(whole[-1][0], pole), (whole[0][0], pole), whole[0]]
    return _line(whole)


def _parts(points: list[Point]) -> Iterator[list[list[float]]]:
    """A border in parts, none across the date line; along it there is none."""
    part = [points[0]]
    for before, point in pairwise(points):
        if abs(point[0] - before[0]) > HALF or min(abs(point[0]), abs(before[0])) > DATE_LINE:
            if len(part) > 1:
                yield _line(part)
            part = []
        part.append(point)
    if len(part) > 1:
        yield _line(part)


def _line(points: list[Point]) -> list[list[float]]:
    return [[round(x, 2), round(y, 2)] for x, y in points]


def _feature(kind: str, coordinates: Any, **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "geometry": {"type": kind, "coordinates": coordinates}, "properties": properties}


def _collection(features: list[dict[str, Any]]) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": features}


def main() -> None:
    """Fetch, check and write everything."""
    with tempfile.TemporaryDirectory() as folder:
        for package in PACKAGES:
            keep(package, fetch(package, Path(folder)))
        world = fetch(WORLD, Path(folder))["countries-50m.json"]
    made = json.dumps(basemap(json.loads(world)), ensure_ascii=False, separators=(",", ":"))
    (STATIC / "basemap.json").write_text(made + "\n", encoding="utf-8")
    shipped = [each for each in PACKAGES if each.folder != TESTS]
    told = {each.name: {"version": each.version, "licence": each.licence} for each in (*shipped, WORLD)}
    (STATIC / "vendor" / "versions.json").write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
