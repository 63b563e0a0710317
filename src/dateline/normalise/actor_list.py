"""The list of known actors: its rows, its reading from CSV, and the look-up of names in a phrase."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast, get_args

from dateline.errors import DataError
from dateline.normalise.actor_words import Token, tokenise
from dateline.schema.reading import EntityKind

COLUMNS = ("id", "name", "aliases", "kind", "country", "alignment", "note")
_KINDS = get_args(EntityKind)
_WORDS = frozenset(("is", "who", "ana"))
"""Words and a forename that are acronyms where the writing tells."""
_COUNTRY = re.compile(r"[A-Z]{2}")


@dataclass(frozen=True, slots=True)
class Actor:
    """One row of the list. An alias that begins with ``=`` is matched in exactly that writing."""

    id: str
    name: str
    aliases: tuple[str, ...]
    kind: EntityKind
    country: str | None
    alignment: str | None


@dataclass(frozen=True, slots=True)
class Mention:
    """An actor named by ``tokens[start:end]``."""

    actor: Actor
    start: int
    end: int


def read_actors(lines: Iterable[str], name: str) -> Iterator[Actor]:
    """The actors of a CSV with the columns ``COLUMNS``. Raises DataError naming the row that cannot be used."""
    reader = csv.DictReader(lines, strict=True)
    try:
        missing = [column for column in COLUMNS if column not in (reader.fieldnames or ())]
        if missing:
            raise DataError(f"the header lacks {', '.join(missing)}; needed: {', '.join(COLUMNS)}", name=name)
        seen: set[str] = set()
        for number, row in enumerate(reader, start=2):
            actor = _actor(row, number, name)
            if actor.id in seen:
                raise DataError(f"row {number}: the id {actor.id!r} is used twice", name=name)
            seen.add(actor.id)
            yield actor
    except csv.Error as error:
        raise DataError(f"row {reader.line_num}: not CSV: {error}", name=name) from error


def _actor(row: dict[str | None, str | None], number: int, name: str) -> Actor:
    if None in row or None in row.values():
        raise DataError(f"row {number}: needs {len(COLUMNS)} cells, one for each column of the header", name=name)
    cells = {column: (row[column] or "").strip() for column in COLUMNS}
    if not cells["id"] or not cells["name"]:
        raise DataError(f"row {number}: id and name may not be empty", name=name)
    if cells["kind"] not in _KINDS:
        raise DataError(f"row {number}: the kind {cells['kind']!r} is none of {', '.join(_KINDS)}", name=name)
    if cells["country"] and not _COUNTRY.fullmatch(cells["country"]):
        raise DataError(f"row {number}: the country {cells['country']!r} is no ISO two-letter code", name=name)
    aliases = tuple(alias.strip() for alias in cells["aliases"].split("|") if alias.strip("= "))
    kind = cast(EntityKind, cells["kind"])
    return Actor(cells["id"], cells["name"], aliases, kind, cells["country"] or None, cells["alignment"] or None)


def read_actor_file(path: str | Path) -> tuple[Actor, ...]:
    """The actors of a user's CSV file (UTF-8). Raises DataError where it cannot be read or used."""
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except OSError as error:
        raise DataError(f"cannot be read: {error.strerror}", name=str(path)) from error
    except UnicodeDecodeError as error:
        raise DataError("is not UTF-8 text; save the list as CSV in UTF-8", name=str(path)) from error
    return tuple(read_actors(text.splitlines(), str(path)))


class AliasIndex:
    """Names and aliases of actors by their words. Later actors win a name that two of them bear."""

    def __init__(self, actors: Iterable[Actor]) -> None:
        self._any: dict[str, Actor] = {}
        self._exact: dict[str, Actor] = {}
        self._longest: dict[str, int] = {}
        for actor in actors:
            exact = {alias[1:] for alias in actor.aliases if alias.startswith("=")}
            for alias in (actor.name, *actor.aliases):
                self._add(alias.removeprefix("="), actor, exact=alias.removeprefix("=") in exact)

    def _add(self, alias: str, actor: Actor, *, exact: bool) -> None:
        tokens = tokenise(alias)
        if not tokens:
            return
        if exact:
            self._exact[alias] = actor
        else:
            self._any[" ".join(token.key for token in tokens)] = actor
        self._longest[tokens[0].key] = max(self._longest.get(tokens[0].key, 0), len(tokens))

    def mentions(self, tokens: Sequence[Token], *, shouted: bool = False) -> Iterator[Mention]:
        """The longest name beginning at each token, from left to right, none inside another.

        ``shouted``: the phrase is all in capitals, where the writing does not tell an acronym from a word.
        """
        at = 0
        while at < len(tokens):
            found = self._longest_at(tokens, at, shouted=shouted)
            if found is not None:
                yield found
                at = found.end
            else:
                at += 1

    def _longest_at(self, tokens: Sequence[Token], at: int, *, shouted: bool) -> Mention | None:
        for length in range(min(self._longest.get(tokens[at].key, 0), len(tokens) - at), 0, -1):
            words = tokens[at : at + length]
            actor = self._any.get(" ".join(token.key for token in words))
            if actor is None and not (shouted and words[0].key in _WORDS):
                actor = self._exact.get(" ".join(token.text.removesuffix("'s").removesuffix("’s") for token in words))
            if actor is not None:
                return Mention(actor, at, at + length)
        return None
