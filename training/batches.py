"""From examples to tensors: windows of word pieces with every head's gold."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from dateline.reader import features
from dateline.reader.labels import CUE_CLASSES, CUE_ROLES, EVENT_ROLES, FILLER_ROLES, LAYERS, TRIGGER_CLASSES
from dateline.reader.windows import Window, pieces_of, windows
from training.datasets import Example, Range

IGNORE = -100
_COREFERENCE = frozenset({"corpus", "ecbplus", "snippets"})
"""Kinds that say of all their triggers which are one event."""
_FILLERS = frozenset({"corpus", "snippets"})
"""Kinds that say of all mentions in a role which are one filler."""
FIRST, LAST = 101, 102
"""Ids of the pieces that open and close a window."""


@dataclass(frozen=True)
class Encoded:
    """An example's pieces: ids (n,), character offsets (n, 2)."""

    example: Example
    ids: np.ndarray
    offsets: np.ndarray

    def pieces(self, spans: Iterable[Range]) -> tuple[Range, ...]:
        """Character ranges as piece ranges; those that hold no piece fall away."""
        found = (pieces_of(self.offsets, *span) for span in spans)
        return tuple(dict.fromkeys(each for each in found if each))

    def words(self, start: int, end: int) -> str:
        """The text of a piece range."""
        return self.example.text[self.offsets[start][0] : self.offsets[end - 1][1]]


@dataclass(frozen=True)
class Item:
    """One window of one example, its gold in window positions (the opening piece is 0)."""

    kind: str
    ids: np.ndarray
    layers: np.ndarray
    triggers: list[dict[str, int]] = field(default_factory=list)
    trigger_roles: list[np.ndarray] = field(default_factory=list)
    event_pairs: list[tuple[int, int, int, int]] = field(default_factory=list)
    fillers: list[Range] = field(default_factory=list)
    filler_pairs: list[tuple[int, int, int, int]] = field(default_factory=list)
    confidences: list[tuple[int, int, int, int]] = field(default_factory=list)
    cues: list[dict[str, int]] = field(default_factory=list)
    cue_roles: list[np.ndarray] = field(default_factory=list)
    toponyms: list[tuple[int, int, int]] = field(default_factory=list)
    subject: int = -1

    @property
    def teaches(self) -> bool:
        """Whether any head has gold here."""
        told = any(each[key] >= 0 for each in self.triggers for key in TRIGGER_CLASSES)
        told |= any(bool((each != IGNORE).any()) for each in (self.layers, *self.trigger_roles))
        told |= self.subject >= 0
        return told or bool(self.event_pairs or self.filler_pairs or self.cues or self.toponyms)


def encode(tokenizer: Tokenizer, example: Example) -> Encoded:
    """Word pieces of an example's text."""
    coded = tokenizer.encode(example.text, add_special_tokens=False)
    return Encoded(example, np.array(coded.ids, np.int64), np.array(coded.offsets, np.int32).reshape(-1, 2))


def thirteen_grams(ids: Sequence[int]) -> set[tuple[int, ...]]:
    """All runs of thirteen pieces: texts that share more than two are taken to hold one report."""
    return {tuple(ids[at : at + 13]) for at in range(len(ids) - 12)}


def items(coded: Encoded) -> Iterator[Item]:
    """The windows of one example."""
    for window in windows(coded.example.text, coded.offsets):
        yield _Builder(coded, window).build()


