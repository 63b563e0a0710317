"""Plain text as people save it off a page, and as wires send it: furniture out, headline first, metadata read.

The head of a text runs to its first paragraph of prose. Its lines are headline, statement of outlet, date or author,
standfirst, or furniture; a headline is the line that the page gives twice, else the first that reads as one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from dateline.ingest.byline import is_outlet, is_section, read_lone_name, reads_as_names
from dateline.ingest.found import READ_AHEAD, Found
from dateline.ingest.furniture import ends_report, ends_sentence, is_chrome, is_prose, without_notes
from dateline.ingest.head import ABOVE, ALONE, LABELLED, HeadLine, best_date, read_head_line, read_head_lines
from dateline.ingest.notice import find_publisher, site_key
from dateline.ingest.reflow import paragraphs, split_lines
from dateline.ingest.wire import Dateline, read_dateline
from dateline.ingest.words import bare, key, words

_HEAD_LINES = 40
_HEAD_CHARACTERS = 20_000
_TAIL_LINES = _EDGE_LINES = 6
_TITLE_MARKS = (" | ", " - ", " – ", " — ", " · ", " • ", " :: ")
_HEADLINE_WORDS = range(3, 31)
_KICKER_WORDS = 4
_PLACE_WORDS = 2
_OFFICE = re.compile(
    r"(?:the )?(?:office|ministry|department|embassy) of (?:the )?\S+(?: \S+){0,2}(?: of (?:the )?\S+(?: \S+)?){0,2}",
    re.IGNORECASE,
)
_SCRAP_WORDS, _NOTE_WORDS = 3, 10


@dataclass(frozen=True)
class _Head:
    """The paragraphs of a text sorted: ``kept`` are indices of its body, the rest is metadata or furniture."""

    headline: str | None
    outlet: str | None
    kept: tuple[int, ...]
    lines: tuple[HeadLine, ...]


def clean_text(text: str, *, headline: str | None = None) -> Found:
    """The report in scraped plain text; ``headline`` where the input's format has told it already."""
    page = paragraphs(split_lines(text[:READ_AHEAD]))
    furnished = any(map(is_chrome, page))
    blocks = page[: _end_of_report(page)]
    blocks = without_notes(blocks) if furnished else blocks
    start = _start_of_body(blocks)
    publisher = find_publisher(page)
    head = _sort_head(blocks, start, headline, publisher)
    body = [blocks[index] for index in head.kept] + _body(blocks[start:], head.headline)
    lines, body = _take_tail((*head.lines, HeadLine(outlet=publisher)), body, furnished=furnished)
    body = body or ([] if head.headline else [block for block in blocks if block])
    return compose(Found("", headline=head.headline, outlet=head.outlet), lines, body)


def read_metadata(text: str) -> Found:
    """What the head of ``text`` states, the text itself unchanged."""
    blocks = paragraphs(split_lines(text[:_HEAD_CHARACTERS]))[:_HEAD_LINES]
    start = _start_of_body(blocks)
    lines = _head_lines(blocks[:start])
    at, _ = _find_headline(blocks, _plain(blocks, lines))
    found = compose(Found(""), _of_report(blocks, lines, start if at is None else at), blocks[start : start + 1])
    return replace(found, text=text)


def compose(known: Found, lines: Sequence[HeadLine], body: Sequence[str]) -> Found:
    """``known`` with what ``lines`` and the body's dateline add to it, and the text put together."""
    dateline = _dateline(body)
    best = best_date(lines)
    published, source = known.published, known.published_from
    if published is None and best is not None:
        published, source = best, "text"
    elif published is None and dateline is not None and dateline.published:
        published, source = dateline.published, "dateline"
    return replace(
        known,
        text="\n\n".join([known.headline, *body] if known.headline else body),
        published=published,
        published_from=source,
        byline=_without_place(known.byline or _first(line.byline for line in lines), dateline),
        section=known.section or _first(line.section for line in lines),
        outlet=known.outlet or _first(line.outlet for line in lines) or (dateline.agency if dateline else None),
        dateline_place=dateline.place if dateline else None,
    )


