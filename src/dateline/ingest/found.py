"""What one format yields of a report, before the caller's own statements and the record's form are put on it."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.schema.report import PublishedFrom

MAX_BYTES = 10_000_000
"""The largest page read, packed or not."""

MAX_CHARACTERS = 100_000
"""The longest report text; what is longer is cut and marked ``truncated``."""

READ_AHEAD = 4 * MAX_CHARACTERS
"""How much of a page's raw text is cleaned: room for its furniture, a bound on the work."""


@dataclass(frozen=True)
class Found:
    """Text and metadata as the input itself states them."""

    text: str
    headline: str | None = None
    outlet: str | None = None
    byline: str | None = None
    section: str | None = None
    url: str | None = None
    published: str | None = None
    published_from: PublishedFrom | None = None
    dateline_place: str | None = None
    source_id: str | None = None
