"""MUC-4's errors one by one: the entities of each role, then the incidents with date and confidence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from dateline.evaluate.differences import Difference
from dateline.evaluate.match import Range, couples
from dateline.evaluate.muc4.keys import ROLES, Entities, Json, normalised
from dateline.evaluate.muc4.scorers import names, pair_entities, pair_templates, within


def differences(text: str, gold: Json, row: Json) -> list[Difference]:
    """Each role is an item, so is each incident; incidents only where the document has full keys.

    Neither gold nor predictions say where in the text their words are: all places are shown where they stand.
    """
    found: list[Difference] = []
    for item, role in enumerate(ROLES, 1):
        found += _entities(text, item, role, gold["extracts"], row["extracts"])
    if gold["templates"] is not None:
        found += _incidents(text, len(ROLES) + 1, gold["templates"], row["templates"])
    return found


def _entities(text: str, item: int, role: str, gold: Json, ours: Json) -> Iterator[Difference]:
    """One role's; a predicted entity that gold has in another role says so."""
    there = [entity for entity in gold[role] if entity]
    here = [entity for entity in ours.get(role) or [] if entity]
    make = partial(Difference, field=role, item=item)
    for entity, our in couples(there, here, pair_entities(names(there), names(here))):
        if entity and our:
            yield make(kind="right", **_gold(text, entity), **_ours(text, our))
        elif entity:
            yield make(kind="missed", **_gold(text, entity))
        elif our:
            also = [other for other in ROLES if other != role and _stands(our, gold[other])]
            note = f"gold has it as {' and '.join(also)}" if also else ""
            yield make(kind="spurious", note=note, **_ours(text, our))


def _stands(entity: Sequence[str], rivals: Entities) -> bool:
    known = {normalised(mention) for rival in rivals for mention in rival}
    return any(normalised(mention) in known for mention in entity)


def _gold(text: str, entity: Sequence[str]) -> dict[str, Any]:
    return {"gold": " / ".join(entity), "gold_evidence": _places(text, entity)}


def _ours(text: str, entity: Sequence[str]) -> dict[str, Any]:
    return {"ours": " / ".join(entity), "our_evidence": _places(text, entity)}


def _places(text: str, mentions: Sequence[str]) -> tuple[Range, ...]:
    """Where the mentions stand, however the text breaks its lines and whatever its case."""
    patterns = (r"\s+".join(map(re.escape, mention.split())) for mention in mentions)
    found = {match.span() for pattern in patterns if pattern for match in re.finditer(pattern, text, re.IGNORECASE)}
    return tuple(sorted(found))


def _incidents(text: str, first: int, gold: Sequence[Json], ours: Sequence[Json]) -> Iterator[Difference]:
    """Pairs in order of the key, then what is spurious. Optional templates that are not found are no errors."""
    told = couples(gold, ours, pair_templates(gold, ours))
    due = [(key, our) for key, our in told if our or (key and not key["optional"])]
    for item, (key, our) in enumerate(due, first):
        kind = " / ".join(key["types"]) if key else our["incident_type"] if our else ""
        make = partial(Difference, item=item, type=kind)
        if key and our:
            yield make(
                field="incident", kind="right", gold=_incident(key), ours=_incident(our),
                gold_evidence=_told(text, key), our_evidence=_told(text, our),
            )  # fmt: skip
            yield from _slots(make, key, our)
        elif key:
            yield make(field="incident", kind="missed", gold=_incident(key), gold_evidence=_told(text, key))
        elif our:
            yield make(field="incident", kind="spurious", ours=_incident(our), our_evidence=_told(text, our))


def _slots(make: partial[Difference], key: Json, our: Json) -> Iterator[Difference]:
    """Date and confidence of a pair, where the key has them."""
    day, guess = key["date"], our.get("date") or ""
    if day is not None:
        right = within(guess, day)
        said = day[0] if day[0] == day[1] else f"{day[0]} to {day[1]}"
        yield make(
            field="date", kind="right" if right else "wrong" if guess else "missed", gold=said,
            ours=guess.replace("/", " to "),
        )  # fmt: skip
    sure, guess = key["confidences"], our.get("perp_confidence") or ""
    if sure:
        kind = "right" if guess in sure else "wrong" if guess else "missed"
        yield make(field="confidence", kind=kind, gold=" or ".join(sure).lower(), ours=guess.lower())
    elif guess:
        yield make(field="confidence", kind="invented", ours=guess.lower())


def _incident(template: Json) -> str:
    """The type, and the first mention of each entity."""
    kind = " / ".join(template["types"]) if "types" in template else template["incident_type"]
    held = "; ".join(f"{role}: {entity[0]}" for role in ROLES for entity in template.get(role) or [] if entity)
    return f"{kind}: {held}" if held else kind


def _told(text: str, template: Json) -> tuple[Range, ...]:
    mentions = [mention for role in ROLES for entity in template.get(role) or [] for mention in entity]
    return _places(text, mentions)
