"""Where an event was: chosen among its place arguments, and what the report tells of where it plays."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from dateline.assemble.arguments import Candidate, candidates
from dateline.assemble.context import Context
from dateline.assemble.locality import (
    dateline_town,
    force_town,
    is_across,
    is_beside,
    is_citizens,
    is_dateline,
    is_far,
    is_home,
    is_opening,
    is_outlets,
    is_part,
    is_put_in,
    is_quarter,
    is_settlement,
    is_street,
)
from dateline.assemble.salience import salience
from dateline.gazetteer.base import borders_tell, distance_km
from dateline.normalise.place_metonym import acts
from dateline.ontology.registry import FAMILIES
from dateline.schema.reading import Place

SPECIFICITY: Final = {
    "exact": 1.0, "near": 0.9, "town": 0.95, "district": 0.8, "province": 0.6,
    "region": 0.4, "country": 0.4, "unknown": 0.3,
}  # fmt: skip
_REACH: Final = 40
BESIDE: Final = 70
"""Characters from a trigger within which an untold place is looked for."""
_TIED: Final = re.compile(
    r"\b(?:in|at|near|outside|inside|around|across|throughout)(?: the)?(?: [\w-]+){0,2} $", re.IGNORECASE
)
UNTIED: Final = 0.7
"""What a mention without such a word before it counts of one with it: in the corpus' training part .55 to .85 place one
to five of 1,064 events more where they were than 1 does, its development part .7 two of 158."""
DOUBTED: Final = 0.9
"""The score of a place below which another of its name may be meant: of the corpus' training part, three that lay far
from the town whose police the report speaks of were in truth in that town, and none was elsewhere."""
_WIDE: Final = frozenset({"country", "region", "province", "district"})
FINER_SHARE: Final = 0.8
"""What a place within the heaviest one needs of its weight to be taken for it: a riot in a state has no town."""
_TOWN: Final = re.compile(r"\b(city|town|capital|village|municipality|neighbou?rhood|there)\b", re.IGNORECASE)
_PROVINCE: Final = re.compile(r"\b(province|state|governorate|department|district|county)\b", re.IGNORECASE)
_COUNTRY: Final = re.compile(r"\b(country|nation|nationwide|countrywide)\b", re.IGNORECASE)
_DESCRIBED: Final = (
    (_TOWN, frozenset({"town", "exact", "near"})),
    (_PROVINCE, frozenset({"province", "district"})),
    (_COUNTRY, frozenset({"country"})),
)
"""Words that stand for a place named before, and the precisions of the place they can stand for."""
_DEFINITE: Final = re.compile(r"\b(?:the|that|this)\s+((?:[\w’'-]+\s+){0,3})$", re.IGNORECASE)
_ELSEWHERE: Final = re.compile(
    r"\b(?:(?:an?)?other|neighbou?ring|nearby|adjacent|adjoining|home|each|every|several|different|separate|nearest|next"
    r"|first|second|third|in|of|and|to|from|at)\b|['’]s?\s",
    re.IGNORECASE,
)
_TOLD_APART: Final = re.compile(
    r"\s+(?:(?:called|named|known|where|near|outside|close|next)\b"
    r"|(?:(?i:of)|in|on)\s+(?:(?i:the)\s+)?(?!(?i:January|February|March|April|May|June|July|August|September|October|November"
    r"|December|\w+day)\b)(?:[A-Z]|north|south|east|west|central|border|coast|country|neighbou?ring))"
)
"""What makes a description that of a place of its own: before its word another one's, after it a name or a side."""
_THERE: Final = re.compile(r"\bthere\b(?! (?:was|were|is|are|has|have|had|will|would|may|to)\b)")
"""After a trigger: where it happened was told before ("a guard was shot there")."""
FRAMED: Final = 4.0
"""What such a place counts for the events of its sentence; for those of others alone it does not."""
_CONTAINED: Final = re.compile(r",?\s+(?:in\s+)?(?:the\s+)?")


