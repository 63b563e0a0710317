"""Small charts as SVG, drawn here so that they are there without a script and on paper.

They hold their numbers (``data-``): a script reads them there and draws the chart that a mouse and keys can ask.
Across, positions are in per cent of the width: a drawing follows its column, and letters keep their size.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final

from markupsafe import Markup

from dateline.render import phrases
from dateline.render.safe import html
from dateline.schema.incident import Incident, Toll
from dateline.web.shown import Bar

_DAYS_HEIGHT: Final = 84
_TOLL_HEIGHT: Final = 148
_FOOT: Final = 18
_LEAST: Final = 2.0
"""Pixels of a bar of one incident among many thousand."""
_LETTER_PERCENT: Final = 1.9
"""The width of a letter on a drawing of some 350 pixels."""


@dataclass(frozen=True)
class Point:
    """One report's toll, when it was published."""

    at: datetime
    low: int
    best: int
    high: int
    outlet: str
    stated: str
    chosen: bool


def histogram(bars: Sequence[Bar], link: Callable[[Bar], str]) -> Markup:
    """Incidents by day, week, month or year; each bar is a link that ``link`` gives. Nothing where there is none."""
    if not bars:
        return Markup()
    first, last = bars[0].first, bars[-1].last
    span, most = (last - first).days + 1, max(bar.incidents for bar in bars)
    drawn = "".join(_bar(bar, first, span, most, link(bar)) for bar in bars)
    told = f"Incidents by time, {phrases.day(first.isoformat())} to {phrases.day(last.isoformat())}"
    return Markup(  # noqa: S704  # numbers, and texts that went through html()
        f'<svg class="days" width="100%" height="{_DAYS_HEIGHT}" role="group" aria-label="{html(told)}" '
        f'data-first="{first}" data-span="{span}">{drawn}{_scale(first, last, span)}</svg>'
    )


def _bar(bar: Bar, first: date, span: int, most: int, address: str) -> str:
    room = _DAYS_HEIGHT - _FOOT
    height = max(_LEAST, bar.incidents / most * (room - 4))
    x, width = (bar.first - first).days / span * 100, ((bar.last - bar.first).days + 1) / span * 100
    begun, ended = phrases.day(bar.first.isoformat()), phrases.day(bar.last.isoformat())
    when = begun if bar.first == bar.last else f"{begun} to {ended}"
    return (
        f'<a href="{html(address)}" tabindex="-1" data-first="{bar.first}" data-last="{bar.last}" '
        f'data-count="{bar.incidents}"><title>{html(f"{when}: {bar.incidents:,}")}</title>'
        f'<rect class="room" x="{x:.3f}%" width="{width:.3f}%" y="0" height="{room}"/>'
        f'<rect class="count" x="{x:.3f}%" width="{width * 0.86:.3f}%" y="{room - height:.1f}" '
        f'height="{height:.1f}"/></a>'
    )


def _scale(first: date, last: date, span: int) -> str:
    """The first and the last day, and between them the starts of years or months, as many as keep apart."""
    marks = [(0.0, first.isoformat(), "start"), (100.0, last.isoformat(), "end")]
    taken = [(0.0, 22.0), (78.0, 100.0)]
    for day, words in _starts(first, last, span):
        x, half = (day - first).days / span * 100, len(words) * _LETTER_PERCENT / 2
        if all(x + half < left or right < x - half for left, right in taken):
            taken.append((x - half, x + half))
            marks.append((x, words, "middle"))
    return "".join(
        f'<text x="{x:.2f}%" y="{_DAYS_HEIGHT - 4}" text-anchor="{anchor}">{html(words)}</text>'
        for x, words, anchor in marks
    )


