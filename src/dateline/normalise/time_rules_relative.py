"""Rules for expressions that lean on publication or on the narrative: yesterday, last week, two days later."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from dateline.normalise import time_calendar as cal
from dateline.normalise.time_calendar import Days
from dateline.normalise.time_meaning import (
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
    S,
    month_of,
    number_of,
    unit_of,
    weekday_of,
)

PART_CODES = {"morning": "MO", "mornings": "MO", "dawn": "MO", "afternoon": "AF", "afternoons": "AF", "evening": "EV",
              "evenings": "EV", "night": "NI", "nights": "NI"}  # fmt: skip
"""TIMEX3 codes of the parts of a day."""

_KINDS: dict[str, Kind] = {"day": "day", "week": "week", "weekend": "week", "month": "month", "quarter": "quarter",
                           "year": "year", "decade": "decade", "century": "decade"}  # fmt: skip
_STEPS = {"last": -1, "past": -1, "previous": -1, "preceding": -1, "this": 0, "current": 0, "the current": 0,
          "next": 1, "coming": 1, "following": 1, "ensuing": 1}  # fmt: skip
_DEICTIC = {"today": 0, "yesterday": -1, "tomorrow": 1, "the day before yesterday": -2, "the day after tomorrow": 2}
_PERIOD = r"(?:week|weekend|month|quarter|year|decade|century)"
_PART = r"(?:morning|afternoon|evening|night)"
_NO_DATE = "no publication date"


def of_part(day: date, part: str, how: str, anchor: str) -> Meaning:
    """A part of one day: ``2024-09-10TMO``. A night is dated by the day it begins on."""
    value = f"{day.isoformat()}T{PART_CODES[part.lower()]}"
    return Meaning("part", "TIME", value, Days(day, day), "part-of-day", how, anchor)


def _deictic(match: re.Match[str], context: Context) -> Meaning | None:
    words = re.sub(r"\s+", " ", match[0].lower())
    if context.published is None:
        return undated("day", None, f"{words}: {_NO_DATE}")
    day = cal.shift(context.published, "day", _DEICTIC[words])
    return None if day is None else dated(cal.one_day(day), "day", f"{words}: counted from publication", "published")


def _part_of(steps: int, part: str | None = None) -> Resolver:
    def resolve(match: re.Match[str], context: Context) -> Meaning | None:
        chosen = part or match["part"]
        if context.published is None:
            return Meaning("part", "TIME", None, None, "unknown", f"part of a day: {_NO_DATE}")
        day = cal.shift(context.published, "day", steps)
        return None if day is None else of_part(day, chosen, "part of a day, counted from publication", "published")

    return resolve


def _overnight(match: re.Match[str], context: Context) -> Meaning | None:
    """The night that ends on the day of publication: both days."""
    if context.published is None:
        return Meaning("part", "TIME", None, None, "unknown", f"overnight: {_NO_DATE}")
    eve = cal.shift(context.published, "day", -1)
    if eve is None:
        return None
    night = of_part(eve, "night", "overnight: the night before publication", "published")
    return replace(night, days=Days(eve, context.published))


def _around(period: cal.Period | None, unit: str, how: str, anchor: str) -> Meaning | None:
    return dated(period, _KINDS[unit], how, anchor)


def _adjacent_period(match: re.Match[str], context: Context) -> Meaning | None:
    """``last week``, ``this year``, ``next month``: the calendar period before, at or after publication."""
    unit, step = unit_of(match["unit"]), _STEPS[match["which"].lower()]
    if context.published is None:
        return undated(_KINDS[unit], None, f"{match['which'].lower()} {unit}: {_NO_DATE}")
    how = f"{match['which'].lower()} {unit}: the calendar {unit} {('before', 'of', 'after')[step + 1]} publication"
    if unit == "weekend" and step <= 0:
        return _weekend(context.published, how)
    return _around(cal.neighbour(context.published, unit, step), unit, how, "published")


def _weekend(published: date, how: str) -> Meaning | None:
    """A weekend told as past is the last whose Saturday is not after publication."""
    saturday = cal.weekday_on_or_before(published, 5)
    return None if saturday is None else _around(cal.weekend(saturday), "weekend", how, "published")


def _the_weekend(match: re.Match[str], context: Context) -> Meaning | None:
    if context.published is None:
        return undated("week", None, f"weekend: {_NO_DATE}")
    if context.ahead:
        return _around(cal.weekend(context.published), "weekend", "weekend: the next one", "published")
    return _weekend(context.published, "weekend: the last one before publication")


def _this_period(match: re.Match[str], context: Context) -> Meaning | None:
    """``the end of the month``, ``later in the year``, ``year-end``: the period of publication."""
    unit = unit_of(match["unit"] or match["unit2"])
    if context.published is None:
        return undated(_KINDS[unit], None, f"{unit}: {_NO_DATE}")
    return _around(cal.period_around(context.published, unit), unit, f"the calendar {unit} of publication", "published")


def _told_period(match: re.Match[str], context: Context) -> Meaning | None:
    """``that month``, ``the same year``, ``the following week``: counted from the narrative's last date."""
    unit = unit_of(match["unit"])
    step = _STEPS.get(match["which"].lower(), 0)
    base = _narrative(context, unit)
    if base is None:
        return undated(_KINDS[unit], None, f"{match[0].lower()}: no date before it")
    how = f"the {unit} {('before', 'of', 'after')[step + 1]} the date told before it"
    return _around(cal.neighbour(base, unit, step), unit, how, "document")


