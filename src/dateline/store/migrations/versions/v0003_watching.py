"""Where feeds stand, what became of their entries, and which events were told to whom."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from dateline.store.migrations.append_only import append_only

revision = "0003"
down_revision = "0002"

NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
STRING = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
TABLES = ("feeds", "feed_versions", "feed_entries", "alert_scans", "alert_matches", "alert_deliveries")


def upgrade() -> None:
    """Make the tables, empty: an older store has watched nothing."""
    op.create_table("feeds", _id(), _string("url"), _number("change", "changes"), sa.UniqueConstraint("url"))
    op.create_table(
        "feed_versions",
        _id(),
        _number("feed", "feeds"),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("etag", STRING),
        sa.Column("modified", STRING),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("not_before", STRING),
        _number("change", "changes"),
        sa.UniqueConstraint("feed", "number"),
    )
    op.create_table(
        "feed_entries",
        _id(),
        _number("feed", "feeds"),
        _string("key"),
        sa.Column("attempt", sa.Integer, nullable=False),
        _string("outcome"),
        _number("change", "changes"),
        sa.UniqueConstraint("feed", "key", "attempt"),
    )
    op.create_table("alert_scans", _id(), sa.Column("last", NUMBER, nullable=False), _number("change", "changes"))
    op.create_table(
        "alert_matches",
        _id(),
        _string("alert"),
        _string("receiver"),
        _number("event_version", "event_versions"),
        _number("change", "changes"),
        sa.UniqueConstraint("alert", "receiver", "event_version"),
    )
    op.create_table(
        "alert_deliveries",
        _id(),
        _number("match", "alert_matches"),
        _string("outcome"),
        _number("change", "changes"),
        sa.UniqueConstraint("match"),
    )
    append_only(TABLES)


def _id() -> sa.Column[int]:
    return sa.Column("id", NUMBER, primary_key=True, autoincrement=False)


def _number(name: str, refers: str) -> sa.Column[int]:
    return sa.Column(name, NUMBER, sa.ForeignKey(f"{refers}.id"), nullable=False)


def _string(name: str) -> sa.Column[str]:
    return sa.Column(name, STRING, nullable=False)
