"""What the words around a place's name tell of how far from it, on which side or how near an event lies."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from dateline.gazetteer.base import distance_km
from dateline.normalise.count_lexicon import TENS, UNITS
from dateline.normalise.place_mentions import COMPASS, SIDES
from dateline.normalise.place_words import Mention
from dateline.schema.reading import Place, Precision

KM_PER_DEGREE: Final = 111.2
NEAR_KM: Final = 5.0
"""What "near" adds to a place's radius when no distance is told; the wider words below add more."""
AROUND_KM, SIDE_KM, SEA_KM = 15.0, 20.0, 25.0
"""Of "the Gao area", of "east of Gao", of "off Jolo"."""
VAGUE_KM: Final = 5.0
"""What "a few kilometres" are."""
SPREAD: Final = 0.3
"""Of a distance told with its direction: how far from the point so found the event may lie, since "north" is a wide
word and roads are not straight."""

MOST_KM: Final = 100.0
"""The distance up to which a point in the direction told is taken: beyond it a name tells the region only."""

_NAMED: Final = r"(?!(?:in|at|of|on|to|from|near|by|and|for|with)\b)[\w’'-]+\s+"
_KIND: Final = (
    rf"(?:the\s+)?(?:(?:{_NAMED}){{0,3}}(?:capital|city|town|village|port|islands?|camp|settlement)(?:\s+of)?,?\s+"
    r"(?:the\s+)?)?"
)
"""Words for what a name is, between a preposition and it: "near the northern town of Kidal"."""
_BEFORE: Final = 100
_NEAR: Final = re.compile(
    r"(?:\b(?:near(?:by)?|outside|close to|next to|not far from|around|surrounding|adjacent to"
    r"|(?:outskirts|edges?|environs|suburbs|vicinity|surroundings|gates) of"
    r"|across the (?:border|river|strait|bay) from"
    rf"|an?\s+(?:[a-z-]+\s+)?suburb of)\s+){_KIND}$",
    re.IGNORECASE,
)
"""Not "the Dakar suburb of Pikine": there the suburb is what is named."""
_RURAL: Final = re.compile(
    rf"\b(?:rural(?:\s+areas?\s+of)?|(?:countryside|hinterland)\s+(?:of|around)|areas?\s+around)\s+{_KIND}$",
    re.IGNORECASE,
)
_AREA: Final = re.compile(r"\s+(?:area|countryside|hinterland|axis)\b(?!\s+of\b)")
_EDGE: Final = re.compile(
    r"(?:['’]s?\s+(?:[a-z]+\s+)?|\s+)(?:outskirts|suburbs?|surroundings|environs|slums?|shanty\s?towns?)\b(?!\s+of\b)"
)
_OFF: Final = re.compile(rf"\boff\s+(?:the\s+(?:[a-z]+\s+)?(?:coast|shore|waters)\s+of\s+)?{_KIND}$", re.IGNORECASE)
_SIDE_OF: Final = re.compile(rf"(?<!in the )\b(?:{COMPASS})\s+of\s+{_KIND}$", re.IGNORECASE)
_NUMBER: Final = "|".join(sorted((*UNITS, *TENS), key=len, reverse=True))
_DISTANT: Final = re.compile(
    rf"(?<![\d.,])(?P<far>\d{{1,3}}(?:,\d{{3}})*(?:\.\d+)?|\b(?:{_NUMBER}|a\s+few|several|a\s+couple\s+of))[\s-]*"
    r"(?:(?P<mile>(?P<sea>nautical[\s-]+)?mi(?:les?)?)|k(?:ilo)?m(?:et(?:er|re))?s?)\b"
    rf"[^.,;]{{0,30}}?\b(?:of|from|outside|off)\s+{_KIND}$",
    re.IGNORECASE,
)
_DIRECTION: Final = re.compile(rf"\b({COMPASS})", re.IGNORECASE)
KM_PER_MILE, KM_PER_SEA_MILE = 1.609, 1.852

_ROADS: Final = r"highways?|roads?|motorways?|expressways?|routes?|railways?|rail|train|line|corridor|pipeline"
_ROAD_AFTER: Final = re.compile(rf"\s+(?:[a-z]+\s+){{0,2}}?(?:{_ROADS})\b")
_ROAD_BEFORE: Final = re.compile(
    rf"\b(?:(?:{_ROADS}|bridge|stretch|midway|halfway|somewhere)\s+(?:[a-z]+\s+){{0,2}}?"
    r"(?:between|from|linking|links|connecting|connects|joining)"
    rf"|(?:travel+(?:l?ing|l?ed)|driving|drove|sailing|en\s+route|way|convoy|bus|train|ferry)\s+from)\s+{_KIND}$",
    re.IGNORECASE,
)
_DASH: Final = re.compile(r"\s?[-–—/]\s?")
_JOINT: Final = re.compile(rf"\s+(?:and|to|with|towards?)\s+{_KIND}")


