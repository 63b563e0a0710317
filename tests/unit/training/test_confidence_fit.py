"""The fit of what tells who says that an actor did it."""

from __future__ import annotations

import numpy as np
from training.confidence import examples, weighed

from dateline.reader.labels import CONFIDENCES
from drafts import attribution, context, trigger

CLAIMED = CONFIDENCES.index("claimed")


def test_what_goes_with_a_confidence_speaks_for_it() -> None:
    rng = np.random.default_rng(0)
    classes = rng.choice(6, 4000, p=[0.5, 0.1, 0.1, 0.1, 0.1, 0.1])
    found = [
        ({"always": 1.0, "claims": float(rng.random() < (0.9 if at == CLAIMED else 0.1)), "any": float(rng.random())},
         int(at))
        for at in classes
    ]  # fmt: skip
    table = weighed(found)
    assert table["claims"][CLAIMED] > 1 > 0 > table["claims"][0]
    assert max(map(abs, table["any"])) < 0.5


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
