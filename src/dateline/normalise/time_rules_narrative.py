"""Rules for expressions counted from the narrative: two days later, the same day, that night, the quarter."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from dateline.normalise import time_calendar as cal
from dateline.normalise.time_length import CLOCK_UNITS, dated_length, length, stretch
from dateline.normalise.time_meaning import (
    NO_PUBLICATION,
    Context,
    Kind,
    Meaning,
    Partial,
    dated,
    in_year,
    kind_of,
    period_of,
    undated,
)
from dateline.normalise.time_rule import Resolver, Rule
from dateline.normalise.time_rules_deictic import KINDS, PART, RELATED, STEPS, dated_unit, of_part
from dateline.normalise.time_words import MONTH, NUMBER, SEASON, SEASONS, UNIT, S, month_of, number_of, unit_of


def _told_period(match: re.Match[str], context: Context) -> Meaning | None:
    """``that month``, ``the same year``, ``the following week``: counted from the narrative's last date."""
    unit = unit_of(match["unit"])
    step = STEPS.get(match["which"], 0)
    base = _narrative(context, unit)
    if base is None:
        return undated(KINDS[unit], None, f"{match[0]}: no date before it")
    how = f"the {unit} {('before', 'of', 'after')[step + 1]} the date told before it"
    return dated_unit(cal.neighbour(base, unit, step), unit, how, "document")


def _beside(match: re.Match[str], context: Context) -> Meaning | None:
    """``the year before``, ``the week after``, ``the night before``: beside the narrative's last date."""
    unit, step = match["unit"], -1 if match["side"] == "before" else 1
    base = _narrative(context, "day" if unit == "night" else unit)
    if unit == "night":
        day = None if base is None else cal.shift(base, "day", step)
        if day is None:
            return Meaning("part", "TIME", None, None, "unknown", "part of a day: no day before it")
        return of_part(day, "night", "counted from the day told before it", "document")
    if base is None:
        return undated(KINDS[unit], None, f"{match[0]}: no date before it")
    how = f"the {unit} {match['side']} the date told before it"
    return dated_unit(cal.neighbour(base, unit, step), unit, how, "document")


def _then(match: re.Match[str], context: Context) -> Meaning | None:
    """``since then``: the date that the text told last."""
    told = context.state.period
    if told is None:
        return undated("day", None, f"{match[0]}: no date before it")
    around = ((unit, cal.period_around(told.first, unit)) for unit in KINDS)
    unit, period = next(((unit, each) for unit, each in around if each and each.days == told), ("day", None))
    return dated(period, KINDS[unit], "the date told before it", "document")


def _told_partial(match: re.Match[str], context: Context) -> Meaning | None:
    """``the following spring``, ``the previous July``: the first after, or the last before, the narrative's date.

    ``that winter`` is of its year.
    """
    season, month = match["season"], match["month"]
    if month in ("may", "march") and not context.text[match.start("month") : match.end("month")].istitle():
        return None  # "that may be" is a verb, "the same march" a protest
    partial = Partial(code=SEASONS[season]) if season else Partial(month_of(month))
    kind, told = kind_of(partial), context.state.period
    if told is None:
        return undated(kind, None, f"{match[0]}: no date before it")
    how = f"{match[0]}: counted from the date told before it"
    if STEPS.get(match["which"], 0) == 0:
        return in_year(partial, told.first.year, how, "document")
    years = (year for year in range(told.first.year - 1, told.last.year + 2) if 1 <= year <= 9999)
    periods = [period for year in years if (period := period_of(partial, year)) is not None]
    later = [period for period in periods if period.days.first > told.last]
    earlier = [period for period in periods if period.days.last < told.first]
    chosen = later[:1] if STEPS[match["which"]] > 0 else earlier[-1:]
    return dated(chosen[0], kind, how, "document") if chosen else None


def _same_last_year(match: re.Match[str], context: Context) -> Meaning | None:
    """``the same month last year``: a year before the narrative's, if its last date is so long, or publication's."""
    unit, state = match["unit"], context.state
    if unit in ("period", "quarter"):
        unit, base = ("quarter", state.quarter.first) if state.quarter else ("month", _of_length(state.period, "month"))
    elif unit == "day":
        base = state.day or context.published
    else:
        base = _of_length(state.period, unit) or context.published
    moved = None if base is None else cal.shift(base, "year", -1)
    if moved is None:
        return undated(KINDS[unit], None, f"{match[0]}: no date to count from")
    # With it something is compared: like a quarter of the year before, it is not what the narrative stands on.
    kind: Kind = "season" if unit in ("quarter", "month") else KINDS[unit]
    how = f"the {unit} a year before {'publication' if base == context.published else 'the date told before it'}"
    return dated(cal.period_around(moved, unit), kind, how, "document")


def _of_length(period: cal.Days | None, unit: str) -> date | None:
    """The first day of a period that is one such calendar unit."""
    whole = None if period is None else cal.period_around(period.first, unit)
    return whole.days.first if whole is not None and whole.days == period else None


