"""dateline's own corpus, in the schema of the record.

Licence: the annotation is the project's; the texts belong to their publishers.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dateline.reader.labels import (
    ATTRIBUTION_LAYERS,
    CONFIDENCES,
    CUE_CLASSES,
    EVENT_LAYERS,
    EVENT_ROLES,
    TOLLS,
    TRIGGER_CLASSES,
)
from training.datasets import Example, Range, TrainArgument, TrainCue, TrainEvent, rows

METONYM = 1


def load(folder: Path, part: str = "train") -> Iterator[Example]:
    """The reports of ``<folder>/corpus/<part>.jsonl``."""
    for row in rows(folder / "corpus" / f"{part}.jsonl"):
        events = tuple(_event(event) for event in row["events"])
        cues = tuple(_cue(each) for each in row["attributions"] if each["cue"])
        yield Example(
            docid=row["report"]["source_id"],
            kind="corpus",
            text=row["report"]["text"],
            layers=frozenset(EVENT_LAYERS),
            partial=frozenset(ATTRIBUTION_LAYERS),
            spans=flat(events) | parts_of(cues),
            roles=frozenset(EVENT_ROLES),
            events=events,
            cues=cues,
            toponyms=tuple(
                (span["start"], span["end"], METONYM)
                for place in row["places"] if not place["literal"] for span in place["evidence"]
            ),
        )  # fmt: skip


def _ranges(spans: list[dict[str, Any]]) -> tuple[Range, ...]:
    return tuple(dict.fromkeys((span["start"], span["end"]) for span in spans))


def _event(event: dict[str, Any]) -> TrainEvent:
    arguments = [
        TrainArgument(
            each["role"],
            _ranges(each["evidence"]),
            CONFIDENCES.index(each["confidence"]) if each["role"] == "actor" and each["confidence"] else -1,
        )
        for each in event["arguments"]
    ]
    for role in ("time", "place"):
        if event[role]:
            arguments.append(TrainArgument(role, _ranges(event[role]["evidence"])))
    for toll in TOLLS:
        if event["casualties"][toll]:
            arguments.append(TrainArgument(toll, _ranges(event["casualties"][toll]["evidence"])))
    classes = {
        "types": TRIGGER_CLASSES["types"].index(event["type"]),
        "series": int(event["series"]),
        **{key: TRIGGER_CLASSES[key].index(event[key]) for key in ("salience", "modality", "polarity")},
    }
    triggers = _ranges([event["trigger"], *event["mentions"]])
    return TrainEvent(triggers, classes, tuple(each for each in arguments if each.spans))


def _cue(each: dict[str, Any]) -> TrainCue:
    return TrainCue(
        _ranges(each["cue"]), _ranges(each["source"]), _ranges(each["content"]),
        CUE_CLASSES["stance"].index(each["stance"]), CUE_CLASSES["source_kind"].index(each["source_kind"]),
    )  # fmt: skip


def parts_of(cues: tuple[TrainCue, ...]) -> dict[str, tuple[Range, ...]]:
    """The spans of the layers of claims: only those that bear on events are marked."""
    return {part: tuple(dict.fromkeys(span for cue in cues for span in getattr(cue, part)))
            for part in ATTRIBUTION_LAYERS}  # fmt: skip


def flat(events: tuple[TrainEvent, ...]) -> dict[str, tuple[Range, ...]]:
    """The spans of each event layer, of all events."""
    found: dict[str, set[Range]] = {layer: set() for layer in EVENT_LAYERS}
    for event in events:
        found["trigger"].update(event.triggers)
        for argument in event.arguments:
            if argument.role in found:
                found[argument.role].update(argument.spans)
    return {layer: tuple(sorted(spans)) for layer, spans in found.items()}
