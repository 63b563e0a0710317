"""A reading as a notebook shows it: a compact table with inline styles and no script, for ``_repr_html_``."""

from __future__ import annotations

from dateline.render import phrases, view
from dateline.render.article import title
from dateline.render.marked import segments
from dateline.render.safe import html, inert
from dateline.render.view import EventView, Field
from dateline.schema.reading import Reading

_COLOURS = {"violence": "#c0392b", "demonstrations": "#a86a00", "state": "#2a78b0", "words": "#7d57ab"}
_MARKS = {"violence": "▲", "demonstrations": "●", "state": "■", "words": "❝"}
# Grey of 55% opacity reads on a light and on a dark notebook alike.
_SOFT = "opacity:.65;font-size:.92em"
_CELL = "text-align:left;vertical-align:top;padding:.35em .8em .35em 0;border-top:1px solid rgba(128,128,128,.25)"


def repr_html(reading: Reading) -> str:
    """A fragment of HTML: headline, then one row an event with its sentence and fields."""
    report = reading.report
    told = [report.outlet, report.published and phrases.day(report.published), report.url]
    rows = "".join(_row(item, inert(report.text)) for item in view.events(reading))
    notices = "".join(
        f'<div style="{_SOFT}">{html(notice.code)}: {html(notice.message)}</div>' for notice in reading.warnings
    )
    body = (
        f'<table style="border-collapse:collapse;width:100%">{rows}</table>' if rows else "<div>No event found.</div>"
    )
    return (
        '<div style="max-width:60em;line-height:1.45">'
        f'<div style="font-weight:600;font-size:1.1em">{html(title(report))}</div>'
        f'<div style="{_SOFT};margin-bottom:.5em">{" · ".join(html(part) for part in told if part)}</div>'
        f"{body}{notices}</div>"
    )


def _row(item: EventView, text: str) -> str:
    event = item.event
    colour = _COLOURS[item.family]
    dim = ";opacity:.7" if event.salience == "background" else ""
    flags = "".join(f" · {html(flag)}" for flag in item.flags)
    name = f"{_MARKS[item.family]} {html(item.number)} {html(item.title)}"
    return (
        f'<tr style="background:none{dim}"><td style="{_CELL};white-space:nowrap">'
        f'<span style="color:{colour};font-weight:600">{name}</span>'
        f'<div style="{_SOFT}">{event.salience}{flags}</div></td>'
        f'<td style="{_CELL}"><div>{_sentence(item, text)}</div>{_fields(item.fields)}{_fields(item.says)}</td></tr>'
    )


def _sentence(item: EventView, text: str) -> str:
    start, end = view.sentence(text, item.event.trigger)
    cited = {0: (item.event.trigger, *item.event.mentions)}
    cited |= {number: field.evidence for number, field in enumerate(item.fields, 1)}
    parts = []
    for part in segments(text, cited):
        low, high = max(part.start, start), min(part.end, end)
        if low >= high:
            continue
        words = html(text[low:high])
        parts.append(f"<u>{words}</u>" if part.keys else words)
        if 0 in part.keys:
            parts[-1] = f"<b>{parts[-1]}</b>"
    return "".join(parts)


def _fields(fields: tuple[Field, ...]) -> str:
    return "".join(
        f'<div style="{_SOFT}">{html(field.label)}: <b>{html(field.value)}</b>'
        f"{f' · {html(field.note)}' if field.note else ''}</div>"
        for field in fields
    )
