"""Acronyms: whom one in brackets may mean, and which name one stands for."""

import pytest

from dateline.normalise.actor import ActorRegistry
from dateline.normalise.actor_acronym import acronym, initials, spelled
from dateline.normalise.actor_words import tokenise

REGISTRY = ActorRegistry.bundled()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("the Patriotic Movement Front (PMF)", "armed-group"),
        ("the Lonuti Resistance Army (LRA)", "armed-group"),
        ("THE LONUTI RESISTANCE ARMY (LRA)", "armed-group"),
        ("lonuti resistance army (lra)", "armed-group"),
        ("the banned Lonuti Resistance Army (LRA)", "armed-group"),
        ("the Popular Defence Forces (PDF)", "military"),
        ("the Sudanese Defence Forces (PDF)", "military"),
        ("Ethiopian Revolutionary Armed Forces (FARC)", "military"),
        ("the guerrilla group (FARC)", "armed-group"),
        ("the Pan-Kilimani Kommando (PKK)", None),
        ("Kemal Yilmaz (CHP)", "person"),
        ("a Colombian journalist (FARC)", "civilian"),
        ("THE COLOMBIAN COMMUNIST PARTY (CCP)", "organization"),
        ("A COLOMBIAN JOURNALIST (FARC)", "civilian"),
        ("the Socialist Left (IS)", None),
        ("DAYTON (AP)", None),
    ],
)
def test_a_shared_acronym_makes_no_listed_actor(text: str, kind: str | None) -> None:
    found = REGISTRY.entity(text, role="actor")
    assert (found.id if found else None) is None
    assert (found.kind if found else None) == kind


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("the Lord's Resistance Army (LRA)", "Lord's Resistance Army"),
        ("Lord’s Resistance Army (L.R.A.)", "Lord's Resistance Army"),
        ("Panama's Defence Force (PDF)", "Panamanian Defense Forces"),
        ("Fuerzas de Defensa Panameñas (PDF)", "Panamanian Defense Forces"),
        ("the People's Mobilisation Forces (PMF)", "Popular Mobilization Forces"),
        ("Liberation Tigers of Tamil Elam (LTTE)", "Liberation Tigers of Tamil Eelam"),
        ("Partiya Karkeren Kurdistan (PKK)", "Kurdistan Workers' Party"),
        ("Maoist People's Army (EPL)", "Popular Liberation Army"),
        ("a little known Maoist army (EPL)", "Popular Liberation Army"),
        ("Revolutionary Armed Forces (FARC)", "Revolutionary Armed Forces of Colombia"),
        ("Colombian guerrillas (FARC)", "Revolutionary Armed Forces of Colombia"),
        ("the Kurdish militants (PKK)", "Kurdistan Workers' Party"),
        ("THE COLOMBIAN SECRET POLICE (DAS)", "Administrative Department of Security"),
        ("THE CENTRAL AMERICAN WORKERS (PRTC)", "Central American Workers Revolutionary Party"),
        ("CADENA RADIAL COLOMBIANA (CARACOL)", "Caracol"),
    ],
)
def test_an_acronym_after_a_varied_name_is_the_listed_actor(text: str, name: str) -> None:
    found = REGISTRY.entity(text, role="actor")
    assert found is not None
    assert (found.name, found.id is not None) == (name, True)


@pytest.mark.parametrize(
    ("short", "long", "same"),
    [
        ("The SDL", "Sarnia Defence League", True),
        ("the S.D.L.", "the Sarnia Defence League", True),
        ("SDL", "the banned Sarnia Defence League", True),
        ("SDL", "Sudan's Sarnia Defence League", True),
        ("the SDL", "Sarnia Defence League, a militia", True),
        ("the LSD", "League for the Sarnia Defence", True),
        ("the SCL", "Sarnia Co-defence League", True),
        ("the PMF", "the Patriotic Movement Front (PMF)", True),
        ("the PMF", "Popular Mobilization Forces", True),
        ("the PMF", "the Patriotic Movement Front", None),
        ("the SDL", "the Sarnia Self-Defence League", None),
        ("the SDL", "sarnia defence league", None),
        ("the sdl", "Sarnia Defence League", None),
        ("two SDL", "Sarnia Defence League", None),
        ("USA", "Air Force (USA)", None),
        ("the SDL", "Kemal Yilmaz (SDL)", None),
        ("MBS", "Mohammed Bin Salman", None),
        ("AFP", "Armed Forces of the Philippines", False),
    ],
)
def test_a_name_and_its_acronym(short: str, long: str, same: bool | None) -> None:
    assert REGISTRY.same_entity(short, long) is same
    assert REGISTRY.same_entity(long, short) is same


@pytest.mark.parametrize(
    ("text", "letters"),
    [("SDL", "sdl"), ("S.D.L.", "sdl"), ("sdl", "sdl"), ("FENASTRAS", "fenastras"),
     ("Daesh", ""), ("M-19", ""), ("A", ""), ("SDL men", ""), ("", "")],
)  # fmt: skip
def test_acronyms(text: str, letters: str) -> None:
    assert acronym(tokenise(text)) == letters


def test_initials_skip_stop_words() -> None:
    assert initials(tokenise("Front for the Liberation of Quill")) == {"flq"}
    assert initials(tokenise("Tehrik-i-Taliban Pakistan")) == {"tp", "ttp"}
    assert initials(()) == frozenset()


def test_a_name_in_lower_case_spells_nothing() -> None:
    assert not list(spelled(tokenise("a soldier's dead lover")))
    assert list(spelled(tokenise("armed Sarnia Defence League (SDL)"))) == ["sdl"]