def _without_place(byline: str | None, dateline: Dateline | None) -> str | None:
    """``byline`` without the place of the dateline behind its name (``By Jane Doe, Port Said``)."""
    name, _, place = (byline or "").rpartition(", ")
    told = dateline.place.split(",")[0] if dateline and dateline.place else None
    return name if name and told and key(place) == key(told) else byline


def clean_paragraphs(blocks: Sequence[str], headline: str | None) -> list[str]:
    """Body paragraphs of a page without furniture, doubled headline and what follows the report."""
    blocks = paragraphs(split_lines("\n\n".join(blocks)))
    return _body(blocks[: _end_of_report(blocks)], headline)


def take_statements(body: list[str]) -> tuple[list[HeadLine], list[str]]:
    """Bylines and date lines at both ends of a page's paragraphs, and the paragraphs without them."""
    start = min(_start_of_body(body), _EDGE_LINES)
    lines = read_head_lines(body[:start])
    kept = [block for block, line in zip(body, lines, strict=False) if line is None]
    return _take_tail([line for line in lines if line], kept + without_notes(body[start:]), furnished=True)


def same_line(one: str, other: str) -> bool:
    """Whether two lines are one headline, marks and case aside."""
    return key(one) == key(other)


def _first(values: Iterable[str | None]) -> str | None:
    return next((value for value in values if value), None)


def _dateline(body: Sequence[str]) -> Dateline | None:
    capitals = not any(character.islower() for block in body[:5] for character in block[:400])
    told = "\n".join(body)
    for block in body[:3]:
        found = read_dateline(block, capitals=capitals, told=told)
        if found:
            return found
    return None


def _start_of_body(blocks: Sequence[str]) -> int:
    """The first paragraph of prose, or the end of the head zone where there is none."""
    for index, block in enumerate(blocks[:_HEAD_LINES]):
        if (is_prose(block) and not is_chrome(block) and read_head_line(block) is None) or _opens_wire(block):
            return index
    return min(len(blocks), _HEAD_LINES)


def _opens_wire(block: str) -> bool:
    return len(block.split()) >= 8 and read_dateline(block, capitals=block.isupper()) is not None


def _end_of_report(blocks: Sequence[str]) -> int:
    """Where other stories begin: a heading that says so, with less prose after it than before."""
    sizes = [len(block) if is_prose(block) else 0 for block in blocks]
    before, total = 0, sum(sizes)
    for index, block in enumerate(blocks):
        if before and ends_report(block) and total - before < before:
            return index
        before += sizes[index]
    return len(blocks)


def _head_lines(blocks: Sequence[str]) -> list[HeadLine | None]:
    """Each line of the head as a statement. A section beside another is an entry of a menu."""
    names = frozenset(key(block) for block in blocks if len(block.split()) <= _KICKER_WORDS)
    lines = read_head_lines(blocks, names=names)
    entries = [is_section(block) or key(block) in words().chrome for block in blocks]
    for index, line in enumerate(lines):
        if line and entries[index] and any(entries[max(0, index - 1) : index] + entries[index + 1 : index + 2]):
            lines[index] = HeadLine()
    return lines


def _plain(blocks: Sequence[str], lines: Sequence[HeadLine | None]) -> list[int]:
    """The paragraphs of the head that are neither statement nor furniture."""
    return [index for index, line in enumerate(lines) if line is None and not is_chrome(blocks[index])]


