"""What a time expression means, and what its reading may lean on: publication, the narrative so far, its sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, NamedTuple

from dateline.normalise import time_calendar as cal
from dateline.normalise.time_calendar import Days, Period
from dateline.schema.reading import Granularity, TimeType

Kind = Literal[
    "day", "weekday", "week", "month", "quarter", "season", "year", "decade", "part", "clock", "duration", "set",
    "reference", "range", "anniversary",
]  # fmt: skip


class Partial(NamedTuple):
    """A date that lacks its year. ``code`` is a season's TIMEX3 code, ``Q1`` to ``Q4`` or ``H1`` and ``H2``."""

    month: int | None = None
    day: int | None = None
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Meaning:
    """The reading of one expression. ``kind`` says how it joins with its neighbours; ``clock`` (and ``last_clock`` of a
    range) is ``HH:MM``, ``offset`` a told zone's ``+00:00``, ``partial`` what a year beside it would complete.
    """

    kind: Kind
    type: TimeType
    value: str | None
    days: Days | None
    granularity: Granularity
    how: str
    anchor: str | None = None
    open: bool = False
    clock: str | None = None
    last_clock: str | None = None
    offset: str = ""
    partial: Partial | None = None


class State(NamedTuple):
    """The narrative so far: the last day, period, quarter and year that the text named, and where the day stood."""

    day: date | None = None
    day_at: int = -1
    period: Days | None = None
    quarter: Days | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """Where an expression stands: ``text[start:end]``, the publication day and the narrative before it."""

    text: str
    start: int
    end: int
    published: date | None
    state: State

    @property
    def before(self) -> str:
        """The sentence's words before the expression, at most 200 characters."""
        left = self.text[max(0, self.start - 200) : self.start]
        return left[_sentence_start(left) :]

    @property
    def after(self) -> str:
        """The sentence's words after the expression, at most 120 characters."""
        right = self.text[self.end : self.end + 120]
        end = _SENTENCE_END.search(right)
        return right[: end.start()] if end else right

    @property
    def outlook(self) -> Literal["ahead", "back"] | None:
        """Where the sentence looks from the expression: the nearest verb or cue before it decides.

        Where none stands before it ("On Monday the court will rule"), the first one after it does. "Wednesday's
        ruling" looks back unless the thing itself is announced ("Wednesday's planned vote").
        """
        after = self.after
        if _POSSESSIVE.match(after):
            return "ahead" if _ANNOUNCED.match(after) else "back"
        nearest = None
        for nearest in _CUE.finditer(self.before):
            pass
        cue = nearest or _CUE.search(after)
        if cue is None:
            return None
        return "ahead" if cue.lastgroup == "ahead" else "back"

    @property
    def ahead(self) -> bool:
        """Whether the sentence looks ahead where the expression stands."""
        return _SOON.search(self.before) is not None or self.outlook == "ahead"

    @property
    def due(self) -> bool:
        """Whether the expression is told as a term: ``by``, ``until``, ``effective``, ``payable`` it."""
        return _DUE.search(self.before) is not None or _DEADLINE.match(self.after) is not None


_SENTENCE_END = re.compile(r"[.!?][\"'”’)]*\s+(?=[\"'“‘(]?[A-Z])|\n\s*\n")
_ABBREVIATED = re.compile(r"(?:\b[A-Z]|\b(?:Mr|Mrs|Dr|Gen|Col|Lt|Sgt|Maj|Rep|Sen|Gov|St|No|Jan|Feb|Aug|Sept?|Oct|Nov|Dec|[ap]\.?m))$")
_CUE = re.compile(
    r"\b(?:(?P<ahead>will|shall|won't|would|should|must|plans?|planned|planning|scheduled|schedule|due|expected|expects?"
    r"|set(?= to| for)|going to|to be|next(?! to\b)|upcoming|until|till|by(?= (?:next|the end))|prepar(?:e|es|ing)"
    r"|intends?|intended|hopes?|coming|begins|starts|opens|meets|faces|expires?|payable|reconvenes?|postponed|delayed|redeem"
    r"|is(?= to)|are(?= to)|meet|awaits?|vows?|deadline|call(?:ed|s|ing) (?:for|a)|ahead of|before)"
    r"|(?P<back>(?<!\bbe\s)(?:(?!united|hundred|armed|unarmed|need|indeed|speed|allied|proposed|succeed|proceed|exceed)\w{2,}ed|was|were|had|has|have|been|did|said"
    r"|says|told|took|came|went|held|met|left|began|shot|hit|struck|found|made|got|gave|saw|became|broke|brought|fell|fled"
    r"|fought|led|lost|ran|sent|set|spoke|stood|won|wrote|put|cut|rose|grew|beat|blew|burnt|drove|flew|threw|kept|built"
    r"|bought|paid)|since|after)\b|'ll\b",
    re.IGNORECASE,
)
_POSSESSIVE = re.compile(r"['’]s\b")
_ANNOUNCED = re.compile(r"['’]s\s+(?:\w+\s+){0,2}(?:planned|scheduled|expected|upcoming|proposed|deadline)", re.IGNORECASE)
_SOON = re.compile(r"\b(?:as (?:soon|early) as|no later than|between now and|from now (?:to|until)|come)\s+(?:on\s+)?$", re.IGNORECASE)
_DUE = re.compile(
    r"\b(?:by|until|till|through|effective|payable|of record|as (?:soon|early) as|between now and|extended to|deadline of"
    r"|expires?(?: on)?|date is)\s+(?:(?:about|around|the|early|mid|late|on)[\s-]+)*$",
    re.IGNORECASE,
)
_DEADLINE = re.compile(r"\s+(?:(?:as the|\w+)\s+)?(?:deadline|return date|hearing|vote|election|summit)\b", re.IGNORECASE)


