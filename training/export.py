"""Export a trained reader: ``python -m training.export --run RUN... --tokenizer FILE --out FOLDER``.

Writes the encoder and its heads as ONNX graphs with int8 weights, the tokenizer, and the parity file: reference logits
of the torch model on a fixed sequence, against which tests hold the exported graphs.

``int8.py`` makes the copy of the model whose weights lose little as int8, and quantises its graphs.
"""

from __future__ import annotations

import argparse
import copy
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from dateline.reader.labels import LAYERS
from training.int8 import calibrating, narrowed, quantised
from training.model import Model
from training.weights import restored

OPSET = 17
FARTHEST = 30.0
"""Logits further apart than this are no surer; exponentials of the difference stay finite."""


class EncoderGraph(nn.Module):
    """ids (L,) -> states (L, H), probabilities of the layers (L, layers, 3)."""

    def __init__(self, model: Model) -> None:
        super().__init__()
        self.model = model

    def forward(self, ids: Tensor) -> tuple[Tensor, Tensor]:
        h, flat = self.model.states(ids[None])
        return h[0], flat[0]


def inside_and_opens(labels: Tensor) -> tuple[Tensor, Tensor]:
    """O, B, I logits (..., 3) -> probability of B or I, and the share of B in it (...).

    Written with exponentials, which onnxruntime computes five times as fast as softplus.
    """
    o, b, i = labels.unbind(-1)
    opening, inner = ((each - o).clamp(-FARTHEST, FARTHEST).exp() for each in (b, i))
    either = opening + inner
    return either / (1 + either), opening / either


class TriggerGraph(nn.Module):
    """States, layer logits, pieces and triggers -> what ``inside_and_opens`` gives (P, A, roles) each, vectors (A, U)
    and class logits (A, C).
    """

    def __init__(self, model: Model) -> None:
        super().__init__()
        self.model = model

    def forward(
        self, h: Tensor, flat: Tensor, pieces: Tensor, start: Tensor, end: Tensor, at: Tensor
    ) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        labels = self.model.anch.at_pieces(h, flat, pieces, start, end)
        return *inside_and_opens(labels), *self.model.triggers(h[None], torch.zeros_like(start), start, end, at)


