"""What holds for every reading, whatever the text: offsets, evidence, determinism, null for silence."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from dateline.errors import InputError
from dateline.ingest.page import Stated, take_text
from dateline.pipeline import FEW, Failed, Options, Pipeline, Read, Taken
from dateline.reader.reader import Reader
from dateline.reader.runtime import BUNDLED, MODELS
from dateline.schema.reading import Reading
from dateline.schema.report import text_id

pytestmark = pytest.mark.skipif(not (BUNDLED / "encoder.onnx").exists(), reason="the bundled model is not there")

PHRASES = (
    "Gunmen killed", "at least 12 people", "in Mosul", "on Tuesday", "the army said", "“no injuries”", "U.S.",
    "airstrikes", "the second anniversary of", "just hours before", "Baghdad and Washington", "accused", "\n\n", ". ",
    "since 2014", "KABUL (AP) —", "rebels", "denied", "protesters", "was arrested", "Feb. 30", "99:99", "\u202e", "’s",
)  # fmt: skip
hostile = st.one_of(
    st.text(max_size=300),
    st.lists(st.sampled_from(PHRASES), max_size=30).map(" ".join),
    st.lists(st.one_of(st.sampled_from(PHRASES), st.text(max_size=8)), max_size=25).map("".join),
)


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline.open(Options(threads=1))


def _spans(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if set(value) == {"start", "end", "text"}:
            yield value
        else:
            for part in value.values():
                yield from _spans(part)
    elif isinstance(value, list):
        for part in value:
            yield from _spans(part)


def check(reading: Reading) -> None:
    """The rules of the record."""
    record, text = reading.to_dict(), reading.report.text
    assert all(text[span["start"] : span["end"]] == span["text"] for span in _spans(record))
    ids = {event.id for event in reading.events}
    said = {each.id for each in reading.attributions}
    firsts = []
    for event in reading.events:
        firsts.append(min(span.start for span in (event.trigger, *event.mentions)))
        assert set(event.attributions) <= said
        assert {link.event for link in event.links} <= ids - {event.id}
        assert event.place is None or event.place.literal
        assert all(place.literal for place in event.more_places)
        assert 0 <= event.score <= 1
        coded = event.codes.model_dump()
        assert {scheme for scheme, code in coded.items() if code is None} == set(event.codes_why_not)
        for _, count in event.casualties:
            assert count is None or count.evidence
    assert firsts == sorted(firsts)
    assert [event.id for event in reading.events] == [f"e{n}" for n in range(1, len(firsts) + 1)]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=hostile, published=st.sampled_from([None, "2025-03-14", "2025-03-14T09:30:00+01:00"]))
@example(text="KILL:", published=None)  # a trigger and no other word that could be in a role
@example(text="TUESDAY FEB 30", published="2025-03-14")  # no year has that day
def test_every_reading_keeps_the_rules(pipeline: Pipeline, text: str, published: str | None) -> None:
    try:
        outcome = pipeline.read_text(text, Stated(published=published))
    except InputError:
        return
    assert outcome.reading.report.text == text
    check(outcome.reading)


TEXTS = (
    "Gunmen killed at least 12 people in an attack on a market in Mosul on Tuesday, police said.",
    "The army carried out airstrikes on rebel camps. A spokesman denied that civilians were hurt.",
    "Protesters marched in Nairobi; 23 were arrested. The minister accused foreign groups of paying them.",
)


def _bytes(pipeline: Pipeline, text: str) -> dict[str, Any]:
    record = pipeline.read_text(text, Stated(published="2025-03-14")).reading.to_dict()
    record["provenance"]["read_at"] = None
    return record


def test_a_text_reads_the_same_alone_among_others_and_in_any_order(pipeline: Pipeline) -> None:
    alone = {text: _bytes(Pipeline.open(Options(threads=1)), text) for text in TEXTS}
    for order in (TEXTS, TEXTS[::-1], TEXTS * 2):
        for text in order:
            assert _bytes(pipeline, text) == alone[text]


def test_the_number_of_threads_changes_nothing(pipeline: Pipeline) -> None:
    many = Pipeline.open(Options(threads=4))
    assert [_bytes(many, text) for text in TEXTS] == [_bytes(pipeline, text) for text in TEXTS]


@pytest.mark.parametrize("threads", [1, 2, 6])
def test_many_are_read_as_each_alone_with_what_failed_in_its_place(pipeline: Pipeline, threads: int) -> None:
    stated = Stated(published="2025-03-14")
    inputs: list[Taken | Failed] = [Taken(str(at), take_text(text, stated)) for at, text in enumerate(TEXTS * 3)]
    inputs.insert(2, Failed("broken", InputError("is not a report", name="broken")))
    found = list(Pipeline.open(Options(threads=threads)).read_all(inputs))
    assert [each.name for each in found] == [each.name for each in inputs]
    assert found[2] is inputs[2]
    records = [each.reading.to_dict() for each in found if isinstance(each, Read)]
    for record in records:
        record["provenance"]["read_at"] = None
    assert records == [_bytes(pipeline, text) for text in TEXTS] * 3


def _taken(count: int) -> list[Taken]:
    return [Taken(str(at), take_text(TEXTS[at % len(TEXTS)], Stated())) for at in range(count)]


def test_a_few_reports_need_no_second_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    several = Pipeline.open(Options(threads=2))
    opened: list[int] = []
    beside = Reader.beside

    def counted(reader: Reader, threads: int) -> Reader:
        opened.append(threads)
        return beside(reader, threads)

    monkeypatch.setattr(Reader, "beside", counted)
    for count in (0, 1, FEW):
        assert len(list(several.read_all(_taken(count)))) == count
    assert opened == []
    for _ in range(2):
        assert len(list(several.read_all(_taken(FEW + 2)))) == FEW + 2
    assert opened == [1]  # once for all runs


def test_reports_whose_drafts_are_at_hand_need_no_second_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    several = Pipeline.open(Options(threads=2))
    known = {text_id(text): several.reader.draft(text) for text in TEXTS}
    monkeypatch.delattr(Reader, "beside")
    settled = [(taken, known[taken.intake.report.id]) for taken in _taken(2 * FEW)]
    assert [type(each) for each in several._read_settled(settled)] == [Read] * (2 * FEW)


def test_a_model_that_is_gone_meanwhile_is_read_with_as_it_was_opened(tmp_path: Path) -> None:
    folder = tmp_path / "model"
    shutil.copytree(MODELS["small"], folder)
    several = Pipeline.open(Options(threads=2, model=folder))
    several.read_text(TEXTS[0])  # the tokenizer is read when it is first needed
    (folder / "encoder.onnx").unlink()
    found = list(several.read_all(_taken(FEW + 2)))
    assert [type(each) for each in found] == [Read] * (FEW + 2)


def test_silence_is_null(pipeline: Pipeline) -> None:
    reading = pipeline.read_text("Gunmen attacked a village.").reading
    for event in reading.events:
        assert event.time is None
        assert event.place is None
        assert all(count is None for _, count in event.casualties)
    assert reading.report.published is None


def test_what_is_not_english_is_not_read(pipeline: Pipeline) -> None:
    text = "Hombres armados mataron a doce personas en un ataque contra un mercado de la ciudad, dijo la policía."
    reading = pipeline.read_text(text).reading
    assert (reading.events, [notice.code for notice in reading.warnings]) == ((), ["unsupported-language"])


def test_a_draft_alone_gives_the_reading_again(pipeline: Pipeline) -> None:
    outcome = pipeline.read_text(TEXTS[0], Stated(published="2025-03-14"))
    again = pipeline.reading(outcome.reading.report, outcome.draft)
    assert again.events == outcome.reading.events
