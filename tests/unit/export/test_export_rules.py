"""How values of the record become those of foreign formats."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest

import build
import exported
from build import argument, count, event, here
from dateline.export import acled, gdelt, plover, ucdp
from dateline.export.base import Declined, Row
from dateline.export.countries import cameo_code, country
from dateline.export.days import Days, clock, days, month, year
from dateline.export.export import export
from dateline.export.happening import Happening, When, of_event
from dateline.schema.reading import (
    AcledCode,
    Casualties,
    Codes,
    Count,
    Entity,
    Event,
    Place,
    PloverCode,
    Reading,
    Time,
    UcdpCode,
)

ATTACK = Codes(
    acled=AcledCode(event_type="Violence against civilians", sub_event_type="Attack"),
    plover=PloverCode(type="ASSAULT", mode=None), cameo="18", ucdp=UcdpCode(type_of_violence=3),
)  # fmt: skip


def happening(**more: Any) -> Happening:
    """An assault of the rich reading, with other values."""
    made = event("e1", more.pop("type", "armed-assault"), here("struck"), **({"codes": ATTACK} | more))
    return of_event(build.bare(build.TEXT, made), made, id="7", at="2026-03-01T12:00:00Z")


def time(start: str | None, end: str | None, **more: Any) -> Time:
    return Time(evidence=(here("Monday"),), type="DATE", value=None, start=start, end=end, **more)


def killed(low: int | None, best: int | None, high: int | None) -> Casualties:
    return Casualties(killed=Count(low=low, best=best, high=high, stated="x", evidence=(here("seven"),)))


def row(made: Row | Declined) -> Row:
    assert not isinstance(made, Declined), made
    return made


@pytest.mark.parametrize(
    ("start", "end", "acled_prec", "ucdp_prec"),
    [
        ("2024-09-10", "2024-09-10", 1, 1),
        ("2024-09-10T23:10", "2024-09-10T23:10", 1, 1),
        ("2024-09-10", "2024-09-11", 2, 2),
        ("2024-09-09", "2024-09-15", 2, 3),
        ("2024-09-01", "2024-09-30", 3, 4),
        ("2024-10-01", "2024-10-31", 3, 4),
        ("2024-06-01", "2024-08-31", None, 5),
        ("2024-01-01", "2024-12-31", None, 5),
        ("2020-01-01", "2029-12-31", None, None),
        (None, "2024-09-10", None, None),
    ],
)
def test_how_exact_a_date_is(start: str | None, end: str | None, acled_prec: int | None, ucdp_prec: int | None) -> None:
    told = happening(time=time(start, end), casualties=killed(1, 1, 1))
    first = row(acled.row(told))
    assert first.get("time_precision") == acled_prec
    assert first.get("event_date") == (start[:10] if acled_prec and start else None)
    assert row(ucdp.row(told)).get("date_prec") == ucdp_prec


@pytest.mark.parametrize(
    ("precision", "acled_prec", "ucdp_prec", "gdelt_type"),
    [
        ("exact", 1, 1, 4), ("town", 1, 1, 4), ("near", 2, 2, 4), ("district", 2, 3, 5), ("province", 3, 4, 5),
        ("country", None, 6, 1), ("region", None, 5, None), ("unknown", None, None, None),
    ],
)  # fmt: skip
def test_how_exact_a_place_is(
    precision: Any, acled_prec: int | None, ucdp_prec: int | None, gdelt_type: int | None
) -> None:
    told = happening(place=build.MOSUL.model_copy(update={"precision": precision}), casualties=killed(1, 1, 1))
    first, second, third = row(acled.row(told)), row(ucdp.row(told)), row(gdelt.row(told))
    assert first.get("geo_precision") == acled_prec
    assert first.get("latitude") == (36.335 if acled_prec else None)
    assert (first["country"], first["iso"]) == ("Iraq", 368)
    assert second["where_prec"] == ucdp_prec
    assert third.get("ActionGeo_Type") == gdelt_type


def test_a_region_of_several_countries() -> None:
    place = Place(evidence=(here("the north"),), name="Sahel", lat=15.0, lon=0.0, precision="region")
    assert row(ucdp.row(happening(place=place, casualties=killed(1, 1, 1))))["where_prec"] == 7


def test_an_american_place_has_gdelts_own_types() -> None:
    place = Place(evidence=(here("the north"),), name="Texas", lat=31.0, lon=-99.0, country="US", precision="province")
    assert row(gdelt.row(happening(place=place)))["ActionGeo_Type"] == 2


@pytest.mark.parametrize(
    ("low", "best", "high", "acled_value", "ucdp_row"),
    [
        (3, 3, 5, 3, (3, 5, 3)),
        (24, None, None, 24, (None, None, 24)),
        (None, 40, None, 40, (40, None, None)),
        (None, 20, 20, 20, (20, 20, None)),
        (0, 0, 0, 0, None),
        (None, None, 9, None, None),
    ],
)
def test_deaths(
    low: int | None, best: int | None, high: int | None, acled_value: int | None, ucdp_row: tuple[Any, ...] | None
) -> None:
    told = happening(casualties=killed(low, best, high))
    assert row(acled.row(told))["fatalities"] == acled_value
    made = ucdp.row(told)
    if ucdp_row is None:
        assert made == Declined("no death reported")
    else:
        assert (row(made)["best"], row(made)["high"], row(made)["low"]) == ucdp_row


def test_silence_about_deaths_is_empty_and_no_zero() -> None:
    told = happening(casualties=Casualties())
    assert row(acled.row(told))["fatalities"] is None
    record = plover.record(told)
    assert isinstance(record, dict)
    assert record["size"] == {"dead": None, "injured": None, "arrested": None}
    assert ucdp.row(told) == Declined("no death reported")


def test_deaths_are_civilians_only_where_all_victims_are() -> None:
    soldiers = argument("victim", here("At least three soldiers"), entity=Entity(name="soldiers", kind="military"))
    people = argument("victim", here("12 recruits"), entity=Entity(name="people", kind="civilian"))
    for victims, column in (((people,), "deaths_civilians"), ((people, soldiers), "deaths_unknown")):
        made = row(ucdp.row(happening(arguments=victims, casualties=killed(2, 2, 2))))
        assert {name: made[name] for name in ("deaths_civilians", "deaths_unknown") if made[name]} == {column: 2}


def test_the_sides_of_state_based_violence_have_the_state_first() -> None:
    front = argument("actor", here("Desert Front"), entity=build.DESERT_FRONT, confidence="fact")
    army = argument("target", here("the Iraqi army"), entity=build.ARMY)
    codes = ATTACK.model_copy(update={"ucdp": UcdpCode(type_of_violence=1)})
    made = row(ucdp.row(happening(arguments=(front, army), casualties=killed(2, 2, 2), codes=codes)))
    assert (made["side_a"], made["side_b"]) == ("Iraqi army", "Desert Front")
    assert made["dyad_name"] == "Iraqi army - Desert Front"


def test_prio_grid_cells() -> None:
    assert ucdp.prio_grid(-89.9, -179.9) == 1
    assert ucdp.prio_grid(89.9, 179.9) == 259_200
    assert ucdp.prio_grid(-89.9, -179.4) == 2
    assert ucdp.prio_grid(-89.4, -179.9) == 721
    assert ucdp.prio_grid(90, 180) == 259_200


@pytest.mark.parametrize(
    ("kind", "land", "role", "inter"),
    [
        ("military", "IQ", "actor", "State forces"),
        ("military", "TR", "actor", "External/Other forces"),
        ("government", "IQ", "actor", "State forces"),
        ("government", "IQ", "target", None),
        ("armed-group", "IQ", "actor", None),
        ("civilian", None, "target", "Civilians"),
        ("organization", "IQ", "target", None),
        ("person", None, "actor", None),
    ],
)
def test_inter_codes(kind: Any, land: str | None, role: Any, inter: str | None) -> None:
    party = argument(role, here("Gunmen"), entity=Entity(name="x", kind=kind, country=land))
    made = row(acled.row(happening(arguments=(party,), place=build.MOSUL)))
    assert made["inter1" if role == "actor" else "inter2"] == inter


def test_two_sides_of_a_clash_told_as_actors() -> None:
    parties = (argument("actor", here("Gunmen"), entity=build.DESERT_FRONT),
               argument("actor", here("the Iraqi army"), entity=build.ARMY))  # fmt: skip
    made = row(acled.row(happening(type="armed-clash", arguments=parties)))
    assert (made["actor1"], made["actor2"]) == ("Desert Front", "Iraqi army")


def test_those_who_demonstrate_stand_before_the_force_against_them() -> None:
    police = argument("actor", here("Police"), entity=Entity(name="police", kind="police", country="IQ"))
    people = argument("target", here("hundreds of people"), entity=Entity(name="people", kind="civilian"))
    coded = AcledCode(event_type="Protests", sub_event_type="Protest with intervention")
    made = row(acled.row(happening(type="crackdown", arguments=(police, people), codes=Codes(acled=coded))))
    assert (made["actor1"], made["inter1"], made["actor2"], made["inter2"]) == (
        "people", "Protesters", "police", "State forces",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("event_type", "sub", "disorder"),
    [
        ("Battles", "Armed clash", "Political violence"),
        ("Protests", "Peaceful protest", "Demonstrations"),
        ("Protests", "Excessive force against protesters", "Political violence; Demonstrations"),
        ("Riots", "Violent demonstration", "Demonstrations"),
        ("Riots", "Mob violence", "Political violence"),
        ("Strategic developments", "Arrests", "Strategic developments"),
    ],
)
def test_disorder_types(event_type: str, sub: str, disorder: str) -> None:
    assert acled.disorder(event_type, sub) == disorder


def test_crowds_and_doubt_are_tags() -> None:
    made = {each.id[-2:]: acled.row(each) for each in exported.told()}
    march, shooting = row(made["e1"]), row(made["e2"])
    assert str(march["tags"]).startswith("crowd size=Hundreds; dateline=")
    assert march["inter1"] == "Protesters"
    assert str(shooting["tags"]).startswith("actor1=accused; ")
    assert shooting["civilian_targeting"] == "Civilian targeting"
    assert (shooting["country"], shooting.get("location")) == ("Nigeria", None)


@pytest.mark.parametrize(
    ("code", "full", "root", "quad", "scale"),
    [("03", "030", "03", 1, 4.0), ("194", "194", "19", 4, -10.0), ("1712", "1712", "17", 4, -9.2),
     ("016", "016", "01", 1, -2.0), ("073", "073", "07", 2, 7.4), ("112", "112", "11", 3, -2.0)],
)  # fmt: skip
def test_cameo_in_gdelt(code: str, full: str, root: str, quad: int, scale: float) -> None:
    made = row(gdelt.row(happening(codes=ATTACK.model_copy(update={"cameo": code}))))
    found = tuple(made[name] for name in ("EventCode", "EventRootCode", "QuadClass", "GoldsteinScale"))
    assert found == (full, root, quad, scale)
    assert made["EventBaseCode"] == full[:3]


def test_the_goldstein_scale_covers_every_code_and_stays_within_ten() -> None:
    assert len(gdelt.goldstein()) == 311
    assert all(-10 <= value <= 10 for value in gdelt.goldstein().values())


def test_fraction_of_a_year_by_gdelts_formula() -> None:
    made = row(gdelt.row(happening(time=time("2015-02-18", "2015-02-18"))))
    assert (made["SQLDATE"], made["MonthYear"], made["Year"], made["FractionDate"]) == (
        "20150218", "201502", 2015, 2015.1315,
    )  # fmt: skip


def test_numbers_for_gdelt() -> None:
    assert gdelt.number("12") == 12
    assert gdelt.number("a/e1") == gdelt.number("a/e1") != gdelt.number("a/e2")
    assert gdelt.number("a/e1") < 2**63


def test_quad_codes_and_auxiliary_modes_of_plover() -> None:
    assert [plover.QUAD[name] for name in ("AGREE", "RETREAT", "REQUEST", "ASSAULT")] == [1, 2, 3, 4]
    modes = {
        more: plover.record(happening(codes=Codes(plover=PloverCode(type="COERCE", mode="ban")), **dict([more])))
        for more in (("modality", "future"), ("polarity", "negative"), ("salience", "background"))
    }
    found = [each["mode"] for each in modes.values() if isinstance(each, dict)]
    assert found == ["ban; future", "ban; negation", "ban; historical"]


def test_links_join_records() -> None:
    records = [plover.record(each) for each in exported.told()]
    linked = [each for each in records if isinstance(each, dict) and each["link"]]
    ids = {each.id for each in exported.told()}
    assert linked
    assert all(set(each["link"]) <= ids for each in linked)


def test_what_has_no_code_is_declined_for_the_records_reason() -> None:
    told = happening(codes=Codes(), codes_why_not={"acled": "no attack", "cameo": "no code", "plover": "no type"})
    assert acled.row(told) == Declined("no attack")
    assert gdelt.row(told) == Declined("no code")
    assert plover.record(told) == Declined("no type")


def test_days_and_clock() -> None:
    made = When(start="2024-09-30T10:05", end="2024-10-01", stated="x")
    found = days(made)
    assert found is not None
    assert (found.many, month(found), year(found), clock(made.start), clock(made.end)) == (2, None, 2024, "10:05", None)
    assert days(When(start="2024-09-30", end="2024-09-01", stated="x")) is None
    assert isinstance(found, Days)


@pytest.mark.parametrize(
    ("published", "stix_time", "gdelt_time"),
    [
        ("2024-05-27T09:15:00+01:00", "2024-05-27T08:15:00Z", "20240527081500"),
        ("2024-05-27T09:15", "2024-05-27T09:15:00Z", "20240527091500"),
        ("2024-05-27", "2024-05-27T00:00:00Z", "20240527"),
        (None, None, None),
    ],
)
def test_times_of_publication(published: str | None, stix_time: str | None, gdelt_time: str | None) -> None:
    made = event("e1", "protest", here("marched"), codes=ATTACK)
    told = of_event(build.bare(build.TEXT, made, published=published), made, id="7", at="2026-03-01T12:00:00Z")
    stream = io.StringIO()
    done = export([told], "stix", None, stream=stream)
    reports = [each for each in json.loads(stream.getvalue())["objects"] if each["type"] == "report"]
    assert [each["published"] for each in reports] == ([stix_time] if stix_time else [])
    assert bool(done.cut) == (published is None)
    assert next(gdelt.mentions(told))["MentionTimeDate"] == gdelt_time


def test_countries() -> None:
    iraq = country("IQ")
    assert iraq is not None
    assert (iraq.iso3, iraq.numeric, iraq.fips, iraq.name) == ("IRQ", "368", "IZ", "Iraq")
    assert country(None) is country("ZZ") is None
    assert cameo_code("IQ") == "IRQ"
    assert cameo_code("RO") is None


def reading(*events: Event) -> Reading:
    return build.bare(build.TEXT, *events)


def test_a_count_of_a_filler_is_cited() -> None:
    victim = argument("victim", here("At least three soldiers"), number=count(3, 3, None, here("At least three")))
    told = happening(arguments=(victim,))
    assert [each.text for each in told.evidence if each.field == "victim 1 count"] == ["At least three"]
