"""TimeML's links between events and times (Pustejovsky et al. 2003): on which of a text's times each event was."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from training.datasets import Range

_ON: Final = frozenset({"IS_INCLUDED", "SIMULTANEOUS", "DURING", "IDENTITY"})
"""Relations of an event to the time on which it was."""
_APART: Final = frozenset({"BEFORE", "AFTER", "IBEFORE", "IAFTER", "MEASURE"})
"""Relations of an event to a time that does not date it. All others date one of its ends, and teach neither."""
_TURNED: Final = {"INCLUDES": "IS_INCLUDED", "IS_INCLUDED": "INCLUDES"}

Link = tuple[str, str, str]
"""The relation of one thing to another, by their names."""


def published(root: ET.Element, name: str) -> Iterator[str]:
    """The ids, by the attribute ``name``, of times that are the day of publication: no words of an event tell it."""
    return (each.get(name, "") for each in root.iter("TIMEX3") if each.get("functionInDocument") == "CREATION_TIME")


def dated(
    events: Mapping[str, Range], times: Mapping[str, Range | None], links: Iterable[Link]
) -> Iterator[tuple[str, tuple[Range, ...]]]:
    """The events of which the annotators told when they were, each with the times in the text on which it was.

    ``times``: None for those that no word of the text tells, as the day of publication. An event without any link is
    left out, since most that have none were passed over; so is one that a time begins, ends or lies in.
    """
    found: dict[str, list[Range]] = defaultdict(list)
    unclear = set()
    for one, relation, other in links:
        if one in times and other in events:
            event, time, how = other, one, _TURNED.get(relation, relation)
        elif one in events and other in times:
            event, time, how = one, other, relation
        else:
            continue
        on = found[event]
        if (span := times[time]) is None or how in _APART:
            continue
        if how in _ON:
            on.append(span)
        else:
            unclear.add(event)
    for event, spans in found.items():
        if event not in unclear:
            yield event, tuple(sorted(set(spans)))
