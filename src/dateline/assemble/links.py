"""Relations among the events of one report: those that it tells outright, the likely, anniversaries; and lent times."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from dateline.assemble.attribution import UTTERED
from dateline.assemble.context import Context
from dateline.assemble.happening import Happening, utters
from dateline.assemble.relations import relations
from dateline.normalise.time_relations import Relative, anniversary, relatives
from dateline.ontology.registry import FAMILIES
from dateline.schema.reading import Attribution, Link, Time
from dateline.schema.span import Span

_REACTION_BACK: Final = re.compile(
    r"\bin (response|retaliation|reaction|revenge|return)\b(?! (for|to)\b)", re.IGNORECASE
)
_REACTION_TO: Final = re.compile(
    r"\b(in (response|retaliation|reaction|revenge) (for|to)|to avenge|retaliat\w+ (for|against)"
    r"|prompted by|sparked by|after|following|over)\b",
    re.IGNORECASE,
)
_CLAUSE_ENDS: Final = re.compile(r"[;,:]|\b(?:and|but|while|whereas|after|before)\b", re.IGNORECASE)
_PASSIVE: Final = re.compile(r"\s+(?:\w+ly\s+)?by\b", re.IGNORECASE)
REACTING: Final = frozenset(
    {"protest", "riot", "crackdown", "condemnation", "sanction", "accusation", "demand", "denial"}
)


def links(context: Context, events: Sequence[Happening], said: Sequence[Attribution]) -> dict[str, tuple[Link, ...]]:
    """The links of each event, by its id; ``said`` are the report's attributions.

    What a sentence says outright goes before what is likely.
    """
    found: dict[str, list[Link]] = {event.id: [] for event in events}
    for event in events:
        if event.type in UTTERED and (other := _about(context, event, events, said)):
            found[event.id].append(Link(type="about", event=other.id))
        elif other := _reacts_to(context, event, events):
            found[event.id].append(Link(type="reaction-to", event=other.id))
    for at, kind, to in relations(context, events):
        own, id_ = found[events[at].id], events[to].id
        if not own or (kind == "same-series" and all(link.event != id_ for link in own)):
            own.append(Link(type=kind, event=id_))
    for named, of in _anniversaries(context, events):
        found[named.id].append(Link(type="anniversary-of", event=of.id))
    return {id_: tuple(each) for id_, each in found.items()}


def _about(
    context: Context, event: Happening, events: Sequence[Happening], said: Sequence[Attribution]
) -> Happening | None:
    """The deed that a word event speaks of: the first in what it utters, else told after it in its sentence, else
    before its passive ("the killing was condemned by ...").
    """
    deeds = [other for other in events if other.type not in FAMILIES["words"]]
    uttered = [(at.start, other.id, other) for claim in said if utters(claim, event) for other in deeds
               for at in other.spans if any(at.overlaps(part) for part in claim.content)]  # fmt: skip
    if uttered:
        return min(uttered)[2]
    for span in event.spans:
        start, end = context.sentences.bounds(span.start)
        after = [(at.start, other.id, other) for other in deeds for at in other.spans if span.end <= at.start < end]
        if after:
            return min(after)[2]
        before = [
            (at.start, other.id, other) for other in deeds for at in other.spans if start <= at.start < span.start
        ]
        if before and _PASSIVE.match(context.text, span.end, end):
            return max(before)[2]
    return None


def _reacts_to(context: Context, event: Happening, events: Sequence[Happening]) -> Happening | None:
    """The event that a sentence says this one answers: told before ("in response, ..."), or after "in revenge for"."""
    for span in event.spans:
        start, end = context.sentences.bounds(span.start)
        if (clause := _reacting_clause(context.text, start, span, end)) is not None:
            before = [(at.start, other.id, other) for other in events for at in other.spans
                      if at.end <= clause and other.id != event.id]  # fmt: skip
            if before:
                return max(before)[2]
        match = _REACTION_TO.search(context.text, span.end, end)
        if match and (
            event.type in REACTING or match.group(1).lower().startswith(("in ", "to ", "retal", "prompt", "spark"))
        ):
            after = [(at.start, other.id, other) for other in events for at in other.spans
                     if match.end() <= at.start < end and other.id != event.id]  # fmt: skip
            if after:
                return min(after)[2]
    return None


def _reacting_clause(text: str, start: int, trigger: Span, end: int) -> int | None:
    """Where the clause begins that calls a deed a response to what was told before it, if one does.

    "In response" may open the sentence, or stand behind the deed in a clause of its own.
    """
    if _REACTION_BACK.search(text, start, trigger.start):
        return start
    close = _CLAUSE_ENDS.search(text, trigger.end, end)
    if _REACTION_BACK.search(text, trigger.end, close.start() if close else end) is None:
        return None
    return max((match.end() for match in _CLAUSE_ENDS.finditer(text, start, trigger.start)), default=start)


def _anniversaries(context: Context, events: Sequence[Happening]) -> list[tuple[Happening, Happening]]:
    found = []
    for each in anniversary(context.text, context.times):
        start, _ = context.sentences.bounds(each.start)
        of = _told_between(events, each.of_start, each.of_end)
        named = [event for event in events for at in event.spans if start <= at.start < each.start]
        if of and named and named[0].id != of.id:
            found.append((named[0], of))
    return found


def _told_between(events: Sequence[Happening], start: int, end: int) -> Happening | None:
    inside = [(at.start, event.id, event) for event in events for at in event.spans if start <= at.start < end]
    return min(inside)[2] if inside else None


def lent_times(context: Context, events: Sequence[Happening], own: Mapping[str, Time | None]) -> dict[str, Time]:
    """Times that events take from others: an anniversary dates what it recalls, "hours before" what it precedes.

    ``own``: each event's time from its own words. Only events without a resolved time of their own take one, but that
    an anniversary's own date never is the date of what it recalls. "Weeks after" without their number date nothing.
    """
    lent: dict[str, Time] = {}
    for each in anniversary(context.text, context.times):
        of = _told_between(events, each.of_start, each.of_end)
        if of is not None and each.day is not None:
            lent[of.id] = Time(
                evidence=(context.span(each.start, each.end),),
                type="DATE",
                value=each.day,
                start=each.day,
                end=each.day,
                granularity="day",
                anchor="document",
                how="the day of the anniversary, as many years before",
            )
    for relative in relatives(context.text, context.times):
        if not relative.vague:
            lent |= _relative_time(context, events, own, relative)
    return lent


def _relative_time(
    context: Context, events: Sequence[Happening], own: Mapping[str, Time | None], relative: Relative
) -> dict[str, Time]:
    """A comes so long before or after B: whichever is undated takes its day from the other."""
    start, end = context.sentences.bounds(relative.start)
    first = [(at.end, event.id, event) for event in events for at in event.spans if start <= at.start < relative.start]
    second = _told_between(events, relative.follows, end)
    if not first or second is None:
        return {}
    event = max(first)[2]
    if event.id == second.id:
        return {}
    forward = 1 if relative.direction == "before" else -1
    span = context.span(relative.start, relative.end)
    if _dated(own.get(event.id)) and not _dated(own.get(second.id)):
        return _moved(second.id, own[event.id], event.id, relative, forward, span)
    if _dated(own.get(second.id)) and not _dated(own.get(event.id)):
        return _moved(event.id, own[second.id], second.id, relative, -forward, span)
    return {}


def _dated(time: Time | None) -> bool:
    return time is not None and time.start is not None and time.granularity in {"minute", "hour", "part-of-day", "day"}


def _moved(id_: str, known: Time | None, from_: str, relative: Relative, direction: int, span: Span) -> dict[str, Time]:
    if known is None or known.start is None or known.end is None:
        return {}
    days = sorted((direction * relative.low, direction * relative.high))
    try:
        start = date.fromisoformat(known.start[:10]) + timedelta(days=days[0])
        end = date.fromisoformat(known.end[:10]) + timedelta(days=days[1])
    except OverflowError:
        return {}
    word = "after" if direction > 0 else "before"
    time = Time(
        evidence=(span,),
        type="DATE",
        value=start.isoformat() if start == end else None,
        start=start.isoformat(),
        end=end.isoformat(),
        granularity="day",
        anchor=f"event:{from_}",
        how=f"so long {word} the event of {known.start[:10]}",
    )
    return {id_: time}
