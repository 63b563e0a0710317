"""What the words beside a trigger say of whether it happened, over what the model makes of it."""

from __future__ import annotations

import pytest

from dateline.assemble.salience import modality, polarity
from drafts import context, trigger

SURE = ((0.99, 0.004, 0.005, 0.001), (0.995, 0.005))
"""A model that is sure that everything happened."""
AHEAD = ((0.05, 0.6, 0.35, 0.0), (0.9, 0.1))
"""One that takes everything to be still to come."""


def told(
    sentence: str, words: str, model: tuple[tuple[float, ...], tuple[float, ...]] = SURE, kind: str = "armed-assault"
) -> tuple[str, str]:
    of_modality, of_polarity = model
    drafts = [trigger(sentence, words, kind).model_copy(update={"modality": of_modality, "polarity": of_polarity})]
    report = context(sentence, drafts)
    return modality(report, (0,)), polarity(report, (0,))


@pytest.mark.parametrize(("sentence", "words"), [
    ("The militia could abduct more drivers.", "abduct"),
    ("The old fort might even be shelled, the mayor said.", "shelled"),
    ("The judge may soon sentence the twins.", "sentence"),
])  # fmt: skip
def test_what_could_happen_is_hypothetical(sentence: str, words: str) -> None:
    assert told(sentence, words) == ("hypothetical", "positive")


@pytest.mark.parametrize(("sentence", "words"), [
    ("On 3 May shelled houses still smoked in Ovrin.", "shelled"),
    ("The guard may have shot the grocer.", "shot"),
    ("The blaze could have been set by boys, but nobody knows.", "set"),
    ("The girl, who would later stab a teacher, was not known to the police.", "stab"),
    ("Clerks who went on to attack the mill were hired that day.", "attack"),
])  # fmt: skip
def test_a_doubt_of_who_did_it_and_a_month_leave_what_happened_alone(sentence: str, words: str) -> None:
    assert told(sentence, words) == ("actual", "positive")


def test_what_would_have_happened_did_not() -> None:
    assert told("Without the rain the crowd would have burned the mill.", "burned") == ("hypothetical", "negative")


@pytest.mark.parametrize(("sentence", "words", "kind"), [
    ("The sailors did not attack the ferry.", "attack", "armed-assault"),
    ("The baker has never been arrested.", "arrested", "arrest"),
    ("No one was detained at the fair.", "detained", "arrest"),
    ("Police reported no further arrests on Sunday.", "arrests", "arrest"),
    ("The two sides failed to reach a deal in Tarn.", "deal", "agreement"),
    ("The duke left without signing the treaty.", "signing", "agreement"),
    ("The consul was to have met the queen at noon.", "met", "meeting"),
])  # fmt: skip
def test_what_is_negated_did_not_happen(sentence: str, words: str, kind: str) -> None:
    assert told(sentence, words, kind=kind)[1] == "negative"


@pytest.mark.parametrize(("sentence", "words"), [
    ("The raiders did not only attack the ferry, they sank it.", "attack"),
    ("The parcel bomb did not go off.", "go off"),
    ("The squad will march if the king does not meet its elders.", "meet"),
    ("The port will shut unless no deal is signed.", "deal"),
    ("The envoy did not say who attacked the ferry.", "attacked"),
])  # fmt: skip
def test_a_condition_a_dud_and_a_negated_other_verb_deny_nothing(sentence: str, words: str) -> None:
    assert told(sentence, words)[1] == "positive"


def test_within_a_condition_the_models_doubt_is_of_the_condition() -> None:
    unsure = ((0.0, 0.02, 0.97, 0.01), (0.14, 0.86))
    assert told("Unless a deal is reached the port will shut.", "deal", unsure, "agreement")[1] == "positive"


@pytest.mark.parametrize(("sentence", "words"), [
    ("The dockers called off their planned strike.", "strike"),
    ("The march of the weavers to Ovrin has been cancelled.", "march"),
    ("The bishop averted a strike.", "strike"),
])  # fmt: skip
def test_what_was_to_come_and_is_called_off_will_not_happen(sentence: str, words: str) -> None:
    assert told(sentence, words, AHEAD, "protest") == ("future", "negative")


@pytest.mark.parametrize(("sentence", "words", "model"), [
    ("The dockers called off their strike in its third week.", "strike", SURE),
    ("The premier postponed his visit.", "visit", AHEAD),
    ("The match was cancelled after threats of a strike.", "strike", AHEAD),
    ("They called off a picnic because of the strike.", "strike", AHEAD),
    ("The march follows a concert that was cancelled.", "march", AHEAD),
])  # fmt: skip
def test_what_was_under_way_or_is_put_off_or_is_another_thing_is_not_denied(
    sentence: str, words: str, model: tuple[tuple[float, ...], tuple[float, ...]]
) -> None:
    assert told(sentence, words, model, "protest")[1] == "positive"


@pytest.mark.parametrize(("sentence", "words"), [
    ("People breathe more freely after the three-way truce.", "truce"),
    ("They hope to forget the clashes that left nine dead.", "clashes"),
    ("The clan is no party to a truce brokered by Oslo.", "truce"),
])  # fmt: skip
def test_what_others_came_after_and_what_had_effects_has_happened(sentence: str, words: str) -> None:
    assert told(sentence, words, AHEAD)[0] == "actual"


@pytest.mark.parametrize(("sentence", "words"), [
    ("The house will vote after the summit.", "summit"),
    ("Aid may flow following the expected truce.", "truce"),
    ("Buses stop for the strike already planned in Ovrin.", "strike"),
])  # fmt: skip
def test_where_a_sentence_looks_ahead_what_comes_after_another_thing_is_left_to_the_model(
    sentence: str, words: str
) -> None:
    assert told(sentence, words, AHEAD)[0] == "future"


def test_mentions_are_weighed_together() -> None:
    text = "Gunmen stormed the inn. Troops then stormed it again. Nobody was wounded, and they could storm the mill."
    drafts = [
        trigger(text, words, "armed-assault", nth=nth).model_copy(update={"modality": SURE[0], "polarity": SURE[1]})
        for words, nth in (("stormed", 0), ("stormed", 1), ("storm", 2))
    ]
    report = context(text, drafts)
    assert modality(report, (0, 1, 2)) == "actual"
    assert modality(report, (2,)) == "hypothetical"
