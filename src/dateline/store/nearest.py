"""What a person may mean when an event is told elsewhere too: the incidents and reports that are most like it."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, select

from dateline.link.cluster import likeness
from dateline.link.independence import shared
from dateline.link.score import PairModel
from dateline.link.sketch import Sketch
from dateline.store.copies import signatures
from dateline.store.incident_tables import event_sketches, reading_sketches
from dateline.store.known import Known
from dateline.store.members import members, told_in
from dateline.store.packing import unpack_event_sketch, unpack_report_sketch
from dateline.store.queries import last_change
from dateline.store.tables import document_versions, event_versions, events


def nearest_incidents(connection: Connection, event: int) -> Mapping[int, float]:
    """The other incidents that linking compares an event with, each with the mean probability that it tells the same.

    Nothing where the event was not linked yet.
    """
    row = connection.execute(
        select(event_sketches.c.content, event_versions.c.reading, events.c.document)
        .join(event_versions, event_versions.c.id == event_sketches.c.event_version)
        .join(events, events.c.id == event_sketches.c.event)
        .where(event_sketches.c.event == event).order_by(event_sketches.c.id.desc()).limit(1)
    ).one_or_none()  # fmt: skip
    if row is None:
        return {}
    last = last_change(connection, None)
    own = select(reading_sketches.c.content).where(reading_sketches.c.reading == row.reading)
    report = unpack_report_sketch(connection.scalars(own).one())
    sketch: Sketch = report.model_copy(
        update={"report": str(row.document), "events": (unpack_event_sketch(row.content),)}
    )
    state = Known(connection, [sketch], last)
    here = told_in(connection, [event], last).get(event)
    return {
        int(name): score for name, score in likeness(sketch, state, PairModel.bundled()).items()
        if name in state.incidents and int(name) != here
    }  # fmt: skip


def nearest_documents(connection: Connection, document: int) -> Mapping[int, float]:
    """The other documents that tell an incident of a document's, each with the share of its text that is the same."""
    last = last_change(connection, None)
    own = select(document_versions.c.text).where(document_versions.c.document == document)
    text = connection.scalar(own.order_by(document_versions.c.number.desc()).limit(1))
    mine = connection.scalars(select(events.c.id).where(events.c.document == document)).all()
    told = members(connection, sorted(set(told_in(connection, mine, last).values())), last)
    texts = {each.document: each.text for held in told.values() for each in held if each.document != document}
    if text is None or not texts:
        return {}
    signed = signatures(connection, {text, *texts.values()})
    return {other: shared(signed[text], signed[of]) for other, of in texts.items()}
