"""Markdown notes: front matter and first heading as metadata, marks taken off the text."""

from __future__ import annotations

import re
from dataclasses import replace

from dateline.ingest.dates import parse_date
from dateline.ingest.found import READ_AHEAD, Found
from dateline.ingest.text import clean_text

_FRONT = re.compile(r"\A\s*---[ \t]*\r?\n(?P<body>.{0,10000}?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_ENTRY = re.compile(r"^(?P<name>[A-Za-z_][\w -]{0,40}?)[ \t]{0,5}:[ \t]{0,5}(?P<value>\S.{0,1000})$", re.MULTILINE)
_HEADING = re.compile(r"^#[ \t]+(?P<title>\S[^\n]{0,400})$", re.MULTILINE)
_MARKS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"!\[[^\[\]\n]{0,500}\]\([^)\n]{0,1000}\)"), ""),
    (re.compile(r"\[(?P<text>[^\[\]\n]{1,500})\]\([^)\n]{0,1000}\)"), r"\g<text>"),
    (re.compile(r"^ {0,3}#{1,6}[ \t]+", re.MULTILINE), ""),
    (re.compile(r"^ {0,3}>[ \t]?", re.MULTILINE), ""),
    (re.compile(r"^ {0,3}[*+-][ \t]+", re.MULTILINE), ""),
    (re.compile(r"(?P<mark>\*\*\*|\*\*|__|(?<!\w)[*_](?=\S))(?P<text>[^\s*_][^*_\n]{0,500}?)(?P=mark)"), r"\g<text>"),
    (re.compile(r"`(?P<text>[^`\n]{1,500})`"), r"\g<text>"),
)
_NAMES = {
    "headline": ("title", "headline"), "byline": ("author", "authors", "byline"), "section": ("section", "category"),
    "outlet": ("outlet", "publisher", "publication", "source", "site"), "url": ("url", "link", "canonical"),
    "published": ("date", "published", "pubdate", "publication date", "publish_date"),
}  # fmt: skip


def read_markdown(text: str) -> Found:
    """The report in one Markdown file."""
    text = text[:READ_AHEAD]
    front = _FRONT.match(text)
    stated = _entries(front["body"]) if front else {}
    text = text[front.end() :] if front else text
    heading = _HEADING.search(text)
    headline = stated.get("headline") or (_plain(heading["title"]).strip(" #") if heading else None)
    found = clean_text(_plain(text), headline=headline)
    published = parse_date(stated["published"]) if "published" in stated else None
    if published:
        found = replace(found, published=published, published_from="meta")
    return replace(
        found,
        byline=stated.get("byline") or found.byline,
        section=stated.get("section") or found.section,
        outlet=stated.get("outlet") or found.outlet,
        url=stated.get("url") or found.url,
    )


def _entries(body: str) -> dict[str, str]:
    """Front matter of one ``name: value`` a line; nested values are left aside."""
    values = {match["name"].lower(): match["value"].strip().strip("\"'[]") for match in _ENTRY.finditer(body)}
    found = {field: next((values[name] for name in names if values.get(name)), "") for field, names in _NAMES.items()}
    return {field: value for field, value in found.items() if value}


def _plain(text: str) -> str:
    for pattern, replacement in _MARKS:
        text = pattern.sub(replacement, text)
    return text
