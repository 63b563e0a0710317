"""The example of incidents in a store, as the page has it, runs."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

import dateline
from dateline.reader.runtime import BUNDLED

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "incidents.md"


@pytest.mark.skipif(not PAGE.exists(), reason="the documentation is not beside an installed package")
@pytest.mark.skipif(not (BUNDLED / "encoder.onnx").exists(), reason="the model is not bundled in this checkout")
def test_it_lists_incidents_and_exports_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    section = PAGE.read_text(encoding="utf-8").split("## In a store")[1]
    (example,) = re.findall(r"```python\n(.*?)```", section, re.S)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    told: dict[str, Any] = {}
    exec(example, told)
    lines = capsys.readouterr().out.splitlines()
    assert 1 <= len(lines) <= 20
    first, *_ = dateline.open_store("news.db").incidents(since="2024-01-01", order="killed")
    assert lines[0].startswith(f"{first.id} {first.title}")
    assert (told["before"], told["written"].rows > 0) == ([], True)
    assert told["history"][0][1].startswith("founded")
    assert (tmp_path / "incidents.geojson").exists()
