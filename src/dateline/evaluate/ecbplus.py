"""ECB+: which mentions in many reports tell the same event (Cybulska and Vossen, LREC 2014; github.com/cltl/ecbPlus,
CC BY 3.0; the texts are their publishers').

Files of ``{docid, topic, subtopic, sents: [[token]], mentions: [{sent, start, end, chain, kind}]}``, one document a
line; the text is the tokens joined by blanks, a sentence a line. Beside them may lie
``ECBplus_coreference_sentences.csv`` (topic, file, sentence): then only mentions in these validated sentences count, as
in published evaluations. The setting is that of gold event mentions within gold subtopics, singletons included: what is
asked is which of the given mentions are the same event.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from itertools import accumulate
from pathlib import Path
from typing import Any

from dateline.evaluate.base import Document, Linker, ReportRead, Row
from dateline.evaluate.clusters import count_b_cubed, count_ceaf_e, count_muc
from dateline.evaluate.files import dev_ids, find, read_bytes, read_objects
from dateline.evaluate.match import Range, shared
from dateline.evaluate.scores import Measure, Resamples, Scores, Tally, scores, two_sided_f1
from dateline.reader.features import stem
from dateline.schema.reading import Event, Reading

Json = dict[str, Any]

SAME_STEM = "baseline, same stem"
ALONE = "baseline, every mention alone"

_VALIDATED = "*coreference_sentences.csv"
_PARTICLES = frozenset("up down out off over in into on to away back for with of at".split())
_UNREAD: Row = {"mentions": []}
_SCORERS = {"MUC": count_muc, "B-cubed": count_b_cubed, "CEAF-e": count_ceaf_e}


def _conll(name: str, key: str) -> Measure:
    return two_sided_f1(name, *(f"{key} {scorer}" for scorer in _SCORERS), counted="mentions")


MEASURES: tuple[Measure, ...] = (
    _conll("CoNLL F1", "linked"),
    *(two_sided_f1(f"{scorer} F1", f"linked {scorer}", counted="mentions") for scorer in _SCORERS),
    _conll(f"{SAME_STEM}: CoNLL F1", SAME_STEM),
    _conll(f"{ALONE}: CoNLL F1", ALONE),
)


@dataclass(frozen=True)
class EcbPlus:
    """The benchmark ``ecbplus``. A mention is of the event whose trigger or mention it shares characters with.

    ``link`` is asked about the reports of one subtopic at a time. Without it, events of a subtopic whose triggers have
    the same stem are one. A mention that the reader did not find goes with those of its own stem.
    """

    link: Linker | None = None

    name = "ecbplus"

    def load(self, path: Path, only: Path | None = None) -> Iterator[Document]:
        """The documents of every file with their event mentions."""
        wanted, seen, validated = dev_ids(only, ("ecbplus",)), set[str](), _validated(path)
        for file in find(path, ("*.jsonl",)):
            for gold in read_objects(file, ("docid", "topic", "subtopic", "sents", "mentions")):
                docid = str(gold["docid"])
                if docid in seen or (wanted is not None and docid not in wanted):
                    continue
                seen.add(docid)
                yield _document(docid, gold, validated)

    def predictions_together(self, reports: Sequence[ReportRead]) -> list[Row]:
        """The given mentions of each document with the chain that each is in."""
        subtopics: dict[str, list[ReportRead]] = defaultdict(list)
        for one in reports:
            subtopics[one.given["subtopic"]].append(one)
        rows: dict[str, Row] = {}
        for own in subtopics.values():
            linked = [] if self.link is None else self.link([(one.reading, one.draft) for one in own])
            for place, one in enumerate(own):
                known = linked[place] if self.link is not None else None
                rows[one.docid] = {"docid": one.docid, "mentions": list(_chained(one, known))}
        return [rows[one.docid] for one in reports]

    def score(self, documents: Sequence[Document], rows: Mapping[str, Row]) -> Scores:
        """MUC, B-cubed and CEAF-e over the mentions of each subtopic, and the mean of their F1; intervals are over
        subtopics. Chains do not leave their subtopic. The mentions of a document that was not read are in no chain.
        """
        subtopics: dict[str, list[Document]] = defaultdict(list)
        for one in documents:
            subtopics[one.given["subtopic"]].append(one)
        tallies = [_tally(own, rows) for own in subtopics.values()]
        return scores(Resamples(tallies), MEASURES, documents=len(documents))


def _validated(path: Path) -> frozenset[tuple[str, str, int]] | None:
    """(topic, file, sentence) of the validated sentences; None where no list of them lies there."""
    lists = sorted(path.rglob(_VALIDATED)) if path.is_dir() else sorted(path.parent.glob(_VALIDATED))
    if not lists:
        return None
    lines = csv.reader(StringIO(read_bytes(lists[0]).decode("utf-8-sig")))
    return frozenset((topic, file, int(number)) for topic, file, number in lines if number.isdigit())


def _document(docid: str, gold: Json, validated: frozenset[tuple[str, str, int]] | None) -> Document:
    topic, subtopic = str(gold["topic"]), str(gold["subtopic"])
    file = docid.rpartition("/")[2] + subtopic.removeprefix(topic)
    lines = [" ".join(tokens) for tokens in gold["sents"]]
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    mentions = [
        {key: one[key] for key in ("sent", "start", "end", "chain")}
        for one in gold["mentions"]
        if one.get("kind", "event") == "event" and (validated is None or (topic, file, one["sent"]) in validated)
    ]
    given = [_given(one, gold["sents"][one["sent"]], starts[one["sent"]]) for one in mentions]
    return Document(
        id=docid,
        text="\n".join(lines),
        gold={"mentions": mentions},
        given={"subtopic": subtopic, "mentions": given},
    )


def _given(mention: Json, tokens: Sequence[str], start: int) -> Json:
    """A mention without its chain, with its characters in the text; its sentence's first is ``start``."""
    at = start + sum(len(token) + 1 for token in tokens[: mention["start"]])
    words = " ".join(tokens[mention["start"] : mention["end"]])
    return {key: mention[key] for key in ("sent", "start", "end")} | {"from": at, "to": at + len(words)}


