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


@pytest.mark.parametrize(
    ("text", "name", "place"),
    [
        ("It rained. In Ottawa, the ministry said so.", "Ottawa", True),
        ("Ottawa (AFP) – Rebels met on Monday.", "Ottawa", True),
        ("Ottawa said it would send aid.", "Ottawa", False),
        ("“Ottawa – an ally – said it would send aid.", "Ottawa", False),
        ("Ottawa – an ally – said it would send aid.", "Ottawa", False),
        ("Ottawa–Washington talks were held.", "Ottawa", False),
        ("In Ottawa they said so.", "Ottawa", False),
        ("Punjab said it would send aid.", "Punjab", True),
    ],
)
def test_what_places_a_sentence_is_a_place_whatever_the_reader_thinks(text: str, name: str, place: bool) -> None:
    at = text.index(name)
    (found,) = RESOLVER.resolve(text, [Toponym(at, at + len(name), 0.1)])
    assert found.literal is place


@pytest.mark.parametrize(("literal_", "count"), [(0.1, 0), (0.9, 1)])
def test_an_unknown_name_is_a_place_only_where_it_is_read_as_one(literal_: float, count: int) -> None:
    assert len(RESOLVER.resolve("The Qwxyz envoy left.", [Toponym(4, 9, literal_)])) == count


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("It rained in the north\n\nLIMA, Peru - Rebels met.", "LIMA", "Lima"),
        ("A Lima suburb was shut.", "Lima suburb", "Lima"),
    ],
)
def test_a_name_ends_where_other_words_begin(text: str, words: str, name: str) -> None:
    at = text.index(words)
    found = RESOLVER.resolve(text, [Toponym(at, at + len(words), 0.9)])
    assert name in {place.name for place in found}
    assert all("\n" not in place.evidence[0].text for place in found)


def test_another_town_is_never_a_government() -> None:
    assert literal("Toronto said it would send aid.", "Toronto")


@pytest.mark.parametrize(("least", "is_place"), [(0.5, False), (0.2, True)])
def test_a_model_has_its_own_point_from_which_on_a_town_is_meant(least: float, is_place: bool) -> None:
    resolver = PlaceResolver(BundledGazetteer(), literal=least)
    (place,) = resolver.resolve("Shells fell on Douma overnight.", [Toponym(15, 20, 0.4)])
    assert (place.name, place.literal) == ("Dūmā", is_place)
