"""Claims of a medium that only passes words on: they are those of whom it cites, quotes or heard."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple, get_args

from dateline.assemble.context import Context
from dateline.assemble.relays import Relay
from dateline.schema.draft import DraftAttribution, Mark
from dateline.schema.reading import SourceKind

_CITING: Final = re.compile(r"\b(?:cit|quot)(?:ing|ed|es)\s*$")
_PHRASE: Final = re.compile(r"[^,;:.!?\"“”()\n]{2,120}")
_PHRASE_ENDS: Final = re.compile(
    r"\s+(?:as|that|who|which|saying|said|says|told|reported|reports|after|when|on (?=[A-Z]\w+day))\b.*", re.DOTALL
)
_SPEAKER: Final = re.compile(
    r"\b(?:sources?|officials?|officers?|ministr\w+|ministers?|spokes\w+|polic\w+|army|military|government|residents?"
    r"|witness\w*|doctors?|medics?|hospitals?|authorit\w+|commanders?|generals?|colonels?|captains?|leaders?|governors?"
    r"|mayors?|president|statements?|reports?|diplomats?|lawyers?|relatives?|families|prosecutors?|judges?|rebels?"
    r"|activists?|monitors?|experts?|analysts?|agenc(?:y|ies)|documents?|letters?|communiqu\w+|chiefs?|aides?)\b",
    re.IGNORECASE,
)
"""Words for people, offices and papers that a medium cites for what it tells; "citing the heat" gives a reason."""
_JOINT: Final = re.compile(r"[\s,]*(?:as\s+saying\b|saying\b|(?:said|says|reported)\b)?[\s,]*")
_BEFORE: Final = re.compile(r"[\s,]*\b(?:cit|quot)(?:ing|ed|es)\s*$|[\s,]+$")
_PASSED_ON: Final = re.compile(
    r"(?:which )?(?:cit|quot)(?:ing|ed|es)"
    r"|(?:seen|obtained|reviewed|viewed|heard|carried|published|aired|posted|shown|released|relayed)(?: (?:by|on|in))?",
    re.IGNORECASE,
)
_SAME_CLAIM: Final = 0.8
"""The share of the longer of two contents that both hold, from which on they are one claim's."""
_MEDIA: Final = get_args(SourceKind).index("media")


class _Passed(NamedTuple):
    """Where a sentence says that a medium passes on what a source told it: the medium's words and the source's."""

    medium: tuple[int, int]
    source: tuple[int, int]


def folded(context: Context, claims: Sequence[DraftAttribution]) -> list[DraftAttribution]:
    """The claims, those of a medium that cites somebody as that source's, and what is one claim told as one."""
    found: list[DraftAttribution] = []
    for sentence in _by_sentence(context, claims):
        start, end = context.sentences.bounds(sentence[0].cue[0].start)
        carriers = context.relays_in(start, end)
        own = [
            each
            for each in sentence
            if not (_only_carried(each, sentence, carriers) or _repeats(context.text, each, sentence))
        ]
        found += _joined(_heard(context.text, own, list(_passed(context.text, carriers, end))))
    return found


def _by_sentence(context: Context, claims: Sequence[DraftAttribution]) -> list[list[DraftAttribution]]:
    groups: dict[int, list[DraftAttribution]] = {}
    for each in claims:
        groups.setdefault(context.sentences.index(each.cue[0].start), []).append(each)
    return [groups[number] for number in sorted(groups)]


def _passed(text: str, carriers: Sequence[Relay], end: int) -> Iterator[_Passed]:
    for relay in carriers:
        cited = relay.cue_end > relay.end and _CITING.search(text, relay.end, relay.cue_end)
        if cited and (source := _cited(text, relay.cue_end, end)):
            yield _Passed((relay.start, relay.end), source)


def _cited(text: str, at: int, end: int) -> tuple[int, int] | None:
    """The noun phrase after "citing", if it is of somebody who can tell something."""
    at += len(text[at:end]) - len(text[at:end].lstrip())
    phrase = _PHRASE.match(text, at, end)
    if phrase is None:
        return None
    words = _PHRASE_ENDS.sub("", phrase[0]).rstrip()
    named = any(word[0].isupper() for word in words.split()[-1:])
    return (at, at + len(words)) if words and (named or _SPEAKER.search(words)) else None


