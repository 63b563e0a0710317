"""When and where an event happened, chosen among the values of its time and place arguments."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from dateline.assemble.arguments import Candidate, candidates
from dateline.assemble.context import Context
from dateline.assemble.salience import salience, series
from dateline.gazetteer.base import borders_tell, distance_km
from dateline.normalise.time_meaning import NO_PUBLICATION
from dateline.ontology.registry import FAMILIES
from dateline.schema.draft import DraftArgument, Mark
from dateline.schema.reading import Place, Time
from dateline.schema.span import Span

FINENESS: Final = {
    "minute": 1.0, "hour": 1.0, "part-of-day": 1.0, "day": 1.0, "week": 0.7, "month": 0.55,
    "season": 0.45, "year": 0.4, "decade": 0.3, "unknown": 0.2,
}  # fmt: skip
"""How much more a fine time tells than a coarse one, all else equal."""
SPECIFICITY: Final = {
    "exact": 1.0, "near": 1.0, "town": 0.95, "district": 0.8, "province": 0.6,
    "region": 0.4, "country": 0.4, "unknown": 0.3,
}  # fmt: skip
UNRESOLVED: Final = 0.15
ANY_YEAR: Final = "XXXX"
"""How TIMEX3 begins the value of a day that recurs until a publication tells which ("XXXX-WXX-5", a Friday)."""
COMPARABLE: Final = 0.3
"""What a time needs of the support of the best supported one to be weighed against it by how much it tells."""
_AN_END: Final = re.compile(
    r"\b(?:until|till|by)\s+(?:(?:at|on|about|around|the|early|late|mid|least|end of)[\s-]+)*$", re.IGNORECASE
)
"""What stands before a time by which something has ended: that is not when it happened."""
_OWNER: Final = re.compile(r"['’]s?\b|['’]\s")
_REACH: Final = 40
_WEEKDAY: Final = re.compile(rf"{ANY_YEAR}-WXX-(\d)")
_GAP: Final = re.compile(r",?\s+(?:(?:late|early)\s+)?(?:on\s+)?(?:(?:late|early)\s+)?", re.IGNORECASE)
BESIDE: Final = 70
"""Characters from a trigger within which an untold place is looked for."""
_TIED: Final = re.compile(
    r"\b(?:in|at|near|outside|inside|around|across|throughout)(?: the)?(?: [\w-]+){0,2} $", re.IGNORECASE
)
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
    r"|(?:of|in|on)\s+(?:the\s+)?(?!(?i:January|February|March|April|May|June|July|August|September|October|November"
    r"|December|\w+day)\b)(?:[A-Z]|north|south|east|west|central|border|coast|country|neighbou?ring))"
)
"""What makes a description that of a place of its own: before its word another one's, after it a name or a side."""
_CONTAINED: Final = re.compile(r",?\s+(?:in\s+)?(?:the\s+)?")


def time_of(context: Context, members: Sequence[int], event_type: str) -> Time | None:
    """The time that an event's arguments tell best; its evidence holds what agrees with it.

    A time of the event's own sentences goes before one of another, and one with far more behind it before one with
    less; only of what is left does a resolved expression outweigh one that is not, and a fine one a coarse one. None
    where no argument is read as a time. The day of a report's main event may stand in any sentence; of those that
    others took from sentences which do not tell of them, four in five were another event's. Most that stand beside a
    series tell when one of it was. When a deed was spoken of is not when it was, nor is when it ended.
    """
    support = _supported(context, members, event_type)
    if not support:
        return None
    dating = {
        time: total + sum(more for each, more in support.items() if _names(time, each))
        for time, total in support.items()
        if _dates(time)
    } or support
    weights = {
        time: total * FINENESS[time.granularity] * (1.0 if time.start else UNRESOLVED)
        for time, total in dating.items()
        if total >= COMPARABLE * max(dating.values())
    }
    best = max(weights, key=lambda time: (weights[time], -time.evidence[0].start))
    agreeing = [time for time in support if time is not best and _covers(time, best)]
    evidence = tuple(sorted({*best.evidence, *(span for time in agreeing for span in time.evidence)}, key=_start))
    return best.model_copy(update={"evidence": (*best.evidence, *(s for s in evidence if s not in best.evidence))})


def _supported(context: Context, members: Sequence[int], event_type: str) -> dict[Time, float]:
    """The times that an event's arguments tell, with what is behind each.

    Those of its own sentences where they date it, with the full date of a weekday told there; else those of all.
    """
    own: dict[Time, float] = {}
    others: dict[Time, float] = {}
    telling = {context.sentences.index(context.draft.triggers[member].start) for member in members}
    anywhere = salience(context, members) == "main"
    least = context.point("series.time", 0.0) if series(context, members) else 0.0
    for each in candidates(context, members, "time"):
        beside = context.sentences.index(each.start) in telling
        if each.best < least or not (anywhere or beside):
            continue
        for time in context.times_in(each.start, each.end):
            if _is_an_end(context.text, time.evidence[0]):
                continue
            if event_type not in FAMILIES["words"] and _is_of_saying(context, time, members):
                continue
            kept = own if beside else others
            kept[time] = kept.get(time, 0.0) + each.total
    if not any(_dates(time) for time in own):
        return own | others
    return own | {time: total for time, total in others.items() if any(_names(time, each) for each in own)}


