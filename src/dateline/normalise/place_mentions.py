"""Where a text names places: the reader's toponyms, trimmed and widened, and by rule what they may lack.

The rules are for names with a word of their kind ("Baghdad International Airport", "Nineveh province"), a demonym
("the Iraqi capital"), a side ("northern Syria") or a preposition before a country ("in Syria").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from dateline.gazetteer import Entry, Gazetteer
from dateline.gazetteer.base import distance_km
from dateline.gazetteer.names import name_key
from dateline.normalise.place_beside import beside
from dateline.normalise.place_facilities import facilities
from dateline.normalise.place_names import is_lent, joint_names, names_no_place
from dateline.normalise.place_words import NO_TOWN, Mention, Word, forward, windows, words_of

__all__ = ["SIDES", "Mention", "Toponym", "Word", "find_mentions", "words_of"]


@dataclass(frozen=True, slots=True)
class Toponym:
    """A place name in a text, half-open; ``literal`` is the probability that it names the place, None if not known."""

    start: int
    end: int
    literal: float | None = None


_REGIONS = frozenset(
    """province provinces district districts governorate governorates county counties department departments prefecture
    oblast region regions state states parish municipality division raion""".split()
)
_REGIONS_OF = frozenset(["province", "district", "governorate", "department", "state", "region", "county"])
_COURTS = frozenset(["court", "courts", "attorney", "attorneys", "judge"])
_OFFICES = frozenset(
    """police fire health justice state education labor labour treasury defense defence energy interior transportation
    agriculture commerce water school sheriff's revenue corrections safety works parks transport""".split()
)
"""Words that end a name; words that may stand before "of" and one; words that make a district no region; words before
"department" and "district" that make it an office, whatever places bear their name."""

