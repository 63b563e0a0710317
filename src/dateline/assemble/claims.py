"""Which of the draft's claims stand: what is no saying is left out, and what is none of a claim's words is cut off.

The model marks cues, sources and contents word by word; rules of the language know what it does not: that a name or a
deed says nothing, that who declines to comment states nothing, that a sentence outside quotation marks ends a claim.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from dateline.assemble.context import Context
from dateline.schema.draft import DraftAttribution, Mark
from dateline.schema.span import Span

Range = tuple[int, int]

_WORD: Final = re.compile(r"\w+")
_FUNCTION_WORDS: Final = frozenset(
    """has have had having was were is are be been being do does did will would shall should may might can could must
    also later earlier then once already now again still that to the a an of it and""".split()
)
_SAYING: Final = re.compile(
    r"(?:said|sa(?:y|ys|ying)\b|t(?:old|ell)|cl[ai]+m|den(?:y|ie)|accus|ask|urg(?:e|ing)|demand|call|condemn|vow|pledg"
    r"|promis|threat|warn|report|announc|confirm|reject|request|appeal|express|stat(?:e|ing)|declar|agree|believ|blam"
    r"|describ|admit|acknowledg|alleg|add(?:ed|s|ing)\b|argu|insist|stress|suggest|reveal|not(?:ed|ing|es)\b|suspect"
    r"|offer|propos|refus|inform|order|criticis|criticiz|denounc|thank|indicat|estimat|conclud|name[ds]\b|identif|charg(?:ed|ing))\w*",
    re.IGNORECASE,
)
"""Verbs of saying, which the model's cue may stop short of: "has" of "has asked"."""
_SUPPOSING: Final = re.compile(
    r"(?:according|thought|think|rumou?r|speculat|suppos|purport|learn|hear|understood|apparent|attribut|presum|linked)\w*",
    re.IGNORECASE,
)
"""What tells that nobody in particular says it, beside the verbs of saying: "it is thought", "apparently"."""
_MOST_BETWEEN: Final = 3
_LINE_OPENS: Final = re.compile(r"(?:^|[\n:;.!?–—-]|\.\.\.)[\s\"“”‘’'«(\[]*$|[\"“‘«(\[]\s*$")
"""What a word with a capital stands behind where that tells nothing: a sentence, a line or a quotation opens there."""
_SILENT_VERBS: Final = (
    r"(?:comment|respond|repl[yi]|answer|confirm|verif|elaborat|disclos|specif|say\b|said\b|discuss"
    r"|claim|identif|be reached|be named|return(?:ed)? (?:\w+ ){0,3}(?:calls?|messages?|e-?mails?))"
)
_STATES_NOTHING: Final = re.compile(
    r"\b(?:declin|refus)\w+ (?:\w+ ){0,2}?(?:to (?:\w+ly )?(?:speak|talk|give|provide|be \w+|" + _SILENT_VERBS + r")"
    r"|comment)\w*(?: (?:n?or|and) \w+)?"
    r"|\b(?:did|do|does|has|have|had|would|could|will|can)(?:n['’]t| not)(?: (?:yet|been|also|so|\w+ly)){0,3} "
    + _SILENT_VERBS
    + r"\w*"
    r"|\bneither confirm\w* nor den\w+"
    r"|\b(?:made|had|has|have|with|offered|gave|was|were|been|is) no (?:\w+ ){0,2}(?:comment|response|reply|claims?)\b"
    r"|\b(?:could|can|ha[sd]|have)(?:n['’]t| not)(?: (?:yet|immediately))* be(?:en)? (?:\w+ly )?"
    r"(?:confirm|verif|reach|establish)\w*"
    r"|\b(?:not|un)\s?(?:\w+ly )?available (?:for|to) comment\b",
    re.IGNORECASE,
)
"""Of whom nothing is told but that he keeps silent, and what nobody has confirmed."""
_NOBODY: Final = re.compile(r"(?:[Nn]o(?![.\s]*\d)(?!\s+[A-Z][a-z])|NO|[Nn]obody|[Nn]one|[Nn]either|[Nn]ot)\b")
_LOOSE: Final = re.compile(
    r"\s+(?:has|have|had|was|were|is|are|been|be|will|would|also|later|then|already)\s*$", re.IGNORECASE
)
_GOES_ON: Final = re.compile(r"\s+[\w\"“]")
_CLOCK: Final = re.compile(
    r"[ \t]*[\[(]?\d{1,2}[:.h]\d{2}(?:\s?(?:[ap]\.?m\b\.?|(?:GMT|UTC|BST|CES?T|E[SD]T|EET|ET|IST|MSK)\b))*[\])]?[ \t]*"
    r"(?:[-–—|:][ \t]*)?(?=[\"“]?[A-Z])"
)
_DATELINE: Final = re.compile(
    r"[ \t]*[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){0,3}(?:, ?[A-Z][\w.]*(?: [A-Z]\w*){0,2})?"
    r"(?:,? (?:\d{1,2} )?[A-Z][a-z]{2,8}\.?(?: \d{1,2})?(?:, \d{4})?)?(?: ?\([A-Z][^()\n]{1,40}\))?"
    r" ?(?:--|[–—]| - )[ \t]*(?=[\"“]?[A-Z]\w*[^\n]{0,30}[a-z]{2})"
)
_NAMED_DATELINE: Final = re.compile(
    r"[ \t]*[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,3}(?:, ?[A-Z][\w.]*(?: [A-Z]\w*){0,2})? ?\([A-Z][^()\n]{1,40}\)"
    r" ?(?:--|[–—]| - )[ \t]*"
)
"""What a line may open with that is no news: a live blog's clock ("11:05"), a dateline ("SANAA, Yemen -")."""
_SINGLE_QUOTES: Final = re.compile(r"(?<!\w)['‘](?=\w)")
_OPENING, _CLOSING = frozenset("“«"), frozenset("”»")
_LONGEST: Final = 3000
"""Characters back to which a quotation's opening mark is looked for."""
_MARKS_OPENING: Final = _OPENING | {'"'}
_TITLED: Final = 0.7
"""The share of a line's longer words with a capital from which on it is a headline, where capitals tell nothing."""
_LONG_WORD: Final = re.compile(r"[^\W\d_]{4,}")


