"""What a document is: a text at a source.

With an address, the address is the source, and another text there is a new version of the same document. Without one,
nothing says that two texts are one article: the outlet, the caller's own id and the text itself make the document.
"""

from __future__ import annotations

import hashlib
import json
from urllib.parse import urlsplit

from dateline.schema.report import Report
from dateline.store import words

_PORTS = {":80", ":443"}


def document_key(report: Report) -> str:
    """The same for all versions of a document, and for no other document's."""
    if report.url:
        return "url " + _hash(_address(report.url))
    return "text " + _hash([words.key(report.outlet), report.source_id, report.id])


def version_digest(report: Report) -> str:
    """The same for two takings of a document that tell nothing different, in text or metadata."""
    return _hash(report.model_dump(mode="json", exclude={"text"}))


def _address(url: str) -> str:
    """Host and path and query: http or https, the fragment and how the host is written make no other article."""
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2].lower()
    for port in _PORTS:
        host = host.removesuffix(port)
    return f"{host}{parts.path or '/'}" + (f"?{parts.query}" if parts.query else "")


def _hash(value: object) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()
