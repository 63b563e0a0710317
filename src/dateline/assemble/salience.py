"""Main event, related, or background; and whether it happened, will, might, or did not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, get_args

import numpy as np

from dateline.assemble.context import Context
from dateline.schema.reading import Modality, Polarity, Salience

SALIENCES: Final[tuple[Salience, ...]] = get_args(Salience)
MODALITIES: Final[tuple[Modality, ...]] = get_args(Modality)
POLARITIES: Final[tuple[Polarity, ...]] = get_args(Polarity)


def salience(context: Context, members: Sequence[int]) -> Salience:
    """The salience of an event: the model's probabilities, moved by where and how often the report tells of it.

    A headline names what the report is about; what is told again and again is seldom background.
    """
    triggers = [context.draft.triggers[member] for member in members]
    scores = np.log(np.clip(np.mean([trigger.salience for trigger in triggers], axis=0), 1e-4, 1))
    headline = context.report.headline
    if headline and any(trigger.start < len(headline) for trigger in triggers) and context.text.startswith(headline):
        scores[0] += context.point("salience.headline", 1.5)
    scores[0] += context.point("salience.mention", 0.15) * min(len(members) - 1, 4)
    return SALIENCES[int(scores.argmax())]


def modality(context: Context, members: Sequence[int]) -> Modality:
    """Told as actual if any clear mention is: a report may look ahead to what it then says has happened."""
    rows = np.array([context.draft.triggers[member].modality for member in members])
    return MODALITIES[int(rows.mean(0).argmax())]


def polarity(context: Context, members: Sequence[int]) -> Polarity:
    """Whether the report says that it happened."""
    rows = np.array([context.draft.triggers[member].polarity for member in members])
    return POLARITIES[int(rows.mean(0).argmax())]


def series(context: Context, members: Sequence[int]) -> bool:
    """Whether several occurrences are told as one."""
    rows = np.array([context.draft.triggers[member].series for member in members])
    return bool(rows.mean(0)[1] > context.point("series", 0.5))
