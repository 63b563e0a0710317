"""Words of a page that trafilatura would delete with their elements: made plain text before it reads the tree.

It takes ``<time>``, ``<label>``, ``<output>`` and ``<button>`` for furniture wherever they stand, and a ``<div>`` among
paragraphs for a frame.
"""

from __future__ import annotations

from itertools import islice
from typing import Any

from dateline.ingest.furniture import ends_sentence, is_chrome, is_prose
from dateline.ingest.markup import INLINE, visible
from dateline.ingest.surroundings import block_of, line_around

_WORDS = ("time", "label", "output")
_NO_WORDS = frozenset({*_WORDS, "button", "a"})
_CELLS = frozenset({"td", "th"})
_PLAIN_ATTRIBUTES = frozenset({"align", "dir", "lang", "style"})
_BELOW_STAMPS = frozenset({"p", "h2", "h3", "h4", "h5", "h6"})
_MOST, _MOST_PARTS = 5000, 60
_STAMP_REACH, _MOST_NEAR = 2, 5
_LEAST_WORDS = 8


def keep_words(tree: Any) -> Any:
    """``tree``, changed: its words in such elements are those of the lines and paragraphs they stand in."""
    begun = False
    for item in list(islice(tree.iter("p", *_WORDS), _MOST)):
        if item.tag == "p":
            begun = begun or is_prose(visible(item))
        elif block_of(item).tag in _CELLS or any(map(_has_words, line_around(item))):
            _retag(item, "span")
        elif item.tag == "time" and begun:
            _keep_stamp(item)
    for item in list(islice(tree.iter("button"), _MOST)):
        if _is_within_sentence(item):
            _retag(item, "span")
    for item in list(islice(tree.iter("div"), _MOST)):
        if _is_paragraph(item):
            _retag(item, "p")
    return tree


def _retag(item: Any, tag: str) -> None:
    """Another element in the place of ``item``, without the classes by which furniture is told."""
    item.attrib.clear()
    item.tag = tag


def _has_words(part: Any) -> bool:
    """Whether a part of a line has words outside such elements and links: a list of links stays one."""
    from lxml import etree

    if isinstance(part, str):
        return any(map(str.isalnum, part))
    walk = etree.iterwalk(part, events=("start", "end"))
    for event, item in islice(walk, _MOST_PARTS):
        text = item.text if event == "start" else item.tail if item is not part else None
        if event == "start" and item.tag in _NO_WORDS:
            walk.skip_subtree()
        elif any(map(str.isalnum, text or "")):
            return True
    return False


def _keep_stamp(item: Any) -> None:
    """A time by itself above a heading or paragraph, as live blogs have it, becomes a line of its own.

    Not so before the first paragraph: there it is the page's own date, which is read elsewhere.
    """
    block = block_of(item)
    alone = visible(block) == visible(item)
    unit = block if alone else item
    below = unit.getnext()
    if below is None or below.tag not in _BELOW_STAMPS or _is_linked(below) or not _is_among_prose(unit):
        return
    _retag(item, "span" if alone else "p")
    unit.attrib.clear()


def _is_linked(item: Any) -> bool:
    """Whether most of the text is links: a notice of another story."""
    return sum(len(visible(link)) for link in islice(item.iter("a"), _MOST_PARTS)) * 2 > len(visible(item))


def _is_among_prose(item: Any) -> bool:
    holders = islice(item.iterancestors(), _STAMP_REACH)
    near = (each for holder in holders for each in islice(holder.iter("p"), _MOST_NEAR))
    return any(len(visible(each).split()) >= _LEAST_WORDS for each in near)


def _is_within_sentence(item: Any) -> bool:
    """Whether words stand on both sides of ``item``, and those before it have not come to their end."""
    before, parent = item.getprevious(), item.getparent()
    words = (parent.text or "") if before is None else (before.tail or "").strip() or visible(before)
    after = item.tail or ""
    if ends_sentence(words) or is_chrome(visible(item)):
        return False
    return all(any(map(str.isalpha, text)) for text in (words, after))


def _is_paragraph(item: Any) -> bool:
    """Whether a ``<div>`` stands for a paragraph: one of prose, without marks of its own, beside one that is one."""
    if not set(item.attrib) <= _PLAIN_ATTRIBUTES or "display" in (item.get("style") or ""):
        return False
    if next((each for each in item.iterdescendants() if each.tag not in INLINE and each.tag != "br"), None) is not None:
        return False
    parent = item.getparent()
    if parent is None or next(parent.iterchildren("p"), None) is None:
        return False
    return is_prose(visible(item)) and not _is_linked(item)
