"""What somebody does with what he claims: states, confirms or denies it, accuses, threatens, demands, guesses.

Some words tell it outright. Else the model tells it, and beside it the verb of the cue, how the content opens, and
whose deed it tells: ``stance_weights.json`` holds what each of these weighs, as ``training/stance.py`` learns it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final, get_args

from dateline.assemble.context import Context
from dateline.assemble.happening import Happening
from dateline.assemble.sides import holds, is_own_side, names
from dateline.assemble.weighing import weighed, weights
from dateline.ontology.registry import FAMILIES
from dateline.schema.reading import Argument, Attribution, SourceKind, Stance

STANCES: Final[tuple[Stance, ...]] = get_args(Stance)
MODEL: Final = 0.7
"""What the model's log probability counts beside the facts. It has learned from the reports that teach their weights,
so these cannot tell: of 0.3, 0.5, 0.7 and 1, 0.7 and 1 are right most often on the corpus's development part."""
_DEEDS: Final = frozenset({*FAMILIES["violence"], "crackdown"})
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
    r"(?:admit(?:s|ted|ting)?|confess(?:es|ed|ing)?|acknowledg(?:e[sd]?|ing)|confirm(?:s|ed|ing)?)\b", re.IGNORECASE
)
_ITS_OWN: Final = re.compile(
    r"(?:that |to |having |to having )*(?:(?:he|she|it|they|we|i)(?! (?:is|are|am)\b)"
    r"|his|her|its|their|our|my|\w+ing|the (?:murders?|killings?|attacks?|crimes?))\b",
    re.IGNORECASE,
)
"""How what somebody admits opens where it is his own."""
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

_VERBS: Final[Mapping[str, re.Pattern[str]]] = MappingProxyType(
    {
        name: re.compile(words, re.IGNORECASE)
        for name, words in {
            "confirms": r"confirm|acknowledg|admit|conced|verif",
            "denies": r"den(?:y|ie)|reject|dismiss|refut|rebut|disput|contest",
            "demands": r"demand|urg|call\w* (?:on|for|upon)|appeal|ask|request|insist|plead|exhort|must|order",
            "warns": r"warn|caution",
            "threatens": r"threat|vow|swor|pledg|promis",
            "guesses": r"believ|suspect|fear|think|thought|predict|speculat|expect|doubt|suggest|assum|worr|forecast",
            "claims": r"claim|assert|boast",
            "announces": r"announc|declar",
        }.items()
    }
)
"""What the verb of a cue begins with."""
_SUBJECT: Final = r"(?:that )?(?:it|he|she|they|we|i|(?:its|our|his|her|their|my) \w+)"
_HEDGED: Final = re.compile(
    r"\b(?:probably|possibly|perhaps|(?:could|may|might) (?:well )?(?:be|have)|appear(?:s|ed)? to|seem(?:s|ed)? to"
    r"|likely|believed to|suspected|presumed|apparently|thought to)\b",
    re.IGNORECASE,
)
_SHOULD: Final = re.compile(r"\b(?:should|must|ought to|need(?:s|ed)? to|has to|have to)\b", re.IGNORECASE)
_WILL: Final = re.compile(r"\b(?:will|would|going to|plans? to)\b", re.IGNORECASE)
_ITS_WILL: Final = re.compile(_SUBJECT + r" (?:will|would|shall)\b|(?:it|he|she|they|we|i)['’]ll\b", re.IGNORECASE)
_ITS_NOT: Final = re.compile(
    _SUBJECT + r" (?:(?:did|had|has|have|was|were|is|are|does|do|would|will) (?:not|never)|(?:had|has|have) nothing"
    r"|\w+n['’]t|never|neither)\b|(?:that )?(?:there (?:is|was|were|are) no|no)\b",
    re.IGNORECASE,
)
_NOTHING: Final = re.compile(
    r"\b(?:no (?:evidence|proof|indication|involvement|role|part|link)|nothing to do with"
    r"|not (?:responsible|involved|behind)|false|fabricat\w+|baseless|untrue|lies?)\b",
    re.IGNORECASE,
)
_NOT_TO: Final = re.compile(r"(?:\w+ ){0,5}?not to\b|against\b", re.IGNORECASE)
_AGAINST: Final = re.compile(r"\bagainst$", re.IGNORECASE)
_PRONOUN: Final = re.compile(r"(?:that )?(?:it|he|she|they|we|i|its|our|his|her|their)\b", re.IGNORECASE)
_REVENGE: Final = re.compile(r"\b(?:revenge|reprisal|retaliat\w+|response to|avenge\w*|martyr\w*)\b", re.IGNORECASE)
_OPENING: Final = 60
"""Characters of a content in which its main clause begins."""
_KINDS: Final[tuple[SourceKind, ...]] = ("armed-group", "media", "witness", "ngo")

