"""The labels of the reader's heads, in the order of their outputs. Training and reading share them."""

from __future__ import annotations

from typing import Final, get_args

from dateline.ontology.registry import TYPES
from dateline.schema.reading import Confidence, Modality, Polarity, Salience, SourceKind, Stance

MUC_ROLES: Final = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")
"""MUC-4's string-filled roles, as the GRIT form names them."""

LAYERS: Final = (
    "trigger", "actor", "target", "victim", "instrument", "time", "place",
    "source", "cue", "content", "toponym", "timex", *MUC_ROLES,
)  # fmt: skip
"""Token layers, each labelled O, B, I on its own, so that spans of different layers may nest."""

EVENT_LAYERS: Final = LAYERS[:7]
ATTRIBUTION_LAYERS: Final = ("source", "cue", "content")
TOLLS: Final = ("killed", "injured", "missing", "abducted", "arrested")
EVENT_ROLES: Final = ("actor", "target", "victim", "instrument", "time", "place", *TOLLS)
"""What the trigger's anchor head labels."""
FILLER_ROLES: Final = EVENT_ROLES[:4]
CUE_ROLES: Final = ("source", "content", "cue")
"""What the cue's anchor head labels; ``cue`` stands for the further pieces of a cue."""

TRIGGER_CLASSES: Final[dict[str, tuple[str, ...]]] = {
    "types": TYPES,
    "salience": get_args(Salience),
    "modality": get_args(Modality),
    "polarity": get_args(Polarity),
    "series": ("one", "series"),
}
CUE_CLASSES: Final[dict[str, tuple[str, ...]]] = {"stance": get_args(Stance), "source_kind": get_args(SourceKind)}
CONFIDENCES: Final[tuple[Confidence, ...]] = get_args(Confidence)
TOPONYM_KINDS: Final = ("literal", "metonym", "demonym")
SUBJECTS: Final = (
    "ABDUCT_DISSAP", "AGREEMENT", "AIR_STRIKE", "ARMED_CLASH", "ARREST", "ART_MISS_ATTACK", "ATTACK",
    "CHANGE_TO_GROUP_ACT", "CHEM_WEAP", "DISR_WEAP", "FORCE_AGAINST_PROTEST", "GOV_REGAINS_TERIT", "GRENADE",
    "HQ_ESTABLISHED", "MOB_VIOL", "NON_STATE_ACTOR_OVERTAKES_TER", "NON_VIOL_TERRIT_TRANSFER", "OTHER", "PEACE_PROTEST",
    "PROPERTY_DISTRUCT", "PROTEST_WITH_INTER", "REM_EXPLOS", "SEX_VIOL", "SUIC_BOMB", "VIOL_DEMONSTR",
    "ORG_CRIME", "NATURAL_DISASTER", "MAN_MADE_DISASTER", "DIPLO", "ATTRIB",
)  # fmt: skip
"""What a snippet of news is about: ACLED's 25 sub-events and five beyond them, as CASE 2021 names and spells them
(Haneczok et al. 2021)."""