def _narrative(context: Context, unit: str) -> date | None:
    """The narrative's last day, for days; for longer units its last period serves too."""
    if unit == "day" or context.state.period is None:
        return context.state.day
    return context.state.period.first


def _told_part(match: re.Match[str], context: Context) -> Meaning | None:
    """``that night``, ``the next morning``: a part of the narrative's day or of a neighbour of it."""
    if context.state.day is None:
        return Meaning("part", "TIME", None, None, "unknown", "part of a day: no day before it")
    day = cal.shift(context.state.day, "day", _STEPS.get(match["which"].lower(), 0))
    return None if day is None else of_part(day, match["part"], "counted from the day told before it", "document")


def _same_day(match: re.Match[str], context: Context) -> Meaning | None:
    if context.state.day is None:
        return undated("day", None, "no day told before it")
    return dated(cal.one_day(context.state.day), "day", "the day told before it", "document")


def _step_day(context: Context, steps: int) -> Meaning | None:
    day = None if context.state.day is None else cal.shift(context.state.day, "day", steps)
    if day is None:
        return undated("day", None, "no day told before it")
    return dated(cal.one_day(day), "day", "counted from the day told before it", "document")


def _adjacent_weekday(match: re.Match[str], context: Context) -> Meaning | None:
    number, which = weekday_of(match["weekday"]), match["which"].lower()
    base = context.published
    anchor = "published"
    if which in ("previous", "following", "preceding"):
        base, anchor = context.state.day or base, "document" if context.state.day else anchor
    if base is None:
        return undated("weekday", f"XXXX-WXX-{number + 1}", f"weekday: {_NO_DATE}")
    ahead = _STEPS[which] > 0 or (which == "this" and context.ahead)
    start = base if which == "this" else cal.shift(base, "day", 1 if ahead else -1)
    day = None if start is None else (cal.weekday_on_or_after if ahead else cal.weekday_on_or_before)(start, number)
    how = f"{which} weekday: the {'first after' if ahead else 'last before'} the {'publication' if anchor == 'published' else 'day told before it'}"
    return None if day is None else dated(cal.one_day(day), "weekday", how, anchor)


def _adjacent_partial(match: re.Match[str], context: Context) -> Meaning | None:
    """``last May``, ``next summer``, ``this September``, ``this past spring``."""
    groups = match.groupdict()
    if groups.get("season"):
        partial = Partial(code=SEASONS[match["season"].lower()])
    else:
        partial = Partial(month_of(match["month"]), int(groups["day"]) if groups.get("day") else None)
    which = match["which"].lower()
    if which == "this" and context.published is not None:
        return in_year(partial, context.published.year, "of the year of publication", "published")
    return without_year(partial, context, step=_STEPS.get(which, 0))