def _of_report(blocks: Sequence[str], lines: Sequence[HeadLine | None], top: int) -> list[HeadLine]:
    """The statements of the head; a date by itself above ``top``, where the report begins, only if it stands with it.

    With furniture between the two it is the day that the page was saved.
    """
    found = []
    for index, line in enumerate(lines):
        if line and line.weight == ALONE and index < top:
            beside = any(near and near.byline for near in lines[max(0, index - 1) : index + 2])
            joined = not any(_is_furniture(blocks[other], lines[other]) for other in range(index + 1, top))
            line = replace(line, weight=ABOVE) if beside or joined else HeadLine()
        if line:
            found.append(line)
    return found


def _is_furniture(block: str, line: HeadLine | None) -> bool:
    return is_chrome(block) or (is_section(block) and line == HeadLine())


def _sort_head(blocks: Sequence[str], start: int, headline: str | None, publisher: str | None) -> _Head:
    lines = _head_lines(blocks[:start])
    plain = _plain(blocks, lines)
    at, outlet = _find_headline(blocks, plain, headline, publisher)
    if headline is None and at is not None:
        headline = _without_site(blocks[at])[0] if outlet else bare(blocks[at])
    top = at if at is not None else -1
    others = [index for index in plain if index != at and not (headline and _is_title(blocks[index], headline))]
    named = _names_alone(blocks, lines, others, top)
    named = {index: line for index, line in named.items() if not (line.byline and _is_of_words(line.byline, blocks))}
    kept = tuple(
        index for index in others if index not in named and _belongs(blocks[index], above=index < top, titled=top >= 0)
    )
    stated = _of_report(blocks, lines, start if at is None else at)
    return _Head(headline, outlet, kept, (*stated, *named.values()))


def _find_headline(
    blocks: Sequence[str], plain: Sequence[int], headline: str | None = None, publisher: str | None = None
) -> tuple[int | None, str | None]:
    """Which paragraph of the head is the headline, and the outlet that its page title adds to it."""
    if headline is not None:
        return next((index for index in reversed(plain) if same_line(blocks[index], headline)), None), None
    counts = Counter(key(blocks[index]) for index in plain)
    for index in plain:
        title, site = _without_site(blocks[index])
        later = [other for other in plain if other > index and same_line(blocks[other], title)]
        if site and later:
            return later[-1], site
    doubled = [index for index in plain if counts[key(blocks[index])] > 1 and _reads_as_headline(blocks[index], 2)]
    if doubled:
        return doubled[-1], None
    reading = [index for index in plain if _reads_as_headline(blocks[index], _HEADLINE_WORDS.start)]
    # A site's name may stand alone above the headline.
    others = (index for index in reading if not _names_site(blocks[index], publisher))
    return next(others, next(reversed(reading), None)), None


def _names_site(line: str, publisher: str | None) -> bool:
    """Whether a line is the name of an outlet, the place it is at behind it or not (``Gulf Press, Basra``), or of an
    office."""
    if _OFFICE.fullmatch(line) or (publisher and site_key(line) == site_key(publisher)):
        return True
    name, _, place = line.partition(",")
    return is_outlet(name) and (not place or len(place.split()) <= _PLACE_WORDS)


def _reads_as_headline(line: str, least: int) -> bool:
    count = len(line.split())
    if not least <= count < _HEADLINE_WORDS.stop or is_section(line) or line.endswith((":", ",", ";")):
        return False
    return not ends_sentence(line) or line.endswith(("?", "!", '"', "'", "”", "’"))


def _without_site(title: str) -> tuple[str, str | None]:
    """A page title split into headline and the site's name behind it (``Two held in Basra - Gulf Press``)."""
    for mark in _TITLE_MARKS:
        front, found, site = title.rpartition(mark)
        if found and len(front.split()) >= _HEADLINE_WORDS.start and len(site.split()) <= _KICKER_WORDS + 1:
            return bare(front), bare(site)
    return title, None


def _is_title(line: str, headline: str) -> bool:
    return same_line(line, headline) or same_line(_without_site(line)[0], headline)


def _belongs(line: str, *, above: bool, titled: bool) -> bool:
    """Whether an unnamed line of the head is text: above the headline only prose is, below it all but scraps."""
    if above:
        return is_prose(line)
    return not titled or len(line.split()) > _KICKER_WORDS or ends_sentence(line)


