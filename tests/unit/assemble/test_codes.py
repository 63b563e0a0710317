"""Foreign codes of an event, and the reasons where there is none."""

from __future__ import annotations

from typing import Any

import pytest

import build
from dateline.assemble.codes import Coded, CodingFacts, coded, codes
from dateline.errors import DataError
from dateline.ontology.registry import TYPES
from dateline.schema.reading import Entity, Modality

SCHEMES = ("acled", "plover", "cameo", "muc4", "ucdp")


def code(type_: str, **facts: Any) -> Coded:
    return codes(CodingFacts(type=type_, **facts))


def sub_event(coded: Coded) -> str | None:
    return None if coded.codes.acled is None else coded.codes.acled.sub_event_type


def mode(coded: Coded) -> tuple[str, str | None] | None:
    return None if coded.codes.plover is None else (coded.codes.plover.type, coded.codes.plover.mode)


@pytest.mark.parametrize("name", TYPES)
def test_a_code_or_a_reason_for_every_scheme(name: str) -> None:
    coded = code(name)
    for scheme in SCHEMES:
        assert (getattr(coded.codes, scheme) is None) == (scheme in coded.why_not)
    assert all(coded.why_not.values())


@pytest.mark.parametrize(
    ("type_", "facts", "expected"),
    [
        ("shelling", {}, "Shelling/artillery/missile attack"),
        ("bombing", {}, "Remote explosive/landmine/IED"),
        ("bombing", {"instrument_texts": ("a hand grenade",)}, "Grenade"),
        ("protest", {}, "Peaceful protest"),
        ("protest", {"mention_texts": ("dispersed",)}, "Protest with intervention"),
        ("crackdown", {"mention_texts": ("tear gas",)}, "Protest with intervention"),
        ("crackdown", {"mention_texts": ("tear gas",), "injured_best": 9}, "Excessive force against protesters"),
        ("crackdown", {"mention_texts": ("curfew",)}, "Other"),
        ("armed-clash", {}, "Armed clash"),
        ("armed-clash", {"mention_texts": ("retook",), "actor_kinds": ("military",)}, "Government regains territory"),
        ("armed-assault", {"target_kinds": ("civilian",)}, "Attack"),
        ("armed-assault", {"target_kinds": ("police",), "actor_kinds": ("armed-group",)}, "Armed clash"),
        ("armed-assault", {"target_kinds": ("facility",)}, None),
        ("armed-assault", {"victim_kinds": ("police",), "killed_best": 2}, None),
        ("armed-assault", {"victim_kinds": ("police", "civilian"), "killed_best": 2}, "Attack"),
        ("killing", {"victim_kinds": ("police",), "killed_best": 2}, None),
        ("killing", {"victim_kinds": ("civilian",), "killed_best": 2}, "Attack"),
        ("killing", {"victim_kinds": ("military",), "actor_kinds": ("armed-group",)}, "Armed clash"),
        ("killing", {"victim_kinds": ("police", "civilian"), "actor_kinds": ("armed-group",)}, "Attack"),
        ("killing", {}, "Attack"),
        ("assassination", {"victim_kinds": ("police",)}, None),
        ("assassination", {"victim_kinds": ("person",), "actor_kinds": ("armed-group",)}, "Attack"),
        ("armed-assault", {"mention_texts": ("opened fire",), "target_kinds": ("facility",)}, "Attack"),
        ("territory-change", {"actor_kinds": ("military",)}, "Government regains territory"),
        ("territory-change", {"actor_kinds": ("armed-group",)}, "Non-state actor overtakes territory"),
        ("territory-change", {"mention_texts": ("handed over",)}, "Non-violent transfer of territory"),
        ("territory-change", {}, None),
        ("deployment", {"mention_texts": ("opened a new base",)}, "Headquarters or base established"),
        ("accusation", {}, None),
    ],
)  # fmt: skip
def test_acled_depends_on_the_facts(type_: str, facts: dict[str, Any], expected: str | None) -> None:
    assert sub_event(code(type_, **facts)) == expected


@pytest.mark.parametrize(
    ("type_", "words", "plover", "cameo"),
    [
        ("shelling", "rockets", ("ASSAULT", "heavy-weapons"), "194"),
        ("air-strike", "warplanes", ("ASSAULT", "aerial"), "195"),
        ("air-strike", "a drone", ("ASSAULT", "drone"), "1952"),
        ("suicide-bombing", "vest", ("ASSAULT", "suicide-attack"), "1831"),
        ("bombing", "car bomb", ("ASSAULT", "explosives"), "1832"),
        ("bombing", "roadside bomb", ("ASSAULT", "explosives"), "1833"),
        ("bombing", "parcel", ("ASSAULT", "explosives"), "183"),
        ("armed-assault", "shot", ("ASSAULT", "firearms"), "180"),
        ("armed-assault", "a knife", ("ASSAULT", "primitive"), "180"),
        ("armed-assault", "tortured", ("ASSAULT", "torture"), "1822"),
        ("armed-assault", "attack", ("ASSAULT", None), "180"),
        ("protest", "strike", ("PROTEST", "strike"), "143"),
        ("protest", "hunger strike", ("PROTEST", "hunger"), "142"),
        ("crackdown", "curfew", ("COERCE", "curfew"), "1723"),
        ("meeting", "telephoned", ("CONSULT", "phone"), "041"),
        ("meeting", "arrived", ("CONSULT", "visit"), "042"),
        ("meeting", "met", ("CONSULT", None), "04"),
        ("agreement", "ceasefire", ("RETREAT", "ceasefire"), "0871"),
        ("agreement", "exchange of prisoners", ("RETREAT", "release"), "0841"),
        ("agreement", "agreed to hand over ten hostages", ("RETREAT", "release"), "0841"),
        ("agreement", "agreed to hand over the base", ("AGREE", None), "05"),
        ("agreement", "free trade deal", ("AGREE", None), "057"),
        ("accusation", "accused", ("ACCUSE", "allege"), "112"),
        ("demand", "urged", ("REQUEST", None), "10"),
    ],
)
def test_plover_and_cameo_are_as_narrow_as_the_words(
    type_: str, words: str, plover: tuple[str, str | None], cameo: str
) -> None:
    coded = code(type_, mention_texts=(words,))
    assert (mode(coded), coded.codes.cameo) == (plover, cameo)


