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
import torch.nn.functional as F  # noqa: N812
from tokenizers import Tokenizer
from torch import Tensor, nn

from dateline.reader.labels import CUE_CLASSES, TRIGGER_CLASSES
from training.batches import Batch, Item, collate, encode, items, schedule, thirteen_grams
from training.datasets import Example, arguments, corpus, ecbplus, geoparsing, muc4, own, polnear, timeml
from training.datasets.swap import swapped
from training.model import SHAPES, Encoder, Model
from training.teachers import Said, Teachers, divergence
from training.weights import initialised, restored

SETS: dict[str, Callable[[Path], Iterable[Example]]] = {
    "corpus": corpus.load,
    "own": own.load_beside,
    "polnear": polnear.load,
    "muc4": muc4.load,
    "geoparsing": geoparsing.load,
    "timeml": timeml.load,
    "rams": arguments.load_rams,
    "wikievents": arguments.load_wikievents,
    "ecbplus": ecbplus.load,
}
LICENCES = {
    "corpus": "project", "own": "Apache-2.0", "polnear": "none-stated", "muc4": "MIT", "geoparsing": "GPL-3.0",
    "timeml": "LDC", "rams": "none-stated", "wikievents": "MIT", "ecbplus": "CC-BY-3.0",
}  # fmt: skip
ANCHORS = 40
"""Triggers, and cues, whose roles are learned from one batch: more cost much and teach little."""
GOLD_BESIDE_TEACHERS = 0.5
"""How much of its weight gold keeps where teachers speak as well."""
CLASS_WEIGHT = {"types": 1.0, "salience": 0.7, "modality": 0.5, "polarity": 0.3, "series": 0.5}
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
        "rams": 0.7,
        "wikievents": 2,
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


def matrix_products(*, half: bool) -> torch.autocast:
    """Whether they are in bfloat16: GPUs and CPUs with AMX gain much by it, other CPUs take half as long again."""
    return torch.autocast(torch.get_default_device().type, torch.bfloat16, enabled=half)


class Frozen:
    """What the layers that do not learn make of each window: it never changes, so it is computed once and kept, in
    bfloat16 (1.5 kB a piece). Windows are known by their objects, which the pools hold all through a run."""

    def __init__(self, encoder: Encoder, layers: int, *, half: bool) -> None:
        self.encoder, self.layers, self.half = encoder, layers, half
        self._kept: dict[int, Tensor] = {}

    def __call__(self, batch: Batch) -> Tensor:
        """What the lowest layer that learns is given (B, L, H)."""
        new = [row for row, item in enumerate(batch.items) if id(item) not in self._kept]
        if new:
            learning = self.encoder.training
            self.encoder.eval()
            with torch.no_grad(), matrix_products(half=self.half):
                found = self.encoder.through(self.encoder.embedded(batch.ids[new]), batch.mask[new], last=self.layers)
            self.encoder.train(learning)
            for row, states in zip(new, found, strict=True):
                self._kept[id(batch.items[row])] = states[: len(batch.items[row].ids)].to(torch.bfloat16, copy=True)
        below = torch.zeros(*batch.ids.shape, self.encoder.shape.width)
        for row, item in enumerate(batch.items):
            below[row, : len(item.ids)] = self._kept[id(item)]
        return below


