"""The tables of the workbench: who may use it, and what they did.

::

    users -- versions          who may use it, and as what
    audit                      who did what there
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Integer, Table, UniqueConstraint

from dateline.store.columns import STRING, change, id_, metadata, number, string

users = Table("users", metadata, id_(), Column("name", STRING, nullable=False, unique=True), change())

user_versions = Table(
    "user_versions", metadata,
    id_(),
    number("user", "users"),
    Column("number", Integer, nullable=False),
    string("role", null=False),
    string("password", null=False),
    Column("active", Boolean, nullable=False),
    change(),
    UniqueConstraint("user", "number"),
)  # fmt: skip
"""``password``: its Argon2 hash with salt and costs, as the PHC string format has it; never the password."""

audit = Table(
    "audit", metadata,
    id_(),
    *(string(name) for name in ("user_name", "address")),
    string("action", null=False, index=True),
    string("subject"),
    change(),
)  # fmt: skip
"""``user_name``: who, null where nobody was signed in; ``address``: from where; ``subject``: what was acted on."""
