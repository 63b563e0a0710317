"""The fit of what tells the relation of two events."""

from __future__ import annotations

import numpy as np
from training.relations import examples, weighed

from dateline.assemble.assemble import assemble
from dateline.assemble.relations import RELATIONS
from drafts import context, trigger


def test_what_goes_with_a_relation_speaks_for_it() -> None:
    rng = np.random.default_rng(0)
    relations = rng.choice(4, 4000, p=[0.7, 0.1, 0.1, 0.1])
    cues = rng.random(len(relations)) < np.where(relations == 2, 0.8, 0.1)
    found = [
        ({"always": 1.0, "cue": float(cue), "any": float(rng.random())}, int(at))
        for at, cue in zip(relations, cues, strict=True)
    ]
    weights = weighed(found, ["always", "cue", "any"])
    assert weights.shape == (4, 3)
    assert weights[2, 1] > 1 > 0 > weights[0, 1]
    assert np.abs(weights[:, 2]).max() < 0.5


def test_an_example_has_the_link_of_gold_and_a_series_is_told_of_its_later_event() -> None:
    text = "A bomb went off. Shots were fired. Police arrested a man."
    words = (("bomb", "bombing"), ("Shots", "armed-assault"), ("arrested", "arrest"))
    told = context(text, [trigger(text, *each) for each in words])
    links = {"bomb": ("same-series", "Shots"), "arrested": ("reaction-to", "bomb")}
    gold = {"events": [
        {"id": word, "type": kind, "mentions": [],
         "trigger": {"start": text.index(word), "end": text.index(word) + len(word)},
         "links": [{"type": links[word][0], "event": links[word][1]}] if word in links else []}
        for word, kind in words
    ]}  # fmt: skip
    found = list(examples(gold, told, assemble(told).events))
    assert len(found) == 6
    related = {RELATIONS[at]: facts for facts, at in found if at}
    assert set(related) == {"same-series", "reaction-to"}
    assert related["same-series"]["one is violence"] == related["reaction-to"]["one is arrest"] == 1.0
    assert related["same-series"]["told later"] == 1.0
