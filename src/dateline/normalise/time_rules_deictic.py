"""Rules for expressions counted from publication: yesterday, last week, the past two years, this morning."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from dateline.normalise import time_calendar as cal
from dateline.normalise.time_calendar import Days
from dateline.normalise.time_length import dated_length, length, stretch
from dateline.normalise.time_meaning import (
    NO_PUBLICATION,
    Context,
    Kind,
    Meaning,
    Partial,
    dated,
    in_year,
    reference,
    undated,
    without_year,
)
from dateline.normalise.time_rule import Resolver, Rule
from dateline.normalise.time_words import (
    LONG_WEEKDAY,
    MONTH,
    NUMBER,
    SEASON,
    SEASONS,
    UNIT,
    WEEKDAYS_PLURAL,
    S,
    month_of,
    number_of,
    unit_of,
    weekday_of,
)

PART_CODES = {"morning": "MO", "mornings": "MO", "dawn": "MO", "afternoon": "AF", "afternoons": "AF", "evening": "EV",
              "evenings": "EV", "night": "NI", "nights": "NI", "daybreak": "MO", "sunrise": "MO", "first light": "MO",
              "dusk": "EV", "sunset": "EV", "nightfall": "EV"}  # fmt: skip
"""TIMEX3 codes of the parts of a day."""
KINDS: dict[str, Kind] = {"day": "day", "week": "week", "weekend": "week", "month": "month", "quarter": "quarter",
                          "year": "year", "decade": "decade", "century": "decade"}  # fmt: skip
"""How the calendar period of a unit joins with its neighbours."""
STEPS = {"last": -1, "past": -1, "previous": -1, "preceding": -1, "this": 0, "current": 0, "next": 1, "coming": 1,
         "following": 1}  # fmt: skip
"""The period that an adjective asks for: the one before, this one, the one after."""
PART = r"(?:morning|afternoon|evening|night)"
RELATED = r"(?:ago|earlier|later|from\snow|hence|previously)"

_DEICTIC = {"today": 0, "yesterday": -1, "tomorrow": 1, "the day before yesterday": -2, "the day after tomorrow": 2}
_NO_VERB = (
    r"(?:(?!last\b)|(?<!\bto\s)(?<!\bwill\s)(?<!\bmay\s)(?<!\bcould\s)(?<!\bwould\s)(?<!\bshould\s)(?<!\bmight\s)"
    r"(?<!\bnot\s))"
)
"""At ``last`` that is no verb: "is expected to last three weeks", "may last"; "to the last three weeks" is one."""
_THROUGHOUT = re.compile(r"\b(?:over|in|during|for|within|throughout)\s+$", re.IGNORECASE)
"""Before ``the next year`` that is the coming one, whatever was told before it."""
_PERIOD = r"(?:week|weekend|month|quarter|year|decade|century)"


def of_part(day: date, part: str, how: str, anchor: str) -> Meaning:
    """A part of one day: ``2024-09-10TMO``. A night is dated by the day it begins on."""
    value = f"{day.isoformat()}T{PART_CODES[part]}"
    return Meaning("part", "TIME", value, Days(day, day), "part-of-day", how, anchor)


def _deictic(match: re.Match[str], context: Context) -> Meaning | None:
    words = re.sub(r"\s+", " ", match[0].lower())
    if context.published is None:
        return undated("day", None, f"{words}: {NO_PUBLICATION}")
    day = cal.shift(context.published, "day", _DEICTIC[words])
    return None if day is None else dated(cal.one_day(day), "day", f"{words}: counted from publication", "published")


def _part_of(steps: int, part: str | None = None) -> Resolver:
    def resolve(match: re.Match[str], context: Context) -> Meaning | None:
        chosen = part or match["part"]
        if context.published is None:
            return Meaning("part", "TIME", None, None, "unknown", f"part of a day: {NO_PUBLICATION}")
        day = cal.shift(context.published, "day", steps)
        return None if day is None else of_part(day, chosen, "part of a day, counted from publication", "published")

    return resolve


def _overnight(_match: re.Match[str], context: Context) -> Meaning | None:
    """The night that ends on the day of publication: both days."""
    if context.published is None:
        return Meaning("part", "TIME", None, None, "unknown", f"overnight: {NO_PUBLICATION}")
    eve = cal.shift(context.published, "day", -1)
    if eve is None:
        return None
    night = of_part(eve, "night", "overnight: the night before publication", "published")
    return replace(night, days=Days(eve, context.published))


def dated_unit(period: cal.Period | None, unit: str, how: str, anchor: str) -> Meaning | None:
    """The meaning of a unit's calendar period."""
    return dated(period, KINDS[unit], how, anchor)


