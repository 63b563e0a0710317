"""Every form of collection is held to this: its reports from a file, nothing lost, clear errors for what is none."""

from __future__ import annotations

import gzip
import pickle
import random
from collections.abc import Iterable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import get_args

import pytest

from archives import FORMATS, STORIES
from dateline.errors import DatelineError
from dateline.ingest.kinds import Collection
from dateline.ingest.page import Intake
from dateline.ingest.source import Source
from dateline.ingest.sources import sources

NEEDS = {"parquet": "pyarrow", "warc": "fastwarc", "bundle": "docx"}
PACKABLE = ("jsonl", "csv", "mbox", "warc", "feed")
STREAMED = ("jsonl", "csv", "mbox", "warc")


def each(formats: Iterable[str]) -> pytest.MarkDecorator:
    """Once for each format, skipped where its library is not installed."""
    return pytest.mark.parametrize("kind", [
        pytest.param(kind, marks=pytest.mark.skipif(
            kind in NEEDS and find_spec(NEEDS[kind]) is None, reason=f"{NEEDS.get(kind)} is not installed"
        )) for kind in formats
    ])  # fmt: skip


kinds = each(FORMATS)
TOLD_BY_NAME = {"jsonl", "csv"}


def made(kind: str, folder: Path, content: bytes | None = None, suffix: str = "") -> Path:
    name, make = FORMATS[kind]
    path = folder / (name + suffix)
    path.write_bytes(make() if content is None else content)
    return path


def loaded(found: Sequence[Source]) -> list[Intake | DatelineError]:
    """What becomes of each; anything but a report or an error of ours is a fault."""
    results: list[Intake | DatelineError] = []
    for source in found:
        try:
            results.append(source.load())
        except DatelineError as error:
            results.append(error)
    return results


def test_every_collection_is_here() -> None:
    assert set(FORMATS) == set(get_args(Collection))


@kinds
def test_its_reports_from_a_file(kind: str, tmp_path: Path) -> None:
    path = made(kind, tmp_path)
    found = list(sources([str(path)]))
    reports = [source.load().report for source in found]
    assert [report.headline for report in reports] == [title for title, _ in STORIES]
    assert all(text[:40] in report.text for report, (_, text) in zip(reports, STORIES, strict=True))
    assert [report.published is not None for report in reports] == [kind != "warc"] * 3
    assert all(source.name.startswith(f"{path}:") for source in found)
    assert len({source.name for source in found}) == 3
    assert 0 < sum(source.size for source in found) <= path.stat().st_size


@kinds
def test_its_sources_can_be_sent_to_another_process(kind: str, tmp_path: Path) -> None:
    found = list(sources([str(made(kind, tmp_path))]))
    assert [pickle.loads(pickle.dumps(source)).load() for source in found] == [source.load() for source in found]


@each(kind for kind in FORMATS if kind not in TOLD_BY_NAME)
def test_its_name_does_not_matter_where_its_bytes_tell(kind: str, tmp_path: Path) -> None:
    path = made(kind, tmp_path)
    renamed = path.rename(tmp_path / "downloaded")
    assert len(list(sources([str(renamed)]))) == 3


@pytest.mark.parametrize("kind", PACKABLE)
def test_packed_with_gzip(kind: str, tmp_path: Path) -> None:
    if kind in NEEDS:
        pytest.importorskip(NEEDS[kind])
    path = made(kind, tmp_path, gzip.compress(FORMATS[kind][1](), mtime=0), ".gz")
    assert [source.load().report.headline for source in sources([str(path)])] == [title for title, _ in STORIES]


@kinds
def test_an_empty_file_is_an_error(kind: str, tmp_path: Path) -> None:
    for content in (b"", b" \n \n"):
        (result,) = loaded(list(sources([str(made(kind, tmp_path, content))])))
        assert isinstance(result, DatelineError), content


@kinds
def test_a_file_cut_short_anywhere_loses_nothing_before_and_says_so(kind: str, tmp_path: Path) -> None:
    whole = FORMATS[kind][1]()
    generator = random.Random(7)
    for cut in sorted(generator.sample(range(1, len(whole) - 8), 25)):
        results = loaded(list(sources([str(made(kind, tmp_path, whole[:cut]))])))
        assert results, cut
        told = [one for one in results if isinstance(one, DatelineError) or one.warnings]
        if kind in STREAMED:
            complete = sum(whole[:cut].count(text[-30:].encode()) for _, text in STORIES)
            assert sum(isinstance(one, Intake) for one in results) >= min(complete, 3) - 1, cut
        if kind in ("warc", "parquet", "bundle"):
            assert told, cut


@kinds
def test_a_damaged_file_is_never_a_fault(kind: str, tmp_path: Path) -> None:
    whole = FORMATS[kind][1]()
    generator = random.Random(11)
    for _ in range(25):
        content = bytearray(whole)
        for _ in range(generator.randint(1, 40)):
            content[generator.randrange(len(content))] = generator.randrange(256)
        assert loaded(list(sources([str(made(kind, tmp_path, bytes(content)))])))


@kinds
def test_a_batch_goes_on_behind_it(kind: str, tmp_path: Path) -> None:
    broken = made(kind, tmp_path, FORMATS[kind][1]()[:200])
    good = tmp_path / "good.txt"
    good.write_text(STORIES[0][1])
    results = loaded(list(sources([str(broken), str(good)])))
    assert isinstance(results[-1], Intake)
    assert results[-1].report.text == STORIES[0][1]