def standing(context: Context, deeds: Iterable[Span]) -> list[DraftAttribution]:
    """The draft's claims that stand, in order, without words that are none of theirs; ``deeds`` are what was done.

    A participle ("..., adding that") without a source takes that of its sentence's main cue.
    """
    done = list(deeds)
    claims = _with_verbs(context, _with_sources(context))
    told = (_cut(context, each) for each in claims if _says(context, each, done))
    return [each for each in told if each.source or each.content]


def _with_sources(context: Context) -> list[DraftAttribution]:
    found: list[DraftAttribution] = []
    for each in context.draft.attributions:
        cue, before = each.cue[0], found[-1] if found else None
        together = before is not None and context.sentences.index(before.cue[0].start) == context.sentences.index(
            cue.start
        )
        if not each.source and before is not None and together and context.text[cue.start : cue.end].endswith("ing"):
            found.append(each.model_copy(update={"source": before.source}))
        elif each.source or each.content:
            found.append(each)
    return found


def _with_verb(context: Context, claim: DraftAttribution) -> DraftAttribution:
    """The claim, a cue of function words alone with the verb of saying that it goes with, which its content loses."""
    cue, (_, end) = claim.cue[-1], context.sentences.bounds(claim.cue[-1].start)
    if not _is_function(context.text, claim.cue):
        return claim
    for number, word in enumerate(_WORD.finditer(context.text, cue.end, end)):
        if number < _MOST_BETWEEN and (word[0].lower() in _FUNCTION_WORDS or word[0].lower().endswith("ly")):
            continue
        if _SAYING.fullmatch(word[0]) is None or any(
            mark.start < word.end() and cue.end <= mark.start for mark in claim.source
        ):
            break
        grown = cue.model_copy(update={"end": word.end()})
        content = tuple(
            mark if mark.end <= cue.start else mark.model_copy(update={"start": max(mark.start, word.end())})
            for mark in claim.content
            if mark.end <= cue.start or mark.end > word.end()
        )
        return claim.model_copy(update={"cue": (*claim.cue[:-1], grown), "content": content})
    return claim


def _is_function(text: str, cue: Sequence[Mark]) -> bool:
    words = [word.lower() for mark in cue for word in _WORD.findall(text[mark.start : mark.end])]
    return bool(words) and all(word in _FUNCTION_WORDS for word in words)


def _with_verbs(context: Context, claims: Sequence[DraftAttribution]) -> list[DraftAttribution]:
    """The claims, each cue with its verb; of two that so have one verb, that with a source and more of content."""
    whole = [_with_verb(context, each) for each in claims]
    grown = [claim is not before for claim, before in zip(whole, claims, strict=True)]
    kept: list[DraftAttribution] = []
    for at, claim in enumerate(whole):
        rivals = (other for number, other in enumerate(whole) if number != at and (grown[at] or grown[number]))
        if all(_weight(claim) > _weight(other) for other in rivals if _share_cue(other, claim)):
            kept.append(claim)
    return kept


def _share_cue(one: DraftAttribution, other: DraftAttribution) -> bool:
    return any(a.start < b.end and b.start < a.end for a in one.cue for b in other.cue)


def _weight(claim: DraftAttribution) -> tuple[bool, int, int]:
    return bool(claim.source), _length(claim), -claim.cue[0].start


def _length(claim: DraftAttribution) -> int:
    return sum(mark.end - mark.start for mark in claim.content)


