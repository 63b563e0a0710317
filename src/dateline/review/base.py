"""What every action is: a frozen value that changes what was read, can be taken back, and says what it does."""

from __future__ import annotations

from typing import Any, Literal, Self

from pydantic import model_validator

from dateline.review.fields import FIELDS
from dateline.review.moving import Move, moved
from dateline.review.sheet import Sheet, Stale
from dateline.review.sound import check
from dateline.schema.decision import Decided, DecidedHow, Decision
from dateline.schema.reading import Event
from dateline.schema.span import Frozen, Span


class Action(Frozen):
    """One thing that a person may decide. Each subclass names its ``kind``, by which it is stored and sent."""

    kind: str

    def sentence(self) -> str:
        """What is decided, in words, without a full stop: ``killed is 4 (“four people”)``."""
        raise NotImplementedError

    def undo(self, number: int) -> Undo:
        """The action that takes this one back, which was decided under a number."""
        return Undo(decision=number)

    def moved(self, move: Move, text: str) -> Self | Stale:
        """This action about a corrected text; Stale where the words that it cites are not in it."""
        found = moved(self, move, text)
        return Stale(f"the words “{found}” are not in the corrected text") if isinstance(found, str) else found

    def grounded(self, event: Event) -> Self:
        """This action with the words that it cites by itself, where a person named none."""
        del event
        return self


class EventAction(Action):
    """An action on an event of a sheet. What comes with it is checked: see ``sound``."""

    @model_validator(mode="after")
    def _sound(self) -> Self:
        check(self)
        return self

    def apply(self, sheet: Sheet, decision: Decision[Any]) -> Sheet | Stale:
        """The sheet as it is after this decision; Stale where what it is about is gone."""
        raise NotImplementedError


class Correction(EventAction):
    """An action that sets one field of an event, for the words that it cites, or to null.

    ``stated``: the value is the person's own; else it is what the words mean.
    """

    stated: bool = False

    @property
    def field(self) -> str:
        """The field of ``fields.FIELDS`` that it sets."""
        raise NotImplementedError

    @property
    def emptied(self) -> bool:
        """Whether it sets the field to null."""
        return False

    @property
    def cited(self) -> tuple[Span, ...]:
        """The words that it cites."""
        return ()

    def mark(self, decision: Decision[Any]) -> Decided:
        """The mark that it leaves."""
        how: DecidedHow = "emptied" if self.emptied else "stated" if self.stated else "selected"
        return marked(decision, self.field, how, self.cited)

    def sentence(self) -> str:
        """The field and its value with the words, as every correction says it."""
        words = ", ".join(f"“{span.text}”" for span in self.cited)
        return f"{self.field} is {self.told()}" + (f" ({words})" if words else "")

    def told(self) -> str:
        """The value in words."""
        raise NotImplementedError


class Undo(Action):
    """Take a decision back, or an undoing: replay leaves it out, and what was decided since stays."""

    kind: Literal["undo"] = "undo"
    decision: int

    def sentence(self) -> str:
        """Which decision is taken back."""
        return f"decision {self.decision} is taken back"


def marked(decision: Decision[Any], field: str, how: DecidedHow, evidence: tuple[Span, ...] = ()) -> Decided:
    """The mark that a decision leaves on a field."""
    assert field in {"event", *FIELDS}
    return Decided(field=field, by=decision.by, at=decision.at, decision=decision.number, how=how, evidence=evidence)
