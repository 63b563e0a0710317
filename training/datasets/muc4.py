"""MUC-4 role fillers in the GRIT form (Du et al. 2021): five roles of incidents, in texts without their dateline.

Published at github.com/xinyadu/grit_doc_event_entity (MIT); the texts are DARPA evaluation data.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from dateline.reader.labels import MUC_ROLES
from training.datasets import Example, Range, rows


def load(folder: Path) -> Iterator[Example]:
    """The training half: every occurrence of a filler's mention is marked, as the form gives but the first."""
    for row in rows(folder / "muc4" / "role_fillers" / "grit-train.jsonl.gz"):
        text = row["doctext"]
        spans = {
            role: tuple(sorted({span for entity in row["extracts"][role] for mention, _ in entity
                                for span in _occurrences(text, mention)}))
            for role in MUC_ROLES
        }  # fmt: skip
        yield Example(row["docid"], "muc4", text, frozenset(MUC_ROLES), spans)


def _occurrences(text: str, mention: str) -> list[Range]:
    return [match.span() for match in re.finditer(rf"(?<!\w){re.escape(mention)}(?!\w)", text)]
