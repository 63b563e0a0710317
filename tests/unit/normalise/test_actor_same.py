"""Whether two fillers can name one entity."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.normalise.actor import ActorRegistry

REGISTRY = ActorRegistry.bundled()


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("ISIS", "Daesh", True),
        ("the FMLN", "FARABUNDO MARTI NATIONAL LIBERATION FRONT", True),
        ("General Omar Torres", "Torres", True),
        ("Mr Torres", "Omar Torres", True),
        ("O. Torres", "Omar Torres", True),
        ("Omar Hadi al-Masri", "al-Masri", True),
        ("the gunmen", "gunmen", True),
        ("Omar Torres", "Ana Torres", False),
        ("Omar Torres", "Omar Medina", False),
        ("Omar Torres", "Abu Hadi al-Masri", False),
        ("Hamas", "Hezbollah", False),
        ("Turkish forces", "Syrian forces", False),
        ("a car bomb", "the police", False),
        ("two rockets", "the police station", False),
        ("Olha Bondar", "my husband", False),
        ("our forces", "Ukrainian forces", None),
        ("Our father", "Omar Torres", False),
        ("my old brother", "my brother", None),
        ("Mariam Hassan", "her children", False),
        ("Police", "The opposition", False),
        ("the army", "rebels", False),
        ("Colonel Atonfack", "The separatists", False),
        ("the gunman", "gunmen", False),
        ("his wife", "Ana Torres", None),
        ("security forces", "police", None),
        ("the government", "the army", None),
        ("rebel soldiers", "the rebels", None),
        ("Hamas", "militants", None),
        ("The army spokesman", "Colonel Atonfack", None),
        ("Islamic State", "Islamic State in Libya", None),
        ("the group", "Hamas", None),
        ("Russia", "Russian forces", None),
        ("Russia", "Ukrainian forces", False),
        ("FARC dissidents", "the FARC", None),
        ("Hamas", "the Qassam Brigades", None),
        ("Fatah", "the Qassam Brigades", False),
        ("the UN", "UNHCR", None),
        ("UNICEF", "UNHCR", False),
        ("the rebels", "government forces", False),
        ("the army", "government forces", None),
        ("the woman", "the man", False),
        ("men and women", "the women", None),
        ("the woman", "the driver", None),
        ("Queen Mariam", "King Omar", False),
        ("a mosque", "a school", False),
        ("a mosque", "the compound", None),
        ("the minister", "the ministry", False),
        ("the Defence Ministry", "the Interior Ministry", False),
        ("the Defence Ministry", "the Defense Ministry", None),
        ("the villagers", "the soldiers", False),
        ("he", "Omar Torres", None),
        ("militants", "the attackers", None),
        ("three policemen", "two policemen", None),
        ("", "Hamas", None),
    ],
)
def test_pairs(a: str, b: str, same: bool | None) -> None:
    assert REGISTRY.same_entity(a, b) is same
    assert REGISTRY.same_entity(b, a) is same


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=80), st.text(max_size=80))
def test_symmetric_on_any_text(a: str, b: str) -> None:
    assert REGISTRY.same_entity(a, b) is REGISTRY.same_entity(b, a)
