import re

import pytest

from dateline.gazetteer import BundledGazetteer
from dateline.normalise.place import PlaceResolver, Toponym

RESOLVER = PlaceResolver(BundledGazetteer())


def literal(text: str, name: str) -> bool:
    toponyms = [Toponym(m.start(), m.end()) for m in re.finditer(name, text)]
    return RESOLVER.resolve(text, toponyms)[0].literal


@pytest.mark.parametrize(
    "text",
    [
        "Ottawa said it would send aid.",
        "Ottawa has repeatedly denied the charge.",
        "Ottawa, meanwhile, also accused the rebels.",
        "Ottawa and Rabat have been negotiating a pact.",
        "Relations between Ottawa and Rabat soured.",
        "They criticised Ottawa's support for the rebels.",
        "The rebels, allied with Ottawa, withdrew.",
        "The minister accused Ottawa of lying.",
    ],
)
def test_a_capital_that_acts_is_a_government(text: str) -> None:
    assert not literal(text, "Ottawa")


@pytest.mark.parametrize(
    "text",
    [
        "A bomb exploded in Ottawa.",
        "Officials in Ottawa said they would stay.",
        "The road between Ottawa and Montreal was cut.",
        "Ottawa's airport was closed.",
        "A bombing in Ottawa was blamed on rebels.",
        "Ottawa-based doctors treated them.",
        "Thousands marched through Ottawa on Monday.",
    ],
)
def test_a_capital_where_things_happen_is_a_place(text: str) -> None:
    assert literal(text, "Ottawa")


def test_another_town_is_never_a_government() -> None:
    assert literal("Toronto said it would send aid.", "Toronto")
