"""How many people phrases tell that name them one by one: names, "a man", "the driver"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from dateline.assemble.context import Context
from dateline.normalise.actor_naming import is_description
from dateline.normalise.count import count_named
from dateline.normalise.count_lexicon import PERSON_NOUNS
from dateline.schema.reading import Count
from dateline.schema.span import Span

_ALIAS: Final = re.compile(r"\W*(?:(?:also |better )?known as|alias|a\.?k\.?a\.?|nicknamed)\W*", re.IGNORECASE)
_AND: Final = re.compile(r"(?:,? \(?\d{1,3}\)?)?,? and (?:also )?", re.IGNORECASE)
_COMMA: Final = re.compile(r"(?:,? \(?\d{1,3}\)?)?, ")
_OFFICE: Final = re.compile(r"(?:[\w-]+ )?([\w-]+) (?:of|for|in|at)\b", re.IGNORECASE)
"""Between people who are told together; before and in what somebody is: "Ana Torres, leader of the council"."""
_INDEFINITE: Final = re.compile(r"(?:an?|another|one)\b", re.IGNORECASE)
_ANYBODY: Final = re.compile(r"(?:an?|one) (?:[\w-]+ )?(?:person|victim|individual)\b", re.IGNORECASE)
"""Words for one person that tell nothing more: it may be one who is told of elsewhere."""
_DEFINITE: Final = re.compile(r"(?:the|this|that|his|her|their|its|\d+-year-old)\b", re.IGNORECASE)


def told_singly(context: Context, spans: Sequence[Span]) -> Count:
    """The people that phrases of one person each tell.

    A name, "a man" and "the driver" may be one person told three ways: only phrases of one kind surely add up.
    """
    told = count_named(spans)
    assert told is not None
    several: list[Span] = []
    for span in spans:
        if not any(_one_person(context, other, span) for other in several):
            several.append(span)
    certain = [
        span for at, span in enumerate(several) if not any(_retold(context, other, span) for other in several[:at])
    ]
    kinds = Counter(_kind(span.text) for span in certain)
    least = max(kinds["name"], kinds["indefinite"], kinds["headline"], _together(context, several))
    return told.model_copy(update={"low": least, "best": least, "high": len(several)})


def _kind(words: str) -> str:
    """Whether a phrase is a name, brings somebody in, points back, or leaves its article out as headlines do."""
    if _DEFINITE.match(words) or _ANYBODY.match(words):
        return "definite"
    if _INDEFINITE.match(words):
        return "indefinite"
    return "headline" if is_description(words) else "name"


def _together(context: Context, spans: Sequence[Span]) -> int:
    """How many phrases stand side by side as of different people: "Ana Torres, 34, and her daughter"."""
    longest = run = 1
    for earlier, later in pairwise(sorted(spans, key=lambda span: span.start)):
        run = run + 1 if _AND.fullmatch(context.text, earlier.end, max(earlier.end, later.start)) else 1
        longest = max(longest, run)
    return longest


def _retold(context: Context, earlier: Span, later: Span) -> bool:
    """Whether a phrase of another sentence tells nothing beyond the earlier: "a Leeds man", and then "a man"."""
    if {_kind(earlier.text), _kind(later.text)} != {"indefinite"}:
        return False
    a, b = ({word for word in span.text.lower().split() if word not in {"a", "an"}} for span in (earlier, later))
    apart = context.sentences.index(earlier.start) != context.sentences.index(later.start)
    return apart and "another" not in b and (a <= b or b <= a)


def _one_person(context: Context, earlier: Span, later: Span) -> bool:
    """Whether two phrases name one person: by their words before an apposition, or as the other's alias."""
    a, b = (span.text.partition(",")[0] for span in (earlier, later))
    if context.same_entity(a, b) is True or _ALIAS.fullmatch(context.text, earlier.end, later.start) is not None:
        return True
    office = _OFFICE.match(later.text)
    apposed = office is not None and office[1].lower() in PERSON_NOUNS
    return apposed and _COMMA.fullmatch(context.text, earlier.end, max(earlier.end, later.start)) is not None
