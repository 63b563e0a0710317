"""Time expressions: found by rules, united with the model's spans, resolved against publication and narrative."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from dateline.normalise.time_bounds import modified
from dateline.normalise.time_calendar import Days, parse_day
from dateline.normalise.time_join import join
from dateline.normalise.time_meaning import Context, Meaning, State
from dateline.normalise.time_rule import Hit, Scanner
from dateline.normalise.time_rules_calendar import CALENDAR_RULES
from dateline.normalise.time_rules_extent import EXTENT_RULES
from dateline.normalise.time_rules_relative import RELATIVE_RULES
from dateline.schema.reading import Time
from dateline.schema.span import Span

RULES = CALENDAR_RULES[:2] + EXTENT_RULES[:3] + CALENDAR_RULES[2:] + RELATIVE_RULES + EXTENT_RULES[3:]
_SCANNER = Scanner(RULES)
_LONGEST_GAP = 30


def times(text: str, spans: Sequence[tuple[int, int]] = (), *, published: str | None) -> tuple[Time, ...]:
    """Every time expression of a text, in order, none overlapping another."""
    found = [_time(text, start, end, meaning) for start, end, meaning in _expressions(text, parse_day(published))]
    return tuple(found)


def _expressions(text: str, published: date | None) -> Iterator[tuple[int, int, Meaning]]:
    hits = list(_SCANNER.hits(text))
    state = State()
    at = 0
    floor = 0
    while at < len(hits):
        start, end, meaning, at = _chain(text, hits, at, published, state)
        if meaning is None:
            continue
        meaning, begin = modified(meaning, Context(text, start, end, published, state))
        start = max(begin, floor)
        yield start, end, meaning
        floor = end
        state = _told(state, meaning, start)


def _chain(text: str, hits: list[Hit], at: int, published: date | None, state: State) -> tuple[int, int, Meaning | None, int]:
    first = hits[at]
    meaning = first.rule.resolve(first.match, Context(text, first.start, first.end, published, state))
    end = first.end
    at += 1
    while meaning is not None and at < len(hits) and hits[at].start - end <= _LONGEST_GAP:
        hit = hits[at]
        right = hit.rule.resolve(hit.match, Context(text, hit.start, hit.end, published, state))
        joined = None if right is None else join(meaning, text[end : hit.start], right, Context(text, first.start, hit.end, published, state))
        if joined is None:
            break
        meaning, end, at = joined, hit.end, at + 1
    return first.start, end, meaning, at


def _told(state: State, meaning: Meaning, start: int) -> State:
    """The narrative after an expression."""
    if meaning.days is None or meaning.kind in ("duration", "set", "reference", "range"):
        return state
    state = state._replace(period=meaning.days)
    if meaning.kind == "quarter":
        return state._replace(quarter=meaning.days)
    if meaning.days.first == meaning.days.last:
        return state._replace(day=meaning.days.first, day_at=start)
    return state


def _time(text: str, start: int, end: int, meaning: Meaning) -> Time:
    first, last = (None, None) if meaning.days is None else _bounds(meaning, meaning.days)
    return Time(
        evidence=(Span.of(text, start, end),), type=meaning.type, value=meaning.value, start=first, end=last,
        open=meaning.open, granularity=meaning.granularity, anchor=meaning.anchor, how=meaning.how,
    )  # fmt: skip


def _bounds(meaning: Meaning, days: Days) -> tuple[str, str]:
    first, last = days.first.isoformat(), days.last.isoformat()
    if meaning.clock is not None and "24:00" not in (meaning.clock, meaning.last_clock):
        return f"{first}T{meaning.clock}{meaning.offset}", f"{last}T{meaning.last_clock or meaning.clock}{meaning.offset}"
    return first, last
