"""Victims without their names: a person is described by role and age, and the name is taken out of every text.

Private is everybody harmed who is neither in the list of actors nor named by an office of state. A name is a row of
capitalised words of a victim's mentions that is no country, group, place, rank or ordinary noun; it is looked for in
every text that leaves, whole and by each of its words, also where another event of the same report is told. Where the
rules cannot tell, the words are withheld.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from dateline.export.happening import Happening, Party
from dateline.normalise.actor import ActorRegistry

WITHHELD: Final = "[name withheld]"
_PUBLIC: Final = frozenset({"government", "state"})
_MANY: Final = frozenset({"military", "police", "armed-group"})
"""Kinds whose nouns in the plural end the name of a group (``Municipal Guards``)."""
_CAPITALISED: Final = r"[^\W\d_](?<=[A-ZÀ-ÖØ-ÞĀ-ŽА-Я])[\w'’.\-]*"
_PARTICLE: Final = r"(?:al|el|ul|bin|bint|ibn|abu|umm|de|del|della|da|dos|das|di|la|le|van|von|den|der|ter|y|e)"
_NAME: Final = re.compile(rf"{_CAPITALISED}(?:(?:\s+{_PARTICLE})*\s+(?:{_PARTICLE}[-’'])?{_CAPITALISED})*")
_AGE: Final = re.compile(r"\b(\d{1,3})[\s-]*(?:year|yr|month|week|day)s?[\s-]*olds?\b|\baged?\s+(\d{1,3})\b"
                         r"|,\s*(\d{1,3})(?=[,.;)]|$)", re.IGNORECASE)  # fmt: skip
_UNIT: Final = re.compile(r"\b\d{1,3}[\s-]*(month|week|day)s?[\s-]*olds?\b", re.IGNORECASE)
_REPEATED: Final = re.compile(rf"{re.escape(WITHHELD)}(?:\s+{re.escape(WITHHELD)})+")
_TEXTS: Final = frozenset({"text", "name", "stated", "trigger", "headline", "sentence", "source", "via"})
"""Fields of a happening that hold words of a report."""
_SHORTEST: Final = 3
"""Letters of a word of a name that is looked for alone."""
_STARTERS: Final = frozenset(
    "the a an at least more than about some several many two three four five six seven eight nine ten eleven twelve "
    "dozens scores hundreds thousands no all both his her their its one another other "
    "kurdish arab sunni shia shiite jewish hindu sikh tamil palestinian".split()
)
"""Words that may stand with a capital before a role: at the beginning of a sentence, or for a people."""
_TITLES: Final = frozenset(
    "mr mrs ms miss dr prof sir lady lord sheikh imam father sister brother rev reverend hajj haji".split()
)


def withheld(happening: Happening) -> Happening:
    """The happening without the names of private victims; itself where it names none."""
    names = _names(happening)
    if not names:
        return happening
    cleaned = _clean(happening.model_dump(), _Names(names))
    cleaned["parties"] = [_party(each, names) for each in happening.parties]
    # The words that a decision cites are those of its value, which the evidence has cleaned.
    cleaned["decided"] = [mark.model_copy(update={"evidence": ()}) for mark in happening.decided]
    return Happening.model_validate(cleaned)


def _names(happening: Happening) -> tuple[str, ...]:
    """The names of private victims of the same reports, the longest first."""
    found = {
        name
        for party in happening.harmed
        if _private(party)
        for text in (party.text, party.name or "")
        for name in _of_persons(text, happening)
    }
    return tuple(sorted(found, key=lambda name: (-len(name), name)))


def _private(party: Party) -> bool:
    """Whether a victim is nobody listed and holds no office that its words tell (more than its last, a surname)."""
    if party.id is not None:
        return False
    return party.kind not in _PUBLIC or not any(_ordinary(word) for word in party.text.split()[:-1])


def _of_persons(text: str, happening: Happening) -> Iterator[str]:
    """Rows of capitalised words that name a person."""
    other = _other_names(happening)
    for match in _NAME.finditer(text):
        words = match[0].split()
        if _group(words):
            continue
        while words and _ordinary(words[0]):
            words.pop(0)
        name = " ".join(words).strip(".'’-")
        if name and name.casefold() not in other and not _group(words):
            yield name


def _other_names(happening: Happening) -> set[str]:
    """Names in the happening that are no victim's: of places, and of those who act."""
    places = [place for place in (happening.where, *happening.elsewhere) if place]
    names = [name for place in places for name in (place.name, place.stated, place.admin1)]
    names += [name for party in happening.filling("actor", "target") if party.kind != "person"
              for name in (party.name, party.text)]  # fmt: skip
    return {name.casefold() for name in names if name}


