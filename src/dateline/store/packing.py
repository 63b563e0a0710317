"""Values as bytes of a row, and back: packed JSON, packed text, vectors in half precision."""

from __future__ import annotations

import zlib
from base64 import b64decode, b64encode
from typing import Any, Final, NamedTuple

import numpy as np

from dateline.link.sketch import EventSketch, Sketch
from dateline.schema.draft import Draft
from dateline.schema.reading import Reading

_FAST: Final = 1
"""Vectors hardly pack: a higher level of zlib costs time alone."""
_HALF: Final = np.dtype("<f2")
_VECTORS: Final[dict[str, Any]] = {"vector": True, "triggers": {"__all__": {"vector", "sentence"}}}


class PackedDraft(NamedTuple):
    """A draft in columns: its JSON without vectors, the text's vector, and its triggers' two, one after another."""

    content: bytes
    vector: bytes
    trigger_vectors: bytes
    sentence_vectors: bytes


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


def pack_sketch(part: EventSketch | Sketch) -> bytes:
    """What linking keeps of an event or of a report, as packed JSON."""
    return zlib.compress(part.model_dump_json(exclude_defaults=True).encode(), _FAST)


def unpack_event_sketch(content: bytes) -> EventSketch:
    """The event of ``pack_sketch``."""
    return EventSketch.model_validate_json(zlib.decompress(content))


def unpack_report_sketch(content: bytes) -> Sketch:
    """The report of ``pack_sketch``."""
    return Sketch.model_validate_json(zlib.decompress(content))


def pack_draft(draft: Draft) -> PackedDraft:
    """The draft; its vectors must be as the reader makes them: the text's in half precision, triggers' of one width."""
    return PackedDraft(
        content=zlib.compress(draft.model_dump_json(exclude=_VECTORS).encode()),
        vector=np.array(draft.vector, _HALF).tobytes(),
        trigger_vectors=b"".join(b64decode(trigger.vector) for trigger in draft.triggers),
        sentence_vectors=b"".join(b64decode(trigger.sentence) for trigger in draft.triggers),
    )


def unpack_draft(packed: PackedDraft) -> Draft:
    """The draft of ``pack_draft``."""
    draft = Draft.model_validate_json(zlib.decompress(packed.content))
    count = len(draft.triggers)
    vectors = zip(_rows(packed.trigger_vectors, count), _rows(packed.sentence_vectors, count), strict=True)
    triggers = tuple(
        trigger.model_copy(update={"vector": vector, "sentence": sentence})
        for trigger, (vector, sentence) in zip(draft.triggers, vectors, strict=True)
    )
    return draft.model_copy(update={"vector": _floats(packed.vector), "triggers": triggers})


def _rows(packed: bytes, count: int) -> list[str]:
    """So many vectors of one width, each in base64 again."""
    width = len(packed) // count if count else 0
    return [b64encode(packed[at * width : (at + 1) * width]).decode("ascii") for at in range(count)]


def _floats(packed: bytes) -> tuple[float, ...]:
    return tuple(np.frombuffer(packed, _HALF).astype(np.float64).tolist())
