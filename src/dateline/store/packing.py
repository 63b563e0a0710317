"""Values as bytes of a row, and back: packed JSON, packed text, vectors in half precision."""

from __future__ import annotations

import zlib
from typing import Any, Final, NamedTuple

import numpy as np

from dateline.schema.draft import Draft
from dateline.schema.reading import Reading

_HALF: Final = np.dtype("<f2")
_VECTORS: Final[dict[str, Any]] = {"vector": True, "triggers": {"__all__": {"vector"}}}


class PackedDraft(NamedTuple):
    """A draft in three columns: its JSON without vectors, the text's vector, and those of its triggers in order."""

    content: bytes
    vector: bytes
    trigger_vectors: bytes


def pack_text(text: str) -> bytes:
    """Any text, NUL included, which PostgreSQL's own text type cannot hold."""
    return zlib.compress(text.encode("utf-8", "surrogatepass"))


def unpack_text(content: bytes) -> str:
    """The text of ``pack_text``."""
    return zlib.decompress(content).decode("utf-8", "surrogatepass")


def pack_reading(reading: Reading) -> bytes:
    """The whole record as packed JSON."""
    return zlib.compress(reading.model_dump_json().encode())


def unpack_reading(content: bytes) -> Reading:
    """The record of ``pack_reading``."""
    return Reading.model_validate_json(zlib.decompress(content))


def pack_draft(draft: Draft) -> PackedDraft:
    """The draft; its vectors must be in half precision, as the reader makes them."""
    return PackedDraft(
        content=zlib.compress(draft.model_dump_json(exclude=_VECTORS).encode()),
        vector=np.array(draft.vector, _HALF).tobytes(),
        trigger_vectors=np.array([trigger.vector for trigger in draft.triggers], _HALF).tobytes(),
    )


def unpack_draft(packed: PackedDraft) -> Draft:
    """The draft of ``pack_draft``."""
    draft = Draft.model_validate_json(zlib.decompress(packed.content))
    vectors = _floats(packed.trigger_vectors)
    width = len(vectors) // len(draft.triggers) if draft.triggers else 0
    triggers = tuple(
        trigger.model_copy(update={"vector": vectors[at * width : (at + 1) * width]})
        for at, trigger in enumerate(draft.triggers)
    )
    return draft.model_copy(update={"vector": _floats(packed.vector), "triggers": triggers})


def _floats(packed: bytes) -> tuple[float, ...]:
    return tuple(np.frombuffer(packed, _HALF).astype(np.float64).tolist())
