"""Foreign codes of an event, and the reasons where there is none."""

from __future__ import annotations

from typing import Any

import pytest

import build
from dateline.assemble.codes import Coded, CodingFacts, coded, codes, facts_of
from dateline.errors import DataError
from dateline.ontology.registry import TYPES
from dateline.schema.reading import Entity, EntityKind, Modality, Place

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
        ("bombing", {"instrument_texts": ("a rocket-propelled grenade",)}, "Shelling/artillery/missile attack"),
        ("bombing", {"instrument_texts": ("petrol bombs",)}, None),
        ("protest", {}, "Peaceful protest"),
        ("protest", {"mention_texts": ("dispersed",)}, "Protest with intervention"),
        ("crackdown", {"mention_texts": ("tear gas",)}, "Protest with intervention"),
        ("protest", {"mention_texts": ("dispersed",), "killed_best": 2}, "Excessive force against protesters"),
        ("protest", {"killed_best": 2}, None),
        ("protest", {"mention_texts": ("strike",)}, None),
        ("protest", {"mention_texts": ("strike", "marched")}, "Peaceful protest"),
        ("protest", {"mention_texts": ("hunger strike",)}, None),
        ("protest", {"mention_texts": ("strike",), "actor_texts": ("student demonstrators",)}, "Peaceful protest"),
        ("protest", {"mention_texts": ("blocked",)}, "Peaceful protest"),
        ("protest", {"instrument_texts": ("barricades of burning tyres",)}, "Violent demonstration"),
        ("protest", {"lone": True}, None),
        ("riot", {}, "Violent demonstration"),
        ("riot", {"mention_texts": ("communal violence",)}, "Mob violence"),
        ("riot", {"actor_texts": ("rival fans",)}, "Mob violence"),
        ("crackdown", {"mention_texts": ("tear gas",), "injured_best": 9}, "Protest with intervention"),
        ("crackdown", {"mention_texts": ("tear gas",), "killed_best": 1}, "Excessive force against protesters"),
        ("crackdown", {"mention_texts": ("fired",), "instrument_texts": ("tear gas",)}, "Protest with intervention"),
        ("crackdown", {"instrument_texts": ("live rounds",)}, "Excessive force against protesters"),
        ("crackdown", {"mention_texts": ("beating",), "harmed_texts": ("protesters",)}, "Protest with intervention"),
        ("crackdown", {"mention_texts": ("water cannon",), "harmed_texts": ("rioters",)}, "Violent demonstration"),
        ("crackdown", {"mention_texts": ("ban",), "harmed_texts": ("protesters",)}, "Other"),
        ("crackdown", {"killed_best": 30}, None),
        ("crackdown", {"mention_texts": ("curfew",)}, "Other"),
        ("armed-clash", {}, "Armed clash"),
        ("armed-clash", {"mention_texts": ("retook",), "actor_kinds": ("military",)}, "Government regains territory"),
        ("armed-clash", {"actor_kinds": ("police",), "harmed_texts": ("protesters",)}, "Violent demonstration"),
        ("armed-assault", {"target_kinds": ("civilian",)}, "Attack"),
        ("armed-assault", {"target_kinds": ("police",), "actor_kinds": ("armed-group",)}, "Armed clash"),
        ("armed-assault", {"target_kinds": ("facility",)}, None),
        ("armed-assault", {"actor_kinds": ("armed-group",), "harmed_texts": ("the police post",)}, "Armed clash"),
        ("armed-assault", {"actor_kinds": ("military",), "harmed_texts": ("protesters",), "killed_best": 3},
         "Excessive force against protesters"),
        ("armed-assault", {"mention_texts": ("shot",), "harmed_texts": ("rioters",)}, "Violent demonstration"),
        ("armed-assault", {"actor_kinds": ("person",), "victim_kinds": ("civilian",), "lone": True}, None),
        ("armed-assault", {"victim_kinds": ("police",), "killed_best": 2}, None),
        ("armed-assault", {"victim_kinds": ("police", "civilian"), "killed_best": 2}, "Attack"),
        ("killing", {"victim_kinds": ("police",), "killed_best": 2}, None),
        ("killing", {"victim_kinds": ("civilian",), "killed_best": 2}, "Attack"),
        ("killing", {"victim_kinds": ("military",), "actor_kinds": ("armed-group",)}, "Armed clash"),
        ("killing", {"victim_kinds": ("police", "civilian"), "actor_kinds": ("armed-group",)}, "Attack"),
        ("killing", {}, "Attack"),
        ("killing", {"mention_texts": ("murdered",), "victim_kinds": ("civilian",)}, "Attack"),
        ("killing", {"mention_texts": ("bodies", "found"), "victim_kinds": ("civilian",)}, None),
        ("killing", {"mention_texts": ("bodies", "shot"), "victim_kinds": ("civilian",)}, "Attack"),
        ("killing", {"mention_texts": ("found dead",), "actor_kinds": ("armed-group",), "actor_texts": ("rebels",),
                     "victim_kinds": ("civilian",)}, "Attack"),
        ("assassination", {"victim_kinds": ("police",)}, None),
        ("assassination", {"victim_kinds": ("person",), "actor_kinds": ("armed-group",)}, "Attack"),
        ("armed-assault", {"mention_texts": ("opened fire",), "target_kinds": ("facility",)}, "Attack"),
        ("assassination", {"instrument_texts": ("a bomb",), "victim_kinds": ("government",)},
         "Remote explosive/landmine/IED"),
        ("execution", {"mention_texts": ("hanged",), "actor_kinds": ("state",)}, None),
        ("execution", {"mention_texts": ("hanged",)}, None),
        ("execution", {"mention_texts": ("execution",), "harmed_texts": ("a hostage",)}, "Attack"),
        ("execution", {"mention_texts": ("beheaded",)}, "Attack"),
        ("abduction", {"victim_kinds": ("civilian",)}, "Abduction/forced disappearance"),
        ("abduction", {"victim_kinds": ("military",)}, None),
        ("abduction", {"victim_kinds": ("civilian",), "killed_best": 1}, "Attack"),
        ("abduction", {"victim_kinds": ("civilian",), "lone": True}, None),
        ("mob-violence", {"actor_kinds": ("civilian",)}, "Mob violence"),
        ("mob-violence", {"actor_kinds": ("police",), "victim_kinds": ("civilian",)}, "Attack"),
        ("mob-violence", {"actor_kinds": ("police",), "victim_kinds": ("civilian",), "harmed_texts": ("marchers",)},
         "Protest with intervention"),
        ("property-destruction", {"actor_kinds": ("armed-group",), "mention_texts": ("looted",)},
         "Looting/property destruction"),
        ("property-destruction", {"actor_kinds": ("civilian",), "mention_texts": ("looted",)}, "Mob violence"),
        ("property-destruction", {"actor_kinds": ("person",), "mention_texts": ("robbed",)}, None),
        ("territory-change", {"actor_kinds": ("military",)}, "Government regains territory"),
        ("territory-change", {"actor_kinds": ("military",), "foreign": True}, "Non-state actor overtakes territory"),
        ("territory-change", {"actor_kinds": ("armed-group",)}, "Non-state actor overtakes territory"),
        ("territory-change", {"mention_texts": ("handed over",)}, "Non-violent transfer of territory"),
        ("territory-change", {}, None),
        ("weapons-disrupted", {"mention_texts": ("defused",)}, "Disrupted weapons use"),
        ("weapons-disrupted", {"mention_texts": ("foiled",)}, None),
        ("weapons-disrupted", {"mention_texts": ("foiled",), "instrument_texts": ("a bomb",)}, "Disrupted weapons use"),
        ("arrest", {"actor_kinds": ("police",)}, "Arrests"),
        ("arrest", {"actor_kinds": ("police",), "harmed_texts": ("three suspected burglars",)}, None),
        ("arrest", {"actor_kinds": ("armed-group",), "target_kinds": ("civilian",)}, "Abduction/forced disappearance"),
        ("arrest", {"actor_kinds": ("armed-group",), "target_kinds": ("armed-group",)}, None),
        ("agreement", {"mention_texts": ("truce",)}, "Agreement"),
        ("agreement", {"mention_texts": ("trade deal",), "actor_kinds": ("state", "state")}, None),
        ("agreement", {"mention_texts": ("deal",), "actor_kinds": ("government", "armed-group")}, "Agreement"),
        ("deployment", {"mention_texts": ("opened a new base",)}, "Headquarters or base established"),
        ("deployment", {"mention_texts": ("naval exercise",)}, None),
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
        ("bombing", "an IED", ("ASSAULT", "explosives"), "183"),
        ("shelling", "violated the truce", ("ASSAULT", "heavy-weapons"), "196"),
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
        ("agreement", "agreed to hand over the base", ("AGREE", None), "03"),
        ("agreement", "free trade deal", ("SUPPORT", None), "057"),
        ("agreement", "surrendered", ("RETREAT", "disarm"), "0874"),
        ("agreement", "a significant step", ("AGREE", None), "05"),
        ("mob-violence", "lynched", ("ASSAULT", None), "182"),
        ("property-destruction", "looted", ("COERCE", "seize"), "171"),
        ("weapons-disrupted", "seized", ("COERCE", "seize"), "1711"),
        ("deployment", "moved | missiles", ("MOBILIZE", "weapons"), "15"),
        ("trial", "sentenced", ("SANCTION", "convict"), "116"),
        ("sanction", "expelled", ("SANCTION", "expel"), "166"),
        ("sanction", "deported", ("COERCE", "deport"), "174"),
        ("sanction", "cut aid", ("SANCTION", "discontinue"), "162"),
        ("sanction", "suspended", ("SANCTION", None), "16"),
        ("sanction", "severed", ("SANCTION", "withdraw"), "161"),
        ("sanction", "severe measures", ("SANCTION", None), "16"),
        ("meeting", "talks | collapsed", ("SANCTION", "withdraw"), "164"),
        ("meeting", "hosted", ("CONSULT", "host"), "043"),
        ("meeting", "a range of talks", ("CONSULT", None), "046"),
        ("condemnation", "lodged a complaint", ("ACCUSE", "allege"), "114"),
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
    ("type_", "uttered", "cameo"),
    [
        ("accusation", "the mayor of taking bribes", "1121"),
        ("accusation", "the guards of torture", "1122"),
        ("accusation", "the militia of war crimes", "1124"),
        ("accusation", "two clerks of spying", "1125"),
        ("pledge", "ten lorries of relief goods", "033"),
        ("pledge", "to mend the road", "03"),
    ],
)
def test_what_is_uttered_tells_the_code(type_: str, uttered: str, cameo: str) -> None:
    assert code(type_, uttered_texts=(uttered,)).codes.cameo == cameo


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"actor_kinds": ("military",), "victim_kinds": ("armed-group",), "killed_best": 2}, 1),
        ({"actor_kinds": ("armed-group",), "target_kinds": ("police",), "killed_best": 2}, 1),
        ({"actor_kinds": ("armed-group",), "target_kinds": ("armed-group",), "killed_best": 2}, 2),
        ({"actor_kinds": ("armed-group", "armed-group"), "sides": True, "killed_best": 2}, 2),
        ({"actor_kinds": ("armed-group",), "sides": True, "killed_best": 2}, 2),
        (
            {
                "actor_kinds": ("military", "armed-group"),
                "sides": True,
                "victim_kinds": ("civilian",),
                "killed_best": 2,
            },
            1,
        ),
        (
            {"actor_kinds": ("military",), "victim_kinds": ("civilian",), "killed_best": 2},
            "whom they fought is not told",
        ),
        ({"actor_kinds": ("armed-group",), "victim_kinds": ("civilian",)}, "no death reported"),
        ({"actor_kinds": ("armed-group",), "victim_kinds": ("civilian",), "killed_best": 0}, "no death reported"),
        ({"victim_kinds": ("civilian",), "killed_best": 2}, "actor unknown"),
        ({"actor_kinds": ("person",), "victim_kinds": ("civilian",), "killed_best": 2}, "the actor is no organised"),
        ({"actor_kinds": ("armed-group",), "killed_best": 2}, "whom they fought is not told"),
    ],
)
def test_ucdp_needs_a_death_and_two_sides(facts: dict[str, Any], expected: int | str) -> None:
    check_ucdp(code("armed-clash", **facts), expected)


