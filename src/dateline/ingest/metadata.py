"""What an HTML page states of itself: JSON-LD, OpenGraph and other ``meta``, ``<time>``, its address, its visible head.

Every value is stated somewhere or null. The sources are asked in that order; for the date, ``published_from`` tells
which answered.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from dateline.ingest.authors import read_marked_author
from dateline.ingest.byline import read_byline
from dateline.ingest.dates import parse_date
from dateline.ingest.found import Found
from dateline.ingest.head import HeadLine
from dateline.ingest.jsonld import Article, plain, read_article
from dateline.ingest.markup import visible
from dateline.ingest.published import read_published, read_visible_head
from dateline.ingest.surroundings import find_heading
from dateline.ingest.words import bare, key, words
from dateline.schema.report import PublishedFrom

_META_DATES = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "article:published",
    "article.published", "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.issued", "dcterms.created",
    "dc.date.created", "dc.date", "dcterms.date", "pubdate", "publishdate", "publish_date", "publish-date",
    "publication_date", "publication-date", "originalpublicationdate", "citation_publication_date",
    "cxenseparse:recs:publishtime",
    "article_date_original", "bt:pubdate", "date_published", "created", "date",
)  # fmt: skip
_META_AUTHORS = (
    "author",
    "parsely-author",
    "dc.creator",
    "dcterms.creator",
    "article:author",
    "sailthru.author",
    "byl",
)
_META_SECTIONS = ("article:section", "parsely-section", "og:article:section", "section", "articlesection")
_META_OUTLETS = ("og:site_name", "application-name", "publisher", "dc.publisher", "article:publisher")
_FIELD_MARKS = (" | ", " - ", " – ", " — ", " :: ", " · ", " • ")
_PARTS = re.compile("|".join(map(re.escape, _FIELD_MARKS)))
_ROOT = re.compile(r"https?://[^/?#]+/?", re.IGNORECASE)
# Pages have some dozens of metadata elements; more is junk, and reading it would take long.
_MOST_HEADINGS = 20
_MOST_ITEMS = 1000


@dataclass(frozen=True)
class Facts:
    """Metadata of a page as ``Found`` without text, and the body text that its JSON-LD carries."""

    found: Found
    article_body: str | None
    head: tuple[HeadLine, ...]


def read_facts(tree: HtmlElement, url: str | None) -> Facts:
    """All that ``tree`` states; ``url`` is the address it was read from."""
    metas = _metas(tree)
    h1s = [text for item in islice(tree.iter("h1"), _MOST_HEADINGS) if (text := visible(item))]
    titles = [text for item in tree.iter("title") if (text := visible(item))][:1]
    og = [
        text for name in ("og:title", "twitter:title", "parsely-title") for text in metas.get(name, [])[:_MOST_HEADINGS]
    ]
    article = read_article([item.text or "" for item in tree.iter("script") if _is_jsonld(item)], [*h1s, *og])
    address = _address(tree, metas, article, url)
    site = _outlet(metas, article) or _home_name(tree, titles)
    headline, title_site = _headline(article, h1s, og, titles, site)
    heading = find_heading(tree, headline)
    head = read_visible_head(heading)
    stated: list[tuple[str | None, PublishedFrom]] = [
        (parse_date(article.published) if article.published else None, "json-ld"),
        *((parse_date(value), "meta") for value in _named(metas, _META_DATES)),
    ]
    published, published_from = read_published(tree, heading, stated, address, head)
    found = Found(
        text="",
        headline=headline,
        outlet=site or title_site or _of(line.outlet for line in head),
        byline=_byline(metas, article, head) or read_marked_author(heading),
        section=_of(iter([*_named(metas, _META_SECTIONS), article.section])) or _of(line.section for line in head),
        url=address,
        published=published,
        published_from=published_from,
    )
    return Facts(found, article.body, head)


def _metas(tree: HtmlElement) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for item in islice(tree.iter("meta"), _MOST_ITEMS):
        content = plain(item.get("content") or "")
        for attribute in ("property", "name", "itemprop"):
            name = (item.get(attribute) or "").strip().lower()
            if name and content:
                found.setdefault(name, []).append(content)
    return found


def _named(metas: dict[str, list[str]], names: Sequence[str]) -> list[str]:
    return [value for name in names for value in metas.get(name, [])]


def _of(values: Iterator[str | None]) -> str | None:
    return next((value for value in values if value), None)


def _is_jsonld(item: HtmlElement) -> bool:
    return (item.get("type") or "").split(";")[0].strip().lower() == "application/ld+json"


def _address(tree: HtmlElement, metas: dict[str, list[str]], article: Article, url: str | None) -> str | None:
    links = [item.get("href") for item in tree.iter("link") if "canonical" in (item.get("rel") or "").lower().split()]
    for stated in (*links, *metas.get("og:url", []), article.url):
        address = _join(url, stated.strip()) if stated and stated.strip() else None
        if address:
            return address
    return url


def _join(base: str | None, stated: str) -> str | None:
    try:
        address = urljoin(base or "", stated)
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if parts.scheme in ("http", "https") and parts.hostname else None


def _outlet(metas: dict[str, list[str]], article: Article) -> str | None:
    names = [*metas.get("og:site_name", []), article.outlet, *_named(metas, _META_OUTLETS)]
    stated = _of(name for name in names if name and not name.startswith("http"))
    # "Gulf 7 News | Weather, Sports" puts a slogan behind the name.
    return bare(stated.split(" | ")[0].split(" :: ")[0]) if stated else None


def _home_name(tree: HtmlElement, titles: Sequence[str]) -> str | None:
    """The name on a link to the site's first page, where the page's title has it as one of its parts."""
    parts = {key(part) for title in titles for part in _PARTS.split(title)[1:]}
    for link in islice(tree.iter("a"), _MOST_ITEMS if parts else 0):
        href = (link.get("href") or "").strip()
        if href == "/" or _ROOT.fullmatch(href):
            name = visible(link)
            if len(name.split()) > 1 and key(name) in parts:
                return bare(name)
    return None


def _headline(
    article: Article, h1s: Sequence[str], og: Sequence[str], titles: Sequence[str], site: str | None
) -> tuple[str | None, str | None]:
    """The headline, and the site's name where the page's title adds one to it.

    Templates leave slogans in any one place, so what two places agree on goes before what one says.
    """
    candidates = [text for text in (article.headline, *h1s, *og, *titles) if text]
    stripped = [_without_site(text, candidates, site) for text in candidates]
    counts = Counter(key(text) for text, _ in stripped)
    sites = [name for _, name in stripped if name]
    agreed = next((text for text, _ in stripped if counts[key(text)] > 1), None)
    alone = [
        *(h1s if len(h1s) == 1 else []),
        *(text for text, _ in stripped[len(candidates) - len(og) - len(titles) :]),
    ]
    chosen = agreed or next(iter([*alone, *(text for text, _ in stripped)]), None)
    return (bare(chosen) or None) if chosen else None, (sites[0] if sites else None)


def _without_site(title: str, others: Sequence[str], site: str | None) -> tuple[str, str | None]:
    for mark in _FIELD_MARKS:
        cut = title.find(mark)
        while cut > 0:
            front, back = title[:cut], title[cut + len(mark) :]
            if any(key(front) == key(other) for other in others) or (site and key(back).startswith(key(site))):
                return front.strip(), bare(back.rsplit(mark, 1)[-1]) if len(back.split()) <= 5 else None
            cut = title.find(mark, cut + 1)
    return title.strip(), None


def _byline(metas: dict[str, list[str]], article: Article, head: Sequence[HeadLine]) -> str | None:
    named = [name for name in _named(metas, _META_AUTHORS) if _is_author(name)]
    parsely = metas.get("parsely-author", [])
    if len(parsely) > 1:
        return ", ".join(dict.fromkeys(parsely))
    written = [article.byline] if article.byline and _is_author(article.byline) else []
    stated = _of(iter((*written, *named)))
    return (read_byline(stated) or stated) if stated else _of(line.byline for line in head)


def _is_author(name: str) -> bool:
    return "://" not in name and key(name) not in words().no_author and len(name) <= 200
