from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from dateline.cli.output import as_json, destination
from dateline.errors import DataError


def test_a_file_appears_whole(tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    with destination(target) as stream:
        stream.write("one\n")
        assert not target.exists()
    assert target.read_bytes() == b"one\n"
    assert list(tmp_path.iterdir()) == [target]


def test_a_failure_leaves_what_stood_there(tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    target.write_text("before", encoding="utf-8")

    def fail() -> None:
        with destination(target) as stream:
            stream.write("half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert target.read_text(encoding="utf-8") == "before"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_written_to_and_stays_one(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    with destination(pipe) as stream:
        stream.write("one\n")
    assert os.read(reader, 100) == b"one\n"
    os.close(reader)
    assert pipe.is_fifo()
    assert list(tmp_path.iterdir()) == [pipe]


@pytest.mark.skipif(os.name != "posix", reason="links need rights on this system")
def test_a_link_stays_and_what_it_leads_to_is_written(tmp_path: Path) -> None:
    target, link, ahead = (tmp_path / name for name in ("kept.json", "link.json", "ahead.json"))
    target.write_text("before", encoding="utf-8")
    link.symlink_to(target)
    ahead.symlink_to("made.json")
    for each in (link, ahead):
        with destination(each) as stream:
            stream.write("one\n")
        assert each.is_symlink()
    assert target.read_bytes() == (tmp_path / "made.json").read_bytes() == b"one\n"
    assert len(list(tmp_path.iterdir())) == 4


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    target = tmp_path / "nowhere" / "out.json"
    with pytest.raises(DataError, match="nowhere") as caught, destination(target):
        pass
    assert "cannot be written" in str(caught.value)


def test_json_is_one_line_that_utf8_can_hold() -> None:
    text = as_json({"a": "x\ud800y\n“é”", "b": [1, None]}, pretty=False)
    assert text == '{"a":"x\\ud800y\\n“é”","b":[1,null]}'
    text.encode()
    assert json.loads(text)["a"] == "x\ud800y\n“é”"
