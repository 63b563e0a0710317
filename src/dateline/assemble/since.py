"""What "since" makes of a time: the day on which something was, a state that has lasted, or neither."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from dateline.assemble.context import Context
from dateline.normalise.time_calendar import parse_day, period_around
from dateline.schema.reading import Time

LASTING: Final = frozenset(
    "armed-clash crackdown deployment sanction territory-change protest riot abduction arrest trial".split()
)
"""Types of event that can last: a curfew, a war, a siege, a strike, captivity. A shot or an accusation cannot."""
_SINCE: Final = re.compile(r"\bsince\s+(?:the\s+)?$", re.IGNORECASE)
_WHEN: Final = re.compile(r",?\s+when\s", re.IGNORECASE)
_OWNED: Final = re.compile(r"['’]s?\s+(?:[\w-]+\s+){0,2}$")
_DIRECTLY: Final = re.compile(r"\s*(?:[\w-]+\s)?")
_REACH: Final = 12
_UNITS: Final = frozenset({"day", "week", "month", "year", "decade"})


def since_told(context: Context, time: Time, members: Sequence[int], event_type: str, *, series: bool) -> Time | None:
    """A time after "since" as it dates an event; other times as they are.

    "Since 2003, when troops invaded" and "since last week's clashes" tell when the event was, and no more of "since".
    A series and what can last have gone on since then. None for what else stands beside it: in "the worst attack since
    May" no attack was in May, nor has one lasted (of six such times in the corpus' training part none was right).
    """
    text, span = context.text, time.evidence[0]
    if not time.open or not _SINCE.search(text, max(0, span.start - _REACH), span.start):
        return time
    sentence = context.sentences.index(span.start)
    starts = [context.draft.triggers[member].start for member in members]
    beside = [at for at in starts if context.sentences.index(at) == sentence]
    later = bool(beside) and min(beside) >= span.end
    if later and (_WHEN.match(text, span.end) or any(_OWNED.fullmatch(text, span.end, at) for at in beside)):
        return _begun(time)
    if series or event_type in LASTING or (later and any(_DIRECTLY.fullmatch(text, span.end, at) for at in beside)):
        return time
    return None


def _begun(time: Time) -> Time:
    """The day, week, month or year itself that an open time runs from."""
    start = parse_day(time.start)
    whole = None if start is None or time.granularity not in _UNITS else period_around(start, time.granularity)
    if whole is None:
        return time
    return time.model_copy(update={"end": whole.days.last.isoformat(), "open": False})
