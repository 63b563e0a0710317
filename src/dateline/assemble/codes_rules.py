"""How the facts of one event refine its type's foreign codes: a table, read from the top, first match a scheme.

Sources: the ACLED codebook of 2023 (event and sub-event types), the PLOVER manual draft 0.8 with its table from CAMEO,
the CAMEO codebook 1.1b3, the task documentation of MUC-4 (part 1, 1.0), the UCDP GED codebook.

A null is a code as well: where a scheme's code needs what the event does not tell, it has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType
from typing import Final, Literal

from dateline.assemble import codes_words as words
from dateline.ontology.registry import FAMILIES

Scheme = Literal["acled", "plover", "cameo", "muc4", "ucdp"]

STATE: Final = frozenset({"state", "military", "police", "government"})
"""Kinds of entities that act with a state's authority."""
FORCES: Final = frozenset({"state", "military", "police"})
"""Kinds that a state fights with, and through."""
ARMED: Final = FORCES | {"armed-group"}
FIGHTERS: Final = ARMED - {"state"}
"""Kinds that carry arms themselves: those harmed among them are no civilians."""
CIVILIAN: Final = frozenset({"civilian", "person", "government", "organization"})
"""Kinds that stand for people who do not fight; office-holders are civilians to UCDP."""


@dataclass(frozen=True, slots=True)
class Rule:
    """``code`` (or the reason ``why`` there is none) where every condition set here holds.

    ``said`` is searched in the event's triggers, mentions and instruments, and in what it utters; ``done_by`` and
    ``done_to`` in the words of its actors, and of its targets with its victims. ``actor`` and ``target`` ask for one
    of these kinds (victims are targets too), ``only`` and ``only_target`` that all are of these kinds; ``no_actor`` and
    ``no_target`` that none is told. ``lone``: a single person acts; ``foreign``: forces of another state than the
    place's. ``harmed`` asks whether anybody is reported killed or injured, ``dead`` whether anybody killed; ``about``
    for an event of these types that it speaks of.
    """

    scheme: Scheme
    code: str | tuple[str, str] | None
    said: re.Pattern[str] | None = None
    done_by: re.Pattern[str] | None = None
    done_to: re.Pattern[str] | None = None
    actor: frozenset[str] | None = None
    only: frozenset[str] | None = None
    target: frozenset[str] | None = None
    only_target: frozenset[str] | None = None
    no_actor: bool = False
    no_target: bool = False
    lone: bool = False
    foreign: bool = False
    harmed: bool | None = None
    dead: bool | None = None
    about: frozenset[str] | None = None
    why: str = ""


VIOLENT: Final = frozenset(FAMILIES["violence"]) | {"riot", "crackdown"}
"""Types of which an accusation is one of aggression, and a demand to stop one of de-escalation."""

_GROUP: Final = frozenset({"armed-group"})
_COURT: Final = frozenset({"state", "government"})
_PEOPLE: Final = frozenset({"civilian", "person"})

_CLASH: Final = ("Battles", "Armed clash")
_REGAINED: Final = ("Battles", "Government regains territory")
_OVERTAKEN: Final = ("Battles", "Non-state actor overtakes territory")
_TRANSFERRED: Final = ("Strategic developments", "Non-violent transfer of territory")
_ATTACK: Final = ("Violence against civilians", "Attack")
_ABDUCTION: Final = ("Violence against civilians", "Abduction/forced disappearance")
_SHELLED: Final = ("Explosions/Remote violence", "Shelling/artillery/missile attack")
_PEACEFUL: Final = ("Protests", "Peaceful protest")
_EXCESSIVE: Final = ("Protests", "Excessive force against protesters")
_INTERVENTION: Final = ("Protests", "Protest with intervention")
_VIOLENT_CROWD: Final = ("Riots", "Violent demonstration")
_AGREEMENT: Final = ("Strategic developments", "Agreement")
_OTHER: Final = ("Strategic developments", "Other")
_MOB: Final = ("Riots", "Mob violence")