@pytest.mark.parametrize(
    ("type_", "facts", "expected"),
    [
        ("armed-assault", {"actor_kinds": ("armed-group",), "victim_kinds": ("civilian",), "killed_best": 2}, 3),
        ("air-strike", {"actor_kinds": ("military",), "victim_kinds": ("civilian",), "killed_low": 24}, 3),
        ("crackdown", {"actor_kinds": ("police",), "victim_kinds": ("civilian",), "killed_best": 2}, 3),
        ("mob-violence", {"actor_kinds": ("military",), "victim_kinds": ("civilian",), "killed_best": 2}, 3),
        ("mob-violence", {"actor_kinds": ("civilian",), "victim_kinds": ("civilian",), "killed_best": 2},
         "the actor is no organised"),
        ("air-strike", {"actor_kinds": ("military", "military"), "sides": True, "killed_best": 2},
         "who was killed is not told"),
        ("execution", {"actor_kinds": ("state",), "victim_kinds": ("civilian",), "killed_best": 2,
                       "mention_texts": ("hanged",)}, "a court's execution"),
        ("execution", {"victim_kinds": ("civilian",), "killed_best": 2, "mention_texts": ("hanged",)},
         "whether a court"),
        ("armed-assault", {"actor_kinds": ("armed-group",), "band": True, "victim_kinds": ("civilian",),
                           "killed_best": 2}, "that the actor is an organised group is not told"),
    ],
)  # fmt: skip
def test_ucdp_of_other_violence(type_: str, facts: dict[str, Any], expected: int | str) -> None:
    check_ucdp(code(type_, **facts), expected)


