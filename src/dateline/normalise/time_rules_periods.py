"""Rules for expressions that name a period of the calendar: quarters, seasons, years, decades, centuries."""

from __future__ import annotations

import re
from datetime import date

from dateline.normalise import time_calendar as cal
from dateline.normalise.time_meaning import (
    NO_PUBLICATION,
    Context,
    Meaning,
    Partial,
    dated,
    in_year,
    kind_of,
    undated,
    without_year,
)
from dateline.normalise.time_rule import Rule
from dateline.normalise.time_words import (
    LATE_YEAR_WORDS,
    ORDINAL_SUFFIX,
    ORDINAL_WORD,
    SEASON,
    SEASONS,
    SURE_YEAR_WORDS,
    YEAR,
    YEAR_WORDS,
    S,
    ordinal_of,
    year_in_words,
)

_BEFORE_CHRIST = r"b\.?\s?c\b"
"""After a year or century that the calendar does not hold."""
_QUARTERS = {
    "first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "final": 4, "last": 4,
}  # fmt: skip
_DECADE_WORDS = {
    word: tens
    for tens, word in enumerate("twenties thirties forties fifties sixties seventies eighties nineties".split(), 2)
}
_YEAR_AFTER = (
    r"in|since|from|by|until|till|of|during|before|after|for|a|an|both|due|\w+['’]s|early|late|mid|mid-|year|years|the|and|to|through|than|into"
    r"|between|late-|early-|end-|pre-|post-|around|circa|but|or|its|his|their|[(,;–—/-]|january|february|march|april|may|june"
    r"|july|august|september|october|november|december|summer|spring|fall|autumn|winter|was|beyond|as|that|throughout"
)
THINGS = (
    r"[%$°]|percent|people|persons|men|women|soldiers|troops|police|dollars|pounds|euros|votes|members|miles|km|kilom|met(?:er|re)s"
    r"|feet|jobs|workers|civilians|families|homes|houses|students|tons|tonnes|acres|points|shares|(?:more|other|of{S}them)\b"
    r"|gmt|utc|hours|hrs|local|est|edt|[a-z]+s\s(?:were|have|had|are)\b|million|billion|pages|units|cases|deaths|dead|injured"
).replace("{S}", r"\s")
"""After a number that counts: no year, and no day of the month before it."""


def short_year(digits: str, published: date | None) -> int:
    """Two digits of a year: the last such year on or before publication, or of 1930 to 2029 without one."""
    last = published.year if published else 2029
    return last - (last - int(digits)) % 100


def full_year(match: re.Match[str], _context: Context) -> Meaning | None:
    """``2019``."""
    return dated(cal.year(int(match["year"])), "year", "full year", "explicit")


def _year_words(match: re.Match[str], _context: Context) -> Meaning | None:
    number = year_in_words(match["named"] or match["year"])
    return None if number is None else dated(cal.year(number), "year", "full year, in words", "explicit")


def _year_span(match: re.Match[str], _context: Context) -> Meaning | None:
    first = int(match["first"])
    last = int(match["last"]) if len(match["last"]) == 4 else first // 100 * 100 + int(match["last"])
    return _years(first, last)


def _years(first: int, last: int) -> Meaning | None:
    begin, end = cal.year(first), cal.year(last)
    if begin is None or end is None or first >= last:
        return None
    days = cal.Days(begin.days.first, end.days.last)
    return Meaning("range", "DURATION", f"P{last - first + 1}Y", days, "year", "range of years", "explicit")


def _two_years(match: re.Match[str], _context: Context) -> Meaning | None:
    """``1990/91``, a year that runs over two; ``2009/12`` is none."""
    first = int(match["first"])
    return _years(first, first + 1) if f"{first + 1}".endswith(match["last"]) else None


