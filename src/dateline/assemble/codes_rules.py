"""How the facts of one event refine its type's foreign codes: a table, read from the top, first match a scheme.

Sources: the ACLED codebook (event and sub-event types), the PLOVER manual draft 0.8 with its table from CAMEO, the
CAMEO codebook 1.1b3, the MUC-4 task rules, the UCDP GED codebook.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

from dateline.ontology.registry import FAMILIES

Scheme = Literal["acled", "plover", "cameo", "muc4"]

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

    ``said`` is searched in the event's triggers, mentions and instruments, and in what a demand or threat utters;
    ``actor`` and ``target`` ask for one of these kinds (victims are targets too), ``only`` that every actor is of
    these kinds; ``harmed`` asks whether anybody is reported killed or injured, ``dead`` whether anybody killed;
    ``about`` for an event of these types that it speaks of.
    """

    scheme: Scheme
    code: str | tuple[str, str] | None
    said: re.Pattern[str] | None = None
    actor: frozenset[str] | None = None
    only: frozenset[str] | None = None
    target: frozenset[str] | None = None
    no_target: bool = False
    harmed: bool | None = None
    dead: bool | None = None
    about: frozenset[str] | None = None
    why: str = ""


def _said(stems: str) -> re.Pattern[str]:
    """A pattern for words that begin with one of the stems; a stem ending in ``$`` is the whole word."""
    parts = (re.escape(stem).replace(r"\$", r"\b").replace("_", r"[\s-]+") for stem in stems.split())
    return re.compile(r"\b(?:" + "|".join(parts) + ")", re.IGNORECASE)