def _narrative(context: Context, unit: str) -> date | None:
    """The narrative's last day, for days; for longer units its last period serves too."""
    if unit == "day" or context.state.period is None:
        return context.state.day
    return context.state.period.first


def _told_part(match: re.Match[str], context: Context) -> Meaning | None:
    """``that night``, ``the next morning``: a part of the narrative's day or of a neighbour of it."""
    if context.state.day is None:
        return Meaning("part", "TIME", None, None, "unknown", "part of a day: no day before it")
    day = cal.shift(context.state.day, "day", STEPS.get(match["which"], 0))
    return None if day is None else of_part(day, match["part"], "counted from the day told before it", "document")


def _day_of_report(match: re.Match[str], context: Context) -> Meaning | None:
    """``earlier in the day``: the narrative's day, else that of publication."""
    if context.state.day is None and context.published is not None:
        return dated(cal.one_day(context.published), "day", "the day of publication", "published")
    return _same_day(match, context)


def _same_day(_match: re.Match[str], context: Context) -> Meaning | None:
    if context.state.day is None:
        return undated("day", None, "no day told before it")
    return dated(cal.one_day(context.state.day), "day", "the day told before it", "document")


def _step_day(steps: int) -> Resolver:
    def resolve(_match: re.Match[str], context: Context) -> Meaning | None:
        day = None if context.state.day is None else cal.shift(context.state.day, "day", steps)
        if day is None:
            return undated("day", None, "no day told before it")
        return dated(cal.one_day(day), "day", "counted from the day told before it", "document")

    return resolve


def _counted(match: re.Match[str], context: Context) -> Meaning | None:
    """``two days ago``, ``two years back``, ``a week earlier``, ``ten years later``, ``three days from now``."""
    unit, direction = unit_of(match["unit"]), re.sub(r"\s+", " ", match["direction"]).replace("back", "ago")
    number = number_of(match["number"])
    side = -1 if direction in ("ago", "earlier", "before", "previously") else 1
    from_publication = direction in ("ago", "from now", "hence")
    base, anchor, named = context.published, "published", "publication"
    # "A year earlier" with no date before it can only be counted from publication.
    if not (from_publication or (side < 0 and unit in _LONG and context.state.period is None)):
        base, anchor, named = _narrative(context, unit), "document", "the date told before it"
    if number is None or number % 1 or unit in CLOCK_UNITS:
        vague_ago = number is None and direction == "ago"
        return _length_from(unit, number, side, base if number or vague_ago else None, anchor)
    if base is None:
        return undated("day", None, f"{direction}: no date to count from")
    how = f"{number:g} {unit}{'s' if number != 1 else ''} {direction}: counted from {named}"
    if unit == "year" and number == 1 and context.state.quarter is not None:
        moved = cal.shift(context.state.quarter.first, "year", side * int(number))
        return None if moved is None else dated(cal.period_around(moved, "quarter"), "season", how, "document")
    return _moved(base, unit, side * int(number), how, anchor, whole=from_publication)


_LONG = ("month", "quarter", "year", "decade", "century")


def _moved(base: date, unit: str, steps: int, how: str, anchor: str, *, whole: bool) -> Meaning | None:
    """The period so many units from a day. Weeks ago are calendar weeks; a week later is a day; decades give a year."""
    unit, steps = {"fortnight": ("week", 2 * steps), "night": ("day", steps)}.get(unit, (unit, steps))
    moved = cal.shift(base, "week" if unit == "weekend" else unit, steps)
    if moved is None:
        return None
    target = {"week": "week" if whole else "day", "decade": "year", "century": "year"}.get(unit, unit)
    return dated_unit(cal.period_around(moved, target), target, how, anchor)


def _length_from(unit: str, number: float | None, side: int, base: date | None, anchor: str) -> Meaning:
    """``three hours later``, ``a few minutes ago``, ``a few weeks earlier``: hours and minutes stay near their day."""
    days = stretch(base, unit, number or 1, side) if base and unit in CLOCK_UNITS else None
    if days is None:
        return length(unit, number, f"{'vague count' if number is None else 'count'}: no day can be told")
    return dated_length(unit, number, days, f"{unit}s counted from a known day", anchor)


def _same_stretch(context: Context) -> Meaning:
    """``the same period``: the length of time told last."""
    told = context.state.stretch
    if told is None:
        return undated("quarter", None, "the same period: none is told before it")
    return replace(told, how=f"the same period: {told.how}", anchor="document")


