"""Where a store cannot be: each place is told for what it is, and nothing there is touched."""

from __future__ import annotations

import os
import sqlite3
import stat
import sys
from pathlib import Path

import pytest

from dateline.errors import StoreError
from dateline.store.engine import VERSION_TABLE, Database


def refused(address: Path | str, *, create: bool) -> str:
    with pytest.raises(StoreError) as caught:
        Database.open(str(address), create=create)
    return str(caught.value)


def test_a_folder(tmp_path: Path) -> None:
    for create in (True, False):
        assert "this is a folder" in refused(tmp_path, create=create)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    assert f"there is no folder {tmp_path / 'nowhere'}" in refused(tmp_path / "nowhere" / "store.db", create=True)
    assert "there is no store" in refused(tmp_path / "nowhere" / "store.db", create=False)


@pytest.mark.parametrize("address", ["", ":memory:", "sqlite://", "sqlite:///:memory:"])
def test_no_file(address: str) -> None:
    for create in (True, False):
        assert "needs a file" in refused(address, create=create)


def test_an_empty_file_stays_one(tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    assert "there is no store" in refused(tmp_path / "empty", create=False)
    assert (tmp_path / "empty").stat().st_size == 0


@pytest.mark.skipif(sys.platform != "linux", reason="a name of this system is text")
def test_a_name_that_is_not_utf8(tmp_path: Path) -> None:
    assert "not UTF-8" in refused(tmp_path / "s\udcff.db", create=True)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="everything here may be written")
def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    Database.open(str(tmp_path / "store.db"), create=True).close()
    tmp_path.chmod(stat.S_IRUSR | stat.S_IXUSR)
    try:
        assert "folder cannot be written to" in refused(tmp_path / "store.db", create=False)
        assert "folder cannot be written to" in refused(tmp_path / "new.db", create=True)
    finally:
        tmp_path.chmod(stat.S_IRWXU)


def test_a_schema_of_no_version(tmp_path: Path) -> None:
    file = tmp_path / "store.db"
    Database.open(str(file), create=True).close()
    with sqlite3.connect(file) as connection:
        connection.execute(f"UPDATE {VERSION_TABLE} SET version_num = '0000'")
    connection.close()
    told = refused(file, create=False)
    assert told.startswith(f"sqlite:///{file}: its schema is of no version")
