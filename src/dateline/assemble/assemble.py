"""From a draft and its normalised values to the events, attributions and figures of a reading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from dateline.assemble.arguments import arguments, calibrated
from dateline.assemble.attribution import attributions
from dateline.assemble.casualties import attributed, casualties
from dateline.assemble.codes import coded
from dateline.assemble.confidence import with_confidence
from dateline.assemble.context import Context
from dateline.assemble.coreference import clusters, type_of
from dateline.assemble.figures import figures
from dateline.assemble.happening import Happening
from dateline.assemble.links import lent_times, links
from dateline.assemble.salience import modality, polarity, salience, series
from dateline.assemble.speakers import with_speakers
from dateline.assemble.tense import in_tense
from dateline.assemble.toll_owners import assigned
from dateline.assemble.weapons import ruled_out
from dateline.assemble.when import time_of
from dateline.assemble.where import places_of
from dateline.normalise.count_tolls import Toll
from dateline.ontology.registry import FAMILIES, TYPES
from dateline.schema.reading import Attribution, Event, Figure, Link, Time

_HARMING: Final = frozenset(FAMILIES["violence"]) - {"abduction", "sexual-violence"}
"""Deeds of which one alone harms somebody: who is abducted may be killed as well."""


class Assembled(NamedTuple):
    """What assembling makes of a report."""

    events: tuple[Event, ...]
    attributions: tuple[Attribution, ...]
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class _Group:
    """The triggers of one event, with its type and score."""

    members: tuple[int, ...]
    type: str
    score: float


def assemble(context: Context) -> Assembled:
    """Put a report's events together."""
    groups = [group for members in clusters(context) if (group := _group(context, members))]
    happenings = tuple(_happening(context, f"e{n}", group, groups) for n, group in enumerate(groups, start=1))
    own = {each.id: time_of(context, group.members, group.type) for each, group in zip(happenings, groups, strict=True)}
    lent = lent_times(context, happenings, own)
    said = attributions(context, happenings)
    happenings = with_speakers(context, with_confidence(context, happenings, said), said)
    linked = links(context, happenings, said)
    ruled = assigned(context, happenings)
    events = tuple(
        _event(
            context, group, each, happenings, lent.get(each.id) or own[each.id], said, linked[each.id], ruled[each.id]
        )
        for each, group in zip(happenings, groups, strict=True)
    )
    return Assembled(events, said, figures(context, events))


def _group(context: Context, members: Sequence[int]) -> _Group | None:
    triggers = [context.draft.triggers[member] for member in members]
    at, probability = type_of([trigger.types for trigger in triggers], ruled_out(context, members))
    score = calibrated(context, "event", max(trigger.score for trigger in triggers) * probability)
    if score < context.point("event", 0.0):
        return None
    return _Group(tuple(members), TYPES[at], score)


def _happening(context: Context, id_: str, group: _Group, groups: Sequence[_Group]) -> Happening:
    deeds = [each for each in groups if each.type in _HARMING]
    rivals = [member for each in deeds if each is not group for member in each.members] if group in deeds else ()
    triggers = [context.draft.triggers[member] for member in group.members]
    return Happening(
        id=id_,
        type=group.type,
        spans=tuple(context.span(trigger.start, trigger.end) for trigger in triggers),
        arguments=arguments(context, group.members, rivals),
        salience=salience(context, group.members),
    )


def _event(
    context: Context,
    group: _Group,
    happening: Happening,
    happenings: Sequence[Happening],
    time: Time | None,
    said: Sequence[Attribution],
    linked: tuple[Link, ...],
    ruled: Sequence[Toll],
) -> Event:
    places = places_of(context, group.members, group.type)
    toll = attributed(casualties(context, group.members, happening, ruled), said)
    at = _clearest(context, group)
    told = modality(context, group.members)
    event = Event(
        id=happening.id,
        type=group.type,
        trigger=happening.spans[at],
        mentions=tuple(span for number, span in enumerate(happening.spans) if number != at),
        salience=happening.salience,
        modality=told,
        polarity=polarity(context, group.members),
        series=series(context, group.members),
        arguments=happening.arguments,
        time=in_tense(time, told, context.report.published) if time else None,
        place=places[0] if places else None,
        more_places=places[1:],
        casualties=toll,
        attributions=tuple(each.id for each in said if happening.id in each.events),
        links=linked,
        score=group.score,
    )
    return coded(event, {each.id: each.type for each in happenings}, said)


def _clearest(context: Context, group: _Group) -> int:
    """The trigger that most clearly expresses the event: its own score times its probability of the event's type."""
    at = TYPES.index(group.type)
    clarity = [
        context.draft.triggers[member].score * context.draft.triggers[member].types[at] for member in group.members
    ]
    return max(range(len(clarity)), key=lambda number: (clarity[number], -number))
