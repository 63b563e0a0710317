"""The words by which ``codes_rules`` tells one foreign code from another, in triggers, instruments and parties."""

from __future__ import annotations

import re
from typing import Final


def said(stems: str, *, without: str = "") -> re.Pattern[str]:
    """A pattern for words that begin with one of the stems; a stem ending in ``$`` is the whole word.

    Where a word of ``without`` stands anywhere in the text, it does not match.
    """
    found = rf"\b(?:{_either(stems)})"
    return re.compile(rf"\A(?!.*\b(?:{_either(without)})).*{found}" if without else found, re.IGNORECASE | re.DOTALL)


def _either(stems: str) -> str:
    return "|".join(re.escape(stem).replace(r"\$", r"\b").replace("_", r"[\s-]+") for stem in stems.split())


GUNS: Final = said(
    "gun rifle pistol revolver shotgun machinegun firearm shot$ shots$ shoot opened_fire open_fire fired "
    "bullet ak$ ak-47 sniper kalashnikov musket small_arms"
)
LIVE_FIRE: Final = said("live_ammunition live_rounds live_fire live_bullets opened_fire shot_dead shot_at gunned_down")
BLADES: Final = said(
    "knife knives stab$ stabs$ stabb machete sword axe blade spear stone rock$ rocks$ hammer arrow hacked slash"
)
BEATING: Final = said("beat$ beats$ beaten beating beat_up punch kick club$ clubs$ baton stick$ sticks$ fist bludgeon")
LYNCHING: Final = said("lynch")
TORTURE: Final = said("tortur")
EXPLOSIVES: Final = said("bomb explos grenade dynamite detonat ied$ ieds$ mine$ mines$ landmine blast molotov")
HEAVY: Final = said("rocket mortar artiller tank$ tanks$ missile shell howitzer cannon")
ROADSIDE: Final = said("roadside road-side landmine mine$ mines$")
CAR_BOMB: Final = said(
    "car_bomb truck_bomb vehicle van_bomb lorry booby-trapped_car carbomb bomb-laden explosives-laden"
)
CRUDE_BOMB: Final = said("molotov petrol_bomb gasoline_bomb fire_bomb firebomb firecracker stun_grenade")
ROCKET_GRENADE: Final = said("rocket-propelled rpg$ rpgs$")
GRENADE: Final = said("grenade")
DRONE: Final = said("drone uav uavs unmanned quadcopter")
VIOLATION: Final = said("violat breach")
CAPTURE: Final = said(
    "captur recaptur seiz overr overran retook retake took_control taken_control liberat conquer occup"
)
PEACEFUL_TRANSFER: Final = said(
    "hand_over hands_over handed_over handing_over handover withdr evacuat surrender cede ceded without_a_fight"
)
_KILLING: Final = (
    "kill murder slain slay slaughter massacr shot shoot gunned stabb behead decapitat execut hack lynch strangl "
    "assassinat tortur mutilat bullet gunshot"
)
FOUND_DEAD: Final = said("bod$ body bodies corpse remains found death died dead$ mass_grave", without=_KILLING)
"""A death, or bodies that were found, and no word of violence."""

CROWD_CONTROL: Final = said(
    "tear_gas teargas water_cannon rubber_bullet rubber_pellet rubber_round rubber-coated pepper_spray pepper_ball "
    "dispers break_up breaking_up broke_up broken_up warning_shot baton stun_grenade stun_gun charged club$ clubs$"
)
INTERVENTION: Final = said("dispers broken_up broke_up break_up tear_gas teargas water_cannon scuffl arrest detain")
STRIKE: Final = said("strike walkout walk-out stoppage industrial_action")
HUNGER: Final = said("hunger fast$ fasting")
BOYCOTT: Final = said("boycott")
NO_GATHERING: Final = said(
    "strike walkout walk-out stoppage industrial_action fast$ fasting boycott",
    without="march rall demonstrat protest picket gather sit-in sit_in vigil block barricad parade occup",
)
"""Work, food or a body that people stay away from, and no word of a crowd that comes together."""
BLOCK: Final = said("block barricad obstruct sit-in sit_in occup")
BARRICADE: Final = said("barricad burning_tyre burning_tire burned_tyre burned_tire burnt_tyre burnt_tire")
FORCED_STOPPAGE: Final = said("forced_work forced_strike armed_strike")
COMMUNAL: Final = said("communal sectarian ethnic tribal inter-communal intercommunal rival fans hooligan")

