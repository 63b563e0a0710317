"""TimeML: time expressions and their values, scored as in TempEval-3 (UzZaman et al., SemEval-2013 task 1).

``*.tml`` files, as TimeBank (LDC2006T08), AQUAINT and the TempEval-3 sets have them; the creation time of a document
is told to the reader, and not counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, ParseError, fromstring

from dateline.errors import DataError
from dateline.evaluate.base import Document, Row
from dateline.evaluate.differences import Difference, extent_kind, words
from dateline.evaluate.files import dev_ids, find, read_bytes
from dateline.evaluate.match import Range, align, couples, shared
from dateline.evaluate.scores import Measure, Resamples, Scores, Tally, f1, found, precision, recall, scores
from dateline.schema.draft import Draft
from dateline.schema.reading import Reading

Json = dict[str, Any]

MEASURES: tuple[Measure, ...] = (
    f1("relaxed F1", "relaxed"),
    precision("relaxed precision", "relaxed"),
    recall("relaxed recall", "relaxed"),
    f1("strict F1", "strict"),
    f1("value F1", "value"),
    f1("type F1", "type"),
)

_EXACT = 10**6
_ISO = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?)?")


class TimeML:
    """The benchmark ``timeml``."""

    name = "timeml"

    def load(self, path: Path, only: Path | None = None) -> Iterator[Document]:
        """One document a file, its id the name without suffix."""
        wanted, seen = dev_ids(only, ("timebank",)), set[str]()
        for file in find(path, ("*.tml",)):
            docid = _stem(file.name)
            if docid in seen or (wanted is not None and docid not in {_stem(name) for name in wanted}):
                continue
            seen.add(docid)
            yield _document(docid, file)

    def predictions(self, docid: str, reading: Reading, draft: Draft) -> Row:  # noqa: ARG002
        """Every time expression of the reading."""
        timexes = [
            {"start": span.start, "end": span.end, "type": time.type, "value": time.value}
            for time in reading.times
            for span in time.evidence
        ]
        return {"docid": docid, "timexes": timexes}

    def score(self, documents: Sequence[Document], rows: Mapping[str, Row]) -> Scores:
        """Relaxed: any overlap. Strict: the same extent. Value and type: relaxed matches that have it right."""
        unread: Row = {"timexes": []}
        tallies = [_tally(one.text, one.gold["timexes"], rows.get(one.id, unread)["timexes"]) for one in documents]
        return scores(Resamples(tallies), MEASURES)

    def errors(self, document: Document, row: Row) -> list[Difference]:
        """Time expressions in order of gold, each with its value and type, then what is spurious."""
        return list(_differences(document.text, document.gold["timexes"], row["timexes"]))


def _stem(name: str) -> str:
    return name.removesuffix(".gz").removesuffix(".tml")


def _document(docid: str, file: Path) -> Document:
    try:
        root = fromstring(read_bytes(file))  # noqa: S314 - expat itself bounds the expansion of entities
    except ParseError as error:
        raise DataError(f"is no XML: {error}", name=str(file)) from error
    body = root.find("TEXT")
    if body is None:
        raise DataError("has no TEXT element: not a TimeML file", name=str(file))
    text = "".join(body.itertext())
    created = next((timex.get("value", "") for timex in root.iterfind("DCT/TIMEX3")), "")
    return Document(
        id=docid,
        text=text,
        gold={"timexes": list(_timexes(body))},
        published=created if _ISO.fullmatch(created) else None,
        headline=(root.findtext("TITLE") or "").strip() or None,
    )


def _timexes(body: Element) -> Iterator[Json]:
    """The TIMEX3 elements with their place in the element's text, in document order."""
    position = 0
    todo: list[Element | str] = [body]
    while todo:
        node = todo.pop()
        if isinstance(node, str):
            position += len(node)
            continue
        if node.tag == "TIMEX3":
            end = position + sum(map(len, node.itertext()))
            yield {"start": position, "end": end, "type": node.get("type"), "value": node.get("value")}
        parts: list[Element | str] = [node.text or ""]
        for child in node:
            parts += [child, child.tail or ""]
        todo += reversed(parts)


def _tally(text: str, gold: Sequence[Json], ours: Sequence[Json]) -> Tally:
    there, here = [_trimmed(text, one) for one in gold], [_trimmed(text, one) for one in ours]
    pairs = _pairs(there, here)
    counted = Tally()
    right = {
        "relaxed": len(pairs),
        "strict": sum(there[i] == here[j] for i, j in pairs),
        "value": sum(gold[i]["value"] == ours[j]["value"] for i, j in pairs),
        "type": sum(gold[i]["type"] == ours[j]["type"] for i, j in pairs),
    }
    for key, number in right.items():
        found(counted, key, right=number, predicted=len(ours), gold=len(gold))
    return counted


def _pairs(gold: Sequence[Range], ours: Sequence[Range]) -> list[tuple[int, int]]:
    return align(gold, ours, lambda a, b: (a == b) * _EXACT + shared(a, b))


def _differences(text: str, gold: Sequence[Json], ours: Sequence[Json]) -> Iterator[Difference]:
    there, here = [_trimmed(text, one) for one in gold], [_trimmed(text, one) for one in ours]
    for item, (one, our) in enumerate(couples(gold, ours, _pairs(there, here)), 1):
        left, right = ((_trimmed(text, timex),) if timex else () for timex in (one, our))
        kind = (one or our or {})["type"] or ""
        make = partial(Difference, item=item, type=kind, gold_evidence=left, our_evidence=right)
        yield make(field="timex", kind=extent_kind(left, right), gold=words(text, left), ours=words(text, right))
        if one and our:
            for field in ("value", "type"):
                same = one[field] == our[field]
                yield make(field=field, kind="right" if same else "wrong", gold=one[field] or "", ours=our[field] or "")


def _trimmed(text: str, timex: Json) -> Range:
    """The extent without blanks at its ends."""
    words = text[timex["start"] : timex["end"]]
    return timex["start"] + len(words) - len(words.lstrip()), timex["start"] + len(words.rstrip())
