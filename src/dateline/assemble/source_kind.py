"""What kind of source each claim has: as its words tell, as the report named it before, else as the model thinks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, get_args

from dateline.assemble.context import Context
from dateline.assemble.source_words import is_noun, kind_of, refuses_name
from dateline.schema.draft import DraftAttribution
from dateline.schema.reading import SourceKind

SOURCE_KINDS: Final[tuple[SourceKind, ...]] = get_args(SourceKind)
_PRONOUN: Final = re.compile(r"(?:he|she|they|it|we)", re.IGNORECASE)
_PERSONS: Final = frozenset(("he", "she"))
_WORD: Final = re.compile(r"[^\W\d_](?:[\w-]|[’'.](?=\w))*")
_SAME: Final = re.compile(
    r"(?:the|this|these|that)(?: same)? (?:sources?|officials?|officer|statements?|reports?|communiqu\w+"
    r"|groups?|organi[sz]ations?|spokes\w+|letters?|messages?|callers?|documents?|e-?mails?|network|monitor"
    r"|agency|office|general|colonel|captain|commander|leader|diplomats?)"
    r"|(?:its|their) (?:\w+ )?"
    r"(?:spokes\w+|secretary|director|president|chair\w+|head|chief|leader|commander|statement)\b.*"
    r"|[^,\n]{1,60}, (?:the )?(?:\w+ )?"
    r"(?:spokes\w+|secretary|director|president|chair\w+|head|chief|leader|commander) (?:of|for) (?:its|their)\b.*",
    re.IGNORECASE | re.DOTALL,
)
"""What takes up a source named before: "the official", "the same sources", "its spokesman", "Ada Moe, head of its
mission"."""
_SHORT: Final = 3
"""Words that a name has at most with what stands before it, where it alone tells who speaks ("Gen. Moe")."""
_UNNAMED_WITHIN: Final = 80
"""Characters after a source within which it is told that it is not named ("told AFP on condition of anonymity")."""


def source_kinds(context: Context, claims: Sequence[DraftAttribution]) -> list[SourceKind]:
    """The kind of each claim's source.

    Of 252 sources in the corpus' training part that take up one named before by a pronoun, by its office with an
    article or by a bare name, 240 are of its kind.
    """
    found: list[SourceKind] = []
    for at, claim in enumerate(claims):
        told = _before(context, claims[:at], found, claim) or _told(context, claim)
        found.append(told or SOURCE_KINDS[max(range(len(SOURCE_KINDS)), key=claim.source_kind.__getitem__)])
    return found


def _words(context: Context, claim: DraftAttribution) -> str:
    return ", ".join(context.text[mark.start : mark.end] for mark in claim.source)


def _before(
    context: Context, claims: Sequence[DraftAttribution], kinds: Sequence[SourceKind], claim: DraftAttribution
) -> SourceKind | None:
    """The kind of the source named before that a claim's source takes up. Nobody is called "he" for a newspaper."""
    words = _words(context, claim)
    earlier = [(each, kind) for each, kind in zip(claims, kinds, strict=True) if each.source][::-1]
    if _PRONOUN.fullmatch(words) or _SAME.fullmatch(words):
        return next((kind for _, kind in earlier if kind != "media" or words.lower() not in _PERSONS), None)
    listed = context.entity_of(words, "actor")
    name = _name(words) if listed is None or listed.id is None else None
    return next((kind for each, kind in earlier if name and name in _WORD.findall(_words(context, each))), None)


def _name(words: str) -> str | None:
    """The last word of a short source that is a name."""
    found: list[str] = _WORD.findall(words)
    if not 0 < len(found) <= _SHORT or not found[-1][0].isupper() or is_noun(found[-1]):
        return None
    return found[-1]


def _told(context: Context, claim: DraftAttribution) -> SourceKind | None:
    """The kind that the words of a source tell, and those after it up to what is said."""
    if not claim.source:
        return None
    end = claim.source[-1].end
    said = (mark.start for mark in claim.content if end <= mark.start)
    until = min(end + _UNNAMED_WITHIN, context.sentences.bounds(end - 1)[1], *said)
    unnamed = refuses_name(context.text[end:until])
    return kind_of(_words(context, claim), lambda words: context.entity_of(words, "actor"), unnamed=unnamed)
