"""Snippets that we wrote, in ``training/snippets``: what each is about, ``id, snippet, subject`` a line of a table, and
its events in ``events.jsonl``, marked in the notation of our reports.

Licence: the project's. ``held-out.tsv`` is for scoring alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from dateline.evaluate.case2021 import Case2021
from dateline.reader.labels import SUBJECTS
from training.datasets import Example
from training.datasets.own import Annotated

FOLDER: Final = Path(__file__).parent.parent / "snippets"
HELD_OUT: Final = "held-out.tsv"


def load(folder: Path = FOLDER) -> Iterator[Example]:
    """The snippets of a folder, by file, without those held out.

    Raises:
        DataError: a line of a table is none.
        NotationError: events that do not follow the notation, or words that their snippet does not have.
        KeyError: a snippet whose events are not marked.
    """
    events = marked(folder / "events.jsonl")
    for path in sorted(folder.glob("*.tsv")):
        if path.name != HELD_OUT:
            for each in Case2021().load(path):
                example = Annotated(each.id, {"text": each.text, "events": events[each.id]}).example()
                yield replace(example, kind="snippets", subject=SUBJECTS.index(each.gold["label"]))


def load_beside(data: Path) -> Iterator[Example]:
    """The project's own snippets, which stand beside this code and not in the folder of the data sets."""
    del data
    yield from load()


def marked(path: Path) -> dict[str, list[dict[str, Any]]]:
    """The events of each snippet by its id."""
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return {row["id"]: row["events"] for row in rows}
