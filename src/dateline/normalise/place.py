"""Toponyms to places: every mention of a place, resolved to an entry of the gazetteer or left with nulls."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from dateline.gazetteer import Entry, Gazetteer
from dateline.gazetteer.base import distance_km
from dateline.gazetteer.names import abbreviation_key, name_key
from dateline.normalise.place_extent import along_roads, narrowed
from dateline.normalise.place_mentions import Mention, Toponym, Word, find_mentions, words_of
from dateline.normalise.place_metonym import is_located, is_metonym
from dateline.normalise.place_rank import Name, Ranker, Setting, far_fetched, lies_in
from dateline.normalise.place_words import NO_TOWN, is_quarter, told_as_part
from dateline.schema.reading import Place
from dateline.schema.span import Span

__all__ = ["LITERAL", "PlaceResolver", "Toponym", "unresolved"]

LITERAL = 0.5
"""The reader's probability from which on a name stands for the place itself, where its model says nothing else."""

SEAT_SHARE = 0.15
"""A town with this share of a region's people, called like the region, is what its bare name means."""

VILLAGE_SHARE = 0.001
"""A town abroad with less than this share of a region's people is not what the bare name of the region means."""

SAME_PLACE_KM = 25.0
AROUND_KM = 60.0
"""How far from a town what is told as a part of it may lie: "the Jambusar area of Bharuch" is of its district."""
LARGE_TOWN = 100_000
"""A place of more people than this is meant even where its name is also a demonym."""

GOVERNMENTS = frozenset({"PPLC", "PCLI", "PCLD", "PCLS", "PCL"})
"""Features of what has a government that speaks: capitals and countries."""

