"""Foreign codes of an event: ACLED, PLOVER, CAMEO, MUC-4 and UCDP, each with its reason where it has none.

A type's own codes stand in the ontology; ``codes_rules`` refines them by the facts of the event. What did not happen,
has not happened yet or is told in general carries no code but PLOVER's, whose records mark that themselves.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Final, Literal, get_args

from dateline.assemble.codes_rules import ARMED, CIVILIAN, FORCES, Rule, Scheme, rules_of
from dateline.assemble.codes_words import BANDS, ONE_PERSON, SIDES
from dateline.ontology.registry import event_type
from dateline.schema.reading import (
    AcledCode,
    Argument,
    Attribution,
    Codes,
    Entity,
    EntityKind,
    Event,
    Modality,
    PloverCode,
    Polarity,
    Role,
    UcdpCode,
)
from dateline.schema.span import Frozen

_NOT_DONE: Final[Mapping[str, str]] = MappingProxyType(
    {
        "future": "announced, not done",
        "hypothetical": "supposed or threatened, not done",
        "generic": "told in general, no single event",
    }
)
_DENIED: Final = "the report says that it did not happen"


@dataclass(frozen=True, kw_only=True)
class CodingFacts:
    """What of an event its foreign codes depend on.

    Kinds are those of the entities of all fillers of the role, in the record's order; texts are the words of
    actors, of targets with victims, of instruments, and of the trigger with the other mentions. ``killed_low`` serves
    tolls without a best figure ("dozens"). ``lone``: a single person acts; ``band``: those who act with arms are not
    told to be of any group ("gunmen"); ``sides``: one mention of actors stands for several ("two rival militias");
    ``foreign``: they are forces of another country than the place's. ``about`` are the types of the events that words
    speak of, ``uttered_texts`` the words of what they utter.
    """

    type: str
    modality: Modality = "actual"
    polarity: Polarity = "positive"
    actor_kinds: tuple[EntityKind, ...] = ()
    target_kinds: tuple[EntityKind, ...] = ()
    victim_kinds: tuple[EntityKind, ...] = ()
    actor_texts: tuple[str, ...] = ()
    harmed_texts: tuple[str, ...] = ()
    instrument_texts: tuple[str, ...] = ()
    mention_texts: tuple[str, ...] = ()
    killed_best: int | None = None
    killed_low: int | None = None
    injured_best: int | None = None
    injured_low: int | None = None
    lone: bool = False
    band: bool = False
    sides: bool = False
    foreign: bool = False
    about: tuple[str, ...] = ()
    uttered_texts: tuple[str, ...] = ()

    @cached_property
    def actors(self) -> frozenset[EntityKind]:
        """The kinds of those who act."""
        return frozenset(self.actor_kinds)

    @cached_property
    def others(self) -> frozenset[EntityKind]:
        """The kinds of those it is done to."""
        return frozenset(self.target_kinds + self.victim_kinds)

    @cached_property
    def words(self) -> str:
        """What tells the event and what it utters."""
        return " | ".join((*self.mention_texts, *self.instrument_texts, *self.uttered_texts))

    @property
    def deaths(self) -> int:
        """The fewest deaths that the report tells, or its best figure; 0 also where it is silent."""
        return max(self.killed_best or 0, self.killed_low or 0)

    @property
    def harmed(self) -> bool:
        """Whether anybody is reported killed or injured."""
        return self.deaths > 0 or max(self.injured_best or 0, self.injured_low or 0) > 0


class Coded(Frozen):
    """The codes, and for each that is null the reason."""

    codes: Codes
    why_not: dict[str, str]


def codes(event: CodingFacts) -> Coded:
    """The event in the foreign schemes.

    Raises:
        DataError: the type is none of the ontology's.
    """
    why: dict[str, str] = {}
    unreal = _DENIED if event.polarity == "negative" else _NOT_DONE.get(event.modality)
    plover = _pair(_code(event, "plover", why))
    if unreal is not None:
        why |= {scheme: _own_reason(event.type, scheme) or unreal for scheme in ("acled", "cameo", "muc4", "ucdp")}
        return Coded(codes=Codes(plover=_plover(plover)), why_not=_ordered(why))
    acled, cameo, muc4 = (_code(event, scheme, why) for scheme in _PLAIN)
    pair = _pair(acled)
    coded = Codes(
        acled=None if pair is None else AcledCode(event_type=pair[0], sub_event_type=pair[1]),
        plover=_plover(plover),
        cameo=cameo if isinstance(cameo, str) else None,
        muc4=muc4 if isinstance(muc4, str) else None,
        ucdp=_ucdp(event, why),
    )
    return Coded(codes=coded, why_not=_ordered(why))


def coded(event: Event, types: Mapping[str, str], said: Sequence[Attribution] = ()) -> Event:
    """The event with the codes that its values give it.

    ``types`` are those of its reading's events, by their ids; ``said`` are the reading's attributions.
    """
    found = codes(facts_of(event, types, said))
    return event.model_copy(update={"codes": found.codes, "codes_why_not": found.why_not})


def facts_of(event: Event, types: Mapping[str, str], said: Sequence[Attribution]) -> CodingFacts:
    """What of an event its codes depend on; ``types`` and ``said`` as in ``coded``."""
    filling = {role: [each for each in event.arguments if each.role == role] for role in get_args(Role)}
    kinds = {role: tuple(_kind(each.entity) for each in found if each.entity) for role, found in filling.items()}
    texts = {role: tuple(each.text for each in found) for role, found in filling.items()}
    actors = filling["actor"]
    killed, injured = event.casualties.killed, event.casualties.injured
    return CodingFacts(
        type=event.type,
        modality=event.modality,
        polarity=event.polarity,
        actor_kinds=kinds["actor"],
        target_kinds=kinds["target"],
        victim_kinds=kinds["victim"],
        actor_texts=texts["actor"],
        harmed_texts=texts["target"] + texts["victim"],
        instrument_texts=texts["instrument"],
        mention_texts=tuple(span.text for span in sorted((event.trigger, *event.mentions), key=lambda one: one.start)),
        killed_best=killed.best if killed else None,
        killed_low=killed.low if killed else None,
        injured_best=injured.best if injured else None,
        injured_low=injured.low if injured else None,
        lone=len(actors) == 1 and _is_one_person(actors[0]),
        band=bool(actors) and all(map(_is_band, actors)),
        sides=len(actors) > 1 or any(_is_group(each) and SIDES.search(each.text) for each in actors),
        foreign=bool(actors) and all(_is_foreign(each, event) for each in actors),
        about=tuple(types[link.event] for link in event.links if link.type == "about" and link.event in types),
        uttered_texts=_uttered(event, said) if event.type in _UTTERING else (),
    )


def _kind(entity: Entity) -> EntityKind:
    """What acts: a country's aircraft are its armed forces."""
    return "military" if entity.kind == "weapon" and entity.country else entity.kind


