"""Whether a sentence looks back or ahead where a time expression stands, told by the verbs and cues around it."""

from __future__ import annotations

import re
from typing import Literal

Outlook = Literal["ahead", "back"]

_AHEAD = frozenset(
    "will shall won't would should must plan plans planned planning scheduled schedule due expect expects expected"
    " upcoming until till prepare prepares preparing intend intends intended hopes coming begins starts opens meet"
    " meets faces expire expires payable reconvene reconvenes postponed delayed redeem await awaits vow vows deadline"
    " before slated next".split()
)
_AHEAD_PAIRS = {
    "going": ("to",), "to": ("be",), "is": ("to",), "are": ("to",), "set": ("to", "for"), "ahead": ("of",),
    "call": ("for", "a"), "calls": ("for", "a"), "called": ("for", "a"), "calling": ("for", "a"), "by": ("next",),
}  # fmt: skip
_NO_CUE_PAIRS = {"next": ("to",)}
_BACK = frozenset(
    "was were had has have been did said says told took came went held met left began shot hit struck found made got"
    " gave saw became broke brought fell fled fought led lost ran sent set spoke stood won wrote put cut rose grew beat"
    " blew burst drove flew threw kept built bought paid since after".split()
)
_NO_PAST = frozenset("united hundred armed unarmed need indeed speed allied proposed succeed proceed exceed".split())
"""Words in -ed that are no past tense, or (proposed) tell what is still to come."""
_ANNOUNCING = frozenset(
    "will shall won't plan plans intends intend expects upcoming prepares begins starts opens meets faces expires"
    " reconvenes is are set due".split()
)
"""Cues that look ahead also when they follow the expression; the rest ("would", "before") say nothing of it then."""
_WORD = re.compile(r"[a-z][a-z'’]*")
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
_VERB_ON = re.compile(r"([A-Za-z]+)(?P<on>\s+(?:on(?:\s+the(?:\s+\w+\s+of)?)?|at))?\s+$", re.IGNORECASE)
_NO_DEED = frozenset("after been had has have said set since was were".split())
"""Words that look back, but do not say that something was done on the date that follows them at once."""
_OBJECT = re.compile(r"\s+(?:as|for|to)\b", re.IGNORECASE)
"""After a date that a verb has as its object: "set 10 September as the date"."""
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
    words = _WORD.findall(before.lower())
    for at in reversed(range(len(words))):
        cue = _cue(words, at)
        if cue is not None:
            return cue
    return _first_after(_WORD.findall(after.lower()))


def _first_after(words: list[str]) -> Outlook | None:
    for at, word in enumerate(words):
        cue = _cue(words, at)
        if cue is not None:
            return "ahead" if cue == "ahead" and word in _ANNOUNCING else "back"
    return None


def _cue(words: list[str], at: int) -> Outlook | None:
    """What one word tells, with the word after it; a past participle after ``be`` tells nothing."""
    word, following = words[at], words[at + 1] if at + 1 < len(words) else ""
    if following in _AHEAD_PAIRS.get(word, ()) or word.endswith(("'ll", "’ll")):
        return "ahead"
    if word in _AHEAD:
        return None if following in _NO_CUE_PAIRS.get(word, ()) else "ahead"
    if at and words[at - 1] == "be":
        return None
    past = word in _BACK or (word.endswith("ed") and len(word) > 3 and word not in _NO_PAST)
    return "back" if past else None


def looks_ahead(before: str, after: str) -> bool:
    """Whether the sentence looks ahead where the expression stands."""
    return _SOON.search(before) is not None or outlook(before, after) == "ahead"


def happened(before: str, after: str) -> bool:
    """Whether a verb in the past stands right before the expression: "burst on", "signed", "fled on the night of"."""
    verb = _VERB_ON.search(before)
    if verb is None or (verb["on"] is None and (verb[1].lower() in _NO_DEED or _OBJECT.match(after))):
        return False
    return _cue([verb[1].lower()], 0) == "back"


def is_term(before: str, after: str) -> bool:
    """Whether the expression is told as a term: ``by``, ``until``, ``effective``, ``payable`` it."""
    return _DUE.search(before) is not None or _DEADLINE.match(after) is not None