def _adjacent_period(match: re.Match[str], context: Context) -> Meaning | None:
    """``last week``, ``this year``, ``next month``: the calendar period before, at or after publication."""
    unit, step = unit_of(match["unit"]), STEPS[match["which"]]
    if context.published is None:
        return undated(KINDS[unit], None, f"{match['which'].lower()} {unit}: {NO_PUBLICATION}")
    told = context.state.period if match[0].startswith("the ") and not _THROUGHOUT.search(context.before) else None
    if step > 0 and told and told.last < context.published and context.told_back:
        how = f"the next {unit}: the {unit} after the date told before it"
        return dated_unit(cal.neighbour(told.first, unit, step), unit, how, "document")
    how = f"{match['which'].lower()} {unit}: the calendar {unit} {('before', 'of', 'after')[step + 1]} publication"
    if unit == "weekend" and (step < 0 or (step == 0 and context.outlook == "back")):
        return _weekend(context.published, how)
    return dated_unit(cal.neighbour(context.published, unit, step), unit, how, "published")


def _after_next(match: re.Match[str], context: Context) -> Meaning | None:
    """``the week after next``: the second after that of publication."""
    unit = match["unit"]
    if context.published is None:
        return undated(KINDS[unit], None, f"{match[0]}: {NO_PUBLICATION}")
    how = f"{match[0]}: the second after that of publication"
    return dated_unit(cal.neighbour(context.published, unit, 2), unit, how, "published")


def _weekend(published: date, how: str) -> Meaning | None:
    """A weekend told as past is the last that began before the day of publication."""
    eve = cal.shift(published, "day", -1)
    saturday = None if eve is None else cal.weekday_on_or_before(eve, 5)
    return None if saturday is None else dated_unit(cal.weekend(saturday), "weekend", how, "published")


def _the_weekend(_match: re.Match[str], context: Context) -> Meaning | None:
    if context.published is None:
        return undated("week", None, f"weekend: {NO_PUBLICATION}")
    if context.ahead:
        return dated_unit(cal.weekend(context.published), "weekend", "weekend: the next one", "published")
    return _weekend(context.published, "weekend: the last one before publication")


def _this_period(match: re.Match[str], context: Context) -> Meaning | None:
    """``the end of the month``, ``later in the year``, ``year-end``: the period of publication."""
    unit = unit_of(match["unit"] or match["unit2"])
    if context.published is None:
        return undated(KINDS[unit], None, f"{unit}: {NO_PUBLICATION}")
    return dated_unit(
        cal.period_around(context.published, unit), unit, f"the calendar {unit} of publication", "published"
    )


def _adjacent_weekday(match: re.Match[str], context: Context) -> Meaning | None:
    """``last Tuesday``, ``next Monday``, ``the previous Friday``: never the day it is counted from."""
    number, which = weekday_of(match["weekday"]), match["which"]
    base, anchor, named = context.published, "published", "publication"
    if which in ("previous", "following", "preceding") and context.state.day is not None:
        base, anchor, named = context.state.day, "document", "the day told before it"
    if base is None:
        return undated("weekday", f"XXXX-WXX-{number + 1}", f"weekday: {NO_PUBLICATION}")
    ahead = STEPS[which] > 0 or (which == "this" and context.ahead)
    start = base if which == "this" else cal.shift(base, "day", 1 if ahead else -1)
    day = None if start is None else (cal.weekday_on_or_after if ahead else cal.weekday_on_or_before)(start, number)
    how = f"{which} weekday: the {'first after' if ahead else 'last before'} {named}"
    return None if day is None else dated(cal.one_day(day), "weekday", how, anchor)


def _before_last(match: re.Match[str], context: Context) -> Meaning | None:
    """``the Friday before last``, ``the week before last``: the one before the last."""
    name, base = match["weekday"], context.published
    if base is None:
        return undated("day", None, f"{match[0]}: {NO_PUBLICATION}")
    how = f"{match[0]}: the one before the last, counted from publication"
    if name:
        eve = cal.shift(base, "day", -8)
        day = None if eve is None else cal.weekday_on_or_before(eve, weekday_of(name))
        return None if day is None else dated(cal.one_day(day), "weekday", how, "published")
    if match["unit"] == "night":
        day = cal.shift(base, "day", -2)
        return None if day is None else of_part(day, "night", how, "published")
    if match["unit"] == "weekend":
        week = cal.shift(base, "week", -1)
        return None if week is None else _weekend(week, how)
    return dated_unit(cal.neighbour(base, match["unit"], -2), match["unit"], how, "published")


