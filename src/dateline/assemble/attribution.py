"""Who says what: the draft's attributions with their events, relays, quotations and times."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, get_args

from dateline.assemble.claims import standing
from dateline.assemble.context import Context
from dateline.assemble.passing import folded
from dateline.assemble.quotation import carried
from dateline.assemble.source_kind import source_kinds
from dateline.ontology.registry import FAMILIES
from dateline.reader.decode import bare, trimmed
from dateline.schema.draft import DraftAttribution, Mark
from dateline.schema.reading import Argument, Attribution, Salience, SourceKind, Stance, Time
from dateline.schema.span import Span

Range = tuple[int, int]
STANCES: Final[tuple[Stance, ...]] = get_args(Stance)
_DEEDS: Final = frozenset({*FAMILIES["violence"], "crackdown"})
UTTERED: Final = frozenset(FAMILIES["words"]) - {"meeting"}
"""Types of event that are words which somebody utters."""
_OF_WHO_DID_IT: Final[frozenset[Stance]] = frozenset({"accuses", "claims-responsibility", "denies"})
_NOT_SAID: Final = _DEEDS | {"protest", "riot", "arrest", "deployment", "sanction", "agreement", "aid"}
"""What is done, not said: a word that tells of it is no cue. Of 1,820 cues of the corpus' training part one is."""
_UTTERED: Final[Mapping[str, tuple[Stance, ...]]] = MappingProxyType(
    {
        "accusation": ("accuses",),
        "denial": ("denies",),
        "demand": ("demands",),
        "threat": ("threatens",),
        "pledge": ("states",),
        "condemnation": ("accuses", "states"),
    }
)
"""The stances of claims whose cue is the trigger of an event of words; of 267 in the corpus'
training part, 266 have one of these."""
_WORDED: Final[tuple[tuple[Stance, re.Pattern[str]], ...]] = (
    ("denies", re.compile(r"(?:plea(?:d(?:ed|s|ing)?)?|pled)(?: of)? not guilty\b", re.IGNORECASE)),
    ("accuses", re.compile(r"(?:alleg|accus|blam)(?:e[sd]?|ing)\b|attribut(?:e[sd]?|ing)\b", re.IGNORECASE)),
    ("claims-responsibility", re.compile(
        r"(?:(?:claim|accept)(?:s|ed|ing)?|t(?:akes?|aken|aking|ook)|assum(?:e[sd]?|ing))"
        r" (?:\w+ )?(?:responsibility|credit)\b",
        re.IGNORECASE,
    )),
)  # fmt: skip
"""What tells a claim's stance from its verb on, whatever the model thinks: of 96 such cues in the corpus' training
part, 95 have it."""
_ADMITTED: Final = re.compile(
    r"(?:admit(?:s|ted|ting)?|confess(?:es|ed|ing)?|acknowledg(?:e[sd]?|ing))\b", re.IGNORECASE
)
_ITS_OWN: Final = re.compile(
    r"(?:that |to |having |to having )*(?:(?:he|she|it|they|we|i)(?! (?:is|are|am)\b)"
    r"|his|her|its|their|our|my|\w+ing|the (?:murders?|killings?|attacks?|crimes?))\b",
    re.IGNORECASE,
)
"""How what somebody admits opens where it is his own."""
_TAKEN_UP: Final = re.compile(
    r"^[\s\"“‘']*(?:it|this|that)(?:[\s\"”’'.,]*$| (?:to|on)\b)|\bresponsib|\bcredit\b|\binvolvement\b"
    r"|\b(?:been|not|was|were) involved\b|\bbehind (?:it|this|that)\b|\bdone (?:it|so|this|that)\b"
    r"|\b(?:any|no) (?:part|role)\b|\bnothing to do with\b",
    re.IGNORECASE,
)
"""What stands for a deed told before: "denied involvement", "attributed it to", "was behind it"."""
_NEGATED: Final = re.compile(r"\b(?:not|never|no|stopped short|without)\b|n['’]t\b", re.IGNORECASE)
_AUXILIARIES: Final = re.compile(
    r"(?:(?:ha[sd]|have|was|were|is|are|been|be|being|also|to|will|would|\w+ly)\s+)*", re.IGNORECASE
)
_KINDLY: Final = re.compile(
    r"\b(?:will|would|['’]ll) (?:\w+ly |also |soon )?"
    r"(?:travel|visit|meet(?! (?:\w+ ){1,4}with\b)|attend|host|welcome|release|free|help|assist|send (?:aid|help|food)"
    r"|(?:stop|cease|halt|suspend) (?:\w+ ){0,3}"
    r"(?:attack|bomb|fight|fire\b|firing|hostilit|offensive|operation|raid|shell|strike)\w*"
    r"|hold talks|resume talks|investigate|rebuild)\b",
    re.IGNORECASE,
)
"""Promises that threaten nobody: to stop an attack, but not to stop a shipment, nor to "meet force with force"."""
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
    stance = _stance(context, draft, Attribution(id=id_, source=source, cue=cue, content=content, events=told), events)
    told = told or _answered(cue, content, stance, events)
    return Attribution(
        id=id_,
        source=source,
        cue=cue,
        content=content,
        quote=any(_QUOTED.search(span.text) for span in content),
        source_kind=kind,
        via=_relays(context, sentence, source, content),
        stance=stance,
        events=told,
        time=_said_when(context, sentence, content),
    )


