"""A report: clean text and what its page says about itself."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Literal

from dateline.schema.span import Frozen

PublishedFrom = Literal["stated", "json-ld", "meta", "time-element", "url", "text", "dateline"]


class Report(Frozen):
    """One report. ``text`` is what every offset of a reading counts; ``id`` is its SHA-256 in hex."""

    id: str
    source_id: str | None = None
    url: str | None = None
    outlet: str | None = None
    headline: str | None = None
    byline: str | None = None
    section: str | None = None
    published: str | None = None
    """ISO date or date-time; None when the page does not say."""
    published_from: PublishedFrom | None = None
    dateline_place: str | None = None
    language: str | None = None
    text: str

    @property
    def published_date(self) -> date | None:
        """The calendar day of publication."""
        return None if self.published is None else date.fromisoformat(self.published[:10])


def text_id(text: str) -> str:
    """SHA-256 of the UTF-8 text, hex. Lone surrogates, which no valid file holds, are kept as they are."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
