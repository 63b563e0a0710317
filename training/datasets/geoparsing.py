"""LGL (Lieberman et al. 2010) and TR-News (Kamalloo and Rafiei 2018): toponyms of news, demonyms among them.

Published at github.com/milangritta/Pragmatic-Guide-to-Geoparsing-Evaluation (GPL-3.0); texts belong to publishers.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dateline.reader.labels import TOPONYM_KINDS
from training.datasets import Example, rows


def load(folder: Path) -> Iterator[Example]:
    """All documents but those that ``splits.json`` keeps for development."""
    splits = json.loads((folder / "splits.json").read_text(encoding="utf-8"))
    for name in ("lgl", "trnews"):
        kept = set(splits[name]["dev"])
        for row in rows(folder / "geoparsing" / f"{name}.jsonl.gz"):
            if row["docid"] not in kept:
                spans = tuple(sorted({(each["start"], each["end"]) for each in row["toponyms"]}))
                kinds = tuple((each["start"], each["end"], _kind(row["text"], each)) for each in row["toponyms"])
                yield Example(
                    row["docid"], name, row["text"], frozenset({"toponym"}), {"toponym": spans}, toponyms=kinds
                )


def _kind(text: str, each: dict[str, Any]) -> int:
    """A country marked by another word than its name, in a demonym's shape, is one; the rest is literal."""
    words = text[each["start"] : each["end"]]
    demonym = (
        (each.get("fcode") or "").startswith("PCL")
        and words.lower() != (each.get("gazname") or "").lower()
        and words.lower().endswith(("an", "ans", "ese", "ish", "i", "is", "ch", "ino", "inos"))
        and not words.lower().endswith("stan")
        and words.lower() not in {"japan", "iran", "sudan", "oman", "jordan", "haiti"}
    )
    return TOPONYM_KINDS.index("demonym" if demonym else "literal")
