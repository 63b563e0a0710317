"""An incident's story for a terminal: what is agreed, what is disputed and by whom, how the toll rose, who tells it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final, Protocol

from dateline.link.alike import number
from dateline.ontology.registry import FAMILIES
from dateline.render import phrases
from dateline.render.safe import inert
from dateline.render.terminal import COLOURS, MARKS
from dateline.schema.incident import Incident, Member, Reconciled, Told
from dateline.schema.reading import Argument, Count, Place, Time

if TYPE_CHECKING:
    from rich.console import Group, RenderableType
    from rich.table import Table
    from rich.text import Text

_BAR: Final = 24
"""Columns of the longest bar."""
_EIGHTHS: Final = " ▏▎▍▌▋▊▉"
_LABEL: Final = 11
_OUTLET: Final = 24


class Version(Protocol):
    """What is shown of a version of an incident."""

    @property
    def version(self) -> int: ...
    @property
    def at(self) -> str: ...
    @property
    def why(self) -> str: ...
    @property
    def reports(self) -> int: ...
    @property
    def killed(self) -> tuple[int | None, int | None, int | None]: ...


def story(incident: Incident, history: Iterable[Version] = ()) -> Group:
    """The incident as a Rich renderable that fits any width from 60 columns on."""
    from rich.console import Group
    from rich.text import Text

    outlets = {member.source: _outlet(member) for member in incident.members}
    published = {member.source: member.published or "" for member in incident.members}
    fields = list(_fields(incident))
    agreed = [(label, field) for label, field in fields if field.told and not field.disputed]
    disputed = [(label, field) for label, field in fields if field.disputed]
    parts: list[tuple[str, RenderableType]] = []
    if agreed:
        parts.append(("Agreed" if incident.corroboration.reports > 1 else "Told", _agreed(agreed)))
    if disputed:
        parts.append(("Disputed", _disputed(disputed, outlets)))
    parts += [
        (f"{label.capitalize()}, as it was told", chart) for label, chart in _charts(incident, outlets, published)
    ]
    parts.append(("Told by", _members(incident, outlets)))
    if versions := list(history):
        parts.append(("History", _history(versions)))
    lines: list[RenderableType] = [_head(incident)]
    for heading, content in parts:
        lines += [Text(), Text(heading, style="bold"), content]
    return Group(*lines)


def _head(incident: Incident) -> Text:
    from rich.text import Text

    name = incident.type.chosen or incident.members[0].type
    family = next(family for family, names in FAMILIES.items() if name in names)
    told = [phrases.type_name(name)]
    told += [phrases.time(incident.time.chosen)] if incident.time.chosen else []
    told += [phrases.place(incident.place.chosen)] if incident.place.chosen else []
    found = incident.corroboration
    copies = f", {found.copies} of them copies" if found.copies else ""
    line = f"incident {incident.id} · {_many(found.reports, 'report')}{copies} · "
    line += _many(found.publishers, "independent publisher")
    return Text.assemble((f"{MARKS[family]} {inert(' · '.join(told))}", f"bold {COLOURS[family]}"), "\n", (line, "dim"))


def _many(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def _fields(incident: Incident) -> Iterator[tuple[str, Reconciled[Any]]]:
    yield "what", incident.type
    yield "when", incident.time
    yield "where", incident.place
    # Victims who are only a number differ from report to report; the tolls tell of them.
    named = (
        each for each in incident.participants if each.role != "victim" or not each.chosen or not each.chosen.count
    )
    yield from ((each.role, each) for each in named)
    yield from ((kind, getattr(incident.casualties, kind)) for kind in phrases.TOLLS)


def _value(value: Any) -> str:
    """A value in words, and how well it is known."""
    match value:
        case Time():
            return phrases.time(value)
        case Place():
            return f"{phrases.place(value)} ({phrases.place_note(value)})"
        case Count():
            return phrases.count(value)
        case Argument():
            said = f" ({phrases.CONFIDENCE[value.confidence]})" if value.confidence else ""
            return f"{value.text}{said}"
    return phrases.type_name(str(value))


def _grid(columns: int) -> Table:
    """Columns of which the first is narrow and dim and the last takes the room."""
    from rich.table import Table

    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=_LABEL, style="dim")
    for _ in range(columns - 2):
        grid.add_column()
    grid.add_column(ratio=1)
    return grid


def _agreed(fields: Sequence[tuple[str, Reconciled[Any]]]) -> Table:
    from rich.text import Text

    grid = _grid(2)
    for label, field in fields:
        publishers = len(field.told) and field.told[0].publishers
        line = Text(inert(_value(field.chosen)))
        line.append(f"  {_many(publishers, 'publisher')}", style="dim")
        others = [inert(_value(each.value)) for each in field.told[1:]]
        if others:
            line.append(f"; also told as {'; '.join(dict.fromkeys(others))}", style="dim")
        grid.add_row(label, line)
    return grid


def _disputed(fields: Sequence[tuple[str, Reconciled[Any]]], outlets: dict[str, str]) -> Table:
    from rich.text import Text

    grid = _grid(2)
    for label, field in fields:
        for place, told in enumerate(field.told):
            line = Text(inert(_value(told.value)), style="" if place else "bold")
            line.append(f"  {_tellers(told, outlets)}", style="dim")
            if not place:
                line.append(f"  chosen: {field.rule}", style="yellow")
            grid.add_row("" if place else label, line)
    return grid


def _tellers(told: Told[Any], outlets: dict[str, str]) -> str:
    """Who tells a value, and on whose word."""
    names: dict[str, None] = {}
    for each in told.tellings:
        kind = f" ({each.source_kind})" if each.source_kind else ""
        names[f"{outlets[each.source]}{kind}"] = None
    return inert(", ".join(names))


def _charts(
    incident: Incident, outlets: dict[str, str], published: dict[str, str]
) -> Iterator[tuple[str, RenderableType]]:
    """Each toll that several reports tell, by their publication, with a bar for its number."""
    for kind in phrases.TOLLS:
        toll = getattr(incident.casualties, kind)
        tellings = [each for told in toll.told for each in told.tellings]
        if len({each.source for each in tellings}) > 1:
            yield (
                kind,
                _chart(sorted(tellings, key=lambda each: (published[each.source], each.source)), outlets, published),
            )


def _chart(tellings: Sequence[Any], outlets: dict[str, str], published: dict[str, str]) -> Table:
    from rich.text import Text

    grid = _grid(4)
    most = max(number(each.value) for each in tellings)
    for each in tellings:
        when = published[each.source]
        grid.add_row(
            inert(when[:10]), Text(_cut(outlets[each.source])), Text(bar(number(each.value), most), style="red"),
            Text(phrases.count(each.value)),
        )  # fmt: skip
    return grid


def bar(value: float, most: float) -> str:
    """A bar of blocks, an eighth of a column exact; what is not nothing shows at least an eighth."""
    eighths = max(round(8 * _BAR * value / most), 1 if value else 0) if most else 0
    whole, rest = divmod(eighths, 8)
    return "█" * whole + (_EIGHTHS[rest] if rest else "")


def _members(incident: Incident, outlets: dict[str, str]) -> Table:
    from rich.text import Text

    grid = _grid(3)
    number_of = {member.source: outlets[member.source] for member in incident.members}
    original = {(each.report, each.document): each.source for each in incident.members}
    for member in incident.members:
        line = Text(f"“{inert(member.trigger.text)}”")
        if member.headline:
            line.append(f"  {inert(' '.join(member.headline.split()))}")
        line.append(f"  {inert(_reason(member))}", style="dim")
        if member.decided:
            line.append(f"  {inert(phrases.decided(member.decided))}", style="dim")
        if member.copy_of is not None:
            source = original.get((member.copy_of, member.copy_of_document))
            whose = number_of[source] if source else "another report"
            line.append(f"  copy of {inert(whose)}", style="yellow")
        grid.add_row(inert((member.published or "undated")[:10]), Text(_cut(outlets[member.source])), line)
    return grid


def _reason(member: Member) -> str:
    score = f" {round(100 * member.why.score)}%" if member.why.score is not None else ""
    return member.why.by + score + (f": {', '.join(member.why.told)}" if member.why.told else "")


def _history(versions: Sequence[Version]) -> Table:
    from rich.text import Text

    grid = _grid(3)
    for each in versions:
        low, best, high = each.killed
        known = dict.fromkeys(str(value) for value in (low, best, high) if value is not None)
        toll = f"  killed {' / '.join(known)}" if known else ""
        said = Text(inert(each.why))
        said.append(f"  {_many(each.reports, 'report')}{toll}", style="dim")
        grid.add_row(f"version {each.version}", f"{each.at[:19]}Z", said)
    return grid


def _outlet(member: Member) -> str:
    return inert(member.outlet or member.publisher or member.url or "unknown outlet")


def _cut(name: str) -> str:
    return name if len(name) <= _OUTLET else f"{name[: _OUTLET - 1]}…"
