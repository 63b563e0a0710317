"""The gold of MUC-4 in its published forms, as one: entities by role and templates.

``extracts`` are GRIT's, ``{role: [[mention]]}``; ``templates`` come from the full keys. Where a document has keys but
no extracts, the extracts are derived as GRIT derives them.
"""

from __future__ import annotations

import re
import string
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

ROLES = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")

SLOTS: Mapping[str, str] = {
    "PerpInd": "PERP: INDIVIDUAL ID",
    "PerpOrg": "PERP: ORGANIZATION ID",
    "Target": "PHYS TGT: ID",
    "Victim": "HUM TGT: NAME",
    "Weapon": "INCIDENT: INSTRUMENT ID",
}
"""The slot of the full keys that each role of GRIT and GTT is taken from."""

Json = dict[str, Any]
Entities = list[list[str]]
"""Entities, each a list of its mentions."""

_ARTICLE = re.compile(r"\b(a|an|the)\b")
_PUNCTUATION = str.maketrans("", "", string.punctuation)
_ROUND = str.maketrans("[]", "()")  # so the texts of GRIT and GTT have it: a mention with square brackets is none there
_DAY = re.compile(r"(\d{1,2}) +([A-Z]{3})[A-Z]* +(\d{2})", re.IGNORECASE)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@lru_cache(maxsize=65536)
def normalised(mention: str) -> str:
    """A mention as GRIT's and GTT's scorers compare it: lower case, no punctuation, no articles, single blanks."""
    return " ".join(_ARTICLE.sub(" ", mention.lower().translate(_PUNCTUATION)).split())


def extracts_of(document: Json) -> dict[str, Entities]:
    """The entities of a GRIT document: mentions without their offsets."""
    return {role: [[mention[0] for mention in entity] for entity in document["extracts"][role]] for role in ROLES}


def templates_of(document: Json) -> list[Json]:
    """The templates of a document with full keys.

    Each has ``types``, ``optional``, a role's entities under its name (mentions that stand in the text alone, as in
    GTT's files), ``date`` as (earliest, latest) ISO days or None, and the ``confidences`` of its organisations.
    """
    text = " ".join(document["text"].lower().translate(_ROUND).split())
    return [_template(template, text) for template in document["templates"]]


def _template(template: Json, text: str) -> Json:
    slots = template["parsed"]
    return {
        "types": [one.lower() for fill in _fills(slots, "INCIDENT: TYPE") for one in fill],
        "optional": bool(template.get("optional")),
        "date": _date([one for fill in _fills(slots, "INCIDENT: DATE") for one in fill]),
        "confidences": [one for fill in _fills(slots, "PERP: ORGANIZATION CONFIDENCE") for one in fill],
        **{role: _entities(_fills(slots, slot), text) for role, slot in SLOTS.items()},
    }


def _fills(slots: Json, name: str) -> list[list[str]]:
    """The alternatives of each fill; a slot that is empty or does not apply has none."""
    fills = slots.get(name)
    if not isinstance(fills, list):
        return []
    return [[one["v"] for one in fill["alts"] if isinstance(one, dict)] for fill in fills]


def _entities(fills: list[list[str]], text: str) -> Entities:
    entities = [[one for one in fill if " ".join(one.lower().split()) in text] for fill in fills]
    return [entity for entity in entities if entity]


def _date(alternatives: Sequence[str]) -> tuple[str, str] | None:
    """The days that a key gives; None for its default, ``- 4 FEB 90``: some day before that of the report."""
    for value in alternatives:
        days = [_iso(*found) for found in _DAY.findall(value)]
        if days and not value.lstrip().startswith("-") and "" not in days:
            return days[0], days[-1]
    return None


def _iso(day: str, month: str, year: str) -> str:
    name = month.lower()
    return f"19{year}-{_MONTHS.index(name) + 1:02}-{int(day):02}" if name in _MONTHS else ""


def merged_extracts(templates: Sequence[Json]) -> dict[str, Entities]:
    """A document's entities over all its templates: an entity whose mentions are all another's is that one."""
    merged: dict[str, Entities] = {role: [] for role in ROLES}
    for template in templates:
        for role in ROLES:
            for entity in template[role]:
                if not any(set(entity) <= set(old) or set(old) <= set(entity) for old in merged[role]):
                    merged[role].append(entity)
    return merged
