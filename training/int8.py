"""A model whose weights lose little as int8, and its graphs so quantised.

Quantisation of matrices is dynamic, a scale a channel for weights; activations are scaled a call. A call holds one
window of one text alone, so no value depends on what is read beside it.

With one scale for a call, its few large values leave the others few levels: in the encoder some units of some layers
are fifty times as large at every full stop as any other ever is. So in every layer the ``APART`` largest units of the
feed-forward part are computed in floats beside the int8 product (the decomposition of Dettmers et al. 2022), and the
channels that enter its other large products are evened out, what they lose going to the weights (Xiao et al. 2023).
Which are large is seen in our own reports.

Embeddings have a scale a row: with one for the whole table, its few large values would leave the others six bits.
Pieces that no English text has, of other scripts and those that the vocabulary reserves, share the row of the unknown
one, and no position lies behind the longest window.
"""

from __future__ import annotations

import copy
import unicodedata
from collections.abc import Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, Final

import onnx
import torch
import torch.nn.functional as F  # noqa: N812
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer
from torch import Tensor, nn

from dateline.reader.windows import SIZE
from training.datasets import own
from training.model import Layer, Model, Shape

APART: Final = 16
"""Units of a layer computed in floats: eight are as good, sixty-four no better."""
TO_WEIGHTS: Final = 0.65
"""How much of a channel's size the weights take: 0 none of it, 1 all."""
EVENED: Final = ("qkv", "f1")
EVERY: Final = 8
"""One in so many of our own reports is looked at."""


class RowInt8(nn.Module):
    """An embedding with int8 rows and a scale for each."""

    def __init__(self, weight: Tensor) -> None:
        super().__init__()
        weight = weight.detach()
        scale = weight.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("scale", scale.half())
        self.register_buffer("int8", (weight / scale).round().to(torch.int8))

    def forward(self, ids: Tensor) -> Tensor:
        """(L,) -> (L, H)."""
        return self.int8[ids].float() * self.scale[ids].float()


class SharedRows(RowInt8):
    """One in which some ids have the row of another: ``owner`` says of each whose."""

    def __init__(self, weight: Tensor, owner: Sequence[int]) -> None:
        own_rows = sorted(set(owner))
        super().__init__(weight[own_rows])
        rows = {each: row for row, each in enumerate(own_rows)}
        self.register_buffer("rows", torch.tensor([rows[each] for each in owner], dtype=torch.int16))

    def forward(self, ids: Tensor) -> Tensor:
        """(L,) -> (L, H)."""
        return super().forward(self.rows[ids].long())


def owners(tokenizer: Tokenizer) -> list[int]:
    """Whose row each piece of the vocabulary has: its own, or that of the unknown one where no English text has it."""
    unknown, pieces = (
        tokenizer.token_to_id("[UNK]"),
        (tokenizer.id_to_token(at) for at in range(tokenizer.get_vocab_size())),
    )
    return [at if _is_read(piece) else unknown for at, piece in enumerate(pieces)]


def _is_read(piece: str) -> bool:
    foreign = any(letter.isalpha() and not _is_latin(letter) for letter in piece)
    return not foreign and not piece.startswith("[unused")


def _is_latin(letter: str) -> bool:
    """A letter of some language in Latin script: not one of phonetic notation."""
    return letter < "\u0250" and "LATIN" in unicodedata.name(letter, "")


class Evened(nn.Linear):
    """A linear map that divides its input's channels by some numbers, and has its weights multiplied by them.

    The number of channel j is ``max |x_j| ** a / max |w_j| ** (1 - a)`` for ``a`` of ``TO_WEIGHTS`` (Xiao et al. 2023,
    equation 4), in units of the middle one.
    """

    def __init__(self, plain: nn.Linear, largest: Tensor) -> None:
        super().__init__(plain.in_features, plain.out_features)
        weight = plain.weight.detach()
        sizes = largest.clamp(min=1e-4) ** TO_WEIGHTS / weight.abs().amax(0).clamp(min=1e-4) ** (1 - TO_WEIGHTS)
        sizes = sizes / sizes.median()
        self.register_buffer("even", 1 / sizes)
        self.weight.data, self.bias.data = weight * sizes, plain.bias.detach()

    def forward(self, x: Tensor) -> Tensor:
        """(..., in) -> (..., out)."""
        return super().forward(x * self.even)