def _chained(one: ReportRead, linked: Mapping[str, str] | None) -> Iterator[Row]:
    """The mentions of one document with their chains, which begin with the subtopic: no chain leaves it."""
    for mention in one.given["mentions"]:
        at = (mention["from"], mention["to"])
        event = _told_by(one.reading, at)
        words = one.reading.report.text[slice(*at)]
        if event is None:
            chain = f"stem {head_stem(words)}"
        elif linked is None:
            chain = f"stem {head_stem(event.trigger.text)}"
        else:
            chain = f"incident {linked.get(event.id, f'{one.docid} {event.id}')}"
        yield {key: mention[key] for key in ("sent", "start", "end")} | {"chain": f"{one.given['subtopic']} {chain}"}


def _told_by(reading: Reading, at: Range) -> Event | None:
    """The event that shares the most characters with a range, the first of equals."""

    def common(event: Event) -> int:
        return max(shared(at, (span.start, span.end)) for span in (event.trigger, *event.mentions))

    best = max(reading.events, key=common, default=None)
    return best if best is not None and common(best) > 0 else None


def head_stem(words: str) -> str:
    """The stem of the last word that is no particle: ``gunned down`` is of ``gunned``, ``opened fire`` of ``fire``."""
    split = words.split()
    while len(split) > 1 and split[-1].lower() in _PARTICLES:
        split.pop()
    return stem(split[-1]) or words.lower()


def _tally(documents: Sequence[Document], rows: Mapping[str, Row]) -> Tally:
    """What the documents of one subtopic count."""
    gold = {at: chain for one in documents for at, chain in _chains(one.id, one.gold["mentions"])}
    ours = {at: chain for one in documents for at, chain in _chains(one.id, rows.get(one.id, _UNREAD)["mentions"])}
    stems = {(one.id, *at): stem for one in documents for at, stem in _stems(one)}
    counted = Tally(mentions=len(gold))
    for key, grouping in (("linked", ours), (SAME_STEM, stems), (ALONE, {at: at for at in gold})):
        for scorer, count in _SCORERS.items():
            count(counted, f"{key} {scorer}", gold, grouping)
    return counted


def _chains(docid: str, mentions: Sequence[Json]) -> Iterator[tuple[Hashable, str]]:
    return (((docid, one["sent"], one["start"], one["end"]), one["chain"]) for one in mentions)


def _stems(document: Document) -> Iterator[tuple[tuple[int, int, int], str]]:
    for one in document.given["mentions"]:
        yield (one["sent"], one["start"], one["end"]), head_stem(document.text[one["from"] : one["to"]])
