"""Which coders work without seeing what others decided, and since when."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from dateline.store.migrations.append_only import append_only

revision = "0008"
down_revision = "0007"

NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
STRING = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the table, empty: in an older store nobody was blind for longer than one decision."""
    op.create_table(
        "coder_states",
        sa.Column("id", NUMBER, primary_key=True, autoincrement=False),
        sa.Column("coder", STRING, nullable=False),
        sa.Column("blind", sa.Boolean, nullable=False),
        sa.Column("change", NUMBER, sa.ForeignKey("changes.id"), nullable=False),
    )
    op.create_index("ix_coder_states_coder", "coder_states", ["coder"])
    append_only(("coder_states",))
