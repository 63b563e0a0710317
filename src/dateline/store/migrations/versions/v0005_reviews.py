"""What people decide, which readings and versions of events came of it, and which decisions no longer hold."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from dateline.store.migrations.append_only import append_only

revision = "0005"
down_revision = "0004"

NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
STRING = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the tables, empty, and the columns, null: in an older store the machine has made everything."""
    op.create_table(
        "decisions",
        sa.Column("id", NUMBER, primary_key=True, autoincrement=False),
        sa.Column("coder", STRING, nullable=False),
        sa.Column("kind", STRING, nullable=False),
        _number("document", "documents", null=True),
        _number("document_version", "document_versions", null=True),
        _number("event", "events", null=True),
        _number("incident", "incidents", null=True),
        sa.Column("version", sa.Integer),
        sa.Column("blind", sa.Boolean, nullable=False),
        sa.Column("action", STRING, nullable=False),
        _number("change", "changes"),
    )
    for column in ("coder", "document", "event", "incident"):
        op.create_index(f"ix_decisions_{column}", "decisions", [column])
    op.create_table(
        "decision_states",
        sa.Column("id", NUMBER, primary_key=True, autoincrement=False),
        _number("decision", "decisions"),
        sa.Column("stale", STRING),
        _number("change", "changes"),
    )
    op.create_index("ix_decision_states_decision", "decision_states", ["decision"])
    # Alembic adds no column with a reference on SQLite; both databases take it so.
    kind = "BIGINT" if op.get_bind().dialect.name == "postgresql" else "INTEGER"
    op.execute(f"ALTER TABLE readings ADD COLUMN machine {kind} REFERENCES readings (id)")
    op.execute(f"ALTER TABLE event_versions ADD COLUMN decision {kind} REFERENCES decisions (id)")
    append_only(("decisions", "decision_states"))


def _number(name: str, refers: str, *, null: bool = False) -> sa.Column[int]:
    return sa.Column(name, NUMBER, sa.ForeignKey(f"{refers}.id"), nullable=null)
