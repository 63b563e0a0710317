"""What an HTML page states of itself: JSON-LD, OpenGraph and other ``meta``, ``<time>``, its address, its visible head.

Every value is stated somewhere or null. For the date the sources are asked in that order and ``published_from``
tells which answered.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from dateline.ingest.dates import find_dates, parse_date, url_date
from dateline.ingest.found import Found
from dateline.ingest.head import HeadLine, read_head_line
from dateline.ingest.jsonld import Article, plain, read_article
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
_PUBLISHED_CLASS = ("publish", "pub-date", "pubdate", "entry-date", "post-date", "posted", "dt-published")
_FIELD_MARKS = (" | ", " - ", " – ", " — ", " :: ", " · ", " • ")
_HEAD_BLOCKS = 40
# Pages have some dozens of metadata elements; more is junk, and reading it would take long.
_MOST_HEADINGS = 20
_MOST_ITEMS = 1000
_MOST_ELEMENTS = 30_000
_BLOCK_TAGS = frozenset(
    {"p", "div", "span", "time", "li", "h2", "h3", "h4", "address", "a", "em", "strong", "td", "small", "i", "b"}
)


@dataclass(frozen=True)
class Facts:
    """Metadata of a page as ``Found`` without text, and the body text that its JSON-LD carries."""

    found: Found
    article_body: str | None
    head: tuple[HeadLine, ...]


def read_facts(tree: HtmlElement, url: str | None) -> Facts:
    """All that ``tree`` states; ``url`` is the address it was read from."""
    metas = _metas(tree)
    h1s = [text for item in islice(tree.iter("h1"), _MOST_HEADINGS) if (text := _visible(item))]
    titles = [text for item in tree.iter("title") if (text := _visible(item))][:1]
    og = [
        text for name in ("og:title", "twitter:title", "parsely-title") for text in metas.get(name, [])[:_MOST_HEADINGS]
    ]
    article = read_article([item.text or "" for item in tree.iter("script") if _is_jsonld(item)], [*h1s, *og])
    address = _address(tree, metas, article, url)
    site = _outlet(metas, article)
    headline, title_site = _headline(article, h1s, og, titles, site)
    head = _visible_head(tree, headline)
    published, published_from = _published(tree, metas, article, address, head)
    found = Found(
        text="",
        headline=headline,
        outlet=site or title_site or _of(line.outlet for line in head),
        byline=_byline(metas, article, head),
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


def _visible(item: HtmlElement) -> str:
    """The element's text in one line, bounded."""
    return " ".join("".join(item.itertext())[:5000].split()) if isinstance(item.tag, str) else ""


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


def _visible_head(tree: HtmlElement, headline: str | None) -> tuple[HeadLine, ...]:
    """The statements in the short blocks that follow the headline, up to the first paragraph."""
    start = next(
        (item for item in islice(tree.iter("h1"), _MOST_HEADINGS) if headline and key(_visible(item)) == key(headline)),
        None,
    )
    if start is None:
        return ()
    found: list[HeadLine] = []
    seen = 0
    for item in islice(_following(start), _MOST_ITEMS):
        text = _visible(item)
        if item.tag == "p" and len(text.split()) >= 25:
            break
        if not text or len(text) > 200:
            continue
        seen += 1
        line = read_head_line(text)
        if line is not None:
            found.append(line)
        if seen >= _HEAD_BLOCKS:
            break
    return tuple(found)


def _following(start: HtmlElement) -> Iterator[HtmlElement]:
    """The elements after ``start`` in document order, those within it aside."""
    item = start
    while item is not None:
        for sibling in item.itersiblings():
            yield from sibling.iter(*_BLOCK_TAGS)
        item = item.getparent()


def _published(
    tree: HtmlElement,
    metas: dict[str, list[str]],
    article: Article,
    address: str | None,
    head: Sequence[HeadLine],
) -> tuple[str | None, PublishedFrom | None]:
    stated: list[tuple[str | None, PublishedFrom]] = [
        (parse_date(article.published) if article.published else None, "json-ld"),
        *((parse_date(value), "meta") for value in _named(metas, _META_DATES)),
        *((value, "time-element") for value in _time_elements(tree)),
    ]
    dates = [(value, where) for value, where in stated if value]
    if dates:
        return _in_local_time(dates)
    if address and (value := url_date(address)):
        return value, "url"
    best = max((line for line in head if line.published), key=lambda line: line.weight, default=None)
    if best is not None:
        return best.published, "text"
    return _from_htmldate(tree)


def _in_local_time(dates: Sequence[tuple[str, PublishedFrom]]) -> tuple[str, PublishedFrom]:
    """The first date, or the same instant told with the outlet's own offset: its day is the day that is printed."""
    value, where = dates[0]
    moment = datetime.fromisoformat(value)
    if moment.utcoffset() == timedelta(0):
        for other, source in dates[1:]:
            told = datetime.fromisoformat(other)
            if told.utcoffset() and told == moment:
                return other, source
    return value, where


def _time_elements(tree: HtmlElement) -> list[str]:
    """Dates of ``<time>`` marked as publication; of unmarked ones only when all of the page agree on the day."""
    marked: list[str] = []
    unmarked: list[str] = []
    for item in islice(tree.iter("time"), _MOST_ITEMS):
        value = parse_date(item.get("datetime") or "") or parse_date(_visible(item))
        if not value:
            continue
        label = f"{item.get('class') or ''} {item.get('itemprop') or ''}".lower()
        is_marked = item.get("pubdate") is not None or any(mark in label for mark in _PUBLISHED_CLASS)
        (marked if is_marked else unmarked).append(value)
    if marked:
        return marked
    return unmarked[:1] if len({value[:10] for value in unmarked}) == 1 else []


def _from_htmldate(tree: HtmlElement) -> tuple[str | None, PublishedFrom | None]:
    """htmldate's answer where the page's visible text states that very day in full."""
    from htmldate import find_date

    if sum(1 for _ in islice(tree.iter(), _MOST_ELEMENTS + 1)) > _MOST_ELEMENTS:
        return None, None
    try:
        # Fixed bounds: htmldate's own depend on the day it runs.
        value = find_date(
            deepcopy(tree), extensive_search=False, original_date=True, min_date="1990-01-01", max_date="2099-12-31"
        )
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError):
        return None, None
    if not value:
        return None, None
    texts = (item.text for item in tree.iter() if isinstance(item.tag, str) and item.tag not in ("script", "style"))
    stated = any(found.value[:10] == value for text in texts if text for found in find_dates(text[:300]))
    return (value, "text") if stated else (None, None)


def _byline(metas: dict[str, list[str]], article: Article, head: Sequence[HeadLine]) -> str | None:
    named = [name for name in _named(metas, _META_AUTHORS) if _is_author(name)]
    parsely = metas.get("parsely-author", [])
    if len(parsely) > 1:
        return ", ".join(dict.fromkeys(parsely))
    written = article.byline if article.byline and _is_author(article.byline) else None
    return written or _of(iter(named)) or _of(line.byline for line in head)


def _is_author(name: str) -> bool:
    return "://" not in name and key(name) not in words().no_author and len(name) <= 200