def _counted(match: re.Match[str], context: Context) -> Meaning | None:
    """``two days ago``, ``a week earlier``, ``ten years later``, ``three days from now``."""
    unit, direction = unit_of(match["unit"]), re.sub(r"\s+", " ", match["direction"].lower())
    number = number_of(match["number"])
    from_publication = direction in ("ago", "from now", "hence")
    back = direction in ("ago", "earlier", "before", "previously")
    if number is None or number != int(number):
        return _vaguely_counted(unit, back)
    if unit in ("second", "minute", "hour"):
        return _hours_counted(unit, int(number), back, from_publication, context)
    unit, steps = ("week", int(number) * 2) if unit == "fortnight" else ("day" if unit == "night" else unit, int(number))
    base, anchor = context.published, "published"
    if not from_publication:
        base, anchor = _base_of_earlier(context, unit), "document"
    if not from_publication and base is None and unit in ("month", "quarter", "year", "decade", "century") and back:
        base, anchor = context.published, "published"
    if base is None:
        return undated("day", None, f"{direction}: no date to count from")
    steps = -steps if back else steps
    how = f"{number:g} {unit}{'s' if number != 1 else ''} {direction}: counted from {'publication' if anchor == 'published' else 'the date told before it'}"
    if unit == "year" and context.state.quarter is not None:
        shifted = cal.shift(context.state.quarter.first, "year", steps)
        return None if shifted is None else dated(cal.period_around(shifted, "quarter"), "season", how, "document")
    if unit == "week":
        day = cal.shift(base, "week", steps)
        return None if day is None else _around(cal.week(day) if from_publication else cal.one_day(day), "week" if from_publication else "day", how, anchor)
    if unit in ("decade", "century"):
        shifted = cal.shift(base, unit, steps)
        return None if shifted is None else _around(cal.year(shifted.year), "year", how, anchor)
    return _around(cal.neighbour(base, unit, steps), unit, how, anchor)


def _base_of_earlier(context: Context, unit: str) -> date | None:
    return _narrative(context, unit)


def _vaguely_counted(unit: str, back: bool) -> Meaning:
    value = {"day": "PXD", "night": "PXD", "week": "PXW", "fortnight": "PXW", "month": "PXM", "quarter": "PXM",
             "hour": "PTXH", "minute": "PTXM", "second": "PTXS"}.get(unit, "PXY")  # fmt: skip
    return Meaning("duration", "DURATION", value, None, "unknown", f"vague count, {'back' if back else 'on'}: no day can be told")


