"""MEANTIME (Minard et al. 2016): events of Wikinews with their certainty and polarity, and when and where they were.

NewsReader project, CC BY 4.0. Only the first sentences are annotated, and only they are read. Its events are of every
kind: that an event is one, and what it is, is not learned from them.
"""

from __future__ import annotations

import tarfile
import xml.etree.ElementTree as ET
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from dateline.reader.labels import TRIGGER_CLASSES
from training.datasets import Example, Range, TrainArgument, TrainEvent, joined
from training.datasets.timelinks import Link, dated, published

ANNOTATED: Final = 6
"""Sentences of each report, the headline among them."""
_POLARITIES: Final = {"POS": "positive", "NEG": "negative"}


def load(folder: Path) -> Iterator[Example]:
    """Each report twice: its events of which it is told when they were, and all of them with all else."""
    with tarfile.open(folder / "meantime" / "meantime-english.tar.gz") as packed:
        for member in sorted(packed, key=lambda each: each.name):
            path = Path(member.name)
            if "intra-doc_annotation" in path.parts and path.suffix == ".xml" and not path.name.startswith("."):
                file = packed.extractfile(member)
                if file is not None:
                    yield from _examples(ET.parse(file).getroot())


def _examples(root: ET.Element) -> Iterator[Example]:
    docid = root.get("doc_id", "")
    text, spans = _marked(root)
    times = {_id(each): spans.get(_id(each)) for each in root.iter("TIMEX3")}
    dating = times | dict.fromkeys(published(root, "m_id"))
    events = {_id(each): spans[_id(each)] for each in root.iter("EVENT_MENTION") if _id(each) in spans}
    where: dict[str, list[Range]] = defaultdict(list)
    for event, relation, place in map(_participant, root.iter("HAS_PARTICIPANT")):
        if relation == "Argm-LOC" and place in spans:
            where[event].append(spans[place])
    when = tuple(
        TrainEvent((events[name],), {}, _argument("time", found))
        for name, found in dated(events, dating, map(_link, root.iter("TLINK")))
    )
    yield Example(docid, "meantime", text, roles=frozenset({"time"}), events=when)
    every = tuple(
        TrainEvent((events[_id(each)],), _classes(each), _argument("place", where[_id(each)]))
        for each in root.iter("EVENT_MENTION")
        if _id(each) in events
    )
    timexes = {"timex": tuple(span for span in times.values() if span)}
    yield Example(docid, "meantime", text, frozenset(timexes), timexes, roles=frozenset({"place"}), events=every)


def _marked(root: ET.Element) -> tuple[str, dict[str, Range]]:
    """The text of the annotated sentences, and the ranges of all that is marked in it, by their ids."""
    tokens = [each for each in root.iter("token") if int(each.get("sentence", "0")) < ANNOTATED]
    text, at = joined([each.text or "" for each in tokens])
    where = {each.get("t_id"): span for each, span in zip(tokens, at, strict=True)}
    spans = {}
    for each in root.iterfind("Markables/*"):
        inside = sorted(where[name] for anchor in each.iter("token_anchor") if (name := anchor.get("t_id")) in where)
        if inside:
            spans[_id(each)] = (inside[0][0], inside[-1][1])
    return text, spans


def _id(element: ET.Element) -> str:
    return element.get("m_id", "")


def _argument(role: str, spans: Sequence[Range]) -> tuple[TrainArgument, ...]:
    return (TrainArgument(role, tuple(spans)),) if spans else ()


def _link(element: ET.Element) -> Link:
    return _end(element, "source"), element.get("reltype", ""), _end(element, "target")


def _participant(element: ET.Element) -> Link:
    return _end(element, "source"), element.get("sem_role", ""), _end(element, "target")


def _end(element: ET.Element, which: str) -> str:
    """The id of one of the two things that a relation holds between."""
    found = element.find(which)
    return "" if found is None else _id(found)


def _classes(event: ET.Element) -> dict[str, int]:
    """Modality and polarity as we have them, where they are told."""
    marked = {"modality": _modality(event), "polarity": _POLARITIES.get(event.get("polarity", ""))}
    return {key: TRIGGER_CLASSES[key].index(value) for key, value in marked.items() if value}


def _modality(event: ET.Element) -> str | None:
    certainty, time, special = (event.get(key) for key in ("certainty", "time", "special_cases"))
    if special == "GEN":
        return "generic"
    if certainty in {"POSSIBLE", "PROBABLE"} or special in {"COND_MAIN_CLAUSE", "COND_IF_CLAUSE"}:
        return "hypothetical"
    if certainty == "CERTAIN":
        return {"NON_FUTURE": "actual", "FUTURE": "future"}.get(time or "")
    return None
