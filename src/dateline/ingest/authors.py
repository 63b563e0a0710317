"""The author whom the markup beside a headline names without ``By``: ``rel=author``, ``itemprop=author``, classes."""

from __future__ import annotations

import re
from typing import Any

from dateline.ingest.byline import is_byline, is_outlet, read_byline
from dateline.ingest.markup import marks
from dateline.ingest.surroundings import around_heading, is_of_report
from dateline.ingest.words import key, words

_AUTHOR = re.compile(
    r"(?<![a-z])(?:authors?|by-?lines?|writers?|contributors?|reporters?)(?:[_-]{1,2}(?:names?|links?|wrapper))?(?![a-z_-])",
    re.IGNORECASE,
)


def read_marked_author(heading: Any | None) -> str | None:
    """The names in the first element beside ``heading`` that is marked as the author's; outlets and desks aside."""
    if heading is None:
        return None
    for item, text in around_heading(heading):
        if (item.tag == "address" or _AUTHOR.search(marks(item, "class", "rel", "itemprop"))) and (name := _name(text)):
            return name if is_of_report(item, heading) else None
    return None


def _name(text: str) -> str | None:
    name = read_byline(text if is_byline(text) else f"By {text}")
    if not name or " " not in name or is_outlet(name) or words().chrome & set(key(name).split()):
        return None
    return name