def _names_alone(
    blocks: Sequence[str], lines: Sequence[HeadLine | None], others: Sequence[int], top: int
) -> dict[int, HeadLine]:
    """Names on lines of their own: a person's next to the date under the headline, an outlet's next to the date or
    at the very top, above the headline."""
    found = {}
    for index in others:
        near = [lines[other] for other in (index - 1, index + 1) if 0 <= other < len(lines)]
        dated = any(line is not None and line.weight >= ALONE for line in near)
        if _is_site(blocks[index]) and (dated or index == 0 < top):
            found[index] = HeadLine(outlet=bare(blocks[index]))
        elif index > top >= 0 and any(near) and _is_masthead(blocks[index]):
            found[index] = HeadLine()
        elif dated and index > top >= 0 and (name := read_lone_name(blocks[index])):
            found[index] = HeadLine(byline=name)
    return found


def _is_masthead(line: str) -> bool:
    """Whether a line is names between bars: the outlet and its edition, a section and its country."""
    pieces = line.split(" | ")
    short = all(piece[:1].isupper() and len(piece.split()) <= _KICKER_WORDS for piece in pieces)
    return len(pieces) > 1 and short and not ends_sentence(line) and reads_as_names(pieces[0])


def _is_of_words(name: str, blocks: Sequence[str]) -> bool:
    """Whether the report has a word of the name in small letters: a title has capitals, too (``Two Held in Basra``)."""
    tokens = {token.lower() for token in name.split()} - words().particles
    return any(tokens & set(block.split()) for block in blocks if not block.islower())


def _is_site(line: str) -> bool:
    return is_outlet(line) and key(line) not in words().agencies | words().no_author


def _body(blocks: Sequence[str], headline: str | None) -> list[str]:
    kept = [block for block in _without_lists(blocks) if not is_chrome(block)]
    if headline:
        kept = [block for index, block in enumerate(kept) if index >= _EDGE_LINES or not _is_title(block, headline)]
    return [block for index, block in enumerate(kept) if index == 0 or block != kept[index - 1]]


def _without_lists(blocks: Sequence[str]) -> Iterator[str]:
    """``blocks`` without the titles of other stories that a list within the report names below its heading."""
    listing = False
    for block in blocks:
        listing = ends_report(block) or (listing and not is_prose(block))
        if not listing:
            yield block


def _is_scrap(body: Sequence[str], *, furnished: bool) -> bool:
    """Whether the last line is no sentence and no entry of a list, below paragraphs that are sentences.

    A text without a page's furniture may have been cut within its last sentence: there only a few words are scrap.
    """
    line, count = body[-1], len(body[-1].split())
    if ends_sentence(line) or count > _NOTE_WORDS:
        return False
    if count <= _SCRAP_WORDS or not furnished:
        return count <= _SCRAP_WORDS
    is_entry = not line[0].isalnum() or any(block.endswith(":") for block in body[-_TAIL_LINES:-1])
    return not is_entry and sum(map(ends_sentence, body)) > 1


def _take_tail(lines: Sequence[HeadLine], body: list[str], *, furnished: bool) -> tuple[list[HeadLine], list[str]]:
    """Statements and scraps below the last paragraph go from the text; labelled dates and bylines count, and the day
    of the printed paper (``Published in The Daily Star, May 3rd, 2019``) where the head tells none.
    """
    taken = list(lines)
    least = max(1, len(body) - _TAIL_LINES)
    while len(body) > least:
        line = read_head_line(body[-1])
        if line is None and not _is_scrap(body, furnished=furnished):
            break
        if line is not None and (line.weight in (0, LABELLED) or line.byline):
            taken.append(line)
        elif line is not None and line.outlet:
            taken.append(replace(line, weight=ABOVE))
        body = body[:-1]
    return taken, body
