"""The tables of reviews: what people decided, and which of it no longer holds.

::

    decisions -- states        an entry of the log; a new state only where it became stale, or holds again
        `-- event_versions     the versions that it made
    coder_states               that a coder works blind from then on, or does not any more

What the machine made stays as it was: a decision leads to another reading of the same draft (``readings.machine``), and
to versions of events that name the decision.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Index, Integer, Table

from dateline.store.columns import change, id_, metadata, number, string

decisions = Table(
    "decisions", metadata,
    id_(),
    string("coder", null=False),
    string("kind", null=False),
    number("document", "documents", null=True, index=True),
    number("document_version", "document_versions", null=True),
    number("event", "events", null=True, index=True),
    number("incident", "incidents", null=True, index=True),
    Column("version", Integer),
    Column("blind", Boolean, nullable=False),
    string("action", null=False),
    change(),
    Index("ix_decisions_coder", "coder"),
)  # fmt: skip
"""``version``: of the event or incident, as its coder saw it. ``action``: JSON, whose spans count in the text of
``document_version``. ``blind``: a second coder's, without effect until it is adjudicated."""

decision_states = Table(
    "decision_states", metadata,
    id_(),
    number("decision", "decisions", index=True),
    string("stale"),
    change(),
)  # fmt: skip
"""``stale``: why the decision does not hold any more; null where it holds again."""

coder_states = Table(
    "coder_states", metadata,
    id_(),
    string("coder", null=False, index=True),
    Column("blind", Boolean, nullable=False),
    change(),
)  # fmt: skip
