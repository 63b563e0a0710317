"""An event under way: what claims, links and tolls look at before it is whole."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.schema.reading import Argument, Attribution, Salience
from dateline.schema.span import Span


@dataclass(frozen=True, slots=True)
class Happening:
    """An event under way: what the attributions and links look at."""

    id: str
    type: str
    spans: tuple[Span, ...]
    arguments: tuple[Argument, ...]
    salience: Salience


def utters(claim: Attribution, event: Happening) -> bool:
    """Whether a claim's cue is a trigger of the event: what is said is what the event of words says."""
    return any(span.overlaps(piece) for span in event.spans for piece in claim.cue)
