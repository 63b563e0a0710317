"""Every event type: its file agrees with the registry, its codes with the foreign schemes."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from dateline.assemble.codes_rules import RULES
from dateline.ontology.glossary import explain
from dateline.ontology.registry import FAMILIES, TYPES, event_type

ACLED = {
    "Battles": {"Government regains territory", "Non-state actor overtakes territory", "Armed clash"},
    "Protests": {"Excessive force against protesters", "Protest with intervention", "Peaceful protest"},
    "Riots": {"Violent demonstration", "Mob violence"},
    "Explosions/Remote violence": {
        "Chemical weapon", "Air/drone strike", "Suicide bomb", "Shelling/artillery/missile attack",
        "Remote explosive/landmine/IED", "Grenade",
    },
    "Violence against civilians": {"Sexual violence", "Attack", "Abduction/forced disappearance"},
    "Strategic developments": {
        "Agreement", "Arrests", "Change to group/activity", "Disrupted weapons use",
        "Headquarters or base established", "Looting/property destruction", "Non-violent transfer of territory",
        "Other",
    },
}  # fmt: skip
PLOVER = {
    "AGREE": set(),
    "CONSULT": {"visit", "phone", "third-party", "multilateral", "host"},
    "SUPPORT": set(),
    "CONCEDE": set(),
    "COOPERATE": set(),
    "AID": set(),
    "RETREAT": {"withdraw", "release", "return", "disarm", "ceasefire", "access"},
    "REQUEST": {"assist", "change", "yield", "meet"},
    "ACCUSE": {"disapprove", "investigate", "allege"},
    "REJECT": {"assist", "change", "yield", "meet"},
    "THREATEN": {"restrict", "ban", "political", "relations", "expel", "territory", "violence"},
    "PROTEST": {"demo", "riot", "strike", "hunger", "boycott", "obstruct"},
    "SANCTION": {"convict", "expel", "withdraw", "discontinue"},
    "MOBILIZE": {"troops", "weapons", "police", "militia"},
    "COERCE": {
        "seize", "restrict", "ban", "censor", "martial-law", "curfew", "deport", "withhold", "misinformation", "cyber",
        "arrest",
    },
    "ASSAULT": {
        "abduct", "beat", "torture", "sexual", "targeted", "destroy", "primitive", "firearms", "explosives",
        "suicide-attack", "aerial", "drone", "heavy-weapons", "crowd-control", "unconventional",
    },
}  # fmt: skip
MUC4 = {"ATTACK", "BOMBING", "KIDNAPPING", "ARSON", "ROBBERY", "HIJACKING", "FORCED WORK STOPPAGE"}
CAMEO = re.compile(r"(?:0[1-9]|1[0-9]|20)\d{0,2}")


def check(scheme: str, code: object) -> None:
    """One code against its scheme."""
    match scheme, code:
        case "acled", (str(event), str(sub)):
            assert sub in ACLED[event]
        case "plover", (str(kind), str(mode)):
            assert mode in PLOVER[kind] | {""}
        case "cameo", str(number):
            assert CAMEO.fullmatch(number)
        case "muc4", str(name):
            assert name in MUC4
        case _:
            pytest.fail(f"{scheme} cannot hold {code!r}")


def test_the_files_are_the_types() -> None:
    found = {entry.name for entry in (files("dateline.ontology") / "types").iterdir() if entry.name.endswith(".toml")}
    assert found == {f"{name}.toml" for name in TYPES}


@pytest.mark.parametrize("name", TYPES)
def test_a_type_agrees_with_the_registry(name: str) -> None:
    kind = event_type(name)
    assert kind.name == name
    assert name in FAMILIES[kind.family]
    assert kind.definition.endswith(".")
    assert kind.notes
    assert "actor" in kind.roles
    assert explain(name) is not None


@pytest.mark.parametrize("name", TYPES)
def test_its_foreign_codes_are_known(name: str) -> None:
    codes = event_type(name).codes
    for scheme in ("acled", "plover", "cameo", "muc4"):
        code = getattr(codes, scheme)
        if code is not None:
            check(scheme, code)


@pytest.mark.parametrize("name", TYPES)
def test_its_examples_mark_their_triggers(name: str) -> None:
    examples = event_type(name).examples
    assert 3 <= len(examples) <= 4
    for example in examples:
        assert example.text.count(example.trigger) >= 1
        assert "[" not in example.text + example.trigger
        assert example.text.endswith(".")


def test_rules_refine_known_types_with_known_codes() -> None:
    assert set(RULES) <= set(TYPES)
    for rules in RULES.values():
        for rule in rules:
            if rule.code is None:
                assert rule.why
            else:
                check(rule.scheme, rule.code)
            assert rule.about is None or rule.about <= set(TYPES)
