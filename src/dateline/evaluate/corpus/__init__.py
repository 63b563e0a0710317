"""The project's own corpus: whole readings against readings that people coded.

The files are readings (docs/record.md), one a line; gold may hold nulls where a reading never does: codes, scores, the
precision of a place, a count that gives bounds only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from dateline.evaluate.base import Document, Row
from dateline.evaluate.corpus.counts import tally
from dateline.evaluate.corpus.differences import differences
from dateline.evaluate.corpus.matching import LINKS
from dateline.evaluate.differences import Difference
from dateline.evaluate.files import dev_ids, find, read_objects
from dateline.evaluate.scores import (
    Measure,
    Resamples,
    Scores,
    count,
    f1,
    macro_f1,
    precision,
    recall,
    scores,
    two_sided_f1,
)
from dateline.schema.draft import Draft
from dateline.schema.reading import Reading

MEASURES: tuple[Measure, ...] = (
    f1("typed event F1", "typed"),
    precision("typed event precision", "typed"),
    recall("typed event recall", "typed"),
    f1("event F1", "event"),
    f1("violence F1", "violence"),
    f1("main-event F1", "main"),
    two_sided_f1("joined mentions B-cubed F1", "joined", counted="joined:mentions"),
    f1("argument F1", "argument"),
    precision("argument precision", "argument"),
    recall("argument recall", "argument"),
    macro_f1("salience macro-F1", "salience"),
    macro_f1("modality macro-F1", "modality"),
    macro_f1("polarity macro-F1", "polarity"),
    macro_f1("series macro-F1", "series"),
    macro_f1("who-says-so macro-F1", "confidence"),
    recall("time accuracy", "time"),
    recall("place accuracy", "place"),
    recall("killed accuracy", "killed"),
    recall("injured accuracy", "injured"),
    count("times invented", "time:invented", "time:silent"),
    count("places invented", "place:invented", "place:silent"),
    count("tolls invented", "toll:invented", "toll:silent"),
    recall("attribution recall", "attribution"),
    macro_f1("stance macro-F1", "stance"),
    *(
        measure(f"{kind} link {name}", kind)
        for kind in LINKS
        for name, measure in (("F1", f1), ("precision", precision), ("recall", recall))
    ),
)


class Corpus:
    """The benchmark ``corpus``."""

    name = "corpus"

    def load(self, path: Path, only: Path | None = None) -> Iterator[Document]:
        """The reports of files of readings."""
        wanted, seen = dev_ids(only, ("corpus",)), set[str]()
        for file in find(path, ("*.jsonl",)):
            for gold in read_objects(file, ("report", "events", "attributions")):
                report = gold["report"]
                docid = str(report.get("source_id") or report["id"])
                if docid in seen or (wanted is not None and docid not in wanted):
                    continue
                seen.add(docid)
                stated = {key: report.get(key) for key in ("published", "headline", "outlet")}
                yield Document(id=docid, text=report["text"], gold=gold, **stated)

    def predictions(self, docid: str, reading: Reading, draft: Draft) -> Row:  # noqa: ARG002
        """The reading itself."""
        row = reading.to_dict()
        row["report"]["source_id"] = docid
        return row

    def score(self, documents: Sequence[Document], rows: Mapping[str, Row]) -> Scores:
        """Events, their arguments and values, and who says what."""
        unread: Row = {"events": [], "attributions": []}
        return scores(Resamples([tally(one.gold, rows.get(one.id, unread)) for one in documents]), MEASURES)

    def errors(self, document: Document, row: Row) -> list[Difference]:
        """Events with their arguments and values, then the attributions that gold lists."""
        return differences(document.gold, row)
