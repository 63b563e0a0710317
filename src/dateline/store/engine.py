"""A database by its URL: opened safely, brought up to this version's schema, with one writer at a time."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any, Final

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError

from dateline.errors import MissingExtraError, StoreError, located

HEAD: Final = "0008"
"""The last step of ``migrations/versions``."""
VERSION_TABLE: Final = "dateline_version"

_WRITER_LOCK: Final = int.from_bytes(b"dateline")
_BUSY_SECONDS: Final = 60
_PRAGMAS: Final = (
    f"PRAGMA busy_timeout = {_BUSY_SECONDS * 1000}",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = NORMAL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA wal_autocheckpoint = 8000",  # pages of 4 KB: a report touches some sixty, most of them again and again
)


class Database:
    """A store's database. Safe to share among threads; ``close`` it, or use it as a context."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._turn = Lock()
        self.dialect = engine.dialect.name
        self.name = engine.url.render_as_string(hide_password=True)

    @classmethod
    def open(cls, url: str, *, create: bool) -> Database:
        """The database at a URL, its schema brought up to date; a path alone names an SQLite file.

        Raises:
            StoreError: it cannot be opened, is no store of ours, is newer than this version, or, without ``create``,
                is not there.
            MissingExtraError: its driver is not installed.
        """
        database = cls.at(url, create=create)
        try:
            database._upgrade(create=create)
        except BaseException:
            database.close()
            raise
        return database

    @classmethod
    def at(cls, url: str, *, create: bool) -> Database:
        """The database at a URL, whatever its schema."""
        parsed = _parsed(url)
        if parsed.get_backend_name() == "sqlite":
            _check(Path(parsed.database or ""), create=create)
        return cls(_engine(parsed))

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that only reads. What the database refuses is a StoreError."""
        with self._told(), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that writes, committed at the end or not at all; another writer waits until then.

        Writers of one process wait here, and hold no connection meanwhile: SQLite lets whoever asks at the right moment
        be next, so that of twenty one may wait for half a minute, and a pool has fewer connections than there may be
        writers.
        """
        engine = self._engine.execution_options(writes=True)
        with self._told(), self._next(), engine.begin() as connection:
            if self.dialect == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _WRITER_LOCK})
            yield connection

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()

    @contextmanager
    def _next(self) -> Iterator[None]:
        if not self._turn.acquire(timeout=_BUSY_SECONDS):
            raise StoreError(f"other writers have kept it busy for {_BUSY_SECONDS} s", name=self.name)
        try:
            yield
        finally:
            self._turn.release()

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except SQLAlchemyError as error:
            cause = str(getattr(error, "orig", None) or error).strip().split("\n")[0]
            raise StoreError(f"the database refuses: {cause}", name=self.name) from error

    def _upgrade(self, *, create: bool) -> None:
        with self.reading() as connection:
            version = self._version(connection, create=create)
        if version == HEAD:
            return
        with self.writing() as connection, located(self.name):
            if self._version(connection, create=create) != HEAD:  # another process may have been faster
                migrate(connection, HEAD)

    def _version(self, connection: Connection, *, create: bool) -> str | None:
        if not inspect(connection).has_table(VERSION_TABLE):
            if not create:
                raise StoreError("there is no store; 'dateline ingest' makes one", name=self.name)
            return None
        version: str | None = connection.scalar(text(f"SELECT version_num FROM {VERSION_TABLE}"))  # noqa: S608
        if version is not None and version > HEAD:
            raise StoreError(f"it was made by a newer dateline (schema {version}, here {HEAD}): update", name=self.name)
        return version


def migrate(connection: Connection, to: str) -> None:
    """Run the steps up to one of ``migrations/versions``, in the connection's transaction.

    Raises StoreError where the schema is at none of them.
    """
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config(attributes={"connection": connection, "version_table": VERSION_TABLE})
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    try:
        command.upgrade(config, to)
    except CommandError as error:
        raise StoreError(f"its schema is of no version that this dateline knows ({error})") from error


def _parsed(url: str) -> URL:
    try:
        parsed = make_url(url) if "://" in url else URL.create("sqlite", database=url)
    except (ArgumentError, ValueError) as error:
        raise StoreError("the store's address is no database URL", name=url.partition("://")[0] + "://…") from error
    if parsed.get_backend_name() == "postgresql":
        return parsed.set(drivername="postgresql+psycopg")
    if parsed.get_backend_name() != "sqlite":
        raise StoreError(
            f"a store is an SQLite file or a PostgreSQL database, not {parsed.get_backend_name()}: "
            "sqlite:///file.db or postgresql+psycopg://user@host/name"
        )
    if parsed.database in (None, "", ":memory:"):
        raise StoreError("an SQLite store needs a file: sqlite:///file.db")
    return parsed


def _check(file: Path, *, create: bool) -> None:
    """Say why an SQLite file cannot be a store, where that is plain to see: SQLite says the same of everything."""
    try:
        str(file).encode()
    except UnicodeEncodeError as error:
        raise StoreError("SQLite opens no file whose name is not UTF-8: rename it", name=str(file)) from error
    if file.is_dir():
        raise StoreError("this is a folder: name a file in it", name=str(file))
    if not create and not (file.exists() and file.stat().st_size):  # an empty file would become a database
        raise StoreError("there is no store; 'dateline ingest' makes one", name=str(file))
    if not file.parent.is_dir():
        raise StoreError(f"there is no folder {file.parent}: make it first", name=str(file))
    if not os.access(file.parent, os.W_OK):  # its journal stands beside it
        raise StoreError(
            "its folder cannot be written to, which SQLite needs even to read: put the store elsewhere", name=str(file)
        )


def _engine(url: URL) -> Engine:
    try:
        engine = create_engine(url)
    except ModuleNotFoundError as error:
        raise MissingExtraError("PostgreSQL needs psycopg: pip install 'dateline[postgres]'") from error
    except (ArgumentError, NoSuchModuleError) as error:
        raise StoreError(f"the store's address cannot be used: {error}") from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: Any, _: Any) -> None:
    # The driver would begin and commit on its own, statements that change the schema left out; we say when.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def _begin(connection: Connection) -> None:
    # A writer takes the lock at once: one that only asked for it later could not be made to wait.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
