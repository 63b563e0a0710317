"""Many numbers as one parameter of a query, which would be too many for a parameter each."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import BigInteger, Connection, TableValuedAlias, Text, bindparam, cast, func
from sqlalchemy.dialects.postgresql import ARRAY


def listed(connection: Connection, numbers: Iterable[int]) -> TableValuedAlias:
    """A table of distinct numbers with the one column ``value``."""
    return listing(connection.dialect.name, given=given(connection.dialect.name, numbers))


def listing(dialect: str, name: str | None = None, given: Any = None) -> TableValuedAlias:
    """The table of a parameter that gets its ``given`` numbers later, under its name."""
    more = {"value": given} if name is None else {}
    if dialect == "postgresql":
        array = cast(bindparam(name, type_=ARRAY(BigInteger), unique=name is None, **more), ARRAY(BigInteger))
        return func.unnest(array).table_valued("value").render_derived()
    return func.json_each(bindparam(name, type_=Text(), unique=name is None, **more)).table_valued("value")


def given(dialect: str, numbers: Iterable[int]) -> Any:
    """Numbers as the value of a parameter of ``listing``."""
    distinct = sorted(set(numbers))
    return distinct if dialect == "postgresql" else json.dumps(distinct)
