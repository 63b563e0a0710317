"""Who says what: the draft's attributions with their events, relays, quotations and times."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from dateline.assemble.claims import standing
from dateline.assemble.context import Context
from dateline.assemble.happening import Happening
from dateline.assemble.passing import folded
from dateline.assemble.quotation import carried
from dateline.assemble.source_kind import source_kinds
from dateline.assemble.stance import stance_of
from dateline.ontology.registry import FAMILIES
from dateline.reader.decode import bare, trimmed
from dateline.schema.draft import DraftAttribution, Mark
from dateline.schema.reading import Attribution, SourceKind, Stance, Time
from dateline.schema.span import Span

Range = tuple[int, int]
_DEEDS: Final = frozenset({*FAMILIES["violence"], "crackdown"})
UTTERED: Final = frozenset(FAMILIES["words"]) - {"meeting"}
"""Types of event that are words which somebody utters."""
_OF_WHO_DID_IT: Final[frozenset[Stance]] = frozenset({"accuses", "claims-responsibility", "denies"})
_NOT_SAID: Final = _DEEDS | {"protest", "riot", "arrest", "deployment", "sanction", "agreement", "aid"}
"""What is done, not said: a word that tells of it is no cue. Of 1,820 cues of the corpus' training part one is."""
_TAKEN_UP: Final = re.compile(
    r"^[\s\"“‘']*(?:it|this|that)(?:[\s\"”’'.,]*$| (?:to|on)\b)|\bresponsib|\bcredit\b|\binvolvement\b"
    r"|\b(?:been|not|was|were) involved\b|\bbehind (?:it|this|that)\b|\bdone (?:it|so|this|that)\b"
    r"|\b(?:any|no) (?:part|role)\b|\bnothing to do with\b",
    re.IGNORECASE,
)
"""What stands for a deed told before: "denied involvement", "attributed it to", "was behind it"."""
_QUOTED: Final = re.compile("[\"“”«»]|(?<!\\w)['‘](?=\\w)")


def attributions(context: Context, events: Sequence[Happening]) -> tuple[Attribution, ...]:
    """The attributions of a report, in order of their cues."""
    deeds = [span for event in events if event.type in _NOT_SAID for span in event.spans]
    claims = folded(context, standing(context, deeds))
    kinds = source_kinds(context, claims)
    return tuple(
        _attribution(context, f"a{n}", draft, kind, events)
        for n, (draft, kind) in enumerate(zip(claims, kinds, strict=True), start=1)
    )


def _attribution(
    context: Context, id_: str, draft: DraftAttribution, kind: SourceKind, events: Sequence[Happening]
) -> Attribution:
    cue, content = _spans(context, draft.cue, bare), _spans(context, (*draft.content, *carried(context, draft)), bare)
    source = _spans(context, draft.source, trimmed)
    sentence = context.sentences.bounds(cue[0].start)
    told = _spoken_of(cue, content, events)
    claim = Attribution(
        id=id_,
        source=source,
        cue=cue,
        content=content,
        quote=any(_QUOTED.search(span.text) for span in content),
        source_kind=kind,
        via=_relays(context, sentence, source, content),
        events=told,
        time=_said_when(context, sentence, content),
    )
    stance = stance_of(context, claim, draft.stance, events)
    return claim.model_copy(update={"stance": stance, "events": told or _answered(cue, content, stance, events)})


def _spans(context: Context, marks: Sequence[Mark], cut: Callable[[str, int, int], Range | None]) -> tuple[Span, ...]:
    """The words of marks in order, ``cut`` at their ends; a mark of which nothing would be left stays whole."""
    ordered = sorted((mark.start, mark.end) for mark in marks)
    return tuple(context.span(*(cut(context.text, *each) or each)) for each in ordered)


def _relays(
    context: Context, sentence: tuple[int, int], source: Sequence[Span], content: Sequence[Span]
) -> tuple[Span, ...]:
    """Who passed the words on: a named medium that the source spoke to, or that quotes it, outside the content."""
    found = []
    for relay in context.relays_in(*sentence):
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


def _answered(
    cue: Sequence[Span], content: Sequence[Span], stance: Stance, events: Sequence[Happening]
) -> tuple[str, ...]:
    """The deed told last before a claim that names none, but says of it who did it or did not.

    Of eight such claims in the corpus' training part, all speak of that deed.
    """
    at = cue[0].start
    before = [(span.start, event.id) for event in events if event.type in FAMILIES["violence"]
              for span in event.spans if span.start < at]  # fmt: skip
    if stance not in _OF_WHO_DID_IT or not any(_TAKEN_UP.search(part.text) for part in (*cue, *content)):
        return ()
    return (max(before)[1],) if before else ()


def _names_participant(event: Happening, content: Sequence[Span]) -> bool:
    return any(span.overlaps(part) for each in event.arguments for span in each.evidence for part in content)


def _said_when(context: Context, sentence: tuple[int, int], content: Sequence[Span]) -> Time | None:
    """The one day that the sentence names outside the content."""
    inside = [time for time in context.times_in(*sentence) if time.type in {"DATE", "TIME"} and time.start]
    outside = [time for time in inside if not any(time.evidence[0].overlaps(part) for part in content)]
    return (
        outside[0] if len(outside) == 1 and outside[0].granularity in {"day", "part-of-day", "hour", "minute"} else None
    )
