"""What every gazetteer must do: exact, alias, diacritics, absent, tie; and where our own places lie."""

from pathlib import Path

import numpy as np
import pytest

import dateline.gazetteer
from dateline.gazetteer import BundledGazetteer, Gazetteer
from dateline.gazetteer.lists import ListedPlace, read_places

COMPILED = Path(dateline.gazetteer.__file__).with_name("compiled.csv")
WIDE_KINDS = ("sea", "strait", "region", "mountain", "oilfield", "other")
IN_COUNTRY_KM = 150.0
BORDER_KM = 80.0
"""Deserts have few towns, and the nearest may be over the border; a crossing lies on it."""


@pytest.fixture(scope="module", params=["bundled", "layered"])
def gazetteer(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Gazetteer:
    bundled = BundledGazetteer()
    if request.param == "bundled":
        return bundled
    path = tmp_path_factory.mktemp("lists") / "places.csv"
    path.write_text("name,lat,lon,country\nCamp Quill,10,20,TD\n", encoding="utf-8")
    return bundled.with_places(path)


def test_exact(gazetteer: Gazetteer) -> None:
    assert any(entry.geonameid == 99072 and not entry.alias for entry in gazetteer.candidates("Mosul"))


def test_alias(gazetteer: Gazetteer) -> None:
    assert any(entry.name == "Yangon" and entry.alias for entry in gazetteer.candidates("Rangoon"))


def test_diacritics_and_case(gazetteer: Gazetteer) -> None:
    assert gazetteer.candidates("MEDELLÍN") == gazetteer.candidates("medellin") != ()


def test_absent(gazetteer: Gazetteer) -> None:
    assert tuple(gazetteer.candidates("Nowhereatallville")) == ()


def test_tie(gazetteer: Gazetteer) -> None:
    plain = gazetteer.candidates("Tripoli")
    assert {"LY", "LB", "GR"} <= {entry.country for entry in plain}
    assert gazetteer.candidates("Tripoli", near=(34.4, 35.8))[0].country == "LB"
    assert gazetteer.candidates("Tripoli", near=(34.4, 35.8)) == gazetteer.candidates("Tripoli", near=(34.4, 35.8))


def test_every_entry_is_on_the_globe(gazetteer: Gazetteer) -> None:
    for name in ("Georgia", "Paris", "Kabul", "Fiji", "Antarctica"):
        for entry in gazetteer.candidates(name):
            assert -90 <= entry.lat <= 90
            assert -180 <= entry.lon <= 180
            assert entry.radius_km > 0


def misplaced(places: tuple[ListedPlace, ...]) -> list[str]:
    """Places far from any populated place of their country and much nearer to one of another."""
    bundled = BundledGazetteer()
    columns = bundled._columns
    towns = np.array([bundled._features[f] in ("PPL", "PPLC") for f in columns["feature"]])
    lat = np.frombuffer(columns["lat"], dtype=np.int32)[towns] / 1e5
    lon = np.frombuffer(columns["lon"], dtype=np.int32)[towns] / 1e5
    country = np.frombuffer(columns["country"], dtype=np.uint8)[towns]
    out = []
    for place in places:
        entry = place.entry
        if entry.country is None or place.kind in WIDE_KINDS:
            continue
        east = (lon - entry.lon + 180) % 360 - 180
        apart = np.hypot(lat - entry.lat, east * np.cos(np.radians(entry.lat))) * 111.2
        at_home = country == bundled._countries.index(entry.country)
        home = float(apart[at_home].min(initial=np.inf))
        abroad = float(apart[~at_home].min())
        if home > IN_COUNTRY_KM or (place.kind != "crossing" and home > abroad + BORDER_KM):
            out.append(f"row {place.row}: {entry.name} ({entry.country}) is {home:.0f} km from its country's towns")
    return out


def test_compiled_places_lie_in_their_countries() -> None:
    places = read_places(COMPILED)
    assert len(places) > 300
    assert misplaced(places) == []


def test_every_compiled_name_is_found() -> None:
    bundled = BundledGazetteer()
    for place in read_places(COMPILED):
        found = {entry.id for entry in bundled.candidates(place.entry.name)}
        # A wide region may be one with that of another list.
        assert found if place.kind in WIDE_KINDS else place.entry.id in found, place.entry.name
