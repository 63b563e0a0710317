"""Who says that an actor did it: by the model's opinion, and by the claims that hold the deed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dateline.assemble import confidence as module
from dateline.assemble.assemble import assemble
from dateline.assemble.confidence import facts
from dateline.assemble.happening import Happening
from dateline.reader.labels import CONFIDENCES
from dateline.schema.draft import DraftAttribution
from dateline.schema.reading import Argument, Event
from drafts import attribution, context, trigger

STATES, ACCUSES, CLAIMS, DENIES, GUESSES = 0, 2, 3, 4, 5
OFFICIAL, MILITARY, NGO, GROUP = 0, 1, 7, 4
EVEN = (1 / 6,) * 6


def event_of(text: str, actor: str, *said: DraftAttribution, confidence: tuple[float, ...] = EVEN) -> Event:
    """The bombing of a text as its claims have it."""
    bombed = trigger(text, "bombed", "bombing", ("actor", actor), confidence=confidence)
    return assemble(context(text, [bombed], attributions=said)).events[0]


def confidence_of(text: str, actor: str, *said: DraftAttribution, confidence: tuple[float, ...] = EVEN) -> str | None:
    (told,) = [each for each in event_of(text, actor, *said, confidence=confidence).arguments if each.role == "actor"]
    return told.confidence


@pytest.mark.parametrize(
    ("text", "source", "cue", "stance", "kind", "confidence"),
    [
        ("Hamas bombed the mill.", "", "", 0, 0, "fact"),
        ("The ministry accused Hamas militants, who bombed the mill.", "The ministry", "accused", ACCUSES, OFFICIAL,
         "accused-by-authorities"),
        ("A rights group accused Hamas militants, who bombed the mill.", "A rights group", "accused", ACCUSES, NGO,
         "accused"),
        ("Hamas said it had bombed the mill.", "Hamas", "said", CLAIMS, GROUP, "claimed"),
        ("Hamas may have bombed the mill, analysts guessed.", "analysts", "guessed", GUESSES, NGO, "possible"),
    ],
)  # fmt: skip
def test_the_claims_tell_who_says_so(text: str, source: str, cue: str, stance: int, kind: int, confidence: str) -> None:
    content = text[text.index("bombed") : text.index("mill") + 4]
    if stance == ACCUSES:
        content = text[text.index("Hamas") : -1]
    if stance == GUESSES:
        content = text[: text.index(",")]
    said = [attribution(text, source, cue, content, stance, kind)] if source else []
    assert confidence_of(text, "Hamas", *said) == confidence


def test_a_sure_model_is_followed_where_nothing_speaks_against_it() -> None:
    sure = tuple(float(each == "possible") for each in CONFIDENCES)
    text = "Hamas apparently bombed the mill."
    assert confidence_of(text, "Hamas", confidence=sure) == "possible"
    assert confidence_of("Hamas bombed the mill.", "Hamas", confidence=EVEN) == "fact"


def test_only_actors_have_a_confidence() -> None:
    text = "Hamas bombed the mill."
    bombed = trigger(text, "bombed", "bombing", ("actor", "Hamas"), ("target", "the mill"))
    (event,) = assemble(context(text, [bombed])).events
    assert {each.role: each.confidence for each in event.arguments} == {"actor": "fact", "target": None}


def known(text: str, actor: str, *said: DraftAttribution) -> set[str]:
    """The facts that hold of an actor, but for what always does."""
    told = context(text, [trigger(text, "bombed", "bombing", ("actor", actor))], attributions=said)
    read = assemble(told)
    (event,) = read.events
    happening = Happening(event.id, event.type, (event.trigger,), event.arguments, event.salience)
    (one,) = (each for each in event.arguments if each.role == "actor")
    found = facts(told, happening, one, read.attributions)
    return {name for name, value in found.items() if value} - {"always", "violence", "actual", "share told"}


def test_every_fact_is_weighed_and_nothing_else() -> None:
    text = "Hamas bombed the mill."
    told = context(text, [trigger(text, "bombed", "bombing", ("actor", "Hamas"))])
    (event,) = assemble(told).events
    happening = Happening(event.id, event.type, (event.trigger,), event.arguments, event.salience)
    found = facts(told, happening, event.arguments[0], ())
    table = json.loads(Path(module.__file__).with_name("confidence_weights.json").read_text(encoding="utf-8"))
    assert set(table) == set(found)
    assert {len(weights) for weights in table.values()} == {len(CONFIDENCES)}


def test_a_deed_in_what_others_say_is_not_told_by_the_report() -> None:
    text = "Rebels bombed the mill, the army said."
    content = "Rebels bombed the mill"
    assert "told by the report" in known(text, "Rebels")
    held = known(text, "Rebels", attribution(text, "the army", "said", content, STATES, 1))
    assert {"told by authorities", "in a claim"} <= held
    assert "told by the report" not in held


def test_who_speaks_of_its_own_deed_is_told_by_itself() -> None:
    text = "Hamas said it had bombed the mill."
    held = known(text, "Hamas", attribution(text, "Hamas", "said", "it had bombed the mill", CLAIMS, GROUP))
    assert {"responsibility claimed", "responsibility claimed by it"} <= held
    assert not held & {"told by authorities", "told by others", "accused by others"}


def test_a_denial_is_its_own_or_anothers() -> None:
    text = "Hamas denied that it had bombed the mill."
    content = "it had bombed the mill"
    assert "denied by it" in known(text, "Hamas", attribution(text, "Hamas", "denied", content, DENIES, GROUP))
    text = "The mayor denied that Hamas had bombed the mill."
    said = attribution(text, "The mayor", "denied", "Hamas had bombed the mill", DENIES, OFFICIAL)
    assert "denied by others" in known(text, "Hamas", said)


@pytest.mark.parametrize(
    ("words", "near"),
    [("Suspected rebels bombed the mill.", True),
     ("Rebels from a small town far away in the hills allegedly bombed the mill.", False)],
)  # fmt: skip
def test_hedges_count_more_right_beside_an_actor(words: str, near: bool) -> None:
    actor = "rebels" if "rebels" in words else "Rebels"
    held = known(words, actor)
    assert "hedged" in held
    assert ("hedged near it" in held) is near


def test_an_actor_without_a_word_of_the_model_is_told_by_the_facts_alone() -> None:
    text = "Hamas bombed the mill."
    event = event_of(text, "Hamas", confidence=())
    (actor,) = (each for each in event.arguments if each.role == "actor")
    assert isinstance(actor, Argument)
    assert actor.confidence == "fact"


@pytest.mark.parametrize(
    ("text", "actor", "guessed"),
    [
        ("Suspected Hamas men bombed the mill.", "Hamas men", True),
        ("Suspected Hamas men bombed the mill.", "Suspected Hamas men", True),
        ("The mill was bombed, apparently by Hamas.", "Hamas", True),
        ("Hamas is widely believed to have bombed the mill.", "Hamas", True),
        ("Hamas may well have bombed the mill.", "Hamas", True),
        ("Whoever bombed the mill, it bears the hallmarks of Hamas.", "Hamas", True),
        ("Hamas bombed the mill, apparently at noon.", "Hamas", False),
        ("Hamas is believed to be weak. It was Hamas men who bombed the mill.", "Hamas", False),
    ],
)
def test_words_right_beside_an_actor_make_it_a_guess(text: str, actor: str, guessed: bool) -> None:
    assert ("guessed at it" in known(text, actor)) is guessed


def test_who_stands_before_a_court_is_tried_for_what_the_report_tells() -> None:
    assert "tried for it" in known("Ivan Moe, who bombed the mill, was convicted.", "Ivan Moe")
    assert "tried for it" not in known("Ivan Moe bombed the mill. Its owner was convicted.", "Ivan Moe")


@pytest.mark.parametrize(
    ("text", "source", "actor", "stance", "kind", "own"),
    [
        ("Hamas said it bombed the mill.", "Hamas", "Hamas", STATES, GROUP, True),
        ("A group said its men bombed the mill.", "A group", "its men", STATES, GROUP, True),
        ("Militants said rebels bombed the mill.", "Militants", "rebels", CLAIMS, GROUP, True),
        ("The general said soldiers bombed the mill.", "The general", "soldiers", STATES, MILITARY, True),
        ("The Turkish ministry said the Turkish army bombed the mill.", "The Turkish ministry", "the Turkish army",
         STATES, OFFICIAL, True),
        ("The Russian ministry said the Turkish army bombed the mill.", "The Russian ministry", "the Turkish army",
         STATES, OFFICIAL, False),
        ("The general said rebels bombed the mill.", "The general", "rebels", STATES, MILITARY, False),
        ("A charity said soldiers bombed the mill.", "A charity", "soldiers", STATES, NGO, False),
        ("The general accused soldiers who bombed the mill.", "The general", "soldiers", ACCUSES, MILITARY, False),
    ],
)  # fmt: skip
def test_a_deed_can_be_told_by_the_side_of_its_actor(
    text: str, source: str, actor: str, stance: int, kind: int, own: bool
) -> None:
    cue = "accused" if stance == ACCUSES else "said"
    said = attribution(text, source, cue, text[text.index(cue) + len(cue) + 1 : -1], stance, kind)
    assert ("told by its side" in known(text, actor, said)) is own


def test_what_only_others_tell_is_told_by_them_alone() -> None:
    text = "Rebels bombed the mill, the army said."
    said = attribution(text, "the army", "said", "Rebels bombed the mill", STATES, MILITARY)
    assert "told by authorities alone" in known(text, "Rebels", said)
    text = "Rebels bombed the mill, a charity said."
    said = attribution(text, "a charity", "said", "Rebels bombed the mill", STATES, NGO)
    assert "told by others alone" in known(text, "Rebels", said)
    text = "Soldiers bombed the mill, the army said."
    said = attribution(text, "the army", "said", "Soldiers bombed the mill", STATES, MILITARY)
    assert not {name for name in known(text, "Soldiers", said) if name.endswith("alone")}
