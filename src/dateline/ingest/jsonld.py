"""What a page says of itself in JSON-LD (schema.org): the node of its article, and whom that node refers to."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

_ARTICLE = re.compile(r"(?:.*(?:article|posting)|report|hentry)", re.IGNORECASE)
_COMMENT = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*;?\s*$")
_TAG = re.compile(r"<[^<>]{0,1000}>")
_MOST_NODES = 20_000


@dataclass(frozen=True)
class Article:
    """The page's article node; empty strings and absent keys are None."""

    headline: str | None = None
    published: str | None = None
    outlet: str | None = None
    byline: str | None = None
    section: str | None = None
    url: str | None = None
    body: str | None = None


def read_article(scripts: Sequence[str], titles: Sequence[str]) -> Article:
    """The article among all nodes of ``scripts``: the one whose headline is among ``titles``, else the first.

    A web page's own node fills what the article's leaves out. Damaged scripts are passed over.
    """
    nodes = [node for script in scripts for node in _nodes(_load(script))]
    by_id = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}
    articles = [node for node in nodes if any(_ARTICLE.fullmatch(kind) for kind in _types(node))]
    known = {_fold(title) for title in titles}
    articles.sort(key=lambda node: _fold(_text(node.get("headline")) or "") not in known)
    pages = [node for node in nodes if "WebPage" in _types(node)]
    chosen = [*articles[:1], *pages[:1]]
    if not chosen:
        return Article(outlet=_outlet(nodes))
    return Article(
        headline=_text(chosen[0].get("headline")) or (_text(chosen[0].get("name")) if articles else None),
        published=_first(node.get("datePublished") or node.get("published") for node in chosen),
        outlet=_first(_names(node.get("publisher"), by_id) for node in chosen) or _outlet(nodes),
        byline=_first(_names(node.get("author") or node.get("creator"), by_id) for node in chosen[: len(articles[:1])]),
        section=_first(node.get("articleSection") for node in chosen),
        url=_first(node.get("url") for node in chosen),
        body=_body(chosen[0].get("articleBody")),
    )


def plain(value: str) -> str | None:
    """A metadata value as text: entities and tags resolved, one space between words; None when nothing is left."""
    return " ".join(_TAG.sub(" ", html.unescape(html.unescape(value[:2000]))).split()) or None


def _load(script: str) -> Any:
    try:
        return json.loads(_COMMENT.sub("", _COMMENT.sub("", script)).strip().rstrip(";"), strict=False)
    except (ValueError, RecursionError):
        return None


def _nodes(value: Any) -> Iterator[dict[str, Any]]:
    """Every object within ``value``, outer before inner, in order."""
    waiting, seen = [value], 0
    while waiting and seen < _MOST_NODES:
        seen += 1
        item = waiting.pop()
        if isinstance(item, dict):
            yield item
            waiting.extend(reversed(list(item.values())))
        elif isinstance(item, list):
            waiting.extend(reversed(item))


def _types(node: dict[str, Any]) -> tuple[str, ...]:
    kinds = node.get("@type")
    listed = kinds if isinstance(kinds, list) else [kinds]
    return tuple(kind.rsplit("/", 1)[-1] for kind in listed if isinstance(kind, str))


def _fold(text: str) -> str:
    return "".join(character for character in text.lower() if character.isalnum())


def _text(value: Any) -> str | None:
    if isinstance(value, list):
        return next((text for item in value if (text := _text(item))), None)
    return plain(value) if isinstance(value, str) else None


def _first(values: Iterator[Any]) -> str | None:
    return next((text for value in values if (text := _text(value))), None)


def _names(value: Any, by_id: dict[str, dict[str, Any]]) -> str | None:
    """Names of persons or organizations, given as text, as objects or as references to nodes."""
    names: list[str] = []
    for item in (value if isinstance(value, list) else [value])[:20]:
        node = by_id.get(item.get("@id", ""), item) if isinstance(item, dict) and "name" not in item else item
        name = _text(node.get("name")) if isinstance(node, dict) else _text(node)
        if name and name not in names and not name.startswith("http"):
            names.append(name)
    return ", ".join(names) or None


def _outlet(nodes: Sequence[dict[str, Any]]) -> str | None:
    kinds = {"NewsMediaOrganization", "WebSite"}
    return _first(node.get("name") for node in nodes if kinds & set(_types(node)))


def _body(value: Any) -> str | None:
    if not isinstance(value, str):
        return None
    text = re.sub(r"(?i)<(?:/p|br|/h\d|/li)\b[^<>]{0,100}>", "\n", value)
    return html.unescape(_TAG.sub(" ", text)).strip() or None
