"""Facilities that the gazetteer lists, by their own name or told by their town.

"Baghdad International Airport" is a name; "the airport in Kabul" and "Mogadishu's international airport" tell the town,
"the U.S. Embassy in Baghdad" and "the embassy of Turkey in Mogadishu" also whose it is. What the gazetteer lacks stays
the town that is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dateline.gazetteer import Entry, Gazetteer
from dateline.gazetteer.base import distance_km
from dateline.normalise.place_words import Mention, Word, forward, windows

_NAMED = frozenset(
    """airport airbase airfield base camp prison jail crossing checkpoint dam port oilfield field compound zone
    embassy consulate""".split()
)
"""Words that end a facility's name."""
_FEATURES = frozenset(
    {"AIRP", "AIRB", "INSM", "PSTB", "CMPRF", "BLDG", "DAM", "PRT", "PSTC", "PRN", "OILF", "SPOT", "DIP"}
)
_OF_TOWNS = {
    "airport": {"AIRP", "AIRB"}, "airbase": {"AIRB", "INSM"}, "airfield": {"AIRB", "AIRP", "INSM"},
    "base": {"AIRB", "INSM"}, "camp": {"CMPRF", "INSM"}, "prison": {"PRN"}, "jail": {"PRN"}, "dam": {"DAM"},
    "crossing": {"PSTB", "PSTC"}, "checkpoint": {"PSTC", "PSTB"}, "port": {"PRT"}, "oilfield": {"OILF"},
}  # fmt: skip
"""Words for what a town has, mostly one of a kind, with the features of it."""
_ALSO = {"jail": "prison", "airbase": "air base", "airfield": "air base"}
"""Other words for one thing, as names have them."""
_MISSIONS = frozenset({"embassy", "consulate"})
_UNSPECIFIC = frozenset(
    """international main civilian civil commercial central border refugee maximum-security high-security old
    notorious infamous strategic sprawling besieged""".split()
)
_SPECIFIC = frozenset("military air naval army new".split())
"""Words before them that a listed name may lack; those that tell one facility of a town from another."""
_INDEFINITE = frozenset("a an another any each every no some one".split())
_OTHER_UNITS = frozenset(
    """province district governorate county department prefecture oblast region state raion municipality division
    area road suburb street""".split()
)
"""After a town's name: another place than the town is told."""
_DAYS = re.compile(
    r"\s+(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September"
    r"|October|November|December)\b"
)
_AFTER_TOWN = re.compile(r"\s+([^\W\d_][\w-]*)")
_SPACE = r"(?: +|\n(?!\n))"
_BETWEEN = re.compile(rf"['’]?{_SPACE}")
"""Space within one sentence: no empty line, as after a headline."""
_OWNER_AFTER = re.compile(
    rf"{_SPACE}of{_SPACE}(?:the{_SPACE})?([A-Z][\w.’'-]*(?:{_SPACE}[A-Z][\w.’'-]*){{0,2}}){_SPACE}in{_SPACE}(?=[A-Z])"
)
_TOWN_AFTER = re.compile(
    rf"(?:{_SPACE}(?i:general))?(?:{_SPACE}(?:compound|building|complex))?{_SPACE}(?i:in|at){_SPACE}(?=[A-Z])"
)
SAME_KM, TOWN_KM = 5.0, 60.0
"""Entries so near each other are one facility; those of one town."""
_TOWN_NAMES = 3
"""Other spellings of a town that are tried."""


def facilities(text: str, words: Sequence[Word], gazetteer: Gazetteer) -> Iterator[Mention]:
    """The facilities of a text: those named, and those told by their town."""
    for at, word in enumerate(words):
        found = None
        if word.lower in _NAMED:
            found = _named(text, words, at, gazetteer)
        if found is None and word.lower in _OF_TOWNS:
            found = _in_town(text, words, at, gazetteer) or _towns_own(text, words, at, gazetteer)
        if found is None and word.lower in _MISSIONS:
            found = _mission(text, words, at, gazetteer)
        if found is not None:
            yield found


def _named(text: str, words: Sequence[Word], at: int, gazetteer: Gazetteer) -> Mention | None:
    """A name that ends in a word for a facility."""
    for start in windows(text, words, at):
        name = text[start : words[at].end].rstrip(".")
        entries = tuple(e for e in gazetteer.candidates(name) if e.feature in _FEATURES)
        if entries:
            return Mention(start, start + len(name), name, form="facility", entries=entries)
    return None


# -- told by their town


def _in_town(text: str, words: Sequence[Word], at: int, gazetteer: Gazetteer) -> Mention | None:
    """ "the airport in Kabul", "the refugee camp in Jenin", "the port of Hodeidah"; not "the Turkish base in Aden"."""
    first = _first_of_head(text, words, at)
    if at + 2 >= len(words) or words[at + 1].lower not in ("in", "at", "of") or not _definite(text, words, first):
        return None
    if not all(_adjoin(text, words[n], words[n + 1]) for n in (at, at + 1)):
        return None
    for end in _town_ends(text, words[at + 2].start):
        town = text[words[at + 2].start : end]
        found = _of_town(town, words[first : at + 1], gazetteer)
        if found:
            return Mention(words[first].start, end, _name(town, words[first : at + 1]), form="facility", entries=found)
    return None


