"""What teachers say of a batch, and what learning from it leaves alone. Needs torch: skipped without it."""

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from dateline.reader.labels import ATTRIBUTION_LAYERS, CUE_ROLES, EVENT_ROLES, LAYERS, MUC_ROLES, TRIGGER_CLASSES

pytest.importorskip("torch", reason="torch is not installed: only training needs it")
pytest.importorskip("safetensors", reason="safetensors is not installed: only training needs it")

SHARED, ALL = 1, 2
EVEN: dict[str, Any] = {"polarity": None}
"""Classes that weigh the same."""


@pytest.fixture
def experiment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of an experiment on public sets, of a narrow model with weights drawn at random."""
    torch, model, weights = (import_module(name) for name in ("torch", "training.model", "training.weights"))
    torch.manual_seed(4)
    shape = model.Shape(width=24, layers=1, heads=2, inner=32, vocabulary=60, positions=64, first_position=0)
    monkeypatch.setitem(model.SHAPES, "small", shape)
    layers = len(weights.PUBLIC_LAYERS)
    head = model.Anchor(24, 2, inner=256, layers=layers)
    drawn = {f"enc.{name}": value for name, value in model.Encoder(shape).state_dict().items() if name != "rb.weight"}
    drawn |= {f"anch.cue.{name}": value for name, value in head.state_dict().items()}
    drawn |= {"flat.weight": torch.randn(3 * layers, 24), "flat.bias": torch.randn(3 * layers)}
    path = tmp_path / "experiment.safetensors"
    import_module("safetensors.torch").save_file(drawn, path)
    return path


@pytest.fixture
def reader() -> Any:
    torch, model = import_module("torch"), import_module("training.model")
    torch.manual_seed(5)
    return model.Model(model.Shape(width=32, layers=ALL, heads=2, inner=32, vocabulary=60, positions=64)).eval()


def batch(kind: str) -> Any:
    batches = import_module("training.batches")
    gold = np.zeros((12, len(LAYERS)), np.int64)
    roles = np.zeros((12, len(CUE_ROLES)), np.int64)
    cue = {"start": 3, "end": 4, "stance": -1, "source_kind": -1}
    return batches.collate([batches.Item(kind, np.arange(12) * 5, gold, cues=[cue], cue_roles=[roles])])


def heard(reader: Any, experiment: Path, kind: str, shared: int | None) -> tuple[Any, Any]:
    """What teachers say of the layers and cues of a batch."""
    torch, teachers = import_module("torch"), import_module("training.teachers")
    both, given = teachers.Teachers(reader, teachers.Public([experiment]), shared), batch(kind)
    below = reader.enc.through(reader.enc.embedded(given.ids), given.mask, last=shared or 0)
    said = both.of(given.kind, given.ids, given.mask, below)
    return said.layers, said.cue_roles(*(torch.tensor([at]) for at in (0, 3, 4)))


def test_where_no_experiment_speaks_the_earlier_reader_is_heard_of_all_layers(reader: Any) -> None:
    torch, teachers, given = import_module("torch"), import_module("training.teachers"), batch("polnear")
    with torch.no_grad():
        h, flat = reader.states(given.ids, given.mask)
        at = [torch.tensor([each]) for each in (0, 3, 4)]
        cues = reader.cue_anch(h, flat, *at)
        said = teachers.Teachers(reader, None, None).of(given.kind, given.ids, given.mask, h)
    assert torch.allclose(said.layers, flat, atol=1e-5)
    assert torch.allclose(said.cue_roles(*at), cues, atol=1e-5)


@pytest.mark.parametrize("shared", [None, 0, SHARED])
def test_an_earlier_reader_alone_speaks_of_our_own_reports(reader: Any, experiment: Path, shared: int | None) -> None:
    torch, given = import_module("torch"), batch("corpus")
    with torch.no_grad():
        h, flat = reader.states(given.ids, given.mask)
        cues = reader.cue_anch(h, flat, *(torch.tensor([at]) for at in (0, 3, 4)))
    layers, roles = heard(reader, experiment, "corpus", shared)
    assert torch.allclose(layers, flat, atol=1e-5)
    assert torch.allclose(roles, cues, atol=1e-5)


@pytest.mark.parametrize(("kind", "learned"), [("polnear", ATTRIBUTION_LAYERS), ("muc4", MUC_ROLES), ("lgl", ())])
def test_the_experiment_speaks_of_what_it_learned_where_it_did(
    reader: Any, experiment: Path, kind: str, learned: Sequence[str]
) -> None:
    torch, public = import_module("torch"), import_module("training.teachers").Public([experiment])
    known = import_module("training.weights").PUBLIC_LAYERS
    given = batch(kind)
    h, theirs = public(given.ids, given.mask)
    ours, own_roles = heard(reader, experiment, "corpus", SHARED)
    layers, roles = heard(reader, experiment, kind, SHARED)
    for column, layer in enumerate(LAYERS):
        expected = theirs[0, :, known.index(layer)] if layer in learned else ours[0, :, column]
        assert layers[0, :, column].equal(expected), layer
    cues = public.cue_anch(h, theirs, *(torch.tensor([at]) for at in (0, 3, 4)))
    assert roles[..., :2, :].equal(cues if kind == "polnear" else own_roles[..., :2, :])
    assert roles[..., 2, :].equal(own_roles[..., 2, :])


@pytest.mark.parametrize(("kind", "told"), [("polnear", True), ("corpus", False), ("lgl", False)])
def test_of_claims_nothing_is_told_outside_their_own_set(reader: Any, experiment: Path, kind: str, told: bool) -> None:
    teachers = import_module("training.teachers")
    both, given = teachers.Teachers(reader, teachers.Public([experiment]), None), batch(kind)
    said = both.of(kind, given.ids, given.mask, given.ids)
    assert {bool(said.told[LAYERS.index(layer)]) for layer in ATTRIBUTION_LAYERS} == {told}
    assert all(said.told[column] for column, layer in enumerate(LAYERS) if layer not in ATTRIBUTION_LAYERS)


def test_of_short_notes_no_teacher_speaks(reader: Any, experiment: Path) -> None:
    torch, losses, teachers = (import_module(name) for name in ("torch", "training.losses", "training.teachers"))
    torch.manual_seed(1)
    alone = losses.Losses(reader, {}, SHARED, half=False)(batch("snippets"))
    told = losses.Losses(
        reader, {}, SHARED, half=False, teachers=teachers.Teachers(reader, teachers.Public([experiment]), SHARED)
    )
    found = told(batch("snippets"))
    assert set(found) == {"layers", "cue_roles"}
    assert all(found[name].equal(alone[name]) for name in found)  # gold keeps its whole weight


def _events(kind: str, roles: Sequence[str]) -> Any:
    """A batch of one trigger of which some roles and its polarity are known; all else of it is not."""
    batches = import_module("training.batches")
    gold = np.full((12, len(EVENT_ROLES)), batches.IGNORE, np.int64)
    for role in roles:
        gold[1:-1, EVENT_ROLES.index(role)] = 0
    trigger = {"start": 3, "end": 4, "at": 0} | dict.fromkeys(TRIGGER_CLASSES, -1) | {"polarity": 1}
    layers = np.full((12, len(LAYERS)), batches.IGNORE, np.int64)
    return batches.collate([batches.Item(kind, np.arange(12) * 5, layers, triggers=[trigger], trigger_roles=[gold])])


def test_of_events_of_every_kind_gold_alone_is_learned(reader: Any, experiment: Path) -> None:
    losses, teachers = (import_module(name) for name in ("training.losses", "training.teachers"))
    told = losses.Losses(
        reader, EVEN, SHARED, half=False, teachers=teachers.Teachers(reader, teachers.Public([experiment]), SHARED)
    )
    gold = {"roles", "polarity"}
    assert set(told(_events("timeml", ["time"]))) == gold | {"told_layers"}
    assert set(told(_events("corpus", EVENT_ROLES))) == gold | {"told_roles", "told_polarity", "told_layers"}


def test_a_role_weighs_as_much_where_it_is_the_only_one(reader: Any) -> None:
    torch, losses = (import_module(name) for name in ("torch", "training.losses"))
    torch.manual_seed(3)
    learned = losses.Losses(reader, EVEN, SHARED, half=False)
    every = learned(_events("corpus", EVENT_ROLES))["roles"]
    apart = [learned(_events("corpus", [role]))["roles"] for role in EVENT_ROLES]
    assert float(torch.stack(apart).sum().detach()) == pytest.approx(float(every.detach()), rel=1e-5)


def test_a_step_moves_the_model_and_no_teacher(reader: Any, experiment: Path) -> None:
    torch, losses, teachers = (import_module(name) for name in ("torch", "training.losses", "training.teachers"))
    both = teachers.Teachers(reader, teachers.Public([experiment]), SHARED)
    before = [each.clone() for module in (both.earlier, both.public) for each in module.parameters()]
    learned = losses.Losses(reader, {}, SHARED, half=False, teachers=both)
    optimizer = torch.optim.Adam(reader.parameters(), 1e-3)
    totals = []
    for _ in range(15):
        found = learned(batch("polnear"))
        assert set(found) == {"layers", "cue_roles", "told_layers", "told_cue_roles"}
        totals.append(float(found["told_layers"].detach()))
        optimizer.zero_grad()
        torch.stack(list(found.values())).sum().backward()
        optimizer.step()
    assert totals[-1] < totals[0]
    after = [each for module in (both.earlier, both.public) for each in module.parameters()]
    assert all(a.equal(b) for a, b in zip(after, before, strict=True))


def test_the_divergence_is_a_mean_over_what_is_counted() -> None:
    torch, divergence = import_module("torch"), import_module("training.teachers").divergence
    said = torch.tensor([[0.9, 0.1], [0.5, 0.5], [0.2, 0.8]]).log()
    ours = torch.tensor([[0.5, 0.5], [0.5, 0.5], [0.2, 0.8]]).log()
    apart = 0.9 * np.log(0.9 / 0.5) + 0.1 * np.log(0.1 / 0.5)
    assert float(divergence(said, said, torch.ones(3))) == pytest.approx(0, abs=1e-6)
    assert float(divergence(ours, said, torch.tensor([1, 1, 0]))) == pytest.approx(apart / 2, abs=1e-6)
    assert float(divergence(ours, said, torch.tensor([1, 0, 0]))) == pytest.approx(apart, abs=1e-6)
