"""What "since" and "began" make of a time: the day on which something was, a state that has lasted, or neither."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from dateline.assemble.context import Context
from dateline.assemble.tense import is_perfect
from dateline.normalise.time_calendar import parse_day, period_around
from dateline.normalise.time_length import stretch
from dateline.ontology.registry import FAMILIES
from dateline.schema.reading import Time
from dateline.schema.span import Span

LASTING: Final = frozenset(
    "armed-clash crackdown deployment sanction territory-change protest riot abduction arrest trial".split()
)
"""Types of event that can last: a curfew, a war, a siege, a strike, captivity. A shot or an accusation cannot."""
_SINCE: Final = re.compile(r"\bsince\s+(?:the\s+)?$", re.IGNORECASE)
_WHEN: Final = re.compile(r",?\s+when\s", re.IGNORECASE)
_OWNED: Final = re.compile(r"['’]s?\s+(?:[\w-]+\s+){0,2}$", re.IGNORECASE)
_DIRECTLY: Final = re.compile(r"\s*(?:[\w-]+\s)?")
_REACH: Final = 12
_CLAUSE: Final = re.compile(r"\bsince(?=(?:\s+[\w’'-]+){1,14}\s+$)", re.IGNORECASE)
"""Before the time of a clause: "since the war began in" 1997."""
_BEGAN: Final = re.compile(
    r"\b(?:began|begun|started|launched)\s+(?:(?:around|at|early|evening|in|late|mid|morning|night|of|on|the)[\s-]+)*$",
    re.IGNORECASE,
)
_BEEN: Final = re.compile(r"\bbeen\s+$", re.IGNORECASE)
_ING: Final = re.compile(r"\w+ing\b", re.IGNORECASE)
_CLAUSE_REACH: Final = 90
_OF: Final = re.compile(r"\s+of\s+(?:[\w’'-]+\s+){0,2}", re.IGNORECASE)
_LENGTH: Final = re.compile(r"P(\d+)([DWMY])")
_UNIT_OF: Final = {"D": "day", "W": "week", "M": "month", "Y": "year"}
_VAGUE: Final = re.compile(
    r"\b(?:about|almost|around|at|during|first|in|last|less|more|nearly|over|than|under|up|within)\b", re.IGNORECASE
)
"""In a length or right before it: it is not all of what lasted, or not known to the day."""
_UNITS: Final = frozenset({"day", "week", "month", "year", "decade"})


def since_told(context: Context, time: Time, members: Sequence[int], event_type: str, *, series: bool) -> Time | None:
    """A time after "since" as it dates an event; other times as they are.

    "Since 2003, when troops invaded" and "since last week's clashes" tell when the event was, and no more of "since".
    A series, what can last and what has "been going on" has gone on since then. None for what else stands beside it:
    in "the worst attack since May" no attack was in May, nor has one lasted (of six such times in the corpus' training
    part none was right).
    """
    text, span = context.text, time.evidence[0]
    sentence = context.sentences.index(span.start)
    starts = [context.draft.triggers[member].start for member in members]
    beside = [at for at in starts if context.sentences.index(at) == sentence]
    if time.start is None and (event_type in LASTING or (series and event_type not in FAMILIES["words"])):
        return _lasted(context, time, starts)
    if not time.open or not _SINCE.search(text, max(0, span.start - _REACH), span.start):
        goes_on = _goes_on(context, span, beside, series=series, lasting=event_type in LASTING)
        return _until_now(context, time) if goes_on else time
    later = bool(beside) and min(beside) >= span.end
    if later and (_WHEN.match(text, span.end) or any(_OWNED.fullmatch(text, span.end, at) for at in beside)):
        return _begun(time)
    directly = later and any(_DIRECTLY.fullmatch(text, span.end, at) for at in beside)
    if series or event_type in LASTING or directly or any(_has_gone_on(text, at) for at in beside):
        return time
    return None


def _has_gone_on(text: str, trigger: int) -> bool:
    """Whether a verb tells that something has gone on: "had been negotiating"."""
    return _BEEN.search(text, max(0, trigger - _REACH), trigger) is not None and _ING.match(text, trigger) is not None


def _goes_on(context: Context, span: Span, triggers: Sequence[int], *, series: bool, lasting: bool) -> bool:
    """Whether an event has gone on since a time that no "since" stands right before.

    What is told before a clause has since its time ("7,000 killed since the war began in May"), and so have several
    that began then ("the strikes began on Monday").
    """
    text, begins = context.text, max(0, span.start - _CLAUSE_REACH)
    clause = _CLAUSE.search(text, begins, span.start)
    if clause is not None and triggers and max(triggers) < clause.start():
        return series or lasting or all(is_perfect(text, at) for at in triggers)
    if not (series or (lasting and clause is not None)):
        return False
    began = _BEGAN.search(text, begins, span.start)
    return began is not None and any(at < began.start() for at in triggers)


def _lasted(context: Context, time: Time, triggers: Sequence[int]) -> Time:
    """A length of time that an event has filled up to publication: "after a week of clashes"."""
    text, span, today = context.text, time.evidence[0], parse_day(context.report.published)
    told = _LENGTH.fullmatch(time.value or "")
    if told is None or today is None or not any(_OF.fullmatch(text, span.end, at) for at in triggers):
        return time
    if _VAGUE.search(text, max(0, span.start - _REACH), span.end):
        return time
    days = stretch(today, _UNIT_OF[told[2]], int(told[1]), -1)
    if days is None:
        return time
    return time.model_copy(
        update={"start": days.first.isoformat(), "end": days.last.isoformat(), "open": True,
                "granularity": _UNIT_OF[told[2]], "anchor": "published", "how": "length that has run up to publication"}
    )  # fmt: skip


def _until_now(context: Context, time: Time) -> Time:
    """From the first day of a time to publication, open; where there is none, the time as it is."""
    published = (context.report.published or "")[:10]
    if time.open or time.start is None or not time.start[:10] < published:
        return time
    return time.model_copy(
        update={"end": published, "open": True, "how": f"{time.how}; open to publication, as it began then"}
    )


def _begun(time: Time) -> Time:
    """The day, week, month or year itself that an open time runs from."""
    start = parse_day(time.start)
    whole = None if start is None or time.granularity not in _UNITS else period_around(start, time.granularity)
    if whole is None:
        return time
    return time.model_copy(update={"end": whole.days.last.isoformat(), "open": False})