class _Builder:
    """Fills one item; positions shift by one for the opening piece."""

    def __init__(self, coded: Encoded, window: Window) -> None:
        self.coded, self.window = coded, window
        self.length = window.end - window.start + 2
        ids = np.concatenate([[FIRST], coded.ids[window.start : window.end], [LAST]])
        layers = np.full((self.length, len(LAYERS)), IGNORE, np.int64)
        self.item = Item(coded.example.kind, ids, layers, subject=coded.example.subject)

    def build(self) -> Item:
        example = self.coded.example
        for layer in sorted(example.layers):
            column = self.item.layers[:, LAYERS.index(layer)]
            column[1:-1] = 0
            self._label(column, self.coded.pieces(example.spans.get(layer, ())))
        for layer in sorted(example.partial):
            self._label(self.item.layers[:, LAYERS.index(layer)], self.coded.pieces(example.spans.get(layer, ())))
        self._events()
        self._cues()
        for start, end, kind in example.toponyms:
            for span in self.coded.pieces([(start, end)]):
                if self._inside(span):
                    self.item.toponyms.append((*self._shift(span), kind))
        return self.item

    def _inside(self, span: Range) -> bool:
        return self.window.start <= span[0] and span[1] <= self.window.end

    def _shift(self, span: Range) -> Range:
        return span[0] - self.window.start + 1, span[1] - self.window.start + 1

    def _label(self, column: np.ndarray, spans: Iterable[Range]) -> None:
        """Longest first, so that what nests inside keeps its own first piece."""
        for start, end in sorted(spans, key=lambda span: span[0] - span[1]):
            low, high = max(start, self.window.start), min(end, self.window.end)
            if low < high:
                a, b = self._shift((low, high))
                column[a:b] = 2
                if low == start:
                    column[a] = 1

    def _roles(self, names: Sequence[str], known: Iterable[str], spans: dict[str, list[Range]]) -> np.ndarray:
        gold = np.full((self.length, len(names)), IGNORE, np.int64)
        for role in known:
            column = gold[:, names.index(role)]
            column[1:-1] = 0
            self._label(column, spans.get(role, ()))
        return gold

    def _events(self) -> None:
        item = self.item
        owners: list[tuple[int, str, int]] = []
        for number, event in enumerate(self.coded.example.events):
            spans: dict[str, list[Range]] = defaultdict(list)
            for argument in event.arguments:
                spans[argument.role] += self.coded.pieces(argument.spans)
            actors = [(span, argument.confidence) for argument in event.arguments if argument.confidence >= 0
                      for span in self.coded.pieces(argument.spans) if self._inside(span)]  # fmt: skip
            for trigger in self.coded.pieces(event.triggers):
                if not self._inside(trigger):
                    continue
                a, b = self._shift(trigger)
                index = len(item.triggers)
                classes = {key: event.classes.get(key, -1) for key in TRIGGER_CLASSES}
                item.triggers.append({"start": a, "end": b, "at": features.position_bucket(trigger[0]), **classes})
                item.trigger_roles.append(self._roles(EVENT_ROLES, sorted(self.coded.example.roles), spans))
                item.confidences.extend((index, *self._shift(span), value) for span, value in actors)
                owners.append((number, features.stem(self.coded.words(*trigger)), trigger[0]))
        if self.coded.example.kind in _COREFERENCE:
            self._pairs(owners)
        if self.coded.example.kind in _FILLERS:
            self._fillers()

    def _pairs(self, owners: list[tuple[int, str, int]]) -> None:
        numbers, stems, at = zip(*owners, strict=True) if owners else ((), (), ())
        for i, j, feature in zip(*features.event_pairs(stems, at, len(self.coded.ids)), strict=True):
            self.item.event_pairs.append((int(i), int(j), int(feature), int(numbers[i] == numbers[j])))

    def _fillers(self) -> None:
        for event in self.coded.example.events:
            mentions = [
                (span, number)
                for number, argument in enumerate(event.arguments) if argument.role in FILLER_ROLES
                for span in self.coded.pieces(argument.spans) if self._inside(span)
            ]  # fmt: skip
            base = len(self.item.fillers)
            self.item.fillers.extend(self._shift(span) for span, _ in mentions)
            names = [features.plain_name(self.coded.words(*span)) for span, _ in mentions]
            for i, (span_i, owner_i) in enumerate(mentions):
                for j, (span_j, owner_j) in enumerate(mentions[:i]):
                    feature = features.filler_pair_feature(names[i], names[j], abs(span_i[0] - span_j[0]))
                    self.item.filler_pairs.append((base + i, base + j, feature, int(owner_i == owner_j)))

    def _cues(self) -> None:
        for each in self.coded.example.cues:
            first, *rest = self.coded.pieces(each.cue) or ((-1, -1),)
            if first == (-1, -1) or not self._inside(first):
                continue
            start, end = self._shift(first)
            spans = {
                "source": list(self.coded.pieces(each.source)),
                "content": list(self.coded.pieces(each.content)),
                "cue": list(rest),
            }
            classes = {key: getattr(each, key) for key in CUE_CLASSES}
            self.item.cues.append({"start": start, "end": end, **classes})
            self.item.cue_roles.append(self._roles(CUE_ROLES, CUE_ROLES, spans))


@dataclass(frozen=True)
class Batch:
    """Items of one kind, padded. ``ids`` and ``mask`` (B, L), ``layers`` (B, L, layers)."""

    kind: str
    items: tuple[Item, ...]
    ids: Tensor
    mask: Tensor
    layers: Tensor


def collate(chosen: Sequence[Item]) -> Batch:
    """Pad items to the longest, in eights."""
    length = (max(len(item.ids) for item in chosen) + 7) // 8 * 8
    ids = np.zeros((len(chosen), length), np.int64)
    mask = np.zeros((len(chosen), length), np.int64)
    layers = np.full((len(chosen), length, len(LAYERS)), IGNORE, np.int64)
    for row, item in enumerate(chosen):
        size = len(item.ids)
        ids[row, :size], mask[row, :size], layers[row, :size] = item.ids, 1, item.layers
    return Batch(chosen[0].kind, tuple(chosen), *map(torch.as_tensor, (ids, mask, layers)))


def schedule(
    pools: dict[str, list[Item]], passes: dict[str, float], pieces: int, rng: random.Random
) -> list[list[Item]]:
    """All batches of a run in random order: each pool so many times, at most ``pieces`` padded pieces a batch."""
    batches: list[list[Item]] = []
    for kind in sorted(pools):
        count = passes.get(kind, 0.0)
        drawn: list[Item] = []
        for turn in range(int(np.ceil(count))):
            share = min(1.0, count - turn)
            drawn += rng.sample(pools[kind], round(share * len(pools[kind])))
        batches += _packed(drawn, pieces)
    rng.shuffle(batches)
    return batches


def _packed(drawn: list[Item], pieces: int) -> Iterator[list[Item]]:
    """Neighbours of like length share a batch, within blocks that keep the order of a pass."""
    block = 96
    for at in range(0, len(drawn), block):
        batch: list[Item] = []
        for item in sorted(drawn[at : at + block], key=lambda each: len(each.ids)):
            if batch and (len(batch) + 1) * len(item.ids) > pieces:
                yield batch
                batch = []
            batch.append(item)
        if batch:
            yield batch
