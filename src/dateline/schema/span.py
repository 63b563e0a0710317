"""The words a value comes from."""

from __future__ import annotations

from typing import Annotated, Self

from annotated_types import MinLen
from pydantic import BaseModel, ConfigDict, model_validator


class Frozen(BaseModel):
    """Base of every value of the record: immutable, without unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Span(Frozen):
    """A half-open range of Unicode code points: ``report.text[start:end] == text``."""

    start: int
    end: int
    text: str

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.start < 0 or self.end - self.start != len(self.text) or not self.text:
            raise ValueError(f"span {self.start}:{self.end} does not hold {self.text!r}")
        return self

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Self:
        """The span of ``text[start:end]``."""
        return cls(start=start, end=end, text=text[start:end])

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


Evidence = Annotated[tuple[Span, ...], MinLen(1)]
"""At least one span: a value that cites nothing cannot be built."""
