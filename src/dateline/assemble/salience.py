"""Main event, related, or background; and whether it happened, will, might, or did not.

The model tells the salience of a trigger by its words. Where in the report an event is told, how often, and of what
kind it is, tells it beside them: ``salience_weights.json`` holds the weights that ``training/salience.py`` learns.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Final, get_args

from dateline.assemble.context import Context
from dateline.assemble.factuality import modality_told, polarity_told
from dateline.assemble.pooling import likeliest, mean
from dateline.ontology.registry import FAMILIES, TYPES
from dateline.schema.reading import Modality, Polarity, Salience

SALIENCES: Final[tuple[Salience, ...]] = get_args(Salience)
MODALITIES: Final[tuple[Modality, ...]] = get_args(Modality)
POLARITIES: Final[tuple[Polarity, ...]] = get_args(Polarity)


FACTS: Final = ("always", "told before", "opening", "mentions", "headline", "words", "actual", "series")
"""What is known of an event before its salience: 1; the log of one more than the triggers told before it; whether it
stands in the first two sentences; the log of its mentions; whether it stands in the headline; and the probabilities
that it is one of words, that it happened, and that it is several."""
OPENING: Final = 2
"""Sentences that open a report: a headline and a lead."""
_OF_WORDS: Final = [TYPES.index(name) for name in FAMILIES["words"]]


def salience(context: Context, members: Sequence[int]) -> Salience:
    """The salience of an event: the model's probabilities for its triggers, times what the report's form tells."""
    told = mean([context.draft.triggers[member].salience for member in members])
    form, weights = facts(context, members), _weights()
    return SALIENCES[likeliest([
        math.log(max(share, 1e-3)) + sum(fact * weight for fact, weight in zip(form, own, strict=True))
        for share, own in zip(told, weights, strict=True)
    ])]  # fmt: skip


def facts(context: Context, members: Sequence[int]) -> tuple[float, ...]:
    """The values of ``FACTS`` for an event."""
    triggers = [context.draft.triggers[member] for member in members]
    first = min(trigger.start for trigger in triggers)
    headline = context.report.headline
    above = len(headline) if headline and context.text.startswith(headline) else 0
    types = mean([trigger.types for trigger in triggers])
    return (
        1.0,
        math.log(1 + sum(trigger.start < first for trigger in context.draft.triggers)),
        float(context.sentences.index(first) < OPENING),
        math.log(len(members)),
        float(first < above),
        sum(types[at] for at in _OF_WORDS),
        mean([trigger.modality for trigger in triggers])[MODALITIES.index("actual")],
        mean([trigger.series for trigger in triggers])[1],
    )


@cache
def _weights() -> tuple[tuple[float, ...], ...]:
    """Of each salience, the weights of ``FACTS``."""
    table = json.loads(Path(__file__).with_name("salience_weights.json").read_text(encoding="utf-8"))
    return tuple(tuple(table[name][fact] for fact in FACTS) for name in SALIENCES)


def modality(context: Context, members: Sequence[int]) -> Modality:
    """Told as actual if any clear mention is: a report may look ahead to what it then says has happened."""
    return MODALITIES[likeliest(mean([modality_told(context, context.draft.triggers[member]) for member in members]))]


def polarity(context: Context, members: Sequence[int]) -> Polarity:
    """Whether the report says that it happened."""
    return POLARITIES[likeliest(mean([polarity_told(context, context.draft.triggers[member]) for member in members]))]


def series(context: Context, members: Sequence[int]) -> bool:
    """Whether several occurrences are told as one."""
    return mean([context.draft.triggers[member].series for member in members])[1] > context.point("series", 0.5)
