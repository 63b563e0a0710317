"""A store with our reports, and the workbench over it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from served import Client, filled, workbench


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    url = str(tmp_path_factory.mktemp("web") / "store.db")
    filled(url)
    return url


@pytest.fixture
def own_store(tmp_path: Path) -> str:
    """One that a test may add to."""
    url = str(tmp_path / "store.db")
    filled(url)
    return url


@pytest.fixture(scope="module")
def bench(store: str) -> Iterator[Client]:
    """A client that is signed in; its tests only read."""
    with workbench(store) as client:
        yield client.enter()
