"""Which events are worth comparing: those that share a key of when and where, or of when and a telling word.

An event is kept under its ``keys`` and looks for others under its ``sought``. The two differ, for what is told
coarsely must find what is told exactly and the reverse:

- *When.* A day, the days of a week: kept under each, sought a day to either side (a report's Monday may be another's
  Sunday night). A month, a season, a year: kept and sought under its months. Longer or untold: undated. The news of a
  report that gives no day is sought on the days before its publication; what it tells as background is undated.
- *Where.* A town: an H3 cell of resolution 4 (hexagons about 26 km from the middle to a corner) with the ring around
  it. A province: a cell of resolution 2 (about 180 km) with its ring. A country or nothing: by words.
- *Words* of the event and of its report that are rare in the news, with a time; undated events by words alone. What is
  news in a report is also found by a word and the week of publication, for its day may be read wrongly.

Keys are strings that a store can keep in a column. What shares a key is compared only if the types are compatible.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dateline.link.columns import coarseness
from dateline.link.sketch import Bounds, EventSketch, Point, Sketch
from dateline.link.words import RAREST, weights
from dateline.ontology.registry import FAMILIES, TYPES

Words = tuple[str, ...]

FINE: Final = 4
WIDE: Final = 2
"""H3 resolutions of towns and of provinces."""
MARGIN: Final = 1
"""Days sought before and after."""
NEWS_DAYS: Final = 3
"""How long before its publication the news of a report may lie."""
_WEEK: Final = 8
_YEAR: Final = 367
_MOST_WORDS: Final = 6
_REPORT_WORDS: Final = 3
_RARE: Final = 5.0

_BRIDGES: Final = (
    ("mob-violence", "riot"), ("mob-violence", "protest"), ("armed-assault", "crackdown"), ("killing", "crackdown"),
    ("property-destruction", "riot"), ("armed-clash", "riot"), ("arrest", "crackdown"), ("arrest", "abduction"),
    ("armed-clash", "deployment"), ("territory-change", "deployment"), ("meeting", "agreement"), ("pledge", "aid"),
    ("weapons-disrupted", "arrest"), ("execution", "trial"),
)  # fmt: skip
"""Types of different families that reports take for one another."""


def _compatible() -> NDArray[np.bool_]:
    matrix = np.eye(len(TYPES), dtype=bool)
    pairs = [(a, b) for names in FAMILIES.values() for a in names for b in names]
    for a, b in [*pairs, *_BRIDGES]:
        i, j = TYPES.index(a), TYPES.index(b)
        matrix[i, j] = matrix[j, i] = True
    return matrix


COMPATIBLE: Final = _compatible()
"""(types, types): whether two events of these types may be one: those of a family, and ``_BRIDGES``."""


def keys(event: EventSketch, report: Sketch) -> tuple[str, ...]:
    """The keys under which an event is kept."""
    fine, wide = _cells(event)
    days = _days(event, report)
    places = [*(f"t{cell}" for cell in fine[:1]), *(f"{'T' if fine else 'p'}{cell}" for cell in wide[:1])]
    told = [f"w{word}" for word in block_words(event, report)]
    found = [f"a{word}" if days is not None else f"u{word}" for word in told]
    found += [f"n{week}{word}" for week in _weeks(event, report)[:1] for word in told]
    for when in _kept(days):
        found += [f"{when}{where}" for where in (*places, *told)]
    return tuple(found)


def sought(event: EventSketch, report: Sketch) -> tuple[str, ...]:
    """The keys under which an event looks for others."""
    fine, wide = _cells(event)
    days = _days(event, report)
    places = [*(f"t{cell}" for cell in fine), *(f"p{cell}" for cell in wide)]
    if not fine:
        places += [f"T{cell}" for cell in wide]
    told = [f"w{word}" for word in block_words(event, report)]
    found = [f"u{word}" for word in told]
    if days is None:
        found += [f"a{word}" for word in told]
    found += [f"n{week}{word}" for week in _weeks(event, report) for word in told]
    for when in _sought(days):
        found += [f"{when}{where}" for where in (*places, *told)]
    return tuple(found)


def _days(event: EventSketch, report: Sketch) -> Bounds | None:
    """The days on which an event is looked for; None for one that is undated."""
    if event.days is not None:
        return event.days if event.days[1] - event.days[0] < _YEAR else None
    if report.published is None or event.salience == "background":
        return None
    return report.published - NEWS_DAYS, report.published


def _kept(days: Bounds | None) -> Iterator[str]:
    if days is None:
        return
    exact = days[1] - days[0] < _WEEK
    if exact:
        yield from (f"d{day}" for day in range(days[0], days[1] + 1))
    yield from (f"{'D' if exact else 'm'}{month}" for month in _months(days))


def _sought(days: Bounds | None) -> Iterator[str]:
    if days is None:
        return
    if days[1] - days[0] < _WEEK:
        yield from (f"d{day}" for day in range(days[0] - MARGIN, days[1] + MARGIN + 1))
    else:
        yield from (f"D{month}" for month in _months(days))
    yield from (f"m{month}" for month in _months(days))


def _weeks(event: EventSketch, report: Sketch) -> tuple[int, ...]:
    """The week in which news was published, the one before and the one after."""
    if report.published is None or event.salience == "background":
        return ()
    week = report.published // 7
    return week, week - 1, week + 1


def _months(days: Bounds) -> range:
    """The months of some days, counted from year 0."""
    first, last = (date.fromordinal(day) for day in days)
    return range(12 * first.year + first.month, 12 * last.year + last.month + 1)


def _cells(event: EventSketch) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The fine and the wide cells of an event's place, its own first; none where the place is not told so exactly."""
    level = coarseness(event)
    if event.point is None or level > 2:
        return (), ()
    point = (round(event.point[0], 3), round(event.point[1], 3))
    return (_ring(point, FINE) if level < 2 else ()), _ring(point, WIDE)


@lru_cache(65_536)
def _ring(point: Point, resolution: int) -> tuple[str, ...]:
    """The cell of a point and the cells around it."""
    import h3  # by what links alone: reading starts without it

    own = h3.latlng_to_cell(*point, resolution)
    return own, *sorted(cell for cell in h3.grid_disk(own, 1) if cell != own)


def block_words(event: EventSketch, report: Sketch) -> tuple[str, ...]:
    """The rare words by which an event is found: its own, and the rarest of its report."""
    return _block_words(event.harmed, event.actors, event.said, report.words)


@lru_cache(8192)
def _block_words(harmed: Words, actors: Words, said: Words, report: Words) -> Words:
    # Kept for a while: an event's words are asked for when it is sought for and again when it is kept.
    own = _rarest((*harmed, *actors, *said), _MOST_WORDS)
    return tuple(dict.fromkeys((*own, *_rarest(report, _REPORT_WORDS))))


def _rarest(words: Words, most: int) -> list[str]:
    known = weights()
    rare = [(-known.get(word, RAREST), word) for word in dict.fromkeys(words)]
    return [word for heavy, word in sorted(rare)[:most] if -heavy >= _RARE]
