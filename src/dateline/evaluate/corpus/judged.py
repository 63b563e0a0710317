"""The scores of a reading beside whether what they stand for is right: what calibration is fitted and measured on."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.evaluate.calibration import Judged
from dateline.evaluate.corpus.matching import Json, match_arguments, match_events


@dataclass(frozen=True, kw_only=True)
class JudgedReading:
    """The scores of all events and arguments of one reading."""

    events: tuple[Judged, ...]
    arguments: tuple[Judged, ...]


def judge(gold: Json, row: Json) -> JudgedReading:
    """An event is right where a pair has its type; an argument where the event's pair has its role and words."""
    answered = {j: gold["events"][i] for i, j in match_events(gold["events"], row["events"])}
    events: list[Judged] = []
    arguments: list[Judged] = []
    for j, event in enumerate(row["events"]):
        pair = answered.get(j)
        events.append((event["score"], pair is not None and pair["type"] == event["type"]))
        found = {at for _, at in match_arguments(pair["arguments"], event["arguments"])} if pair else set()
        arguments += [(argument["score"], at in found) for at, argument in enumerate(event["arguments"])]
    return JudgedReading(events=tuple(events), arguments=tuple(arguments))
