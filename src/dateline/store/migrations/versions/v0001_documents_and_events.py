"""Runs and changes, texts and documents, drafts and readings, events and what they hold."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from dateline.store.migrations.append_only import append_only

revision = "0001"
down_revision = None

NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
STRING = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
TABLES = (
    "runs", "changes", "texts", "documents", "document_versions", "drafts", "readings", "attributions", "events",
    "event_versions", "event_places", "arguments", "event_attributions", "reading_events",
)  # fmt: skip


def upgrade() -> None:
    """Make the tables and keep their rows from being changed."""
    _runs_and_changes()
    _texts_and_documents()
    _drafts_and_readings()
    _events()
    _what_events_hold()
    append_only(TABLES)


def _runs_and_changes() -> None:
    op.create_table("runs", _id(), _string("started"), _string("command"), _string("recipe"))
    op.create_table("changes", _id(), _string("at"), _string("why"), _number("run", "runs"))
    op.create_index("ix_changes_at", "changes", ["at"])


def _texts_and_documents() -> None:
    op.create_table(
        "texts", _id(), _string("sha256"), _blob("content"), _number("change", "changes"), sa.UniqueConstraint("sha256")
    )
    op.create_table("documents", _id(), _string("key"), _number("change", "changes"), sa.UniqueConstraint("key"))
    op.create_table(
        "document_versions",
        _id(),
        _number("document", "documents"),
        sa.Column("number", sa.Integer, nullable=False),
        _number("text", "texts"),
        _string("digest"),
        *_optional(
            "source_id", "url", "outlet", "outlet_words", "headline", "byline", "section", "published",
            "published_from", "dateline_place", "language",
        ),
        _number("change", "changes"),
        sa.UniqueConstraint("document", "number"),
        sa.UniqueConstraint("document", "digest"),
    )  # fmt: skip
    op.create_index("ix_document_versions_text", "document_versions", ["text"])
    op.create_index("ix_document_versions_outlet_words", "document_versions", ["outlet_words"])


def _drafts_and_readings() -> None:
    op.create_table(
        "drafts",
        _id(),
        _number("text", "texts"),
        _string("model"),
        *(_blob(name) for name in ("content", "vector", "trigger_vectors", "sentence_vectors")),
        _number("change", "changes"),
        sa.UniqueConstraint("text", "model"),
    )
    op.create_table(
        "readings",
        _id(),
        _number("document_version", "document_versions"),
        _number("draft", "drafts"),
        _string("recipe"),
        _blob("content"),
        _number("change", "changes"),
    )
    op.create_index("ix_readings_document_version", "readings", ["document_version"])
    op.create_table(
        "attributions",
        _id(),
        _number("reading", "readings"),
        _string("local"),
        *_optional("source", "cue", "content", "via"),
        _string("source_kind"),
        _string("stance"),
        sa.Column("quote", sa.Boolean, nullable=False),
    )
    op.create_index("ix_attributions_reading", "attributions", ["reading"])


def _events() -> None:
    op.create_table("events", _id(), _number("document", "documents"), _number("change", "changes"))
    op.create_index("ix_events_document", "events", ["document"])
    op.create_table(
        "event_versions",
        _id(),
        _number("event", "events"),
        sa.Column("number", sa.Integer, nullable=False),
        _number("reading", "readings"),
        _string("local"),
        sa.Column("present", sa.Boolean, nullable=False),
        *(_string(name) for name in ("digest", "type", "trigger", "salience", "modality", "polarity")),
        sa.Column("series", sa.Boolean, nullable=False),
        *_optional("first_day", "last_day"),
        *(
            sa.Column(f"{toll}_{bound}", sa.BigInteger)
            for toll in ("killed", "injured", "missing", "abducted", "arrested")
            for bound in ("low", "best", "high")
        ),
        sa.Column("score", sa.Float(53)),
        _number("change", "changes"),
        sa.UniqueConstraint("event", "number"),
    )
    for name in ("reading", "type", "first_day"):
        op.create_index(f"ix_event_versions_{name}", "event_versions", [name])


def _what_events_hold() -> None:
    version = ("event_version", "event_versions")
    op.create_table(
        "event_places",
        _number(*version, primary=True),
        _position(),
        _string("name"),
        sa.Column("geonameid", sa.BigInteger),
        *_optional("gazetteer_id", "country", "admin1", "precision"),
        *(sa.Column(name, sa.Float(53)) for name in ("radius_km", "lat", "lon", "x", "y", "z")),
    )
    op.create_index("ix_event_places_lat_lon", "event_places", ["lat", "lon"])
    op.create_table(
        "arguments",
        _number(*version, primary=True),
        _position(),
        *(_string(name) for name in ("role", "text", "words")),
        *_optional("entity_name", "entity_words", "entity_id", "kind", "country", "confidence"),
        *(sa.Column(name, sa.BigInteger) for name in ("count_low", "count_best", "count_high")),
        sa.Column("score", sa.Float(53)),
    )
    op.create_index("ix_arguments_entity_id", "arguments", ["entity_id"])
    op.create_table(
        "event_attributions", _number(*version, primary=True), _number("attribution", "attributions", primary=True)
    )
    op.create_table(
        "reading_events",
        _number("reading", "readings", primary=True),
        sa.Column("local", STRING, primary_key=True),
        _number(*version),
        sa.Column("match", sa.Float(53)),
    )
    op.create_index("ix_reading_events_event_version", "reading_events", ["event_version"])


def _id() -> sa.Column[int]:
    return sa.Column("id", NUMBER, primary_key=True, autoincrement=False)


def _position() -> sa.Column[int]:
    return sa.Column("position", sa.Integer, primary_key=True, autoincrement=False)


def _number(name: str, refers: str, *, primary: bool = False) -> sa.Column[int]:
    return sa.Column(name, NUMBER, sa.ForeignKey(f"{refers}.id"), nullable=False, primary_key=primary)


def _string(name: str) -> sa.Column[str]:
    return sa.Column(name, STRING, nullable=False)


def _optional(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, STRING) for name in names]


def _blob(name: str) -> sa.Column[bytes]:
    return sa.Column(name, sa.LargeBinary, nullable=False)
