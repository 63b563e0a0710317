"""Narrow the anchor heads of an exported reader: ``python -m training.distil --artifact OLD --data DATA --out NEW``.

An anchor head is run for every pair of an anchor and a piece, so its width is what reading costs beside the encoder.
Heads of ``ANCHOR_WIDTH`` units learn to label each piece as those of the artifact do (Hinton et al. 2015), on the
states that the artifact's own encoder makes, for the anchors that it finds and the pieces that it asks for. Nothing
else of the artifact changes, and no gold is looked at. Operating points are still to be chosen (``training.tune``).
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from torch import Tensor

from dateline.reader.reader import Reader
from dateline.reader.runtime import Array, Runtime
from training.export import graphs, write
from training.model import Anchor, Model
from training.train import SETS
from training.weights import restored

HEADS = {"triggers": "anch", "cues": "cue_anch"}
"""The graph of each anchor head, and its name in the model."""
TOGETHER = 8
"""Calls of a head that make a step."""
PIECES, ANCHORS = 64, 12
"""Of a call, at most so many are learned from at a time: a head's cost is that of their pairs."""
HELD_OUT = 25
"""One call in so many is only looked at."""


class Call(NamedTuple):
    """What a head was asked in one window and what it said: ``at_pieces``' inputs, ``inside_and_opens``' outputs."""

    h: Array
    flat: Array
    pieces: Array
    start: Array
    end: Array
    inside: Array
    opens: Array

    def asked(self) -> list[Tensor]:
        """The inputs as tensors."""
        return [torch.as_tensor(self.h).float(), *map(torch.as_tensor, self[1:5])]

    def some(self, rng: np.random.Generator) -> Call:
        """Some of its pieces and anchors."""
        pieces = rng.permutation(len(self.pieces))[:PIECES]
        anchors = rng.permutation(len(self.start))[:ANCHORS]
        said = (each[np.ix_(pieces, anchors)] for each in (self.inside, self.opens))
        return Call(self.h, self.flat, self.pieces[pieces], self.start[anchors], self.end[anchors], *said)

    def said(self) -> Tensor:
        """The probabilities (P, A, roles, 3) of O, B and I."""
        inside, opens = torch.as_tensor(self.inside), torch.as_tensor(self.opens)
        return torch.stack([1 - inside, inside * opens, inside * (1 - opens)], -1)


@dataclass(frozen=True)
class Listening(Runtime):
    """A runtime that keeps what its anchor heads are asked and what they say."""

    heard: dict[str, list[Call]] = field(default_factory=lambda: defaultdict(list))

    def run(self, graph: str, **inputs: Array) -> list[Array]:
        """As ``Runtime.run``."""
        outputs = super().run(graph, **inputs)
        if graph in HEADS:
            h = inputs["h"].astype(np.float16)  # as exact as eight bits of activations need
            call = Call(h, *(inputs[name] for name in ("flat", "pieces", "start", "end")), *outputs[:2])
            self.heard[graph].append(call)
        return outputs


def listen(artifact: Path, data: Path, texts: int, seed: int) -> dict[str, list[Call]]:
    """What the heads of an artifact say of so many training texts, drawn from all sets."""
    every = sorted({example.text for load in SETS.values() for example in load(data)})
    runtime = Runtime.load(artifact, threads=2)
    listening = Listening(runtime.folder, runtime.threads, runtime.sessions, runtime.card)
    reader, started = Reader(listening), time.time()
    for number, text in enumerate(random.Random(seed).sample(every, min(texts, len(every)))):
        reader.draft(text)
        if number % 250 == 249:
            print(f"{number + 1} texts read, {time.time() - started:.0f} s", flush=True)
    return listening.heard


def divergence(head: Anchor, call: Call) -> Tensor:
    """Kullback-Leibler divergence of the narrow head's labels from those that were said, summed over all."""
    labels = head.at_pieces(*call.asked())
    return torch.nn.functional.kl_div(labels.log_softmax(-1), call.said(), reduction="sum")


def steps(calls: list[Call], passes: int, rng: random.Random) -> Iterator[tuple[float, list[Call]]]:
    """Shuffled calls, some together, and how much of all passes lies behind."""
    total = passes * len(calls)
    for turn in range(passes):
        for at in range(0, len(calls), TOGETHER):
            if at == 0:
                rng.shuffle(calls)
            yield (turn * len(calls) + at) / total, calls[at : at + TOGETHER]


def narrowed(head: Anchor, calls: list[Call], passes: int, rate: float, seed: int) -> dict[str, float]:
    """Teach a head; returns how far it is from what was said in calls held out, before and after."""
    held, taught = calls[::HELD_OUT], [call for at, call in enumerate(calls) if at % HELD_OUT]
    before = apart(head, held)
    optimizer = torch.optim.AdamW(head.parameters(), lr=rate, weight_decay=0.01)
    drawn = np.random.default_rng(seed)
    for done, together in steps(taught, passes, random.Random(seed)):
        some = [call.some(drawn) for call in together]
        for group in optimizer.param_groups:
            group["lr"] = rate * min(1.0, 50 * done + 0.02) * (1 - done)
        loss = torch.stack([divergence(head, call) for call in some]).sum()
        (loss / sum(call.inside.size for call in some) * 30).backward()
        torch.nn.utils.clip_grad_norm_(head.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
    return {f"before_{name}": value for name, value in before.items()} | apart(head, held)


def apart(head: Anchor, calls: list[Call]) -> dict[str, float]:
    """Of calls: the mean divergence of a label in thousandths of a nat, and the share of labels inside (at a half) that
    both give, among those that one gives (Jaccard)."""
    total = both = either = size = 0.0
    with torch.no_grad():
        for call in calls:
            ours = 1 - head.at_pieces(*call.asked()).softmax(-1)[..., 0] >= 0.5
            theirs = torch.as_tensor(call.inside) >= 0.5
            total, size = total + float(divergence(head, call)), size + call.inside.size
            both, either = both + float((ours & theirs).sum()), either + float((ours | theirs).sum())
    return {"millinats": round(1e3 * total / size, 4), "same_inside": round(both / either, 4)}


def put(model: Model, artifact: Path, out: Path, heads: Iterable[str]) -> None:
    """Write an artifact again, the graphs of some heads anew from the model."""
    shutil.copytree(artifact, out, dirs_exist_ok=True)
    made = graphs(model.eval())
    for name in heads:
        write(made[name], out / f"{name}.onnx")


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--artifact", type=Path, required=True, help="folder of the exported reader")
    parser.add_argument("--data", type=Path, required=True, help="folder of the data sets")
    parser.add_argument("--out", type=Path, required=True, help="folder of the narrowed artifact")
    parser.add_argument("--texts", type=int, default=1500)
    parser.add_argument("--passes", type=int, default=24)
    parser.add_argument("--rate", type=float, default=1e-3)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    torch.manual_seed(given.seed)
    heard = listen(given.artifact, given.data, given.texts, given.seed)
    model = restored(given.artifact)
    model.eval()
    told: dict[str, Any] = {"texts": given.texts, "passes": given.passes, "rate": given.rate, "seed": given.seed}
    for graph, name in HEADS.items():
        told[graph] = narrowed(getattr(model, name), heard[graph], given.passes, given.rate, given.seed)
        print(graph, len(heard[graph]), "calls", json.dumps(told[graph]), flush=True)
    put(model, given.artifact, given.out, HEADS)
    (given.out / "config.json").write_text(json.dumps({"distilled": told}, indent=1))


if __name__ == "__main__":
    main()
