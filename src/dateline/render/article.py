"""One reading as the HTML of an article: its text, its events as cards, a timeline and a map."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

from dateline.render import map as world
from dateline.render import phrases, timeline, view
from dateline.render.marked import Segment, paragraphs, segments
from dateline.render.safe import html, inert
from dateline.render.view import EventView, Field
from dateline.schema.reading import Reading
from dateline.schema.report import Report
from dateline.schema.span import Span

SALIENCE_TITLES = {"main": "Main", "related": "Related", "background": "Background"}

# From here on a browser is told to lay out only what is in view.
_LONG, _MANY = 20_000, 60


class Keys:
    """Numbers for everything in one article that cites words, in the order of the page."""

    def __init__(self) -> None:
        self.cited: dict[int, tuple[Span, ...]] = {}
        self.kinds: dict[int, str] = {}
        self.triggers: dict[int, EventView] = {}

    def add(self, kind: str, evidence: Iterable[Span]) -> int:
        """A new number for something that cites ``evidence``."""
        key = len(self.cited)
        self.cited[key] = tuple(evidence)
        self.kinds[key] = kind
        return key


def article(reading: Reading, prefix: str) -> str:
    """The ``article`` of one reading; ``prefix`` starts every id in it."""
    views = view.events(reading)
    keys = Keys()
    cards = _cards(views, keys, prefix)
    beside = _beside(reading, keys)
    size = " long" if len(reading.report.text) > _LONG or len(views) > _MANY else ""
    return (
        f'<article class="reading{size}" id="{prefix}" aria-labelledby="{prefix}title">'
        f"{_header(reading.report, views, prefix)}{_overview(reading, views, prefix)}"
        f'<div class="panes"><section class="pane textpane" aria-labelledby="{prefix}text">'
        f'<h2 id="{prefix}text" class="quiet">The report</h2>{_text(reading.report.text, keys, prefix)}</section>'
        f'<section class="pane events" aria-labelledby="{prefix}events"><h2 id="{prefix}events" class="quiet">'
        f"What it tells</h2>{cards}{beside}</section></div>{_footer(reading)}</article>"
    )


def title(report: Report) -> str:
    """The headline, else the first words of the text, else the source's name."""
    first = report.text.strip().split("\n", 1)[0][:120]
    return inert(report.headline or first or report.source_id or "Untitled report")


def _header(report: Report, views: Sequence[EventView], prefix: str) -> str:
    kicker = [report.outlet, report.section, report.published and phrases.day(report.published)]
    told = [f"by {report.byline}" if report.byline else None, report.dateline_place]
    told.append(phrases.PUBLISHED_FROM.get(report.published_from or "") if report.published else "no publication date")
    if report.language and report.language != "en":
        told.append(f"language: {report.language}")
    numbers = [(sum(item.event.salience == level for item in views), level) for level in view.SALIENCE]
    summary = ", ".join(f"{number} {level}" for number, level in numbers if number)
    return (
        f'<header class="head"><p class="kicker">{_dotted(kicker)}</p><h1 id="{prefix}title">{html(title(report))}</h1>'
        f'<p class="told">{_dotted([*told])}{_link(report.url)}</p>'
        f'<p class="summary">{_events(len(views))}{f": {summary}" if summary else ""}</p></header>'
    )


def _events(number: int) -> str:
    return {0: "No event found", 1: "1 event"}.get(number, f"{number} events")


def _dotted(parts: Iterable[str | None]) -> str:
    return '<span class="dot"> · </span>'.join(f"<bdi>{html(part)}</bdi>" for part in parts if part)


def _link(url: str | None) -> str:
    """A link for http and https alone: any other scheme stays plain text."""
    if not url:
        return ""
    try:
        parts = urlsplit(url)
        safe = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        safe = False
    shown = html(url if len(url) < 90 else url[:89] + "…")
    dot = '<span class="dot"> · </span>'
    return f'{dot}<a href="{html(url)}" rel="noreferrer noopener">{shown}</a>' if safe else f"{dot}<bdi>{shown}</bdi>"


