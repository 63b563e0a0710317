"""Weights of both experiments put where they belong. Needs torch, which only training does: skipped without it."""

from importlib import import_module
from pathlib import Path

import pytest

from dateline.reader.labels import LAYERS

pytest.importorskip("torch", reason="torch is not installed: only training needs it")
pytest.importorskip("onnx", reason="onnx is not installed: only training needs it")
pytest.importorskip("safetensors", reason="safetensors is not installed: only training needs it")

WIDTH, WIDER = 8, 256


def test_each_experiments_heads_see_and_label_the_layers_that_it_knew(tmp_path: Path) -> None:
    torch, model, weights = import_module("torch"), import_module("training.model"), import_module("training.weights")
    torch.manual_seed(0)
    shape = model.Shape(width=WIDTH, layers=1, heads=2, inner=12, vocabulary=30, positions=40, first_position=0)
    told = {name: value.clone() for name, value in model.Model(shape).state_dict().items()}
    for name in [each for each in told if each.startswith(("anch.", "cue_anch.", "flat.")) or each == "enc.rb.weight"]:
        del told[name]

    def head(prefix: str, layers: int, roles: int) -> dict[str, object]:
        known = model.Anchor(WIDTH, roles, WIDER).state_dict()
        known["a.weight"] = torch.randn(WIDER, WIDTH + 3 * layers)
        return {prefix + name: value for name, value in known.items()}

    public = {
        "enc.n.weight": torch.randn(WIDTH),
        "flat.weight": torch.randn(30, WIDTH),
        "flat.bias": torch.randn(30),
        **head("anch.cue.", 10, 2),
    }
    events = {"flat.weight": torch.randn(21, WIDTH), "flat.bias": torch.randn(21), **head("anch.", 7, 6)}
    save = import_module("safetensors.torch").save_file
    save(public, tmp_path / "public.safetensors")
    save(told | events, tmp_path / "events.safetensors")
    made = weights.initialised(
        shape, [tmp_path / "public.safetensors", tmp_path / "events.safetensors"]
    ).requires_grad_(requires_grad=False)

    def rows(layer: str) -> slice:
        return slice(3 * LAYERS.index(layer), 3 * LAYERS.index(layer) + 3)

    assert torch.equal(made.flat.weight[rows("trigger")], events["flat.weight"][:3])
    assert torch.equal(made.flat.weight[rows("PerpInd")], public["flat.weight"][:3])
    assert torch.equal(made.flat.bias[rows("cue")], public["flat.bias"][18:21])
    assert torch.allclose(made.enc.n.weight, (public["enc.n.weight"] + told["enc.n.weight"]) / 2)
    assert float(made.enc.rb.weight.abs().sum()) == 0
    sees = made.cue_anch.a.weight[:, WIDTH:]
    assert float(sees[:, rows("timex")].abs().sum()) == 0 < float(sees[:, rows("content")].abs().sum())
    kept = {tuple(row) for row in public["anch.cue.a.weight"][:, :WIDTH].tolist()}
    assert {tuple(row) for row in made.cue_anch.a.weight[:, :WIDTH].tolist()} <= kept
