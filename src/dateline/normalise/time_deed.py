"""Whether something is told to have happened on a date, so that a date without a year is a past one."""

from __future__ import annotations

import re

from dateline.normalise.time_cues import (
    BOUNDS,
    PRESENT,
    WAS,
    cue_of,
    first_verb,
    names_scheduled,
    own_verb,
    verb_before,
    words_of,
)
from dateline.normalise.time_outlook import bound, outlook

_DEED = (
    r"(?:air\s?strikes?|atrocit(?:y|ies)|ambush(?:es)?|arrests?|arson|assassinations?|assaults?|attacks?|blasts?|blazes?"
    r"|bombings?|clash(?:es)?|collapses?|coups?|crash(?:es)?|deaths?|derailments?|disasters?|earthquakes?|executions?"
    r"|explosions?|floods?|fires?|gunfights?|hijackings?|incidents?|incursions?|invasions?|kidnappings?|abductions?"
    r"|killings?|landslides?|massacres?|murders?|onslaughts?|outbreaks?|putsch(?:es)?|raids?|rampages?|riots?"
    r"|shellings?|shootings?|slaughters?|slayings?|stabbings?|stampedes?|traged(?:y|ies)|uprisings?|violence)"
)
"""Nouns of what nobody announces: a date that they bear is one on which it happened."""
_ATTRIBUTE = r"(?!(?:a|an|and|as|at|by|for|from|in|of|on|or|the|to|was|were|with|\w+ed)\b)\w[\w’'-]*"
"""A word before a noun that belongs to it, and is no verb."""
_ON = r"(?:(?:early\s+|late\s+)?on(?:\s+the(?:\s+\w+\s+of)?)?|at)"
_DEED_AFTER = re.compile(rf"(?:\s+{_ATTRIBUTE}){{0,3}}?\s+{_DEED}\b", re.IGNORECASE)
_DEED_BEFORE = re.compile(
    rf"\b{_DEED}(?:\s+(?:in|at|near|outside|inside|against|by|on|across|around)(?:\s+[\w’'-]+){{1,4}}?)?"
    rf"(?:\s+(?:{_ON}|of))?\s*$",
    re.IGNORECASE,
)
"""A noun of what happened, its place perhaps, and the preposition of its date."""
_DEFINITE = re.compile(r"(?:\b(?:the|this|that|its|his|their)|['’]s)\s+(?:[\w’'-]+\s+){0,3}$", re.IGNORECASE)
_FEARED = re.compile(
    r"\b(?:alleged|expected|feared|imminent|intended|next|planned|possible|threatened|upcoming)\b", re.IGNORECASE
)
"""Before a noun, what it names has not happened for certain."""
_ENDS = re.compile(
    r"\s*(?:$|[^\w\s’'])"
    r"|\s+(?:after|and|as|at|before|but|by|during|for|from|in|near|on|over|that|to|when|where|while|with)\b",
    re.IGNORECASE,
)
"""After a date without a preposition, where it belongs to no noun that follows it."""
_VERB_ON = re.compile(rf"([A-Za-z]+)(?P<on>\s+{_ON})?\s+$", re.IGNORECASE)
_NO_DEED = frozenset("after been had has have said set since was were".split())
"""Words that look back, but do not say that something was done on the date that follows them at once."""
_OBJECT = re.compile(r"\s+(?:as|for|to)\b", re.IGNORECASE)
"""After a date that a verb has as its object: "set 10 September as the date"."""
_SINCE = re.compile(r"\bsince\s+(?:(?:about|around|at|early|late|the)\s+)*$", re.IGNORECASE)
_NO_ADVERB = re.compile(
    r"(?:\b(?:a|an|the|and|or|as|by|during|for|from|in|into|of|through|to|with|within"
    r"|starting|beginning|commencing|opening|running|ending|effective)(?:\s+(?:on|the|at|early|mid|late))*|['’]s)[\s-]*$",
    re.IGNORECASE,
)
"""What stands before a date that is no adverb of a verb: it belongs to a noun, or is an end of a stretch."""
_BOUND = re.compile(rf"\b({'|'.join(sorted(BOUNDS))})\s+(?:(?:about|around|the|early|late|mid)[\s-]+)*$", re.IGNORECASE)
_LEADS = re.compile(
    r"(?:^|\b(?:and|but|that|when|while|where)\s)\s*"
    r"(?:(?:(?:at|early|in|late)\s(?:[\w’'-]+\s){0,4})?on|at|in|around|about|by|early)\s+$",
    re.IGNORECASE,
)
"""The beginning of a clause up to a date: "On", "that on", "At sunup on", or up to a part of its day: "At" dawn."""
_AT_ONCE = re.compile(r"\s+(?=[a-z])", re.IGNORECASE)
_ADVERB = re.compile(rf"\b{_ON}\s+$", re.IGNORECASE)
_CLAUSE = re.compile(r"[,;:–—(]")
_HELD = frozenset("addressed attended held hosted lost staged won".split())
"""Verbs that tell that what was scheduled has taken place."""


