"""Rules for clock times, durations, sets and anniversaries."""

from __future__ import annotations

import re
from dataclasses import replace

from dateline.normalise.time_calendar import Days
from dateline.normalise.time_length import CLOCK_UNITS, dated_length, duration_value, length, stretch
from dateline.normalise.time_meaning import NO_PUBLICATION, Context, Meaning
from dateline.normalise.time_rule import Rule
from dateline.normalise.time_rules_deictic import PART_CODES, of_part
from dateline.normalise.time_words import (
    DAY_NUMBER,
    HOUR,
    LONG_WEEKDAY,
    MONTH,
    NUMBER,
    ORDINAL_SUFFIX,
    ORDINAL_WORD,
    SEASON,
    SEASONS,
    UNIT,
    WEEKDAY,
    WEEKDAYS_PLURAL,
    S,
    month_of,
    number_of,
    unit_of,
    weekday_of,
)
from dateline.schema.reading import Granularity

_OFFSETS = {"gmt": 0, "utc": 0, "z": 0, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8,
            "pdt": -7, "bst": 1, "cet": 1, "cest": 2}  # fmt: skip
"""Hours from UTC of the zones that news writes; ``IST`` and others name several zones and are left as local time."""

_ZONE = (
    rf"(?:{S}?\(?(?P<zone>gmt|utc|est|edt|cst|cdt|mst|mdt|pst|pdt|bst|cest|cet|et|ist|ast)\)?"
    rf"|,?{S}local{S}time\b,?|{S}?hours|{S}?hrs)"
)
_WORD_HOURS = {"noon": (12, 0), "midday": (12, 0), "midnight": (24, 0)}
_ABOUT = rf"(?:(?:about|around|approximately|shortly{S}(?:before|after)|just{S}(?:before|after)|nearly){S})?"
_HALF_DAY = r"(?P<half>a\.\s?m\b\.?|p\.\s?m\b\.?|am\b|pm\b)"


def _clock_meaning(hour: int, minute: int, zone: str | None, context: Context) -> Meaning | None:
    """A clock time on the day told shortly before it, else a time of day alone."""
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        return None
    clock = f"{hour:02}:{minute:02}"
    hours = _OFFSETS.get(zone or "")
    offset = "" if hours is None else f"{'-' if hours < 0 else '+'}{abs(hours):02}:00"
    granularity: Granularity = "minute" if minute else "hour"
    how = "clock time: no day told"
    alone = Meaning("clock", "TIME", f"T{clock}", None, granularity, how, clock=clock, offset=offset)
    day = context.near_day
    return alone if day is None else on_day(alone, Days(day, day), "document", "clock time on the day told before it")


def on_day(clock: Meaning, days: Days, anchor: str | None, how: str) -> Meaning:
    """A clock time set on a day."""
    return replace(clock, value=f"{days.first.isoformat()}T{clock.clock}", days=days, how=how, anchor=anchor)


def _clock(match: re.Match[str], context: Context) -> Meaning | None:
    groups = match.groupdict()
    hour, minute = int(groups["hour"]), int(groups.get("minute") or 0)
    half = groups.get("half")
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half[0] == "p" else 0)
    return _clock_meaning(hour, minute, groups.get("zone"), context)


def _word_clock(match: re.Match[str], context: Context) -> Meaning | None:
    return _clock_meaning(*_WORD_HOURS[match["word"]], None, context)


def _oclock(match: re.Match[str], context: Context) -> Meaning | None:
    number = number_of(match["hour"])
    if number is None or not 1 <= number <= 12:
        return None
    return _clock_meaning(int(number) % 12 + (12 if match["part"] in _LATE_PARTS else 0), 0, None, context)


_LATE_PARTS = ("afternoon", "evening", "night")


def _past_or_to(match: re.Match[str], context: Context) -> Meaning | None:
    """``half past three``, ``a quarter to four``, ``ten past four``: on the dial, as ``3:30`` is."""
    groups = match.groupdict()
    hour, minute = int(number_of(match["hour"]) or 0), int(number_of(groups.get("minutes") or "") or 15)
    if groups.get("half"):
        minute = 30
    if groups.get("to"):
        hour, minute = hour - 1 or 12, 60 - minute
    return _clock_meaning(hour, minute, None, context)


def _part(match: re.Match[str], context: Context) -> Meaning | None:
    """``in the morning``: of the day that the narrative stands on."""
    return _told_part(re.sub(r"\s+", " ", match["part"]), context)


def _hours_of_day(match: re.Match[str], context: Context) -> Meaning | None:
    """``the early hours``: a part of a day, which a day beside it may name."""
    return _told_part("night" if match["late"] else "morning", context)


