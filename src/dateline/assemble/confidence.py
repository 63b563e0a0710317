"""Who says that an actor did it: the report in its own voice, the actor, an authority, somebody else, or a guess.

The model tells it of an actor beside a trigger. The claims of the report tell it too: which of them hold the deed,
which the actor, whose they are, and what words stand around. ``confidence_weights.json`` holds what each of these
weighs, as ``training/confidence.py`` learns it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from dateline.assemble.context import Context
from dateline.assemble.happening import Happening, utters
from dateline.assemble.pooling import likeliest, mean
from dateline.assemble.salience import MODALITIES
from dateline.assemble.sides import AUTHORITIES, FORCES, STATES, holds, is_own_side, is_source, names
from dateline.assemble.weighing import weighed, weights
from dateline.ontology.registry import FAMILIES
from dateline.reader.labels import CONFIDENCES
from dateline.schema.draft import DraftTrigger
from dateline.schema.reading import Argument, Attribution, Confidence, EntityKind
from dateline.schema.span import Span

MODEL: Final = 0.5
"""What the model's log probability counts beside the facts. It has learned from the reports that teach their weights,
so these cannot tell: of 0.3, 0.5, 0.7 and 1, this is best on the corpus's development part and MUC-4's keys."""
_SAYING: Final = frozenset({"states", "confirms"})
_OWNING: Final = _SAYING | {"claims-responsibility"}
_PEOPLE: Final[frozenset[EntityKind]] = frozenset({"person", "civilian"})
_HEDGED: Final = re.compile(
    r"\b(?:suspected|suspects?|alleged(?:ly)?|believed|presumed|presumably|apparent(?:ly)?|possibl[ey]|(?:may|might|could)"
    r" have|likely|probably|reportedly|thought to|purported(?:ly)?|appear(?:s|ed)? to|seem(?:s|ed)? to)\b",
    re.IGNORECASE,
)
_BLAMED: Final = re.compile(
    r"\b(?:blam\w+|accus\w+|attribut\w+|pinned on|charg(?:e|ed|es) with|charged|behind|responsib\w+)\b", re.IGNORECASE
)
_GUESS: Final = (
    r"(?:suspected|presumed|presumably|probabl[ey]|possibl[ey]|apparent(?:ly)?|(?:most |very )?likely"
    r"|(?:believed|thought|presumed|feared|suspected) to be)"
)
_GUESSED_BEFORE: Final = re.compile(
    r"\b(?:" + _GUESS + r"|hallmarks? of|point(?:s|ed|ing)? to"
    r"|(?:fear(?:s|ed)?|rul(?:e|ed|ing) out|exclud(?:e|ed|ing)) that)(?:\s+[\w'’-]+){0,3}\s+$",
    re.IGNORECASE,
)
_GUESSED_IN: Final = re.compile(r"(?:[\w'’-]+\s+){0,2}" + _GUESS + r"\b", re.IGNORECASE)
_GUESSED_AFTER: Final = re.compile(
    r"\s+(?:[\w'’-]+\s+){0,2}"
    r"(?:(?:is|are|was|were|ha[sv]e? been) (?:\w+ly )?(?:believed|suspected|thought|presumed|feared)"
    r"|(?:may|might|could) (?:\w+ )?(?:have|be)|appear(?:s|ed)? to|seem(?:s|ed)? to)\b",
    re.IGNORECASE,
)
"""What makes an actor a guess right before its words ("apparently by rebels"), at their beginning ("five suspected
rebels") or right after them ("rebels are believed to")."""
_TRIED: Final = re.compile(
    r"\b(?:convicted|found guilty|sentenced|jailed|indicted|charged|charges|pleaded|pleads|on trial|stand trial"
    r"|prosecutors?|defendants?|arrested|accused of|wanted)\b",
    re.IGNORECASE,
)
_CLAIMED: Final = re.compile(r"\b(?:claim\w*|admit\w*|confess\w*|(?:took|taken) responsibility)\b", re.IGNORECASE)
_BEFORE, _AFTER = 30, 25
"""Characters around an actor's words that stand near it."""
_LEADING: Final = 60
"""Characters before an actor's words within which what makes it a guess stands."""

Facts = dict[str, float]


@dataclass(frozen=True, slots=True)
class _Told:
    """An actor of an event with the claims that speak of the event, other than such as utter it."""

    context: Context
    event: Happening
    actor: Argument
    said: Sequence[Attribution]
    """those of the whole report"""
    claims: Sequence[Attribution]

    @property
    def is_of_the_report(self) -> bool:
        """Whether the report names the actor and tells the deed in one sentence, both outside what others say."""
        number = self.context.sentences.index
        telling = {number(span.start) for span in self.event.spans if not self._is_said(span)}
        return any(number(span.start) in telling and not self._is_said(span) for span in self.actor.evidence)

    @property
    def share(self) -> float:
        """The share of the event's triggers that stand in what somebody says."""
        return sum(map(self._is_said, self.event.spans)) / len(self.event.spans)

    def _is_said(self, span: Span) -> bool:
        return any(holds(claim, span) for claim in self.said)

    @property
    def is_guessed(self) -> bool:
        """Whether words around the actor make it a guess in a sentence that tells the deed."""
        number = self.context.sentences.index
        told = {number(span.start) for span in self.event.spans}
        return any(number(span.start) in told and self._is_guess(span) for span in self.actor.evidence)

    def _is_guess(self, span: Span) -> bool:
        text, (start, end) = self.context.text, self.context.sentences.bounds(span.start)
        return bool(
            _GUESSED_BEFORE.search(text[max(start, span.start - _LEADING) : span.start])
            or _GUESSED_IN.match(text, span.start, span.end)
            or _GUESSED_AFTER.match(text, span.end, end)
        )

    def stands_in(self, words: re.Pattern[str], *, near: bool) -> bool:
        """Whether such words stand in a sentence that names the actor, or right around its name."""
        for span in self.actor.evidence:
            start, end = self.context.sentences.bounds(span.start)
            if near:
                start, end = max(start, span.start - _BEFORE), min(end, span.end + _AFTER)
            if words.search(self.context.text, start, end):
                return True
        return False


def with_confidence(
    context: Context, events: Sequence[Happening], said: Sequence[Attribution]
) -> tuple[Happening, ...]:
    """The events, each actor with who says that it did it."""
    return tuple(
        replace(
            event,
            arguments=tuple(
                each.model_copy(update={"confidence": _confidence(context, event, each, said)})
                if each.role == "actor"
                else each
                for each in event.arguments
            ),
        )
        for event in events
    )


def _confidence(context: Context, event: Happening, actor: Argument, said: Sequence[Attribution]) -> Confidence:
    """The likeliest: the model's probabilities over the actor's mentions at the event's triggers, times what the facts
    tell."""
    known = facts(context, event, actor, said)
    scores = weighed(_by_model(context, event, actor), MODEL, known, weights("confidence_weights"))
    return CONFIDENCES[likeliest(scores)]


def _by_model(context: Context, event: Happening, actor: Argument) -> Sequence[float]:
    rows = [
        told.confidence
        for trigger in _triggers(context, event)
        for told in trigger.arguments
        if told.role == "actor" and told.confidence
        and any(told.start < span.end and span.start < told.end for span in actor.evidence)
    ]  # fmt: skip
    return mean(rows) if rows else [1 / len(CONFIDENCES)] * len(CONFIDENCES)


def _triggers(context: Context, event: Happening) -> Iterator[DraftTrigger]:
    spans = {(span.start, span.end) for span in event.spans}
    return (each for each in context.draft.triggers if (each.start, each.end) in spans)


def facts(context: Context, event: Happening, actor: Argument, said: Sequence[Attribution]) -> Facts:
    """What is known of who says that an actor did a deed."""
    about = [each for each in said if event.id in each.events and not utters(each, event)]
    told = _Told(context, event, actor, said, about)
    kind = actor.entity.kind if actor.entity else None
    violence = event.type in FAMILIES["violence"]
    known = {
        "always": True,
        "of words": event.type in FAMILIES["words"],
        "violence": violence,
        "an armed group": kind == "armed-group",
        "a force": kind in FORCES,
        "a state": kind in STATES,
        "people": kind in _PEOPLE,
        "told by the report": told.is_of_the_report,
        **{name: any(each) for name, each in _by_claims(told).items()},
        "guessed at it": violence and told.is_guessed,
        "tried for it": violence and told.is_of_the_report and told.stands_in(_TRIED, near=False),
        "hedged": told.stands_in(_HEDGED, near=False),
        "hedged near it": told.stands_in(_HEDGED, near=True),
        "blamed": told.stands_in(_BLAMED, near=False),
        "blamed near it": told.stands_in(_BLAMED, near=True),
        "claimed": told.stands_in(_CLAIMED, near=False),
    }
    alone = violence and not (known["told by the report"] or known["told by its side"])
    known |= {f"told by {who} alone": alone and known[f"told by {who}"] for who in ("authorities", "others")}
    actual = mean([each.modality for each in _triggers(context, event)])[MODALITIES.index("actual")]
    return {name: float(value) for name, value in known.items()} | {"share told": told.share, "actual": actual}


def _by_claims(told: _Told) -> dict[str, Iterator[bool]]:
    """What the claims that speak of a deed tell of its actor."""
    own = [(each, each.source_kind in AUTHORITIES, is_source(told.context, each, told.actor)) for each in told.claims]
    others = [(each, authority) for each, authority, itself in own if not itself]
    return {
        "accused by authorities": (each.stance == "accuses" and of for each, of in others),
        "accused by others": (each.stance == "accuses" and not of for each, of in others),
        "told by authorities": (each.stance in _SAYING and of and names(each, told.actor) for each, of in others),
        "told by others": (each.stance in _SAYING and not of and names(each, told.actor) for each, of in others),
        "in a claim": (names(each, told.actor) for each, *_ in own),
        "responsibility claimed": (each.stance == "claims-responsibility" for each, *_ in own),
        "responsibility claimed by it": (each.stance == "claims-responsibility" and itself for each, _, itself in own),
        "told by its side": (
            each.stance in _OWNING and is_own_side(told.context, each, told.actor) for each, *_ in own
        ),
        "told by itself": (each.stance in _SAYING and itself for each, _, itself in own),
        "guessed": (each.stance == "speculates" for each, *_ in own),
        "denied by others": (each.stance == "denies" for each, _ in others),
        "denied by it": (each.stance == "denies" and is_source(told.context, each, told.actor) for each in told.said),
    }
