"""What facts weigh beside the model's own opinion: a multinomial logit whose weights stand in a table.

The tables are JSON beside this module, a row a fact: what it adds to the score of each class.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Final

_UNLIKELY: Final = 1e-3
"""The least probability of the model that counts: its log would outweigh everything."""


@cache
def weights(name: str) -> Mapping[str, Sequence[float]]:
    """The table of that name."""
    table: dict[str, list[float]] = json.loads(Path(__file__).with_name(f"{name}.json").read_text(encoding="utf-8"))
    return table


def weighed(
    model: Sequence[float], share: float, known: Mapping[str, float], table: Mapping[str, Sequence[float]]
) -> list[float]:
    """The score of each class: ``share`` of the model's log probability, and what the facts add."""
    scores = [share * math.log(max(each, _UNLIKELY)) for each in model]
    for name, own in table.items():
        if value := known[name]:
            scores = [score + value * weight for score, weight in zip(scores, own, strict=True)]
    return scores
