"""Teach the subject head of an exported reader: ``python -m training.subjects --artifact OLD --out NEW``.

A multinomial logistic regression on the mean states that the artifact's own encoder makes of our snippets, eight bits
and all, its ridge chosen by cross-validation. Nothing else of the artifact changes. What came of it is kept
beside the graphs (``config.json``).
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor, nn

from dateline.reader.labels import SUBJECTS
from dateline.reader.runtime import Runtime
from training.batches import encode, items
from training.datasets import snippets
from training.distil import put
from training.weights import restored

RIDGES = (3e-6, 1e-5, 3e-5, 1e-4)
FOLDS = 5


def read(runtime: Runtime) -> tuple[Tensor, Tensor]:
    """The mean state of each snippet (N, H), and its subject (N,)."""
    found = [item for example in snippets.load() for item in items(encode(runtime.tokenizer, example))]
    means = [runtime.run("encoder", ids=item.ids)[0][1:-1].mean(0) for item in found]
    return torch.as_tensor(np.stack(means)), torch.tensor([item.subject for item in found])


def fitted(seen: Tensor, subjects: Tensor, ridge: float) -> nn.Linear:
    """The regression with the least mean loss, its weights on standardised values held small by ``ridge``."""
    mean, spread = seen.mean(0), seen.std(0) + 1e-3
    unit = spread * seen.shape[1] ** 0.5
    values, found = (seen - mean) / unit, nn.Linear(seen.shape[1], len(SUBJECTS))
    nn.init.zeros_(found.weight)
    nn.init.zeros_(found.bias)
    optimizer = torch.optim.LBFGS(found.parameters(), max_iter=60, line_search_fn="strong_wolfe")

    def loss() -> Tensor:
        optimizer.zero_grad()
        made = F.cross_entropy(found(values), subjects) + ridge * found.weight.square().sum()
        made.backward()
        return made

    optimizer.step(loss)  # type: ignore[no-untyped-call]
    with torch.no_grad():
        found.weight /= unit
        found.bias -= found.weight @ mean
    return found


def cross_validated(seen: Tensor, subjects: Tensor, ridge: float, seed: int) -> float:
    """The share that is right of snippets which were not fitted on."""
    fold = torch.as_tensor(np.random.default_rng(seed).permutation(len(seen)) % FOLDS)
    right = 0
    for held in range(FOLDS):
        head = fitted(seen[fold != held], subjects[fold != held], ridge)
        right += int((head(seen[fold == held]).argmax(-1) == subjects[fold == held]).sum())
    return right / len(seen)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--artifact", type=Path, required=True, help="folder of the exported reader")
    parser.add_argument("--out", type=Path, required=True, help="folder of the artifact with the head taught")
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    model = restored(given.artifact)
    put(model, given.artifact, given.out, ["subject"])  # a reader from before this head has none, and opens all it has
    seen, subjects = read(Runtime.load(given.out, threads=2))
    shares = {ridge: cross_validated(seen, subjects, ridge, given.seed) for ridge in RIDGES}
    best = max(shares, key=shares.__getitem__)
    told = {"snippets": len(seen), "ridge": best, "right": round(shares[best], 4)}
    print(json.dumps(shares), flush=True)
    model.subject.load_state_dict(fitted(seen, subjects, best).state_dict())
    put(model, given.artifact, given.out, ["subject"])
    (given.out / "config.json").write_text(json.dumps({"subject": told}, indent=1))


if __name__ == "__main__":
    main()