def _the_quarter(match: re.Match[str], context: Context) -> Meaning | None:
    """``the quarter``, ``the latest period``: the quarter told before it, else the last one that has ended.

    ``the same period`` may be of another length that was told before it; without one no day can be told.
    """
    back = re.search(r"year|corresponding|comparable", match[0], re.IGNORECASE)
    told = context.state.quarter is not None and not re.search("latest|recent", match[0], re.IGNORECASE)
    if not told and not back and re.search("same", match[0], re.IGNORECASE):
        return _same_stretch(context)
    base = context.state.quarter.first if told and context.state.quarter else context.published
    if base is None:
        return undated("quarter", None, f"quarter: {NO_PUBLICATION}")
    period = cal.neighbour(base, "quarter", (0 if told else -1) - (4 if back else 0))
    return dated(
        period,
        "season" if back else "quarter",
        ("a year before " if back else "")
        + ("the quarter told before it" if told else "the last quarter that has ended"),
        "document" if told else "published",
    )


_A_YEAR_BEFORE = (
    rf"(?:(?:of{S})?last{S}year|(?:a|one){S}year{S}(?:ago|before|earlier)|the{S}(?:previous{S}year|year{S}before))"
)

_AT_A_PLACE = rf"{S}(?:against|at|in|inside|near|on|outside){S}"
"""After "the night before", which thus counts from what was told: "an attack the night before on a base"."""

NARRATIVE_RULES = (
    Rule(
        "the same a year before",
        rf"(?:the{S})?same{S}(?P<unit>day|week|month|quarter|period){S}{_A_YEAR_BEFORE}",
        _same_last_year,
    ),
    Rule(
        "narrative season or month",
        (
            rf"(?:the{S})?(?P<which>previous|following|preceding){S}(?:(?P<season>{SEASON})|(?P<month>{MONTH}))"
            rf"(?!{S}\d)"
        ),
        _told_partial,
    ),
    Rule(
        "that season or month",
        rf"(?:the{S})?(?P<which>that{S}same|that|same){S}(?:(?P<season>(?!fall){SEASON})|(?P<month>{MONTH}))(?!{S}\d)",
        _told_partial,
        not_before=r"(?:from|up|out|back|into)\b",
    ),
    Rule(
        "the year before",
        rf"the{S}(?P<unit>night|week|month|year){S}(?P<side>before|after)(?={S}?(?:[.,;:)]|$)|{_AT_A_PLACE})",
        _beside,
    ),
    Rule(
        "counted",
        (
            rf"(?:(?:just|only|nearly|almost|about|more{S}than|over|around|some|roughly){S})?"
            rf"(?P<number>{NUMBER})(?:{S}(?:full|more|long))?[\s-](?P<unit>{UNIT})['’]?(?:{S}or{S}so)?{S}"
            rf"(?P<direction>{RELATED}|back(?!{S}(?:to|in|home|at|on|into|with|and)\b))"
        ),
        _counted,
    ),
    Rule(
        "counted, at a clause's end",
        (
            rf"(?P<number>{NUMBER}){S}(?P<unit>days|weeks|months|years|day|week|month|year){S}"
            rf"(?P<direction>before|after)(?={S}?(?:[.,;:)]|$))"
        ),
        _counted,
    ),
    Rule(
        "narrative period",
        (
            rf"(?:(?:earlier|later){S})?(?:the{S})?(?P<which>that|same|that{S}same|previous|following"
            rf"|preceding){S}(?P<unit>week|month|year|quarter)"
        ),
        _told_period,
    ),
    Rule(
        "narrative day",
        rf"(?:the{S})?(?P<which>previous|following|preceding|next){S}(?P<unit>day)",
        _told_period,
        not_before=r"of\b",
    ),
    Rule("the day before", rf"the{S}day{S}before(?={S}?(?:[.,;:)]|$)|{_AT_A_PLACE})", _step_day(-1)),
    Rule("since then", r"then", _then, after=r"since"),
    Rule("the day after", rf"the{S}day{S}after(?={S}?(?:[.,;:)]|$))", _step_day(1)),
    Rule(
        "same day",
        (
            rf"(?:(?:earlier|later){S}(?:on{S}|in{S})?)?(?:that{S}(?:same{S}|very{S})?day|(?:the|this)"
            rf"{S}same{S}day)"
        ),
        _same_day,
    ),
    Rule("earlier in the day", rf"(?:earlier|later|late|early){S}in{S}the{S}day", _day_of_report),
    Rule(
        "narrative part",
        (
            rf"(?:(?:later|earlier|late|early){S})?(?:the{S})?(?P<which>that|same|next|following|previous){S}"
            rf"(?P<part>{PART})"
        ),
        _told_part,
    ),
    Rule(
        "the quarter",
        (
            rf"the{S}(?:latest|most{S}recent|(?:corresponding|comparable|same)(?:{S}(?:year[-\s](?:ago"
            rf"|earlier)))?|year[-\s](?:ago|earlier)|prior[-\s]year){S}(?:fiscal{S})?(?:quarter|period)|the"
            rf"{S}quarter|that{S}quarter"
        ),
        _the_quarter,
    ),
    Rule(
        "year-earlier",
        (
            r"year[-\s](?:ago|earlier)(?=\s(?:profit|loss|earnings|net|results|figures|level|quarter|period"
            r"|sales|total))"
        ),
        _the_quarter,
    ),
)
