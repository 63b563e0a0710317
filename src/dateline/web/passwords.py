"""Passwords as Argon2id hashes, with the library's costs (RFC 9106's second recommendation)."""

from __future__ import annotations

from functools import cache
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from dateline.errors import DataError

LEAST_LETTERS: Final = 10
MOST_LETTERS: Final = 200


def hashed(password: str) -> str:
    """The hash under which a password is kept, with its own salt.

    Raises:
        DataError: it is too short or too long.
    """
    if not LEAST_LETTERS <= len(password) <= MOST_LETTERS:
        raise DataError(f"a password has {LEAST_LETTERS} to {MOST_LETTERS} letters")
    return _hasher().hash(password)


def fits(password: str, held: str | None) -> bool:
    """Whether a password is the one of a hash. Where there is none, it takes as long to say no."""
    if len(password) > MOST_LETTERS:
        return False
    try:
        return _hasher().verify(held or _none(), password) and held is not None
    except (VerificationError, InvalidHashError):
        return False


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher()


@cache
def _none() -> str:
    """What a password of nobody is compared with, so that the time taken does not tell who has an account."""
    return _hasher().hash("nobody has this password")
