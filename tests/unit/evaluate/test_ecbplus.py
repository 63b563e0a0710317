"""Mentions of the same event: what is given, what a reading says of it, and how it counts."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

import build
from dateline.evaluate.base import Document, ReportRead
from dateline.evaluate.ecbplus import EcbPlus, head_stem
from dateline.schema.draft import Draft
from dateline.schema.reading import Reading

SENTENCES = {
    "12/12ecb/1": ["The navy seized a boat .", "The seizure ended an attack ."],
    "12/12ecb/2": ["Sailors fought off an attack ."],
    "12/12ecbplus/1": ["A court tried an attack ."],
}
CHAINS = {
    "12/12ecb/1": [(0, 2, "seize"), (1, 1, "seize"), (1, 4, "attack")],
    "12/12ecb/2": [(0, 1, "attack"), (0, 4, "attack")],
    "12/12ecbplus/1": [(0, 4, "other")],
}


def row(docid: str) -> dict[str, Any]:
    mentions = [
        {"sent": sent, "start": at, "end": at + 1, "chain": chain, "kind": "event"} for sent, at, chain in CHAINS[docid]
    ]
    place = {"sent": 0, "start": 0, "end": 2, "chain": "place", "kind": "location"}
    return {
        "docid": docid, "topic": 12, "subtopic": docid.split("/")[1], "mentions": [*mentions, place],
        "sents": [line.split() for line in SENTENCES[docid]],
    }  # fmt: skip


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / "dev.jsonl").write_text("\n".join(json.dumps(row(docid)) for docid in SENTENCES), encoding="utf-8")
    return tmp_path


def answer(document: Document, chains: Sequence[str]) -> dict[str, Any]:
    mentions = [one | {"chain": chain} for one, chain in zip(document.gold["mentions"], chains, strict=True)]
    return {"docid": document.id, "mentions": mentions}


def test_mentions_are_given_where_they_stand_and_without_their_chains(data: Path) -> None:
    first, *_ = EcbPlus().load(data)
    assert first.text == "The navy seized a boat .\nThe seizure ended an attack ."
    assert first.given["subtopic"] == "12ecb"
    assert [first.text[one["from"] : one["to"]] for one in first.given["mentions"]] == ["seized", "seizure", "attack"]
    assert "chain" not in json.dumps(first.given)


def test_only_validated_sentences_count(data: Path) -> None:
    lines = "Topic,File,Sentence Number\n12,1ecb,1\n12,2ecb,0\n12,1ecbplus,1\n"
    (data / "ECBplus_coreference_sentences.csv").write_text(lines, encoding="utf-8")
    counts = [len(one.given["mentions"]) for one in EcbPlus().load(data / "dev.jsonl")]
    assert counts == [2, 2, 0]
    assert counts == [len(one.gold["mentions"]) for one in EcbPlus().load(data)]


def test_figures_are_those_that_a_person_computes(data: Path) -> None:
    documents = list(EcbPlus().load(data))[:2]
    rows = {one.id: answer(one, chains) for one, chains in zip(documents, (("s", "s", "s"), ("a", "a")), strict=True)}
    figures = EcbPlus().score(documents, rows)
    # gold {s1 s2} {a1 a2 a3}, ours {s1 s2 a1} {a2 a3}
    assert figures["MUC F1"].value == 66.67  # precision 2/3 (s1-s2, a2-a3), recall 2/3
    assert figures["B-cubed F1"].value == 73.33  # precision (2/3 + 2/3 + 1/3 + 1 + 1) / 5, recall the same
    assert figures["CEAF-e F1"].value == 80.0  # φ4 4/5 and 4/5, of two and of two
    assert figures["CoNLL F1"].value == 73.33
    assert (figures.documents, figures["CoNLL F1"].n) == (2, 5)
    # each alone: MUC 0; B-cubed precision 1, recall 2/5; CEAF-e (2/3 + 1/2) of five and of two
    assert figures["baseline, every mention alone: CoNLL F1"].value == pytest.approx((0 + 57.14 + 33.33) / 3, abs=0.01)
    assert figures["baseline, same stem: CoNLL F1"].value is not None


def test_chains_of_other_subtopics_are_others(data: Path) -> None:
    documents = list(EcbPlus().load(data))
    right = {one.id: answer(one, [mention["chain"] for mention in one.gold["mentions"]]) for one in documents}
    right["12/12ecbplus/1"]["mentions"][0]["chain"] = "attack"
    assert EcbPlus().score(documents, right)["CoNLL F1"].value == 100.0


def reports(data: Path) -> list[ReportRead]:
    """The first document as one event told twice; nothing read of the others."""
    documents = list(EcbPlus().load(data))
    text = documents[0].text
    seizing = build.event("e1", "crackdown", build.span(text, "seized"), mentions=(build.span(text, "seizure"),))
    readings = [build.bare(text, seizing), *(build.bare(one.text) for one in documents[1:])]
    return [
        ReportRead(docid=one.id, given=one.given, reading=reading, draft=Draft(model="by-hand@0"))
        for one, reading in zip(documents, readings, strict=True)
    ]


def test_a_mention_is_of_the_event_that_tells_it_else_goes_by_its_stem(data: Path) -> None:
    first, second, third = EcbPlus().predictions_together(reports(data))
    assert first["docid"] == "12/12ecb/1"
    assert {"sent", "start", "end", "chain"} == set(first["mentions"][0])
    seized, seizure, attack = (one["chain"] for one in first["mentions"])
    fought, attacked = (one["chain"] for one in second["mentions"])
    assert seized == seizure != attack
    assert attack == attacked != fought
    assert third["mentions"][0]["chain"] != attack  # another subtopic


def test_a_linker_sees_one_subtopic_at_a_time(data: Path) -> None:
    asked: list[int] = []

    def link(read: Sequence[tuple[Reading, Draft]]) -> Sequence[Mapping[str, str]]:
        asked.append(len(read))
        return [{event.id: "raid" for event in reading.events} for reading, _ in read]

    first, *_ = EcbPlus(link).predictions_together(reports(data))
    assert asked == [2, 1]
    assert first["mentions"][0]["chain"] == first["mentions"][1]["chain"] == "12ecb incident raid"


@pytest.mark.parametrize(
    ("one", "other"),
    [("attack", "attacked"), ("gunned down", "gunning"), ("opened fire", "fire"), ("Shootings", "shooting")],
)
def test_forms_of_one_word_have_one_stem(one: str, other: str) -> None:
    assert head_stem(one) == head_stem(other)


def test_a_mention_of_signs_alone_has_a_stem() -> None:
    assert head_stem("$") == "$"