_NATURAL = frozenset(
    {"river", "lake", "creek", "mountain", "mountains", "valley", "forest", "desert", "hills", "bay", "gulf"}
)
_SAINT = re.compile(r"(?:St\.?|Saint) ", re.IGNORECASE)
_CONTAINED = re.compile(
    r",?\s+(?:(?:in|of)\s+)?(?:the\s+)?(?:(?:north|south|east|west)\w*\s+|central\s+)?|,\s*", re.IGNORECASE
)
_REVERSED = re.compile(
    r"(?:['’]s\s+|\s+)(?:(?:capital|city|town|village|port|border)\s+){0,2}(?:(?:city|town|village)\s+)?(?:of\s+)?"
)
_PUT_IN = re.compile(r",\s+(?:in\s+)?|\s+in\s+(?:the\s+)?")
_PHRASE_ENDS = re.compile(
    r"\s*(?:[,.;:)\n—–-]|\Z)"
    r"|\s+(?:on|in|at|by|to|from|for|with|when|where|who|which|while|after|before|as|during|over|since|late|early|last"
    r"|this|that|yesterday|today|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|and\s+(?=[a-z]))\b"
)
"""What may follow "X, Country" where the country tells where X is: no verb of its own, no other name of a list."""
_SETTLEMENT_OF_PEOPLE = re.compile(
    r"\b((?:[^\W\d_][\w-]* )?([^\W\d_][\w-]*))"
    r"(?:\s+(?!(?:the|an?|on|at|in|near|of|to|from|over|against|outside|hit|struck)\b)[a-z][\w-]*){0,3}?"
    r"\s+(?:city|town|village|province|region|district|capital|port|suburb)(?:\s+of)?\s+(?:the\s+)?$"
)
_STATE_AFTER = re.compile(r",\s*([A-Z][A-Za-z]{0,4}\.?(?:\s?[A-Z][a-z]{0,2}\.)?)(?![\w])")
_THE_CAPITAL = re.compile(
    rf"\b(?i:the capital(?: city)?)\b(?!\s+(?i:of)\b)(?!(?i:{NO_TOWN}))(?!,\s+[A-Z]|\s+[A-Z][a-z])"
)
_SENTENCE_ENDS = re.compile(r"[.!?][\"”’)]*\s+(?=[\"“(]?[A-Z])|\n")
_IN_THE_COUNTRY = re.compile(
    r"\b(?:in|across|throughout|inside)\s+(?:the\s+|neighbou?ring\s+|nearby\s+)*\Z", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Sense:
    """What a mention was found to mean."""

    mention: Mention
    entry: Entry | None
    score: float | None


def unresolved(places: Sequence[Place]) -> tuple[Place, ...]:
    """The places that no entry was found for: each deserves a warning."""
    return tuple(place for place in places if place.lat is None)


class PlaceResolver:
    """Resolves the toponyms of reports against one gazetteer. Holds no state of a report; safe to share."""

    def __init__(self, gazetteer: Gazetteer, ranker: Ranker | None = None, *, literal: float = LITERAL) -> None:
        self.gazetteer = gazetteer
        self._ranker = ranker or Ranker.bundled()
        self._literal = literal

    def resolve(
        self,
        text: str,
        toponyms: Sequence[Toponym],
        *,
        dateline_place: str | None = None,
        outlet_country: str | None = None,
    ) -> tuple[Place, ...]:
        """One place for every mention, in order of the text, none overlapping.

        ``dateline_place`` is the report's own ("BAGHDAD"); ``outlet_country`` the ISO code of where it is published.
        A place is literal unless its toponym's probability is under the model's point or, where it is not known, words
        beside a capital show that a government is meant. A name that no gazetteer knows is a place only if literal.
        """
        words = words_of(text)
        setting = self.setting(words, dateline_place, outlet_country)
        mentions = find_mentions(text, words, toponyms, self.gazetteer, setting.dateline)
        senses = self.senses(text, mentions, setting)
        senses = _with_bare_capitals(text, senses, setting, self.gazetteer)
        places = [_place(text, sense, self._literal) for sense in senses if not _is_nowhere(sense, self._literal)]
        return along_roads(text, places)

    def setting(self, words: Sequence[Word], dateline_place: str | None, outlet_country: str | None) -> Setting:
        """What the demonyms among a text's words, the dateline and the outlet tell."""
        demonyms = self.gazetteer.demonyms()
        counts = Counter(iso2 for word in words if (iso2 := demonyms.get(word.lower.partition("-")[0])))
        total = sum(counts.values()) or 1
        dateline = _dateline(self.gazetteer.candidates(dateline_place)) if dateline_place else None
        shares = {iso2: count / total for iso2, count in counts.items()}
        return Setting(shares, dateline, outlet_country)

    def senses(self, text: str, mentions: Sequence[Mention], setting: Setting) -> list[_Sense]:
        """The entry of each mention with its probability. Mentions of one name have one sense in a report."""
        keys, names = self.names(text, mentions)
        best: dict[str, tuple[Entry, float]] = {}
        beliefs = self._ranker.rank(names, setting)
        doubted = far_fetched(names, beliefs, setting)
        for name, belief in zip(names, beliefs, strict=True):
            if len(belief) and name.key not in doubted:
                entry = _seat(name, name.candidates[int(belief.argmax())])
                best[name.key] = (entry, _score(entry, name.candidates, belief.tolist()))
        return [_Sense(m, *best.get(key, (None, None))) for m, key in zip(mentions, keys, strict=True)]

    def names(self, text: str, mentions: Sequence[Mention]) -> tuple[list[str], list[Name]]:
        """The key of each mention's name, and the distinct names with their candidates and containers."""
        entries = [self._entries(mention) for mention in mentions]
        containers = [self._container(text, mentions, entries, at) for at in range(len(mentions))]
        told = {_base_key(m): c for m, c in zip(mentions, containers, strict=True) if c is not None}
        holders = _holders(text, mentions, entries, containers)
        pairs = zip(mentions, entries, strict=True)
        seats = {_base_key(m) for m, found in pairs if _as_government(text, m, found, self._literal)}
        towns = _towns_around(text, mentions, entries)
        keys: list[str] = []
        names: dict[str, Name] = {}
        for mention, found, own in zip(mentions, entries, containers, strict=True):
            base = _base_key(mention)
            container = own or (None if base in towns else told.get(base))
            key = f"{base}|{container.id if container else ''}"
            keys.append(key)
            known = names.get(key)
            if base in holders:
                found = tuple(e for e in found if e.id == holders[base].id or lies_in(e, holders[base]))
            elif base in seats:
                found = tuple(entry for entry in found if entry.feature in GOVERNMENTS)
            if container is not None:
                # A bearer of the name elsewhere is another place, also where none is known there.
                found = tuple(entry for entry in found if lies_in(entry, container))
            elif base in towns:
                found = tuple(entry for entry in found if _is_beside(entry, towns[base]))
            else:
                found = _without_villages(found)
            names[key] = Name(key, found, container, known.mentions + 1 if known else 1)
        return keys, list(names.values())

    def _entries(self, mention: Mention) -> tuple[Entry, ...]:
        if mention.entries is not None:
            return mention.entries
        found = _as_written(mention.name, tuple(self.gazetteer.candidates(mention.name)))
        if any(entry.population > LARGE_TOWN for entry in found):
            return found
        iso2 = self.gazetteer.demonyms().get(mention.name.casefold())
        country = self.gazetteer.country(iso2) if iso2 else None
        return (country,) if country else _of_its_kind(mention.name, found)

    def _container(
        self, text: str, mentions: Sequence[Mention], entries: Sequence[tuple[Entry, ...]], at: int
    ) -> Entry | None:
        """The country or region that the mention's phrase puts it in: "Mosul, Iraq", "Mosul in Nineveh province"."""
        mention = mentions[at]
        if at + 1 < len(mentions) and _CONTAINED.fullmatch(text, mention.end, mentions[at + 1].start):
            found = _holder(entries[at], entries[at + 1]) or self._country_told(text, *mentions[at : at + 2])
            if found:
                return found
        state = _STATE_AFTER.match(text, mention.end)
        if state and abbreviation_key(state[1]):
            found = _holder(entries[at], tuple(self.gazetteer.candidates(state[1])))
            if found:
                return found
        if at and _REVERSED.fullmatch(text, mentions[at - 1].end, mention.start):
            return _holder(entries[at], entries[at - 1])
        return self._demonym_before(text, mention)

    def _demonym_before(self, text: str, mention: Mention) -> Entry | None:
        """The country of "the Iraqi city of Mosul"; none of "Russian shelling of Kharkiv"."""
        settled = _SETTLEMENT_OF_PEOPLE.search(text, max(0, mention.start - 60), mention.start)
        if settled is None:
            return None
        demonyms = self.gazetteer.demonyms()
        iso2 = demonyms.get(settled[1].casefold()) or demonyms.get(settled[2].casefold())
        return self.gazetteer.country(iso2) if iso2 else None

    def _country_told(self, text: str, inner: Mention, outer: Mention) -> Entry | None:
        """The country of "Palma, Mozambique," where the gazetteer has no such town there.

        Two places may also stand side by side ("In Brussels, Ukraine asked"), so none for capitals and wide places, nor
        where the country's name goes on.
        """
        if inner.form != "name" or not _PUT_IN.fullmatch(text, inner.end, outer.start):
            return None
        if not _PHRASE_ENDS.match(text, outer.end) or outer.name.casefold() in self.gazetteer.demonyms():
            return None
        holder = next(iter(self._entries(outer)), None)
        if holder is None or holder.alias or not (holder.precision == "country" or holder.feature == "ADM1"):
            return None
        known = [entry for entry in self._entries(inner) if not entry.alias]
        if any(entry.feature == "PPLC" or entry.precision in ("country", "province", "region") for entry in known):
            return None
        return holder


def _dateline(found: Sequence[Entry]) -> Entry | None:
    """What a dateline means: a town, where one of any size shares a region's or a country's name."""
    towns = (e for e in found if not e.alias and (e.feature == "PPLC" or (_is_town(e) and e.population > LARGE_TOWN)))
    return next(towns, found[0] if found else None)


def _is_town(entry: Entry) -> bool:
    return entry.feature.startswith("PPL")


def _without_villages(found: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Without the villages that share a large first-level region's main name: a bare "Texas" is none of them."""
    region = next((entry for entry in found if entry.feature == "ADM1" and not entry.alias), None)
    if region is None:
        return found
    least = region.population * VILLAGE_SHARE
    return tuple(e for e in found if e.feature != "PPL" or e.population >= least or e.country == region.country)


def _seat(name: Name, entry: Entry) -> Entry:
    """The town that a bare name means where a region is called after the town that most of it lives in or around."""
    if entry.feature not in ("ADM1", "ADM2") or name.key.startswith("region:"):
        return entry
    own = name_key(entry.name)
    towns = (c for c in name.candidates if c.feature in ("PPLC", "PPL") and lies_in(c, entry))
    # where the region bears the name as another of its own, so may the town: "Deir Ezzor"
    held = (c for c in towns if name.bare != own or name_key(c.name) == own)
    seat = max(held, key=lambda c: c.population, default=None)
    if seat is None or seat.population < SEAT_SHARE * entry.population:
        return entry
    return seat


def _score(entry: Entry, candidates: Sequence[Entry], belief: Sequence[float]) -> float:
    """The probability that the place is right: of the entry and of those beside it, such as its district."""
    reach = max(entry.radius_km, SAME_PLACE_KM)
    beside = (distance_km(entry.lat, entry.lon, c.lat, c.lon) <= reach for c in candidates)
    return min(1.0, sum(share for share, close in zip(belief, beside, strict=True) if close))


def _as_written(name: str, found: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Without towns whose saint stands before a hyphen, as in French, where another is written as the name is:
    "St. Louis" is not Saint-Louis in Senegal."""
    if _SAINT.match(name) is None:
        return found
    alike = tuple(e for e in found if not e.name.startswith(("Saint-", "Sainte-", "St-")))
    return alike if any(not e.alias for e in alike) else found


def _of_its_kind(name: str, found: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Without towns and counties that only share a river's or a lake's name: "Red River" is not Red River County."""
    last = name_key(name).rpartition(" ")[2]
    if last not in _NATURAL:
        return found
    return tuple(e for e in found if not e.alias and name_key(e.name).endswith(last))


def _as_government(text: str, mention: Mention, found: Sequence[Entry], least: float) -> bool:
    """Whether a mention of a name that a capital bears stands for its government."""
    if mention.lent:
        return False
    capital = next((entry for entry in found if entry.feature == "PPLC"), None)
    return capital is not None and not _literal(text, mention, capital, least)


def _holders(
    text: str, mentions: Sequence[Mention], entries: Sequence[Sequence[Entry]], containers: Sequence[Entry | None]
) -> dict[str, Entry]:
    """By the name's key the region that holds the place told before it: in "Vancouver, Washington" it is the state.

    Of a first-level region only: towns of one county may stand side by side in a list, and one be called like it. Of
    what goes on with a list nothing is told.
    """
    found = {}
    for at, holder in enumerate(containers[:-1]):
        listed = text[max(0, mentions[at].start - 4) : mentions[at].start].rstrip().endswith(",")
        if holder is not None and holder.feature == "ADM1" and not listed and holder in entries[at + 1]:
            found[_base_key(mentions[at + 1])] = holder
    return found


def _towns_around(
    text: str, mentions: Sequence[Mention], entries: Sequence[Sequence[Entry]]
) -> dict[str, tuple[Entry, ...]]:
    """By the name's key the towns of which a mention may be a part: Brooklyn, of "the Mapleton area of Brooklyn".

    Of two names told so, the one that a large town bears is the town. A "neighborhood" is one of any large town that
    the report names.
    """
    large = [_large_towns(each) for each in entries]
    quarters = [at for at, each in enumerate(mentions) if not large[at] and is_quarter(text, each.end)]
    any_town = tuple(town for each in large for town in each) if quarters else ()
    found = {_base_key(mentions[at]): any_town for at in quarters if any_town}
    for at, (first, second) in enumerate(pairwise(mentions)):
        if not told_as_part(text, (first.start, first.end), (second.start, second.end)):
            continue
        one, other = large[at], large[at + 1]
        if one or other:
            part, towns = (second, one) if _people(one) > _people(other) else (first, other)
            found[_base_key(part)] = towns
    return found


def _people(towns: Sequence[Entry]) -> int:
    return max((entry.population for entry in towns), default=0)


def _large_towns(found: Sequence[Entry]) -> tuple[Entry, ...]:
    return tuple(entry for entry in found if _is_town(entry) and entry.population > LARGE_TOWN)


def _is_beside(entry: Entry, towns: Sequence[Entry]) -> bool:
    return any(distance_km(entry.lat, entry.lon, town.lat, town.lon) <= AROUND_KM for town in towns)


def _base_key(mention: Mention) -> str:
    given = mention.entries[0].id if mention.entries and len(mention.entries) == 1 else ""
    return f"{mention.form}:{name_key(mention.name)}:{given}"


def _holder(inner: Sequence[Entry], outer: Sequence[Entry]) -> Entry | None:
    """The first wide entry of ``outer`` that holds an entry of ``inner``."""
    wide = (e for e in outer if e.precision in ("country", "region", "province", "district"))
    return next((e for e in wide if any(lies_in(entry, e) for entry in inner)), None)


def _with_bare_capitals(text: str, senses: list[_Sense], setting: Setting, gazetteer: Gazetteer) -> list[_Sense]:
    """The senses with "the capital": of the country its sentence is set in, else of the one the report is about."""
    counts: Counter[str] = Counter()
    for sense in senses:
        if sense.entry is not None and sense.entry.country:
            counts[sense.entry.country] += 1
    for iso2, share in setting.demonyms.items():
        counts[iso2] += round(share * 3)
    counts = +counts
    ranked = counts.most_common(2)
    mostly = None
    if ranked and (len(ranked) == 1 or ranked[0][1] >= 2 * ranked[1][1]):
        mostly = (ranked[0][0], ranked[0][1] / sum(counts.values()))
    taken = [(s.mention.start, s.mention.end) for s in senses]
    added = []
    for found in _THE_CAPITAL.finditer(text):
        told = _country_of_the_sentence(text, senses, found.start()) or mostly
        capital = gazetteer.capital(told[0]) if told else None
        if told and capital and not any(start < found.end() and found.start() < end for start, end in taken):
            mention = Mention(found.start(), found.end(), capital.name, form="capital")
            added.append(_Sense(mention, capital, told[1]))
    return sorted([*senses, *added], key=lambda sense: sense.mention.start)


def _country_of_the_sentence(text: str, senses: Sequence[_Sense], end: int) -> tuple[str, float | None] | None:
    """The country that the sentence is set in before ``end``, with its probability: "In Chad, ... in the capital".

    Only what "in" and the like ties tells: where Russian missiles hit the capital, it is not Moscow.
    """
    start = max((m.end() for m in _SENTENCE_ENDS.finditer(text, max(0, end - 400), end)), default=max(0, end - 400))
    for sense in reversed(senses):
        mention, entry = sense.mention, sense.entry
        if start <= mention.start < end and entry is not None and entry.precision == "country" and entry.country:
            tied = _IN_THE_COUNTRY.search(text, max(start, mention.start - 40), mention.start)
            return (entry.country, sense.score) if tied else None
    return None


def _is_nowhere(sense: _Sense, least: float) -> bool:
    """Whether a name is a people's or an organisation's: not known, and not read as a place ("the Houthi envoy")."""
    doubted = sense.mention.literal is not None and sense.mention.literal < least
    return sense.entry is None and doubted


def _place(text: str, sense: _Sense, least: float) -> Place:
    mention, entry = sense.mention, sense.entry
    evidence = (Span.of(text, mention.start, mention.end),)
    if entry is None:
        return Place(evidence=evidence, name=mention.name, literal=not mention.lent)
    place = Place(
        evidence=evidence,
        name=entry.name,
        gazetteer_id=entry.id,
        geonameid=entry.geonameid,
        lat=round(entry.lat, 5),
        lon=round(entry.lon, 5),
        country=entry.country,
        admin1=entry.admin1,
        feature=entry.feature,
        precision=entry.precision,
        radius_km=entry.radius_km,
        literal=_literal(text, mention, entry, least),
        score=None if sense.score is None else round(sense.score, 4),
    )
    return narrowed(text, place, mention)


def _literal(text: str, mention: Mention, entry: Entry, least: float) -> bool:
    if mention.lent:
        return False
    if entry.precision in {"country", "province", "district", "region"}:
        return True  # by the record's rule cities and seats alone are metonyms, though the governments of others act
    if is_located(text, mention.start, mention.end):
        return True
    if mention.literal is None or math.isnan(mention.literal):
        return not is_metonym(text, mention.start, mention.end, entry)
    return mention.literal >= least
