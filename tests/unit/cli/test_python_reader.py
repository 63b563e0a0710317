"""What ``dateline.Reader`` takes and declines, without a model: its pipeline hands the report's text back."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import dateline
from dateline.errors import DataError, InputError
from dateline.pipeline import Pipeline

TEXT = "Rockets hit a fuel depot near Basra on Sunday night, the oil ministry said."


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> Any:
    fake = SimpleNamespace(read=lambda intake: SimpleNamespace(reading=intake.report))
    monkeypatch.setattr(Pipeline, "open", lambda options: fake)
    return dateline.Reader(min_score=0.5)


@pytest.mark.parametrize("score", [3, -0.1, 1.0001, float("nan"), float("inf")])
def test_a_least_score_that_is_no_probability(score: float, reader: Any) -> None:
    with pytest.raises(DataError, match="from 0 to 1"):
        dateline.Reader(min_score=score)


@pytest.mark.parametrize("score", [0, 0.5, 1, None])
def test_a_least_score(score: float | None, reader: Any) -> None:
    assert dateline.Reader(min_score=score)


def rows(*texts: str) -> bytes:
    return b"".join(json.dumps({"text": text}).encode() + b"\n" for text in texts)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", TEXT.encode()),
        ("a.jsonl", rows(TEXT)),
        ("a.jsonl.gz", gzip.compress(rows(TEXT), mtime=0)),
        ("a.csv", f'text\n"{TEXT}"\n'.encode()),
    ],
)
def test_what_holds_one_report_is_read(name: str, content: bytes, reader: Any, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    assert reader.read(tmp_path / name).text == TEXT
    assert reader.read(str(tmp_path)).text == TEXT  # a folder of one file
    assert reader.read(tmp_path / name, outlet="Gulf Press").outlet == "Gulf Press"


def test_what_holds_several_reports_is_declined(reader: Any, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(rows(TEXT, "Guards were hurt."))
    (tmp_path / "b.jsonl").write_bytes(rows(TEXT) + b"damaged\n")
    for source in (tmp_path / "a.jsonl", tmp_path / "b.jsonl", tmp_path, str(tmp_path / "*.jsonl")):
        with pytest.raises(InputError, match="use read_many") as caught:
            reader.read(source)
        assert str(caught.value).startswith(str(source))


def test_what_holds_no_report_is_an_error(reader: Any, tmp_path: Path) -> None:
    (tmp_path / "empty.jsonl").write_bytes(b"")
    for source, words in ((tmp_path / "none.txt", "no such file"), (tmp_path / "empty.jsonl", "empty")):
        with pytest.raises(InputError, match=words):
            reader.read(source)
