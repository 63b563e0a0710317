"""Who died, and who was hurt: whether a report tells of any death, and the victims that its sentences say it of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from dateline.ontology.registry import FAMILIES
from dateline.schema.reading import Argument
from dateline.schema.span import Span

KILLING: Final = frozenset(FAMILIES["violence"]) - {
    "abduction", "property-destruction", "sexual-violence", "territory-change", "weapons-disrupted",
}  # fmt: skip
"""The types of events that a victim's death is surely told of."""
_DEATH: Final = re.compile(
    r"kill|(?<!attempted )murder|assassin|execut|massacr|slain|slay|slaughter|lynch|behead|decapitat|hanged|"
    r"\bdie[ds]?\b|dying|dead(?!ly weapon)|death|deceased|gunned down|fatal|"
    r"homicide(?! (?:unit|detective|investigator|squad|division|bureau))|manslaughter|"
    r"(?<!upper )(?<!lower )\bbod(?:y|ies)\b|corpse|perish|drown|\blives\b|\btheir life\b|\b(?:his|her) life\b|martyr|"
    r"casualt|\btoll\b|succumb|suicide|funeral|\bburi(?:ed|al)|mourn|morgue|mortuar|autops|"
    r"exterminat|genocid|liquidat|\blost\b|\bloss(?:es)?\b",
    re.IGNORECASE,
)
"""Words without one of which nobody is told to have died."""
_ASIDE: Final = r"(?:,? \(?\d{1,3}\)?,?|,? who [^,;.]{1,60}?,?|, [^,;.]{1,80},)?"
_DIES: Final = re.compile(
    rf"{_ASIDE} (?:(?:later|also|then|subsequently|reportedly|has|had|have) ){{0,3}}(?:died|dies|succumbed|"
    r"(?:was|were|been|is) (?:(?!nearly)\w+ly |later |also |then )?(?:dead|killed|murdered|gunned down|"
    r"(?:pronounced|declared|found|shot) (?:dead|deceased)|(?:shot|stabbed|beaten) (?:to death|and killed)|"
    r"(?:fatally|mortally) (?:shot|stabbed|wounded|injured)))\b",
    re.IGNORECASE,
)
"""After a name: it is of somebody who died, by a verb or a passive. "Ana Torres killed two men" tells not that."""
_HURT: Final = re.compile(
    rf"{_ASIDE} (?:(?:later|also|then|reportedly|has|had|have|who) ){{0,3}}(?:"
    r"(?:was|were|is|been|remains|remained) (?:(?!fatally|mortally|nearly|not)\w+ly |also |still ){0,2}"
    r"(?:wounded|injured|hurt|hospitali[sz]ed|recovering|in (?:an? )?(?:[\w-]+ ){0,2}(?:hospital|condition))|"
    r"(?:suffered|sustained|received|escaped with) (?:[\w-]+ ){0,3}(?:injur(?:y|ies)|wounds?|burns)|"
    r"survived(?! (?:an?|the|two|three|several|this|that|another|his|her|what)\b))\b",
    re.IGNORECASE,
)
"""After a name: it is of somebody who was hurt and lives; who "survived an attack" may be unhurt."""
_KILLED_BEFORE: Final = re.compile(
    r"\b(?:(?<!attempted )(?:death|killing|murder|slaying|fatal shooting|fatal stabbing|body) of|killed|fatally shot) "
    r"(?:the )?$",
    re.IGNORECASE,
)
_REACH: Final = 40
"""How many characters before a name may hold such words."""


def tells_of_death(text: str) -> bool:
    """Whether words tell of any death: without one, whoever was hit lives as far as they say."""
    return _DEATH.search(text) is not None


def who_died(text: str, victims: Sequence[Argument]) -> list[Span]:
    """A mention of each victim that a sentence says died: "Ana Torres, 25, died at the scene".

    None where several are told together: it may be more who died.
    """
    if not _one_each(victims):
        return []
    return [_mention(each) for each in victims if any(_dies(text, span) for span in each.evidence)]


def who_was_hurt(text: str, victims: Sequence[Argument]) -> list[Span]:
    """A mention of each victim that a sentence says was hurt, and none that died: "Ana Torres was badly wounded".

    None where several are told together, as with those who died.
    """
    if not _one_each(victims):
        return []
    living = (each for each in victims if not any(_dies(text, span) for span in each.evidence))
    return [_mention(each) for each in living if any(_HURT.match(text, span.end) for span in each.evidence)]


def _one_each(victims: Sequence[Argument]) -> bool:
    return all(each.count is not None and each.count.best == 1 for each in victims)


def _mention(victim: Argument) -> Span:
    return next((span for span in victim.evidence if span.text == victim.text), victim.evidence[0])


def _dies(text: str, span: Span) -> bool:
    before = text[max(0, span.start - _REACH) : span.start]
    return bool(_DIES.match(text, span.end) or _KILLED_BEFORE.search(before))
