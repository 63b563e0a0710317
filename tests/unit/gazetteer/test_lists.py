from pathlib import Path

import pytest

from dateline.errors import DataError
from dateline.gazetteer import BundledGazetteer
from dateline.gazetteer.lists import KINDS, read_places

HEADER = "name,aliases,lat,lon,country,admin1,kind,note\n"


def write(folder: Path, rows: str, header: str = HEADER) -> Path:
    path = folder / "places.csv"
    path.write_text(header + rows, encoding="utf-8")
    return path


def test_a_row_becomes_an_entry(tmp_path: Path) -> None:
    (place,) = read_places(write(tmp_path, "Camp Verda,Verda|Camp V,33.5,44.1,IQ,Anbar,base,hypothetical\n"))
    assert place.names == ("Camp Verda", "Verda", "Camp V")
    assert (place.entry.id, place.entry.feature, place.entry.radius_km) == ("dateline:camp-verda", "INSM", 3)
    assert (place.entry.country, place.entry.admin1, place.entry.geonameid) == ("IQ", "Anbar", None)


def test_namesakes_in_two_countries_have_two_ids(tmp_path: Path) -> None:
    places = read_places(write(tmp_path, "Old Bridge,,1,2,IQ,,other,\nOld Bridge,,3,4,SY,,other,\n"))
    assert [place.entry.id for place in places] == ["dateline:old-bridge", "dateline:old-bridge-sy"]


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("Fine,,1,2,IQ,,base,\nBad,,91,2,IQ,,base,\n", r"row 3: lat '91'"),
        ("Bad,,north,2,IQ,,base,\n", r"row 2: lat 'north'"),
        ("Bad,,nan,2,IQ,,base,\n", r"row 2: lat 'nan'"),
        ("Bad,,1,2,Iraq,,base,\n", r"row 2: country 'Iraq'"),
        ("Bad,,1,2,IQ,,castle,\n", r"row 2: unknown kind 'castle'"),
        (",,1,2,IQ,,base,\n", r"row 2: every name"),
        ("Twice,,1,2,IQ,,base,\nTwice,,1,2,IQ,,base,\nTwice,,1,2,IQ,,base,\n", r"row 4: 'Twice' is row"),
    ],
)
def test_a_bad_row_is_told_by_its_number(tmp_path: Path, rows: str, told: str) -> None:
    with pytest.raises(DataError, match=told):
        read_places(write(tmp_path, rows))


def test_missing_columns_and_files_are_told(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no column lat, lon"):
        read_places(write(tmp_path, "", header="name,country\n"))
    with pytest.raises(DataError, match="cannot read"):
        read_places(tmp_path / "nowhere.csv")


def test_a_users_list_lies_over_the_bundled_one(tmp_path: Path) -> None:
    bundled = BundledGazetteer()
    layered = bundled.with_places(write(tmp_path, "Mosul,Camp Quill,1.5,2.5,,,camp,\n"))
    assert layered.candidates("MOSUL")[0].id == "dateline:mosul"
    assert layered.candidates("Mosul")[1:] == tuple(bundled.candidates("Mosul"))
    assert layered.candidates("Camp Quill")[0].alias
    assert layered.version.startswith(bundled.version + "+places-")
    assert layered.capital("IQ") == bundled.capital("IQ")


def test_every_kind_has_a_radius() -> None:
    assert all(kind.radius_km > 0 for kind in KINDS.values())
