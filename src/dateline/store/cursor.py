"""Where a page of an answer ended: the state that it is of, and the row after which the next page begins."""

from __future__ import annotations

import base64
import binascii
import json
from typing import Any

from dateline.errors import DataError


def write_cursor(of: str, place: tuple[str | int, ...]) -> str:
    """A cursor as text that an address can hold; ``of`` says what it is a place in."""
    told = json.dumps([of, *place], separators=(",", ":"))
    return base64.urlsafe_b64encode(told.encode()).decode().rstrip("=")


def read_cursor(cursor: str, of: str, kinds: tuple[type, ...]) -> tuple[Any, ...]:
    """The place of a cursor.

    Raises:
        DataError: it is none, or a place in something else.
    """
    try:
        made_for, *place = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, TypeError, RecursionError, binascii.Error) as error:
        raise DataError("no cursor of a page", name=cursor[:40]) from error
    if made_for != of or tuple(map(type, place)) != kinds:
        raise DataError(f"no cursor of a page of {of}", name=cursor[:40])
    return tuple(place)
