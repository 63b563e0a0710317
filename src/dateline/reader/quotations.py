"""A content that holds one mark of a quotation holds the quotation.

People who mark what is said mark all that stands between the marks, however the sentences in it end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from dateline.schema.draft import Mark

LONGEST: Final = 600
"""Characters that a content grows by at most on one side."""
_PARAGRAPH: Final = 3000
"""Characters on both sides within which its paragraph is looked at: marks that open and close alike are told apart by
their number in it."""
_MARK: Final = re.compile("[“”\"]|''")


def whole(text: str, content: Mark, others: Sequence[Mark]) -> Mark:
    """A content with all of the quotation that it holds one mark of, unless another part of its claim stands there."""
    start, end = content.start, content.end
    for opening, closing in _quotations(text, start, end):
        if opening < start < closing <= end and start - opening <= LONGEST and _free(opening, start, others):
            start = opening
        elif start <= opening < end < closing and closing - end <= LONGEST and _free(end, closing, others):
            end = closing
    return Mark(start=start, end=end, score=content.score)


def _free(start: int, end: int, others: Sequence[Mark]) -> bool:
    return not any(other.start < end and start < other.end for other in others)


def _quotations(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where the quotations of a range's paragraph begin and end, marks and all."""
    first = text.rfind("\n\n", max(0, start - _PARAGRAPH), start)
    if first < 0 and start > _PARAGRAPH:
        return
    last = text.find("\n\n", end, end + _PARAGRAPH)
    opening: int | None = None
    for mark in _MARK.finditer(text, max(first, 0), last if last >= 0 else min(len(text), end + _PARAGRAPH)):
        if mark[0] == "“" or (mark[0] != "”" and opening is None):
            opening = mark.start()
        elif opening is not None:
            yield opening, mark.end()
            opening = None
