"""What kind of source speaks, as far as its words tell: an office, a force, a trade, a name on the list of actors."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType
from typing import Final

from dateline.normalise.actor_media import EntityOf, is_medium
from dateline.schema.reading import EntityKind, SourceKind

_NOUNS: Final[Mapping[SourceKind, str]] = MappingProxyType({
    "un": """unhcr unicef unrwa ocha ohchr unesco unifil minusma minusca monusco unmiss unama unmik wfp
        security_council""",
    "medical": """doctor medic paramedic surgeon nurse physician hospital clinic ambulance midwife medical
        pathologist morgue mortuary""",
    "witness": """witness eyewitness resident villager survivor neighbour neighbor local_people inhabitant
        townspeople passer-by passerby bystander onlooker herder farmer fisherman shopkeeper shopper passenger
        parishioner vendor taxi_driver bus_driver truck_driver tribesman townsman refugee""",
    "media": "journalist reporter correspondent editor newspaper broadcaster media_report press_report news_report",
    "police": """police policeman policewoman constable inspector inspector-general superintendent sheriff detective
        gendarme gendarmerie fbi carabinieri scotland_yard constabulary interpol""",
    "military": """army military navy naval soldier troops chief_of_staff joint_chiefs general_staff armed_forces
        air_force pentagon idf nato centcom""",
    "armed-group": """rebel guerrilla militant insurgent jihadist jihadi militia militiaman separatist kidnapper
        hijacker bandit gang gunman captor abductor armed_group warlord""",
    "ngo": """rights_group rights_organisation rights_organization red_cross red_crescent amnesty
        charity ngo aid_group aid_agency aid_organisation aid_organization
        watchdog observatory war_monitor conflict_monitor relief_agency press_freedom_group advocacy_group
        doctors_without_borders reporters_without_borders white_helmets save_the_children oxfam msf
        international_rescue_committee refugee_council mercy_corps
        rights_activist human_rights civil_society""",
    "other": """lawyer attorney solicitor barrister bishop archbishop priest pastor cardinal imam pope rabbi church
        analyst professor academic researcher historian negotiator union unionist student company firm manufacturer
        activist protester demonstrator organiser organizer businessman economist vatican airline marcher
        operator""",
    "official": """government prime_minister minister ministry premier chancellor presidency governor mayor
        councillor councilman embassy ambassador consul consul-general consulate prosecutor attorney-general
        us_attorney court judge tribunal state_department white_house kremlin foreign_office secretary_of_state
        senator congressman lawmaker prefect municipality envoy parliament junta vice-president vice_president
        fire_department fire_brigade fire_service firefighter civil_defence civil_defense civil_protection
        emergency_service emergency_management disaster_management coast_guard
        coastguard customs magistrate election_commission electoral_commission
        district_attorney european_union european_commission downing_street city_council town_council inquest
        solicitor-general governor-general""",
})  # fmt: skip
"""Nouns that tell the kind of who has them, or is of them, in the singular; an underscore for a space."""
_OFFICES: Final[Mapping[str, SourceKind | None]] = MappingProxyType({
    "official": "official", "authority": "official", "president": "official", "investigator": "police",
    "expert": "other", "general": "military", "gen": "military", "colonel": "military", "col": "military",
    "major": "military", "maj": "military", "captain": "military", "capt": "military", "lieutenant": "military",
    "lt": "military", "brigadier": "military", "brig": "military", "admiral": "military", "commodore": "military",
    **dict.fromkeys("""officer spokesman spokeswoman spokesperson spokespeople source statement report chief head leader
        director commander member secretary chairman figure communique communiqué bulletin document representative aide
        adviser staff man woman worker service agency department office team group deputy people""".split()),
})  # fmt: skip
"""Nouns that are told by those beside them (``a hospital official``, ``the police chief``), and what they are alone."""
_UNTOLD: Final = frozenset(
    """association congress coalition institute alliance forum fund federation council party relative family
    mother father parent wife husband widow brother sister son daughter uncle cousin opposition health fighter radio
    guard intelligence caller former""".split()
)
"""Nouns that leave open what kind of source it is, whatever goes before them (``the police federation``)."""
_DEFENCE: Final = re.compile(
    r"\b(?:defen[cs]e ministry|ministry of (?:\w+ )?defen[cs]e|defen[cs]e department)\b", re.IGNORECASE
)
"""An office of the government and of the army: which of both speaks, only the report can tell."""


def _singular(word: str) -> str:
    for ending, instead in (("men", "man"), ("ies", "y"), ("ches", "ch"), ("sses", "ss")):
        if word.endswith(ending):
            return word[: -len(ending)] + instead
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us")) else word


_KINDS: Final[Mapping[str, SourceKind]] = MappingProxyType(
    {" ".join(map(_singular, noun.split("_"))): kind for kind, nouns in _NOUNS.items() for noun in nouns.split()}
)
_NOUNS_OF_SPEAKERS: Final = frozenset((*_KINDS, *_OFFICES, *_UNTOLD))
_LONGEST: Final = max(noun.count(" ") for noun in _KINDS) + 1
_REFUSES_NAME: Final = re.compile(
    r"\b(?:anonym(?:ity|ously)|(?:not|declin\w+|refus\w+) (?:to )?be (?:named|identified)"
    r"|not authori[sz]ed to (?:speak|talk|brief))\b",
    re.IGNORECASE,
)
_UNNAMED: Final = re.compile(
    r"\b(?:unnamed|familiar with|close to|briefed (?:on|about)|(?:with|ha[sd]|have) (?:\w+ )?knowledge of)\b",
    re.IGNORECASE,
)
"""Who will not be named, and who is told only by what he knows."""
_SOURCE: Final = re.compile(r"(?<!official )\bsources?\b", re.IGNORECASE)
_TELLING: Final = frozenset(("police", "military", "medical", "armed-group", "un", "ngo", "other", "media"))
"""The kinds that a source is of also without a name ("police sources"); any other one without a name is anonymous."""
_UN: Final = re.compile(r"\b(?:UN|U\.N\.?|United Nations|UNITED NATIONS)(?=\W|$)")
_OF_ONE_STATE: Final = re.compile(
    r"['’]s? [^,]*\b(?:UN|U\.N\.|United Nations)(?=\W|$)|\b(?:ambassador|at the|to the)\b", re.IGNORECASE
)
"""What makes somebody at the United Nations one of a state's: "Moria's UN envoy", "the ambassador to the UN"."""
_CLAUSE: Final = re.compile(r"\b(?:who|which|that|whose|speaking|citing|quoting)\b", re.IGNORECASE)
_PHRASE: Final = re.compile(
    r"[,;:()\n\"“”]|\b(?:of(?! sta(?:ff|te)\b)|for|in|from|at|with|to|on|near|by)\b", re.IGNORECASE
)
_CONJUNCT: Final = re.compile(r"\b(?:and|or)\b", re.IGNORECASE)
_TITLE: Final = re.compile(
    r"\b(secretary|director|attorney|consul|inspector|solicitor|governor|advocate) general\b", re.IGNORECASE
)
"""A title that is no general's."""
_WORD: Final = re.compile(r"(?:[A-Za-z]\.){2,}|[^\W_](?:\w|[.’'-](?=\w))*")
_COMMISSIONER: Final = re.compile(r"\bcommissioner (?=for\b)", re.IGNORECASE)
"""A member of a government, not of the police: "the commissioner for lands"."""
_POSSESSIVE: Final = re.compile(r"['’]s$|['’]$")


