"""Who did what in the workbench: rows that are only added."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from dateline.store.changing import Changes
from dateline.store.engine import Database
from dateline.store.rows import clean
from dateline.store.tables import changes
from dateline.store.user_tables import audit

_LONGEST = 300


@dataclass(frozen=True)
class AuditEntry:
    """Something that was done: by whom (None: nobody was signed in), from where, and to what."""

    id: int
    at: str
    user: str | None
    address: str | None
    action: str
    subject: str | None


class AuditLog:
    """Adds to the log, and reads it."""

    def __init__(self, database: Database, changes: Changes) -> None:
        self._database = database
        self._changes = changes

    def add(self, action: str, *, user: str | None, address: str | None, subject: str | None = None) -> None:
        """Add what was done, cut where it is endless."""
        told = {"action": action, "user_name": user, "address": address, "subject": subject}
        with self._changes.writing() as change:
            change.begin("audit").add(audit, {name: (clean(value) or "")[:_LONGEST] or None
                                              for name, value in told.items()})  # fmt: skip

    def latest(self, limit: int, before: int | None = None) -> list[AuditEntry]:
        """The latest entries, the last first; ``before`` an entry's id, the ones before it."""
        columns = (audit.c[name] for name in ("user_name", "address", "action", "subject"))
        query = select(audit.c.id, changes.c.at, *columns).join_from(audit, changes)
        if before is not None:
            query = query.where(audit.c.id < before)
        with self._database.reading() as connection:
            found = connection.execute(query.order_by(audit.c.id.desc()).limit(limit)).all()
        return [AuditEntry(row.id, row.at, row.user_name, row.address, row.action, row.subject) for row in found]