def _decade(match: re.Match[str], _context: Context) -> Meaning | None:
    if match["word"]:
        first = 1900 + 10 * _DECADE_WORDS[match["word"].lower()]
    elif match["short"]:
        first = 1900 + int(match["short"])
    else:
        first = int(match["year"])
    return dated(cal.decade(first), "decade", "decade", "explicit")


def _century(match: re.Match[str], _context: Context) -> Meaning | None:
    number = ordinal_of(match["number"])
    return dated(cal.century(number), "decade", "century", "explicit") if number and number <= 99 else None


def _coded(partial: Partial, match: re.Match[str], context: Context) -> Meaning | None:
    groups = match.groupdict()
    year = year_in_words(groups["words"]) if groups.get("words") else None
    if groups.get("year"):
        year = int(groups["year"])
    if year is not None:
        return in_year(partial, year, f"{kind_of(partial)} of a told year")
    return without_year(partial, context)


def _quarter(match: re.Match[str], context: Context) -> Meaning | None:
    number = _QUARTERS[match["number"].lower()]
    return _coded(Partial(code=f"Q{number}"), match, context)


def _quarter_code(match: re.Match[str], context: Context) -> Meaning | None:
    return _coded(Partial(code=match["code"].upper()), match, context)


def _half(match: re.Match[str], context: Context) -> Meaning | None:
    return _coded(Partial(code="H1" if match["number"].lower() == "first" else "H2"), match, context)


def _quarter_year_before(match: re.Match[str], context: Context) -> Meaning | None:
    """``the year-earlier third quarter``: that of the year before the quarter told before it, or before the last."""
    number = _QUARTERS[match["number"]]
    told = context.state.quarter
    if match["last"]:
        year = None if context.published is None else context.published.year
    elif told is not None:
        year = told.first.year
    else:
        latest = without_year(Partial(code=f"Q{number}"), context)
        year = latest.days.first.year if latest and latest.days else None
    if year is None:
        return undated("season", f"XXXX-Q{number}", f"quarter: {NO_PUBLICATION}")
    # What follows is not told of this quarter, with which another is compared: its kind is not that of the others.
    how = "quarter of the year before"
    return dated(cal.quarter(year - 1, number), "season", how, "document" if told else "published")


def _season(match: re.Match[str], context: Context) -> Meaning | None:
    return _coded(Partial(code=SEASONS[match["season"].lower()]), match, context)


def _fiscal(match: re.Match[str], context: Context) -> Meaning | None:
    digits = match["year"]
    number = int(digits) if len(digits) == 4 else short_year(digits, context.published)
    return dated(cal.year(number), "year", "fiscal year, read as the calendar year", "explicit")


