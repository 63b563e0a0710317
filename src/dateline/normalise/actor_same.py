"""Whether two fillers can name one entity, by their words alone: cheap, and silent where words cannot say."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from dateline.normalise.actor_acronym import SURE, acronym, in_capitals, spelled
from dateline.normalise.actor_apart import apart
from dateline.normalise.actor_lexicon import lexicon
from dateline.normalise.actor_words import Token, phrase_key, skip_determiners, tokenise
from dateline.schema.reading import Entity, EntityKind

_THINGS = frozenset(("weapon", "facility"))
_ACTING = frozenset(("armed-group", "military", "police", "government", "state", "civilian", "person", "organization"))
_ARTICLES = frozenset("the a an this that these those his her its their our".split())
_FORCES = frozenset(("armed-group", "military", "police"))
_STATE = frozenset(("state", "government", "military", "police"))
_WINGS = {
    f"actor:{wing}": f"actor:{whole}"
    for whole, wings in (
        ("hamas", "qassam-brigades"),
        ("fatah", "al-aqsa-martyrs-brigades"),
        ("popular-front-for-the-liberation-of-palestine", "abu-ali-mustafa-brigades"),
        ("islamic-revolutionary-guard-corps", "quds-force basij"),
        ("islamic-state", "amaq islamic-state-sinai-province"),
        ("jama-at-nusrat-al-islam-wal-muslimin", "ansar-dine macina-liberation-front al-mourabitoun"),
        ("al-qaeda", "nusra-front"),
        ("syrian-democratic-forces", "people-s-protection-units women-s-protection-units"),
        ("african-national-congress", "umkhonto-we-sizwe"),
        ("congo-river-alliance", "march-23-movement"),
        ("balochistan-liberation-army", "majeed-brigade"),
        ("indonesian-national-police", "densus-88"),
        ("syrian-national-army", "sultan-murad-division hamza-division sultan-suleiman-shah-division"),
        ("united-nations", "unhcr unicef unrwa undp ocha ohchr unesco world-food-programme world-health-organization"),
        ("united-nations", "united-nations-security-council united-nations-general-assembly un-human-rights-council"),
        ("united-nations", "unifil monusco minusca minusma unmiss unama unami unsmil minustah unamid"),
        ("communist-party-of-india-maoist", "people-s-liberation-guerrilla-army people-s-war-group"),
    )
    for wing in wings.split()
}
"""Listed actors that reports name for the whole, and the whole for them."""
_UNABBREVIATED: frozenset[EntityKind] = frozenset(("person", "civilian", "weapon"))
"""What bears no acronym of its own: the initials of three people's names are nobody's."""


def same_entity(a: str, b: str, entity_a: Entity | None, entity_b: Entity | None) -> bool | None:
    """True for equal words, one listed actor, a name with its acronym or compatible names; False for clearly different
    ones; else None.
    """
    ours, theirs = _phrase(a), _phrase(b)
    if not ours.bare or not theirs.bare:
        return None
    if ours.bare == theirs.bare:
        return True if ours.counted == theirs.counted else None
    if entity_a is not None and entity_b is not None:
        told = _by_entity(entity_a, entity_b, separate=not _contained(ours.bare, theirs.bare))
        if told is not None or (entity_a.id is not None and entity_b.id is not None):
            return told
    if apart(a, b, entity_a, entity_b):
        return False
    if _abbreviates(ours, theirs):
        return _sure(ours, theirs, entity_a, entity_b)
    if _abbreviates(theirs, ours):
        return _sure(theirs, ours, entity_b, entity_a)
    if ours.name and theirs.name:
        return _same_name(ours.name, theirs.name)
    return None


class _Phrase(NamedTuple):
    """What is compared of a filler's words.

    ``bare`` is the phrase without what ``counted`` holds, the numbers and ``another`` before it: equal words of other
    counts may be other people. ``name`` is the personal name at its end, without titles.
    """

    bare: str
    counted: str
    name: tuple[str, ...]
    letters: str
    spelled: frozenset[str]
    told: str


@lru_cache(256)
def _phrase(text: str) -> _Phrase:
    tokens = tokenise(text)
    first = skip_determiners(tokens)
    counted = (token.key for token in tokens[:first])
    return _Phrase(
        bare=" ".join(token.key for token in tokens[first:]),
        counted=" ".join(key for key in counted if key not in _ARTICLES),
        name=_personal_name(tokens[first:]),
        letters=acronym(tokens[first:]) if all(in_capitals(token) for token in tokens[first:]) else "",
        spelled=frozenset(spelled(tokens[first:])),
        told=_in_brackets(tokens[first:]),
    )


def _in_brackets(tokens: tuple[Token, ...]) -> str:
    """The acronym in brackets that ends a phrase (``Sarnia Defence League (SDL)``)."""
    if len(tokens) < 4 or tokens[-3].text not in "([" or tokens[-1].text not in ")]" or not in_capitals(tokens[-2]):
        return ""
    return acronym(tokens[-2:-1])


def _abbreviates(short: _Phrase, long: _Phrase) -> bool:
    """Whether one phrase is the acronym that the other tells in brackets, or that its initials spell."""
    if len(short.letters) < SURE or short.counted or long.counted:
        return False
    return short.letters == long.told or short.letters in long.spelled


def _sure(short: _Phrase, long: _Phrase, of_short: Entity | None, of_long: Entity | None) -> bool | None:
    """True unless an acronym may be another's: a listed actor's or a state's, or the party after a person's name."""
    told = short.letters == long.told
    if of_long is not None and of_long.kind in _UNABBREVIATED and not (told and short.letters in long.spelled):
        return None
    if of_short is not None and of_short.kind == "state":
        return None
    return True if told or _id(of_short) == _id(of_long) else None


def _id(entity: Entity | None) -> str | None:
    return entity.id if entity is not None else None


def _by_entity(a: Entity, b: Entity, *, separate: bool) -> bool | None:
    """``separate``: neither phrase holds the other (``FARC dissidents`` hold the FARC)."""
    if a.id is not None and b.id is not None:
        if a.id == b.id:
            return True
        return False if separate and not _of_one_body(a, b) else None
    if (a.kind in _THINGS and b.kind in _ACTING) or (b.kind in _THINGS and a.kind in _ACTING):
        return False
    if {a.kind, b.kind} == _THINGS:
        return False
    both = a.country is not None and b.country is not None
    if both and a.country != b.country and a.kind in _FORCES and b.kind in _FORCES:
        return False
    return None


def _of_one_body(a: Entity, b: Entity) -> bool:
    """Whether one listed actor is a part of another: by names, by the list of wings, or as a state's force."""
    if _contained(phrase_key(a.name), phrase_key(b.name)):
        return True
    if _WINGS.get(a.id or "") == b.id or _WINGS.get(b.id or "") == a.id:
        return True
    own = a.country is not None and a.country == b.country
    return own and ("state" in (a.kind, b.kind) or a.kind == b.kind == "military") and {a.kind, b.kind} <= _STATE


