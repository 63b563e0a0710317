"""RSS (0.9x, 1.0, 2.0) and Atom feeds: their entries, and the report of each, from the entry or its page.

Parsed by lxml without entities, network or document types of its own; what is not well-formed is read as far as it can
be. An entry that carries its whole text is read from the feed, any other from the page that it links to.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from email.utils import parsedate_to_datetime
from functools import partial
from itertools import islice
from typing import Any, Final
from urllib.parse import urljoin

from dateline.errors import FetchError, InputError
from dateline.ingest.byline import is_outlet
from dateline.ingest.dates import parse_date
from dateline.ingest.fetch import fetch
from dateline.ingest.found import Found
from dateline.ingest.html import read_html
from dateline.ingest.page import Intake, Page, is_address, take, take_found
from dateline.ingest.source import Source, SourceOptions, failed
from dateline.schema.reading import Notice

WHOLE: Final = 1000
"""Characters of text from which on an entry's content is taken for the whole report."""
_MOST_ENTRIES: Final = 1000
_ENTITY: Final = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,30});")
_TAG: Final = re.compile(r"<[^<>]*>")
_ATOM: Final = "{http://www.w3.org/2005/Atom}"
_FOREIGN: Final = ("http://search.yahoo.com/mrss", "https://search.yahoo.com/mrss", "http://www.itunes.com/")
"""Name spaces whose titles and contents are those of pictures and recordings."""
_XML_ENTITIES: Final = frozenset({b"amp", b"lt", b"gt", b"quot", b"apos"})

Fetch = Callable[[str], Page]


@dataclass(frozen=True)
class Entry:
    """One entry. ``id`` names it within its feed; ``content`` is HTML, of the whole text or not."""

    id: str
    link: str | None = None
    title: str | None = None
    published: str | None = None
    updated: str | None = None
    content: str = ""


@dataclass(frozen=True)
class Feed:
    """A feed's own title and its entries, in its order."""

    title: str | None
    entries: tuple[Entry, ...]


def read_feed(content: bytes, url: str | None = None) -> Feed:
    """The feed in a file or at an address, against which its links are resolved.

    Raises ``InputError`` where there is none in it.
    """
    root = _parse(content)
    if root is None or _name(root) not in ("rss", "feed", "RDF"):
        raise InputError("not a readable feed: it is no RSS or Atom")
    channel = next((child for child in root if _name(child) == "channel"), root)
    parents = (root, channel) if channel is not root else (root,)
    found = (item for parent in parents for item in parent if _name(item) in ("item", "entry"))
    entries = (_entry(item, url) for item in islice(found, _MOST_ENTRIES))
    return Feed(_title(channel), tuple(each for each in entries if each.id))


def entry_sources(name: str, feed: Feed, options: SourceOptions) -> Iterator[Source]:
    """A source an entry, numbered from 1; pages are fetched when they are loaded."""
    if not feed.entries:
        yield failed(name, "a feed without entries")
    for number, entry in enumerate(feed.entries, start=1):
        yield Source(f"{name}:{number}", partial(_load, entry, feed.title, options))


def _load(entry: Entry, feed_title: str | None, options: SourceOptions) -> Intake:
    get = partial(
        fetch, allow_private=options.allow_private, ignore_robots=options.ignore_robots, timeout=options.timeout
    )
    return load_entry(entry, feed_title, options, get)


def load_entry(entry: Entry, feed_title: str | None, options: SourceOptions, get: Fetch) -> Intake:
    """The report of an entry: from its own content where that is whole or there is no page, else from its page.

    The caller's word goes before the entry's, and the entry's fills what the page leaves open. An entry that is whole
    does without a link that is no address, with a warning.
    """
    stated = options.stated
    stated = replace(stated, source_id=stated.source_id or entry.id)
    if entry.link and len(_TAG.sub("", entry.content)) < WHOLE:
        if not is_address(entry.link):
            raise FetchError("the entry links to no http or https address")
        intake = take(get(entry.link), stated)
        report = intake.report
        if report.published is None and entry.published:
            filled = report.model_copy(update={"published": entry.published, "published_from": "meta"})
            return replace(intake, report=filled)
        return intake
    if not entry.content.strip():
        raise InputError("the entry has neither text nor a page")
    intake = take_found(_found(entry, feed_title), stated)
    if not entry.link or is_address(entry.link):
        return intake
    message = f"the entry's link is no http or https address: {entry.link!r:.80}"
    return replace(intake, warnings=(*intake.warnings, Notice(code="invalid-url", message=message)))


