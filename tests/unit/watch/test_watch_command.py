"""``dateline watch`` as a user runs it, with the bundled model."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from build import TEXT
from dateline.reader.runtime import BUNDLED
from newsroom import Newsroom, Reply, newsroom

COMMAND = (sys.executable, "-m", "dateline", "watch")
needs_model = pytest.mark.skipif(
    not (BUNDLED / "encoder.onnx").exists(), reason="the model is not bundled in this checkout"
)


@pytest.fixture
def room() -> Iterator[Newsroom]:
    with newsroom() as made:
        yield made


def written(room: Newsroom, folder: Path, more: str = "") -> Path:
    path = folder / "feeds.toml"
    path.write_text(f'[watch]\nallow_private = true\nhost_pause = 1\n[[feeds]]\nurl = "{room.base}/feed"\n{more}')
    return path


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*COMMAND, *arguments], capture_output=True, encoding="utf-8", check=False, timeout=120)


def logged(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


@needs_model
def test_once_reads_what_is_new_and_writes_alerts(room: Newsroom, tmp_path: Path) -> None:
    room.feed("one", etag='"1"', text=TEXT)
    config = written(room, tmp_path, '[[alerts]]\nname = "all"\nfile = "alerts.jsonl"\natom = "alerts.xml"\n')
    store = str(tmp_path / "store.db")
    done = run(str(config), "--store", store, "--once", "--log", "json")
    assert done.returncode == 0, done.stderr
    lines = logged(done.stderr)
    assert [line["what"] for line in lines][:3] == ["asked", "linked", "matched"]
    assert lines[0] | {"at": ""} == {
        "at": "", "what": "asked", "name": f"{room.base}/feed", "trouble": False, "status": 200, "stored": 1,
    }  # fmt: skip
    alerts = [json.loads(line) for line in (tmp_path / "alerts.jsonl").read_text().splitlines()]
    assert len(alerts) == lines[2]["matches"] / 2 > 0
    assert alerts[0]["schema"] == "dateline/alert/1"
    again = run(str(config), "--store", store, "--once", "--log", "json")
    assert [line["status"] for line in logged(again.stderr)] == [304]


@needs_model
@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX's")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_with_the_report_in_hand_stored(room: Newsroom, tmp_path: Path, number: int) -> None:
    room.feed("one", "two", "three", text=TEXT)
    page = room.replies["/three"]
    assert isinstance(page, Reply)
    page.wait = 1
    process = subprocess.Popen(
        [*COMMAND, str(written(room, tmp_path)), "--store", str(tmp_path / "store.db"), "--log", "json"],
        stderr=subprocess.PIPE, encoding="utf-8",
    )  # fmt: skip
    deadline = time.monotonic() + 60
    while not room.of("/three") and time.monotonic() < deadline:
        time.sleep(0.01)
    process.send_signal(number)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 0, told
    assert logged(told)[0]["stored"] == 1
    assert room.of("/two") == []


def test_a_feed_that_fails_is_told_and_once_ends_with_1(room: Newsroom, tmp_path: Path) -> None:
    done = run(str(written(room, tmp_path)), "--store", str(tmp_path / "store.db"), "--once")
    assert done.returncode == 1
    assert "feed: asked, problem the server answered 404" in done.stderr
    assert "Traceback" not in done.stderr


def test_mistakes_are_wrong_usage(tmp_path: Path, room: Newsroom) -> None:
    config = written(room, tmp_path, "[[alerts]]\nname = 'x'\n")
    done = run(str(config), "--store", str(tmp_path / "store.db"))
    assert (done.returncode, "line 6: alerts 1: it tells nobody" in done.stderr) == (2, True)
    assert run(str(tmp_path / "none.toml")).returncode == 2
