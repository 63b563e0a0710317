"""Full-text search over headlines and texts, with the reports that are already stored."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from dateline.store import report_words
from dateline.store.packing import unpack_text

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the index of this database's kind and fill it.

    The words are made by today's code, not by a copy of it: the index must hold what today's queries look for.
    """
    connection = op.get_bind()
    if connection.dialect.name == "postgresql":
        op.execute(
            "CREATE TABLE report_words (document_version bigint PRIMARY KEY REFERENCES document_versions, "
            "words tsvector NOT NULL)"
        )
        op.execute("CREATE INDEX ix_report_words_words ON report_words USING gin (words)")
    else:
        op.execute("CREATE VIRTUAL TABLE report_words USING fts5(words, content='')")
    versions = sa.table("document_versions", *_columns("id", "text", "headline"))
    texts = sa.table("texts", *_columns("id", "content"))
    stored = sa.select(versions.c.id, versions.c.headline, texts.c.content).join_from(
        versions, texts, texts.c.id == versions.c.text
    )
    numbers = connection.scalars(sa.select(versions.c.id).order_by(versions.c.id)).all()
    for number in numbers:
        row = connection.execute(stored.where(versions.c.id == number)).one()
        report_words.add(connection, row.id, row.headline, unpack_text(row.content))


def _columns(*names: str) -> list[sa.ColumnClause[object]]:
    return [sa.column(name) for name in names]
