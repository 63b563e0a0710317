"""The schema: what the steps make is what the code uses, from nothing and from an older store, and rows stay."""

from __future__ import annotations

import os
import sqlite3
import threading
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import MetaData, inspect, select, text
from sqlalchemy.exc import DatabaseError

import newsstand
from dateline.errors import StoreError
from dateline.review.of_events import Accept
from dateline.store.columns import metadata
from dateline.store.engine import HEAD, VERSION_TABLE, Database, migrate
from dateline.store.feeds import FeedProblem, FeedState
from dateline.store.packing import pack_draft, pack_reading, pack_text
from dateline.store.store import Store
from stored import RAID, contents, link, peopled, reviewed, told, watch_logs, watched, writer


def test_the_steps_make_the_tables_that_the_code_uses(database: Database) -> None:
    def ours(_: object, name: str | None, kind: str, *__: object) -> bool:
        return not (kind == "table" and (name or "").startswith("report_words"))

    options = {"version_table": VERSION_TABLE, "compare_type": True, "include_object": ours}
    with database.reading() as connection:
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, metadata) == []


def test_the_head_is_the_last_step() -> None:
    import dateline.store.migrations.versions as steps

    names = sorted(path.name for path in Path(next(iter(steps.__path__))).glob("v*.py"))
    assert names[-1].startswith(f"v{HEAD}_")


def _at(url: str, step: str) -> Database:
    """A store as the version that ended with this step made it."""
    database = Database.at(url, create=True)
    with database.writing() as connection:
        migrate(connection, step)
    return database


def test_a_store_of_the_first_schema_is_upgraded_with_what_it_holds(url: str) -> None:
    reading, draft = told(headline="A raid at dawn")
    old = _at(url, "0001")
    with old.writing() as connection:
        tables = MetaData()
        tables.reflect(connection)
        rows: dict[str, dict[str, Any]] = {
            "runs": {"id": 1, "started": "2026-01-02T00:00:00.000000Z", "command": "ingest x", "recipe": "one"},
            "changes": {"id": 1, "at": "2026-01-02T00:00:01.000000Z", "why": "first report", "run": 1},
            "texts": {"id": 1, "sha256": reading.report.id, "content": pack_text(RAID), "change": 1},
            "documents": {"id": 1, "key": "text 0", "change": 1},
            "document_versions": {"id": 1, "document": 1, "number": 1, "text": 1, "digest": "0", "change": 1,
                                  "headline": "A raid at dawn"},
            "drafts": {"id": 1, "text": 1, "model": "m", "change": 1} | pack_draft(draft)._asdict(),
            "readings": {"id": 1, "document_version": 1, "draft": 1, "recipe": "one", "change": 1,
                         "content": pack_reading(reading)},
            "events": {"id": 1, "document": 1, "change": 1},
            "event_versions": {"id": 1, "event": 1, "number": 1, "reading": 1, "local": "e1", "present": True,
                               "digest": "0", "type": "armed-assault", "trigger": "attacked", "salience": "main",
                               "modality": "actual", "polarity": "positive", "series": False, "change": 1},
        }  # fmt: skip
        for name, row in rows.items():
            connection.execute(tables.tables[name].insert(), [row])
    old.close()
    with Store.open(url, create=False) as store:
        assert [found.id for found in store.events("dawn Mosul")] == [1]
        assert list(store.events("dusk")) == []
        assert [found.event.type for found in store.events()] == ["armed-assault"]


def _copy(new: Database, url: str, step: str) -> None:
    """A store as the version that ended with this step made it, with what it can hold of another one."""
    old = _at(url, step)
    tables = MetaData()
    with old.writing() as connection, new.reading() as other:
        tables.reflect(connection, only=lambda name, _: name in metadata.tables)
        for table in tables.sorted_tables:
            query = select(*(column for column in metadata.tables[table.name].c if column.name in table.c))
            if rows := [dict(row) for row in other.execute(query).mappings()]:
                connection.execute(table.insert(), rows)
    old.close()


def test_what_a_store_from_before_reviews_holds_can_be_reviewed(url: str, tmp_path: Path) -> None:
    new = Database.open(str(tmp_path / "new.db"), create=True)
    writer(new).write(*told(outlet="Northern Wire"))
    link(new)
    _copy(new, url, "0004")
    new.close()
    with Store.open(url, create=False) as store:
        assert [(found.id, found.by, found.event.decided) for found in store.events()] == [(1, None, ()), (2, None, ())]
        store.reviews.decide(Accept(), by="Mira", event=1, version=1)
        assert store.pending() == 0
        writer(store.database, "two").write(*told(recipe="two", outlet="Northern Wire"))
        assert [(found.id, found.version, found.by) for found in store.events()] == [(1, 2, "Mira"), (2, 1, None)]


