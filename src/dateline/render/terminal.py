"""A reading as cards for a terminal: main events first, background dimmed, every value with the words it comes from.

They are underlined in the event's sentence; those that stand in another one are quoted beside the value.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from dateline.render import phrases, view
from dateline.render.article import title
from dateline.render.marked import segments
from dateline.render.safe import inert
from dateline.render.view import EventView, Field
from dateline.schema.reading import Event, Notice, Reading
from dateline.schema.report import Report

if TYPE_CHECKING:
    from rich.console import Group, RenderableType
    from rich.text import Text

COLOURS = {"violence": "red", "demonstrations": "yellow", "state": "blue", "words": "magenta"}
MARKS = {"violence": "▲", "demonstrations": "●", "state": "■", "words": "❝"}
_LABEL = 11


def cards(reading: Reading) -> Group:
    """The reading as a Rich renderable that fits any width from 60 columns on."""
    from rich.console import Group
    from rich.text import Text

    views = view.events(reading)
    parts: list[RenderableType] = [_head(reading.report), Text()]
    for item in views:
        parts += [_card(item, reading), Text()]
    if not views:
        parts += [Text("No event was found in this report.", style="dim"), Text()]
    beside = [field for field in view.others(reading) if field.kind in {"figure", "said"}]
    if beside:
        parts += [Text("Beside the events", style="bold"), _fields(beside, "dim"), Text()]
    if reading.warnings:
        parts += [*_notices(reading.warnings), Text()]
    return Group(*parts[:-1])


def _head(report: Report) -> Text:
    from rich.text import Text

    source = [report.outlet, report.published and phrases.day(report.published), report.dateline_place, report.byline]
    told = " · ".join(inert(part) for part in source if part)
    if report.published is None:
        told = " · ".join(filter(None, (told, "no publication date")))
    return Text.assemble((title(report), "bold"), "\n", (told, "dim"))


def _card(item: EventView, reading: Reading) -> RenderableType:
    from rich import box
    from rich.console import Group
    from rich.panel import Panel
    from rich.text import Text

    event = item.event
    dim = "dim" if event.salience == "background" else ""
    colour = COLOURS[item.family]
    heading = Text.assemble(
        (f" {MARKS[item.family]} {item.number} {item.title}", f"bold {colour}" if not dim else colour),
        (f"  {event.salience}", "dim"),
        *[(f"  {flag}", f"italic {colour}") for flag in item.flags],
        (f"  {round(100 * event.score)}% ", "dim"),
    )
    shown = view.sentence(reading.report.text, event.trigger)
    inside: list[RenderableType] = [_sentence(item, reading.report.text, shown, dim)]
    if item.fields:
        inside.append(_fields(item.fields, dim, shown=shown))
    if item.says:
        inside.append(_fields(item.says, dim, "who says so"))
    foot = _foot(event)
    if foot:
        inside.append(Text(foot, style="dim"))
    return Panel(
        Group(*inside), title=heading, title_align="left", border_style="dim" if dim else colour, padding=(0, 1),
        box=box.ROUNDED,
    )  # fmt: skip


def _sentence(item: EventView, text: str, bounds: tuple[int, int], dim: str) -> Text:
    """The sentence of the trigger with the event's evidence underlined, and the trigger bold."""
    from rich.text import Text

    event = item.event
    start, end = bounds
    shown = inert(text)
    cited = {0: (event.trigger, *event.mentions)} | {
        number: field.evidence for number, field in enumerate(item.fields, 1)
    }
    line = Text(style=f"italic {dim}".strip())
    for part in segments(shown, cited):
        low, high = max(part.start, start), min(part.end, end)
        if low < high:
            words = " ".join(shown[low:high].split("\n"))
            line.append(words, style=("bold " if 0 in part.keys else "") + "underline" if part.keys else None)
    return line


def _fields(fields: Sequence[Field], dim: str, heading: str = "", *, shown: tuple[int, int] = (0, 0)) -> RenderableType:
    """Label, value and note in two columns; a label is written once for equal ones in a row.

    ``shown`` are the bounds of what of the text is shown already.
    """
    from rich.table import Table
    from rich.text import Text

    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=_LABEL, style="dim")
    grid.add_column(ratio=1)
    if heading:
        grid.add_row(Text(heading), Text())
    previous = ""
    for field in fields:
        label = "" if field.label == previous else field.label
        previous = field.label
        value = Text(inert(field.value), style=dim)
        if field.note:
            value.append(f"  {inert(field.note)}", style="dim")
        if words := _apart(field, shown):
            value.append(f"  “{inert(words)}”", style="dim")
        grid.add_row(Text(label), value)
    return grid


def _apart(field: Field, shown: tuple[int, int]) -> str:
    """The words that a value comes from, but for those that are shown; none for a value that is words of the report."""
    if field.kind == "said" or any(view.short(words.text) == field.value for words in field.evidence):
        return ""
    start, end = shown
    said = f"{field.value} {field.note}".casefold()
    pieces = dict.fromkeys(
        " ".join(words.text.split()) for words in field.evidence if words.start < start or words.end > end
    )
    return view.short(" … ".join(words for words in pieces if words.casefold() not in said))


def _foot(event: Event) -> str:
    """Links, foreign codes and what people decided, in one line."""
    parts = [f"{phrases.LINK[link.type]} {link.event.removeprefix('e')}" for link in event.links]
    found = phrases.codes(event.codes)
    parts += [f"{phrases.SCHEME_NAMES[scheme]} {inert(words)}" for scheme, words in found.items()]
    parts += [inert(phrases.decided(event.decided))] if event.decided else []
    return " · ".join(parts)


def _notices(notices: Sequence[Notice]) -> Iterator[Text]:
    from rich.text import Text

    yield Text("Notices", style="bold")
    for notice in notices:
        where = f" (“{notice.evidence[0].text}”)" if notice.evidence else ""
        yield Text(f"{notice.code}: {inert(notice.message + where)}", style="yellow")
