"""The files of a benchmark: which are read, and what is said of those that cannot be."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from dateline.errors import DataError
from dateline.evaluate.files import dev_ids, find, read_objects


def put(path: Path, content: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def test_a_folder_gives_matching_files_of_all_its_subfolders_but_training_parts(tmp_path: Path) -> None:
    wanted = [put(tmp_path / name, b"") for name in ("a/Dev.jsonl", "b/test.jsonl.gz")]
    for other in ("train.jsonl", "a/my-Train-2.jsonl.gz", "notes.txt", "b/test.json"):
        put(tmp_path / other, b"")
    assert find(tmp_path, ("*.jsonl",)) == wanted


def test_the_name_of_a_folder_does_not_matter(tmp_path: Path) -> None:
    wanted = put(tmp_path / "training" / "dev.jsonl", b"")
    assert find(tmp_path / "training", ("*.jsonl",)) == [wanted]


def test_a_file_stands_for_itself_whatever_its_name(tmp_path: Path) -> None:
    wanted = put(tmp_path / "train.txt", b"")
    assert find(wanted, ("*.jsonl",)) == [wanted]


def test_what_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no such file or folder"):
        find(tmp_path / "gone", ("*.jsonl",))
    with pytest.raises(DataError, match=r"no file here is called grit\* or tst\*"):
        find(tmp_path, ("grit*", "tst*"))


def test_lines_are_read_packed_or_not(tmp_path: Path) -> None:
    lines = b'{"a": 1}\n\n{"a": "\xc3\xa9\xe2\x80\xa8"}\r\n'
    plain, packed = put(tmp_path / "x.jsonl", lines), put(tmp_path / "x.jsonl.gz", gzip.compress(lines, mtime=0))
    assert list(read_objects(plain, ["a"])) == list(read_objects(packed, ["a"])) == [{"a": 1}, {"a": "é\u2028"}]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("x.jsonl", b'{"a": 1}\n{"a": ', "x.jsonl:2: not a line of JSON"),
        ("x.jsonl", b"[1]", "x.jsonl:1: not a JSON object"),
        ("x.jsonl", b'{"b": 1}', "x.jsonl:1: has no a"),
        ("x.jsonl", b'{"a": "\xff"}', "not a line of JSON"),
        ("x.jsonl.gz", b"no gzip", "cannot be read"),
        ("x.jsonl.gz", gzip.compress(b'{"a": 1}', mtime=0)[:-9], "cannot be read"),
    ],
)
def test_a_damaged_file_is_named(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    with pytest.raises(DataError) as caught:
        list(read_objects(put(tmp_path / name, content), ["a"]))
    assert said in str(caught.value)
    assert name in str(caught.value)


def test_splits_list_the_dev_part_of_several_sets(tmp_path: Path) -> None:
    splits = put(tmp_path / "s.json", json.dumps({"one": {"dev": ["a", 7]}, "two": {"dev": ["b"]}}).encode())
    assert dev_ids(splits, ("one", "two", "three")) == frozenset({"a", "7", "b"})
    assert dev_ids(splits, ("three",)) is None
    assert dev_ids(None, ("one",)) is None
    splits = put(tmp_path / "s.json", json.dumps({"one": {"dev_incidents": ["a"]}}).encode())
    assert dev_ids(splits, ("one",), "dev_incidents") == frozenset({"a"})


@pytest.mark.parametrize(
    "content", [b"{", b'["one"]', b'{"one": ["a"]}', b'{"one": {"test": ["a"]}}', b'{"one": {"dev": 3}}']
)
def test_splits_of_another_form_are_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(DataError, match="is not of the form"):
        dev_ids(put(tmp_path / "s.json", content), ("one",))