def places_of(context: Context, members: Sequence[int], event_type: str) -> tuple[Place, ...]:
    """The places that an event's arguments tell: the most precise with the most behind it, then its equals.

    Metonyms never count; a place that contains the chosen one becomes evidence of it. The violence that a report of
    local news is about lies in the town whose forces the report speaks of, where nothing tells of another.
    """
    home = _home_of(context, members, event_type)
    weights, known = _weighed(context, members, home)
    if not weights:
        town = None if event_type in FAMILIES["words"] else _beside_place(context, members) or home
        return (town,) if town else ()
    order = _ordered(context, weights, known)
    first = known[order[0]][0]
    if all(known[key][0].lat is None for key in order):
        # a street or a hotel that no gazetteer lists lies in the town told beside it
        town = _put_in(context, first) or _beside_place(context, members) or home or _street_town(context, first)
        return (_with_evidence(town, known[order[0]]),) if town else (first,)
    if home and (_is_another(first, home) or _narrows(home, first)):
        return (_with_evidence(home, known[order[0]]),)
    holding = [key for key in order[1:] if _holds(context, known[key][0], known[order[0]])]
    around = [place for key in (order[0], *holding) for place in known[key]]
    around += [home] if home and is_part(first, home) else _unlisted_in(context, first, known)
    others = [known[key][0] for key in order[1:] if key not in holding]
    rest = [p for p in others if p.precision == first.precision and not _related(first, p)]
    return (_with_evidence(first, around), *sorted(rest, key=lambda p: p.evidence[0].start))


def _holds(context: Context, large: Place, mentions: Sequence[Place]) -> bool:
    """Whether a place holds another of some mentions; a quarter is in the town that is told with it."""
    small = mentions[0]
    if any(is_put_in(context, mention, large) for mention in mentions):
        return True
    quarter = is_part(small, large) and any(is_quarter(context, mention) for mention in mentions)
    return quarter or _contains(large, small)


def _ordered(context: Context, weights: dict[str, float], known: dict[str, list[Place]]) -> list[str]:
    """The keys of an event's places, the one that is to be its place first."""
    order = sorted(weights, key=lambda key: (-weights[key], known[key][0].evidence[0].start))
    first = known[order[0]][0]
    if first.lat is None and is_street(context, first):  # in the town that is told with it
        chosen = [key for key in order if known[key][0].lat is not None and known[key][0].precision not in _WIDE]
    else:  # something finer, with enough behind it, lies within the heaviest: "Iraq ... Mosul"
        least = FINER_SHARE * weights[order[0]]
        parts = [key for key in order[1:] if any(is_put_in(context, each, first) for each in known[key])]
        finer = [key for key in order[1:] if weights[key] >= least and _holds(context, first, known[key])]
        chosen = [key for key in parts if known[key][0].lat is not None] or finer
    return [*chosen[:1], *(key for key in order if key not in chosen[:1])]


def _unlisted_in(context: Context, place: Place, known: dict[str, list[Place]]) -> list[Place]:
    """The mentions of what no gazetteer lists, in one sentence with the wide place that is an event's: "shot in
    Alder Park, according to the Fresno County coroner"."""
    if place.precision not in _WIDE | {"near"}:
        return []
    telling = {context.sentences.index(each.evidence[0].start) for each in known[place.gazetteer_id or ""]}
    unlisted = (each for places in known.values() for each in places if each.lat is None)
    return [each for each in unlisted if context.sentences.index(each.evidence[0].start) in telling]


def _weighed(
    context: Context, members: Sequence[int], home: Place | None
) -> tuple[dict[str, float], dict[str, list[Place]]]:
    """By its key, what is behind each place that an event's arguments tell, and its mentions."""
    weights: dict[str, float] = {}
    known: dict[str, list[Place]] = {}
    for place, total in _told(context, members, home):
        key = place.gazetteer_id or f"?{place.name.lower()}"
        weights[key] = weights.get(key, 0.0) + total * SPECIFICITY[place.precision] * (place.lat is not None or 0.3)
        known.setdefault(key, []).append(place)
    return weights, known