def _overview(reading: Reading, views: Sequence[EventView], prefix: str) -> str:
    line = timeline.draw(views, reading.report.published, prefix)
    where = world.draw(views, prefix)
    if not line and not where:
        return ""
    missing = timeline.undated(views) if line else ()
    without = ""
    if missing:
        names = ", ".join(
            f'<a href="#{html(prefix + item.event.id)}" data-e="{html(prefix + item.event.id)}">'
            f"{html(item.number)} {html(item.title)}</a>"
            for item in missing
        )
        without = f'<p class="without">Without a date: {names}</p>'
    when = f'<figure class="when"><figcaption>When</figcaption><div class="scroll">{line}</div>{without}</figure>'
    places = (
        f'<figure class="where"><figcaption>Where</figcaption>{where}'
        '<p class="source">Outlines: Natural Earth; borders as they are held, not a statement on any claim</p></figure>'
    )
    return f'<div class="overview">{when if line else ""}{places if where else ""}</div>'


def _cards(views: Sequence[EventView], keys: Keys, prefix: str) -> str:
    parts = []
    for level in view.SALIENCE:
        held = [item for item in views if item.event.salience == level]
        if held:
            parts.append(f'<h3 class="level">{SALIENCE_TITLES[level]}</h3>')
            parts += [_card(item, views, keys, prefix) for item in held]
    return "".join(parts) or '<p class="none">No event was found in this report.</p>'


def _card(item: EventView, views: Sequence[EventView], keys: Keys, prefix: str) -> str:
    event = item.event
    name = html(prefix + event.id)
    key = keys.add("trigger", (event.trigger, *event.mentions))
    keys.triggers[key] = item
    flags = "".join(f' <span class="flag">{html(flag)}</span>' for flag in item.flags)
    fields = _list("fields", [_field(field, keys) for field in item.fields])
    says = _list("fields says", [_field(field, keys) for field in item.says])
    return (
        f'<section class="card {item.family} {event.salience}" id="{name}" aria-labelledby="{name}t">'
        f'<h4 id="{name}t"><button type="button" class="pick" data-f="{key}" aria-pressed="false">{_mark(item.family)}'
        f'<span class="n">{html(item.number)}</span> <span class="type">{html(item.title)}</span>{flags}'
        f'<span class="score" title="probability that the event is right">{_percent(event.score)}</span></button></h4>'
        f'<p class="trigger">{_trigger(event.trigger, event.mentions)}</p>{fields}'
        f"{f'<h5>Who says so</h5>{says}' if says else ''}{_links(item, views, prefix)}{_codes(item)}"
        f"{_decided(item)}</section>"
    )


def _trigger(trigger: Span, mentions: Sequence[Span]) -> str:
    """The words that tell the event, each wording once."""
    words = list(dict.fromkeys(view.short(words.text) for words in (trigger, *mentions)))
    return ", ".join(f"<q>{html(word)}</q>" for word in words)


def _mark(family: str) -> str:
    return f'<svg class="mark" width="12" height="12" aria-hidden="true"><use href="#mark-{family}"/></svg>'


def _percent(score: float) -> str:
    return f"{round(100 * score)}%" if 0 <= score <= 1 else ""


def _list(kind: str, items: Sequence[str]) -> str:
    return f'<ul class="{kind}">{"".join(f"<li>{item}</li>" for item in items)}</ul>' if items else ""


def _field(field: Field, keys: Keys) -> str:
    key = keys.add(field.kind, field.evidence)
    note = f' <span class="note"><bdi>{html(field.note)}</bdi></span>' if field.note else ""
    sure = f'<span class="score">{_percent(field.score)}</span>' if field.score is not None else ""
    return (
        f'<button type="button" class="field {field.kind}" data-f="{key}" aria-pressed="false">'
        f'<span class="label">{html(field.label)}</span> '
        f'<span class="value"><bdi>{html(field.value)}</bdi>{note}</span>{sure}</button>'
    )


