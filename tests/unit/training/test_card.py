"""A model that shares a tokenizer keeps no copy of it."""

from pathlib import Path

import pytest
from training.card import drop_copy


def test_the_same_file_is_left_out(tmp_path: Path) -> None:
    own, shared = tmp_path / "own.json", tmp_path / "shared.json"
    shared.write_text("{}")
    own.write_text("{}")
    drop_copy(own, shared)
    assert not own.exists()
    drop_copy(own, shared)


def test_another_is_an_error_and_stays(tmp_path: Path) -> None:
    own, shared = tmp_path / "own.json", tmp_path / "shared.json"
    shared.write_text("{}")
    own.write_text("[]")
    with pytest.raises(ValueError, match="another tokenizer"):
        drop_copy(own, shared)
    assert own.exists()