def _told(context: Context, members: Sequence[int], home: Place | None) -> list[tuple[Place, float]]:
    """The places that an event's arguments tell, each with what is behind it.

    Where shells come from and what lies across a border are left out where another place is told.
    A town that tells only where someone comes from is left out where another near it is told, or is the report's, and
    so is an outlet's; a country that tells whose citizen someone is, or that acts itself, always. The town of the
    dateline, which is not the one whose forces the report speaks of, is left out where "in", "at" or "near" ties
    another place to what is told.
    """
    telling = {context.sentences.index(context.draft.triggers[member].start) for member in members}
    read = [
        (place, each.total * (1.0 if _is_tied(context, place) else UNTIED) * _framing(context, place, telling))
        for each in candidates(context, members, "place")
        for place in _read(context, each)
        if not (is_citizens(context, place) or _is_actor(context, place))
    ]
    read = [(place, total) for place, total in read if total]
    read = [(place, total) for place, total in read if not is_across(context, place)] or read
    tied = [place for place, _ in read if _is_tied(context, place) and not is_dateline(context, place)]
    sent = [place for place, _ in read if is_dateline(context, place) and not (home and _related(place, home))]
    outside = [place for place in sent if _is_told_of(context, place, tied)]
    read = [(place, total) for place, total in read if place not in outside]
    there = [place for place, _ in read if not (is_home(context, place) or is_outlets(context, place))]
    there += [home] if home else []
    ids = {place.gazetteer_id for place in there}
    towns = [place for place in there if place.lat is not None and place.precision not in _WIDE]

    def elsewhere(place: Place) -> bool:
        return any(is_outlets(context, place) or is_beside(place, town) for town in towns)

    return [(place, total) for place, total in read if place.gazetteer_id in ids or not elsewhere(place)]


def _is_actor(context: Context, place: Place) -> bool:
    """Whether a country's name is the subject of what its government does: "Taiwan said"."""
    span = place.evidence[0]
    return place.precision == "country" and acts(context.text, span.start, span.end)


def _is_told_of(context: Context, town: Place, others: Sequence[Place]) -> bool:
    """Whether other places tell where what a dateline's town sends word of was: outside the town.

    What no gazetteer lists may be a quarter of it, unless it is told as a place of its own.
    """
    return any(
        not _related(town, place) and (place.lat is not None or is_settlement(context, place)) for place in others
    )


def _framing(context: Context, place: Place, telling: set[int]) -> float:
    """What it counts for an event told in some sentences that a mention opens its own as where all of it lies."""
    if not is_opening(context, place):
        return 1.0
    return FRAMED if context.sentences.index(place.evidence[0].start) in telling else 0.0


def _is_tied(context: Context, place: Place) -> bool:
    """Whether "in", "at" or "near" stands before a mention."""
    start = place.evidence[0].start
    return _TIED.search(context.text, context.sentences.bounds(start)[0], start) is not None


def _home_of(context: Context, members: Sequence[int], event_type: str) -> Place | None:
    """The town of a report of local news, for the violence that it is about."""
    if event_type not in FAMILIES["violence"] or salience(context, members) != "main":
        return None
    return force_town(context)


def _street_town(context: Context, place: Place) -> Place | None:
    """The town of the dateline, for a street that a report tells without a town."""
    return dateline_town(context) if is_street(context, place) else None


def _narrows(home: Place, told: Place) -> bool:
    """Whether a town lies in the state or county that is told: the capital's police speak of all the country."""
    return told.precision in ("province", "district") and _contains(told, home) and not is_far(told, home)


def _is_another(told: Place, home: Place) -> bool:
    """Whether a place that the gazetteer was in doubt of lies too far off to be the one that a town's report means."""
    return told.score is not None and told.score < DOUBTED and is_far(told, home)


def _clause(context: Context, member: int) -> tuple[int, int]:
    """The part of a trigger's sentence that lies between its neighbours' triggers."""
    trigger = context.draft.triggers[member]
    start, end = context.sentences.bounds(trigger.start)
    for other in context.draft.triggers:
        if start <= other.start and other.end <= trigger.start:
            start = max(start, other.end)
        elif trigger.end <= other.start < end:
            end = min(end, other.start)
    return start, end


