"""What linking compares of a report: small values made once from its reading and draft, and kept in their place."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

import numpy as np

from dateline.assemble.sentences import Sentences
from dateline.link.words import telling, words
from dateline.reader.features import stem
from dateline.schema.draft import Draft
from dateline.schema.reading import Count, Event, Modality, Place, Polarity, Precision, Reading, Salience
from dateline.schema.span import Frozen
from dateline.schema.vector import pack, unpack

Bounds = tuple[int, int]
"""Lowest and highest number, both included."""
Point = tuple[float, float]
"""Latitude and longitude in degrees."""

TOWNS: Final = 6
REPORT_WORDS: Final = 32
SAID_WORDS: Final = 16
NAME_WORDS: Final = 8
_NAMES_AT_LEAST: Final = 4.5
UNBOUNDED: Final = 10**6
_NARROW: Final = frozenset({"exact", "near", "town", "district"})
WIDTHS: Final = {"vector": 384, "sentence": 768, "text": 768}


class EventSketch(Frozen):
    """One event as linking sees it.

    ``days``: first and last day (proleptic Gregorian ordinals), None where the report does not tell. ``actors`` and
    ``harmed`` are the telling words of their names, ``said`` those of the sentences that tell the event.
    """

    event: str
    type: str
    salience: Salience
    modality: Modality
    polarity: Polarity
    days: Bounds | None = None
    point: Point | None = None
    radius_km: float = 0.0
    precision: Precision = "unknown"
    gazetteer_id: str | None = None
    country: str | None = None
    actors: tuple[str, ...] = ()
    harmed: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    killed: Bounds | None = None
    injured: Bounds | None = None
    stem: str = ""
    vector: str = ""
    sentence: str = ""


class Sketch(Frozen):
    """One report as linking sees it. ``published`` is an ordinal day; ``towns`` are the narrow places it names."""

    report: str
    published: int | None = None
    words: tuple[str, ...] = ()
    towns: tuple[Point, ...] = ()
    text: str = ""
    events: tuple[EventSketch, ...] = ()


def sketch(reading: Reading, draft: Draft | None = None) -> Sketch:
    """What linking keeps of a report. Without its draft it has no vectors, and is compared by the rest."""
    report = reading.report
    published = report.published_date
    sentences = Sentences.of(report.text)
    return Sketch(
        report=report.id,
        published=published.toordinal() if published else None,
        words=telling(words(report.text), REPORT_WORDS, _NAMES_AT_LEAST),
        towns=tuple(_towns(reading.places)),
        text=pack(np.array(draft.vector, np.float32)) if draft is not None and draft.vector else "",
        events=tuple(_event(event, reading, sentences, draft) for event in reading.events),
    )


def _towns(places: Sequence[Place]) -> Iterator[Point]:
    seen: dict[Point, None] = {}
    for place in places:
        if place.literal and place.precision in _NARROW and place.lat is not None and place.lon is not None:
            seen.setdefault((round(place.lat, 2), round(place.lon, 2)))
    yield from list(seen)[:TOWNS]


def _event(event: Event, reading: Reading, sentences: Sentences, draft: Draft | None) -> EventSketch:
    text, place = reading.report.text, event.place
    spans = dict.fromkeys((span.start, span.end) for span in (event.trigger, *event.mentions))
    told = dict.fromkeys(sentences.bounds(start) for start, _ in spans)
    found = [each for each in draft.triggers if (each.start, each.end) in spans] if draft is not None else []
    names = {
        side: telling(
            (word for each in event.arguments if each.role in roles for span in each.evidence
             for word in words(span.text)), NAME_WORDS, _NAMES_AT_LEAST)
        for side, roles in (("actors", {"actor"}), ("harmed", {"victim", "target"}))
    }  # fmt: skip
    return EventSketch(
        event=event.id,
        type=event.type,
        salience=event.salience,
        modality=event.modality,
        polarity=event.polarity,
        days=_days(event),
        point=None if place is None or place.lat is None or place.lon is None else (place.lat, place.lon),
        radius_km=(place.radius_km or 0.0) if place else 0.0,
        precision=place.precision if place else "unknown",
        gazetteer_id=place.gazetteer_id if place else None,
        country=place.country if place else None,
        actors=names["actors"],
        harmed=names["harmed"],
        said=telling((word for a, b in told for word in words(text[a:b])), SAID_WORDS, 3.0),
        killed=bounds(event.casualties.killed),
        injured=bounds(event.casualties.injured),
        stem=stem(event.trigger.text),
        vector=_mean([each.vector for each in found], WIDTHS["vector"]),
        sentence=_mean(list(dict.fromkeys(each.sentence for each in found)), WIDTHS["sentence"]),
    )


def _days(event: Event) -> Bounds | None:
    time = event.time
    if time is None or time.start is None or time.end is None or time.type in {"DURATION", "SET"}:
        return None
    first, last = date.fromisoformat(time.start[:10]), date.fromisoformat(time.end[:10])
    return first.toordinal(), max(first, last).toordinal()


def bounds(count: Count | None) -> Bounds | None:
    """The numbers that fit a count: "at least 4" any from 4, "up to 12" any to 12, "about 20" a fifth to either side.

    None where the report does not tell.
    """
    if count is None or (count.low is None and count.best is None and count.high is None):
        return None
    about = count.best if count.low is None and count.high is None else None
    if about is not None:
        return math.floor(0.8 * about), math.ceil(1.2 * about)
    return count.low or 0, UNBOUNDED if count.high is None else count.high


def _mean(packed: Sequence[str], width: int) -> str:
    """The mean direction of packed ones, empty where there is none."""
    if len(packed) < 2:
        return packed[0] if packed else ""
    return pack(unpack(packed, width).mean(0))
