"""Incidents with their members and versions, what linking goes on from, and which texts are copies.

Linking needs no step of its own here: an older store's events are pending, and the next run that links works them off.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from dateline.store import copies
from dateline.store.migrations.append_only import append_only
from dateline.store.packing import unpack_text

revision = "0004"
down_revision = "0003"

NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
STRING = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
TABLES = (
    "incidents", "memberships", "incident_versions", "event_sketches", "reading_sketches", "block_keys", "link_scans",
    "text_signatures", "text_bands", "copies",
)  # fmt: skip


def upgrade() -> None:
    """Make the tables, and find the copies among the texts that are stored."""
    _incidents()
    _sketches()
    _copies()
    append_only(TABLES)
    _find_copies()


def _incidents() -> None:
    op.create_table("incidents", _id(), _change())
    op.create_table(
        "memberships",
        _id(),
        _number("event", "events"),
        sa.Column("number", sa.Integer, nullable=False),
        _number("incident", "incidents"),
        _string("kind"),
        sa.Column("score", sa.Float(53)),
        _string("why"),
        _change(),
        sa.UniqueConstraint("event", "number"),
    )
    op.create_index("ix_memberships_incident", "memberships", ["incident"])
    op.create_table(
        "incident_versions",
        _id(),
        _number("incident", "incidents"),
        sa.Column("number", sa.Integer, nullable=False),
        _string("why"),
        sa.Column("present", sa.Boolean, nullable=False),
        sa.Column("absorbed_into", NUMBER, sa.ForeignKey("incidents.id")),
        *(_string(name) for name in ("digest", "title", "type", "salience")),
        *_optional("first_day", "last_day", "place", "country", "admin1", "gazetteer_id", "precision"),
        *(sa.Column(name, sa.Float(53)) for name in ("radius_km", "lat", "lon", "x", "y", "z")),
        *(
            sa.Column(f"{toll}_{bound}", sa.BigInteger)
            for toll in ("killed", "injured")
            for bound in ("low", "best", "high")
        ),
        *(sa.Column(name, sa.Integer, nullable=False) for name in ("members", "reports", "publishers", "copies")),
        *_optional("first_published", "last_published"),
        _string("disputed"),
        _change(),
        sa.UniqueConstraint("incident", "number"),
    )
    for name in ("type", "first_day"):
        op.create_index(f"ix_incident_versions_{name}", "incident_versions", [name])
    op.create_index("ix_incident_versions_lat_lon", "incident_versions", ["lat", "lon"])


def _sketches() -> None:
    op.create_table(
        "event_sketches",
        _id(),
        _number("event", "events"),
        _number("event_version", "event_versions"),
        _blob("content"),
        _change(),
        sa.UniqueConstraint("event_version"),
    )
    op.create_index("ix_event_sketches_event", "event_sketches", ["event"])
    op.create_table("reading_sketches", _number("reading", "readings", primary=True), _blob("content"), _change())
    op.create_table(
        "block_keys",
        sa.Column("key", sa.BigInteger, primary_key=True, autoincrement=False),
        _number("event_sketch", "event_sketches", primary=True),
        sqlite_with_rowid=False,
    )
    op.create_table("link_scans", _id(), sa.Column("last", NUMBER, nullable=False), _change())


def _copies() -> None:
    op.create_table("text_signatures", _number("text", "texts", primary=True), _blob("signature"), _change())
    op.create_table(
        "text_bands",
        sa.Column("band", sa.BigInteger, primary_key=True, autoincrement=False),
        _number("text", "texts", primary=True),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "copies",
        _number("document_version", "document_versions", primary=True),
        _number("copy_of", "document_versions"),
        sa.Column("likeness", sa.Float(53)),
        _string("relation"),
        _change(),
    )
    op.create_index("ix_copies_copy_of", "copies", ["copy_of"])


def _find_copies() -> None:
    """Sign every text and mark every copy, in the order in which they came and by the changes that they came with.

    Today's code does it, not a copy of it: what is stored tomorrow must find these.
    """
    connection = op.get_bind()
    versions = sa.table("document_versions", *map(sa.column, ("id", "text", "change")))
    texts = sa.table("texts", *map(sa.column, ("id", "content", "change")))
    stored = sa.select(versions.c.id, versions.c.text, versions.c.change, texts.c.change.label("came")).join_from(
        versions, texts, texts.c.id == versions.c.text
    )
    contents = sa.select(texts.c.content)
    for row in connection.execute(stored.order_by(versions.c.id)).all():
        content = unpack_text(connection.scalars(contents.where(texts.c.id == row.text)).one())
        copies.add(connection, row.id, row.text, content, row.change, new=row.came == row.change)


def _id() -> sa.Column[int]:
    return sa.Column("id", NUMBER, primary_key=True, autoincrement=False)


def _number(name: str, refers: str, *, primary: bool = False) -> sa.Column[int]:
    return sa.Column(name, NUMBER, sa.ForeignKey(f"{refers}.id"), nullable=False, primary_key=primary)


def _change() -> sa.Column[int]:
    return _number("change", "changes")


def _string(name: str) -> sa.Column[str]:
    return sa.Column(name, STRING, nullable=False)


def _optional(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, STRING) for name in names]


def _blob(name: str) -> sa.Column[bytes]:
    return sa.Column(name, sa.LargeBinary, nullable=False)
