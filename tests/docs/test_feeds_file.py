"""The example of ``feeds.toml`` in the documentation is one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dateline.watch.config import AlertConfig, FeedConfig, Manners, read_config

HOW_TO = Path(__file__).parents[2] / "docs" / "how-to.md"


def test_the_example_is_valid_and_shows_every_key(tmp_path: Path) -> None:
    if not HOW_TO.exists():
        pytest.skip("the documentation is not beside an installed package")
    (example,) = re.findall(r"```toml\n(.*?)```", HOW_TO.read_text(encoding="utf-8"), re.S)
    path = tmp_path / "feeds.toml"
    path.write_text(example, encoding="utf-8")
    config = read_config(path)
    assert config.watch == Manners()
    for table in (Manners, FeedConfig, AlertConfig):
        for name in table.model_fields:
            assert re.search(rf"\b{name} = ", example), f"{table.__name__} has a key {name!r} that is not shown"
