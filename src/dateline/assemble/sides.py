"""On whose side a claim is made: whether its source did the deed that it tells, or belongs to who did."""

from __future__ import annotations

import re
from typing import Final

from dateline.assemble.context import Context
from dateline.schema.reading import Argument, Attribution, EntityKind, SourceKind
from dateline.schema.span import Span

AUTHORITIES: Final[frozenset[SourceKind]] = frozenset({"official", "military", "police"})
FORCES: Final[frozenset[EntityKind]] = frozenset({"military", "police"})
STATES: Final[frozenset[EntityKind]] = frozenset({"state", "government"})
_ITS: Final = re.compile(r"(?:\w+ of )?(?:its|our|their)\b", re.IGNORECASE)
"""How a source names its own men: "its fighters", "one of our drones"."""


def holds(claim: Attribution, span: Span) -> bool:
    """Whether words stand in what is claimed."""
    return any(span.overlaps(part) for part in claim.content)


def names(claim: Attribution, actor: Argument) -> bool:
    """Whether what is claimed names an actor."""
    return any(holds(claim, span) for span in actor.evidence)


def is_source(context: Context, claim: Attribution, actor: Argument) -> bool:
    """Whether an actor is who makes a claim."""
    return any(
        one.overlaps(other) or context.same_entity(one.text, other.text) is True
        for one in claim.source
        for other in actor.evidence
    )


def is_own_side(context: Context, claim: Attribution, actor: Argument) -> bool:
    """Whether an actor's side makes a claim: itself, a state of its forces, or a group of its men."""
    if is_source(context, claim, actor):
        return True
    named = [span for span in actor.evidence if holds(claim, span)]
    ours = actor.entity
    if not named or ours is None:
        return False
    if any(_ITS.match(span.text) for span in named):
        return True
    if ours.kind == "armed-group":
        return claim.source_kind == "armed-group"
    return ours.kind in FORCES | STATES and claim.source_kind in AUTHORITIES and not _is_foreign(context, claim, actor)


def _is_foreign(context: Context, claim: Attribution, actor: Argument) -> bool:
    """Whether a claim's source is of another country than the actor."""
    ours = actor.entity.country if actor.entity else None
    speakers = (context.entity_of(span.text, "actor") for span in claim.source)
    return ours is not None and any(each and each.country not in (None, ours) for each in speakers)
