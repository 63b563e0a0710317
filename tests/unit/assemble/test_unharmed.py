"""Who is told of beside a deed's victims and is none."""

import pytest

from dateline.assemble.assemble import assemble
from drafts import context, trigger


def victims(text: str, *mentions: str) -> list[str]:
    told = trigger(text, "attack", "armed-assault", *(("victim", words) for words in mentions))
    (event,) = assemble(context(text, [told])).events
    return [each.text for each in event.arguments if each.role == "victim"]


@pytest.mark.parametrize(
    "text",
    [
        "Ana Torres was charged with murder after the attack.",
        "Ana Torres, 40, a neighbour who lives there, was taken into custody and charged after the attack.",
        "Ana Torres is accused of the attack.",
        "Ana Torres surrendered after the attack.",
        "Ana Torres has pleaded not guilty to the attack.",
        "Officers Ana Torres, 41, and Bo Lee, 39, have been placed on administrative leave after the attack.",
        "Officer Ana Torres was cleared of wrongdoing in the attack.",
        "Ana Torres, an officer, fatally shot Bo Lee in the attack.",
        "Ana Torres shot at deputies in the attack.",
        "Ana Torres opened fire in the attack.",
        "It was an attack carried out by Bo Lee, 28, and Ana Torres at a school.",
    ],
)
def test_who_did_it_or_is_charged_is_no_victim(text: str) -> None:
    assert victims(text, "Ana Torres") == []


@pytest.mark.parametrize(
    "text",
    [
        "Ana Torres was killed in the attack.",
        "Ana Torres was shot by Bo Lee in the attack.",
        "Ana Torres, shot Tuesday in the attack, is in hospital.",
        "Ana Torres was arrested, tortured and killed in the attack.",
        "Bo Lee was charged with the attack on Ana Torres.",
        "Police say the attack killed Ana Torres.",
        "Ana Torres, 25, was found shot the next day after the attack.",
    ],
)
def test_who_was_harmed_stays_a_victim(text: str) -> None:
    assert victims(text, "Ana Torres") == ["Ana Torres"]


def test_whoever_is_charged_may_be_shot_as_another_sentence_says() -> None:
    text = "Torres was wounded in the attack. Ana Torres was charged with assault."
    assert victims(text, "Torres", "Ana Torres") == ["Ana Torres"]
    apart = "The officer was hurt in the attack. Ana Torres was charged with assault."
    assert victims(apart, "The officer", "Ana Torres") == ["The officer"]
