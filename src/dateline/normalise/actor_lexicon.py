"""Countries with their demonyms, and the nouns that tell what kind of actor a phrase names: the two bundled tables."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Literal, cast

from dateline.errors import ArtifactError
from dateline.normalise.actor_words import Token, tokenise
from dateline.schema.reading import EntityKind

_LONGEST_NOUN = 3
_IRREGULAR = {
    "child": "children", "wife": "wives", "thief": "thieves", "knife": "knives", "schoolchild": "schoolchildren",
    "attorney general": "attorneys general",
}  # fmt: skip
_LOWER_CASE_WORDS = frozenset("turkey china chad polish pole poles finn dane kiwi brit scot male jordan guinea".split())
"""Names that are also words or forenames: not taken for a country in lower-case writing."""
_COMMON_WORDS = frozenset("pole poles finn dane male kiwi".split())
"""Those among them that are no country in capitals either."""
_PART_OF_OTHER_NAMES = frozenset("latin south north central inter new native west".split())
_QUALIFIED = frozenset("american americans mexico england britain indian indians".split())

_RIVALS = {
    "congo": frozenset(("CD", "CG")),
    "congolese": frozenset(("CD", "CG")),
    "dominican": frozenset(("DO", "DM")),
    "georgia": frozenset(("GE", "US")),
    "guinea": frozenset(("GN", "GW", "GQ")),
    "guinean": frozenset(("GN", "GW", "GQ")),
}
"""Words that mean one country or another: more must tell which."""
_LONGER = frozenset(
    "ocean sea gulf strait straits channel river valley delta basin peninsula island islands province prefecture "
    "governorate columbia desert".split()
)
"""After a country or its people: the name of a region or water, which tells no country (``British Columbia``)."""
_STATE = "state"

CountryForm = Literal["name", "demonym", "capital", "region"]


@dataclass(frozen=True, slots=True)
class Country:
    """A country found in a phrase: ISO 3166-1 alpha-2, its usual name, by which form, and over how many words."""

    iso2: str
    name: str
    form: CountryForm
    length: int


@dataclass(frozen=True, slots=True)
class Noun:
    """A head noun: its kind as an actor, as a target or victim (``harmed``), and in the plural where that differs.

    A qualifying noun outweighs a ``weak`` one (``rebel forces``).
    """

    word: str
    kind: EntityKind
    harmed: EntityKind
    many: EntityKind | None
    weak: bool
    plural: bool = False
    length: int = 1


def lines_of(name: str) -> list[str]:
    """The lines of a bundled table. Raises ArtifactError where the installation lacks it."""
    try:
        return (files("dateline.normalise") / "data" / name).read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise ArtifactError("the bundled table cannot be read; reinstall dateline", name=name) from error


def _plural_of(word: str) -> Iterator[str]:
    """The plurals a noun may have: irregular ones, then the regular spellings."""
    head, space, last = word.rpartition(" ")
    if last in _IRREGULAR:
        yield f"{head}{space}{_IRREGULAR[last]}"
    elif last.endswith("man"):
        yield f"{head}{space}{last[:-3]}men"
    elif last.endswith("y") and last[-2:-1] not in "aeiou":
        yield f"{head}{space}{last[:-1]}ies"
    elif last.endswith(("s", "x", "z", "ch", "sh", "o")):
        yield f"{word}es"
    if not last.endswith(("s", "x", "ch", "sh")):
        yield f"{word}s"


class Lexicon:
    """Look-up of countries and nouns in tokens. Immutable once built; share the one of ``lexicon()``."""

    def __init__(self) -> None:
        self._countries: dict[str, tuple[str, CountryForm, bool]] = {}
        self._names: dict[str, str] = {}
        for row in csv.DictReader(lines_of("countries.csv")):
            self._names[row["iso2"]] = row["name"]
            names = {"name": f"{row['name']}|{row['aliases']}", "demonym": row["demonyms"]}
            for form, cells in (names | {"capital": row["capitals"], "region": row["regions"]}).items():
                for alias in filter(None, cells.split("|")):
                    self._add(alias, row["iso2"], cast(CountryForm, form))
        self._longest: dict[str, int] = {}
        for key in self._countries:
            words = key.split(" ")
            self._longest[words[0]] = max(self._longest.get(words[0], 0), len(words))
        self._nouns = {row["noun"]: _noun(row) for row in csv.DictReader(lines_of("nouns.csv"))}
        for noun in tuple(self._nouns.values()):
            for plural in _plural_of(noun.word):
                self._nouns.setdefault(plural, replace(noun, plural=True))
        self._endings = {key.rpartition(" ")[2] for key in self._nouns}

    def _add(self, alias: str, iso2: str, form: CountryForm) -> None:
        tokens = tokenise(alias)
        key = " ".join(token.key for token in tokens)
        acronym = len(key) <= 3 and alias.replace(".", "").isupper()
        self._countries.setdefault(key, (iso2, form, acronym))
        if form == "demonym" and not key.endswith(("s", "ese", "ish", "men")):
            self._countries.setdefault(f"{key}s", (iso2, form, False))

    def country_name(self, iso2: str) -> str:
        """The usual English name of a country."""
        return self._names[iso2]

    def country_at(self, tokens: Sequence[Token], at: int) -> Country | None:
        """The longest country name, demonym or capital that begins at a token."""
        for length in range(min(self._longest.get(tokens[at].key, 0), len(tokens) - at), 0, -1):
            key = " ".join(token.key for token in tokens[at : at + length])
            found = self._countries.get(key)
            if found is not None and self._plausible(tokens, at, key, acronym=found[2]):
                if found[1] in ("name", "demonym") and _goes_on(tokens, at + length, found[1]):
                    return None
                return Country(found[0], self._names[found[0]], found[1], length)
        return None

    @staticmethod
    def _plausible(tokens: Sequence[Token], at: int, key: str, *, acronym: bool) -> bool:
        writing = tokens[at].text
        if acronym:
            return writing.replace("'s", "").replace("’s", "").isupper()
        if key in _LOWER_CASE_WORDS and writing[0].islower():
            return False
        if key in _COMMON_WORDS and writing.isupper():
            return False
        return not (key in _QUALIFIED and at > 0 and tokens[at - 1].key in _PART_OF_OTHER_NAMES)

    def noun_ending(self, tokens: Sequence[Token], end: int) -> Noun | None:
        """The longest listed noun, singular or plural, whose last word is ``tokens[end - 1]``."""
        last = tokens[end - 1].key
        if last not in self._endings:
            return self._nouns.get(last.rpartition("-")[2]) if "-" in last else None
        for length in range(min(_LONGEST_NOUN, end), 1, -1):
            found = self._nouns.get(" ".join(token.key for token in tokens[end - length : end]))
            if found is not None:
                return replace(found, length=length)
        return self._nouns.get(last)


def _goes_on(tokens: Sequence[Token], end: int, form: CountryForm) -> bool:
    """Whether a longer name, of a region, a sea or a federal state, begins with a country's (``Niger State``)."""
    if end >= len(tokens) or tokens[end].text[0].islower() or tokens[end - 1].text.endswith(("'s", "’s", "'", "’")):
        return False
    return tokens[end].key in _LONGER or (tokens[end].key == _STATE and form == "name")


def rivals(text: str) -> frozenset[str]:
    """The countries of which a phrase names one, without telling which (``the Congolese army``); else none."""
    tokens = tokenise(text)
    table = lexicon()
    at = 0
    while at < len(tokens):
        country = table.country_at(tokens, at)
        if country is not None and country.length == 1 and country.iso2 in _RIVALS.get(tokens[at].key.rstrip("s"), ()):
            return _RIVALS[tokens[at].key.rstrip("s")]
        at += country.length if country is not None else 1
    return frozenset()


def _noun(row: dict[str, str]) -> Noun:
    kind = cast(EntityKind, row["kind"])
    harmed = cast(EntityKind, row["harmed"] or kind)
    many = cast(EntityKind, row["plural"]) if row["plural"] else None
    return Noun(row["noun"], kind, harmed, many, row["weak"] == "yes")


@cache
def lexicon() -> Lexicon:
    """The bundled tables, read once."""
    return Lexicon()
