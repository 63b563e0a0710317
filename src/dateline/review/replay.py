"""The log of decisions over what the machine made: what people decided holds for every new reading.

Decisions are applied in the order of their numbers, those that were taken back left out. A decision about a corrected
text is moved to where its words stand now. What cannot be applied is stale, and a person's to look at.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dateline.review.actions import Made
from dateline.review.base import EventAction, Undo
from dateline.review.moving import Move
from dateline.review.of_incidents import GroupAction, Groups
from dateline.review.sheet import Sheet, Stale


@dataclass(frozen=True)
class Entry:
    """A decision, and how words of the text that it is about move to the text that it is applied to."""

    made: Made
    move: Move


@dataclass(frozen=True)
class Replayed:
    """A sheet with what was decided. ``applied`` are the numbers of the decisions that hold, by the event's lasting id;
    ``stale`` the reasons of those that do not, by their numbers."""

    sheet: Sheet
    applied: Mapping[int, tuple[int, ...]]
    stale: Mapping[int, str]


@dataclass(frozen=True)
class Regrouped:
    """Groups with what was decided; ``stale`` as in ``Replayed``."""

    groups: Groups
    stale: Mapping[int, str]


def taken_back(log: Iterable[Made]) -> set[int]:
    """The numbers of the decisions that were taken back; an undoing that was taken back itself counts for nothing."""
    gone: set[int] = set()
    for each in sorted(log, key=lambda one: -one.number):
        if isinstance(each.action, Undo) and each.number not in gone:
            gone.add(each.action.decision)
    return gone


def standing(log: Iterable[Made]) -> tuple[Made, ...]:
    """The decisions that were not taken back, in order, without the undoings."""
    ordered = sorted(log, key=lambda each: each.number)
    gone = taken_back(ordered)
    return tuple(each for each in ordered if each.number not in gone and not isinstance(each.action, Undo))


def replay(sheet: Sheet, log: Sequence[Entry]) -> Replayed:
    """The machine's sheet with all decisions on events that hold, whatever order the log is given in."""
    moves = {each.made.number: each.move for each in log}
    applied: dict[int, tuple[int, ...]] = {}
    stale: dict[int, str] = {}
    for made in standing(each.made for each in log):
        found = _applied(sheet, made, moves[made.number])
        if isinstance(found, Stale):
            stale[made.number] = found.reason
            continue
        sheet = found
        if made.event is not None:
            applied[made.event] = (*applied.get(made.event, ()), made.number)
    return Replayed(sheet, applied, stale)


def regroup(groups: Groups, log: Iterable[Made]) -> Regrouped:
    """The machine's groups with all decisions on incidents and copies that hold."""
    stale: dict[int, str] = {}
    for made in standing(log):
        if not isinstance(made.action, GroupAction):
            continue
        found = made.action.regroup(groups, made)
        if isinstance(found, Stale):
            stale[made.number] = found.reason
        else:
            groups = found
    return Regrouped(groups, stale)


def _applied(sheet: Sheet, made: Made, move: Move) -> Sheet | Stale:
    if not isinstance(made.action, EventAction):
        return Stale("it is about no event")
    here = made.action.moved(move, sheet.reading.report.text)
    return here.apply(sheet, made) if isinstance(here, EventAction) else here
