"""Actors whom the claims of a report tell: who utters an accusation or a demand, and who claims a deed.

The model seeks an event's actors beside its triggers, and a claim's source beside its cue. Where a cue is the trigger
of an event of words, both are one; who claims responsibility for a deed is said to have done it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from dateline.assemble.arguments import told_actors
from dateline.assemble.attribution import UTTERED
from dateline.assemble.context import Context
from dateline.assemble.happening import Happening, utters
from dateline.normalise.actor_naming import NAME, told_by_capitals
from dateline.ontology.registry import FAMILIES
from dateline.schema.reading import Argument, Attribution
from dateline.schema.span import Span

_OF: Final = re.compile(r"\b(?:spokes\w+|commander|leader|member|official|statement)s?\s+(?:for|of|from)\s+")
"""Before those for whom somebody speaks."""
SURE: Final = 0.9
"""The score, not yet calibrated, of an actor whom a claim tells: of 13 in the corpus' training part, 11 are right."""
_PHRASE: Final = re.compile(r"[^,;:()\n]+")
_BODIES: Final = frozenset({"state", "organization", "armed-group", "facility"})
_NEVER: Final[dict[str, frozenset[str]]] = {
    "it": frozenset({"person", "civilian"}), "they": frozenset({"person"}), "he": _BODIES, "she": _BODIES
}  # fmt: skip
"""Pronouns of sources, and the kinds of actor that each does not stand for."""


def with_speakers(context: Context, events: Sequence[Happening], said: Sequence[Attribution]) -> tuple[Happening, ...]:
    """The events, each with the actors whom claims tell and its own arguments lack."""
    return tuple(_with_speaker(context, event, said) for event in events)


def _with_speaker(context: Context, event: Happening, said: Sequence[Attribution]) -> Happening:
    actors = [each for each in event.arguments if each.role == "actor"]
    found: list[Argument] = []
    if event.type in UTTERED and not actors:
        found = list(_utterer(context, event, said))
    elif event.type in FAMILIES["violence"]:
        found = list(_claimants(context, event, actors, said))
    return replace(event, arguments=(*found, *event.arguments)) if found else event


def _utterer(context: Context, event: Happening, said: Sequence[Attribution]) -> Iterator[Argument]:
    """The source of the claim whose cue is the event's trigger, or whom a pronoun there stands for."""
    claim = next((each for each in said if each.source and utters(each, event)), None)
    if claim is not None:
        source = _meant(context, claim, said)
        yield from told_actors(context, [(span.start, span.end) for span in source], score=SURE)


def _meant(context: Context, claim: Attribution, said: Sequence[Attribution]) -> tuple[Span, ...]:
    """The source of a claim; of a pronoun that opens its sentence, that of the claim in the sentence before."""
    pronoun, sentence = _pronoun(claim), context.sentences.index(claim.source[0].start)
    if not pronoun:
        return claim.source
    opens = context.sentences.starts[sentence] == claim.source[0].start
    before = [each for each in said if each.source and context.sentences.index(each.source[0].start) == sentence - 1]
    if not opens or not before:
        return ()
    meant = _meant(context, before[-1], said)
    entity = context.entity_of(meant[0].text, "actor") if meant else None
    return () if entity is None or entity.kind in _NEVER[pronoun] else meant


def _pronoun(claim: Attribution) -> str:
    """The pronoun that a claim's source is; empty where it is none."""
    words = claim.source[0].text.lower() if len(claim.source) == 1 else ""
    return words if words in _NEVER else ""


def _claimants(
    context: Context, event: Happening, actors: Sequence[Argument], said: Sequence[Attribution]
) -> Iterator[Argument]:
    """The listed group that claims the event, unless it is told as its actor already."""
    named = [span for each in actors for span in each.evidence]
    for claim in said:
        if claim.stance == "claims-responsibility" and event.id in claim.events[:1]:
            groups = [group for span in claim.source if (group := _group(context, span))]
            if groups and not any(_same(context, groups[0], other) for other in named):
                yield from told_actors(context, [(groups[0].start, groups[0].end)], score=SURE, confidence="claimed")
                return


def _same(context: Context, group: Span, actor: Span) -> bool:
    return actor.overlaps(group) or context.same_entity(actor.text, group.text) is True


def _group(context: Context, source: Span) -> Span | None:
    """The armed group that a source names as itself, or as that for which it speaks."""
    of = _OF.search(source.text)
    start = source.start + of.end() if of else source.start
    phrase = _PHRASE.match(context.text, start, source.end)
    if phrase is None:
        return None
    span = context.span(*phrase.span())
    entity = context.entity_of(span.text, "actor")
    named = told_by_capitals(span.text, opens=False) == NAME
    return span if named and entity is not None and entity.kind == "armed-group" else None
