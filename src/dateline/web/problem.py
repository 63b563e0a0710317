"""Answers other than what was asked for: what went wrong, in one shape, or that nothing changed."""

from __future__ import annotations

from typing import Any, Final

from pydantic import BaseModel, ConfigDict


class Problem(Exception):  # noqa: N818  # a plain name: it is an answer
    """An answer other than what was asked for."""

    def __init__(self, status: int, code: str, message: str, *, wait: float = 0) -> None:
        super().__init__(message)
        self.status, self.code, self.message, self.wait = status, code, message, wait


class Unchanged(Exception):  # noqa: N818  # an answer too
    """The sender has the answer already."""

    def __init__(self, headers: dict[str, str]) -> None:
        super().__init__()
        self.headers = headers


class Field(BaseModel):
    """A parameter that is wrong, and why."""

    model_config = ConfigDict(title="ErrorField")

    name: str
    message: str


class Detail(BaseModel):
    """``code`` for programs, ``message`` for people."""

    model_config = ConfigDict(title="ErrorDetail")

    code: str
    message: str
    fields: list[Field]


class Error(BaseModel):
    """Every answer that is none."""

    error: Detail


def answers(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The errors of an operation, for its description."""
    return {status: {"model": Error, "description": NAMES[status][1]} for status in statuses}


NAMES: Final = {
    304: ("unchanged", "it is as the sender knows it"),
    400: ("bad-request", "the request cannot be read"),
    401: ("signed-out", "sign in first"),
    403: ("not-allowed", "this user may not do that"),
    404: ("not-found", "there is nothing at this address"),
    405: ("wrong-method", "this address does not take that method"),
    409: ("conflict", "it was changed meanwhile"),
    413: ("too-large", "the request is too large"),
    422: ("invalid", "a parameter cannot be used as given"),
    429: ("too-often", "too many tries: wait"),
    503: ("store", "the store does not answer"),
}
