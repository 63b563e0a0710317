"""Rules for expressions that name days and months: dates, weekdays, holidays, parts of a month, ranges of days."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from dateline.normalise import time_calendar as cal
from dateline.normalise.time_meaning import (
    NO_PUBLICATION,
    Context,
    Meaning,
    Partial,
    dated,
    in_year,
    nearest_period,
    undated,
    without_year,
)
from dateline.normalise.time_rule import Rule
from dateline.normalise.time_rules_periods import THINGS, full_year, short_year
from dateline.normalise.time_words import (
    DAY_NUMBER,
    LONG_WEEKDAY,
    MONTH,
    ORDINAL_SUFFIX,
    ORDINAL_WORD,
    WEEKDAY,
    YEAR,
    YEAR_WORDS,
    S,
    either,
    month_of,
    ordinal_of,
    weekday_of,
    year_in_words,
)

_DAY = rf"{DAY_NUMBER}(?:{ORDINAL_SUFFIX})?"
_DASH = rf"(?:{S}?[-–—]{S}?|{S}(?:to|through|until){S})"
_SUCCESSIVE = either(rf"{day}{ORDINAL_SUFFIX}?{S}and{S}(?:the{S})?{day + 1}(?!\d)" for day in range(1, 31))
_BETWEEN = r"(?:(?<=\bbetween\s)|(?<=\bbetween\sthe\s))"
"""Two days joined by "and" are one stretch after it, and where one follows the other ("15 and 16 May"); else they are
two days ("3 and 30 May")."""
_OF_YEAR = rf"(?:,?{S}(?:(?P<year>{YEAR})(?![,.]?\d|-year)|(?P<words>{YEAR_WORDS})))"
_SHORT_YEAR = r"(?:\s'?(?P<short>\d\d)(?=\s*(?:[,;.)(\]–—-]|$|\n)))"
_YEAR_NOT_COUNT = (
    r"\d\d(?:[^\S\n]*(?:[;)\](–—]|-(?!\w)|$|\n\s*\n)|\.(?!\d)"
    r"|,(?!\s(?:a|all|among|an|at|both|but|including|mainly|many|most|mostly|of|one|or|some|the)\b))"
)
"""Two digits that a comma parts from the day are a year where nothing follows that they could count."""
_FULL = "full date"
_NTH = r"(?:first|second|third|fourth|fifth|1st|2nd|3rd|4th|5th|last|final)"
_HOLIDAYS: dict[str, tuple[int, int]] = {
    "new year's day": (1, 1), "new year's eve": (12, 31), "valentine's day": (2, 14), "st. patrick's day": (3, 17),
    "international women's day": (3, 8), "may day": (5, 1), "independence day": (7, 4), "fourth of july": (7, 4),
    "halloween": (10, 31), "all saints' day": (11, 1), "armistice day": (11, 11), "christmas eve": (12, 24),
    "christmas day": (12, 25), "christmas": (12, 25), "boxing day": (12, 26), "bastille day": (7, 14),
    "human rights day": (12, 10), "international workers' day": (5, 1), "anzac day": (4, 25), "epiphany": (1, 6),
}  # fmt: skip
"""Holidays that stand on one day of the calendar everywhere; the feasts that move are not read."""
_HOLIDAY = either(S.join(re.escape(word) for word in name.split()).replace("'", "['’]") for name in _HOLIDAYS)


def _dated_or_not(partial: Partial, match: re.Match[str], context: Context) -> Meaning | None:
    groups = match.groupdict()
    if groups.get("year"):
        return in_year(partial, int(groups["year"]), _FULL if partial.day else "month of a told year")
    year = year_in_words(groups["words"]) if groups.get("words") else None
    if year is not None:
        return in_year(partial, year, f"{_FULL}, year in words" if partial.day else "month of a year in words")
    if groups.get("short"):
        return in_year(partial, short_year(groups["short"], context.published), f"{_FULL}, year of two digits")
    return without_year(partial, context)


def _month_day(match: re.Match[str], context: Context) -> Meaning | None:
    partial = Partial(month_of(match["month"]), ordinal_of(match["day"]))
    return _dated_or_not(partial, match, context) or undated("day", None, "no such day in the calendar")


_FROM_END = {"last": -1, "final": -1, "latter": -1}
_LAST_OF_TWO = {"second": -1, "2nd": -1}


def _part_of_month(match: re.Match[str], context: Context) -> Meaning | None:
    """``the second Tuesday of March``, ``the last week of May 2019``, ``the first half of June``."""
    nth = _FROM_END.get(match["number"]) or ordinal_of(match["number"]) or 0
    weekday, half = (match.groupdict().get(name) for name in ("weekday", "half"))
    if half:
        nth = _LAST_OF_TWO.get(match["number"], nth)
    part = str(weekday_of(weekday)) if weekday else half or "week"
    partial = Partial(month_of(match["month"]), part=part, nth=nth)
    return _dated_or_not(partial, match, context) or undated("day", None, "no such day in the calendar")


def _weekday_of_period(match: re.Match[str], _context: Context) -> Meaning | None:
    """``the first Friday of the month``: which month is not read."""
    return undated("weekday", f"XXXX-WXX-{weekday_of(match['weekday']) + 1}", "weekday of a period that is not read")


def _month(match: re.Match[str], context: Context) -> Meaning | None:
    return _dated_or_not(Partial(month_of(match["month"])), match, context)


def _month_of_year(match: re.Match[str], context: Context) -> Meaning | None:
    """``May 2019``; ``march of 2015`` after "in". "The march of 2015" is a protest, of which only the year is told."""
    name = context.text[match.start("month") : match.end("month")]
    if name in ("march", "may") and _OF.match(context.text, match.end("month")) and not _IN.search(context.before):
        return full_year(match, context)
    return _month(match, context)


_OF = re.compile(r"\s+of\b", re.IGNORECASE)
_IN = re.compile(r"\b(?:in|since|until|till|by|from|during|between|to|early|late|mid)[\s-]+$", re.IGNORECASE)


def _iso_clock(match: re.Match[str], context: Context) -> Meaning | None:
    """``2025-05-11T10:30:00Z``, with its zone where one is told."""
    day, hour, minute = _iso(match, context), int(match["hour"]), int(match["minute"])
    if day is None or hour > 23 or minute > 59:
        return day
    clock, zone = f"{hour:02}:{minute:02}", match["zone"] or ""
    offset = "+00:00" if zone == "z" else f"{zone[:3]}:{zone[-2:]}" if zone else ""
    how = "full date and clock time, ISO 8601"
    return replace(day, kind="clock", type="TIME", value=f"{day.value}T{clock}", granularity="minute", how=how,
                   clock=clock, offset=offset, partial=None)  # fmt: skip


def _iso(match: re.Match[str], _context: Context) -> Meaning | None:
    return in_year(Partial(int(match["month"]), int(match["day"])), int(match["year"]), "full date, ISO 8601")


def _numeric(match: re.Match[str], context: Context) -> Meaning | None:
    """``13/9/2024`` can only be the 13th; ``10/09/2024`` may be September or October: it stays unresolved."""
    one, two, year = int(match["one"]), int(match["two"]), int(match["year"])
    if len(match["year"]) == 2:
        year = short_year(match["year"], context.published)
    if one <= 12 and two <= 12 and one != two:
        return undated("day", f"{year:04}-XX-XX", "day and month cannot be told apart")
    day, month = (one, two) if one > 12 else (two, one)
    return in_year(Partial(month, day), year, "full date, told in numbers")


def _range(first: Meaning | None, last: Meaning | None) -> Meaning | None:
    if first is None or last is None:
        return None
    if first.days is None or last.days is None:
        return Meaning("range", "DURATION", None, None, "unknown", f"days of a month: {last.how}", partial=last.partial)
    days = cal.Days(first.days.first, last.days.last)
    if days.first > days.last:
        return None
    count = (days.last - days.first).days + 1
    return Meaning("range", "DURATION", f"P{count}D", days, "day", f"range of days; {last.how}", last.anchor)


def _day_range(match: re.Match[str], context: Context) -> Meaning | None:
    month = month_of(match["month"])
    first, last = (_dated_or_not(Partial(month, ordinal_of(match[name])), match, context) for name in ("first", "last"))
    if first and last and first.days and last.days and first.days.first > last.days.last:
        # One may be the next and one the last such day: both are of one month.
        last = in_year(Partial(month, ordinal_of(match["last"])), first.days.first.year, first.how, "published")
    return _range(first, last)


_SAID_ON = re.compile(
    rf"\b(?:said|says|told(?:{S}[\w’'-]+){{1,3}}?|reported|confirmed)(?:{S}(?:late|early))?{S}(?:on{S})?(?P<on>{LONG_WEEKDAY})"
    rf"(?:{S}(?:morning|afternoon|evening|night))?,?{S}that{S}",
    re.IGNORECASE,
)
"""A saying with its weekday, before what was said: that was not after it."""


def _weekday(match: re.Match[str], context: Context) -> Meaning | None:
    """The last one on or before publication; the next one where the sentence looks ahead."""
    number = weekday_of(match["weekday"])
    if context.published is None:
        return undated("weekday", f"XXXX-WXX-{number + 1}", f"weekday: {NO_PUBLICATION}")
    which = "the last one on or before publication"
    said = _SAID_ON.search(context.before)
    if said and not context.ahead:
        spoken = cal.weekday_on_or_before(context.published, weekday_of(said["on"]))
        day = None if spoken is None else cal.weekday_on_or_before(spoken, number)
        how = "weekday: the last one on or before the day on which it was said"
        return None if day is None else dated(cal.one_day(day), "weekday", how, "published")
    day = cal.weekday_on_or_before(context.published, number)
    if day != context.published and context.ahead and not context.of_a_deed:
        day, which = cal.weekday_on_or_after(context.published, number), "the next one on or after publication"
    return None if day is None else dated(cal.one_day(day), "weekday", f"weekday: {which}", "published")


def _holiday(match: re.Match[str], context: Context) -> Meaning | None:
    name = re.sub(r"\s+", " ", match["holiday"].replace("’", "'"))
    partial, which = Partial(*_HOLIDAYS[name]), match["which"]
    if which is None or match["year"]:
        return _dated_or_not(partial, match, context)
    if which != "this":
        return without_year(partial, context, step=-1 if which == "last" else 1)
    if context.published is None:
        return undated("day", None, f"this holiday: {NO_PUBLICATION}")
    nearest = nearest_period(partial, context.published)
    return dated(nearest, "day", "this holiday: the nearest to publication", "published")


def _thanksgiving(_match: re.Match[str], context: Context) -> Meaning | None:
    """The fourth Thursday of November, as the United States keep it."""
    if context.published is None:
        return undated("day", None, f"holiday: {NO_PUBLICATION}")
    days = [
        date(year, 11, 28) - timedelta((date(year, 11, 28).weekday() - 3) % 7)
        for year in (context.published.year - 1, context.published.year)
        if year >= 1
    ]
    past = [day for day in days if day <= context.published]
    chosen = days[-1] if context.ahead else past[-1] if past else None
    return None if chosen is None else dated(cal.one_day(chosen), "day", "fourth Thursday of November", "published")


_BARE_MONTH_AFTER = (
    r"in|since|until|till|by|early|late|mid|mid-|end-|during|before|after|between|last|next|this|end{S}of|beginning{S}of"
    r"|start{S}of|middle{S}of|as{S}of|late-|early-|through|from|past|each|every|[,;(]|to|of|and|or|for|that|the|on"
).replace("{S}", r"\s")
_SURE_MONTH_AFTER = (
    r"in|since|until|till|by|early|late|mid|mid-|end-|early-|late-|during|last|next|end\sof|beginning\sof"
    r"|start\sof"
)
_VERB_AFTER = r"(?:formation|protest|rally|through|have|be|not|also|well|step)\b"
_NAME_AFTER = r"(?:jones|smith|carter|bug|and\s(?:her|his))\b"
_PERSON = (
    r"(?:mr|mrs|ms|dr|president|minister|gen|general|col|sen|rep|said|says|prime|secretary|theresa"
    r"|brian|james)\.?"
)

DAY_RULES = (
    Rule(
        "iso date and time",
        (
            r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)t(?P<hour>\d\d):(?P<minute>\d\d)(?::\d\d(?:[.,]\d+)?)?"
            r"(?P<zone>z|[+-]\d\d:?\d\d)?"
        ),
        _iso_clock,
    ),
    Rule("iso date", r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?![-\d])", _iso),
    Rule(
        "date in numbers",
        r"(?P<one>\d{1,2})/(?P<two>\d{1,2})/(?P<year>(?:19|20)\d\d|\d\d(?=\s|$|[,;)]))",
        _numeric,
        not_before=r"[./]\d",
    ),
    Rule(
        "date in numbers, with dots",
        rf"(?P<one>{DAY_NUMBER})\.(?P<two>{DAY_NUMBER})\.(?P<year>(?:19|20)\d\d)",
        _numeric,
        not_before=r"[./]\d",
    ),
    Rule(
        "weekday of a month",
        (
            rf"(?:the{S})?(?:very{S})?(?P<number>{_NTH}){S}(?P<weekday>{LONG_WEEKDAY}){S}(?:of|in){S}"
            rf"(?P<month>{MONTH}){_OF_YEAR}?"
        ),
        _part_of_month,
    ),
    Rule(
        "weekday of a period",
        rf"(?:the{S})?(?:very{S})?(?P<number>{_NTH}){S}(?P<weekday>{LONG_WEEKDAY})",
        _weekday_of_period,
        before=rf"(?:of|in){S}(?:[a-z]+{S})?(?:month|year|ramadan|lent|advent)\b",
    ),
    Rule(
        "part of a month",
        (
            rf"(?:the{S})?(?:very{S})?(?P<number>{_NTH}|latter){S}(?:week|(?P<half>half)){S}(?:of|in){S}"
            rf"(?P<month>{MONTH}){_OF_YEAR}?"
        ),
        _part_of_month,
    ),
    Rule(
        "days of a month, day first",
        (
            rf"(?P<first>{_DAY}){_DASH}(?P<last>{_DAY})(?:{S}of)?{S}(?P<month>{MONTH})(?:{_OF_YEAR}"
            rf"|{_SHORT_YEAR})?"
        ),
        _day_range,
    ),
    Rule(
        "days of a month with and, day first",
        (
            rf"(?={_DAY}{S}and{S})(?:{_BETWEEN}|(?={_SUCCESSIVE}))(?P<first>{_DAY}){S}and{S}(?:the{S})?(?P<last>{_DAY})"
            rf"(?:{S}of)?{S}(?P<month>{MONTH})(?:{_OF_YEAR}|{_SHORT_YEAR})?"
        ),
        _day_range,
    ),
    Rule(
        "days of a month with and, month first",
        (
            rf"(?={MONTH}{S}{_DAY}{S}and{S})(?:{_BETWEEN}|(?={MONTH}{S}{_SUCCESSIVE}))(?P<month>{MONTH}){S}"
            rf"(?P<first>{_DAY}){S}and{S}(?:the{S})?(?P<last>{_DAY})(?![\d%]|:\d){_OF_YEAR}?"
        ),
        _day_range,
        not_before=THINGS + "|" + MONTH,
    ),
    Rule(
        "day that shares its month",
        (
            rf"(?:the{S})?(?P<day>{_DAY})(?=,?{S}(?:and|or){S}(?:on{S})?(?:the{S})?{_DAY}(?:{S}of)?{S}(?P<month>{MONTH})"
            rf"(?!\w)(?:{_OF_YEAR}|{_SHORT_YEAR})?)"
        ),
        _month_day,
        after=r"on|of|the|\d,|\d(?:st|nd|rd|th),",
    ),
    Rule(
        "days of a month, month first",
        rf"(?P<month>{MONTH}){S}(?P<first>{_DAY}){_DASH}(?P<last>{_DAY})(?![\d%]|:\d){_OF_YEAR}?",
        _day_range,
        not_before=THINGS + "|" + MONTH,
    ),
    Rule(
        "day and month",
        (
            rf"(?:the{S})?(?P<day>{_DAY})(?:{S}of|[-,])?{S}?(?P<month>{MONTH})(?:{_OF_YEAR}|{_SHORT_YEAR}|-"
            rf"(?P<year2>{YEAR}))?"
        ),
        _month_day,
    ),
    Rule(
        "month before a count",
        rf"(?P<month>{MONTH})(?={S}\d\d?{S}(?:were|have|had|died|others|[a-z]+{S}(?:were|have|had|died))\b)",
        _month,
        after=r"in",
    ),
    Rule(
        "month and day",
        (
            rf"(?P<month>{MONTH}){S}(?:the{S})?(?P<day>{_DAY})(?![\d%]|[.,:]\d)(?:{_OF_YEAR}"
            rf"|,\s(?:'(?=\d)|(?={_YEAR_NOT_COUNT}))(?P<short>\d\d)(?!\w))?"
        ),
        _month_day,
        not_before=r"(?:percent|people|million|billion)\b|%",
    ),
    Rule(
        "day in words and month",
        rf"(?:the{S})?(?P<day>{ORDINAL_WORD}){S}(?:day{S})?of{S}(?P<month>{MONTH}){_OF_YEAR}?",
        _month_day,
    ),
    Rule("month and day in words", rf"(?P<month>{MONTH}){S}(?:the{S})?(?P<day>{ORDINAL_WORD}){_OF_YEAR}?", _month_day),
    Rule("month and year", rf"(?P<month>{MONTH})(?:{S}of|,)?{S}(?P<year>{YEAR})(?![,.]?\d)", _month_of_year),
    Rule("month and short year", rf"(?P<month>{MONTH})\s'(?P<short>\d\d)", _month),
    Rule("month and year in words", rf"(?P<month>{MONTH})(?:{S}of|,)?{S}(?P<words>{YEAR_WORDS})", _month),
    Rule(
        "weekday",
        rf"(?P<weekday>{WEEKDAY})(?!s\b)",
        _weekday,
        not_before=r"(?:times|telegraph|mirror|mail|express|herald)\b",
        not_after=r"black|good|easter|palm|ash|super|bloody",
    ),
    Rule(
        "holiday",
        rf"(?:(?P<which>last|this|next){S})?(?P<holiday>{_HOLIDAY})(?:,?{S}(?P<year>{YEAR}))?",
        _holiday,
        not_before=r"(?:tree|card|carol|gift|present|party|parties|shopping|island|season|sale)s?\b",
    ),
    Rule("thanksgiving", rf"thanksgiving(?:{S}day)?", _thanksgiving),
    Rule(
        "common word that begins a range of months",
        r"(?P<month>may|march)",
        _month,
        after=r"from|between",
        before=rf"(?:(?:to|through|until|till|and){S}|[-–—]{S}?){MONTH}(?!\w)",
    ),
    Rule(
        "common word that ends a range of months",
        r"(?P<month>may|march)",
        _month,
        after=(
            rf"from\s{MONTH}(?:\s{YEAR})?\s(?:to|through|until|till)|between\s{MONTH}(?:\s{YEAR})?\sand"
            rf"|{MONTH}\s?[-–—]"
        ),
    ),
    Rule(
        "month that is a common word", r"(?P<month>may|march)", _month, after=_SURE_MONTH_AFTER, not_before=_VERB_AFTER
    ),
    Rule(
        "month",
        rf"(?P<month>(?!may\b|mar\b|march\b){MONTH})",
        _month,
        after=_BARE_MONTH_AFTER,
        not_after=_PERSON,
        not_before=_NAME_AFTER,
    ),
    Rule("month that ends a range", rf"(?P<month>(?!may\b|march\b){MONTH})", _month, after=rf"{MONTH}\s?[-–—]"),
    Rule("abbreviated month", r"(?P<month>(?:jan|feb|apr|aug|sept|oct|nov|dec)\.)", _month),
)
