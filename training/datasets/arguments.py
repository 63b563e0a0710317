"""RAMS 1.0 (Ebner et al. 2020) and WikiEvents (Li et al. 2021): arguments across sentences, for given triggers.

RAMS: nlp.jhu.edu/rams, no licence stated. WikiEvents: github.com/raspberryice/gen-arg (MIT). Texts belong to their
publishers. Their triggers follow other conventions than ours, so only what hangs on a trigger is learned.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dateline.ontology.registry import TYPES
from training.datasets import Example, Range, TrainArgument, TrainEvent, joined, rows
from training.datasets.foreign import ROLES, event_type

KNOWN = frozenset(ROLES.values())


def load_rams(folder: Path) -> Iterator[Example]:
    """Both published files: there is no other part here to keep."""
    for name in ("dev", "test"):
        for row in rows(folder / "rams" / f"{name}.jsonlines.gz"):
            text, at = joined([word for sentence in row["sentences"] for word in sentence])
            first, last, ((foreign, _), *_) = row["evt_triggers"][0]
            spans: dict[str, list[Range]] = defaultdict(list)
            for _, (begin, end), role in row["gold_evt_links"]:
                if ours := ROLES.get(role[11:]):
                    spans[ours].append((at[begin][0], at[end][1]))
            event = _event((at[first][0], at[last][1]), foreign, spans)
            yield Example(row["doc_key"], "rams", text, roles=KNOWN, events=(event,))


def load_wikievents(folder: Path) -> Iterator[Example]:
    """Both published files: there is no other part here to keep."""
    for name in ("dev", "test"):
        for row in rows(folder / "wikievents" / f"{name}.jsonl.gz"):
            at = _find(row["text"], row["tokens"])
            mentions = {each["id"]: each for each in row["entity_mentions"]}
            events = tuple(_wiki_event(each, at, mentions) for each in row["event_mentions"])
            yield Example(row["doc_id"], "wikievents", row["text"], roles=KNOWN, events=events)


def _wiki_event(each: dict[str, Any], at: list[Range], mentions: dict[str, Any]) -> TrainEvent:
    spans: dict[str, list[Range]] = defaultdict(list)
    for argument in each["arguments"]:
        if ours := ROLES.get(argument["role"].lower()):
            mention = mentions[argument["entity_id"]]
            spans[ours].append((at[mention["start"]][0], at[mention["end"] - 1][1]))
    trigger = each["trigger"]
    return _event((at[trigger["start"]][0], at[trigger["end"] - 1][1]), each["event_type"], spans)


def _event(trigger: Range, foreign: str, spans: dict[str, list[Range]]) -> TrainEvent:
    ours = event_type(foreign)
    arguments = tuple(TrainArgument(role, tuple(dict.fromkeys(found))) for role, found in sorted(spans.items()))
    return TrainEvent((trigger,), {"types": TYPES.index(ours) if ours else -1}, arguments)


def _find(text: str, words: list[str]) -> list[Range]:
    """The range of each word in the text they were cut from; a word not found within 30 characters is empty."""
    at, position = [], 0
    for word in words:
        found = text.find(word, position)
        if found < 0 or found - position > 30:
            at.append((position, position))
        else:
            position = found + len(word)
            at.append((found, position))
    return at