def _spans(context: Context, marks: Sequence[Mark], cut: Callable[[str, int, int], Range | None]) -> tuple[Span, ...]:
    """The words of marks in order, ``cut`` at their ends; a mark of which nothing would be left stays whole."""
    ordered = sorted((mark.start, mark.end) for mark in marks)
    return tuple(context.span(*(cut(context.text, *each) or each)) for each in ordered)


def _stance(context: Context, draft: DraftAttribution, claim: Attribution, events: Sequence[Happening]) -> Stance:
    """The model's stance, among those that the words event uttered by the cue and the deed's actor leave open."""
    likely: dict[Stance, float] = dict(zip(STANCES, draft.stance, strict=True))
    if worded := _worded(context, claim):
        return worded
    if not any(_NEGATED.search(piece.text) for piece in claim.cue):
        uttered = [_UTTERED[event.type] for event in events if event.type in _UTTERED and _opens_with(claim, event)]
        if uttered:
            return max(uttered[0], key=likely.__getitem__)
    if _admits(context, claim, events):
        return "claims-responsibility"
    best = max(STANCES, key=likely.__getitem__)
    if best == "threatens" and any(_KINDLY.search(piece.text) for piece in claim.content):
        return "states"
    if best == "claims-responsibility" and _anothers_deed(context, claim, events):
        return "accuses"
    return best


def _worded(context: Context, claim: Attribution) -> Stance | None:
    opens = _AUXILIARIES.match(context.text, claim.cue[0].start)
    at = opens.end() if opens else claim.cue[0].start
    return next((stance for stance, words in _WORDED if words.match(context.text, at)), None)


def _admits(context: Context, claim: Attribution, events: Sequence[Happening]) -> bool:
    """Whether somebody admits a deed of violence as his own."""
    opens = _AUXILIARIES.match(context.text, claim.cue[0].start)
    if opens is None or _ADMITTED.match(context.text, opens.end()) is None:
        return False
    return any(_ITS_OWN.match(part.text) for part in claim.content[:1]) and any(
        event.type in _DEEDS and event.id in claim.events for event in events
    )


def utters(claim: Attribution, event: Happening) -> bool:
    """Whether a claim's cue is a trigger of the event: what is said is what the event of words says."""
    return any(span.overlaps(piece) for span in event.spans for piece in claim.cue)


def _opens_with(claim: Attribution, event: Happening) -> bool:
    """Whether the event's trigger is the verb of the cue, not its object ("denied accusations")."""
    openings = (piece.text[: max(0, span.start - piece.start)] for span in event.spans for piece in claim.cue
                if span.overlaps(piece))  # fmt: skip
    return any(_AUXILIARIES.fullmatch(words) for words in openings)


def _anothers_deed(context: Context, claim: Attribution, events: Sequence[Happening]) -> bool:
    """Whether the content names somebody else as the actor of the first deed in it."""
    deeds = [event for event in events if event.type in _DEEDS and event.id in claim.events]
    named = [
        each
        for event in deeds[:1]
        for each in event.arguments
        if each.role == "actor" and any(span.overlaps(part) for span in each.evidence for part in claim.content)
    ]
    source = " ".join(span.text for span in claim.source)
    return bool(named and source) and all(_is_another(context, source, each) for each in named)


def _is_another(context: Context, source: str, actor: Argument) -> bool:
    """Whether an actor cannot be the source: another name, or a force of a state where the source is none."""
    speaker = context.entity_of(source, "actor")
    state = {"state", "military", "police", "government"}
    if speaker is None or actor.entity is None:
        return False
    if speaker.kind == "armed-group" and actor.entity.kind in state:
        return True
    listed = speaker.id is not None and actor.entity.id is not None
    return listed and speaker.id != actor.entity.id and context.same_entity(source, actor.text) is False


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
