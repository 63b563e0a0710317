"""What teaches who says that an actor did it."""

from __future__ import annotations

from training.confidence import examples

from dateline.reader.labels import CONFIDENCES
from drafts import attribution, context, trigger

CLAIMED = CONFIDENCES.index("claimed")


def test_an_example_is_an_actor_that_gold_has_too() -> None:
    text = "Hamas said it had bombed the mill."
    asked = [trigger(text, "bombed", "bombing", ("actor", "Hamas"), ("target", "the mill"))]
    told = context(text, asked, attributions=[attribution(text, "Hamas", "said", "it had bombed the mill", 3, 4)])
    at = text.index("bombed")
    gold = {"events": [{
        "type": "bombing", "trigger": {"start": at, "end": at + 6}, "mentions": [], "arguments": [
            {"role": "actor", "confidence": "claimed", "evidence": [{"start": 0, "end": 5, "text": "Hamas"}]},
            {"role": "target", "confidence": None, "evidence": [{"start": 25, "end": 33, "text": "the mill"}]},
        ]}]}  # fmt: skip
    ((facts, number),) = examples(gold, told)
    assert number == CLAIMED
    assert facts["responsibility claimed by it"] == 1.0
    assert next(iter(facts)) == "always"