class Losses:
    """Sums the weighted losses of one batch: from gold and, where there are teachers, from what they say of it."""

    def __init__(
        self,
        model: Model,
        class_weights: dict[str, Tensor],
        frozen_layers: int,
        *,
        half: bool,
        teachers: Teachers | None = None,
    ) -> None:
        self.model, self.class_weights, self.half, self.teachers = model, class_weights, half, teachers
        self.frozen = Frozen(model.enc, frozen_layers, half=half)

    def __call__(self, batch: Batch) -> dict[str, Tensor]:
        below, first = self.frozen(batch), self.frozen.layers
        with matrix_products(half=self.half):
            h, flat = self.model.labelled(self.model.enc.through(below, batch.mask, first=first))
            said = self.teachers and self.teachers.of(batch.kind, batch.ids, batch.mask, below)
        h = h.float()
        found: dict[str, Tensor] = {}
        self._layers(batch, flat, found)
        self._toponyms(batch, h, found)
        told: dict[str, Tensor] = {}
        if said:
            told["told_layers"] = divergence(flat, said.layers, batch.mask[..., None]) * 30
        self._events(batch, h, flat, found, said, told)
        self._cues(batch, h, flat, found, said, told)
        weight = GOLD_BESIDE_TEACHERS if said else 1.0
        return {name: loss * weight for name, loss in found.items()} | told

    @staticmethod
    def _layers(batch: Batch, flat: Tensor, found: dict[str, Tensor]) -> None:
        known = int((batch.layers != -100).sum())
        if known:
            loss = F.cross_entropy(flat.float().reshape(-1, 3), batch.layers.reshape(-1), reduction="sum")
            found["layers"] = loss / known * 10

    def _toponyms(self, batch: Batch, h: Tensor, found: dict[str, Tensor]) -> None:
        gold = [(row, *each) for row, item in enumerate(batch.items) for each in item.toponyms]
        if gold:
            window, start, end, kind = torch.tensor(gold).T
            found["kind"] = F.cross_entropy(self.model.toponym_kind(h, window, start, end), kind)

    def _events(
        self,
        batch: Batch,
        h: Tensor,
        flat: Tensor,
        found: dict[str, Tensor],
        said: Said | None,
        told: dict[str, Tensor],
    ) -> None:
        triggers = [(row, each) for row, item in enumerate(batch.items) for each in item.triggers]
        if not triggers:
            return
        window = torch.tensor([row for row, _ in triggers])
        start, end, at = (torch.tensor([each[key] for _, each in triggers]) for key in ("start", "end", "at"))
        gold = _padded([each for item in batch.items for each in item.trigger_roles], h.shape[1])
        some = torch.randperm(len(triggers))[:ANCHORS]
        anchors = window[some], start[some], end[some]
        if bool((gold[some] >= 0).any()):
            with matrix_products(half=self.half):
                roles = self.model.anch(h, flat, *anchors)
            found["roles"] = F.cross_entropy(roles.float().reshape(-1, 3), gold[some].reshape(-1)) * 30
            if self.teachers and said:
                before = self.teachers.trigger_roles(said, *anchors)
                told["told_roles"] = divergence(roles, before, batch.mask[window[some]][..., None]) * 30
        u, classes = self.model.triggers(h, window, start, end, at)
        before = self.teachers.trigger_classes(said, window, start, end, at) if self.teachers and said else None
        offset = 0
        for key, names in TRIGGER_CLASSES.items():
            target = torch.tensor([each[key] for _, each in triggers])
            if (target >= 0).any():
                logits = classes[:, offset : offset + len(names)]
                loss = F.cross_entropy(logits, target, self.class_weights[key], ignore_index=-1)
                found[key] = loss * CLASS_WEIGHT[key]
                if before is not None:
                    then = before[:, offset : offset + len(names)]
                    told[f"told_{key}"] = divergence(logits, then, target >= 0) * CLASS_WEIGHT[key]
            offset += len(names)
        base = np.cumsum([0, *(len(item.triggers) for item in batch.items)])
        self._pairs(batch, h, u, base, found)
        actors = [(base[row] + each[0], row, *each[1:]) for row, item in enumerate(batch.items)
                  for each in item.confidences]  # fmt: skip
        if actors:
            index, row, a, b, value = torch.tensor(np.array(actors)).T
            logits = self.model.confidence(u[index], h, row, a, b)
            found["confidence"] = F.cross_entropy(logits, value, self.class_weights["confidence"]) * 0.5

    def _pairs(self, batch: Batch, h: Tensor, u: Tensor, base: np.ndarray, found: dict[str, Tensor]) -> None:
        pairs = [(base[row] + i, base[row] + j, feature, same) for row, item in enumerate(batch.items)
                 for i, j, feature, same in item.event_pairs]  # fmt: skip
        if pairs:
            i, j, feature, same = torch.tensor(np.array(pairs)).T
            found["same_event"] = (
                F.binary_cross_entropy_with_logits(self.model.pair(u, i, j, feature), same.float()) * 2
            )
        spans = [(row, *span) for row, item in enumerate(batch.items) for span in item.fillers]
        first = np.cumsum([0, *(len(item.fillers) for item in batch.items)])
        pairs = [(first[row] + i, first[row] + j, feature, same) for row, item in enumerate(batch.items)
                 for i, j, feature, same in item.filler_pairs]  # fmt: skip
        if pairs:
            row, a, b = torch.tensor(spans).T
            i, j, feature, same = torch.tensor(np.array(pairs)).T
            logits = self.model.cor(torch.cat([h[row, a], h[row, b - 1]], -1), i, j, feature)
            found["same_filler"] = F.binary_cross_entropy_with_logits(logits, same.float())

    def _cues(
        self,
        batch: Batch,
        h: Tensor,
        flat: Tensor,
        found: dict[str, Tensor],
        said: Said | None,
        told: dict[str, Tensor],
    ) -> None:
        cues = [(row, each) for row, item in enumerate(batch.items) for each in item.cues]
        if not cues:
            return
        some = torch.randperm(len(cues))[:ANCHORS].tolist()
        gold_roles = [each for item in batch.items for each in item.cue_roles]
        cues, gold = [cues[at] for at in some], _padded([gold_roles[at] for at in some], h.shape[1])
        window = torch.tensor([row for row, _ in cues])
        start, end = (torch.tensor([each[key] for _, each in cues]) for key in ("start", "end"))
        with matrix_products(half=self.half):
            roles, classes = self.model.cues(h, flat, window, start, end)
        found["cue_roles"] = F.cross_entropy(roles.float().reshape(-1, 3), gold.reshape(-1)) * 30
        if self.teachers and said:
            theirs = self.teachers.cue_roles(said, window, start, end)
            told["told_cue_roles"] = divergence(roles, theirs, batch.mask[window][..., None]) * 30
        offset = 0
        for key, names in CUE_CLASSES.items():
            target = torch.tensor([each[key] for _, each in cues])
            if (target >= 0).any():
                logits = classes[:, offset : offset + len(names)].float()
                found[key] = F.cross_entropy(logits, target, self.class_weights[key], ignore_index=-1) * 0.5
            offset += len(names)


def _padded(roles: list[np.ndarray], length: int) -> Tensor:
    gold = np.full((len(roles), length, roles[0].shape[1]), -100, np.int64)
    for row, each in enumerate(roles):
        gold[row, : len(each)] = each
    return torch.as_tensor(gold)


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
    started, sums, counts = time.time() - spent, defaultdict(float), Counter[str]()
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
        if step % 300 == 299 or last:
            state = {"model": model.state_dict(), "optimizer": optimizer.state_dict(), "step": step + 1}
            torch.save(state | {"spent": time.time() - started}, out / "checkpoint.tmp")
            (out / "checkpoint.tmp").rename(out / "checkpoint.pt")
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
    """The experiment of ``config["teacher"]`` (its files), and the exported reader in ``config["earlier"]`` or, without
    one, the model as it begins."""
    if config["earlier"]:
        return Teachers(restored(Path(config["earlier"])), map(Path, config["teacher"]), None)
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
        help="safetensors of experiments to begin from; of one name, the last file's count",
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
    (arguments_.out / "config.json").write_text(json.dumps(config, indent=1, sort_keys=True))
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
