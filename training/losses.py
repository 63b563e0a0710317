"""What a batch teaches: losses of all heads, from gold and from what teachers say. Shapes as in ``training.model``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple, Self

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor

from dateline.reader.labels import CUE_CLASSES, TRIGGER_CLASSES
from training.batches import IGNORE, Batch
from training.model import Encoder, Model
from training.teachers import Said, Teachers, divergence

ANCHORS: Final = 40
"""Triggers, and cues, whose roles are learned from one batch: more cost much and teach little."""
GOLD_BESIDE_TEACHERS: Final = 0.5
"""How much of its weight gold keeps where teachers speak as well."""
CLASS_WEIGHT: Final = {"types": 1.0, "salience": 0.7, "modality": 0.5, "polarity": 0.3, "series": 0.5}


def matrix_products(*, half: bool) -> torch.autocast:
    """Whether they are in bfloat16: GPUs and CPUs with AMX gain much by it, those with AVX-512's take a step in
    2.0 s for 3.5, other CPUs half as long again."""
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


class Anchors(NamedTuple):
    """Where some triggers or cues stand: their windows, first pieces and ends (A,) each."""

    window: Tensor
    start: Tensor
    end: Tensor

    @classmethod
    def of(cls, found: Sequence[tuple[int, dict[str, int]]]) -> Self:
        """Of windows with what starts and ends there."""
        return cls(*torch.tensor([(row, each["start"], each["end"]) for row, each in found]).T)

    def some(self, chosen: Tensor) -> Anchors:
        """Those of some numbers."""
        return Anchors(*(each[chosen] for each in self))


@dataclass(frozen=True)
class Seen:
    """What the model makes of one batch, states (B, L, H) and layer logits, what teachers say of it, and the losses so
    far: from gold, and from what was told."""

    batch: Batch
    h: Tensor
    flat: Tensor
    said: Said | None
    gold: dict[str, Tensor] = field(default_factory=dict)
    told: dict[str, Tensor] = field(default_factory=dict)


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
        seen = Seen(batch, h.float(), flat, said)
        self._layers(seen)
        self._toponyms(seen)
        self._events(seen)
        self._cues(seen)
        self._subjects(seen)
        weight = GOLD_BESIDE_TEACHERS if said else 1.0
        return {name: loss * weight for name, loss in seen.gold.items()} | seen.told

    @staticmethod
    def _layers(seen: Seen) -> None:
        batch = seen.batch
        known = int((batch.layers != IGNORE).sum())
        if known:
            loss = F.cross_entropy(seen.flat.float().reshape(-1, 3), batch.layers.reshape(-1), reduction="sum")
            seen.gold["layers"] = loss / known * 10
        if seen.said:
            told = (
                batch.mask[..., None] * seen.said.told * (batch.layers <= 0)
            )  # no teacher contradicts what gold marks
            seen.told["told_layers"] = divergence(seen.flat, seen.said.layers, told) * 30

    def _toponyms(self, seen: Seen) -> None:
        gold = [(row, *each) for row, item in enumerate(seen.batch.items) for each in item.toponyms]
        if gold:
            window, start, end, kind = torch.tensor(gold).T
            seen.gold["kind"] = F.cross_entropy(self.model.toponym_kind(seen.h, window, start, end), kind)

    def _subjects(self, seen: Seen) -> None:
        gold = torch.tensor([item.subject for item in seen.batch.items])
        if (gold >= 0).any():
            inner = seen.batch.mask.float()
            inner[:, 0] = 0
            inner[torch.arange(len(inner)), seen.batch.mask.sum(1) - 1] = 0
            logits = self.model.subjects(seen.h, inner)
            seen.gold["subject"] = F.cross_entropy(logits, gold, ignore_index=-1)

    def _events(self, seen: Seen) -> None:
        batch = seen.batch
        triggers = [(row, each) for row, item in enumerate(batch.items) for each in item.triggers]
        if not triggers:
            return
        at = Anchors.of(triggers)
        self._trigger_roles(seen, at)
        u, classes = self.model.triggers(seen.h, *at, torch.tensor([each["at"] for _, each in triggers]))
        self._trigger_classes(seen, triggers, at, classes)
        base = np.cumsum([0, *(len(item.triggers) for item in batch.items)])
        self._pairs(seen, u, base)
        actors = [(base[row] + each[0], row, *each[1:]) for row, item in enumerate(batch.items)
                  for each in item.confidences]  # fmt: skip
        if actors:
            index, row, a, b, value = torch.tensor(np.array(actors)).T
            logits = self.model.confidence(u[index], seen.h, row, a, b)
            seen.gold["confidence"] = F.cross_entropy(logits, value, self.class_weights["confidence"]) * 0.5

    def _trigger_roles(self, seen: Seen, every: Anchors) -> None:
        gold = _padded([each for item in seen.batch.items for each in item.trigger_roles], seen.h.shape[1])
        some = torch.randperm(len(gold))[:ANCHORS]
        if not bool((gold[some] >= 0).any()):
            return
        anchors = every.some(some)
        with matrix_products(half=self.half):
            roles = self.model.anch(seen.h, seen.flat, *anchors)
        losses = F.cross_entropy(roles.float().reshape(-1, 3), gold[some].reshape(-1), reduction="none")
        known = seen.batch.mask[anchors.window].sum() * gold.shape[-1]  # a role weighs as much where it is the only one
        seen.gold["roles"] = losses.sum() / known * 30
        if seen.said and seen.said.of_events:
            counted = seen.batch.mask[anchors.window][..., None]
            seen.told["told_roles"] = divergence(roles, seen.said.trigger_roles(*anchors), counted) * 30

    def _trigger_classes(
        self, seen: Seen, triggers: Sequence[tuple[int, dict[str, int]]], at: Anchors, classes: Tensor
    ) -> None:
        position = torch.tensor([each["at"] for _, each in triggers])
        earlier = seen.said.trigger_classes(*at, position) if seen.said and seen.said.of_events else None
        offset = 0
        for key, names in TRIGGER_CLASSES.items():
            own = slice(offset, offset + len(names))
            offset = own.stop
            target = torch.tensor([each[key] for _, each in triggers])
            if not (target >= 0).any():
                continue
            loss = F.cross_entropy(classes[:, own], target, self.class_weights[key], ignore_index=-1)
            seen.gold[key] = loss * CLASS_WEIGHT[key]
            if earlier is not None:
                apart = divergence(classes[:, own], earlier[:, own], target >= 0)
                seen.told[f"told_{key}"] = apart * CLASS_WEIGHT[key]

    def _pairs(self, seen: Seen, u: Tensor, base: np.ndarray) -> None:
        batch, h = seen.batch, seen.h
        pairs = [(base[row] + i, base[row] + j, feature, same) for row, item in enumerate(batch.items)
                 for i, j, feature, same in item.event_pairs]  # fmt: skip
        if pairs:
            i, j, feature, same = torch.tensor(np.array(pairs)).T
            logits = self.model.pair(u, i, j, feature)
            seen.gold["same_event"] = F.binary_cross_entropy_with_logits(logits, same.float()) * 2
        spans = [(row, *span) for row, item in enumerate(batch.items) for span in item.fillers]
        first = np.cumsum([0, *(len(item.fillers) for item in batch.items)])
        pairs = [(first[row] + i, first[row] + j, feature, same) for row, item in enumerate(batch.items)
                 for i, j, feature, same in item.filler_pairs]  # fmt: skip
        if pairs:
            row, a, b = torch.tensor(spans).T
            i, j, feature, same = torch.tensor(np.array(pairs)).T
            logits = self.model.cor(torch.cat([h[row, a], h[row, b - 1]], -1), i, j, feature)
            seen.gold["same_filler"] = F.binary_cross_entropy_with_logits(logits, same.float())

    def _cues(self, seen: Seen) -> None:
        cues = [(row, each) for row, item in enumerate(seen.batch.items) for each in item.cues]
        if not cues:
            return
        some = torch.randperm(len(cues))[:ANCHORS].tolist()
        gold_roles = [each for item in seen.batch.items for each in item.cue_roles]
        cues, gold = [cues[at] for at in some], _padded([gold_roles[at] for at in some], seen.h.shape[1])
        anchors = Anchors.of(cues)
        with matrix_products(half=self.half):
            roles, classes = self.model.cues(seen.h, seen.flat, *anchors)
        seen.gold["cue_roles"] = F.cross_entropy(roles.float().reshape(-1, 3), gold.reshape(-1)) * 30
        if seen.said:
            counted = seen.batch.mask[anchors.window][..., None]
            seen.told["told_cue_roles"] = divergence(roles, seen.said.cue_roles(*anchors), counted) * 30
        offset = 0
        for key, names in CUE_CLASSES.items():
            target = torch.tensor([each[key] for _, each in cues])
            if (target >= 0).any():
                logits = classes[:, offset : offset + len(names)].float()
                seen.gold[key] = F.cross_entropy(logits, target, self.class_weights[key], ignore_index=-1) * 0.5
            offset += len(names)


def _padded(roles: list[np.ndarray], length: int) -> Tensor:
    gold = np.full((len(roles), length, roles[0].shape[1]), IGNORE, np.int64)
    for row, each in enumerate(roles):
        gold[row, : len(each)] = each
    return torch.as_tensor(gold)