_GUNS = _said(
    "gun rifle pistol revolver shotgun machinegun firearm shot$ shots$ shoot opened_fire open_fire fired "
    "bullet ak$ ak-47 sniper kalashnikov musket small_arms"
)
_BLADES = _said("knife knives stab machete sword axe blade spear stone rock$ rocks$ hammer arrow hacked slash")
_BEATING = _said("beat$ beaten beating beat_up punch kick club$ clubs$ baton stick$ sticks$ fist bludgeon")
_TORTURE = _said("tortur")
_EXPLOSIVES = _said("bomb explos grenade dynamite detonat ied$ ieds$ mine$ mines$ landmine blast molotov")
_HEAVY = _said("rocket mortar artiller tank$ tanks$ missile shell howitzer cannon")
_ROADSIDE = _said("roadside landmine mine$ mines$ ied$ ieds$ improvised")
_CAR_BOMB = _said("car_bomb truck_bomb vehicle van_bomb lorry booby-trapped_car carbomb bomb-laden explosives-laden")
_GRENADE = _said("grenade")
_DRONE = _said("drone uav uavs unmanned quadcopter")
_CAPTURE = _said("captur recaptur seiz overr overran retook retake took_control taken_control liberat conquer occup")
_PEACEFUL_TRANSFER = _said("hand handed_over handover withdr evacuat surrender cede ceded without_a_fight")
_CROWD = _said(
    "tear_gas teargas water_cannon rubber pepper dispers baton stun charged club$ live_ammunition live_rounds"
)
_STRIKE = _said("strike walkout walk-out stoppage industrial_action")
_HUNGER = _said("hunger fast$ fasting")
_BOYCOTT = _said("boycott")
_BLOCK = _said("block barricad obstruct sit-in sit_in occup")
_ATTEMPT = _said("attempt surviv escap plot tried failed unsuccessful")
_JUDICIAL = _said("hang execution executed lethal_injection electric gallows death_penalty put_to_death")
_FIRE = _said("arson fire$ set_fire burn torch ablaze")
_ROB = _said("rob$ robb loot stole steal plunder ransack heist hold-up")
_HIJACK = _said("hijack skyjack commandeer")
_WITHDRAW = _said("withdr pull pulled_out left$ leave$ leaving depart evacuat retreat redeploy")
_BASE = _said("base$ bases$ headquarter outpost camp$ garrison")
_PHONE = _said("phone telephon call$ called call_ video_call rang")
_VISIT = _said("visit arriv trip tour$ travel")
_TALKS = _said("negotiat talks$ bargain")
_MEDIATE = _said("mediat broker")
_CEASEFIRE = _said("ceasefire cease-fire cease_fire truce armistice")
_FREE = r"free\b(?![\s-]+(?:trade|market|movement|zone|port|transit|passage|press|speech|and\s+fair|elections?))"
_HAND_OVER = (
    r"hand\w*[\s-]?over\s+(?:\w+\s+){0,3}?(?:hostage|prisoner|captive|detainee|inmate|suspect|bod(?:y|ies)\b|remains)"
)
_RELEASE = re.compile(
    rf"\b(?:releas|freed|{_FREE}|{_HAND_OVER}|hostage[\s-]+deal|prisoner|swap|exchang)", re.IGNORECASE
)
_SIGN = _said("sign treaty accord pact deal$ memorandum")
_EXPEL = _said("expel expuls deport extradit persona_non_grata banish")
_BREAK = _said("broke cut$ sever suspend recall downgrad relation ties")
_EMBARGO = _said("sanction embargo blacklist freeze froze frozen tariff ban$ banned blockade")
_CUT_AID = _said("cut_aid aid funding assistance")
_MONEY = _said("money loan million billion grant fund dollar euro financ credit")
_MILITARY_AID = _said("weapon arms$ ammunition missile tank$ tanks$ military train troops rifles jets")
_RELIEF = _said("food flour medic relief humanitarian blanket tent shelter water vaccin supplies rescu ration")
_ASYLUM = _said("asylum took_in taken_in refuge")
_CURFEW = _said("curfew")
_EMERGENCY = _said("emergency martial")
_BAN = _said("ban$ bans$ banned banning outlaw dissol prohibit")
_CENSOR = _said("censor block internet shut_down suspend")
_RAID = _said("raid search storm seiz confiscat")
_GUILTY = _said("convict guilty sentenc jailed verdict condemned")
_PROBE = _said("investigat inquiry inquest probe")
_ULTIMATUM = _said("ultimatum deadline")
_STRIKE_AT = (
    r"(?<!\bon )(?<!hunger )strikes?\s+(?:on|at|against|back|the|any|every|all|its|their|our|his|deep|targets?)\b"
    r"|(?:air|missile|drone|nuclear)[\s-]?strikes?\b"
)
_FORCE = re.compile(
    rf"\b(?:attack|{_STRIKE_AT}|bomb|kill|war\b|invade|invasion|retaliat|reveng|destroy|force\b|blow[\s-]+up)",
    re.IGNORECASE,
)
_SANCTION = _said("sanction embargo tariff boycott")
_RELEASE_DEMAND = re.compile(rf"\b(?:release|{_FREE}|freeing|return(?:\s+of)?\b(?!\s+to)|{_HAND_OVER})", re.IGNORECASE)
_RESIGN = _said("resign step_down ouster")
_CEASE = _said("ceasefire cease-fire truce withdraw de-escalat restraint stop_fir end_to_fight halt")
_INTERVENE = _said("dispers tear_gas teargas water_cannon scuffl arrest detain")
_HUMAN_SHIELD = _said("human_shield")

VIOLENT: Final = frozenset(FAMILIES["violence"]) | {"riot", "crackdown"}
"""Types of which an accusation is one of aggression, and a demand to stop one of de-escalation."""

_ACT_OF_WAR: Final = "an act of war by armed forces is no terrorist incident by MUC-4 rules"
_WAR_ONLY: Final = frozenset({"state", "military"})


def _war() -> Rule:
    return Rule("muc4", None, only=_WAR_ONLY, why=_ACT_OF_WAR)


_BATTLE: Final = Rule("acled", ("Battles", "Armed clash"), actor=ARMED, target=FIGHTERS)
_CIVILIANS: Final = Rule("acled", ("Violence against civilians", "Attack"), target=CIVILIAN | {"state"})
_FIGHTERS_ALONE: Final = Rule(
    "acled", None, target=FIGHTERS, why="only armed people were harmed, and whom they fought is not told"
)
"""ACLED's violence against civilians needs one among those harmed; fighters harmed by fighters are a battle."""


