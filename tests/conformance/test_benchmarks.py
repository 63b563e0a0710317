"""What every benchmark must do, tried on a tiny set of its own form."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import build
from dateline.errors import DataError
from dateline.evaluate.base import Document, ReportRead, Row
from dateline.evaluate.muc4.keys import ROLES
from dateline.evaluate.registry import BENCHMARKS, benchmark, explained
from dateline.evaluate.run import predictions
from dateline.schema.draft import Draft, Mark
from dateline.schema.reading import Reading

TEXT = "Five rebels of the Red Dawn burned a mill in Harla on Sunday, 7 May 1989, a witness said."
SECOND = "Nothing happened in Dorra on Monday."
SPLIT_SETS = ("corpus", "muc4", "polnear", "lgl", "timebank", "ecbplus", "case2021", "gvdb")


def at(words: str, text: str = TEXT) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def lines(*documents: dict[str, Any]) -> bytes:
    return "\n".join(json.dumps(one) for one in documents).encode()


@dataclass(frozen=True)
class Tiny:
    """A set of the two documents ``one`` and ``two``: its files, and the row that is right for each document."""

    files: dict[str, bytes]
    right: Callable[[Document], Row]


def corpus_gold(docid: str) -> dict[str, Any]:
    gold = build.reading().to_dict()
    gold["report"] |= {"source_id": docid}
    return gold


def muc4_files() -> dict[str, bytes]:
    extracts: dict[str, Any] = {role: [] for role in ROLES}
    extracts |= {"PerpInd": [[["five rebels", 0]]], "PerpOrg": [[["red dawn", 19]]], "Target": [[["mill", 37]]]}
    slots = {
        "INCIDENT: TYPE": "ARSON",
        "INCIDENT: DATE": "07 MAY 89",
        "PERP: INDIVIDUAL ID": "FIVE REBELS",
        "PERP: ORGANIZATION ID": "RED DAWN",
        "PERP: ORGANIZATION CONFIDENCE": "REPORTED AS FACT",
        "PHYS TGT: ID": "MILL",
    }
    template = {"optional": False, "parsed": {slot: [{"alts": [{"v": value}]}] for slot, value in slots.items()}}
    none: dict[str, Any] = {role: [] for role in ROLES}
    return {
        "grit-dev.jsonl": lines(
            {"docid": "one", "doctext": TEXT.lower(), "extracts": extracts},
            {"docid": "two", "doctext": SECOND.lower(), "extracts": none},
        ),
        "tst1.jsonl": lines(
            {"docid": "one", "text": "   HARLA, 8 MAY 89 -- " + TEXT.upper(), "templates": [template]},
            {"docid": "two", "text": "   DORRA, 9 MAY 89 -- " + SECOND.upper(), "templates": []},
        ),
    }


def muc4_right(document: Document) -> Row:
    made = [
        {
            "incident_type": key["types"][0],
            "date": key["date"][0],
            "location": None,
            "perp_confidence": key["confidences"][0],
            **{role: key[role] for role in ROLES},
        }
        for key in document.gold["templates"]
    ]
    return {"docid": document.id, "extracts": document.gold["extracts"], "templates": made}


CLAIM = {"source": [list(at("a witness"))], "cue": [list(at("said"))], "content": [list(at(TEXT[:72]))]}
PLACE = {"start": at("Harla")[0], "end": at("Harla")[1], "name": "Harla", "lat": 9.5, "lon": 42.0, "geonameid": "7"}
TML = '<TimeML><DCT><TIMEX3 value="1989-05-08">8</TIMEX3></DCT><TEXT>{}</TEXT></TimeML>'
MARKED = TEXT.replace("Sunday", '<TIMEX3 type="DATE" value="1989-05-07">Sunday</TIMEX3>')
GVC = {
    docid: {"docid": docid, "incident": docid, "sents": [[day], text.split()]}
    for docid, day, text in (("one", "1989-05-08", TEXT), ("two", "1989-05-09", SECOND))
}


def ecbplus(docid: str, text: str, *mentions: tuple[int, str]) -> dict[str, Any]:
    marked = [{"sent": 0, "start": at, "end": at + 1, "chain": chain, "kind": "event"} for at, chain in mentions]
    return {
        "docid": docid, "topic": 1, "subtopic": f"1{docid}", "sents": [text.split()], "mentions": marked,
    }  # fmt: skip


def gvdb(docid: str, text: str, **fields: Any) -> dict[str, Any]:
    empty: Row = {"date": None, "city": None, "weapon": None, "victims": []}
    return {"docid": docid, "text": text, **empty, **fields}


def gvdb_right(document: Document) -> Row:
    """A reading of the gold, with the least that the scorer looks at."""
    gold = document.gold
    if not gold["victims"]:
        return {"events": []}
    victim = {"role": "victim", "text": gold["victims"][0]["name"]["text"], "evidence": [], "score": 0.9}
    weapon = {"role": "instrument", "text": gold["weapon"]["text"], "evidence": [], "score": 0.9}
    event = {
        "type": "armed-assault", "salience": "main", "modality": "actual", "polarity": "positive",
        "time": {"start": gold["date"], "end": gold["date"]}, "more_places": [],
        "place": {"name": gold["city"]["text"], "precision": "town", "evidence": []},
        "casualties": {"killed": {"best": 1}, "injured": {"best": 1}}, "arguments": [victim, weapon],
    }  # fmt: skip
    return {"events": [event]}


SHOT = gvdb(
    "one", TEXT, date="1989-05-07", city={"text": "HARLA"}, weapon={"text": "a rifle"},
    victims=[{"name": {"text": "Ana Ruiz"}, "outcome": ["killed"]}, {"name": None, "outcome": ["injured"]}],
)  # fmt: skip


SETS = {
    "corpus": Tiny({"dev.jsonl": lines(corpus_gold("one"), corpus_gold("two"))}, lambda document: document.gold),
    "muc4": Tiny(muc4_files(), muc4_right),
    "polnear": Tiny(
        {
            "dev.jsonl": lines(
                {"docid": "one", "text": TEXT, "attributions": [CLAIM], "primary": True},
                {"docid": "two", "text": SECOND, "attributions": [], "primary": True},
            )
        },
        lambda document: {"docid": document.id, "attributions": document.gold["attributions"]},
    ),
    "geoparsing": Tiny(
        {
            "lgl.jsonl": lines(
                {"docid": "one", "text": TEXT, "toponyms": [PLACE]}, {"docid": "two", "text": SECOND, "toponyms": []}
            )
        },
        lambda document: {"docid": document.id, "toponyms": document.gold["toponyms"]},
    ),
    "timeml": Tiny(
        {"one.tml": TML.format(MARKED).encode(), "two.tml": TML.format(SECOND).encode()},
        lambda document: {"docid": document.id, "timexes": document.gold["timexes"]},
    ),
    "gvc": Tiny(
        {"dev.jsonl": lines(*GVC.values())},
        lambda document: {"docid": document.id, "incident": document.id, "day_and_place": document.id},
    ),
    "ecbplus": Tiny(
        {"dev.jsonl": lines(ecbplus("one", TEXT, (7, "a"), (12, "a")), ecbplus("two", SECOND, (1, "b"), (3, "b")))},
        lambda document: {"docid": document.id, "mentions": document.gold["mentions"]},
    ),
    "case2021": Tiny(
        {"test.tsv": f"id\tsnippet\tlabel\none\t{TEXT}\tPROPERTY_DISTRUCT\ntwo\t{SECOND}\tOTHER\n".encode()},
        lambda document: {"id": document.id, "label": document.gold["label"]},
    ),
    "gvdb": Tiny({"dev.jsonl": lines(SHOT, gvdb("two", SECOND))}, gvdb_right),
}

LESS_IS_BETTER = {"mean distance", "median distance", "times invented", "places invented", "tolls invented"}

GIVEN: dict[str, Row] = {"ecbplus": {"subtopic": "1", "mentions": []}}
"""What a set gives beside a text."""

ALWAYS_ANSWERED = {"gvc", "case2021"}
"""What these sets ask has an answer for every document."""


@pytest.fixture(params=BENCHMARKS)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def write(folder: Path, files: dict[str, bytes]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for file, content in files.items():
        (folder / file).write_bytes(content)
    return folder


def test_every_benchmark_is_tried_here() -> None:
    assert set(SETS) == set(BENCHMARKS)


def test_a_folder_is_read_in_a_fixed_order(name: str, tmp_path: Path) -> None:
    data = write(tmp_path / "set" / "part", SETS[name].files)
    documents = list(benchmark(name).load(data.parent))
    assert [one.id for one in documents] == ["one", "two"]
    assert documents == list(benchmark(name).load(data.parent))
    assert all(one.text for one in documents)


def test_packed_files_are_read_the_same(name: str, tmp_path: Path) -> None:
    plain = write(tmp_path / "plain", SETS[name].files)
    packed = {f"{file}.gz": gzip.compress(content, mtime=0) for file, content in SETS[name].files.items()}
    assert list(benchmark(name).load(write(tmp_path / "packed", packed))) == list(benchmark(name).load(plain))


def test_training_parts_are_left_out(name: str, tmp_path: Path) -> None:
    files = SETS[name].files
    data = write(tmp_path, files | {file.replace(".", "-train.", 1): content for file, content in files.items()})
    assert [one.id for one in benchmark(name).load(data)] == ["one", "two"]


def test_a_document_in_two_files_counts_once(name: str, tmp_path: Path) -> None:
    data = write(tmp_path / "a", SETS[name].files)
    write(tmp_path / "b", SETS[name].files)
    assert [one.id for one in benchmark(name).load(data.parent)] == ["one", "two"]


def test_splits_choose_the_dev_part(name: str, tmp_path: Path) -> None:
    data = write(tmp_path / "set", SETS[name].files)
    splits = tmp_path / "splits.json"
    parts = {one: {"dev": ["two"]} for one in SPLIT_SETS} | {"gvc": {"dev_incidents": ["two"]}}
    splits.write_text(json.dumps(parts), encoding="utf-8")
    assert [one.id for one in benchmark(name).load(data, splits)] == ["two"]
    splits.write_text(json.dumps({"another": {"dev": ["two"]}}), encoding="utf-8")
    assert len(list(benchmark(name).load(data, splits))) == 2


def test_what_is_right_scores_a_hundred_and_nothing_scores_zero(name: str, tmp_path: Path) -> None:
    chosen = benchmark(name)
    documents = list(chosen.load(write(tmp_path, SETS[name].files)))
    right = chosen.score(documents, {one.id: SETS[name].right(one) for one in documents})
    for figure in right.figures:
        if figure.n and not figure.name.startswith("baseline"):
            expected = 0.0 if figure.name in LESS_IS_BETTER else 100.0
            assert (figure.name, figure.value, figure.low, figure.high) == (figure.name, *[expected] * 3)
    nothing = chosen.score(documents, {})
    ours = [figure for figure in nothing.figures if not figure.name.startswith("baseline")]
    assert {figure.value for figure in ours if figure.name.endswith("F1")} <= {0.0, None}
    assert nothing.figures[0].value == 0.0
    assert [figure.name for figure in nothing.figures] == [figure.name for figure in right.figures]


def test_names_of_figures_are_told_apart(name: str, tmp_path: Path) -> None:
    chosen = benchmark(name)
    documents = list(chosen.load(write(tmp_path, SETS[name].files)))
    names = [figure.name for figure in chosen.score(documents, {}).figures]
    assert len(set(names)) == len(names)


def row_of(name: str, reading: Reading, draft: Draft) -> Row:
    """The row of one report, read alone."""
    report = ReportRead(docid="one", given=GIVEN.get(name, {}), reading=reading, draft=draft)
    (row,) = predictions(benchmark(name), [report]).values()
    return row


def test_a_reading_makes_a_row_that_can_be_written_and_scored(name: str) -> None:
    draft = Draft(model="by-hand@0", demonyms=(Mark(start=0, end=5, score=0.9),), muc={"Weapon": ()})
    row = json.loads(json.dumps(row_of(name, build.reading(), draft)))
    assert row.get("docid", row.get("id", row.get("report", {}).get("source_id"))) == "one"
    again = json.loads(json.dumps(row_of(name, build.reading(), draft)))
    assert again == row


def test_a_reading_without_anything_makes_a_row_without_anything(name: str) -> None:
    row = row_of(name, build.bare("Nothing."), Draft(model="by-hand@0"))
    lists = [value for value in row.values() if isinstance(value, list)]
    assert lists or name in ALWAYS_ANSWERED
    assert not any(lists)


@pytest.mark.parametrize("name", ["corpus", "muc4", "polnear", "geoparsing", "timeml"])
def test_what_is_right_has_no_errors_and_nothing_misses_all(name: str, tmp_path: Path) -> None:
    chosen = explained(name)
    nothing = chosen.predictions("one", build.bare("Nothing."), Draft(model="by-hand@0"))
    for document in chosen.load(write(tmp_path, SETS[name].files)):
        right = chosen.errors(document, SETS[name].right(document))
        assert {one.kind for one in right} <= {"right"}
        missed = chosen.errors(document, nothing)
        assert {one.kind for one in missed} <= {"missed", "missed with its event"}
        assert bool(missed) == bool(right)
        for one in (*right, *missed):
            assert all(0 <= start < end <= len(document.text) for start, end in (*one.gold_evidence, *one.our_evidence))
            assert one.gold


@pytest.mark.parametrize("name", ["gvc", "ecbplus", "case2021", "gvdb"])
def test_a_benchmark_that_shows_no_errors_says_so(name: str) -> None:
    with pytest.raises(DataError, match="does not show its errors"):
        explained(name)
