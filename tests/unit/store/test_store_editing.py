"""Twenty people edit at once through the workbench, on both databases; ``bench.editing`` does it for longer."""

from __future__ import annotations

from pathlib import Path

from editing import CLIENTS, check, edit, figures, prepare
from served import workbench

SECONDS = 4.0


def test_twenty_clients_edit_at_once_and_nothing_is_lost(url: str, tmp_path: Path) -> None:
    users = prepare(url)
    prepared = str(tmp_path / "again.db")
    prepare(prepared)
    with workbench(url, secret=b"0" * 32) as server:
        done = edit(server.port, users, SECONDS, b"0" * 32)
    told = figures("here", SECONDS, done)
    assert len(done) == CLIENTS
    assert told["faults"] == []
    assert told["decided"] > 0
    check(url, done, prepared)