def _beside_place(context: Context, members: Sequence[int]) -> Place | None:
    """For an event whose arguments tell no place: the first that "in", "at" or "near" ties to a trigger's clause, or
    that "there" points back to."""
    for member in members:
        trigger = context.draft.triggers[member]
        start, end = _clause(context, member)
        there = _THERE.search(context.text, trigger.end, min(end, trigger.end + _REACH))
        if there and (told := _read(context, Candidate(*there.span(), 1.0, 1.0))):
            return told[0]
        for place in context.places_in(max(start, trigger.start - BESIDE), min(end, trigger.end + BESIDE)):
            if place.literal and place.lat is not None and _TIED.search(context.text, start, place.evidence[0].start):
                return place
    return None


def _put_in(context: Context, place: Place) -> Place | None:
    """The country or region that a phrase puts a place in which no gazetteer has there: "Palma, Mozambique".

    It is there wherever the report names it.
    """
    for mention in (place, *(each for each in context.places if each.name == place.name and each.lat is None)):
        end = mention.evidence[0].end
        for wide in context.places_in(end, end + BESIDE):
            within = _CONTAINED.fullmatch(context.text, end, wide.evidence[0].start)
            if within and wide.lat is not None and wide.precision in _WIDE:
                return wide
    return None


def _points_back(text: str, start: int, head: re.Match[str]) -> bool:
    """Whether a description is of a place told before: "the city", not "a town", "another village", "the town of X"."""
    if head[0].lower() == "there":
        return True
    at, end = start + head.start(), start + head.end()
    definite = _DEFINITE.search(text, max(0, at - _REACH), at)
    return definite is not None and not _ELSEWHERE.search(definite[1]) and not _TOLD_APART.match(text, end)


def _read(context: Context, each: Candidate) -> list[Place]:
    inside = [place for place in context.places_in(each.start, each.end) if place.literal]
    if inside:
        return inside
    words = context.span(each.start, each.end)
    for pattern, precisions in _DESCRIBED:
        head = pattern.search(words.text)
        if head and _points_back(context.text, each.start, head):
            before = [
                p
                for p in context.places
                if p.literal
                and p.precision in precisions
                and p.evidence[0].start < each.start
                and not (is_across(context, p) or is_citizens(context, p))
            ]
            if before:
                return [before[-1].model_copy(update={"evidence": (words, *before[-1].evidence)})]
    return []


def _contains(large: Place, small: Place) -> bool:
    """Whether the larger place holds the smaller, as far as borders or, where those are not known, circles tell."""
    if large.lat is None or large.lon is None or small.lat is None or small.lon is None:
        return False
    if large.gazetteer_id == small.gazetteer_id or large.precision == small.precision:
        return False
    if large.precision == "near":  # it only tells where the smaller is: "Kibiti, 130 km south of Dar es Salaam"
        within = small.precision in {"town", "exact", "district"} and (small.radius_km or 0) <= (large.radius_km or 0)
        return within and distance_km(large.lat, large.lon, small.lat, small.lon) <= (large.radius_km or 0)
    if SPECIFICITY[large.precision] > SPECIFICITY[small.precision] or large.precision == "exact":
        return False
    if large.precision == "country":
        return large.country == small.country
    if borders_tell(small.country, None, large.country, None) is False:
        return False
    if large.feature == "ADM1" and large.geonameid and small.geonameid:
        told = borders_tell(small.country, small.admin1, large.country, large.admin1)
        if told is not None:
            return told
    return distance_km(large.lat, large.lon, small.lat, small.lon) <= 1.5 * (large.radius_km or 10)


def _related(a: Place, b: Place) -> bool:
    return a.gazetteer_id == b.gazetteer_id or _contains(a, b) or _contains(b, a)


def _with_evidence(place: Place, others: Sequence[Place]) -> Place:
    spans = list(place.evidence)
    for other in others:
        spans += [span for span in other.evidence if span not in spans]
    return place.model_copy(update={"evidence": tuple(spans)})
