"""What somebody does with what he claims, by the words of the claim and by the model's opinion."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from dateline.assemble import stance as module
from dateline.assemble.assemble import assemble
from dateline.assemble.stance import STANCES, facts
from dateline.schema.reading import Attribution
from drafts import attribution, context, trigger

EVEN = (1 / len(STANCES),) * len(STANCES)
OFFICIAL, MILITARY, GROUP, NGO = 0, 1, 4, 7


def told(
    text: str,
    source: str,
    cue: str,
    content: str,
    *,
    actor: str = "",
    kind: int = OFFICIAL,
    model: Sequence[float] = EVEN,
) -> Attribution:
    """The claim of a text, in which a bombing is marked where it has the word."""
    said = attribution(text, source, cue, content, kind=kind).model_copy(update={"stance": tuple(model)})
    deeds = [trigger(text, "bombed", "bombing", *([("actor", actor)] if actor else []))] if "bombed" in text else []
    (claim,) = assemble(context(text, deeds, attributions=[said])).attributions
    return claim


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "expected"),
    [
        ("Moe said the port is open.", "Moe", "said", "the port is open", "states"),
        ("Moe has confirmed the loss.", "Moe", "has confirmed", "the loss", "confirms"),
        ("Moe rejected the report.", "Moe", "rejected", "the report", "denies"),
        ("Moe demanded their release.", "Moe", "demanded", "their release", "demands"),
        ("Moe called on them to leave.", "Moe", "called on", "them to leave", "demands"),
        ("Moe said the gangs must leave.", "Moe", "said", "the gangs must leave", "demands"),
        ("Moe vowed to burn the port.", "Moe", "vowed", "to burn the port", "threatens"),
        ("Moe suspects a plot.", "Moe", "suspects", "a plot", "speculates"),
        ("Moe said it was probably a plot.", "Moe", "said", "it was probably a plot", "speculates"),
        ("Moe said they were not involved.", "Moe", "said", "they were not involved", "denies"),
    ],
)
def test_words_tell_a_stance_that_the_model_leaves_open(
    text: str, source: str, cue: str, content: str, expected: str
) -> None:
    assert told(text, source, cue, content).stance == expected


@pytest.mark.parametrize(
    ("source", "actor", "kind", "expected"),
    [
        ("Hamas", "its men", GROUP, "claims-responsibility"),
        ("A charity", "soldiers", NGO, "accuses"),
        ("The army", "rebels", MILITARY, "accuses"),
    ],
)
def test_whose_deed_it_is_tells_accusing_from_claiming(source: str, actor: str, kind: int, expected: str) -> None:
    text = f"{source} said {actor} bombed the mill."
    assert told(text, source, "said", f"{actor} bombed the mill", actor=actor, kind=kind).stance == expected


def test_who_confirms_a_deed_of_its_own_claims_it() -> None:
    text = "The navy confirmed it bombed the mill."
    assert told(text, "The navy", "confirmed", "it bombed the mill").stance == "claims-responsibility"
    text = "The navy confirmed rebels bombed the mill."
    assert told(text, "The navy", "confirmed", "rebels bombed the mill", actor="rebels").stance == "confirms"


def test_a_sure_model_is_followed_where_nothing_speaks_against_it() -> None:
    for at, stance in enumerate(STANCES):
        if stance != "claims-responsibility":
            sure = [float(number == at) for number in range(len(STANCES))]
            assert told("Moe said the port is open.", "Moe", "said", "the port is open", model=sure).stance == stance


def test_every_fact_has_its_weights_and_every_weight_its_fact() -> None:
    text = "Moe said the port is open."
    asked = context(text, [], attributions=[attribution(text, "Moe", "said", "the port is open")])
    (claim,) = assemble(asked).attributions
    table = json.loads(Path(module.__file__).with_name("stance_weights.json").read_text(encoding="utf-8"))
    assert list(facts(asked, claim, [])) == list(table)
    assert {len(weights) for weights in table.values()} == {len(STANCES)}