_SIDE = re.compile(
    r"\b((?:north|south)[ -]?(?:east|west)(?:ern)?|(?:north|south|east|west)(?:ern)?|central)"
    r"(?!\s*\n\s*\n)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
COMPASS = r"(?:north|south)(?:[ -]?(?:east|west))?|east|west"
_SIDE_OF = re.compile(rf"(?<!to )\bthe\s+(?:far\s+|extreme\s+)?({COMPASS})\s+of\s+(?:the\s+)?$", re.IGNORECASE)
_ITS_SIDE = re.compile(
    rf"['’]s?\s+(?:[a-z-]+\s+){{0,2}}?({COMPASS})(?=\s*[.,;:)\n]|\s+(?:on|in|at|by|and|but|where|when|since|after|as)\b)"
)
"""A side told with a noun: "the north of Mali", "Yemen's restive south"."""
_IN_COUNTRY = re.compile(
    r"\b(?:in|across|into|inside|throughout|from|outside|within|to)\s+"
    r"(?:(?:(?:north|south)[ -]?(?:east|west)|north|south|east|west)(?:ern)?\s+|central\s+)?(?:the\s+)?(?=[A-Z])"
)
_SETTLEMENT_OF = re.compile(
    r"(?:\w+\s+)?(?:city|town|village|municipality|community|neighbou?rhood) of (?=\w)", re.IGNORECASE
)
_REACH = 60
_EDGE = ' \t\r\n"“”„,;:()[]'


def find_mentions(
    text: str, words: Sequence[Word], toponyms: Sequence[Toponym], gazetteer: Gazetteer, home: Entry | None = None
) -> list[Mention]:
    """All mentions in order, none overlapping another. A rule's longer span takes over the toponym inside it.

    ``home`` is the dateline's place.
    """
    apart = (_unglued(text, toponym, gazetteer) for toponym in toponyms)
    widened = (_widened(text, toponym, gazetteer) for toponym in apart)
    whole_names = (toponym for toponym in widened if not _in_compound(text, toponym))
    trimmed = [mention for toponym in whole_names if (mention := _trimmed(text, toponym, gazetteer))]
    cased = len(_CAPITALISED.findall(text)) > len(words) * _CASED_SHARE
    given = [
        known
        for mention in trimmed
        for known in _ends_of_a_road(text, mention, gazetteer) or (_known(text, mention),)
        if mention.name.casefold() not in _THE_CAPITAL and _names(text, mention, gazetteer, cased=cased)
    ]
    kept: list[Mention] = []
    for found in (
        facilities(text, words, gazetteer),
        _regions(text, words, gazetteer),
        joint_names(text, given, gazetteer),
        _capitals(text, words, gazetteer),
    ):
        whole = (mention for mention in found if not _cuts(mention, given))
        kept.extend(_with_literal(mention, given) for mention in _free(whole, kept))
    kept.extend(_free(given, kept))
    kept.extend(_free(_countries(text, gazetteer), kept))
    kept.extend(_free(beside(text, kept, gazetteer), kept))
    named = (mention for mention in kept if not names_no_place(text, mention, gazetteer))
    places = (replace(mention, lent=is_lent(text, mention)) for mention in named)
    told = _told_countries(words, kept, gazetteer)
    sided = (_sided(text, mention, gazetteer, told, home) for mention in places)
    return sorted((_closed(text, mention) for mention in sided), key=lambda mention: mention.start)


def _in_compound(text: str, toponym: Toponym) -> bool:
    """Whether the name is half of an adjective: "Iran-aligned", "anti-Russia", but not "Lagos-based"."""
    after, before = text[toponym.end : toponym.end + 2], text[max(0, toponym.start - 2) : toponym.start]
    placed = _PLACED.match(text, toponym.end) is not None
    return (after[:1] == "-" and after[1:].islower() and not placed) or (before[1:] == "-" and before[:1].islower())


def _closed(text: str, mention: Mention) -> Mention:
    """An abbreviation with its last dot: "U.S."."""
    dotted = _DOTTED.fullmatch(text, mention.start, mention.end) and text[mention.end : mention.end + 1] == "."
    return replace(mention, end=mention.end + 1) if dotted else mention


_PLACED = re.compile(r"-(?:based|area|born|held|controlled|bound)\b")
_DOTTED = re.compile(r"(?:\w\.)+\w")
_ACRONYM = 3
"""Letters of a word in capitals that is an acronym wherever it stands."""
_OF_A_DATELINE = re.compile(r",? (?:[A-Z][\w.]*,? ){0,3}?(?:\(|[-–—\x96\x97])|\s*[-–—:\x96\x97]")
_PUT_IN = re.compile(r", [A-Z]")
_IN_A_SENTENCE = re.compile(r"[^\W\d_] \Z")
_OPENS_A_LINE = re.compile(r"(?:\A|\n)\W*\Z")
_AND_A_SENTENCE = re.compile(r"\s+[A-Z“\"]")
_CAPITALS = r"[A-Z]{4,}"
_CAPITALS_BEFORE = re.compile(rf"\b{_CAPITALS}\W{{1,3}}\Z")
_CAPITALS_AFTER = re.compile(rf"\W{{1,3}}{_CAPITALS}\b")
_CAPITALISED = re.compile(r"\b[A-Z][a-z]")
_CASED_SHARE = 0.04
"""Capitalised words in a text that writes names with capitals: hardly any news has fewer."""


def _names(text: str, mention: Mention, gazetteer: Gazetteer, *, cased: bool) -> bool:
    """Whether the words can be a name at all: capitals in a text that has them, no stump such as "St", and no acronym
    that only a town's name spells ("EU", the town of Eu)."""
    name = mention.name
    if cased and name.islower():
        return False
    if cased and name.isupper() and (len(name) <= _ACRONYM or _alone_in_capitals(text, mention)):
        return any(entry.feature != "PPL" for entry in gazetteer.candidates(name))
    return len(name) > 2 or name.isupper()


def _alone_in_capitals(text: str, mention: Mention) -> bool:
    """Whether one word is in capitals among others that are not: "HAMAS", but neither a dateline nor a headline."""
    if not mention.name.isalpha() or _OF_A_DATELINE.match(text, mention.end):
        return False
    if _PUT_IN.match(text, mention.end) and not _IN_A_SENTENCE.search(text, max(0, mention.start - 2), mention.start):
        return False
    at_line = _OPENS_A_LINE.search(text, max(0, mention.start - 5), mention.start)
    if at_line and _AND_A_SENTENCE.match(text, mention.end):
        return False  # a dateline without its dash
    before = _CAPITALS_BEFORE.search(text, max(0, mention.start - 20), mention.start)
    return before is None and _CAPITALS_AFTER.match(text, mention.end) is None


_GLUED = re.compile(r"[\w.]*[a-z0-9](?=[A-Z]{3,})|[A-Z]{3,5}(?=[A-Z][a-z])|(?:\w+\.)+[a-z]{2,3}(?=[A-Z])")
"""What scraping left before a dateline without a space: an outlet's name, address or number."""


def _unglued(text: str, toponym: Toponym, gazetteer: Gazetteer) -> Toponym:
    """A toponym without what is glued to it: "MILWAUKEE" of "Channel6News.comMILWAUKEE"."""
    glue = _GLUED.match(text, toponym.start, toponym.end)
    if glue is None or gazetteer.candidates(text[toponym.start : toponym.end]):
        return toponym
    return replace(toponym, start=glue.end()) if gazetteer.candidates(text[glue.end() : toponym.end]) else toponym


_PARTICLES = r"(?:de|del|de la|de los|di|da|do|dos|des|du|la|le|sur|am|an der|of|al|el|y|e|i) "
_REST = re.compile(rf"(?:-[\w’']+)+|(?: (?:{_PARTICLES})?[A-Z][\w’'-]*){{1,2}}")
_POSSESSIVE = re.compile(r"['’]s?\Z")
_KIND_BEFORE = re.compile(r"\b(?=[A-Z])(?i:Lake|Mount|Mt\.?|Port|Fort|Cape|San|Santa|Saint|St\.?) \Z")
"""Words that names begin with, and that make what follows another place: "Lake Chad", "Port Moresby"."""
_WORDS_BEFORE_NAME = re.compile(r"(?:[A-Z][\w’'-]*[ -]){1,2}\Z")


def _widened(text: str, toponym: Toponym, gazetteer: Gazetteer) -> Toponym:
    """A toponym cut short, made whole where the gazetteer knows the longer name: "Mazar" of "Mazar-i-Sharif"."""
    rest = _REST.match(text, toponym.end)
    while rest is not None:
        whole = _POSSESSIVE.sub("", text[toponym.start : rest.end()])
        if gazetteer.candidates(whole):
            return replace(toponym, end=toponym.start + len(whole))
        shorter = text.rfind(" ", toponym.end + 1, rest.end())
        rest = _REST.match(text, toponym.end, shorter) if shorter > toponym.end else None
    return _with_its_first_words(text, toponym, gazetteer)


def _with_its_first_words(text: str, toponym: Toponym, gazetteer: Gazetteer) -> Toponym:
    """A toponym that is no name, or another's, without the words before it: "Soleil" of "Cité Soleil", "Chad" of "Lake
    Chad"."""
    kind = _KIND_BEFORE.search(text, max(0, toponym.start - 8), toponym.start)
    if kind and gazetteer.candidates(text[kind.start() : toponym.end]):
        return replace(toponym, start=kind.start())
    words = _WORDS_BEFORE_NAME.search(text, max(0, toponym.start - _REACH), toponym.start)
    if words is None or gazetteer.candidates(text[toponym.start : toponym.end]):
        return toponym
    starts = (at for at in range(words.start(), words.end()) if text[at - 1 : at] in ("", " ", "-", "\n"))
    longer = (start for start in starts if gazetteer.candidates(text[start : toponym.end]))
    return replace(toponym, start=next(longer, toponym.start))


def _trimmed(text: str, toponym: Toponym, gazetteer: Gazetteer) -> Mention | None:
    """The toponym without spaces, quotes, "the" and a possessive at its ends; None when nothing is left."""
    start, end = max(0, toponym.start), min(len(text), toponym.end)
    while start < end and text[start] in _EDGE:
        start += 1
    if text[start : min(start + 4, end)].casefold() == "the ":
        start += 4
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    if text[max(start, end - 2) : end].casefold() in ("'s", "’s"):
        end -= 2
    outside = _OUTSIDE.search(text, start, end) if start < end else None
    if outside is not None and not gazetteer.candidates(text[start:end]):
        end = outside.start()
    if start >= end:
        return None
    settled = _SETTLEMENT_OF.match(text, start, end)
    return Mention(start, end, text[settled.end() if settled else start : end], toponym.literal)


_OUTSIDE = re.compile(
    r"(?:\s+(?:suburbs?|outskirts|slums?|shanty\s?towns?|areas?|countryside|hinterland)"
    rf"|['’]s?\s+(?:[a-z-]+\s+){{0,2}}(?:{COMPASS}|outskirts|suburbs))\Z"
)
"""Behind a place's name what lies at its edge or is its side: "a Caracas suburb" is told by the town."""
_ROAD = re.compile(
    r"([A-Z][\w.’' ]*?)[-–—/]([A-Z][\w.’' ]*?)"
    r"(?:\s+(?:[a-z]+\s+){0,2}?(?:highway|road|motorway|expressway|route|railway|line|corridor|axis|border|frontier))"
)
_THE_CAPITAL = frozenset({"capital", "capital city"})
_COMMON = frozenset(
    """area areas city town village island islands country border camp sector region province district territory site
    scene neighborhood neighbourhood coast nation base airport north south east west northern southern eastern western
    central here there home street road university school""".split()
) | {"north side", "south side", "east side", "west side", "east end", "west end", "old town"}
"""Words that name no place by themselves, whatever village somewhere is called so."""


_NAMED_AFTER = re.compile(
    r" (?:street|st\.|avenue|ave\.|drive|road|lane|boulevard|blvd\.?|highway|square|plaza|park)\b", re.IGNORECASE
)
"""What bears the name of a place without lying there: "Ventura Drive", "Santander Square"."""


def _ends_of_a_road(text: str, mention: Mention, gazetteer: Gazetteer) -> tuple[Mention, ...]:
    """The two places that a road or a border is called after, where it is no place itself: "the Gao-Kidal road"."""
    ends = _ROAD.match(text, mention.start)
    if ends is None or ends.end(2) > mention.end or gazetteer.candidates(mention.name):
        return ()
    if not all(gazetteer.candidates(name) for name in ends.groups()):
        return ()
    return tuple(replace(mention, start=ends.start(n), end=ends.end(n), name=ends[n]) for n in (1, 2))


def _known(text: str, mention: Mention) -> Mention:
    """The mention, with no entries where its words name no place, or a street called after one."""
    street = _NAMED_AFTER.match(text, mention.end)
    if street is not None:
        return replace(mention, end=street.end(), name=text[mention.start : street.end()], entries=())
    return replace(mention, entries=()) if mention.name.casefold() in _COMMON else mention


def _free(found: Sequence[Mention] | Iterator[Mention], kept: Sequence[Mention]) -> list[Mention]:
    """Those that overlap neither what is kept nor an earlier one of theirs."""
    taken = sorted((mention.start, mention.end) for mention in kept)
    out: list[Mention] = []
    last = 0
    at = 0
    for mention in sorted(found, key=lambda mention: (mention.start, -mention.end)):
        while at < len(taken) and taken[at][1] <= mention.start:
            at += 1
        clear = at == len(taken) or taken[at][0] >= mention.end
        if clear and mention.start >= last:
            out.append(mention)
            last = mention.end
    return out


def _cuts(mention: Mention, given: Sequence[Mention]) -> bool:
    """Whether a rule's span begins inside a toponym: "Bedford District" in "New Bedford District"."""
    return any(toponym.start < mention.start < toponym.end for toponym in given)


def _with_literal(mention: Mention, given: Sequence[Mention]) -> Mention:
    inside = [m.literal for m in given if m.start < mention.end and mention.start < m.end and m.literal is not None]
    return replace(mention, literal=max(inside)) if inside else mention


def _is_region(entry: Entry) -> bool:
    return entry.feature in ("ADM1", "ADM2", "ADM3", "RGN")


def _regions(text: str, words: Sequence[Word], gazetteer: Gazetteer) -> Iterator[Mention]:
    """ "Nineveh province", "Rapides Parish", "the province of Idlib"."""
    for at, word in enumerate(words):
        if word.lower not in _REGIONS:
            continue
        following = words[at + 1].lower if at + 1 < len(words) else ""
        if following == "of" and word.lower in _REGIONS_OF and at + 2 < len(words) and not _is_named(text, words, at):
            yield from _region_of(text, word.start, words[at + 2].start, gazetteer)
        if following in _COURTS or (at and words[at - 1].lower in _OFFICES):
            continue
        for start in windows(text, words, at):
            bare = text[start : word.start].strip(" -")
            if bare.casefold() == "the":  # in a wire in capitals "THE REGION" is no name
                continue
            entries = _region_entries(bare, word.lower, gazetteer)
            if entries:
                yield Mention(start, word.start + len(word.lower), bare, form="region", entries=entries)
                break


def _is_named(text: str, words: Sequence[Word], at: int) -> bool:
    """Whether a region's word has its name before it: "the Sabra district of Gaza City" is not of Gaza's."""
    return at > 0 and words[at - 1].lower != "the" and text[words[at - 1].start].isupper()


def _region_of(text: str, start: int, name_start: int, gazetteer: Gazetteer) -> Iterator[Mention]:
    for end in forward(text, name_start):
        name = text[name_start:end]
        entries = tuple(filter(_is_region, gazetteer.candidates(name)))
        if entries:
            yield Mention(start, end, name, form="region", entries=entries)
            return


_SINGULAR = {"counties": "county"}


def _region_entries(bare: str, head: str, gazetteer: Gazetteer) -> tuple[Entry, ...]:
    """Regions of that name; with "county" and the like the name with that word first."""
    singular = _SINGULAR.get(head, head.removesuffix("s"))
    full = tuple(filter(_is_region, gazetteer.candidates(f"{bare} {singular}")))
    if singular in ("county", "parish"):
        return tuple(entry for entry in full if entry.feature != "RGN")
    return full or tuple(filter(_is_region, gazetteer.candidates(bare)))


_NO_TOWN = re.compile(NO_TOWN, re.IGNORECASE)
_POURED = re.compile(r"\s+(?:has |had |have |is |was )?(?:pour|flow|fle[de]|stream|rush)", re.IGNORECASE)
"""After "Saudi capital" without an article: money moves so, too."""


def _capitals(text: str, words: Sequence[Word], gazetteer: Gazetteer) -> Iterator[Mention]:
    """ "the Iraqi capital", "Iraq's capital"."""
    demonyms = gazetteer.demonyms()
    for at, word in enumerate(words):
        if word.lower != "capital" or _NO_TOWN.match(text, word.start + 7):
            continue
        for count in (2, 1):
            before = words[max(0, at - count) : at]
            if len(before) < count or text[before[-1].end : word.start].strip():
                continue
            phrase = text[before[0].start : before[-1].end].casefold().removesuffix("'s").removesuffix("’s")
            iso2 = demonyms.get(phrase) or _country_code(phrase, gazetteer)
            capital = gazetteer.capital(iso2) if iso2 else None
            if capital:
                definite = at > count and words[at - count - 1].lower == "the"
                if not definite and _POURED.match(text, word.start + 7):
                    break
                first = words[at - count - 1] if definite else before[0]
                yield Mention(first.start, word.start + 7, capital.name, form="capital", entries=(capital,))
                break


def _country_code(name: str, gazetteer: Gazetteer) -> str | None:
    return next((e.country for e in gazetteer.candidates(name) if e.precision == "country" and not e.alias), None)


def _countries(text: str, gazetteer: Gazetteer) -> Iterator[Mention]:
    """A country by its main name: after a preposition of place or, where nothing else bears the name, anywhere."""
    for match in _IN_COUNTRY.finditer(text):
        for end in forward(text, match.end()):
            name = text[match.end() : end].removesuffix("'s").removesuffix("’s").rstrip(".,")
            if any(e.precision == "country" and not e.alias for e in gazetteer.candidates(name)[:1]):
                if text[end : end + 1] != "-":
                    yield Mention(match.end(), match.end() + len(name), name)
                break
    for match in _only_countries(gazetteer).finditer(text):
        if _CAPITALISED_BEFORE.search(text, max(0, match.start() - _REACH), match.start()) is None:
            yield Mention(*match.span(), match[0])


_CAPITALISED_BEFORE = re.compile(r"[A-Z][\w’'-]* \Z")
_ALSO_ELSE = frozenset({"Bermuda", "Chad", "Georgia", "Guinea", "India", "Israel", "Jordan", "Kenya", "Turkey"})
"""Countries whose names people, animals or clothes bear as well."""


_PATTERNS: dict[str, re.Pattern[str]] = {}
"""By the version of the gazetteer, made once for each: ``_only_countries``."""


def _only_countries(gazetteer: Gazetteer) -> re.Pattern[str]:
    """The main names of countries that nothing else bears, as words of their own."""
    pattern = _PATTERNS.get(gazetteer.version)
    if pattern is None:
        countries = (gazetteer.country(iso2) for iso2 in sorted(set(gazetteer.demonyms().values())))
        known = {country.name for country in countries if country is not None} - _ALSO_ELSE
        names = [n for n in known if all(e.precision == "country" or e.alias for e in gazetteer.candidates(n))]
        either = "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))
        pattern = re.compile(rf"(?<![\w’'-])(?:{either or '(?!)'})(?:(?=['’]s\b)|(?![\w’'-]))(?! [A-Z])")
        _PATTERNS[gazetteer.version] = pattern
    return pattern


def _told_countries(words: Sequence[Word], kept: Sequence[Mention], gazetteer: Gazetteer) -> frozenset[tuple[str, str]]:
    """What tells of countries in a text with the codes of those: their people, their places by main names."""
    demonyms = gazetteer.demonyms()
    people = {(word.lower, iso2) for word in words if (iso2 := demonyms.get(word.lower))}
    known = ((mention.name, entry) for mention in kept for entry in gazetteer.candidates(mention.name)[:1])
    return frozenset(people | {(name, entry.country) for name, entry in known if entry.country and not entry.alias})


def _can_have_sides(name: str, side: str, gazetteer: Gazetteer, told: frozenset[tuple[str, str]]) -> bool:
    """Whether a compass word before a name tells a part of the place.

    With a capital it may be part of a name that the gazetteer lacks ("Northern Irish", "West Midlands"): it is one
    before a demonym, and, but for "western" and the like, before what lies in no country that the rest of the text
    tells of.
    """
    if not side[0].isupper() or name.isupper():
        return True
    if name.casefold() in gazetteer.demonyms():
        return False
    if side.casefold().endswith("ern"):
        return True
    found = gazetteer.candidates(name)
    countries = {iso2 for other, iso2 in told if not other.endswith(name)}
    if not countries or not found or found[0].country is None or found[0].precision == "country":
        return True
    return any(entry.country in countries for entry in found)


def _sided(
    text: str, mention: Mention, gazetteer: Gazetteer, told: frozenset[tuple[str, str]], home: Entry | None
) -> Mention:
    """The mention with the compass word before or at the start of its name, unless that is part of a name."""
    before = _SIDE.search(text, max(0, mention.start - 24), mention.start)
    if before and mention.form == "name":
        whole = text[before.start() : mention.end]
        if _is_listed(whole, mention.name, gazetteer, home):
            return replace(mention, start=before.start(), name=whole)
        if not _can_have_sides(mention.name, before[1], gazetteer, told):
            return replace(mention, start=before.start(), name=whole, entries=())
        return replace(mention, start=before.start(), side=_side(before[1]))
    inside = re.match(r"(\w+(?:[ -]\w+)?)\s+", mention.name)
    bare = mention.name[inside.end() :] if inside else ""
    if inside and _SIDE.match(inside[0]) and not _is_listed(mention.name, bare, gazetteer, home):
        if not _can_have_sides(bare, inside[1], gazetteer, told):
            return replace(mention, entries=())
        return replace(mention, name=bare, side=_side(inside[1]))
    part = _SIDE_OF.search(text, max(0, mention.start - 32), mention.start) or _ITS_SIDE.match(text, mention.end)
    return replace(mention, side=_side(part[1])) if part and mention.form == "name" else mention


def _is_listed(whole: str, bare: str, gazetteer: Gazetteer, home: Entry | None) -> bool:
    """Whether a name with its compass word is one of the gazetteer; in a report from London "East London" is not."""
    found = gazetteer.candidates(whole)
    if home is None or home.precision != "town" or name_key(bare) != name_key(home.name):
        return bool(found)
    return any(distance_km(entry.lat, entry.lon, home.lat, home.lon) < _BESIDE_KM for entry in found)


_BESIDE_KM = 100.0


def _side(word: str) -> str:
    return re.sub(r"ern$|[ -]", "", word.casefold().removesuffix("ern")).replace("-", "")


SIDES: Mapping[str, tuple[float, float]] = {
    "north": (1, 0), "south": (-1, 0), "east": (0, 1), "west": (0, -1), "central": (0, 0),
    "northeast": (0.7, 0.7), "northwest": (0.7, -0.7), "southeast": (-0.7, 0.7), "southwest": (-0.7, -0.7),
}  # fmt: skip
"""Compass words as steps (north, east)."""