def _ordinary(word: str) -> bool:
    """A word that tells a role, a rank, a nation or a number, and no name: what the list of actors knows alone."""
    plain = word.strip(".,'’")
    if plain.casefold() in _TITLES | _STARTERS:
        return True
    return ActorRegistry.bundled().entity(plain, role="victim") is not None


def _group(words: Sequence[str]) -> bool:
    """Whether words, at least one, name to the last of them a listed actor or a group, rather than a person of it."""
    registry = ActorRegistry.bundled()
    last = registry.entity(words[-1], role="victim")
    if last is not None and last.kind in _MANY and words[-1].casefold().endswith("s"):
        return True
    entity = registry.entity(" ".join(words), role="victim")
    if entity is None:
        return False
    if entity.id is None:
        return entity.kind in ("armed-group", "facility", "organization") and _ordinary(words[-1])
    shorter = registry.entity(" ".join(words[:-1]), role="victim") if len(words) > 1 else None
    return shorter is None or shorter.id != entity.id


class _Names:
    """Names as they are looked for: whole in any case, their longer words alone as names are written."""

    def __init__(self, names: tuple[str, ...]) -> None:
        whole = (r"[\s\-_+.]+".join(re.escape(word) for word in name.split()) for name in names)
        parts = {word.strip(".'’") for name in names for word in name.split() if word[:1].isupper()}
        alone = sorted((word for word in parts if len(word) >= _SHORTEST), key=lambda word: (-len(word), word))
        written = (f"{re.escape(word)}|{re.escape(word.upper())}" for word in alone)
        self._names = [re.compile(rf"(?<!\w){each}(?!\w)", re.IGNORECASE) for each in whole]
        self._names += [re.compile(rf"(?<!\w)(?:{each})(?!\w)") for each in written]
        self._in_address = [re.compile(rf"(?<![^\W_]){re.escape(word)}(?![^\W_])", re.IGNORECASE) for word in alone]

    def without(self, text: str) -> str:
        """The text with a mark in place of each name."""
        for name in self._names:
            text = name.sub(WITHHELD, text)
        return _REPEATED.sub(WITHHELD, text)

    def in_address(self, address: str) -> bool:
        """Whether an address has a name among its words, as those made from headlines do."""
        return any(name.search(address) for name in self._in_address)


def _clean(value: Any, names: _Names, field: str = "") -> Any:
    """A dumped value with its texts cleaned; an address that holds a name is left out."""
    match value:
        case str() if field == "url":
            return None if names.in_address(value) else value
        case str() if field in _TEXTS:
            return names.without(value)
        case dict():
            return {name: _clean(held, names, name) for name, held in value.items()}
        case list() | tuple():
            return [_clean(held, names, field) for held in value]
    return value


def _party(party: Party, names: tuple[str, ...]) -> Party:
    """A private victim that is named becomes its description; another party loses only the names it holds."""
    if party.role == "victim" and _private(party) and any(name in party.text for name in names):
        return party.model_copy(update={"text": describe(party.text, names), "name": None})
    return Party.model_validate(_clean(party.model_dump(), _Names(names)))


def describe(text: str, names: Iterable[str]) -> str:
    """Role and age of a person in a mention: ``student, 19``; ``victim`` where it tells no role."""
    rest = text
    for name in names:
        rest = rest.replace(name, " ")
    age = next((next(filter(None, match.groups())) for match in _AGE.finditer(text)), None)
    unit = _UNIT.search(text)
    words = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", _AGE.sub(" ", rest))
    registry = ActorRegistry.bundled()
    known = [word for word in words if registry.entity(word, role="victim") is not None or word.casefold() in _TITLES]
    role = " ".join(known) or "victim"
    return f"{role}, {age}{f' {unit[1]}s' if unit and age != '1' else ''}" if age else role
