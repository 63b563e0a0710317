"""What came of each time that a feed was asked."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from dateline.store.migrations.append_only import append_only

revision = "0007"
down_revision = "0006"

NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
STRING = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the table, with the last poll that an older store knows of each feed; why one failed was not kept."""
    op.create_table(
        "feed_polls",
        sa.Column("id", NUMBER, primary_key=True, autoincrement=False),
        sa.Column("feed", NUMBER, sa.ForeignKey("feeds.id"), nullable=False),
        sa.Column("at", STRING, nullable=False),
        sa.Column("problem_kind", STRING),
        sa.Column("problem", STRING),
        sa.Column("planned", STRING),
    )
    op.create_index("ix_feed_polls_feed_problem", "feed_polls", ["feed", "problem_kind", "id"])
    op.execute(_FILL)
    append_only(("feed_polls",))


_FILL = """
INSERT INTO feed_polls (id, feed, at, problem_kind, problem, planned)
SELECT row_number() OVER (ORDER BY v.id), v.feed, c.at,
       CASE WHEN v.failures > 0 THEN 'unknown' END, CASE WHEN v.failures > 0 THEN 'why was not kept' END, v.not_before
FROM feed_versions v JOIN changes c ON c.id = v.change
WHERE NOT EXISTS (SELECT 1 FROM feed_versions l WHERE l.feed = v.feed AND l.number > v.number)
"""
