"""The one writer: each reading in one transaction, committed whole or not at all, and told of only afterwards."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, Select, func, select

from dateline.schema.draft import Draft
from dateline.schema.reading import Reading
from dateline.schema.report import Report
from dateline.store import copies, report_words, rows
from dateline.store.adding import Adder
from dateline.store.changing import Change, Changes, Run
from dateline.store.document import document_key, version_digest
from dateline.store.engine import Database
from dateline.store.event_writer import write_events
from dateline.store.packing import PackedDraft, pack_draft, pack_reading, pack_text, unpack_draft
from dateline.store.tables import document_versions, documents, drafts, readings, texts


@dataclass(frozen=True)
class Written:
    """A committed reading: its document, the version of it that was read, why, the events of which it added versions,
    withdrawn ones too, and the number of the reading."""

    document: int
    version: int
    why: str
    events: tuple[int, ...]
    reading: int


class Writer:
    """Writes the readings of one run, and is its memory. The run gets its row with the first of them."""

    def __init__(self, database: Database, run: Run) -> None:
        self._database = database
        self._run = run
        self.changes = Changes(database, run)

    def is_known(self, report: Report) -> bool:
        """Whether this report was read by this recipe, later than by any other."""
        with self._database.reading() as connection:
            version = connection.scalar(_version_of(report))
            return version is not None and self._was_read(connection, version)

    def draft(self, text_id: str) -> Draft | None:
        """The draft of a text by this run's model."""
        packed = select(*(drafts.c[name] for name in PackedDraft._fields)).join_from(drafts, texts)
        wanted = packed.where(texts.c.sha256 == text_id, drafts.c.model == self._run.model)
        with self._database.reading() as connection:
            row = connection.execute(wanted).one_or_none()
        return unpack_draft(PackedDraft(*row)) if row else None

    def write(self, reading: Reading, draft: Draft) -> Written | None:
        """Store a reading with its draft; None where the store holds it already."""
        with self.changes.writing() as change:
            version = change.connection.scalar(_version_of(reading.report))
            if version is not None and self._was_read(change.connection, version):
                return None
            return self._write(change, version, reading, draft)

    def _was_read(self, connection: Connection, version: int) -> bool:
        latest = select(readings.c.recipe).where(readings.c.document_version == version)
        recipe: str | None = connection.scalar(latest.order_by(readings.c.id.desc()).limit(1))
        return recipe == self._run.recipe

    def _write(self, change: Change, version: int | None, reading: Reading, draft: Draft) -> Written:
        report = reading.report
        document = change.connection.scalar(select(documents.c.id).where(documents.c.key == document_key(report)))
        why = "read again" if version else "report changed" if document else "first report"
        adder = change.begin(why)
        if document is None:
            document = adder.add(documents, {"key": document_key(report)})
        text = _add_text(adder, report)
        version = version or _add_version(adder, document, text, report)
        read = adder.add(readings, {
            "document_version": version, "draft": _add_draft(adder, text, draft), "recipe": self._run.recipe,
            "content": pack_reading(reading),
        })  # fmt: skip
        versions = select(document_versions.c.number).where(document_versions.c.document == document)
        number = adder.one(versions.where(document_versions.c.id == version)) or 0
        latest = adder.one(versions.order_by(document_versions.c.number.desc()).limit(1))
        # A text that has been corrected since tells nothing that holds now: its reading is kept, and no event changes.
        events = write_events(adder, document, read, reading) if number == latest else ()
        return Written(document, number, why, events, read)


def _version_of(report: Report) -> Select[int]:
    same = (documents.c.key == document_key(report), document_versions.c.digest == version_digest(report))
    return select(document_versions.c.id).join_from(documents, document_versions).where(*same)


def _add_version(adder: Adder, document: int, text: int, report: Report) -> int:
    before = adder.one(select(func.max(document_versions.c.number)).where(document_versions.c.document == document))
    placed = {"document": document, "number": (before or 0) + 1, "text": text, "digest": version_digest(report)}
    version = adder.add(document_versions, rows.of_report(report) | placed)
    report_words.add(adder.connection, version, report.headline, report.text)
    copies.mark(adder.connection, version, adder.change)
    return version


def _add_text(adder: Adder, report: Report) -> int:
    held = adder.one(select(texts.c.id).where(texts.c.sha256 == report.id))
    if held is not None:
        return held
    text = adder.add(texts, {"sha256": report.id, "content": pack_text(report.text)})
    copies.sign(adder.connection, text, report.text, adder.change)
    return text


def _add_draft(adder: Adder, text: int, draft: Draft) -> int:
    held = adder.one(select(drafts.c.id).where(drafts.c.text == text, drafts.c.model == draft.model))
    return held or adder.add(drafts, {"text": text, "model": draft.model} | pack_draft(draft)._asdict())
