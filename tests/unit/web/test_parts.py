"""The parts of the workbench: limits, what an address asks, bars, charts, what a form states, the kept libraries."""

from __future__ import annotations

import hashlib
import itertools
import json
import re
from datetime import date, timedelta
from urllib.parse import parse_qs

import pytest
from pydantic import ValidationError

from dateline.errors import DataError
from dateline.store.overview import Overview
from dateline.web import build_assets, charts, decide
from dateline.web.asked import Asked, AskedReports
from dateline.web.limits import Limiter
from dateline.web.shown import Bar, bars
from dateline.web.templates import STATIC, static


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_tries_are_counted_by_key_and_come_back() -> None:
    clock = Clock()
    limiter = Limiter(2, 60.0, clock)
    limiter.count("a")
    clock.now += 20
    limiter.count("a")
    assert limiter.wait("a") == 40
    assert limiter.wait("b") == 0
    clock.now += 41
    assert limiter.wait("a") == 0
    limiter.count("a")
    assert limiter.wait("a") == 19
    limiter.forget("a")
    assert limiter.wait("a") == 0


def test_an_address_holds_every_filter() -> None:
    told = {
        "q": "market*", "from": "2024-01-01", "to": "2024-02-29", "type": ["shelling", "bombing"], "family": "violence",
        "actor": "Desert Front", "outlet": "Wire & Sons", "country": "IQ", "salience": ["main"], "killed": "3",
        "publishers": "2", "disputed": "killed", "box": "40,30,50,38", "near": "36.3,43.1,50", "as_of": "2024-03-01",
        "order": "killed",
    }  # fmt: skip
    asked = Asked.model_validate(told)
    again = {
        name: value if name in {"type", "salience"} else value[0] for name, value in parse_qs(asked.query()).items()
    }
    assert Asked.model_validate(again) == asked
    assert asked.many == 15
    search = asked.search(limit=5)
    assert (search.types, search.killed, search.near, search.limit) == (
        ("shelling", "bombing"),
        3,
        (36.3, 43.1, 50.0),
        5,
    )
    assert "killed=3" not in asked.query(killed=None, order=None)
    assert Asked.model_validate({"family": "words"}).search().types[0] == "meeting"


def test_what_a_form_leaves_empty_asks_for_nothing() -> None:
    assert Asked.model_validate({"q": "", "type": [""], "killed": "", "from": ""}) == Asked()
    assert AskedReports.model_validate({"outlet": ""}) == AskedReports()
    assert Asked().query() == ""


