"""HTML pages: the report's text through trafilatura, its metadata through our own readers and htmldate."""

from __future__ import annotations

import logging
from dataclasses import replace
from functools import cache
from itertools import islice
from typing import Any

from dateline.ingest.found import READ_AHEAD, Found
from dateline.ingest.inline import keep_words
from dateline.ingest.markup import parse_markup, with_few_attributes
from dateline.ingest.text import clean_paragraphs, clean_text, compose, take_statements

_SCANT = 300
_CAPTION_WORDS = 8
_MOST_ELEMENTS = 30_000
_PRUNED = tuple(
    f'//*[contains(concat(" ", normalize-space(@{attribute}), " "), "{mark}")]'
    for attribute in ("class", "id")
    for mark in (
        "author-bio",
        "author-box",
        "m-a-box",
        "newsletter",
        "related-articles",
        "related-posts",
        "share-buttons",
    )
)
_SKIPPED = frozenset(
    {"script", "style", "noscript", "template", "nav", "footer", "form", "button", "svg", "head", "select"}
)
_BLOCKS = frozenset(
    {"p", "div", "h1", "h2", "h3", "h4", "li", "tr", "br", "section", "article", "blockquote", "td", "pre"}
)


def read_html(markup: str, url: str | None) -> Found:
    """The report in one page of HTML.

    Raises ``InputError`` where the markup holds no document.
    """
    from dateline.ingest.metadata import read_facts

    markup = with_few_attributes(markup)
    tree = parse_markup(markup)
    facts = read_facts(tree, url)
    headline = facts.found.headline
    body = clean_paragraphs(_main_text(tree, markup).split("\n"), headline)
    if sum(map(len, body)) < _SCANT:
        body = _more_text(tree, facts.article_body, body, headline)
    if not body:
        spare = clean_text(_visible_text(tree), headline=headline)
        return replace(_merge(facts.found, spare), text=spare.text)
    lines, body = take_statements(body)
    return compose(facts.found, [*facts.head, *lines], body)


@cache
def _config() -> Any:
    """trafilatura's settings without least sizes: short reports are reports, and its rescue takes the whole page."""
    from trafilatura.settings import use_config

    # What they think of a page is said by our errors, not on stderr.
    for library in ("trafilatura", "htmldate"):
        logging.getLogger(library).addHandler(logging.NullHandler())
    config = use_config()
    for size in ("MIN_EXTRACTED_SIZE", "MIN_OUTPUT_SIZE"):
        config.set("DEFAULT", size, "0")
    return config


def _main_text(tree: Any, markup: str) -> str:
    """trafilatura's main text, one paragraph a line; nothing for a document too vast to be a page of news."""
    import trafilatura
    from lxml import etree

    if sum(1 for _ in islice(tree.iter(), _MOST_ELEMENTS + 1)) > _MOST_ELEMENTS:
        return ""
    try:
        text = trafilatura.extract(
            keep_words(parse_markup(markup)),
            output_format="txt",
            include_comments=False,
            config=_config(),
            prune_xpath=list(_PRUNED),
        )
    except (etree.LxmlError, ValueError, TypeError, AttributeError, RecursionError):
        # Damaged markup of some kinds stops it; the page's visible text is read instead.
        return ""
    return (text or "")[:READ_AHEAD]


def _more_text(tree: Any, article_body: str | None, body: list[str], headline: str | None) -> list[str]:
    """For a page with hardly any text: the text its JSON-LD carries, else its captions as well."""
    carried = clean_paragraphs((article_body or "")[:READ_AHEAD].split("\n"), headline)
    if sum(map(len, carried)) > 2 * sum(map(len, body)):
        return carried
    captions = [" ".join("".join(item.itertext())[:2000].split()) for item in tree.iter("figcaption")]
    long = dict.fromkeys(caption for caption in captions if len(caption.split()) >= _CAPTION_WORDS)
    return [*body, *(caption for caption in clean_paragraphs(list(long), headline) if caption not in body)]


def _visible_text(tree: Any) -> str:
    """All text of the page outside its menus, a paragraph for each block."""
    from lxml import etree

    blocks: list[list[str]] = [[]]
    skipping = size = 0
    for event, item in etree.iterwalk(tree, events=("start", "end")):
        if not isinstance(item.tag, str):
            continue
        if item.tag in _SKIPPED:
            skipping += 1 if event == "start" else -1
        if item.tag in _BLOCKS:
            blocks.append([])
        text = (item.text if event == "start" else item.tail) or ""
        if not skipping and text.strip():
            blocks[-1].append(text)
            size += len(text)
        if size > READ_AHEAD:
            break
    return "\n\n".join(" ".join("".join(block).split()) for block in blocks if block)


def _merge(found: Found, spare: Found) -> Found:
    """``found`` with the gaps of its metadata filled from ``spare``."""
    names = ("headline", "outlet", "byline", "section", "dateline_place")
    filled = {name: getattr(found, name) or getattr(spare, name) for name in names}
    if found.published is None:
        return replace(found, **filled, published=spare.published, published_from=spare.published_from)
    return replace(found, **filled)
