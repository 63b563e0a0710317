"""PolNeAR: who says what in political news (Newell, Margolin and Ruths, LREC 2018; github.com/networkdynamics/PolNeAR).

Files of ``{docid, text, attributions: [{source: [[start, end]], cue: …, content: …}], primary}``, one document a line.
A document that several people annotated stands several times; the ``primary`` one counts. The texts are their
publishers'; the set states no licence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from dateline.evaluate.base import Document, Row
from dateline.evaluate.differences import Difference, extent_kind, words
from dateline.evaluate.files import dev_ids, find, read_objects
from dateline.evaluate.match import align, couples, shared
from dateline.evaluate.scores import Measure, Resamples, Scores, Tally, f1, found, precision, recall, scores
from dateline.schema.draft import Draft
from dateline.schema.reading import Reading

ROLES = ("source", "cue", "content")

Extent = tuple[tuple[int, int], ...]
"""What a role covers: ranges in order, free of blanks at their ends, those with only blanks between them joined."""

Whole = tuple[Extent, ...]
"""What an attribution covers, by role in the order of ``ROLES``."""

_WHOLE = 10**8

Compared = TypeVar("Compared", Extent, Whole)

MEASURES: tuple[Measure, ...] = (
    *(f1(f"{role} F1", role) for role in ROLES),
    f1("attribution F1", "attribution"),
    precision("attribution precision", "attribution"),
    recall("attribution recall", "attribution"),
)


@dataclass(frozen=True)
class PolNeAR:
    """The benchmark ``polnear``. ``points["polnear.cue"]``: the smallest score of a cue; a reading shows more."""

    points: Mapping[str, float] = field(default_factory=dict)

    name = "polnear"

    def load(self, path: Path, only: Path | None = None) -> Iterator[Document]:
        """The documents of the primary annotation, with the headline, outlet and date that the set gives."""
        wanted, seen = dev_ids(only, ("polnear",)), set[str]()
        for file in find(path, ("*.jsonl",)):
            for gold in read_objects(file, ("docid", "text", "attributions")):
                docid = str(gold["docid"])
                if docid in seen or not gold.get("primary", True) or (wanted is not None and docid not in wanted):
                    continue
                seen.add(docid)
                yield Document(
                    id=docid,
                    text=gold["text"],
                    gold=gold,
                    published=gold.get("date") or None,
                    headline=gold.get("title") or None,
                    outlet=gold.get("publisher") or None,
                )

    def predictions(self, docid: str, reading: Reading, draft: Draft) -> Row:  # noqa: ARG002
        """The draft's attributions: those of the reading leave out what is no report of words."""
        found_here = [
            {role: [[mark.start, mark.end] for mark in getattr(one, role)] for role in ROLES}
            for one in draft.attributions
            if one.score >= self.points.get("polnear.cue", 0.0)
        ]
        return {"docid": docid, "attributions": found_here}

    def score(self, documents: Sequence[Document], rows: Mapping[str, Row]) -> Scores:
        """Exact F1 of each role, its pieces together, and of whole attributions."""
        unread: Row = {"attributions": []}
        return scores(Resamples([_tally(one, rows.get(one.id, unread)) for one in documents]), MEASURES)

    def errors(self, document: Document, row: Row) -> list[Difference]:
        """Attributions paired by shared words, and their roles, each right where its extent is the same."""
        gold, ours = (_wholes(document.text, side["attributions"]) for side in (document.gold, row))
        return list(_differences(document.text, gold, ours))


def extent(text: str, pieces: Sequence[Sequence[int]]) -> Extent:
    """The characters that a role covers, however they were cut into pieces; blanks do not count."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted((start, end) for start, end in pieces):
        piece = text[start:end]
        start, end = start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
        if start >= end:
            continue
        if joined and (start <= joined[-1][1] or not text[joined[-1][1] : start].strip()):
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def _tally(document: Document, row: Row) -> Tally:
    counted = Tally()
    gold, ours = _extents(document.text, document.gold["attributions"]), _extents(document.text, row["attributions"])
    for place, role in enumerate(ROLES):
        _compare(counted, role, _spans(gold, place), _spans(ours, place))
    _compare(counted, "attribution", gold, ours)
    return counted


def _extents(text: str, attributions: Sequence[dict[str, Any]]) -> Counter[Whole]:
    return Counter(_wholes(text, attributions))


def _wholes(text: str, attributions: Sequence[dict[str, Any]]) -> list[Whole]:
    return [tuple(extent(text, one.get(role) or ()) for role in ROLES) for one in attributions]


def _spans(attributions: Counter[Whole], place: int) -> Counter[Extent]:
    """The spans of one role, each once: two claims may share their source."""
    return Counter({one[place] for one in attributions} - {()})


def _compare(counted: Tally, key: str, gold: Counter[Compared], ours: Counter[Compared]) -> None:
    found(counted, key, right=(gold & ours).total(), predicted=ours.total(), gold=gold.total())


def _differences(text: str, gold: Sequence[Whole], ours: Sequence[Whole]) -> Iterator[Difference]:
    """Pairs in order of gold, then what is spurious."""
    for item, (whole, our) in enumerate(couples(gold, ours, align(gold, ours, _likeness)), 1):
        yield _difference(text, "attribution", item, _joined(whole), _joined(our))
        if whole and our:
            for role, there, here in zip(ROLES, whole, our, strict=True):
                if there or here:
                    yield _difference(text, role, item, there, here)


def _likeness(gold: Whole, ours: Whole) -> int:
    """Whole matches first, as the figures count them; else the characters of cue and content that are shared."""
    return (gold == ours) * _WHOLE + sum(
        shared(a, b) for there, here in zip(gold[1:], ours[1:], strict=True) for a in there for b in here
    )


def _joined(whole: Whole | None) -> Extent:
    return tuple(piece for role in whole or () for piece in role)


def _difference(text: str, field: str, item: int, gold: Extent, ours: Extent) -> Difference:
    return Difference(
        field=field, kind=extent_kind(gold, ours), item=item, gold=words(text, gold), ours=words(text, ours),
        gold_evidence=gold, our_evidence=ours,
    )  # fmt: skip
