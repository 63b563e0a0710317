"""Actors whom claims tell: who utters what a word says, and who claims a deed."""

import pytest

from dateline.assemble.assemble import assemble
from dateline.schema.draft import Mark
from dateline.schema.reading import Argument
from drafts import attribution, context, found, trigger

CLAIMS = 3
"""The place of "claims-responsibility" among the stances."""


def actors(text: str, word: str, event_type: str, source: str, cue: str, content: str, *told: str) -> list[Argument]:
    """The actors of the one event of a text with one claim; those ``told`` are the model's."""
    asked = trigger(text, word, event_type, *(("actor", each) for each in told))
    said = attribution(text, source, cue, content, CLAIMS if event_type == "bombing" else 0)
    (event,) = assemble(context(text, [asked], attributions=[said])).events
    return [each for each in event.arguments if each.role == "actor"]


@pytest.mark.parametrize(
    ("source", "told", "names"),
    [
        ("The mayor", (), ["The mayor"]),
        ("The mayor", ("the council",), ["the council"]),
        ("They", (), []),
    ],
)
def test_who_utters_a_word_is_its_actor_where_none_is_told(
    source: str, told: tuple[str, ...], names: list[str]
) -> None:
    text = f"{source} blamed rebels for the fire, and the council met."
    found = actors(text, "blamed", "accusation", source, "blamed", "rebels for the fire", *told)
    assert [each.text for each in found] == names


@pytest.mark.parametrize(
    ("source", "told", "names"),
    [
        ("A spokesman for Hamas", ("Gunmen",), ["Hamas", "Gunmen"]),
        ("Hamas", ("Gunmen",), ["Hamas", "Gunmen"]),
        ("A spokesman for Hamas", (), ["Hamas"]),
        ("Hamas", ("Hamas fighters",), ["Hamas fighters"]),
        ("A caller", ("Gunmen",), ["Gunmen"]),
    ],
)
def test_a_named_group_that_claims_a_deed_is_its_actor(source: str, told: tuple[str, ...], names: list[str]) -> None:
    text = f"{' '.join(told)} bombed a mill. {source} claimed the bombing."
    found = actors(text, "bombing", "bombing", source, "claimed", "the bombing", *told)
    assert [each.text for each in found] == names
    assert [each.confidence for each in found if each.text == "Hamas"] == ["claimed"] * ("Hamas" in names)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("The council met, said the council. It blamed rebels.", ["the council"]),
        ("The road is shut, said a resident. It blamed rebels.", []),
        ("The road is shut, said the mayor. He blamed rebels.", ["the mayor"]),
        ("The road is shut, said the council. He blamed rebels.", []),
        ("The road is shut, said the council. It rained. It blamed rebels.", []),
        ("The road is shut, said the council. On Friday it blamed rebels.", []),
    ],
)
def test_a_pronoun_that_opens_a_sentence_stands_for_who_spoke_in_the_one_before(text: str, named: list[str]) -> None:
    source = next(each for each in ("the council", "the mayor", "a resident") if each in text)
    start, _ = found(text, next(words for words in ("It blamed", "it blamed", "He blamed") if words in text))
    first = attribution(text, source, "said", text[: text.index(",")])
    claim = attribution(text, "rebels", "blamed", "rebels")
    claim = claim.model_copy(update={"source": (Mark(start=start, end=start + 2, score=0.9),)})
    asked = trigger(text, "blamed", "accusation")
    (event,) = assemble(context(text, [asked], attributions=[first, claim])).events
    assert [each.text for each in event.arguments if each.role == "actor"] == named
