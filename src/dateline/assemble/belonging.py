"""Whose a time is: the words around it, or what other triggers say of it, give it to another event than one asked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from dateline.assemble.arguments import Candidate
from dateline.assemble.context import Context
from dateline.assemble.pooling import likeliest
from dateline.normalise.time_meaning import NAMED_DAY
from dateline.normalise.time_relations import relatives
from dateline.ontology.registry import FAMILIES, TYPES
from dateline.schema.draft import DraftTrigger
from dateline.schema.reading import Time
from dateline.schema.span import Span

FAR_MORE: Final = 0.2
"""How much surer another event's trigger is of a time, where that is told in a sentence of its own: of 22 such times of
main events in the corpus' training part seven were theirs."""
_OF_WORDS: Final = frozenset(TYPES.index(name) for name in FAMILIES["words"])
_NAMES: Final = re.compile(r"(?:['’]s?|,)?\s+(?:[\w’'.-]+\s+){0,3}", re.IGNORECASE)
"""What stands between a time and the noun that it belongs to: "Monday's deadly air" strike."""
_POSSESSIVE: Final = re.compile(r"['’]s?\b|['’]\s", re.IGNORECASE)
_DETERMINED: Final = re.compile(r"\b(?:the|an?|this|that|his|her|its|their)\s+$", re.IGNORECASE)
_LONGEST_NAME: Final = 60
_REACH: Final = 8


def is_anothers(context: Context, time: Time, members: Sequence[int]) -> bool:
    """Whether a time dates another event than that of the triggers in its sentence.

    "Over Monday's air strike" and "the 2016 bombing" name a deed by its time, and a count of days between two deeds
    parts them: in "marched on Thursday, a day after he was jailed" nobody was jailed on Thursday.
    """
    named = frozenset() if NAMED_DAY in (time.how or "") else named_by(context, time.evidence[0])
    return (bool(named) and not named & {*members}) or _counted_apart(context, time.evidence[0], members)


def named_by(context: Context, span: Span) -> frozenset[int]:
    """The triggers that are nouns to which a time belongs: "last week's riot", "the May 2021 attack"."""
    text = context.text
    possessive = span.text.endswith(("'s", "’s")) or _POSSESSIVE.match(text, span.end)
    if not possessive and not _DETERMINED.search(text, max(0, span.start - _REACH), span.start):
        return frozenset()
    return frozenset(
        at
        for at, trigger in enumerate(context.draft.triggers)
        if span.end <= trigger.start <= span.end + _LONGEST_NAME and _NAMES.fullmatch(text, span.end, trigger.start)
    )


def is_claimed(context: Context, each: Candidate, members: Sequence[int]) -> bool:
    """Whether a trigger of another event is far surer of a time than those of one."""
    return any(_claims(context, at, each) for at in range(len(context.draft.triggers)) if at not in members)


def is_spoken_of(context: Context, each: Candidate, members: Sequence[int]) -> bool:
    """Whether a time is that of words in which a deed of its sentence is spoken of: "today condemned the murder"."""
    sentence = context.sentences.index(each.start)
    deeds = [start for at in members if context.sentences.index(start := context.draft.triggers[at].start) == sentence]
    first = min(deeds, default=0)
    return each.end < first and any(
        each.end <= trigger.start < first and _is_of_words(trigger) and _claims(context, at, each)
        for at, trigger in enumerate(context.draft.triggers)
    )


def _claims(context: Context, trigger: int, each: Candidate) -> bool:
    return any(
        told.start < each.end and each.start < told.end and told.score > each.best + FAR_MORE
        for told in context.arguments_of[trigger].get("time", ())
    )


def _is_of_words(trigger: DraftTrigger) -> bool:
    return likeliest(trigger.types) in _OF_WORDS


def _counted_apart(context: Context, span: Span, members: Sequence[int]) -> bool:
    """Whether days are counted between a time and every trigger of an event in its sentence."""
    sentence = context.sentences.index(span.start)
    triggers = [context.draft.triggers[at] for at in members]
    beside = [each for each in triggers if context.sentences.index(each.start) == sentence]
    gaps = [(min(each.end, span.end), max(each.start, span.start)) for each in beside]
    return bool(gaps) and all(_counts_days(context, *gap) for gap in gaps)


def _counts_days(context: Context, start: int, end: int) -> bool:
    between: list[Time] = [time for time in context.times_in(start, end) if time.type == "DURATION"]
    return any(
        start <= each.start and each.follows <= end and each.low >= 1 for each in relatives(context.text, between)
    )
