"""What people have reviewed, as rows of the corpus: readings to learn from and to be measured by."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import select

from dateline.review.replay import Replayed, replay
from dateline.schema.reading import Reading
from dateline.store import decision_log
from dateline.store.engine import Database
from dateline.store.review_tables import decisions
from dateline.store.review_writer import entries, machine

_SHOWING = (~decisions.c.blind, decisions.c.event.is_not(None))


def reviewed_reports(database: Database, *, partial: bool = False) -> Iterator[dict[str, Any]]:
    """Reports of which people have decided every event, as JSON of the record; ``partial``: also those of which they
    have decided some, with these alone.

    What nobody looks at in a review is null or left out: scores, codes, times, literal places, attributions of other
    events. ``source_id`` is never null, and each stands once.
    """
    with database.reading() as connection:
        found = connection.scalars(select(decisions.c.document).where(*_SHOWING).distinct().order_by("document")).all()
    names: set[str] = set()
    for document in found:
        with database.reading() as connection:
            base = machine(connection, document)
            if base is None:
                continue
            log = decision_log.read(connection, decisions.c.document == document, *_SHOWING)
            done = replay(base.sheet, entries(connection, log, base))
        decided = {done.sheet.ids[event] for event in done.applied if event in done.sheet.ids}
        whole = len(decided) == len(done.sheet.reading.events)
        if done.applied and (whole or (partial and decided)):
            yield _row(done, decided, _name(done.sheet.reading, document, names))


def _name(reading: Reading, document: int, taken: set[str]) -> str:
    own = reading.report.source_id
    name = own if own and own not in taken else f"document-{document}"
    taken.add(name)
    return name


def _row(done: Replayed, decided: set[str], name: str) -> dict[str, Any]:
    row = done.sheet.reading.to_dict()
    row["report"]["source_id"] = name
    row["events"] = [_event(each, decided) for each in row["events"] if each["id"] in decided]
    said = {name for each in row["events"] for name in each["attributions"]}
    row["attributions"] = [
        each | {"events": [event for event in each["events"] if event in decided]}
        for each in row["attributions"] if each["id"] in said
    ]  # fmt: skip
    row["places"] = [each for each in row["places"] if not each["literal"]]
    return row | {"times": [], "warnings": []}


def _event(event: dict[str, Any], decided: set[str]) -> dict[str, Any]:
    bare = {name: value for name, value in event.items() if name != "decided"}
    links = [link for link in event["links"] if link["event"] in decided]
    arguments = [each | {"score": None} for each in event["arguments"]]
    unknown = {"codes": None, "codes_why_not": None, "score": None}
    return bare | unknown | {"arguments": arguments, "links": links}
