"""Anchor heads taught on. Needs torch, which only training does: skipped without it."""

from importlib import import_module
from typing import Any

import numpy as np
import pytest

pytest.importorskip("torch", reason="torch is not installed: only training needs it")
pytest.importorskip("onnx", reason="onnx is not installed: only training needs it")

LENGTH, WIDTH, ROLES = 20, 24, 2


def asked(heads: Any, rng: np.random.Generator) -> Any:
    """A window whose first role is the piece after its anchor, and whose second gold does not tell."""
    from dateline.reader.labels import LAYERS

    anchors = np.array([[at, at + 1] for at in rng.choice(LENGTH - 2, 3, replace=False)])
    gold = np.full((3, LENGTH, ROLES), heads.IGNORE, np.int8)
    gold[:, :, 0] = 0
    gold[range(3), anchors[:, 1], 0] = 1
    states = rng.normal(size=(LENGTH, WIDTH)).astype(np.float16)
    return heads.Asked(states, np.zeros((LENGTH, len(LAYERS), 3), np.float16), anchors, gold)


def test_a_head_learns_what_gold_tells() -> None:
    torch, heads, model = import_module("torch"), import_module("training.heads"), import_module("training.model")
    torch.manual_seed(0)
    rng = np.random.default_rng(0)
    windows = [asked(heads, rng) for _ in range(24)]
    losses = heads.taught(model.Anchor(WIDTH, ROLES, 16), windows, passes=12, rate=2e-2, seed=0)
    assert losses[-1] < losses[0] / 4
