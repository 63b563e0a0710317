"""What ``dateline doctor`` says of a model whose files are not those that its card names."""

import json
import shutil
from pathlib import Path

import pytest

from dateline.cli.doctor import findings
from dateline.reader.runtime import BUNDLED, MODELS

pytestmark = pytest.mark.skipif(not (BUNDLED / "encoder.onnx").exists(), reason="the bundled model is not there")


def test_a_model_with_another_digest_than_its_card_states_is_not_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed = tmp_path / "model"
    shutil.copytree(BUNDLED, changed)
    boundaries = changed / "boundaries.json"
    boundaries.write_text(json.dumps(json.loads(boundaries.read_text("utf-8")), indent=3), "utf-8")
    monkeypatch.setitem(MODELS, "changed", changed)
    found = {each.name: each for each in findings()}
    assert found["model base"].well
    assert not found["model changed"].well
    assert found["model changed"].needed
    assert "digest" in found["model changed"].told
