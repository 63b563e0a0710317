"""TimeBank 1.2 and AQUAINT TimeML as TempEval-3 gave them out: spans of TIMEX3.

TimeBank is LDC2006T08; texts belong to their publishers.
"""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

from training.datasets import Example, Range


def load(folder: Path) -> Iterator[Example]:
    """All documents but those of TimeBank that ``splits.json`` keeps for development."""
    kept = set(json.loads((folder / "splits.json").read_text(encoding="utf-8"))["timebank"]["dev"])
    for path in sorted((folder / "timeml").glob("*/*.tml")):
        if path.stem not in kept:
            text, spans = _timexes(path)
            yield Example(path.stem, "timeml", text, frozenset({"timex"}), {"timex": tuple(spans)})


def _timexes(path: Path) -> tuple[str, list[Range]]:
    """The text of the TEXT element and the ranges of its TIMEX3 elements."""
    pieces: list[str] = []
    spans: list[Range] = []
    length = 0

    def walk(element: ET.Element) -> None:
        nonlocal length
        start = length
        for piece in (element.text, None):
            if piece:
                pieces.append(piece)
                length += len(piece)
        for child in element:
            walk(child)
            if child.tail:
                pieces.append(child.tail)
                length += len(child.tail)
        if element.tag == "TIMEX3" and length > start:
            spans.append((start, length))

    body = ET.parse(path).getroot().find("TEXT")
    if body is not None:
        walk(body)
    return "".join(pieces), spans
