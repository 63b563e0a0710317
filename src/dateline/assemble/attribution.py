"""Who says what: the draft's attributions with their events, relays, quotations and times."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, get_args

from dateline.assemble.context import Context
from dateline.assemble.quotation import carried
from dateline.assemble.relays import relays
from dateline.ontology.registry import FAMILIES
from dateline.reader.decode import bare, trimmed
from dateline.schema.draft import DraftAttribution, Mark
from dateline.schema.reading import Argument, Attribution, Salience, SourceKind, Stance, Time
from dateline.schema.span import Span

Range = tuple[int, int]
STANCES: Final[tuple[Stance, ...]] = get_args(Stance)
SOURCE_KINDS: Final[tuple[SourceKind, ...]] = get_args(SourceKind)
_QUOTED: Final = re.compile("[\"“”«»]|(?<!\\w)['‘](?=\\w)")


@dataclass(frozen=True, slots=True)
class Happening:
    """An event under way: what the attributions and links look at."""

    id: str
    type: str
    spans: tuple[Span, ...]
    arguments: tuple[Argument, ...]
    salience: Salience


def attributions(context: Context, events: Sequence[Happening]) -> tuple[Attribution, ...]:
    """The attributions of a report, in order of their cues."""
    return tuple(_attribution(context, f"a{n}", draft, events) for n, draft in enumerate(_sourced(context), start=1))


def _sourced(context: Context) -> list[DraftAttribution]:
    """The attributions worth keeping; a participle ("..., adding that") takes the source of its sentence's main cue."""
    found: list[DraftAttribution] = []
    for each in _kept(context):
        cue, before = each.cue[0], found[-1] if found else None
        together = before is not None and context.sentences.index(before.cue[0].start) == context.sentences.index(
            cue.start
        )
        if not each.source and before is not None and together and context.text[cue.start : cue.end].endswith("ing"):
            found.append(each.model_copy(update={"source": before.source}))
        else:
            found.append(each)
    return found


def _kept(context: Context) -> list[DraftAttribution]:
    return [each for each in context.draft.attributions if each.source or each.content]


def _attribution(context: Context, id_: str, draft: DraftAttribution, events: Sequence[Happening]) -> Attribution:
    cue, content = _spans(context, draft.cue, bare), _spans(context, (*draft.content, *carried(context, draft)), bare)
    source = _spans(context, draft.source, trimmed)
    sentence = context.sentences.bounds(cue[0].start)
    return Attribution(
        id=id_,
        source=source,
        cue=cue,
        content=content,
        quote=any(_QUOTED.search(span.text) for span in content),
        source_kind=SOURCE_KINDS[_best(draft.source_kind)],
        via=_relays(context, sentence, source, content),
        stance=STANCES[_best(draft.stance)],
        events=_spoken_of(cue, content, events),
        time=_said_when(context, sentence, content),
    )


def _spans(context: Context, marks: Sequence[Mark], cut: Callable[[str, int, int], Range | None]) -> tuple[Span, ...]:
    """The words of marks in order, ``cut`` at their ends; a mark of which nothing would be left stays whole."""
    ordered = sorted((mark.start, mark.end) for mark in marks)
    return tuple(context.span(*(cut(context.text, *each) or each)) for each in ordered)


def _best(probabilities: Sequence[float]) -> int:
    return max(range(len(probabilities)), key=probabilities.__getitem__)


def _relays(
    context: Context, sentence: tuple[int, int], source: Sequence[Span], content: Sequence[Span]
) -> tuple[Span, ...]:
    """Who passed the words on: a named medium that the source spoke to, or that quotes it, outside the content."""
    found = []
    for relay in relays(context.text, *sentence, lambda words: context.entity_of(words, "actor")):
        span = context.span(relay.start, relay.end)
        source_alone = bool(source) and relay.is_source(source[0].start, source[-1].end)
        if not source_alone and not any(span.overlaps(part) for part in content):
            found.append(span)
    return tuple(found)


def _spoken_of(cue: Sequence[Span], content: Sequence[Span], events: Sequence[Happening]) -> tuple[str, ...]:
    """The events whose words stand in the content, or whose trigger is the cue itself.

    Where the content names no trigger, it speaks of the main event if it names one of that event's participants.
    """
    told = [event for event in events if any(span.overlaps(part) for span in event.spans for part in content)]
    uttered = [event for event in events if event.type in FAMILIES["words"]
               and any(span.overlaps(piece) for span in event.spans for piece in cue)]  # fmt: skip
    if not told:
        told = [event for event in events if event.salience == "main" and event.type not in FAMILIES["words"]
                and _names_participant(event, content)][:1]  # fmt: skip
    spoken = {event.id for event in (*told, *uttered)}
    return tuple(event.id for event in events if event.id in spoken)


def _names_participant(event: Happening, content: Sequence[Span]) -> bool:
    return any(span.overlaps(part) for each in event.arguments for span in each.evidence for part in content)


def _said_when(context: Context, sentence: tuple[int, int], content: Sequence[Span]) -> Time | None:
    """The one day that the sentence names outside the content."""
    inside = [time for time in context.times_in(*sentence) if time.type in {"DATE", "TIME"} and time.start]
    outside = [time for time in inside if not any(time.evidence[0].overlaps(part) for part in content)]
    return (
        outside[0] if len(outside) == 1 and outside[0].granularity in {"day", "part-of-day", "hour", "minute"} else None
    )
