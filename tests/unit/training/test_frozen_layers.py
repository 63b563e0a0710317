"""Layers that do not learn run once a window, and serve every later batch. Needs torch: skipped without it."""

from importlib import import_module
from typing import Any

import numpy as np
import pytest

pytest.importorskip("torch", reason="torch is not installed: only training needs it")

LAYERS = 3


def encoder() -> Any:
    import_module("torch").manual_seed(0)
    model = import_module("training.model")
    return model.Encoder(model.Shape(width=24, layers=LAYERS, heads=2, inner=32, vocabulary=50, positions=64))


def batch(*lengths: int) -> Any:
    from dateline.reader.labels import LAYERS as TOKEN_LAYERS

    batches = import_module("training.batches")
    items = [batches.Item("corpus", np.arange(length) * length % 50, np.zeros((length, len(TOKEN_LAYERS)), np.int64))
             for length in lengths]  # fmt: skip
    return batches.collate(items)


@pytest.mark.parametrize("half", [True, False])
@pytest.mark.parametrize("frozen", range(LAYERS + 1))
def test_states_are_those_of_the_whole_encoder_whatever_a_window_was_kept_from(frozen: int, half: bool) -> None:
    torch, losses = import_module("torch"), import_module("training.losses")
    whole, both = encoder(), batch(9, 23)
    below = losses.Frozen(whole.eval(), frozen, half=half)
    alone = import_module("training.batches").collate(both.items[:1])
    with torch.autocast("cpu", torch.bfloat16, enabled=half):
        expected = whole(both.ids, both.mask)
    for given in (alone, both, both):
        with torch.autocast("cpu", torch.bfloat16, enabled=half):
            states = whole.through(below(given), given.mask, first=frozen)
        assert torch.allclose(states[0, :9], expected[0, :9], atol=0.1)
    assert torch.allclose(states[1, :23], expected[1, :23], atol=0.1)


def test_only_the_layers_above_learn() -> None:
    learner = encoder()
    given = batch(9)
    below = import_module("training.losses").Frozen(learner, 2, half=True)(given)
    learner.through(below, given.mask, first=2).sum().backward()
    assert [any(each.grad is not None for each in layer.parameters()) for layer in learner.ly] == [False, False, True]


def test_nothing_is_dropped_out_of_what_is_kept() -> None:
    learner = encoder().train()
    frozen = import_module("training.losses").Frozen(learner, 2, half=False)
    given = batch(9)
    expected = learner.eval().through(learner.embedded(given.ids), given.mask, last=2)
    learner.train()
    assert import_module("torch").allclose(frozen(given)[0, :9], expected[0, :9], atol=0.1)
    assert learner.training