def test_a_store_from_before_incidents_gets_its_copies_and_is_linked_later(url: str, tmp_path: Path) -> None:
    new = Database.open(str(tmp_path / "new.db"), create=True)
    newsstand.put(
        new, newsstand.depot("Northern Wire"), newsstand.depot("Northern Wire", under="Copy Cat"),
        newsstand.depot("Harla Post"),
    )  # fmt: skip
    _copy(new, url, "0003")
    with Store.open(url, create=False) as store:
        for name in ("text_signatures", "text_bands", "copies"):
            assert contents(store.database)[name] == contents(new)[name] != []
        assert (store.pending(), list(store.incidents())) == (3, [])
        assert (store.link().placed, store.pending()) == (3, 0)
        assert [each.reports for each in store.incidents()] == [3]
    new.close()


def test_a_store_from_before_polls_says_of_its_feeds_what_it_knows(url: str, tmp_path: Path) -> None:
    new = Database.open(str(tmp_path / "new.db"), create=True)
    feeds, _ = watch_logs(new)
    for name, failures in (("well", 0), ("failing", 1), ("failing", 2)):
        feeds.keep(f"https://news.example/{name}", FeedState('"1"', failures=failures))
    _copy(new, url, "0006")
    new.close()
    with Store.open(url, create=False) as store:
        (log, _), _ = store.watch_log()
        failing, well = log.all()
        assert failing.problem == FeedProblem("unknown", "why was not kept", failing.since)
        assert (failing.failures, failing.tried, failing.succeeded) == (2, failing.since, None)
        assert (well.problem, well.succeeded) == (None, well.since)
        log.polled("https://news.example/well", None, None)


def test_an_upgrade_that_fails_leaves_the_store_as_it_was(url: str) -> None:
    database = _at(url, "0001")
    with pytest.raises(RuntimeError), database.writing() as connection:  # noqa: PT012
        migrate(connection, HEAD)
        raise RuntimeError
    with database.reading() as connection:
        assert not inspect(connection).has_table("report_words")
        assert connection.scalar(text(f"SELECT version_num FROM {VERSION_TABLE}")) == "0001"
    database.close()


def test_rows_are_not_changed_or_deleted(database: Database) -> None:
    writer(database).write(*told(outlet="Northern Wire"))
    writer(database).write(*told(outlet="Gulf Daily"))
    link(database)
    reviewed(database)
    watched(database)
    peopled(database)
    for table in metadata.sorted_tables:
        column = next(iter(table.c)).name
        for statement in (f"UPDATE {table.name} SET {column} = {column}", f"DELETE FROM {table.name}"):
            with pytest.raises(StoreError, match="never changed or deleted"), database.writing() as connection:
                connection.execute(text(statement))


def test_a_store_of_a_newer_version_is_refused(url: str) -> None:
    database = Database.open(url, create=True)
    with database.writing() as connection:
        connection.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = '9999'"))
    database.close()
    with pytest.raises(StoreError, match="newer dateline"):
        Database.open(url, create=True)


def test_where_there_is_no_store_none_is_made_unasked(url: str) -> None:
    with pytest.raises(StoreError, match="there is no store"):
        Store.open(url, create=False)
    if "://" not in url:
        assert not os.path.exists(url)


def test_an_sqlite_store_is_one_file_in_wal_mode(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    with Store.open(f"sqlite:///{path}") as store:
        assert list(store.events()) == []
    assert os.listdir(tmp_path) == ["store.db"]
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    connection.close()


def test_what_is_no_store(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<p>no database</p>" * 100)
    for url, told_ in (
        (str(tmp_path / "page.html"), "not a database"),
        (str(tmp_path / "nowhere" / "store.db"), "there is no folder"),
        ("sqlite://", "needs a file"),
        ("mysql://someone:secret@host/news", "not mysql"),
        ("postgresql+psycopg://someone:secret@127.0.0.1:1/news", "refuses"),
        ("postgresql://someone:secret@127.0.0.1:none/news", "no database URL"),
    ):
        with pytest.raises(StoreError, match=told_) as caught:
            Store.open(url)
        assert "secret" not in str(caught.value)


def test_a_writer_does_not_wait_for_ever(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.store.engine._BUSY_SECONDS", 0.05)
    told: list[str] = []

    def write() -> None:
        try:
            with database.writing():
                told.append("written")
        except StoreError as error:
            told.append(error.message)

    for _ in range(2):
        with database.writing():
            waiting = threading.Thread(target=write)
            waiting.start()
            waiting.join(timeout=20)
    write()
    assert told == ["other writers have kept it busy for 0.05 s"] * 2 + ["written"]


def test_an_error_of_the_database_is_one_of_ours(database: Database) -> None:
    with pytest.raises(StoreError) as caught, database.reading() as connection:
        connection.execute(text("SELECT * FROM absent"))
    assert isinstance(caught.value.__cause__, DatabaseError)
