"""The vectors that linking compares: kept in the draft, the same alone and in company, and in no reading."""

import numpy as np
import pytest

from dateline.pipeline import Options, Pipeline
from dateline.reader.runtime import BUNDLED
from dateline.schema.vector import unpack

pytestmark = pytest.mark.skipif(not (BUNDLED / "encoder.onnx").exists(), reason="the bundled model is not there")

TEXT = "Rebels shelled a market in Harla on Monday. Police arrested two men. The shelling killed six people."
OTHER = "Thousands marched in Dorra against the tax. The minister promised talks.\n\nA bomb killed a judge."


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline.open(Options(threads=1))


def test_a_trigger_has_the_same_vectors_whatever_is_read_beside_its_text(pipeline: Pipeline) -> None:
    alone = pipeline.read_text(TEXT).draft
    pipeline.read_text(OTHER)
    assert pipeline.read_text(TEXT).draft == alone
    assert all(each.vector and each.sentence for each in alone.triggers)


def test_triggers_of_one_event_are_nearer_than_others(pipeline: Pipeline) -> None:
    draft = pipeline.read_text(TEXT).draft
    words = [TEXT[each.start : each.end] for each in draft.triggers]
    rows = unpack([each.vector for each in draft.triggers], 384)
    near = rows @ rows.T
    shelled, arrested, shelling = (words.index(word) for word in ("shelled", "arrested", "shelling"))
    assert near[shelled, shelling] > near[shelled, arrested] + 0.2


def test_sentences_are_their_own(pipeline: Pipeline) -> None:
    draft = pipeline.read_text(TEXT).draft
    sentence = {TEXT[each.start : each.end]: each.sentence for each in draft.triggers}
    assert sentence["shelling"] == sentence["killed"]
    assert len({sentence[word] for word in ("shelled", "arrested", "killed")}) == 3
    rows = unpack(list(sentence.values()), 768)
    assert np.linalg.norm(rows, axis=1) == pytest.approx(1)


def test_vectors_stay_out_of_the_reading_and_small_in_the_draft(pipeline: Pipeline) -> None:
    outcome = pipeline.read_text(TEXT)
    packed = outcome.draft.triggers[0].vector
    assert packed not in outcome.reading.model_dump_json()
    assert (len(packed), len(outcome.draft.triggers[0].sentence)) == (512, 1024)
