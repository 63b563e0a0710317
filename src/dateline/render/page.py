"""Readings as one self-contained HTML page."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.render import phrases
from dateline.render.article import article, title
from dateline.render.safe import html
from dateline.render.shell import document
from dateline.render.view import FAMILY_NAMES
from dateline.schema.reading import Reading

# One shape a family, so that colour is never the only sign.
_MARKS = {
    "violence": '<path d="M6 .8 11.6 11H.4Z"/>',
    "demonstrations": '<circle cx="6" cy="6" r="5"/>',
    "state": '<rect x="1.3" y="1.3" width="9.4" height="9.4" rx=".6"/>',
    "words": '<path d="M1.5 1h9a1 1 0 0 1 1 1v5.5a1 1 0 0 1-1 1H6L3 11.5v-3H1.5a1 1 0 0 1-1-1V2a1 1 0 0 1 1-1Z"/>',
}
_NONE = '<p class="none">No report was read.</p>'


def page(readings: Sequence[Reading]) -> str:
    """One HTML document for any number of readings; with more than one, a list to choose from.

    Raises:
        ArtifactError: a bundled file of the page is missing.
    """
    name = title(readings[0].report) if len(readings) == 1 else f"{len(readings)} reports"
    chooser = _chooser(readings) if len(readings) > 1 else ""
    body = "".join(article(reading, f"r{number}") for number, reading in enumerate(readings, 1))
    inner = (
        f"{sprite()}{chooser}<main>{body or _NONE}{_legend()}</main>"
        '<p class="peek" role="status" aria-live="polite"></p>'
    )
    return document(name, inner, styles=("page.css",), script="page.js", kind="several" if chooser else "one")


def sprite() -> str:
    """The marks of families, for pages to use by their names."""
    symbols = "".join(
        f'<symbol id="mark-{name}" viewBox="0 0 12 12" overflow="visible">{shape}</symbol>'
        for name, shape in _MARKS.items()
    )
    return f'<svg class="sprite" width="0" height="0" aria-hidden="true">{symbols}</svg>'


def _chooser(readings: Sequence[Reading]) -> str:
    items = "".join(_choice(reading, number) for number, reading in enumerate(readings, 1))
    return (
        '<nav class="chooser" aria-label="Reports"><details open><summary>'
        f'{len(readings)} reports</summary><label class="find"><span>Find a report</span>'
        f'<input type="search" placeholder="Find a report" '
        f'autocomplete="off" spellcheck="false"></label><ol>{items}</ol></details></nav>'
    )


def _choice(reading: Reading, number: int) -> str:
    report = reading.report
    main = sum(event.salience == "main" for event in reading.events)
    notes = [
        report.outlet,
        report.published and phrases.day(report.published),
        f"{len(reading.events)}\N{NO-BREAK SPACE}events",
    ]
    note = " · ".join(html(part) for part in notes if part)
    return (
        f'<li><a href="#r{number}" data-main="{main}"><span class="name"><bdi>{html(title(report))}</bdi></span>'
        f'<span class="note">{note}</span></a></li>'
    )


def _legend() -> str:
    families = "".join(
        f'<li class="{family}"><svg class="mark" width="12" height="12" aria-hidden="true"><use href="#mark-{family}"/>'
        f'</svg> <span class="w t {family}">{html(name)}</span></li>'
        for family, name in FAMILY_NAMES.items()
    )
    return (
        '<aside class="legend" aria-label="Legend"><h2>How to read this page</h2>'
        f'<ul class="families">{families}</ul><p>Filled marks are main and related events, hollow marks background. '
        "A number behind words names the event they tell. Point at a field or move to it with Tab to see its words; "
        "point at words to see their fields. <kbd>↑</kbd> <kbd>↓</kbd> go from event to event, <kbd>←</kbd> "
        "<kbd>→</kbd> from words to words in the text, <kbd>Enter</kbd> holds, <kbd>Esc</kbd> lets go. "
        "Percentages are calibrated probabilities. A wavy line marks a city's name that stands for a government.</p>"
        "</aside>"
    )
