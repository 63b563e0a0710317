"""Whether the words of two fillers tell that they are different parties: one and many, or sides of a conflict."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from dateline.normalise.actor_lexicon import Noun, lexicon
from dateline.normalise.actor_words import CLAUSE, Token, is_mark, skip_determiners, tokenise
from dateline.schema.reading import Entity

REMEMBERED = 256
"""Phrases that are remembered: each is compared with many others of its report."""
_SPEAKERS = frozenset("my our".split())
_SPEAKER = "my"
_POSSESSIVES = frozenset("his her their its".split())
_COLLECTIVE = frozenset("people family couple pair trio duo crew team staff public".split())
_JOINED = frozenset(("and", "or"))
_MANY = ("men", "women", "people", "children", "forces", "troops")
_SINGLE = frozenset(
    "colonel general captain major lieutenant sergeant corporal soldier policeman policewoman guard commander".split()
)
"""Nouns of a military or police kind that mean one person, as ``army`` and ``police`` do not."""

Side = Literal["police", "military", "government", "rebels", "opposition", "civilians"]
_NOUNS: tuple[tuple[Side, str], ...] = (
    ("police", "police policeman policewoman"),
    ("military", "army soldier military navy"),
    ("government", "government regime"),
    ("rebels", "rebel insurgent separatist militant guerrilla jihadist"),
    ("opposition", "opposition protester demonstrator"),
    ("civilians", "civilian villager resident student"),
)
_SIDES: dict[str, Side] = {word: side for side, words in _NOUNS for word in words.split()}
_KINDS: dict[str, Side] = {"police": "police", "military": "military", "armed-group": "rebels"}
_EXCLUSIVE: tuple[frozenset[str], ...] = tuple(
    frozenset(words.split())
    for words in (
        "mosque church synagogue temple hospital school airport market hotel prison bridge",
        "embassy consulate",
        "ministry minister",
    )
)
"""Nouns of which a thing can be one only."""
_MALE = frozenset("man boy husband father son brother uncle nephew grandfather king prince".split())
_FEMALE = frozenset("woman girl wife mother daughter sister aunt niece grandmother queen princess".split())
_PORTFOLIOS = {word: word for word in "defence interior foreign finance justice health education oil trade".split()}
_PORTFOLIOS["defense"] = "defence"
_OFFICES = frozenset("ministry ministries minister ministers".split())
_OTHERS = frozenset(
    frozenset(pair)
    for pair in (
        ("police", "military"), ("police", "rebels"), ("police", "opposition"), ("police", "civilians"),
        ("military", "rebels"), ("military", "opposition"), ("military", "civilians"),
        ("government", "rebels"), ("government", "opposition"), ("government", "civilians"),
    )
)  # fmt: skip
"""Sides that are never one. A government is told of for its police and its army, and an opposition may be armed."""


def apart(a: str, b: str, entity_a: Entity | None, entity_b: Entity | None) -> bool:
    """Whether two fillers are clearly different parties, whatever stands around them.

    One person is no group, the police no rebels, and whom a speaker calls ``my`` nobody else of the report. ``our
    forces`` may be named by the report too, but are no person.
    """
    ours, theirs = _speakers_word(a), _speakers_word(b)
    if not (ours and theirs) and (_of_speaker(ours, entity_b) or _of_speaker(theirs, entity_a)):
        return True
    if (_is_one(a) and is_many(b)) or (_is_one(b) and is_many(a)):
        return True
    if (_of_person(a) and _is_someone(entity_b)) or (_of_person(b) and _is_someone(entity_a)):
        return True
    if _exclude(a, b):
        return True
    return frozenset((_side(a, entity_a), _side(b, entity_b))) in _OTHERS


def _exclude(a: str, b: str) -> bool:
    """Whether the heads mean things that nothing is both of: a man and a woman, a mosque and a school, two offices."""
    if _joins(a) or _joins(b):
        return False
    words = {word for word in (_head_word(a), _head_word(b)) if word}
    if len(words) == 2 and any(words <= exclusive for exclusive in _EXCLUSIVE):
        return True
    if len(words & _MALE) == len(words & _FEMALE) == 1:
        return True
    return len({_portfolio(a), _portfolio(b)} - {None}) == 2


@lru_cache(REMEMBERED)
def _joins(text: str) -> bool:
    """Whether a phrase tells of several with "and" or "or"."""
    return any(token.key in _JOINED for token in _core(text))


@lru_cache(REMEMBERED)
def _head_word(text: str) -> str:
    """The last word of the head noun or title; empty where there is none."""
    noun = _head_or_title(_core(text))
    return noun.word.rpartition(" ")[2] if noun else ""


@lru_cache(REMEMBERED)
def _portfolio(text: str) -> str | None:
    """What a ministry or minister is for."""
    core = _core(text)
    named = (_PORTFOLIOS.get(core[at - 1].key) for at in range(1, len(core)) if core[at].key in _OFFICES)
    return next((portfolio for portfolio in named if portfolio), None)


@lru_cache(REMEMBERED)
def _speakers_word(text: str) -> str:
    """The ``my`` or ``our`` that a phrase begins with, else nothing."""
    tokens = tokenise(text)
    return tokens[0].key if tokens and tokens[0].key in _SPEAKERS else ""


def _of_speaker(word: str, other: Entity | None) -> bool:
    """Whether what a speaker calls ``my`` or ``our`` is not the other."""
    return word == _SPEAKER or (bool(word) and _is_someone(other))


def possessed(text: str) -> bool:
    """Whether a phrase is somebody's, of whom was told before (``her children``)."""
    tokens = tokenise(text)
    return len(tokens) > 1 and tokens[0].key in _POSSESSIVES


