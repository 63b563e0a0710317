"""The one writer: each reading is a change of its own, committed whole or not at all, and told of only afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final, NamedTuple

from sqlalchemy import Connection, bindparam, func, select

from dateline.schema.draft import Draft
from dateline.schema.reading import Reading
from dateline.schema.report import Report
from dateline.store import copies, decision_log, report_words, rows
from dateline.store.adding import Adder
from dateline.store.changing import Change, Changes, Run
from dateline.store.document import document_key, version_digest
from dateline.store.engine import Database
from dateline.store.event_writer import write_events
from dateline.store.packing import PackedDraft, pack_draft, pack_reading, pack_text, unpack_draft
from dateline.store.review_writer import write_reviewed
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
            return self._holds(_held(connection, report))

    def draft(self, text_id: str) -> Draft | None:
        """The draft of a text by this run's model."""
        with self._database.reading() as connection:
            row = connection.execute(_DRAFT, {"text": text_id, "model": self._run.model}).one_or_none()
        return unpack_draft(PackedDraft(*row)) if row else None

    def write(self, reading: Reading, draft: Draft) -> Written | None:
        """Store a reading with its draft; None where the store holds it already."""
        with self.writing() as write:
            return write(reading, draft)

    @contextmanager
    def writing(self) -> Iterator[Callable[[Reading, Draft], Written | None]]:
        """``write`` for some readings that are committed together, at the end or not at all."""
        with self.changes.writing() as change:

            def write(reading: Reading, draft: Draft) -> Written | None:
                held = _held(change.connection, reading.report)
                return None if self._holds(held) else self._write(change, held, reading, draft)

            yield write

    def _holds(self, held: _Held) -> bool:
        return held.version is not None and held.recipe == self._run.recipe

    def _write(self, change: Change, held: _Held, reading: Reading, draft: Draft) -> Written:
        report, before, version = reading.report, held.document, held.version
        adder = change.begin(why := "read again" if version else "report changed" if before else "first report")
        document = before or adder.add(documents, {"key": document_key(report)})
        new_text = held.text is None
        text = held.text or adder.add(texts, {"sha256": report.id, "content": pack_text(report.text)})
        if version is not None:
            number, is_latest = _standing(adder, document, version)
        else:
            number, is_latest = _next_number(adder, before), True
            version = _add_version(adder, {"document": document, "number": number, "text": text}, report)
            copies.add(adder.connection, version, text, report.text, adder.change, new=new_text)
        read = adder.add(readings, {
            "document_version": version, "draft": _add_draft(adder, text, draft, new_text=new_text),
            "recipe": self._run.recipe, "content": pack_reading(reading),
        })  # fmt: skip
        # A text that has been corrected since tells nothing that holds now: its reading is kept, and no event changes.
        events = write_events(adder, document, read, reading, first=before is None) if is_latest else ()
        if is_latest and before is not None and decision_log.has_any(change.connection, document):
            _, decided = write_reviewed(adder, document)
            events = tuple(sorted({*events, *decided}))
        return Written(document, number, why, events, read)


class _Held(NamedTuple):
    """What the store has of a report, by number: its document, the version of it that it is, its text; and the recipe
    of that version's latest reading."""

    document: int | None
    version: int | None
    text: int | None
    recipe: str | None


_DOCUMENT: Final = select(documents.c.id).where(documents.c.key == bindparam("key"))
_VERSION: Final = select(document_versions.c.id).where(
    document_versions.c.document == _DOCUMENT.scalar_subquery(), document_versions.c.digest == bindparam("digest")
)
_RECIPE: Final = select(readings.c.recipe).where(readings.c.document_version == _VERSION.scalar_subquery())
_HELD: Final = select(
    _DOCUMENT.scalar_subquery(), _VERSION.scalar_subquery(),
    select(texts.c.id).where(texts.c.sha256 == bindparam("sha256")).scalar_subquery(),
    _RECIPE.order_by(readings.c.id.desc()).limit(1).scalar_subquery(),
)  # fmt: skip
_DRAFT: Final = (
    select(*(drafts.c[name] for name in PackedDraft._fields)).join_from(drafts, texts)
    .where(texts.c.sha256 == bindparam("text"), drafts.c.model == bindparam("model"))
)  # fmt: skip
"""What is asked for every report, made once: to make a statement takes as long as to ask it."""


def _held(connection: Connection, report: Report) -> _Held:
    asked = {"key": document_key(report), "digest": version_digest(report), "sha256": report.id}
    return _Held(*connection.execute(_HELD, asked).one())


def _standing(adder: Adder, document: int, version: int) -> tuple[int, bool]:
    """The number of a version among those of its document, and whether it is the latest."""
    versions = select(document_versions.c.number).where(document_versions.c.document == document)
    number = adder.one(versions.where(document_versions.c.id == version)) or 0
    return number, number == adder.one(versions.order_by(document_versions.c.number.desc()).limit(1))


def _next_number(adder: Adder, document: int | None) -> int:
    if document is None:
        return 1
    before = select(func.max(document_versions.c.number)).where(document_versions.c.document == document)
    return (adder.one(before) or 0) + 1


def _add_version(adder: Adder, placed: Mapping[str, int], report: Report) -> int:
    version = adder.add(document_versions, rows.of_report(report) | {**placed, "digest": version_digest(report)})
    report_words.add(adder.connection, version, report.headline, report.text)
    return version


def _add_draft(adder: Adder, text: int, draft: Draft, *, new_text: bool) -> int:
    same = select(drafts.c.id).where(drafts.c.text == text, drafts.c.model == draft.model)
    held = None if new_text else adder.one(same)
    return held or adder.add(drafts, {"text": text, "model": draft.model} | pack_draft(draft)._asdict())