Facts = dict[str, float]


def stance_of(context: Context, claim: Attribution, model: Sequence[float], events: Sequence[Happening]) -> Stance:
    """The likeliest stance, among those that the words of the cue and the deed's actor leave open.

    ``model`` has the model's probabilities in the order of ``STANCES``; the claim's own stance is not looked at.
    """
    if worded := _worded(context, claim):
        return worded
    scores = weighed(model, MODEL, facts(context, claim, events), weights("stance_weights"))
    likely = dict(zip(STANCES, scores, strict=True))
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


def facts(context: Context, claim: Attribution, events: Sequence[Happening]) -> Facts:
    """What is known of what somebody does with what he claims: 1 where it holds, else 0."""
    verb, cue = _verb(context, claim), " ".join(piece.text for piece in claim.cue)
    first = claim.content[0].text.strip(" \"“”‘'") if claim.content else ""
    opening, whole = first[:_OPENING], " ".join(part.text for part in claim.content)
    hedged, deeds = _HEDGED.search(opening), _deeds(claim, events)
    actors = [each for event in deeds for each in event.arguments if each.role == "actor" and names(claim, each)]
    sides = {is_own_side(context, claim, actor) for actor in actors}
    known = {
        "always": True,
        **{f"verb {name}": words.match(verb) for name, words in _VERBS.items()},
        "hedged": hedged,
        "hedged later": not hedged and _HEDGED.search(whole),
        "should": _SHOULD.search(opening),
        "will": _WILL.search(opening),
        "its will": _ITS_WILL.match(first),
        "its not": _ITS_NOT.match(first),
        "nothing": _NOTHING.search(whole),
        "not to": _NOT_TO.match(first) or _AGAINST.search(cue),
        "its own": _PRONOUN.match(first),
        "a deed": deeds,
        "a deed of others": False in sides,
        "a deed of its side": True in sides,
        "revenge": deeds and _REVENGE.search(whole),
        **{f"by {kind}": claim.source_kind == kind for kind in _KINDS},
    }
    return {name: float(bool(value)) for name, value in known.items()}


def _verb(context: Context, claim: Attribution) -> str:
    """The words of a cue from its verb on: "denied" of "has also denied"."""
    return context.text[_verb_at(context, claim) : claim.cue[0].end]


def _verb_at(context: Context, claim: Attribution) -> int:
    cue = claim.cue[0]
    opens = _AUXILIARIES.match(context.text, cue.start)
    return min(opens.end(), cue.end) if opens else cue.start


def _deeds(claim: Attribution, events: Sequence[Happening]) -> list[Happening]:
    """The deeds told in what is claimed."""
    return [
        event
        for event in events
        if event.type in _DEEDS and event.id in claim.events and any(holds(claim, span) for span in event.spans)
    ]


def _worded(context: Context, claim: Attribution) -> Stance | None:
    at = _verb_at(context, claim)
    return next((stance for stance, words in _WORDED if words.match(context.text, at)), None)


def _admits(context: Context, claim: Attribution, events: Sequence[Happening]) -> bool:
    """Whether somebody admits a deed of violence as his own."""
    if _ADMITTED.match(context.text, _verb_at(context, claim)) is None:
        return False
    return any(_ITS_OWN.match(part.text) for part in claim.content[:1]) and any(
        event.type in _DEEDS and event.id in claim.events for event in events
    )


def _opens_with(claim: Attribution, event: Happening) -> bool:
    """Whether the event's trigger is the verb of the cue, not its object ("denied accusations")."""
    openings = (piece.text[: max(0, span.start - piece.start)] for span in event.spans for piece in claim.cue
                if span.overlaps(piece))  # fmt: skip
    return any(_AUXILIARIES.fullmatch(words) for words in openings)


def _anothers_deed(context: Context, claim: Attribution, events: Sequence[Happening]) -> bool:
    """Whether the content names somebody else as the actor of the first deed in it."""
    deeds = [event for event in events if event.type in _DEEDS and event.id in claim.events]
    named = [each for event in deeds[:1] for each in event.arguments if each.role == "actor" and names(claim, each)]
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