@lru_cache(REMEMBERED)
def is_many(text: str) -> bool:
    """Whether the head of a phrase is a plural (``the separatists``)."""
    core = _core(text)
    noun = _head(core)
    return noun is not None and (noun.plural or core[-1].key.endswith(_MANY))


def titled(text: str) -> bool:
    """Whether a phrase is a person's name, with or without a title (``Colonel Atonfack``, ``Juan Ortega``)."""
    words = _core(text)
    own = [token for token in words if token.text[0].isupper()]
    return len(own) >= 2 and own[-1] is words[-1] and _head(words) is None


def _of_person(text: str) -> bool:
    return possessed(text) and is_many(text)


def _is_someone(entity: Entity | None) -> bool:
    """Whether an entity is a person by name: a description of one begins in lower case."""
    return entity is not None and entity.kind == "person" and entity.name[:1].isupper()


@lru_cache(REMEMBERED)
def _is_one(text: str) -> bool:
    """Whether a phrase means one person: a singular noun for one, also before a name (``Colonel Atonfack``)."""
    if _joins(text):
        return False
    noun = _head_or_title(_core(text))
    if noun is None or noun.plural or noun.word in _COLLECTIVE or noun.word.endswith(_MANY):
        return False
    return noun.kind == "person" or noun.word in _SINGLE


def _side(text: str, entity: Entity | None) -> Side | None:
    """The side that a listed actor, an unqualified noun or a weak one's qualifier tells; what else may be of any."""
    if entity is not None and entity.id is not None:
        return _KINDS.get(entity.kind)
    core = _core(text)
    noun = _head(core)
    if noun is None:
        return None
    before = core[: len(core) - noun.length]
    if noun.weak:
        whose = _head(before)
        return _SIDES.get(whose.word) if whose is not None else None
    qualified = any(lexicon().noun_ending(before, end) for end in range(len(before), 0, -1))
    return None if qualified else _SIDES.get(noun.word)


def _head_or_title(core: Sequence[Token]) -> Noun | None:
    """The head noun, or the title of a name (``Queen Adelina``)."""
    noun = _head(core)
    if noun is not None:
        return noun
    named = next((at for at, token in enumerate(core) if token.text[0].isupper()), 0)
    starts = (lexicon().noun_ending(core, end) for end in range(len(core) - 1, named, -1))
    return next((each for each in starts if each is not None), None)


def _head(core: Sequence[Token]) -> Noun | None:
    return lexicon().noun_ending(core, len(core)) if core else None


@lru_cache(REMEMBERED)
def _core(text: str) -> tuple[Token, ...]:
    """The words before the first clause, complement or mark, without article and count."""
    tokens = tokenise(text)
    first = skip_determiners(tokens)
    ends = (at for at in range(first, len(tokens)) if is_mark(tokens[at]) or tokens[at].key in CLAUSE)
    return tokens[first : next(ends, len(tokens))]
