"""When a bar is drawn while reports are read, and that it moves without a total."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from dateline.cli.progress import progress
from dateline.cli.read import _is_watched
from dateline.cli.writers import Format
from dateline.ingest.source import Source, failed


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> dict[str, bool]:
    """Which streams are a terminal."""
    found = {"stdin": False, "stdout": False, "stderr": True}
    streams = {name: SimpleNamespace(isatty=lambda name=name: found[name]) for name in found}
    for module in ("read", "progress"):
        monkeypatch.setattr(f"dateline.cli.{module}.sys", SimpleNamespace(**streams))
    return found


@pytest.mark.parametrize(
    ("inputs", "terminals", "watched"),
    [
        (["a.jsonl"], {}, True),
        (["-"], {}, True),
        (["a.jsonl", "-"], {}, True),
        (["-"], {"stdin": True}, False),
        (["a.jsonl"], {"stdin": True}, True),
        (["-"], {"stderr": False}, False),
        (["-"], {"stdout": True}, False),
    ],
)
def test_a_bar_is_drawn_where_nothing_else_moves(
    inputs: list[str], terminals: dict[str, bool], watched: bool, seen: dict[str, bool]
) -> None:
    seen |= terminals
    assert _is_watched(Format.JSON, None, inputs) is watched


def test_with_output_in_a_file_a_terminal_is_free_for_a_bar(seen: dict[str, bool]) -> None:
    seen["stdout"] = True
    assert _is_watched(Format.CSV, Path("events.csv"), ["-"])
    assert _is_watched(Format.HTML, None, ["-"])


def test_what_may_never_end_is_drawn_as_it_comes() -> None:
    drawn: list[str] = []

    def endless() -> Iterator[Source]:
        while True:
            drawn.append(f"-:{len(drawn) + 1}")
            yield failed(drawn[-1], "no report")

    with progress(endless(), "reading", None) as (found, step):
        for number in range(1, 6):
            assert next(found).name == f"-:{number}"
            step()
            assert len(drawn) == max(2, number)
