import json
from pathlib import Path

import pytest

from dateline.gazetteer import BundledGazetteer, Entry
from dateline.gazetteer.build import pack_records
from dateline.gazetteer.names import CAPITAL_MARK, COUNTRY_MARK
from dateline.gazetteer.sources import HERE, Record, Subdivision, _csv, _disc, english_names, town_radius, wide_regions

LAND = Entry("Aland", "geonames:1", 1, 10.0, 20.0, "AA", None, "PCLI", 5_000_000, 200.0, "country")
TOWN = Entry("Béville", "geonames:2", 2, 10.5, -179.99999, "AA", "North", "PPLC", 70_000, 5.0, "town")
VILLAGE = TOWN._replace(name="Beville", id="geonames:3", geonameid=3, feature="PPL", population=900)
BASE = TOWN._replace(name="Fort Ce", id="dateline:fort-ce", geonameid=None, feature="INSM", precision="exact")
RECORDS = [
    Record(LAND, ("Aland",), ("Alandia",), (COUNTRY_MARK + "AA",)),
    Record(TOWN, ("Béville",), (), (CAPITAL_MARK + "AA",)),
    Record(VILLAGE, ("Beville",)),
    Record(BASE, ("Fort Ce",)),
]


@pytest.fixture
def small(tmp_path: Path) -> BundledGazetteer:
    (tmp_path / "gazetteer.bin").write_bytes(pack_records(RECORDS, {"alandic": "AA"}))
    (tmp_path / "gazetteer.json").write_text(json.dumps({"name": "small", "version": "1"}))
    return BundledGazetteer(tmp_path)


def test_every_field_comes_back(small: BundledGazetteer) -> None:
    assert small.candidates("aland") == (LAND,)
    assert small.candidates("Fort Ce") == (BASE,)
    assert small.country("AA") == LAND
    assert small.capital("AA") == TOWN
    assert small.demonyms() == {"alandic": "AA"}
    assert small.version == "small@1"


def test_the_more_populous_comes_first_and_an_alias_is_told(small: BundledGazetteer) -> None:
    assert small.candidates("BEVILLE") == (TOWN, VILLAGE)
    assert small.candidates("Alandia") == (LAND._replace(alias=True),)


def test_the_same_records_give_the_same_bytes() -> None:
    assert pack_records(RECORDS, {}) == pack_records(list(RECORDS), {})


def test_a_region_across_the_date_line_is_narrow() -> None:
    lat, lon, radius = _disc([(60.0, 179.0, 5), (62.0, -179.0, 7)], least=5.0)
    assert (lat, abs(lon)) == (61.0, 180.0)
    assert 50 < radius < 130


def test_a_region_with_one_place_has_the_least_radius() -> None:
    assert _disc([(1.0, 2.0, 5)], least=5.0) == (1.0, 2.0, 5.0)


@pytest.mark.parametrize(
    ("population", "capital", "radius"),
    [(0, False, 2.0), (500_000, False, 7.3), (9_000_000, True, 15.0), (9, True, 5.0)],
)
def test_a_town_grows_with_its_people(population: int, capital: bool, radius: float) -> None:
    assert town_radius(population, capital=capital) == radius


@pytest.mark.parametrize(
    ("name", "aliases", "shown"),
    [
        ("Nīnawá", ("Nineveh", "Nineveh Governorate"), "Nineveh"),
        ("Bordeaux", ("Province of Burdigala",), "Bordeaux"),
        ("Île-de-France", (), "Île-de-France"),
    ],
)
def test_a_region_is_shown_by_its_english_name(name: str, aliases: tuple[str, ...], shown: str) -> None:
    assert Subdivision(name, "", 1, 1, aliases, "AA", None).display == shown


def test_an_english_name_goes_to_the_most_populous_bearer() -> None:
    towns = [
        Record(TOWN._replace(name="Gent", country="BE", feature="PPL", population=people), ("Gent",))
        for people in (900, 250_000, 800)
    ]
    assert [record.main for record in english_names(towns)] == [("Gent",), ("Gent", "Ghent"), ("Gent",)]


def test_our_regions_are_sound() -> None:
    records = list(wide_regions())
    assert len({record.entry.id for record in records}) == len(records)
    for record in records:
        entry = record.entry
        assert -90 <= entry.lat <= 90, entry
        assert -180 <= entry.lon <= 180, entry
        assert entry.radius_km > 0, entry
        assert entry.precision in ("region", "province", "district"), entry


def test_every_country_of_our_regions_is_known() -> None:
    known = {row["iso2"] for row in _csv(HERE / "countries.csv")}
    assert {record.entry.country for record in wide_regions()} <= known | {None}