class EvenLayer(Layer):
    """A layer without large values before its int8 products.

    Those of its units that stand apart have no weights in the matrices, which tells which they are.
    """

    def __init__(self, plain: Layer, shape: Shape, largest: Mapping[str, Tensor]) -> None:
        super().__init__(shape)
        self.load_state_dict(plain.state_dict())
        apart = largest["f2"].topk(min(APART, shape.inner)).indices.sort().values
        self.register_buffer("apart_into", plain.f1.weight.detach()[apart].T.contiguous())
        self.register_buffer("apart_shift", plain.f1.bias.detach()[apart].clone())
        self.register_buffer("apart_out", plain.f2.weight.detach()[:, apart].T.contiguous())
        with torch.no_grad():
            self.f1.weight[apart], self.f1.bias[apart], self.f2.weight[:, apart] = 0, 0, 0
        for name in EVENED:
            setattr(self, name, Evened(getattr(self, name), largest[name]))

    def fed(self, x: Tensor) -> Tensor:
        """(B, L, H) -> (B, L, H)."""
        return super().fed(x) + F.gelu(x @ self.apart_into + self.apart_shift) @ self.apart_out


def calibrating(tokenizer: Tokenizer) -> list[Tensor]:
    """Ids (L,) of the first window of some of our own reports."""
    whole = copy.deepcopy(tokenizer)
    whole.no_truncation()
    texts = (each.text for each in islice(own.load(), 0, None, EVERY))
    return [torch.tensor(whole.encode(text).ids[: SIZE + 2]) for text in texts]


def largest_inputs(model: Model, seen: Sequence[Tensor]) -> list[dict[str, Tensor]]:
    """For every layer, by the name of each of its linear maps that asks for it, the largest absolute value (in,) of
    every channel that enters it while windows ``seen`` are read."""
    found: list[dict[str, Tensor]] = [{} for _ in model.enc.ly]

    def watch(layer: int, name: str) -> Any:
        def hook(module: nn.Module, given: tuple[Tensor, ...]) -> None:
            del module
            now = given[0].abs().flatten(0, -2).amax(0)
            found[layer][name] = torch.maximum(found[layer].get(name, now), now)

        return getattr(model.enc.ly[layer], name).register_forward_pre_hook(hook)

    hooks = [watch(layer, name) for layer in range(len(found)) for name in (*EVENED, "f2")]
    with torch.no_grad():
        for ids in seen:
            model.states(ids[None])
    for each in hooks:
        each.remove()
    return found


def narrowed(model: Model, tokenizer: Tokenizer, seen: Sequence[Tensor]) -> Model:
    """A copy of a model in evaluation whose tables are of int8 rows, and whose layers are even by windows ``seen``."""
    held = copy.deepcopy(model)
    layers = zip(model.enc.ly, largest_inputs(model, seen), strict=True)
    held.enc.ly = nn.ModuleList(EvenLayer(each, model.enc.shape, largest) for each, largest in layers).eval()
    held.enc.we = SharedRows(model.enc.we.weight, owners(tokenizer))
    held.enc.pe = RowInt8(model.enc.pe.weight[: SIZE + 2 + model.enc.shape.first_position])
    return held


def quantised(plain: Path, path: Path) -> None:
    """Write a graph of floats anew with its matrices in int8, but for those of the units that stand apart."""
    nodes = onnx.load(plain).graph.node
    apart = [node.name for node in nodes if any(".apart_" in name for name in node.input)]
    quantize_dynamic(plain, path, weight_type=QuantType.QInt8, per_channel=True, nodes_to_exclude=apart,
                     op_types_to_quantize=["MatMul", "Gemm"])  # fmt: skip
