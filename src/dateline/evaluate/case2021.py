"""CASE 2021, fine-grained classification of event snippets (Haneczok et al., CASE @ ACL-IJCNLP 2021, task 2;
github.com/emerging-welfare/case-2021-shared-task, which says on what terms the set is given).

Tab-separated files ``id, snippet, label``, a header line or none. A label is one of ACLED's 25 sub-events or one of
five beyond ACLED. Predictions are zero-shot: the reader's subject head learned from snippets that we wrote to the
labels' definitions, and nothing of the set was seen.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from dateline.assemble.pooling import likeliest
from dateline.errors import DataError
from dateline.evaluate.base import Document, Row
from dateline.evaluate.files import dev_ids, find, read_bytes
from dateline.evaluate.scores import Measure, Resamples, Scores, Tally, classified, macro_f1, scores, share, weighted_f1
from dateline.reader.labels import SUBJECTS
from dateline.schema.draft import Draft
from dateline.schema.reading import Reading

OTHER: Final = "OTHER"

MEASURES: tuple[Measure, ...] = (
    weighted_f1("weighted F1", "label"),
    macro_f1("macro F1", "label"),
    share("accuracy", "label:right", "label:gold"),
)


class Case2021:
    """The benchmark ``case2021``."""

    name = "case2021"

    def load(self, path: Path, only: Path | None = None) -> Iterator[Document]:
        """The snippets of every file."""
        wanted, seen = dev_ids(only, ("case2021",)), set[str]()
        for file in find(path, ("*.tsv",)):
            for docid, snippet, label in _lines(file):
                if docid in seen or (wanted is not None and docid not in wanted):
                    continue
                seen.add(docid)
                yield Document(id=docid, text=snippet, gold={"label": label})

    def predictions(self, docid: str, reading: Reading, draft: Draft) -> Row:  # noqa: ARG002
        """The one label of a snippet."""
        return {"id": docid, "label": label(draft)}

    def score(self, documents: Sequence[Document], rows: Mapping[str, Row]) -> Scores:
        """F1 of each label, weighted by its frequency and not; a snippet that was not read has no label."""
        return scores(Resamples([_tally(one.gold["label"], rows.get(one.id)) for one in documents]), MEASURES)


def _lines(file: Path) -> Iterator[tuple[str, str, str]]:
    try:
        content = read_bytes(file).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DataError(f"is no UTF-8: {error}", name=str(file)) from error
    for number, line in enumerate(content.split("\n"), 1):
        cells = [cell.strip() for cell in line.split("\t")]
        if not line.strip() or (number == 1 and cells[-1].lower() == "label"):
            continue
        if len(cells) != 3 or cells[2] not in SUBJECTS:
            raise DataError("not a line of id, snippet and one of the 30 labels", name=f"{file}:{number}")
        yield cells[0], cells[1], cells[2]


def _tally(gold: str, row: Row | None) -> Tally:
    counted = Tally()
    ours = None if row is None else row["label"]
    classified(counted, "label", gold, ours)
    counted["label:right"] += ours == gold
    return counted


def label(draft: Draft) -> str:
    """What a text is likeliest about, by its draft; one longer than a window is about nothing in particular."""
    if not draft.subject:
        return OTHER
    return SUBJECTS[likeliest(draft.subject)]
