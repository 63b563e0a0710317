"""The list of actors: the bundled one, and a user's own over it."""

import csv
from collections import Counter
from pathlib import Path

import pytest

import dateline.gazetteer
import dateline.normalise
from dateline.errors import DataError
from dateline.normalise.actor import ActorRegistry
from dateline.normalise.actor_lexicon import lexicon
from dateline.normalise.actor_words import phrase_key

HEADER = "id,name,aliases,kind,country,alignment,note\n"
PLACE_KINDS = frozenset(
    "base crossing camp compound dam district neighbourhood airport port checkpoint prison embassy oilfield strait sea "
    "mountain region village other".split()
)


def own(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "mine.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_users_list_comes_first(tmp_path: Path) -> None:
    path = own(tmp_path, HEADER + "my:1,Northern Wolves,wolves|=NW|Daesh,armed-group,GE,Russia,\n")
    registry = ActorRegistry.bundled().with_actors(path)
    found = registry.entity("wolves fighters")
    assert found is not None
    assert (found.id, found.kind, found.country, found.alignment) == ("my:1", "armed-group", "GE", "Russia")
    for text, expected in (("NW", "my:1"), ("Daesh", "my:1"), ("ISIS", "actor:islamic-state")):
        entity = registry.entity(text)
        assert entity is not None
        assert entity.id == expected
    assert registry.entity("nw") is None
    bundled = ActorRegistry.bundled().entity("Daesh")
    assert bundled is not None
    assert bundled.id == "actor:islamic-state"


def test_a_users_row_replaces_ours_of_the_same_id(tmp_path: Path) -> None:
    path = own(tmp_path, "\ufeff" + HEADER + "actor:nato,The Alliance,,military,,,\n")
    registry = ActorRegistry.bundled().with_actors(path)
    alliance = registry.entity("the Alliance")
    assert alliance is not None
    assert alliance.kind == "military"
    nato = registry.entity("NATO")
    assert nato is None or nato.id is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("id,name\n1,x\n", "header lacks aliases"),
        ("", "header lacks id"),
        (HEADER + "a,b,,army,,,\n", "row 2: the kind 'army'"),
        (HEADER + "a,b,,military,,,\nc,d,,military,IRQ,,\n", "row 3: the country 'IRQ'"),
        (HEADER + ",b,,military,,,\n", "row 2: id and name"),
        (HEADER + "a,b,,military,,,\na,c,,military,,,\n", "row 3: the id 'a' is used twice"),
        (HEADER + "a,b,military\n", "row 2: needs 7 cells"),
        (HEADER + "a,b,,military,,,,,\n", "row 2: needs 7 cells"),
        (HEADER + 'a,"b"x,,military,,,\n', "not CSV"),
    ],
)
def test_a_bad_list_names_its_row(tmp_path: Path, text: str, message: str) -> None:
    path = own(tmp_path, text)
    with pytest.raises(DataError) as error:
        ActorRegistry.bundled().with_actors(path)
    assert message in str(error.value)
    assert str(path) in str(error.value)


def test_a_list_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="cannot be read"):
        ActorRegistry.bundled().with_actors(tmp_path / "absent.csv")
    path = tmp_path / "latin.csv"
    path.write_bytes(HEADER.encode() + b"a,Jos\xe9,,person,,,\n")
    with pytest.raises(DataError, match="UTF-8"):
        ActorRegistry.bundled().with_actors(path)


def test_the_bundled_list_is_sound() -> None:
    actors = ActorRegistry.bundled().actors
    assert len(actors) >= 450
    assert [actor.id for actor in actors] == sorted(actor.id for actor in actors)
    for actor in actors:
        assert actor.country is None or lexicon().country_name(actor.country), actor.id


def test_no_name_belongs_to_two_actors() -> None:
    names = Counter(
        (alias if alias.startswith("=") else phrase_key(alias))
        for actor in ActorRegistry.bundled().actors
        for alias in {phrase_key(alias): alias for alias in (actor.name, *actor.aliases)}.values()
    )
    assert [name for name, count in names.items() if count > 1] == []


def test_every_listed_actor_is_found_by_its_name() -> None:
    registry = ActorRegistry.bundled()
    lost = [actor.id for actor in registry.actors if getattr(registry.entity(actor.name), "id", None) != actor.id]
    assert lost == []


def test_countries_are_whole() -> None:
    path = Path(dateline.normalise.__file__).parent / "data" / "countries.csv"
    rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    assert len({row["iso2"] for row in rows}) == len(rows) >= 195
    demonyms = Counter(name for row in rows for name in row["demonyms"].split("|") if name)
    assert [name for name, count in demonyms.items() if count > 1] == []


def test_compiled_places_are_sound() -> None:
    path = Path(dateline.gazetteer.__file__).parent / "compiled.csv"
    rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    assert len(rows) >= 400
    assert len({row["name"] for row in rows}) == len(rows)
    for row in rows:
        assert -90 <= float(row["lat"]) <= 90, row
        assert -180 <= float(row["lon"]) <= 180, row
        assert row["kind"] in PLACE_KINDS, row
        assert not row["country"] or (len(row["country"]) == 2 and row["country"].isupper()), row
