"""The bundled int8 graphs against the states that the trained model gave before it was exported."""

import numpy as np
import pytest

from dateline.reader.runtime import BUNDLED, Runtime, digest, softmax

pytestmark = pytest.mark.skipif(not (BUNDLED / "encoder.onnx").exists(), reason="the bundled model is not there")

MEAN_STATE, MEAN_PROBABILITY, LARGEST_PROBABILITY = 0.1, 0.01, 0.35
"""How far quantisation may move what the encoder says, on a fixed sequence of pieces drawn at random."""


def test_the_encoder_says_what_the_trained_model_said() -> None:
    saved = np.load(BUNDLED / "parity.npz")
    states, logits = Runtime.load().run("encoder", ids=saved["ids"])
    moved = np.abs(softmax(logits) - saved["flat"].astype(np.float32))
    assert np.abs(states - saved["h"].astype(np.float32)).mean() < MEAN_STATE
    assert moved.mean() < MEAN_PROBABILITY
    assert moved.max() < LARGEST_PROBABILITY


def test_the_card_names_the_files_that_are_there() -> None:
    assert Runtime.load().card["digest"] == digest(BUNDLED)


def test_the_bundle_stays_small() -> None:
    assert sum(path.stat().st_size for path in BUNDLED.iterdir()) < 95_000_000
