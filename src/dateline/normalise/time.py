"""Time expressions: found by rules, united with the model's spans, resolved against publication and narrative.

The rules are rows of four tables (calendar, narrative, deictic, extent); neighbours are joined by a fifth, and words
before an expression narrow or open it. What a text leaves open stays open: without a publication day, or a day told
before it, an expression that needs one has no ``start`` and ``end``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from datetime import date, timedelta

from dateline.normalise import time_calendar as cal
from dateline.normalise.time_bounds import modified
from dateline.normalise.time_calendar import Days, parse_day
from dateline.normalise.time_ending import ENDING_RULE, with_ends
from dateline.normalise.time_join import join, may_join
from dateline.normalise.time_marked import marked
from dateline.normalise.time_meaning import Context, Found, Meaning, State, in_year
from dateline.normalise.time_outlook import Outlook, sentence_before
from dateline.normalise.time_ranges import opens_range, with_ranges
from dateline.normalise.time_relations import Anniversary, Relative, anniversary, relatives
from dateline.normalise.time_rule import Hit, Rule, Scanner
from dateline.normalise.time_rules_days import DAY_RULES
from dateline.normalise.time_rules_deictic import BEFORE_LAST_RULES, DEICTIC_RULES
from dateline.normalise.time_rules_extent import EXTENT_RULES, FIRST_RULES
from dateline.normalise.time_rules_narrative import NARRATIVE_RULES
from dateline.normalise.time_rules_periods import PERIOD_RULES
from dateline.schema.reading import Time
from dateline.schema.span import Span

__all__ = ["RULES", "Anniversary", "Relative", "anniversary", "relatives", "retold", "times"]

RULES: tuple[Rule, ...] = (
    *FIRST_RULES, ENDING_RULE, *BEFORE_LAST_RULES, *DAY_RULES, *PERIOD_RULES, *NARRATIVE_RULES, *DEICTIC_RULES,
    *EXTENT_RULES,
)  # fmt: skip
"""Every rule, in the order in which they are tried at one place."""

_SCANNER = Scanner(RULES)
_LONGEST_GAP = 30
_LONGEST_QUARTER = 92
_NEWS = timedelta(days=31)
_LEADING = re.compile(r"(?:(?:on|in|at|by|during|since|from|until|for|over|within|through)\s+)+", re.IGNORECASE)
_BESIDE_BEFORE = re.compile(r",?\s*(?:on|during|marking|which marked|which is|which was|[-–—(])?\s*", re.IGNORECASE)
_BESIDE_AFTER = re.compile(r"\s*(?:,|on|[-–—(])\s*(?:on\s+)?", re.IGNORECASE)
_BIRTH = re.compile(r"\bborn\b[^,;:]{0,80}$", re.IGNORECASE)
"""Before a time that dates a birth: no story goes on from it."""
_MONTHS = re.compile(r"P(?!3M)\d+M")
_MARKED = re.compile(r"\b(?:mark(?:s|ed|ing)?|commemorat\w+|celebrat\w+|observ\w+|on|during)\s+$", re.IGNORECASE)


def times(text: str, spans: Sequence[tuple[int, int]] = (), *, published: str | None) -> tuple[Time, ...]:
    """Every time expression of a text, in order, none overlapping another.

    ``spans`` are the model's (start, end): one that holds a rule's expression widens it, one that no rule can read
    stays as a DATE without value. ``published`` is an ISO date or date-time.
    """
    found = with_ends(text, with_ranges(text, list(_expressions(text, parse_day(published)))))
    found = _with_anniversaries(text, _with_told_years(found, parse_day(published)))
    return tuple(_time(text, item) for item in _united(text, found, spans, parse_day(published)))


def retold(words: str, side: Outlook, *, published: str | None) -> Time | None:
    """The one time that words tell alone, of what is known to have happened (``back``) or to be still to come.

    None where they tell none or several.
    """
    found = with_ranges(words, list(_expressions(words, parse_day(published), side)))
    return _time(words, found[0]) if len(found) == 1 else None


def _expressions(text: str, published: date | None, side: Outlook | None = None) -> Iterator[Found]:
    hits = list(_SCANNER.hits(text))
    state, at, floor = State(), 0, 0
    found: Found | None = None
    before = state
    while at < len(hits):
        start = hits[at].start
        if found is not None and found.meaning.partial is not None and opens_range(text, found, start):
            # "Between May and August that year": May, whose year is not told, tells none to the end of its range.
            state = before
        end, meaning, at = _chain(text, hits, at, Context(text, start, hits[at].end, published, state, side=side))
        if meaning is None:
            continue
        here = Context(text, start, end, published, state)
        meaning, start = modified(meaning, here)
        found = Found(max(start, floor), end, meaning)
        yield found
        floor, before, state = end, state, _told(here, found)


def _chain(text: str, hits: list[Hit], at: int, context: Context) -> tuple[int, Meaning | None, int]:
    """The expression that begins with a hit, with the hits that join it: its end, its meaning, the hit after it."""
    first = hits[at]
    meaning = first.rule.resolve(first.match, context)
    end = first.end
    at += 1
    while meaning is not None and at < len(hits) and hits[at].start - end <= _LONGEST_GAP:
        hit = hits[at]
        if not may_join(text[end : hit.start]):
            break
        right = hit.rule.resolve(hit.match, replace(context, start=hit.start, end=hit.end, lead=first.start))
        whole = replace(context, end=hit.end)
        joined = None if right is None else join(meaning, text[end : hit.start], right, whole)
        if joined is None:
            break
        meaning, end, at = joined, hit.end, at + 1
    return end, meaning, at


def _told(context: Context, found: Found) -> State:
    """The narrative after an expression that stands there."""
    state = context.state
    days, kind = found.meaning.days, found.meaning.kind
    if kind == "duration" and state.quarter and _MONTHS.fullmatch(found.meaning.value or ""):
        # "In the nine months it earned more than a year earlier": not than in one quarter of that year.
        whole = cal.year(state.quarter.first.year)
        return state._replace(quarter=None, period=whole.days if whole else None)
    if days is not None and kind in ("duration", "range"):
        return state._replace(stretch=found.meaning)
    if days is None or kind in ("set", "reference") or _BIRTH.search(context.before):
        return state
    if kind not in ("season", "year") or not context.compared:
        state = state._replace(period=days)
    if found.meaning.anchor == "explicit" and days.first.year == days.last.year:
        state = state._replace(year=days.first.year, year_at=found.start, year_opens=context.opens)
    elif found.meaning.anchor == "published":
        state = state._replace(year_opens=False)
    if kind == "quarter" and (days.last - days.first).days < _LONGEST_QUARTER:
        return state._replace(quarter=days)
    if days.first == days.last:
        return state._replace(day=days.first, day_at=found.start)
    return state


def _with_told_years(found: list[Found], published: date | None) -> list[Found]:
    """A month and day without a year are those of the one year that the text tells with them elsewhere: "the 9 May
    mutiny" in a report that tells of 9 May 2003. What would be of the last weeks is told as news."""
    told: dict[tuple[int, int], set[int]] = {}
    for item in found:
        days = item.meaning.days
        if item.meaning.anchor == "explicit" and days and days.first == days.last:
            told.setdefault((days.first.month, days.first.day), set()).add(days.first.year)
    return [_of_told_year(item, told, published) for item in found] if told else found