ATTEMPT: Final = said("attempt surviv escap plot tried failed unsuccessful")
JUDICIAL: Final = said(
    "hang$ hanged hanging execution executed lethal_injection electric_chair electrocut gallows death_penalty "
    "put_to_death",
    without="summar extrajudicial extra-judicial behead decapitat massacr",
)
FIRE: Final = said("arson fire$ set_fire burn torch ablaze")
LOOT: Final = said("loot plunder ransack pillag")
THEFT: Final = said("rob$ robb stole steal heist hold-up")
HIJACK: Final = said("hijack skyjack commandeer")
HUMAN_SHIELD: Final = said("human_shield")
SEIZURE: Final = said("seiz confiscat impound")
FOILED: Final = said("foil thwart prevent avert", without="bomb explos grenade ied$ rocket drone missile mine$ defus")

WITHDRAWAL: Final = said("withdr pull pulled_out left$ leave$ leaving depart evacuat retreat redeploy")
NEW_BASE: Final = said("new_base base_opened headquarter set_up establish built_a_base opened")
EXERCISE: Final = said("exercise drill manoeuvre maneuver war_game wargame")
ARMAMENTS: Final = said("missile rocket_launcher artiller air_defence air_defense batter howitzer warhead")
PHONE: Final = said("phone telephon call$ called call_ video_call rang$")
HOSTING: Final = said("host$ hosts$ hosted hosting")
VISIT: Final = said("visit arriv trip$ trips$ tour$ travel")
TALKS: Final = said("negotiat talks$ bargain")
BREAKDOWN: Final = said("collaps broke_down break_down broken_off broke_off walked_out breakdown")
MEDIATION: Final = said("mediat broker")
CEASEFIRE: Final = said("ceasefire cease-fire truce armistice")
_FREE: Final = r"free\b(?![\s-]+(?:trade|market|movement|zone|port|transit|passage|press|speech|and\s+fair|elections?))"
_HAND_OVER: Final = (
    r"hand\w*[\s-]?over\s+(?:\w+\s+){0,3}?(?:hostage|prisoner|captive|detainee|inmate|suspect|bod(?:y|ies)\b|remains)"
)
RELEASE: Final = re.compile(
    rf"\b(?:releas|freed|{_FREE}|{_HAND_OVER}|hostage[\s-]+deal|prisoner|swap|exchang)", re.IGNORECASE
)
SURRENDER: Final = said("surrender laid_down lay_down disarm handed_in hand_in demobili")
CONFLICT_DEAL: Final = said(
    "ceasefire cease-fire truce armistice peace hostilit releas freed prisoner hostage swap surrender laid_down "
    "disarm demobili withdr evacuat repatriat hand_over handed_over handover reconcil"
)
SIGNED: Final = said("sign$ signs$ signed signing ratif treaty accord agreement$ pact deal$ memorandum")
AGREED: Final = said("agree$ agrees$ agreed agreeing")

DEPORTATION: Final = said("deport extradit banish")
EXPULSION: Final = said("expel expuls persona_non_grata")
BREAK: Final = said("broke sever$ severs$ severed severing severance downgrad relation ties recall")
EMBARGO: Final = said("sanction embargo blacklist freeze froze frozen tariff ban$ banned blockade")
CUT_AID: Final = said("cut_aid aid$ funding assistance")
MONEY: Final = said("money loan million billion grant fund$ funds$ funding dollar euro$ euros$ financ credit")
MILITARY_AID: Final = said("weapon arms$ ammunition missile tank$ tanks$ military training trained troops rifles jets")
RELIEF: Final = said(
    "food flour medic relief humanitarian blanket tent$ tents$ shelter water vaccin supplies rescu ration$ rations$"
)
DECREE: Final = said("curfew ban$ bans$ banned decree edict emergency martial restrict fine$ fines$ prohibit outlaw")
ASYLUM: Final = said("asylum took_in taken_in refuge$")
HELP: Final = said("aid$ assistance relief humanitarian")
CURFEW: Final = said("curfew")
EMERGENCY: Final = said("emergency martial")
BAN: Final = said("ban$ bans$ banned banning outlaw dissol prohibit")
CENSORSHIP: Final = said("censor block internet shut_down suspend")
RAID: Final = said("raid search storm seiz confiscat")
CONVICTION: Final = said("convict guilty sentenc jailed verdict condemned")
INQUIRY: Final = said("investigat inquiry inquest probe")

