"""Reading in several processes, broken off: none of them stays, and none has anything to say about it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from build import TEXT
from dateline.reader.runtime import BUNDLED

pytestmark = [
    pytest.mark.skipif(not (BUNDLED / "encoder.onnx").exists(), reason="the model is not bundled in this checkout"),
    pytest.mark.skipif(sys.platform != "linux", reason="processes are counted otherwise on this system"),
]


def _heed_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def begun(folder: Path) -> subprocess.Popen[bytes]:
    """A long run in three processes and a process group of its own, after its first reading."""
    rows = folder / "rows.jsonl"
    rows.write_text("".join(json.dumps({"text": f"{TEXT} {at}."}) + "\n" for at in range(2000)), encoding="utf-8")
    return subprocess.Popen(
        [sys.executable, "-m", "dateline", "read", str(rows), "--jobs", "3"], stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, start_new_session=True, preexec_fn=_heed_interrupts,
    )  # fmt: skip


def left(group: int) -> list[int]:
    """The processes of a group, dead ones that nobody asked after left out."""
    found = []
    for each in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, of = each.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()[:3]
        except OSError:
            continue
        if int(of) == group and state != "Z":
            found.append(int(each.parent.name))
    return found


def gone(group: int, seconds: float = 30) -> bool:
    until = time.monotonic() + seconds
    while left(group) and time.monotonic() < until:
        time.sleep(0.1)
    return not left(group)


def test_ctrl_c_while_they_start_is_quiet(tmp_path: Path) -> None:
    process = begun(tmp_path)
    until = time.monotonic() + 60
    beside = 2  # itself and the keeper of its semaphores
    while len(left(process.pid)) < beside + 2 and time.monotonic() < until:
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGINT)
    _, told = process.communicate(timeout=120)
    assert (process.returncode, told) == (130, b"")
    assert gone(process.pid)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_they_end_with_the_command(tmp_path: Path, number: int) -> None:
    process = begun(tmp_path)
    assert process.stdout
    assert process.stdout.readline()
    process.send_signal(number)
    process.wait(timeout=30)
    ended = gone(process.pid)
    for each in left(process.pid):
        os.kill(each, signal.SIGKILL)
    process.communicate(timeout=30)
    assert ended
