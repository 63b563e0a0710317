"""Where a clause begins, and whether what it tells is denied: which words before some people can share their fate."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dateline.normalise.count_lexicon import BOUNDARIES, COUNTED_OF, DETERMINERS, MONTHS, WEEKDAYS, word_table
from dateline.normalise.count_tokens import Token, word_at

_OPENERS: Final = MONTHS | WEEKDAYS | word_table(
    """that when while where which after before because since if as whether although though but and or nor
    said says say told added reported reports confirmed announced stated revealed claimed believed feared only both
    today yesterday tonight overnight later earlier ago meanwhile total all"""
)  # fmt: skip
"""Before a subject: what opens its clause, or stands between the opening and it."""
_LEADING: Final = word_table("in on at near outside inside around during from of by for the early late")
_SETTING: Final = 8
"""The longest setting, in tokens, before a subject."""
_FINITE_NEXT: Final = word_table("was were is are has have had died dies perished succumbed")
_SLIPPED_IN: Final = word_table("also later then both reportedly allegedly apparently all")
_VERBS: Final = word_table(
    """hit hits shot shoots struck strikes fought fights met meets saw sees sent sends took takes fired fires beat
    beats held holds left leaves drove drives ran runs set sets told tells blew blows went goes came comes began
    begins broke breaks stormed storms attacks targets targeted caught catches found finds threw throws gave gives"""
)
"""Finite verbs that no ending tells."""
_DENYING: Final = word_table("denied denies deny denying disputed disputes rejected rejects dismissed")
_WHAT_IS_DENIED: Final = word_table(
    """reports claims allegations accusations suggestions assertions having any all ever the it they he she its"""
)
_DENIAL_STOPS: Final = word_table(", . ; : but which who when where after")
_DENIAL_REACH: Final = 14


def opens_clause(tokens: Sequence[Token], first: int) -> bool:
    """Whether a phrase from token ``first`` on can be its clause's subject, by what stands before it.

    A preposition or a verb there makes it their object: "fired at 30 soldiers and two civilians were killed".
    """
    if word_at(tokens, first - 1) == "of" and word_at(tokens, first - 2) in COUNTED_OF:
        first -= 2
    while first > 0 and tokens[first - 1].low in DETERMINERS:
        first -= 1
    before = word_at(tokens, first - 1)
    if not before[:1].isalpha() or before in _OPENERS or before.endswith("ly"):
        return True
    return _led_in(tokens, first) or (first == 1 and before not in _LEADING)


def _led_in(tokens: Sequence[Token], first: int) -> bool:
    """Whether only a setting stands between the clause's opening and ``first``: "In Mogadishu two soldiers"."""
    at = first
    while at > max(0, first - _SETTING) and (tokens[at - 1].raw.istitle() or tokens[at - 1].low in _LEADING):
        at -= 1
    led = at < first - 1 and tokens[at].low in _LEADING and tokens[first - 1].low not in BOUNDARIES
    return led and (at == 0 or not tokens[at - 1].raw[0].isalpha() or tokens[at - 1].low in _OPENERS)


def holds_verb(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether tokens ``[first, last)`` hold a finite verb, as far as form and a list tell; "the armed man" none."""
    for at in range(first, last):
        token = tokens[at]
        participle = token.raw.islower() and token.low.endswith("ed")
        if token.low in _VERBS and not token.raw.istitle():
            return True
        if participle and word_at(tokens, at - 1) not in DETERMINERS and at > first:
            return True
    return False


def goes_on_finitely(tokens: Sequence[Token], at: int) -> bool:
    """Whether a finite verb follows at token ``at``, so that what ends there is a clause's subject."""
    while word_at(tokens, at) in _SLIPPED_IN:
        at += 1
    return word_at(tokens, at) in _FINITE_NEXT


def denied(tokens: Sequence[Token], first: int) -> bool:
    """Whether somebody denies what the verb at token ``first`` tells: "denied that 12 people had been killed".

    "Denied involvement in the attack that killed 12" denies no death.
    """
    for at in range(first - 1, max(-1, first - _DENIAL_REACH), -1):
        word = tokens[at].low
        if word in _DENIAL_STOPS:
            return False
        if word in _DENYING:
            here = at + 1
            while here < first and tokens[here].low in _WHAT_IS_DENIED:
                here += 1
            return here == first or tokens[here].low in {"that", "had"}
    return False
