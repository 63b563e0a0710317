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


def seen_of(states: Any, gold: Any, count: float = 1.0) -> Any:
    torch, subjects = import_module("torch"), import_module("training.subjects")
    may_be = torch.nn.functional.one_hot(gold, len(SUBJECTS)).float()
    return subjects.Seen(states, may_be, torch.full((len(gold),), count))


def test_a_regression_is_fitted_and_judged_on_what_it_has_not_seen() -> None:
    torch, subjects = import_module("torch"), import_module("training.subjects")
    torch.manual_seed(2)
    gold = torch.arange(len(SUBJECTS)).repeat(10)
    centres = torch.randn(len(SUBJECTS), 16) * 5 + 40
    seen = seen_of(centres[gold] + 0.1 * torch.randn(len(gold), 16), gold)
    none = seen.part(torch.zeros(len(gold), dtype=torch.bool))
    noise = seen_of(torch.randn(len(gold), 16), gold)
    assert subjects.cross_validated(seen, none, 1e-5, seed=0) > 0.95
    assert subjects.cross_validated(noise, none, 1e-5, seed=0) < 0.15
    assert subjects.right(subjects.fitted(seen, 1e-5), seen) == 1.0


def test_of_a_sentence_only_what_it_may_be_is_learned() -> None:
    torch, subjects = import_module("torch"), import_module("training.subjects")
    torch.manual_seed(3)
    gold = torch.arange(3).repeat(40)
    centres = torch.randn(3, 8) * 4
    states = centres[gold] + 0.1 * torch.randn(len(gold), 8)
    told = seen_of(states[:60], gold[:60])
    half = seen_of(states[60:] + 3, gold[60:])  # written otherwise; each may be its own subject or one that none has
    half.may_be[:, 7] = 1
    head = subjects.fitted(told.and_also(half), 1e-6)
    assert subjects.right(head, seen_of(states[60:] + 3, gold[60:])) == 1.0
    assert float(head(states).softmax(-1)[:, 7].detach().max()) < 0.5


def test_sentences_are_those_whose_events_have_happened_and_are_of_one_type() -> None:
    subjects, own = import_module("training.subjects"), import_module("training.datasets.own")
    text = (
        "A bomb went off in the market of Harla early on Friday. Gunmen shot a guard and a bomb went off in Harla. "
        "Rebels may yet bomb the market of Harla as well, they say. A bomb went off."
    )
    modalities = {"bomb": "actual", "shot": "actual", "bomb#2": "actual", "bomb#3": "hypothetical", "bomb#4": "actual"}
    events = [{"type": "armed-assault" if words == "shot" else "bombing", "trigger": words, "modality": modality,
               "salience": "main"} for words, modality in modalities.items()]  # fmt: skip
    report = own.Annotated("a", {"text": text, "events": events}).example()
    assert list(subjects.of_one_type(report)) == [
        ("A bomb went off in the market of Harla early on Friday.", "bombing")
    ]
    ((example, names),) = subjects.sentences([report])
    assert (example.text[:6], names) == ("A bomb", "REM_EXPLOS GRENADE")


def test_every_type_has_its_subjects() -> None:
    subjects = import_module("training.subjects")
    assert set(subjects.SUBJECTS_OF) == set(import_module("dateline.ontology.registry").TYPES)
    assert {name for names in subjects.SUBJECTS_OF.values() for name in names.split()} <= set(SUBJECTS)
