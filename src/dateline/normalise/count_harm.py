"""The words of harm that a toll hangs on: killed, wounded, missing, abducted, arrested."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

from dateline.normalise.count_lexicon import word_table

TollKind = Literal["killed", "injured", "missing", "abducted", "arrested"]
Form = Literal["verb", "active", "state", "noun"]


class Harm(NamedTuple):
    """A word of harm. ``form``: ``verb`` takes its people after it or, as a passive, before it; ``active`` after it;
    ``state`` before it (died, missing); ``noun`` after ``of`` (the death of).
    """

    kind: TollKind
    form: Form


def _table(rows: dict[tuple[TollKind, Form], str]) -> dict[tuple[str, ...], Harm]:
    table: dict[tuple[str, ...], Harm] = {}
    for (kind, form), phrases in rows.items():
        for phrase in phrases.split("|"):
            table.setdefault(tuple(phrase.split()), Harm(kind, form))
    return table


_SUFFERED: Final = [
    f"{verb} {how}{harm}"
    for verb in ("suffered", "sustained", "received", "suffering", "sustaining", "with")
    for how in ("", "minor ", "serious ", "severe ", "slight ", "light ", "bullet ", "gunshot ", "shrapnel ", "knife ")
    for harm in ("injuries", "wounds", "burns", "cuts", "bruises", "fractures")
]
_TO_HOSPITAL: Final = [
    f"{taken} to {which}hospital{ending}"
    for taken in ("taken", "rushed", "sent", "brought", "admitted", "airlifted")
    for which in ("", "the ", "a ", "local ", "nearby ")
    for ending in ("", "s")
]
"""What befell people who are injured, unless they died there."""
_IN_CARE: Final = ["hospitalised", "hospitalized", "in hospital", "in intensive care"]
_TREATED: Final = [
    f"treated for {which}{harm}"
    for which in ("", "their ", "minor ", "serious ", "severe ", "slight ", "gunshot ", "bullet ", "shrapnel ", "stab ")
    for harm in ("injuries", "wounds", "burns", "cuts", "bruises", "fractures", "smoke inhalation", "gas inhalation")
]
_CARED_FOR: Final = ["being treated", *(f"treated {at}hospital" for at in ("in ", "at ", "in the ", "at the "))]
"""What is told of people in care for a wound, not for a shock."""
HARMS: Final = _table(
    {
        ("killed", "verb"): "killed|murdered|massacred|executed|assassinated|beheaded|slaughtered|lynched|hanged|"
        "shot dead|gunned down|stabbed to death|beaten to death|burned to death|burnt to death|charred to death|"
        "hacked to death|shot to death|knifed to death|clubbed to death|bludgeoned to death|kicked to death|"
        "stoned to death|crushed to death|trampled to death|tortured to death|starved to death|put to death|"
        "burned alive|burnt alive|buried alive|blown up|martyred|strangled|decapitated|electrocuted|mowed down|"
        "mown down|lost|fatally shot|fatally wounded|fatally injured|fatally stabbed|mortally wounded",
        ("killed", "active"): "killing|kills|kill|murdering|massacring|executing|assassinating|slaughtering|beheading|"
        "murders|executes|slays|cost the lives of|claimed the lives of|claiming the lives of|claims the lives of|"
        "took the lives of|taking the lives of|takes the lives of|taken the lives of|ended the lives of|"
        "slit the throats of|cut the throats of|shooting dead|shoots dead|gunning down|guns down|beheads|"
        "lynching|lynches|martyring|cost|claimed|claims|claiming",
        ("killed", "state"): "died|dies|die|dying|dead|slain|perished|perish|succumbed|lost their lives|"
        "lost his life|lost her life|lose their lives|losing their lives|drowned|drown|bled to death",
        ("killed", "noun"): "bodies|corpses|death|deaths|killing|killings|murder|murders|assassination|"
        "assassinations|execution|executions|massacre|slaying|slayings|beheading|beheadings|loss",
        ("injured", "verb"): "wounded|injured|hurt|maimed",
        ("injured", "active"): "wounding|injuring|hurting|maiming|wounds|injures|hurts|wound|injure",
        ("injured", "state"): "|".join([*_SUFFERED, *_TO_HOSPITAL, *_IN_CARE, *_TREATED, *_CARED_FOR]),
        ("injured", "noun"): "wounding|injuring|injury",
        ("missing", "state"): "missing|disappeared|unaccounted for|vanished",
        ("missing", "noun"): "disappearance|disappearances",
        ("abducted", "verb"): "abducted|kidnapped|took hostage|taken hostage|held hostage|taken captive|"
        "held captive|taken prisoner|held for ransom|carried off|whisked away|seized|snatched",
        ("abducted", "active"): "abducting|kidnapping|kidnaps|abducts|kidnap|abduct|seizing|seizes|snatching|"
        "snatches",
        ("abducted", "noun"): "abduction|abductions|kidnapping|kidnappings",
        ("arrested", "verb"): "arrested|detained|rounded up|taken into custody|apprehended|jailed",
        ("arrested", "active"): "arresting|arrests|detaining|detains|arrest|detain|rounding up",
        ("arrested", "state"): "under arrest|in custody",
        ("arrested", "noun"): "arrest|arrests|detention|detentions|capture",
    }
)  # fmt: skip
"""Words of harm by their tokens in lower case; a phrase with several forms is listed under the first that fits it."""

NOUN_FORMS: Final = _table(
    {
        ("killed", "noun"): "killing|beheading|executing",
        ("injured", "noun"): "wounding",
        ("abducted", "noun"): "kidnapping",
        ("arrested", "noun"): "arrest|arrests",
    }
)
"""Words that are a noun before ``of`` and a verb elsewhere."""

LIVES: Final = frozenset({"cost", "claimed", "claims", "claiming", "lost"})
"""Verbs of harm only where lives are what they take."""

LOST: Final = word_table("men soldiers troops fighters servicemen personnel policemen")
"""People who are dead where a side lost them."""

OF_PERSONS: Final = word_table("seized seizing seizes snatched snatching snatches carried whisked bodies corpses")
"""Words of harm only where persons are what they are of."""

ARRESTED: Final = word_table(
    """suspects militants rebels insurgents gunmen guerrillas fighters terrorists attackers assailants bandits robbers
    smugglers traffickers poachers pirates members criminals gangsters jihadists extremists protesters demonstrators"""
)
"""Who is arrested, if seized, rather than abducted."""

HEADS: Final[dict[str, TollKind]] = {
    "dead": "killed", "deaths": "killed", "death": "killed", "fatalities": "killed", "fatality": "killed",
    "killed": "killed", "slain": "killed", "bodies": "killed", "corpses": "killed",
    "wounded": "injured", "injured": "injured", "injuries": "injured", "injury": "injured",
    "missing": "missing", "disappeared": "missing", "arrests": "arrested", "arrest": "arrested",
    "kidnappings": "abducted", "abductions": "abducted",
}  # fmt: skip
"""Nouns that make a number before them a toll by themselves: "12 dead", "five arrests"."""

NONE_OF: Final[dict[str, tuple[TollKind, ...]]] = {
    "casualties": ("killed", "injured"), "casualty": ("killed", "injured"), "victims": ("killed", "injured"),
    "deaths": ("killed",), "fatalities": ("killed",), "dead": ("killed",),
    "injuries": ("injured",), "injured": ("injured",), "wounded": ("injured",), "arrests": ("arrested",),
}  # fmt: skip
"""After ``no``: what the report says did not befall anybody."""

CAPTIVES: Final = frozenset({"hostage", "captive", "hostages", "captives"})
HOLDING: Final = word_table("hold holds held holding take takes took taken taking seize seized seizing")
"""Verbs that make hostages after them people abducted."""

HARMED: Final[dict[str, TollKind]] = {
    "kidnapped": "abducted", "abducted": "abducted", "wounded": "injured", "injured": "injured",
    "murdered": "killed", "slain": "killed", "missing": "missing", "detained": "arrested", "arrested": "arrested",
}  # fmt: skip
"""Participles that make the people after them a toll: "seven kidnapped students"."""

NOT_CAUSED: Final = word_table(
    """cause result produce leave claim suffer inflict sustain caused resulted produced left claimed suffered"""
)
"""Verbs after ``not`` whose harm is denied: "did not cause any casualties"."""

NOT_REPORTS: Final = frozenset({"reports", "report", "word", "information", "news", "details", "confirmation"})
"""``No reports of casualties`` is silence, not a report of none."""

AUXILIARIES: Final = word_table(
    """was were is are be been being has have had having also already reportedly allegedly either believed feared
    reported confirmed presumed said thought known found left listed declared pronounced later then immediately
    instantly seriously severely badly slightly critically lightly gravely fatally subsequently both more others
    remain remained still went gone to shot and all got apparently"""
)
"""Words that may stand between people and the passive or state that befell them."""

PASSIVE: Final = frozenset({"was", "were", "been", "being", "be", "is", "are", "got"})
"""Auxiliaries that make a verb of harm a passive whatever follows it."""

AFTER_PASSIVE: Final = word_table(
    """monday tuesday wednesday thursday friday saturday sunday today yesterday tonight overnight early late earlier
    last this here there two three four five more"""
)
"""Words that may follow a passive without an auxiliary ("12 killed Friday"), where an object would follow a verb."""

UNREAL: Final = word_table(
    """to could would might will may can cannot can't should must not didn't won't wouldn't couldn't n't never
    threatened threatening if"""
)
"""Before an infinitive, or inside a passive: what is told did not happen, or not yet."""

RISES: Final = word_table(
    "rose risen rises rise rising gone goes up climbed climbs jumped increased grew raised went soared"
)
"""Before ``from 10 to 12``: the number is 12 now, no range."""

TOTAL_WORDS: Final = frozenset({"toll", "tolls", "total", "number", "tally"})
TOTAL_VERBS: Final = frozenset({"bringing", "brought", "brings", "bring", "raising", "raised", "raises", "taking"})
TOTAL_BEFORE: Final = frozenset(
    {"to", "at", "reached", "of", "is", "was", "past", "above", "stands", "now", "hit", "topped"}
)

STEMS: Final = (
    "kill", "dead", "die", "dying", "death", "murder", "massacr", "execut", "assassin", "behead", "slaugh", "lynch",
    "hang", "gunned", "gunning", "guns down", "blown", "lives", "life", "slay", "slain", "perish", "succumb",
    "fatal", "mortal", "wound", "injur", "hurt", "maim", "hospital", "missing", "disappear", "unaccounted", "vanish",
    "abduct", "kidnap", "hostage", "captive", "arrest", "detain", "detention", "round", "custody", "apprehend",
    "jailed", "capture", "casualt", "victim", "bodies", "corpse", "toll", "burn", "charred", "hack", "shot", "stab",
    "beaten", "loss", "lost", "cost", "claim", "captiv", "prisoner", "ransom", "seiz", "snatch", "carried",
    "whisked", "buried", "mow", "martyr", "strangl", "decapit", "electrocut", "throat", "drown", "bled", "cuts",
    "bruise", "fractur", "intensive care", "treated",
)  # fmt: skip
"""Parts of words, one of which every word of harm holds: a cheap look before a sentence is cut into tokens."""