def _weekdays_ago(match: re.Match[str], context: Context) -> Meaning | None:
    """``two Fridays ago``: the last but one."""
    number, base = number_of(match["number"]), context.published
    if base is None or not number or number % 1:
        return undated("weekday", None, f"weekdays ago: {NO_PUBLICATION if base is None else 'vague count'}")
    eve = cal.shift(base, "day", -1)
    last = None if eve is None else cal.weekday_on_or_before(eve, weekday_of(match["weekday"].removesuffix("s")))
    day = None if last is None else cal.shift(last, "week", 1 - int(number))
    return None if day is None else dated(cal.one_day(day), "weekday", "weekdays counted from publication", "published")


def _this_time(match: re.Match[str], context: Context) -> Meaning | None:
    """``this time last year``: around the same day of it, so its month; of a month its week, of a week its day."""
    if context.published is None:
        return undated("day", None, f"{match[0]}: {NO_PUBLICATION}")
    moved = cal.shift(context.published, match["unit"], STEPS[match["which"]])
    finer = {"year": "month", "month": "week", "week": "day"}[match["unit"]]
    how = f"{match[0]}: the {finer} a {match['unit']} from publication"
    return None if moved is None else dated_unit(cal.period_around(moved, finer), finer, how, "published")


def _adjacent_partial(match: re.Match[str], context: Context) -> Meaning | None:
    """``last May``, ``next summer``, ``this September``, ``this past spring``."""
    groups = match.groupdict()
    if groups.get("season"):
        partial = Partial(code=SEASONS[match["season"]])
    else:
        partial = Partial(month_of(match["month"]), int(groups["day"]) if groups.get("day") else None)
    which = match["which"].lower()
    if which == "this" and context.published is not None:
        return in_year(partial, context.published.year, "of the year of publication", "published")
    return without_year(partial, context, step=STEPS.get(which, 0))


def _trailing(match: re.Match[str], context: Context) -> Meaning | None:
    """``the past two weeks``, ``the last 24 hours``, ``the next few days``: they end, or begin, at publication."""
    unit, step = unit_of(match["unit"]), STEPS[match["which"]]
    number = number_of(match["number"]) if match["number"] else None if match["unit"].endswith("s") else 1
    if context.published is None:
        return length(unit, number, f"duration: {NO_PUBLICATION}")
    # A vague number of longer units tells no first day; "the past few hours" reach into the day before, "the next few
    # hours" are left of the day on which a report is written.
    counted = int(step < 0) if number is None and unit == "hour" else number
    days = None if counted is None else stretch(context.published, unit, counted, step)
    if days is None:
        return length(unit, number, "vague duration: no start can be told")
    return dated_length(unit, number, days, f"duration {'up to' if step < 0 else 'from'} publication", "published")


def _reference(value: str) -> Resolver:
    return lambda _match, _context: reference(value)


_GOES_ON = rf"(?:{UNIT}|{SEASON}|{MONTH}|{LONG_WEEKDAY}|evening|[a-z]+['’]s)\b"
"""After ``last`` or ``next`` that belongs to what follows: "the week before last week's vote"."""

BEFORE_LAST_RULES = (
    Rule(
        "before last",
        rf"(?:the{S})?(?:(?P<weekday>{LONG_WEEKDAY})|(?P<unit>night|week|weekend|month|year)){S}before{S}last",
        _before_last,
        not_before=_GOES_ON,
    ),
    Rule("after next", rf"the{S}(?P<unit>week|weekend|month|year){S}after{S}next", _after_next, not_before=_GOES_ON),
)
"""They may begin with a weekday, and go before the weekday alone."""