def _heard(text: str, claims: Sequence[DraftAttribution], passed: Sequence[_Passed]) -> list[DraftAttribution]:
    """The claims, those of a medium alone as the source's that it cites; what it only cites is no claim beside them."""
    of_source = [(_of_source(text, each, passed), each) for each in claims]
    told = [each.source for each, _ in of_source if each.content]
    return [each for each, before in of_source if each is before or each.content or each.source not in told]


def _of_source(text: str, claim: DraftAttribution, passed: Sequence[_Passed]) -> DraftAttribution:
    own = _range(claim.source)
    for medium, source in passed:
        if own is None or not (medium[0] <= own[0] and own[1] <= medium[1]):
            continue
        mark = Mark(start=source[0], end=source[1], score=claim.source[0].score)
        kinds = tuple(0.0 if at == _MEDIA else each for at, each in enumerate(claim.source_kind))
        content = tuple(piece for each in claim.content for piece in _beside(text, each, source))
        return claim.model_copy(update={"source": (mark,), "content": content, "source_kind": kinds})
    return claim


def _beside(text: str, mark: Mark, source: tuple[int, int]) -> Iterator[Mark]:
    """What is left of a piece of content without the source's words and what joins them to it."""
    if mark.end <= source[0] or source[1] <= mark.start:
        yield mark
        return
    before = _BEFORE.search(text, mark.start, max(mark.start, source[0]))
    end = before.start() if before else source[0]
    joint = _JOINT.match(text, source[1], mark.end)
    start = joint.end() if joint else source[1]
    for piece in ((mark.start, end), (start, mark.end)):
        if re.search(r"\w", text[slice(*piece)]):
            yield mark.model_copy(update={"start": piece[0], "end": piece[1]})


def _only_carried(claim: DraftAttribution, others: Sequence[DraftAttribution], carriers: Sequence[Relay]) -> bool:
    """Whether a claim has a relay's cue ("seen by Reuters") and the medium alone as source, beside a speaker's own."""
    own = _range(claim.source)
    if own is None:
        return False
    for relay in carriers:
        alone = relay.start <= own[0] and own[1] <= relay.end
        its_cue = relay.cue_start < relay.start and any(
            mark.start < relay.end and relay.cue_start < mark.end for mark in claim.cue
        )
        if alone and its_cue and any(each.source and _range(each.source) != own for each in others):
            return True
    return False


def _repeats(text: str, claim: DraftAttribution, others: Sequence[DraftAttribution]) -> bool:
    """Whether a claim only says who passes on ("citing officials", "seen by Reuters") what another one tells."""
    return _only_passes(text, claim) and any(
        _shared(other.content, claim.content) > _SAME_CLAIM * _length(claim.content) > 0
        for other in others
        if not _only_passes(text, other)
    )


def _only_passes(text: str, claim: DraftAttribution) -> bool:
    return all(_PASSED_ON.fullmatch(text, mark.start, mark.end) for mark in claim.cue)


def _joined(claims: Sequence[DraftAttribution]) -> list[DraftAttribution]:
    """The claims of a sentence, those of one source and content as one."""
    kept: list[DraftAttribution] = []
    for each in sorted(claims, key=lambda claim: -_length(claim.content)):
        at = next((n for n, other in enumerate(kept) if _same(other, each)), None)
        if at is None:
            kept.append(each)
        else:
            said = kept[at].content
            more = (mark for mark in each.cue if not any(mark.start < one.end and one.start < mark.end for one in said))
            cue = tuple(sorted({*kept[at].cue, *more}, key=lambda mark: mark.start))
            kept[at] = kept[at].model_copy(update={"cue": cue})
    return sorted(kept, key=lambda claim: claim.cue[0].start)


def _same(one: DraftAttribution, other: DraftAttribution) -> bool:
    """Whether two claims have one source and, but for small words, one content."""
    if not one.source or _range(one.source) != _range(other.source):
        return False
    return _shared(one.content, other.content) > _SAME_CLAIM * _length(one.content)


def _shared(some: Sequence[Mark], others: Sequence[Mark]) -> int:
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in some for b in others)


def _length(marks: Sequence[Mark]) -> int:
    return sum(mark.end - mark.start for mark in marks)


def _range(marks: Sequence[Mark]) -> tuple[int, int] | None:
    return (marks[0].start, marks[-1].end) if marks else None
