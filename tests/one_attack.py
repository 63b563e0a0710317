"""An attack that several outlets tell, from the corpus beside the project: its reports, and what of it is gold."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from dateline.schema.incident import Incident

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "data" / "corpus"
ATTACK = "mazar-consulate-2016-11-10"
MISSING = (
    None if (CORPUS / "dev.incidents.json").exists() else "the corpus is not beside the project, in ../shared/data"
)


@cache
def gold() -> dict[str, dict[str, Any]]:
    """The reports that tell the attack, by their id: the whole records."""
    listed = json.loads((CORPUS / "dev.incidents.json").read_text(encoding="utf-8"))
    wanted = {report for each in listed if each["id"] == ATTACK for report, _ in each["events"]}
    lines = (CORPUS / "dev.jsonl").read_text(encoding="utf-8").splitlines()
    rows = (json.loads(line) for line in lines)
    return {row["report"]["source_id"]: row for row in rows if row["report"]["source_id"] in wanted}


def shared(incident: Incident) -> tuple[int, int]:
    """How many members of an incident that their reports mainly tell, as gold has the attack, share a word with what
    gold says of it there; and how many it has in all. The attack's gunfire may be an incident of its own beside it.
    """
    listed = json.loads((CORPUS / "dev.incidents.json").read_text(encoding="utf-8"))
    wanted = {tuple(pair) for each in listed if each["id"] == ATTACK for pair in each["events"]}
    words = {
        (row["report"]["outlet"], at)
        for source, row in gold().items() for event in row["events"] if (source, event["id"]) in wanted
        for span in (event["trigger"], *event["mentions"]) for at in range(span["start"], span["end"])
    }  # fmt: skip
    telling = [member for member in incident.members if member.salience == "main"]
    return sum((member.outlet, member.trigger.start) in words for member in telling), len(incident.members)
