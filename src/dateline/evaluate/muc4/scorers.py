"""CEAF-REE (Du, Rush and Cardie, EACL 2021: GRIT), template F1 (Du, Rush and Cardie, NAACL 2021: GTT), and the slots of
the full keys that neither scores.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from dateline.evaluate.match import align
from dateline.evaluate.muc4.keys import ROLES, Entities, Json, normalised
from dateline.evaluate.scores import Tally, found

Names = list[frozenset[str]]
"""Entities as the sets of their mentions, normalised."""


def names(entities: Sequence[Sequence[str]]) -> Names:
    """Entities ready to compare; one without mentions is none."""
    return [frozenset(map(normalised, entity)) for entity in entities if entity]


def count_extracts(counted: Tally, gold: Mapping[str, Entities], ours: Mapping[str, Any]) -> None:
    """CEAF-REE: a predicted entity is right where all its mentions are mentions of the gold entity it is aligned to."""
    for role in ROLES:
        there, here = names(gold[role]), names(ours.get(role) or [])
        right = len(pair_entities(there, here))
        for key in (role, "ree"):
            found(counted, key, right=right, predicted=len(here), gold=len(there))


def count_templates(counted: Tally, gold: Sequence[Json], ours: Sequence[Json]) -> None:
    """Template F1: of the fillers and types over all templates, under the alignment that serves the document best.

    A template pairs only with one of its type, and the type is a filler of its own. The published scorer tries every
    alignment; this one takes the greatest sum of precision and recall, which is the same but for rare ties of several
    predictions with one gold entity.
    """
    there, here = _distinct([_comparable(one) for one in gold]), [_comparable(one) for one in ours]
    all_there, all_here = sum(map(_size, there)), sum(map(_size, here))

    def weight(template: Json, our: Json) -> int:
        if our["type"] not in template["type"]:
            return 0
        return _right(our, template, _correct) * all_there + _right(template, our, _covered) * all_here

    pairs = [(there[i], here[j]) for i, j in align(there, here, weight)]
    counted["template:ours"] += sum(_right(our, template, _correct) for template, our in pairs)
    counted["template:theirs"] += sum(_right(template, our, _covered) for template, our in pairs)
    counted["template:predicted"] += all_here
    counted["template:gold"] += all_there


def _comparable(template: Json) -> Json:
    """A template with its type as GTT writes it (``bombing / attack``) and its entities by role."""
    kind = " / ".join(template["types"]) if "types" in template else template["incident_type"]
    return {"type": kind, **{role: names(template.get(role) or []) for role in ROLES}}


def _distinct(templates: list[Json]) -> list[Json]:
    return [one for place, one in enumerate(templates) if one not in templates[:place]]


def _size(template: Json) -> int:
    return 1 + sum(len(template[role]) for role in ROLES)


def _right(one: Json, other: Json, fits: Callable[[frozenset[str], frozenset[str]], bool]) -> int:
    return 1 + sum(any(fits(entity, rival) for rival in other[role]) for role in ROLES for entity in one[role])


def _correct(ours: frozenset[str], gold: frozenset[str]) -> bool:
    return ours <= gold


def _covered(gold: frozenset[str], ours: frozenset[str]) -> bool:
    return ours <= gold


def count_slots(counted: Tally, gold: Sequence[Json], ours: Sequence[Json]) -> None:
    """Incident type, date and confidence over the full keys.

    Templates pair by type and one filler, or by type alone where the key names no filler; a pair is a right incident
    type. Optional templates of the key that are not found do not count. Of dates, a key's default (any day before the
    report's) is not scored; a range holds the days within it. A template has one confidence: any of its organisations'.
    """
    pairs = pair_templates(gold, ours)
    ours_of, held = dict(pairs), {j: gold[i] for i, j in pairs}
    due = [(one, ours_of.get(i)) for i, one in enumerate(gold) if i in ours_of or not one["optional"]]
    found(counted, "type", right=len(pairs), predicted=len(ours), gold=len(due))
    right = sum(within(ours[j].get("date"), gold[i]["date"]) for i, j in pairs)
    dated = sum(bool(our.get("date")) and (j not in held or held[j]["date"] is not None) for j, our in enumerate(ours))
    found(counted, "date", right=right, predicted=dated, gold=sum(one["date"] is not None for one, _ in due))
    right = sum(ours[j].get("perp_confidence") in gold[i]["confidences"] for i, j in pairs)
    said = sum(bool(our.get("perp_confidence")) for our in ours)
    found(counted, "confidence", right=right, predicted=said, gold=sum(bool(one["confidences"]) for one, _ in due))


def pair_templates(gold: Sequence[Json], ours: Sequence[Json]) -> list[tuple[int, int]]:
    """Templates paired one to one by type and one filler, or by type alone where the key names no filler."""
    there, here = [_comparable(one) for one in gold], [_comparable(one) for one in ours]
    return align(range(len(gold)), range(len(ours)), lambda i, j: _likeness(there[i], here[j]))


def pair_entities(gold: Names, ours: Names) -> list[tuple[int, int]]:
    """Entities paired one to one where all mentions of a predicted one are gold's."""
    return align(gold, ours, lambda entity, our: int(our <= entity))


def _likeness(gold: Json, ours: Json) -> int:
    """The fillers that two templates of one type share, plus one where that pairs them; 0 where it does not."""
    if ours["type"] not in gold["type"]:
        return 0
    common = sum(any(our <= entity for entity in gold[role]) for role in ROLES for our in ours[role])
    return common + 1 if common or not any(gold[role] for role in ROLES) else 0


def within(date: str | None, gold: tuple[str, str] | None) -> bool:
    """Whether an ISO day, or an interval ``start/end``, lies in the key's."""
    if not date or gold is None:
        return False
    start, _, end = date.partition("/")
    return gold[0] <= start and (end or start) <= gold[1]
