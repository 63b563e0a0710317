"""Every test of the store runs on both databases: an SQLite file, and a real PostgreSQL server where there is one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest

import postgres
from dateline.store.engine import Database

MISSING = postgres.missing()
KINDS = ("sqlite", "postgresql")


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    with postgres.server() as url:
        yield url


@contextmanager
def _address(request: pytest.FixtureRequest, folder: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield str(folder / "store.db")
        return
    if MISSING:
        pytest.skip(MISSING)
    with postgres.schema(request.getfixturevalue("server"), f"store_{uuid4().hex[:12]}") as made:
        yield made


@pytest.fixture(params=KINDS)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a store that is not there yet."""
    with _address(request, tmp_path) as address:
        yield address


@pytest.fixture(params=KINDS, scope="module")
def shared_url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """One for all tests of a module that only read."""
    with _address(request, tmp_path_factory.mktemp("store")) as address:
        yield address


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    opened = Database.open(url, create=True)
    yield opened
    opened.close()
