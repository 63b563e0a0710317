"""Actors: whom a filler names, from a list of known actors or composed from the filler's own words."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path
from typing import Self

from dateline.normalise.actor_compose import Composer
from dateline.normalise.actor_lexicon import lexicon, lines_of
from dateline.normalise.actor_list import Actor, AliasIndex, read_actor_file, read_actors
from dateline.normalise.actor_same import same_entity
from dateline.schema.reading import Entity

_CACHED_PHRASES = 16_384


class ActorRegistry:
    """The known actors, and the entities of phrases. Immutable and safe to share between threads."""

    def __init__(self, actors: Iterable[Actor]) -> None:
        self.actors = tuple(actors)
        self._composer = Composer(AliasIndex(self.actors), lexicon())
        self._cached = lru_cache(_CACHED_PHRASES)(self._composer.entity)

    @classmethod
    def bundled(cls) -> ActorRegistry:
        """The list that comes with dateline. Raises ArtifactError where the installation lacks it."""
        return _bundled()

    def with_actors(self, path: str | Path) -> Self:
        """This registry with a user's own list over it: its ids replace ours, its names win over ours.

        The file is UTF-8 CSV with the columns of ``data/actors.csv``. Raises DataError naming the row at fault.
        """
        own = read_actor_file(path)
        replaced = {actor.id for actor in own}
        return type(self)([*(actor for actor in self.actors if actor.id not in replaced), *own])

    def entity(self, text: str, *, role: str | None = None) -> Entity | None:
        """The entity of a filler phrase in a role of the record; None where its words do not tell.

        A listed actor named at the head of the phrase comes first (``FARC guerrillas``), then a country or capital,
        then composition: the head noun gives the kind, a demonym or country the country, ``X-backed`` the alignment.
        """
        return self._cached(text, role)

    def same_entity(self, a: str, b: str) -> bool | None:
        """Whether two fillers can name one entity: True, False, or None where their words cannot say."""
        return same_entity(a, b, self._cached(a, None), self._cached(b, None))


@cache
def _bundled() -> ActorRegistry:
    return ActorRegistry(read_actors(lines_of("actors.csv"), "actors.csv"))
