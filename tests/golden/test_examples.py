"""The examples: what their pages say of themselves, exactly; what they tell, as it was reviewed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dateline.evaluate.base import Document, Row
from dateline.evaluate.corpus import Corpus
from dateline.ingest.source import Source
from dateline.ingest.sources import sources
from dateline.ontology.registry import FAMILIES
from dateline.pipeline import Pipeline
from dateline.reader.runtime import BUNDLED
from dateline.schema.reading import Reading

EXAMPLES = Path(__file__).parents[2] / "examples"
READINGS = EXAMPLES / "readings"

FLOOR = 60.0
"""Typed event F1 of the bundled model over the examples, in percent; a lower floor needs a note in the changelog."""

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def reading_of(source: Source) -> str:
    """The name of the reviewed reading: ``short-reports.jsonl:2`` is ``short-reports-2``."""
    file, _, row = Path(source.name).name.partition(":")
    return "-".join(filter(None, (Path(file).stem, row)))


SOURCES = {reading_of(source): source for source in sources([str(EXAMPLES)])}

each = pytest.mark.parametrize("name", sorted(SOURCES))


def reviewed(name: str) -> dict[str, Any]:
    """The reviewed reading of one example."""
    gold: dict[str, Any] = json.loads((READINGS / f"{name}.json").read_text(encoding="utf-8"))
    return gold


def completed(gold: dict[str, Any]) -> Reading:
    """The reviewed reading as a whole record: what a reviewer does not give (scores, codes, names) is filled in."""
    filled = json.loads(json.dumps(gold))
    for event in filled["events"]:
        event |= {"score": 1.0, "codes": {}, "codes_why_not": {}}
        for argument in event["arguments"]:
            argument["score"] = 1.0
            if argument["entity"]:
                argument["entity"]["name"] = argument["text"]
    for place in filled["places"]:
        place |= {"name": place["evidence"][0]["text"], "precision": "unknown"}
    filled["provenance"] |= {"dateline": "0", "gazetteer": "none"}
    return Reading.model_validate(filled)


def spans(value: Any) -> Iterator[dict[str, Any]]:
    """Every span in a record."""
    if isinstance(value, dict):
        if value.keys() == {"start", "end", "text"}:
            yield value
        for part in value.values():
            yield from spans(part)
    elif isinstance(value, list):
        for part in value:
            yield from spans(part)


def test_every_example_has_its_reviewed_reading() -> None:
    assert sorted(SOURCES) == sorted(path.stem for path in READINGS.glob("*.json"))
    assert len({Path(source.name.partition(":")[0]).name for source in SOURCES.values()}) >= 7


@each
def test_the_page_says_of_itself_exactly_what_was_reviewed(name: str) -> None:
    intake = SOURCES[name].load()
    assert intake.report.model_dump(mode="json") == reviewed(name)["report"]
    assert intake.warnings == ()


@each
def test_every_span_of_a_reviewed_reading_holds_its_words(name: str) -> None:
    gold = reviewed(name)
    found = list(spans(gold))
    assert len(found) > 30
    text = gold["report"]["text"]
    for span in found:
        assert text[span["start"] : span["end"]] == span["text"]


@each
def test_a_reviewed_reading_is_a_record(name: str) -> None:
    reading = completed(reviewed(name))
    known = {kind for family in FAMILIES.values() for kind in family}
    events = [event.id for event in reading.events]
    claims = [claim.id for claim in reading.attributions]
    assert events == [f"e{number}" for number in range(1, len(events) + 1)]
    assert claims == [f"a{number}" for number in range(1, len(claims) + 1)]
    assert any(event.salience == "main" for event in reading.events)
    for event in reading.events:
        assert event.type in known
        assert set(event.attributions) <= set(claims)
        assert {link.event for link in event.links} <= set(events) - {event.id}
        for claim in reading.attributions:
            assert (claim.id in event.attributions) == (event.id in claim.events)
        for argument in event.arguments:
            assert (argument.confidence is not None) == (argument.role == "actor")


@each
def test_reviewed_weekdays_fall_on_their_dates(name: str) -> None:
    for event in completed(reviewed(name)).events:
        if event.time is None or event.time.start is None or event.time.type == "DURATION":
            continue
        day = date.fromisoformat(event.time.start[:10])
        words = " ".join(span.text.lower() for span in event.time.evidence)
        assert [name for name in WEEKDAYS if name in words] in ([], [WEEKDAYS[day.weekday()]])


@pytest.mark.skipif(not (BUNDLED / "encoder.onnx").is_file(), reason="the bundled model is not there")
def test_the_pipeline_reads_the_examples_as_they_were_reviewed() -> None:
    pipeline = Pipeline.open()
    benchmark = Corpus()
    documents, rows = [], dict[str, Row]()
    for name, source in SOURCES.items():
        outcome = pipeline.read(source.load())
        rows[name] = benchmark.predictions(name, outcome.reading, outcome.draft)
        documents.append(Document(id=name, text=outcome.reading.report.text, gold=reviewed(name)))
    figure = benchmark.score(documents, rows)["typed event F1"]
    assert figure.value is not None
    assert figure.value >= FLOOR
