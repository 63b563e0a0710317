"""Incidents are found by what their reports tell, in order and page by page, and as of any time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

import dateline
import newsstand
import stories
from dateline.errors import DataError, InputError
from dateline.export.happening import Happening
from dateline.schema.reading import Place, Reading
from dateline.store.engine import Database
from dateline.store.incident_queries import IncidentSearch, full_incidents
from dateline.store.store import Store
from newsstand import depot, link, names, put
from stored import writer


@pytest.fixture(scope="module")
def stored(shared_url: str) -> Iterator[Store]:
    """1: the bomb at the depot, by three outlets and a copy; 2 and 3: attacks told once; 3 is background alone."""
    database = Database.open(shared_url, create=True)
    put(database, *(depot(outlet) for outlet in newsstand.TOLLS), depot("Northern Wire", under="Copy Cat"))
    put(database, names(1, ("Zarimov", "main"), published="2022-06-01"))
    put(database, _moved(names(2, ("Quarvel", "background"), published="2022-06-02"), -17.0, 179.9))
    link(database, model=stories.by_names())
    yield Store(database)
    database.close()


def _moved(reading: Reading, lat: float, lon: float) -> Reading:
    """The same in Fiji."""
    (event,) = reading.events
    place = Place(evidence=(event.trigger,), name="Vunda", lat=lat, lon=lon, country="FJ", precision="province",
                  radius_km=80)  # fmt: skip
    return reading.model_copy(update={"events": (event.model_copy(update={"place": place}),)})


@pytest.mark.parametrize(
    ("asked", "incidents"),
    [
        ({}, [1, 2, 3]),
        ({"text": "schools"}, [1]),
        ({"text": "bomb*"}, [1, 2, 3]),
        ({"text": "elephants"}, []),
        ({"outlet": "copy cat"}, [1]),
        ({"outlet": "Outlet 1"}, [2]),
        ({"actor": "red dawn"}, [1]),
        ({"types": ["bombing"]}, [1, 2, 3]),
        ({"types": ["protest"]}, []),
        ({"since": "2022-05-04"}, []),
        ({"until": "2022-05-03"}, [1, 2, 3]),
        ({"killed": 6}, [1]),
        ({"killed": 7}, []),
        ({"country": "iq"}, [1]),
        ({"country": "FJ"}, [3]),
        ({"box": (170, -20, -170, 0)}, [3]),
        ({"near": (34.2, 43.9, 10)}, [1]),
        ({"publishers": 2}, [1]),
        ({"publishers": 4}, []),
        ({"disputed": "killed"}, [1]),
        ({"disputed": "any"}, [1]),
        ({"disputed": "place"}, []),
        ({"saliences": ["background"]}, [3]),
        ({"saliences": ["main", "related"]}, [1, 2]),
        ({"order": "published"}, [3, 2, 1]),
        ({"order": "killed"}, [1, 2, 3]),
        ({"order": "publishers"}, [1, 2, 3]),
        ({"text": "bomb*", "country": "IQ", "killed": 1, "near": (34.2, 43.9, 10)}, [1]),
        ({"as_of": "2001-01-01"}, []),
    ],
)
def test_what_is_found(stored: Store, asked: dict[str, Any], incidents: list[int]) -> None:
    assert [each.id for each in stored.incidents(**asked)] == incidents


@pytest.mark.parametrize("order", ["day", "published", "changed", "killed", "publishers"])
def test_pages_are_the_whole(stored: Store, order: Any) -> None:
    whole = [each.id for each in stored.incidents(order=order)]
    found: list[int] = []
    after = None
    while page := list(stored.incidents(order=order, limit=1, after=after)):
        found += [each.id for each in page]
        after = page[-1].cursor
    assert found == whole


def test_later_pages_are_of_the_state_of_the_first(database: Database) -> None:
    put(database, names(1, ("Zarimov", "main")), names(2, ("Quarvel", "main")))
    link(database, model=stories.by_names())
    store = Store(database)
    (first,) = store.incidents(limit=1)
    put(database, names(3, ("Ondrake", "main")), names(4, ("Quarvel", "main")))
    link(database, model=stories.by_names())
    (second,) = store.incidents(after=first.cursor)
    assert (second.id, second.members) == (2, 1)
    assert len(list(store.incidents())) == 3


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"after": "nonsense"}, "no cursor"),
        ({"after": "WzEsMl0"}, "no cursor"),
        ({"after": "é"}, "no cursor"),
        ({"order": "size"}, "no order"),
        ({"types": ["shellling"]}, "shelling"),
        ({"since": "yesterday"}, "ISO date"),
    ],
)
def test_what_cannot_be_looked_for(stored: Store, asked: dict[str, Any], said: str) -> None:
    with pytest.raises(DataError, match=said):
        stored.incidents(**asked)


def test_a_cursor_is_for_its_order(stored: Store) -> None:
    first = next(stored.incidents(limit=1))
    with pytest.raises(DataError, match="incidents by killed"):
        stored.incidents(order="killed", after=first.cursor)


def test_there_is_no_such_incident_or_rule(stored: Store) -> None:
    with pytest.raises(DataError, match="incident 99: there is no such incident"):
        stored.incident(99)
    with pytest.raises(InputError, match="rule casualties"):
        stored.incident(1, casualties="wildest")


def test_columns_are_those_of_the_default_rules(stored: Store) -> None:
    found = next(stored.incidents())
    full = stored.incident(1)
    assert (found.killed, found.type) == ((4, 6, 6), full.type.chosen)
    assert full.casualties.killed.low == 4
    assert (found.members, found.reports, found.publishers, found.copies) == (4, 4, 3, 1)
    assert (found.first_published, found.last_published) == ("2022-05-03", "2022-05-05")
    assert (found.place, found.country, found.precision, found.radius_km) == ("Harla", "IQ", "town", 10.0)
    assert found.title.startswith("Four people were killed")
    assert found.to_dict()["killed"] == {"low": 4, "best": 6, "high": 6}


def test_incidents_in_full_have_the_readings_of_their_members(stored: Store) -> None:
    found = list(full_incidents(stored.database, IncidentSearch(publishers=2)))
    assert [each.incident.id for each in found] == ["1"]
    outlets = {found[0].readings[member.source].report.outlet for member in found[0].incident.members}
    assert outlets == {*newsstand.TOLLS, "Copy Cat"}
    assert found[0].incident == stored.incident(1)


def test_exported_incidents_name_all_who_tell_them(stored: Store, tmp_path: Any) -> None:
    done = stored.export("jsonl", tmp_path / "events.jsonl", killed=1, rules={"casualties": "lowest"})
    assert done.rows == 1
    (line,) = (tmp_path / "events.jsonl").read_text(encoding="utf-8").splitlines()
    made = Happening.model_validate_json(line)
    assert (made.id, made.version, made.publishers) == ("1", 1, 3)
    assert {each.outlet for each in made.tellings} == {*newsstand.TOLLS, "Copy Cat"}
    assert made.tolls.killed is not None
    assert (made.tolls.killed.low, made.tolls.killed.best, made.tolls.killed.high) == (4, 4, 6)


def test_a_store_that_never_linked_says_what_is_pending(url: str) -> None:
    database = Database.open(url, create=True)
    writer(database).write(depot("Northern Wire"), newsstand.NO_VECTORS)
    database.close()
    with dateline.open_store(url) as store:
        assert (store.pending(), list(store.incidents())) == (1, [])
        assert (store.link().placed, store.pending()) == (1, 0)
        assert [each.id for each in store.incidents()] == [1]
