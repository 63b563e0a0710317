"""What a time expression means, and what its reading may lean on: publication, the narrative so far, its sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, NamedTuple

from dateline.normalise import time_calendar as cal
from dateline.normalise.time_calendar import Days, Period
from dateline.normalise.time_deed import happened, of_a_deed
from dateline.normalise.time_outlook import (
    Outlook,
    is_term,
    looks_ahead,
    outlook,
    sentence_after,
    sentence_before,
)
from dateline.normalise.time_words import WEEKDAY, weekday_of
from dateline.schema.reading import Granularity, TimeType

_OPENS = re.compile(
    r"\W*(?:(?:and|but|then|back|later|early|late|mid|in|on|by|at|the|end|start|beginning|of|around|about)[\s-]+)*",
    re.IGNORECASE,
)
"""What may stand before the time with which a sentence opens."""
_FRAME_REACH = 400
"""Characters after a year within which it may frame the dates of its paragraph."""
_PAIRED = re.compile(
    r"(?!\d{4})[^,;:]{3,20}?,?\s\d{4},?\s+(?:and|but|before|then)\b"
    r"(?:(?!\b(?:sa(?:id|ys)|told|that|wh\w+)\b)[^.;:,]){0,60}"
    r"\b(?:in|on|by)\s+(?:(?:early|late|mid|the)[\s-]+)*",
    re.IGNORECASE,
)
"""A month or day of a told year, and what follows it up to a date that lacks its year."""
_COMPARED = re.compile(
    r"\b(?:compared\s+(?:with|to)|than|against|versus"
    r"|(?:rose|fell|grew|jumped|climbed|dropped|gained|declined|slid|up|down|increased?|decreased?)\b.{0,80}\bfrom)\b",
    re.IGNORECASE | re.DOTALL,
)
_WEEKDAY_BEFORE = re.compile(rf"\b({WEEKDAY}),?(?:\s+the)?\s+$", re.IGNORECASE)

NO_PUBLICATION = "no publication date"
"""Ends the account (``how``) of an expression that a day of publication would resolve."""
NAMED_DAY = "a named day"
"""In the account of a day that is counted from another one: "two days before Tuesday"."""

Kind = Literal[
    "day", "weekday", "week", "month", "quarter", "season", "year", "decade", "part", "clock", "duration", "set",
    "reference", "range", "anniversary",
]  # fmt: skip


class Partial(NamedTuple):
    """A date that lacks its year. ``code`` is a season's TIMEX3 code, ``Q1`` to ``Q4`` or ``H1`` and ``H2``.

    ``part`` and ``nth`` are those of ``calendar.part_of_month``: the second Tuesday, the last week of a month.
    """

    month: int | None = None
    day: int | None = None
    code: str | None = None
    part: str | None = None
    nth: int = 0


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


class Found(NamedTuple):
    """An expression of the text: ``text[start:end]`` and what it means."""

    start: int
    end: int
    meaning: Meaning


class State(NamedTuple):
    """The narrative so far: the last day, period, quarter, stretch and explicit year that it named; where two stood.

    ``year_opens``: whether the year opened its sentence ("In 1995 the war ended"), and no time of the report's own was
    told since.
    """

    day: date | None = None
    day_at: int = -1
    period: Days | None = None
    quarter: Days | None = None
    stretch: Meaning | None = None
    year: int | None = None
    year_at: int = -1
    year_opens: bool = False


@dataclass(frozen=True, slots=True)
class Context:
    """Where an expression stands: ``text[start:end]``, the publication day and the narrative before it.

    ``lead`` is where the longer expression begins that it may end ("shortly before midnight on Saturday"): the words
    between tell nothing of where the sentence looks. ``side`` is where the text looks, where that is known beforehand.
    """

    text: str
    start: int
    end: int
    published: date | None
    state: State
    lead: int | None = None
    side: Outlook | None = None

    @property
    def near_day(self) -> date | None:
        """The day that the paragraph told at most 300 characters before the expression."""
        told = self.state.day_at
        if self.state.day is None or self.start - told > 300 or self.text.find("\n\n", told, self.start) >= 0:
            return None
        return self.state.day

    @property
    def told_year(self) -> int | None:
        """The last explicit year before the expression in its paragraph."""
        if self.state.year is None or self.text.find("\n\n", self.state.year_at, self.start) >= 0:
            return None
        return self.state.year

    @property
    def opens(self) -> bool:
        """Whether the expression opens its sentence: "In November", "Early in"."""
        return _OPENS.fullmatch(self.before) is not None

    @property
    def compared(self) -> bool:
        """Whether what is told is compared with what was at the time: "up from $2 million a year earlier"."""
        return _COMPARED.search(self.before) is not None

    @property
    def frame_year(self) -> int | None:
        """The year that opened a sentence of the paragraph, where the expression stands in it or opens a later one."""
        year, at = self.told_year, self.state.year_at
        if year is None or not self.state.year_opens or self.start - at > _FRAME_REACH:
            return None
        return year if self.opens or self._in_sentence_from(at) else None

    @property
    def paired_year(self) -> int | None:
        """The year of a date right before it in the sentence: "was held in May 2013 and released in October"."""
        year, at = self.told_year, self.state.year_at
        if year is None or self.start - at > 120 or not self._in_sentence_from(at):
            return None
        return year if _PAIRED.fullmatch(self.text, at, self.start) else None

    def _in_sentence_from(self, at: int) -> bool:
        """Whether no sentence ends between a place in the text and the expression."""
        return sentence_before(self.text[at : self.start]) == self.text[at : self.start]

    @property
    def before(self) -> str:
        """The sentence's words before the expression, or before the longer one, at most 200 characters."""
        first = self.start if self.lead is None else self.lead
        return sentence_before(self.text[max(0, first - 200) : first])

    @property
    def after(self) -> str:
        """The sentence's words after the expression, at most 120 characters."""
        return sentence_after(self.text[self.end : self.end + 120])

    @property
    def weekday(self) -> int | None:
        """The weekday told right before the expression ("Monday, Oct. 26"), Monday 0."""
        told = _WEEKDAY_BEFORE.search(self.text, max(0, self.start - 14), self.start)
        return weekday_of(told[1]) if told else None

    @property
    def outlook(self) -> Outlook | None:
        """Where the sentence looks from the expression."""
        return self.side or outlook(self.before, self.after)

    @property
    def ahead(self) -> bool:
        """Whether the sentence looks ahead where the expression stands."""
        return looks_ahead(self.before, self.after) if self.side is None else self.side == "ahead"

    @property
    def told_back(self) -> bool:
        """Whether the words before the expression tell of what has happened."""
        return (self.side or outlook(self.before, "")) == "back"

    @property
    def happened(self) -> bool:
        """Whether something is told to have happened on it."""
        return happened(self.before, self.after)

    @property
    def of_a_deed(self) -> bool:
        """Whether it is the day of a deed that the text tells as known."""
        return of_a_deed(self.before)

    @property
    def due(self) -> bool:
        """Whether the expression is told as a term."""
        return is_term(self.before, self.after)


