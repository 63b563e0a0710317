"""Main event, related, or background; and whether it happened, will, might, or did not."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final, get_args

from dateline.assemble.context import Context
from dateline.assemble.pooling import likeliest, mean
from dateline.schema.reading import Modality, Polarity, Salience

SALIENCES: Final[tuple[Salience, ...]] = get_args(Salience)
MODALITIES: Final[tuple[Modality, ...]] = get_args(Modality)
POLARITIES: Final[tuple[Polarity, ...]] = get_args(Polarity)


def salience(context: Context, members: Sequence[int]) -> Salience:
    """The salience of an event: the model's probabilities, moved by where and how often the report tells of it.

    A headline names what the report is about; what is told again and again is seldom background.
    """
    triggers = [context.draft.triggers[member] for member in members]
    scores = [math.log(max(share, 1e-4)) for share in mean([trigger.salience for trigger in triggers])]
    headline = context.report.headline
    if headline and any(trigger.start < len(headline) for trigger in triggers) and context.text.startswith(headline):
        scores[0] += context.point("salience.headline", 1.5)
    scores[0] += context.point("salience.mention", 0.15) * min(len(members) - 1, 4)
    return SALIENCES[likeliest(scores)]


def modality(context: Context, members: Sequence[int]) -> Modality:
    """Told as actual if any clear mention is: a report may look ahead to what it then says has happened."""
    return MODALITIES[likeliest(mean([context.draft.triggers[member].modality for member in members]))]


def polarity(context: Context, members: Sequence[int]) -> Polarity:
    """Whether the report says that it happened."""
    return POLARITIES[likeliest(mean([context.draft.triggers[member].polarity for member in members]))]


def series(context: Context, members: Sequence[int]) -> bool:
    """Whether several occurrences are told as one."""
    return mean([context.draft.triggers[member].series for member in members])[1] > context.point("series", 0.5)
