"""Train the reader on all sets at once: ``python -m training.train --data FOLDER --init WEIGHTS --out RUN``.

Resumable: a run continues from the last checkpoint in its folder. ``--minutes`` ends a run in time, its rate brought to
zero there, so that a slow machine yields a finished model as well. See training/README.md for the whole way from data
to the bundled model.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from dateline.reader.labels import CUE_CLASSES, TRIGGER_CLASSES
from dateline.reader.runtime import model_folder
from training.batches import Item, collate, encode, items, schedule, thirteen_grams
from training.datasets import (
    Example,
    arguments,
    corpus,
    ecbplus,
    geoparsing,
    meantime,
    muc4,
    own,
    polnear,
    snippets,
    timeml,
)
from training.datasets.swap import swapped
from training.losses import Losses
from training.model import SHAPES, Model
from training.teachers import Teachers
from training.weights import initialised, restored

SETS: dict[str, Callable[[Path], Iterable[Example]]] = {
    "corpus": corpus.load,
    "own": own.load_beside,
    "polnear": polnear.load,
    "muc4": muc4.load,
    "geoparsing": geoparsing.load,
    "timeml": timeml.load,
    "meantime": meantime.load,
    "rams": arguments.load_rams,
    "wikievents": arguments.load_wikievents,
    "ecbplus": ecbplus.load,
    "snippets": snippets.load_beside,
}
LICENCES = {
    "corpus": "project", "own": "Apache-2.0", "polnear": "none-stated", "muc4": "MIT", "geoparsing": "GPL-3.0",
    "timeml": "LDC", "rams": "none-stated", "wikievents": "MIT", "ecbplus": "CC-BY-3.0",
    "snippets": "Apache-2.0", "meantime": "CC-BY-4.0",
}  # fmt: skip
SAVED = 300
"""Seconds between two checkpoints: a step takes from parts of a second to many."""
DEFAULTS: dict[str, Any] = {
    "seed": 0,
    "rate": 6e-5,
    "head_rate": 6e-4,
    "pieces": 3072,
    "frozen_layers": 0,
    "half": True,
    "minutes": 0,
    "teacher": [],
    "earlier": None,
    "variants": {"corpus": 4},
    "passes": {
        "corpus": 0.8,
        "polnear": 1.2,
        "muc4": 0.7,
        "lgl": 2,
        "trnews": 3,
        "timeml": 2,
        "meantime": 2,
        "rams": 0.7,
        "wikievents": 2,
        "snippets": 3,
    },
}


def pools(
    data: Path, tokenizer: Tokenizer, licences: set[str] | None, variants: dict[str, int], rng: random.Random
) -> dict[str, list[Item]]:
    """The windows of every set, without texts that share a run of words with a development report of the corpus.

    ``variants``: by kind, how many copies with other names stand beside each text.
    """
    kept: set[tuple[int, ...]] = set()
    for example in corpus.load(data, "dev"):
        kept |= thirteen_grams(encode(tokenizer, example).ids.tolist())
    found: dict[str, list[Item]] = defaultdict(list)
    dropped: Counter[str] = Counter()
    for name, load in SETS.items():
        if licences is not None and LICENCES[name] not in licences:
            continue
        for example in load(data):
            coded = encode(tokenizer, example)
            if len(thirteen_grams(coded.ids.tolist()) & kept) > 2:
                dropped[example.kind] += 1
                continue
            copies = (encode(tokenizer, swapped(example, rng)) for _ in range(variants.get(example.kind, 0)))
            found[example.kind] += [item for each in (coded, *copies) for item in items(each) if item.teaches]
    print("windows", {kind: len(each) for kind, each in found.items()}, "dropped for dev", dict(dropped), flush=True)
    return found


def class_weights(found: dict[str, list[Item]]) -> dict[str, Tensor]:
    """Weights that fall with a class's frequency to the power 0.4, so that rare types are not drowned."""
    everything = [item for each in found.values() for item in each]
    values = {
        **{key: [each[key] for item in everything for each in item.triggers] for key in TRIGGER_CLASSES},
        **{key: [each[key] for item in everything for each in item.cues] for key in CUE_CLASSES},
        "confidence": [each[3] for item in everything for each in item.confidences],
    }
    sizes = {key: len(names) for key, names in {**TRIGGER_CLASSES, **CUE_CLASSES}.items()} | {"confidence": 6}
    weights = {}
    for key, seen in values.items():
        count = np.bincount([value for value in seen if value >= 0], minlength=sizes[key]) + 5.0
        weight = count**-0.4
        weights[key] = torch.tensor(np.clip(weight / (weight * count).sum() * count.sum(), 0, 6), dtype=torch.float32)
    return weights


