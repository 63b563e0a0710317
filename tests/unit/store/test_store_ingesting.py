"""How many reports are committed at once."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from dateline.pipeline import Known
from dateline.store import ingesting


def _arriving(*pauses: float) -> Iterator[Known]:
    for number, pause in enumerate(pauses):
        time.sleep(pause)
        yield Known(str(number))


@pytest.mark.parametrize(
    ("pauses", "together"),
    [((0,) * 7, [3, 3, 1]), ((0.3, 0.3, 0.3), [1, 1, 1]), ((0, 0, 0.3, 0), [3, 1]), ((), [])],
)
def test_what_comes_slowly_is_committed_as_it_comes(
    monkeypatch: pytest.MonkeyPatch, pauses: tuple[float, ...], together: list[int]
) -> None:
    monkeypatch.setattr(ingesting, "LONGEST_WAIT", 0.2)
    assert [len(some) for some in ingesting._some(_arriving(*pauses), 3)] == together
