"""Capitals and seats that stand for a government: "Baghdad and Washington have negotiated", "Washington's support"."""

from __future__ import annotations

import re

from dateline.gazetteer import Entry

_REACH = 60

_VERBS = (
    r"accus(?:es|ed)|acknowledg(?:es|ed)|agreed|aims|announced|argues|asked|backs|backed|believes|blames|blamed|"
    r"calls for|called for|claims|claimed|condemns|condemned|considers|considered|criticis(?:es|ed)|criticiz(?:es|ed)|"
    r"decided|declared|declined|demands|demanded|denies|denied|expects|expressed|fears|hopes|imposed|insists|insisted|"
    r"intends|maintains|negotiat(?:es|ed)|opposes|opposed|plans|pledged|refus(?:es|ed)|regards|rejects|rejected|"
    r"responded|retaliated|said|says|seeks|signed|sought|summoned|supports|supported|suspects|threatens|threatened|"
    r"urges|urged|vowed|views|wants|wanted|warns|warned|welcomed|would not|would never|would [“\"]?(?:\w+ly )?respond|"
    r"will not accept|is not looking|has no intention|remain(?:s|ed) committed|(?:have|has|had) been at odds|"
    r"(?:is|are|was|were|been) (?:also |now )?(?:insisting|seeking|demanding|trying|pressing|refusing|negotiating|"
    r"considering)"
)
_ADVERBS = r"(?:\s+(?:also|has|have|had|long|then|now|later|\w{3,12}ly)|,\s+(?:however|meanwhile|too|for its part),?)*"
_AFTER_VERB = re.compile(rf"(?:\s+and\s+[A-Z]\w+)?,?{_ADVERBS}\s+(?:{_VERBS})\b")
_AFTER_NEGOTIATING = re.compile(
    r"\s+and\s+[A-Z]\w+,?\s+(?:have|had|has|will|are|were)\s+(?:\w+\s+){0,2}"
    r"(?:negotiat|agree|sign|discuss|held|been|be content|at odds|clash|trade|exchang|restor|sever|engag)"
)
_POSSESSED = re.compile(
    r"['’]s\s+(?:\w+\s+){0,2}(?:support|polic(?:y|ies)|backing|decision|stance|position|role|relations|relationship|ties|"
    r"alliance|allies|ally|ambitions|interests|demands?|response|claims?|goals?|strategy|influence|involvement|"
    r"efforts?|government|concerns?|proxies|proxy|nuclear|approval|willingness|refusal|commitment|opposition|"
    r"withdrawal|sanctions|accusations?|leaders?|leadership|forces|campaign|offensive|intervention)\b"
)
_COMPOUND = re.compile(r"[-‐–](?:backed|aligned|allied|led|supported|sponsored|friendly|imposed|funded|brokered)\b")
_BEFORE = re.compile(
    r"(?:\b(?:relations|ties|tensions?|talks|negotiations?|deal|agreement|alliance|relationship|dispute|feud|pact|row)\s+"
    r"(?:\w+\s+){0,2}?(?:with|between)\s+(?:[A-Z]\w+\s+and\s+)?"
    r"|\b(?:accus|blam|urg|ask|warn|confront|pressur|press|support|back|threaten|support|criticiz|criticis|condemn)"
    r"(?:e|es|ed|ing|s)?\s+(?:\w+\s+)?"
    r"|\b(?:allied|aligned|sided|negotiat\w+|at odds)\s+with\s+"
    r"|\b(?:backed|supported|described|supplied|financed)\s+by\s+"
    r"|\b(?:allow|force|persuade|led|pressed|urging|pushed|wants?|message (?:for|to))\s+"
    r"|\b(?:regime change in|pressure on|sanctions on|loyal to|hostility to|posturing from|on behalf of)\s+)$",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\bbetween\s+([A-Z][\w-]+\s+and\s+)?$", re.IGNORECASE)
_IN = re.compile(r"\b(?:in|at|near|outside|inside|around|across|to|of)\s+$", re.IGNORECASE)
_WITHIN = re.compile(
    r"(?:\b(?:about|across|against|around|at|by|for|from|in|inside|into|near|of|on|outside|over|to|with)\s+(?:the\s+)?"
    r"|,\s+)$",
    re.IGNORECASE,
)
_AND_SEAT = re.compile(r"\s+and\s+[A-Z]\w+")
_NOT_GOVERNMENT = re.compile(
    r"\s+(?:and\s+[A-Z]\w+\s+)?(?:suburb|province|airport|hospital|police|court|market|street)"
)


_GOVERNMENTAL = re.compile(
    r"(?:relation|ties|tension|talk|negotiat|deal\b|agreement|alliance|dispute|feud|pact|row\b|war of words|diplomatic|"
    r"rift|cooperation|coordination|rapprochement)\w*[^.]{0,25}$",
    re.IGNORECASE,
)


_LOCATED_BEFORE = re.compile(r"(?:^|[.!?:][\"”’')]*\s+|\n\s*)(?:In|At|Near|From|Outside)\s+$")
_LOCATED_AFTER = re.compile(r"(?:\s\([A-Z][^()\n]{1,20}\))?(?:\s(?:[–—]|-{1,2})\s?|(?:[–—]|-{1,2})\s)[\"“'‘(]?[A-Z0-9]")
"""A dateline's dash, and a sentence behind it: not "Moscow–Washington talks", nor "Ottawa – an ally – said"."""


def is_located(text: str, start: int, end: int) -> bool:
    """Whether the words beside a name place what is told, whatever a reader thinks of it: "In Ankara, the foreign
    ministry said", "Lome (AFP) - Gunmen attacked"."""
    if _LOCATED_BEFORE.search(text, max(0, start - _REACH), start):
        return text.startswith(",", end)
    opens = start == 0 or text.endswith("\n\n", 0, start)
    return opens and _LOCATED_AFTER.match(text, end) is not None


def acts(text: str, start: int, end: int) -> bool:
    """Whether a name is the subject of what a government does: "Taiwan said", not "residents of Taiwan said"."""
    if _WITHIN.search(text, max(0, start - _REACH), start):
        return False
    return any(rule.match(text, end, end + _REACH) for rule in (_AFTER_VERB, _AFTER_NEGOTIATING))


def is_metonym(text: str, start: int, end: int, entry: Entry) -> bool:
    """Whether a capital between ``start`` and ``end`` stands for its government, by the words next to it."""
    if entry.feature != "PPLC" or _NOT_GOVERNMENT.match(text, end):
        return False
    after = text[end : end + _REACH]
    before = text[max(0, start - _REACH) : start]
    between = _BETWEEN.search(before)
    if between and (between[1] or _AND_SEAT.match(after)):
        # A road may lie between two capitals too: what is between them must be of governments.
        return _GOVERNMENTAL.search(before, 0, between.start()) is not None
    if _IN.search(before):
        # "Officials in Paris said": they speak, not the town.
        return _POSSESSED.match(after) is not None
    return any(rule.match(after) for rule in (_AFTER_VERB, _AFTER_NEGOTIATING, _POSSESSED, _COMPOUND)) or bool(
        _BEFORE.search(before)
    )