def dated(
    period: Period | None, kind: Kind, how: str, anchor: str, *, partial: Partial | None = None
) -> Meaning | None:
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
    if partial.part is not None:
        return cal.part_of_month(year, partial.month, partial.part, partial.nth)
    if partial.day is None:
        return cal.month(year, partial.month)
    day = cal.day_of(year, partial.month, partial.day)
    return None if day is None else cal.one_day(day)


def kind_of(partial: Partial) -> Kind:
    """How a partial date joins."""
    if partial.code is not None:
        return "season" if partial.code in cal.SEASON_MONTHS else "quarter"
    weekday = partial.part is not None and partial.part.isdecimal()
    return "day" if weekday or partial.day is not None else "month"


def nearest_period(partial: Partial, day: date) -> Period | None:
    """The period of a partial date that begins nearest to a day."""
    years = (year for year in (day.year - 1, day.year, day.year + 1) if 1 <= year <= 9999)
    found = [period for year in years if (period := period_of(partial, year)) is not None]
    return min(found, key=lambda period: abs(period.days.first - day)) if found else None


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

    A weekday told before it ("Monday, Oct. 26") that fits the one nearest to publication decides for that one.

    ``step`` -1 ("last May") and 1 ("next May") ask for the one that ended before or begins after publication.
    """
    kind = kind_of(partial)
    name = _NAMES[kind]
    published = context.published
    if published is None and context.told_year is not None:
        return in_year(partial, context.told_year, f"{name} without a year: the year told before it", "document")
    if published is None:
        return undated(kind, _timeless(partial), f"{name} without a year: {NO_PUBLICATION}", partial=partial)
    if not step and (framed := _framed(partial, context, published)):
        return framed
    reach = 8 if partial.day == 29 and partial.month == 2 else 1
    found = [
        period
        for year in range(published.year - reach, published.year + reach + 1)
        if 1 <= year <= 9999 and (period := period_of(partial, year)) is not None
    ]
    if found and context.weekday is not None and partial.day is not None and not step:
        nearest = min(found, key=lambda period: abs(period.days.first - published))
        if nearest.days.first.weekday() == context.weekday:
            return dated(
                nearest, kind, f"{name} without a year: the nearest on that weekday", "published", partial=partial
            )
    later = [period for period in found if (period.days.first > published if step else period.days.last >= published)]
    past = [period for period in found if (period.days.last < published if step else period.days.first <= published)]
    if step > 0 or (step == 0 and _points_ahead(context, published, past, later)):
        chosen, which = (later[0] if later else None), "the next one on or after publication"
    else:
        chosen, which = (past[-1] if past else None), "the last one on or before publication"
    return dated(chosen, kind, f"{name} without a year: {which}", "published", partial=partial)


def _framed(partial: Partial, context: Context, published: date) -> Meaning | None:
    """A date without a year in the year that frames it: "In 1995 the war ended. In November the accord was signed"."""
    told = context.state.period
    paired = context.paired_year is not None
    year = context.frame_year
    if told is None or not (paired or year) or context.weekday is not None or context.ahead:
        return None
    if paired:
        return _next_after(partial, told, published)
    if year is None or year >= published.year:
        return None
    meaning = in_year(partial, year, f"{_NAMES[kind_of(partial)]} without a year: the year that frames it", "document")
    # What comes before the frame's own date may be of the year after.
    fits = meaning is not None and meaning.days is not None and meaning.days.last >= told.first
    return replace(meaning, partial=partial) if meaning and fits else None


def _next_after(partial: Partial, told: Days, published: date) -> Meaning | None:
    """The first such date that does not end before one told, if it is not after publication."""
    for year in (told.first.year, told.first.year + 1):
        period = period_of(partial, year) if year <= 9999 else None
        if period is not None and told.first <= period.days.last and period.days.first <= published:
            how = f"{_NAMES[kind_of(partial)]} without a year: the next after the date told before it"
            return dated(period, kind_of(partial), how, "document", partial=partial)
    return None


def _points_ahead(context: Context, published: date, past: list[Period], later: list[Period]) -> bool:
    """Whether a date without a year is the next one: the sentence looks ahead, or tells it as a term soon to come.

    A day of the next month needs nothing said of it, for who means the one eleven months ago says so, but that
    something happened on it; of the next day not even that, which may have begun where it happened. What is announced
    lies less than nine months ahead (a quarter or season: six), else the last one is nearer; a term points ahead only
    to a date that is near (four months) when the last is not.
    """
    if not past or not later:
        return not past
    away = (later[0].days.first - published).days
    near = later[0].granularity == "day" and away <= 31
    if (near or context.due) and context.happened:
        return near and away <= 1
    if near:
        return True
    if context.outlook == "ahead":
        return away <= (183 if later[0].granularity == "season" else 280)
    return context.due and away <= 120 and (published - past[-1].days.last).days > 120


def with_open_end(meaning: Meaning, published: date) -> Meaning:
    """``since`` a time: from its first day to publication, open."""
    if meaning.days is None or meaning.days.first > published:
        return meaning
    return replace(
        meaning, days=Days(meaning.days.first, published), open=True, how=f"{meaning.how}; open to publication"
    )