PERIOD_RULES = (
    Rule(
        "quarter",
        (
            rf"(?:the{S})?(?:fiscal[-\s])?(?P<number>first|second|third|fourth|1st|2nd|3rd|4th)[-\s]quarters?"
            rf"(?:(?:{S}of)?{S}(?:fiscal{S})?(?P<year>{YEAR})(?![,.]?\d))?"
        ),
        _quarter,
        not_before=r"-?\s?finals?\b",
    ),
    Rule(
        "quarter of a year before it",
        (
            rf"(?:the{S})?(?P<year>{YEAR})(?:'s)?{S}(?:fiscal{S})?(?P<number>first|second|third"
            r"|fourth)[-\s]quarter"
        ),
        _quarter,
    ),
    Rule(
        "last quarter of a year",
        rf"the{S}(?P<number>final|last)[-\s]quarter{S}of{S}(?:fiscal{S})?(?P<year>{YEAR})(?![,.]?\d)",
        _quarter,
    ),
    Rule(
        "quarter of the year before",
        (
            rf"(?:the{S})?(?:(?:comparable|corresponding|same){S})?"
            rf"(?:year[-\s](?:ago|earlier)|prior[-\s]year|(?P<last>last{S}year)['’]s){S}(?:fiscal{S})?"
            r"(?P<number>first|second|third|fourth)[-\s]quarter"
        ),
        _quarter_year_before,
        not_before=r"-?\s?finals?\b",
    ),
    Rule("quarter code", rf"(?P<code>q[1-4]|h[12])(?:(?:{S}of)?{S}(?P<year>{YEAR}))?", _quarter_code),
    Rule("half", rf"the{S}(?P<number>first|second|last|latter)[-\s]half{S}of{S}(?P<year>{YEAR})(?!s)", _half),
    Rule(
        "half of a year beside it",
        rf"the{S}(?P<number>first|second|last|latter)[-\s]half",
        _half,
        before=rf"of{S}(?:the|this|that|last|next|the{S}(?:fiscal|current|same|following|previous)){S}year\b",
    ),
    Rule("season of a year", rf"(?:the{S})?(?P<season>{SEASON})(?:{S}of)?,?{S}(?P<year>{YEAR})", _season),
    Rule(
        "season of a year in words",
        rf"(?:the{S})?(?P<season>{SEASON}){S}of{S}(?P<words>{YEAR_WORDS})",
        _season,
    ),
    Rule(
        "season",
        rf"(?:the{S})?(?P<season>{SEASON})",
        _season,
        after=(
            r"(?:in|over|during|since|by|until|early|late|mid|mid-|this|last|next"
            r"|(?:due|expected|planned|scheduled|set|slated)\sfor)(?:\sthe(?:\searly|\slate)?)?"
        ),
        not_before=r"of\b|in\b|break\b|[a-z]+ing\b|apart|olympics|games",
    ),
    Rule(
        "fiscal year over two",
        rf"(?:the{S})?(?:fiscal|financial)(?:{S}year)?{S}(?P<first>{YEAR})[-–—/](?P<last>{YEAR}|\d\d)(?![-/\d])",
        _two_years,
    ),
    Rule(
        "fiscal year",
        rf"(?:the{S})?(?:(?:fiscal|financial)(?:{S}year)?{S}|fy{S}?['’]?)(?P<year>{YEAR}|\d\d\b)(?![-–—/]\d)",
        _fiscal,
    ),
    Rule(
        "years",
        (
            rf"(?P<first>{YEAR})(?:{S}?[-–—]{S}?|{S}(?:to|through|until){S})(?P<last>{YEAR}|\d\d(?!\d))"
            r"(?![-\d])"
        ),
        _year_span,
        not_before=THINGS,
    ),
    Rule(
        "years with a slash",
        rf"(?<![-./])(?P<first>{YEAR})/(?P<last>{YEAR}|\d\d)(?![-/\d])",
        _two_years,
        not_after=r"(?:no|nos|number|resolutions?|directive|regulation|decision|decree|law|act|case|document)\.?",
    ),
    Rule(
        "decade",
        (
            rf"(?:the{S})?(?:(?P<year>(?:1\d|20)\d0)['’]?s|['’](?P<short>\d0)s|"
            rf"(?P<word>{'|'.join(_DECADE_WORDS)}))"
        ),
        _decade,
    ),
    Rule(
        "century",
        rf"(?:the{S})?(?P<number>\d{{1,2}}(?:{ORDINAL_SUFFIX})|{ORDINAL_WORD})[-\s]century",
        _century,
        not_before=_BEFORE_CHRIST,
    ),
    Rule(
        "year in words",
        (
            rf"the{S}year{S}(?P<named>{SURE_YEAR_WORDS}|{LATE_YEAR_WORDS})"
            rf"|(?P<year>{SURE_YEAR_WORDS}|(?:(?<=\bin\s)|(?<=since\s)){YEAR_WORDS})"
        ),
        _year_words,
    ),
    Rule(
        "year",
        rf"(?:the{S}year{S})?(?P<year>{YEAR})",
        full_year,
        after=_YEAR_AFTER,
        not_before=THINGS + rf"|[-–][a-z]+\b|[:/]\d|,\d|\.\d|{_BEFORE_CHRIST}",
    ),
)
