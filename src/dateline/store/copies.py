"""Which text repeats which, over the whole store: texts are signed when they come and found by bands of signatures.

A version of a document is a copy where its text is that of another document, or has half of its five-word shingles in
common with it (``link.independence``). It is marked as a copy of the first of these that was stored.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final, Literal
from urllib.parse import urlsplit

import numpy as np
from sqlalchemy import Connection, Row, insert, select

from dateline.link.independence import COPY, Signature, bands, shared, signature
from dateline.store.incident_tables import copies, text_bands, text_signatures
from dateline.store.tables import document_versions

Relation = Literal["same-outlet", "syndicated"]
NEARLY_WHOLE: Final = 0.9
"""Likeness from which on what is like a copy is found by the original: the copy needs no bands of its own."""
_FOUR_BYTES: Final = np.dtype("<i4")


def sign(connection: Connection, text: int, content: str, change: int) -> None:
    """Keep the signature of a new text, and its bands unless it repeats an earlier text nearly whole."""
    own = signature(content)
    packed = own.astype(_FOUR_BYTES).tobytes()
    connection.execute(insert(text_signatures), {"text": text, "signature": packed, "change": change})
    if not any(likeness >= NEARLY_WHOLE for _, likeness in _like(connection, text, own)):
        found = dict.fromkeys(bands(own))
        connection.execute(insert(text_bands), [{"band": band, "text": text} for band in found])


def mark(connection: Connection, version: int, change: int) -> None:
    """Mark a new version of a document where it repeats another document."""
    own = _version(connection, version)
    for text, likeness in [(own.text, 1.0), *_like(connection, own.text, signatures(connection, [own.text])[own.text])]:
        others = select(document_versions.c.id).where(
            document_versions.c.text == text, document_versions.c.document != own.document,
            document_versions.c.id < version,
        )  # fmt: skip
        first = connection.scalar(others.order_by(document_versions.c.id).limit(1))
        if first is not None:
            relation: Relation = "same-outlet" if _outlet(own) == _outlet(_version(connection, first)) else "syndicated"
            connection.execute(insert(copies), {
                "document_version": version, "copy_of": first, "likeness": round(likeness, 3), "relation": relation,
                "change": change,
            })  # fmt: skip
            return


def signatures(connection: Connection, texts: Iterable[int]) -> dict[int, Signature]:
    """The signatures of texts by their numbers."""
    wanted = select(text_signatures.c.text, text_signatures.c.signature).where(text_signatures.c.text.in_(list(texts)))
    return {row.text: np.frombuffer(row.signature, _FOUR_BYTES).astype(np.int64) for row in connection.execute(wanted)}


def _like(connection: Connection, text: int, own: Signature) -> list[tuple[int, float]]:
    """Earlier texts that have half of their shingles in common with one, with that share, the first stored first."""
    met = select(text_bands.c.text).where(text_bands.c.band.in_(bands(own)), text_bands.c.text < text).distinct()
    found = [(other, shared(own, theirs)) for other, theirs in signatures(connection, connection.scalars(met)).items()]
    return sorted((other, likeness) for other, likeness in found if likeness >= COPY)


def _version(connection: Connection, number: int) -> Row[Any]:
    columns = (document_versions.c[name] for name in ("document", "text", "outlet_words", "url"))
    return connection.execute(select(*columns).where(document_versions.c.id == number)).one()


def _outlet(version: Row[Any]) -> str | None:
    """Who published it: the outlet, else the host of its address."""
    if version.outlet_words:
        return str(version.outlet_words).strip()
    return urlsplit(version.url).hostname if version.url else None
