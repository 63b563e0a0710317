"""Tolls of events: who was hurt, who is told beside others, and whose event has them."""

import pytest

from dateline.assemble.assemble import assemble
from dateline.schema.draft import DraftTrigger
from dateline.schema.reading import Casualties, Count
from drafts import context, trigger


def tolls(text: str, *triggers: DraftTrigger) -> list[Casualties]:
    return [event.casualties for event in assemble(context(text, list(triggers))).events]


def one(text: str, words: str, *arguments: tuple[str, str], event_type: str = "armed-assault") -> Casualties:
    (toll,) = tolls(text, trigger(text, words, event_type, *arguments))
    return toll


def best(count: Count | None) -> int | None:
    return None if count is None else count.best


@pytest.mark.parametrize(
    ("text", "victim", "injured"),
    [
        ("Gunmen attacked the mayor. Ana Torres was badly wounded.", "Ana Torres", 1),
        ("Gunmen attacked the mayor. Ana Torres, 54, is in a stable condition.", "Ana Torres", 1),
        ("Gunmen attacked the mayor. Ana Torres escaped with slight injuries.", "Ana Torres", 1),
        ("Gunmen attacked the mayor. Ana Torres was not injured.", "Ana Torres", None),
        ("Gunmen attacked the mayor. Ana Torres survived an attack before.", "Ana Torres", None),
        ("Gunmen attacked the mayor. Ana Torres was fatally wounded.", "Ana Torres", None),
    ],
)
def test_a_victim_whom_a_sentence_tells_hurt_is_injured(text: str, victim: str, injured: int | None) -> None:
    assert best(one(text, "attacked", ("victim", victim)).injured) == injured


def test_those_told_also_are_added() -> None:
    text = "A soldier was killed in a raid on Arda. Five rebels were also killed."
    killed = one(text, "raid").killed
    assert killed is not None
    assert (killed.best, [span.text for span in killed.evidence]) == (6, ["A soldier", "Five rebels"])


def test_nobody_else_hurt_is_none_injured_only_beside_the_dead() -> None:
    text = "Two guests died in the attack. No one else was hurt."
    assert best(one(text, "attack").injured) == 0
    text = "The attack shook Arda. No one else was hurt."
    assert one(text, "attack").injured is None


def test_people_told_together_are_different_people() -> None:
    text = "Gunmen killed Ana Torres, 34, and her daughter."
    assert best(one(text, "killed", ("victim", "Ana Torres"), ("victim", "her daughter")).killed) == 2


def test_an_office_after_a_name_is_its_holders() -> None:
    text = "Gunmen killed Ana Torres, leader of the council."
    victims = ("victim", "Ana Torres"), ("victim", "leader of the council")
    assert best(one(text, "killed", *victims).killed) == 1


def test_a_man_told_again_with_less_is_nobody_new() -> None:
    text = "A Leeds man was killed in a shooting. Police say somebody killed a man there."
    assert best(one(text, "shooting", ("killed", "A Leeds man"), ("killed", "a man")).killed) == 1


def test_a_number_of_dead_or_wounded_is_neither() -> None:
    text = "The army shelled Arda, killing or wounding some 40 people."
    toll = one(text, "shelled", ("injured", "40"), ("killed", "40"), event_type="shelling")
    assert (toll.killed, toll.injured) == (None, None)


def test_whom_an_attack_hurts_is_not_of_what_it_burned() -> None:
    text = "Gunmen opened fire, wounding three men and torching a bus."
    shot, burned = tolls(
        text,
        trigger(text, "opened fire", "armed-assault"),
        trigger(text, "torching", "property-destruction"),
    )
    assert (best(shot.injured), burned.injured) == (3, None)


def test_the_next_sentence_tells_of_the_main_event() -> None:
    text = "Gunmen stormed a bank before the police raided a house. Nine people were wounded."
    stormed, raided = tolls(
        text,
        trigger(text, "stormed", "armed-assault"),
        trigger(text, "raided", "armed-clash", salience=1),
    )
    assert (best(stormed.injured), raided.injured) == (9, None)