def is_noun(word: str) -> bool:
    """Whether a word is a common one for who speaks, and so no name, also in capitals."""
    return not {word.casefold(), _singular(word.casefold())}.isdisjoint(_NOUNS_OF_SPEAKERS)


def refuses_name(words: str) -> bool:
    """Whether words say that somebody will not be named."""
    return _REFUSES_NAME.search(words) is not None


def kind_of(words: str, entity_of: EntityOf, *, unnamed: bool = False) -> SourceKind | None:
    """The kind of source that some words name, None where they do not tell.

    The head of the first phrase decides, then what is said before it and after it: ``a hospital official``,
    ``the head of the city's hospital``, ``Ada Moe, a surgeon``. ``unnamed``: other words say that it will not be named.
    """
    own = _COMMISSIONER.sub("minister ", _TITLE.sub(r"\1-general", _CLAUSE.split(words)[0]))
    if _DEFENCE.search(own):
        return None
    kind = next((kind for each in _CONJUNCT.split(own) if (kind := _of_conjunct(each, entity_of))), None)
    unnamed = unnamed or any(each.search(words) for each in (_SOURCE, _UNNAMED, _REFUSES_NAME))
    return "anonymous" if unnamed and kind not in _TELLING else kind


def _of_conjunct(words: str, entity_of: EntityOf) -> SourceKind | None:
    """What the first phrase tells that tells anything, else what its office is alone."""
    phrases = [phrase.strip() for phrase in _PHRASE.split(words) if _WORD.search(phrase)]
    if phrases and _UN.search(phrases[0]) and not _OF_ONE_STATE.search(phrases[0]):
        return "un"
    alone: SourceKind | None = None
    for phrase in phrases:
        keys = _keys(phrase)
        kind = _known(phrase, keys, entity_of) or _of_noun(keys)
        if kind or not _UNTOLD.isdisjoint(keys):
            return kind
        alone = alone or next((_OFFICES[key] for key in reversed(keys) if _OFFICES.get(key)), None)
    return alone


def _known(phrase: str, keys: Sequence[str], entity_of: EntityOf) -> SourceKind | None:
    """The kind of the armed group, the medium or the state that a phrase names, or whose office it names."""
    if keys[-1] != "group" and any(_is(each, "armed-group", entity_of) for each in (phrase, *_holders(phrase))):
        return "armed-group"
    if is_medium(phrase, entity_of) and _of_noun(keys) != "ngo":
        return "armed-group" if "armed-group" in map(_KINDS.get, keys) else "media"
    return "official" if _is(phrase, "state", entity_of) else None


def _is(words: str, kind: EntityKind, entity_of: EntityOf) -> bool:
    entity = entity_of(words)
    return entity is not None and entity.kind == kind


def _holders(phrase: str) -> Iterator[str]:
    """The word before each office of a phrase: whose it is, if it is a name's ("the SDF spokesman")."""
    words = list(_WORD.finditer(phrase))
    for word, office in pairwise(words):
        if _singular(office[0].casefold()) in _OFFICES and word[0][0].isupper():
            yield _POSSESSIVE.sub("", word[0])


def _of_noun(keys: Sequence[str]) -> SourceKind | None:
    """The kind of the last noun that tells one, unless one after it leaves it open, or it tells what somebody was."""
    if "former" in keys:
        return None
    for end in range(len(keys), 0, -1):
        for start in range(max(0, end - _LONGEST), end):
            if kind := _KINDS.get(" ".join(keys[start:end])):
                return kind
        if keys[end - 1] in _UNTOLD:
            return None
    return None


def _keys(phrase: str) -> list[str]:
    """The words of a phrase in lower case, nouns in the singular."""
    words = (_POSSESSIVE.sub("", each[0]).replace(".", "").casefold() for each in _WORD.finditer(phrase))
    return [word if word in _KINDS or word in _OFFICES else _singular(word) for word in words]
