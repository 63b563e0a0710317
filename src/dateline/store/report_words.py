"""The full-text index over headlines and texts, which is the one thing that each database does in its own way."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Connection, literal_column, select, text

from dateline.store import words
from dateline.store.tables import report_words


def add(connection: Connection, document_version: int, headline: str | None, report: str) -> None:
    """Index one version of a document: its headline, unless the text begins with it, and its text."""
    found = words.words(report if not headline or report.startswith(headline) else f"{headline}\n{report}")
    if connection.dialect.name == "postgresql":
        statement = text("INSERT INTO report_words (document_version, words) VALUES (:at, CAST(:words AS tsvector))")
        connection.execute(statement, {"at": document_version, "words": words.tsvector(found)})
    else:
        statement = text("INSERT INTO report_words (rowid, words) VALUES (:at, :words)")
        connection.execute(statement, {"at": document_version, "words": " ".join(found)})


def matching(dialect: str, document_version: ColumnElement[int], query: str) -> ColumnElement[bool]:
    """Whether a version of a document holds what the query asks for. Raises DataError for a query without a word."""
    terms = words.terms(query)
    found: Any
    if dialect == "postgresql":
        at = report_words.c.document_version
        found = select(at).where(
            report_words.c.words.op("@@")(text("CAST(:tsquery AS tsquery)").bindparams(tsquery=words.tsquery(terms)))
        )
    else:
        found = select(report_words.c.rowid).where(literal_column("report_words").op("MATCH")(words.fts5(terms)))
    return document_version.in_(found)