def _is_one_person(actor: Argument) -> bool:
    """Whether a filler is one human being: by its article, or by a name of two words or more."""
    if actor.entity is None or actor.entity.kind not in ("person", "civilian"):
        return False
    names = actor.text.split()
    named = not actor.text.isupper() and len(names) > 1 and all(name[0].isupper() for name in names)
    return (named and actor.entity.kind == "person") or ONE_PERSON.match(actor.text) is not None


def _is_band(actor: Argument) -> bool:
    """Whether armed people act of whom no group is told: "gunmen", but not "gunmen of the Free Valley Front"."""
    if not _is_group(actor) or (actor.entity and actor.entity.id):
        return False
    named = not actor.text.isupper() and any(word[0].isupper() for word in actor.text.split()[1:])
    return not named and BANDS.search(actor.text) is not None


def _is_group(actor: Argument) -> bool:
    return actor.entity is not None and actor.entity.kind == "armed-group"


def _is_foreign(actor: Argument, event: Event) -> bool:
    own, there = actor.entity and actor.entity.country, event.place and event.place.country
    return bool(own and there) and own != there


def _uttered(event: Event, said: Sequence[Attribution]) -> tuple[str, ...]:
    """The words of the claims whose cue is one of the event's triggers, up to a condition or reason."""
    spans = (event.trigger, *event.mentions)
    uttered = (each for each in said if any(span.overlaps(piece) for span in spans for piece in each.cue))
    return tuple(_CONDITION.sub("", part.text) for each in uttered for part in each.content)


