"""A benchmark's errors as one self-contained HTML page: each text with gold and prediction marked, and side by side.

The page works on its own: what is shown is chosen by a table of fields and kinds of error and a list of types, and
stands in the address's fragment, so that a view can be sent on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import count, groupby
from urllib.parse import urlencode

from dateline.evaluate.differences import KINDS, Difference
from dateline.evaluate.match import Range
from dateline.evaluate.run import Compared
from dateline.render import phrases
from dateline.render.marked import Segment, paragraphs, segments
from dateline.render.safe import html, inert
from dateline.render.shell import document
from dateline.render.view import short
from dateline.schema.span import Span

_RIGHT = "right"
_NONE = '<p class="none">No document was read.</p>'
_LEGEND = (
    '<aside class="legend" aria-label="Legend"><h2>How to read this page</h2><p>'
    '<span class="w gold">Underlined</span> words are gold\'s, <span class="w ours">shaded</span> ones the '
    "prediction's, <span class=\"w gold ours\">both</span> are both's. Choose errors by the numbers of the table and "
    "by type; the address keeps the choice. <kbd>n</kbd> or <kbd>↓</kbd> goes to the next error, <kbd>p</kbd> or "
    "<kbd>↑</kbd> to the one before, <kbd>Esc</kbd> lets go.</p></aside>"
)


def page(benchmark: str, compared: Sequence[Compared]) -> str:
    """One HTML document with all texts and differences; ``benchmark`` is the name that stands in its head.

    Raises:
        ArtifactError: a bundled file of the page is missing.
    """
    numbers = count(1)
    articles = "".join(_article(one, place, numbers) for place, one in enumerate(compared, 1))
    every = [difference for one in compared for difference in one.differences]
    errors = sum(difference.kind != _RIGHT for difference in every)
    told = f"{errors:,} errors in {len(compared):,} documents"
    body = (
        f'{_chooser(compared)}<main><header class="head"><h1>Errors on {html(benchmark)}</h1>'
        f'<p class="told">{told}</p></header>{_summary(every)}{_steps(every, errors)}{articles or _NONE}{_LEGEND}'
        "</main>"
    )
    return document(
        f"Errors on {benchmark}", body, styles=("page.css", "differences.css"), script="differences.js", kind="several"
    )


def _chooser(compared: Sequence[Compared]) -> str:
    items = "".join(
        f'<li><a href="#report={place}" data-report="{place}"><span class="name"><bdi>{html(_title(one))}</bdi></span>'
        f'<span class="note">errors: <span class="number">{_errors(one)}</span></span></a></li>'
        for place, one in enumerate(compared, 1)
    )
    return (
        f'<nav class="chooser" aria-label="Documents"><details open><summary>{len(compared):,} documents</summary>'
        f"<ol>{items}</ol></details></nav>"
    )


def _title(one: Compared) -> str:
    """The headline, else the first words of the text, else the id."""
    first = one.document.text.strip().split("\n", 1)[0][:120]
    return one.document.headline or first or one.document.id


def _errors(one: Compared) -> int:
    return sum(difference.kind != _RIGHT for difference in one.differences)


def _summary(every: Sequence[Difference]) -> str:
    """The table of fields and kinds; each number is a link that chooses its errors."""
    cells = Counter((difference.field, difference.kind) for difference in every)
    fields = list(dict.fromkeys(difference.field for difference in every))
    kinds = [kind for kind in KINDS if any(cells[field, kind] for field in fields)]
    wrong = [kind for kind in kinds if kind != _RIGHT]
    of_kind = {kind: sum(cells[field, kind] for field in fields) for kind in kinds}
    head = "".join(
        f'<th scope="col" class="{_sort(kind)}">{_cell("", kind, of_kind[kind], kind)}</th>' for kind in kinds
    )
    rows = "".join(
        f'<tr><th scope="row">{_cell(field, "", sum(cells[field, kind] for kind in wrong), field)}</th>'
        + "".join(f"<td>{_cell(field, kind, cells[field, kind])}</td>" for kind in kinds)
        + "</tr>"
        for field in fields
    )
    total = sum(of_kind[kind] for kind in wrong)
    return (
        '<div class="scroll summary-table"><table class="tally">'
        '<caption class="quiet">Errors by field and kind</caption>'
        f'<thead><tr><th scope="col">{_cell("", "", total, "all errors")}</th>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _sort(kind: str) -> str:
    """The class of a kind: who has the value."""
    return kind.split()[0]


def _cell(field: str, kind: str, number: int, name: str = "") -> str:
    if not number and not name:
        return ""
    chosen = urlencode({key: inert(value) for key, value in (("field", field), ("kind", kind)) if value})
    told = f"{html(name)} " if name else ""
    label = "" if name else f' aria-label="{html(f"{field}, {kind}")}: {number}"'
    return (
        f'<a href="#{html(chosen)}" data-field="{html(field)}" data-kind="{html(kind)}"{label}>{told}'
        f'<span class="number">{number}</span></a>'
    )


def _steps(every: Sequence[Difference], errors: int) -> str:
    """The bar that stays in view: type, steps and where one is."""
    types = Counter(difference.type for difference in every if difference.type and difference.kind != _RIGHT)
    options = "".join(
        f'<option value="{html(name)}" data-name="{html(name)}">{html(name)} ({types[name]})</option>'
        for name in sorted(types)
    )
    choice = (
        f'<label>Type <select><option value="" data-name="any">any ({errors})</option>{options}</select></label>'
        if types
        else ""
    )
    return (
        f'<div class="steps">{choice}<span class="buttons"><button type="button" data-step="-1">Previous <kbd>p</kbd>'
        '</button><button type="button" data-step="1">Next <kbd>n</kbd></button></span>'
        '<a class="every" href="#">All errors</a><span class="where" role="status"></span></div>'
    )


def _article(one: Compared, place: int, numbers: Iterator[int]) -> str:
    """One document; ``numbers`` gives each difference its number on the page."""
    numbered = [(next(numbers), difference) for difference in one.differences]
    cards = "".join(_card(list(group)) for _, group in groupby(numbered, key=lambda pair: pair[1].item))
    stated = [one.document.id, one.document.outlet, one.document.published]
    told = " · ".join(f"<bdi>{html(part)}</bdi>" for part in stated if part)
    return (
        f'<article class="reading" id="r{place}" aria-labelledby="r{place}title"><header class="head">'
        f'<h2 id="r{place}title" class="title"><bdi>{html(_title(one))}</bdi></h2><p class="told">{told}</p></header>'
        f'<div class="panes"><section class="pane textpane" aria-label="Text">{_text(one.document.text, numbered)}'
        '</section><section class="pane events" aria-label="Gold and prediction"><div class="sides" aria-hidden="true">'
        "<span></span><span>gold</span><span>predicted</span><span></span></div>"
        f"{cards or _NOTHING}</section></div></article>"
    )


_NOTHING = '<p class="none">Neither gold nor the prediction has anything here.</p>'


def _card(numbered: Sequence[tuple[int, Difference]]) -> str:
    first = numbered[0][1]
    name = phrases.type_name(first.type) if first.type else first.field[:1].upper() + first.field[1:]
    if first.type and first.field != "event":
        name += f", {first.field}"
    rows = "".join(f"<li>{_row(number, difference)}</li>" for number, difference in numbered)
    return (
        f'<section class="card"><h3><span class="n">{first.item}</span> '
        f'<span class="type"><bdi>{html(name)}</bdi></span></h3><ul>{rows}</ul></section>'
    )


def _row(number: int, difference: Difference) -> str:
    note = f'<span class="note"><bdi>{html(difference.note)}</bdi></span>' if difference.note else ""
    return (
        f'<button type="button" class="pair {_sort(difference.kind)}" id="d{number}" aria-pressed="false" '
        f'data-field="{html(difference.field)}" data-kind="{html(difference.kind)}" '
        f'data-type="{html(difference.type)}">'
        f'<span class="label">{html(difference.field)}</span>{_value("gold", difference.gold)}'
        f'{_value("predicted", difference.ours)}<span class="kind">{html(difference.kind)}</span>{note}</button>'
    )


def _value(side: str, words: str) -> str:
    shown = f"<bdi>{html(short(words))}</bdi>" if words else '<span class="nothing">nothing</span>'
    return f'<span class="value"><span class="side">{side} </span>{shown}</span>'


def _text(text: str, numbered: Sequence[tuple[int, Difference]]) -> str:
    """The text with the words of each side marked; ``data-g`` and ``data-o`` name the differences that cite them."""
    shown = inert(text)
    cited: dict[int, list[Span]] = {}
    for number, difference in numbered:
        cited[2 * number] = _spans(text, difference.gold_evidence)
        cited[2 * number + 1] = _spans(text, difference.our_evidence)
    parts = segments(text, cited)
    body = "".join(
        f'<p dir="auto">{"".join(_segment(shown, part) for part in paragraph)}</p>'
        for paragraph in paragraphs(shown, parts)
    )
    return f'<div class="text" tabindex="0" role="group" aria-label="Text of the document">{body}</div>'


def _spans(text: str, evidence: Sequence[Range]) -> list[Span]:
    """The ranges that the text has: a benchmark's own file may hold others."""
    return [Span.of(text, start, end) for start, end in evidence if 0 <= start < end <= len(text)]


def _segment(text: str, part: Segment) -> str:
    words = html(text[part.start : part.end])
    if not part.keys:
        return words
    gold, ours = ([key // 2 for key in part.keys if key % 2 == side] for side in (0, 1))
    sides = " ".join(name for name, keys in (("gold", gold), ("ours", ours)) if keys)
    cites = "".join(
        f' data-{name}="{" ".join(map(str, keys))}"' for name, keys in (("g", gold), ("o", ours)) if keys
    )  # fmt: skip
    return f'<span class="w {sides}"{cites}>{words}</span>'
