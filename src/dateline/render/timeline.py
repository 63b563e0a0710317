"""When the events of a reading happened, as SVG: looking back and ahead from the day of publication.

The scale is logarithmic in days, sign(d) * log10(1 + |d|): a report tells of this morning and of years ago, and both
are to be seen. Positions are in per cent of the width, so that the drawing follows its column and letters keep their
size.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dateline.render import phrases
from dateline.render.safe import html
from dateline.render.view import EventView

_WIDTH = 608.0  # pixels: the least width that page.css gives the drawing; what fits there fits everywhere
_LANE, _TOP, _FOOT = 25, 14, 26
_LETTER = 6.7
_TICKS = (
    (36525, "100 years"), (3653, "10 years"), (365, "1 year"), (30, "1 month"), (7, "1 week"), (1, "1 day"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Bar:
    """An event on the line: its days from the anchor day, and the lane it lies in."""

    view: EventView
    first: int
    last: int
    open: bool
    lane: int = 0


def draw(views: Sequence[EventView], published: str | None, prefix: str) -> str:
    """The timeline's ``svg``, or nothing where no event has a day. ``prefix`` starts the cards' ids."""
    dated = [(view, days) for view in views if (days := _days(view)) is not None]
    if not dated:
        return ""
    stated = _day(published)
    anchor = stated or max(last for _, (_, last) in dated)
    bars = [
        Bar(view, (first - anchor).days, (last - anchor).days, bool(view.event.time and view.event.time.open))
        for view, (first, last) in dated
    ]
    low, high = min(-7, *(bar.first for bar in bars)), max(1, *(bar.last for bar in bars))
    scale = _Scale(_bent(low), _bent(high))
    placed = _lanes(bars, scale)
    height = _TOP + _LANE * (1 + max(bar.lane for bar in placed)) + _FOOT
    ticks = _ticks(low, high, scale, height, "published" if stated else "last event")
    told = "; ".join(f"event {bar.view.number}, {bar.view.title}: {_when(bar.view)}" for bar in placed)
    return (
        f'<svg class="timeline" width="100%" height="{height}" role="group" aria-label="{html(f"Timeline. {told}")}">'
        f"{ticks}{''.join(_bar(bar, scale, prefix) for bar in placed)}</svg>"
    )


def undated(views: Sequence[EventView]) -> tuple[EventView, ...]:
    """The events that the timeline cannot show."""
    return tuple(view for view in views if _days(view) is None)


class _Scale:
    """From bent days to per cent of the width, with room for marks at the edges."""

    def __init__(self, low: float, high: float) -> None:
        self._low, self._span = low, high - low

    def __call__(self, days: int) -> float:
        return 3 + 94 * (_bent(days) - self._low) / self._span


def _bent(days: int) -> float:
    return math.copysign(math.log10(1 + abs(days)), days)


def _when(view: EventView) -> str:
    return phrases.time(view.event.time) if view.event.time else ""


def _day(value: str | None) -> date | None:
    try:
        return None if value is None else date.fromisoformat(value[:10])
    except ValueError:
        return None


def _days(view: EventView) -> tuple[date, date] | None:
    time = view.event.time
    if time is None:
        return None
    first, last = _day(time.start), _day(time.end)
    first, last = first or last, last or first
    return (first, last) if first and last and first <= last else None


def _lanes(bars: Sequence[Bar], scale: _Scale) -> list[Bar]:
    """Each bar with its label into the first lane that has room for both."""
    lanes: list[list[tuple[float, float]]] = []
    placed = []
    for bar in bars:
        start, end = _extent(bar, scale)
        lane = next(
            (n for n, held in enumerate(lanes) if all(end < left or right < start for left, right in held)), len(lanes)
        )
        if lane == len(lanes):
            lanes.append([])
        lanes[lane].append((start, end))
        placed.append(Bar(bar.view, bar.first, bar.last, bar.open, lane))
    return placed


def _label(bar: Bar) -> str:
    return f"{bar.view.number}  {bar.view.title}"


def _leftward(bar: Bar, scale: _Scale) -> bool:
    """Whether the label must stand before its bar, there being no room behind it."""
    return scale(bar.last) / 100 * _WIDTH + 16 + len(_label(bar)) * _LETTER > _WIDTH


def _extent(bar: Bar, scale: _Scale) -> tuple[float, float]:
    start, end = scale(bar.first) / 100 * _WIDTH - 10, scale(bar.last) / 100 * _WIDTH + 10
    length = len(_label(bar)) * _LETTER + 12
    return (start - length, end) if _leftward(bar, scale) else (start, end + length)


def _bar(bar: Bar, scale: _Scale, prefix: str) -> str:
    event = bar.view.event
    y = _TOP + _LANE * bar.lane + _LANE / 2
    start, end = scale(bar.first), scale(bar.last)
    side = 'x="-12" text-anchor="end"' if _leftward(bar, scale) else 'x="12"'
    shape = ""
    if end - start > 1.2:
        more = " open" if bar.open else ""
        shape = f'<rect class="span{more}" x="{start:.2f}%" y="{y - 3}" width="{end - start:.2f}%" height="6" rx="3"/>'
    anchor = start if _leftward(bar, scale) else end
    mark = start if shape else (start + end) / 2
    return (
        f'<a class="bar {bar.view.family} {event.salience}" href="#{html(prefix + event.id)}" tabindex="-1" '
        f'data-e="{html(prefix + event.id)}"><title>{html(f"{bar.view.title}: {_when(bar.view)}")}</title>{shape}'
        f'<svg x="{mark:.2f}%" y="{y}" overflow="visible"><use href="#mark-{bar.view.family}" x="-6" y="-6" '
        f'width="12" height="12"/></svg><svg x="{anchor:.2f}%" y="{y}" overflow="visible">'
        f'<text {side} y="4"><tspan class="n">{html(bar.view.number)}</tspan> '
        f"<tspan>{html(bar.view.title)}</tspan></text></svg></a>"
    )


def _ticks(low: int, high: int, scale: _Scale, height: int, name: str) -> str:
    """The anchor day and round distances from it, as many as keep apart."""
    wanted = [(0, name)]
    wanted += [(-days, words + " before") for days, words in reversed(_TICKS) if -days >= low]
    wanted += [(days, words + " after") for days, words in reversed(_TICKS) if days <= high]
    shown: list[tuple[float, float]] = []
    drawn = []
    for days, words in wanted:
        x = scale(days)
        side = "start" if x < 8 else "end" if x > 92 else "middle"
        length = (len(words) + 2) * _LETTER / _WIDTH * 100
        left = x - {"start": 0.0, "middle": length / 2, "end": length}[side]
        if any(left < other_right and other_left < left + length for other_left, other_right in shown):
            continue
        shown.append((left, left + length))
        drawn.append(
            f'<g class="tick{"" if days else " now"}">'
            f'<line x1="{x:.2f}%" x2="{x:.2f}%" y1="6" y2="{height - _FOOT + 6}"/>'
            f'<text x="{x:.2f}%" y="{height - 6}" text-anchor="{side}">{words}</text></g>'
        )
    return "".join(drawn)
