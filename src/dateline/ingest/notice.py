"""The outlet that the foot of a page names: in its notice of copyright, or as where the report was printed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.ingest.byline import is_outlet
from dateline.ingest.dates import find_dates
from dateline.ingest.words import bare, key, words

_HEAD_LINES, _FOOT_LINES = 40, 60
_LONGEST = 400
_COPYRIGHT = re.compile(
    r"(?:(?:©|\(c\)|copyrights?\b|by\b|\d{4}|[-–,:])\s{0,3}){1,8}(?P<name>[^\W\d_].*)", re.IGNORECASE
)
_END_OF_NAME = re.compile(r"\s{0,3}(?:[.,;:|©–—(]\s|[.,;:|©(]$|\s-\s|\b\d{4}|\ball rights?\b).*", re.IGNORECASE)
_IN_PRINT = re.compile(
    r"(?:.{0,40}\b)?(?:published|printed|appeared) in (?:the print edition of )?(?P<name>[^,\d]{3,40}?)(?:,| on)\s",
    re.IGNORECASE,
)
_MARKS = ("©", "(c)", "copyright")
# A company of that form may own many outlets.
_COMPANY = frozenset("inc ltd llc limited corp corporation company co plc pvt gmbh group holdings".split())


def find_publisher(blocks: Sequence[str]) -> str | None:
    """The outlet named nearest to the foot of a page, agencies and companies aside.

    A name that does not read as an outlet's counts if it also stands alone among the first lines.
    """
    names = frozenset(site_key(block) for block in blocks[:_HEAD_LINES])
    for block in reversed(blocks[-_FOOT_LINES:]):
        name = _publisher(bare(block))
        if name and (is_outlet(name) or site_key(name) in names) and key(name) not in words().agencies:
            return name
    return None


def site_key(name: str) -> str:
    """What a name of an outlet is compared by."""
    return key(name).removeprefix("the ")


def _publisher(line: str) -> str | None:
    if len(line) > _LONGEST:
        return None
    notice = _COPYRIGHT.match(line) if line.lower().startswith(_MARKS) else None
    printed = _IN_PRINT.match(line)
    found = notice or (printed if printed and find_dates(line) else None)
    name = bare(_END_OF_NAME.sub("", found["name"])) if found else ""
    return name if name and not _COMPANY & set(key(name).split()) else None
