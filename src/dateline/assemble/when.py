"""When an event was: chosen among the values of its time arguments."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from dateline.assemble.arguments import Candidate, candidates
from dateline.assemble.belonging import is_anothers, is_claimed, is_spoken_of, named_by
from dateline.assemble.context import Context
from dateline.assemble.salience import modality, salience, series
from dateline.assemble.since import since_told
from dateline.assemble.tense import COUNTED, in_tense, is_perfect
from dateline.normalise.time import retold
from dateline.normalise.time_meaning import NAMED_DAY, NO_PUBLICATION
from dateline.normalise.time_outlook import Outlook
from dateline.ontology.registry import FAMILIES
from dateline.schema.draft import DraftArgument, Mark
from dateline.schema.reading import Salience, Time
from dateline.schema.span import Span

FINENESS: Final = {
    "minute": 1.0, "hour": 1.0, "part-of-day": 1.0, "day": 1.0, "week": 0.7, "month": 0.55,
    "season": 0.45, "year": 0.4, "decade": 0.3, "unknown": 0.2,
}  # fmt: skip
"""How much more a fine time tells than a coarse one, all else equal."""
WEEKEND: Final = 0.85
"""A weekend, whose granularity is the day, is two."""
UNRESOLVED: Final = 0.15
ANY_YEAR: Final = "XXXX"
"""How TIMEX3 begins the value of a day that recurs until a publication tells which ("XXXX-WXX-5", a Friday)."""
COMPARABLE: Final = 0.3
"""What a time needs of the support of the best supported one to be weighed against it by how much it tells."""
GOING_ON: Final = 0.3
"""What a time of a sentence before needs of a trigger's score to date an event that is related to the main one."""
_SENTENCES: Final = 2
_DAYS: Final = frozenset({"minute", "hour", "part-of-day", "day"})
_AN_END: Final = re.compile(
    r"\b(?:until|till|by)\s+(?:(?:at|on|about|around|the|early|late|mid|least|end of)[\s-]+)*$", re.IGNORECASE
)
"""What stands before a time by which something has ended: that is not when it happened."""
_FROM_NAMED: Final = re.compile(r"\b(?:before|after)\s+", re.IGNORECASE)
_OWNER: Final = re.compile(r"['’]s?\b|['’]\s")
_REACH: Final = 40
_WEEKDAY: Final = re.compile(rf"{ANY_YEAR}-WXX-(\d)")
_AND: Final = re.compile(r",?\s+and\s+(?:(?:again|early|in|late|on|the)\s+)*", re.IGNORECASE)
_GAP: Final = re.compile(r",?\s+(?:(?:late|early)\s+)?(?:on\s+)?(?:(?:late|early)\s+)?", re.IGNORECASE)


def time_of(context: Context, members: Sequence[int], event_type: str) -> Time | None:
    """The time that an event's arguments tell best; its evidence holds what agrees with it.

    A time of the event's own sentences goes before one of another, and one with far more behind it before one with
    less; only of what is left does a resolved expression outweigh one that is not, and a fine one a coarse one, most of
    all one that it lies within. None where no argument is read as a time. Most that stand beside a series tell when one
    of it was. When a deed was spoken of is not when it was, nor is when it ended.
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
        time: total * _fineness(time) * (1.0 if time.start else UNRESOLVED)
        for time, total in dating.items()
        if total >= COMPARABLE * max(dating.values())
    }
    best = max(weights, key=lambda time: (weights[time], -time.evidence[0].start))
    best = _with_next(context.text, _finest(best, weights), dating)
    agreeing = [time for time in support if time is not best and _covers(time, best)]
    evidence = tuple(sorted({*best.evidence, *(span for time in agreeing for span in time.evidence)}, key=_start))
    return best.model_copy(update={"evidence": (*best.evidence, *(s for s in evidence if s not in best.evidence))})


def _fineness(time: Time) -> float:
    return WEEKEND if (time.value or "").endswith("-WE") else FINENESS[time.granularity]


def _finest(best: Time, weights: Mapping[Time, float]) -> Time:
    """Of the times that lie within the one told best and are finer, the one with most behind it: the Saturday of "the
    weekend"."""
    finer = [time for time in weights if _covers(best, time) and _fineness(time) > _fineness(best)]
    return max(finer, key=lambda time: (weights[time], -time.evidence[0].start), default=best)


def _with_next(text: str, time: Time, others: Iterable[Time]) -> Time:
    """A time with the one that "and" joins to it, where that is the next day or month: "on Wednesday and Thursday"."""
    for other in others:
        first, last = sorted((time, other), key=lambda each: each.evidence[0].start)
        if other is time or not _AND.fullmatch(text, first.evidence[0].end, last.evidence[0].start):
            continue
        if _days_apart(first.end, last.start) == 1 and first.start and last.end:
            return first.model_copy(
                update={
                    "evidence": (*first.evidence, *last.evidence), "type": "DURATION", "value": None,
                    "start": first.start[:10], "end": last.end[:10], "how": f"{first.how}; and the one after it",
                }
            )  # fmt: skip
    return time