def _links(item: EventView, views: Sequence[EventView], prefix: str) -> str:
    known = {other.event.id: other for other in views}
    links = [
        f'{phrases.LINK[link.type]} <a href="#{html(prefix + link.event)}" data-e="{html(prefix + link.event)}">'
        f"{html(known[link.event].number)} {html(known[link.event].title)}</a>"
        for link in item.event.links
        if link.event in known
    ]
    return f'<p class="links">{"; ".join(links)}</p>' if links else ""


def _decided(item: EventView) -> str:
    marks = item.event.decided
    return f'<p class="links">{html(phrases.decided(marks))}</p>' if marks else ""


def _codes(item: EventView) -> str:
    """The foreign codes, closed: the schemes that have one, and the reasons where one has none."""
    found = phrases.codes(item.event.codes)
    why_not = item.event.codes_why_not
    rows = "".join(
        f"<dt>{phrases.SCHEME_NAMES[scheme]}</dt>"
        + (f"<dd>{html(found[scheme])}</dd>" if scheme in found else f'<dd class="not">{html(why_not[scheme])}</dd>')
        for scheme in phrases.SCHEMES
        if scheme in found or scheme in why_not
    )
    if not rows:
        return ""
    schemes = " · ".join(phrases.SCHEME_NAMES[scheme] for scheme in phrases.SCHEMES if scheme in found) or "none apply"
    return f'<details class="codes"><summary>Codes <span>{schemes}</span></summary><dl>{rows}</dl></details>'


def _beside(reading: Reading, keys: Keys) -> str:
    """What belongs to no event, and the notices."""
    parts = []
    beside = [_field(field, keys) for field in view.others(reading)]
    if beside:
        parts.append(
            f'<h3 class="level">Beside the events</h3><div class="card beside">{_list("fields", beside)}</div>'
        )
    notices = [
        _field(Field("notice", notice.code.replace("-", " "), notice.message, notice.evidence), keys)
        for notice in reading.warnings
    ]
    if notices:
        parts.append(f'<h3 class="level">Notices</h3><div class="card beside">{_list("fields", notices)}</div>')
    return "".join(parts)


def _text(text: str, keys: Keys, prefix: str) -> str:
    shown = inert(text)
    parts = segments(text, keys.cited)
    first = {item.event.trigger.start: (key, item) for key, item in keys.triggers.items()}
    body = []
    for paragraph in paragraphs(shown, parts):
        inner = "".join(_segment(shown, part, keys, first, prefix) for part in paragraph)
        # Where it begins in the text: what is selected on a page is told by it.
        body.append(f'<p dir="auto" data-start="{paragraph[0].start if paragraph else 0}">{inner}</p>')
    return (
        f'<div class="text" lang="en" tabindex="0" role="group" aria-label="Text of the report">{"".join(body)}</div>'
    )


def _segment(
    text: str, part: Segment, keys: Keys, first: dict[int, tuple[int, EventView]], prefix: str
) -> str:  # fmt: skip
    words = html(text[part.start : part.end])
    if not part.keys:
        return words
    cites = " ".join(map(str, part.keys))
    triggers = [key for key in part.keys if key in keys.triggers]
    if not triggers:
        kinds = " ".join(sorted({keys.kinds[key] for key in part.keys}))
        return f'<span class="w {kinds}" data-f="{cites}" tabindex="-1">{words}</span>'
    own = first.get(part.start)
    key = own[0] if own and own[0] in triggers else triggers[0]
    item = keys.triggers[key]
    number = f' data-n="{html(item.number)}"' if own and own[0] == key else ""
    return (
        f'<a class="w t {item.family} {item.event.salience}" href="#{html(prefix + item.event.id)}" data-f="{cites}"'
        f'{number} tabindex="-1">{words}</a>'
    )


def _footer(reading: Reading) -> str:
    made = reading.provenance
    parts = [f"dateline {made.dateline}", f"model {made.model}", f"gazetteer {made.gazetteer}"]
    if made.read_at:
        parts.append(f"read {made.read_at}")
    return f'<footer class="made">{_dotted(parts)}</footer>'
