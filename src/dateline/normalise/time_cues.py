"""The words that tell whether a sentence looks back or ahead: verbs in the past, announcements, bounds, nouns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

Outlook = Literal["ahead", "back"]

_AHEAD = frozenset(
    "will shall won't would should must plan plans planned planning scheduled schedule due expect expects expected"
    " upcoming until till prepare prepares preparing intend intends intended hopes coming begins starts opens meet"
    " meets faces expire expires payable reconvene reconvenes reopens resumes postponed delayed redeem await awaits"
    " vow vows deadline before slated next arrives flies".split()
)
_AHEAD_PAIRS = {
    "going": ("to",), "to": ("be",), "is": ("to",), "are": ("to",), "set": ("to", "for"), "ahead": ("of",),
    "call": ("for", "a"), "calls": ("for", "a"), "called": ("for", "a"), "calling": ("for", "a"), "by": ("next",),
    "was": ("to",), "were": ("to",), "take": ("effect", "office"), "takes": ("effect", "office", "over", "place"),
    "ends": ("", "on", "at", "in"), "goes": ("to", "before", "into"), "heads": ("to", "for", "into"),
    "leaves": ("for",), "returns": ("to", "home"), "travels": ("to",),
}  # fmt: skip
_BACK_PAIRS = {"wake": ("of",)}
_NO_CUE_PAIRS = {"next": ("to",)}
_WISHING = frozenset(
    "agree agrees aim aiming aims hope hoped hopes hoping pledge pledges promise promises threaten threatens vow vows"
    " want wanted wants".split()
)
"""Verbs whose infinitive is still to come: "hope to finish by"."""
_POSSIBLE = frozenset("may might could".split())
_NOT_POSSIBLE = frozenset(
    "also be been feel have hear it just never not observe only see smell still taste to understand well".split()
)
"""After ``could`` or ``may``, no verb of what is to come: of what has been ("may have"), or was felt ("could hear")."""
_TO_BE_DONE = frozenset("arrested extended freed held launched lifted released resumed signed".split())
"""What "may be" done on a day that is yet to come; "may be linked to" tells nothing of one."""
_BACK = frozenset(
    "was were had has have been did said says told took came went held met left began shot hit struck found made got"
    " gave saw became broke brought fell fled fought led lost ran sent set spoke stood won wrote put cut rose grew beat"
    " blew burst drove flew threw kept built bought paid since after".split()
)
_NO_PAST = frozenset(
    "united hundred armed unarmed need indeed speed allied proposed succeed proceed exceed preferred alleged".split()
)
"""Words in -ed that are no past tense, or (proposed) tell what is still to come."""

BOUNDS = frozenset({"before", "until", "till"})
"""Words that end what a verb tells: they look ahead but for a verb that tells what has come to its end."""
_NO_VERB = BOUNDS | {"since", "after"}
_REPORTING = frozenset(
    "said says told added reported noted explained stated stressed recalled claimed argued insisted confirmed".split()
)
"""What is said may be past or still to come: neither the saying nor what is told before it says so."""
_ASKING = frozenset(
    "accepted agreed aimed allowed announced approved arranged asked authorised authorized backed booked called"
    " canceled cancelled challenged chose considered decided declared demanded designated fixed granted hoped intended"
    " invited needed offered opposed ordered permitted pledged plotted predicted prepared promised proposed published"
    " refused registered rejected required rescheduled scheduled set sought suggested summoned threatened told urged"
    " voted vowed wanted warned".split()
)
"""Verbs in the past whose object may still lie ahead: asked, agreed, announced, planned, warned, refused."""
_LASTING = frozenset(
    "adjourned banned barred blocked closed confined cut detained evacuated extended forbidden froze frozen gave given"
    " grounded halted imposed jailed locked moved paused postponed prohibited prolonged pushed put remanded renewed"
    " restricted sealed sent sentenced shut signed stopped suspended withheld".split()
)
"""Verbs of what is done at once and then lasts: "closed until Sunday", "suspended till 20 September"."""
PRESENT = frozenset("is are am be being isn't aren't do does don't doesn't can could may might will would".split())
WAS = frozenset("was were had been".split())
_PERFECT = frozenset("has have hasn't haven't".split())
_DETERMINERS = frozenset("a an the this that these those its his her their our my no newly recently".split())
_PREPOSITIONS = frozenset("against among between by for from in into of on with".split())
_NO_INFINITIVE = _DETERMINERS | frozenset("all at it them him us me you two three four five six seven date".split())

SCHEDULED = (
    r"(?:anniversar(?:y|ies)|appeals?|auctions?|ballots?|by-elections?|caucus(?:es)?|celebrations?|ceremon(?:y|ies)"
    r"|concerts?|conferences?|contests?|conventions?|deadlines?|debates?|elections?|events?|festivals?|finals?|friendly"
    r"|games?|handover|hearings?|inaugurations?|launch(?:es)?|match(?:es)?|meetings?|plebiscites?|polls?|primar(?:y|ies)"
    r"|rac(?:e|es)|referendums?|referenda|runoffs?|run-offs?|sessions?|summits?|talks|tests?|tours?|transition|trials?"
    r"|votes?|voting|weddings?)"
)
"""Nouns of what has its day beforehand: a verb in the past before them tells nothing of that day."""

_WORD = re.compile(r"(?<![\w-])[A-Za-z][A-Za-z'’-]*")
_SCHEDULED_WORD = re.compile(SCHEDULED)
_LEADING_TO_A_CLAUSE = frozenset("because if that when where whether which while who whose".split())


def words_of(text: str) -> list[str]:
    """The words; a compound ("Iran-backed") is one, so that its parts are no verbs."""
    return _WORD.findall(text)


def word_matches(text: str) -> list[re.Match[str]]:
    """The words with their places."""
    return list(_WORD.finditer(text))


def cue_of(words: Sequence[str], at: int) -> Outlook | None:
    """What one word (in lower case) tells, with the word after it; a past participle after ``be`` tells nothing."""
    word, following = words[at], words[at + 1] if at + 1 < len(words) else ""
    if following in _AHEAD_PAIRS.get(word, ()) or word.endswith(("'ll", "’ll")):
        return "ahead"
    if word in _POSSIBLE and _is_possible(words[at + 1 : at + 3]):
        return "ahead"
    if word in _WISHING and following == "to" and _is_infinitive(words[at + 1 : at + 3]):
        return "ahead"
    if word in _AHEAD:
        return None if following in _NO_CUE_PAIRS.get(word, ()) else "ahead"
    if at and words[at - 1] == "be":
        return None
    return "back" if _is_past(word) or following in _BACK_PAIRS.get(word, ()) else None


def _is_possible(following: Sequence[str]) -> bool:
    """Whether ``may``, ``might`` or ``could`` before some words is the modal verb of something yet to come."""
    if len(following) == 2 and following[0] == "be":
        return following[1] in _TO_BE_DONE
    return bool(following) and following[0] not in _NOT_POSSIBLE and not following[0].endswith(("ed", "ly"))


def _is_past(word: str) -> bool:
    regular = word.endswith("ed") and len(word) > 3 and "-" not in word
    return word in _BACK or (regular and word not in _NO_PAST)


def names_scheduled(words: Sequence[str]) -> bool:
    """Whether one of the words (in lower case) is a noun of what has its day beforehand."""
    return any(_SCHEDULED_WORD.fullmatch(word) for word in words)


class Verb(NamedTuple):
    """The verb at ``words[at]``, and where it looks."""

    at: int
    word: str
    looks: Outlook


def verb_before(text: str, *, until: bool = False) -> Verb | None:
    """The verb nearest to the end of some words that governs what follows them; None where none is read.

    A verb in the past looks back, but for one whose object may lie ahead ("asked", "agreed", or, where the words lead
    up to ``until``, one of what then lasts: "closed"); an infinitive, a present passive and a modal verb look ahead. A
    clause of its own that has begun since ("who", "that", "said") has a verb that is not read here.
    """
    raw = words_of(text)
    words = [word.lower() for word in raw]
    for at in reversed(range(len(words))):
        if words[at] in _LEADING_TO_A_CLAUSE or words[at] in _REPORTING:
            return None
        if words[at] == "to" and _is_infinitive(raw[at : at + 2]):
            return Verb(at, words[at], "ahead")
        cue = None if words[at] in _NO_VERB else cue_of(words, at)
        if cue == "ahead" or words[at] in PRESENT or words[at] in _PERFECT:
            return Verb(at, words[at], "ahead")
        if cue == "back" and not _is_attribute(words, at):
            lasts = until and words[at] in WAS and any(word in _LASTING for word in words[at + 1 : at + 4])
            return Verb(at, words[at], "ahead" if lasts else _verb_looks(words, at, until=until))
    return None


def own_verb(text: str, *, until: bool = False) -> Outlook | None:
    """Where that verb looks."""
    verb = verb_before(text, until=until)
    return verb.looks if verb else None


def first_verb(text: str, *, until: bool = False) -> Outlook | None:
    """Where the first verb of some words looks, up to where a clause of its own begins; None where none is read."""
    words = [word.lower() for word in words_of(text)]
    for at, word in enumerate(words):
        if word in _LEADING_TO_A_CLAUSE:
            return None
        cue = None if word in _NO_VERB else cue_of(words, at)
        if cue == "ahead":
            return cue
        if cue == "back" and not _is_attribute(words, at):
            return _was(words, at, until=until) if word in WAS else _verb_looks(words, at, until=until)
    return None


def _was(words: Sequence[str], at: int, *, until: bool) -> Outlook | None:
    """Where ``was`` or ``had`` looks, by the words after it: "was due", "had to", "was asked", "was killed".

    What "had not" been done until a time was done, or at least possible, then.
    """
    if words[at] == "had" and words[at + 1 : at + 2] in (["not"], ["never"]):
        return "back"
    for later in range(at + 1, min(at + 4, len(words))):
        if words[later] == "to" or cue_of(words, later) == "ahead" or (until and words[later] in _LASTING):
            return "ahead"
        if words[later] not in WAS and cue_of(words, later) == "back":
            return _verb_looks(words, later, until=until)
    return "back"


def _is_infinitive(words: Sequence[str]) -> bool:
    """Whether ``to`` and the word after it are an infinitive as far as letters tell: "to leave", not "to Basra"."""
    return (
        len(words) == 2 and words[0][-1].islower() == words[1][0].islower() and words[1].lower() not in _NO_INFINITIVE
    )


def _is_attribute(words: Sequence[str], at: int) -> bool:
    """Whether a participle belongs to a noun: "the besieged city", "a newly built road", "talks hosted by Oman"."""
    if not at:
        return False
    if words[at + 1 : at + 2] == ["by"] and words[at] not in WAS:
        return words[at - 1] not in WAS | PRESENT | _PERFECT and not words[at - 1].endswith("ly")
    if words[at] in _BACK:
        return False
    return words[at - 1] in _DETERMINERS | _PREPOSITIONS or (
        words[at - 1].endswith("ly") and at > 1 and words[at - 2] in _DETERMINERS
    )


def _verb_looks(words: Sequence[str], at: int, *, until: bool) -> Outlook:
    """Where a verb in the past, or a participle, looks itself."""
    beside = words[max(0, at - 2) : at]
    if words[at] in _ASKING or any(word in PRESENT for word in beside) or words[at - 1 : at] == ["to"]:
        return "ahead"
    lasts = words[at] in _LASTING or words[at] == "had" or any(word in _PERFECT for word in beside)
    return "ahead" if until and lasts else "back"
