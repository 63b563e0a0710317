"""Who may use the workbench, and what they did there."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from dateline.store.migrations.append_only import append_only

revision = "0006"
down_revision = "0005"

NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
STRING = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
TABLES = ("users", "user_versions", "audit")


def upgrade() -> None:
    """Make the tables, empty: an older store had no users."""
    op.create_table("users", _id(), _string("name"), _number("change", "changes"), sa.UniqueConstraint("name"))
    op.create_table(
        "user_versions",
        _id(),
        _number("user", "users"),
        sa.Column("number", sa.Integer, nullable=False),
        _string("role"),
        _string("password"),
        sa.Column("active", sa.Boolean, nullable=False),
        _number("change", "changes"),
        sa.UniqueConstraint("user", "number"),
    )
    op.create_table(
        "audit",
        _id(),
        sa.Column("user_name", STRING),
        sa.Column("address", STRING),
        _string("action"),
        sa.Column("subject", STRING),
        _number("change", "changes"),
    )
    op.create_index("ix_audit_action", "audit", ["action"])
    append_only(TABLES)


def _id() -> sa.Column[int]:
    return sa.Column("id", NUMBER, primary_key=True, autoincrement=False)


def _number(name: str, refers: str) -> sa.Column[int]:
    return sa.Column(name, NUMBER, sa.ForeignKey(f"{refers}.id"), nullable=False)


def _string(name: str) -> sa.Column[str]:
    return sa.Column(name, STRING, nullable=False)