@pytest.mark.parametrize(
    "wrong",
    [{"from": "2024-02-30"}, {"q": "a\0b"}, {"q": "x" * 201}, {"type": ["x"]}, {"box": "1,2,3"}, {"box": "1,9,2,3"},
     {"near": "91,0,5"}, {"near": "a,b,c"}, {"near": "nan,0,1"}, {"killed": "-1"}, {"country": "IRQ"}, {"order": "x"}],
)  # fmt: skip
def test_what_cannot_be_asked_is_told(wrong: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        Asked.model_validate(wrong)


@pytest.mark.parametrize(
    ("days", "many", "length"), [(1, 1, 1), (100, 100, 1), (700, 101, 7), (3000, 99, 31), (40000, 110, 366)]
)
def test_bars_are_as_fine_as_there_is_room(days: int, many: int, length: int) -> None:
    first = date(1950, 1, 2)
    told = tuple((first + timedelta(days=number)).isoformat() for number in range(days))
    found = bars(Overview(ids=tuple(range(days)), first_day=told))
    assert sum(bar.incidents for bar in found) == days
    assert many - 3 <= len(found) <= 120
    assert max((bar.last - bar.first).days + 1 for bar in found) == length
    assert all(before.last < after.first for before, after in itertools.pairwise(found))


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar_are_no_fault(day: str) -> None:
    for told in ((day,), (day, "2024-05-05")):
        found = bars(Overview(ids=(1, 2)[: len(told)], first_day=told))
        assert sum(bar.incidents for bar in found) == len(told)
        assert charts.histogram(found, lambda bar: "/?from=" + bar.first.isoformat())


def test_a_histogram_is_made_of_links() -> None:
    drawn = charts.histogram([Bar(date(2024, 1, 1), date(2024, 1, 7), 4)], lambda _: '/?a="><script>')
    assert "<script>" not in drawn
    assert "1 January 2024 to 7 January 2024: 4" in drawn
    assert 'data-first="2024-01-01" data-last="2024-01-07" data-count="4"' in drawn, "as the script reads it"
    assert charts.histogram([], lambda _: "/") == ""


@pytest.mark.parametrize(
    ("field", "value", "means"),
    [
        ("time", "2024-09-13", {"start": "2024-09-13", "end": "2024-09-13"}),
        ("time", "2024-09-13/2024-09-15", {"start": "2024-09-13", "end": "2024-09-15"}),
        ("killed", "4", {"low": 4, "best": 4, "high": 4}),
        ("killed", "4, 9", {"low": 4, "best": None, "high": 9}),
        ("place", "36.3, 43.1", {"lat": 36.3, "lon": 43.1, "precision": "exact"}),
        ("actor", " Red Dawn ", {"name": "Red Dawn"}),
        ("type", "bombing", "bombing"),
        ("series", "no", False),
        ("killed", "", None),
    ],
)
def test_what_is_written_by_hand(field: str, value: str, means: object) -> None:
    assert decide.stated(field, value) == means


@pytest.mark.parametrize(
    ("field", "value"), [("killed", "many"), ("place", "here"), ("place", "99, 0"), ("killed", "-1")]
)
def test_what_cannot_be_stated_is_told(field: str, value: str) -> None:
    with pytest.raises(DataError):
        decide.stated(field, value)


def test_words_are_ranges() -> None:
    assert decide.ranges("3-9, 12-20") == [(3, 9), (12, 20)]
    assert decide.ranges(" ") == []
    for wrong in ("3", "a-b", "3-9;4-5", "-3-9"):
        with pytest.raises(DataError, match="ranges"):
            decide.ranges(wrong)


def test_words_are_found_where_they_stand_once() -> None:
    text = "Police said 12 people, 9 of them guards, were held; the police of 2024-05 said so."
    assert decide.words_of(text, "12 people") == [(12, 21)]
    assert decide.words_of(text, " 12 ") == [(12, 14)]
    assert decide.words_of(text, "0-6,12-14") == [(0, 6), (12, 14)]
    assert decide.words_of(text, "") == []
    for wanted, says in (("said", "say which, 7-11, 74-78"), ("guard", "does not have"), ("Police.*", "does not have")):
        with pytest.raises(DataError, match=says):
            decide.words_of(text, wanted)


def test_the_kept_libraries_are_those_that_were_reviewed() -> None:
    told = json.loads((STATIC / "vendor" / "versions.json").read_text(encoding="utf-8"))
    for package in build_assets.PACKAGES:
        assert (package.folder / f"{package.name}.LICENSE").stat().st_size > 100
        for name, digest in package.files.items():
            if "LICENSE" not in name:
                kept = package.folder / name.rpartition("/")[2]
                assert hashlib.sha256(kept.read_bytes()).hexdigest() == digest, name
        if package.folder == STATIC / "vendor":
            assert told[package.name] == {"version": package.version, "licence": package.licence}
    assert not re.search(r"registry|npmjs", (STATIC / "vendor" / "versions.json").read_text(encoding="utf-8"))


def test_the_ground_of_the_map_is_whole() -> None:
    ground = json.loads((STATIC / "basemap.json").read_text(encoding="utf-8"))
    names = {each["properties"]["name"] for each in ground["cities"]["features"]}
    assert {"Baghdad", "Lagos", "Manila"} <= names
    rings = [each["geometry"]["coordinates"][0] for each in ground["land"]["features"]]
    assert len(rings) > 1000
    assert all(ring[0] == ring[-1] for ring in rings)
    steps = [abs(one[0] - other[0]) for ring in rings for one, other in itertools.pairwise(ring) if one[1] > -89]
    assert max(steps) < 180


def test_a_static_address_changes_with_its_content() -> None:
    assert re.fullmatch(r"/static/keys\.js\?v=[0-9a-f]{12}", static("keys.js"))
    assert static("rendered/page.css") != static("workbench.css")
