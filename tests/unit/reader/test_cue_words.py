"""Words that are usually cues are cues in any news."""

import json
from pathlib import Path

import numpy as np
import pytest

from dateline.errors import ArtifactError
from dateline.pipeline import Options, Pipeline
from dateline.reader.cue_words import CueWords
from dateline.reader.decode import Words
from dateline.reader.reader import CUE
from dateline.reader.runtime import BUNDLED, MODELS

TEXT = "Police said two men fled; the SAID men were called thieves."


def _words(text: str) -> Words:
    at, offsets = 0, []
    for word in text.split():
        start = text.index(word, at)
        at = start + len(word.rstrip(".;"))
        offsets.append((start, at))
    return Words.of_pieces(np.array(offsets, np.int32), list(range(len(offsets))))


def test_usual_cues_are_found_in_any_case_and_others_not() -> None:
    known = CueWords({"said": 0.92, "called": 0.57})
    assert known.among(TEXT, _words(TEXT)).tolist() == [1, 6]
    assert CueWords({}).among(TEXT, _words(TEXT)).tolist() == []


def test_both_models_have_what_was_counted() -> None:
    base, small = (CueWords.load(folder / "cue_words.json") for folder in MODELS.values())
    assert base == small
    assert base.shares["said"] > 0.9
    assert all(0.5 <= share <= 1 for share in base.shares.values())


@pytest.mark.parametrize("content", ["", "[1]", json.dumps({"said": "often"})])
def test_a_damaged_file_is_told(tmp_path: Path, content: str) -> None:
    path = tmp_path / "cue_words.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ArtifactError, match="cue_words"):
        CueWords.load(path)


@pytest.mark.skipif(not (BUNDLED / "encoder.onnx").exists(), reason="the bundled model is not there")
def test_what_the_model_is_unsure_of_is_raised_and_nothing_else() -> None:
    pipeline = Pipeline.open(Options(threads=1))
    coded = pipeline.reader._encode(TEXT)
    coded.inside[:, CUE] = 0.02  # as in news that the model has not learned cues from
    inside, opens = pipeline.reader._with_cue_words(coded)
    least = pipeline._points["cue"]
    raised = [TEXT[start:end] for start, end, value in zip(
        coded.words.starts, coded.words.ends, inside[:, CUE], strict=True) if value >= least]  # fmt: skip
    assert raised == ["said", "SAID"]
    assert (opens[inside[:, CUE] >= least, CUE] == 1).all()
    assert (np.delete(inside, CUE, axis=1) == np.delete(coded.inside, CUE, axis=1)).all()
    assert (coded.inside[:, CUE] == np.float32(0.02)).all()


@pytest.mark.skipif(not (BUNDLED / "encoder.onnx").exists(), reason="the bundled model is not there")
def test_a_cue_of_several_words_stays_one_and_the_first_word_has_none_before_it() -> None:
    pipeline = Pipeline.open(Options(threads=1))
    text = "Said Police were said to have fled, they said."
    coded = pipeline.reader._encode(text)
    said = [at for at, start in enumerate(coded.words.starts) if text[start:].lower().startswith("said")]
    coded.inside[:, CUE], coded.opens[:, CUE] = 0.02, 0.0
    coded.inside[[said[1] - 1, -1], CUE] = 0.9  # "were", and the closing dot
    _, opens = pipeline.reader._with_cue_words(coded)
    assert opens[said, CUE].tolist() == [1.0, 0.0, 1.0]
