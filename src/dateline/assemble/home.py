"""What a report's places tell of an actor: its country where its words fit two or name none, and that a town is no
person."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from dateline.assemble.context import Context
from dateline.assemble.locality import is_opening
from dateline.normalise.actor_lexicon import rivals
from dateline.normalise.actor_words import phrase_key, tokenise
from dateline.schema.reading import Entity, Place
from dateline.schema.span import Span

_CAPITAL = "PPLC"
_OF_A_COUNTRY: Final = frozenset(("military", "police", "government", "civilian", "facility"))
"""Who and what is of the country where a report of one country plays: of 580 in the corpus' training part that
are so told, 8 are of another and 41 of none. Of armed groups, organisations and single persons a quarter is."""
_OF_SEVERAL: Final = re.compile(
    r"\b(?:(?:UN|NATO|EU|AU)\b|U\.N\.|(?i:peace|coalition|allied|alliance|international|multinational|joint|union\b"
    r"|united nations|african|european|western|both|foreign(?! minist| secretary| office| affairs)"
    r"|tourist|migrant|refugee|expatriate|mercenar))"
)
"""Words of those who are not of the country where they act."""
_REACH: Final = 90
"""Characters of a sentence within which the place begins that it opens with."""


def at_home(context: Context, span: Span, entity: Entity | None, role: str) -> Entity | None:
    """The entity of a mention as the places of its report let it be."""
    if entity is None:
        return None
    if entity.kind == "person" and entity.id is None:
        covering = _covering(context, span)
        return _of_places(entity, covering, role) if covering else entity
    if entity.kind in _OF_A_COUNTRY and entity.id is None and entity.country is None and entity.alignment is None:
        return _of_its_country(context, span, entity)
    others = rivals(span.text)
    return _of_country(context, entity, others) if entity.country in others else entity


def _of_its_country(context: Context, span: Span, entity: Entity) -> Entity:
    """A force, an office, people or a building of no country by their words: of that where its sentence opens ("In
    Ankara, the foreign ministry said"), else of the only one that the report names."""
    if _OF_SEVERAL.search(span.text):
        return entity
    start, end = context.sentences.bounds(span.start)
    first = context.places_in(start, min(end, start + _REACH))
    opening = next((place for place in first if is_opening(context, place)), None)
    countries = {opening.country} if opening else context.countries
    return entity.model_copy(update={"country": next(iter(countries))}) if len(countries) == 1 else entity


def _covering(context: Context, span: Span) -> list[Place]:
    """The resolved places that hold all capitalised words of a mention; none where one is left over."""
    places = [place for place in context.places_in(span.start, span.end) if place.gazetteer_id is not None]
    for token in tokenise(span.text):
        at = span.start + token.start
        held = any(each.start <= at < each.end for place in places for each in place.evidence)
        if token.text[0].isalnum() and not held and token.key not in {"and", "the", "or"}:
            return []
    return places


def _of_places(entity: Entity, places: list[Place], role: str) -> Entity | None:
    """Capitals that act are governments, a town that is attacked is a thing; of what else acts, nothing is told."""
    countries = {place.country for place in places}
    country = countries.pop() if len(countries) == 1 else None
    if role == "actor" and all(place.feature == _CAPITAL for place in places):
        return Entity(name=entity.name, kind="government", country=country)
    return Entity(name=entity.name, kind="other", country=country) if role == "target" else None


def _of_country(context: Context, entity: Entity, others: frozenset[str]) -> Entity:
    """The actor in the one country of ``others`` that most places of the report lie in; in none where that is not one.

    A place that is named by the same word tells no more than the actor's.
    """
    told = [place.country for place in context.places if not rivals(phrase_key(place.evidence[0].text).title())]
    ranked = Counter(country for country in told if country in others).most_common(2)
    tied = len(ranked) == 2 and ranked[0][1] == ranked[1][1]
    country = ranked[0][0] if ranked and not tied else None
    if country == entity.country:
        return entity
    return entity.model_copy(update={"country": country, "id": None})
