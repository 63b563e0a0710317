"""Reports into incidents: the baselines, and a linker in their place."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

import build
from dateline.evaluate.base import ReportRead
from dateline.evaluate.gvc import GunViolenceCorpus
from dateline.schema.draft import Draft
from dateline.schema.reading import Event, Place, Reading

TEXT = "A man was shot in Tarn on Sunday."


def shooting(text: str, at: str = "2016-05-01", town: str | None = "Tarn") -> Reading:
    place = Place(evidence=(build.span(TEXT, "Tarn"),), name=town, precision="town") if town else None
    time = build.day(build.span(TEXT, "Sunday"), at)
    told = build.event("e1", "armed-assault", build.span(TEXT, "shot"), time=time, place=place)
    return build.bare(text, told)


def report(docid: str, reading: Reading) -> ReportRead:
    return ReportRead(docid=docid, given=MappingProxyType({}), reading=reading, draft=Draft(model="by-hand@0"))


def write(folder: Path, *reports: tuple[str, str, str]) -> Path:
    rows = [
        {"docid": docid, "incident": own, "sents": [[day], ["Man", "shot"], TEXT.split(), ["//n"]]}
        for docid, own, day in reports
    ]
    (folder / "dev.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return folder


def test_the_date_is_stated_and_the_text_is_what_follows(tmp_path: Path) -> None:
    (one,) = GunViolenceCorpus().load(write(tmp_path, ("a", "1", "2016-05-02")))
    assert one.text == f"Man shot\n{TEXT}\n"
    assert (one.published, one.headline, one.gold) == ("2016-05-02", "Man shot", {"incident": "1"})


def test_figures_are_those_that_a_person_computes(tmp_path: Path) -> None:
    data = write(tmp_path, ("a", "1", "2016-05-02"), ("b", "1", "2016-05-02"), ("c", "2", "2016-05-02"))
    documents = list(GunViolenceCorpus().load(data))
    rows = {
        docid: {"docid": docid, "incident": own, "day_and_place": place}
        for docid, own, place in (("a", "x", "p"), ("b", "y", "p"), ("c", "y", "q"))
    }
    figures = GunViolenceCorpus().score(documents, rows)
    assert figures.documents == 3
    # a alone: precision 1, recall 1/2; b with c: 1/2 and 1/2; c with b: 1/2 and 1
    assert (figures["B-cubed precision"].value, figures["B-cubed recall"].value) == (66.67, 66.67)
    assert figures["B-cubed F1"].value == 66.67
    assert figures["B-cubed F1"].n == 3
    assert figures["baseline, day and place read: B-cubed F1"].value == 100.0
    # all three on one day: precision 2/3, 2/3 and 1/3, recall 1: 2 · 5/9 / (14/9)
    assert figures["baseline, publication date: B-cubed F1"].value == 71.43


def test_without_a_linker_the_day_and_place_of_the_shooting_make_an_incident() -> None:
    reports = [
        report("a", shooting(TEXT)),
        report("b", shooting(TEXT)),
        report("c", shooting(TEXT, at="2016-05-08")),
        report("d", shooting(TEXT, town=None)),
        report("e", build.bare("Nothing.")),
    ]
    a, b, c, d, e = [row["incident"] for row in GunViolenceCorpus().predictions_together(reports)]
    assert a == b != c
    assert (d, e) == ("d", "e")  # not told: alone


def test_a_linker_takes_the_place_of_the_baseline() -> None:
    seen: list[Reading] = []

    def link(reports: Sequence[tuple[Reading, Draft]]) -> Sequence[Mapping[str, str]]:
        seen.extend(reading for reading, _ in reports)
        return [{"e1": "i1"}, {"e1": "i1"}, {}]

    readings = [shooting(TEXT), shooting(TEXT, at="2016-05-08"), shooting(TEXT)]
    reports = [report(docid, reading) for docid, reading in zip("abc", readings, strict=True)]
    rows = GunViolenceCorpus(link).predictions_together(reports)
    assert seen == readings
    assert [row["incident"] for row in rows] == ["i1", "i1", "c"]
    assert rows[0]["day_and_place"] == rows[2]["day_and_place"] != rows[1]["day_and_place"]


def test_the_incident_is_the_most_salient_violence_that_happened() -> None:
    def told(name: str, kind: str, **more: str) -> Event:
        return build.event(name, kind, build.span(TEXT, "shot"), **more)

    trial = told("e1", "trial")
    threat = told("e2", "armed-assault", modality="hypothetical")
    shot, before = told("e3", "armed-assault", salience="related"), told("e4", "killing", salience="background")
    linker = GunViolenceCorpus(lambda _: [{"e1": "1", "e2": "2", "e3": "3", "e4": "4"}])
    (row,) = linker.predictions_together([report("a", build.bare(TEXT, trial, threat, before, shot))])
    assert row["incident"] == "3"