WAR_CRIMES: Final = said("war_crime genocid crimes_against_humanity ethnic_cleansing")
ABUSES: Final = said("human_rights torture torturing abus ill-treat mistreat")
ESPIONAGE: Final = said("spy$ spies$ spying espionage treason")
CORRUPTION: Final = said("corrupt brib embezzl fraud graft stealing stole theft money_laundering smuggling")
COMPLAINT: Final = said("complain lodg summon protest_note")
ULTIMATUM: Final = said("ultimatum deadline")
_STRIKE_AT: Final = (
    r"(?<!\bon )(?<!hunger )strikes?\s+(?:on|at|against|back|the|any|every|all|its|their|our|his|deep|targets?)\b"
    r"|(?:air|missile|drone|nuclear)[\s-]?strikes?\b"
)
FORCE: Final = re.compile(
    rf"\b(?:attack|{_STRIKE_AT}|bomb|kill|war\b|invade|invasion|retaliat|reveng|destroy|force\b|blow[\s-]+up)",
    re.IGNORECASE,
)
PUNISHMENT: Final = said("sanction embargo tariff boycott")
RELEASE_DEMAND: Final = re.compile(
    rf"\b(?:release|{_FREE}|freeing|return(?:\s+of)?\b(?!\s+to)|{_HAND_OVER})", re.IGNORECASE
)
RESIGNATION: Final = said("resign step_down ouster")
DE_ESCALATION: Final = said("ceasefire cease-fire truce withdraw de-escalat restraint stop_fir end_to_fight halt")

DEMONSTRATORS: Final = said(
    "protester protestor demonstrator demonstrat protest marchers marching rally rallies picket sit-in"
)
CAPTIVES: Final = said("hostage captive captured kidnapped prisoner_of_war prisoners_of_war")
RIOTERS: Final = said("rioter rioting stone-throw rock-throw")
POSTS: Final = said(
    "police_post police_station police_base army_post army_base army_camp military_base military_post military_camp "
    "police_headquarter army_headquarter checkpoint outpost barracks garrison security_post border_post naval_base "
    "air_base airbase"
)
SUSPECTS_OF_CRIME: Final = said(
    "burglar thief thieves robber smuggler trafficker dealer murderer rapist pickpocket fraudster swindler "
    "drug_ hooligan arsonist poacher car_thieves shoplifter drunk"
)
"""Whom ordinary crime is laid to."""
BANDS: Final = said(
    "gunman gunmen armed_men armed_man masked_men masked_man robber bandit vigilante smuggler poacher pirate gang "
    "armed_attacker",
    without="rebel militant militia insurgent guerrilla jihad islamist terrorist paramilitar separatist faction cartel",
)
"""Armed people of whom no group is told."""
SIDES: Final = said("rival two_ three_ opposing warring", without="fighters militants rebels gunmen men members")
"""One mention of several groups: "two rival militias"."""
ONE_PERSON: Final = re.compile(
    r"\A(?:(?:an?|one(?!\sor\b)|another)\s(?!.*\b(?:group|band|mob|crowd|gang|number|team|pair|couple|family|dozen|few|lot|unit"
    r"|squad|cell)\b)|(?:the|his|her)\s(?:\w+\s)?\w*(?:man|[^s\W]er|[^s\W]or|husband|father|son|brother|suspect"
    r"|assailant)\Z)",
    re.IGNORECASE,
)
"""A mention of a single person, by its article."""
