"""From markup to a tree, through lxml, and the words of an element in one line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any, Final

from dateline.errors import InputError

INLINE: Final = frozenset(
    "a abbr acronym b bdi bdo big button cite code data del dfn em font i ins kbd label mark nobr output q s samp "
    "small span strike strong sub sup time tt u var wbr".split()
)
"""Elements that stand in the line of the text around them."""
MOST_ATTRIBUTES: Final = 256
_MOST_CHARACTERS: Final = 5000
_MOST_STEPS: Final = 500
_MOST_MARKS: Final = 500
# As the HTML standard takes tags apart. No pattern ever gives back what it took, so that all is linear.
_SPACE: Final = r"[ \t\r\n\f]"
_ATTRIBUTE: Final = (
    r"[ \t\r\n\f/]*[^ \t\r\n\f/>][^ \t\r\n\f/>=]*"
    rf"(?:{_SPACE}*={_SPACE}*(?:\"[^\"]*(?:\"|\Z)|'[^']*(?:'|\Z)|[^ \t\r\n\f>]*))?"
)
_TAG: Final = re.compile(rf"<(?P<name>/?[a-z][^ \t\r\n\f/>]*)(?:{_ATTRIBUTE}){{0,{MOST_ATTRIBUTES}}}", re.IGNORECASE)
_ATTRIBUTES: Final = re.compile(rf"(?:{_ATTRIBUTE}){{1,{MOST_ATTRIBUTES}}}")
_CLOSE: Final = re.compile(r"[ \t\r\n\f/]*(?:>|\Z)")
_NO_TAG: Final = re.compile(r"<!--(?:-?>|.*?(?:--!?>|\Z))|<[!?/][^>]*|<", re.DOTALL)
_RAW_ENDS: Final = {
    name: re.compile(rf"</{name}(?=[ \t\r\n\f/>])", re.IGNORECASE)
    for name in ("script", "style", "title", "textarea", "iframe", "noembed", "noframes", "xmp")
}
"""Elements that hold text up to their own end, whatever looks like a tag in it."""


def parse_markup(markup: str) -> Any:
    """The tree of a page, without its comments.

    Raises ``InputError`` where the markup holds no document.
    """
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    try:
        return document_fromstring(
            markup.encode("utf-8", "replace"), parser=HTMLParser(encoding="utf-8", remove_comments=True)
        )
    except (etree.LxmlError, ValueError) as error:
        raise InputError(f"no HTML document in it ({error})") from error


def with_few_attributes(markup: str) -> str:
    """``markup`` with no more than the first ``MOST_ATTRIBUTES`` of each tag: parsers compare each with all others."""
    kept: list[str] = []
    start, at = 0, markup.find("<")
    while at >= 0:
        tag = _TAG.match(markup, at)
        if tag is None:
            end = _end(_NO_TAG, markup, at)
        else:
            end = tag.end()
            while more := _ATTRIBUTES.match(markup, end):
                end = more.end()
            if end > tag.end():
                kept.append(markup[start : tag.end()])
                start = end
            end = _end_of_content(markup, tag["name"].lower(), _end(_CLOSE, markup, end))
        at = markup.find("<", end)
    return "".join((*kept, markup[start:]))


def marks(item: Any, *attributes: str) -> str:
    """The values of some attributes that hold names, like ``class``, bounded."""
    return " ".join((item.get(attribute) or "")[:_MOST_MARKS] for attribute in attributes)


def visible(item: Any) -> str:
    """The element's text in one line, bounded."""
    return " ".join("".join(texts(item))[:_MOST_CHARACTERS].split())


def texts(item: Any, most: int = _MOST_STEPS) -> Iterator[str]:
    """The texts of the element in order; ``most`` bounds the starts and ends of elements that are looked at."""
    from lxml import etree

    for event, each in islice(etree.iterwalk(item, events=("start", "end")), most):
        if each is not item and each.tag not in INLINE:
            yield "\n"
        elif event == "start" and each.tag == "time":
            yield " "  # templates put two times into one link with nothing between them
        text = each.text if event == "start" else each.tail if each is not item else None
        if text and (event == "end" or isinstance(each.tag, str)):
            yield text


def _end(pattern: re.Pattern[str], markup: str, at: int) -> int:
    match = pattern.match(markup, at)
    return match.end() if match else at


def _end_of_content(markup: str, name: str, at: int) -> int:
    """Where the content of an element ends in which tags are text: ``at`` for any other, and for ``<script/>``."""
    pattern = _RAW_ENDS.get(name)
    if pattern is None or markup.endswith("/>", 0, at):
        return at
    end = pattern.search(markup, at)
    return end.start() if end else len(markup)
