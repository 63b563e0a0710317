"""An incident of several reports as one happening."""

from __future__ import annotations

from pathlib import Path

import pytest

import build
from build import argument, count, day, event, span
from dateline.export.export import export
from dateline.export.happening import Happening
from dateline.export.incidents import of_incident
from dateline.export.registry import MODULES
from dateline.link.reconcile import Account, incident
from dateline.schema.incident import Why
from dateline.schema.reading import AcledCode, Casualties, Codes, Reading, UcdpCode

FIRST = "Gunmen killed three guards in Mosul on Monday."
SECOND = "Five guards were shot dead by the Desert Front in Mosul on 6 May 2024."
CODED = Codes(
    acled=AcledCode(event_type="Battles", sub_event_type="Armed clash"), cameo="190", ucdp=UcdpCode(type_of_violence=1)
)


def tell(
    text: str, trigger: str, victims: str, number: int, words: str, outlet: str, published: str, **more: str
) -> Reading:
    made = event(
        "e1", "armed-assault", span(text, trigger), time=day(span(text, words), "2024-05-06"),
        place=build.MOSUL.model_copy(update={"evidence": (span(text, "Mosul"),)}),
        arguments=(argument("actor", span(text, more["actor"]), confidence="fact"),
                   argument("victim", span(text, victims))),
        casualties=Casualties(killed=count(number, number, number, span(text, victims))),
        codes=CODED if outlet == "Gulf Daily" else Codes(),
        codes_why_not={} if outlet == "Gulf Daily" else {"acled": "means not told", "muc4": "no attack"},
    )  # fmt: skip
    return build.bare(
        text, made, outlet=outlet, published=published, url=f"https://{outlet.split()[0].lower()}.example"
    )


@pytest.fixture
def readings() -> dict[str, Reading]:
    both = (
        tell(FIRST, "killed", "three guards", 3, "Monday", "Northern Wire", "2024-05-06", actor="Gunmen"),
        tell(SECOND, "shot dead", "Five guards", 5, "6 May 2024", "Gulf Daily", "2024-05-07", actor="the Desert Front"),
    )
    return {each.report.id: each for each in both}


@pytest.fixture
def told(readings: dict[str, Reading]) -> Happening:
    accounts = [Account(each, each.events[0], Why(by="founded"), 1.0) for each in readings.values()]
    return of_incident(incident("i7", accounts), readings, at="2026-03-01T12:00:00Z")


def test_values_are_the_chosen_ones_with_the_bounds_of_all(told: Happening) -> None:
    assert (told.id, told.type, told.publishers) == ("i7", "armed-assault", 2)
    assert told.tolls.killed is not None
    assert (told.tolls.killed.low, told.tolls.killed.best, told.tolls.killed.high) == (3, 5, 5)
    assert told.tolls.killed.stated == "Five guards"
    assert told.tolls.injured is None
    assert told.where is not None
    assert told.where.name == "Mosul"


def test_a_code_that_one_member_has_is_the_incidents(told: Happening) -> None:
    assert told.codes == CODED
    assert told.why_not == {"muc4": "no attack"}


def test_every_telling_is_there_and_every_rival_value_cited(told: Happening, readings: dict[str, Reading]) -> None:
    assert {each.report for each in told.tellings} == set(readings)
    assert {(each.text, each.chosen) for each in told.evidence if each.field == "killed"} == {
        ("three guards", False), ("Five guards", True),
    }  # fmt: skip
    for each in told.evidence:
        assert readings[each.report].report.text[each.start : each.end] == each.text


def test_it_is_exported_as_one_row_with_both_sources(told: Happening, tmp_path: Path) -> None:
    done = export([told], "ucdp-ged", tmp_path)
    heading, row = (tmp_path / "ucdp-ged.csv").read_text(encoding="utf-8").splitlines()
    cells = dict(zip(heading.split(","), row.split(","), strict=False))
    assert done.rows == 1
    assert cells["id"] == "i7"
    assert "Northern Wire" in row
    assert "Gulf Daily" in row
    assert row.endswith(",5,5,5,3,,")  # unknown, best, high, low


@pytest.mark.parametrize("name", MODULES)
def test_every_format_takes_it(told: Happening, name: str, tmp_path: Path) -> None:
    done = export([told], name, tmp_path)
    expected = {"plover": "no PLOVER type"}.get(name)
    assert (done.rows, dict(done.declined)) == ((0, {expected: 1}) if expected else (1, {}))


def test_a_reading_that_is_missing_is_told(readings: dict[str, Reading]) -> None:
    accounts = [Account(each, each.events[0], Why(by="founded"), 1.0) for each in readings.values()]
    with pytest.raises(KeyError):
        of_incident(incident("i7", accounts), {})
