"""Teach the anchor heads of an exported reader on: ``python -m training.heads --artifact OLD --data DATA --out NEW``.

They learn from gold, on the states that the artifact's own encoder makes, eight bits and all: an encoder pass is what a
step of training costs most of, and a text needs one. Nothing else of the artifact changes. What they are taught is kept
beside the graphs (``config.json``); calibration and operating points are still to be chosen (``training.tune``).
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor

from dateline.reader.runtime import Array, Runtime
from training.batches import IGNORE, Item
from training.distil import HEADS, put
from training.model import Anchor
from training.train import pools
from training.weights import restored

KINDS: Final = {"triggers": ("corpus", "wikievents", "rams"), "cues": ("polnear", "corpus")}
"""The sets that tell the roles of each graph's anchors."""
TOGETHER: Final = 8
"""Windows that make a step."""
ANCHORS: Final = 16
"""Of a window, at most so many anchors are learned from at a time."""


class Asked(NamedTuple):
    """One window: states (L, H) in half precision, layer logits (L, layers, 3), anchors (A, 2), gold (A, L, roles)."""

    h: Array
    flat: Array
    anchors: Array
    gold: Array

    def loss(self, head: Anchor, rng: np.random.Generator) -> Tensor:
        """Cross-entropy of some anchors' labels, a mean over those that gold tells."""
        some = rng.permutation(len(self.anchors))[:ANCHORS]
        start, end = torch.as_tensor(self.anchors[some]).T
        h, flat = (torch.as_tensor(each).float()[None] for each in (self.h, self.flat))
        labels = head(h, flat, torch.zeros_like(start), start, end)
        gold = torch.as_tensor(self.gold[some]).long()
        return F.cross_entropy(labels.reshape(-1, 3), gold.reshape(-1), ignore_index=IGNORE)


def windows(runtime: Runtime, items: Sequence[Item], graph: str) -> list[Asked]:
    """The windows of some items that have anchors of a graph with gold, each read once."""
    found: list[Asked] = []
    for item in items:
        anchors, roles = (
            (item.triggers, item.trigger_roles) if graph == "triggers" else (item.cues, item.cue_roles)
        )  # fmt: skip
        told = [(each["start"], each["end"], gold) for each, gold in zip(anchors, roles, strict=True)
                if bool((gold != IGNORE).any())]  # fmt: skip
        if told:
            h, flat = runtime.run("encoder", ids=item.ids)
            starts, ends, gold = zip(*told, strict=True)
            places = np.stack([starts, ends], 1).astype(np.int64)
            found.append(Asked(h.astype(np.float16), flat.astype(np.float16), places, np.stack(gold).astype(np.int8)))
    return found


def taught(head: Anchor, asked: list[Asked], passes: int, rate: float, seed: int) -> list[float]:
    """Teach a head; returns the mean loss of each pass."""
    optimizer = torch.optim.AdamW(head.parameters(), lr=rate, weight_decay=0.01)
    drawn, order, means = np.random.default_rng(seed), random.Random(seed), []
    head.train()
    for turn in range(passes):
        order.shuffle(asked)
        losses = []
        for at in range(0, len(asked), TOGETHER):
            done = (turn + at / len(asked)) / passes
            for group in optimizer.param_groups:
                group["lr"] = rate * min(1.0, 50 * done + 0.02) * (1 - done)
            loss = torch.stack([each.loss(head, drawn) for each in asked[at : at + TOGETHER]]).mean()
            (loss * 30).backward()
            torch.nn.utils.clip_grad_norm_(head.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            losses.append(float(loss.detach()))
        means.append(round(float(np.mean(losses)), 5))
        print(f"pass {turn + 1}: {1e3 * means[-1]:.2f} millinats", flush=True)
    head.eval()
    return means


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--artifact", type=Path, required=True, help="folder of the exported reader")
    parser.add_argument("--data", type=Path, required=True, help="folder of the data sets")
    parser.add_argument("--out", type=Path, required=True, help="folder of the artifact with the heads taught on")
    parser.add_argument("--heads", default=",".join(HEADS), help="comma-separated: which")
    parser.add_argument("--passes", type=int, default=6)
    parser.add_argument("--rate", type=float, default=5e-4)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    torch.manual_seed(given.seed)
    runtime = Runtime.load(given.artifact, threads=2)
    found = pools(given.data, runtime.tokenizer, None, {}, random.Random(given.seed))
    model = restored(given.artifact)
    told: dict[str, Any] = {"passes": given.passes, "rate": given.rate, "seed": given.seed}
    for graph in given.heads.split(","):
        started = time.time()
        asked = windows(runtime, [item for kind in KINDS[graph] for item in found[kind]], graph)
        print(graph, len(asked), f"windows read, {time.time() - started:.0f} s", flush=True)
        means = taught(getattr(model, HEADS[graph]), asked, given.passes, given.rate, given.seed)
        told[graph] = {"windows": len(asked), "losses": means}
    put(model, given.artifact, given.out, given.heads.split(","))
    (given.out / "config.json").write_text(json.dumps({"heads": told}, indent=1))


if __name__ == "__main__":
    main()
