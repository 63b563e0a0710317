"""Who may use the workbench, and as what. A user is never deleted: one who left is no longer active."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final, Literal

from sqlalchemy import Connection, Select, exists, select

from dateline.errors import DataError
from dateline.store.changing import Changes
from dateline.store.engine import Database
from dateline.store.user_tables import user_versions, users

Role = Literal["reader", "coder", "editor"]
"""A reader sees all; a coder also reviews; an editor also decides between coders and sees who did what."""

LOCAL: Final = "local"
"""Who signs in with the printed link, without a row here."""
_NAME: Final = re.compile(r"[A-Za-z][A-Za-z0-9._@-]{0,63}")


@dataclass(frozen=True)
class User:
    """A user as of the latest version; ``version`` is its number. ``password`` is the hash."""

    name: str
    role: Role
    password: str
    active: bool
    version: int


class Users:
    """Reads users, and adds to what is known of them."""

    def __init__(self, database: Database, changes: Changes) -> None:
        self._database = database
        self._changes = changes

    def get(self, name: str) -> User | None:
        """The user of that name, active or not."""
        with self._database.reading() as connection:
            return _get(connection, name)

    def all(self) -> list[User]:
        """Every user by name, those who left among them."""
        with self._database.reading() as connection:
            return [_user(row) for row in connection.execute(_latest().order_by(users.c.name))]

    def add(self, name: str, role: Role, password: str) -> None:
        """Add a user; ``password`` is its hash.

        Raises:
            DataError: the name cannot be one, or is taken.
        """
        if not _NAME.fullmatch(name):
            raise DataError("a user's name is 1 to 64 letters, digits or . _ @ -, a letter first", name=name)
        if name.lower() == LOCAL:
            raise DataError("that is the name of whoever sits at this machine", name=name)
        with self._changes.writing() as change:
            if _get(change.connection, name):
                raise DataError("there is a user of that name", name=name)
            adder = change.begin("user added")
            number = adder.add(users, {"name": name})
            adder.add(user_versions, {"user": number, "number": 1, "role": role, "password": password, "active": True})

    def change(
        self, name: str, *, role: Role | None = None, password: str | None = None, active: bool | None = None
    ) -> None:
        """Add a version of a user with what is given; sessions begun under an earlier one end.

        Raises:
            DataError: there is no such user.
        """
        with self._changes.writing() as change:
            held = _get(change.connection, name)
            number = change.connection.scalar(select(users.c.id).where(users.c.name == name))
            if held is None or number is None:
                raise DataError("there is no user of that name", name=name)
            change.begin("user changed").add(user_versions, {
                "user": number, "number": held.version + 1, "role": role or held.role,
                "password": password or held.password, "active": held.active if active is None else active,
            })  # fmt: skip


def _latest() -> Select[Any]:
    later = user_versions.alias("later")
    superseded = exists().where(later.c.user == user_versions.c.user, later.c.number > user_versions.c.number)
    columns = (user_versions.c[name] for name in ("role", "password", "active", "number"))
    return select(users.c.name, *columns).join_from(users, user_versions).where(~superseded)


def _get(connection: Connection, name: str) -> User | None:
    row = connection.execute(_latest().where(users.c.name == name)).one_or_none()
    return _user(row) if row else None


def _user(row: Any) -> User:
    return User(name=row.name, role=row.role, password=row.password, active=row.active, version=row.number)
