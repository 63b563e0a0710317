"""What an element of a page stands with: its report, or something else that the page shows beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, islice, takewhile
from typing import Any

from dateline.ingest.furniture import is_prose
from dateline.ingest.head import read_head_line
from dateline.ingest.markup import INLINE, marks, texts, visible
from dateline.ingest.words import key

_OTHER_TAGS = frozenset({"aside", "nav", "figure", "blockquote", "form", "select", "noscript", "template"})
_OTHER_CLASS = re.compile(
    r"(?<![a-z])(?:related|recommend(?:ed|ations?)?|comments?(?!-link)|commentlist|replies|sidebar|teasers?|trending|popular"
    r"|latest|recent|copyright|menu|navigation|navbar|breadcrumbs?|newsletter|outbrain|taboola|topbar|masthead|ticker"
    r"|weather|most-?(?:read|viewed|popular)|more-(?:news|stories|from|on)|read-?(?:next|more|also)|up-?next|also-(?:like|read)"
    r"|(?<!-)footer)(?![a-z])",
    re.IGNORECASE,
)
_BLOCKS = frozenset(
    {
        "p",
        "div",
        "span",
        "time",
        "li",
        "h2",
        "h3",
        "h4",
        "address",
        "a",
        "em",
        "strong",
        "td",
        "small",
        "i",
        "b",
        "font",
    }
)
_PLAIN_HEADINGS = ("p", "div", "span", "td", "b", "strong", "font", "big", "center", "h4")
_MOST_HEADINGS, _MOST_PLAIN = 100, 5000
_MOST_BLOCKS = 1000
_MOST_LINKS = 20
_LINE_REACH, _PART_STEPS = 20, 60
_HEAD_BLOCKS = 40
_HEAD_LINE = 200
_PROSE_WORDS = 25
_TITLE_WORDS = 4
_STORY_WORDS = 60


def find_heading(tree: Any, headline: str | None) -> Any | None:
    """The first heading of the highest rank that is the headline, the page's only ``h1`` if it is alike, or the first
    other element that holds nothing else.

    A title with the site's name behind it may have been taken for the headline.
    """
    if not headline:
        return None
    for rank in ("h1", "h2", "h3"):
        for item in islice(tree.iter(rank), _MOST_HEADINGS):
            title = key(visible(item))
            if title == key(headline) or (len(title.split()) >= _TITLE_WORDS and key(headline).startswith(f"{title} ")):
                return item
    first = list(islice(tree.iter("h1"), 2))
    if len(first) == 1 and _alike(visible(first[0]), headline):
        return first[0]
    # Old pages have their headline in a cell or in bold.
    plain = islice(tree.iter(*_PLAIN_HEADINGS), _MOST_PLAIN)
    return next((item for item in plain if key(item.text or "") == key(headline)), None)


def _alike(one: str, other: str) -> bool:
    """Whether two titles share most of their words: that of the page is often a shorter one."""
    words = set(key(one).split()), set(key(other).split())
    least = min(map(len, words))
    return least >= _TITLE_WORDS and len(words[0] & words[1]) * 2 > least


def around_heading(heading: Any) -> Iterator[tuple[Any, str]]:
    """The short blocks beside the headline, with their text: above it in its own header or article, and below it.

    Those below end at the first paragraph of prose.
    """
    for item in islice(_above(heading), _HEAD_BLOCKS):
        if (text := visible(item)) and len(text) <= _HEAD_LINE:
            yield item, text
    seen = 0
    for item in islice(_below(heading), _MOST_BLOCKS):
        text = visible(item)
        if (item.tag == "p" and len(text.split()) >= _PROSE_WORDS) or len((item.text or "").split()) >= _PROSE_WORDS:
            return
        if not text or len(text) > _HEAD_LINE:
            continue
        yield item, text
        seen += 1
        if seen >= _HEAD_BLOCKS:
            return


def _above(heading: Any) -> Iterator[Any]:
    holder = next(heading.iterancestors("header", "article"), None)
    if holder is None or next(holder.iter("nav"), None) is not None:
        return iter(())
    return (item for item in takewhile(lambda item: item is not heading, holder.iter()) if item.tag in _BLOCKS)


def _below(heading: Any) -> Iterator[Any]:
    """The elements after the heading in document order, those within it aside."""
    item = heading
    while item is not None:
        for sibling in item.itersiblings():
            yield from sibling.iter(*_BLOCKS)
        item = item.getparent()


def is_of_report(item: Any, heading: Any | None) -> bool:
    """Whether nothing around ``item`` is for something else: a menu, a list of other stories, a comment, the footer.

    Looked at are the elements around it up to the first that holds the headline too.
    """
    holders = set(heading.iterancestors()) if heading is not None else set()
    small = True
    for around in (item, *item.iterancestors()):
        if around in holders or around.tag in ("body", "html"):
            return True
        if around is not item and around.tag == "article" and heading is not None:
            return False
        if _is_other(around):
            return False
        small = small and len(visible(around).split()) <= _STORY_WORDS
        if small and around.tag not in INLINE and _tells_of_another(around):
            return False
    return True


def _is_other(item: Any) -> bool:
    if item.tag in _OTHER_TAGS or _OTHER_CLASS.search(marks(item, "class", "id")):
        return True
    if item.tag == "footer":
        # Within its article a footer may state what a header does.
        parent = item.getparent()
        return parent is None or parent.tag != "article"
    return False


def _tells_of_another(item: Any) -> bool:
    """Whether a small block is the notice of another story: it holds a heading, or a link as long as a title."""
    if next(item.iter("h1", "h2", "h3", "h4", "h5", "h6"), None) is not None:
        return True
    links = (visible(link) for link in islice(item.iter("a"), _MOST_LINKS))
    return any(len(link.split()) >= _TITLE_WORDS and read_head_line(link) is None for link in links)


def block_of(item: Any) -> Any:
    """The nearest element that is no part of a line: ``item`` or one around it."""
    return next((around for around in (item, *item.iterancestors()) if around.tag not in INLINE), item)


def line_around(item: Any) -> list[Any]:
    """The elements and loose texts of the line that ``item`` stands in, in order; a block is a line by itself."""
    if item.tag not in INLINE:
        return [item]
    while (parent := item.getparent()) is not None and parent.tag in INLINE:
        item = parent
    line = [item, item.tail or ""]
    for each in islice(item.itersiblings(), _LINE_REACH):
        if each.tag not in INLINE:
            break
        line.extend((each, each.tail or ""))
    for each in islice(item.itersiblings(preceding=True), _LINE_REACH):
        line.insert(0, each.tail or "")
        if each.tag not in INLINE:
            return line
        line.insert(0, each)
    return [parent.text or "", *line] if parent is not None else line


def line_text(item: Any) -> str:
    """The text of the line that ``item`` stands in."""
    parts = ((part,) if isinstance(part, str) else texts(part, _PART_STEPS) for part in line_around(item))
    return " ".join("".join(chain.from_iterable(parts)).split())


def stands_in_prose(item: Any) -> bool:
    """Whether ``item`` is among the words of a sentence, and not of a line that states author and date."""
    text = line_text(item)
    if text == visible(item) or read_head_line(text) is not None:
        return False
    beside = f"{item.getparent().text or ''}{item.tail or ''}"
    return block_of(item).tag == "p" or is_prose(text) or any(map(str.isalpha, beside))
