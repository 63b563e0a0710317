"""Users and the log of what they did, on both databases: versions, names, and rows that stay."""

from __future__ import annotations

import pytest

from dateline.errors import DataError
from dateline.store.audit import AuditLog
from dateline.store.engine import Database
from dateline.store.users import User, Users
from stored import people


@pytest.fixture
def log(database: Database) -> AuditLog:
    return people(database)[1]


@pytest.fixture
def users(database: Database) -> Users:
    return people(database)[0]


def test_a_user_has_versions_and_the_latest_holds(users: Users) -> None:
    users.add("mira", "coder", "hash one")
    users.add("Ben.2@desk", "reader", "hash two")
    users.change("mira", role="editor")
    users.change("mira", password="hash three")
    users.change("Ben.2@desk", active=False)
    assert users.get("mira") == User("mira", "editor", "hash three", True, 3)
    assert [(each.name, each.active, each.version) for each in users.all()] == [
        ("Ben.2@desk", False, 2),
        ("mira", True, 3),
    ]
    assert users.get("nobody") is None


@pytest.mark.parametrize("name", ["", "1st", "a b", "x" * 65, "name\n", "ü", "<b>"])
def test_a_name_that_cannot_be_one_is_refused(users: Users, name: str) -> None:
    with pytest.raises(DataError, match="letters"):
        users.add(name, "reader", "hash")


def test_a_name_is_given_once_and_only_a_user_changes(users: Users) -> None:
    users.add("mira", "coder", "hash")
    with pytest.raises(DataError, match="there is a user"):
        users.add("mira", "reader", "hash")
    with pytest.raises(DataError, match="no user"):
        users.change("ben", role="reader")


def test_the_log_is_read_backwards_in_pieces(log: AuditLog) -> None:
    for number in range(5):
        log.add("export", user="mira", address="127.0.0.1", subject=f"csv {number}")
    log.add("login failed", user=None, address="127.0.0.1", subject="x\0" + "y" * 999)
    first = log.latest(3)
    assert [each.subject for each in first[1:]] == ["csv 4", "csv 3"]
    assert first[0].user is None
    assert len(first[0].subject or "") == 300
    assert "\0" not in (first[0].subject or "")
    assert [each.subject for each in log.latest(9, before=first[-1].id)] == ["csv 2", "csv 1", "csv 0"]
