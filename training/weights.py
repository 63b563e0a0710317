"""Weights to begin from: an encoder with event heads, its word embeddings in MPNet's order of ids."""

from __future__ import annotations

from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor

from dateline.reader.labels import EVENT_LAYERS, TRIGGER_CLASSES
from training.model import Model

SPECIAL = {0: 1, 100: 3, 101: 0, 102: 2}
"""BERT's [PAD], [UNK], [CLS] and [SEP] in MPNet's vocabulary; every other id is four higher there."""


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


def initialise(model: Model, path: Path, frozen_layers: int = 0) -> None:
    """Load what fits: the encoder whole, the event heads by their rows and columns; freeze what is not to move."""
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
        for name in (
            "a.weight",
            "n.weight",
            "n.bias",
            "g.weight",
            "g.bias",
            "e.weight",
            "f.weight",
            "f.bias",
            "a.bias",
        ):
            model.cue_anch.get_parameter(name).copy_(model.anch.get_parameter(name))
    for module in (model.enc.we, model.enc.pe, model.enc.rb, *model.enc.ly[:frozen_layers]):
        module.requires_grad_(False)