def narrowed(text: str, place: Place, mention: Mention) -> Place:
    """The place as the words around it place the event: a side of it, near it, or so far from it."""
    if place.lat is None or place.lon is None or place.radius_km is None:
        return place
    if mention.side and place.precision in ("country", "province", "region"):
        north, east = SIDES[mention.side]
        lat, lon = _moved(place.lat, place.lon, north, east, 0.45 * place.radius_km)
        precision: Precision = "region" if place.precision == "country" else place.precision
        changed = {"lat": round(lat, 2), "lon": round(lon, 2), "radius_km": round(0.65 * place.radius_km, 1)}
        return place.model_copy(update={**changed, "precision": precision})
    if place.precision not in ("town", "exact"):
        return place
    before = text[max(0, mention.start - _BEFORE) : mention.start]
    distant = _DISTANT.search(before)
    if distant:
        return _at_distance(place, place.lat, place.lon, place.radius_km, distant)
    wider = _wider(text, before, mention)
    return place.model_copy(update={"precision": "near", "radius_km": place.radius_km + wider}) if wider else place


def _wider(text: str, before: str, mention: Mention) -> float | None:
    """The kilometres that words beside a name, without a distance, add to its radius."""
    if _OFF.search(before):
        return SEA_KM
    if _SIDE_OF.search(before):
        return SIDE_KM
    if _RURAL.search(before) or _AREA.match(text, mention.end):
        return AROUND_KM
    return NEAR_KM if _NEAR.search(before) or _EDGE.match(text, mention.end) else None


def _at_distance(place: Place, lat: float, lon: float, radius_km: float, told: re.Match[str]) -> Place:
    """A place so far from another: a point where a direction is told too, else anywhere that far around it."""
    away = _kilometres(told)
    direction = _DIRECTION.search(told[0])
    if direction is None or away > MOST_KM:
        return place.model_copy(update={"precision": "near", "radius_km": round(radius_km + away, 1)})
    north, east = SIDES[re.sub(r"[ -]", "", direction[1].lower())]
    lat, lon = _moved(lat, lon, north, east, away)
    changed = {"lat": round(lat, 3), "lon": round(lon, 3), "radius_km": round(radius_km + SPREAD * away, 1)}
    return place.model_copy(update={**changed, "precision": "near"})


def _kilometres(told: re.Match[str]) -> float:
    words = told["far"].lower()
    number = float(words.replace(",", "")) if words[0].isdigit() else UNITS.get(words) or TENS.get(words) or VAGUE_KM
    return number * (KM_PER_SEA_MILE if told["sea"] else KM_PER_MILE if told["mile"] else 1.0)


def _moved(lat: float, lon: float, north: float, east: float, km: float) -> tuple[float, float]:
    """A point some kilometres off in a direction of two steps."""
    shift = km / KM_PER_DEGREE
    moved = lon + east * shift / max(0.2, math.cos(math.radians(lat)))
    return max(-90.0, min(90.0, lat + north * shift)), (moved + 180.0) % 360.0 - 180.0


def along_roads(text: str, places: Sequence[Place]) -> tuple[Place, ...]:
    """The places with the two ends of a road, each as far as its middle: what happened on it lies somewhere between."""
    out = list(places)
    for at, (one, other) in enumerate(pairwise(places)):
        if {one.precision, other.precision} == {"town"} and _are_ends(text, one, other):
            out[at], out[at + 1] = _end_of(one, other), _end_of(other, one)
    return tuple(out)


def _are_ends(text: str, one: Place, other: Place) -> bool:
    """Whether a road, or a way travelled, leads from one place to the other: "the Gao-Kidal road"."""
    (start, start_ends), (end, end_ends) = ((each.evidence[0].start, each.evidence[0].end) for each in (one, other))
    if _DASH.fullmatch(text, start_ends, end):
        return _ROAD_AFTER.match(text, end_ends) is not None
    joined = _JOINT.fullmatch(text, start_ends, end)
    return joined is not None and _ROAD_BEFORE.search(text, max(0, start - _BEFORE), start) is not None


def _end_of(place: Place, other: Place) -> Place:
    if place.lat is None or place.lon is None or other.lat is None or other.lon is None:
        return place
    apart = distance_km(place.lat, place.lon, other.lat, other.lon)
    return place.model_copy(update={"precision": "near", "radius_km": round(max(apart / 2, place.radius_km or 0.0), 1)})
