"""What a report's places tell of an actor: its country where its words fit two, and that a town is no person."""

from __future__ import annotations

from collections import Counter

from dateline.assemble.context import Context
from dateline.normalise.actor_lexicon import rivals
from dateline.normalise.actor_words import phrase_key, tokenise
from dateline.schema.reading import Entity, Place
from dateline.schema.span import Span

_CAPITAL = "PPLC"


def at_home(context: Context, span: Span, entity: Entity | None, role: str) -> Entity | None:
    """The entity of a mention as the places of its report let it be."""
    if entity is None:
        return None
    if entity.kind == "person" and entity.id is None:
        covering = _covering(context, span)
        return _of_places(entity, covering, role) if covering else entity
    others = rivals(span.text)
    return _of_country(context, entity, others) if entity.country in others else entity


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
