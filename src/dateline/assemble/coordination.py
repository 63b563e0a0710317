"""Fillers that name several listed actors: "Russia and Iran" are two, "Turkish and Syrian civilians" one group."""

from __future__ import annotations

import re
from typing import Final

from dateline.assemble.context import Context

_AND: Final = re.compile(r",?\s+and\s+", re.IGNORECASE)
_COMMA: Final = re.compile(r",\s+")
_SPLIT: Final = frozenset({"actor", "target", "victim"})


def conjuncts(context: Context, start: int, end: int, role: str) -> list[tuple[int, int]]:
    """The ranges of those that a filler names, or its own where one of them is no listed actor by itself.

    A listed name that holds an "and" ("Trinidad and Tobago") stays whole.
    """
    whole = [(start, end)]
    if role not in _SPLIT or _AND.search(context.text, start, end) is None:
        return whole
    parts = _cut(context.text, start, end)
    ids = [_id(context, *part, role) for part in parts]
    return parts if None not in ids and _id(context, start, end, role) in {None, *ids} else whole


def _cut(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A range cut at its "and", and at the commas before it."""
    joints = [match.span() for match in _AND.finditer(text, start, end)]
    joints += [match.span() for match in _COMMA.finditer(text, start, joints[-1][0])]
    edges = [start, *(edge for joint in sorted(joints) for edge in joint), end]
    return list(zip(edges[::2], edges[1::2], strict=True))


def _id(context: Context, start: int, end: int, role: str) -> str | None:
    entity = context.entity_of(context.text[start:end], role) if start < end else None
    return entity.id if entity else None