_BATTLE: Final = Rule("acled", _CLASH, actor=ARMED, target=FIGHTERS)
_POST: Final = Rule("acled", _CLASH, actor=ARMED, done_to=words.POSTS)
"""An attack on those who are armed is a battle, whoever else is hurt in it."""
_CIVILIANS: Final = Rule("acled", _ATTACK, target=CIVILIAN | {"state"})
_FIGHTERS_ALONE: Final = Rule(
    "acled", None, target=FIGHTERS, why="only armed people were harmed, and whom they fought is not told"
)
"""ACLED's violence against civilians needs one among those harmed; fighters harmed by fighters are a battle."""
_THROWN: Final = Rule("acled", ("Explosions/Remote violence", "Grenade"), said=words.GRENADE)
_PLANTED: Final = Rule("acled", ("Explosions/Remote violence", "Remote explosive/landmine/IED"), said=words.EXPLOSIVES)
"""Whoever is hit by an explosive, ACLED codes the explosion."""
_LONE: Final = Rule(
    "acled", None, lone=True, why="a single person acted: to ACLED that needs a political motive, which is not told"
)
"""ACLED codes groups, and sole perpetrators only where what they did was political."""
_FIGHTERS_TAKEN: Final = "only armed people were taken: ACLED's abductions are of civilians"
_AGAINST_RIOTERS: Final = Rule("acled", _VIOLENT_CROWD, done_to=words.RIOTERS)
_DEMONSTRATORS_KILLED: Final = Rule("acled", _EXCESSIVE, done_to=words.DEMONSTRATORS, dead=True)
_DEMONSTRATORS_SHOT: Final = Rule("acled", _EXCESSIVE, done_to=words.DEMONSTRATORS, said=words.GUNS)
_DEMONSTRATORS_HURT: Final = Rule("acled", _INTERVENTION, done_to=words.DEMONSTRATORS)
"""Force against those who demonstrate in peace is excessive where it kills or the weapons do; less is intervention."""

_HIT_CIVILIANS: Final = Rule("muc4", "ATTACK", target=CIVILIAN)
_OF_WAR: Final = Rule(
    "muc4",
    None,
    only=frozenset({"state", "military"}),
    why="an act of war by armed forces is no terrorist incident by MUC-4 rules",
)
_BETWEEN_FORCES: Final = Rule(
    "muc4", None, only_target=ARMED, why="only armed people were attacked: no terrorist incident by MUC-4 rules"
)
_ON_A_POST: Final = replace(_BETWEEN_FORCES, only_target=ARMED | {"facility"}, done_to=words.POSTS)
_WARFARE: Final = (_BETWEEN_FORCES, _ON_A_POST, _HIT_CIVILIANS, _OF_WAR)
"""MUC-4 leaves out warfare between armed forces and guerrillas (1.0 (1)), unless it hits civilians (1.0 (2))."""


def _judicial(scheme: Scheme, why: str) -> tuple[Rule, ...]:
    """A court's execution is none of the scheme's; nor, where nobody is told to have done it, what may be one."""
    return (
        Rule(scheme, None, said=words.JUDICIAL, only=_COURT, why=why),
        Rule(scheme, None, said=words.JUDICIAL, no_actor=True, why="whether a court ordered it is not told"),
    )


def _with_a_crowd() -> Iterator[Rule]:
    """Where one of two sides are demonstrators, they are no armed side: the clash is a riot to every scheme."""
    riot: tuple[tuple[Scheme, str | tuple[str, str]], ...] = (
        ("acled", _VIOLENT_CROWD), ("plover", ("PROTEST", "riot")), ("cameo", "145"),
    )  # fmt: skip
    for scheme, code in riot:
        for crowd in (words.DEMONSTRATORS, words.RIOTERS):
            yield Rule(scheme, code, done_by=crowd)
            yield Rule(scheme, code, done_to=crowd)


