"""Weights to begin from: those of an earlier experiment, or of a bundled model."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

import numpy as np
import onnx
import torch
import torch.nn.functional as F  # noqa: N812
from onnx import numpy_helper
from safetensors.torch import load_file
from torch import Tensor

from dateline.reader.labels import (
    ATTRIBUTION_LAYERS,
    EVENT_LAYERS,
    LAYERS,
    MUC_ROLES,
    TRIGGER_CLASSES,
)
from training.model import ANCHOR_WIDTH, SHAPES, Anchor, Model, Shape

SPECIAL = {0: 1, 100: 3, 101: 0, 102: 2}
"""BERT's [PAD], [UNK], [CLS] and [SEP] in MPNet's vocabulary; every other id is four higher there."""
PUBLIC_LAYERS: Final = (*MUC_ROLES, *ATTRIBUTION_LAYERS, "trigger", "toponym")
"""Token layers of the experiment on public sets, in its order; the one on the corpus has ``EVENT_LAYERS``."""
_PREFIX = {"same_event": "pair.", "same_filler": "cor."}
"""Graphs that hold one head alone name its weights without it."""


def read(paths: Iterable[Path]) -> dict[str, Tensor]:
    """Tensors of experiments' files; of one name, their mean: what began from the same weights and learned different
    things keeps much of both so (Wortsman et al. 2022).

    ``name|q`` is int8 with a row scale in ``name|s``; ``name#0``, ``name#1`` are row blocks. Heads of the experiment on
    public sets are named ``public.flat`` and ``cue_anch``.
    """
    raw: dict[str, list[Tensor]] = {}
    for path in paths:
        for key, value in load_file(path).items():
            public = key.startswith("flat.") and len(value) == 3 * len(PUBLIC_LAYERS)
            raw.setdefault("public." * public + key.replace("anch.cue.", "cue_anch."), []).append(value)
    means = {key: torch.stack(each).float().mean(0) if len(each) > 1 else each[0] for key, each in raw.items()}
    blocks: dict[str, list[tuple[int, Tensor]]] = {}
    for key, value in means.items():
        name, _, block = key.partition("#")
        blocks.setdefault(name, []).append((int(block or 0), value))
    joined = {
        name: torch.cat([value for _, value in sorted(parts, key=lambda p: p[0])]) for name, parts in blocks.items()
    }
    found = {}
    for name, value in joined.items():
        if name.endswith("|q"):
            found[name[:-2]] = value.float() * joined[name[:-2] + "|s"].float()[:, None]
        elif not name.endswith("|s"):
            found[name] = value.float()
    return found


def initialised(shape: Shape, paths: Iterable[Path]) -> Model:
    """A model with what fits of experiments' weights: the encoder whole, the heads by their rows and columns."""
    model, weights = Model(shape), read(paths)
    if len(weights["enc.we.weight"]) > model.enc.shape.vocabulary:
        ids = [SPECIAL.get(at, at + 4) for at in range(model.enc.shape.vocabulary)]
        weights["enc.we.weight"] = weights["enc.we.weight"][ids]
    weights.setdefault("enc.rb.weight", torch.zeros_like(model.enc.rb.weight))
    classes = sum(map(len, TRIGGER_CLASSES.values()))
    weights |= {name: weights[name][:classes] for name in ("c.weight", "c.bias")}
    _put_layers(model, weights, "", EVENT_LAYERS)
    _put_anchor(model.anch, weights, "anch.", EVENT_LAYERS)
    if "public.flat.weight" in weights:
        _put_layers(model, weights, "public.", PUBLIC_LAYERS, but="trigger")
        _put_anchor(model.cue_anch, weights, "cue_anch.", PUBLIC_LAYERS)
    else:
        _put_anchor(model.cue_anch, weights, "anch.", EVENT_LAYERS, labels=False)
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            if not name.startswith(("anch.", "cue_anch.", "flat.")) and name in weights:
                parameter.copy_(weights[name])
    return model


def _rows(layers: Sequence[str]) -> list[int]:
    """Where O, B, I of some layers stand among those of all."""
    return [3 * LAYERS.index(layer) + label for layer in layers for label in range(3)]


def _put_layers(
    model: Model, weights: Mapping[str, Tensor], prefix: str, layers: Sequence[str], but: str | None = None
) -> None:
    """The rows of some token layers."""
    kept = [3 * at + label for at, layer in enumerate(layers) if layer != but for label in range(3)]
    rows = _rows([layer for layer in layers if layer != but])
    with torch.no_grad():
        model.flat.weight[rows] = weights[f"{prefix}flat.weight"][kept]
        model.flat.bias[rows] = weights[f"{prefix}flat.bias"][kept]


def _put_anchor(
    head: Anchor, weights: Mapping[str, Tensor], prefix: str, layers: Sequence[str], *, labels: bool = True
) -> None:
    """An anchor head that saw some token layers and labels the first of our roles; without its ``labels``, what it sees
    alone."""
    own = {name.removeprefix(prefix): value for name, value in weights.items() if name.startswith(prefix)}
    narrow(own, "", ANCHOR_WIDTH)
    width = head.a.in_features - 3 * len(LAYERS)
    with torch.no_grad():
        for name, parameter in head.named_parameters():
            if name == "a.weight":
                parameter.zero_()
                parameter[:, :width] = own[name][:, :width]
                parameter[:, [width + row for row in _rows(layers)]] = own[name][:, width:]
            elif not name.startswith("o."):
                parameter.copy_(own[name])
            elif labels:
                parameter[: len(own[name])] = own[name]