def _says(context: Context, claim: DraftAttribution, deeds: Sequence[Span]) -> bool:
    """Whether the cue is a saying, and its source somebody who says something."""
    text = context.text
    if _is_function(text, claim.cue):
        return False
    if any(mark.start < deed.end and deed.start < mark.end for mark in claim.cue for deed in deeds):
        return False
    if not claim.source and not _is_said(text, claim.cue):
        return False
    if claim.source and _NOBODY.match(text, claim.source[0].start, claim.source[-1].end) is not None:
        return False
    return not _is_name(context, claim.cue[0]) and not _states_nothing(context, claim)


def _is_said(text: str, cue: Sequence[Mark]) -> bool:
    """Whether a cue is a saying by its words alone, as it must be where nobody is told to say it."""
    words = (word for mark in cue for word in _WORD.findall(text[mark.start : mark.end]))
    return any(_SAYING.fullmatch(word) or _SUPPOSING.fullmatch(word) for word in words)


def _is_name(context: Context, cue: Mark) -> bool:
    """Whether every word of a cue has a capital where only names do."""
    text = context.text
    words, (start, end) = text[cue.start : cue.end], context.sentences.bounds(cue.start)
    if words.isupper() or not words[:1].isalpha() or any(not word[0].isupper() for word in _WORD.findall(words)):
        return False
    if _LINE_OPENS.search(text[start : cue.start]):
        return False
    line = text[max(start, text.rfind("\n", start, cue.start) + 1) : end].partition("\n")[0]
    long = _LONG_WORD.findall(line)
    titled: int = sum(word[0].isupper() for word in long)
    return titled < _TITLED * len(long)


def _states_nothing(context: Context, claim: DraftAttribution) -> bool:
    start, end = context.sentences.bounds(claim.cue[0].start)
    for match in _STATES_NOTHING.finditer(context.text, start, end):
        if any(match.start() < mark.end and mark.start < match.end() for mark in claim.cue):
            return True
    return False


def _cut(context: Context, claim: DraftAttribution) -> DraftAttribution:
    """The claim without what opens its line, without other sentences, and without loose auxiliaries."""
    text, at = context.text, claim.cue[0].start
    source = [
        _tidy(text, *_in_one_sentence(context, at, *_past_opening(text, mark.start, mark.end)), mark)
        for mark in claim.source
    ]
    content = [
        _tidy(text, *_within_sentence(context, at, *_past_opening(text, mark.start, mark.end)), mark)
        for mark in claim.content
    ]
    return claim.model_copy(update={
        "source": tuple(each for each in source if each), "content": tuple(each for each in content if each)
    })  # fmt: skip


def _past_opening(text: str, start: int, end: int) -> Range:
    """A range without the clock or the dateline that its line opens with."""
    line = text.rfind("\n", 0, start) + 1
    after = line
    for pattern in (_CLOCK, _NAMED_DATELINE, _DATELINE):
        if match := pattern.match(text, after):
            after = match.end()
    return (max(start, after), end) if after > line else (start, end)


def _in_one_sentence(context: Context, cue: int, start: int, end: int) -> Range:
    """The part of a source in the sentence of its cue, or in that nearest to it: no name goes on past a full stop."""
    if start >= end:
        return start, end
    opens, closes = context.sentences.bounds(min(max(cue, start), end - 1))
    return max(start, opens), min(end, closes)


def _within_sentence(context: Context, cue: int, start: int, end: int) -> Range:
    """The part of an unquoted range in the sentence of its cue, or in that nearest to it, if it lies in others."""
    text = context.text
    if start >= end or _SINGLE_QUOTES.search(text, start, end):
        return start, end
    first, last = context.sentences.index(start), context.sentences.index(end - 1)
    own = min(max(context.sentences.index(cue), first), last)
    for number in range(own, first, -1):
        if _ends_claim(text, context.sentences.starts[number]):
            start = context.sentences.starts[number]
            break
    for number in range(own + 1, last + 1):
        opens = context.sentences.starts[number]
        if text[opens] not in _MARKS_OPENING and _ends_claim(text, opens):
            return start, opens
    return start, end


def _ends_claim(text: str, at: int) -> bool:
    """Whether a sentence's beginning is one of another claim: not within a quotation, nor between two of them."""
    paragraph = max(text.rfind("\n\n", 0, at), at - _LONGEST, 0)
    before = text[paragraph:at].replace("''", '"')
    inside = max(before.rfind(mark) for mark in _OPENING) > max(before.rfind(mark) for mark in _CLOSING)
    if inside or before.count('"') % 2:
        return False
    return not (before.rstrip()[-1:] in {*_CLOSING, '"'} and text[at] in _MARKS_OPENING)


def _tidy(text: str, start: int, end: int, mark: Mark) -> Mark | None:
    """A mark of a range without space at its ends, and without auxiliaries that go with a verb after it."""
    while _GOES_ON.match(text, end) and (loose := _LOOSE.search(text, start, end)):
        end = loose.start()
    while start < end and text[end - 1].isspace():
        end -= 1
    return mark.model_copy(update={"start": start, "end": end}) if _WORD.search(text, start, max(start, end)) else None