def _of_told_year(item: Found, told: Mapping[tuple[int, int], Set[int]], published: date | None) -> Found:
    meaning = item.meaning
    partial, days = meaning.partial, meaning.days
    if partial is None or partial.month is None or partial.day is None or partial.part is not None:
        return item
    years = told.get((partial.month, partial.day), ())
    if len(years) != 1 or (published and days and abs(published - days.first) <= _NEWS):
        return item
    (year,) = years
    own = in_year(partial, year, "month and day without a year: the year told with them elsewhere", "document")
    if own is None:
        return item
    return item._replace(meaning=replace(meaning, value=own.value, days=own.days, how=own.how, anchor=own.anchor))


def _with_anniversaries(text: str, found: list[Found]) -> list[Found]:
    """Anniversaries take the day named beside them, or the one day of a sentence that marks them."""
    for at, item in enumerate(found):
        if item.meaning.kind == "anniversary":
            day = _day_beside(text, found, at)
            if day is not None:
                how = f"the day named beside it, {text[day.start : day.end]}"
                meaning = replace(day.meaning, kind="anniversary", type="DATE", anchor="document", how=how, clock=None)
                found[at] = item._replace(meaning=replace(meaning, value=_iso(day), granularity="day", open=False))
    return found


def _day_beside(text: str, found: list[Found], at: int) -> Found | None:
    item = found[at]
    before = found[at - 1] if at else None
    if before and _iso(before):
        gap = text[before.end : item.start]
        sentence = sentence_before(text[max(0, item.start - 200) : item.start])
        marked = item.start - before.end < len(sentence) and _MARKED.search(sentence)
        if marked or _BESIDE_BEFORE.fullmatch(gap):
            return before
    after = found[at + 1] if at + 1 < len(found) else None
    if after and _iso(after) and _BESIDE_AFTER.fullmatch(text[item.end : after.start]):
        return after
    return None


