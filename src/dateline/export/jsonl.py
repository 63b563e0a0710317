"""JSON Lines: every value of a happening, one object a line; what is read back is equal to what was written."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Final

from dateline.export.base import Account, Column, Format
from dateline.export.files import Files
from dateline.export.happening import Happening


def write(happenings: Iterable[Happening], files: Files, account: Account) -> None:
    """One compact object a line."""
    with files.text() as stream:
        for each in happenings:
            value = each.to_dict()
            account.take(each, [name for name, held in value.items() if held in (None, [], {})])
            # Escaped, every text fits into every file, lone surrogates included.
            stream.write(json.dumps(value, separators=(",", ":"), allow_nan=False) + "\n")


FORMAT: Final = Format(
    name="jsonl",
    suffix=".jsonl",
    about="One JSON object a line with all that is known of a happening: chosen values, tellings, and evidence.",
    write=write,
    fields=(
        Column("id, version, at, made_by", "dateline's ids, when this state was made, and by which version"),
        Column("type, trigger, salience, modality, polarity, series, score", "what happened, as in the record"),
        Column("parties", "fillers of roles with name, id, kind, country, count, confidence and score", "array"),
        Column("when, where, elsewhere", "time and places", "object"),
        Column("tolls", "killed, injured, missing, abducted, arrested: low, best, high, words", "object"),
        Column("codes, why_not", "codes of foreign schemes, and why one is missing", "object"),
        Column("links", "relations to other happenings by their id", "array"),
        Column("publishers", "independent publishers, null for a single reading", "integer"),
        Column("decided", "which fields people decided, who, when and how, with the words that they cite", "array"),
        Column("tellings", "the reports that tell it, each with its sentence and who it has it from", "array"),
        Column("evidence", "the words of every value with report, event and offsets", "array"),
    ),
    lost=(
        "the texts of the reports; figures, places and times that belong to no event; warnings",
        "how a time was resolved (`anchor`, `how`) and the scores of places",
    ),
)
