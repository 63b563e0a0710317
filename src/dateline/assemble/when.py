"""When an event was: chosen among the values of its time arguments."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from dateline.assemble.arguments import candidates
from dateline.assemble.context import Context
from dateline.assemble.salience import modality, salience, series
from dateline.assemble.since import since_told
from dateline.assemble.tense import in_tense
from dateline.normalise.time_meaning import NO_PUBLICATION
from dateline.ontology.registry import FAMILIES
from dateline.schema.draft import DraftArgument, Mark
from dateline.schema.reading import Time
from dateline.schema.span import Span

FINENESS: Final = {
    "minute": 1.0, "hour": 1.0, "part-of-day": 1.0, "day": 1.0, "week": 0.7, "month": 0.55,
    "season": 0.45, "year": 0.4, "decade": 0.3, "unknown": 0.2,
}  # fmt: skip
"""How much more a fine time tells than a coarse one, all else equal."""
UNRESOLVED: Final = 0.15
ANY_YEAR: Final = "XXXX"
"""How TIMEX3 begins the value of a day that recurs until a publication tells which ("XXXX-WXX-5", a Friday)."""
COMPARABLE: Final = 0.3
"""What a time needs of the support of the best supported one to be weighed against it by how much it tells."""
_AN_END: Final = re.compile(
    r"\b(?:until|till|by)\s+(?:(?:at|on|about|around|the|early|late|mid|least|end of)[\s-]+)*$", re.IGNORECASE
)
"""What stands before a time by which something has ended: that is not when it happened."""
_COUNTED: Final = re.compile(r"\b(?:before|after)\b", re.IGNORECASE)
_OWNER: Final = re.compile(r"['’]s?\b|['’]\s")
_REACH: Final = 40
_WEEKDAY: Final = re.compile(rf"{ANY_YEAR}-WXX-(\d)")
_GAP: Final = re.compile(r",?\s+(?:(?:late|early)\s+)?(?:on\s+)?(?:(?:late|early)\s+)?", re.IGNORECASE)


def time_of(context: Context, members: Sequence[int], event_type: str) -> Time | None:
    """The time that an event's arguments tell best; its evidence holds what agrees with it.

    A time of the event's own sentences goes before one of another, and one with far more behind it before one with
    less; only of what is left does a resolved expression outweigh one that is not, and a fine one a coarse one. None
    where no argument is read as a time. The day of a report's main event may stand in any sentence; of those that
    others took from sentences which do not tell of them, four in five were another event's. Most that stand beside a
    series tell when one of it was. When a deed was spoken of is not when it was, nor is when it ended.
    """
    support = _supported(context, members, event_type)
    if not support:
        return None
    dating = {
        time: total + sum(more for each, more in support.items() if _names(time, each))
        for time, total in support.items()
        if _dates(time)
    } or support
    weights = {
        time: total * FINENESS[time.granularity] * (1.0 if time.start else UNRESOLVED)
        for time, total in dating.items()
        if total >= COMPARABLE * max(dating.values())
    }
    best = max(weights, key=lambda time: (weights[time], -time.evidence[0].start))
    agreeing = [time for time in support if time is not best and _covers(time, best)]
    evidence = tuple(sorted({*best.evidence, *(span for time in agreeing for span in time.evidence)}, key=_start))
    return best.model_copy(update={"evidence": (*best.evidence, *(s for s in evidence if s not in best.evidence))})


def _supported(context: Context, members: Sequence[int], event_type: str) -> dict[Time, float]:
    """The times that an event's arguments tell, with what is behind each.

    Those of its own sentences where they date it, with the full date of a weekday told there; else those of all.
    """
    own: dict[Time, float] = {}
    others: dict[Time, float] = {}
    telling = {context.sentences.index(context.draft.triggers[member].start) for member in members}
    anywhere = salience(context, members) == "main"
    several = series(context, members)
    least = context.point("series.time", 0.0) if several else 0.0
    ahead = modality(context, members) == "future"
    for each in candidates(context, members, "time"):
        beside = context.sentences.index(each.start) in telling
        if each.best < least or not (anywhere or beside):
            continue
        for told in context.times_in(each.start, each.end):
            time = since_told(context, told, members, event_type, series=several)
            if time is None or _is_an_end(context.text, time.evidence[0]) or (ahead and _is_over(context, time)):
                continue
            if event_type not in FAMILIES["words"] and _is_of_saying(context, time, members):
                continue
            kept = own if beside else others
            kept[time] = kept.get(time, 0.0) + each.total
    if not any(_dates(time) for time in own):
        return own | others
    return own | {time: total for time, total in others.items() if any(_names(time, each) for each in own)}


def _names(full: Time, weekday: Time) -> bool:
    """Whether a full date falls on the weekday that a text without a day of publication tells: "on Friday"."""
    unresolved = weekday.start is None and weekday.type != "SET"
    told = _WEEKDAY.match(weekday.value or "") if unresolved else None
    if told is None or full.start is None or full.end is None or full.start[:10] != full.end[:10]:
        return False
    return date.fromisoformat(full.start[:10]).isoweekday() == int(told[1])


def _dates(time: Time) -> bool:
    """Whether a time tells a day or period, be it one that only a day of publication would resolve."""
    if time.start is not None:
        return True
    awaits = (time.value or "").startswith(ANY_YEAR) or (time.how or "").endswith(NO_PUBLICATION)
    return awaits and time.type != "SET"


def _is_over(context: Context, time: Time) -> bool:
    """Whether a time that a report tells from its own day lies wholly before it: nothing that is to come was then.

    A date told in full stays, for a report can be of older news, and so does what is counted from another day and what
    the event's tense moves on. Of the other six in the corpus' training part none was right.
    """
    published = context.report.published
    told = in_tense(time, "future", published)
    if told is None or told.end is None or published is None or told.anchor == "explicit":
        return False
    if _COUNTED.search(time.evidence[0].text):
        return False
    return told.end[:10] < published[:10]


def _is_an_end(text: str, span: Span) -> bool:
    """Whether a time tells by when something has ended; "killed by Monday's blast" tells none."""
    bound = _AN_END.search(text, max(0, span.start - _REACH), span.start)
    return bound is not None and not (bound[0][:1] in "bB" and _OWNER.match(text, span.end))


def _is_of_saying(context: Context, time: Time, members: Sequence[int]) -> bool:
    """Whether a time stands right beside a cue ("police said late on Friday that ...") whose content holds the triggers
    that it is an argument of."""
    span = time.evidence[0]
    holders = [
        context.draft.triggers[member]
        for member in members
        if any(_meet(each, span.start, span.end) for each in context.arguments_of[member].get("time", ()))
    ]
    for said in context.draft.attributions:
        beside = any(_next_to(context.text, cue, span) for cue in said.cue)
        if beside and not any(_meet(part, span.start, span.end) for part in said.content):
            return all(any(_meet(part, each.start, each.end) for part in said.content) for each in holders)
    return False


def _next_to(text: str, cue: Mark, span: Span) -> bool:
    """Whether a cue and a time stand side by side: at most "on", "late" or a comma parts them."""
    return bool(_GAP.fullmatch(text, cue.end, span.start) or _GAP.fullmatch(text, span.end, cue.start))


def _meet(mark: Mark | DraftArgument, start: int, end: int) -> bool:
    return mark.start < end and start < mark.end


def _covers(coarse: Time, fine: Time) -> bool:
    return bool(
        coarse.start and coarse.end and fine.start and fine.end
        and coarse.start[:10] <= fine.start[:10] and fine.end[:10] <= coarse.end[:10]
    )  # fmt: skip


def _start(span: Span) -> int:
    return span.start
