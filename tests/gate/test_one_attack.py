"""The gate of linking: the reports of one attack by several outlets, read by the bundled model, become one incident."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from dateline.ingest.page import Stated
from dateline.link.incidents import incidents
from dateline.pipeline import Pipeline
from dateline.schema.incident import Incident

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "data" / "corpus"
ATTACK = "mazar-consulate-2016-11-10"

pytestmark = pytest.mark.skipif(
    not (CORPUS / "dev.incidents.json").exists(), reason="the corpus is not beside the project, in ../shared/data"
)


@cache
def gold() -> dict[str, dict[str, Any]]:
    """The reports that tell the attack, by their id: the whole records."""
    listed = json.loads((CORPUS / "dev.incidents.json").read_text(encoding="utf-8"))
    wanted = {report for each in listed if each["id"] == ATTACK for report, _ in each["events"]}
    lines = (CORPUS / "dev.jsonl").read_text(encoding="utf-8").splitlines()
    rows = (json.loads(line) for line in lines)
    return {row["report"]["source_id"]: row for row in rows if row["report"]["source_id"] in wanted}


def shared(incident: Incident) -> int:
    """How many members of an incident share a word with what gold says of the attack in their report."""
    listed = json.loads((CORPUS / "dev.incidents.json").read_text(encoding="utf-8"))
    wanted = {tuple(pair) for each in listed if each["id"] == ATTACK for pair in each["events"]}
    words = {
        (row["report"]["outlet"], at)
        for source, row in gold().items() for event in row["events"] if (source, event["id"]) in wanted
        for span in (event["trigger"], *event["mentions"]) for at in range(span["start"], span["end"])
    }  # fmt: skip
    return sum((member.outlet, member.trigger.start) in words for member in incident.members)


@cache
def attack() -> Incident:
    """The incident that tells most of what gold says of the attack."""
    pipeline = Pipeline.open()
    read = []
    for row in gold().values():
        told = row["report"]
        stated = Stated(published=told["published"], headline=told["headline"], outlet=told["outlet"])
        outcome = pipeline.read_text(told["text"], stated)
        read.append((outcome.reading, outcome.draft))
    return max(incidents(read), key=shared)


def test_all_outlets_tell_one_incident() -> None:
    assert {member.outlet for member in attack().members} == {row["report"]["outlet"] for row in gold().values()}
    assert all(member.salience == "main" for member in attack().members)
    assert attack().corroboration.publishers == 3


def test_each_outlets_toll_is_shown() -> None:
    outlet = {member.report: member.outlet for member in attack().members}
    shown = {outlet[telling.report]: (telling.value.low, telling.value.best)
             for told in attack().casualties.killed.told for telling in told.tellings}  # fmt: skip
    assert shown == {"nytimes": (2, 2), "independent": (2, 2), "telegraph": (6, 6)}
    assert (attack().casualties.killed.low, attack().casualties.killed.high) == (2, 6)