def restored(folder: Path, shape: Shape | None = None) -> Model:
    """The model of a run's last checkpoint, or of an exported model's int8 graphs; its shape is known by its width."""
    path = folder / "checkpoint.pt"
    weights = torch.load(path, map_location=torch.get_default_device())["model"] if path.exists() else _exported(folder)
    model = Model(shape or {each.width: each for each in SHAPES.values()}[weights["enc.we.weight"].shape[1]])
    missing = model.enc.shape.positions - len(weights["enc.pe.weight"])  # an exported model keeps those it can need
    weights["enc.pe.weight"] = F.pad(weights["enc.pe.weight"], (0, 0, 0, missing))
    untaught = {name: value for name, value in model.state_dict().items() if name.startswith("subject.")}
    model.load_state_dict(untaught | weights)  # a model from before this head has none
    return model


def _exported(folder: Path) -> dict[str, Tensor]:
    weights = {
        name: torch.tensor(value) for path in sorted(folder.glob("*.onnx")) for name, value in _floats(path).items()
    }
    for prefix in ("anch.", "cue_anch."):
        narrow(weights, prefix, ANCHOR_WIDTH)
    for name in [each for each in weights if each.endswith(".even")]:
        _unevened(weights, name)
    for name in [each for each in weights if each.endswith(".apart_into")]:
        _together(weights, name)
    return weights


def _unevened(weights: dict[str, Tensor], name: str) -> None:
    """Give back to a matrix's channels what its input's were evened by."""
    matrix = name.replace(".even", ".weight")
    weights[matrix] = weights[matrix] * weights.pop(name)


def _together(weights: dict[str, Tensor], name: str) -> None:
    """Put a layer's units that stand apart back to where its matrices have none."""
    layer = name.removesuffix("apart_into")
    first, shift, second = (weights[layer + each] for each in ("f1.weight", "f1.bias", "f2.weight"))
    free = (first == 0).all(1) & (shift == 0)
    first[free], shift[free] = weights.pop(name).T, weights.pop(f"{layer}apart_shift")
    second[:, free] = weights.pop(f"{layer}apart_out").T


def narrow(weights: dict[str, Tensor], prefix: str, width: int) -> None:
    """Keep of a wider anchor head the ``width`` units of each layer that what follows weighs most."""
    gain, inner, out = (weights[f"{prefix}{name}.weight"] for name in ("n", "f", "o"))
    if len(gain) <= width:
        return
    first = (gain.abs() * inner.norm(dim=0)).topk(width).indices.sort().values
    second = (inner.norm(dim=1) * out.norm(dim=0)).topk(width).indices.sort().values
    both = torch.cat([first, first + len(gain)])
    rows = {"a.weight": first, "a.bias": first, "n.weight": first, "n.bias": first, "g.weight": both, "g.bias": both,
            "f.weight": second, "f.bias": second}  # fmt: skip
    for name, kept in rows.items():
        weights[prefix + name] = weights[prefix + name][kept]
    for name, kept in {"e.weight": first, "f.weight": first, "o.weight": second}.items():
        weights[prefix + name] = weights[prefix + name][:, kept]


def _floats(path: Path) -> dict[str, np.ndarray]:
    """The weights of one graph by the model's names. A matrix is known by its bias."""
    graph = onnx.load(path).graph
    held = {each.name: numpy_helper.to_array(each) for each in graph.initializer}
    prefix = _PREFIX.get(path.stem, "")
    found = {}
    for name, value in held.items():
        stem = prefix + name.removeprefix("model.")
        if name.endswith(".int8"):
            rows = value.astype(np.float32) * held[name.replace(".int8", ".scale")].astype(np.float32)
            shared = held.get(name.replace(".int8", ".rows"))  # which row each id has, where some share one
            found[stem.replace(".int8", ".weight")] = rows if shared is None else rows[shared]
        elif name.endswith(".weight_quantized"):  # a table with one scale, as earlier exports wrote it
            table = value.astype(np.float32) - held[name.replace("_quantized", "_zero_point")]
            found[stem.removesuffix("_quantized")] = table * held[name.replace("_quantized", "_scale")]
        elif name.endswith((".bias", ".weight", ".even", ".apart_into", ".apart_shift", ".apart_out")):
            found[stem] = value
    for node in graph.node:
        if node.op_type == "MatMulInteger" and node.input[1] in held:
            stem = node.input[1].removesuffix("_quantized")
            value = held[node.input[1]].astype(np.float32) * held[f"{stem}_scale"]
            bias = _bias(graph, node.output[0], held)
            found[prefix + bias.removeprefix("model.").replace(".bias", ".weight")] = np.ascontiguousarray(value.T)
    return found


def _bias(graph: onnx.GraphProto, output: str, held: dict[str, np.ndarray]) -> str:
    """The bias that is added to a product, after what scales it back: it alone keeps its name in the export."""
    while True:
        after = next(node for node in graph.node if output in node.input)
        for name in after.input:
            if after.op_type == "Add" and name in held:
                return name
        output = after.output[0]
