from __future__ import annotations

import gzip
import io
import json
import pickle
from collections.abc import Iterable
from pathlib import Path
from types import SimpleNamespace

import pytest

from dateline.errors import DatelineError, InputError
from dateline.ingest.page import Stated
from dateline.ingest.source import Source, SourceOptions
from dateline.ingest.sources import sources

TEXT = "Rockets hit a fuel depot near Basra on Sunday night, the oil ministry said."


def write(path: Path, content: str | bytes = TEXT) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def names(found: Iterable[Source]) -> list[str]:
    return [Path(source.name).name for source in found]


def test_a_folder_gives_its_known_files_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a.html", "sub/c.md", "sub/d.txt.gz", "ignored.png", "ignored.xlsx", "z.jsonl"):
        write(
            tmp_path / name,
            gzip.compress(TEXT.encode(), mtime=0) if name.endswith(".gz") else json.dumps({"text": TEXT}),
        )
    assert names(sources([str(tmp_path)])) == ["a.html", "b.txt", "c.md", "d.txt.gz", "z.jsonl:1"]


def test_files_globs_and_their_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("2.txt", "1.txt", "odd[1].txt", "deep/3.txt"):
        write(tmp_path / name)
    assert names(sources(["2.txt", "[12].txt", "**/3.txt", "odd[1].txt"])) == [
        "2.txt", "1.txt", "2.txt", "3.txt", "odd[1].txt",
    ]  # fmt: skip
    assert [source.load().report.text for source in sources(["2.txt"])] == [TEXT]


@pytest.mark.parametrize("suffix", [".jsonl", ".jsonl.gz", ".ndjson"])
def test_rows(tmp_path: Path, suffix: str) -> None:
    rows = [
        {
            "id": 7,
            "text": f" {TEXT}\n",
            "headline": "Depot hit",
            "outlet": "Gulf Press",
            "published": "2021-04-04",
            "x": 1,
        },
        {"id": "b", "other": 1, "text": TEXT, "url": "https://news.example/b", "headline": None},
    ]
    content = "\n".join(json.dumps(row) for row in rows).encode()
    path = write(tmp_path / f"rows{suffix}", gzip.compress(content, mtime=0) if suffix.endswith("gz") else content)
    first, second = (source.load().report for source in sources([str(path)]))
    assert first.text == f" {TEXT}\n"
    assert (first.source_id, first.headline, first.outlet) == ("7", "Depot hit", "Gulf Press")
    assert (first.published, first.published_from) == ("2021-04-04", "stated")
    assert (second.source_id, second.url, second.headline) == ("b", "https://news.example/b", None)


def test_options_fill_what_a_row_leaves_out(tmp_path: Path) -> None:
    path = write(tmp_path / "rows.jsonl", json.dumps({"text": TEXT, "outlet": "Gulf Press"}))
    options = SourceOptions(Stated(published="2020-01-01", outlet="Other"))
    (source,) = sources([str(path)], options)
    found = source.load().report
    assert (found.published, found.outlet) == ("2020-01-01", "Gulf Press")


def test_an_unclear_date_of_a_row_is_a_warning(tmp_path: Path) -> None:
    path = write(tmp_path / "rows.jsonl", json.dumps({"text": TEXT, "published": "last week"}))
    (source,) = sources([str(path)])
    intake = source.load()
    assert intake.report.published is None
    assert [notice.code for notice in intake.warnings] == ["unclear-date"]


@pytest.mark.parametrize("url", ["www.news.example/a", "nowhere", "ftp://news.example/a", "http://[::1", 7])
@pytest.mark.parametrize("given", [None, "https://news.example/all"])
def test_an_address_of_a_row_that_is_none_is_a_warning(url: str | int, given: str | None, tmp_path: Path) -> None:
    path = write(tmp_path / "rows.jsonl", json.dumps({"text": TEXT, "url": url, "published": "2021-04-04"}))
    (source,) = sources([str(path)], SourceOptions(Stated(url=given)))
    intake = source.load()
    assert (intake.report.text, intake.report.url, intake.report.published) == (TEXT, given, "2021-04-04")
    (notice,) = intake.warnings
    assert notice.code == "invalid-url"
    assert repr(url) in notice.message


def test_several_fields_of_a_row_that_cannot_be(tmp_path: Path) -> None:
    write(tmp_path / "rows.csv", f'text,url,published\n"{TEXT}",{"x" * 500},soon\n')
    (source,) = sources([str(tmp_path / "rows.csv")])
    intake = source.load()
    assert [notice.code for notice in intake.warnings] == ["unclear-date", "invalid-url"]
    assert all(len(notice.message) < 150 for notice in intake.warnings)


def test_failures_do_not_stop_the_rest(tmp_path: Path) -> None:
    good = write(tmp_path / "good.txt")
    found = list(sources([str(tmp_path / "none.txt"), str(good), str(tmp_path / "x*.txt"), str(good)]))
    results = []
    for source in found:
        try:
            results.append(source.load().report.text)
        except DatelineError as error:
            results.append(type(error).__name__)
    assert results == ["InputError", TEXT, "InputError", TEXT]


def test_rows_cut_short_by_a_damaged_file(tmp_path: Path) -> None:
    row = json.dumps({"text": TEXT}).encode() + b"\n"
    path = write(tmp_path / "rows.jsonl.gz", gzip.compress(row * 3, mtime=0)[:-12])
    found = list(sources([str(path)]))
    assert found[-1].name.rsplit(":", 1)[1].isdigit()
    with pytest.raises(InputError, match="cannot be read on"):
        found[-1].load()


def test_sources_are_lazy_and_can_be_sent_to_another_process(tmp_path: Path) -> None:
    path = write(tmp_path / "rows.jsonl", f"{json.dumps({'text': TEXT})}\n" * 1000)
    found = sources([str(path), str(tmp_path / "never-looked-at")])
    source = pickle.loads(pickle.dumps(next(found)))
    assert source.name == f"{path}:1"
    assert source.load().report.text == TEXT


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (TEXT.encode(), ["-"]),
        (gzip.compress(TEXT.encode(), mtime=0), ["-"]),
        (b'{"text": "Rockets hit."}\n{"text": "Guards hurt."}\n', ["-:1", "-:2"]),
    ],
)
def test_standard_input(content: bytes, expected: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(content)))
    found = list(sources(["-"]))
    assert [source.name for source in found] == expected
    assert all(source.load().report.text for source in found)