def _found(entry: Entry, feed_title: str | None) -> Found:
    markup = f"<html><body><article>{entry.content}</article></body></html>"
    found = read_html(markup, None)
    body = found.text.removeprefix(found.headline).lstrip("\n") if found.headline else found.text
    text = f"{entry.title}\n\n{body}" if entry.title and body and not body.startswith(entry.title) else body
    return replace(
        found,
        text=text,
        headline=entry.title or found.headline,
        outlet=found.outlet or (feed_title if feed_title and is_outlet(feed_title) else None),
        url=entry.link if entry.link and is_address(entry.link) else None,
        published=entry.published or found.published,
        published_from="meta" if entry.published else found.published_from,
    )


def _parse(content: bytes) -> Any:
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False,
        recover=True, remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        return etree.fromstring(_ENTITY.sub(_numbered, content.lstrip()), parser)
    except (etree.LxmlError, ValueError) as error:
        raise InputError(f"not a readable feed ({error})") from error


def _numbered(match: re.Match[bytes]) -> bytes:
    """An entity of HTML, which XML does not know, by its numbers."""
    known = None if match[1] in _XML_ENTITIES else html.entities.html5.get(match[1].decode() + ";")
    return "".join(f"&#{ord(letter)};" for letter in known).encode() if known else match[0]


def _entry(item: Any, url: str | None) -> Entry:
    link = _link(item, url)
    title = _title(item)
    name = (_text(item, "guid", "id") or _about(item) or link or title or "").strip()
    published = _date(_text(item, "pubDate", "published", "issued", "date"))
    updated = _date(_text(item, "updated", "modified"))
    content = _text(item, "encoded", "content") or _text(item, "description", "summary") or ""
    return Entry(name, link, title, published or updated, updated, content)


def _link(item: Any, url: str | None) -> str | None:
    """Atom's alternate link, RSS's link, or a guid that is an address."""
    found = None
    for child in item:
        if _name(child) != "link":
            continue
        target = child.get("href") if child.get("rel", "alternate") == "alternate" else None
        found = target or (child.text or "").strip() or None
        if found:
            break
    if found is None:
        guid = next((child for child in item if _name(child) == "guid"), None)
        is_link = guid is not None and guid.get("isPermaLink", "true") == "true"
        found = (guid.text or "").strip() if guid is not None and is_link else None
        found = found if found and found.lower().startswith(("http://", "https://")) else None
    try:
        return urljoin(item.base or url or "", found) if found else None
    except ValueError:
        return None


def _about(item: Any) -> str | None:
    return next((value for name, value in item.attrib.items() if name.endswith("}about")), None)


def _text(item: Any, *names: str) -> str | None:
    """The text of the first child with any of the names, in the names' order; markup of XHTML as it is."""
    from lxml import etree

    for name in names:
        for child in item:
            if _name(child) != name:
                continue
            if len(child):
                return (child.text or "") + "".join(etree.tostring(each, encoding="unicode") for each in child)
            if child.text and child.text.strip():
                return str(child.text)
    return None


def _name(item: Any) -> str:
    """The tag without its name space; nothing for what is no element of a feed."""
    if not isinstance(item.tag, str) or item.tag.startswith(tuple("{" + each for each in _FOREIGN)):
        return ""
    return str(item.tag.rpartition("}")[2])


def _title(item: Any) -> str | None:
    """The title as text: Atom says whether it is markup, RSS does not, and most of them are."""
    title = next((child for child in item if _name(child) == "title"), None)
    value = _text(item, "title")
    if title is None or value is None:
        return None
    is_text = title.tag.startswith(_ATOM) and title.get("type", "text") == "text"
    return " ".join((value if is_text else html.unescape(_TAG.sub("", value))).split()) or None


def _date(value: str | None) -> str | None:
    if not value:
        return None
    try:
        moment: datetime = parsedate_to_datetime(value.strip())
    except (ValueError, TypeError, IndexError, OverflowError):
        return parse_date(value)
    return moment.isoformat(timespec="seconds")
