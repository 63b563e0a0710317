"""Who is told of beside a deed's victims and is none: who did it, is charged with it or was looked into for it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from dateline.assemble.context import Context
from dateline.assemble.named import Range, name_of
from dateline.normalise.actor_naming import is_personal_name

_ASIDE: Final = (
    r"(?:,? \(?\d{1,3}\)?,?)?(?: and [A-Z][^,;.]{1,60},?(?: \d{1,3},)?)?"
    r"(?:,? (?:who|of) [^,;.]{1,80}?,?|, [^;.]{1,90}?,)?"
)
"""What may stand between a name and its verb: an age, a second name, an apposition."""
_BE: Final = r"(?:(?:was|were|is|are|has|have|had|been|being|also|later|since|now) ){1,4}"
_CHARGED: Final = re.compile(
    rf"{_ASIDE} (?:{_BE}(?:charged (?:with|in|over)|accused of|indicted|booked|convicted|acquitted|"
    r"(?:arrested|detained|taken into custody|held|jailed) (?:and charged|on suspicion|on charges?|in connection|"
    r"for (?:the|allegedly)))|(?:faces?|is facing) (?:\w+ )*charges?|"
    r"(?:has |have |had )?(?:pleaded (?:not )?guilty|surrender(?:s|ed)|confessed|turned (?:him|her)self in))\b"
)
_CLEARED: Final = re.compile(rf"{_ASIDE} {_BE}(?:cleared (?:of|by|in)|placed on (?:\w+ )*leave)\b")
_SHOT: Final = r"(?:shot|shoots|stabbed|killed|murdered|attacked|beat)(?: and (?:killed|wounded|injured))?"
_SOMEBODY: Final = (
    r"(?:(?:the|an?) (?!next|same|following|day|week|month|year|night|morning|evening|few|short|block)|"
    r"(?:his|her|their) |"
    r"(?:two|three|four|several) (?!days|weeks|months|years|times|hours)|"
    r"(?!\w+day\b|Jan|Feb|Mar\b|March|Apr|May\b|June|July|Aug|Sept|Oct|Nov|Dec)[A-Z][\w’'-]+)"
)
_DOES: Final = re.compile(
    rf"{_ASIDE},? (?:(?:allegedly|then|fatally|reportedly|had|has|accidentally) ){{0,3}}(?:opened fire\b|"
    r"(?:shot|fired|shoots) at (?:the )?(?:police|officers|deputies|troopers|agents|people|him|her|them)\b|"
    rf"{_SHOT} {_SOMEBODY})"
)
_BY: Final = re.compile(
    r"\b(?:carried out|committed|perpetrated|shot|killed|murdered|attacked|stabbed|beaten|wounded|injured) (?:\w+ )?by "
    r"(?:[A-Z][\w.-]+(?: [A-Z][\w.-]+)*(?:, \d{1,3},)? and )?$"
)
_REACH: Final = 80


def unharmed(context: Context, start: int, end: int) -> bool:
    """Whether the words beside a person's name say that this one did the deed, or was looked into for it.

    "Officer Ana Torres shot the man", "an attack carried out by Ana Torres".
    """
    name = _name(context, start, end)
    if name is None:
        return False
    text, (opens, closes) = context.text, context.sentences.bounds(name[0])
    return bool(
        _CLEARED.match(text, end, closes)
        or _DOES.match(text, end, closes)
        or _BY.search(text, max(opens, name[0] - _REACH), name[0])
    )


def suspected(context: Context, mentions: Sequence[Range]) -> bool:
    """Whether all mentions of a person stand in sentences that say that this one is charged or gave up.

    Whoever is shot may be charged as well: then another sentence tells of the harm.
    """
    charged = [mention for mention in mentions if _charged(context, *mention)]
    told = {context.sentences.index(start) for start, _ in charged}
    return bool(charged) and all(context.sentences.index(start) in told for start, _ in mentions)


def _charged(context: Context, start: int, end: int) -> bool:
    closes = context.sentences.bounds(start)[1]
    return _name(context, start, end) is not None and _CHARGED.match(context.text, end, closes) is not None


def _name(context: Context, start: int, end: int) -> Range | None:
    first, last = name_of(context.text, start, end)
    return (first, last) if is_personal_name(context.text[first:last]) else None
