"""Many numbers as one parameter of a query, which would be too many for a parameter each."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import BigInteger, Connection, TableValuedAlias, bindparam, cast, func
from sqlalchemy.dialects.postgresql import ARRAY


def listed(connection: Connection, numbers: Iterable[int]) -> TableValuedAlias:
    """A table of distinct numbers with the one column ``value``."""
    given: Any = sorted(set(numbers))
    if connection.dialect.name == "postgresql":
        array = cast(bindparam(None, given, ARRAY(BigInteger), unique=True), ARRAY(BigInteger))
        return func.unnest(array).table_valued("value").render_derived()
    return func.json_each(json.dumps(given)).table_valued("value")
