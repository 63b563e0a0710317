"""The bar: the time left is told where the size of all inputs is known, and only there."""

from io import StringIO

import pytest
from rich.console import Console

from dateline.cli.progress import _bar


@pytest.mark.parametrize(("total", "told"), [(None, False), (1_000, True)])
def test_the_time_left_is_told_by_a_total(total: int | None, told: bool) -> None:
    bar, out = _bar(), StringIO()
    bar.add_task("reading", total=total, done=3)
    Console(file=out, width=120).print(bar.get_renderable())
    assert "reading" in out.getvalue()
    assert ("left" in out.getvalue()) is told
