"""The corrections that make one state of an event, in one field, what another state has."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from dateline.review.corrections import (
    SetConfidence,
    SetFiller,
    SetModality,
    SetPlace,
    SetPolarity,
    SetSalience,
    SetSeries,
    SetTime,
    SetToll,
    SetTrigger,
    SetType,
    same_filler,
)
from dateline.review.fields import ROLES, TOLLS
from dateline.review.of_events import AnyCorrection
from dateline.schema.reading import Event, Role

_LABELS: Final[Mapping[str, Callable[..., AnyCorrection]]] = {
    "type": SetType, "salience": SetSalience, "modality": SetModality, "polarity": SetPolarity, "series": SetSeries,
}  # fmt: skip


def corrections(now: Event, wanted: Event, field: str) -> tuple[AnyCorrection, ...]:
    """What sets a field of ``now`` as it is in ``wanted``; of fillers, those that differ."""
    stated = any(mark.field == field and mark.how == "stated" for mark in wanted.decided)
    if field in _LABELS:
        value = getattr(wanted, field)
        return (_LABELS[field](value=value, evidence=(wanted.trigger,)),)
    if field == "trigger":
        return (SetTrigger(value=wanted.trigger, mentions=wanted.mentions),)
    if field == "time":
        return (SetTime(value=wanted.time, stated=stated),)
    if field == "place":
        return (SetPlace(value=wanted.place, more=wanted.more_places, stated=stated),)
    if field in TOLLS:
        return (SetToll.model_validate({"toll": field, "value": getattr(wanted.casualties, field), "stated": stated}),)
    if field == "confidence":
        return tuple(
            SetConfidence(actor=each.evidence, value=each.confidence, evidence=each.evidence)
            for each in wanted.arguments
            if each.role == "actor" and each.confidence
            and any(same_filler(other, "actor", each.evidence) for other in now.arguments)
        )  # fmt: skip
    return tuple(each for role in ROLES if role == field for each in _fillers(now, wanted, role, stated))


def _fillers(now: Event, wanted: Event, role: Role, stated: bool) -> Iterator[SetFiller]:
    for each in now.arguments:
        if each.role == role and not any(same_filler(other, role, each.evidence) for other in wanted.arguments):
            yield SetFiller(role=role, replaces=each.evidence)
    for each in wanted.arguments:
        if each.role == role and each not in now.arguments:
            yield SetFiller(role=role, value=each, stated=stated)
