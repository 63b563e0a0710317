"""When a page says that its report was published: stated for machines, in its address, or shown beside the headline.

The sources are asked in that order. A date that the page shows counts only with the report: one in a menu, a list of
other stories, a comment, the footer or a sentence is of something else, and the day of a change is no publication.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import islice, takewhile
from typing import Any

from dateline.ingest.dates import find_dates, parse_date, url_date
from dateline.ingest.head import (
    ALONE,
    BESIDE,
    LABELLED,
    UNDATED,
    UPDATED,
    HeadLine,
    best_date,
    read_head_line,
    weight_of,
)
from dateline.ingest.markup import INLINE, marks, visible
from dateline.ingest.surroundings import around_heading, is_of_report, line_text, stands_in_prose
from dateline.schema.report import PublishedFrom

_PUBLISHED = re.compile(r"publish|pub-?date|entry-date|post-date|posted|dt-published", re.IGNORECASE)
_CHANGED = re.compile(r"updat|modif", re.IGNORECASE)
_MOST_TIMES = 1000
_MOST_ELEMENTS = 30_000
_NO_LABELS = ("time", "h1", "h2", "h3", "h4", "h5", "h6")
_LABEL_REACH = 3
_LINE_CHARACTERS = 300

Dated = tuple[str | None, PublishedFrom | None]


def read_visible_head(heading: Any | None) -> tuple[HeadLine, ...]:
    """The statements in the short blocks beside the headline."""
    if heading is None:
        return ()
    found: list[HeadLine] = []
    for item, text in around_heading(heading):
        line = read_head_line(text)
        if line is None or not is_of_report(item, heading):
            continue
        if line.published and stands_in_prose(item):
            continue
        if line.weight in (ALONE, BESIDE):
            line = replace(line, weight=_weight(item) or line.weight)
        found.append(line)
    return tuple(found)


def read_published(
    tree: Any,
    heading: Any | None,
    stated: Sequence[tuple[str | None, PublishedFrom]],
    address: str | None,
    head: Sequence[HeadLine],
) -> Dated:
    """The date of publication and where it stood; ``stated`` are the dates that the page states for machines."""
    times: list[tuple[str | None, PublishedFrom]] = [(value, "time-element") for value in _times(tree, heading)]
    dates = [(value, where) for value, where in (*stated, *times) if value]
    if dates:
        return _in_local_time(dates)
    if address and (value := url_date(address)):
        return value, "url"
    if value := best_date(head):
        return value, "text"
    return _from_htmldate(tree, heading)


def _in_local_time(dates: Sequence[tuple[str, PublishedFrom]]) -> tuple[str, PublishedFrom]:
    """The first date, or the same instant told with the outlet's own offset: its day is the day that is printed."""
    value, where = dates[0]
    moment = datetime.fromisoformat(value)
    if moment.utcoffset() == timedelta(0):
        for other, source in dates[1:]:
            told = datetime.fromisoformat(other)
            if told.utcoffset() and told == moment:
                return other, source
    return value, where


def _times(tree: Any, heading: Any | None) -> list[str]:
    """Dates of ``<time>`` marked as publication; else of those beside the headline, if all agree on the day."""
    beside = {item for item, _ in around_heading(heading) if item.tag == "time"} if heading is not None else set()
    marked: list[str] = []
    unmarked: list[str] = []
    for item in islice(tree.iter("time"), _MOST_TIMES):
        value = parse_date(item.get("datetime") or "") or parse_date(visible(item))
        if value is None or not is_of_report(item, heading) or stands_in_prose(item):
            continue
        weight = _weight(item)
        if weight == LABELLED:
            marked.append(value)
        elif weight == UNDATED and item in beside:
            unmarked.append(value)
    if marked:
        return marked if heading is not None or _agree(marked) else []
    return unmarked[:1] if _agree(unmarked) else []


def _agree(values: Sequence[str]) -> bool:
    return len({value[:10] for value in values}) == 1


def _weight(item: Any) -> int:
    """``LABELLED`` or ``UPDATED`` by what marks the element, the words before it, or what marks its line."""
    weight, line = _marked(item) or weight_of(_label(item)), line_text(item)
    holders = takewhile(lambda holder: holder.tag in INLINE or visible(holder) == line, item.iterancestors())
    return weight or next((found for holder in holders if (found := _marked(holder))), UNDATED)


def _marked(item: Any) -> int:
    if item.get("pubdate") is not None:
        return LABELLED
    names = marks(item, "class", "itemprop")
    # Templates mark one date as both while nothing was changed.
    return LABELLED if _PUBLISHED.search(names) else UPDATED if _CHANGED.search(names) else UNDATED


def _label(item: Any) -> str:
    """The words before ``item``: in its line, else in the element before that, if it is neither date nor heading."""
    for holder in (item, *islice(item.iterancestors(), _LABEL_REACH - 1)):
        before, parent = holder.getprevious(), holder.getparent()
        words = (before.tail if before is not None else parent.text if parent is not None else None) or ""
        if not words.strip() and before is not None and next(before.iter(*_NO_LABELS), None) is None:
            words = visible(before)
        if words.strip() or before is not None:
            return " ".join(words[-_LINE_CHARACTERS:].split())
    return ""


def _from_htmldate(tree: Any, heading: Any | None) -> Dated:
    """htmldate's answer where a line of the page states that very day as the report's."""
    from htmldate import find_date

    if sum(1 for _ in islice(tree.iter(), _MOST_ELEMENTS + 1)) > _MOST_ELEMENTS:
        return None, None
    try:
        # Fixed bounds: htmldate's own depend on the day it runs.
        value = find_date(
            deepcopy(tree), extensive_search=False, original_date=True, min_date="1990-01-01", max_date="2099-12-31"
        )
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError):
        return None, None
    if not value:
        return None, None
    return (value, "text") if any(_states(item, value, heading) for item in tree.iter()) else (None, None)


def _states(item: Any, day: str, heading: Any | None) -> bool:
    """Whether the line that ``item`` stands in, or itself, says that the report was published that day."""
    if not isinstance(item.tag, str) or item.tag in ("script", "style") or not item.text:
        return False
    if all(found.value[:10] != day for found in find_dates(item.text[:_LINE_CHARACTERS])):
        return False
    lines = [read_head_line(text) for text in (line_text(item), visible(item))]
    weights = [line.weight for line in lines if line and (line.published or "")[:10] == day]
    weight = _weight(item) or max(weights, default=UNDATED)
    return weight in (LABELLED, BESIDE) and is_of_report(item, heading) and not stands_in_prose(item)
