"""A reader that many threads of a caller share reads for each as it reads alone."""

import json
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from dateline import Reader, Reading
from dateline.reader.runtime import MODELS

pytestmark = pytest.mark.skipif(
    not (MODELS["small"] / "encoder.onnx").exists(), reason="the bundled model is not there"
)

TEXTS = (
    "Gunmen killed at least 12 people in an attack on a market in Mosul on Tuesday, police said.",
    "The army carried out airstrikes on rebel camps near Goma. A spokesman denied that civilians were hurt.",
    "Protesters marched in Nairobi; 23 were arrested. The minister accused foreign groups of paying them.",
    "Nothing happened.",
)
CALLERS = 4


@pytest.fixture(scope="module")
def alone() -> dict[str, bytes]:
    """Each text, read by a reader of one thread that nobody else uses."""
    reader = Reader(threads=1, model="small")
    return {text: as_bytes(reader.read_text(text, published="2025-03-14")) for text in TEXTS}


def as_bytes(reading: Reading) -> bytes:
    """A reading as it is written, but for when it was made."""
    record = reading.to_dict()
    record["provenance"]["read_at"] = None
    return json.dumps(record).encode()


@pytest.mark.parametrize("threads", [1, 2])
def test_threads_that_share_a_reader_get_what_each_gets_alone(alone: dict[str, bytes], threads: int) -> None:
    shared, together = Reader(threads=threads, model="small"), Barrier(CALLERS)

    def caller(first: int) -> list[tuple[str, bytes]]:
        together.wait(timeout=60)  # nothing is loaded yet: what is loaded late is loaded by all at once
        texts = TEXTS[first:] + TEXTS[:first]
        return [(text, as_bytes(shared.read_text(text, published="2025-03-14"))) for text in texts * 2]

    with ThreadPoolExecutor(CALLERS) as pool:
        for found in pool.map(caller, range(CALLERS)):
            assert len(found) == 2 * len(TEXTS)
            assert [text for text, record in found if record != alone[text]] == []


def test_what_is_read_alone_tells_something(alone: dict[str, bytes]) -> None:
    assert sum(b'"trigger"' in record for record in alone.values()) >= 3