def _told_part(part: str, context: Context) -> Meaning:
    day = context.near_day
    if day is None:
        return Meaning("part", "TIME", f"T{PART_CODES[part]}", None, "part-of-day", "part of a day: no day told")
    return of_part(day, part, "part of the day told before it", "document")


def _duration(match: re.Match[str], context: Context) -> Meaning | None:
    """A length of time. With ``for`` and a perfect tense it has run up to publication."""
    unit, number = unit_of(match["unit"]), number_of(match["number"])
    running = _runs(context)
    if number is None:
        return length(unit, number, _NO_START, running=running)
    if running and context.published and unit not in CLOCK_UNITS:
        days = stretch(context.published, unit, number, -1)
        if days is not None:
            how = "duration that has run up to publication"
            return dated_length(unit, number, days, how, "published", running=True)
    return length(unit, number, "duration: no start is told", running=running)


def _and_a_half(match: re.Match[str], context: Context) -> Meaning | None:
    """``a year and a half``."""
    return length(unit_of(match["unit"]), 1.5, "duration: no start is told", running=_runs(context))


_NO_START = "vague duration: no start can be told"
_RUNNING = re.compile(r"\b(?:has|have|'ve)\b[^.;:]{0,110}\b(?:for|in)\s+$", re.IGNORECASE)
_RUNS_ON = re.compile(r"\s+(?:has|have)\b", re.IGNORECASE)


def _runs(context: Context) -> bool:
    """Whether a length has run up to publication: "has been fought for four years", "for four years has raged"."""
    if _RUNNING.search(context.before):
        return True
    return _RUNS_ON.match(context.after) is not None and context.before.lower().endswith("for ")


def _the_day(_match: re.Match[str], _context: Context) -> Meaning | None:
    """``the day before last Tuesday``: a step of one day from what follows."""
    return length("day", 1, "one day from what follows")


def _vague(match: re.Match[str], context: Context) -> Meaning | None:
    unit = unit_of(match["unit"] or match["long"])
    return length(unit, None, _NO_START, running=_runs(context))


_ADVERBS = {"hourly": "PT1H", "daily": "P1D", "nightly": "XXXX-XX-XXTNI", "weekly": "P1W", "fortnightly": "P2W",
            "biweekly": "P2W", "monthly": "P1M", "annually": "P1Y", "annual": "P1Y", "yearly": "P1Y"}  # fmt: skip


def _adverb(match: re.Match[str], _context: Context) -> Meaning | None:
    return Meaning("set", "SET", _ADVERBS[match["word"]], None, "unknown", "recurring")


def _every(match: re.Match[str], _context: Context) -> Meaning | None:
    groups = match.groupdict()
    if groups.get("weekday"):
        part = groups.get("part")
        tail = f"T{PART_CODES[part]}" if part else ""
        value = f"XXXX-WXX-{weekday_of(groups['weekday']) + 1}{tail}"
    elif groups.get("part"):
        value = f"XXXX-XX-XXT{PART_CODES[match['part']]}"
    else:
        number = 2 if groups.get("other") else number_of(groups.get("number") or "one")
        value = duration_value(unit_of(match["unit"]), number)
    return Meaning("set", "SET", value, None, "unknown", "recurring")


def _every_period(match: re.Match[str], context: Context) -> Meaning | None:
    """``every summer``, ``each June``; "each may" is no month."""
    if match["season"]:
        return Meaning("set", "SET", f"XXXX-{SEASONS[match['season']]}", None, "unknown", "recurring")
    if context.text[match.start("month")].islower():
        return None
    return Meaning("set", "SET", f"XXXX-{month_of(match['month']):02}", None, "unknown", "recurring")


def _weekdays(match: re.Match[str], _context: Context) -> Meaning | None:
    tail = f"T{PART_CODES[match['part']]}" if match["part"] else ""
    number = weekday_of(match["weekday"].removesuffix("s"))
    return Meaning("set", "SET", f"XXXX-WXX-{number + 1}{tail}", None, "unknown", "recurring")


def _old(match: re.Match[str], context: Context) -> Meaning | None:
    """``the three-year-old war``: it has lasted so long up to publication."""
    unit, number = unit_of(match["unit"]), number_of(match["number"])
    days = stretch(context.published, unit, number, -1) if number and context.published else None
    if days is None:
        return length(unit, number, f"age of a happening: {NO_PUBLICATION}", running=True)
    return dated_length(unit, number, days, "age of a happening at publication", "published", running=True)


def _anniversary(_match: re.Match[str], _context: Context) -> Meaning | None:
    return Meaning("anniversary", "DATE", None, None, "unknown", "anniversary: no day named beside it")


