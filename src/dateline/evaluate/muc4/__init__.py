"""MUC-4: incident templates of reports on terrorism in Latin America (Fourth Message Understanding Conference, 1992).

Files: role fillers in GRIT's form ``{docid, doctext, extracts}`` (``grit*``; github.com/xinyadu/grit_doc_event_entity,
MIT) and the full keys ``{docid, text, templates}`` (``tst*``, ``dev*``); DARPA states no licence for the texts. A docid
in several files is one document, read from the longest of its texts, so that its dateline is there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dateline.evaluate.base import Document, Row
from dateline.evaluate.differences import Difference
from dateline.evaluate.files import dev_ids, find, read_objects
from dateline.evaluate.muc4.differences import differences
from dateline.evaluate.muc4.fill import fillers, templates
from dateline.evaluate.muc4.keys import ROLES, extracts_of, merged_extracts, templates_of
from dateline.evaluate.muc4.scorers import count_extracts, count_slots, count_templates
from dateline.evaluate.scores import Measure, Resamples, Scores, Tally, f1, precision, recall, scores, two_sided_f1
from dateline.schema.draft import Draft
from dateline.schema.reading import Reading

MEASURES: tuple[Measure, ...] = (
    f1("CEAF-REE F1", "ree"),
    precision("CEAF-REE precision", "ree"),
    recall("CEAF-REE recall", "ree"),
    *(f1(f"{role} F1", role) for role in ROLES),
    two_sided_f1("template F1", "template", counted="template:gold"),
    f1("incident type F1", "type"),
    f1("date F1", "date"),
    f1("perp_confidence F1", "confidence"),
)


@dataclass(frozen=True)
class Muc4:
    """The benchmark ``muc4``; ``points`` takes the place of ``fill.DEFAULT_POINTS`` where others were tuned."""

    points: Mapping[str, float] = field(default_factory=dict)

    name = "muc4"

    def load(self, path: Path, only: Path | None = None) -> Iterator[Document]:
        """The documents of all files, those that stand in several put together, by docid."""
        wanted = dev_ids(only, ("muc4",))
        texts: dict[str, str] = {}
        golds: dict[str, dict[str, Any]] = {}
        for file in find(path, ("grit*.json*", "tst*.json*", "dev*.json*")):
            for row in read_objects(file, ("docid",)):
                docid, text = str(row["docid"]), row.get("text") or row.get("doctext") or ""
                if wanted is not None and docid not in wanted:
                    continue
                texts[docid] = max(texts.get(docid, ""), text, key=len)
                gold = golds.setdefault(docid, {"extracts": None, "templates": None})
                if "extracts" in row:
                    gold["extracts"] = extracts_of(row)
                elif "text" in row:
                    gold["templates"] = templates_of(row)
        for docid in sorted(texts):
            gold = golds[docid]
            if gold["extracts"] is None:
                gold["extracts"] = merged_extracts(gold["templates"] or [])
            yield Document(id=docid, text=texts[docid], gold=gold)

    def predictions(self, docid: str, reading: Reading, draft: Draft) -> Row:
        """Entities from the draft's marks, templates from the reading's events."""
        entities = fillers(reading, draft, self.points)
        return {
            "docid": docid,
            "extracts": {role: [[one.mention] for one in entities[role]] for role in ROLES},
            "templates": templates(reading, entities, self.points),
        }

    def score(self, documents: Sequence[Document], rows: Mapping[str, Row]) -> Scores:
        """CEAF-REE over all documents; what needs full keys over those that have them."""
        return scores(Resamples([_tally(one, rows.get(one.id)) for one in documents]), MEASURES)

    def errors(self, document: Document, row: Row) -> list[Difference]:
        """The entities of each role, then, where the document has full keys, the incidents."""
        return differences(document.text, document.gold, row)


def _tally(document: Document, row: Row | None) -> Tally:
    counted = Tally()
    row = row or {"extracts": {}, "templates": []}
    count_extracts(counted, document.gold["extracts"], row["extracts"])
    keys = document.gold["templates"]
    if keys is not None:
        count_templates(counted, keys, row["templates"])
        count_slots(counted, keys, row["templates"])
    return counted