@pytest.mark.parametrize(("country", "acled"), [("IL", "Armed clash"), (None, None)])
def test_a_countrys_aircraft_are_its_forces(country: str | None, acled: str | None) -> None:
    text = "Aircraft attacked rebels."
    aircraft = Entity(name="aircraft", id=None, kind="weapon", country=country)
    rebels = Entity(name="rebels", id=None, kind="armed-group", country=None)
    told = build.event(
        "e1", "armed-assault", build.span(text, "attacked"),
        arguments=(build.argument("actor", build.span(text, "Aircraft"), entity=aircraft),
                   build.argument("target", build.span(text, "rebels"), entity=rebels)),
    )  # fmt: skip
    found = coded(told, {}).codes.acled
    assert (found and found.sub_event_type) == acled


def test_an_accusation_of_violence_is_one_of_aggression() -> None:
    assert code("accusation", about=("shelling",)).codes.cameo == "1123"
    assert code("accusation", about=("meeting",)).codes.cameo == "112"


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"actor_kinds": ("military",), "victim_kinds": ("armed-group",), "killed_best": 2}, 1),
        ({"actor_kinds": ("armed-group",), "target_kinds": ("police",), "killed_best": 2}, 1),
        ({"actor_kinds": ("armed-group",), "target_kinds": ("armed-group",), "killed_best": 2}, 2),
        ({"actor_kinds": ("armed-group", "armed-group"), "actor_count": 2, "killed_best": 2}, 2),
        ({"actor_kinds": ("armed-group",), "victim_kinds": ("civilian",), "killed_best": 2}, 3),
        ({"actor_kinds": ("military",), "victim_kinds": ("civilian",), "killed_low": 24}, 3),
        ({"actor_kinds": ("armed-group",), "victim_kinds": ("civilian",)}, "no death reported"),
        ({"actor_kinds": ("armed-group",), "victim_kinds": ("civilian",), "killed_best": 0}, "no death reported"),
        ({"victim_kinds": ("civilian",), "killed_best": 2}, "actor unknown"),
        ({"actor_kinds": ("person",), "victim_kinds": ("civilian",), "killed_best": 2}, "the actor is no organised"),
        ({"actor_kinds": ("armed-group",), "killed_best": 2}, "who was killed is not told"),
    ],
)
def test_ucdp_needs_a_death_and_two_sides(facts: dict[str, Any], expected: int | str) -> None:
    coded = code("armed-clash", **facts)
    if isinstance(expected, int):
        assert coded.codes.ucdp is not None
        assert coded.codes.ucdp.type_of_violence == expected
    else:
        assert coded.why_not["ucdp"].startswith(expected)


@pytest.mark.parametrize(
    ("type_", "facts", "expected"),
    [
        ("bombing", {}, "BOMBING"),
        ("abduction", {}, "KIDNAPPING"),
        ("abduction", {"mention_texts": ("hijacked",)}, "HIJACKING"),
        ("property-destruction", {"mention_texts": ("set fire",)}, "ARSON"),
        ("property-destruction", {"mention_texts": ("looted",)}, "ROBBERY"),
        ("shelling", {"actor_kinds": ("armed-group",)}, "ATTACK"),
        ("shelling", {"actor_kinds": ("military",)}, None),
        ("protest", {}, None),
    ],
)
def test_muc4_types(type_: str, facts: dict[str, Any], expected: str | None) -> None:
    assert code(type_, **facts).codes.muc4 == expected


@pytest.mark.parametrize("modality", ["future", "hypothetical", "generic"])
def test_what_was_not_done_keeps_plover_alone(modality: Modality) -> None:
    coded = code("bombing", modality=modality, actor_kinds=("armed-group",), killed_best=3, victim_kinds=("civilian",))
    assert mode(coded) == ("ASSAULT", "explosives")
    assert set(coded.why_not) == {"acled", "cameo", "muc4", "ucdp"}
    assert len(set(coded.why_not.values())) == 1


def test_what_the_report_denies_carries_no_code() -> None:
    coded = code("bombing", polarity="negative")
    assert coded.codes.acled is None
    assert coded.why_not["acled"] == "the report says that it did not happen"


def test_a_type_that_never_has_a_code_keeps_its_own_reason() -> None:
    assert code("threat", modality="future").why_not["acled"] == "words and meetings are no ACLED event"


def test_an_unknown_type_is_an_error() -> None:
    with pytest.raises(DataError, match="no event type"):
        code("picnic")