_HAPPENING = (
    r"(?:war|conflict|campaign|operation|offensive|insurgency|rebellion|uprising|revolt|crisis|standoff|siege|blockade"
    r"|strike|ceasefire|cease-fire|truce|embargo|dispute)"
)
_NO_LENGTH = rf"(?!an?{S}second\b|(?:an?|one|three)[-\s]quarters?\b)"
"""``a second bomb``, ``a quarter of them``, ``three-quarters``."""
_MOD = (
    rf"(?:(?:at{S}least|at{S}most|nearly|almost|about|more{S}than|less{S}than|over|under|up{S}to"
    rf"|around|just|only|an{S}additional|another|the{S}first|the{S}last|the|this|that){S}){{0,2}}"
)
ANNIVERSARY = (
    rf"(?:(?:the|its|their|his|her){S})?(?:(?P<number>{ORDINAL_WORD}|\d{{1,3}}{ORDINAL_SUFFIX})|"
    rf"(?P<years>{NUMBER})[-\s]year|(?P<first>an|the|one-year)){S}anniversary"
)

FIRST_RULES = (
    Rule(
        "clock, half-day",
        rf"{_ABOUT}(?P<hour>1[0-2]|0?[1-9])(?:[:.](?P<minute>[0-5]\d))?\s?{_HALF_DAY}(?:{_ZONE})?",
        _clock,
    ),
    Rule("clock, zone", rf"{_ABOUT}(?P<hour>[01]\d|2[0-4])[:.]?(?P<minute>[0-5]\d)(?:{_ZONE})", _clock),
    Rule(
        "clock, digits",
        rf"{_ABOUT}(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?::[0-5]\d)?",
        _clock,
        not_before=r":|/|\d|-\d",
        not_after=r"(?:verse|psalm|matthew|luke|john|genesis|ratio|score|chapter)(?:\sof)?",
    ),
    Rule(
        "weekdays", rf"(?P<weekday>{WEEKDAYS_PLURAL})(?:{S}(?P<part>mornings|afternoons|evenings|nights))?", _weekdays
    ),
    Rule("weekday nights", rf"(?P<weekday>{LONG_WEEKDAY}){S}(?P<part>mornings|afternoons|evenings|nights)", _every),
)

