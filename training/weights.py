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
from training.model import Model

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
    ids = torch.tensor([SPECIAL.get(at, at + 4) for at in range(model.enc.shape.vocabulary)])
    weights["enc.we.weight"] = weights["enc.we.weight"][ids]
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            if name in weights and weights[name].shape == parameter.shape:
                parameter.copy_(weights[name])
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


def resume_from(model: Model, artifact: Path) -> None:
    """Load the int8 weights of an exported model's graphs, so that a bundled model can learn on."""
    with torch.no_grad():
        for path in sorted(artifact.glob("*.onnx")):
            for name, value in _floats(path).items():
                model.get_parameter(name).copy_(torch.from_numpy(value))


def _floats(path: Path) -> dict[str, np.ndarray]:
    """The weights of one graph by the model's names. A matrix is known by its node, whose name is its module's path."""
    graph = onnx.load(path).graph
    held = {each.name: numpy_helper.to_array(each) for each in graph.initializer}
    prefix = _PREFIX.get(path.stem, "")
    found = {}
    for name, value in held.items():
        stem = prefix + name.removeprefix("model.")
        if name.endswith(".int8"):
            rows = value.astype(np.float32) * held[name.replace(".int8", ".scale")]
            found[stem.replace(".int8", ".weight")] = rows
        elif name.endswith((".bias", ".weight")):
            found[stem] = value
    for node in graph.node:
        if node.op_type == "MatMulInteger" and node.input[1] in held:
            stem = node.input[1].removesuffix("_quantized")
            value = held[node.input[1]].astype(np.float32) * held[f"{stem}_scale"]
            found[f"{prefix}{_module(node.name)}.weight"] = np.ascontiguousarray(value.T)
    return found


def _module(node: str) -> str:
    """``/cue_cls/cue_cls.0/Gemm_MatMul_quant`` -> ``cue_cls.0``: a sequence's parts repeat its name."""
    parts = node.strip("/").split("/")[:-1]
    kept = [part for part, after in zip(parts, [*parts[1:], ""], strict=True) if not after.startswith(f"{part}.")]
    return ".".join(kept)
