"""Loaders of what the reader learns from: each set one module, each document one ``Example``."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Range = tuple[int, int]
_NO_SPACE_BEFORE = re.compile(r"([.,;:!?%)\]”’]|'s|n't|'re|'ve|'ll|'m|'d)")


@dataclass(frozen=True)
class TrainArgument:
    """A role (of ``EVENT_ROLES``) with all its mentions; ``confidence`` indexes ``CONFIDENCES``, -1 for none."""

    role: str
    spans: tuple[Range, ...]
    confidence: int = -1


@dataclass(frozen=True)
class TrainEvent:
    """An event with its triggers; class indices follow ``TRIGGER_CLASSES``, -1 where the set does not say."""

    triggers: tuple[Range, ...]
    classes: dict[str, int]
    arguments: tuple[TrainArgument, ...]


@dataclass(frozen=True)
class TrainCue:
    """A cue with its pieces; classes follow ``CUE_CLASSES``, -1 where the set does not say."""

    cue: tuple[Range, ...]
    source: tuple[Range, ...]
    content: tuple[Range, ...]
    stance: int = -1
    source_kind: int = -1


@dataclass(frozen=True)
class Example:
    """One text with its gold. In ``layers`` what is not marked is a negative; in those of ``partial`` only what is
    marked is known; in all others nothing.

    ``roles`` likewise: the roles of events whose absence is gold.
    """

    docid: str
    kind: str
    text: str
    layers: frozenset[str] = frozenset()
    partial: frozenset[str] = field(default=frozenset(), kw_only=True)
    spans: dict[str, tuple[Range, ...]] = field(default_factory=dict)
    roles: frozenset[str] = frozenset()
    events: tuple[TrainEvent, ...] = ()
    cues: tuple[TrainCue, ...] = ()
    toponyms: tuple[tuple[int, int, int], ...] = ()
    """start, end and index in ``TOPONYM_KINDS``"""
    subject: int = -1
    """index in ``SUBJECTS``, -1 where the set does not say"""


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The JSON Lines of a file, packed with gzip or not."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as file:
        for line in file:
            if line.strip():
                yield json.loads(line)


def joined(words: list[str]) -> tuple[str, list[Range]]:
    """Words as running text, with the range of each."""
    text, at = "", []
    for word in words:
        if text and not _NO_SPACE_BEFORE.fullmatch(word) and text[-1] not in "([“$":
            text += " "
        at.append((len(text), len(text) + len(word)))
        text += word
    return text, at