def check_ucdp(coded: Coded, expected: int | str) -> None:
    if isinstance(expected, int):
        assert coded.codes.ucdp is not None
        assert coded.codes.ucdp.type_of_violence == expected
    else:
        assert coded.why_not["ucdp"].startswith(expected)


@pytest.mark.parametrize(
    ("actor", "kind", "fact"),
    [
        ("A man", "person", "lone"),
        ("the gunman", "person", "lone"),
        ("Ines Calder", "person", "lone"),
        ("Attackers", "person", ""),
        ("A group of men", "person", ""),
        ("one or more suspects", "person", ""),
        ("UNKNOWN PERSONS", "person", ""),
        ("a soldier", "military", ""),
        ("Gunmen", "armed-group", "band"),
        ("Gunmen of the Velm Front", "armed-group", ""),
        ("militant gunmen", "armed-group", ""),
        ("two rival militias", "armed-group", "sides"),
        ("two militants", "armed-group", ""),
        ("Arnish troops", "military", "foreign"),
    ],
)
def test_the_words_of_an_actor_tell_facts(actor: str, kind: EntityKind, fact: str) -> None:
    text = f"{actor} struck in Velm."
    entity = Entity(name=actor, kind=kind, country="AR" if fact == "foreign" else None)
    told = build.event(
        "e1", "armed-clash", build.span(text, "struck"),
        arguments=(build.argument("actor", build.span(text, actor), entity=entity),),
        place=Place(evidence=(build.span(text, "Velm"),), name="Velm", country="BE"),
    )  # fmt: skip
    facts = facts_of(told, {}, ())
    assert [name for name in ("lone", "band", "sides", "foreign") if getattr(facts, name)] == [fact][: bool(fact)]


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
        ("shelling", {"actor_kinds": ("military",), "victim_kinds": ("civilian",)}, "ATTACK"),
        ("air-strike", {"actor_kinds": ("armed-group",), "victim_kinds": ("military",)}, None),
        ("armed-clash", {"actor_kinds": ("armed-group",), "victim_kinds": ("military",)}, None),
        ("armed-clash", {"actor_kinds": ("armed-group",), "victim_kinds": ("civilian",)}, "ATTACK"),
        ("armed-assault", {"actor_kinds": ("armed-group",), "target_kinds": ("facility",),
                           "harmed_texts": ("an army post",)}, None),
        ("assassination", {"instrument_texts": ("a bomb",)}, "BOMBING"),
        ("execution", {"mention_texts": ("hanged",)}, None),
        ("protest", {"mention_texts": ("strike",), "actor_kinds": ("armed-group",)}, "FORCED WORK STOPPAGE"),
        ("protest", {}, None),
    ],
)  # fmt: skip
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