def _starts(first: date, last: date, span: int) -> Iterator[tuple[date, str]]:
    if span > 3 * 366:
        step = max(1, span // 366 // 8)
        yield from ((date(year, 1, 1), str(year)) for year in range(first.year + 1, last.year + 1) if not year % step)
        return
    year, month = first.year, first.month
    while (year, month) < (last.year, last.month):
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
        yield date(year, month, 1), phrases.MONTHS[month - 1][:3] if month > 1 else str(year)


def toll_points(incident: Incident, toll: Toll) -> list[Point]:
    """Every report's count of a toll that tells a number and has a date, in the order of publication."""
    members = {(each.report, each.event, each.document): each for each in incident.members}
    found = []
    for told in toll.told:
        for telling in told.tellings:
            count, member = telling.value, members.get((telling.report, telling.event, telling.document))
            best = next((each for each in (count.best, count.low, count.high) if each is not None), None)
            at = _moment(member.published if member else None)
            if best is None or at is None or member is None:
                continue
            low = best if count.low is None else count.low
            high = best if count.high is None else count.high
            found.append(
                Point(at, low, best, high, member.outlet or "no outlet", count.stated, told.value == toll.chosen)
            )
    return sorted(found, key=lambda each: (each.at, each.best))


def toll_chart(points: Sequence[Point], name: str) -> Markup:
    """Counts over the time of publication: a mark a report, a line through the highest so far. Nothing below two."""
    if len(points) < 2:
        return Markup()
    first, last = points[0].at, points[-1].at
    seconds = max(1.0, (last - first).total_seconds())
    most = max(1, *(point.high for point in points))
    room = _TOLL_HEIGHT - _FOOT - 14

    def x(point: Point) -> float:
        return 6 + 88 * (point.at - first).total_seconds() / seconds

    def y(value: int) -> float:
        return 12 + room * (1 - value / most)

    marks = "".join(
        f'<g class="{"chosen" if each.chosen else "rival"}" data-at="{each.at.timestamp():.0f}" '
        f'data-low="{each.low}" data-best="{each.best}" data-high="{each.high}"><title>{html(_told(each))}</title>'
        f'<line x1="{x(each):.2f}%" x2="{x(each):.2f}%" y1="{y(each.low):.1f}" y2="{y(each.high):.1f}"/>'
        f'<circle cx="{x(each):.2f}%" cy="{y(each.best):.1f}" r="4.5"/></g>'
        for each in points
    )
    steps = "".join(_step(x(before), x(after), y(high), y(higher)) for before, after, high, higher in _rises(points))
    labels = (
        f'<text x="0" y="{y(most) + 4:.1f}">{most:,}</text><text x="0" y="{y(0) + 4:.1f}">0</text>'
        f'<text x="6%" y="{_TOLL_HEIGHT - 3}">{html(phrases.day(first.date().isoformat()))}</text>'
        f'<text x="94%" y="{_TOLL_HEIGHT - 3}" text-anchor="end">{html(phrases.day(last.date().isoformat()))}</text>'
    )
    told = f"{name} by time of publication: " + "; ".join(_told(point) for point in points)
    return Markup(  # noqa: S704  # numbers, and texts that went through html()
        f'<svg class="toll" width="100%" height="{_TOLL_HEIGHT}" role="img" aria-label="{html(told)}">'
        f"{steps}{marks}{labels}</svg>"
    )


def _rises(points: Sequence[Point]) -> Iterator[tuple[Point, Point, int, int]]:
    """Each report and the next one, with the highest count until either."""
    highest = points[0].best
    for before, after in itertools.pairwise(points):
        risen = max(highest, after.best)
        yield before, after, highest, risen
        highest = risen


def _step(left: float, right: float, before: float, after: float) -> str:
    return (
        f'<line class="step" x1="{left:.2f}%" x2="{right:.2f}%" y1="{before:.1f}" y2="{before:.1f}"/>'
        f'<line class="step" x1="{right:.2f}%" x2="{right:.2f}%" y1="{before:.1f}" y2="{after:.1f}"/>'
    )


def _told(point: Point) -> str:
    return f"{phrases.day(point.at.date().isoformat())}, {point.outlet}: {point.stated}"


def _moment(value: str | None) -> datetime | None:
    """When a report was published, a day's at its beginning; times without a zone count as UTC."""
    try:
        found = datetime.fromisoformat(value) if value else None
    except ValueError:
        return None
    if found is None:
        return None
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