DEICTIC_RULES = (
    Rule(
        "day before yesterday",
        rf"the{S}day{S}(?:before{S}yesterday|after{S}tomorrow)|yesterday|today|tomorrow",
        _deictic,
    ),
    Rule("weekdays ago", rf"(?P<number>{NUMBER}){S}(?P<weekday>{WEEKDAYS_PLURAL}){S}ago", _weekdays_ago),
    Rule("this time last year", rf"this{S}time{S}(?P<which>last|next){S}(?P<unit>week|month|year)", _this_time),
    Rule("tonight", r"tonight", _part_of(0, "night")),
    Rule("last night", rf"(?:late{S})?(?:last{S}(?P<part>night|evening))", _part_of(-1)),
    Rule("this morning", rf"(?:early{S}|late{S}|earlier{S})?this{S}(?P<part>{PART})", _part_of(0)),
    Rule("overnight", r"overnight", _overnight),
    Rule(
        "trailing",
        (
            rf"{_NO_VERB}(?:(?:at{S}least{S})?(?:the|these|those|this|its|his){S})?(?P<which>last|past|previous|next"
            rf"|coming){S}(?P<number>{NUMBER})(?:{S}(?:to|or){S}{NUMBER})?(?:{S}(?:consecutive|full|fiscal"
            rf"|trading))?{S}(?P<unit>{UNIT})"
        ),
        _trailing,
        not_before=rf"{RELATED}\b",
    ),
    Rule(
        "the past year",
        (rf"(?:the|this){S}(?P<which>past){S}(?P<number>)(?P<unit>hour|day|week|month|year|decade|century)"),
        _trailing,
    ),
    Rule(
        "the last year",
        rf"the{S}(?P<which>last|coming){S}(?P<number>)(?P<unit>week|month|year|decade|century)",
        _trailing,
        after=r"(?:over|in|during|for|within|throughout)(?:\sjust)?",
    ),
    Rule(
        "past hours",
        rf"{_NO_VERB}(?:the{S})?(?P<which>past|last){S}(?P<number>)(?P<unit>hours|days|weeks|months|years|decades)",
        _trailing,
    ),
    Rule(
        "adjacent weekday",
        (
            rf"(?:the{S})?(?P<which>last|next|this|past|coming|previous|following|preceding){S}(?:coming{S}"
            rf"|past{S})?(?P<weekday>{LONG_WEEKDAY})(?!s\b)"
        ),
        _adjacent_weekday,
    ),
    Rule(
        "this past month",
        rf"this{S}(?P<which>past|coming){S}(?:(?P<month>{MONTH})|(?P<season>{SEASON}))",
        _adjacent_partial,
    ),
    Rule(
        "adjacent day of a month",
        rf"(?P<which>last|next|this){S}(?P<month>{MONTH}){S}(?P<day>\d\d?)(?:st|nd|rd|th)?(?![\d,:.]\d)",
        _adjacent_partial,
    ),
    Rule(
        "adjacent month",
        rf"(?P<which>last|next|this){S}(?:(?P<month>{MONTH})|(?P<season>{SEASON}))(?!{S}\d)",
        _adjacent_partial,
    ),
    Rule(
        "adjacent period",
        (
            rf"(?:the{S})?(?P<which>last|next|this|current|past|coming)[\s-]{{1,2}}(?:fiscal{S}|calendar{S}"
            rf"|financial{S})?(?P<unit>{_PERIOD})"
        ),
        _adjacent_period,
        not_before=rf"{RELATED}\b|-?old\b",
    ),
    Rule(
        "period of publication",
        (
            rf"the{S}(?:(?:current|full|fiscal|latest{S}fiscal){S})?(?P<which>)(?P<unit>week|month|year)|"
            rf"(?P<unit2>year)(?:-|{S}|['’]s{S})end"
        ),
        _this_period,
        after=(
            r"(?:end|beginning|start|rest|remainder|middle|half|part|months|weeks|outset) (?:of|in)|"
            r"(?:earlier|later|late|early) in|for|by|in"
        ),
        not_before=r"[-\s]?(?:ago|earlier|old|long|round)\b|(?:that|when|to|of|since|in which|and a half)\b",
    ),
    Rule("the weekend", rf"the{S}weekend|weekend(?=\s)", _the_weekend, not_before=r"of\b"),
    Rule(
        "now",
        r"now|currently|at present|nowadays|right now|at the moment|presently",
        _reference("PRESENT_REF"),
        not_before=r"that\b(?!\s\w+\s\w+ed)|-",
    ),
    Rule("recently", rf"(?:more{S}|most{S}|until{S})?recently|lately", _reference("PAST_REF")),
    Rule(
        "recent days",
        (
            rf"(?:the{S})?(?:most{S})?recent{S}(?:days|weeks|months|years|decades|quarters|hours)(?:{S}and{S}"
            r"(?:days|weeks|months|years))?"
        ),
        _reference("PAST_REF"),
    ),
    Rule(
        "coming days",
        rf"(?:the{S})?(?:coming|ensuing|future){S}(?:days|weeks|months|years|decades|quarters|hours)",
        _reference("FUTURE_REF"),
    ),
    Rule("the past", r"the (?:recent |distant )?past", _reference("PAST_REF"), after=r"in|of|from|than"),
    Rule(
        "the future",
        r"(?:the |near )?(?:near |foreseeable |immediate )?future",
        _reference("FUTURE_REF"),
        after=r"in|for|about|of|into|near|the near",
    ),
    Rule("the near term", rf"the{S}(?:near|short|long){S}(?:term|run)", _reference("FUTURE_REF"), after="in|for|over"),
)