def happened(before: str, after: str) -> bool:
    """Whether something is told to have happened on the date between ``before`` and ``after``.

    It is where a verb in the past governs the date ("broke out on", "on 7 October gunmen stormed"), or a noun of what
    nobody announces bears it ("the attack on", "the 7 October attack"). What a verb in the past announces, asks for or
    extends may still lie ahead ("agreed to meet on"), and so may what has its day beforehand ("the summit on").
    """
    if _verb_at_once(before, after) or _SINCE.search(before):
        return True
    if _DEED_AFTER.match(after):
        return outlook(before[-40:], "") != "ahead" or _DEFINITE.search(before) is not None
    return _noun_bears(before) or _subject_bears(before, after) or _leads(before, after) or _verb_before(before, after)


def of_a_deed(before: str) -> bool:
    """Whether a noun of what has happened, told as known, bears the day after ``before``: "the attack on".

    Such a day is the last one, wherever the sentence looks: "they will be charged over the attack on Friday".
    """
    noun = _DEED_BEFORE.search(before)
    if noun is None or not _DEFINITE.search(before, 0, noun.start()):
        return False
    return _FEARED.search(before, max(0, noun.start() - 40), noun.start()) is None


def _verb_at_once(before: str, after: str) -> bool:
    """A verb in the past right before the date: "burst on", "signed", "fled on the night of"."""
    verb = _VERB_ON.search(before)
    if verb is None or (verb["on"] is None and (verb[1].lower() in _NO_DEED or _OBJECT.match(after))):
        return False
    words = words_of(before[: verb.end(1)].lower())[-3:]
    return bool(words) and cue_of(words, len(words) - 1) == "back" and not any(word in PRESENT for word in words)


def _noun_bears(before: str) -> bool:
    """A noun of what happened right before the date, if it is not one that is only asked for, feared or denied."""
    noun = _DEED_BEFORE.search(before)
    if noun is None:
        return False
    lead = before[: noun.start()]
    return outlook(lead[-40:], "") != "ahead" and (_DEFINITE.search(lead) is not None or own_verb(lead) != "ahead")


def _subject_bears(before: str, after: str) -> bool:
    """The date belongs to the subject of a verb in the past: "the march on 30 September ended"."""
    words = [word.lower() for word in words_of(after)]
    if not _AT_ONCE.match(after) or not words or cue_of(words, 0) != "back" or own_verb(before) == "ahead":
        return False
    if words[0] in WAS and names_scheduled(words_of(before.lower())[-5:]):
        return False
    return first_verb(after) == "back"


def _leads(before: str, after: str) -> bool:
    """The date opens a clause with its verb in the past: "On 7 October gunmen stormed"."""
    lead = _LEADS.search(before)
    if lead is None or names_scheduled(words_of(lead[0].lower())):
        return False
    return first_verb(_CLAUSE.split(after.lstrip(" ,"))[0]) == "back"


def _verb_before(before: str, after: str) -> bool:
    """A verb in the past before the date, and nothing between them that the date may rather belong to."""
    end = _BOUND.search(before)
    if end:
        return bound(before[: end.start()], end[1].lower(), after) == "back"
    if _NO_ADVERB.search(before) or not (_ADVERB.search(before) or _ENDS.match(after)):
        return False
    verb = verb_before(before)
    if verb is None or verb.looks == "ahead":
        return False
    between = words_of(before.lower())[verb.at + 1 :]
    return verb.word in _HELD or not names_scheduled(between)
