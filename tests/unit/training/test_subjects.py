"""What teaches the head of snippets. Needs torch, which only training does: skipped without it."""

from importlib import import_module
from typing import Any

import numpy as np
import pytest

from dateline.reader.labels import LAYERS, SUBJECTS

pytest.importorskip("torch", reason="torch is not installed: only training needs it")


@pytest.fixture
def reader() -> Any:
    torch, model = import_module("torch"), import_module("training.model")
    torch.manual_seed(5)
    return model.Model(model.Shape(width=32, layers=1, heads=2, inner=32, vocabulary=60, positions=64)).eval()


def batch(*windows: tuple[int, int]) -> Any:
    """Windows of some length, each about a subject."""
    batches = import_module("training.batches")
    silent = {length: np.full((length, len(LAYERS)), batches.IGNORE) for length, _ in windows}
    items = [batches.Item("snippets", np.arange(length) * 7 % 60, silent[length], subject=subject)
             for length, subject in windows]  # fmt: skip
    return batches.collate(items)


def test_a_loss_is_that_of_the_mean_state_of_each_snippets_own_pieces(reader: Any) -> None:
    torch, losses = import_module("torch"), import_module("training.losses")
    lengths, subjects = (9, 16, 12), (3, 29, 0)
    found = losses.Losses(reader, {}, 0, half=False)(batch(*zip(lengths, subjects, strict=True)))
    assert set(found) == {"subject"}
    alone = []
    for length, subject in zip(lengths, subjects, strict=True):
        h, _ = reader.states(torch.arange(length)[None] * 7 % 60)
        logits = reader.subject(h[0, 1:-1].mean(0))
        alone.append(torch.nn.functional.cross_entropy(logits, torch.tensor(subject)))
    assert float(found["subject"].detach()) == pytest.approx(float(torch.stack(alone).mean().detach()), abs=1e-4)


def test_what_says_nothing_of_its_subject_teaches_none(reader: Any) -> None:
    losses = import_module("training.losses").Losses(reader, {}, 0, half=False)
    silent, some, alone = batch((9, -1), (12, -1)), batch((9, -1), (12, 4)), batch((12, 4))
    assert losses(silent) == {}
    both, one = losses(some)["subject"], losses(alone)["subject"]
    assert float(both.detach()) == pytest.approx(float(one.detach()), abs=1e-4)


def test_a_regression_is_fitted_and_judged_on_what_it_has_not_seen() -> None:
    torch, subjects = import_module("torch"), import_module("training.subjects")
    torch.manual_seed(2)
    gold = torch.arange(len(SUBJECTS)).repeat(10)
    centres = torch.randn(len(SUBJECTS), 16) * 5 + 40
    seen = centres[gold] + 0.1 * torch.randn(len(gold), 16)
    assert subjects.cross_validated(seen, gold, 1e-5, seed=0) > 0.95
    assert subjects.cross_validated(torch.randn(len(gold), 16), gold, 1e-5, seed=0) < 0.15
    assert (subjects.fitted(seen, gold, 1e-5)(seen).argmax(-1) == gold).all()
