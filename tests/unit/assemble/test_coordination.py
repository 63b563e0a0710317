"""A filler that names several listed actors is so many fillers."""

import pytest

from dateline.assemble.assemble import assemble
from dateline.assemble.coordination import conjuncts
from drafts import context, trigger


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("Russia and Iran", ["Russia", "Iran"]),
        ("Russia, Turkey and Iran", ["Russia", "Turkey", "Iran"]),
        ("Russia, Turkey, and Iran", ["Russia", "Turkey", "Iran"]),
        ("Hamas and Hezbollah", ["Hamas", "Hezbollah"]),
        ("Trinidad and Tobago", ["Trinidad and Tobago"]),
        ("Islamic State of Iraq and Syria", ["Islamic State of Iraq and Syria"]),
        ("Turkish and Syrian civilians", ["Turkish and Syrian civilians"]),
        ("Russia and others", ["Russia and others"]),
        ("the mayor and his wife", ["the mayor and his wife"]),
        ("Iran", ["Iran"]),
    ],
)
def test_listed_actors_are_told_apart(words: str, parts: list[str]) -> None:
    text = f"{words} met on Monday."
    told = context(text, [])
    assert [text[start:end] for start, end in conjuncts(told, 0, len(words), "actor")] == parts
    assert conjuncts(told, 0, len(words), "instrument") == [(0, len(words))]


def test_each_is_an_actor_of_the_event() -> None:
    text = "Russia and Iran met in Sochi. Iran left first."
    first = trigger(text, "met", "meeting", ("actor", "Russia and Iran"))
    second = trigger(text, "left", "meeting", ("actor", "Iran"))
    (event,) = assemble(context(text, [first, second], [(1, 0, 0.9)])).events
    assert [argument.text for argument in event.arguments] == ["Russia", "Iran"]
