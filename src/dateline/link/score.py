"""The probability that two events are one happening: an additive model of step functions, one a feature.

Every feature adds what its value says for or against, so that the reason of a link is the sum's largest parts. Fitted
by ``training.link`` (boosted stumps, collapsed), kept in ``data/model.json`` with what it was fitted on.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final, Self

import numpy as np
from numpy.typing import NDArray

from dateline.link.features import NAMES, Features
from dateline.schema.draft import Draft

Array = NDArray[Any]

WORDS: Final = {
    "days_apart": "told of the same days",
    "days_overlap": "told of the same days",
    "published_apart": "published near each other",
    "days_from_published": "told of days near publication",
    "km_apart": "told of the same place",
    "same_place": "told of the same place",
    "same_country": "told of the same country",
    "towns_apart": "both reports name the same town",
    "type": "of like type",
    "stem": "told by the same word",
    "salience": "of like salience",
    "actors": "the same actors",
    "harmed": "the same people or things harmed",
    "harmed_in_report": "the other report names those harmed",
    "said": "sentences share rare words",
    "words": "reports share rare words",
    "words_sum": "reports share rare words",
    "rare_words": "reports share rare words",
    "killed": "the same number killed",
    "injured": "the same number injured",
    "vector": "triggers read alike",
    "sentence": "sentences read alike",
    "text": "reports read alike",
    "said_and_vector": "triggers read alike in like sentences",
    "words_and_type": "of one type in reports that share rare words",
}
"""What each feature says in words where it speaks for a link; those that are not listed are never named."""


@dataclass(frozen=True)
class Steps:
    """A step function: ``values[n]`` from ``edges[n - 1]`` on; ``unknown`` where a report does not tell."""

    edges: NDArray[np.float32]
    values: NDArray[np.float32]
    unknown: float

    def __call__(self, feature: Array) -> NDArray[np.float32]:
        """What each value (pairs,) adds, in logits."""
        # NaN sorts behind all edges: one more step holds what it adds
        at = np.where(np.isnan(feature), len(self.values), np.searchsorted(self.edges, feature, side="right"))
        found: NDArray[np.float32] = np.append(self.values, np.float32(self.unknown))[at]
        return found


@dataclass(frozen=True)
class PairModel:
    """The additive model with the probability from which on two groups are one."""

    bias: float
    steps: Sequence[Steps]
    threshold: float
    name: str = "by-hand"

    @classmethod
    def bundled(cls) -> Self:
        """The fitted model that comes with dateline."""
        return cls.of_json(_bundled())

    @classmethod
    def of_json(cls, kept: dict[str, Any]) -> Self:
        """The model of what ``training.link`` writes."""
        steps = [
            Steps(np.array(each["edges"], np.float32), np.array(each["values"], np.float32), each["unknown"])
            for each in (kept["features"][name] for name in NAMES)
        ]
        return cls(bias=kept["bias"], steps=steps, threshold=kept["threshold"], name=kept["name"])

    def parts(self, features: Features) -> NDArray[np.float32]:
        """What each feature of pairs (n, features) adds, in logits."""
        return np.stack([step(features[:, column]) for column, step in enumerate(self.steps)], 1)

    def probabilities(self, features: Features) -> NDArray[np.float32]:
        """Of pairs (n, features): the probability (n,) that the two are one happening."""
        found: NDArray[np.float32] = 1 / (1 + np.exp(-self.bias - self.parts(features).sum(1)))
        return found

    def reasons(self, features: Features, most: int = 3) -> Iterator[tuple[str, ...]]:
        """What speaks most for the link of each pair (n, features), in words, the strongest first."""
        parts = np.where(np.isnan(features), 0, self.parts(features)).tolist()
        for row in parts:
            said: dict[str, float] = {}
            for name, part in zip(NAMES, row, strict=True):
                if words := WORDS.get(name):
                    said[words] = said.get(words, 0.0) + part
            strongest = sorted((-weight, words) for words, weight in said.items() if weight > _WORTH_SAYING)
            yield tuple(words for _, words in strongest[:most])


_WORTH_SAYING: Final = 0.1
"""Logits below which a part is no reason."""


@cache
def _bundled() -> dict[str, Any]:
    kept: dict[str, Any] = json.loads(files("dateline.link").joinpath("data", "model.json").read_text("utf-8"))
    return kept


def fitted_on() -> dict[str, Any]:
    """What the bundled score was fitted on: the reader whose vectors it saw, and how many reports."""
    told: dict[str, Any] = _bundled()["fitted_on"]
    return told


def comparable(draft: Draft | None) -> Draft | None:
    """The draft, if the bundled score was fitted on its reader: the vectors of another mean nothing to it, and events
    that it read are compared by their values and words."""
    return draft if draft is not None and draft.model == fitted_on()["reader"] else None
