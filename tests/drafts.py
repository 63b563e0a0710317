"""Drafts made by hand from marked words, so that assembling is tested without the model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dateline.assemble.context import Context
from dateline.gazetteer.bundled import BundledGazetteer
from dateline.normalise.actor import ActorRegistry
from dateline.normalise.place import PlaceResolver, Toponym
from dateline.normalise.time import times
from dateline.ontology.registry import TYPES
from dateline.schema.draft import Draft, DraftArgument, DraftAttribution, DraftTrigger, Mark
from dateline.schema.report import Report, text_id

FACT = (1.0, 0.0, 0.0, 0.0, 0.0, 0.0)
ACTORS = ActorRegistry.bundled()
PLACES = PlaceResolver(BundledGazetteer())


def _one_hot(size: int, at: int) -> tuple[float, ...]:
    return tuple(1.0 if place == at else 0.0 for place in range(size))


def found(text: str, words: str, nth: int = 0) -> tuple[int, int]:
    """The range of the nth occurrence of some words."""
    at = -1
    for _ in range(nth + 1):
        at = text.index(words, at + 1)
    return at, at + len(words)


def trigger(
    text: str,
    words: str,
    event_type: str,
    *arguments: tuple[str, str],
    nth: int = 0,
    salience: int = 0,
    modality: int = 0,
    score: float = 0.95,
    confidence: Sequence[float] = FACT,
) -> DraftTrigger:
    """A trigger with (role, words) arguments, each at its first occurrence."""
    start, end = found(text, words, nth)
    spans = [(role, *found(text, filler)) for role, filler in arguments]
    return DraftTrigger(
        start=start, end=end, score=score,
        types=_one_hot(len(TYPES), TYPES.index(event_type)), salience=_one_hot(3, salience),
        modality=_one_hot(4, modality), polarity=(1.0, 0.0), series=(1.0, 0.0),
        arguments=tuple(
            DraftArgument(role=role, start=a, end=b, score=0.9, confidence=tuple(confidence) if role == "actor" else ())
            for role, a, b in spans
        ),
    )  # fmt: skip


def attribution(text: str, source: str, cue: str, content: str, stance: int = 0, kind: int = 0) -> DraftAttribution:
    """An attribution with one piece of each role."""
    pieces = {name: (_mark(text, words),) for name, words in (("source", source), ("cue", cue), ("content", content))}
    return DraftAttribution(**pieces, score=0.9, stance=_one_hot(8, stance), source_kind=_one_hot(11, kind))


def _mark(text: str, words: str) -> Mark:
    start, end = found(text, words)
    return Mark(start=start, end=end, score=0.9)


def context(
    text: str,
    triggers: Sequence[DraftTrigger],
    same_event: Sequence[tuple[int, int, float]] = (),
    *,
    toponyms: Sequence[str] = (),
    attributions: Sequence[DraftAttribution] = (),
    published: str | None = "2025-03-14",
    headline: str | None = None,
    points: Mapping[str, float] | None = None,
) -> Context:
    """The context that a draft of these triggers gives; ``published`` is a Friday."""
    fillers = sorted({(a.start, a.end) for each in triggers for a in each.arguments if a.role not in {"time", "place"}})
    draft = Draft(model="hand", triggers=tuple(triggers), same_event=tuple(same_event), fillers=tuple(fillers),
                  attributions=tuple(attributions))  # fmt: skip
    report = Report(id=text_id(text), text=text, published=published, headline=headline, language="en")
    marks = [Toponym(*found(text, words), 1.0) for words in toponyms]
    return Context(
        report, draft, times(text, published=published), PLACES.resolve(text, marks),
        entity_of=lambda words, role: ACTORS.entity(words, role=role), same_entity=ACTORS.same_entity,
        points=points or {},
    )  # fmt: skip