def _towns_own(text: str, words: Sequence[Word], at: int, gazetteer: Gazetteer) -> Mention | None:
    """ "Mogadishu's international airport", "Mogadishu international airport"."""
    first = _first_of_head(text, words, at)
    if first == 0 or not _adjoin(text, words[first - 1], words[first]):
        return None
    before = text[: words[first - 1].end]
    bare = re.sub(r"['’]s?$", "", before[words[first - 1].start :])
    for start in windows(text, words, first):
        town = text[start : words[first - 1].start] + bare
        found = _of_town(town, words[first : at + 1], gazetteer)
        if found:
            name = _name(town, words[first : at + 1])
            end = words[at].start + len(words[at].lower)
            return Mention(start, end, name, form="facility", entries=found)
    return None


def _first_of_head(text: str, words: Sequence[Word], at: int) -> int:
    """Where the words for a facility begin: "international" of "international airport"."""
    while at and words[at - 1].lower in _UNSPECIFIC | _SPECIFIC:
        if not _adjoin(text, words[at - 1], words[at]):
            break
        at -= 1
    return at


def _definite(text: str, words: Sequence[Word], first: int) -> bool:
    """Whether what is told is one facility known by its town: no name, owner or indefinite article before it."""
    if first == 0 or not _adjoin(text, words[first - 1], words[first]):
        return True
    before = words[first - 1]
    return before.lower == "the" or not (before.lower in _INDEFINITE or text[before.start].isupper())


def _adjoin(text: str, one: Word, other: Word) -> bool:
    """Whether only space, or a possessive's apostrophe, is between two words, and no dot ends the first."""
    return text[one.end - 1] != "." and _BETWEEN.fullmatch(text, one.end, other.start) is not None


def _town_ends(text: str, start: int) -> Iterator[int]:
    """Ends of what may be a town's name, the longest first, where it is the town itself that is told."""
    for end in forward(text, start):
        while text[end - 1] == ".":
            end -= 1
        if text[start:end].endswith(("'s", "’s")) or text[end : end + 1] == "-":
            continue
        after = _AFTER_TOWN.match(text, end)
        if after is not None and not _DAYS.match(text, end):
            word = after[1]
            if word[0].isupper() or word in _OTHER_UNITS or word in _NAMED or word in _SPECIFIC | _UNSPECIFIC:
                continue
        yield end


def _name(town: str, head: Sequence[Word]) -> str:
    return " ".join([town, *(word.lower for word in head)])


def _of_town(town: str, head: Sequence[Word], gazetteer: Gazetteer) -> tuple[Entry, ...]:
    """The entries of a town's facility, by the name that the head makes of it; none where it may be one of several."""
    kind = head[-1].lower
    telling = [word for word in head if word.lower not in _UNSPECIFIC]
    names = dict.fromkeys((_name(town, head), _name(town, telling)))
    if len(telling) == 1:
        names[f"{kind} of {town}"] = None
    if kind in _ALSO:
        names[" ".join([town, *(word.lower for word in telling[:-1]), _ALSO[kind]])] = None
    for name in names:
        found = _distinct([e for e in gazetteer.candidates(name) if e.feature in _OF_TOWNS[kind]])
        if found:
            return found
    return ()


def _distinct(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """One entry for each town of a name; none at all where a town has two facilities and neither bears its name."""
    kept: list[Entry] = []
    for entry in entries:
        apart = [(distance_km(entry.lat, entry.lon, other.lat, other.lon), other) for other in kept]
        if any(km <= SAME_KM for km, _ in apart):
            continue
        beside = [other for km, other in apart if km <= TOWN_KM]
        if not beside:
            kept.append(entry)
        elif not (entry.alias and not beside[0].alias):
            return ()
    return tuple(kept)


# -- embassies and consulates


def _mission(text: str, words: Sequence[Word], at: int, gazetteer: Gazetteer) -> Mention | None:
    """ "the U.S. Embassy in Baghdad", "Iran's consulate in Basra", "the embassy of France in Niamey"."""
    of = _OWNER_AFTER.match(text, words[at].end)
    if of is not None:
        owner = _state(of[1], gazetteer)
        return _listed(text, words[at].start, words[at].lower, owner, of.end(), gazetteer) if owner else None
    after = _TOWN_AFTER.match(text, words[at].end)
    if after is None:
        return None
    for first in range(max(0, at - 3), at):
        if words[first].lower == "the":
            continue
        owner = _state(text[words[first].start : words[at - 1].end], gazetteer)
        gaps = ((a.end, b.start) for a, b in zip(words[first:at], words[first + 1 : at + 1], strict=True))
        if owner and all(_BETWEEN.fullmatch(text, *gap) for gap in gaps):
            return _listed(text, words[first].start, words[at].lower, owner, after.end(), gazetteer)
    return None


def _state(words: str, gazetteer: Gazetteer) -> str | None:
    """The code of the country that a demonym or name means."""
    bare = re.sub(r"['’]s?$", "", words)
    iso2 = gazetteer.demonyms().get(bare.casefold())
    named = (e.country for e in gazetteer.candidates(bare) if e.precision == "country" and not e.alias)
    return iso2 or next(named, None)


def _listed(text: str, start: int, kind: str, owner: str, town_at: int, gazetteer: Gazetteer) -> Mention | None:
    """The mission of a state in the town whose name begins at ``town_at``, where the gazetteer has it."""
    country = gazetteer.country(owner)
    owners = [demonym for demonym, iso2 in gazetteer.demonyms().items() if iso2 == owner]
    owners += [country.name] if country else []
    for end in _town_ends(text, town_at):
        town = text[town_at:end]
        spellings = dict.fromkeys([town, *(e.name for e in gazetteer.candidates(town)[:_TOWN_NAMES])])
        for name in (f"{whose} {kind} in {where}" for where in spellings for whose in owners):
            found = tuple(e for e in gazetteer.candidates(name) if e.feature == "DIP")
            if found:
                return Mention(start, end, name, form="facility", entries=found)
    return None
