"""The project's own corpus: whole readings against readings that people coded.

The files are readings (docs/record.md), one a line; gold may hold nulls where a reading never does: codes, scores, the
precision of a place, a count that gives bounds only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from dateline.evaluate.base import Document, Row
from dateline.evaluate.files import dev_ids, find, read_objects
from dateline.evaluate.match import Range, align, overlapping, ranges, shared
from dateline.evaluate.scores import (
    Measure,
    Resamples,
    Scores,
    Tally,
    classified,
    count,
    f1,
    found,
    macro_f1,
    precision,
    recall,
    scores,
)
from dateline.gazetteer.base import distance_km
from dateline.ontology.registry import FAMILIES
from dateline.schema.draft import Draft
from dateline.schema.reading import Reading

Json = dict[str, Any]

VIOLENT = frozenset({*FAMILIES["violence"], *FAMILIES["demonstrations"], "arrest", "deployment"})
"""The types of violence F1."""

NEAR_KM = 50
"""A place is right within this distance."""

_SAME_TYPE, _ANY_TYPE = 10**8, 10**4
_DECISIONS = ("salience", "modality", "polarity", "series")
_TOLLS = ("killed", "injured")

MEASURES: tuple[Measure, ...] = (
    f1("typed event F1", "typed"),
    precision("typed event precision", "typed"),
    recall("typed event recall", "typed"),
    f1("event F1", "event"),
    f1("violence F1", "violence"),
    f1("main-event F1", "main"),
    f1("argument F1", "argument"),
    precision("argument precision", "argument"),
    recall("argument recall", "argument"),
    macro_f1("salience macro-F1", "salience"),
    macro_f1("modality macro-F1", "modality"),
    macro_f1("polarity macro-F1", "polarity"),
    macro_f1("series macro-F1", "series"),
    macro_f1("who-says-so macro-F1", "confidence"),
    recall("time accuracy", "time"),
    recall("place accuracy", "place"),
    recall("killed accuracy", "killed"),
    recall("injured accuracy", "injured"),
    count("times invented", "time:invented", "time:silent"),
    count("places invented", "place:invented", "place:silent"),
    count("tolls invented", "toll:invented", "toll:silent"),
    recall("attribution recall", "attribution"),
    macro_f1("stance macro-F1", "stance"),
)


class Corpus:
    """The benchmark ``corpus``."""

    name = "corpus"

    def load(self, path: Path, only: Path | None = None) -> Iterator[Document]:
        """The reports of files of readings."""
        wanted, seen = dev_ids(only, ("corpus",)), set[str]()
        for file in find(path, ("*.jsonl",)):
            for gold in read_objects(file, ("report", "events", "attributions")):
                report = gold["report"]
                docid = str(report.get("source_id") or report["id"])
                if docid in seen or (wanted is not None and docid not in wanted):
                    continue
                seen.add(docid)
                stated = {key: report.get(key) for key in ("published", "headline", "outlet")}
                yield Document(id=docid, text=report["text"], gold=gold, **stated)

    def predictions(self, docid: str, reading: Reading, draft: Draft) -> Row:  # noqa: ARG002
        """The reading itself."""
        row = reading.to_dict()
        row["report"]["source_id"] = docid
        return row

    def score(self, documents: Sequence[Document], rows: Mapping[str, Row]) -> Scores:
        """Events, their arguments and values, and who says what."""
        unread: Row = {"events": [], "attributions": []}
        return scores(Resamples([tally(one.gold, rows.get(one.id, unread)) for one in documents]), MEASURES)


def tally(gold: Json, row: Row) -> Tally:
    """What one report counts."""
    counted = Tally()
    events, ours = gold["events"], row["events"]
    pairs = [(events[i], ours[j]) for i, j in match_events(events, ours)]
    _count_events(counted, events, ours, pairs)
    _count_arguments(counted, events, ours, pairs)
    for event, our in pairs:
        for key in _DECISIONS:
            classified(counted, key, _label(event[key]), _label(our[key]))
        _count_time(counted, event.get("time"), our.get("time"))
        _count_place(counted, event.get("place"), our.get("place"))
        for toll in _TOLLS:
            _count_toll(counted, toll, (event.get("casualties") or {}).get(toll), our["casualties"][toll])
    _count_attributions(counted, gold["attributions"], row["attributions"])
    return counted


def match_events(gold: Sequence[Json], ours: Sequence[Json]) -> list[tuple[int, int]]:
    """Events paired one to one by an overlapping trigger or mention.

    As many pairs of equal type as there can be, then as many pairs, then those that share the most mentions.
    """
    there, here = [_mentions(event) for event in gold], [_mentions(event) for event in ours]

    def weight(i: int, j: int) -> int:
        common = overlapping(there[i], here[j])
        same = gold[i]["type"] == ours[j]["type"]
        return same * _SAME_TYPE + _ANY_TYPE + min(common, 99) if common else 0

    return align(range(len(gold)), range(len(ours)), weight)


def _mentions(event: Json) -> list[Range]:
    return ranges([event["trigger"], *event["mentions"]])


def _label(value: str | bool) -> str:
    return str(value).lower()


def _count_events(counted: Tally, gold: list[Json], ours: list[Json], pairs: list[tuple[Json, Json]]) -> None:
    same = [(event, our) for event, our in pairs if event["type"] == our["type"]]
    found(counted, "event", right=len(pairs), predicted=len(ours), gold=len(gold))
    found(counted, "typed", right=len(same), predicted=len(ours), gold=len(gold))
    found(
        counted,
        "violence",
        right=sum(event["type"] in VIOLENT for event, _ in same),
        predicted=sum(our["type"] in VIOLENT for our in ours),
        gold=sum(event["type"] in VIOLENT for event in gold),
    )
    found(
        counted,
        "main",
        right=sum(event["salience"] == our["salience"] == "main" for event, our in pairs),
        predicted=sum(our["salience"] == "main" for our in ours),
        gold=sum(event["salience"] == "main" for event in gold),
    )


def _count_arguments(counted: Tally, gold: list[Json], ours: list[Json], pairs: list[tuple[Json, Json]]) -> None:
    right = 0
    for event, our in pairs:
        matched = _match_arguments(event["arguments"], our["arguments"])
        right += len(matched)
        for argument, filler in matched:
            if argument["role"] == "actor" and argument.get("confidence"):
                classified(counted, "confidence", argument["confidence"], filler.get("confidence"))
    totals = (sum(len(event["arguments"]) for event in side) for side in (ours, gold))
    found(counted, "argument", right=right, predicted=next(totals), gold=next(totals))


def _match_arguments(gold: list[Json], ours: list[Json]) -> list[tuple[Json, Json]]:
    def weight(argument: Json, filler: Json) -> int:
        if argument["role"] != filler["role"]:
            return 0
        common = overlapping(ranges(argument["evidence"]), ranges(filler["evidence"]))
        return _ANY_TYPE + min(common, 99) if common else 0

    return [(gold[i], ours[j]) for i, j in align(gold, ours, weight)]


def _count_time(counted: Tally, gold: Json | None, ours: Json | None) -> None:
    told = ours is not None and ours["start"] is not None
    if gold is None or gold["start"] is None:
        counted["time:silent"] += 1
        counted["time:invented"] += told
        return
    counted["time:gold"] += 1
    counted["time:right"] += ours is not None and told and _days(gold) == _days(ours)


def _days(time: Json) -> tuple[str, ...]:
    return tuple((time[key] or "")[:10] for key in ("start", "end"))


def _count_place(counted: Tally, gold: Json | None, ours: Json | None) -> None:
    here = _point(ours)
    if gold is None:
        counted["place:silent"] += 1
        counted["place:invented"] += here is not None
        return
    there = _point(gold)
    if there is not None:
        counted["place:gold"] += 1
        counted["place:right"] += here is not None and distance_km(*there, *here) <= NEAR_KM


def _point(place: Json | None) -> tuple[float, float] | None:
    """Coordinates; a region that the coder left without them is neither right nor wrong."""
    return None if place is None or place.get("lat") is None else (place["lat"], place["lon"])


def _count_toll(counted: Tally, toll: str, gold: Json | None, ours: Json | None) -> None:
    if gold is None:
        counted["toll:silent"] += 1
        counted["toll:invented"] += ours is not None
    elif gold["best"] is not None:
        counted[f"{toll}:gold"] += 1
        counted[f"{toll}:right"] += ours is not None and ours["best"] == gold["best"]


def _count_attributions(counted: Tally, gold: list[Json], ours: list[Json]) -> None:
    """Recall alone: gold lists only the claims that bear on events. Of several finds, the stance of the closest."""
    for claim in gold:
        counted["attribution:gold"] += 1
        closest = max((_closeness(claim, one), -place) for place, one in enumerate(ours)) if ours else (0, 0)
        if closest[0] > 0:
            counted["attribution:right"] += 1
            classified(counted, "stance", claim["stance"], ours[-closest[1]]["stance"])


def _closeness(claim: Json, ours: Json) -> int:
    """How many characters of content two attributions share, if they have the same source; 0 where they do not match.

    A claim without content ("he admitted it") is told by its cue.
    """
    there, here = ranges(claim["source"]), ranges(ours["source"])
    same_source = overlapping(there, here) > 0 or not (there or here)
    part = "content" if claim["content"] else "cue"
    return sum(shared(a, b) for a in ranges(claim[part]) for b in ranges(ours[part])) if same_source else 0
