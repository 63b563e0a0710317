"""What people decide about what was read: a log of decisions, and the mark that each leaves on what it decided."""

from __future__ import annotations

from typing import Any, Generic, Literal, TypeVar

from dateline.schema.span import Frozen, Span

DecidedHow = Literal["accepted", "selected", "stated", "emptied"]
"""``accepted``: as the machine has it. ``selected``: what the words mean by the calendar, gazetteer or list of actors.
``stated``: a person's own value for the words. ``emptied``: null, by decision."""

A = TypeVar("A", bound=Frozen)


class Decided(Frozen):
    """Who decided a field of an event, when and how. ``decision`` is its number in the store's log.

    ``field`` is ``event`` for the event as a whole, else the field's name in the record (``time``, ``killed``,
    ``actor``); ``evidence`` are the words that the person cites.
    """

    field: str
    by: str
    at: str
    decision: int
    how: DecidedHow
    evidence: tuple[Span, ...] = ()


class Decision(Frozen, Generic[A]):
    """One entry of the log: who decided what, when, about which version of what.

    ``event`` and ``incident`` are lasting ids, ``version`` the one that the person saw. Spans of ``action`` count in
    the text of ``document_version``. A ``blind`` decision is a second coder's: it changes nothing until it is
    adjudicated.
    """

    number: int
    by: str
    at: str
    document: int | None = None
    document_version: int | None = None
    event: int | None = None
    incident: int | None = None
    version: int | None = None
    blind: bool = False
    action: A

    def to_dict(self) -> dict[str, Any]:
        """The decision as plain JSON values, every key present."""
        return self.model_dump(mode="json")