def _hours_counted(unit: str, number: int, back: bool, from_publication: bool, context: Context) -> Meaning | None:
    base = context.published if from_publication else context.state.day
    value = f"PT{number}{unit[0].upper()}"
    if base is None:
        return Meaning("duration", "DURATION", value, None, "unknown", "hours counted from an unknown day")
    hours = number if unit == "hour" else 1
    far = cal.shift(base, "day", (-1 if back else 1) * ((hours + 23) // 24)) if unit == "hour" else base
    if far is None:
        return None
    anchor = "published" if from_publication else "document"
    return Meaning("duration", "DURATION", value, Days(min(base, far), max(base, far)), unit if unit != "second" else "minute",
                   f"{unit}s counted from {'publication' if from_publication else 'the day told before it'}", anchor)


def _trailing(match: re.Match[str], context: Context) -> Meaning | None:
    """``the past two weeks``, ``the last 24 hours``, ``the next few days``: they end, or begin, at publication."""
    unit, step = unit_of(match["unit"]), _STEPS[match["which"].lower()]
    number = number_of(match["number"]) if match["number"] else 1
    value = duration_value(unit, number)
    how = f"{'up to' if step < 0 else 'from'} publication"
    granularity = granularity_of(unit)
    days = None
    if context.published is not None:
        if unit in ("hour", "minute", "second"):
            reach, base_unit = ((int(number or 1) + 23) // 24 if unit == "hour" else 0), "day"
        elif number is None:
            reach, base_unit = 0, ""
        else:
            reach, base_unit = int(number) * (2 if unit == "fortnight" else 1), {"fortnight": "week", "night": "day", "weekend": "week"}.get(unit, unit)
        far = cal.shift(context.published, base_unit, step * reach) if base_unit else None
        days = None if far is None else Days(min(far, context.published), max(far, context.published))
    if days is None:
        return Meaning("duration", "DURATION", value, None, "unknown", "vague duration: no start can be told" if number is None else f"duration: {_NO_DATE}")
    return Meaning("duration", "DURATION", value, days, granularity, f"duration {how}", "published")


def duration_value(unit: str, number: float | None) -> str:
    """The TIMEX3 value: ``P2W``, ``PT30M``, ``PXD`` for a vague number; decades and centuries count as years."""
    scale, unit = {"decade": (10, "year"), "century": (100, "year"), "fortnight": (2, "week"), "quarter": (3, "month"),
                   "weekend": (2, "day")}.get(unit, (1, "day" if unit == "night" else unit))  # fmt: skip
    clock = unit in ("hour", "minute", "second")
    amount = "X" if number is None else f"{number * scale:g}"
    halves = {"hour": ("PT", "H30M", "PT30M"), "year": ("P", "Y6M", "P6M"), "day": ("P", "DT12H", "PT12H")}
    if number is not None and number % 1 == 0.5 and unit in halves:
        head, tail, alone = halves[unit]
        return f"{head}{number - 0.5:g}{tail}" if number > 1 else alone
    return f"P{'T' if clock else ''}{amount}{unit[0].upper()}"


def granularity_of(unit: str) -> Granularity:
    """The granularity of the record that a unit stands for."""
    table: dict[str, Granularity] = {"second": "minute", "minute": "minute", "hour": "hour", "day": "day", "night": "day", "week": "week", "fortnight": "week",
             "weekend": "day", "month": "month", "quarter": "season", "year": "year", "decade": "decade", "century": "decade"}
    return table[unit]


def _the_quarter(match: re.Match[str], context: Context) -> Meaning | None:
    """``the quarter``, ``the latest period``: the quarter told before it, else the last one that has ended."""
    back = re.search(r"year|corresponding|comparable", match[0], re.IGNORECASE)
    told = context.state.quarter is not None and not re.search("latest|recent", match[0], re.IGNORECASE)
    base = context.state.quarter.first if told and context.state.quarter else context.published
    if base is None:
        return undated("quarter", None, f"quarter: {_NO_DATE}")
    period = cal.neighbour(base, "quarter", (0 if told else -1) - (4 if back else 0))
    return dated(period, "season" if back else "quarter", "the quarter told before it" if told else "the last quarter that has ended", "document" if told else "published")


def _reference(value: str) -> Resolver:
    return lambda match, context: reference(value)


_RELATED = r"(?:ago|earlier|later|from\snow|hence|previously)"

RELATIVE_RULES = (
    Rule("day before yesterday", rf"the{S}day{S}(?:before{S}yesterday|after{S}tomorrow)|yesterday|today|tomorrow", _deictic),
    Rule("tonight", r"tonight", _part_of(0, "night")),
    Rule("last night", rf"(?:late{S})?(?:last{S}(?P<part>night|evening))", _part_of(-1)),
    Rule("this morning", rf"(?:early{S}|late{S}|earlier{S})?this{S}(?P<part>{_PART})", _part_of(0)),
    Rule("overnight", r"overnight", _overnight),
    Rule("counted", rf"(?:(?:just|only|nearly|almost|about|more{S}than|over|around|some|roughly){S})?(?P<number>{NUMBER})(?:{S}(?:full|more|long))?[\s-](?P<unit>{UNIT})(?:{S}or{S}so)?{S}(?P<direction>{_RELATED})", _counted),
    Rule("counted, at a clause's end", rf"(?P<number>{NUMBER}){S}(?P<unit>days|weeks|months|years|day|week|month|year){S}(?P<direction>before|after)(?={S}?(?:[.,;:)]|$))", _counted),
    Rule("trailing", rf"(?:(?:at{S}least{S})?(?:the|these|those|this|its|his){S})?(?P<which>last|past|previous|next|coming|following|preceding){S}(?P<number>{NUMBER})(?:{S}(?:to|or){S}{NUMBER})?(?:{S}(?:consecutive|full|fiscal|trading))?{S}(?P<unit>{UNIT})", _trailing,
         not_before=rf"{_RELATED}\b"),
    Rule("the past year", rf"(?:the|this){S}(?P<which>past){S}(?P<number>)(?P<unit>hours?|days?|weeks?|months?|years?|decades?|century)", _trailing),
    Rule("the last year", rf"the{S}(?P<which>last|coming){S}(?P<number>)(?P<unit>week|month|year|decade|century)", _trailing,
         after=r"over|in|during|for|within|throughout"),
    Rule("past hours", rf"(?:the{S})?(?P<which>past|last){S}(?P<number>)(?P<unit>hours)", _trailing),
    Rule("adjacent weekday", rf"(?:the{S})?(?P<which>last|next|this|past|coming|previous|following|preceding){S}(?:coming{S}|past{S})?(?P<weekday>{LONG_WEEKDAY})(?!s\b)", _adjacent_weekday),
    Rule("this past month", rf"this{S}(?P<which>past|coming){S}(?:(?P<month>{MONTH})|(?P<season>{SEASON}))", _adjacent_partial),
    Rule("adjacent day of a month", rf"(?P<which>last|next|this){S}(?P<month>{MONTH}){S}(?P<day>\d\d?)(?:st|nd|rd|th)?(?![\d,:.]\d)", _adjacent_partial),
    Rule("adjacent month", rf"(?P<which>last|next|this){S}(?:(?P<month>{MONTH})|(?P<season>{SEASON}))(?!{S}\d)", _adjacent_partial),
    Rule("adjacent period", rf"(?:the{S})?(?P<which>last|next|this|current|past|coming)[\s-]{{1,2}}(?:fiscal{S}|calendar{S}|financial{S})?(?P<unit>{_PERIOD})", _adjacent_period,
         not_before=rf"{_RELATED}\b|old\b"),
    Rule("period of publication", rf"the{S}(?:(?:current|full|fiscal|latest{S}fiscal){S})?(?P<which>)(?P<unit>week|month|year)|(?P<unit2>year)(?:-|{S}|['’]s{S})end", _this_period,
         after=r"(?:end|beginning|start|rest|remainder|middle|half|part|months|weeks|outset) (?:of|in)|(?:earlier|later|late|early) in|for|by|in", not_before=r"[-\s]?(?:ago|earlier|old|long|round)\b|(?:that|when|to|of|since|in which|and a half)\b"),
    Rule("narrative period", rf"(?:(?:earlier|later){S})?(?:the{S})?(?P<which>that|same|that{S}same|previous|following|preceding|next){S}(?P<unit>week|month|year|quarter)", _told_period),
    Rule("narrative day", rf"(?:the{S})?(?P<which>previous|following|preceding|next){S}(?P<unit>day)", _told_period, not_before=r"of\b"),
    Rule("day before", rf"(?:(?:a|the|one){S})day{S}(?P<which>earlier)", lambda match, context: _step_day(context, -1)),
    Rule("the day before", rf"the{S}day{S}before(?={S}?(?:[.,;:)]|$))", lambda match, context: _step_day(context, -1)),
    Rule("the day after", rf"the{S}day{S}after(?={S}?(?:[.,;:)]|$))", lambda match, context: _step_day(context, 1)),
    Rule("same day", rf"(?:(?:earlier|later){S}(?:on{S}|in{S})?)?(?:that{S}(?:same{S}|very{S})?day|(?:the|this){S}same{S}day)", _same_day),
    Rule("earlier in the day", rf"(?:earlier|later|late|early){S}in{S}the{S}day", _same_day),
    Rule("narrative part", rf"(?:(?:later|earlier|late|early){S})?(?:the{S})?(?P<which>that|same|next|following|previous){S}(?P<part>{_PART})", _told_part),
    Rule("the weekend", rf"the{S}weekend|weekend(?=\s)", _the_weekend, not_before=r"of\b"),
    Rule("the quarter", rf"the{S}(?:latest|most{S}recent|(?:corresponding|comparable|same)(?:{S}(?:year[-\s](?:ago|earlier)))?|year[-\s](?:ago|earlier)|prior[-\s]year){S}(?:fiscal{S})?(?:quarter|period)|the{S}quarter|that{S}quarter", _the_quarter),
    Rule("year-earlier", r"year[-\s](?:ago|earlier)(?=\s(?:profit|loss|earnings|net|results|figures|level|quarter|period|sales|total))", _the_quarter),
    Rule("now", r"now|currently|at present|nowadays|right now|at the moment|presently", _reference("PRESENT_REF"), not_before=r"that\b(?!\s\w+\s\w+ed)|-"),
    Rule("recently", rf"(?:more{S}|most{S}|until{S})?recently|lately", _reference("PAST_REF")),
    Rule("recent days", rf"(?:the{S})?(?:most{S})?recent{S}(?:days|weeks|months|years|decades|quarters|hours)(?:{S}and{S}(?:days|weeks|months|years))?", _reference("PAST_REF")),
    Rule("coming days", rf"(?:the{S})?(?:coming|ensuing|future){S}(?:days|weeks|months|years|decades|quarters|hours)", _reference("FUTURE_REF")),
    Rule("the past", r"the (?:recent |distant )?past", _reference("PAST_REF"), after=r"in|of|from|than"),
    Rule("the future", r"(?:the |near )?(?:near |foreseeable |immediate )?future", _reference("FUTURE_REF"), after=r"in|for|about|of|into|near|the near"),
    Rule("the near term", rf"the{S}(?:near|short|long){S}(?:term|run)", _reference("FUTURE_REF"), after="in|for|over"),
)
