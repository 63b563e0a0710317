"""Reports with gold incidents as linking sees them: sketches with the happening that each event tells."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any

from dateline.evaluate import incident
from dateline.evaluate.gvc import GunViolenceCorpus
from dateline.ingest.page import Stated
from dateline.link.sketch import Sketch, sketch
from dateline.pipeline import Options, Pipeline
from dateline.schema.reading import Reading

Json = dict[str, Any]
Ranges = list[tuple[int, int, str]]
"""Start and end of mentions with their chain."""

SETS = ("gvc", "ecbplus-train", "ecbplus-dev", "corpus-train")


@dataclass(frozen=True)
class Labelled:
    """A report: ``story`` is its incident (GVC) or subtopic (ECB+), ``gold`` the chain of the events that have one.

    Of the corpus, ``gold`` is the day of the events that have one.
    """

    sketch: Sketch
    docid: str
    story: str
    gold: dict[str, str]


def load(name: str, data: Path, cache: Path) -> list[Labelled]:
    """One of ``SETS``, read by the bundled model, kept in ``cache`` from then on."""
    kept = cache / f"{name}.jsonl"
    if not kept.exists():
        cache.mkdir(parents=True, exist_ok=True)
        source, *parts = name.split("-")
        readers: dict[str, Callable[..., Iterator[Labelled]]] = {"gvc": _gvc, "ecbplus": _ecbplus, "corpus": _corpus}
        found = readers[source](data, *parts)
        lines = [json.dumps(vars(each) | {"sketch": each.sketch.model_dump(mode="json")}) for each in found]
        kept.write_text("\n".join(lines), encoding="utf-8")
    return [_labelled(json.loads(line)) for line in kept.read_text(encoding="utf-8").splitlines()]


def _labelled(kept: Json) -> Labelled:
    return Labelled(Sketch(**kept["sketch"]), kept["docid"], kept["story"], kept["gold"])


def rows(path: Path) -> Iterator[Json]:
    """The documents of a packed file."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def _gvc(data: Path) -> Iterator[Labelled]:
    """GVC: the events that tell the shooting have the report's incident for their chain, the others none."""
    pipeline = Pipeline.open(Options(threads=1))
    for document in GunViolenceCorpus().load(data / "gvc"):
        outcome = pipeline.read_text(document.text, Stated(published=document.published, headline=document.headline))
        story = document.gold["incident"]
        gold = {event["id"]: story for event in incident.told(outcome.reading.to_dict())}
        yield Labelled(sketch(outcome.reading, outcome.draft), document.id, story, gold)


def _corpus(data: Path, part: str) -> Iterator[Labelled]:
    """The corpus: which events are one is not told, but the day of many is."""
    pipeline = Pipeline.open(Options(threads=1))
    with (data / "corpus" / f"{part}.jsonl").open(encoding="utf-8") as file:
        for row in map(json.loads, file):
            told = row["report"]
            stated = Stated(published=told["published"], headline=told["headline"], outlet=told["outlet"])
            outcome = pipeline.read_text(told["text"], stated)
            gold = days(outcome.reading, row["events"])
            yield Labelled(sketch(outcome.reading, outcome.draft), told["source_id"], told["source_id"], gold)


def days(reading: Reading, gold: list[Json]) -> dict[str, str]:
    """The day that gold tells of each event that shares a trigger with one of gold's."""
    spans = [
        (span["start"], span["end"], event["time"]["start"][:10])
        for event in gold
        if event["time"] and event["time"]["start"] and event["time"]["start"][:10] == event["time"]["end"][:10]
        for span in (event["trigger"], *event["mentions"])
    ]
    return chains(reading, spans)


def _ecbplus(data: Path, part: str) -> Iterator[Labelled]:
    """ECB+: an event has the chain of the gold mentions it shares characters with."""
    pipeline = Pipeline.open(Options(threads=1))
    for row in rows(data / "ecbplus" / f"{part}.jsonl.gz"):
        text, mentions = _mentions(row)
        outcome = pipeline.read_text(text, Stated())
        gold = chains(outcome.reading, mentions)
        yield Labelled(sketch(outcome.reading, outcome.draft), row["docid"], row["subtopic"], gold)


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
