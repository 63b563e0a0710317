"""Whether a sentence looks back or ahead where a time expression stands, told by the verbs and cues around it."""

from __future__ import annotations

import re
from typing import Literal

from dateline.normalise.time_words import either

Outlook = Literal["ahead", "back"]

_AHEAD = (
    "will", "shall", "won't", "would", "should", "must", "plan", "plans", "planned", "planning", "scheduled",
    "schedule", "due", "expect", "expects", "expected", "going to", "to be", "upcoming", "until", "till",
    "prepare", "prepares", "preparing", "intends", "intend", "intended", "hopes", "coming", "begins", "starts",
    "opens", "meet", "meets", "faces", "expire", "expires", "payable", "reconvene", "reconvenes", "postponed",
    "delayed", "redeem", "await", "awaits", "vow", "vows", "deadline", "ahead of", "before", "call for",
    "calls for", "called for", "calling for", "called a", "calls a", "slated",
)  # fmt: skip
_BACK = (
    "was", "were", "had", "has", "have", "been", "did", "said", "says", "told", "took", "came", "went", "held",
    "met", "left", "began", "shot", "hit", "struck", "found", "made", "got", "gave", "saw", "became", "broke",
    "brought", "fell", "fled", "fought", "led", "lost", "ran", "sent", "set", "spoke", "stood", "won", "wrote",
    "put", "cut", "rose", "grew", "beat", "blew", "drove", "flew", "threw", "kept", "built", "bought", "paid",
    "since", "after",
)  # fmt: skip
_NO_PAST = (
    "united", "hundred", "armed", "unarmed", "need", "indeed", "speed", "allied", "proposed", "succeed",
    "proceed", "exceed",
)  # fmt: skip
"""Words in -ed that are no past tense, or (proposed) tell what is still to come."""

_CUE = re.compile(
    rf"\b(?:(?P<ahead>{either(_AHEAD)}|set(?= to\b| for\b)|next(?! to\b)|by(?= next\b| the end\b)"
    r"|is(?= to\b)|are(?= to\b))"
    rf"|(?P<back>(?<!\bbe\s)(?:{either(_BACK)}|(?!(?:{'|'.join(_NO_PAST)})\b)\w{{2,30}}ed)))\b",
    re.IGNORECASE,
)
_ANNOUNCING = frozenset(
    "will shall won't plan plans intends intend expects upcoming prepares begins starts opens meets faces expires"
    " reconvenes is are set due".split()
)
"""Cues that look ahead also when they follow the expression; the rest ("would", "before") say nothing of it then."""
_POSSESSIVE = re.compile(r"['’]s\b")
_ANNOUNCED = re.compile(
    r"['’]s\s+(?:\w+\s+){0,2}(?:planned|scheduled|expected|upcoming|proposed|deadline)", re.IGNORECASE
)
_SOON = re.compile(
    r"\b(?:as (?:soon|early) as|no later than|between now and|from now (?:to|until)|come)\s+(?:on\s+)?$", re.IGNORECASE
)
_DUE = re.compile(
    r"\b(?:by|until|till|through|effective|payable|of record|as (?:soon|early) as|between now and|extended to"
    r"|deadline of|expires?(?: on)?|date is)\s+(?:(?:about|around|the|early|mid|late|on)[\s-]+){0,3}$",
    re.IGNORECASE,
)
_DEADLINE = re.compile(
    r"\s+(?:(?:as the|\w+)\s+)?(?:deadline|return date|hearing|vote|election|summit)\b", re.IGNORECASE
)
_SENTENCE_END = re.compile(r"[.!?][\"'”’)]{0,3}\s+(?=[\"'“‘(]?[A-Z])|\n\s*\n")
_ABBREVIATED = re.compile(
    r"\b(?:[A-Z]|[ap]\.?m|Mr|Mrs|Dr|Gen|Col|Lt|Sgt|Maj|Rep|Sen|Gov|St|No|Jan|Feb|Aug|Sept?|Oct|Nov"
    r"|Dec)$"
)


def sentence_before(left: str) -> str:
    """The part of ``left`` in the sentence that it ends in. An initial or a title's full stop ends no sentence."""
    start = 0
    for found in _SENTENCE_END.finditer(left + "A"):
        if not (found[0][0] == "." and _ABBREVIATED.search(left[: found.start()])):
            start = found.end()
    return left[start:]


def sentence_after(right: str) -> str:
    """The part of ``right`` in the sentence that it begins in."""
    end = _SENTENCE_END.search(right)
    return right[: end.start()] if end else right


def outlook(before: str, after: str) -> Outlook | None:
    """The nearest verb or cue before an expression decides; where none stands, the first one after it.

    "Wednesday's ruling" looks back unless the thing itself is announced ("Wednesday's planned vote").
    """
    if _POSSESSIVE.match(after):
        return "ahead" if _ANNOUNCED.match(after) else "back"
    cues = list(_CUE.finditer(before))
    if not cues:
        return _first_after(after)
    return "ahead" if cues[-1].lastgroup == "ahead" else "back"


def _first_after(after: str) -> Outlook | None:
    cue = _CUE.search(after)
    if cue is None:
        return None
    return "ahead" if cue.lastgroup == "ahead" and cue[0].lower() in _ANNOUNCING else "back"


def looks_ahead(before: str, after: str) -> bool:
    """Whether the sentence looks ahead where the expression stands."""
    return _SOON.search(before) is not None or outlook(before, after) == "ahead"


def is_term(before: str, after: str) -> bool:
    """Whether the expression is told as a term: ``by``, ``until``, ``effective``, ``payable`` it."""
    return _DUE.search(before) is not None or _DEADLINE.match(after) is not None
