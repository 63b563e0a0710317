"""TimeBank 1.2 and AQUAINT TimeML as TempEval-3 gave them out: spans of TIMEX3, and on which of them an event was.

TimeBank is LDC2006T08; texts belong to their publishers. Their events are of every kind: that an event is one, and
what it is, is not learned from them.
"""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

from training.datasets import Example, Range, TrainArgument, TrainEvent
from training.datasets.timelinks import Link, dated, published


def load(folder: Path) -> Iterator[Example]:
    """All documents but those of TimeBank that ``splits.json`` keeps for development."""
    kept = set(json.loads((folder / "splits.json").read_text(encoding="utf-8"))["timebank"]["dev"])
    for path in sorted((folder / "timeml").glob("*/*.tml")):
        if path.stem not in kept:
            yield _example(path)


def _example(path: Path) -> Example:
    root = ET.parse(path).getroot()
    text, marked = _marked(root.find("TEXT"))
    times: dict[str, Range | None] = {each.get("tid", ""): None for each in root.iter("TIMEX3")}
    times |= {name: span for name, span in marked.items() if name in times}
    kinds = {each.get("eiid", ""): each.get("eventID", "") for each in root.iter("MAKEINSTANCE")}
    events = {instance: marked[event] for instance, event in kinds.items() if event in marked}
    found = tuple(
        TrainEvent((events[name],), {}, (TrainArgument("time", spans),) if spans else ())
        for name, spans in dated(events, times | dict.fromkeys(published(root, "tid")), map(_link, root.iter("TLINK")))
    )
    timexes = tuple(span for span in times.values() if span)
    return Example(
        path.stem, "timeml", text, frozenset({"timex"}), {"timex": timexes}, roles=frozenset({"time"}), events=found
    )


def _link(element: ET.Element) -> Link:
    return (
        element.get("timeID") or element.get("eventInstanceID") or "",
        element.get("relType", ""),
        element.get("relatedToTime") or element.get("relatedToEventInstance") or "",
    )


def _marked(body: ET.Element | None) -> tuple[str, dict[str, Range]]:
    """The text of an element, and the ranges of the times and events marked in it, by their ids."""
    pieces: list[str] = []
    spans: dict[str, Range] = {}
    length = 0

    def walk(element: ET.Element) -> None:
        nonlocal length
        start = length
        if element.text:
            pieces.append(element.text)
            length += len(element.text)
        for child in element:
            walk(child)
            if child.tail:
                pieces.append(child.tail)
                length += len(child.tail)
        name = element.get("tid") or element.get("eid")
        if name and length > start:
            spans[name] = (start, length)

    if body is not None:
        walk(body)
    return "".join(pieces), spans