_UTTERING: Final = frozenset({"accusation", "demand", "threat", "pledge"})
"""Types whose codes tell what is laid to another, asked for, threatened or promised: it stands in what they utter."""
_CONDITION: Final = re.compile(
    r"\b(?:if|unless|when|where|because|after|following|over|in response|until|against|who|which)\b.*",
    re.DOTALL | re.IGNORECASE,
)
"""What follows the thing demanded or threatened, and is none itself: "to resign if the attacks go on"."""
_PLAIN: Final[tuple[Scheme, ...]] = ("acled", "cameo", "muc4")
_SCHEMES: Final = ("acled", "plover", "cameo", "muc4", "ucdp")


def _ordered(why: Mapping[str, str]) -> dict[str, str]:
    return {scheme: why[scheme] for scheme in _SCHEMES if scheme in why}


def _own_reason(name: str, scheme: str) -> str | None:
    """Why the type never has a code of the scheme, None where it may."""
    known = event_type(name).codes
    return known.why_not.get(scheme) if not getattr(known, scheme) else None


def _pair(code: str | tuple[str, str] | None) -> tuple[str, str] | None:
    return code if isinstance(code, tuple) else None


def _plover(pair: tuple[str, str] | None) -> PloverCode | None:
    return None if pair is None else PloverCode(type=pair[0], mode=pair[1] or None)


def _code(event: CodingFacts, scheme: Scheme, why: dict[str, str]) -> str | tuple[str, str] | None:
    """The first rule's code that holds, else the type's own; a null is explained in ``why``."""
    held = next((rule for rule in rules_of(event.type, scheme) if _holds(rule, event)), None)
    known = event_type(event.type).codes
    code: str | tuple[str, str] | None = held.code if held else getattr(known, scheme)
    if code is None:
        why[scheme] = held.why if held else known.why_not[scheme]
    return code


def _holds(rule: Rule, event: CodingFacts) -> bool:
    return (
        _are(rule, event.actors, event.others)
        and not (rule.no_actor and (event.actors or event.actor_texts))
        and not (rule.lone and not event.lone)
        and not (rule.foreign and not event.foreign)
        and (rule.harmed is None or rule.harmed == event.harmed)
        and (rule.dead is None or rule.dead == (event.deaths > 0))
        and (rule.about is None or bool(rule.about.intersection(event.about)))
        and (rule.said is None or rule.said.search(event.words) is not None)
        and (rule.done_by is None or rule.done_by.search(" | ".join(event.actor_texts)) is not None)
        and (rule.done_to is None or rule.done_to.search(" | ".join(event.harmed_texts)) is not None)
    )


def _are(rule: Rule, actors: frozenset[EntityKind], others: frozenset[EntityKind]) -> bool:
    """Whether the kinds of those who act, and of those it is done to, are what the rule asks for."""
    return (
        (rule.actor is None or bool(rule.actor & actors))
        and (rule.only is None or (bool(actors) and actors <= rule.only))
        and (rule.target is None or bool(rule.target & others))
        and (rule.only_target is None or (bool(others) and others <= rule.only_target))
        and not (rule.no_target and others)
    )


def _ucdp(event: CodingFacts, why: dict[str, str]) -> UcdpCode | None:
    """UCDP's type of violence (GED codebook, definitions): it needs a death and an organised actor.

    1 where a state's force is on a side and the other is armed, 2 where both sides are armed groups, 3 where an
    organised actor kills people who do not fight.
    """
    kind = _type_of_violence(event)
    if isinstance(kind, str):
        why["ucdp"] = kind
        return None
    return UcdpCode(type_of_violence=kind)


def _type_of_violence(event: CodingFacts) -> Literal[1, 2, 3] | str:
    known = event_type(event.type).codes
    if not known.ucdp:
        return known.why_not["ucdp"]
    if event.deaths == 0:
        return "no death reported"
    ruled = next((rule for rule in rules_of(event.type, "ucdp") if _holds(rule, event)), None)
    if ruled:
        return ruled.why
    if not event.actor_kinds:
        return "actor unknown"
    actors = [kind for kind in event.actor_kinds if kind in ARMED or kind == "government"]
    if not actors:
        return "the actor is no organised armed force"
    if event.band:
        return "that the actor is an organised group is not told"
    fighting = event.others & ARMED
    if event.type == "armed-clash":
        # Bystanders killed in a fight are deaths of that fight, whoever they are.
        fighting |= frozenset((actors[1:] or actors) if event.sides else ())
        if not fighting:
            return "whom they fought is not told"
    if fighting:
        return 1 if FORCES & fighting or actors[0] != "armed-group" else 2
    return 3 if event.others & CIVILIAN else "who was killed is not told"