def _names(full: Time, weekday: Time) -> bool:
    """Whether a full date falls on the weekday that a text without a day of publication tells: "on Friday"."""
    unresolved = weekday.start is None and weekday.type != "SET"
    told = _WEEKDAY.match(weekday.value or "") if unresolved else None
    if told is None or full.start is None or full.end is None or full.start[:10] != full.end[:10]:
        return False
    return date.fromisoformat(full.start[:10]).isoweekday() == int(told[1])


def _dates(time: Time) -> bool:
    """Whether a time tells a day or period, be it one that only a day of publication would resolve."""
    if time.start is not None:
        return True
    awaits = (time.value or "").startswith(ANY_YEAR) or (time.how or "").endswith(NO_PUBLICATION)
    return awaits and time.type != "SET"


def _is_an_end(text: str, span: Span) -> bool:
    """Whether a time tells by when something has ended; "killed by Monday's blast" tells none."""
    bound = _AN_END.search(text, max(0, span.start - _REACH), span.start)
    return bound is not None and not (bound[0][:1] in "bB" and _OWNER.match(text, span.end))


def _is_of_saying(context: Context, time: Time, members: Sequence[int]) -> bool:
    """Whether a time stands right beside a cue ("police said late on Friday that ...") whose content holds the triggers
    that it is an argument of."""
    span = time.evidence[0]
    holders = [
        context.draft.triggers[member]
        for member in members
        if any(_meet(each, span.start, span.end) for each in context.arguments_of[member].get("time", ()))
    ]
    for said in context.draft.attributions:
        beside = any(_next_to(context.text, cue, span) for cue in said.cue)
        if beside and not any(_meet(part, span.start, span.end) for part in said.content):
            return all(any(_meet(part, each.start, each.end) for part in said.content) for each in holders)
    return False


def _next_to(text: str, cue: Mark, span: Span) -> bool:
    """Whether a cue and a time stand side by side: at most "on", "late" or a comma parts them."""
    return bool(_GAP.fullmatch(text, cue.end, span.start) or _GAP.fullmatch(text, span.end, cue.start))


def _meet(mark: Mark | DraftArgument, start: int, end: int) -> bool:
    return mark.start < end and start < mark.end


def _covers(coarse: Time, fine: Time) -> bool:
    return bool(
        coarse.start and coarse.end and fine.start and fine.end
        and coarse.start[:10] <= fine.start[:10] and fine.end[:10] <= coarse.end[:10]
    )  # fmt: skip


def _start(span: Span) -> int:
    return span.start


def places_of(context: Context, members: Sequence[int], event_type: str) -> tuple[Place, ...]:
    """The places that an event's arguments tell: the most precise with the most behind it, then its equals.

    Metonyms never count; a place that contains the chosen one becomes evidence of it.
    """
    weights: dict[str, float] = {}
    known: dict[str, list[Place]] = {}
    for each in candidates(context, members, "place"):
        for place in _read(context, each):
            key = place.gazetteer_id or f"?{place.name.lower()}"
            weights[key] = weights.get(key, 0.0) + each.total * SPECIFICITY[place.precision] * (
                place.lat is not None or 0.3
            )
            known.setdefault(key, []).append(place)
    if not weights:
        beside = None if event_type in FAMILIES["words"] else _beside_place(context, members)
        return (beside,) if beside else ()
    order = sorted(weights, key=lambda key: (-weights[key], known[key][0].evidence[0].start))
    first = known[order[0]][0]
    if all(known[key][0].lat is None for key in order):
        # a street or a hotel that no gazetteer lists lies in the town told beside it
        town = _put_in(context, first) or _beside_place(context, members)
        return (_with_evidence(town, known[order[0]]),) if town else (first,)
    inside = [
        key for key in order[1:] if _contains(first, known[key][0]) and weights[key] >= FINER_SHARE * weights[order[0]]
    ]
    if inside:  # something finer, with enough behind it, lies within the heaviest: "Iraq ... Mosul"
        order = [inside[0], *(key for key in order if key != inside[0])]
        first = known[order[0]][0]
    rest = [known[key][0] for key in order[1:] if not _related(first, known[key][0])]
    around = [place for key in order if key == order[0] or _contains(known[key][0], first) for place in known[key]]
    chosen = _with_evidence(first, around)
    return (chosen, *sorted((p for p in rest if p.precision == first.precision), key=lambda p: p.evidence[0].start))


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
    """For an event whose arguments tell no place: the first that "in", "at" or "near" ties to a trigger's clause."""
    for member in members:
        trigger = context.draft.triggers[member]
        start, end = _clause(context, member)
        for place in context.places_in(max(start, trigger.start - BESIDE), min(end, trigger.end + BESIDE)):
            if place.literal and place.lat is not None and _TIED.search(context.text, start, place.evidence[0].start):
                return place
    return None


def _put_in(context: Context, place: Place) -> Place | None:
    """The country or region that a phrase puts a place in which no gazetteer has there: "Palma, Mozambique"."""
    end = place.evidence[0].end
    for wide in context.places_in(end, end + BESIDE):
        within = _CONTAINED.fullmatch(context.text, end, wide.evidence[0].start)
        if within and wide.lat is not None and wide.precision in ("country", "region", "province", "district"):
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
                if p.literal and p.precision in precisions and p.evidence[0].start < each.start
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
    if SPECIFICITY[large.precision] > SPECIFICITY[small.precision] or large.precision in {"exact", "near"}:
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