def train(model: Model, batches: list[list[Item]], losses: Losses, config: dict[str, Any], out: Path) -> None:
    """Run all batches from the last checkpoint on, with a linear rate after a short warm-up.

    Where ``config["minutes"]`` are over before the batches are, the run ends there: the rate falls with whichever of
    the two is nearer to its end.
    """
    heads = [p for name, p in model.named_parameters() if not name.startswith("enc.") and p.requires_grad]
    encoder = [p for p in model.enc.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(
        [{"params": encoder, "lr": config["rate"]}, {"params": heads, "lr": config["head_rate"]}], weight_decay=0.01
    )
    base = [group["lr"] for group in optimizer.param_groups]
    first, spent = _resume(model, optimizer, out)
    started, saved, sums, counts = time.time() - spent, time.time(), defaultdict(float), Counter[str]()
    model.train()
    for step in range(first, len(batches)):
        done = max(step / len(batches), (time.time() - started) / 60 / config["minutes"] if config["minutes"] else 0)
        last = done >= 1 or step == len(batches) - 1
        batch = collate(batches[step])
        found = losses(batch)
        torch.stack(list(found.values())).sum().backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        scale = min(1.0, (step + 1) / (0.06 * len(batches) + 1)) * max(0.0, 1 - done)
        for group, rate in zip(optimizer.param_groups, base, strict=True):
            group["lr"] = rate * scale
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        for key, value in found.items():
            sums[f"{batch.kind}.{key}"] += float(value.detach())
            counts[f"{batch.kind}.{key}"] += 1
        if step % 100 == 99 or last:
            means = {key: round(value / counts[key], 3) for key, value in sorted(sums.items())}
            print(f"step {step + 1}/{len(batches)} {time.time() - started:.0f}s", json.dumps(means), flush=True)
            sums.clear()
            counts.clear()
        if time.time() - saved > SAVED or last:
            state = {"model": model.state_dict(), "optimizer": optimizer.state_dict(), "step": step + 1}
            torch.save(state | {"spent": time.time() - started}, out / "checkpoint.tmp")
            (out / "checkpoint.tmp").rename(out / "checkpoint.pt")
            saved = time.time()
        if last:
            return


def _resume(model: Model, optimizer: torch.optim.Optimizer, out: Path) -> tuple[int, float]:
    """The step and the seconds at which a run goes on."""
    path = out / "checkpoint.pt"
    if not path.exists():
        return 0, 0.0
    state = torch.load(path, map_location=torch.get_default_device())
    model.load_state_dict(state["model"])
    optimizer.load_state_dict(state["optimizer"])
    print("resumed at step", state["step"], flush=True)
    return int(state["step"]), float(state["spent"])


def freeze(model: Model, layers: int) -> None:
    """Keep the embeddings and so many of the lowest layers as they are."""
    for module in (model.enc.we, model.enc.pe, model.enc.rb, *model.enc.ly[:layers]):
        module.requires_grad_(False)


def taught_by(model: Model, config: dict[str, Any]) -> Teachers:
    """The experiment of ``config["teacher"]`` (its files), and the bundled reader ``config["earlier"]``; without that,
    the model as it begins."""
    if config["earlier"]:
        return Teachers(restored(model_folder(config["earlier"])), map(Path, config["teacher"]), None)
    return Teachers(model, map(Path, config["teacher"]), config["frozen_layers"])


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the data sets")
    begin = parser.add_mutually_exclusive_group(required=True)
    begin.add_argument(
        "--init",
        type=Path,
        nargs="+",
        help="safetensors of experiments to begin from; of one name, their mean",
    )
    begin.add_argument(
        "--after", type=Path, help="folder of a run or of an exported model whose weights this run goes on from"
    )
    parser.add_argument("--shape", choices=SHAPES, default="base", help="with --init: the size of the model")
    parser.add_argument("--tokenizer", type=Path, required=True, help="tokenizer.json")
    parser.add_argument("--out", type=Path, required=True, help="folder of the run")
    parser.add_argument("--config", type=json.loads, default={}, help="JSON that overrides the defaults")
    parser.add_argument("--licences", help="comma-separated: use only sets under these")
    parser.add_argument("--minutes", type=float, help="end the run by then, its rate brought to zero")
    parser.add_argument("--steps", type=int, help="stop after so many steps, to measure")
    arguments_ = parser.parse_args()
    config = DEFAULTS | arguments_.config | ({"minutes": arguments_.minutes} if arguments_.minutes else {})
    arguments_.out.mkdir(parents=True, exist_ok=True)
    told = config | {"teacher": [Path(each).name for each in config["teacher"]]}
    (arguments_.out / "config.json").write_text(json.dumps(told, indent=1, sort_keys=True))
    torch.manual_seed(config["seed"])
    torch.set_default_device("cuda" if torch.cuda.is_available() else "cpu")  # every tensor made from here on
    tokenizer = Tokenizer.from_file(str(arguments_.tokenizer))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    licences = set(arguments_.licences.split(",")) if arguments_.licences else None
    rng = random.Random(config["seed"])
    found = pools(arguments_.data, tokenizer, licences, config["variants"], rng)
    batches = schedule(found, config["passes"], config["pieces"], rng)
    print("steps", len(batches), "pieces", sum(len(item.ids) for each in batches for item in each), flush=True)
    model = restored(arguments_.after) if arguments_.after else initialised(SHAPES[arguments_.shape], arguments_.init)
    freeze(model, config["frozen_layers"])
    teachers = taught_by(model, config) if config["teacher"] else None
    losses = Losses(model, class_weights(found), config["frozen_layers"], half=config["half"], teachers=teachers)
    train(model, batches[: arguments_.steps], losses, config, arguments_.out)


if __name__ == "__main__":
    main()
