"""Which text repeats which, over the whole store: texts are signed when they come and found by bands of signatures.

A version of a document is a copy where its text is that of another document, or has half of its five-word shingles in
common with it (``link.independence``). It is marked as a copy of the first of these that was stored.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any, Final, Literal
from urllib.parse import urlsplit

import numpy as np
from sqlalchemy import Connection, Select, bindparam, insert, select

from dateline.link.independence import COPY, Signature, bands, shared, signature
from dateline.store.incident_tables import copies, text_bands, text_signatures
from dateline.store.listed import given, listed, listing
from dateline.store.tables import document_versions

Relation = Literal["same-outlet", "syndicated"]
NEARLY_WHOLE: Final = 0.9
"""Likeness from which on what is like a copy is found by the original: the copy needs no bands of its own."""
_FOUR_BYTES: Final = np.dtype("<i4")
_SIGN: Final = insert(text_signatures)
_BANDS: Final = insert(text_bands)


def add(connection: Connection, version: int, text: int, content: str, change: int, *, new: bool) -> None:
    """Mark a new version of a document where it repeats another document; a ``new`` text is signed."""
    own = signature(content)
    found = dict.fromkeys(bands(own))
    like = _like(connection, text, found, own)
    if new:
        packed = own.astype(_FOUR_BYTES).tobytes()
        connection.execute(_SIGN, {"text": text, "signature": packed, "change": change})
        if not any(likeness >= NEARLY_WHOLE for _, likeness in like):
            connection.execute(_BANDS, [{"band": band, "text": text} for band in found])
    for other, likeness in like if new else [(text, 1.0), *like]:
        if (first := _first(connection, version, other)) is not None:
            connection.execute(insert(copies), {
                "document_version": version, "copy_of": first.id, "likeness": round(likeness, 3), "change": change,
                "relation": _relation(connection, version, first),
            })  # fmt: skip
            return


def _first(connection: Connection, version: int, text: int) -> Any:
    """The first stored version of another document that has a text."""
    document = select(document_versions.c.document).where(document_versions.c.id == version).scalar_subquery()
    wanted = select(document_versions.c.id, document_versions.c.outlet_words, document_versions.c.url).where(
        document_versions.c.text == text, document_versions.c.document != document, document_versions.c.id < version
    )
    return connection.execute(wanted.order_by(document_versions.c.id).limit(1)).one_or_none()


def _relation(connection: Connection, version: int, first: Any) -> Relation:
    wanted = select(document_versions.c.outlet_words, document_versions.c.url).where(document_versions.c.id == version)
    return "same-outlet" if _outlet(connection.execute(wanted).one()) == _outlet(first) else "syndicated"


def signatures(connection: Connection, texts: Iterable[int]) -> dict[int, Signature]:
    """The signatures of texts by their numbers."""
    wanted = select(text_signatures.c.text, text_signatures.c.signature).where(
        text_signatures.c.text.in_(select(listed(connection, texts).c.value))
    )
    return {row.text: _unpacked(row.signature) for row in connection.execute(wanted)}


def _like(connection: Connection, text: int, found: Iterable[int], own: Signature) -> list[tuple[int, float]]:
    """Other texts that have half of their shingles in common with one, with that share, the first stored first."""
    dialect = connection.dialect.name
    rows = connection.execute(_met(dialect), {"bands": given(dialect, found), "text": text})
    alike = [(row.text, shared(own, _unpacked(row.signature))) for row in rows]
    return sorted((other, likeness) for other, likeness in alike if likeness >= COPY)


@cache
def _met(dialect: str) -> Select[Any]:
    """The signatures of other texts that share one of some bands."""
    met = select(text_bands.c.text).where(text_bands.c.band.in_(select(listing(dialect, "bands").c.value)))
    columns = (text_signatures.c.text, text_signatures.c.signature)
    return select(*columns).where(text_signatures.c.text.in_(met), text_signatures.c.text != bindparam("text"))


def _unpacked(packed: bytes) -> Signature:
    return np.frombuffer(packed, _FOUR_BYTES).astype(np.int64)


def _outlet(version: Any) -> str | None:
    """Who published it: the outlet, else the host of its address."""
    if version.outlet_words:
        return str(version.outlet_words).strip()
    return urlsplit(version.url).hostname if version.url else None
