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

_WEEKDAY_BEFORE = re.compile(rf"\b({WEEKDAY}),?(?:\s+the)?\s+$", re.IGNORECASE)

NO_PUBLICATION = "no publication date"
"""Ends the account (``how``) of an expression that a day of publication would resolve."""

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
    """The narrative so far: the last day, period, quarter and explicit year that it named; where two of them stood."""

    day: date | None = None
    day_at: int = -1
    period: Days | None = None
    quarter: Days | None = None
    year: int | None = None
    year_at: int = -1


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