def _contained(a: str, b: str) -> bool:
    return f" {a} " in f" {b} " or f" {b} " in f" {a} "


def _personal_name(tokens: tuple[Token, ...]) -> tuple[str, ...]:
    """The words of a personal name at the end of a phrase, without titles; empty where there is none."""
    words: list[str] = []
    for at in range(len(tokens), 0, -1):
        token = tokens[at - 1]
        name = token.text[0].isupper() or (token.key.startswith(("al-", "el-")) and token.text != token.key)
        if not name or _is_common(tokens, at):
            break
        words.append(token.key)
    return tuple(reversed(words))


def _is_common(tokens: tuple[Token, ...], end: int) -> bool:
    table = lexicon()
    return table.noun_ending(tokens, end) is not None or table.country_at(tokens, end - 1) is not None


def _same_name(a: tuple[str, ...], b: tuple[str, ...]) -> bool | None:
    """Equal surnames with given names that agree; a single word is a surname or a whole name's last word."""
    if a[-1] != b[-1]:
        shorter, longer = sorted((a, b), key=len)
        return len(shorter) == 1 and shorter[0] in longer[-2:]
    given_a, given_b = a[:-1], b[:-1]
    if not given_a or not given_b:
        return True
    shorter, longer = sorted((given_a, given_b), key=len)
    return all(any(_initials(word, other) for other in longer) for word in shorter)


def _initials(a: str, b: str) -> bool:
    return a == b or (len(min(a, b, key=len)) == 1 and a[0] == b[0])
