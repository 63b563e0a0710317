"""The fit of what a report's form tells of salience."""

from __future__ import annotations

import numpy as np
import pytest
from training.salience import examples, weighed

from dateline.assemble.salience import FACTS, SALIENCES
from dateline.evaluate.base import Document
from drafts import context, trigger


def test_what_goes_with_a_salience_speaks_for_it_and_what_is_usual_speaks_for_none() -> None:
    rng = np.random.default_rng(0)
    classes = rng.choice(3, 6000, p=[0.6, 0.3, 0.1])
    found = [((1.0, float(rng.random() < (0.8 if at == 0 else 0.2)), float(rng.random())), int(at)) for at in classes]
    weights = weighed(found)
    assert weights.shape == (3, 3)
    assert weights[0, 1] > 1 > 0 > weights[1, 1]
    assert np.abs(weights[:, 2]).max() < 0.5
    likely = np.exp(weights @ [1.0, 0.2, 0.5])
    assert likely / likely.sum() == pytest.approx([0.2, 0.4, 0.4], abs=0.08)


def test_an_example_is_an_event_that_gold_has_too() -> None:
    text = "A bomb went off. Later the mayor resigned and shots were fired."
    told = context(text, [trigger(text, "bomb", "bombing"), trigger(text, "shots", "armed-assault")])
    gold = [{"type": "bombing", "trigger": {"start": 2, "end": 6}, "mentions": [], "salience": "related"}]
    ((facts, at),) = examples([(Document(id="a", text=text, gold={"events": gold}), told)])
    assert SALIENCES[at] == "related"
    assert facts[FACTS.index("told before")] == 0.0
