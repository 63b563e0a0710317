"""Weights to begin from: those of an earlier experiment, or of a bundled model."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from safetensors.torch import load_file
from torch import Tensor

from dateline.reader.labels import EVENT_LAYERS, TRIGGER_CLASSES
from training.model import ANCHOR_WIDTH, Model

SPECIAL = {0: 1, 100: 3, 101: 0, 102: 2}
"""BERT's [PAD], [UNK], [CLS] and [SEP] in MPNet's vocabulary; every other id is four higher there."""
_PREFIX = {"same_event": "pair.", "same_filler": "cor."}
"""Graphs that hold one head alone name its weights without it."""


def read(path: Path) -> dict[str, Tensor]:
    """Tensors of a file; ``name|q`` is int8 with a row scale in ``name|s``, ``name#0``, ``name#1`` are row blocks."""
    raw = load_file(path)
    blocks: dict[str, list[tuple[int, Tensor]]] = {}
    for key, value in raw.items():
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


def initialise(model: Model, path: Path) -> None:
    """Load what fits of an experiment's weights: the encoder whole, the event heads by their rows and columns."""
    weights = read(path)
    ids = [SPECIAL.get(at, at + 4) for at in range(model.enc.shape.vocabulary)]
    weights["enc.we.weight"] = weights["enc.we.weight"][ids]
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            if name in weights and weights[name].shape == parameter.shape:
                parameter.copy_(weights[name])
        narrow(weights, "anch.", ANCHOR_WIDTH)
        width, event = model.enc.shape.width, 3 * len(EVENT_LAYERS)
        model.flat.weight[:event] = weights["flat.weight"]
        model.flat.bias[:event] = weights["flat.bias"]
        model.anch.a.weight[:, : width + event] = weights["anch.a.weight"]
        model.anch.a.weight[:, width + event :] = 0
        roles = len(weights["anch.o.bias"])
        model.anch.o.weight[:roles], model.anch.o.bias[:roles] = weights["anch.o.weight"], weights["anch.o.bias"]
        classes = sum(map(len, TRIGGER_CLASSES.values()))
        model.c.weight.copy_(weights["c.weight"][:classes])
        model.c.bias.copy_(weights["c.bias"][:classes])
        for name, parameter in model.cue_anch.named_parameters():
            if not name.startswith("o."):
                parameter.copy_(model.anch.get_parameter(name))


def resume_from(model: Model, folder: Path) -> None:
    """Load a run's last checkpoint, or the int8 weights of an exported model's graphs, so that a model learns on."""
    if (folder / "checkpoint.pt").exists():
        model.load_state_dict(torch.load(folder / "checkpoint.pt", map_location=torch.get_default_device())["model"])
        return
    weights = {
        name: torch.tensor(value) for path in sorted(folder.glob("*.onnx")) for name, value in _floats(path).items()
    }
    for prefix in ("anch.", "cue_anch."):
        narrow(weights, prefix, ANCHOR_WIDTH)
    with torch.no_grad():
        for name, value in weights.items():
            model.get_parameter(name).copy_(value)


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
            rows = value.astype(np.float32) * held[name.replace(".int8", ".scale")]
            found[stem.replace(".int8", ".weight")] = rows
        elif name.endswith(".weight_quantized"):  # a table with one scale, as earlier exports wrote it
            table = value.astype(np.float32) - held[name.replace("_quantized", "_zero_point")]
            found[stem.removesuffix("_quantized")] = table * held[name.replace("_quantized", "_scale")]
        elif name.endswith((".bias", ".weight")):
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
