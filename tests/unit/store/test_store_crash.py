"""Killed at any point, ingesting goes on when it is started again, and the store is as if it had never been killed."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

import broken_off
from dateline.store.engine import Database
from stored import contents

SCRIPT = Path(broken_off.__file__)


def held(url: str) -> dict[str, list[tuple[object, ...]]]:
    database = Database.open(url, create=False)
    try:
        return contents(database)
    finally:
        database.close()


@pytest.mark.skipif(os.name != "posix", reason="kill -9 and fork are POSIX's")
def test_a_run_killed_at_any_point_ends_as_an_unbroken_one(url: str, tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, str(SCRIPT), url], capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    assert sum(map(int, done.stdout.split())) >= 3
    unbroken = str(tmp_path / "unbroken.db")
    for recipe in broken_off.RECIPES:
        broken_off.write_all(unbroken, recipe, together=1)
    assert held(url) == held(unbroken)
    if "://" not in url:
        with closing(sqlite3.connect(url)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
