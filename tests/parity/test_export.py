"""The bundled int8 graphs against the states that the trained model gave before it was exported."""

from pathlib import Path

import numpy as np
import pytest

from dateline.reader.runtime import BUNDLED, MODELS, Runtime, digest, read_card, softmax

pytestmark = pytest.mark.skipif(not (BUNDLED / "encoder.onnx").exists(), reason="the bundled model is not there")

MEAN_STATE, MEAN_PROBABILITY, LARGEST_PROBABILITY = 0.06, 0.001, 0.1
"""How far quantisation may move what the encoder says, on a fixed sequence of pieces drawn at random."""


@pytest.mark.parametrize("name", MODELS)
def test_the_encoder_says_what_the_trained_model_said(name: str) -> None:
    saved = np.load(Path(__file__).with_name(f"{name}.npz"))
    states, logits = Runtime.load(MODELS[name]).run("encoder", ids=saved["ids"])
    moved = np.abs(softmax(logits) - saved["flat"].astype(np.float32))
    assert np.abs(states - saved["h"].astype(np.float32)).mean() < MEAN_STATE
    assert moved.mean() < MEAN_PROBABILITY
    assert moved.max() < LARGEST_PROBABILITY


@pytest.mark.parametrize("name", MODELS)
def test_the_card_names_the_files_that_are_there(name: str) -> None:
    card = read_card(MODELS[name])
    assert card["digest"] == digest(MODELS[name], card)


def test_the_bundle_stays_small() -> None:
    assert sum(path.stat().st_size for path in BUNDLED.rglob("*")) < 95_000_000
