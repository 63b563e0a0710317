"""Reports with gold incidents as linking sees them: sketches with the happening that each event tells."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any

from dateline.ingest.page import Stated, take_text
from dateline.link.sketch import Sketch, sketch
from dateline.ontology.registry import FAMILIES
from dateline.pipeline import Options, Pipeline
from dateline.schema.draft import Draft
from dateline.schema.reading import Reading

Json = dict[str, Any]
Ranges = list[tuple[int, int, str]]
"""Start and end of mentions with their chain."""

HARMING = frozenset(FAMILIES["violence"]) - {"property-destruction", "territory-change", "weapons-disrupted"}
SETS = ("gvc", "ecbplus-train", "ecbplus-dev", "ecbplus-train-given", "ecbplus-dev-given")


@dataclass(frozen=True)
class Labelled:
    """A report: ``story`` is its incident (GVC) or subtopic (ECB+), ``gold`` the chain of the events that have one.

    ``same`` holds the reader's own (event, event, probability) of pairs within the report.
    """

    sketch: Sketch
    docid: str
    story: str
    gold: dict[str, str]
    same: tuple[tuple[str, str, float], ...] = ()


def load(name: str, data: Path, cache: Path) -> list[Labelled]:
    """One of ``SETS``, read by the bundled model, kept in ``cache`` from then on.

    ``-given``: ECB+ with its gold event mentions given as triggers, every mention an event.
    """
    kept = cache / f"{name}.jsonl"
    if not kept.exists():
        cache.mkdir(parents=True, exist_ok=True)
        found = _gvc(data) if name == "gvc" else _ecbplus(data, *name.split("-")[1:])
        lines = [json.dumps(vars(each) | {"sketch": each.sketch.model_dump(mode="json")}) for each in found]
        kept.write_text("\n".join(lines), encoding="utf-8")
    return [_labelled(json.loads(line)) for line in kept.read_text(encoding="utf-8").splitlines()]


def _labelled(kept: Json) -> Labelled:
    same = tuple((a, b, score) for a, b, score in kept["same"])
    return Labelled(Sketch(**kept["sketch"]), kept["docid"], kept["story"], kept["gold"], same)


def rows(path: Path) -> Iterator[Json]:
    """The documents of a packed file."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def _gvc(data: Path) -> Iterator[Labelled]:
    """GVC: the events that tell the shooting have the report's incident for their chain, the others none."""
    pipeline = Pipeline.open(Options(threads=1))
    for row in rows(data / "gvc" / "dev.jsonl.gz"):
        published, *lines = (" ".join(tokens) for tokens in row["sents"])
        text = "\n".join(line.replace("//n", "").rstrip() for line in lines)
        stated = Stated(published=published, headline=text.partition("\n")[0] or None)
        outcome = pipeline.read_text(text, stated)
        gold = dict.fromkeys(telling(outcome.reading), str(row["incident"]))
        yield Labelled(sketch(outcome.reading, outcome.draft), row["docid"], str(row["incident"]), gold)


def telling(reading: Reading) -> list[str]:
    """The events that tell what a report of violence is about: harm that happened, of the greatest salience."""
    harm = [each for each in reading.events
            if each.type in HARMING and each.modality == "actual" and each.polarity == "positive"]  # fmt: skip
    by_salience = ([each.id for each in harm if each.salience == told] for told in ("main", "related", "background"))
    return next((found for found in by_salience if found), [])


def _ecbplus(data: Path, part: str, given: str = "") -> Iterator[Labelled]:
    pipeline = Pipeline.open(Options(threads=1, min_score=0.0 if given else None))
    for row in rows(data / "ecbplus" / f"{part}.jsonl.gz"):
        text, mentions = _mentions(row)
        report = take_text(text, Stated()).report
        draft = pipeline.reader.draft(text, [(start, end) for start, end, _ in mentions] if given else None)
        reading = pipeline.reading(report, draft.model_copy(update={"same_event": ()}) if given else draft)
        yield Labelled(
            sketch(reading, draft), row["docid"], row["subtopic"], chains(reading, mentions), _same(reading, draft)
        )


def _mentions(row: Json) -> tuple[str, Ranges]:
    """The text of an ECB+ document and its event mentions."""
    lines = [" ".join(tokens) for tokens in row["sents"]]
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    found = []
    for one in row["mentions"]:
        if one.get("kind", "event") == "event":
            tokens = row["sents"][one["sent"]]
            start = starts[one["sent"]] + sum(len(token) + 1 for token in tokens[: one["start"]])
            found.append((start, start + len(" ".join(tokens[one["start"] : one["end"]])), one["chain"]))
    return "\n".join(lines), found


def chains(reading: Reading, mentions: Ranges) -> dict[str, str]:
    """The chain of the gold mentions that each event shares the most characters with."""
    found = {}
    for event in reading.events:
        shared: Counter[str] = Counter()
        for span in (event.trigger, *event.mentions):
            for start, end, chain in mentions:
                if (common := min(end, span.end) - max(start, span.start)) > 0:
                    shared[chain] += common
        if shared:
            found[event.id] = shared.most_common(1)[0][0]
    return found


def _same(reading: Reading, draft: Draft) -> tuple[tuple[str, str, float], ...]:
    by_span = {(event.trigger.start, event.trigger.end): event.id for event in reading.events}
    names = [by_span.get((each.start, each.end)) for each in draft.triggers]
    return tuple((a, b, score) for i, j, score in draft.same_event if (a := names[i]) and (b := names[j]))