RULES: Final[Mapping[str, tuple[Rule, ...]]] = MappingProxyType(
    {
        "armed-clash": (
            *_with_a_crowd(),
            Rule("acled", _OVERTAKEN, said=words.CAPTURE, only=STATE, foreign=True),
            Rule("acled", _REGAINED, said=words.CAPTURE, only=STATE),
            Rule("acled", _OVERTAKEN, said=words.CAPTURE, only=_GROUP),
            Rule("plover", ("ASSAULT", "heavy-weapons"), said=words.HEAVY),
            Rule("plover", ("ASSAULT", "firearms"), said=words.GUNS),
            Rule("cameo", "196", said=words.VIOLATION),
            Rule("cameo", "194", said=words.HEAVY),
            Rule("cameo", "193", said=words.GUNS),
            Rule("muc4", "ATTACK", target=CIVILIAN | {"facility"}),
            Rule("muc4", None, why="a fight between armed sides is no terrorist incident by MUC-4 rules"),
        ),
        "armed-assault": (
            _LONE,
            Rule("acled", ("Explosions/Remote violence", "Grenade"), said=words.GRENADE, no_target=True),
            _BATTLE,
            _POST,
            _AGAINST_RIOTERS,
            _DEMONSTRATORS_KILLED,
            _DEMONSTRATORS_SHOT,
            _DEMONSTRATORS_HURT,
            _CIVILIANS,
            _FIGHTERS_ALONE,
            Rule("acled", _ATTACK, harmed=True),
            Rule("acled", _ATTACK, said=words.GUNS),
            Rule("acled", _ATTACK, said=words.BLADES),
            Rule("acled", _ATTACK, said=words.TORTURE),
            Rule("acled", None, why="means and people not told: ACLED's sub-events differ by them"),
            Rule("plover", ("ASSAULT", "torture"), said=words.TORTURE),
            Rule("plover", ("ASSAULT", "heavy-weapons"), said=words.HEAVY),
            Rule("plover", ("ASSAULT", "explosives"), said=words.EXPLOSIVES),
            Rule("plover", ("ASSAULT", "firearms"), said=words.GUNS),
            Rule("plover", ("ASSAULT", "primitive"), said=words.BLADES),
            Rule("plover", ("ASSAULT", "beat"), said=words.BEATING),
            Rule("cameo", "1822", said=words.TORTURE),
            Rule("cameo", "175", actor=STATE, done_to=words.DEMONSTRATORS),
            Rule("cameo", "175", actor=STATE, done_to=words.RIOTERS),
            Rule("cameo", "194", said=words.HEAVY),
            Rule("cameo", "193", said=words.GUNS, actor=ARMED, target=ARMED),
            Rule("cameo", "190", actor=ARMED, target=ARMED),
            Rule("cameo", "1823", said=words.BEATING, dead=True),
            Rule("cameo", "182", said=words.BEATING),
            *_WARFARE,
        ),
        "shelling": (Rule("cameo", "196", said=words.VIOLATION), *_WARFARE),
        "air-strike": (
            Rule("plover", ("ASSAULT", "drone"), said=words.DRONE),
            Rule("cameo", "1952", said=words.DRONE),
            *_WARFARE,
        ),
        "bombing": (
            Rule(
                "acled",
                None,
                said=words.CRUDE_BOMB,
                why="a crude bomb is to ACLED a riot or the destruction of property, by who threw it",
            ),
            Rule("acled", _SHELLED, said=words.ROCKET_GRENADE),
            _THROWN,
            Rule("cameo", "1832", said=words.CAR_BOMB),
            Rule("cameo", "1833", said=words.ROADSIDE),
            Rule("muc4", "BOMBING", target=CIVILIAN),
            _OF_WAR,
        ),
        "killing": (
            _LONE,
            Rule(
                "acled",
                None,
                said=words.FOUND_DEAD,
                no_actor=True,
                why="people were found dead or died: that it was violence is not told",
            ),
            _DEMONSTRATORS_KILLED,
            _CIVILIANS,
            _BATTLE,
            _FIGHTERS_ALONE,
        ),
        "assassination": (
            _THROWN,
            _PLANTED,
            _CIVILIANS,
            _BATTLE,
            _FIGHTERS_ALONE,
            Rule("cameo", "185", said=words.ATTEMPT, dead=False),
            Rule("muc4", "BOMBING", said=words.EXPLOSIVES),
        ),
        "execution": (
            Rule("acled", _ATTACK, done_to=words.CAPTIVES),
            Rule("muc4", "ATTACK", done_to=words.CAPTIVES),
            Rule("cameo", "1823", done_to=words.CAPTIVES),
            *_judicial("acled", "a court's execution is no ACLED event"),
            *_judicial("muc4", "a court's execution is no MUC-4 incident"),
            *_judicial("cameo", "CAMEO has no code for a court's execution"),
            *_judicial("ucdp", "a court's execution is no one-sided violence"),
        ),
        "abduction": (
            _LONE,
            Rule("acled", None, only_target=FIGHTERS, why=_FIGHTERS_TAKEN),
            Rule("acled", _ATTACK, dead=True),
            Rule("muc4", "HIJACKING", said=words.HIJACK),
            Rule("cameo", "184", said=words.HUMAN_SHIELD),
        ),
        "sexual-violence": (_LONE,),
        "chemical-attack": _WARFARE,
        "mob-violence": (
            _BATTLE,
            Rule("acled", _EXCESSIVE, actor=ARMED, done_to=words.DEMONSTRATORS, dead=True),
            Rule("acled", _INTERVENTION, actor=ARMED, done_to=words.DEMONSTRATORS),
            Rule("acled", _ATTACK, only=ARMED),
            Rule("plover", ("ASSAULT", "beat"), said=words.BEATING),
            Rule("plover", ("ASSAULT", "primitive"), said=words.BLADES),
            Rule("plover", ("ASSAULT", ""), said=words.LYNCHING),
            Rule("cameo", "1823", dead=True),
        ),
        "property-destruction": (
            _LONE,
            Rule("acled", _MOB, said=words.LOOT, only=frozenset({"civilian"})),
            Rule("acled", None, said=words.THEFT, only=_PEOPLE, why="a theft by no armed group is no ACLED event"),
            Rule("plover", ("COERCE", "seize"), said=words.LOOT),
            Rule("plover", ("COERCE", "seize"), said=words.THEFT),
            Rule("cameo", "171", said=words.LOOT),
            Rule("cameo", "171", said=words.THEFT),
            Rule("muc4", "ROBBERY", said=words.LOOT),
            Rule("muc4", "ROBBERY", said=words.THEFT),
            Rule("muc4", "ARSON", said=words.FIRE),
        ),
        "territory-change": (
            Rule("acled", _TRANSFERRED, said=words.PEACEFUL_TRANSFER),
            Rule("acled", _OVERTAKEN, only=STATE, foreign=True),
            Rule("acled", _REGAINED, only=STATE),
            Rule("acled", _OVERTAKEN, only=_GROUP),
        ),
        "weapons-disrupted": (
            Rule(
                "acled",
                None,
                said=words.FOILED,
                why="ACLED codes an attack that was stopped only where weapons were found or intercepted",
            ),
            Rule("plover", ("COERCE", "seize"), said=words.SEIZURE),
            Rule("cameo", "1711", said=words.SEIZURE),
        ),
        "protest": (
            Rule("acled", _VIOLENT_CROWD, said=words.BARRICADE),
            Rule("acled", _EXCESSIVE, said=words.INTERVENTION, dead=True),
            Rule("acled", _EXCESSIVE, said=words.LIVE_FIRE),
            Rule("acled", _INTERVENTION, said=words.INTERVENTION),
            Rule("acled", None, dead=True, why="people died, and whether demonstrators were attacked is not told"),
            Rule("acled", _PEACEFUL, done_by=words.DEMONSTRATORS),
            Rule("acled", None, said=words.NO_GATHERING, why="a strike or boycott without a crowd is no ACLED event"),
            Rule("acled", None, lone=True, why="a single person is no protest to ACLED"),
            Rule("plover", ("PROTEST", "hunger"), said=words.HUNGER),
            Rule("plover", ("PROTEST", "strike"), said=words.STRIKE),
            Rule("plover", ("PROTEST", "boycott"), said=words.BOYCOTT),
            Rule("plover", ("PROTEST", "obstruct"), said=words.BLOCK),
            Rule("cameo", "142", said=words.HUNGER),
            Rule("cameo", "143", said=words.STRIKE),
            Rule("cameo", "143", said=words.BOYCOTT),
            Rule("cameo", "144", said=words.BLOCK),
            Rule("muc4", "FORCED WORK STOPPAGE", said=words.FORCED_STOPPAGE),
            Rule("muc4", "FORCED WORK STOPPAGE", said=words.STRIKE, actor=_GROUP),
        ),
        "riot": (
            Rule("acled", _MOB, said=words.COMMUNAL),
            Rule("acled", _MOB, done_by=words.COMMUNAL),
        ),
        "crackdown": (
            Rule("acled", _VIOLENT_CROWD, done_to=words.RIOTERS, said=words.CROWD_CONTROL),
            Rule("acled", _VIOLENT_CROWD, done_to=words.RIOTERS, harmed=True),
            Rule("acled", _EXCESSIVE, said=words.CROWD_CONTROL, dead=True),
            Rule("acled", _EXCESSIVE, said=words.LIVE_FIRE),
            Rule("acled", _INTERVENTION, said=words.CROWD_CONTROL),
            Rule("acled", _EXCESSIVE, said=words.GUNS, harmed=True),
            _DEMONSTRATORS_KILLED,
            Rule("acled", None, dead=True, why="who was killed is not told to be demonstrators"),
            Rule("acled", _OTHER, said=words.DECREE),
            _DEMONSTRATORS_HURT,
            Rule("plover", ("ASSAULT", "crowd-control"), said=words.CROWD_CONTROL),
            Rule("plover", ("ASSAULT", "firearms"), said=words.LIVE_FIRE),
            Rule("plover", ("ASSAULT", "firearms"), said=words.GUNS),
            Rule("plover", ("ASSAULT", "beat"), said=words.BEATING),
            Rule("plover", ("COERCE", "curfew"), said=words.CURFEW),
            Rule("plover", ("COERCE", "martial-law"), said=words.EMERGENCY),
            Rule("plover", ("COERCE", "ban"), said=words.BAN),
            Rule("plover", ("COERCE", "censor"), said=words.CENSORSHIP),
            Rule("plover", ("COERCE", "seize"), said=words.SEIZURE),
            Rule("plover", ("ASSAULT", ""), dead=True),
            Rule("cameo", "175", said=words.CROWD_CONTROL),
            Rule("cameo", "175", said=words.LIVE_FIRE),
            Rule("cameo", "175", said=words.GUNS),
            Rule("cameo", "175", said=words.BEATING),
            Rule("cameo", "1723", said=words.CURFEW),
            Rule("cameo", "1724", said=words.EMERGENCY),
            Rule("cameo", "1722", said=words.BAN, target=frozenset({"organization", "armed-group", "person"})),
            Rule("cameo", "1721", said=words.CENSORSHIP),
            Rule("cameo", "171", said=words.RAID),
            Rule("cameo", "172", said=words.BAN),
            Rule("cameo", "175", dead=True),
        ),
        "arrest": (
            Rule(
                "acled",
                None,
                only=frozenset({"civilian", "organization"}),
                why="ACLED codes arrests by authorities only",
            ),
            Rule("acled", None, only=_GROUP, only_target=FIGHTERS, why=_FIGHTERS_TAKEN),
            Rule("acled", _ABDUCTION, only=_GROUP),
            Rule(
                "acled",
                None,
                done_to=words.SUSPECTS_OF_CRIME,
                why="ACLED codes arrests of political weight, not of those suspected of ordinary crime",
            ),
        ),
        "trial": (
            Rule("plover", ("SANCTION", "convict"), said=words.CONVICTION),
            Rule("plover", ("ACCUSE", "investigate"), said=words.INQUIRY),
            Rule("cameo", "116", said=words.CONVICTION),
            Rule("cameo", "090", said=words.INQUIRY),
        ),
        "deployment": (
            Rule("acled", ("Strategic developments", "Headquarters or base established"), said=words.NEW_BASE),
            Rule("acled", None, said=words.EXERCISE, why="an exercise is no ACLED event"),
            Rule("plover", ("RETREAT", "withdraw"), said=words.WITHDRAWAL),
            Rule("cameo", "087", said=words.WITHDRAWAL),
            Rule("plover", ("MOBILIZE", "police"), only=frozenset({"police"})),
            Rule("plover", ("MOBILIZE", "militia"), only=_GROUP),
            Rule("plover", ("MOBILIZE", "weapons"), said=words.ARMAMENTS),
            Rule("cameo", "150", said=words.EXERCISE),
            Rule("cameo", "153", only=frozenset({"police"})),
            Rule("cameo", "154", actor=frozenset({"military", "state", "government", "armed-group"})),
        ),
        "agreement": (
            Rule("acled", _AGREEMENT, said=words.CONFLICT_DEAL),
            Rule("acled", _AGREEMENT, actor=FIGHTERS),
            Rule("acled", _AGREEMENT, target=FIGHTERS),
            Rule("acled", None, why="ACLED codes agreements on a conflict; this is not told to be one"),
            Rule("plover", ("RETREAT", "ceasefire"), said=words.CEASEFIRE),
            Rule("plover", ("RETREAT", "release"), said=words.RELEASE),
            Rule("plover", ("RETREAT", "disarm"), said=words.SURRENDER),
            Rule("plover", ("SUPPORT", ""), said=words.SIGNED),
            Rule("cameo", "0871", said=words.CEASEFIRE),
            Rule("cameo", "0841", said=words.RELEASE),
            Rule("cameo", "0874", said=words.SURRENDER),
            Rule("cameo", "057", said=words.SIGNED),
            Rule("cameo", "03", said=words.AGREED),
        ),
        "sanction": (
            Rule("plover", ("SANCTION", "expel"), said=words.EXPULSION),
            Rule("plover", ("COERCE", "deport"), said=words.DEPORTATION),
            Rule("plover", ("COERCE", "restrict"), said=words.EMBARGO),
            Rule("plover", ("SANCTION", "discontinue"), said=words.CUT_AID),
            Rule("plover", ("SANCTION", "withdraw"), said=words.BREAK),
            Rule("cameo", "174", said=words.DEPORTATION),
            Rule("cameo", "166", said=words.EXPULSION),
            Rule("cameo", "163", said=words.EMBARGO),
            Rule("cameo", "162", said=words.CUT_AID),
            Rule("cameo", "161", said=words.BREAK),
        ),
        "aid": (
            Rule("cameo", "075", said=words.ASYLUM),
            Rule("cameo", "073", said=words.RELIEF),
            Rule("cameo", "072", said=words.MILITARY_AID),
            Rule("cameo", "071", said=words.MONEY),
        ),
        "meeting": (
            Rule("plover", ("SANCTION", "withdraw"), said=words.BREAKDOWN),
            Rule("plover", ("CONSULT", "phone"), said=words.PHONE),
            Rule("plover", ("CONSULT", "host"), said=words.HOSTING),
            Rule("plover", ("CONSULT", "visit"), said=words.VISIT),
            Rule("cameo", "164", said=words.BREAKDOWN),
            Rule("cameo", "041", said=words.PHONE),
            Rule("cameo", "043", said=words.HOSTING),
            Rule("cameo", "042", said=words.VISIT),
            Rule("cameo", "045", said=words.MEDIATION),
            Rule("cameo", "046", said=words.TALKS),
        ),
        "accusation": (
            Rule("cameo", "1124", said=words.WAR_CRIMES),
            Rule("cameo", "1122", said=words.ABUSES),
            Rule("cameo", "1125", said=words.ESPIONAGE),
            Rule("cameo", "1121", said=words.CORRUPTION),
            Rule("cameo", "1123", about=VIOLENT),
        ),
        "condemnation": (
            Rule("plover", ("ACCUSE", "allege"), said=words.COMPLAINT),
            Rule("cameo", "114", said=words.COMPLAINT),
        ),
        "demand": (
            Rule("plover", ("REQUEST", "yield"), said=words.RELEASE_DEMAND),
            Rule("plover", ("REQUEST", "yield"), said=words.DE_ESCALATION),
            Rule("plover", ("REQUEST", "change"), said=words.RESIGNATION),
            Rule("plover", ("REQUEST", "yield"), about=VIOLENT | {"deployment", "agreement"}),
            Rule("plover", ("REQUEST", "meet"), about=frozenset({"meeting"})),
            Rule("plover", ("REQUEST", "assist"), about=frozenset({"aid"})),
            Rule("cameo", "1056", said=words.DE_ESCALATION),
            Rule("cameo", "1053", said=words.RELEASE_DEMAND),
            Rule("cameo", "1041", said=words.RESIGNATION),
            Rule("cameo", "1056", about=VIOLENT | {"deployment"}),
            Rule("cameo", "106", about=frozenset({"meeting"})),
            Rule("cameo", "103", about=frozenset({"aid"})),
        ),
        "threat": (
            Rule("plover", ("THREATEN", "relations"), said=words.ULTIMATUM),
            Rule("plover", ("THREATEN", "restrict"), said=words.PUNISHMENT),
            Rule("plover", ("THREATEN", "violence"), said=words.FORCE),
            Rule("plover", ("THREATEN", "violence"), about=VIOLENT),
            Rule("plover", ("THREATEN", "restrict"), about=frozenset({"sanction"})),
            Rule("cameo", "139", said=words.ULTIMATUM),
            Rule("cameo", "1312", said=words.PUNISHMENT),
            Rule("cameo", "138", said=words.FORCE),
            Rule("cameo", "138", about=VIOLENT),
            Rule("cameo", "1312", about=frozenset({"sanction"})),
        ),
        "pledge": (
            Rule("cameo", "033", said=words.HELP),
            Rule("cameo", "033", about=frozenset({"aid"})),
            Rule("cameo", "036", about=frozenset({"meeting"})),
        ),
    }
)
"""The rules of each type, the more telling first; a type or scheme without a row keeps what its file says."""


@cache
def rules_of(event_type: str, scheme: Scheme) -> tuple[Rule, ...]:
    """The rules of a type for one scheme, in order."""
    return tuple(rule for rule in RULES.get(event_type, ()) if rule.scheme == scheme)