def _days_apart(first: str | None, last: str | None) -> int | None:
    return (date.fromisoformat(last[:10]) - date.fromisoformat(first[:10])).days if first and last else None


@dataclass(frozen=True, slots=True)
class _Asked:
    """The event whose time is asked, with what bears on it."""

    context: Context
    members: Sequence[int]
    type: str
    series: bool
    ahead: bool

    @property
    def salience(self) -> Salience:
        """What the event is to the report: asked of times in other sentences alone."""
        return salience(self.context, self.members)

    @property
    def of_words(self) -> bool:
        """Whether it is one of words: an accusation, a demand."""
        return self.type in FAMILIES["words"]


def _supported(context: Context, members: Sequence[int], event_type: str) -> dict[Time, float]:
    """The times that an event's arguments tell, with what is behind each.

    Those of its own sentences where they date it, with the full date of a weekday told there; else those of all.
    """
    spans = candidates(context, members, "time")
    if not spans:
        return {}
    own: dict[Time, float] = {}
    others: dict[Time, float] = {}
    ahead = modality(context, members) == "future"
    asked = _Asked(context, members, event_type, series(context, members), ahead)
    telling = {context.sentences.index(context.draft.triggers[member].start) for member in members}
    least = context.point("series.time", 0.0) if asked.series else 0.0
    for each in spans:
        beside = context.sentences.index(each.start) in telling
        if each.best < least or (not asked.of_words and is_spoken_of(context, each, members)):
            continue
        for told in context.times_in(each.start, each.end):
            time = _dating(asked, told) if beside or _from_elsewhere(asked, each, told) else None
            if time is not None:
                kept = own if beside else others
                kept[time] = kept.get(time, 0.0) + each.total
    if not any(_dates(time) for time in own):
        return own | others
    return own | {time: total for time, total in others.items() if any(_names(time, each) for each in own)}


def _dating(asked: _Asked, told: Time) -> Time | None:
    """A time as it dates an event; None where the words around it tell that it dates none, or another."""
    context, members = asked.context, asked.members
    time = since_told(context, _named_day(asked, told), members, asked.type, series=asked.series)
    if time is None or _is_an_end(context.text, time.evidence[0]) or (asked.ahead and _is_over(context, time)):
        return None
    if not asked.of_words and _is_of_saying(context, time, members):
        return None
    another = is_anothers(context, time, members) or _is_past_of_perfect(context, time, members)
    return None if another else time


def _named_day(asked: _Asked, time: Time) -> Time:
    """Of a day counted from that of an event, that event's own: Tuesday of "two days before Tuesday's march"."""
    context, span = asked.context, time.evidence[0]
    counted = _FROM_NAMED.search(span.text) if NAMED_DAY in (time.how or "") else None
    if counted is None or not named_by(context, span) & {*asked.members}:
        return time
    side: Outlook = "ahead" if asked.ahead else "back"
    own = retold(span.text[counted.end() :], side, published=context.report.published)
    evidence = (context.span(span.start + counted.end(), span.end),)
    return time if own is None else own.model_copy(update={"evidence": evidence})


def _from_elsewhere(asked: _Asked, each: Candidate, time: Time) -> bool:
    """Whether a time may date an event that its sentence does not tell: only one that is no series, and only by a day.

    A main event it may, unless another event has more claim to it. A related one goes on where the text stands: a day
    told one or two sentences before it is its own (of 22 in the corpus' training part 15 were).
    """
    context = asked.context
    if asked.series or (time.start is not None and time.granularity not in _DAYS):
        return False
    if asked.salience == "main":
        return not is_claimed(context, each, asked.members)
    if asked.salience != "related" or each.best < GOING_ON:
        return False
    first = min(context.sentences.index(context.draft.triggers[member].start) for member in asked.members)
    return 0 < first - context.sentences.index(each.start) <= _SENTENCES


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
    if COUNTED.search(time.evidence[0].text):
        return False
    return told.end[:10] < published[:10]


def _is_past_of_perfect(context: Context, time: Time, members: Sequence[int]) -> bool:
    """Whether a time is over that stands beside an event in the present perfect: who "has accused" did so at no past
    time that a report tells ("the group, formed in 1984, has claimed 20 bombings"). Of 12 in the corpus' training part
    three were its own.
    """
    published = context.report.published
    if time.open or time.end is None or (published is not None and time.end[:10] >= published[:10]):
        return False
    sentence = context.sentences.index(time.evidence[0].start)
    starts = [context.draft.triggers[member].start for member in members]
    beside = [at for at in starts if context.sentences.index(at) == sentence]
    return bool(beside) and all(is_perfect(context.text, at) for at in beside)


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