def _sentence_start(left: str) -> int:
    """Where the last sentence of ``left`` begins. An initial or a title's full stop ends no sentence."""
    start = 0
    for found in _SENTENCE_END.finditer(left + "A"):
        if not (found[0][0] == "." and _ABBREVIATED.search(left[: found.start()])):
            start = found.end()
    return start


def dated(period: Period | None, kind: Kind, how: str, anchor: str, *, partial: Partial | None = None) -> Meaning | None:
    """The meaning of a calendar period; None where there is no such period."""
    if period is None:
        return None
    return Meaning(kind, "DATE", period.value, period.days, period.granularity, how, anchor, partial=partial)


def undated(kind: Kind, value: str | None, how: str, *, partial: Partial | None = None) -> Meaning:
    """A date that the text and the publication day do not tell."""
    return Meaning(kind, "DATE", value, None, "unknown", how, partial=partial)


def reference(value: str) -> Meaning:
    """PRESENT_REF, PAST_REF or FUTURE_REF."""
    return Meaning("reference", "DATE", value, None, "unknown", "no calendar value")


def period_of(partial: Partial, year: int) -> Period | None:
    """The period that a year makes of a partial date."""
    if partial.code is not None:
        if partial.code[0] == "Q":
            return cal.quarter(year, int(partial.code[1]))
        return cal.half(year, int(partial.code[1])) if partial.code[0] == "H" else cal.season(year, partial.code)
    if partial.month is None:
        return None
    if partial.day is None:
        return cal.month(year, partial.month)
    day = cal.day_of(year, partial.month, partial.day)
    return None if day is None else cal.one_day(day)


def kind_of(partial: Partial) -> Kind:
    """How a partial date joins."""
    if partial.code is not None:
        return "season" if partial.code in cal.SEASON_MONTHS else "quarter"
    return "month" if partial.day is None else "day"


_NAMES = {"day": "month and day", "month": "month", "quarter": "quarter", "season": "season"}


def _timeless(partial: Partial) -> str:
    if partial.code is not None:
        return f"XXXX-{partial.code}"
    return f"XXXX-{partial.month:02}" + ("" if partial.day is None else f"-{partial.day:02}")


def in_year(partial: Partial, year: int, how: str, anchor: str = "explicit") -> Meaning | None:
    """A partial date in a told year."""
    return dated(period_of(partial, year), kind_of(partial), how, anchor)


def without_year(partial: Partial, context: Context, *, step: int = 0) -> Meaning | None:
    """A date without a year: the last on or before publication, or the next where the sentence looks ahead.

    ``step`` -1 ("last May") and 1 ("next May") ask for the one that ended before or begins after publication.
    """
    kind = kind_of(partial)
    name = _NAMES[kind]
    published = context.published
    if published is None:
        return undated(kind, _timeless(partial), f"{name} without a year: no publication date", partial=partial)
    reach = 8 if partial.day == 29 and partial.month == 2 else 1
    found = [
        period
        for year in range(published.year - reach, published.year + reach + 1)
        if 1 <= year <= 9999 and (period := period_of(partial, year)) is not None
    ]
    later = [period for period in found if (period.days.first > published if step else period.days.last >= published)]
    past = [period for period in found if (period.days.last < published if step else period.days.first <= published)]
    if step > 0 or (step == 0 and _points_ahead(context, published, past, later)):
        chosen, which = (later[0] if later else None), "the next one on or after publication"
    else:
        chosen, which = (past[-1] if past else None), "the last one on or before publication"
    return dated(chosen, kind, f"{name} without a year: {which}", "published", partial=partial)


def _points_ahead(context: Context, published: date, past: list[Period], later: list[Period]) -> bool:
    """Whether a date without a year is the next one: the sentence looks ahead, or tells it as a term soon to come.

    What is announced lies less than nine months ahead (a quarter or season: six), else the last one is nearer; a
    term, or a date without a verb to tell, points ahead only to one that is near (four months) when the last is not.
    """
    if not past or not later:
        return not past
    away = (later[0].days.first - published).days
    if context.outlook == "ahead":
        return away <= (183 if later[0].granularity == "season" else 280)
    soon = away <= 120 and (published - past[-1].days.last).days > 120
    return soon and (context.due or context.outlook is None)


def with_open_end(meaning: Meaning, published: date) -> Meaning:
    """``since`` a time: from its first day to publication, open."""
    if meaning.days is None or meaning.days.first > published:
        return meaning
    return replace(meaning, days=Days(meaning.days.first, published), open=True, how=f"{meaning.how}; open to publication")
