"""Events are found by words, days, places, types, actors and outlets, and as of any time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from dateline.errors import DataError
from dateline.store.changing import now
from dateline.store.engine import Database
from dateline.store.queries import Box, Near, Search, find
from stored import RAID, arrest, place, raid, told, writer

CAFE = f"{RAID} They met in a café."


@pytest.fixture(scope="module")
def stored(shared_url: str) -> Iterator[Database]:
    database = Database.open(shared_url, create=True)
    one = writer(database)
    one.write(*told(outlet="Northern Wire", headline="Night raid", published="2024-05-07"))
    one.write(*told(CAFE, raid(CAFE, arguments=(), place=None), outlet="Gulf Daily"))
    far = place(RAID, "Erbil").model_copy(update={"lat": -17.0, "lon": 179.9})
    one.write(*told(RAID, arrest(RAID, place=far, more_places=(place(RAID, "Mosul"),)), source_id="9"))
    yield database
    database.close()


def found(database: Database, **asked: Any) -> list[int]:
    return [each.id for each in find(database, Search(**asked))]


@pytest.mark.parametrize(
    ("asked", "events"),
    [
        ({}, [1, 3, 2, 4]),
        ({"limit": 2}, [1, 3]),
        ({"text": "cafe"}, [3]),
        ({"text": "CAFÉ mosul"}, [3]),
        ({"text": "night"}, [1, 2]),
        ({"text": '"Desert Front attacked"'}, [1, 3, 2, 4]),
        ({"text": '"Front Desert"'}, []),
        ({"text": "attack*"}, [1, 3, 2, 4]),
        ({"text": "attack"}, []),
        ({"text": "mosul -cafe"}, [1, 2, 4]),
        ({"text": "mosul -cafe -night"}, [4]),
        ({"since": "2024-05-06"}, [1, 3]),
        ({"since": "2024-05-07"}, []),
        ({"until": "2024-05-06", "since": "2024-05-01"}, [1, 3]),
        ({"until": "2024-05-05"}, []),
        ({"types": ("arrest",)}, [2, 4]),
        ({"types": ("arrest", "armed-assault")}, [1, 3, 2, 4]),
        ({"actor": "desert front"}, [1]),
        ({"actor": "desert-front"}, [1]),
        ({"actor": "Desert"}, [1]),
        ({"actor": "ert Fro"}, []),
        ({"actor": "police"}, [2, 4]),
        ({"actor": "two men"}, []),
        ({"actor": "%"}, []),
        ({"outlet": "northern WIRE"}, [1, 2]),
        ({"outlet": "Wire"}, []),
        ({"outlet": "…"}, []),
        ({"box": Box(43, 36, 44, 37)}, [1, 4]),
        ({"box": Box(170, -20, -170, 0)}, [4]),
        ({"near": Near(36.34, 43.12, 5)}, [1, 4]),
        ({"near": Near(36.335, 43.119, 0)}, [1, 4]),
        ({"near": Near(36.34, 43.12, 70)}, [1, 4]),
        ({"near": Near(36.34, 43.12, 90)}, [1, 2, 4]),
        ({"near": Near(-17, -179.9, 30)}, [4]),
        ({"near": Near(0, 0, 30_000)}, [1, 2, 4]),
        ({"text": "mosul", "types": ("arrest",), "outlet": "Northern Wire", "near": Near(36.2, 44, 9)}, [2]),
    ],
)
def test_what_is_found(stored: Database, asked: dict[str, Any], events: list[int]) -> None:
    assert found(stored, **asked) == events


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"text": "-only -absent"}, "at least one word"),
        ({"text": " … "}, "at least one word"),
        ({"since": "yesterday"}, "ISO date"),
        ({"as_of": "soon"}, "ISO date"),
        ({"types": ("shellling",)}, "shelling"),
    ],
)
def test_what_cannot_be_looked_for(database: Database, asked: dict[str, Any], said: str) -> None:
    with pytest.raises(DataError, match=said):
        found(database, **asked)


def test_every_past_state_is_there(database: Database) -> None:
    before = now()
    writer(database).write(*told(url="https://x.example/1"))
    first = now()
    writer(database, "two").write(*told(RAID, raid(RAID, "armed-clash"), recipe="two", url="https://x.example/1"))
    second = now()
    writer(database, "two").write(*told(CAFE, recipe="two", url="https://x.example/1"))

    def state(**asked: Any) -> list[tuple[int, int, str, str]]:
        events = find(database, Search(**asked))
        return [(each.id, each.version, each.event.type, each.report.text) for each in events]

    assert state(as_of=before) == []
    assert state(as_of=first) == [(1, 1, "armed-assault", RAID), (2, 1, "arrest", RAID)]
    assert state(as_of=second) == [(1, 2, "armed-clash", RAID)]
    assert state() == [(1, 3, "armed-assault", CAFE), (2, 3, "arrest", CAFE)]
    assert state(as_of=first, types=("armed-clash",)) == []
    assert state(as_of=now()[:10]) == state()
    assert state(as_of="2001-01-01") == []
    assert state(as_of=first.replace("Z", "+00:00")) == state(as_of=first)


def test_an_answer_is_of_one_state_while_others_write(database: Database) -> None:
    one = writer(database)
    for number in range(5):
        one.write(*told(source_id=str(number)))
    answer = find(database, Search())
    first = next(answer)
    one.write(*told(source_id="later"))
    assert len([first, *answer]) == 10
    assert len(found(database)) == 12
