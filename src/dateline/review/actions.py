"""Every action that a person may take, and how one is read from JSON.

A new action is one class in ``of_events``, ``of_incidents`` or ``corrections``, and a name here; the conformance test
asks that it can be taken back, that the order of replay does not matter, and that it says when its subject is gone.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Final

from pydantic import Field, TypeAdapter, ValidationError

from dateline.errors import DataError
from dateline.review.base import Undo
from dateline.review.of_events import Accept, AddEvent, Adjudicate, AnyCorrection, RejectEvent
from dateline.review.of_incidents import DuplicateReport, MergeIncidents, SplitIncident
from dateline.schema.decision import Decision

AnyAction = Annotated[
    Accept | AddEvent | RejectEvent | Adjudicate | Undo | MergeIncidents | SplitIncident | DuplicateReport
    | AnyCorrection,
    Field(discriminator="kind"),
]  # fmt: skip
Made = Decision[AnyAction]
"""A decision with one of the actions."""

_READER: Final[TypeAdapter[AnyAction]] = TypeAdapter(AnyAction)


def action(value: Mapping[str, Any]) -> AnyAction:
    """The action that JSON tells, by its ``kind``.

    Raises:
        DataError: it is none of ours, or not whole; the message names the key at fault.
    """
    try:
        return _READER.validate_python(dict(value))
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(map(str, first["loc"]))
        what = first["msg"].removeprefix("Value error, ")
        raise DataError(f"no action of a review: {f'{where}: ' if where else ''}{what}") from error