RULES: Final[Mapping[str, tuple[Rule, ...]]] = MappingProxyType(
    {
        "armed-clash": (
            Rule("acled", ("Battles", "Government regains territory"), said=_CAPTURE, only=STATE),
            Rule(
                "acled",
                ("Battles", "Non-state actor overtakes territory"),
                said=_CAPTURE,
                only=frozenset({"armed-group"}),
            ),
            Rule("plover", ("ASSAULT", "heavy-weapons"), said=_HEAVY),
            Rule("plover", ("ASSAULT", "firearms"), said=_GUNS),
            Rule("cameo", "194", said=_HEAVY),
            Rule("cameo", "193", said=_GUNS),
            _war(),
        ),
        "armed-assault": (
            Rule("acled", ("Explosions/Remote violence", "Grenade"), said=_GRENADE, no_target=True),
            _BATTLE,
            _CIVILIANS,
            _FIGHTERS_ALONE,
            Rule("acled", ("Violence against civilians", "Attack"), harmed=True),
            Rule("acled", ("Violence against civilians", "Attack"), said=_GUNS),
            Rule("acled", ("Violence against civilians", "Attack"), said=_BLADES),
            Rule("acled", ("Violence against civilians", "Attack"), said=_TORTURE),
            Rule("acled", None, why="means and people not told: ACLED's sub-events differ by them"),
            Rule("plover", ("ASSAULT", "torture"), said=_TORTURE),
            Rule("plover", ("ASSAULT", "heavy-weapons"), said=_HEAVY),
            Rule("plover", ("ASSAULT", "explosives"), said=_EXPLOSIVES),
            Rule("plover", ("ASSAULT", "firearms"), said=_GUNS),
            Rule("plover", ("ASSAULT", "primitive"), said=_BLADES),
            Rule("plover", ("ASSAULT", "beat"), said=_BEATING),
            Rule("cameo", "1822", said=_TORTURE),
            Rule("cameo", "194", said=_HEAVY),
            Rule("cameo", "190", actor=ARMED, target=ARMED),
            Rule("cameo", "182", said=_BEATING),
            _war(),
        ),
        "shelling": (_war(),),
        "air-strike": (
            Rule("plover", ("ASSAULT", "drone"), said=_DRONE),
            Rule("cameo", "1952", said=_DRONE),
            _war(),
        ),
        "bombing": (
            Rule("acled", ("Explosions/Remote violence", "Grenade"), said=_GRENADE),
            Rule("cameo", "1832", said=_CAR_BOMB),
            Rule("cameo", "1833", said=_ROADSIDE),
            _war(),
        ),
        "killing": (_CIVILIANS, _BATTLE, _FIGHTERS_ALONE),
        "assassination": (
            _CIVILIANS,
            _BATTLE,
            _FIGHTERS_ALONE,
            Rule("cameo", "185", said=_ATTEMPT, dead=False),
        ),
        "execution": (
            Rule(
                "acled",
                None,
                said=_JUDICIAL,
                only=frozenset({"state", "government"}),
                why="a court's execution is no ACLED event",
            ),
            Rule(
                "muc4",
                None,
                said=_JUDICIAL,
                only=frozenset({"state", "government"}),
                why="a court's execution is no MUC-4 incident",
            ),
            Rule(
                "cameo",
                None,
                said=_JUDICIAL,
                only=frozenset({"state", "government"}),
                why="CAMEO has no code for a court's execution",
            ),
        ),
        "abduction": (
            Rule("muc4", "HIJACKING", said=_HIJACK),
            Rule("cameo", "184", said=_HUMAN_SHIELD),
        ),
        "chemical-attack": (_war(),),
        "mob-violence": (Rule("plover", ("ASSAULT", "primitive"), said=_BLADES),),
        "property-destruction": (
            Rule("muc4", "ROBBERY", said=_ROB),
            Rule("muc4", "ARSON", said=_FIRE),
        ),
        "territory-change": (
            Rule("acled", ("Strategic developments", "Non-violent transfer of territory"), said=_PEACEFUL_TRANSFER),
            Rule("acled", ("Battles", "Government regains territory"), only=STATE),
            Rule("acled", ("Battles", "Non-state actor overtakes territory"), only=frozenset({"armed-group"})),
        ),
        "weapons-disrupted": (
            Rule("plover", ("COERCE", "seize"), said=_said("seiz confiscat impound found discover")),
            Rule("cameo", "1711", said=_said("seiz confiscat impound")),
        ),
        "protest": (
            Rule("acled", ("Protests", "Excessive force against protesters"), said=_INTERVENE, harmed=True),
            Rule("acled", ("Protests", "Protest with intervention"), said=_INTERVENE),
            Rule("plover", ("PROTEST", "hunger"), said=_HUNGER),
            Rule("plover", ("PROTEST", "strike"), said=_STRIKE),
            Rule("plover", ("PROTEST", "boycott"), said=_BOYCOTT),
            Rule("plover", ("PROTEST", "obstruct"), said=_BLOCK),
            Rule("cameo", "142", said=_HUNGER),
            Rule("cameo", "143", said=_STRIKE),
            Rule("cameo", "143", said=_BOYCOTT),
            Rule("cameo", "144", said=_BLOCK),
            Rule("muc4", "FORCED WORK STOPPAGE", said=_said("forced_work forced_strike armed_strike")),
        ),
        "crackdown": (
            Rule("acled", ("Protests", "Excessive force against protesters"), said=_CROWD, harmed=True),
            Rule("acled", ("Protests", "Protest with intervention"), said=_CROWD),
            Rule("acled", ("Protests", "Excessive force against protesters"), said=_GUNS, harmed=True),
            Rule("plover", ("ASSAULT", "crowd-control"), said=_CROWD),
            Rule("plover", ("ASSAULT", "firearms"), said=_GUNS),
            Rule("plover", ("COERCE", "curfew"), said=_CURFEW),
            Rule("plover", ("COERCE", "martial-law"), said=_EMERGENCY),
            Rule("plover", ("COERCE", "ban"), said=_BAN),
            Rule("plover", ("COERCE", "censor"), said=_CENSOR),
            Rule("plover", ("COERCE", "seize"), said=_said("seiz confiscat")),
            Rule("cameo", "175", said=_CROWD),
            Rule("cameo", "175", said=_GUNS),
            Rule("cameo", "1723", said=_CURFEW),
            Rule("cameo", "1724", said=_EMERGENCY),
            Rule("cameo", "1722", said=_BAN, target=frozenset({"organization", "armed-group", "person"})),
            Rule("cameo", "1721", said=_CENSOR),
            Rule("cameo", "171", said=_RAID),
            Rule("cameo", "172", said=_BAN),
        ),
        "arrest": (
            Rule(
                "acled",
                None,
                only=frozenset({"civilian", "organization"}),
                why="ACLED codes arrests by authorities only",
            ),
        ),
        "trial": (
            Rule("plover", ("ACCUSE", "disapprove"), said=_GUILTY),
            Rule("plover", ("ACCUSE", "investigate"), said=_PROBE),
            Rule("cameo", "116", said=_GUILTY),
            Rule("cameo", "090", said=_PROBE),
        ),
        "deployment": (
            Rule(
                "acled",
                ("Strategic developments", "Headquarters or base established"),
                said=_said("new_base base_opened headquarter set_up establish built_a_base opened"),
            ),
            Rule("plover", ("RETREAT", "withdraw"), said=_WITHDRAW),
            Rule("cameo", "087", said=_WITHDRAW),
            Rule("plover", ("MOBILIZE", "police"), only=frozenset({"police"})),
            Rule("cameo", "153", only=frozenset({"police"})),
            Rule("cameo", "154", actor=frozenset({"military", "state", "government", "armed-group"})),
        ),
        "agreement": (
            Rule("plover", ("RETREAT", "ceasefire"), said=_CEASEFIRE),
            Rule("plover", ("RETREAT", "release"), said=_RELEASE),
            Rule("cameo", "0871", said=_CEASEFIRE),
            Rule("cameo", "0841", said=_RELEASE),
            Rule("cameo", "057", said=_SIGN),
        ),
        "sanction": (
            Rule("plover", ("SANCTION", "expel"), said=_said("expel expuls persona_non_grata")),
            Rule("plover", ("COERCE", "deport"), said=_EXPEL),
            Rule("plover", ("COERCE", "restrict"), said=_EMBARGO),
            Rule("plover", ("SANCTION", "withdraw"), said=_BREAK),
            Rule("cameo", "174", said=_said("deport extradit banish")),
            Rule("cameo", "166", said=_EXPEL),
            Rule("cameo", "163", said=_EMBARGO),
            Rule("cameo", "162", said=_CUT_AID),
            Rule("cameo", "161", said=_BREAK),
        ),
        "aid": (
            Rule("cameo", "075", said=_ASYLUM),
            Rule("cameo", "073", said=_RELIEF),
            Rule("cameo", "072", said=_MILITARY_AID),
            Rule("cameo", "071", said=_MONEY),
        ),
        "meeting": (
            Rule("plover", ("CONSULT", "phone"), said=_PHONE),
            Rule("plover", ("CONSULT", "visit"), said=_VISIT),
            Rule("cameo", "041", said=_PHONE),
            Rule("cameo", "042", said=_VISIT),
            Rule("cameo", "045", said=_MEDIATE),
            Rule("cameo", "046", said=_TALKS),
        ),
        "accusation": (Rule("cameo", "1123", about=VIOLENT),),
        "demand": (
            Rule("plover", ("REQUEST", "yield"), said=_RELEASE_DEMAND),
            Rule("plover", ("REQUEST", "yield"), said=_CEASE),
            Rule("plover", ("REQUEST", "change"), said=_RESIGN),
            Rule("plover", ("REQUEST", "yield"), about=VIOLENT | {"deployment", "agreement"}),
            Rule("plover", ("REQUEST", "meet"), about=frozenset({"meeting"})),
            Rule("plover", ("REQUEST", "assist"), about=frozenset({"aid"})),
            Rule("cameo", "1056", said=_CEASE),
            Rule("cameo", "1053", said=_RELEASE_DEMAND),
            Rule("cameo", "1041", said=_RESIGN),
            Rule("cameo", "1056", about=VIOLENT | {"deployment"}),
            Rule("cameo", "106", about=frozenset({"meeting"})),
            Rule("cameo", "103", about=frozenset({"aid"})),
        ),
        "threat": (
            Rule("plover", ("THREATEN", "relations"), said=_ULTIMATUM),
            Rule("plover", ("THREATEN", "restrict"), said=_SANCTION),
            Rule("plover", ("THREATEN", "violence"), said=_FORCE),
            Rule("plover", ("THREATEN", "violence"), about=VIOLENT),
            Rule("plover", ("THREATEN", "restrict"), about=frozenset({"sanction"})),
            Rule("cameo", "139", said=_ULTIMATUM),
            Rule("cameo", "1312", said=_SANCTION),
            Rule("cameo", "138", said=_FORCE),
            Rule("cameo", "138", about=VIOLENT),
            Rule("cameo", "1312", about=frozenset({"sanction"})),
        ),
        "pledge": (
            Rule("cameo", "033", about=frozenset({"aid"})),
            Rule("cameo", "036", about=frozenset({"meeting"})),
        ),
    }
)
"""The rules of each type, the more telling first; a type or scheme without a row keeps what its file says."""


def rules_of(event_type: str, scheme: Scheme) -> Iterator[Rule]:
    """The rules of a type for one scheme, in order."""
    return (rule for rule in RULES.get(event_type, ()) if rule.scheme == scheme)
