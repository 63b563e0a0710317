"""Whether a sentence looks back or ahead where a time expression stands, told by the verbs and cues around it."""

from __future__ import annotations

import re

from dateline.normalise.time_cues import (
    BOUNDS,
    SCHEDULED,
    Outlook,
    cue_of,
    first_verb,
    names_scheduled,
    own_verb,
    word_matches,
    words_of,
)
from dateline.normalise.time_words import LONG_WEEKDAY, UNIT

__all__ = ["Outlook", "is_term", "looks_ahead", "outlook", "sentence_after", "sentence_before"]

_ANNOUNCING = frozenset(
    "will shall won't plan plans intends intend expects upcoming prepares begins starts opens meets faces expires"
    " reconvenes is are set due".split()
)
"""Cues that look ahead also when they follow the expression; the rest ("would", "before") say nothing of it then."""
_OPENING = re.compile(
    r"(?:(?:shortly|just|even|only|immediately|right|the|an?|few|several|two|three|some|minutes?|hours?|days?|nights?"
    r"|morning|evening|weeks?|moments)\s+)*",
    re.IGNORECASE,
)
"""What may stand before a bound that opens a sentence: "Shortly", "The day", "Two hours"."""
_COUNTED_FROM = re.compile(rf"\b(?:{UNIT}|{LONG_WEEKDAY})\s+$", re.IGNORECASE)
_OF_SCHEDULED = re.compile(rf"(?:\s+[\w’'-]+)?\s+{SCHEDULED}\b", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s\b")
_ANNOUNCED = re.compile(
    r"['’]s\s+(?:\w+\s+){0,2}(?:planned|scheduled|expected|upcoming|proposed|deadline)", re.IGNORECASE
)
_SOON = re.compile(
    r"\b(?:as (?:soon|early) as|no later than|between now and|from now (?:to|until)|come)\s+(?:on\s+)?$", re.IGNORECASE
)
_OPENS_CLAUSE = re.compile(r"(?:;|\b(?:and|but|then))\s+(?:(?:early|late|on|in|at|by)\s+)+$", re.IGNORECASE)
"""Before a date that begins a clause of its own: "he met her on Sunday, and on Monday will meet him"."""
_IS_ON = re.compile(r"\b(?:is|are)\s+(?:(?:on|in|for|at|early|late|mid|the)[\s-]+)*$", re.IGNORECASE)
"""Before a date that the present tense gives to something: "the vigil is on", "his inauguration is in early"."""
_APPOINTED = re.compile(rf"\b{SCHEDULED}\s+for\s+(?:(?:early|late|mid|the)[\s-]+)*$", re.IGNORECASE)
"""Before the date that something gets: "called elections for"."""
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
    if _OPENS_CLAUSE.search(before) and (following := _first_after([word.lower() for word in words_of(after)])):
        return following
    if _IS_ON.search(before) or _APPOINTED.search(before):
        return "ahead"
    found = word_matches(before)
    words = [word[0].lower() for word in found]
    for at in reversed(range(len(words))):
        cue = cue_of(words, at)
        if cue is None or _is_over(before, found[at].start(), words[at]):
            continue
        if words[at] in BOUNDS and not names_scheduled(words[at + 1 :]):
            return bound(before[: found[at].start()], words[at], after, at_once=at + 1 == len(words))
        return cue
    return _first_after([word.lower() for word in words_of(after)])


def _is_over(before: str, cue: int, word: str) -> bool:
    """Whether a cue governs no more than the phrase with which the sentence opens: "Ahead of the vote, police on"."""
    return (word in BOUNDS or word == "ahead") and "," in before[cue:] and _OPENING.fullmatch(before[:cue]) is not None


def bound(before: str, word: str, after: str, *, at_once: bool = True) -> Outlook:
    """Where ``before``, ``until`` or ``till`` a time looks: back where what it ends is told in the past.

    "Fighting raged until Sunday" has ended; "they closed the road until Sunday", "police want it gone before Sunday"
    have it ahead. Before its verb ("Until Sunday, fighting raged"), that verb tells. "The day before" it ends nothing,
    and "the Sunday vote" has its day beforehand. Where it governs a thing that has the time, which thus does not follow
    ``at_once`` ("the day before the attack on Sunday"), nothing is counted from the time itself.
    """
    if _OF_SCHEDULED.match(after) or (at_once and word == "before" and _COUNTED_FROM.search(before)):
        return "ahead"
    own = own_verb(before, until=word != "before")
    if own is None and _OPENING.fullmatch(before):
        own = first_verb(after, until=word != "before")
    return own or "ahead"


def _first_after(words: list[str]) -> Outlook | None:
    for at, word in enumerate(words):
        cue = cue_of(words, at)
        if cue is not None:
            return "ahead" if cue == "ahead" and word in _ANNOUNCING else "back"
    return None


def looks_ahead(before: str, after: str) -> bool:
    """Whether the sentence looks ahead where the expression stands."""
    return _SOON.search(before) is not None or outlook(before, after) == "ahead"


def is_term(before: str, after: str) -> bool:
    """Whether the expression is told as a term: ``by``, ``until``, ``effective``, ``payable`` it."""
    return _DUE.search(before) is not None or _DEADLINE.match(after) is not None
