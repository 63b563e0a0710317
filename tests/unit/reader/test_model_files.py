"""What a model is read with, and its head of snippets: its own tokenizer, or that of the model which its card names."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from dateline.errors import ArtifactError
from dateline.reader.labels import SUBJECTS
from dateline.reader.reader import Reader
from dateline.reader.runtime import BUNDLED, MODELS, Runtime, digest, read_card

pytestmark = pytest.mark.skipif(not (BUNDLED / "encoder.onnx").exists(), reason="the bundled model is not there")

TEXT = "Rebels shelled Bangassou on Monday, the mayor said."


@pytest.fixture
def without_tokenizer(tmp_path: Path) -> Path:
    """A copy of the bundled model that lacks a tokenizer of its own."""
    shutil.copytree(BUNDLED, tmp_path / "model", ignore=shutil.ignore_patterns("tokenizer.json", "small"))
    return tmp_path / "model"


def card_with(folder: Path, **more: Any) -> dict[str, Any]:
    card = {**read_card(folder), **more}
    (folder / "card.json").write_text(json.dumps(card), encoding="utf-8")
    return card


def test_a_card_may_name_the_bundled_model_whose_tokenizer_it_shares(without_tokenizer: Path) -> None:
    card = card_with(without_tokenizer, tokenizer="base")
    own = Runtime.load(BUNDLED).tokenizer.encode(TEXT).ids
    assert Runtime.load(without_tokenizer).tokenizer.encode(TEXT).ids == own
    assert digest(without_tokenizer, card) == read_card(BUNDLED)["digest"]


def test_no_tokenizer_is_taken_that_the_card_does_not_name(without_tokenizer: Path) -> None:
    for card in (read_card(without_tokenizer), card_with(without_tokenizer, tokenizer="nobody's")):
        with pytest.raises(ArtifactError, match=r"tokenizer\.json"):
            _ = Runtime.load(without_tokenizer).tokenizer
        with pytest.raises(ArtifactError, match=r"tokenizer\.json"):
            digest(without_tokenizer, card)


@pytest.mark.parametrize("name", MODELS)
def test_a_text_of_one_window_has_a_subject_and_a_longer_one_has_none(name: str) -> None:
    reader = Reader(Runtime.load(MODELS[name], threads=1))
    subject = reader.draft(TEXT).subject
    assert len(subject) == len(SUBJECTS)
    assert sum(subject) == pytest.approx(1, abs=0.01)
    assert reader.draft(" ".join([TEXT] * 60)).subject == ()
    assert reader.draft("").subject == ()
