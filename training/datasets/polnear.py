"""PolNeAR (Newell et al. 2018): attributions in political news as source, cue and content.

Published at github.com/networkdynamics/PolNeAR; no licence stated, texts belong to their publishers.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dateline.reader.labels import ATTRIBUTION_LAYERS
from training.datasets import Example, TrainCue, rows


def load(folder: Path, part: str = "train") -> Iterator[Example]:
    """The primary annotations of ``<folder>/polnear/<part>.jsonl.gz``."""
    for row in rows(folder / "polnear" / f"{part}.jsonl.gz"):
        if not row["primary"]:
            continue
        cues = tuple(_cue(each) for each in row["attributions"] if each.get("cue"))
        yield Example(
            docid=row["docid"],
            kind="polnear",
            text=row["text"],
            layers=frozenset(ATTRIBUTION_LAYERS),
            spans={
                layer: tuple(sorted({tuple(span) for each in row["attributions"] for span in each.get(layer) or ()}))
                for layer in ATTRIBUTION_LAYERS
            },
            cues=cues,
        )


def _cue(each: dict[str, Any]) -> TrainCue:
    cue, source, content = (
        tuple(sorted((start, end) for start, end in each.get(part) or ())) for part in ("cue", "source", "content")
    )
    return TrainCue(cue, source, content)
