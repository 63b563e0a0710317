"""Gun Violence Corpus: reports of the same incident (Vossen et al., Don't Annotate, but Validate, LREC 2018;
github.com/cltl/GunViolenceCorpus, CC BY 4.0; the texts are their publishers').

Files of ``{docid, incident, sents: [[token]]}``, one document a line. The first sentence is the date of publication and
the second the headline; ``//n`` marks the end of a paragraph. The text is the tokens joined by blanks, a sentence a
line. A file of splits lists incidents, under ``dev_incidents``.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dateline.evaluate import incident
from dateline.evaluate.base import Document, Linker, ReportRead, Row
from dateline.evaluate.clusters import Grouping, count_b_cubed, groups
from dateline.evaluate.files import dev_ids, find, read_objects
from dateline.evaluate.scores import Measure, Resamples, Scores, Tally, scores, share, two_sided_f1

BY_DAY_AND_PLACE = "baseline, day and place read"
BY_PUBLICATION = "baseline, publication date"

_PARAGRAPH = "//n"

MEASURES: tuple[Measure, ...] = (
    two_sided_f1("B-cubed F1", "linked", counted="reports"),
    share("B-cubed precision", "linked:ours", "linked:predicted", counted="reports"),
    share("B-cubed recall", "linked:theirs", "linked:gold", counted="reports"),
    two_sided_f1(f"{BY_DAY_AND_PLACE}: B-cubed F1", BY_DAY_AND_PLACE, counted="reports"),
    two_sided_f1(f"{BY_PUBLICATION}: B-cubed F1", BY_PUBLICATION, counted="reports"),
)


@dataclass(frozen=True)
class GunViolenceCorpus:
    """The benchmark ``gvc``. A report is in the incident that ``link`` puts its shooting in.

    Without a linker, reports whose incident has the same day and place are one: the baseline is then the prediction.
    """

    link: Linker | None = None

    name = "gvc"

    def load(self, path: Path, only: Path | None = None) -> Iterator[Document]:
        """The reports of the incidents asked for."""
        wanted, seen = dev_ids(only, ("gvc",), "dev_incidents"), set[str]()
        for file in find(path, ("*.jsonl",)):
            for gold in read_objects(file, ("docid", "incident", "sents")):
                docid = str(gold["docid"])
                if docid in seen or (wanted is not None and str(gold["incident"]) not in wanted):
                    continue
                seen.add(docid)
                published, *sentences = (" ".join(tokens) for tokens in gold["sents"])
                text = "\n".join(sentence.replace(_PARAGRAPH, "").rstrip() for sentence in sentences)
                yield Document(
                    id=docid,
                    text=text,
                    gold={"incident": str(gold["incident"])},
                    published=published,
                    headline=text.partition("\n")[0] or None,
                )

    def predictions_together(self, reports: Sequence[ReportRead]) -> list[Row]:
        """The incident of each report, and beside it the day and place by which the baseline groups."""
        happenings = [incident.told(one.reading.to_dict()) for one in reports]
        places = [_day_and_place(events) or one.docid for one, events in zip(reports, happenings, strict=True)]
        incidents = places if self.link is None else _linked(self.link, reports, happenings)
        return [
            {"docid": one.docid, "incident": own, "day_and_place": place}
            for one, own, place in zip(reports, incidents, places, strict=True)
        ]

    def score(self, documents: Sequence[Document], rows: Mapping[str, Row]) -> Scores:
        """B-cubed over reports, as each gold incident contributes to it: intervals are over incidents.

        A report that was not read is in no incident. The publication date is what a user states, not what we read.
        """
        gold = {one.id: one.gold["incident"] for one in documents}
        groupings = {
            "linked": {docid: row["incident"] for docid, row in rows.items()},
            BY_DAY_AND_PLACE: {docid: row["day_and_place"] for docid, row in rows.items()},
            BY_PUBLICATION: {one.id: one.published for one in documents},
        }
        tallies = [_tally(gold, groupings, reports) for reports in groups(gold)]
        return scores(Resamples(tallies), MEASURES, documents=len(documents))


def _linked(link: Linker, reports: Sequence[ReportRead], happenings: Sequence[Sequence[incident.Json]]) -> list[str]:
    """The incident of the first event of each report's happening that is linked; the report's own id if none is."""
    incidents = link([(one.reading, one.draft) for one in reports])
    return [
        next((known[event["id"]] for event in events if event["id"] in known), one.docid)
        for one, events, known in zip(reports, happenings, incidents, strict=True)
    ]


def _tally(gold: Grouping, groupings: Mapping[str, Grouping], reports: frozenset[Hashable]) -> Tally:
    """What the reports of one gold incident count."""
    counted = Tally(reports=len(reports))
    for key, grouping in groupings.items():
        count_b_cubed(counted, key, gold, grouping, among=reports)
    return counted


def _day_and_place(events: Sequence[incident.Json]) -> str | None:
    """None where the reading lacks one of them: such a report is like no other."""
    day, place = incident.day(events), incident.town(events)
    return f"{day} {place['gazetteer_id'] or place['name'].casefold()}" if day and place else None