class CueGraph(nn.Module):
    """States, layer logits, pieces and cues -> what ``inside_and_opens`` gives (P, A, 3) each, class logits (A, C)."""

    def __init__(self, model: Model) -> None:
        super().__init__()
        self.model = model

    def forward(
        self, h: Tensor, flat: Tensor, pieces: Tensor, start: Tensor, end: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        inside, opens = inside_and_opens(self.model.cue_anch.at_pieces(h, flat, pieces, start, end))
        source = inside[..., 0].T
        pooled = source @ h[pieces] / (source.sum(1, keepdim=True) + 1)
        return inside, opens, self.model.cue_classes(h[start], h[end - 1], h[0], pooled)


class ConfidenceGraph(nn.Module):
    """trigger vectors (N, U), first and last states of actors (N, 2H) -> who-says-so logits (N, 6)."""

    def __init__(self, model: Model) -> None:
        super().__init__()
        self.model = model

    def forward(self, u: Tensor, ends: Tensor) -> Tensor:
        return self.model.conf(torch.cat([u, ends], -1))


class KindGraph(nn.Module):
    """first and last states of toponyms (N, 2H) -> kind logits (N, 3)."""

    def __init__(self, model: Model) -> None:
        super().__init__()
        self.model = model

    def forward(self, ends: Tensor) -> Tensor:
        return self.model.kind(ends)


class SubjectGraph(nn.Module):
    """mean state of a snippet (1, H) -> logits of what it is about (1, subjects)."""

    def __init__(self, model: Model) -> None:
        super().__init__()
        self.model = model

    def forward(self, mean: Tensor) -> Tensor:
        return self.model.subject(mean)


@dataclass(frozen=True)
class Graph:
    """One file of the artifact: module, example inputs by name, outputs, and the inputs' and outputs' free axes."""

    module: nn.Module
    inputs: dict[str, Tensor]
    outputs: tuple[str, ...]
    axes: dict[str, dict[int, str]]


def graphs(model: Model) -> dict[str, Graph]:
    """Every graph of the artifact by its file's stem."""
    ids = torch.randint(1000, 20000, (48,), generator=torch.Generator().manual_seed(1))
    ids[0], ids[-1] = 101, 102
    with torch.no_grad():
        h, flat = EncoderGraph(model)(ids)
        start, end, at = torch.tensor([3, 5, 9]), torch.tensor([4, 7, 10]), torch.tensor([0, 1, 2])
        pieces = torch.arange(1, 40)
        u = TriggerGraph(model)(h, flat, pieces, start, end, at)[2]
    ends = torch.cat([h[start], h[end - 1]], -1)
    i, j, feature = torch.tensor([1, 2, 2]), torch.tensor([0, 0, 1]), torch.tensor([1, 2, 3])
    states, anchor = {0: "pieces"}, {0: "anchors"}
    pair_axes = {
        "vectors": {0: "n"},
        "i": {0: "pairs"},
        "j": {0: "pairs"},
        "feature": {0: "pairs"},
        "logit": {0: "pairs"},
    }
    labelled = {0: "chosen", 1: "anchors"}
    anchors = {"h": h, "flat": flat, "pieces": pieces, "start": start, "end": end}
    anchor_axes = {"h": states, "flat": states, "pieces": {0: "chosen"}, "start": anchor, "end": anchor,
                   "inside": labelled, "opens": labelled, "classes": anchor}  # fmt: skip
    return {
        "encoder": Graph(
            EncoderGraph(model), {"ids": ids}, ("h", "flat"), {"ids": states, "h": states, "flat": states},
        ),
        "triggers": Graph(
            TriggerGraph(model), {**anchors, "at": at}, ("inside", "opens", "u", "classes"),
            {**anchor_axes, "at": anchor, "u": anchor},
        ),
        "cues": Graph(CueGraph(model), anchors, ("inside", "opens", "classes"), anchor_axes),
        "confidence": Graph(
            ConfidenceGraph(model), {"u": u, "ends": ends}, ("logits",),
            {"u": {0: "n"}, "ends": {0: "n"}, "logits": {0: "n"}},
        ),
        "kind": Graph(KindGraph(model), {"ends": ends}, ("logits",), {"ends": {0: "n"}, "logits": {0: "n"}}),
        "same_event": Graph(model.pair, {"vectors": u, "i": i, "j": j, "feature": feature}, ("logit",), pair_axes),
        "same_filler": Graph(model.cor, {"vectors": ends, "i": i, "j": j, "feature": feature}, ("logit",), pair_axes),
        "subject": Graph(SubjectGraph(model), {"mean": h[:1]}, ("logits",), {}),
    }  # fmt: skip


def averaged(runs: Sequence[Path]) -> Model:
    """The mean of the weights of runs that began from one model: it keeps what each has learned, and is often better
    than any of them (Wortsman et al. 2022).
    """
    models = [restored(run) for run in runs]
    mean = copy.deepcopy(models[0])
    with torch.no_grad():
        for name, parameter in mean.named_parameters():
            parameter.copy_(torch.stack([model.get_parameter(name) for model in models]).mean(0))
    return mean


def write(graph: Graph, path: Path, *, floats: bool = False) -> None:
    """Export one graph and quantise its weights, unless they are to stay ``floats``."""
    plain = path.with_suffix(".fp32.onnx")
    torch.onnx.export(
        graph.module, tuple(graph.inputs.values()), str(plain), input_names=list(graph.inputs),
        output_names=list(graph.outputs), dynamic_axes=graph.axes, opset_version=OPSET, dynamo=False,
    )  # fmt: skip
    if floats:
        plain.rename(path)
        return
    quantised(plain, path)
    plain.unlink()
    onnx.save(_with_short_names(onnx.load(path)), path)
    onnx.checker.check_model(str(path))


def _with_short_names(made: onnx.ModelProto) -> onnx.ModelProto:
    """A graph whose values between its nodes are numbered: names as exported are a tenth of a small head."""
    graph = made.graph
    kept = {each.name for each in (*graph.input, *graph.output, *graph.initializer)} | {""}
    short: dict[str, str] = {}
    for node in graph.node:
        node.name, node.doc_string = "", ""
        for names in (node.input, node.output):
            names[:] = [each if each in kept else short.setdefault(each, f"v{len(short)}") for each in names]
    del graph.value_info[:]
    return made


def parity(model: Model, out: Path, kept: Path) -> dict[str, float]:
    """Save the torch model's states on a fixed sequence; return how far each graph's int8 outputs lie from them."""
    ids = torch.randint(1000, 20000, (96,), generator=torch.Generator().manual_seed(7))
    ids[0], ids[-1] = 101, 102
    saved: dict[str, np.ndarray] = {"ids": ids.numpy()}
    with torch.no_grad():
        h, flat = EncoderGraph(model)(ids)
    saved |= {"h": h.numpy().astype(np.float16), "flat": flat.softmax(-1).numpy().astype(np.float16)}
    np.savez_compressed(kept, **saved)
    session = onnxruntime.InferenceSession(str(out / "encoder.onnx"))
    states, logits = session.run(None, {"ids": ids.numpy()})
    probability = torch.from_numpy(logits).softmax(-1).numpy()
    return {
        "mean |h| difference": float(np.abs(states - h.numpy()).mean()),
        "largest probability difference": float(np.abs(probability - flat.softmax(-1).numpy()).max()),
        "mean probability difference": float(np.abs(probability - flat.softmax(-1).numpy()).mean()),
        "layers": len(LAYERS),
    }


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", type=Path, required=True, nargs="+", help="folder of a training run or exported "
                        "model; of several the weights are averaged")  # fmt: skip
    parser.add_argument("--tokenizer", type=Path, required=True, help="tokenizer.json")
    parser.add_argument("--out", type=Path, required=True, help="folder of the artifact")
    parser.add_argument("--parity", type=Path, help="file of the reference logits; left out: parity.npz in that folder")
    parser.add_argument("--floats", action="store_true", help="leave out int8, to measure what it costs")
    given = parser.parse_args()
    model = averaged(given.run)
    model.eval()
    given.out.mkdir(parents=True, exist_ok=True)
    tokenizer = Tokenizer.from_file(str(given.tokenizer))
    for name, graph in graphs(narrowed(model, tokenizer, calibrating(tokenizer))).items():
        write(graph, given.out / f"{name}.onnx", floats=given.floats)
        print(name, f"{(given.out / f'{name}.onnx').stat().st_size / 1e6:.1f} MB", flush=True)
    shutil.copyfile(given.tokenizer, given.out / "tokenizer.json")
    print(parity(model, given.out, given.parity or given.out / "parity.npz"))


if __name__ == "__main__":
    main()
