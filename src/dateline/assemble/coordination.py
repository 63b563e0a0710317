"""Who is told apart by where words stand: "Russia and Iran" are two, "Turkish and Syrian civilians" one group."""

from __future__ import annotations

import re
from typing import Final

from dateline.assemble.context import Context
from dateline.normalise.actor_apart import is_many, possessed, titled

_AND: Final = re.compile(r",?\s+and\s+", re.IGNORECASE)
_COMMA: Final = re.compile(r",\s+")
_JOINT: Final = re.compile(r",?\s+(?:and|or|nor|against|as well as|along with|together with)\s+", re.IGNORECASE)
_INDEFINITE: Final = re.compile(r"(?:an?|another|two|three|four|five|several)\b", re.IGNORECASE)
_APPOSED: Final = re.compile(r"\s*[,(–—-]\s*|\s+(?:is|was|as)\s+")
_LISTED_ON: Final = re.compile(r"(?:,[^,.;]{1,60})*,?\s+(?:and|or)\b", re.IGNORECASE)
_DESCRIBED: Final = re.compile(r"(?:the|an?|his|her|its|their|our|my)\s", re.IGNORECASE)
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


Range = tuple[int, int]
"""Where words stand in a text: start and end."""


def beside(text: str, earlier: Range, later: Range) -> bool:
    """Whether two mentions are told side by side: "the army and the rebels" are no one party."""
    return _JOINT.fullmatch(text, earlier[1], later[0]) is not None


def introduces(text: str, earlier: Range, later: Range) -> bool:
    """Whether the later mention brings in somebody new: "a fence" after "the compound", not in apposition to it."""
    if _INDEFINITE.match(text, later[0]) is None:
        return False
    heads = [text[slice(*each)].lower().split()[-1] for each in (earlier, later)]
    return heads[0] != heads[1] and _APPOSED.fullmatch(text, earlier[1], later[0]) is None


def explains(text: str, earlier: Range, later: Range) -> bool:
    """Whether one mention is the other's apposition: "The spokesman, Colonel Atonfack"; not in a list of people."""
    if text[earlier[1] : later[0]].strip() != "," or _LISTED_ON.match(text, later[1]) is not None:
        return False
    a, b = text[slice(*earlier)], text[slice(*later)]
    described = a if _DESCRIBED.match(a) else b if _DESCRIBED.match(b) else None
    return described is not None and not is_many(described) and titled(b if described is a else a)


def owned(text: str, earlier: Range, later: Range) -> bool:
    """Whether the later mention is somebody's, who may be the earlier one: "Ana Torres … her guard"."""
    words = text[slice(*later)]
    return possessed(words) and _APPOSED.fullmatch(text, earlier[1], later[0]) is None
