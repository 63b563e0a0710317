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
from collections.abc import Callable, Collection, Iterable
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from dateline.reader.labels import CUE_CLASSES, TRIGGER_CLASSES
from dateline.reader.runtime import model_folder
from training import licences as licensing
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
from training.teachers import Public, Teachers
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
KINDS = {"own": ("corpus",), "geoparsing": ("lgl", "trnews")}
"""The kinds of windows of a set, where they are not called as it is: ``passes`` go by these."""
SAVED = 300
"""Seconds between two checkpoints: a step takes from parts of a second to many."""
ITSELF = "itself"
"""What ``earlier`` is called where a run is told what the model says as it begins, and no experiment's model speaks."""
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
    data: Path, tokenizer: Tokenizer, licences: Collection[str] | None, variants: dict[str, int], rng: random.Random
) -> dict[str, list[Item]]:
    """The windows of every set, without texts that share a run of words with a development report of the corpus.

    ``variants``: by kind, how many copies with other names stand beside each text.
    """
    kept: set[tuple[int, ...]] = set()
    for example in corpus.load(data, "dev"):
        kept |= thirteen_grams(encode(tokenizer, example).ids.tolist())
    found: dict[str, list[Item]] = defaultdict(list)
    dropped: Counter[str] = Counter()
    for name in licensing.allowed(licences):
        for example in SETS[name](data):
            coded = encode(tokenizer, example)
            if len(thirteen_grams(coded.ids.tolist()) & kept) > 2:
                dropped[example.kind] += 1
                continue
            copies = (encode(tokenizer, swapped(example, rng)) for _ in range(variants.get(example.kind, 0)))
            found[example.kind] += [item for each in (coded, *copies) for item in items(each) if item.teaches]
    print("windows", {kind: len(each) for kind, each in found.items()}, "dropped for dev", dict(dropped), flush=True)
    return found


def learned_from(licences: Collection[str] | None, passes: dict[str, float]) -> list[str]:
    """The sets that a run learns from: allowed, and passed over."""
    return [name for name in licensing.allowed(licences) if any(passes.get(kind) for kind in KINDS.get(name, (name,)))]


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
            _save(state | {"spent": time.time() - started}, len(batches), out)
            saved = time.time()
        if last:
            return


def _save(state: dict[str, Any], planned: int, out: Path) -> None:
    """Write a checkpoint, and beside it what the model's card says of how far the run came."""
    torch.save(state, out / "checkpoint.tmp")
    (out / "checkpoint.tmp").rename(out / "checkpoint.pt")
    told = {"steps": state["step"], "planned": planned, "minutes": round(state["spent"] / 60, 1)}
    (out / "progress.json").write_text(json.dumps(told | {"device": torch.get_default_device().type}))


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


def taught_by(model: Model, config: dict[str, Any]) -> Teachers | None:
    """The experiment of ``config["teacher"]`` (its files), and the bundled reader ``config["earlier"]``; without that,
    or where it is called "itself", the model as it begins. None where neither is given."""
    if not (config["teacher"] or config["earlier"]):
        return None
    experiment = Public(map(Path, config["teacher"])) if config["teacher"] else None
    if config["earlier"] in (None, ITSELF):
        return Teachers(model, experiment, config["frozen_layers"])
    return Teachers(restored(model_folder(config["earlier"])), experiment, None)


def began_from(init: Iterable[Path] | None, after: Path | None) -> list[str]:
    """What the card says that a run began from: its files; an exported model by name and digest, a run by its folder's
    name."""
    if after is None:
        return [path.name for path in init or ()]
    if not (after / "card.json").exists():
        return [after.resolve().name]
    card = json.loads((after / "card.json").read_text(encoding="utf-8"))
    return [f"{card['name']}@{card['digest'][:12]}"]


def parser() -> argparse.ArgumentParser:
    """What the command takes."""
    found = argparse.ArgumentParser(description=__doc__)
    found.add_argument("--data", type=Path, required=True, help="folder of the data sets")
    begin = found.add_mutually_exclusive_group(required=True)
    begin.add_argument(
        "--init",
        type=Path,
        nargs="+",
        help="safetensors of experiments to begin from; of one name, their mean",
    )
    begin.add_argument(
        "--after", type=Path, help="folder of a run or of an exported model whose weights this run goes on from"
    )
    found.add_argument("--shape", choices=SHAPES, default="base", help="with --init: the size of the model")
    found.add_argument("--tokenizer", type=Path, required=True, help="tokenizer.json")
    found.add_argument("--out", type=Path, required=True, help="folder of the run")
    found.add_argument("--config", type=json.loads, default={}, help="JSON that overrides the defaults")
    licensing.add_option(found)
    found.add_argument("--minutes", type=float, help="end the run by then, its rate brought to zero")
    found.add_argument("--steps", type=int, help="stop after so many steps, to measure")
    return found


def described(given: argparse.Namespace, config: dict[str, Any]) -> dict[str, Any]:
    """What the run's ``config.json`` holds for the card: the configuration, what it began from, whose labels it had."""
    told = config | {"teacher": [Path(each).name for each in config["teacher"]]}
    sets = learned_from(given.licences, config["passes"])
    if (given.out / "checkpoint.pt").exists():  # resumed: what it learned before stays learned
        earlier = json.loads((given.out / "config.json").read_text(encoding="utf-8")).get("sets", SETS)
        sets = [name for name in SETS if name in {*sets, *earlier}]
    told |= {"began": began_from(given.init, given.after), "sets": sets}
    return told | ({"licences": sorted(given.licences)} if given.licences else {})


def main() -> None:
    """Command line."""
    given = parser().parse_args()
    config = DEFAULTS | given.config | ({"minutes": given.minutes} if given.minutes else {})
    given.out.mkdir(parents=True, exist_ok=True)
    (given.out / "config.json").write_text(json.dumps(described(given, config), indent=1, sort_keys=True))
    torch.manual_seed(config["seed"])
    torch.set_default_device("cuda" if torch.cuda.is_available() else "cpu")  # every tensor made from here on
    tokenizer = Tokenizer.from_file(str(given.tokenizer))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    rng = random.Random(config["seed"])
    found = pools(given.data, tokenizer, given.licences, config["variants"], rng)
    batches = schedule(found, config["passes"], config["pieces"], rng)
    print("steps", len(batches), "pieces", sum(len(item.ids) for each in batches for item in each), flush=True)
    model = restored(given.after) if given.after else initialised(SHAPES[given.shape], given.init)
    freeze(model, config["frozen_layers"])
    teachers = taught_by(model, config)
    losses = Losses(model, class_weights(found), config["frozen_layers"], half=config["half"], teachers=teachers)
    train(model, batches[: given.steps], losses, config, given.out)


if __name__ == "__main__":
    main()