def _iso(found: Found) -> str | None:
    """The day that an expression names, where it is one single day."""
    days = found.meaning.days
    return days.first.isoformat() if days and days.first == days.last and found.meaning.kind != "duration" else None


def _united(text: str, found: list[Found], spans: Sequence[tuple[int, int]], published: date | None) -> list[Found]:
    """The rules' expressions with the model's spans: widened where one holds a rule's, added where none touches it."""
    united, read_by_model = list(found), set[tuple[int, int]]()
    for start, end in sorted(set(_trimmed(text, spans))):
        touched = [at for at, item in enumerate(united) if item.start < end and start < item.end]
        if not touched:
            united.append(Found(start, end, marked(text, start, end, published)))
            read_by_model.add((start, end))
            united.sort()
        elif len(touched) == 1:
            item = united[touched[0]]
            if item[:2] not in read_by_model:
                united[touched[0]] = item._replace(start=min(start, item.start), end=max(end, item.end))
    return united


def _trimmed(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The spans within the text, without surrounding white space, punctuation and leading prepositions."""
    for start, end in spans:
        start, end = max(0, start), min(end, len(text))
        lead = _LEADING.match(text, start, end) if start < end else None
        start = lead.end() if lead else start
        while start < end and not text[start].isalnum():
            start += 1
        while end > start and not text[end - 1].isalnum():
            end -= 1
        if start < end:
            yield start, end


def _time(text: str, found: Found) -> Time:
    meaning = found.meaning
    first, last = (None, None) if meaning.days is None else _bounds(meaning, meaning.days)
    return Time(
        evidence=(Span.of(text, found.start, found.end),),
        type=meaning.type,
        value=meaning.value,
        start=first,
        end=last,
        open=meaning.open,
        granularity=meaning.granularity,
        anchor=meaning.anchor,
        how=meaning.how,
    )


def _bounds(meaning: Meaning, days: Days) -> tuple[str, str]:
    """Start and end as the record writes them; midnight at a day's end (24:00) is left to the day."""
    first, last = days.first.isoformat(), days.last.isoformat()
    if meaning.clock is None or "24:00" in (meaning.clock, meaning.last_clock):
        return first, last
    return f"{first}T{meaning.clock}{meaning.offset}", f"{last}T{meaning.last_clock or meaning.clock}{meaning.offset}"