EXTENT_RULES = (
    Rule(
        "clock, four digits",
        r"(?P<hour>[01]\d|2[0-4])(?P<minute>[0-5]\d)",
        _clock,
        after=(
            r"at(?:\s(?:about|around|approximately|some|exactly))?|approximately|shortly (?:before|after)"
            r"|today|yesterday"
        ),
        not_before=r"people|feet|met|miles|km|dollars|-",
    ),
    Rule(
        "o'clock",
        (
            rf"(?P<hour>{NUMBER}){S}o['’]?{S}?clock(?:{S}(?:in{S}the|at){S}(?P<part>morning|afternoon|evening"
            r"|night))?"
        ),
        _oclock,
    ),
    Rule(
        "hour of a part",
        r"(?P<hour>1[0-2]|[1-9])(?=\s(?:in\sthe|this)\s(?:morning|afternoon|evening)\b)(?P<part>)",
        _oclock,
    ),
    Rule(
        "half past",
        rf"{_ABOUT}(?:(?P<half>half)|(?:a{S})?quarter)[\s-]past{S}(?P<hour>{HOUR})",
        _past_or_to,
    ),
    Rule(
        "minutes past",
        (
            rf"{_ABOUT}(?:(?:a{S})?quarter{S}(?P<to>to)|(?P<minutes>five|ten|twenty(?:[\s-]five)?)"
            rf"(?:{S}minutes)?{S}past){S}(?P<hour>{HOUR})"
        ),
        _past_or_to,
        after=r"at|by|until|till|before|after",
        not_before=r"%|-|per\s?cent|of\b",
    ),
    Rule(
        "clock with an h",
        rf"{_ABOUT}(?P<hour>[01]?\d|2[0-4])h(?P<minute>[0-5]\d)(?:{_ZONE})?",
        _clock,
        not_after=r"for|in|took|lasts|lasted|within|over|every|than",
        not_before=r"of\b",
    ),
    Rule("noon", rf"{_ABOUT}(?P<word>noon|midday|midnight)", _word_clock),
    Rule(
        "every",
        (
            rf"(?:every|each){S}(?:other{S})?(?:(?P<weekday>{LONG_WEEKDAY})(?:{S}(?P<part>morning|afternoon"
            rf"|evening|night))?|(?P<number>{NUMBER}){S}(?P<unit>{UNIT}))"
        ),
        _every,
    ),
    Rule("every unit", rf"(?:every|each){S}(?:single{S}|(?P<other>other){S})?(?P<unit>{UNIT})", _every),
    Rule(
        "every season or month",
        rf"(?:every|each){S}(?:(?P<season>{SEASON})|(?P<month>(?!march\b){MONTH}))",
        _every_period,
        not_before=r"of\b",
    ),
    Rule("every part", rf"(?:every|each){S}(?P<part>morning|afternoon|evening|night)", _every),
    Rule(
        "times a unit",
        (
            rf"(?:once|twice|(?:three|four|five|several|\d+){S}times){S}(?:a|an|per|each|every){S}"
            r"(?P<unit>hour|day|week|month|year)"
        ),
        _every,
    ),
    Rule(
        "adverb",
        rf"(?P<word>{'|'.join(_ADVERBS)})",
        _adverb,
        not_before=r"(?:news|mail|telegraph|times|mirror|star|express|post)\b",
    ),
    Rule("anniversary", ANNIVERSARY, _anniversary),
    Rule(
        "part of the day",
        (
            rf"(?:the{S})?(?:early{S}|late{S}|mid[-\s])?(?:hours{S}of{S}(?:the{S})?)?(?P<part>morning"
            rf"|afternoon|evening|night(?<!after\snight)|dawn(?!{S}of{S}(?:the|an?|its|his|new)\b)|dusk|daybreak|sunrise|sunset|nightfall|first{S}light)"
        ),
        _part,
        after=(
            rf"in(?:\sthe(?:\searly|\slate)?)?|during(?:\sthe)?|by|at|the|of|before|after|since|until|{LONG_WEEKDAY}(?:['’]s)?,?"
            r"|today|yesterday|tomorrow|\d(?:th|st|nd|rd)?,?|overnight|late|early"
        ),
        not_before=r"(?:club|prayers|show|news|post|herald|star|vision|goggles)\b",
    ),
    Rule(
        "early hours",
        rf"(?:the{S}(?:early|small|wee|pre-?dawn|(?P<late>late)){S}hours|(?:early|wee){S}hours(?={S}of{S}))",
        _hours_of_day,
        not_before=(
            rf"of{S}(?!(?:the{S})?(?:{WEEKDAY}|{MONTH}|{DAY_NUMBER}(?:{ORDINAL_SUFFIX})?{S}{MONTH}|today|yesterday"
            rf"|tomorrow|this{S}morning|last{S}night|that{S}day)\b)"
        ),
    ),
    Rule(
        "age of a happening",
        rf"(?P<number>{NUMBER})[-\s](?P<unit>year|month|week|day)[-\s]old(?=(?:{S}[a-z]+){{0,2}}{S}{_HAPPENING})",
        _old,
    ),
    Rule(
        "unit and a half",
        rf"{_MOD}(?:an?|one){S}(?P<unit>minute|hour|day|week|month|year|decade){S}and{S}a{S}half",
        _and_a_half,
        not_before=r"dozen|million|billion",
        not_after=r"[$£€][\d.,]*",
    ),
    Rule(
        "duration",
        (
            rf"{_MOD}{_NO_LENGTH}(?P<number>{NUMBER})(?:{S}(?:more|full|long|straight|consecutive|extra|additional|or{S}"
            rf"(?:more|two|three|so)))?[-\s]{{1,2}}(?P<unit>{UNIT})(?:[-\s]long)?"
        ),
        _duration,
        not_before=r"[-\s]?old\b|of\sage\b",
        not_after=r"[$£€][\d.,]*",
    ),
    Rule("the day before a day", rf"(?:the{S})?(?P<number>)(?P<unit>day)(?={S}(?:before|after){S})", _the_day),
    Rule(
        "vague duration",
        r"(?P<unit>minutes|hours|days|weeks|months|years|decades|centuries)(?P<long>)",
        _vague,
        after=(
            r"for|within|in(?:\sthe(?:\s(?:early|first|last))?)?|over(?:\sthe)?|just|only|mere|lasted|takes?"
            r"|took|after|spent|the(?:\s(?:early|first|last))|many|long|than|through(?:\sthe)?|couple of|or"
            r"|and|during(?:\sthe)?"
        ),
        not_before=r"old\b|of\sage",
    ),
    Rule(
        "vague duration before",
        (
            rf"(?:(?:the|just|only|mere){S})?(?P<unit>minutes|hours|days|weeks|months|years|decades)(?={S}"
            r"(?:before|after|ago|later|earlier|ahead|since|leading|prior|following)\b)|(?:(?P<long>decades"
            r"|years|months|weeks|hours|days)-(?:long|old))"
        ),
        _vague,
    ),
)
